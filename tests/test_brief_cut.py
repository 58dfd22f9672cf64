"""What may be dropped from a sentence, and what must stay."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import article
from rashomon.models import Annotated, Annotation
from rashomon.stages.annotate import ParsedTexts, SpacyParser, annotate, texts_of
from rashomon.stages.brief.cut import cuttings, kept, parts
from rashomon.stages.brief.desk import Account
from rashomon.stages.brief.wording import joined


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


def account(parser: SpacyParser, text: str) -> Account:
    report = article(text)
    parsed = ParsedTexts({report.id: tuple(parser.parse_texts(texts_of(report)))})
    (found,) = annotate([report], parsed)
    assert isinstance(found, Annotated)
    return Account(found, 0, "Mail")


def ways(parser: SpacyParser, text: str) -> list[str]:
    one = account(parser, text)
    return [joined(text, pieces) for pieces in cuttings(one, one.sentence(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "shorter"),
    [
        (
            "Runa Vik, the mayor of Oldmere, closed the harbour on Friday.",
            "Runa Vik closed the harbour on Friday.",
        ),
        (
            "The ferry, which had left Oldmere at noon, sank near the lighthouse.",
            "The ferry sank near the lighthouse.",
        ),
        (
            "The council closed the harbour on Friday, citing the state of the northern pier.",
            "The council closed the harbour on Friday.",
        ),
        (
            "The council (which met in private) closed the harbour on Friday.",
            "The council closed the harbour on Friday.",
        ),
        (
            "But the council closed the harbour on Friday.",
            "The council closed the harbour on Friday.",
        ),
    ],
)
def test_what_may_go(parser: SpacyParser, text: str, shorter: str) -> None:
    assert shorter in ways(parser, text)


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("The harbour will close if the pier moves again.", "if the pier moves again"),
        ("Unless the pier is mended, the harbour will close.", "less the pier is mended"),
        ("The pier, reportedly cracked, was not closed on Friday.", "not"),
        ("The pier is safe, according to the builder of the harbour.", "according to"),
        (
            "“The pier, which I built, will hold for years,” Runa Vik said on Friday.",
            "which I built",
        ),
    ],
)
def test_what_must_stay(parser: SpacyParser, text: str, stays: str) -> None:
    assert all(stays in way for way in ways(parser, text))


def test_every_way_is_made_of_words_of_the_sentence_in_their_order(parser: SpacyParser) -> None:
    text = (
        "On Friday, the mayor, who was elected in May, closed the harbour (and its ferry) after a "
        "storm, and the council, which had met twice, agreed."
    )
    words = re.findall(r"\w+", text.lower())
    for way in ways(parser, text):
        at = iter(words)
        assert all(word in at for word in re.findall(r"\w+", way.lower()))


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=6),
    st.integers(1, 60),
)
def test_what_is_kept_is_all_that_is_not_dropped(
    dropped: list[tuple[int, int]], length: int
) -> None:
    spans = [(start, start + size) for start, size in dropped]
    pieces = kept((0, length), spans)
    inside = {i for a, b in pieces for i in range(a, b)}
    assert inside == set(range(length)) - {i for a, b in spans for i in range(a, b)}
    assert all(a[1] < b[0] for a, b in itertools.pairwise(pieces))


def test_a_report_without_a_parse_is_told_whole() -> None:
    text = "The ferry, which had left Oldmere at noon, sank."
    bare = Account(Annotated(article=article(text), annotation=Annotation()), 0, "Mail")
    assert parts(bare, (0, len(text))) == []
    assert list(cuttings(bare, (0, len(text)))) == [((0, len(text)),)]


def test_words_never_run_into_each_other(parser: SpacyParser) -> None:
    text = (
        "Runa Vik also counted Ida Brask, who lost her boat in 2004, among those who left “for "
        "good” because the harbour, as the council reviewed its rules, was shut to them."
    )
    words = set(re.findall(r"\w+", text.lower()))
    assert all(set(re.findall(r"\w+", way.lower())) <= words for way in ways(parser, text))
