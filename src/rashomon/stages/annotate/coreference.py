"""Descriptions resolved to the people named in an article.

Rules in the manner of the precise sieves of Lee et al. (2013): country and office first, then
recency and subject, and nothing where the evidence leaves two people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.models import Parse, Token
from rashomon.stages.annotate.descriptions import Described
from rashomon.stages.annotate.people import Cluster
from rashomon.stages.annotate.roles import LEADERS, SAME_ROLE

__all__ = ["WINDOW", "Said", "resolve_descriptions"]

WINDOW = 3
"""Sentences that a pronoun or an epithet without a country looks back."""


@dataclass(frozen=True)
class Said:
    """A resolved mention: its tokens ``[first, last)`` and the entity's number."""

    first: int
    last: int
    entity: int


def resolve_descriptions(
    parse: Parse, found: Sequence[Described], people: Sequence[Cluster], said: Sequence[Said]
) -> list[Said]:
    """Those of the descriptions that can stand for only one person.

    :param people: all entities, by number.
    :param said: mentions by name, in order of the text.
    """
    resolved: list[Said] = []
    for one in found:
        number = _who(parse, one, people, said)
        if number is not None:
            resolved.append(Said(one.first, one.last, number))
    return resolved


def _who(
    parse: Parse, one: Described, people: Sequence[Cluster], said: Sequence[Said]
) -> int | None:
    persons = [i for i, c in enumerate(people) if c.type == "person"]
    persons = [i for i in persons if _may_be(people[i], one)]
    if one.code is not None:
        return _by_country(one, people, persons)
    if _possessive(parse.tokens[one.first]):
        return None
    same = [i for i in persons if _same_role(one.role, people[i].roles)]
    if same:
        return same[0] if len(same) == 1 else _latest(same, one, said)
    return _only_recent(parse, one, persons, said)


def _may_be(person: Cluster, one: Described) -> bool:
    return person.gender is None or one.gender is None or person.gender == one.gender


def _possessive(token: Token) -> bool:
    return token.tag == "PRP$"


def _by_country(one: Described, people: Sequence[Cluster], persons: Sequence[int]) -> int | None:
    """The one person of the country, or the one leader where the word means a leader."""
    own = [i for i in persons if people[i].country == one.code]
    same = [i for i in own if _same_role(one.role, people[i].roles)]
    leading = [i for i in own if people[i].leads]
    if len(same) == 1:
        return same[0]
    if len(leading) == 1 and (one.role in LEADERS or not same):
        return leading[0]
    return own[0] if len(own) == 1 else None


def _same_role(role: str, roles: set[str]) -> bool:
    return role in roles or any(role in group and group & roles for group in SAME_ROLE)


def _latest(fits: Sequence[int], one: Described, said: Sequence[Said]) -> int | None:
    before = [s for s in said if s.first < one.first and s.entity in fits]
    return before[-1].entity if before else None


def _only_recent(
    parse: Parse, one: Described, persons: Sequence[int], said: Sequence[Said]
) -> int | None:
    """The only person named in the sentences right before, for an epithet with no other clue."""
    sentence = parse.tokens[one.first].sentence
    near = {
        s.entity
        for s in said
        if s.first < one.first and 0 < sentence - parse.tokens[s.first].sentence < WINDOW
    }
    near &= set(persons)
    return near.pop() if len(near) == 1 else None
