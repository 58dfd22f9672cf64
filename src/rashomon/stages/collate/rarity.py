"""How rare a word is in news: its share of 12,000 articles (``document-frequencies.npz``)."""

from __future__ import annotations

import functools
import io
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

from rashomon.words import stable_ids

__all__ = ["UNSEEN", "rare", "weight"]

Table = npt.NDArray[Any]

UNSEEN = 1e-3
"""Share of articles of a word that stands in too few of them to be listed."""


@functools.lru_cache(maxsize=1 << 16)
def weight(word: str) -> float:
    """How rare a word is: the negative logarithm of the share of news articles it stands in."""
    known, shares = _background()
    code = int(stable_ids([word])[0])
    at = min(int(np.searchsorted(known, code)), len(known) - 1)
    share = max(float(shares[at]), UNSEEN) if known[at] == code else UNSEEN
    return float(-np.log(min(share, 1.0)))


def rare(word: str) -> bool:
    """Whether a word stands in too few news articles to be listed, as most surnames do."""
    known, _ = _background()
    code = int(stable_ids([word])[0])
    return bool(known[min(int(np.searchsorted(known, code)), len(known) - 1)] != code)


@functools.cache
def _background() -> tuple[Table, Table]:
    """CRC-32 of words, sorted, and the share of articles that each stands in."""
    data = resources.files("rashomon.data").joinpath("document-frequencies.npz").read_bytes()
    table = np.load(io.BytesIO(data))
    return table["words"], table["frequency"] / 10_000
