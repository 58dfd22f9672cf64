"""Utterances: the quotations of speech and documents of a story, with what they are compared by."""

from __future__ import annotations

import re
from collections import defaultdict
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
    named = _Named(context)
    for key, each in context.articles.items():
        spans = marks.marked(each)
        for quote in each.annotation.quotes:
            if not _uttered(quote):
                continue
            actor = context.actor_of.get((key, quote.speaker_entity or ""))
            if actor is None and quote.speaker is not None:
                actor = named.get(cut(each.article.text, [quote.speaker]))
            for piece in _pieces(each.article.text, quote):
                text = cut(each.article.text, piece.spans)
                said = _marked_text(each.article.text, piece, spans)
                unit = _unit_of(context, key, piece.spans[0][0])
                found.append(
                    Utterance(len(found), key, piece, text, said, _words(said), actor, unit)
                )
    return found


def _uttered(quote: Quote) -> bool:
    """Whether a quotation was said or written: what stands in marks is, whatever the verb."""
    return quote.act in ("speech", "document") or (
        quote.act == "thought" and quote.kind == "direct"
    )


class _Named:
    """Finds the actor whom the words beside a quotation name, where annotation knows nobody.

    An unusual name is not always recognised in each article, but hardly missed in all.
    """

    def __init__(self, context: Context) -> None:
        self._actors: dict[str, set[str]] = defaultdict(set)
        for actor in context.actors.values():
            if actor.type == "person" and " " in actor.name:
                self._actors[actor.name].add(actor.id)
                self._actors[actor.name.rsplit(maxsplit=1)[-1]].add(actor.id)

    def get(self, speaker: str) -> str | None:
        """The one actor whose name, or whose surname alone, ends the words for the speaker."""
        parts = speaker.split()
        for first in range(len(parts)):
            found = self._actors.get(" ".join(parts[first:]), ())
            if len(found) == 1 and (first < len(parts) - 1 or not _a_name(parts[:-1])):
                return min(found)
        return None


def _a_name(parts: Sequence[str]) -> bool:
    """Whether the word before a surname may be another person's first name."""
    return bool(parts) and parts[-1][:1].isupper()


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
