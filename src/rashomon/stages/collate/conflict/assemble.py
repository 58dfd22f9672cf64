"""From findings about two sentences to conflicts with values and all their evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from rashomon.models import Citation, Conflict, ConflictKind, ConflictValue, Quantity, Span
from rashomon.offsets import overlap
from rashomon.stages.collate.conflict import numbers
from rashomon.stages.collate.conflict.about import about
from rashomon.stages.collate.conflict.gather import also
from rashomon.stages.collate.conflict.score import Finding
from rashomon.stages.collate.conflict.times import interval
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.units import Unit

__all__ = ["assemble"]

_Entry = tuple[Unit, Span, str | float | None]


def assemble(
    context: Context, found: Sequence[Finding]
) -> tuple[tuple[Conflict, ...], tuple[Conflict, ...]]:
    """Join findings that share a stretch of text; split off what later reports update.

    :return: conflicts and developments, numbered ``x1``, ... and ``d1``, ... after the story's id.
    """
    updates = [each for each in found if _updated(context, each)]
    later = {_sides(each) for each in updates if not _at_one_hour(each)}
    now = {_sides(each) for each in found if not _updated(context, each)}
    updates = [each for each in updates if _sides(each) in later or _sides(each) not in now]
    settled = [each for each in found if not _updated(context, each) and _sides(each) not in later]
    return (
        tuple(_numbered(context, [_conflict(context, g) for g in _groups(settled)], "x")),
        tuple(_numbered(context, [_conflict(context, g) for g in _groups(updates)], "d")),
    )


def _sides(finding: Finding) -> tuple[str, int, int]:
    """Kind and sentences of a finding: what two rules may both have found."""
    numbers = sorted((finding.a.number, finding.b.number))
    return finding.difference.kind, numbers[0], numbers[1]


def _at_one_hour(finding: Finding) -> bool:
    """Whether both sentences give an hour: no later report updates what held then."""
    return all(
        any("T" in (time.value or "") for time in unit.times) for unit in (finding.a, finding.b)
    )


def _updated(context: Context, finding: Finding) -> bool:
    """Whether one of two counts of victims was published later than the other."""
    if finding.told or not finding.victims:
        return finding.told
    mine, theirs = (
        interval(context.articles[u.article].article.published) for u in (finding.a, finding.b)
    )
    if mine is None or theirs is None:
        return False
    return mine[0] >= theirs[1] or theirs[0] >= mine[1]


def _groups(found: Sequence[Finding]) -> list[list[Finding]]:
    """Findings of one kind whose stretches of text overlap, transitively; in their order."""
    owner = list(range(len(found)))

    def root(number: int) -> int:
        while owner[number] != number:
            owner[number] = owner[owner[number]]
            number = owner[number]
        return number

    stretches: dict[tuple[str, str], list[tuple[int, int, int]]] = defaultdict(list)
    for number, each in enumerate(found):
        d = each.difference
        for article, (start, end) in ((each.a.article, d.a), (each.b.article, d.b)):
            if start < end:
                stretches[d.kind, article].append((start, end, number))
    for own in stretches.values():
        reach, last = -1, -1
        for start, end, number in sorted(own):
            if start < reach:
                low, high = sorted((root(last), root(number)))
                owner[high] = low
            reach, last = max(reach, end), number
    groups: dict[int, list[Finding]] = {}
    for number, each in enumerate(found):
        groups.setdefault(root(number), []).append(each)
    return list(groups.values())


def _conflict(context: Context, group: Sequence[Finding]) -> Conflict:
    best = max(group, key=lambda f: f.confidence)
    sides: dict[str, list[_Entry]] = {}
    for each in group:
        d = each.difference
        for unit, span, value in ((each.a, d.a, d.value_a), (each.b, d.b, d.value_b)):
            name = str(value) if value is not None else unit.text
            entry = (unit, span, value)
            if entry not in sides.setdefault(name, []):
                sides[name].append(entry)
    _complete(context, best.difference.kind, sides)
    kept = list(sides.values())
    if best.difference.kind == "number" and not any(each.told for each in group):
        # a bound that has been raised ("at least 50", then 59) is what a development shows
        kept = _joined(kept)
    if best.difference.kind == "time":
        kept = _worded_alike(context, kept)
    values = tuple(_value(context, entries) for entries in kept)
    return Conflict(
        id="",
        kind=best.difference.kind,
        about=about(best.a, best.difference.a, best.difference.kind),
        confidence=round(best.confidence, 3),
        values=values,
        reason=best.reason,
    )


def _complete(context: Context, kind: ConflictKind, sides: dict[str, list[_Entry]]) -> None:
    """Add to each side the further sentences that give its value, none that is on another side."""
    taken = {unit.number for entries in sides.values() for unit, _, _ in entries}
    for entries in sides.values():
        for unit, span, value in tuple(entries):
            for other, place in also(context, kind, unit, span):
                if other.number not in taken:
                    taken.add(other.number)
                    entries.append((other, place, value))


def _joined(sides: list[list[_Entry]]) -> list[list[_Entry]]:
    """Sides whose figures can both be right ("about 18" and 18.3) as one, the exact one first.

    Two sides stay as they are: they were found to differ.
    """
    kept: list[list[_Entry]] = []
    for entries in sorted(sides, key=lambda side: not _exact(side)):
        homes = [side for side in kept if _agree(side[0], entries[0])]
        if len(homes) == 1 and len(sides) > 2:
            homes[0].extend(entries)
        else:
            kept.append(entries)
    return kept


def _worded_alike(context: Context, sides: list[list[_Entry]]) -> list[list[_Entry]]:
    """Sides in the same words as one: "at 6.40 pm" alone does not say of which day it is.

    Two sides stay as they are: they were found to differ.
    """
    if len(sides) < 3:
        return sides
    kept: dict[str, list[_Entry]] = {}
    for entries in sides:
        unit, (start, end), _ = entries[0]
        text = context.articles[unit.article].article.text[start:end]
        kept.setdefault(" ".join(text.casefold().split()), []).extend(entries)
    return list(kept.values()) if len(kept) > 1 else sides


def _exact(entries: Sequence[_Entry]) -> bool:
    quantity = _quantity(entries[0])
    return quantity is not None and quantity.modifier == "exactly"


def _agree(a: _Entry, b: _Entry) -> bool:
    mine, theirs = _quantity(a), _quantity(b)
    return mine is not None and theirs is not None and numbers.agree(mine, theirs)


def _quantity(entry: _Entry) -> Quantity | None:
    unit, span, _ = entry
    return next((q for q in unit.quantities if overlap((q.start, q.end), span)), None)


def _value(context: Context, entries: Sequence[_Entry]) -> ConflictValue:
    unit, span, value = entries[0]
    text = context.articles[unit.article].article.text[span[0] : span[1]]
    published = [context.articles[u.article].article.published for u, _, _ in entries]
    known = sorted(p for p in published if p)
    return ConflictValue(
        value=value if value is not None else text,
        text=text,
        evidence=tuple(
            Citation(article=u.article, start=u.span[0], end=u.span[1], text=u.text)
            for u, _, _ in entries
        ),
        when=known[0] if known else None,
    )


def _numbered(context: Context, found: Sequence[Conflict], letter: str) -> list[Conflict]:
    first = context.story.id
    return [
        msgspec.structs.replace(each, id=f"{first}.{letter}{number}")
        for number, each in enumerate(found, 1)
    ]
