"""Which places of a story lie in or at one another, as its own sentences tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from rashomon.models import Token
from rashomon.stages.collate.conflict.names import plain
from rashomon.stages.collate.units import Unit

__all__ = ["together"]

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_BETWEEN = frozenset(
    ", in of near outside the north south east west northern southern eastern western central "
    "area suburb district borough neighbourhood neighborhood city town region province ( -".split()
)


def together(units: Iterable[Unit]) -> frozenset[tuple[str, str]]:
    """Pairs of places that stand beside each other ("Croydon, south London"), in both orders."""
    found: set[tuple[str, str]] = set()
    for unit in units:
        names = _names(unit.tokens)
        for (_, first, a), (last, _, b) in pairwise(names):
            between = unit.tokens[first:last]
            if all(t.text.lower() in _BETWEEN for t in between):
                found.update(((a, b), (b, a)))
    return frozenset(found)


def _names(tokens: Sequence[Token]) -> list[tuple[int, int, str]]:
    """Names of places with their first and last token, half open."""
    found: list[tuple[int, int, str]] = []
    at = 0
    while at < len(tokens):
        if tokens[at].ent not in _PLACES:
            at += 1
            continue
        end = at + 1
        while end < len(tokens) and tokens[end].ent == tokens[at].ent and not tokens[end].ent_start:
            end += 1
        found.append((at, end, plain(" ".join(t.text for t in tokens[at:end]))))
        at = end
    return found
