"""How likely two quotations are one utterance, by boosted trees over what the pair shows.

Trained by ``evals/train_utterances.py`` on pairs of quotations of real reports that somebody
labelled who had not seen the code, and on composed groups; the file holds thresholds and leaf
values only.
"""

from __future__ import annotations

import functools
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
from rapidfuzz.distance import LCSseq

from rashomon.embed import Vectors
from rashomon.settings import learned_part
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.lexicon import words
from rashomon.stages.collate.utterances import Utterance
from rashomon.trees import Trees, load_trees

__all__ = ["LEAST", "NAMES", "Likeness", "load_likeness", "longest_run"]

NAMES = (
    "cosine", "around", "in_order", "run", "content", "content_words", "one_speaker", "unknown",
    "both_marked", "both_indirect", "length", "ratio", "numbers", "polarity", "margin",
    "other_margin", "days",
)  # fmt: skip
"""Names of the features, in their order."""

LEAST = 0.35
"""Cosine of quotations below which no labelled pair of a real report was one utterance."""
ALONE = 0.3
"""Stands for the cosine of the next best pair where there is none."""
FAR = 3.0
"""Days between two reports beyond which more days tell no more."""
_SMALL = words("""
the a an of to in on at for and or but that this it is was were be been are he she they we i you
his her their our its with by as from not no will would has have had do does did said says who
which there than then so if into out up about over more
""")
_NEGATIVE = words("not no never nobody nothing none neither nor without cannot")
_ENDINGS = ("ing", "ed", "es", "s")
_STEM = 3


@dataclass
class Likeness:
    """The utterances of one story beside each other.

    :ivar said: cosines of the utterances, shape (n, n).
    """

    context: Context
    found: Sequence[Utterance]
    said: Vectors
    trees: Trees
    _by_article: dict[str, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self._by_article = defaultdict(list)
        for one in self.found:
            self._by_article[one.article].append(one.number)

    def of(self, pairs: Sequence[tuple[Utterance, Utterance]]) -> list[float]:
        """The probability of each pair to be one utterance."""
        rows = np.array([self.row(a, b) for a, b in pairs], np.float32)
        found: list[float] = self.trees.predict(rows.reshape(len(pairs), len(NAMES))).tolist()
        return found

    def row(self, a: Utterance, b: Utterance) -> tuple[float, ...]:
        """The features of a pair."""
        short, long = sorted((a.words, b.words), key=len)
        size = max(1, len(short))
        mine, theirs = _content(short), _content(long)
        cosine = float(self.said[a.number, b.number])
        margins = sorted((cosine - self._next_best(a, b), cosine - self._next_best(b, a)))
        return (
            cosine,
            self._around(a, b),
            LCSseq.similarity(short, long) / size,
            longest_run(short, long) / size,
            len(mine & theirs) / max(1, len(mine)),
            len(mine & theirs),
            a.actor is not None and a.actor == b.actor,
            a.actor is None or b.actor is None,
            a.marked and b.marked,
            not (a.marked or b.marked),
            math.log1p(len(short)),
            len(short) / max(1, len(long)),
            _each_has_own(_numbers(a.words), _numbers(b.words)),
            _negative(a.words) != _negative(b.words),
            *margins,
            self._days(a, b),
        )

    def _next_best(self, a: Utterance, b: Utterance) -> float:
        """The best cosine of ``a`` with another quotation of the article of ``b``."""
        others = [n for n in self._by_article[b.article] if n != b.number]
        return max((float(self.said[a.number, n]) for n in others), default=ALONE)

    def _around(self, a: Utterance, b: Utterance) -> float:
        """Cosine of the sentences in which two utterances begin, 0 where one is not known."""
        if a.unit < 0 or b.unit < 0:
            return 0.0
        return float(self.context.vectors[a.unit] @ self.context.vectors[b.unit])

    def _days(self, a: Utterance, b: Utterance) -> float:
        days = [_day(self.context.articles[u.article].article.published) for u in (a, b)]
        if days[0] is None or days[1] is None:
            return 0.0
        return min(FAR, abs((days[0] - days[1]).days))


def _day(published: str | None) -> date | None:
    try:
        return None if published is None else date.fromisoformat(published[:10])
    except ValueError:
        return None


def _content(said: Iterable[str]) -> set[str]:
    return {_stem(word) for word in said if word not in _SMALL and len(word) > 1}


def _stem(word: str) -> str:
    plain = word.removesuffix("'s")
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) > len(ending) + _STEM:
            return plain[: -len(ending)]
    return plain


def _numbers(said: Iterable[str]) -> set[str]:
    return {word for word in said if word[:1].isdigit()}


def _each_has_own(a: set[str], b: set[str]) -> bool:
    return bool(a - b) and bool(b - a)


def _negative(said: Iterable[str]) -> bool:
    return any(word in _NEGATIVE or word.endswith("n't") for word in said)


def longest_run(short: Sequence[str], long: Sequence[str]) -> int:
    """Words in the longest run that stands in both."""
    best, before = 0, [0] * (len(long) + 1)
    for word in short:
        now = [0] * (len(long) + 1)
        for place, other in enumerate(long):
            if word == other:
                now[place + 1] = before[place] + 1
                best = max(best, now[place + 1])
        before = now
    return best


@functools.lru_cache(maxsize=2)
def load_likeness(models: Path | None = None) -> Trees:
    """The packaged trees, or those of a folder.

    :raises ModelError: they are missing, damaged, or were made for other features.
    """
    return load_trees(learned_part("utterances.npz", models), NAMES)
