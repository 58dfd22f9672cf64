"""Names that an article gives in several ways: misspelt, cut short, or equal to a place's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from rashomon.models import Parse, Token
from rashomon.stages.annotate.entities.nametypes import Name
from rashomon.stages.annotate.entities.spelling import folded, slip

__all__ = ["related"]

PLACING = frozenset("in near from to at around outside inside towards through across".split())
"""Prepositions behind which a word is the place and not the person of its name."""


def related(parse: Parse, names: Sequence[Name]) -> list[Name]:
    """The names, those that repeat a person's surname in another spelling or type made persons."""
    last = _surnames(names)
    towns = {n.text for n in names if n.code is not None and _placed(parse.tokens, n)}
    times = Counter(n.text for n in names)
    found = []
    for name in names:
        surname = name.text not in towns and _is_surname(parse.tokens, name, last)
        if surname or (times[name.text] == 1 and _is_misspelt(name, last)):
            found.append(replace(name, type="person", code=None))
        else:
            found.append(name)
    return found


def _surnames(names: Sequence[Name]) -> dict[str, tuple[int, str]]:
    """Last words of persons' full names, where the first of them ends and how it is spelled."""
    last: dict[str, tuple[int, str]] = {}
    for name in names:
        words = folded(name.text).split()
        if name.type == "person" and len(words) > 1:
            last.setdefault(words[-1], (name.end, name.text.split()[-1]))
    return last


def _placed(tokens: Sequence[Token], name: Name) -> bool:
    """Whether the words around a name make it a place: "in X", "X police"."""
    before = tokens[name.first - 1].text.lower() if name.first else ""
    return before in PLACING or tokens[name.last - 1].dep in {"compound", "amod", "nmod"}


def _is_surname(tokens: Sequence[Token], name: Name, last: dict[str, tuple[int, str]]) -> bool:
    """Whether a capital's name is that of a person told of before ("Paris" after "Ann Paris")."""
    if name.code is None or name.type != "place" or name.first == 0:
        return False
    known = last.get(folded(name.text))
    return known is not None and known[0] < name.start and not _placed(tokens, name)


def _is_misspelt(name: Name, last: dict[str, tuple[int, str]]) -> bool:
    """Whether a lone word is a person's surname with a slip."""
    if name.code is not None or name.type == "person" or name.last - name.first > 1:
        return False
    plain = folded(name.text)
    if plain in last:
        return last[plain][1] != name.text
    return any(
        known[0] == plain[0] and end < name.start and slip(plain, known)
        for known, (end, _) in last.items()
    )
