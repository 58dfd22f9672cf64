"""Running text that articles share, exactly.

Every run of :data:`RUN` words is a shingle with a 64-bit hash. Pairs come from shingles that stand
in two bodies; for a pair, the words inside shared shingles are its common runs. This is the rule
of the public reference (``reuse/make_gold.py``), in time linear in the words plus the pairs.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rashomon.models import Passage, Reuse
from rashomon.stages.group.bodies import Body, Mask
from rashomon.words import Ints

__all__ = ["RUN", "Run", "Shared", "as_reuse", "shared_text"]

RUN = 12
"""Least words of a common run: what the contract calls shared running text."""

MOST_BODIES = 200
"""A passage in more different bodies than this pairs each of them with the first alone: 200 give
19,900 pairs, and the pairs of a formula that stands in thousands of articles say nothing more."""

MOST_COPIES = 60
"""Articles with one and the same body are all paired up to this number (1,770 pairs); of more,
each is paired with the first alone."""

BRIDGE = 6
"""Runs parted by at most this many words on both sides are one edited passage: half of a run."""

_Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Run:
    """Words ``a`` to ``a + length_a`` of one body that stand at ``b`` in the other."""

    a: int
    b: int
    length_a: int
    length_b: int
    edited: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """What two articles (indexes into the bodies) have in common.

    ``own_a`` is the share of a's own words (reported, outside quotation marks) that stand in b;
    ``own_words`` how many such words there are on the side that has more of them.
    """

    a: int
    b: int
    share_a: float
    share_b: float
    own_a: float
    own_b: float
    own_words: int
    runs: tuple[Run, ...]


class _Index:
    """The shingles that stand in two or more different bodies, as small numbers."""

    def __init__(self, bodies: Sequence[Body], distinct: Sequence[int]) -> None:
        hashes = [_shingles(bodies[number]) for number in distinct]
        owner = np.repeat(np.arange(len(distinct)), [len(own) for own in hashes])
        joined = np.concatenate([*hashes, np.zeros(0, np.uint64)])
        order = np.argsort(joined, kind="stable")
        in_order, owners = joined[order], owner[order]
        new_hash = np.diff(in_order, prepend=~in_order[:1]) != 0
        number = np.cumsum(new_hash) - 1
        new_body = new_hash | (np.diff(owners, prepend=-1) != 0)
        self.size = int(new_hash.sum())
        common = np.bincount(number[new_body], minlength=self.size) > 1
        marked = np.empty(len(joined), np.int64)
        marked[order] = np.where(common[number], number, -1)
        bounds = np.cumsum([len(own) for own in hashes])[:-1]
        self.shingles: list[Ints] = np.split(marked, bounds) if hashes else []
        kept = new_body & common[number]
        self._shingle, self._body = number[kept], owners[kept]

    def pairs(self) -> list[tuple[int, int]]:
        """Pairs of bodies (positions in ``distinct``) that have a shingle in common."""
        found: set[tuple[int, int]] = set()
        for together in self._companies():
            if len(together) > MOST_BODIES:
                found.update((together[0], other) for other in together[1:])
            else:
                found.update(
                    (one, other) for at, one in enumerate(together) for other in together[at + 1 :]
                )
        return sorted(found)

    def _companies(self) -> Iterator[tuple[int, ...]]:
        """The different sets of bodies that some shingle stands in."""
        if not len(self._shingle):
            return
        bounds = np.flatnonzero(np.diff(self._shingle)) + 1
        seen: set[bytes] = set()
        for together in np.split(self._body, bounds):
            key = together.tobytes()
            if key not in seen:
                seen.add(key)
                yield tuple(together.tolist())


def shared_text(bodies: Sequence[Body]) -> list[Shared]:
    """All pairs of bodies that share a run of :data:`RUN` words or more, in order of index."""
    copies = _copies(bodies)
    index = _Index(bodies, [own[0] for own in copies])
    found: list[Shared] = []
    for own in copies:
        found.extend(_identical(bodies, own))
    scratch = np.full(index.size, -1, np.int64)
    for one, other in index.pairs():
        left, right = index.shingles[one], index.shingles[other]
        found.extend(_across(bodies, copies[one], copies[other], left, right, scratch))
    return sorted(found, key=lambda pair: (pair.a, pair.b))


def as_reuse(bodies: Sequence[Body], shared: Shared) -> Reuse:
    """The pair as the contract shows it, passages as spans of the articles' texts."""
    a, b = bodies[shared.a], bodies[shared.b]
    return Reuse(
        a=a.article.id,
        b=b.article.id,
        share_a=round(shared.share_a, 4),
        share_b=round(shared.share_b, 4),
        passages=tuple(_passage(a, b, run) for run in shared.runs),
    )


