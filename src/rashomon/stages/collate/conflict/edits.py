"""What differs between two sentences that tell the same: typed differences.

An edit of the alignment is widened to the whole time, quantity or name it stands in; the two are
compared as what they are. What agrees counts as matched, what cannot both be right is a
:class:`Difference`, everything else is merely other wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

from rashomon.models import Quantity, Span, TimeExpression, Token
from rashomon.stages.collate.conflict import numbers, times
from rashomon.stages.collate.conflict.align import Edit, align, words
from rashomon.stages.collate.conflict.comparison import (
    Comparison,
    Difference,
    Reports,
    span_of,
    text_of,
)
from rashomon.stages.collate.conflict.naming import DATED, named_otherwise
from rashomon.stages.collate.conflict.polarity import contrary, turned
from rashomon.stages.collate.units import Unit

__all__ = ["compare"]

_T = TypeVar("_T", Quantity, TimeExpression)


def compare(a: Unit, b: Unit, reports: Reports) -> Comparison:
    """Lay two units side by side.

    :param reports: what is known of the article of each.
    """
    left, right = words(a.tokens), words(b.tokens)
    matched, edits = align(left, right)
    found = Comparison(a, b, left, right, matched, edits)
    _mark_moved(found)
    _mark_swapped(found)
    taken = {n for d in found.differences for n in d.edits}
    for number in range(len(edits)):
        if number in taken or number in found.same:
            continue
        _judge(found, number, reports)
    return found


# ---------------------------------------------------------------- whole edits


def _mark_moved(found: Comparison) -> None:
    """Words that were only put elsewhere ("Patel said", "said Patel") agree."""
    for n, e in enumerate(found.edits):
        if sorted(found.left.keys[e.a0 : e.a1]) == sorted(found.right.keys[e.b0 : e.b1]):
            found.same.add(n)
    gone = {n: found.left.keys[e.a0 : e.a1] for n, e in enumerate(found.edits)}
    come = {n: found.right.keys[e.b0 : e.b1] for n, e in enumerate(found.edits)}
    for n, mine in gone.items():
        for m, theirs in come.items():
            if n != m and mine and mine == theirs and not come[n] and not gone[m]:
                found.same.update((n, m))


def _mark_swapped(found: Comparison) -> None:
    """Two names that changed places: who did it to whom is told the other way round."""
    for n, first in enumerate(found.edits):
        for m in range(n + 1, len(found.edits)):
            second = found.edits[m]
            if _exchanged(found, first, second) and not _symmetric(found, first, second):
                a = (found.left.tokens[first.a0].start, found.left.tokens[second.a1 - 1].end)
                b = (found.right.tokens[first.b0].start, found.right.tokens[second.b1 - 1].end)
                found.differences.append(
                    Difference("actor", a, b, None, None, (n, m), swapped=True)
                )
                return


def _exchanged(found: Comparison, first: Edit, second: Edit) -> bool:
    a1, a2 = found.left.cut(first.a0, first.a1), found.left.cut(second.a0, second.a1)
    b1, b2 = found.right.cut(first.b0, first.b1), found.right.cut(second.b0, second.b1)
    if not (a1 and a2 and b1 and b2):
        return False
    return (
        text_of(a1) == text_of(b2)
        and text_of(a2) == text_of(b1)
        and all(any(t.pos == "PROPN" for t in part) for part in (a1, a2))
    )


def _symmetric(found: Comparison, first: Edit, second: Edit) -> bool:
    """Only "and" or "with" between the two, or the passive on one side only."""
    between = found.left.cut(first.a1, second.a0)
    if all(t.pos in ("CCONJ", "DET", "PUNCT", "ADP") for t in between):
        return True
    passive = [
        sum(t.dep in ("nsubjpass", "auxpass", "agent") for t in side.tokens)
        for side in (found.left, found.right)
    ]
    return (passive[0] > 0) != (passive[1] > 0)


# ---------------------------------------------------------------- one edit


def _judge(found: Comparison, number: int, reports: Reports) -> None:
    edit = found.edits[number]
    a, b = found.left.cut(edit.a0, edit.a1), found.right.cut(edit.b0, edit.b1)
    inside = _inside(a, reports[0].quoted) and _inside(b, reports[1].quoted) and bool(a or b)
    results = list(_typed(found, number, (a, b), inside, reports))
    for each in results:
        if each is not None:
            found.differences.append(each)
    if results and all(each is None for each in results):
        found.same.add(number)


def _typed(
    found: Comparison,
    number: int,
    sides: tuple[Sequence[Token], Sequence[Token]],
    inside: bool,
    reports: Reports,
) -> Iterator[Difference | None]:
    """Differences of an edit; None for what is compared and agrees."""
    a, b = sides
    yield from _times(found, number, a, b)
    yield from _numbers(found, number, a, b)
    yield from named_otherwise(found, number, sides, inside, reports)
    if a and b and _all_dated_or_counted(a, b):
        return
    yield from contrary(found, number, inside)
    if inside:
        yield from turned(number, a, b)


def _all_dated_or_counted(a: Sequence[Token], b: Sequence[Token]) -> bool:
    return all(t.ent in DATED or t.pos == "NUM" for t in (*a, *b))


def _times(
    found: Comparison, number: int, a: Sequence[Token], b: Sequence[Token]
) -> Iterator[Difference | None]:
    mine, theirs = _touching(found.a.times, a), _touching(found.b.times, b)
    if len(mine) != len(theirs) or _moved(found.a) != _moved(found.b):
        return
    for x, y in zip(mine, theirs, strict=True):
        if times.agree(x, _cut(found.a, x), y, _cut(found.b, y)):
            yield None
        else:
            yield Difference(
                "time",
                (x.start, x.end),
                (y.start, y.end),
                x.value or _cut(found.a, x),
                y.value or _cut(found.b, y),
                (number,),
            )


def _moved(unit: Unit) -> bool:
    """Whether a sentence tells that a time was changed: then the old one and the new both hold."""
    return _MOVED.search(unit.text.lower()) is not None


_MOVED = re.compile(
    r"\b(?:postpon|reschedul|adjourn|deferr?|delay|extend|(?:put|push\w*|mov\w+) (?:back|off)\b|"
    r"br(?:ing|ought) forward\b)"
)


def _numbers(
    found: Comparison, number: int, a: Sequence[Token], b: Sequence[Token]
) -> Iterator[Difference | None]:
    mine = _counted(found.a, a)
    theirs = _counted(found.b, b)
    if len(mine) != len(theirs):
        yield from _figures(number, a, b)
        return
    for x, y in zip(mine, theirs, strict=True):
        if not numbers.same_unit(x, y) or _partitive(found.a, x) != _partitive(found.b, y):
            continue
        if numbers.agree(x, y):
            yield None
        else:
            yield Difference(
                "number", (x.start, x.end), (y.start, y.end), x.value, y.value, (number,)
            )


def _partitive(unit: Unit, quantity: Quantity) -> bool:
    """ "two of the boosters": a part of a whole that another figure may count."""
    after = unit.text[quantity.end - unit.span[0] :]
    return after.startswith((" of the ", " of its ", " of their "))


def _figures(number: int, a: Sequence[Token], b: Sequence[Token]) -> Iterator[Difference | None]:
    """One figure against another where only one of them was read as a quantity."""
    if len(a) == len(b) == 1 and a[0].pos == b[0].pos == "NUM":
        values = [t.text.replace(",", "") for t in (a[0], b[0])]
        if all(v.isdigit() for v in values) and float(values[0]) != float(values[1]):
            x, y = (float(v) for v in values)
            yield Difference("number", span_of(a), span_of(b), x, y, (number,))


def _counted(unit: Unit, tokens: Sequence[Token]) -> list[Quantity]:
    """Quantities in an edit that are no part of a time."""
    return [
        q
        for q in _touching(unit.quantities, tokens)
        if q.value is not None
        and not any(t.start <= q.start and q.end <= t.end for t in unit.times)
    ]


# ---------------------------------------------------------------- what an edit touches


def _touching(layer: Sequence[_T], tokens: Sequence[Token]) -> list[_T]:
    return [x for x in layer if any(x.start < t.end and t.start < x.end for t in tokens)]


def _inside(tokens: Sequence[Token], spans: Sequence[Span]) -> bool:
    return all(any(s <= t.start and t.end <= e for s, e in spans) for t in tokens)


def _cut(unit: Unit, time: TimeExpression) -> str:
    return unit.text[time.start - unit.span[0] : time.end - unit.span[0]]
