"""The units of several pages one after the other, and sums over what stands around each.

All sums are of whole numbers (shares in parts of :data:`SCALE`), so that a unit's figures are the
same whatever pages stand beside its own.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rashomon.stages.clean.units import Unit
from rashomon.stages.clean.vocabulary import Ints, Words, words_of

__all__ = ["Flags", "Pages", "Reals"]

Flags = npt.NDArray[np.bool_]
Reals = npt.NDArray[np.float64]

SCALE = 4096
FAR = 100
"""Units beyond which a distance says no more."""
NEVER = 120
"""The distance to what is nowhere on the page."""
NEAR = 10
"""Units within which a word is said again nearby."""
ENOUGH = 5
"""Units that say a word again after which more tell nothing."""
NO_WORDS = -0.1
"""The share of known words where there is no word to know."""


class Pages:
    """Units of some pages; arrays have an entry a unit unless they say otherwise.

    :param words: those of all the units one after the other, where they are known already.
    :ivar low: index of the first unit of the page that each stands in; ``high`` behind the last.
    :ivar line: number of the line that each stands in, over all pages.
    """

    def __init__(self, pages: Sequence[Sequence[Unit]], words: Words | None = None) -> None:
        self.units = [unit for page in pages for unit in page]
        self.count = len(self.units)
        self.here = np.arange(self.count)
        sizes = np.asarray([len(page) for page in pages if page], np.int64)
        self.starts = np.cumsum(sizes) - sizes
        self.page = np.repeat(np.arange(len(sizes)), sizes)
        self.low = self.starts[self.page]
        self.high = (self.starts + sizes)[self.page]
        self.words = words or words_of([unit.text for unit in self.units])
        self._owner = np.repeat(self.here, self.words.size)
        number = np.asarray([unit.line for unit in self.units], np.int64)
        begins = self.here == self.low
        begins[1:] |= number[1:] != number[:-1]
        self.line_starts = np.flatnonzero(begins)
        self.line = np.cumsum(begins) - 1
        self.line_ends = np.append(self.line_starts[1:], self.count)

    def over_line(self, column: Ints) -> Ints:
        """The sum over the line of each unit."""
        total: Ints = np.add.reduceat(column, self.line_starts)[self.line]
        return total

    def over_page(self, column: Ints) -> Ints:
        """The sum over the page of each unit."""
        total: Ints = np.add.reduceat(column, self.starts)[self.page]
        return total

    def before_on_page(self, column: Ints) -> Ints:
        """The sum over the units of the page before each."""
        total = np.concatenate(([0], np.cumsum(column)))
        before: Ints = total[self.here] - total[self.low]
        return before

    def shifted(self, table: npt.NDArray[np.float32], shift: int) -> npt.NDArray[np.float32]:
        """The rows of the units ``shift`` further on, -1 beyond the ends of the page."""
        index = self.here + shift
        there = (index >= self.low) & (index < self.high)
        moved = table[np.where(there, index, 0)]
        moved[~there] = -1
        return moved

    def around(self, table: npt.NDArray[np.float32], size: int) -> tuple[Reals, Reals]:
        """Means over up to ``size`` units before each and after each, -1 where there are none."""
        whole = np.zeros((self.count + 1, table.shape[1]), np.int64)
        np.cumsum(np.rint(table.astype(np.float64) * SCALE).astype(np.int64), axis=0, out=whole[1:])
        low = np.maximum(self.here - size, self.low)
        high = np.minimum(self.here + 1 + size, self.high)
        before = self._mean(whole[self.here] - whole[low], self.here - low)
        after = self._mean(whole[high] - whole[self.here + 1], high - self.here - 1)
        return before, after

    def _mean(self, total: Ints, count: Ints) -> Reals:
        mean: Reals = total / (np.maximum(count, 1) * SCALE)[:, None]
        mean[count == 0] = -1
        return mean

    def nearest(self, flag: Flags) -> tuple[Ints, Ints]:
        """Index of the last flagged unit before each and of the first after it.

        Below ``low`` and from ``high`` on where the page has none.
        """
        last = np.maximum.accumulate(np.where(flag, self.here, -1))
        next_ = np.minimum.accumulate(np.where(flag, self.here, self.count)[::-1])[::-1]
        before = np.concatenate(([-1], last[:-1]))
        after = np.concatenate((next_[1:], [self.count]))
        return np.maximum(before, self.low - 1), np.minimum(after, self.high)

    def distances(self, flag: Flags) -> tuple[Ints, Ints]:
        """Units since the last flagged one and until the next."""
        before, after = self.nearest(flag)
        since = np.where(before >= self.low, np.minimum(self.here - before, FAR), NEVER)
        until = np.where(after < self.high, np.minimum(after - self.here, FAR), NEVER)
        return since, until

    def ties(self, among: Flags) -> tuple[Reals, Reals, Reals, Reals, Reals]:
        """Shares of the different content words of each unit that stand in others of ``among``.

        Before it on the page, after it, within :data:`NEAR` units of it, and of these before it
        and after it.
        """
        unit, first, last = self._occurrences
        count = len(unit)
        if not count:
            nothing = np.full(self.count, NO_WORDS)
            return nothing, nothing, nothing, nothing, nothing
        index = np.arange(count)
        told = among[unit]
        upto = np.maximum.accumulate(np.where(told, index, -1))
        before = np.concatenate(([-1], upto[:-1]))
        onward = np.minimum.accumulate(np.where(told, index, count)[::-1])[::-1]
        after = np.concatenate((onward[1:], [count]))
        earlier, later = before >= first, after <= last
        close = earlier & (unit - unit[np.maximum(before, 0)] <= NEAR)
        soon = later & (unit[np.minimum(after, count - 1)] - unit <= NEAR)
        share = self._share
        return (
            share(unit, earlier), share(unit, later), share(unit, close | soon),
            share(unit, close), share(unit, soon),
        )  # fmt: skip

    def known(self, among: Flags) -> Reals:
        """Share of the different content words of each unit that stand in others of ``among``."""
        unit, first, last = self._occurrences
        total = np.concatenate(([0], np.cumsum(among[unit])))
        return self._share(unit, total[last + 1] - total[first] - among[unit] >= 1)

    def echoes(self, among: Flags) -> Ints:
        """In how many other units of ``among`` the words of each unit stand, added up.

        A word counts :data:`ENOUGH` units at most.
        """
        unit, first, last = self._occurrences
        total = np.concatenate(([0], np.cumsum(among[unit])))
        others = np.minimum(total[last + 1] - total[first] - among[unit], ENOUGH)
        found: Ints = np.bincount(unit, weights=others, minlength=self.count).astype(np.int64)
        return found

    def _share(self, unit: Ints, flag: Flags) -> Reals:
        count = np.bincount(unit, minlength=self.count)
        found = np.bincount(unit[flag], minlength=self.count)
        share: Reals = np.where(count > 0, found / np.maximum(count, 1), NO_WORDS)
        return share

    @functools.cached_property
    def _occurrences(self) -> tuple[Ints, Ints, Ints]:
        """The content words of each page, each word's units in their order, each unit once.

        :returns: the unit of each occurrence, and the index of the first and the last occurrence
            of its word.
        """
        content = self.words.content()
        owner = self._owner[content]
        key = (self.page[owner] << 32) | self.words.hashes()[content]
        order = np.argsort(key, kind="stable")
        key, owner = key[order], owner[order]
        different = np.ones(len(key), bool)
        different[1:] = (key[1:] != key[:-1]) | (owner[1:] != owner[:-1])
        key, owner = key[different], owner[different]
        begins = np.ones(len(key), bool)
        begins[1:] = key[1:] != key[:-1]
        starts = np.flatnonzero(begins)
        sizes = np.diff(starts, append=len(key))
        return owner, np.repeat(starts, sizes), np.repeat(starts + sizes - 1, sizes)
