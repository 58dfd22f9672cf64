"""Actors: the entities of a story's articles, joined where they are one.

An entity arrives as the annotation of one article knows it, with the fullest name it has there.
Names are joined by what they share: full names that agree, a surname that belongs to one full
name only, a country's code, an acronym and the name it abbreviates, a description that elsewhere
stands for one named actor only. Where two candidates are left, the entity stays by itself.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from rashomon.models import Actor, ActorLabel, Annotated, Entity, EntityType, Story
from rashomon.rarity import rare
from rashomon.stages.collate.lexicon import words

__all__ = ["join"]

_TITLES = words("""
mr mrs ms miss dr sir lord lady dame prof professor rev president minister prime vice secretary
chancellor senator sen rep governor gov mayor judge justice general gen colonel col major captain
capt sergeant sgt lieutenant lt officer king queen prince princess pope chairman chief deputy
spokesman spokeswoman spokesperson ambassador congressman congresswoman leader premier former
""")
_SMALL = words("the a an of and for de in on")
_CORPORATE = words("inc ltd plc corp co llc corporation company limited group")
_AGENCY = ("news", "agency")
_SUFFIXES = words("jr sr ii iii iv")

PAIR = 2
"""Words of a name of two ("Baek Seung-ha", "DI Brask")."""

MAX_RANK = 3
"""Letters of a rank before a name (DI, DCI, Sgt)."""

MIN_ACRONYM = 2
"""Letters an acronym needs; a single letter is an initial."""

_Member = tuple[str, Entity]
_Key = tuple[str, ...]


def join(story: Story, annotated: Sequence[Annotated]) -> tuple[Actor, ...]:
    """Join the entities of a story's articles into actors.

    :return: actors, most important first (articles, then mentions, then name); each named entity
        is in exactly one, and each label of an article in the actor of its entity.
    """
    by_id = {each.article.id: each for each in annotated}
    articles = [by_id[key] for key in story.articles if key in by_id]
    members = [(a.article.id, e) for a in articles for e in a.annotation.entities if e.named]
    joined = _Joined(members)
    for rule in (_same_code, _same_name, _surnames, _acronyms, _longer_names):
        rule(joined)
    _speakers(joined, articles)
    _descriptions(joined, articles)
    return _actors(story, articles, joined)


class _Joined:
    """Entities with a union-find over them; the root is the first entity of its set."""

    def __init__(self, members: Sequence[_Member]) -> None:
        self.members = members
        self.keys = [_key(entity.name) for _, entity in members]
        self._parent = list(range(len(members)))

    def root(self, node: int) -> int:
        """The first entity of the set a node is in."""
        while self._parent[node] != node:
            self._parent[node] = self._parent[self._parent[node]]
            node = self._parent[node]
        return node

    def join(self, nodes: Sequence[int]) -> None:
        """Put nodes into one set."""
        roots = sorted({self.root(node) for node in nodes})
        for other in roots[1:]:
            self._parent[other] = roots[0]

    def sets(self) -> dict[int, list[int]]:
        """Nodes by root, in order."""
        found: dict[int, list[int]] = defaultdict(list)
        for node in range(len(self.members)):
            found[self.root(node)].append(node)
        return found

    def of_type(self, *types: EntityType) -> list[int]:
        """Nodes of some types."""
        return [n for n, (_, entity) in enumerate(self.members) if entity.type in types]


def _key(name: str) -> _Key:
    """A name's words in lower case without accents, points, titles before it and suffixes."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").removesuffix("'s"))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    parts = letters.casefold().replace(".", " ").replace("-", " ").replace(",", " ").split()
    while len(parts) > 1 and parts[0] in _TITLES | _SMALL:
        parts = parts[1:]
    kept = [part for part in parts if part not in _SUFFIXES]
    return tuple(kept or parts)


def _group(joined: _Joined, nodes: Sequence[int], key: Callable[[int], object]) -> None:
    """Join the nodes that have the same key."""
    found: dict[object, list[int]] = defaultdict(list)
    for node in nodes:
        found[key(node)].append(node)
    for group in found.values():
        joined.join(group)


def _same_code(joined: _Joined) -> None:
    """Countries by their code."""
    nodes = [n for n in joined.of_type("country") if joined.members[n][1].code]
    _group(joined, nodes, lambda n: joined.members[n][1].code)


def _same_name(joined: _Joined) -> None:
    """Equal names: persons and countries among themselves, all other types together."""
    for types in (("person",), ("country",), ("organisation", "place", "group", "event", "other")):
        nodes = [n for n in joined.of_type(*types) if joined.keys[n]]
        _group(joined, nodes, lambda n: _bare(joined.keys[n]))


def _bare(key: _Key) -> _Key:
    """A key without middle initials, small words, corporate endings and "news agency"."""
    if len(key) > len(_AGENCY) and key[-len(_AGENCY) :] == _AGENCY:
        key = key[: -len(_AGENCY)]
    kept = [
        part
        for place, part in enumerate(key)
        if not (0 < place < len(key) - 1 and len(part) == 1)
        and part not in _SMALL
        and not (place and part in _CORPORATE)
    ]
    return tuple(kept or key)


