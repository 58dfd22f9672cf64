"""Connections to checked addresses only, and no read that lasts beyond a page's time."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import httpcore

from rashomon.stages.read.fetch.addresses import Resolver, checked_addresses

__all__ = ["GuardedBackend", "PageTime"]

_SocketOptions = Iterable[httpcore.SOCKET_OPTION] | None


class PageTime:
    """The network time that is left for one page.

    The time runs inside ``with page_time.running():`` only, so that polite waiting costs none.
    Real time, not the clock of the politeness: it bounds what sockets do.
    """

    def __init__(self, seconds: float) -> None:
        self._rest = seconds
        self._since: float | None = None

    def left(self) -> float:
        """Seconds left; zero or less when the time is over."""
        gone = 0.0 if self._since is None else time.monotonic() - self._since
        return self._rest - gone

    @contextmanager
    def running(self) -> Iterator[None]:
        """Let the time run."""
        self._since = time.monotonic()
        try:
            yield
        finally:
            self._rest, self._since = self.left(), None


class _Stream(httpcore.NetworkStream):
    """A stream whose steps end with the page's time, and which knows whether it ended."""

    def __init__(self, inner: httpcore.NetworkStream, backend: GuardedBackend) -> None:
        self._inner = inner
        self._backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._inner.read(max_bytes, self._backend.limit(timeout, httpcore.ReadTimeout))
        self._backend.ended = not data
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._backend.limit(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        limit = self._backend.limit(timeout, httpcore.ConnectTimeout)
        inner = self._inner.start_tls(ssl_context, server_hostname, limit)
        return _Stream(inner, self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class GuardedBackend(httpcore.NetworkBackend):
    """Opens the connections of one request.

    The host is resolved once, each address is checked, and the connection goes to an address that
    was checked: a name that changes its address in between (DNS rebinding) gains nothing. TLS and
    the ``Host`` header keep the name.

    :param url: what errors name.
    :param resolver: none for the way to a proxy the user named, which may be private.
    :ivar ended: whether the server closed the connection.
    """

    def __init__(
        self, url: str, page_time: PageTime, resolver: Resolver | None, allow_private: bool
    ) -> None:
        self.ended = False
        self._url = url
        self._time = page_time
        self._resolver = resolver
        self._allow_private = allow_private
        self._plain = httpcore.SyncBackend()

    def limit(self, timeout: float | None, error: type[httpcore.TimeoutException]) -> float:
        """The shorter of a timeout and the time left, in seconds.

        :raises httpcore.TimeoutException: no time is left; of the kind ``error``.
        """
        left = self._time.left()
        if left <= 0:
            raise error("the time for the page is over")
        return left if timeout is None else min(timeout, left)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: _SocketOptions = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first checked address of the host that answers.

        :raises AddressRefused: one of the host's addresses is not public.
        :raises HostUnreachable: the name has no address.
        """
        problem: httpcore.ConnectError | httpcore.ConnectTimeout
        problem = httpcore.ConnectError("no address")
        for address in self._addresses(host, port, timeout):
            limit = self.limit(timeout, httpcore.ConnectTimeout)
            try:
                stream = self._plain.connect_tcp(
                    address, port, limit, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
                continue
            return _Stream(stream, self)
        raise problem

    def _addresses(self, host: str, port: int, timeout: float | None) -> Iterable[str]:
        if self._resolver is None:
            return (host,)
        limit = self.limit(timeout, httpcore.ConnectTimeout)
        return checked_addresses(self._url, host, port, self._resolver, self._allow_private, limit)
