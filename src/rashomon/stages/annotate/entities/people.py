"""Name forms joined to entities: one person, organisation or country under its several names."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from rashomon.models import EntityType
from rashomon.stages.annotate.coref.nouns import kind_of
from rashomon.stages.annotate.entities.descriptions import Described
from rashomon.stages.annotate.entities.name_runs import PARTICLES
from rashomon.stages.annotate.entities.nametypes import BODY_WORDS, SEATED, Name, initials
from rashomon.stages.annotate.entities.roles import COURTESY, LEADERS, gender_of_name
from rashomon.stages.annotate.entities.spelling import folded, slip

__all__ = ["Cluster", "cluster"]

MIN_HALF_MISSPELT = 4
"""The same where the rest of the name is right."""
LEADING = frozenset(
    """storm hurricane typhoon cyclone river lake ferry ship vessel trawler tanker operation
    mount""".split()
)
"""Kinds of thing that stand before a name and are left out when it is named again."""
MIN_TAIL = 8
SUFFIXES = frozenset("jr sr ii iii iv".split())
NICKNAME = re.compile(r"(?:(?<=\s)|^)[\"“‘'][^\"“”‘’']+[\"”’'](?=\s|$)")
QUOTED = re.compile(r"[\"“‘']([^\"“”‘’']{2,})[\"”’']")
SHOUTED = re.compile(r"\b[^\W\d_a-z]{4,}\b")
"""A word in capitals that is no acronym."""
NEAR = 400
"""Characters within which a surname stands for whom it was last part of in full."""


@dataclass
class Cluster:
    """One entity in the making; ``names`` are indexes into the names, in order of the text.

    ``couple`` is the full name that "X and Y Doe" gives X.
    """

    type: EntityType
    code: str | None
    forms: list[str]
    names: list[int] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    codes: Counter[str] = field(default_factory=Counter)
    genders: Counter[str] = field(default_factory=Counter)
    couple: str | None = None

    @property
    def known(self) -> list[str]:
        """All forms by which the entity is known."""
        return self.forms if self.couple is None else [*self.forms, self.couple]

    @property
    def gender(self) -> str | None:
        """ "m" or "f" by titles and nouns, else by the first name."""
        if self.genders:
            return min(self.genders, key=lambda g: (-self.genders[g], g))
        told = {gender_of_name(parts(f)[0]) for f in self.forms if len(parts(f)) > 1} - {None}
        return told.pop() if len(told) == 1 else None

    @property
    def likely_gender(self) -> str | None:
        """The same, and where nothing tells it by the ending of the given name."""
        if self.gender is not None:
            return self.gender
        firsts = [parts(f)[0] for f in self.forms if len(parts(f)) > 1]
        if any(w.endswith("a") for w in firsts):
            return "f"
        return "m" if any(w.endswith(("o", "us")) for w in firsts) else None

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
        return max(self.forms, key=lambda f: (len(parts(f)), not SHOUTED.search(f)))


@functools.lru_cache(maxsize=4096)
def parts(form: str) -> tuple[str, ...]:
    """Words of a person's name, lower case, without accents, initials, particles, nicknames."""
    plain = folded(NICKNAME.sub(" ", form))
    words = [w.strip(".,'‘’\"“”").casefold() for w in plain.split()]
    long = [w for w in words if len(w) > 1 and w not in SUFFIXES]
    kept = tuple(w for w in long if w not in PARTICLES and w not in COURTESY)
    return kept or tuple(long) or (form.casefold(),)


@functools.lru_cache(maxsize=4096)
def aka(form: str) -> frozenset[str]:
    """The nicknames in quotation marks within a name, lower case, without article."""
    return frozenset(_plain(found) for found in QUOTED.findall(form))


def cluster(names: Sequence[Name], titles: Sequence[Sequence[Described]]) -> list[Cluster]:
    """Entities in order of first mention.

    :param titles: the descriptions beside each name.
    """
    owner: dict[int, Cluster] = {}
    people: list[Cluster] = []
    others: dict[tuple[str, str], Cluster] = {}
    full_first = sorted(
        range(len(names)),
        key=lambda i: (len(parts(names[i].text)) < 2 and _couple(names, i) is None, i),
    )
    for i in full_first:
        if names[i].type == "person":
            owner[i] = _person(names, i, people, titles[i])
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
    if i not in owner.names:
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