def _surnames(joined: _Joined) -> None:
    """A lone surname (or first name) joins the one full name in the story that has it.

    Where several people share it nothing is joined: their full names differ.
    """
    people = joined.of_type("person")
    _initials(joined, [n for n in people if len(joined.keys[n]) > 1])
    full: dict[str, set[int]] = defaultdict(set)
    for node in people:
        key = _bare(joined.keys[node])
        if len(key) > 1:
            for part in {key[0], key[-1]}:
                full[part].add(joined.root(node))
    for node in people:
        key = _bare(joined.keys[node])
        if len(key) == 1 and len(full.get(key[0], ())) == 1:
            joined.join([node, *full[key[0]]])


def _speakers(joined: _Joined, articles: Sequence[Annotated]) -> None:
    """Somebody quoted under what another article shows to be a person's name joins that person.

    A parser that meets a rare surname alone takes it for an organisation, and a trade before a
    name at the start of a sentence ("Herder Jon Aas") for a part of it. A rare word that ends a
    longer name of somebody quoted is a surname, whatever the parser takes either for.
    """
    quoted = {(a.article.id, q.speaker_entity) for a in articles for q in a.annotation.quotes}
    speaks = [(article, entity.id) in quoted for article, entity in joined.members]
    for full in (_people, _speakers_names):
        names = full(joined, speaks)
        for node, (_, entity) in enumerate(joined.members):
            if not speaks[node] or entity.type in ("country", "event"):
                continue
            short = _shorter(_bare(joined.keys[node]), entity)
            roots = {joined.root(r) for name in short for r in names.get(name, ())}
            if len(roots) == 1 and joined.root(node) not in roots:
                joined.join([node, *roots])


def _people(joined: _Joined, speaks: Sequence[bool]) -> dict[_Key, set[int]]:
    """By what a person may be called for short, the persons with a full name."""
    full: dict[_Key, set[int]] = defaultdict(set)
    things = _things(joined, speaks)
    for node in joined.of_type("person"):
        key = _bare(joined.keys[node])
        for start in range(len(key)) if len(key) > 1 else ():
            full[key[start:]].add(joined.root(node))
        words_of_name = len(joined.members[node][1].name.split())
        if words_of_name == PAIR and key[:1] not in things and rare(key[0]):
            full[key[:1]].add(joined.root(node))
    return full


def _speakers_names(joined: _Joined, speaks: Sequence[bool]) -> dict[_Key, set[int]]:
    """By a rare last word, those who are quoted under a longer name."""
    full: dict[_Key, set[int]] = defaultdict(set)
    things = _things(joined, speaks)
    for node, (_, entity) in enumerate(joined.members):
        key = _bare(joined.keys[node])
        told = entity.type != "country" and key[-1:] not in things and rare(key[-1] if key else "")
        if speaks[node] and len(key) > 1 and told and not _ranked(key, entity):
            full[key[-1:]].add(joined.root(node))
    return full


def _things(joined: _Joined, speaks: Sequence[bool]) -> set[_Key]:
    """What is told of somewhere without being quoted, and is no person there: a firm, a place."""
    return {
        _bare(joined.keys[node])
        for node, (_, entity) in enumerate(joined.members)
        if not speaks[node] and entity.type != "person"
    }


def _shorter(key: _Key, entity: Entity) -> Iterator[_Key]:
    """A speaker's name, whole and without a trade or a rank in letters (DI, DCI) before it."""
    yield key
    yield from (key[start:] for start in range(1, len(key) - 1))
    if _ranked(key, entity):
        yield key[1:]


def _ranked(key: _Key, entity: Entity) -> bool:
    """Whether a name is a rank in letters and a surname."""
    first = entity.name.split(maxsplit=1)[0] if entity.name.split() else ""
    return len(key) == PAIR and first.isupper() and len(first) <= MAX_RANK


def _initials(joined: _Joined, people: Sequence[int]) -> None:
    """ "J. Smith" joins the one "John Smith"; a name that holds another whole joins it."""
    by_last: dict[str, list[int]] = defaultdict(list)
    for node in people:
        by_last[joined.keys[node][-1]].append(node)
    for nodes in by_last.values():
        for node in nodes:
            fits = {
                joined.root(other)
                for other in nodes
                if joined.root(other) != joined.root(node)
                and _compatible(joined.keys[node], joined.keys[other])
            }
            if len(fits) == 1:
                joined.join([node, *fits])


def _compatible(short: _Key, long: _Key) -> bool:
    """Whether every word of the shorter name is a word of the longer, or an initial of one."""
    if len(short) > len(long) or short[-1] != long[-1]:
        return False
    place = 0
    for part in short:
        while place < len(long) and not (
            long[place] == part or (len(part) == 1 and long[place].startswith(part))
        ):
            place += 1
        if place == len(long):
            return False
        place += 1
    return True


