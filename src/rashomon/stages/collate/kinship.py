"""Words of one kin: synonyms that news English uses of one act, and words of one stem."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rashomon.settings import learned_part

__all__ = ["one_sense", "one_stem"]

Matrix = npt.NDArray[np.bool_]

STEM = 5
"""Letters in common from which two words count as of one stem (arrested, arrest)."""


def one_sense(lemmas: Sequence[str]) -> Matrix:
    """Which of some lemmas stand in one line of ``synonyms.txt``, shape (n, n)."""
    lines = _lines(learned_part("synonyms.txt"))
    found = np.zeros((len(lemmas), len(lemmas)), dtype=np.bool_)
    members: dict[int, list[int]] = defaultdict(list)
    for row, lemma in enumerate(lemmas):
        for line in lines.get(lemma, ()):
            members[line].append(row)
    for rows in members.values():
        found[np.ix_(rows, rows)] = True
    return found


def one_stem(lemmas: Sequence[str]) -> Matrix:
    """Which of some lemmas begin with the same ``STEM`` letters, shape (n, n)."""
    found = np.zeros((len(lemmas), len(lemmas)), dtype=np.bool_)
    members: dict[str, list[int]] = defaultdict(list)
    for row, lemma in enumerate(lemmas):
        if len(lemma) >= STEM:
            members[lemma[:STEM]].append(row)
    for rows in members.values():
        found[np.ix_(rows, rows)] = True
    return found


@functools.lru_cache(maxsize=2)
def _lines(path: Path) -> dict[str, tuple[int, ...]]:
    """The lines in which each word stands; verbs with a noun ("put+name") are no single words."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if not line.startswith("#"):
            for word in dict.fromkeys(line.split()):
                found[word].append(number)
    return {word: tuple(numbers) for word, numbers in found.items()}
