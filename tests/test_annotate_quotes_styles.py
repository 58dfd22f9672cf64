"""Quotations of every style: marks, nesting, paragraphs, names beside. All texts are invented."""

from __future__ import annotations

import pytest

from making import article
from rashomon.models import Article, BlockKind, Quote
from rashomon.offsets import cut
from rashomon.stages.annotate.entities import find as entities
from rashomon.stages.annotate.parser import SpacyParser
from rashomon.stages.annotate.quotes import find as quotes
from rashomon.stages.annotate.quotes import marks


def said(*blocks: str | tuple[BlockKind, str]) -> tuple[Article, tuple[Quote, ...]]:
    one = article(*blocks)
    parse = SpacyParser().parse([one])[0]
    return one, quotes.find(one, parse, entities.find(one, parse))


def speaker(one: Article, quote: Quote) -> str | None:
    return None if quote.speaker is None else one.text[slice(*quote.speaker)]


def parts(*blocks: str | tuple[BlockKind, str]) -> list[list[str]]:
    one = article(*blocks)
    return [[one.text[s:e] for s, e in m.parts] for m in marks.find(one)]


OPENINGS = [
    ("“", "”"),
    ('"', '"'),
    ("‘", "’"),
    ("«", "»"),
    ("„", "“"),
    ("»", "«"),
    ("‹", "›"),
    ("''", "''"),
    ("``", "''"),
    ("「", "」"),
    ("『", "』"),
    ("＂", "＂"),
]


@pytest.mark.parametrize(("left", "right"), OPENINGS)
def test_every_style_has_its_speaker(left: str, right: str) -> None:
    words = "We will not close the harbour this winter,"
    one, found = said(f"{left}{words}{right} said Ingrid Vance, who runs the port.")
    assert len(found) == 1
    assert (found[0].kind, cut(one.text, found[0].spans)) == ("direct", words)
    assert str(speaker(one, found[0])).startswith("Ingrid Vance")


@pytest.mark.parametrize(("left", "right"), OPENINGS)
def test_every_style_before_its_verb(left: str, right: str) -> None:
    words = "The harbour stays open all winter."
    one, found = said(f"Ingrid Vance said: {left}{words}{right}")
    assert [(q.kind, speaker(one, q)) for q in found] == [("direct", "Ingrid Vance")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“He shouted ‘stop’ twice,” she said.", [["He shouted ‘stop’ twice,"]]),
        ("‘He shouted “stop” twice,’ she said.", [["He shouted “stop” twice,"]]),
        ("«He shouted “stop” twice», she said.", [["He shouted “stop” twice"]]),
        ("“He shouted ‘stop’.” He left.", [["He shouted ‘stop’."]]),
        ("The '90s were the dockers' best years.", []),
        ("Rock 'n' roll came to the sailors' club in '58.", []),
        ("It is the girls’ turn, and the boys’ after.", []),
        ("He stood 6'2\" tall.", []),
    ],
)
def test_nesting_and_apostrophes(text: str, found: list[list[str]]) -> None:
    assert parts(text) == found


def test_a_quotation_over_three_paragraphs() -> None:
    one, found = said(
        "Ingrid Vance said: “The harbour stays open.",
        "“We have paid for the dredging ourselves.",
        "“Nobody will be sent away.”",
        "The boats came in.",
    )
    quote = next(q for q in found if q.kind == "direct")
    assert [one.text[s:e] for s, e in quote.spans] == [
        "The harbour stays open.",
        "We have paid for the dredging ourselves.",
        "Nobody will be sent away.",
    ]
    assert speaker(one, quote) == "Ingrid Vance"


def test_a_caption_in_the_middle_is_no_part_of_the_quotation() -> None:
    one, found = said(
        "Ingrid Vance said: “The harbour stays open.",
        ("caption", "Boats at the northern quay on Sunday"),
        "“Nobody will be sent away.”",
    )
    quote = next(q for q in found if q.kind == "direct")
    assert cut(one.text, quote.spans).count("quay") == 0
    assert len(quote.spans) == 2


@pytest.mark.parametrize("dash", ["–", "—", "-", "--"])
def test_a_name_behind_a_dash(dash: str) -> None:
    one, found = said(f"“The tide waits for no port, and no port for the tide.” {dash}Ada Brine")
    assert [speaker(one, q) for q in found] == ["Ada Brine"]


@pytest.mark.parametrize("lead", ["And from", "From"])
def test_a_name_behind_from(lead: str) -> None:
    one, found = said(f"{lead} Ada Brine: “The tide waits for no port at all.”")
    assert [speaker(one, q) for q in found] == ["Ada Brine"]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “express” ferry needs three hours for the crossing.",
        "Her novel “The Salt Road” won the prize in May.",
        "Sailors know the cliff as the “Old Widow” because of its shape.",
    ],
)
def test_scare_quotes_and_titles_are_no_speech(text: str) -> None:
    _, found = said(text)
    assert not [q for q in found if q.act in {"speech", "document"}]


def test_a_quotation_that_nothing_closes_ends_with_its_paragraph() -> None:
    one, found = said(
        "Ingrid Vance said: “The harbour stays open all winter.", "The boats came in at noon."
    )
    assert cut(one.text, found[0].spans) == "The harbour stays open all winter."


def test_what_no_list_of_cues_knows_tells_no_words() -> None:
    """Attitudes are attributed, yet "who said what" shows speech and documents."""
    for text in (
        "Ingrid Vance is keen to dredge the harbour again.",
        "Ingrid Vance is confident that the harbour will pay for itself.",
    ):
        _, found = said(text)
        assert all(q.act in {"plan", "thought"} for q in found)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The minister said that the harbour would stay open.", "speech"),
        ("According to the minister, the harbour will stay open.", "speech"),
        ("The minister believes that the harbour will stay open.", "thought"),
        ("The minister plans to keep the harbour open.", "plan"),
        ("The report says that the harbour will stay open.", "document"),
        ("According to the survey, the harbour will stay open.", "document"),
    ],
)
def test_acts(text: str, act: str) -> None:
    _, found = said(text)
    assert [q.act for q in found] == [act]


def test_the_verb_of_saying_wins_over_a_verb_that_stands_nearer() -> None:
    one, found = said(
        "Ingrid Vance tried to calm the crews on Friday, saying, “Every boat will find a berth "
        "before the ice comes,” but she promised nothing to the anglers."
    )
    quote = next(q for q in found if q.kind == "direct")
    assert speaker(one, quote) in {"Ingrid Vance", "she"}


@pytest.mark.parametrize("text", ["he said that " * 700, "“he said ‘no” " * 300, "“" * 2_000])
def test_a_text_without_stops_is_no_trap(text: str) -> None:
    """Neither an exception nor a search that grows with the square of the text."""
    one, found = said(text.strip())
    assert all(0 <= s < e <= len(one.text) for q in found for s, e in q.spans)
