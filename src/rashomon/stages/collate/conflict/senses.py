"""Senses: words that tell one act or name one thing, from ``data/synonyms.txt``."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from importlib import resources

__all__ = ["one_sense", "senses", "shared"]


@functools.lru_cache(maxsize=1)
def _lines() -> dict[str, frozenset[int]]:
    text = resources.files("rashomon.data").joinpath("synonyms.txt").read_text("utf-8")
    found: dict[str, set[int]] = {}
    for number, line in enumerate(text.splitlines()):
        if not line.startswith("#"):
            for word in line.split():
                found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@functools.lru_cache(maxsize=65536)
def senses(lemma: str) -> frozenset[int]:
    """Numbers of the senses that a lemma has; none for a word that is not listed."""
    return _lines().get(lemma, frozenset())


def one_sense(a: str, b: str) -> bool:
    """Whether two lemmas are equal or share a sense."""
    return a == b or bool(senses(a) & senses(b))


def shared(a: Iterable[str], b: Iterable[str]) -> int:
    """How many words of ``a`` have a partner of the same sense in ``b``, each taken once."""
    left = list(dict.fromkeys(b))
    count = 0
    for word in dict.fromkeys(a):
        partner = next((other for other in left if one_sense(word, other)), None)
        if partner is not None:
            left.remove(partner)
            count += 1
    return count