def _acronyms(joined: _Joined) -> None:
    """An acronym joins the one name whose initials it is."""
    nodes = joined.of_type("organisation", "group", "other", "event", "country", "place")
    spelled: dict[str, set[int]] = defaultdict(set)
    for node in nodes:
        key = joined.keys[node]
        if len(key) >= MIN_ACRONYM:
            spelled["".join(part[0] for part in key)].add(joined.root(node))
            spelled["".join(part[0] for part in key if part not in _SMALL)].add(joined.root(node))
    for node in nodes:
        letters = joined.members[node][1].name.replace(".", "")
        if letters.isupper() and letters.isalpha() and len(letters) >= MIN_ACRONYM:
            roots = {joined.root(r) for r in spelled.get(letters.casefold(), ())}
            if len(roots) == 1:
                joined.join([node, *roots])


def _longer_names(joined: _Joined) -> None:
    """ "State Department" joins the one longer name that ends with it ("US State Department")."""
    nodes = joined.of_type("organisation", "group")
    by_last: dict[str, list[int]] = defaultdict(list)
    for node in nodes:
        by_last[joined.keys[node][-1]].append(node)
    for node in nodes:
        key = joined.keys[node]
        if len(key) < 2:
            continue
        fits = {
            joined.root(other)
            for other in by_last[key[-1]]
            if len(joined.keys[other]) == len(key) + 1 and joined.keys[other][1:] == key
        }
        if len(fits) == 1:
            joined.join([node, *fits])


def _descriptions(joined: _Joined, articles: Sequence[Annotated]) -> None:
    """An entity known by a description joins the one named actor who bears it elsewhere.

    Only an entity that has no name of its own: its "name" has no capital past its first word.
    """
    number = {(key, entity.id): n for n, (key, entity) in enumerate(joined.members)}
    bears: dict[str, set[int]] = defaultdict(set)
    for each in articles:
        for label in each.annotation.labels:
            node = number.get((each.article.id, label.entity))
            if node is not None and not _nameless(joined.members[node][1].name):
                bears[label.text.casefold()].add(joined.root(node))
    for node, (_, entity) in enumerate(joined.members):
        if entity.type == "person" and _nameless(entity.name):
            roots = {joined.root(r) for r in bears.get(entity.name.casefold(), ())}
            if len(roots) == 1:
                joined.join([node, *roots])


def _nameless(name: str) -> bool:
    """Whether a name is a description: its last word is no capitalised word."""
    return not name or not name.rsplit(maxsplit=1)[-1][:1].isupper()


def _actors(story: Story, articles: Sequence[Annotated], joined: _Joined) -> tuple[Actor, ...]:
    mentions: Counter[tuple[str, str]] = Counter()
    labels: dict[tuple[str, str], list[ActorLabel]] = defaultdict(list)
    for each in articles:
        key = each.article.id
        mentions.update((key, mention.entity) for mention in each.annotation.mentions)
        for label in each.annotation.labels:
            labels[key, label.entity].append(_label(key, label.start, label.end, label.text))
    found = []
    for nodes in joined.sets().values():
        own = [joined.members[n] for n in nodes]
        ids = tuple((key, entity.id) for key, entity in own)
        actor = Actor(
            id="",
            name=_name(own, mentions),
            type=_type(own),
            articles=tuple(dict.fromkeys(key for key, _ in own)),
            labels=tuple(label for member in ids for label in labels[member]),
            members=ids,
        )
        found.append((-len(actor.articles), -sum(mentions[m] for m in ids), actor.name, ids, actor))
    found.sort(key=lambda row: row[:4])
    return tuple(
        _numbered(actor, f"{story.id}.a{number}") for number, (*_, actor) in enumerate(found, 1)
    )


def _label(article: str, start: int, end: int, text: str) -> ActorLabel:
    return ActorLabel(article=article, start=start, end=end, text=text)


def _numbered(actor: Actor, identity: str) -> Actor:
    return Actor(
        id=identity,
        name=actor.name,
        type=actor.type,
        articles=actor.articles,
        labels=actor.labels,
        members=actor.members,
    )


def _type(own: Sequence[_Member]) -> EntityType:
    """The type that most articles give; a person's where it is one by a full name."""
    if any(entity.type == "person" and len(_key(entity.name)) > 1 for _, entity in own):
        return "person"
    types = Counter(entity.type for _, entity in own)
    return min(types, key=lambda one: (-types[one], one))


def _name(own: Sequence[_Member], mentions: Counter[tuple[str, str]]) -> str:
    """The fullest common form: of the names of two words or more and without a title before
    them, the one that most articles use; the longest of those.
    """
    articles: dict[str, set[str]] = defaultdict(set)
    for key, entity in own:
        articles[entity.name].add(key)

    def rank(name: str) -> tuple[bool, bool, bool, int, int, str]:
        bare = _bare(_key(name))
        common = len(articles[name])
        first = name.split(maxsplit=1)[0].casefold().rstrip(".") if name.split() else ""
        return (_nameless(name), len(bare) < 2, first in _TITLES, -common, -len(name), name)

    return min(articles, key=rank)
