"""From findings about two sentences to conflicts with values and all their evidence."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rashomon.models import Citation, Conflict, ConflictValue, Span
from rashomon.offsets import overlap
from rashomon.stages.collate.conflict.about import about
from rashomon.stages.collate.conflict.score import Finding
from rashomon.stages.collate.conflict.times import interval
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.units import Unit

__all__ = ["assemble"]

Place = tuple[str, Span]


def assemble(
    context: Context, found: Sequence[Finding]
) -> tuple[tuple[Conflict, ...], tuple[Conflict, ...]]:
    """Join findings that share a stretch of text; split off what later reports update.

    :return: conflicts and developments, numbered ``x1``, ... and ``d1``, ... after the story's id.
    """
    settled = [each for each in found if not _updated(context, each)]
    updates = [each for each in found if _updated(context, each)]
    return (
        tuple(_numbered(context, [_conflict(context, g) for g in _groups(settled)], "x")),
        tuple(_numbered(context, [_conflict(context, g) for g in _groups(updates)], "d")),
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
    """Findings of one kind whose stretches of text overlap, transitively."""
    groups: list[tuple[list[Finding], list[Place]]] = []
    for each in found:
        places = [(each.a.article, each.difference.a), (each.b.article, each.difference.b)]
        touching = [
            group
            for group in groups
            if group[0][0].difference.kind == each.difference.kind and _touch(group[1], places)
        ]
        home = touching[0] if touching else ([], [])
        if not touching:
            groups.append(home)
        for other in touching[1:]:
            home[0].extend(other[0])
            home[1].extend(other[1])
        groups = [g for g in groups if not any(g is other for other in touching[1:])]
        home[0].append(each)
        home[1].extend(places)
    return [group for group, _ in groups]


def _touch(known: Sequence[Place], places: Sequence[Place]) -> bool:
    return any(
        article == other and overlap(span, stretch)
        for article, span in known
        for other, stretch in places
    )


def _conflict(context: Context, group: Sequence[Finding]) -> Conflict:
    best = max(group, key=lambda f: f.confidence)
    sides: dict[str, list[tuple[Unit, Span, str | float | None]]] = {}
    for each in group:
        d = each.difference
        for unit, span, value in ((each.a, d.a, d.value_a), (each.b, d.b, d.value_b)):
            name = str(value) if value is not None else unit.text
            entry = (unit, span, value)
            if entry not in sides.setdefault(name, []):
                sides[name].append(entry)
    values = tuple(_value(context, entries) for entries in sides.values())
    return Conflict(
        id="",
        kind=best.difference.kind,
        about=about(best.a, best.difference.a, best.difference.kind),
        confidence=round(best.confidence, 3),
        values=values,
        reason=best.reason,
    )


def _value(
    context: Context, entries: Sequence[tuple[Unit, Span, str | float | None]]
) -> ConflictValue:
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
