"""Pages from URLs: polite, bounded, and from public addresses only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import httpx

from rashomon.errors import BadResponse, FetchError, RedirectRefused
from rashomon.models import Refusal
from rashomon.stages.read.closing import Closing
from rashomon.stages.read.fetch.addresses import Resolver, system_resolver
from rashomon.stages.read.fetch.asking import OK, REDIRECTS, Answer, Asker, Question, Visit
from rashomon.stages.read.fetch.cache import Cache, Kept
from rashomon.stages.read.fetch.ordered import Bounds, in_order
from rashomon.stages.read.fetch.pacing import Clock, Pacer, SystemClock
from rashomon.stages.read.fetch.settings import FetchSettings
from rashomon.stages.read.fetch.sites import Sites
from rashomon.stages.read.fetch.transport import GuardedTransport
from rashomon.stages.read.fetch.urls import checked_url, host_of, shown

__all__ = ["Fetched", "Fetcher"]

_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]+)", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Fetched:
    """A page as a server gave it.

    :ivar source: the URL as it was asked for.
    :ivar url: the URL that gave the page, after redirects.
    :ivar content: its bytes after decompression, in the encoding they came in.
    :ivar content_type: the media type in lower case without parameters, empty if none was sent.
    :ivar encoding: the ``charset`` that the header names, in lower case, none if it names none;
        no check whether it is one, or the right one.
    :ivar etag: ``ETag`` as sent, empty if it was not.
    :ivar last_modified: ``Last-Modified`` as sent, empty if it was not.
    :ivar from_cache: whether the server said that the kept page is still the right one.
    """

    source: str
    url: str
    content: bytes
    content_type: str = ""
    encoding: str | None = None
    etag: str = ""
    last_modified: str = ""
    from_cache: bool = False


class Fetcher(Closing):
    """Fetches pages. May be used by several threads; is closed by leaving its context.

    ::

        with Fetcher(FetchSettings(cache_folder=folder)) as fetcher:
            page = fetcher.fetch("https://news.example/2024/05/17/talks")

    Only http and https; no address that is not public, whether written, found by name or
    redirected to; ``robots.txt`` first (RFC 9309); the requests of a host one after another with a
    pause between; each limit of :class:`FetchSettings` held while an answer comes in.

    :param resolver: finds the addresses of a host; the system's.
    :param clock: the time for pauses between requests; the machine's.
    :raises UsageError: the cache folder cannot be made.
    """

    def __init__(
        self,
        settings: FetchSettings | None = None,
        resolver: Resolver = system_resolver,
        clock: Clock | None = None,
    ) -> None:
        self._settings = settings or FetchSettings()
        transport = GuardedTransport(self._settings, resolver)
        pacer = Pacer(
            self._settings.interval_seconds, self._settings.per_host, clock or SystemClock()
        )
        self._asker = Asker(self._settings, transport, pacer)
        self._sites = Sites(self._settings, self._asker, self._visit)
        folder = self._settings.cache_folder
        self._cache = Cache(folder, self._settings.cache_bytes) if folder else None

    def close(self) -> None:
        """Begin no further request. Connections close with the request that they serve."""
        self._asker.close()

    def fetch(self, url: str) -> Fetched:
        """The page behind a URL.

        :raises FetchError: it could not be had; names the URL as it was asked for, what is wrong,
            and what to do.
        """
        start = checked_url(url, allow_private=self._settings.allow_private)
        try:
            return self._page(url, start)
        except FetchError as problem:
            if problem.source in (shown(url), str(start)):
                raise type(problem)(shown(url), problem.reason) from None
            reason = f"redirected to {shown(problem.source)}: {problem.reason}"
            raise type(problem)(shown(url), reason) from None

    def fetch_all(self, urls: Iterable[str]) -> Iterator[Fetched | Refusal]:
        """The pages behind URLs, in their order, several hosts at the same time.

        :param urls: taken one by one, not far ahead of what is given back.
        :returns: for each URL its page, or a refusal that names it and the reason.
        """
        settings = self._settings
        bounds = Bounds(settings.at_once, settings.per_host, settings.ahead, settings.held_bytes)
        return in_order(urls, self._fetched, host_of, _size, bounds)

    def _fetched(self, url: str) -> Fetched | Refusal:
        try:
            return self.fetch(url)
        except FetchError as problem:
            return Refusal(source=problem.source, reason=problem.reason)

    def _visit(self) -> Visit:
        return Visit(self._settings)

    def _page(self, source: str, url: httpx.URL) -> Fetched:
        """Follow the redirects of a page to its end."""
        visit = self._visit()
        seen: set[tuple[str, tuple[tuple[str, ...], ...]]] = set()
        for _ in range(self._settings.max_redirects + 1):
            here = visit.state(url)
            if here in seen:
                raise RedirectRefused(shown(source), "its redirects run in a loop; leave it out")
            seen.add(here)
            found = self._here(visit, source, url)
            if isinstance(found, Fetched):
                return found
            url = checked_url(found, url, self._settings.allow_private)
        reason = f"more than {self._settings.max_redirects} redirects; give the last address"
        raise RedirectRefused(shown(source), reason)

    def _here(self, visit: Visit, source: str, url: httpx.URL) -> Fetched | str:
        """The page at a URL, or where it redirects to."""
        delay = self._sites.delay_for(url)
        kept = self._cache.load(str(url)) if self._cache else None
        answer = self._asker.ask(visit, Question(url, _conditions(kept), delay))
        if answer.status == 304 and kept and _other(answer, kept):
            kept = None
            answer = self._asker.ask(visit, Question(url, {}, delay))
        if answer.status == 304 and kept and self._cache:
            self._cache.touch(kept.url)
            return _as_fetched(source, kept, from_cache=True)
        if answer.status in REDIRECTS:
            return _location(answer, url)
        if answer.status not in OK:
            raise BadResponse(str(url), _complaint(answer.status))
        page = Kept(
            url=str(url),
            content_type=answer.headers.get("Content-Type", ""),
            etag=answer.headers.get("ETag", ""),
            last_modified=answer.headers.get("Last-Modified", ""),
            content=answer.content,
        )
        self._keep(page, answer)
        return _as_fetched(source, page, from_cache=False)

    def _keep(self, page: Kept, answer: Answer) -> None:
        """Keep a page that may be kept and can be asked for again by its validators."""
        if self._cache is None:
            return
        directives = answer.headers.get("Cache-Control", "").lower().split(",")
        forbidden = any(directive.strip() == "no-store" for directive in directives)
        if forbidden or not (page.etag or page.last_modified):
            self._cache.drop(page.url)
        else:
            self._cache.store(page)


def _size(result: Fetched | Refusal) -> int:
    return len(result.content) if isinstance(result, Fetched) else 0


def _conditions(kept: Kept | None) -> dict[str, str]:
    if kept is None:
        return {}
    named = {"If-None-Match": kept.etag, "If-Modified-Since": kept.last_modified}
    return {name: value for name, value in named.items() if value and value.isascii()}


def _other(answer: Answer, kept: Kept) -> bool:
    """Whether a 304 is about another page than the one that is kept (RFC 9111, 4.3.4)."""
    named: str = answer.headers.get("ETag", "")
    return bool(named and kept.etag) and named.removeprefix("W/") != kept.etag.removeprefix("W/")


def _location(answer: Answer, url: httpx.URL) -> str:
    location: str = answer.headers.get("Location", "").strip()
    if not location:
        raise RedirectRefused(str(url), "it redirects to nowhere; leave it out")
    return location


def _complaint(status: int) -> str:
    what = {
        304: "the server says that the page is unchanged, but none was kept; try again later",
        401: "the server asks for a password (401); save the page by hand",
        402: "the server asks for payment (402); save the page by hand",
        403: "the server forbids the page (403); save it by hand",
        404: "the server has no such page (404); check the URL",
        410: "the server has removed the page (410); look for it in an archive",
        451: "the server may not show the page (451); save it by hand",
    }
    return what.get(status, f"the server answered with status {status} and no page; leave it out")


def _as_fetched(source: str, page: Kept, from_cache: bool) -> Fetched:
    charset = _CHARSET.search(page.content_type)
    return Fetched(
        source=source,
        url=page.url,
        content=page.content,
        content_type=page.content_type.partition(";")[0].strip().lower(),
        encoding=charset.group(1).lower() if charset else None,
        etag=page.etag,
        last_modified=page.last_modified,
        from_cache=from_cache,
    )
