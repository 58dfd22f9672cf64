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


@pytest.mark.parametrize(("kind", "a", "b"), CONTRARY)
def test_contrary_details_are_conflicts(kind: str, a: str, b: str) -> None:
    result = found(a, b)
    assert [c.kind for c in result] == [kind]
    assert len(result[0].values) == 2
    assert len({e.article for v in result[0].values for e in v.evidence}) == 2


AGREEING = [
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
