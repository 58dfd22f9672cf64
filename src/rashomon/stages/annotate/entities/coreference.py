"""Descriptions resolved to the people named in an article.

Rules in the manner of the precise sieves of Lee et al. (2013): country and office first, then
recency and subject, and nothing where the evidence leaves two people.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.models import Article, Parse, Token
from rashomon.stages.annotate.entities.descriptions import Described
from rashomon.stages.annotate.entities.people import Cluster
from rashomon.stages.annotate.entities.roles import LEADERS, RELATIONS, SAME_ROLE, is_person_noun

__all__ = ["APART", "WINDOW", "Said", "resolve_descriptions"]

APART = frozenset({"caption", "sidebar"})
"""Kinds of block whose pronouns, descriptions and names keep to themselves."""
SAYING = frozenset("say tell add ask reply warn".split())
SPEAKING = SAYING | frozenset("speak insist sound remain keep strike vow promise declare".split())
WINDOW = 3
"""Sentences that a pronoun or an epithet without a country looks back."""


@dataclass(frozen=True)
class Said:
    """A resolved mention: its tokens ``[first, last)`` and the entity's number."""

    first: int
    last: int
    entity: int


def resolve_descriptions(
    article: Article,
    parse: Parse,
    found: Sequence[Described],
    people: Sequence[Cluster],
    said: Sequence[Said],
) -> list[Said]:
    """Those of the descriptions that can stand for only one person.

    :param people: all entities, by number.
    :param said: mentions by name, in order of the text.
    """
    resolved: list[Said] = []
    scene = Scene(article, parse, said)
    for one in sorted(found, key=lambda d: d.first):
        number = _who(scene, one, people)
        if number is not None:
            resolved.append(Said(one.first, one.last, number))
            scene.add(resolved[-1], one.role)
    return resolved


class Scene:
    """The mentions so far, and the place of each sentence among those of its zone."""

    def __init__(self, article: Article, parse: Parse, said: Sequence[Said]) -> None:
        self.tokens = parse.tokens
        self.sentences = parse.sentences
        self.blocks = parse.blocks
        self.said = list(said)
        self.roles: dict[int, set[str]] = {}
        kinds = [article.blocks[block].kind for block in parse.blocks]
        self.zones = [kind if kind in APART else "body" for kind in kinds]
        counts: Counter[str] = Counter()
        self.places: list[int] = []
        for zone in self.zones:
            counts[zone] += 1
            self.places.append(counts[zone])

    def add(self, mention: Said, role: str) -> None:
        """A resolved description is a mention for those after it.

        Who was once called a strongman is the one whom the article calls so again.
        """
        insort(self.said, mention, key=lambda s: s.first)
        if role in LEADERS:
            self.roles.setdefault(mention.entity, set()).add(role)


def _who(scene: Scene, one: Described, people: Sequence[Cluster]) -> int | None:
    said = scene.said
    persons = [i for i, c in enumerate(people) if c.type == "person"]
    persons = [i for i in persons if _may_be(people[i], one)]
    if one.code is not None:
        return _by_country(one, people, persons)
    if _possessive(scene.tokens[one.first]) or _of_another(scene, one, people):
        return None
    same = [i for i in persons if _same_role(one.role, people[i].roles)]
    same = same or [i for i in persons if _same_role(one.role, scene.roles.get(i, set()))]
    if same:
        return same[0] if len(same) == 1 else _latest(same, one, said)
    speaker = _speaks_next(scene, one)
    if speaker is not None:
        return speaker if speaker in persons else None
    return _only_recent(scene, one, persons)


def _of_another(scene: Scene, one: Described, people: Sequence[Cluster]) -> bool:
    """Whether the words name a relation to another person: "the wife of the mayor"."""
    if one.role not in RELATIONS or one.tail <= one.last:
        return False
    inside = scene.tokens[one.last : one.tail]
    named = any(
        one.last <= s.first < one.tail and people[s.entity].type == "person" for s in scene.said
    )
    return named or any(is_person_noun(token.lemma) for token in inside)


def _speaks_next(scene: Scene, one: Described) -> int | None:
    """Who is named as speaking in the next sentence of the paragraph, after "the X spoke"."""
    tokens = scene.tokens
    head = tokens[one.last - 1]
    following = head.sentence + 1
    if head.dep != "nsubj" or tokens[head.head].lemma not in SPEAKING:
        return None
    if following >= len(scene.blocks) or scene.blocks[following] != scene.blocks[head.sentence]:
        return None
    first, last = scene.sentences[following]
    near = [s for s in scene.said if first <= s.first < last]
    owner = {i: s.entity for s in near for i in range(s.first, s.last)}
    subjects = [
        owner.get(i)
        for i in range(first, last)
        if tokens[i].dep == "nsubj" and tokens[tokens[i].head].lemma in SAYING
    ]
    return subjects[-1] if subjects else None


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


def _only_recent(scene: Scene, one: Described, persons: Sequence[int]) -> int | None:
    """The only person named in the sentences right before, for an epithet with no other clue.

    What captions and boxes say of people counts within them only.
    """
    sentence = scene.tokens[one.first].sentence
    near: set[int] = set()
    for mention in scene.said:
        other = scene.tokens[mention.first].sentence
        far = scene.places[sentence] - scene.places[other]
        if mention.first < one.first and scene.zones[other] == scene.zones[sentence]:
            near |= {mention.entity} if 0 < far < WINDOW else set()
    near &= set(persons)
    return near.pop() if len(near) == 1 else None
