"""Engines: where a stage's function runs over batches of articles.

A stage is a function from a batch to a list; an engine decides which process runs which batch.
Batches depend on the number of items only, never on the number of processes, and results come
back in the order of the items, so that every engine gives the same bytes.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Protocol, TypeVar

__all__ = [
    "BATCH",
    "Engine",
    "ProcessEngine",
    "SerialEngine",
    "batches",
    "engine_for",
    "processors",
]

Item = TypeVar("Item")
Result = TypeVar("Result")
Tick = Callable[[int, int], None]

BATCH = 16
"""Articles in a batch: enough for spaCy's own batching, few enough that two processes share a
folder of forty reports evenly."""

WORTH_A_PROCESS = 48
"""Articles from which further processes pay: each loads the models anew, about 3 s, which one
process spends on some 40 articles (``make bench``, medium English pipeline, one core)."""


AHEAD = 4
"""Batches a process that wait for their turn or to be taken."""


class Engine(Protocol):
    """Runs a function over batches of items."""

    def map(
        self,
        function: Callable[[Sequence[Item]], list[Result]],
        items: Sequence[Item],
        tick: Tick,
        size: int = BATCH,
    ) -> list[Result]:
        """The results of ``function`` over all batches, in the order of ``items``.

        :param tick: called with (items done, items in all) after each batch.
        :param size: items in a batch.
        """
        found: list[Result] = []
        for batch in self.stream(function, items, size):
            found.extend(batch)
            tick(len(found), len(items))
        return found

    def stream(
        self,
        function: Callable[[Sequence[Item]], list[Result]],
        items: Iterable[Item],
        size: int = BATCH,
    ) -> Iterator[list[Result]]:
        """The results batch by batch, in the order of ``items``, of which no more than a few
        batches are held at a time.

        :param size: items in a batch.
        """
        ...


class SerialEngine(Engine):
    """Everything in this process."""

    def stream(
        self,
        function: Callable[[Sequence[Item]], list[Result]],
        items: Iterable[Item],
        size: int = BATCH,
    ) -> Iterator[list[Result]]:
        """See :class:`Engine`."""
        return map(function, batches(items, size))


class ProcessEngine(Engine):
    """Batches spread over processes; ``function`` and items must pickle."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs

    def stream(
        self,
        function: Callable[[Sequence[Item]], list[Result]],
        items: Iterable[Item],
        size: int = BATCH,
    ) -> Iterator[list[Result]]:
        """See :class:`Engine`."""
        context = multiprocessing.get_context("spawn")
        waiting: deque[Future[list[Result]]] = deque()
        with ProcessPoolExecutor(self.jobs, mp_context=context) as pool:
            for batch in batches(items, size):
                waiting.append(pool.submit(function, batch))
                if len(waiting) > AHEAD * self.jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()


def processors() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def engine_for(jobs: int, items: int) -> Engine:
    """The engine for a number of processes and items: further processes only where they pay."""
    return ProcessEngine(jobs) if jobs > 1 and items >= WORTH_A_PROCESS else SerialEngine()


def batches(items: Iterable[Item], size: int = BATCH) -> Iterator[Sequence[Item]]:
    """``items`` in runs of ``size``, the last one shorter."""
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch
