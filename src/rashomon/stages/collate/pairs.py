"""Pairs of statements: which to look at, what is alike in them, and how likely they are one fact.

The decision is the surer of two logistic regressions over engineered features: one tells an act,
trained by ``evals/train_claims.py`` on ECB+ (cross-document event coreference, sentence level;
Cybulska and Vossen 2014) with pairs of one report as negatives; the other tells like wording,
learned before on full-length stories and the Microsoft Research Paraphrase Corpus. The weights are
``data/claims.json``. Candidates are found by matrix products over statements with like triggers.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rashomon.embed import Vectors
from rashomon.settings import learned_part
from rashomon.stages.collate.table import Floats, Indexes, Table, tabulate

__all__ = ["FEATURES", "Decision", "Table", "candidates", "features", "load_decision", "tabulate"]

MIN_TRIGGER = 0.5
"""Cosine of two triggers' word vectors from which their statements are compared; on ECB+ 4-fold
.5 gave fit .728 (evals/train_claims.py)."""

NEIGHBOURS = 40
"""Most alike statements (by sentence cosine) kept for each; more only costs time."""

NEAREST_SENTENCES = 5
"""Nearest sentences of other articles whose clauses are compared whatever their triggers are."""

MIN_CONTEXT = 0.6
"""Cosine of two triggers in their sentences from which other words than alike ones are compared;
comparing all words of such sentences gave fit .658 for .663 on ECB+, held out by topic."""

MIN_SENTENCE = 0.5
"""Cosine of two sentences below which that is not done."""

BLOCK = 1024
"""Rows of one matrix product."""

FEATURES = (
    "one_word",
    "one_sense",
    "one_stem",
    "trigger",
    "trigger_margin",
    "in_context",
    "context_margin",
    "words",
    "names",
    "both_named",
    "subjects",
    "objects",
    "crossed",
    "both_subjects",
    "both_verbs",
    "mixed",
    "rarity",
    "most_rarity",
    "word_rarity",
    "numbers_same",
    "numbers_differ",
    "sentence",
    "sentence_squared",
    "reports",
    "casts",
    "word_casts",
    "word_reports",
    "place",
    "quoted",
    "polarity",
    "certainty",
    "depth",
    "word_depth",
    "context_depth",
)
"""Names of the features, in order. A margin is how far a pair of triggers lies below the best of
the two sentences; casts are the names and numbers of whole reports; depth is the logarithm of the
place of the later sentence in its report."""


def candidates(table: Table) -> tuple[Indexes, Indexes]:
    """Pairs (i < j) of statements of different sentences that are worth comparing.

    Those whose triggers are the same or alike; and in a sentence and its nearest sentences in
    other articles those whose triggers mean alike where they stand.
    """
    rows_of: dict[int, list[int]] = defaultdict(list)
    for row, lemma in enumerate(table.lemma.tolist()):
        rows_of[lemma].append(row)
    alike = table.lemma_vectors @ table.lemma_vectors.T >= MIN_TRIGGER
    alike |= table.senses | table.stems
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
    """For each sentence its nearest sentences elsewhere, as pairs of statements whose triggers
    mean alike where they stand, and the two clauses whose verbs are most alike."""
    rows_of: dict[int, list[int]] = defaultdict(list)
    for row, unit in enumerate(table.unit.tolist()):
        rows_of[unit].append(row)
    units = np.array(sorted(rows_of), dtype=np.int64)
    pairs: list[tuple[int, int]] = []
    likest: list[tuple[int, int]] = []
    for a, b in _near_sentences(table, units, [rows_of[u][0] for u in units.tolist()]):
        pairs.extend(product(rows_of[a], rows_of[b]))
        clauses = [[r for r in rows_of[u] if table.verbal[r]] for u in (a, b)]
        if all(clauses):
            likest.append(_likest(table, *clauses))
    found = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    near = np.einsum("ij,ij->i", table.in_context[found[:, 0]], table.in_context[found[:, 1]])
    others = np.array(likest, dtype=np.int64).reshape(-1, 2)
    return np.concatenate([found[near >= MIN_CONTEXT], others])


def _near_sentences(
    table: Table, units: Indexes, first: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Each sentence with its nearest ones in other articles.

    :param first: a statement of each of the sentences.
    """
    home = table.article[np.asarray(first, dtype=np.int64)]
    for start in range(0, len(units), BLOCK):
        rows = units[start : start + BLOCK]
        cosine = table.sentences[rows] @ table.sentences[units].T
        cosine[home[start : start + BLOCK][:, None] == home[None]] = -1.0
        nearest = np.argsort(-cosine, axis=1, kind="stable")[:, :NEAREST_SENTENCES]
        for row, (unit, columns) in enumerate(zip(rows.tolist(), nearest.tolist(), strict=True)):
            for column in columns:
                if cosine[row, column] >= MIN_SENTENCE:
                    yield unit, int(units[column])


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

    u, v, a, b = table.unit[i], table.unit[j], table.article[i], table.article[j]
    x, y = table.lemma[i], table.lemma[j]
    same = (x == y).astype(np.float32)
    least = np.minimum(table.rarity[i], table.rarity[j])
    sentence, number = (dot(rows, u, v) for rows in (table.sentences, table.numbers))
    cast, report = dot(table.casts, a, b), dot(table.reports, a, b)
    both_numbers = table.numbers[u].any(axis=1) & table.numbers[v].any(axis=1)
    depth = np.log1p(np.maximum(table.place[i], table.place[j]))
    near = dot(table.in_context, i, j)
    crossed = [
        np.einsum("ij,ij->i", table.subjects[m], table.objects[n]) for m, n in ((i, j), (j, i))
    ]
    columns = [
        same,
        table.senses[x, y],
        table.stems[x, y],
        dot(table.lemma_vectors, x, y),
        _margin(table, table.lemma_vectors, table.lemma, i, j),
        near,
        _margin(table, table.in_context, None, i, j),
        dot(table.words, u, v),
        dot(table.names, u, v),
        table.names[u].any(axis=1) & table.names[v].any(axis=1),
        dot(table.subjects, i, j),
        dot(table.objects, i, j),
        np.maximum(*crossed),
        table.subjects[i].any(axis=1) & table.subjects[j].any(axis=1),
        table.verbal[i] & table.verbal[j],
        table.verbal[i] ^ table.verbal[j],
        least,
        np.maximum(table.rarity[i], table.rarity[j]),
        same * least,
        number,
        both_numbers & (number < 0.1),
        sentence,
        sentence**2,
        report,
        cast,
        same * cast,
        same * report,
        np.log1p(np.abs(table.place[i] - table.place[j])),
        table.quoted[i] ^ table.quoted[j],
        table.negated[i] ^ table.negated[j],
        table.unsure[i] ^ table.unsure[j],
        depth,
        same * depth,
        near * depth,
    ]
    return np.stack([np.asarray(c, dtype=np.float32) for c in columns], axis=1)


