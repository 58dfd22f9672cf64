"""Values that later reports update, and articles that contradict themselves."""

from __future__ import annotations

from collections import Counter

import pytest

from collate_fixture import embedder, parser, report, story
from rashomon.models import Collation, Grouping, Story
from rashomon.stages.annotate import annotate
from rashomon.stages.collate import collate
from rashomon.stages.collate.conflict import pairs

MORNING, EVENING = "2031-05-16T09:00:00+00:00", "2031-05-16T18:00:00+00:00"
SANK = "{} people were killed when a ferry sank off Hollin Island on Friday, officials said."


def told(*texts: str, published: tuple[str | None, ...] = ()) -> Collation:
    days = published or ("2031-05-16",) * len(texts)
    articles = [
        report(text, f"outlet {n}", day)
        for n, (text, day) in enumerate(zip(texts, days, strict=True))
    ]
    ids = tuple(a.id for a in articles)
    one = Story(id="s1", title=None, first=None, last=None, articles=ids)
    grouping = Grouping(articles=(), reuse=(), origins=(), stories=(one,))
    return collate(one, annotate(articles, parser()), grouping, embedder())


def ferry(first: str, second: str, *published: str | None) -> Collation:
    return told(
        f"Ferry sinks off Hollin\n{SANK.format(first)}\nIt had left Port Ansel in fog.",
        f"Divers at work off Hollin\n{SANK.format(second)}\nDivers went down at noon.",
        published=published,
    )


@pytest.mark.parametrize(("first", "second"), [("At least 12", "At least 17"), ("12", "17")])
def test_a_toll_that_rises_is_a_development_with_both_values_and_their_times(
    first: str, second: str
) -> None:
    found = ferry(first, second, MORNING, EVENING)
    assert found.conflicts == ()
    (one,) = found.developments
    assert one.kind == "number"
    assert [(v.value, v.when) for v in one.values] == [(12.0, MORNING), (17.0, EVENING)]


def test_the_order_of_the_reports_does_not_matter() -> None:
    found = ferry("At least 17", "At least 12", EVENING, MORNING)
    assert [(v.value, v.when) for v in found.developments[0].values] == [
        (12.0, MORNING),
        (17.0, EVENING),
    ]


def test_bounds_are_no_conflict_where_no_report_is_later() -> None:
    found = ferry("At least 12", "At least 17", None, None)
    assert found.conflicts == ()


def test_figures_as_of_one_hour_stay_a_conflict() -> None:
    body = "{} bodies had been brought ashore by noon on Friday, the coastguard at Hollin said."
    found = told(
        f"Ferry sinks off Hollin\n{body.format('12')}",
        f"Ferry lost off Hollin\n{body.format('14')}",
        published=("2031-05-16T13:00:00+00:00", "2031-05-16T19:00:00+00:00"),
    )
    assert len(found.conflicts) == 1
    assert found.developments == ()


def test_a_change_that_is_told_with_its_day_is_a_development() -> None:
    found = told(
        "Ferry sinks off Hollin\nTwelve people died when a ferry sank off Hollin Island on Friday.",
        "Ferry toll reaches 17\n"
        "The number of dead from the ferry off Hollin Island rose to 17 on Saturday from 12.",
        published=(MORNING, "2031-05-17T18:00:00+00:00"),
    )
    assert found.conflicts == ()
    assert [v.value for v in found.developments[0].values] == [12.0, 17.0]


def test_an_update_touches_only_the_evidence_that_gives_the_value() -> None:
    found = ferry("At least 12", "At least 17", MORNING, EVENING)
    told_as = [(c, " ".join(e.text for e in c.evidence)) for c in found.claims]
    sank = next(c for c, text in told_as if "a ferry sank" in text and "killed" not in text)
    assert {e.stance for e in sank.evidence} == {"supports"}
    assert sank.origins == 2


OTHER = "Bakers meet\nThe bakers of Lune met on Sunday."
MIDDLE = "They met for three hours in the town hall.\nOutside, a brass band played."


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (
            "The two leaders signed the fishing accord at Tolm on Friday.",
            "The two leaders did not sign the fishing accord at Tolm on Friday.",
            "outcome",
        ),
        (
            "The Lind bridge was shut on Monday after a crack was found in its north pier.",
            "The Lind bridge was shut on Tuesday after a crack was found in its north pier.",
            "time",
        ),
        (
            "A ferry sank off Hollin Island on Friday and 12 people were killed, officials said.",
            "Officials said 15 people were killed when the ferry sank off Hollin Island on Friday.",
            "number",
        ),
    ],
)
def test_an_article_that_contradicts_itself_is_shown(first: str, second: str, kind: str) -> None:
    found = told(f"News of the day\n{first}\n{MIDDLE}\n{second}", OTHER)
    (one,) = found.conflicts
    assert one.kind == kind
    assert len(one.values) == 2
    assert len({c.article for v in one.values for c in v.evidence}) == 1


def test_two_like_happenings_of_one_article_are_no_contradiction() -> None:
    found = told(
        "News of the day\n"
        "The Lind bridge was shut on Monday after a crack was found in its north pier.\n"
        f"{MIDDLE}\n"
        "The Orvel bridge was shut on Tuesday after two cracks were found in its roadway.\n"
        "On Friday 3 people were hurt in a crash at Tolm, and 5 people in a crash at Lune.",
        OTHER,
    )
    assert found.conflicts == ()


def test_a_form_that_is_filled_in_again_and_again_is_no_contradiction() -> None:
    row = "Picture {} of 41 shows the new harbour bridge at Tolm by night in winter."
    rows = "\n".join(row.format(n) for n in range(6))
    assert told(f"Pictures of a bridge\n{rows}", OTHER).conflicts == ()


def test_the_partners_of_a_sentence_are_bounded_in_a_very_large_story() -> None:
    texts = [
        f"Flood at Orvel, report {n}\nWater rose {n % 7 + 2} metres in street {n} on Monday."
        for n in range(pairs.MOST // pairs.PER_UNIT + 20)
    ]
    context = story(*texts)
    counts = Counter(unit.number for a, b, _ in pairs.candidates(context) for unit in (a, b))
    assert sum(counts.values()) <= 2 * pairs.MOST * len(context.units)
    assert len({frozenset((a.number, b.number)) for a, b, _ in pairs.candidates(context)}) > 100
