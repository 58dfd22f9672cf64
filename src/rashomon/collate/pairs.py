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

from rashomon.collate.context import Context
from rashomon.collate.statements import Statement
from rashomon.embed import Embedder, Vectors
from rashomon.settings import learned_part

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

BLOCK = 1024
"""Rows of one matrix product."""

FEATURES = (
    "same_trigger",
    "trigger",
    "sentence",
    "words",
    "names",
    "both_named",
    "subjects",
    "objects",
    "near",
    "both_verbs",
    "mixed",
    "rarity",
    "same_sentence",
    "same_near",
    "trigger_near",
    "trigger_sentence",
    "numbers_same",
    "numbers_differ",
    "clauses",
    "sentence_squared",
    "words_squared",
    "clauses_squared",
    "sentence_words",
    "sentence_clauses",
    "clause_contained",
    "words_contained",
    "same_clauses",
    "same_contained",
    "numbers_clauses",
    "names_clauses",
)
"""Names of the features, in order."""


@dataclass(frozen=True, slots=True)
class Table:
    """Arrays over the statements of a story, n rows each.

    ``lemma`` numbers the trigger in ``lemma_vectors``; sketches have rows of length one, or zero
    where a statement lacks the thing.
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
    near: Floats
    clauses: Floats
    clause_size: Floats
    word_size: Floats


def tabulate(context: Context, statements: Sequence[Statement], embedder: Embedder) -> Table:
    """Everything that pairs are compared by."""
    units = context.units
    weight = _Weights(unit.lemmas for unit in units)
    lemmas = sorted({s.lemma for s in statements})
    number = {lemma: n for n, lemma in enumerate(lemmas)}
    articles = {key: n for n, key in enumerate(context.of_article)}
    names = [[t.lemma.lower() for t in u.tokens if t.pos == "PROPN"] for u in units]
    numbers = [[t.lemma.lower() for t in u.tokens if t.pos == "NUM"] for u in units]
    clauses = weight.counts(s.words for s in statements)
    words = weight.counts(u.lemmas for u in units)
    return Table(
        unit=np.array([s.unit for s in statements], dtype=np.int64),
        article=np.array([articles[units[s.unit].article] for s in statements], dtype=np.int64),
        lemma=np.array([number[s.lemma] for s in statements], dtype=np.int64),
        lemma_vectors=embedder.embed(lemmas),
        verbal=np.array([s.verbal for s in statements], dtype=np.bool_),
        rarity=np.array([weight.idf(s.lemma) for s in statements], dtype=np.float32),
        sentences=context.vectors,
        words=_unit_rows(words),
        names=weight.sketch(names),
        numbers=weight.sketch(numbers),
        subjects=weight.sketch(s.subjects for s in statements),
        objects=weight.sketch(s.objects for s in statements),
        near=weight.sketch(s.near for s in statements),
        clauses=_unit_rows(clauses),
        clause_size=_sizes(clauses),
        word_size=_sizes(words),
    )


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
        return _unit_rows(self.counts(bags))

    def counts(self, bags: Iterable[Iterable[str]]) -> Floats:
        """The same without bringing rows to length one."""
        kept = [[self._column(lemma) for lemma in dict.fromkeys(bag)] for bag in bags]
        rows = np.zeros((len(kept), SKETCH), dtype=np.float32)
        for row, columns in zip(rows, kept, strict=True):
            for column, value in columns:
                row[column] += value
        return rows


def _sizes(rows: Floats) -> Floats:
    """Length of each row."""
    return np.asarray(np.sqrt(np.einsum("ij,ij->i", rows, rows)), dtype=np.float32)


def _contained(cosine: Floats, a: Floats, b: Floats) -> Floats:
    """Part of the smaller bag that the larger one holds, from the cosine and both lengths."""
    small, large = np.minimum(a, b), np.maximum(a, b)
    return np.asarray(cosine * large / np.maximum(small, 1e-9), dtype=np.float32)


def _unit_rows(rows: Floats) -> Floats:
    if not rows.size:
        return rows
    return np.asarray(rows / np.maximum(_sizes(rows), 1e-9)[:, None], dtype=np.float32)


def candidates(table: Table) -> tuple[Indexes, Indexes]:
    """Pairs (i < j) of statements of different sentences whose triggers are the same or alike."""
    rows_of: dict[int, list[int]] = defaultdict(list)
    for row, lemma in enumerate(table.lemma.tolist()):
        rows_of[lemma].append(row)
    alike = table.lemma_vectors @ table.lemma_vectors.T >= MIN_TRIGGER
    found: list[npt.NDArray[np.int64]] = []
    for lemma, rows in sorted(rows_of.items()):
        family = sorted(r for other in np.flatnonzero(alike[lemma]) for r in rows_of[int(other)])
        for start in range(0, len(rows), BLOCK):
            found.append(_nearest(table, np.array(rows[start : start + BLOCK]), np.array(family)))
    if not found:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    size = len(table.lemma)
    both = np.concatenate(found)
    codes = np.unique(both.min(axis=1) * size + both.max(axis=1))
    return codes // size, codes % size


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
    sentence, near = dot(table.sentences, u, v), dot(table.near, i, j)
    number, word, clause = (
        dot(table.numbers, u, v),
        dot(table.words, u, v),
        dot(table.clauses, i, j),
    )
    name, held = (
        dot(table.names, u, v),
        _contained(clause, table.clause_size[i], table.clause_size[j]),
    )
    both_numbers = table.numbers[u].any(axis=1) & table.numbers[v].any(axis=1)
    columns = [
        same,
        trigger,
        sentence,
        word,
        name,
        table.names[u].any(axis=1) & table.names[v].any(axis=1),
        dot(table.subjects, i, j),
        dot(table.objects, i, j),
        near,
        table.verbal[i] & table.verbal[j],
        table.verbal[i] ^ table.verbal[j],
        np.minimum(table.rarity[i], table.rarity[j]),
        same * sentence,
        same * near,
        trigger * near,
        trigger * sentence,
        number,
        both_numbers & (number < 0.1),
        clause,
        sentence**2,
        word**2,
        clause**2,
        sentence * word,
        sentence * clause,
        held,
        _contained(word, table.word_size[u], table.word_size[v]),
        same * clause,
        same * held,
        number * clause,
        name * clause,
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
        z = features(table, i, j) @ self.weights + self.bias
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
