"""The pieces of time expressions that a stretch of text holds, found by their words alone."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import NamedTuple

from rashomon.stages.annotate.times.patterns import PATTERNS

__all__ = ["Atom", "atoms"]

KEPT = 1024
"""Stretches whose atoms are kept, as times and quantities both read them."""


_TRIGGERS = tuple(dict.fromkeys(one.triggers for one in PATTERNS))


class Atom(NamedTuple):
    """One found piece of a time expression and the groups of its pattern."""

    start: int
    end: int
    kind: str
    groups: dict[str, str | None]


@functools.lru_cache(maxsize=KEPT)
def atoms(text: str, start: int, end: int) -> tuple[Atom, ...]:
    """The atoms of a stretch of text, apart, in order; the longest wins at each place."""
    words = text[start:end].lower().replace("\n", " ")
    held = {triggers: any(word in words for word in triggers) for triggers in _TRIGGERS}
    found = [
        Atom(match.start(), match.end(), kind, match.groupdict())
        for kind, pattern, triggers, sieve in PATTERNS
        if held[triggers] and (sieve is None or sieve.search(words))
        for match in pattern.finditer(text, start, end)
    ]
    return tuple(_apart(sorted(found, key=lambda atom: (atom.start, -atom.end))))


def _apart(found: list[Atom]) -> Iterator[Atom]:
    reached = -1
    for place, atom in enumerate(found):
        if atom.start < reached:
            continue
        rivals = [other for other in found[place + 1 : place + 6] if other.start < atom.end]
        if any(other.end > atom.end and len_of(other) > 2 * len_of(atom) for other in rivals):
            continue
        reached = atom.end
        yield atom


def len_of(atom: Atom) -> int:
    """Length in code points."""
    return atom.end - atom.start
