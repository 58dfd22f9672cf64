"""What a conflict is about: the words beside the detail that differs, cut from the text."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.models import ConflictKind, Span, Token
from rashomon.stages.collate.conflict.align import CONTENT
from rashomon.stages.collate.units import Unit

__all__ = ["about"]

MAX_WORDS = 9
MIN_CONTENT = 1
_FOLLOWED = frozenset({"number", "outcome", "actor"})
"""Kinds whose detail is followed by what it is about ("12 | bodies", "Corvo | gave the order")."""

_STOPS = frozenset('.,;:!?()[]“”"—–-')
_EMPTY_ENDS = frozenset({"DET", "ADP", "CCONJ", "SCONJ", "AUX", "PART", "PRON", "PUNCT"})


def about(unit: Unit, span: Span, kind: ConflictKind) -> str:
    """The stretch of a sentence, at most ``MAX_WORDS`` words, next to what differs.

    :param span: where the detail stands; of a number its noun belongs to what is cut.
    :return: words without the detail, as they stand in the text; the detail itself where nothing
        else is in the sentence.
    """
    start, end = span
    if kind == "number":
        end = next((t.end for t in unit.tokens if t.start >= start and t.pos == "NUM"), end)
    after = _split([t for t in unit.tokens if t.start >= end])
    before = _split([t for t in unit.tokens if t.end <= start])
    beside = [
        _trimmed(after[0][:MAX_WORDS] if after else ()),
        _trimmed(before[-1][-MAX_WORDS:] if before else ()),
    ]
    if kind not in _FOLLOWED:
        beside.reverse()
    others = [_trimmed(run[:MAX_WORDS]) for run in (*after[1:], *reversed(before[:-1]))]
    best = next((run for run in beside if _weight(run) >= MIN_CONTENT), None)
    best = best or max((*beside, *others), key=_weight)
    if not best:
        return unit.text[start - unit.span[0] : end - unit.span[0]]
    return unit.text[best[0].start - unit.span[0] : best[-1].end - unit.span[0]]


def _split(tokens: Sequence[Token]) -> list[list[Token]]:
    runs: list[list[Token]] = [[]]
    for token in tokens:
        if token.text in _STOPS:
            runs.append([])
        else:
            runs[-1].append(token)
    return [run for run in runs if run]


def _trimmed(run: Sequence[Token]) -> tuple[Token, ...]:
    kept = list(run)
    while kept and kept[-1].pos in _EMPTY_ENDS:
        kept.pop()
    while kept and kept[0].pos in _EMPTY_ENDS - {"DET", "PRON"}:
        kept.pop(0)
    return tuple(kept)


def _weight(run: Sequence[Token]) -> int:
    return sum(t.pos in CONTENT for t in run)
