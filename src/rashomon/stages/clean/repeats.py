"""Text that stands in the same article already: doubled lines, sentences, whole articles."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

import numpy as np

from rashomon.stages.clean.kinds import by_score
from rashomon.stages.clean.phrases import SAYING
from rashomon.stages.clean.tokens import tokens
from rashomon.stages.clean.units import Unit

__all__ = ["mark_repeats"]

SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""Multiplier of Fibonacci hashing (Knuth, vol. 3): spreads a run's number over 64 bits."""
RUN = 6
"""Words in the runs that are compared."""
SHORT = 3
"""Words of the shortest unit that can be a repeat."""
SHARE = 0.8
"""Part of a unit's words that must stand elsewhere in such runs: near-exact, a changed
word or two allowed."""
BLOB = 6
"""Sentences in one line from which it may be a whole article run together."""
BLOB_SHARE = 0.5
"""Part of such a line's sentences that must stand again later for it to be the worse copy."""

BESIDE_TEXT = frozenset(("caption", "heading", "furniture"))
"""Kinds whose copy of a sentence of the body is the repeat, though it may come first."""


def mark_repeats(units: Sequence[Unit]) -> None:
    """Mark units that stand in the article already as ``repeat``; furniture stays furniture.

    The first copy counts, with two exceptions: a line that holds a whole article run together
    gives way to the same sentences in lines of their own, and a line that stands alone gives
    way to the paragraph it was lifted from.
    """
    sizes = Counter(unit.line for unit in units)
    words = tokens([unit.text for unit in units])
    blobs = _worse_copies(units, words, sizes)
    order = sorted(
        range(len(units)), key=lambda i: (units[i].kind != "title", units[i].line in blobs, i)
    )
    stream = _Stream(words, [i for i in order if _counts(units[i], len(words[i]))])
    whole: dict[tuple[str, ...], int] = {}
    short = [i for i in stream.order if SHORT <= len(words[i]) < RUN]
    for i in stream.order if stream.repeats else short:
        first = stream.earlier(i)
        if first is None and SHORT <= len(words[i]) < RUN:
            first = whole.get(tuple(words[i]))
        whole.setdefault(tuple(words[i]), i)
        if first is not None and first != i and units[i].kind != "title":
            _settle(units[first], units[i], sizes, units[i].line in blobs)


def _counts(unit: Unit, words: int) -> bool:
    return unit.kind != "furniture" or (by_score(unit) and words > RUN)


class _Stream:
    """The words of units one after the other, with the earlier place of each run of them."""

    def __init__(self, words: Sequence[list[str]], order: list[int]) -> None:
        self.order = order
        flat = [word for i in order for word in words[i]]
        self._owner = [i for i in order for _ in words[i]]
        self._start: dict[int, int] = {}
        at = 0
        for i in order:
            self._start[i] = at
            at += len(words[i])
        self._sizes = [len(own) for own in words]
        self._first = _earlier_runs(flat)
        self._at = sorted(self._first)

    @property
    def repeats(self) -> bool:
        """Whether any run stands twice."""
        return bool(self._first)

    def earlier(self, unit: int) -> int | None:
        """The unit in which a unit's words stand earlier, None unless nearly all do."""
        start, size = self._start[unit], self._sizes[unit]
        low, high = bisect_left(self._at, start - RUN + 1), bisect_left(self._at, start + size)
        if low == high:
            return None
        covered: set[int] = set()
        owners: Counter[int] = Counter()
        for at in self._at[low:high]:
            first = self._first[at]
            covered.update(range(max(at, start), min(at + RUN, start + size)))
            owners[self._owner[first + max(0, start - at)]] += 1
        if size < SHORT or len(covered) < SHARE * size:
            return None
        return min(owners, key=lambda owner: (-owners[owner], owner))


def _earlier_runs(words: Sequence[str]) -> dict[int, int]:
    """For each position at which a run of words begins that stands earlier: where it did."""
    count = len(words) - RUN + 1
    if count < 2:
        return {}
    number = {word: index for index, word in enumerate(dict.fromkeys(words))}
    ids = np.fromiter(map(number.__getitem__, words), np.uint64, len(words))
    runs = np.zeros(count, np.uint64)
    for shift in range(RUN):
        runs = (runs ^ ids[shift : shift + count]) * SPREAD
        runs ^= runs >> np.uint64(29)
    ordered = np.sort(runs)
    if not (ordered[1:] == ordered[:-1]).any():
        return {}
    _, first, again = np.unique(runs, return_index=True, return_inverse=True)
    earlier = first[again]
    here = np.flatnonzero(earlier != np.arange(count))
    return dict(zip(here.tolist(), earlier[here].tolist(), strict=True))


def _settle(first: Unit, again: Unit, sizes: Counter[int], worse: bool) -> None:
    """Of two copies one is the repeat: the later or worse, unless the first was lifted out."""
    lifted = (
        not worse
        and first.kind in ("body", "caption", "heading")
        and again.kind == "body"
        and sizes[first.line] == 1 < sizes[again.line]
        and len(first.text) <= len(again.text) + RUN
    )
    if first.kind in BESIDE_TEXT and again.kind == "body" and not worse:
        first.kind, first.reason = "repeat", "stands again in the body"
    elif lifted:
        first.kind, first.reason = "repeat", "stands again in a paragraph"
    else:
        if first.kind == "body" and again.kind == "body" and _doubled_line(first, again, sizes):
            first.kind, first.reason = "caption", "line doubled in place"
        again.kind, again.reason = "repeat", "stands in the article already"


def _doubled_line(first: Unit, again: Unit, sizes: Counter[int]) -> bool:
    """A single sentence twice running: a picture's description and its caption."""
    return (
        again.line - first.line == 1
        and sizes[first.line] == sizes[again.line] == 1
        and len(first.text) < 250
        and not SAYING.search(first.text)
    )


def _worse_copies(
    units: Sequence[Unit], words: Sequence[list[str]], sizes: Counter[int]
) -> set[int]:
    """Lines that hold many sentences most of which stand again later in lines of their own."""
    candidates = [line for line, size in sizes.items() if size >= BLOB]
    if not candidates:
        return set()
    place: dict[tuple[str, ...], int] = {}
    for unit, own in zip(units, words, strict=True):
        if len(own) >= RUN:
            place[tuple(own)] = unit.line
    worse = set()
    for line in candidates:
        sentences = [
            tuple(w) for u, w in zip(units, words, strict=True) if u.line == line and len(w) >= RUN
        ]
        later = {place[sentence] for sentence in sentences} - {line}
        again = sum(place[sentence] > line for sentence in sentences)
        if len(later) >= 2 and again >= BLOB_SHARE * len(sentences):
            worse.add(line)
    return worse
