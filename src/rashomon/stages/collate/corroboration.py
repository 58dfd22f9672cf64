"""Corroboration: how many independent origins stand behind each claim, and how that was counted.

Articles are never counted. Evidence counts for the origin of its article, but for

- the newsroom that its sentence names as its source ("told AFP"), or that is quoted for it;
- the origin that the passage is of which it stands in, where running text is shared in part;

and evidence that stands in one passage that two articles share counts once. Words in quotation
marks that two outlets heard for themselves are shared by all and copied from none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from rashomon.models import Behind, Claim, Evidence, Span
from rashomon.moments import EARLIEST, moment
from rashomon.offsets import overlap
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.relays import Newsrooms

__all__ = ["Place", "count", "derive"]

Place = tuple[str, int, int]
"""Article, start and end of a piece of evidence."""

INSIDE = 0.8
"""Part of a piece of evidence that must stand in a shared passage for it to be copied with it: a
passage may begin or end within a clause that was edited at its edge."""


@dataclass(frozen=True, slots=True)
class Source:
    """The origin that a piece of evidence counts for, its name, and why."""

    origin: str
    name: str | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class _Passage:
    """A stretch of an article that another one shares; ``number`` is the same for both."""

    span: Span
    number: int
    other: str
    origin: str | None


def count(
    context: Context, claims: Sequence[Claim]
) -> tuple[tuple[Claim, ...], dict[Place, Source]]:
    """The claims with their origins counted from their evidence, most origins first.

    :return: claims with ids "<story>.c1"…, of which every status is ``corroborated`` or
        ``single``; and the source of each piece of evidence.
    """
    sources = _Sources(context)
    found: dict[Place, Source] = {}
    counted = []
    for claim in claims:
        own = sources.of(claim.evidence)
        found |= own
        ids = tuple(sorted({source.origin for source in own.values()}))
        counted.append(
            msgspec.structs.replace(
                claim,
                origins=len(ids),
                origin_ids=ids,
                status="corroborated" if len(ids) > 1 else "single",
            )
        )
    first = {key: n for n, key in enumerate(context.articles)}

    def rank(number: int) -> tuple[int, int, int, int, int]:
        places = [(e.start, first[e.article], e.end) for e in counted[number].evidence]
        return (-counted[number].origins, *min(places), number)

    order = sorted(range(len(counted)), key=rank)
    return tuple(
        msgspec.structs.replace(counted[place], id=f"{context.story.id}.c{number}")
        for number, place in enumerate(order, 1)
    ), found


def derive(
    context: Context, claims: Sequence[Claim], sources: Mapping[Place, Source]
) -> tuple[Claim, ...]:
    """The claims with the derivation of their number of origins.

    What gives another value in a conflict does not stand behind a claim.

    :param claims: with their final stances, and in ``origin_ids`` the origins that may count.
    """
    return tuple(_derived(context, claim, sources) for claim in claims)


def _derived(context: Context, claim: Claim, sources: Mapping[Place, Source]) -> Claim:
    articles: dict[str, list[str]] = defaultdict(list)
    known: dict[str, list[Source]] = defaultdict(list)
    for e in claim.evidence:
        source = sources[e.article, e.start, e.end]
        if e.stance != "conflicts" and source.origin in claim.origin_ids:
            articles[source.origin].append(e.article)
            known[source.origin].append(source)
    behind = tuple(
        Behind(
            origin=origin,
            name=known[origin][0].name,
            articles=tuple(dict.fromkeys(articles[origin])),
            reason=_reason(context, origin, articles[origin], known[origin]),
        )
        for origin in sorted(articles)
    )
    return msgspec.structs.replace(
        claim,
        origins=len(behind),
        origin_ids=tuple(one.origin for one in behind),
        derivation=behind,
    )


def _reason(
    context: Context, origin: str, articles: Sequence[str], sources: Sequence[Source]
) -> str | None:
    told = list(dict.fromkeys(source.reason for source in sources if source.reason))
    own = [key for key in dict.fromkeys(articles) if context.origin_of[key] == origin]
    if len(own) > 1:
        told.insert(0, f"{len(own)} articles carry one text")
    return "; ".join(told) or None


class _Sources:
    """Finds the origin that a piece of evidence counts for."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._newsrooms = Newsrooms(context.grouping, context.articles)
        self._names = {origin.id: origin.name for origin in context.grouping.origins}
        self._passages: dict[str, list[_Passage]] = defaultdict(list)
        number = 0
        for pair in context.grouping.reuse:
            for passage in pair.passages:
                number += 1
                if passage.quoted or pair.a not in context.articles:
                    continue
                for key, span, other in (
                    (pair.a, passage.a, pair.b),
                    (pair.b, passage.b, pair.a),
                ):
                    found = _Passage(span, number, other, passage.origin)
                    self._passages[key].append(found)

    def of(self, evidence: Sequence[Evidence]) -> dict[Place, Source]:
        """The source of each piece of a claim's evidence."""
        found = {(e.article, e.start, e.end): self._single(e) for e in evidence}
        by_number: dict[int, list[Place]] = defaultdict(list)
        for e in evidence:
            for passage in self._around(e):
                by_number[passage.number].append((e.article, e.start, e.end))
        for number in sorted(by_number):
            places = sorted(set(by_number[number]), key=self._order)
            if len({found[place].origin for place in places}) > 1:
                self._unite(found, places)
        return found

    def _unite(self, found: dict[Place, Source], places: Sequence[Place]) -> None:
        """Count places of one shared passage for the source of the earliest."""
        first = found[places[0]]
        gone = {found[place].origin for place in places[1:]} - {first.origin}
        united = Source(first.origin, first.name, "the words stand in a passage that they share")
        for place, source in found.items():
            if place in places and source.origin in gone:
                found[place] = united

    def _order(self, place: Place) -> tuple[bool, datetime, int, int]:
        articles = self._context.articles
        published = articles[place[0]].article.published
        at = list(articles).index(place[0])
        return published is None, moment(published) if published else EARLIEST, at, place[1]

    def _single(self, e: Evidence) -> Source:
        named = self._named(e)
        if named is not None:
            return named
        own = self._context.origin_of[e.article]
        for passage in self._around(e):
            if passage.origin is not None and passage.origin != own:
                name = self._names.get(passage.origin)
                return Source(passage.origin, name, "the words stand in a passage of it")
        return Source(own, self._names.get(own))

    def _named(self, e: Evidence) -> Source | None:
        """The newsroom that a sentence names as its source, or that is quoted for it."""
        found = self._newsrooms.called(e.article, e.said_by) if e.said_by else None
        words = found.words if found else ""
        if found is None:
            for unit in self._context.of_article.get(e.article, ()):
                if overlap(unit.span, (e.start, e.end)):
                    found = self._newsrooms.named(e.article, unit.text)
                    words = found.words if found else ""
                    break
        if found is None or found.origin == self._context.origin_of[e.article]:
            return None
        return Source(found.origin, found.name, f"“{words}”: an article that only repeats it")

    def _around(self, e: Evidence) -> list[_Passage]:
        """The shared passages that a piece of evidence stands in."""
        needed = INSIDE * (e.end - e.start)
        return [
            passage
            for passage in self._passages.get(e.article, ())
            if overlap(passage.span, (e.start, e.end)) >= needed
        ]
