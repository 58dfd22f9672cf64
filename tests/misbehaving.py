"""A web server on loopback that does to the letter what a test tells it to, right or wrong."""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Self

RESET = object()
"""Given by a handler: break the connection off with a reset."""

Step = bytes | float | object
"""Bytes to send, seconds to be silent, or ``RESET``."""


@dataclass(frozen=True)
class Asked:
    """A request: its target, its headers (names in lower case), and how many came before."""

    path: str
    headers: dict[str, str]
    before: int


Handler = Callable[[Asked], Iterable[Step]]


def answer(body: bytes = b"", status: str = "200 OK", /, **headers: str) -> bytes:
    """A whole answer; ``_`` in the name of a header is ``-``, and an empty value leaves it out."""
    named = {"Content-Length": str(len(body)), "Content-Type": "text/html"}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{name}: {value}" for name, value in named.items() if value]
    return "\r\n".join((f"HTTP/1.1 {status}", *lines, "", "")).encode() + body


def redirect(target: str) -> bytes:
    """A redirect to ``target``."""
    return answer(b"", "302 Found", Location=target)


@dataclass
class Server:
    """Serves ``routes`` until its context is left; what it has no route for is 404.

    :ivar asked: the requests, in the order in which they came.
    """

    routes: dict[str, Handler | bytes] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    tls: ssl.SSLContext | None = None

    def __enter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self._listener.getsockname()[1]
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._count: Counter[str] = Counter()
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(5)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a route."""
        scheme = "http" if self.tls is None else "https"
        return f"{scheme}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """The targets that were asked for, ``robots.txt`` left out."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def _accept(self) -> None:
        while not self._stop.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            connection.settimeout(5)
            thread = threading.Thread(target=self._serve, args=(connection,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, plain: socket.socket) -> None:
        with plain, contextlib.suppress(OSError), self._secured(plain) as connection:
            asked = self._read(connection)
            if asked is None:
                return
            for step in self._steps(asked):
                if step is RESET:
                    linger = struct.pack("ii", 1, 0)
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                    return
                if isinstance(step, bytes):
                    connection.sendall(step)
                elif self._stop.wait(float(str(step))):
                    return
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(4096):
                pass

    def _secured(self, connection: socket.socket) -> socket.socket:
        if self.tls is None:
            return connection
        return self.tls.wrap_socket(connection, server_side=True)

    def _steps(self, asked: Asked) -> Iterator[Step]:
        route = self.routes.get(asked.path, answer(b"", "404 Not Found"))
        yield from (route,) if isinstance(route, bytes) else route(asked)

    def _read(self, connection: socket.socket) -> Asked | None:
        data = b""
        while b"\r\n\r\n" not in data:
            part = connection.recv(4096)
            if not part:
                return None
            data += part
        first, *lines = data.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
        headers = {n.strip().lower(): v.strip() for n, _, v in (x.partition(":") for x in lines)}
        path = first.split()[1]
        with self._lock:
            asked = Asked(path, headers, self._count[path])
            self._count[path] += 1
            self.asked.append(asked)
        return asked
