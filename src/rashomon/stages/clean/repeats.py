"""Text that stands in the same article already: doubled lines, sentences, whole articles."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rashomon.stages.clean.kinds import by_score
from rashomon.stages.clean.phrases import SAYING
from rashomon.stages.clean.tokens import tokens
from rashomon.stages.clean.units import Unit

__all__ = ["mark_repeats"]

SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""Multiplier of Fibonacci hashing (Knuth, vol. 3): spreads a run's number over 64 bits."""
RUN = 6
"""Words in the runs that are compared."""
BITS = 64 // RUN
"""Bits of a word's number where those of a whole run fit into 64."""
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
    sizes = Counter([unit.line for unit in units])
    words = tokens([unit.text for unit in units])
    blobs = _worse_copies(units, words, sizes)
    order = [i for i in _order(units, blobs) if _counts(units[i], len(words[i]))]
    runs = _earlier_runs(list(itertools.chain.from_iterable([words[i] for i in order])))
    found = _Stream([len(words[i]) for i in order], order, runs).earlier() if runs else {}
    whole: dict[tuple[str, ...], int] = {}
    for i in order:
        first = found.get(i)
        if SHORT <= len(words[i]) < RUN:
            same = whole.setdefault(tuple(words[i]), i)
            first = same if first is None else first
        if first is not None and first != i and units[i].kind != "title":
            _settle(units[first], units[i], sizes, units[i].line in blobs)


def _order(units: Sequence[Unit], blobs: set[int]) -> list[int]:
    """The units by index: the title first, what stands in ``blobs`` last."""
    order = list(range(len(units)))
    if blobs or any(unit.kind == "title" for unit in units):
        order.sort(key=lambda i: (units[i].kind != "title", units[i].line in blobs))
    return order


def _counts(unit: Unit, words: int) -> bool:
    return unit.kind != "furniture" or (by_score(unit) and words > RUN)


class _Stream:
    """The words of units one after the other, with the earlier place of each run of them.

    :param sizes: words of each unit in ``order``.
    :param first: what :func:`_earlier_runs` tells of these words.
    """

    def __init__(self, sizes: Sequence[int], order: Sequence[int], first: dict[int, int]) -> None:
        self._sizes, self._order = sizes, order
        self._starts = list(itertools.accumulate(sizes, initial=0))[:-1]
        self._first = first
        self._at = sorted(first)

    def earlier(self) -> dict[int, int]:
        """Of each unit nearly all of whose words stand earlier: the unit in which they do."""
        starts = np.asarray(self._starts)
        low = np.searchsorted(self._at, starts - (RUN - 1))
        high = np.searchsorted(self._at, starts + self._sizes)
        found = {}
        for place in np.flatnonzero(low < high).tolist():
            unit = self._of(place, self._at[low[place] : high[place]])
            if unit is not None:
                found[self._order[place]] = unit
        return found

    def _of(self, place: int, runs: Sequence[int]) -> int | None:
        """The unit in which the words stand earlier of the one at a place of the order.

        :param runs: where runs begin that stand earlier and hold a word of it.
        """
        start, size = self._starts[place], self._sizes[place]
        if size < SHORT:
            return None
        covered: set[int] = set()
        for at in runs:
            covered.update(range(max(at, start), min(at + RUN, start + size)))
        if len(covered) < SHARE * size:
            return None
        owners = Counter([self._owner(self._first[at] + max(0, start - at)) for at in runs])
        return min(owners, key=lambda owner: (-owners[owner], owner))

    def _owner(self, at: int) -> int:
        """The unit of a word of the stream."""
        return self._order[bisect_right(self._starts, at) - 1]


def _earlier_runs(words: Sequence[str]) -> dict[int, int]:
    """For each position at which a run of words begins that stands earlier: where it did."""
    count = len(words) - RUN + 1
    if count < 2:
        return {}
    number: defaultdict[str, int] = defaultdict(itertools.count().__next__)
    ids = np.fromiter(map(number.__getitem__, words), np.uint64, len(words))
    runs = _numbered(ids, count, len(number))
    ordered = np.sort(runs)
    again = ordered[1:] == ordered[:-1]
    if not again.any():
        return {}
    twice = ordered[1:][again]
    place = np.minimum(np.searchsorted(twice, runs), len(twice) - 1)
    here = np.flatnonzero(twice[place] == runs)
    first: dict[int, int] = {}
    earlier = {}
    for at, run in zip(here.tolist(), runs[here].tolist(), strict=True):
        if (before := first.setdefault(run, at)) != at:
            earlier[at] = before
    return earlier


def _numbered(ids: npt.NDArray[np.uint64], count: int, different: int) -> npt.NDArray[np.uint64]:
    """A number for each run of words; those of few different words have their ids side by side."""
    if different <= 1 << BITS:
        pairs = ids[:-1] | ids[1:] << np.uint64(BITS)
        double = np.uint64(2 * BITS)
        return (pairs[4:] << double | pairs[2:-2]) << double | pairs[:-4]
    runs = np.zeros(count, np.uint64)
    for shift in range(RUN):
        runs = (runs ^ ids[shift : shift + count]) * SPREAD
        runs ^= runs >> np.uint64(29)
    return runs


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
