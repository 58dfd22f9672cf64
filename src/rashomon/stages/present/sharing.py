"""Shared text: which report carries words of which, in words and as a drawing.

Times run across, each report has a row, and the width of a line is the share of the later
report's words that also stand in the earlier one. Each report is joined to the one report before
it with which it shares most; all pairs stand in the JSON.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rashomon.models import Article, Comparison, Reuse
from rashomon.stages.present.accounts import Accounts
from rashomon.stages.present.times import between, extent, instant, sort_key, spoken
from rashomon.stages.present.words import percent

__all__ = ["Drawing", "Link", "Node", "Shared", "shared_spans", "shared_text"]

WIDTH, NAMES, OPEN, RIGHT, TOP, ROW = 760, 210, 80, 30, 16, 30
ZONE = re.compile(r"T.*(?:Z|[+-]\d\d:?\d\d)$")
THINNEST, THICKEST = 1.0, 12.0


@dataclass(frozen=True)
class Node:
    """A report in the drawing: its point, and where the time that it may mean begins."""

    name: str
    begins: float
    x: float
    y: float
    dated: bool


@dataclass(frozen=True)
class Link:
    """A line of the drawing."""

    path: str
    width: float


@dataclass(frozen=True)
class Drawing:
    """Coordinates of the drawing, in SVG user units. ``axis`` is where known times begin; reports
    whose time is not known stand left of it."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    axis: int
    first: str
    last: str


@dataclass(frozen=True)
class Shared:
    """The sentences, and the drawing where the time of any of their reports is known."""

    lines: tuple[str, ...]
    drawing: Drawing | None


@dataclass(frozen=True)
class _Pair:
    earlier: str
    later: str
    share: float
    back: float


def shared_spans(comparison: Comparison, article: str) -> list[tuple[int, int]]:
    """Where the article's text also stands in another one, joined and in order."""
    found = []
    for pair in comparison.reuse:
        for passage in pair.passages:
            if article in (pair.a, pair.b):
                found.append(passage.a if article == pair.a else passage.b)
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def shared_text(
    comparison: Comparison, accounts: Accounts, articles: Mapping[str, Article]
) -> Shared:
    """The strongest tie of each report to one before it."""
    order = sorted(articles, key=lambda key: (sort_key(articles[key].published),))
    rank = {key: place for place, key in enumerate(order)}
    best: dict[str, _Pair] = {}
    for reuse in comparison.reuse:
        if reuse.a in rank and reuse.b in rank:
            pair = _directed(reuse, rank)
            if pair.later not in best or pair.share > best[pair.later].share:
                best[pair.later] = pair
    pairs = [best[key] for key in order if key in best]
    if not pairs:
        return Shared((), None)
    lines = tuple(_line(pair, accounts, articles) for pair in pairs)
    return Shared(lines, _drawing(pairs, accounts, articles, order))


def _directed(reuse: Reuse, rank: Mapping[str, int]) -> _Pair:
    if rank[reuse.a] < rank[reuse.b]:
        return _Pair(reuse.a, reuse.b, reuse.share_b, reuse.share_a)
    return _Pair(reuse.b, reuse.a, reuse.share_a, reuse.share_b)


def _line(pair: _Pair, accounts: Accounts, articles: Mapping[str, Article]) -> str:
    names = accounts.names
    gap = between(articles[pair.earlier].published, articles[pair.later].published)
    words = (
        f"{percent(pair.share)} of {names[pair.later]}’s words also stand in {names[pair.earlier]}"
    )
    if gap:
        return f"{words}, published {gap} earlier."
    order = "which of the two came first is not known"
    return f"{words}, {percent(pair.back)} the other way round; {order}."


def _drawing(
    pairs: list[_Pair], accounts: Accounts, articles: Mapping[str, Article], order: list[str]
) -> Drawing | None:
    drawn = {key for pair in pairs for key in (pair.earlier, pair.later)}
    rows = [key for key in order if key in drawn]
    extents = {key: extent(articles[key].published) for key in rows}
    known = [found for found in extents.values() if found]
    if not known:
        return None
    low, high = min(first for first, _ in known), max(last for _, last in known)
    axis = NAMES if len(known) == len(rows) else NAMES + OPEN
    per_second = (WIDTH - axis - RIGHT) / (high - low) if high > low else 0.0
    nodes = {}
    for place, key in enumerate(rows):
        found = extents[key]
        first, last = found or (low, low)
        nodes[key] = Node(
            accounts.names[key],
            round(axis + (first - low) * per_second, 1),
            round(axis + (last - low) * per_second, 1) if found else NAMES + ROW / 2,
            TOP + place * ROW + ROW / 2,
            found is not None,
        )
    zoned = any(ZONE.search(articles[key].published or "") for key in rows)
    zone = "Z" if zoned else ""
    return Drawing(
        WIDTH,
        TOP * 2 + ROW * (len(rows) + 1),
        tuple(nodes.values()),
        tuple(_link(nodes[p.earlier], nodes[p.later], p.share) for p in pairs),
        axis,
        spoken(instant(low, zone)),
        spoken(instant(high, zone)) if high > low else "",
    )


def _link(a: Node, b: Node, share: float) -> Link:
    bend = (a.x + b.x) / 2 if b.x - a.x > ROW else b.x + ROW
    path = f"M{a.x:g} {a.y:g}C{bend:g} {a.y:g} {bend:g} {b.y:g} {b.x:g} {b.y:g}"
    return Link(path, round(THINNEST + share * (THICKEST - THINNEST), 1))
