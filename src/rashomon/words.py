"""Words with their offsets: lower-case runs of letters, digits and underscore.

Punctuation, kinds of quotation marks, line breaks and white space count for nothing, so that two
copies of a text have the same words however they are laid out.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = ["Ints", "Words", "longest_run", "stable_ids", "words_of"]

Ints = npt.NDArray[np.int64]

WORD = re.compile(r"\w+")


class Words(NamedTuple):
    """The words of some stretches of a text; ``starts`` and ``ends`` are offsets into it."""

    words: tuple[str, ...]
    starts: Ints
    ends: Ints


def words_of(text: str, stretches: Iterable[tuple[int, int]] | None = None) -> Words:
    """The words inside ``stretches`` of ``text`` (all of it where none are given), in order."""
    found: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in [(0, len(text))] if stretches is None else stretches:
        for match in WORD.finditer(text, start, end):
            found.append(match[0].lower())
            starts.append(match.start())
            ends.append(match.end())
    return Words(tuple(found), np.asarray(starts, np.int64), np.asarray(ends, np.int64))


def stable_ids(words: Iterable[str]) -> npt.NDArray[np.uint32]:
    """CRC-32 of each word: the same number on every machine and in every run."""
    return np.asarray([zlib.crc32(word.encode()) for word in words], np.uint32)


def longest_run(short: Sequence[str], long: Sequence[str]) -> int:
    """Words in the longest run that stands in both."""
    best, before = 0, [0] * (len(long) + 1)
    for word in short:
        now = [0] * (len(long) + 1)
        for place, other in enumerate(long):
            if word == other:
                now[place + 1] = before[place] + 1
                best = max(best, now[place + 1])
        before = now
    return best
