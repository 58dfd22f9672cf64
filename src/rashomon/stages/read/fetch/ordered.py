"""Work on many things at once, the results in their order, memory bounded."""

from __future__ import annotations

import itertools
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

__all__ = ["Bounds", "in_order"]

Result = TypeVar("Result")


@dataclass(frozen=True)
class Bounds:
    """How much runs and waits at the same time.

    :ivar at_once: things that are worked on.
    :ivar per_key: things of the same key that are worked on.
    :ivar ahead: things that were begun and not taken.
    :ivar held: size of the results that wait; beyond it only the next one to be taken begins.
    """

    at_once: int
    per_key: int
    ahead: int
    held: int


def in_order(
    items: Iterable[str],
    work: Callable[[str], Result],
    key: Callable[[str], str],
    size: Callable[[Result], int],
    bounds: Bounds,
) -> Iterator[Result]:
    """The results of ``work``, in the order of the items.

    A thing whose key is busy lets others pass, so that one slow host does not hold up the rest.
    Where the consumer stops early nothing further begins; what runs is left to end by itself.

    :raises Exception: what ``work`` or ``items`` raises, where its result would stand.
    """
    return _Line(work, key, size, bounds).run(items)


class _Line(Generic[Result]):
    def __init__(
        self,
        work: Callable[[str], Result],
        key: Callable[[str], str],
        size: Callable[[Result], int],
        bounds: Bounds,
    ) -> None:
        self._work = work
        self._key = key
        self._size = size
        self._bounds = bounds
        self._changed = threading.Condition()
        self._waiting: dict[int, tuple[str, str]] = {}
        self._done: dict[int, Result | BaseException] = {}
        self._busy: Counter[str] = Counter()
        self._held = 0
        self._next = 0
        self._stopped = False
        self._threads: list[threading.Thread] = []

    def run(self, items: Iterable[str]) -> Iterator[Result]:
        source = enumerate(items)
        added = 0
        try:
            for index in itertools.count():
                for place, item in itertools.islice(source, index + self._bounds.ahead - added):
                    self._add(place, item)
                    added = place + 1
                if index == added:
                    return
                yield self._taken(index)
        finally:
            with self._changed:
                self._stopped = True
                self._changed.notify_all()

    def _add(self, place: int, item: str) -> None:
        with self._changed:
            self._waiting[place] = (self._key(item), item)
            self._changed.notify_all()
        if len(self._threads) < self._bounds.at_once:
            thread = threading.Thread(target=self._serve, name="fetch", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _taken(self, index: int) -> Result:
        with self._changed:
            self._next = index
            self._changed.notify_all()
            self._changed.wait_for(lambda: index in self._done)
            result = self._done.pop(index)
            if isinstance(result, BaseException):
                raise result
            self._held -= self._size(result)
            self._next = index + 1
            self._changed.notify_all()
        return result

    def _serve(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._stopped or self._choice() is not None)
                place = self._choice()
                if self._stopped or place is None:
                    return
                key, item = self._waiting.pop(place)
                self._busy[key] += 1
            result = self._result(item)
            with self._changed:
                self._busy[key] -= 1
                if not self._busy[key]:
                    del self._busy[key]
                self._done[place] = result
                if not isinstance(result, BaseException):
                    self._held += self._size(result)
                self._changed.notify_all()

    def _result(self, item: str) -> Result | BaseException:
        try:
            return self._work(item)
        except BaseException as problem:
            return problem

    def _choice(self) -> int | None:
        """The first thing that may begin."""
        full = self._held >= self._bounds.held
        for place, (key, _) in self._waiting.items():
            if self._busy[key] < self._bounds.per_key and (place == self._next or not full):
                return place
        return None
