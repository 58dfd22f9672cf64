"""How much two articles tell of one happening: rare words they share, and the sense of their leads.

Words are weighted by TF-IDF. A handful of articles cannot tell which words are rare (the names in
it stand in all of them), so their document frequencies are added to those of 12,000 news articles
(``data/document-frequencies.npz``, made by ``evals/make_document_frequencies.py``).
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from rashomon.embed import Embedder
from rashomon.errors import ModelError
from rashomon.stages.group.bodies import Body
from rashomon.words import Ints, stable_ids, words_of

__all__ = ["Similarity", "similarities"]

Floats = npt.NDArray[np.float32]

LEAD_WORDS = 100
"""Words of headline and lead that make an article's sentence vector: what the encoder reads."""

BACKGROUND = 2000
"""How many articles the document frequencies of the background weigh as. On the
materials of ``evals/tune_group.py``, read without cleaning, 500, 2,000 and 5,000 differ by less
than .005 in mean B-cubed F1."""

UNSEEN = 0.001
"""Part of the background articles that a word is taken to stand in which is not in the table
(it holds the words of .002 and more)."""

LEAST_IDF = 1.0
"""Words lighter than this tell nothing of a happening (they stand in a third of all articles)."""

WORDS_ALONE = 0.85
"""Weight of the words' cosine (its root) where it stands alone: reports that open differently and
tell the same at length. With .85 all two-file folders of ``align`` come into one story
(``evals/tune_group.py stories``; recall .90 without), the other materials, read without cleaning,
stay as they are."""

SAME_TIME = 30.0
"""Days between two reports that say nothing against one happening (it goes on making news)."""

LONG_AFTER = 365.0
"""Days after which two reports are as far apart as can be."""

TIME_WEIGHT = 0.1
"""What is taken off the similarity of two reports that are :data:`LONG_AFTER` apart. Set on
the ``group`` material with the times of its gold, many of which are those of a later scrape: it
changes B-cubed F1 by less than .005 there, sharper rules lose. No other material has times."""

BLOCK = 256
"""Articles whose row of similarities is computed at a time, to bound memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Similarity:
    """Similarities of articles ``first`` to ``first + len(rows)``, shape (rows, articles)."""

    first: int
    rows: Floats


class _Terms:
    """The weighted words of each article, by article and by word, in compressed rows."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        self.articles = len(texts)
        vocabulary: dict[str, int] = {}
        numbers = [vocabulary.setdefault(word, len(vocabulary)) for own in texts for word in own]
        rows = np.repeat(np.arange(len(texts)), [len(own) for own in texts])
        size = max(1, len(vocabulary))
        entries, counts = np.unique(rows * size + np.asarray(numbers, np.int64), return_counts=True)
        rows, words = np.divmod(entries, size)
        frequency = np.bincount(words, minlength=len(vocabulary))
        idf = _idf(list(vocabulary), frequency, len(texts))
        values = (1 + np.log(counts)) * idf[words]
        lengths = np.sqrt(np.bincount(rows, values**2, len(texts)))
        kept = (values > 0) & (frequency[words] > 1)
        rows, words = rows[kept], words[kept]
        values = values[kept] / lengths[rows]
        self._by_row = _Compressed(rows, words, values, len(texts))
        self._by_word = _Compressed(words, rows, values, len(vocabulary))

    def cosines(self, row: int) -> Floats:
        """Cosines of one article with all, shape (articles,)."""
        terms, weights = self._by_row.entries(np.asarray([row]))
        if not len(terms):
            return np.zeros(self.articles, np.float32)
        places, values = self._by_word.entries(terms)
        scaled = values * np.repeat(weights, self._by_word.lengths(terms))
        return np.bincount(places, scaled, self.articles).astype(np.float32)


