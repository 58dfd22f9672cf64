"""The words of a text as numbers, all at once: no word of a text is ever cut out of it.

A word's number is a polynomial in its lower-case letters (Karp and Rabin 1987), from sums over
the whole text, modulo 2^64.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = ["Codes", "CutWords", "Places", "cut_words"]

Codes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int32]

BASE = 0x9E3779B97F4A7C15
"""An odd number without pattern in its bits (the golden ratio)."""

STEP = 1 << 14
"""Powers of the base are kept for texts of up to so many characters, and of 2, 4, 8 times so many:
together never more than twice what the longest text needs."""


class CutWords(NamedTuple):
    """The words of a text: a number for each, and where it starts and ends."""

    codes: Codes
    starts: Places
    ends: Places


def cut_words(text: str) -> CutWords:
    """The words of ``text``: runs of letters, digits and underscore, whatever their case."""
    letters = _letters(text)
    inside = _word_characters()[letters]
    bounds = np.flatnonzero(np.diff(inside, prepend=False, append=False))
    starts, ends = bounds[0::2], bounds[1::2]
    powers, inverse = _powers((len(text) // STEP).bit_length())
    lowered = "".join(map(_lower, text)) if len(text.lower()) != len(text) else text.lower()
    sums = np.zeros(len(text) + 1, np.uint64)
    np.cumsum(_letters(lowered) * powers[: len(text)], out=sums[1:])
    codes = (sums[ends] - sums[starts]) * inverse[starts]
    codes ^= codes >> np.uint64(29)
    return CutWords(codes * np.uint64(BASE), starts.astype(np.int32), ends.astype(np.int32))


def _lower(letter: str) -> str:
    """A letter in lower case where that is one letter too."""
    lowered = letter.lower()
    return lowered if len(lowered) == 1 else letter


def _letters(text: str) -> npt.NDArray[np.uint64]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint64)


@cache
def _word_characters() -> npt.NDArray[np.bool_]:
    """Whether each character there is belongs to words."""
    found = np.zeros(0x110000, np.bool_)
    found[[code for code in range(0x32000) if chr(code).isalnum()]] = True
    found[ord("_")] = True
    return found


@cache
def _powers(doublings: int) -> tuple[Codes, Codes]:
    """Powers of the base and of its inverse modulo 2^64, for texts shorter than :data:`STEP`
    doubled so often."""
    inverse = pow(BASE, -1, 1 << 64)
    found = []
    for base in (BASE, inverse):
        row = np.full(STEP << doublings, base, np.uint64)
        row[0] = 1
        found.append(np.cumprod(row))
    return found[0], found[1]
