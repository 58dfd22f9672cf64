"""Pairs of statements: which to look at, what is alike in them, and how likely they are one fact.

The decision is a logistic regression over engineered features, trained by
``evals/train_claims.py`` on ECB+ (cross-document event coreference, sentence level) with the
Microsoft Research Paraphrase Corpus; its weights are ``data/claims.json``. Candidates are found
by matrix products over statements with like triggers, in blocks.
"""

from __future__ import annotations

import json
import math
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rashomon.embed import Embedder, Vectors
from rashomon.settings import learned_part
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.statements import Statement

__all__ = ["FEATURES", "Decision", "Table", "candidates", "features", "load_decision", "tabulate"]

Indexes = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

SKETCH = 512
"""Dimensions of the signed hashing that stands for a bag of words (Weinberger et al. 2009): the
overlap of two bags is a dot product, with an error of about 1/sqrt(512) = .04."""

MIN_TRIGGER = 0.5
"""Cosine of two triggers' word vectors from which their statements are compared; on ECB+ 4-fold
.5 gave fit .728 (evals/train_claims.py)."""

NEIGHBOURS = 40
"""Most alike statements (by sentence cosine) kept for each; more only costs time."""

NEAREST_SENTENCES = 5
"""Nearest sentences of other articles whose clauses are compared whatever their triggers are."""

MIN_SENTENCE = 0.5
"""Cosine of two sentences below which that is not done."""

REFERENCE = 28.0
"""Sentences of a mean report in the stories whose pairs trained the decision (data/group)."""

MOST_DENSITY = 1.5
"""Bound on the shift of the odds, either way."""

BLOCK = 1024
"""Rows of one matrix product."""

FEATURES = (
    "trigger",
    "words",
    "both_named",
    "subjects",
    "objects",
    "both_verbs",
    "mixed",
    "rarity",
    "same_sentence",
    "trigger_sentence",
    "numbers_same",
    "numbers_differ",
    "sentence_squared",
    "sentence_words",
)
"""Names of the features, in order."""


@dataclass(frozen=True, slots=True)
class Table:
    """Arrays over the statements of a story, n rows each.

    ``lemma`` numbers the trigger in ``lemma_vectors``; sketches have rows of length one, or zero
    where a statement lacks the thing. ``density`` is the logarithm by which a pair's odds are
    higher than in reports of ``REFERENCE`` sentences: a sentence has about as many partners in a
    short report as in a long one, hence a higher chance with each of its sentences.
    """

    unit: Indexes
    article: Indexes
    lemma: Indexes
    lemma_vectors: Vectors
    verbal: npt.NDArray[np.bool_]
    rarity: Floats
    sentences: Vectors
    words: Floats
    names: Floats
    numbers: Floats
    subjects: Floats
    objects: Floats
    density: float


def tabulate(context: Context, statements: Sequence[Statement], embedder: Embedder) -> Table:
    """Everything that pairs are compared by."""
    units = context.units
    weight = _Weights(unit.lemmas for unit in units)
    lemmas = sorted({s.lemma for s in statements})
    number = {lemma: n for n, lemma in enumerate(lemmas)}
    articles = {key: n for n, key in enumerate(context.of_article)}
    names = [[t.lemma.lower() for t in u.tokens if t.pos == "PROPN"] for u in units]
    numbers = [[t.lemma.lower() for t in u.tokens if t.pos == "NUM"] for u in units]
    return Table(
        unit=np.array([s.unit for s in statements], dtype=np.int64),
        article=np.array([articles[units[s.unit].article] for s in statements], dtype=np.int64),
        lemma=np.array([number[s.lemma] for s in statements], dtype=np.int64),
        lemma_vectors=embedder.embed(lemmas),
        verbal=np.array([s.verbal for s in statements], dtype=np.bool_),
        rarity=np.array([weight.idf(s.lemma) for s in statements], dtype=np.float32),
        sentences=context.vectors,
        words=weight.sketch(u.lemmas for u in units),
        names=weight.sketch(names),
        numbers=weight.sketch(numbers),
        subjects=weight.sketch(s.subjects for s in statements),
        objects=weight.sketch(s.objects for s in statements),
        density=_density(len(units), len(articles)),
    )


