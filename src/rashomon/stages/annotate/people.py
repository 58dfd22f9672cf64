"""Name forms joined to entities: one person, organisation or country under its several names."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from rashomon.models import EntityType
from rashomon.stages.annotate.descriptions import Described
from rashomon.stages.annotate.nametypes import BODY_WORDS, Name, initials
from rashomon.stages.annotate.roles import LEADERS, gender_of_name

__all__ = ["Cluster", "cluster"]

MIN_MISSPELT = 6
"""Letters that a name must have before one wrong letter is taken for a slip."""
SUFFIXES = frozenset("jr sr ii iii iv".split())


@dataclass
class Cluster:
    """One entity in the making; ``names`` are indexes into the names, in order of the text."""

    type: EntityType
    code: str | None
    forms: list[str]
    names: list[int] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    codes: Counter[str] = field(default_factory=Counter)
    genders: Counter[str] = field(default_factory=Counter)

    @property
    def gender(self) -> str | None:
        """ "m" or "f" by titles and nouns, else by the first name."""
        if self.genders:
            return min(self.genders, key=lambda g: (-self.genders[g], g))
        told = {gender_of_name(parts(f)[0]) for f in self.forms if len(parts(f)) > 1} - {None}
        return told.pop() if len(told) == 1 else None

    @property
    def country(self) -> str | None:
        """The country that titles give the person, None where they give none or disagree."""
        ranked = self.codes.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    @property
    def leads(self) -> bool:
        """Whether a title makes the person the head of something."""
        return bool(self.roles & LEADERS)

    @property
    def name(self) -> str:
        """The fullest form; of equally full ones the first."""
        return max(self.forms, key=lambda f: (len(parts(f)), not f.isupper()))


@functools.lru_cache(maxsize=4096)
def parts(form: str) -> tuple[str, ...]:
    """Words of a person's name, lower case, without initials and suffixes."""
    words = [w.strip(".,").casefold() for w in re.split(r"\s+", form)]
    kept = tuple(w for w in words if len(w) > 1 and w not in SUFFIXES)
    return kept or (form.casefold(),)


def cluster(names: Sequence[Name], titles: Sequence[Sequence[Described]]) -> list[Cluster]:
    """Entities in order of first mention.

    :param titles: the descriptions beside each name.
    """
    owner: dict[int, Cluster] = {}
    people: list[Cluster] = []
    others: dict[tuple[str, str], Cluster] = {}
    full_first = sorted(range(len(names)), key=lambda i: (len(parts(names[i].text)) < 2, i))
    for i in full_first:
        if names[i].type == "person":
            owner[i] = _person(names, i, people)
    for i in sorted(range(len(names)), key=lambda i: (len(names[i].text.split()) < 2, i)):
        if names[i].type != "person":
            owner[i] = _other(names[i], others)
    for i in range(len(names)):
        _learn(owner[i], i, names[i], titles[i])
    return _in_order(owner.values())


def _in_order(found: Iterable[Cluster]) -> list[Cluster]:
    unique = list({id(c): c for c in found}.values())
    return sorted(unique, key=lambda c: c.names[0])


def _learn(owner: Cluster, i: int, name: Name, titles: Sequence[Described]) -> None:
    owner.names.append(i)
    owner.names.sort()
    if name.text not in owner.forms:
        owner.forms.append(name.text)
    for title in titles:
        owner.roles.add(title.role)
        if title.code:
            owner.codes[title.code] += 1
        if title.gender:
            owner.genders[title.gender] += 1


def _person(names: Sequence[Name], i: int, people: list[Cluster]) -> Cluster:
    words = parts(names[i].text)
    fits = [p for p in people if any(_same_person(words, parts(f)) for f in p.forms)]
    if len(fits) > 1:
        fits = [_nearest(names, i, fits)]
    if not fits:
        fits = [Cluster("person", None, [names[i].text])]
        people.append(fits[0])
    if names[i].text not in fits[0].forms:
        fits[0].forms.append(names[i].text)
    if len(words) > 1:
        fits[0].names.append(i)
        fits[0].names.sort()
    return fits[0]


def _nearest(names: Sequence[Name], i: int, fits: Sequence[Cluster]) -> Cluster:
    """Of several people of one surname the one fully named last before, else the first."""
    before = [(max((n for n in p.names if n < i), default=-1), -k) for k, p in enumerate(fits)]
    return fits[-max(before)[1]]


def _same_person(a: Sequence[str], b: Sequence[str]) -> bool:
    if len(a) > len(b):
        a, b = b, a
    if len(a) == 1:
        return a[0] in {b[-1], b[0]} or _slip(a[0], b[-1])
    first = a[0] == b[0] or _slip(a[0], b[0])
    last = a[-1] == b[-1] or _slip(a[-1], b[-1])
    return first and last and (a[0] == b[0] or a[-1] == b[-1])


def _slip(a: str, b: str) -> bool:
    """One wrong, missing or surplus letter in a long name."""
    long_enough = min(len(a), len(b)) >= MIN_MISSPELT and a[0] == b[0]
    return long_enough and Levenshtein.distance(a, b, score_cutoff=1) == 1


def _other(name: Name, others: dict[tuple[str, str], Cluster]) -> Cluster:
    """Organisations, countries, places and the rest: by code, by words, by initials."""
    kind = name.type
    coded = name.code if kind in {"country", "group"} else None
    key: tuple[str, str] = (kind, coded or _plain(name.text))
    found = others.get(key) or _longer(name, others)
    if found is None:
        found = Cluster(kind, name.code, [name.text])
    others.setdefault(key, found)
    return found


def _plain(text: str) -> str:
    return " ".join(w for w in re.sub(r"[^\w\s]", "", text).casefold().split() if w != "the")


def _longer(name: Name, others: dict[tuple[str, str], Cluster]) -> Cluster | None:
    """The one organisation whose initials the name is, or whose last words it repeats."""
    if name.type != "organisation" or name.code is not None:
        return None
    fits = {
        id(c): c
        for (kind, _), c in others.items()
        if kind == "organisation" and any(_short_for(name.text, f) for f in c.forms)
    }
    return next(iter(fits.values())) if len(fits) == 1 else None


def _short_for(short: str, long: str) -> bool:
    words = long.split()
    if len(words) < 2 or short == long:
        return False
    if short.isupper() and short.replace(".", "") in initials(long):
        return True
    tail = _plain(short).split()
    whole = _plain(long).split()
    if len(tail) >= len(words) or len(short) <= 3:
        return False
    return whole[-len(tail) :] == tail or (whole[: len(tail)] == tail and whole[-1] in BODY_WORDS)
