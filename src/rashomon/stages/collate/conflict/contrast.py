"""What two passages say differently, as exact values: figures, times, places, polarity.

The features that stand beside the logit of the pair encoder, and the values that a conflict shows.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rashomon.models import ConflictKind, Quantity, Span, TimeExpression
from rashomon.stages.collate.conflict import names, numbers, times
from rashomon.stages.collate.conflict.passages import Couple, Passage
from rashomon.stages.collate.conflict.senses import one_sense
from rashomon.stages.collate.conflict.words import negation, opposed
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.units import Unit

__all__ = ["NAMES", "Clash", "clashes", "features"]

NAMES = (
    "cosine", "jaccard", "share", "actors", "strange_actors", "number_clash", "number_same",
    "time_clash", "time_same", "place_clash", "place_same", "opposites", "negation",
    "same_speaker", "other_speaker", "quoted", "open", "only", "short", "long",
)  # fmt: skip
"""Names of the features, in their order; the encoder's logits follow."""

_ONLY = frozenset("only alone sole solely single exactly just".split())
_OPEN = frozenset({"planned", "possible", "conditional"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_MOST = 3.0
"""Counts are capped here: more of them tell no more."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two values of one kind that cannot both be right, each with its sentence and place."""

    kind: ConflictKind
    a: Unit
    b: Unit
    span_a: Span
    span_b: Span
    value_a: str | float | None
    value_b: str | float | None


def features(context: Context, couple: Couple) -> tuple[float, ...]:
    """The features of two passages, in the order of :data:`NAMES`."""
    a, b = couple.a, couple.b
    mine, theirs = _lemmas(a), _lemmas(b)
    common = len(mine & theirs)
    actors = [frozenset().union(*(u.actor_ids for u in side.units)) for side in (a, b)]
    found = list(clashes(a, b))
    counts = {kind: _capped(c.kind == kind for c in found) for kind in ("number", "time", "place")}
    speakers = [_speakers(context, side) for side in (a, b)]
    sizes = sorted(math.log1p(len(side.text.split())) for side in (a, b))
    return (
        couple.cosine,
        common / max(1, len(mine | theirs)),
        common / max(1, min(len(mine), len(theirs))),
        _capped(actors[0] & actors[1]),
        float(bool(actors[0]) and bool(actors[1]) and not actors[0] & actors[1]),
        counts["number"],
        _capped(_same_numbers(a, b)),
        counts["time"],
        _capped(_same_times(a, b)),
        counts["place"],
        _capped(_same_places(a, b)),
        _capped(_opposites(mine - theirs, theirs - mine)),
        float(abs(_negations(a) - _negations(b))),
        float(bool(speakers[0] & speakers[1])),
        float(bool(speakers[0]) and bool(speakers[1]) and not speakers[0] & speakers[1]),
        float(bool(speakers[0])) + float(bool(speakers[1])),
        _open(a) + _open(b),
        float(bool(_words(a) & _ONLY)) + float(bool(_words(b) & _ONLY)),
        *sizes,
    )


def clashes(a: Passage, b: Passage) -> Iterator[Clash]:
    """Figures of one unit, times and places of two passages that exclude each other."""
    yield from _numbers(a, b)
    yield from _times(a, b)
    yield from _places(a, b)


def _numbers(a: Passage, b: Passage) -> Iterator[Clash]:
    for x, p in _figures(a):
        for y, q in _figures(b):
            if _comparable(p, q) and not numbers.agree(p, q):
                spans = (p.start, p.end), (q.start, q.end)
                yield Clash("number", x, y, *spans, p.value, q.value)


def _figures(passage: Passage) -> list[tuple[Unit, Quantity]]:
    return [
        (unit, q)
        for unit in passage.units
        for q in unit.quantities
        if q.value is not None and not any(t.start <= q.start < t.end for t in unit.times)
    ]


def _comparable(p: Quantity, q: Quantity) -> bool:
    """Whether two quantities have one unit, or what they count is one word."""
    if numbers.same_unit(p, q) and p.unit is not None:
        return True
    heads = [(each.measures or each.unit or "").split() for each in (p, q)]
    return any(one_sense(x.lower(), y.lower()) for x in heads[0] for y in heads[1])


def _times(a: Passage, b: Passage) -> Iterator[Clash]:
    for x, p in _moments(a):
        for y, q in _moments(b):
            if not times.agree(p, _cut(x, p), q, _cut(y, q)):
                spans = (p.start, p.end), (q.start, q.end)
                values = p.value or _cut(x, p), q.value or _cut(y, q)
                yield Clash("time", x, y, *spans, *values)


def _moments(passage: Passage) -> list[tuple[Unit, TimeExpression]]:
    return [(unit, time) for unit in passage.units for time in unit.times]


def _places(a: Passage, b: Passage) -> Iterator[Clash]:
    for x, name, span in _spots(a):
        for y, other, place in _spots(b):
            if not names.compatible_places(name, other):
                yield Clash("place", x, y, span, place, name, other)


def _spots(passage: Passage) -> list[tuple[Unit, str, Span]]:
    """Named places with where they stand."""
    found: list[tuple[Unit, str, Span]] = []
    for unit in passage.units:
        run: list[int] = []
        for number, token in enumerate((*unit.tokens, None)):
            if run and (token is None or token.ent not in _PLACES or token.ent_start):
                first, last = unit.tokens[run[0]], unit.tokens[run[-1]]
                cut = unit.text[first.start - unit.span[0] : last.end - unit.span[0]]
                found.append((unit, cut, (first.start, last.end)))
                run = []
            if token is not None and token.ent in _PLACES:
                run.append(number)
    return found


def _same_numbers(a: Passage, b: Passage) -> Iterator[bool]:
    for _, p in _figures(a):
        yield any(_comparable(p, q) and numbers.agree(p, q) for _, q in _figures(b))


def _same_times(a: Passage, b: Passage) -> Iterator[bool]:
    for x, p in _moments(a):
        known = [q for y, q in _moments(b) if times.agree(p, _cut(x, p), q, _cut(y, q))]
        yield any(q.value is not None and p.value is not None for q in known)


def _same_places(a: Passage, b: Passage) -> Iterator[bool]:
    for _, name, _ in _spots(a):
        yield any(names.same_name(name, other) for _, other, _ in _spots(b))


def _opposites(mine: Iterable[str], theirs: Iterable[str]) -> Iterator[bool]:
    others = sorted(theirs)
    for word in sorted(mine):
        yield any(opposed(word, other) for other in others)


def _speakers(context: Context, passage: Passage) -> frozenset[str]:
    told = {
        context.actor_of.get((passage.article, context.quote(unit, n).speaker_entity or ""))
        for unit in passage.units
        for n in unit.quotes
    }
    return frozenset(speaker for speaker in told if speaker is not None)


def _negations(passage: Passage) -> int:
    """The parity of the negations of a passage."""
    return sum(negation(unit.tokens) for unit in passage.units) % 2


def _open(passage: Passage) -> float:
    """Whether a passage tells what is planned, possible or depends on something."""
    return float(any(e.certainty in _OPEN for unit in passage.units for e in unit.events))


def _lemmas(passage: Passage) -> frozenset[str]:
    return frozenset(lemma for unit in passage.units for lemma in unit.lemmas)


def _words(passage: Passage) -> frozenset[str]:
    return frozenset(t.text.lower() for unit in passage.units for t in unit.tokens)


def _capped(found: Iterable[object]) -> float:
    return min(_MOST, float(sum(map(bool, found))))


def _cut(unit: Unit, time: TimeExpression) -> str:
    return unit.text[time.start - unit.span[0] : time.end - unit.span[0]]
