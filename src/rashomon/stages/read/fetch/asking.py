"""One request with its limits, and its repeats."""

from __future__ import annotations

import itertools
import math
import urllib.request
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http.cookiejar import Cookie, CookieJar, DefaultCookiePolicy

import httpx

from rashomon.errors import (
    BadResponse,
    FetchError,
    FetchTimeout,
    HostUnreachable,
    ResponseTooLarge,
    UnknownHost,
)
from rashomon.stages.read.fetch.decoding import accepted_encodings, bounded, decoded
from rashomon.stages.read.fetch.network import PageTime
from rashomon.stages.read.fetch.pacing import Pacer
from rashomon.stages.read.fetch.settings import FetchSettings

__all__ = ["OK", "REDIRECTS", "Answer", "Asker", "Question", "Visit"]

OK = frozenset({200, 203})
"""Answers whose body is a page."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})
AGAIN = frozenset({429, 500, 502, 503, 504})
"""Answers after which the same request may succeed."""
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@dataclass(frozen=True)
class Answer:
    """What a server said.

    :ivar content: the body after decompression; empty unless the status is one of ``OK``.
    :ivar cut: whether the body was longer than what was asked for.
    """

    status: int
    headers: httpx.Headers
    content: bytes = b""
    cut: bool = False


@dataclass(frozen=True)
class Question:
    """One request.

    :ivar conditions: headers that make it conditional.
    :ivar delay: seconds between requests that the site asks for.
    :ivar part: bytes of the body that suffice; none: the whole, within the limits.
    """

    url: httpx.URL
    conditions: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    part: int | None = None


class _Sendable(DefaultCookiePolicy):
    """Takes only cookies that a header of a request can carry."""

    def set_ok(self, cookie: Cookie, request: urllib.request.Request) -> bool:
        text = f"{cookie.name}{cookie.value or ''}{cookie.path}"
        return text.isascii() and text.isprintable() and super().set_ok(cookie, request)


class Visit:
    """What the requests for one page share: cookies, time, repeats.

    :ivar cookies: kept from a redirect to the next, and no longer.
    :ivar retries: repeats that are left.
    """

    def __init__(self, settings: FetchSettings) -> None:
        self.cookies = httpx.Cookies(CookieJar(_Sendable()))
        self.time = PageTime(settings.page_seconds)
        self.retries = settings.retries

    def state(self, url: httpx.URL) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """A URL with the cookies, sorted: if both come again, the redirects run in a loop."""
        jar = self.cookies.jar
        return str(url), tuple(sorted((c.domain, c.path, c.name, c.value or "") for c in jar))


class Asker:
    """Sends requests, each in its turn, and repeats what may succeed later.

    The transport is used without :class:`httpx.Client`, which builds the request of a redirect
    before anyone has checked it.
    """

    def __init__(
        self, settings: FetchSettings, transport: httpx.BaseTransport, pacer: Pacer
    ) -> None:
        self._settings = settings
        self._transport = transport
        self._pacer = pacer
        self._timeout = httpx.Timeout(settings.read_seconds, connect=settings.connect_seconds)
        self._headers = {
            "User-Agent": settings.user_agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": accepted_encodings(),
            "Connection": "close",
        }
        self._closed = False

    def close(self) -> None:
        """Begin no further request."""
        self._closed = True

    def ask(self, visit: Visit, question: Question) -> Answer:
        """The answer to a request, whatever its status, unless it is one of ``AGAIN``.

        :raises FetchError: no answer came, or none within the limits, or only ones of ``AGAIN``.
        """
        host = question.url.host
        for attempt in itertools.count():
            outcome, asked_wait = self._tried(visit, question)
            if isinstance(outcome, Answer):
                return outcome
            if visit.retries == 0 or isinstance(outcome, UnknownHost) or visit.time.left() <= 0:
                raise outcome
            visit.retries -= 1
            self._pacer.rest(host, self._wait(host, attempt, asked_wait, outcome))
        raise AssertionError("the loop ends by an answer or an error")

    def _tried(self, visit: Visit, question: Question) -> tuple[Answer | FetchError, float | None]:
        """An answer, or a problem that may pass, with the seconds the server asks to wait."""
        try:
            with self._pacer.turn(question.url.host, question.delay), visit.time.running():
                answer = self._once(visit, question)
        except (HostUnreachable, FetchTimeout) as problem:
            return problem, None
        if answer.status not in AGAIN:
            return answer, None
        reason = f"the server answered with status {answer.status}; try again later"
        return BadResponse(str(question.url), reason), _retry_after(answer.headers)

    def _wait(self, host: str, attempt: int, asked: float | None, problem: FetchError) -> float:
        """Seconds to wait before the next try: doubled each time, or what the server asks for.

        :raises FetchError: the server asks for more than the cap.
        """
        settings = self._settings
        # beyond 2**32 the cap holds in any case, and a float would overflow
        chosen = settings.backoff_seconds * 2.0 ** min(attempt, 32)
        chosen = min(chosen, settings.backoff_cap_seconds)
        if asked is None:
            return chosen
        if asked > settings.retry_after_cap_seconds:
            self._pacer.shut(host, asked)
            reason = f"{problem.reason}, it asks for {asked:.0f} seconds"
            raise BadResponse(problem.source, reason)
        return max(asked, chosen)

    def _once(self, visit: Visit, question: Question) -> Answer:
        if self._closed:
            raise FetchError(str(question.url), "the fetching ended before this page; start again")
        shut = self._pacer.shut_for(question.url.host)
        if shut > 0:
            reason = f"the server asks to be left alone for {shut:.0f} seconds; try again then"
            raise BadResponse(str(question.url), reason)
        request = httpx.Request(
            "GET",
            question.url,
            headers=self._headers | question.conditions,
            extensions={"page_time": visit.time, "timeout": self._timeout.as_dict()},
        )
        visit.cookies.set_cookie_header(request)
        response = self._transport.handle_request(request)
        try:
            response.request = request
            visit.cookies.extract_cookies(response)
            if response.status_code not in OK:
                return Answer(response.status_code, response.headers)
            content, cut = self._body(response, str(question.url), question.part)
            return Answer(response.status_code, response.headers, content, cut)
        finally:
            response.close()

    def _body(self, response: httpx.Response, url: str, part: int | None) -> tuple[bytes, bool]:
        settings = self._settings
        declared = response.headers.get("Content-Length", "")
        if part is None and declared.isdecimal() and int(declared) > settings.max_received_bytes:
            reason = f"the answer has {declared} bytes; more than {settings.max_received_bytes} are"
            raise ResponseTooLarge(url, f"{reason} not taken")
        sent = bounded(
            response.iter_raw(), settings.max_received_bytes, url, "the answer as it is sent"
        )
        encodings = response.headers.get("Content-Encoding", "")
        pieces = decoded(sent, encodings, settings.max_bytes, url)
        content = bytearray()
        for piece in bounded(pieces, settings.max_bytes, url, "the answer"):
            content += piece
            if part is not None and len(content) > part:
                return bytes(content[:part]), True
        return bytes(content), False


def _retry_after(headers: httpx.Headers) -> float | None:
    """Seconds that the server asks to wait; a date is counted from the server's own ``Date``."""
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdecimal():
        return float(value[:9])
    try:
        until, now = (parsedate_to_datetime(text) for text in (value, headers.get("Date", "")))
        seconds = until.timestamp() - now.timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
    return max(seconds, 0.0) if math.isfinite(seconds) else None
