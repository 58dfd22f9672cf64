"""Utterances: the quotations of speech and documents of a story, with what they are compared by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import msgspec

from rashomon.models import Quote
from rashomon.offsets import cut
from rashomon.stages.collate.conflict import marks
from rashomon.stages.collate.context import Context

__all__ = ["Utterance", "utterances"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Utterance:
    """A quotation with what it is compared by.

    ``said`` is the text inside marks of a mixed quotation, else the whole; ``words`` are its words
    in small letters; ``actor`` is the id of the speaker, None where unknown; ``unit`` is the
    number of the sentence in which it begins, -1 outside of all.
    """

    number: int
    article: str
    quote: Quote
    text: str
    said: str
    words: tuple[str, ...]
    actor: str | None
    unit: int

    @property
    def marked(self) -> bool:
        """Whether it stands in quotation marks, wholly or partly."""
        return self.quote.kind != "indirect"


def utterances(context: Context) -> list[Utterance]:
    """Quotations of speech and documents, in order of the articles and their text."""
    found: list[Utterance] = []
    for key, each in context.articles.items():
        spans = marks.marked(each)
        for quote in each.annotation.quotes:
            if quote.act not in ("speech", "document"):
                continue
            actor = context.actor_of.get((key, quote.speaker_entity or ""))
            for piece in _pieces(each.article.text, quote):
                text = cut(each.article.text, piece.spans)
                said = _marked_text(each.article.text, piece, spans)
                unit = _unit_of(context, key, piece.spans[0][0])
                found.append(
                    Utterance(len(found), key, piece, text, said, _words(said), actor, unit)
                )
    return found


def _pieces(text: str, quote: Quote) -> list[Quote]:
    """A quotation cut where its cue stands between two sentences of it."""
    pieces = [[quote.spans[0]]]
    for before, span in pairwise(quote.spans):
        between = quote.cue is not None and before[1] <= quote.cue[0] < span[0]
        if between and text[span[0] : span[1]].lstrip("“\"‘' ")[:1].isupper():
            pieces.append([span])
        else:
            pieces[-1].append(span)
    if len(pieces) == 1:
        return [quote]
    return [msgspec.structs.replace(quote, spans=tuple(spans)) for spans in pieces]


def _unit_of(context: Context, article: str, start: int) -> int:
    return next(
        (u.number for u in context.of_article[article] if u.span[0] <= start < u.span[1]), -1
    )


def _marked_text(text: str, quote: Quote, spans: Sequence[tuple[int, int]]) -> str:
    """The words of a mixed quotation that stand in marks; all words of another one."""
    if quote.kind != "mixed":
        return cut(text, quote.spans)
    inside = [
        (max(s, start), min(e, end))
        for start, end in quote.spans
        for s, e in spans
        if s < end and start < e
    ]
    return cut(text, inside) or cut(text, quote.spans)


def _words(text: str) -> tuple[str, ...]:
    return tuple(w.lower().replace("’", "'") for w in _WORD.findall(text))
