"""How much two articles tell of one happening: words they share, the sense of their leads, time."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from rashomon.embed import Embedder
from rashomon.stages.group.bodies import Body
from rashomon.stages.group.candidates import candidates
from rashomon.stages.group.linkage import Edge
from rashomon.stages.group.profiles import Floats, Profile, profile
from rashomon.stages.group.telling import telling
from rashomon.words import Ints

__all__ = ["Tick", "Told", "edges_between", "silent", "told_of"]

FLOOR = 0.25
"""Least similarity of an edge worth keeping; far below that of a story."""

BATCH = 256
"""Leads given to the encoder at a time: how often progress is told."""

LATE = ((2.0, 14.0, 0.05), (14.0, 120.0, 0.1), (365.0, 1095.0, 0.25))
"""What time between two reports takes off their similarity: from so many days, rising to so many,
up to so much. A running theme keeps its words and names, so that little but time tells one of its
happenings from the next: in four topics of ``timeline`` the pairs in one story that are over 30
days apart fall from 39% without this to 6%. The ``group`` material, whose gold has many times of a
later scrape (25% of the pairs of one story over 18 days apart), comes with these times from
B-cubed F1 .963 to .952; steeper rules cost more there."""


Tick = Callable[[int, int], None]


def silent(done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What an article is compared by: words, lead, and the day it came out (nan: not known)."""

    profile: Profile
    lead: str
    day: float


def told_of(body: Body) -> Told:
    """What an article is compared by.

    :raises ModelError: the table of document frequencies is missing or damaged.
    """
    told = telling(body)
    return Told(profile(told), told.lead, _day(body.article.published))


def edges_between(
    told: Sequence[Told], embedder: Embedder, new: Sequence[int], tick: Tick = silent
) -> list[Edge]:
    """Pairs of articles of which one is ``new``, with their similarity from 0 to 1, if it is
    :data:`FLOOR` or more; in order, each once.

    Only articles that share words with another are given to the encoder.

    :param tick: called with (articles done, articles in all) now and then.
    """
    near = list(candidates([one.profile for one in told], new))
    asked = sorted({int(one) for own, others, _ in near for one in (own, *others) if len(others)})
    vectors = _vectors(told, [one for one in asked if told[one].lead], embedder, tick)
    found: dict[tuple[int, int], float] = {}
    for own, others, words in near:
        if len(others):
            values = similar(told, vectors, own, others, words)
            for other, value in zip(others.tolist(), values.tolist(), strict=True):
                found[min(own, other), max(own, other)] = round(value, 6)
    return [(a, b, value) for (a, b), value in sorted(found.items()) if value >= FLOOR]


def _vectors(
    told: Sequence[Told], asked: Sequence[int], embedder: Embedder, tick: Tick
) -> dict[int, Floats]:
    found: dict[int, Floats] = {}
    for first in range(0, len(asked), BATCH):
        batch = asked[first : first + BATCH]
        found.update(zip(batch, embedder.embed([told[one].lead for one in batch]), strict=True))
        tick(len(found), len(asked))
    return found


def similar(
    told: Sequence[Told], vectors: dict[int, Floats], own: int, others: Ints, words: Floats
) -> Floats:
    """Similarities of an article to some others: the mean of words and sense, less for time.

    :param words: how much their words are alike, shape (others,).
    """
    senses = np.zeros(len(others), np.float32)
    for at, other in enumerate(others.tolist()):
        if own in vectors and other in vectors:
            senses[at] = vectors[own] @ vectors[other]
    days = np.asarray([told[other].day for other in others.tolist()]) - told[own].day
    return np.asarray((words + np.clip(senses, 0, 1)) / 2 - late(days), np.float32)


def late(days: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """What is taken off for days between two reports, nan where they are not known."""
    apart = np.abs(np.nan_to_num(days))
    steps = [most * np.clip((apart - low) / (high - low), 0, 1) for low, high, most in LATE]
    return np.asarray(np.sum(steps, axis=0), np.float64)


def _day(published: str | None) -> float:
    """The day of a time as a number, nan where it is not known to the day."""
    if published is None or len(published) < len("2024-05-17"):
        return math.nan
    return float(date.fromisoformat(published[:10]).toordinal())