def _density(units: int, articles: int) -> float:
    if not units:
        return 0.0
    return min(max(math.log(REFERENCE * articles / units), -MOST_DENSITY), MOST_DENSITY)


class _Weights:
    """Inverse sentence frequency of lemmas, and sketches of bags weighted by it."""

    def __init__(self, bags: Iterable[Sequence[str]]) -> None:
        self._frequency: Counter[str] = Counter()
        self._size = 0
        for bag in bags:
            self._frequency.update(set(bag))
            self._size += 1
        self._columns: dict[str, tuple[int, float]] = {}

    def idf(self, lemma: str) -> float:
        """Logarithm of sentences over sentences with this lemma."""
        return math.log((self._size + 1) / (self._frequency[lemma] + 0.5))

    def _column(self, lemma: str) -> tuple[int, float]:
        if lemma not in self._columns:
            code = zlib.crc32(lemma.encode())
            value = math.sqrt(max(self.idf(lemma), 0.05))
            self._columns[lemma] = code % SKETCH, value if code >> 31 else -value
        return self._columns[lemma]

    def sketch(self, bags: Iterable[Iterable[str]]) -> Floats:
        """One row for each bag, as a set, of length one."""
        kept = [[self._column(lemma) for lemma in dict.fromkeys(bag)] for bag in bags]
        rows = np.zeros((len(kept), SKETCH), dtype=np.float32)
        for row, columns in zip(rows, kept, strict=True):
            for column, value in columns:
                row[column] += value
        return _unit_rows(rows)


def _unit_rows(rows: Floats) -> Floats:
    if not rows.size:
        return rows
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    return np.asarray(rows / np.maximum(lengths, 1e-9)[:, None], dtype=np.float32)


def candidates(table: Table) -> tuple[Indexes, Indexes]:
    """Pairs (i < j) of statements of different sentences that are worth comparing.

    Those whose triggers are the same or alike; and of sentences that are each other's nearest in
    two articles the pair with the most alike triggers, whatever these are.
    """
    rows_of: dict[int, list[int]] = defaultdict(list)
    for row, lemma in enumerate(table.lemma.tolist()):
        rows_of[lemma].append(row)
    alike = table.lemma_vectors @ table.lemma_vectors.T >= MIN_TRIGGER
    found: list[npt.NDArray[np.int64]] = []
    for lemma, rows in sorted(rows_of.items()):
        family = sorted(r for other in np.flatnonzero(alike[lemma]) for r in rows_of[int(other)])
        for start in range(0, len(rows), BLOCK):
            found.append(_nearest(table, np.array(rows[start : start + BLOCK]), np.array(family)))
    found.append(_by_sentence(table))
    size = len(table.lemma)
    both = np.concatenate(found)
    codes = np.unique(both.min(axis=1) * size + both.max(axis=1))
    return codes // size, codes % size