def _shingles(body: Body) -> _Hashes:
    """The hash of the shingle at each word of a body: a polynomial in mixed word numbers."""
    size = len(body) - RUN + 1
    if size < 1:
        return np.zeros(0, np.uint64)
    mixed = _mix(body.codes)
    hashes = np.zeros(size, np.uint64)
    for offset in range(RUN):
        hashes = hashes * np.uint64(0x9E3779B97F4A7C15) + mixed[offset : offset + size]
    return _mix(hashes)


def _mix(values: _Hashes) -> _Hashes:
    """The finaliser of SplitMix64 (Steele, Lea and Flood 2014)."""
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _copies(bodies: Sequence[Body]) -> list[list[int]]:
    """Indexes of the bodies of :data:`RUN` words or more, those with the same words together."""
    found: dict[bytes, list[int]] = {}
    for number, body in enumerate(bodies):
        if len(body) >= RUN:
            found.setdefault(body.codes.tobytes(), []).append(number)
    return list(found.values())


def _identical(bodies: Sequence[Body], numbers: Sequence[int]) -> Iterator[Shared]:
    length = len(bodies[numbers[0]])
    everything = np.ones(length, np.bool_)
    whole = [Run(0, 0, length, length)]
    for a, b in _product(numbers, numbers):
        yield _measured(bodies, a, b, everything, everything, whole)


