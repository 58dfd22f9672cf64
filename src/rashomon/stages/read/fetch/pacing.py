"""Politeness: how often a host is asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

__all__ = ["Clock", "Pacer", "SystemClock"]


class Clock(Protocol):
    """Where the time comes from, so that a test need not wait."""

    def now(self) -> float:
        """Seconds since some moment; never goes back."""
        ...

    def sleep(self, seconds: float) -> None:
        """Come back after ``seconds``, more than zero."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> float:
        """Seconds since some moment; never goes back."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Come back after ``seconds``."""
        time.sleep(seconds)


@dataclass
class _Host:
    free: threading.Semaphore
    door: threading.Lock = field(default_factory=threading.Lock)
    state: threading.Lock = field(default_factory=threading.Lock)
    ready: float = float("-inf")
    """The time at which the next request may begin."""
    shut: float = float("-inf")
    """The time until which the host wants no requests."""


class Pacer:
    """Lets requests of one host pass one after another, with a pause between them.

    :param interval: seconds from the end of a request to the beginning of the next, and between
        the beginnings where several run at once.
    :param per_host: requests of one host at the same time.
    """

    def __init__(self, interval: float, per_host: int, clock: Clock) -> None:
        self._interval = interval
        self._per_host = per_host
        self._clock = clock
        self._lock = threading.Lock()
        self._hosts: dict[str, _Host] = {}

    @contextmanager
    def turn(self, host: str, delay: float = 0.0) -> Iterator[None]:
        """Wait for the turn of a request and keep it until the block ends.

        :param delay: seconds that the host itself asks for between requests; the longer of this
            and the interval holds.
        """
        state, pause = self._host(host), max(self._interval, delay)
        with state.free:
            with state.door:
                self._wait(state)
                self._rest(state, pause)
            try:
                yield
            finally:
                self._rest(state, pause)

    def rest(self, host: str, seconds: float) -> None:
        """Let no request of a host begin for ``seconds``."""
        self._rest(self._host(host), seconds)

    def shut(self, host: str, seconds: float) -> None:
        """Note that a host wants no requests for ``seconds``, which is too long to wait."""
        state = self._host(host)
        with state.state:
            state.shut = max(state.shut, self._clock.now() + seconds)

    def shut_for(self, host: str) -> float:
        """Seconds for which a host wants no requests; zero or less if it takes them."""
        state = self._host(host)
        with state.state:
            return state.shut - self._clock.now()

    def _host(self, name: str) -> _Host:
        with self._lock:
            if name not in self._hosts:
                self._hosts[name] = _Host(threading.Semaphore(self._per_host))
            return self._hosts[name]

    def _wait(self, host: _Host) -> None:
        with host.state:
            seconds = host.ready - self._clock.now()
        if seconds > 0:
            self._clock.sleep(seconds)

    def _rest(self, host: _Host, seconds: float) -> None:
        with host.state:
            host.ready = max(host.ready, self._clock.now() + seconds)
