"""Annotating what is hardly language: as far as the evidence goes, never an error."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import article
from rashomon.models import Annotated, Annotation, Article, Quote, Span
from rashomon.stages.annotate import SpacyParser, annotate
from rashomon.stages.annotate.parser import MAX_CHARACTERS, stretches_of, wording_of
from rashomon.stages.annotate.tree import Quoted

WORDS = (
    "the old mill in Orlo burned Mayor Anna Berg said that 12 people were hurt on Friday and he"
    " told the council they would pay $3 million to her “ ” \" ' « » ( ) [ ] – … 🙂 👨‍👩‍👧"
    " שלום مرحبا \u202e \u200f \x00 \x07 \x1b[31m ﷽ e\u0301 , . ! ? : ;"
).split(" ")


def spans(found: Annotation) -> Iterator[Span]:
    """Every stretch that an annotation points to."""
    for one in (*found.sentences, *found.mentions, *found.quantities, *found.times):
        yield one.start, one.end
    for quote in found.quotes:
        yield from quote.spans
        yield from (span for span in (quote.cue, quote.speaker) if span is not None)
    for event in found.events:
        yield event.start, event.end
        parts = (event.actor, event.action, event.target, event.where)
        yield from (span for span in parts if span is not None)


def annotated(one: Article) -> Annotated:
    (found,) = annotate([one], SpacyParser())
    assert found.annotation.annotated, found.annotation.reason
    for start, end in spans(found.annotation):
        assert 0 <= start < end <= len(one.text)
        assert one.text[start:end].strip()
    for token in found.parse.tokens if found.parse else ():
        assert token.text == one.text[token.start : token.end]
    return found


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map(" ".join)
        | st.text(min_size=1, max_size=40),
        min_size=1,
        max_size=4,
    )
)
def test_any_text_is_annotated_with_exact_offsets(blocks: list[str]) -> None:
    annotated(article(*[block.strip() for block in blocks if block.strip()] or ["x"]))


@pytest.mark.parametrize(
    "text",
    [
        "x" * 30_000,
        "🙂 " * 3_000,
        " ".join(WORDS[:20]) * 300,
        "“" + " ".join(WORDS[:20]) * 100,
        "\u202e" + "שלום مرحبا " * 3_000,
        "\x00\x07\x1b" * 5_000 + "The mill burned.",
        '"' * 1_500,
        "(" * 1_500,
        "1 " * 3_000,
    ],
    ids="letter emoji unpunctuated unclosed right-to-left control quotes brackets digits".split(),
)
def test_a_block_that_is_no_sentence(text: str) -> None:
    found = annotated(article(text.strip(), "The mill burned on Friday."))
    last = found.annotation.sentences[-1]
    assert found.article.text[last.start : last.end].endswith("burned on Friday.")


def test_a_long_block_is_cut_behind_a_space() -> None:
    one = article("word " * (MAX_CHARACTERS // 2) + "end")
    pieces = list(stretches_of(one))
    texts = list(wording_of(one))
    assert "".join(texts) == one.text.strip()
    assert all(len(text) <= MAX_CHARACTERS for text in texts)
    assert all(text.endswith(" ") for text in texts[:-1])
    assert [one.text[start:end] for _, start, end in pieces] == texts
    assert [start for _, start, _ in pieces] == [
        sum(map(len, texts[:n])) for n in range(len(texts))
    ]


piece = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda s: (s[0], s[0] + s[1]))


@given(st.lists(st.lists(piece, min_size=1, max_size=3), max_size=6), piece)
def test_the_first_quotation_that_holds_a_stretch(pieces: list[list[Span]], wanted: Span) -> None:
    quotes = [
        Quote(
            kind="direct", act="speech", spans=tuple(p), cue=None, speaker=None, speaker_entity=None
        )
        for p in pieces
    ]
    holds = [
        n for n, own in enumerate(pieces) if any(s <= wanted[0] and wanted[1] <= e for s, e in own)
    ]
    assert Quoted(quotes).at(*wanted) == (holds[0] if holds else None)
