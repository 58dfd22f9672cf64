"""How rare a word is in news: the part of 12,000 articles that it stands in
(``document-frequencies.npz`` in ``data``, made by ``evals/make_document_frequencies.py``).
"""

from __future__ import annotations

import functools
import io
from importlib import resources

import numpy as np
import numpy.typing as npt

from rashomon.errors import ModelError
from rashomon.words import stable_ids

__all__ = ["Codes", "Shares", "rare", "share", "shares", "weight", "weights"]

Codes = npt.NDArray[np.uint32]
Shares = npt.NDArray[np.float64]

UNSEEN = 0.001
"""Part of the articles that a word is taken to stand in which is not in the table
(it holds the words of .002 and more)."""


def shares(codes: Codes) -> Shares:
    """Part of the articles that words stand in, by their CRC-32, shape (words,); NaN for those
    that stand in too few to be listed.

    :raises ModelError: the table is missing or damaged.
    """
    known, listed = _background()
    at = np.minimum(np.searchsorted(known, codes), len(known) - 1)
    return np.where(known[at] == codes, listed[at], np.nan)


def weights(codes: Codes) -> Shares:
    """How rare words are by their CRC-32, shape (words,): the negative logarithm of their share."""
    return np.asarray(-np.log(np.fmax(shares(codes), UNSEEN)), np.float64)


@functools.lru_cache(maxsize=1 << 16)
def share(word: str) -> float | None:
    """Part of the articles that a word stands in; null where it is in too few to be listed."""
    found = float(shares(stable_ids([word]))[0])
    return None if np.isnan(found) else found


def rare(word: str) -> bool:
    """Whether a word stands in too few news articles to be listed, as most surnames do."""
    return share(word) is None


@functools.lru_cache(maxsize=1 << 16)
def weight(word: str) -> float:
    """How rare a word is: the negative logarithm of the share of news articles it stands in."""
    return float(weights(stable_ids([word]))[0])


@functools.cache
def _background() -> tuple[Codes, Shares]:
    """CRC-32 of words, sorted, and the part of the articles that each stands in."""
    try:
        data = resources.files("rashomon.data").joinpath("document-frequencies.npz").read_bytes()
        table = np.load(io.BytesIO(data))
        return table["words"], table["frequency"] / 10_000
    except (OSError, KeyError, ValueError) as problem:
        raise ModelError(f"document-frequencies.npz: {problem}") from problem
