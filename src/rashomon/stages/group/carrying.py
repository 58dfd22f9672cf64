"""Whose a passage is, and which reports tell another one again in other words.

An article may be half wire, half its own: each passage that two articles share belongs to one
origin. A report that has the telling words of another in the same order, without its sentences, is
probably written from it: two reporters of one happening tell the same facts in another order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import msgspec
import numpy as np

from rashomon.models import Origin, Passage, Reuse, Rewrite, Story
from rashomon.stages.group.bodies import Body
from rashomon.stages.group.moments import moment
from rashomon.stages.group.profiles import word_weights
from rashomon.words import stable_ids

__all__ = ["with_origins", "with_rewrites"]

TELLING = 4.0
"""Least weight of a telling word: it stands in 2% of all articles or fewer."""

LEAST_FACTS = 14
SAME_FACTS = 0.65
SAME_ORDER = 0.75
"""Telling words two reports must share, the least part of those of the one with fewer, and the
least part of them that come in the same order. Of 336 pairs of one happening and two origins in the
``group`` material half share .39 or less and have .50 or less in order; four articles are marked,
each rightly as read: other versions of an Associated Press report."""

MOST_WORDS = 400
"""Words of a report that are looked at."""

MOST_REPORTS = 100
"""Reports of a story that are compared with all others."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """Where each telling word of a report stands first, by its code."""

    body: Body
    places: dict[int, int]


def with_origins(
    reuse: Sequence[Reuse], origins: Sequence[Origin], bodies: Sequence[Body]
) -> list[Reuse]:
    """Shared text with the origin of each passage, as far as it is known."""
    of = {ident: one for one in origins for ident in one.articles}
    published = {body.article.id: body.article.published for body in bodies}
    found = []
    for pair in reuse:
        first = _first(of[pair.a], of[pair.b], published[pair.a], published[pair.b])
        passages = tuple(_owned(passage, first) for passage in pair.passages)
        found.append(msgspec.structs.replace(pair, passages=passages))
    return found


def _owned(passage: Passage, first: Origin | None) -> Passage:
    """A passage with its origin; public speech is nobody's."""
    if first is None or passage.quoted:
        return passage
    return msgspec.structs.replace(passage, origin=first.id)


def _first(a: Origin, b: Origin, when_a: str | None, when_b: str | None) -> Origin | None:
    """Which of two origins had it first: the agency, else the earlier, None where nothing tells."""
    if a is b:
        return a
    if (a.kind == "agency") != (b.kind == "agency"):
        return a if a.kind == "agency" else b
    if when_a is None or when_b is None or moment(when_a) == moment(when_b):
        return None
    return a if moment(when_a) < moment(when_b) else b


def with_rewrites(
    origins: Sequence[Origin], stories: Sequence[Story], bodies: Sequence[Body]
) -> tuple[Origin, ...]:
    """The origins, with the articles that probably tell one of them again in other words."""
    of = {ident: one for one in origins for ident in one.articles}
    by_id = {body.article.id: body for body in bodies}
    found: dict[str, dict[str, Rewrite]] = defaultdict(dict)
    for story in stories:
        if len({of[ident].id for ident in story.articles}) > 1:
            facts = [_facts(by_id[ident]) for ident in story.articles]
            for one, other in _pairs(facts, of):
                _mark(found, one, other, of)
    return tuple(
        msgspec.structs.replace(one, probably=tuple(found[one.id].values()))
        if one.id in found
        else one
        for one in origins
    )


def _pairs(facts: Sequence[_Facts], of: Mapping[str, Origin]) -> Iterator[tuple[_Facts, _Facts]]:
    for (at, one), (_, other) in combinations(enumerate(facts), 2):
        if at >= MOST_REPORTS:
            return
        if of[one.body.article.id] is not of[other.body.article.id]:
            yield one, other


def _facts(body: Body) -> _Facts:
    codes = stable_ids(body.words(np.flatnonzero(body.reported)[:MOST_WORDS]))
    places: dict[int, int] = {}
    for place in np.flatnonzero(word_weights(codes) >= TELLING).tolist():
        places.setdefault(int(codes[place]), place)
    return _Facts(body, places)


def _mark(
    found: dict[str, dict[str, Rewrite]], one: _Facts, other: _Facts, of: Mapping[str, Origin]
) -> None:
    """Mark the later of two reports where it has the facts of the other in their order."""
    common = [code for code in one.places if code in other.places]
    fewer = min(len(one.places), len(other.places))
    if len(common) < max(LEAST_FACTS, SAME_FACTS * fewer):
        return
    order = _longest_rise([other.places[code] for code in common]) / len(common)
    if order < SAME_ORDER:
        return
    first, later = _source(one, other, of)
    article, origin = later.body.article, of[first.body.article.id]
    reason = (
        f"{len(common)} telling words are also those of {first.body.article.source}, "
        f"{len(common) / fewer:.0%} of what the shorter one has, {order:.0%} in the same order"
    )
    found[origin.id].setdefault(article.id, Rewrite(article=article.id, reason=reason))


def _source(one: _Facts, other: _Facts, of: Mapping[str, Origin]) -> tuple[_Facts, _Facts]:
    """Which of two was there first: by credit, by time, else the longer one."""
    a, b = one.body.article, other.body.article
    first = _first(of[a.id], of[b.id], a.published, b.published)
    if first is None:
        first = of[a.id] if len(one.body) >= len(other.body) else of[b.id]
    return (one, other) if first is of[a.id] else (other, one)


def _longest_rise(values: Sequence[int]) -> int:
    """Length of the longest rising subsequence (Schensted 1961)."""
    ends: list[int] = []
    for value in values:
        at = bisect_left(ends, value)
        ends[at : at + 1] = [value]
    return len(ends)