def _product(left: Sequence[int], right: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of different numbers, the smaller first; of very many only those with a first one."""
    if left is right:
        rows = left if len(left) <= MOST_COPIES else left[:1]
        yield from ((a, b) for at, a in enumerate(rows) for b in left[at + 1 :])
    elif len(left) * len(right) <= MOST_COPIES**2:
        yield from ((min(a, b), max(a, b)) for a in left for b in right)
    else:
        some = [(left[0], b) for b in right] + [(a, right[0]) for a in left[1:]]
        yield from ((min(pair), max(pair)) for pair in some)


def _across(
    bodies: Sequence[Body],
    left_numbers: Sequence[int],
    right_numbers: Sequence[int],
    left: Ints,
    right: Ints,
    scratch: Ints,
) -> Iterator[Shared]:
    """Pairs of articles of two different bodies, whose shingles are ``left`` and ``right``.

    ``scratch`` has a place for each shingle, all -1 before and after.
    """
    from_left = _counterparts(left, right, scratch)
    from_right = _counterparts(right, left, scratch)
    masks = _covered(from_left), _covered(from_right)
    runs = _runs(from_left)
    turned = [Run(run.b, run.a, run.length_b, run.length_a, run.edited) for run in runs]
    turned.sort(key=lambda run: (run.a, run.b))
    on_the_left = set(left_numbers)
    for a, b in _product(left_numbers, right_numbers):
        if a in on_the_left:
            yield _measured(bodies, a, b, masks[0], masks[1], runs)
        else:
            yield _measured(bodies, a, b, masks[1], masks[0], turned)


def _counterparts(here: Ints, there: Ints, scratch: Ints) -> Ints:
    """For each shingle of ``here`` its first position in ``there``, -1 where it has none."""
    known = np.flatnonzero(there >= 0)[::-1]
    scratch[there[known]] = known
    found = np.where(here >= 0, scratch[here], -1)
    scratch[there[known]] = -1
    return found


def _covered(counterparts: Ints) -> Mask:
    """Which words lie in a shared shingle."""
    at = np.flatnonzero(counterparts >= 0)
    steps = np.zeros(len(counterparts) + RUN, np.int64)
    np.add.at(steps, at, 1)
    np.add.at(steps, at + RUN, -1)
    return np.asarray(np.cumsum(steps)[:-1] > 0, np.bool_)


def _runs(counterparts: Ints) -> list[Run]:
    """Maximal runs of shingles whose counterparts follow on each other, in order."""
    at = np.flatnonzero(counterparts >= 0)
    if not len(at):
        return []
    to = counterparts[at]
    cuts = np.flatnonzero((np.diff(at) != 1) | (np.diff(to) != 1)) + 1
    bounds = [0, *cuts.tolist(), len(at)]
    return [
        Run(int(at[low]), int(to[low]), high - low + RUN - 1, high - low + RUN - 1)
        for low, high in itertools.pairwise(bounds)
    ]


def _measured(
    bodies: Sequence[Body], a: int, b: int, mask_a: Mask, mask_b: Mask, runs: Sequence[Run]
) -> Shared:
    own_a, words_a = _own(bodies[a], mask_a)
    own_b, words_b = _own(bodies[b], mask_b)
    pieces = [piece for run in runs for piece in _unbroken(bodies[a], bodies[b], run)]
    return Shared(
        a=a,
        b=b,
        share_a=float(mask_a.mean()),
        share_b=float(mask_b.mean()),
        own_a=own_a,
        own_b=own_b,
        own_words=max(words_a, words_b),
        runs=tuple(_bridged(pieces, bodies[a], bodies[b])),
    )


def _own(body: Body, mask: Mask) -> tuple[float, int]:
    """The share and the number of the reported words outside quotation marks that are shared."""
    outside = body.reported & ~body.quoted
    shared = int((mask & outside).sum())
    return shared / max(1, int(outside.sum())), shared


def _unbroken(a: Body, b: Body, run: Run) -> Iterator[Run]:
    """The run cut where a caption, a box or furniture stands inside it in one of the articles."""
    inside = a.breaks[run.a : run.a + run.length_a] | b.breaks[run.b : run.b + run.length_b]
    cuts = [0, *(np.flatnonzero(inside[1:]) + 1).tolist(), run.length_a]
    for low, high in itertools.pairwise(cuts):
        yield Run(run.a + low, run.b + low, high - low, high - low)


def _bridged(runs: Sequence[Run], a: Body, b: Body) -> Iterator[Run]:
    """Runs joined where only a few words differ between them."""
    last: Run | None = None
    for run in runs:
        if last is not None and _near(last, run, a, b):
            length_a = run.a + run.length_a - last.a
            length_b = run.b + run.length_b - last.b
            last = Run(last.a, last.b, length_a, length_b, edited=True)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last


def _near(last: Run, run: Run, a: Body, b: Body) -> bool:
    from_a, from_b = last.a + last.length_a, last.b + last.length_b
    if not (-RUN < run.a - from_a <= BRIDGE and -RUN < run.b - from_b <= BRIDGE):
        return False
    if run.a - from_a <= 0 and run.b - from_b <= 0:
        return False
    if not _follows(last.a, last.length_a, run.a, run.length_a) or not _follows(
        last.b, last.length_b, run.b, run.length_b
    ):
        return False
    return not (a.breaks[from_a : run.a + 1].any() or b.breaks[from_b : run.b + 1].any())


def _follows(start: int, length: int, later: int, later_length: int) -> bool:
    """Whether a run begins and ends after another: repeated words may lead back."""
    return later >= start and later + later_length >= start + length


def _passage(a: Body, b: Body, run: Run) -> Passage:
    last_a, last_b = run.a + run.length_a - 1, run.b + run.length_b - 1
    quoted = a.quoted[run.a : last_a + 1].mean() > 0.5 or b.quoted[run.b : last_b + 1].mean() > 0.5
    return Passage(
        a=(int(a.starts[run.a]), int(a.ends[last_a])),
        b=(int(b.starts[run.b]), int(b.ends[last_b])),
        quoted=bool(quoted),
        edited=run.edited,
    )