def _margin(
    table: Table, vectors: Vectors, number: Indexes | None, i: Indexes, j: Indexes
) -> Floats:
    """How far the cosine of two triggers lies below the best that each has in the other's sentence.

    :param number: the row of each statement in ``vectors``; its own where none is given.
    """
    rows = np.arange(len(table.unit)) if number is None else number

    def best(a: Indexes, b: Indexes) -> Floats:
        beside = table.beside[b]
        cosine = np.full(beside.shape, -1.0, dtype=np.float32)
        for column in range(beside.shape[1]):
            there = np.flatnonzero(beside[:, column] >= 0)
            one, other = rows[a[there]], rows[beside[there, column]]
            cosine[there, column] = np.einsum("ij,ij->i", vectors[one], vectors[other])
        return np.asarray(cosine.max(axis=1), dtype=np.float32)

    own = np.einsum("ij,ij->i", vectors[rows[i]], vectors[rows[j]])
    return np.asarray(2 * own - best(i, j) - best(j, i), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Decision:
    """The surer of two logistic regressions: ``1 / (1 + exp(-(features @ weights + bias)))``.

    ``weights`` and ``bias`` tell one act; ``wording`` (of clauses only, its bias last) tells one
    fact in like words, wherever in a report. ``calibration`` are slope and intercept over the log
    odds of a claim's weakest join (Platt 1999), fitted on held-out folds.
    """

    weights: Floats
    bias: float
    wording: Floats | None = None
    calibration: tuple[float, float] = (1.0, 0.0)

    def probabilities(self, table: Table, i: Indexes, j: Indexes) -> Floats:
        """How likely each pair tells one fact, 0 to 1."""
        if not len(i):
            return np.zeros(0, np.float32)
        x = features(table, i, j)
        odds = x @ self.weights + self.bias
        if self.wording is not None:
            clauses = table.verbal[i] & table.verbal[j]
            alike = x @ self.wording[:-1] + self.wording[-1]
            odds = np.where(clauses, np.maximum(odds, alike), odds)
        return np.asarray(1.0 / (1.0 + np.exp(-(odds + table.density))), dtype=np.float32)

    def chosen(self, values: Sequence[float], clauses: bool) -> tuple[Floats, float]:
        """The weights and the bias that decide on a pair of these features.

        :param clauses: whether both statements are clauses.
        """
        x = np.asarray(values, dtype=np.float32)
        if self.wording is not None and clauses:
            bias = float(self.wording[-1])
            if x @ self.wording[:-1] + bias > x @ self.weights + self.bias:
                return self.wording[:-1], bias
        return self.weights, self.bias

    def confidence(self, weakest: float) -> float:
        """How likely two places of a claim tell one fact, from its weakest join."""
        held = min(max(weakest, 1e-6), 1 - 1e-6)
        slope, intercept = self.calibration
        return 1 / (1 + math.exp(-(slope * math.log(held / (1 - held)) + intercept)))


def load_decision(models: Path | None = None) -> Decision:
    """The trained decision.

    :raises ModelError: the weights are missing.
    """
    return _load(learned_part("claims.json", models))


@lru_cache(maxsize=2)
def _load(path: Path) -> Decision:
    stored = json.loads(path.read_text(encoding="utf-8"))
    weights = np.array([stored["weights"][name] for name in FEATURES], dtype=np.float32)
    alike = stored["wording"]
    wording = [alike["weights"].get(name, 0.0) for name in FEATURES] + [alike["bias"]]
    slope, intercept = stored["calibration"]
    return Decision(
        weights,
        float(stored["bias"]),
        np.array(wording, dtype=np.float32),
        (float(slope), float(intercept)),
    )
