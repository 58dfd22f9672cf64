"""Conflicts: what two accounts cannot both be right about, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate_fixture import story
from rashomon.models import Conflict, Modifier, Quantity, TimeExpression, Token
from rashomon.stages.collate import conflicts
from rashomon.stages.collate.conflict import names, numbers, times
from rashomon.stages.collate.conflict.words import opposite

HEAD = "Bridge closed after storm"
LEAD = "The storm reached the valley of Orrin before dawn and tore the roofs off many barns."


def found(a: str, b: str) -> tuple[Conflict, ...]:
    """Conflicts between two reports that differ in one sentence."""
    return conflicts.find(story(f"{HEAD}\n{LEAD}\n{a}", f"Storm shuts bridge\n{LEAD}\n{b}"))[0]


CONTRARY = [
    (
        "number",
        "Rescue teams pulled 12 people from the flooded mill on Tuesday, the fire service said.",
        "Rescue teams pulled 19 people from the flooded mill on Tuesday, the fire service said.",
    ),
    (
        "time",
        "The old bridge over the Orrin was closed to all traffic at 6.30 pm, police said.",
        "The old bridge over the Orrin was closed to all traffic at 9.45 pm, police said.",
    ),
    (
        "time",
        "The council voted on Monday to rebuild the old bridge in stone, its clerk said.",
        "The council voted on Wednesday to rebuild the old bridge in stone, its clerk said.",
    ),
    (
        "place",
        "The last train of the evening was stopped by fallen trees near Lyon, the railway said.",
        "The last train of the evening was stopped by fallen trees near Nantes, the railway said.",
    ),
    (
        "outcome",
        "The regional assembly approved the emergency budget for new flood walls on Friday.",
        "The regional assembly rejected the emergency budget for new flood walls on Friday.",
    ),
    (
        "outcome",
        "The warning sirens were tested in every village along the river last autumn.",
        "The warning sirens were not tested in every village along the river last autumn.",
    ),
    (
        "wording",
        "“The walls were strong enough for any flood of this kind,” engineer Paula Rennick said.",
        "“The walls were weak enough for any flood of this kind,” engineer Paula Rennick said.",
    ),
    (
        "actor",
        "“I have never seen the river climb so fast in one night,” said Paula Rennick, a farmer.",
        "“I have never seen the river climb so fast in one night,” said Martin Okoro, a farmer.",
    ),
    (
        "actor",
        "France offered Germany two heavy pumps for the flooded mines along the frontier.",
        "Germany offered France two heavy pumps for the flooded mines along the frontier.",
    ),
    (
        "outcome",
        "Halden Rail refused on Tuesday to suspend its trains, and the nine o'clock train ran on.",
        "Halden Rail suspended all its trains on Tuesday.",
    ),
]


RETOLD = [
    (
        "number",
        "Firefighters rescued 17 miners from the Norton pit on Tuesday.",
        "Rescue teams pulled 23 miners out of the Norton pit on Tuesday.",
    ),
    (
        "number",
        "The ore sold abroad was worth 3.2 billion crowns last year, customs figures show.",
        "The ore that was sold abroad was worth 4.7\u2009billion crowns last year.",
    ),
    (
        "time",
        "Chancellor Ilse Brandt arrived in Warsaw on Monday for talks on gas.",
        "Ms Brandt flew into Warsaw on Sunday night, ahead of talks about gas supplies.",
    ),
    (
        "time",
        "Finance Minister Karl Weber resigned on Tuesday after the leak.",
        "Karl Weber stepped down as finance minister on Monday, after documents were leaked.",
    ),
    (
        "time",
        "The painter Otto Lindqvist died on Thursday at his home in Malmo.",
        "Otto Lindqvist, the painter, passed away on Wednesday in Malmo.",
    ),
    (
        "actor",
        "It was Anna Keller who called the police after the blast.",
        "The police were called by Tom Reuter, a neighbour, after the blast.",
    ),
    (
        "actor",
        "Eva Stein, the mayor of Bremen, opened the hearing with a warning.",
        "Karl Weber, who leads the port authority, opened the hearing.",
    ),
    (
        "outcome",
        "Union leader Jim Gray accepted the pay offer on Friday.",
        "Jim Gray, who leads the union, turned down the pay offer on Friday.",
    ),
    (
        "outcome",
        "Nordair has not cancelled its flights to Oslo.",
        "Nordair cancelled its flights to Oslo on Monday.",
    ),
    (
        "place",
        "Gunman Ralf Meier was arrested in Dortmund on Sunday.",
        "Police caught Ralf Meier in the town of Hagen on Sunday.",
    ),
]
"""One fact in the words of two outlets, with a detail that only one can be right about."""


@pytest.mark.parametrize(("kind", "a", "b"), RETOLD)
def test_contrary_details_in_other_words_are_conflicts(kind: str, a: str, b: str) -> None:
    assert [c.kind for c in found(a, b)] == [kind]


APART = [
    (
        "Police arrested 12 people in Lyon on Friday.",
        "Police arrested 30 people in Nice on Friday.",
    ),
    (
        "Minister Karl Weber opened the conference on Monday.",
        "Minister Eva Stein closed the conference on Wednesday.",
    ),
    (
        "Maria Lopez scored in the 12th minute of the cup final.",
        "Ana Ruiz scored in the 70th minute of the cup final.",
    ),
    (
        "President Adan Sule refused to sign the treaty on fishing.",
        "President Adan Sule signed the budget into law on Friday.",
    ),
    (
        "Rockets hit a market in Aden on Tuesday.",
        "Rockets struck a school in Taiz on Tuesday.",
    ),
    ("The bank lost 3.2 billion euros in 2019.", "The bank lost 1.1 billion euros in 2018."),
    (
        "Mr Xi met President Lena Holm in the Palace of Unity on Monday.",
        "Mr Xi met President Lena Holm in the Garden Hall on Monday evening.",
    ),
]
"""Facts that look alike and are two."""


@pytest.mark.parametrize(("a", "b"), APART)
def test_two_facts_are_no_conflict(a: str, b: str) -> None:
    assert found(a, b) == ()


def test_two_places_of_one_wreck_are_a_conflict() -> None:
    context = story(
        "Ferry lost\nShe struck the Black Ledge, a line of rocks two miles south of the island.",
        "Ship sinks\nShe ran aground on the Heron Bank, a shoal halfway across the strait.",
    )
    (result,) = conflicts.find(context)[0]
    assert (result.kind, [v.value for v in result.values]) == (
        "place",
        ["Black Ledge", "Heron Bank"],
    )


def test_any_count_that_a_text_says_has_changed_is_a_development() -> None:
    context = story(
        f"{HEAD}\nPolice detained 31 squatters in the old brewery by the canal.",
        f"{HEAD}\nThe number of squatters arrested in the old brewery rose to 44 from 31.",
    )
    contrary, developments = conflicts.find(context)
    assert contrary == ()
    assert [[v.value for v in d.values] for d in developments] == [[31.0, 44.0]]


@pytest.mark.parametrize(("kind", "a", "b"), CONTRARY)
def test_contrary_details_are_conflicts(kind: str, a: str, b: str) -> None:
    result = found(a, b)
    assert [c.kind for c in result] == [kind]
    assert len(result[0].values) == 2
    assert len({e.article for v in result[0].values for e in v.evidence}) == 2


AGREEING = [
    (
        "The hearing on the broken dam of Orrin opens in Halden on 18 June, the court said.",
        "The hearing on the broken dam of Orrin was put back and opens on 25 June, the court said.",
    ),
    (
        "Rescue teams pulled 226 people from the flooded mill on Tuesday, the fire service said.",
        "Rescue teams pulled nearly 230 people from the flooded mill on Tuesday, officials said.",
    ),
    (
        "The repair will cost $47 million over the next three years, the treasurer said.",
        "The repair will cost $47m over the next three years, the treasurer said.",
    ),
    (
        "At least 20 houses in the lower town were flooded by the river, the mayor said.",
        "A total of 22 houses in the lower town were flooded by the river, the mayor said.",
    ),
    (
        "The old bridge over the Orrin was closed to all traffic on Friday, police said.",
        "The old bridge over the Orrin was closed to all traffic on May 16, police said.",
    ),
    (
        "The minister met the families of the missing in Berlin and promised them help.",
        "The minister met the families of the missing in the German capital and promised help.",
    ),
    (
        "The UN sent four boats and two doctors to the villages cut off by the water.",
        "The United Nations sent four boats and two doctors to the villages cut off by the water.",
    ),
    (
        "“The walls were strong enough for any flood, and we shall see,” said Paula Rennick.",
        "“The walls were strong enough for any flood,” Paula Rennick said.",
    ),
    (
        "The water didn't reach the hospital on the hill, where 40 patients were asleep.",
        "The water did not reach the hospital on the hill, where forty patients were asleep.",
    ),
    (
        "The bridge was closed by the police before the first lorries arrived at the ford.",
        "Police closed the bridge before the first lorries arrived at the ford.",
    ),
    (
        "Rennick scored twice for the home side in the first half of the charity match.",
        "Okoro scored three times for the visitors in the second half of the league match.",
    ),
]


@pytest.mark.parametrize(("a", "b"), AGREEING)
def test_another_form_is_no_conflict(a: str, b: str) -> None:
    assert found(a, b) == ()


def test_a_toll_that_rises_later_is_a_development() -> None:
    context = story(
        f"{HEAD}\nThe storm killed 14 people in the valley of Orrin, the fire service said.",
        f"{HEAD}\nThe storm killed 17 people in the valley of Orrin, the fire service said.",
        published=("2031-05-16", "2031-05-18"),
    )
    contrary, developments = conflicts.find(context)
    assert contrary == ()
    assert [[v.value for v in d.values] for d in developments] == [[14.0, 17.0]]
    assert [v.when for v in developments[0].values] == ["2031-05-16", "2031-05-18"]


def test_a_change_that_a_text_tells_is_a_development() -> None:
    context = story(
        f"{HEAD}\nRescuers had recovered 14 bodies by noon on Friday, officials said.",
        f"{HEAD}\nThe number of people known to have died rose on Saturday to 17 from 14.",
        published=("2031-05-16", "2031-05-17"),
    )
    contrary, developments = conflicts.find(context)
    assert contrary == ()
    assert [[v.value for v in d.values] for d in developments] == [[14.0, 17.0]]


def test_citations_and_values_are_cut_from_the_text() -> None:
    for _, a, b in CONTRARY:
        context = story(f"{HEAD}\n{LEAD}\n{a}", f"{HEAD}\n{LEAD}\n{b}")
        for conflict in conflicts.find(context)[0]:
            texts = {key: each.article.text for key, each in context.articles.items()}
            assert any(conflict.about in text for text in texts.values())
            for value in conflict.values:
                assert any(value.text in texts[e.article] for e in value.evidence)
                for cited in value.evidence:
                    assert texts[cited.article][cited.start : cited.end] == cited.text


def test_the_answer_is_the_same_every_time() -> None:
    a, b = CONTRARY[0][1:]
    context = story(f"{HEAD}\n{LEAD}\n{a}", f"{HEAD}\n{LEAD}\n{b}")
    assert conflicts.find(context) == conflicts.find(context)


# ---------------------------------------------------------------- the comparisons


def quantity(value: float, modifier: Modifier = "exactly", unit: str = "person") -> Quantity:
    return Quantity(
        start=0, end=1, value=value, upper=None, unit=unit, modifier=modifier, measures=None
    )


def test_bounds_and_units() -> None:
    assert numbers.agree(quantity(12, "at_least"), quantity(40))
    assert not numbers.agree(quantity(12, "at_most"), quantity(40))
    assert numbers.agree(quantity(2, unit="mile"), quantity(3, "about", unit="kilometre"))
    assert not numbers.agree(quantity(2, unit="mile"), quantity(9, unit="kilometre"))
    assert not numbers.agree(quantity(1300), quantity(1900))


@given(st.integers(1, 10**7), st.sampled_from(["exactly", "about", "at_least", "over", "at_most"]))
def test_a_figure_agrees_with_itself(value: int, modifier: Modifier) -> None:
    assert numbers.agree(quantity(float(value), modifier), quantity(float(value)))


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_agreement_of_figures_is_mutual(a: int, b: int) -> None:
    x, y = quantity(float(a)), quantity(float(b))
    assert numbers.agree(x, y) == numbers.agree(y, x)


def when(value: str | None) -> TimeExpression:
    return TimeExpression(start=0, end=1, value=value)


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [
        (("2031-05-15", "Thursday"), ("2031-05-15", "May 15"), True),
        (("2031-05-15", "Thursday"), ("2031-05", "in May"), True),
        (("2031-05-15", "Thursday"), ("2031-05-16", "Friday"), False),
        ((None, "6.40 pm"), (None, "8.10pm"), False),
        ((None, "6.40 pm"), (None, "6:45 p.m."), True),
        (("2031-05-15", "Thursday morning"), ("2031-05-15", "Thursday evening"), False),
        ((None, "days before"), (None, "weeks before"), False),
        ((None, "weeks before"), (None, "20 days before"), True),
        ((None, "two days before"), (None, "two days after"), False),
        (("2031-05-13", "Tuesday"), ("2031-05-14T19:33", "7.33 pm"), True),
        (("2031-05-13T12:00", "noon"), ("2031-05-14T19:33", "7.33 pm"), False),
        (("2031-05-18", "today"), ("2031-05-25", "on Sunday"), True),
        (("2031-05-18", "May 18"), ("2031-05-25", "on Sunday"), False),
    ],
)
def test_times(a: tuple[str | None, str], b: tuple[str | None, str], agree: bool) -> None:
    assert times.agree(when(a[0]), a[1], when(b[0]), b[1]) is agree
    assert times.agree(when(b[0]), b[1], when(a[0]), a[1]) is agree


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Elon Musk", "Mr Musk", True),
        ("the United Nations Security Council", "UN Security Council", True),
        ("Raqa", "Raqqa", True),
        ("North Korea", "South Korea", False),
        ("Paul Rubin", "Liz Einbinder", False),
        ("Moscow", "Russia", True),
    ],
)
def test_names(a: str, b: str, same: bool) -> None:
    assert names.same_name(a, b) is same
    assert names.same_name(b, a) is same


def test_a_wider_place_is_no_other_place() -> None:
    assert names.compatible_places("Chicago", "Illinois")
    assert not names.compatible_places("Lyon", "Marseille")
    assert not names.compatible_places("Texas", "Pennsylvania")


def word(lemma: str, pos: str = "ADJ") -> Token:
    return Token(
        start=0,
        end=len(lemma),
        text=lemma,
        lemma=lemma,
        pos=pos,
        tag="",
        dep="",
        head=0,
        sentence=0,
        ent="",
        ent_start=False,
    )


@pytest.mark.parametrize(
    ("a", "b", "contrary"),
    [
        ("likely", "unlikely", True),
        ("careful", "careless", True),
        ("enable", "disable", True),
        ("strong", "weak", True),
        ("cover", "discover", False),
        ("big", "large", False),
    ],
)
def test_opposites(a: str, b: str, contrary: bool) -> None:
    assert opposite(word(a), word(b)) is contrary
    assert opposite(word(b), word(a)) is contrary
