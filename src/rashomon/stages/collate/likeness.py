"""How likely two quotations are one utterance, by boosted trees over what the pair shows.

Trained by ``evals/train_utterances.py`` on pairs of quotations of real reports that somebody
labelled who had not seen the code, and on composed groups; the file holds thresholds and leaf
values only.
"""

from __future__ import annotations

import functools
import math
import zipfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq

from rashomon.embed import Embedder, Vectors
from rashomon.errors import ModelError
from rashomon.settings import learned_part
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.saying import Saying, sayings
from rashomon.stages.collate.utterances import Utterance
from rashomon.trees import Trees, load_trees
from rashomon.words import longest_run

__all__ = ["LEAST", "MOUTHS", "NAMES", "Decision", "Likeness", "load_likeness"]

NAMES = (
    "cosine", "around", "piece_best", "piece_mean", "piece_least", "in_order", "run",
    "covered", "covered_back", "shared", "shared_weight", "own_short", "first_words", "tails",
    "tail_words", "both_tails", "numbers_shared", "numbers_clash", "names_shared", "names_clash",
    "polarity", "rarity", "one_speaker", "two_speakers", "unknown", "one_name",
    "two_names", "role", "two_roles", "crowd", "margin", "other_margin", "days", "apart", "rest",
    "rest_shared",
)  # fmt: skip
"""Names of the features, in their order."""

LEAST = 0.35
"""Cosine of quotations below which no labelled pair of a real report was one utterance."""
ALONE = 0.3
"""Stands for the cosine of the next best pair where there is none."""
FAR = 9.0
"""Days between two reports beyond which more days tell no more."""


MOUTHS = ("in_order", "covered_back", "rarity", "around", "rest", "rest_shared", "days", "polarity")
"""Features by which an utterance is recognised in the mouths of two speakers."""


@dataclass(frozen=True)
class Decision:
    """What was learned.

    :ivar trees: tell whether two quotations of one speaker, or of one not known, are one utterance.
    :ivar mouths: a weight for each of :data:`MOUTHS` and, last, what is added: the logistic
        regression that tells it of quotations of two speakers.
    """

    trees: Trees
    mouths: npt.NDArray[np.float64]