def _by_sentence(table: Table) -> Indexes:
    """For each sentence with a clause its nearest sentences elsewhere, as pairs of clauses."""
    clauses: dict[int, list[int]] = defaultdict(list)
    for row in np.flatnonzero(table.verbal).tolist():
        clauses[int(table.unit[row])].append(row)
    units = np.array(sorted(clauses), dtype=np.int64)
    home = np.array([table.article[clauses[u][0]] for u in units.tolist()], dtype=np.int64)
    pairs: list[tuple[int, int]] = []
    for start in range(0, len(units), BLOCK):
        rows = units[start : start + BLOCK]
        cosine = table.sentences[rows] @ table.sentences[units].T
        cosine[home[start : start + BLOCK][:, None] == home[None]] = -1.0
        nearest = np.argsort(-cosine, axis=1, kind="stable")[:, :NEAREST_SENTENCES]
        for row, (unit, columns) in enumerate(zip(rows.tolist(), nearest.tolist(), strict=True)):
            for column in columns:
                if cosine[row, column] >= MIN_SENTENCE:
                    pairs.append(_likest(table, clauses[unit], clauses[int(units[column])]))
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def _likest(table: Table, left: Sequence[int], right: Sequence[int]) -> tuple[int, int]:
    """The pair of statements with the most alike triggers, the first of equals."""
    a, b = table.lemma_vectors[table.lemma[left]], table.lemma_vectors[table.lemma[right]]
    place = int(np.argmax(a @ b.T))
    return left[place // len(right)], right[place % len(right)]


def _nearest(table: Table, rows: Indexes, family: Indexes) -> Indexes:
    """For each row its nearest members of the family by sentence, as pairs."""
    cosine = table.sentences[table.unit[rows]] @ table.sentences[table.unit[family]].T
    cosine[table.unit[rows][:, None] == table.unit[family][None]] = -1.0
    if len(family) > NEIGHBOURS:
        keep = np.argpartition(-cosine, NEIGHBOURS - 1, axis=1)[:, :NEIGHBOURS]
    else:
        keep = np.tile(np.arange(len(family)), (len(rows), 1))
    i, j = np.repeat(rows, keep.shape[1]), family[keep].ravel()
    real = np.take_along_axis(cosine, keep, axis=1).ravel() > -1.0
    return np.stack([i[real], j[real]], axis=1)


def features(table: Table, i: Indexes, j: Indexes) -> Floats:
    """Features of pairs, shape (pairs, ``len(FEATURES)``)."""
    parts = [
        _features(table, i[start : start + 8 * BLOCK], j[start : start + 8 * BLOCK])
        for start in range(0, max(len(i), 1), 8 * BLOCK)
    ]
    return np.concatenate(parts)


def _features(table: Table, i: Indexes, j: Indexes) -> Floats:
    def dot(rows: Floats, a: Indexes, b: Indexes) -> Floats:
        return np.asarray(np.einsum("ij,ij->i", rows[a], rows[b]), dtype=np.float32)

    u, v = table.unit[i], table.unit[j]
    same = (table.lemma[i] == table.lemma[j]).astype(np.float32)
    trigger = dot(table.lemma_vectors, table.lemma[i], table.lemma[j])
    sentence, word, number = (dot(x, u, v) for x in (table.sentences, table.words, table.numbers))
    both_numbers = table.numbers[u].any(axis=1) & table.numbers[v].any(axis=1)
    columns = [
        trigger,
        word,
        table.names[u].any(axis=1) & table.names[v].any(axis=1),
        dot(table.subjects, i, j),
        dot(table.objects, i, j),
        table.verbal[i] & table.verbal[j],
        table.verbal[i] ^ table.verbal[j],
        np.minimum(table.rarity[i], table.rarity[j]),
        same * sentence,
        trigger * sentence,
        number,
        both_numbers & (number < 0.1),
        sentence**2,
        sentence * word,
    ]
    return np.stack([np.asarray(c, dtype=np.float32) for c in columns], axis=1)


@dataclass(frozen=True, slots=True)
class Decision:
    """A logistic regression: ``probability = 1 / (1 + exp(-(features @ weights + bias)))``."""

    weights: Floats
    bias: float

    def probabilities(self, table: Table, i: Indexes, j: Indexes) -> Floats:
        """How likely each pair tells one fact, 0 to 1."""
        if not len(i):
            return np.zeros(0, np.float32)
        z = features(table, i, j) @ self.weights + self.bias + table.density
        return np.asarray(1.0 / (1.0 + np.exp(-z)), dtype=np.float32)


def load_decision(models: Path | None = None) -> Decision:
    """The trained decision.

    :raises ModelError: the weights are missing.
    """
    return _load(learned_part("claims.json", models))


@lru_cache(maxsize=2)
def _load(path: Path) -> Decision:
    stored = json.loads(path.read_text(encoding="utf-8"))
    weights = np.array([stored["weights"][name] for name in FEATURES], dtype=np.float32)
    return Decision(weights, float(stored["bias"]))
