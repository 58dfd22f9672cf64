"""Opposites and negations of news English.

The pairs stand in ``data/opposites.txt``, written for this project; prefixes (likely, unlikely)
and degree (deadliest, least deadly) are rules.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from importlib import resources

from rashomon.models import Token

__all__ = ["NEGATORS", "negation", "opposed", "opposite"]

NEGATORS = frozenset(
    "not n't n’t no never none nobody nothing neither nor without hardly scarcely nowhere "
    "cannot".split()
)
"""Words that turn a statement into its contrary."""

DENYING_VERBS = frozenset(
    "refuse fail decline deny reject lack cease avoid prevent forbid refrain rebuff "
    "dismiss unable failure refusal denial absence nix".split()
)
"""Words with a negation in their sense: "refused to sign" and "did not sign" agree."""

_LEAST = frozenset({"least", "less"})
_PREFIXES = ("un", "dis", "non", "non-", "in", "im", "il", "ir", "mis")
_NO_OPPOSITES = frozenset(
    "cover close play pose charge count course miss patch pute solve tract press form come side "
    "put deed take port part pact mediate ion it ate tend tent vest volve crease press prove "
    "pulse plant ply deal til der stall stance fluence "
    "sight struct sure debt trial".split()
)
"""What is left of words that only look like a negation (discover, display, improve)."""

MIN_STEM = 4


@functools.lru_cache(maxsize=1)
def _groups() -> dict[str, frozenset[tuple[int, int]]]:
    """For each lemma the pairs it stands in, as (number of the pair, side)."""
    text = resources.files("rashomon.data").joinpath("opposites.txt").read_text("utf-8")
    found: dict[str, set[tuple[int, int]]] = {}
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    for number, line in enumerate(lines):
        for side, words in enumerate(line.split("|")):
            for word in words.split():
                found.setdefault(word, set()).add((number, side))
    return {word: frozenset(places) for word, places in found.items()}


def opposite(a: Token, b: Token) -> bool:
    """Whether two words are opposites of each other; names never are."""
    if "PROPN" in (a.pos, b.pos):
        return False
    return _opposite_forms(a.lemma, a.text, b.lemma, b.text)


@functools.lru_cache(maxsize=1 << 18)
def _opposite_forms(lemma_a: str, text_a: str, lemma_b: str, text_b: str) -> bool:
    return any(
        _listed(x, y) or _prefixed(x, y) or _prefixed(y, x)
        for x in {lemma_a.lower(), text_a.lower()}
        for y in {lemma_b.lower(), text_b.lower()}
    )


def opposed(a: str, b: str) -> bool:
    """Whether two lemmas are listed as opposites."""
    return _listed(a, b)


@functools.lru_cache(maxsize=65536)
def _listed(a: str, b: str) -> bool:
    groups = _groups()
    there = groups.get(b, frozenset())
    # a pair of words that one line sets on the same side are not opposites whatever another says
    mine = groups.get(a, frozenset())
    if mine & there:
        return False
    return any((number, 1 - side) in there for number, side in mine)


@functools.lru_cache(maxsize=65536)
def _prefixed(a: str, b: str) -> bool:
    """Whether ``a`` is ``b`` with a negating prefix, or the two end in -ful and -less."""
    if a.endswith("less") and b.endswith("ful") and a[:-4] == b[:-3] and len(a) > MIN_STEM + 3:
        return True
    if a.startswith("dis") and b.startswith("en") and a[3:] == b[2:] and len(a) > MIN_STEM + 2:
        return True
    if len(b) < MIN_STEM or b in _NO_OPPOSITES or not a.endswith(b):
        return False
    return a[: len(a) - len(b)] in _PREFIXES


def negation(tokens: Sequence[Token]) -> int:
    """How many negations stand among ``tokens``, words with a negation in their sense included.

    Their parity is the polarity: an even number asserts.
    """
    return sum(
        token.text.lower() in NEGATORS or token.lemma.lower() in DENYING_VERBS | _LEAST
        for token in tokens
    )
