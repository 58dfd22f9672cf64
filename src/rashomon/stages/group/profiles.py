"""The weighted words of an article: what two articles are compared by before their sense.

A word weighs more the fewer of 12,000 news articles it stands in (``document-frequencies.npz`` in
``data``, made by ``evals/make_document_frequencies.py``). The articles at hand are not counted: so
two articles are as much alike in any company, and stories do not depend on the order in which
articles come. Counting them too changes mean B-cubed F1 by .0006.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rashomon import rarity
from rashomon.rarity import Codes
from rashomon.stages.group.telling import Telling
from rashomon.words import stable_ids

__all__ = ["Codes", "Floats", "Profile", "profile", "word_weights", "words_alike"]

Floats = npt.NDArray[np.float32]

LEAST_WEIGHT = 1.0
"""Words lighter than this tell nothing of a happening (they stand in a third of all articles)."""

KEYS = 32
"""Heaviest words of an article, by which others are found that may be like it."""


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """The words of an article.

    :ivar codes: CRC-32 of each different word, ascending, shape (words,).
    :ivar weights: TF-IDF of each, of length one together, shape (words,).
    :ivar keys: codes of the heaviest words, heaviest first, at most :data:`KEYS`.
    """

    codes: Codes
    weights: Floats
    keys: Codes


def profile(told: Telling) -> Profile:
    """The weighted words of headline and report.

    :raises ModelError: the table of document frequencies is missing or damaged.
    """
    counts = Counter((*told.headline, *told.words))
    codes = stable_ids(counts)
    idf = word_weights(codes)
    values = (1 + np.log(np.fromiter(counts.values(), np.float64, len(counts)))) * idf
    kept = np.flatnonzero(values > 0)
    kept = kept[np.argsort(codes[kept], kind="stable")]
    codes, values = codes[kept], values[kept]
    length = float(np.sqrt((values**2).sum())) or 1.0
    heaviest = np.argsort(-values, kind="stable")[:KEYS]
    return Profile(codes, (values / length).astype(np.float32), codes[heaviest])


def words_alike(one: Profile, others: list[Profile]) -> Floats:
    """The root of the cosine of the words of one article and each of some others (the cosine of
    long texts is small), shape (others,)."""
    if not len(one.codes) or not others:
        return np.zeros(len(others), np.float32)
    lengths = [len(other.codes) for other in others]
    codes = np.concatenate([other.codes for other in others])
    weights = np.concatenate([other.weights for other in others])
    at = np.minimum(np.searchsorted(one.codes, codes), len(one.codes) - 1)
    common = np.where(one.codes[at] == codes, one.weights[at] * weights, 0).astype(np.float64)
    sums = np.concatenate([[0.0], np.cumsum(common)])
    ends = np.cumsum(lengths)
    cosines = sums[ends] - sums[ends - lengths]
    return np.asarray(np.sqrt(np.clip(cosines, 0, 1)), np.float32)


def word_weights(codes: Codes) -> npt.NDArray[np.float64]:
    """Weights of words by their CRC-32, shape (words,); 0 for those too common to tell a thing."""
    weights = rarity.weights(codes)
    return np.asarray(np.where(weights >= LEAST_WEIGHT, weights, 0.0), np.float64)
