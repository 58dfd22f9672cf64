"""What statements are compared by: arrays over the statements of a story."""

from __future__ import annotations

import math
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rashomon.embed import Embedder, Vectors
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.kinship import one_sense, one_stem
from rashomon.stages.collate.statements import Statement
from rashomon.stages.collate.units import Unit

__all__ = ["Floats", "Indexes", "Table", "tabulate"]

Indexes = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

SKETCH = 512
"""Dimensions of the signed hashing that stands for a bag of words (Weinberger et al. 2009): the
overlap of two bags is a dot product, with an error of about 1/sqrt(512) = .04."""

REFERENCE = 28.0
"""Sentences of a mean report in the stories whose pairs trained the decision (data/group)."""

MOST_DENSITY = 1.5
"""Bound on the shift of the odds, either way."""


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
    place: Floats
    lemma: Indexes
    lemma_vectors: Vectors
    senses: npt.NDArray[np.bool_]
    stems: npt.NDArray[np.bool_]
    in_context: Vectors
    verbal: npt.NDArray[np.bool_]
    rarity: Floats
    sentences: Vectors
    words: Floats
    names: Floats
    numbers: Floats
    subjects: Floats
    objects: Floats
    casts: Floats
    reports: Vectors
    quoted: npt.NDArray[np.bool_]
    negated: npt.NDArray[np.bool_]
    unsure: npt.NDArray[np.bool_]
    beside: Indexes
    density: float


def tabulate(context: Context, statements: Sequence[Statement], embedder: Embedder) -> Table:
    """Everything that pairs are compared by."""
    units = context.units
    weight = _Weights(unit.lemmas for unit in units)
    lemmas = sorted({s.lemma for s in statements})
    number = {lemma: n for n, lemma in enumerate(lemmas)}
    articles = {key: n for n, key in enumerate(context.of_article)}
    unit = np.array([s.unit for s in statements], dtype=np.int64)
    return Table(
        unit=unit,
        article=np.array([articles[units[s.unit].article] for s in statements], dtype=np.int64),
        place=np.array([units[s.unit].position for s in statements], dtype=np.float32),
        lemma=np.array([number[s.lemma] for s in statements], dtype=np.int64),
        lemma_vectors=embedder.embed(lemmas),
        senses=one_sense(lemmas),
        stems=one_stem(lemmas),
        in_context=_in_context(context, statements, embedder.dimensions),
        verbal=np.array([s.verbal for s in statements], dtype=np.bool_),
        rarity=np.array([weight.idf(s.lemma) for s in statements], dtype=np.float32),
        sentences=context.vectors,
        words=weight.sketch(u.lemmas for u in units),
        names=weight.sketch(_lemmas(u, "PROPN") for u in units),
        numbers=weight.sketch(_lemmas(u, "NUM") for u in units),
        subjects=weight.sketch(s.subjects for s in statements),
        objects=weight.sketch(s.objects for s in statements),
        casts=_casts(context),
        reports=_reports(context),
        quoted=np.array([_quoted(context, s) for s in statements], dtype=np.bool_),
        negated=np.array([bool(s.event and s.event.negated) for s in statements], dtype=np.bool_),
        unsure=np.array(
            [s.event is not None and s.event.certainty != "asserted" for s in statements],
            dtype=np.bool_,
        ),
        beside=_beside(unit),
        density=_density(len(units), len(articles)),
    )


def _lemmas(unit: Unit, *pos: str) -> list[str]:
    return [t.lemma.lower() for t in unit.tokens if t.pos in pos]


def _in_context(context: Context, statements: Sequence[Statement], width: int) -> Vectors:
    rows = np.zeros((len(statements), width), dtype=np.float32)
    for row, statement in zip(rows, statements, strict=True):
        found = context.word(context.units[statement.unit], statement.trigger[0])
        if found is not None:
            row[:] = found
    return rows


def _casts(context: Context) -> Floats:
    """Names and numbers of each report that stand in another one too, rarer ones weighing more."""
    bags = [
        Counter(lemma for unit in units for lemma in _lemmas(unit, "PROPN", "NUM"))
        for units in context.of_article.values()
    ]
    reports: Counter[str] = Counter()
    for bag in bags:
        reports.update(bag.keys())
    rows = np.zeros((len(bags), SKETCH), dtype=np.float32)
    for row, bag in zip(rows, bags, strict=True):
        for lemma, count in bag.items():
            if reports[lemma] > 1:
                code = zlib.crc32(lemma.encode())
                value = (1 + math.log(count)) * math.log((len(bags) + 0.5) / reports[lemma])
                row[code % SKETCH] += value if code >> 31 else -value
    return _unit_rows(rows)


def _reports(context: Context) -> Vectors:
    """The mean sentence of each report."""
    rows = np.zeros((len(context.of_article), context.vectors.shape[1]), dtype=np.float32)
    for row, units in zip(rows, context.of_article.values(), strict=True):
        if units:
            row[:] = context.vectors[[unit.number for unit in units]].mean(axis=0)
    return _unit_rows(rows)


def _quoted(context: Context, statement: Statement) -> bool:
    unit, start = context.units[statement.unit], statement.trigger[0]
    return any(
        first <= start < last
        for index in unit.quotes
        for first, last in context.quote(unit, index).spans
    )


def _beside(unit: Indexes) -> Indexes:
    """For each statement those of its sentence, shape (n, most in a sentence); -1 fills up."""
    rows_of: dict[int, list[int]] = defaultdict(list)
    for row, number in enumerate(unit.tolist()):
        rows_of[number].append(row)
    width = max((len(rows) for rows in rows_of.values()), default=1)
    found = np.full((len(unit), width), -1, dtype=np.int64)
    for row, number in enumerate(unit.tolist()):
        found[row, : len(rows_of[number])] = rows_of[number]
    return found


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
