"""Whose a passage is, and which reports tell another one again in other words."""

from __future__ import annotations

import pytest

from rashomon.models import Article, Grouping
from test_group import FLOOD, FLOOD_AGAIN, article, told

WIRE = """TARN MILLS (Hillside News Agency) — Marta Kolbe, mayor of Tarn Mills, resigned on Monday
after auditors found that 340,000 crowns meant for the Sorrel embankment had gone to a yacht club.
Kolbe, 58, a former canoeist, told aldermen at the Granary Hall that the ledgers were muddled.
Prosecutor Ilja Brandt has opened an inquiry into Lorne Quillfeather, treasurer of the yacht club.
Quillfeather denies wrongdoing and has retained Petra Osterhagen, a barrister from Visby."""

REWRITE = """The mayor of Tarn Mills, Marta Kolbe, has stepped down.
Auditors had discovered 340,000 crowns, earmarked for the embankment of the Sorrel, at a yacht club.
Aldermen in Granary Hall heard Kolbe, once a canoeist, blame muddled ledgers.
Ilja Brandt, who is the prosecutor, now looks at treasurer Lorne Quillfeather of that yacht club.
No wrongdoing, says Quillfeather, who will be defended by barrister Petra Osterhagen of Visby."""


def marked(grouping: Grouping) -> list[tuple[str, str]]:
    return [(one.id, again.article) for one in grouping.origins for again in one.probably]


def wire(**more: str) -> Article:
    return article(WIRE, "a.txt", outlet="Post", **more)


def test_a_report_in_other_words_and_the_same_order_is_probably_a_rewrite() -> None:
    again = article(REWRITE, "b.txt", outlet="Ledger")
    grouping = told(again, wire())
    assert len(grouping.origins) == 2
    agency = next(one for one in grouping.origins if one.name == "Hillside News Agency")
    assert marked(grouping) == [(agency.id, again.id)]
    assert "in the same order" in agency.probably[0].reason


def test_the_same_facts_in_another_order_are_another_report() -> None:
    turned = "\n".join(reversed(REWRITE.split("\n")))
    assert marked(told(article(turned, "b.txt"), wire())) == []
    assert marked(told(article(FLOOD, "a"), article(FLOOD_AGAIN, "b"))) == []


SHARED = FLOOD.split("\n")[1]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"published": "2031-03-04"}, {"published": "2031-03-05"}, "o1"),
        ({"published": "2031-03-05"}, {"published": "2031-03-04"}, "o2"),
        ({"published": "2031-03-05"}, {}, None),
    ],
)
def test_a_passage_is_of_the_report_that_was_first(
    first: dict[str, str], second: dict[str, str], expected: str | None
) -> None:
    one = article(FLOOD, "a", outlet="Post", **first)
    other = article(f"{SHARED}\n{WIRE.split(chr(10), 1)[1]}", "b", outlet="Ledger", **second)
    grouping = told(one, other)
    (pair,) = grouping.reuse
    assert [passage.origin for passage in pair.passages] == [expected]


def test_a_passage_from_an_agency_is_the_agencys_whenever_it_came_out() -> None:
    lines = WIRE.split("\n")
    late = wire(published="2031-03-09")
    own = article("\n".join([FLOOD, lines[2], FLOOD_AGAIN]), "b", published="2031-03-04")
    grouping = told(late, own)
    (pair,) = grouping.reuse
    agency = next(one for one in grouping.origins if one.kind == "agency")
    assert [passage.origin for passage in pair.passages] == [agency.id]


def test_public_speech_is_of_no_origin() -> None:
    speech = (
        "“We shall not leave this valley, not this year, not the next, whatever the river does”"
    )
    one = article(f"{speech}, the mayor said.", "a", published="2031-03-04")
    other = article(f"In Tarn Mills, defiance: {speech}.", "b", published="2031-03-05")
    (pair,) = told(one, other).reuse
    assert [(passage.quoted, passage.origin) for passage in pair.passages] == [(True, None)]
