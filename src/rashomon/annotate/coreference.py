"""Descriptions and pronouns resolved to the people named in an article.

Rules in the manner of the precise sieves of Lee et al. (2013): country and office first, then
recency and subject, and nothing where the evidence leaves two people.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.annotate.descriptions import Described
from rashomon.annotate.people import Cluster
from rashomon.annotate.roles import LEADERS, SAME_ROLE
from rashomon.models import Parse, Span, Token

__all__ = ["Said", "resolve_descriptions", "resolve_pronouns"]

PRONOUNS = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
WINDOW = 3
"""Sentences that a pronoun or an epithet without a country looks back."""
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


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


def resolve_pronouns(
    parse: Parse, people: Sequence[Cluster], said: Sequence[Said], quoted: Sequence[Span]
) -> list[Said]:
    """He and she, with their forms, in order of the text.

    Candidates are the people mentioned in the same block within the last sentences; a subject
    counts more than another part of the sentence, a nearer sentence more than a farther one.
    Words inside quotation marks (``quoted``, in characters) have speakers of their own: they
    neither give nor take candidates outside.
    """
    mentions = sorted(said, key=lambda s: s.first)
    places = _places(parse, quoted)
    resolved: list[Said] = []
    for at, token in enumerate(parse.tokens):
        gender = PRONOUNS.get(token.text.lower())
        if gender is None or token.pos != "PRON" or token.text.isupper() and len(token.text) > 2:
            continue
        number = _referent(parse, at, gender, people, mentions, quoted, places)
        if number is not None:
            resolved.append(Said(at, at + 1, number))
            mentions.insert(bisect_left([s.first for s in mentions], at), resolved[-1])
    return resolved


def _referent(
    parse: Parse,
    at: int,
    gender: str,
    people: Sequence[Cluster],
    mentions: Sequence[Said],
    quoted: Sequence[Span],
    places: Sequence[int],
) -> int | None:
    place = parse.tokens[at]
    scores: dict[int, float] = {}
    for one in _back(mentions, at):
        token = parse.tokens[one.first]
        far = places[place.sentence] - places[token.sentence]
        if far > WINDOW:
            break
        person = people[one.entity]
        wrong = person.type != "person" or person.gender not in {None, gender}
        if wrong or _side(quoted, token.start) != _side(quoted, place.start):
            continue
        if _clashes(parse.tokens, at, one):
            continue
        score = _score(parse, at, one, far) + (1.0 if person.gender == gender else 0.0)
        scores[one.entity] = max(scores.get(one.entity, 0.0), score)
    ranked = sorted(scores.items(), key=lambda kv: (-kv[1], kv[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < LEAD):
        return None
    return ranked[0][0]


LEAD = 0.25
"""How much better than the next the best candidate must be; no public gold has been read for it."""


def _back(mentions: Sequence[Said], at: int) -> list[Said]:
    return [s for s in mentions if s.first < at][::-1]


def _side(quoted: Sequence[Span], position: int) -> int:
    """Number of the quotation a position stands in, -1 outside."""
    i = bisect_left(quoted, (position + 1, 0)) - 1
    return i if i >= 0 and quoted[i][0] <= position < quoted[i][1] else -1


def _places(parse: Parse, quoted: Sequence[Span]) -> list[int]:
    """Numbers of the sentences; those that stand wholly in quotation marks are not counted."""
    found: list[int] = []
    count = 0
    for first, last in parse.sentences:
        ends = parse.tokens[first].start, parse.tokens[last - 1].start
        side = _side(quoted, ends[0])
        count += side < 0 or side != _side(quoted, ends[1])
        found.append(count)
    return found


def _score(parse: Parse, at: int, one: Said, far: int) -> float:
    head = _top(parse.tokens, one)
    score = 3.0 - float(far)
    subject = _subject(parse.tokens, head)
    score += 1.0 if subject else 0.0
    score += 0.5 if subject and parse.tokens[at].dep in SUBJECTS else 0.0
    if far == 0 and parse.tokens[head.head].head == head.head:
        score += 0.5 if subject else 0.0
    return score


def _top(tokens: Sequence[Token], one: Said) -> Token:
    """The token of a mention whose head lies outside it."""
    for i in range(one.first, one.last):
        if not one.first <= tokens[i].head < one.last:
            return tokens[i]
    return tokens[one.last - 1]


def _subject(tokens: Sequence[Token], head: Token) -> bool:
    seen = 0
    while head.dep in {"appos", "conj", "compound", "nmod"} and seen < 4:
        head, seen = tokens[head.head], seen + 1
    return head.dep in SUBJECTS


def _clashes(tokens: Sequence[Token], at: int, one: Said) -> bool:
    """Whether subject and object of one verb would be the same person ("X hailed him")."""
    token, head = tokens[at], _top(tokens, one)
    same_clause = token.sentence == head.sentence and _verb(tokens, at) == _verb_of(tokens, head)
    plain = token.text.lower() in {"he", "him", "she", "her"} and token.tag != "PRP$"
    return plain and same_clause and head.dep != "poss"


def _verb(tokens: Sequence[Token], at: int) -> int:
    token = tokens[at]
    for _ in range(6):
        if tokens[token.head].pos in {"VERB", "AUX"} or token.head == at:
            return token.head
        at, token = token.head, tokens[token.head]
    return token.head


def _verb_of(tokens: Sequence[Token], head: Token) -> int:
    for _ in range(6):
        if tokens[head.head].pos in {"VERB", "AUX"} or tokens[head.head] is head:
            return head.head
        head = tokens[head.head]
    return head.head