class _Compressed:
    """A sparse matrix by rows."""

    def __init__(
        self, rows: Ints, columns: Ints, values: npt.NDArray[np.float64], size: int
    ) -> None:
        order = np.lexsort((columns, rows))
        self._columns = columns[order]
        self._values = values[order]
        self._bounds = np.searchsorted(rows[order], np.arange(size + 1))

    def lengths(self, rows: Ints) -> Ints:
        """How many entries each of some rows has."""
        return np.asarray(self._bounds[rows + 1] - self._bounds[rows], np.int64)

    def entries(self, rows: Ints) -> tuple[Ints, npt.NDArray[np.float64]]:
        """Columns and values of some rows, one row after the other."""
        lengths = self.lengths(rows)
        shift = self._bounds[rows] - (np.cumsum(lengths) - lengths)
        at = np.repeat(shift, lengths) + np.arange(int(lengths.sum()))
        return self._columns[at], self._values[at]


def similarities(bodies: Sequence[Body], embedder: Embedder) -> Iterator[Similarity]:
    """Similarities of all articles, a block of rows at a time, each from 0 to 1."""
    terms = _Terms([_told(body) for body in bodies])
    leads = embedder.embed([_lead(body) for body in bodies])
    days = np.asarray([_day(body.article.published) for body in bodies])
    for first in range(0, len(bodies), BLOCK):
        rows = range(first, min(first + BLOCK, len(bodies)))
        words = np.stack([terms.cosines(row) for row in rows])
        senses = leads[first : rows.stop] @ leads.T
        apart = days[first : rows.stop, None] - days[None]
        yield Similarity(first, _joined(words, senses, apart))


def _joined(words: Floats, senses: Floats, days: npt.NDArray[np.float64]) -> Floats:
    """The mean of the leads' cosine and the root of the words' (small for long texts).

    :param days: days from one publication to the other, nan where a time is not known.
    """
    common = np.sqrt(np.clip(words, 0, 1))
    alike = np.maximum((common + np.clip(senses, 0, 1)) / 2, WORDS_ALONE * common)
    late = np.clip((np.abs(days) - SAME_TIME) / (LONG_AFTER - SAME_TIME), 0, 1)
    return np.asarray(alike - TIME_WEIGHT * np.nan_to_num(late), np.float32)


def _day(published: str | None) -> float:
    """The day of a time as a number, nan where it is not known to the day."""
    if published is None or len(published) < len("2024-05-17"):
        return math.nan
    return float(date.fromisoformat(published[:10]).toordinal())


def _told(body: Body) -> tuple[str, ...]:
    """The words of an article, those of its headline too where that does not stand in the text."""
    article = body.article
    if article.title is None or any(block.kind == "title" for block in article.blocks):
        return body.words
    return words_of(article.title).words + body.words


def _lead(body: Body) -> str:
    """Headline and first words of the report, as they stand in the text."""
    title, text = body.article.title or "", body.article.text
    first = np.flatnonzero(body.reported)[:LEAD_WORDS]
    parts = np.split(first, np.flatnonzero(body.breaks[first])) if len(first) else []
    pieces = [
        text[int(body.starts[part[0]]) : int(body.ends[part[-1]])] for part in parts if len(part)
    ]
    return ". ".join(filter(None, [title, " ".join(pieces)]))


def _idf(words: list[str], frequency: Ints, articles: int) -> npt.NDArray[np.float64]:
    """Weights of words, 0 for those that are too common to tell something."""
    known, shares = _background()
    codes = stable_ids(words)
    at = np.minimum(np.searchsorted(known, codes), len(known) - 1)
    share = np.where(known[at] == codes, shares[at], UNSEEN)
    weights = np.log((articles + BACKGROUND) / (frequency + BACKGROUND * share))
    return np.where(weights >= LEAST_IDF, weights, 0.0)


@cache
def _background() -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.float64]]:
    """CRC-32 of words, sorted, and the part of the background articles that each stands in."""
    try:
        data = resources.files("rashomon.data").joinpath("document-frequencies.npz").read_bytes()
        table = np.load(io.BytesIO(data))
        return table["words"], table["frequency"] / 10_000
    except (OSError, KeyError, ValueError) as problem:
        raise ModelError(f"document-frequencies.npz: {problem}") from problem
