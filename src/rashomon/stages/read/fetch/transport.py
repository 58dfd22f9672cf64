"""One connection for each request, to a checked address, with the errors of this project."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import httpcore
import httpx

from rashomon.errors import BadResponse, FetchTimeout, HostUnreachable
from rashomon.stages.read.fetch.addresses import Resolver
from rashomon.stages.read.fetch.network import GuardedBackend, PageTime
from rashomon.stages.read.fetch.settings import FetchSettings

__all__ = ["GuardedTransport"]

_SILENT = (httpcore.ReadTimeout, httpcore.WriteTimeout)
_BROKEN = (httpcore.NetworkError, httpcore.ConnectTimeout, httpcore.ProxyError)


@contextmanager
def _told(url: str, page_time: PageTime, backend: GuardedBackend) -> Iterator[None]:
    """Name what the network layer raises."""
    try:
        yield
    except httpcore.TimeoutException as problem:
        if page_time.left() <= 0:
            raise FetchTimeout(url, "the page took too long as a whole; try again later") from None
        if isinstance(problem, _SILENT):
            raise FetchTimeout(url, "the server was silent for too long; try again later") from None
        raise HostUnreachable(url, "no connection came in time; try again later") from None
    except _BROKEN as problem:
        if isinstance(problem.__cause__, ssl.SSLCertVerificationError):
            reason = f"the site's certificate is not valid ({_short(problem)}); leave it out"
            raise BadResponse(url, reason) from None
        reason = f"the connection failed ({_short(problem)}); try again later"
        raise HostUnreachable(url, reason) from None
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as problem:
        if backend.ended:
            reason = "the server broke off before the answer was whole; try again later"
            raise HostUnreachable(url, reason) from None
        reason = f"the server does not answer in correct HTTP ({_short(problem)}); leave it out"
        raise BadResponse(url, reason) from None


def _short(problem: Exception) -> str:
    line = " ".join(str(problem).split())
    return line[:120] or type(problem).__name__


@cache
def _tls() -> ssl.SSLContext:
    """One for all: reading the certificates takes longer than many a page."""
    return httpx.create_ssl_context()


class _Body(httpx.SyncByteStream):
    def __init__(
        self,
        stream: httpcore.Response,
        connection: httpcore.HTTPConnection | httpcore.HTTPProxy,
        told: tuple[str, PageTime, GuardedBackend],
    ) -> None:
        self._stream = stream
        self._connection = connection
        self._told = told

    def __iter__(self) -> Iterator[bytes]:
        with _told(*self._told):
            yield from self._stream.iter_stream()

    def close(self) -> None:
        self._stream.close()
        self._connection.close()


class GuardedTransport(httpx.BaseTransport):
    """Sends requests as httpx has them.

    A connection serves one request: between two requests of a host there is a polite wait, and
    what a server sends beyond its answer can never be taken for the answer to the next request.
    Certificates are checked against certifi's, or those that ``SSL_CERT_FILE`` or ``SSL_CERT_DIR``
    name; nothing else of the environment is used.

    A request carries its :class:`PageTime` as the extension ``page_time``, and ``timeout`` as httpx
    has it. Raised are ``AddressRefused``, ``HostUnreachable``, ``FetchTimeout`` and
    ``BadResponse``; the last three also while the body is read.
    """

    def __init__(self, settings: FetchSettings, resolver: Resolver) -> None:
        self._settings = settings
        self._resolver = resolver

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the body is read by who iterates over the response."""
        page_time: PageTime = request.extensions["page_time"]
        url = str(request.url)
        resolver = None if self._settings.proxy else self._resolver
        backend = GuardedBackend(url, page_time, resolver, self._settings.allow_private)
        sent = _as_httpcore(request)
        connection = self._connection(sent.url.origin, backend)
        told = (url, page_time, backend)
        try:
            with _told(*told):
                answer = connection.handle_request(sent)
        except BaseException:
            connection.close()
            raise
        body = _Body(answer, connection, told)
        return httpx.Response(status_code=answer.status, headers=answer.headers, stream=body)

    def _connection(
        self, origin: httpcore.Origin, backend: GuardedBackend
    ) -> httpcore.HTTPConnection | httpcore.HTTPProxy:
        if self._settings.proxy is None:
            return httpcore.HTTPConnection(origin, _tls(), network_backend=backend)
        proxy = httpx.Proxy(self._settings.proxy)
        return httpcore.HTTPProxy(
            str(proxy.url), proxy_auth=proxy.raw_auth, ssl_context=_tls(), network_backend=backend
        )


def _as_httpcore(request: httpx.Request) -> httpcore.Request:
    target = httpcore.URL(
        scheme=request.url.raw_scheme,
        host=request.url.raw_host,
        port=request.url.port,
        target=request.url.raw_path,
    )
    timeouts = {"timeout": request.extensions["timeout"]}
    return httpcore.Request(
        request.method, target, headers=request.headers.raw, extensions=timeouts
    )