@dataclass
class Likeness:
    """The utterances of one story beside each other.

    :ivar said: cosines of the utterances, shape (n, n).
    """

    context: Context
    found: Sequence[Utterance]
    embedder: Embedder
    decision: Decision
    said: Vectors = field(init=False)
    _sayings: list[Saying] = field(init=False)
    _by_article: dict[str, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        vectors = self.embedder.embed([u.said for u in self.found])
        self.said = vectors @ vectors.T
        self._sayings = sayings(self.context, self.found, self.embedder)
        self._by_article = defaultdict(list)
        for one in self.found:
            self._by_article[one.article].append(one.number)

    def of(self, pairs: Sequence[tuple[Utterance, Utterance]]) -> list[float]:
        """The probability of each pair to be one utterance."""
        rows = np.array([self.row(a, b) for a, b in pairs], np.float32)
        found: list[float] = self.decision.trees.predict(
            rows.reshape(len(pairs), len(NAMES))
        ).tolist()
        return found

    def moved(self, pairs: Sequence[tuple[Utterance, Utterance]]) -> list[float]:
        """The probability of each pair of two speakers to be one utterance in two mouths."""
        places = [NAMES.index(name) for name in MOUTHS]
        weights = self.decision.mouths
        rows = [self.row(a, b) for a, b in pairs]
        odds = [sum(row[n] * w for n, w in zip(places, weights, strict=False)) for row in rows]
        return [1 / (1 + math.exp(-float(total + weights[-1]))) for total in odds]

    def row(self, a: Utterance, b: Utterance) -> tuple[float, ...]:
        """The features of a pair."""
        mine, theirs = self._sayings[a.number], self._sayings[b.number]
        if _content(mine) > _content(theirs):
            mine, theirs = theirs, mine
        cosine = float(self.said[a.number, b.number])
        margins = sorted((cosine - self._next_best(a, b), cosine - self._next_best(b, a)))
        return (
            cosine,
            self._around(a, b),
            *_pieces(mine, theirs),
            *_words(mine, theirs),
            *_course(mine, theirs),
            *_details(mine, theirs),
            *_speakers(a, b, mine, theirs),
            math.log1p(max(len(self._by_article[u.article]) for u in (a, b))),
            *margins,
            *_occasion(mine, theirs),
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


def _content(one: Saying) -> tuple[float, int, tuple[str, ...]]:
    """By which of two utterances counts as the shorter one."""
    return round(float(one.weights.sum()), 6), len(one.words), one.words


def _pieces(short: Saying, long: Saying) -> tuple[float, ...]:
    """How well the other has each clause of the shorter one: the best, mean and least cosine."""
    best = (short.pieces @ long.pieces.T).max(axis=1)
    return float(best.max()), float(best.mean()), float(best.min())


def _words(short: Saying, long: Saying) -> tuple[float, ...]:
    """What of the one is in the other: in order, in one run, by sense, by rare words."""
    size = len(short.words)
    common = {s for s in short.stems if s} & set(long.stems)
    weights = dict(zip(short.stems, short.weights.tolist(), strict=True))
    total = sum(w for s, w in weights.items() if s)
    held = sum(weights[s] for s in sorted(common))
    own = {s for s in short.stems if s} - common
    return (
        LCSseq.similarity(short.words, long.words) / size,
        longest_run(short.words, long.words) / size,
        _covered(short, long),
        _covered(long, short),
        float(len(common)),
        held / max(1e-6, total),
        max((weights[s] for s in sorted(own)), default=0.0),
    )


def _covered(one: Saying, other: Saying) -> float:
    """How well the other has the sense of each word, weighed by rarity (soft alignment)."""
    weights = np.maximum(one.weights, 0.0)
    if not weights.sum():
        return 0.0
    best = (one.vectors @ other.vectors.T).max(axis=1)
    return float((best * weights).sum() / weights.sum())


def _course(short: Saying, long: Saying) -> tuple[float, ...]:
    """Same first words, and what comes after them: how alike the two tails are."""
    first = 0
    for one, other in zip(short.words, long.words, strict=False):
        if one != other:
            break
        first += 1
    tails = [_Tail(each, first) for each in (short, long)]
    words = [tail.weights.sum() for tail in tails]
    if not all(words):
        return first, 1.0, 0.0, 0.0
    best = (tails[0].vectors @ tails[1].vectors.T).max(axis=1)
    alike = float((best * tails[0].weights).sum() / words[0])
    return first, alike, float(min(words)), float(first >= FIRST)


FIRST = 3
"""Words from which two utterances begin alike."""


class _Tail:
    """What an utterance says after its first words."""

    def __init__(self, one: Saying, first: int) -> None:
        self.weights = one.weights[first:]
        self.vectors = one.vectors[first:]


def _details(short: Saying, long: Saying) -> tuple[float, ...]:
    """Numbers, names and negations of both."""
    return (
        len(short.numbers & long.numbers),
        bool(short.numbers - long.numbers) and bool(long.numbers - short.numbers),
        len(short.names & long.names),
        bool(short.names - long.names) and bool(long.names - short.names),
        short.negative != long.negative,
        float(short.weights.sum()),
    )


def _speakers(a: Utterance, b: Utterance, mine: Saying, theirs: Saying) -> tuple[float, ...]:
    """Whether the speaker is one, two, or not known, and what describes him in both."""
    known = a.actor is not None and b.actor is not None
    names, roles = mine.name & theirs.name, mine.role & theirs.role
    return (
        known and a.actor == b.actor,
        known and a.actor != b.actor,
        not known,
        bool(names),
        bool(mine.name and theirs.name and not names),
        bool(roles),
        bool(mine.role and theirs.role and not roles),
    )


def _occasion(mine: Saying, theirs: Saying) -> tuple[float, ...]:
    """How far apart the two were said, and what else their sentences tell alike."""
    both = {s for s in mine.rest if s in theirs.rest}
    common = sum(min(mine.rest[s], theirs.rest[s]) for s in sorted(both))
    beside = 0.0
    if mine.around is not None and theirs.around is not None:
        beside = float(mine.around @ theirs.around)
    return (
        _gap(mine, theirs, 0.0),
        _gap(mine, theirs, 1.0),
        beside,
        common,
    )


def _gap(mine: Saying, theirs: Saying, least: float) -> float:
    """Days between the two occasions, 0 where they may be one or are not known."""
    if mine.day is None or theirs.day is None or float(mine.told + theirs.told) < least:
        return 0.0
    apart = max(mine.day[0], theirs.day[0]) - min(mine.day[1], theirs.day[1])
    return min(FAR, max(0.0, apart / timedelta(days=1)))


@functools.lru_cache(maxsize=2)
def load_likeness(models: Path | None = None) -> Decision:
    """What was learned, as packaged or from a folder.

    :raises ModelError: it is missing, damaged, or was made for other features.
    """
    path = learned_part("utterances.npz", models)
    trees = load_trees(path, NAMES)
    try:
        with np.load(path, allow_pickle=False) as stored:
            mouths = stored["mouths"].astype(np.float64)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as problem:
        raise ModelError(f"{path}: {problem}") from problem
    if mouths.shape != (len(MOUTHS) + 1,):
        raise ModelError(f"{path}: made for other features; train it again")
    return Decision(trees, mouths)