def _person(
    names: Sequence[Name], i: int, people: list[Cluster], titles: Sequence[Described]
) -> Cluster:
    words = parts(names[i].text)
    fits = [p for p in people if any(_same_person(words, parts(f)) for f in p.known)]
    fits = fits or [p for p in people if any(_plain(names[i].text) in aka(f) for f in p.forms)]
    told = next((t.gender for t in titles if t.gender), None)
    fits = fits or [p for p in people if any(_slip_in_tail(names[i].text, f) for f in p.forms)]
    if fits and told is not None:
        sure = [p for p in fits if p.gender in {None, told}]
        sure = [p for p in sure if p.likely_gender in {None, told}]
        only = len(words) == 1 and any(t.courtesy and t.gender for t in titles)
        fits = sure if sure or only else fits
    if len(fits) > 1:
        fits = [_nearest(names, i, fits)]
    if not fits:
        fits = [Cluster("person", None, [names[i].text], couple=_couple(names, i))]
        people.append(fits[0])
    if names[i].text not in fits[0].forms:
        fits[0].forms.append(names[i].text)
    fits[0].names.append(i)
    fits[0].names.sort()
    return fits[0]


def _couple(names: Sequence[Name], i: int) -> str | None:
    """The full name of X in "X and Y Doe"."""
    if i + 1 >= len(names) or len(parts(names[i].text)) > 1:
        return None
    mate = names[i + 1]
    beside = mate.type == "person" and mate.start - names[i].end == len(" and ")
    words = mate.text.split()
    return f"{names[i].text} {words[-1]}" if beside and len(words) == 2 else None


def _nearest(names: Sequence[Name], i: int, fits: Sequence[Cluster]) -> Cluster:
    """Of several people of one surname the one fully named right before, else the one whom the
    surname stood for last, else the one fully named last before, else the first."""
    full = [
        (max((n for n in p.names if n < i and len(parts(names[n].text)) > 1), default=-1), -k)
        for k, p in enumerate(fits)
    ]
    last, k = max(full)
    if last >= 0 and names[i].start - names[last].start < NEAR:
        return fits[-k]
    own = parts(names[i].text)
    short = [
        (max((n for n in p.names if n < i and parts(names[n].text) == own), default=-1), -k)
        for k, p in enumerate(fits)
    ]
    return fits[-max(short)[1]] if max(short)[0] >= 0 else fits[-k]


def _same_person(a: Sequence[str], b: Sequence[str]) -> bool:
    if len(a) > len(b):
        a, b = b, a
    if len(a) == 1:
        return a[0] in {b[-1], b[0]} or slip(a[0], b[-1])
    first = a[0] == b[0] or slip(a[0], b[0], MIN_HALF_MISSPELT)
    last = a[-1] == b[-1] or slip(a[-1], b[-1], MIN_HALF_MISSPELT)
    if not first and last and a == b[-len(a) :]:
        return True
    return first and last and (a[0] == b[0] or a[-1] == b[-1])


def _slip_in_tail(short: str, long: str) -> bool:
    """One wrong letter in the last words of a name, particles included ("van der Forst")."""
    words = short.casefold().split()
    tail = " ".join(long.casefold().split()[-len(words) :])
    if len(words) < 2 or len(short) < MIN_TAIL:
        return False
    return Levenshtein.distance(" ".join(words), tail, score_cutoff=1) == 1


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
    words = [w for w in re.sub(r"[^\w\s]", "", text).casefold().split() if w != "the"]
    if len(words) > 1 and words[0] in LEADING:
        words = words[1:]
    if len(words) > 1 and words[-1] == "river":
        words = words[:-1]
    return " ".join(words)


def _longer(name: Name, others: dict[tuple[str, str], Cluster]) -> Cluster | None:
    """The one other whose name a name begins, or the one body whose initials it is or whose last
    words it repeats.
    """
    if name.code is not None:
        return None
    body = name.type == "organisation"
    fits = {
        id(c): c
        for (kind, _), c in others.items()
        if kind == name.type
        and any(_begins(name.text, f) or (body and _short_for(name.text, f)) for f in c.forms)
    }
    return next(iter(fits.values())) if len(fits) == 1 else None


def _begins(short: str, long: str) -> bool:
    """Whether a name is what stands before the first small word of another ("X of Y")."""
    words = long.split()
    small = next((i for i, w in enumerate(words) if i and w.islower()), 0)
    return small > 0 and len(short) > 3 and _plain(short) == _plain(" ".join(words[:small]))


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
    body = whole[-1] in BODY_WORDS or kind_of(whole[-1]) == "organisation" or len(whole) == 2
    body = body and (len(tail) > 1 or whole[-1] not in SEATED)
    behind = whole[-len(tail) :] == tail and whole[-len(tail) - 1] not in {"of", "for"}
    return behind or (whole[: len(tail)] == tail and body)
