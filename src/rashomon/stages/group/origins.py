"""Who wrote it first: articles that carry one report are one origin.

Words inside quotation marks do not count, as public speech may be quoted by anybody. "AP" in a
photo credit or "told Reuters" in the text is no evidence; see
:mod:`rashomon.stages.group.agencies`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from rashomon.models import Article, Origin, OriginKind
from rashomon.stages.group.agencies import Credit, credits_of
from rashomon.stages.group.bodies import Body
from rashomon.stages.group.moments import EARLIEST, moment
from rashomon.stages.group.reuse import Shared

__all__ = ["find_origins"]

CARRIED = 0.5
"""Least share of an article's own words (outside quotation marks) that stand in another one for
the two to be one report. Measured by ``evals/tune_group.py origins``."""

CARRIED_WITH_CREDIT = 0.4
"""The same where both credit one agency: versions of one report over the day."""

LEAST_WORDS = 30
"""Least number of such words: shorter ones are formulas."""


def find_origins(bodies: Sequence[Body], shared: Iterable[Shared]) -> tuple[Origin, ...]:
    """The origins of the articles, in the order of their first article.

    Each article is in exactly one. An origin bears the name of the agency that a copy credits,
    else of the outlet of the earliest copy (the longest, where no times are known).
    """
    credits = [credits_of(body.article) for body in bodies]
    links: dict[int, list[Shared]] = defaultdict(list)
    groups = _Groups(len(bodies))
    for pair in shared:
        if _carries(pair, credits):
            groups.join(pair.a, pair.b)
            links[pair.a].append(pair)
    return tuple(
        _origin(f"o{number}", members, bodies, credits, links)
        for number, members in enumerate(groups.members(), 1)
    )


def _carries(pair: Shared, credits: Sequence[Sequence[Credit]]) -> bool:
    if pair.own_words < LEAST_WORDS:
        return False
    names = {credit.name for credit in credits[pair.a] if credit.whole}
    both = names & {credit.name for credit in credits[pair.b] if credit.whole}
    return max(pair.own_a, pair.own_b) >= (CARRIED_WITH_CREDIT if both else CARRIED)


class _Groups:
    """Disjoint sets of numbers; the least number of a set stands for it."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def _root(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self._root(one), self._root(other)))
        self._parent[high] = low

    def members(self) -> list[list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for number in range(len(self._parent)):
            found[self._root(number)].append(number)
        return list(found.values())


def _origin(
    ident: str,
    members: Sequence[int],
    bodies: Sequence[Body],
    credits: Sequence[Sequence[Credit]],
    links: dict[int, list[Shared]],
) -> Origin:
    name, kind, why = _named(members, bodies, credits)
    carried = [pair for number in members for pair in links[number]]
    return Origin(
        id=ident,
        name=name,
        kind=kind,
        articles=tuple(bodies[number].article.id for number in members),
        reason="; ".join([*_copied(members, carried), why]),
    )


def _copied(members: Sequence[int], carried: Sequence[Shared]) -> list[str]:
    if len(members) == 1:
        return []
    shares = [max(pair.own_a, pair.own_b) for pair in carried]
    least, most = f"{min(shares):.0%}", f"{max(shares):.0%}"
    share = most if least == most else f"{least} to {most}"
    return [f"{len(members)} articles share {share} of their words outside quotation marks"]


def _named(
    members: Sequence[int], bodies: Sequence[Body], credits: Sequence[Sequence[Credit]]
) -> tuple[str | None, OriginKind, str]:
    """Name, kind and reason: an agency credited, else the outlet that was first."""
    whole = [credit for number in members for credit in credits[number] if credit.whole]
    helped = [credit for number in members for credit in credits[number] if not credit.whole]
    for found in (whole, helped if len(members) > 1 else []):
        if found:
            counts = Counter(credit.name for credit in found)
            name = min(counts, key=lambda name: (-counts[name], name))
            words = next(credit.text for credit in found if credit.name == name)
            return name, "agency", f"{counts[name]} of {len(members)} credit it: {words!r}"
    first = _first(members, bodies)
    if first.outlet is None:
        return None, "unknown", "no agency is credited and the outlet is unknown"
    why = "no agency is credited"
    if len(members) > 1:
        timed = all(bodies[number].article.published for number in members)
        why += ", its report is the " + ("earliest" if timed else "longest")
    return first.outlet, "outlet", why


def _first(members: Sequence[int], bodies: Sequence[Body]) -> Article:
    """The earliest article; where not all times are known, the longest one."""
    times = [bodies[number].article.published for number in members]
    timed = None not in times

    def order(number: int) -> tuple[datetime, int, int]:
        published = bodies[number].article.published
        when = moment(published) if timed and published is not None else EARLIEST
        return when, -len(bodies[number]), number

    return bodies[min(members, key=order)].article
