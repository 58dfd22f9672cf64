"""Which articles may be about one happening: those that share heavy words.

Each article looks up its heaviest words, rarest first, in an index of all words and goes through
at most :data:`POSTINGS` entries, so that the work grows with the number of articles and not with
its square.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from rashomon.stages.group.profiles import Codes, Floats, Profile, words_alike
from rashomon.words import Ints

__all__ = ["RELATED", "Index", "candidates"]

POSTINGS = 3000
"""Entries of the index that an article goes through, a word with more of them cut to as many."""

NEAREST = 60
"""Candidates kept of an article: 20, 40 and 100 all give the same B-cubed F1 to .002, but only
stories of up to about twice so many reports hold together."""

RELATED = 0.22
"""Least likeness of the words of two articles that are compared further: below, hardly any two are
of one happening. Mean B-cubed F1 .922 for .10, .15 and .20, .920 for .25, .915 for .30."""


class Index:
    """Where each word stands: articles by number."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        lengths = [len(one.codes) for one in profiles]
        codes = np.concatenate([*(one.codes for one in profiles), np.zeros(0, np.uint32)])
        owners = np.repeat(np.arange(len(profiles), dtype=np.int32), lengths)
        weights = np.concatenate([*(one.weights for one in profiles), np.zeros(0, np.float32)])
        order = np.argsort(codes, kind="stable")
        self._owners, self._weights = owners[order], weights[order]
        self._words, self._starts = np.unique(codes[order], return_index=True)
        self._ends = np.append(self._starts[1:], len(codes))

    def near(self, one: Profile) -> Ints:
        """Numbers of the articles that share most of an article's heavy words, ascending."""
        at = self._places(one.keys)
        lengths = self._ends[at] - self._starts[at]
        order = np.argsort(lengths, kind="stable")
        before = np.cumsum(lengths[order]) - lengths[order]
        kept = order[before < POSTINGS]
        if not len(kept):
            return np.zeros(0, np.int64)
        at, lengths = at[kept], np.minimum(lengths[kept], POSTINGS)
        own = one.weights[np.searchsorted(one.codes, self._words[at])]
        steps = np.arange(int(lengths.sum())) + np.repeat(
            self._starts[at] - np.cumsum(lengths) + lengths, lengths
        )
        found, place = np.unique(self._owners[steps], return_inverse=True)
        sums = np.bincount(place, np.repeat(own, lengths) * self._weights[steps])
        best = np.argsort(-sums, kind="stable")[: NEAREST + 1]
        return np.sort(found[best]).astype(np.int64)

    def _places(self, keys: Codes) -> Ints:
        if not len(self._words):
            return np.zeros(0, np.int64)
        at = np.minimum(np.searchsorted(self._words, keys), len(self._words) - 1)
        return np.asarray(at[self._words[at] == keys], np.int64)


def candidates(
    profiles: Sequence[Profile], new: Sequence[int]
) -> Iterator[tuple[int, Ints, Floats]]:
    """Articles that may be about the happening of each of the ``new`` ones.

    :returns: the number of an article, those of its candidates (ascending, itself left out), and
        the likeness of their words.
    """
    index = Index(profiles)
    for number in new:
        near = index.near(profiles[number])
        near = near[near != number]
        alike = words_alike(profiles[number], [profiles[other] for other in near.tolist()])
        kept = alike >= RELATED
        yield number, near[kept], alike[kept]
