"""The ``robots.txt`` of each site, fetched once and asked before each page."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx

from rashomon.errors import (
    AddressRefused,
    FetchError,
    RedirectRefused,
    RobotsForbidden,
    UnknownHost,
)
from rashomon.stages.read.fetch.asking import OK, REDIRECTS, Answer, Asker, Question, Visit
from rashomon.stages.read.fetch.robots import (
    ALL_ALLOWED,
    MAX_BYTES,
    Robots,
    parse_robots,
    product_token,
)
from rashomon.stages.read.fetch.settings import FetchSettings
from rashomon.stages.read.fetch.urls import checked_url, origin_of

__all__ = ["Sites"]

REDIRECTS_FOLLOWED = 5
"""At least five, says RFC 9309 (2.3.1.2); after that the file counts as unavailable."""
REMEMBERED = 1_000
"""Sites whose rules are held; a site that was not asked for longest is asked again."""


@dataclass
class _Site:
    lock: threading.Lock = field(default_factory=threading.Lock)
    rules: Robots | None = None
    problem: FetchError | None = None
    """Why the file could not be read, which forbids all."""


class Sites:
    """What the sites allow to this program.

    :param visit: begins a visit, with time and repeats of its own.
    """

    def __init__(self, settings: FetchSettings, asker: Asker, visit: Callable[[], Visit]) -> None:
        self._settings = settings
        self._asker = asker
        self._visit = visit
        self._lock = threading.Lock()
        self._sites: OrderedDict[str, _Site] = OrderedDict()
        self._token = product_token(settings.user_agent)

    def delay_for(self, url: httpx.URL) -> float:
        """Seconds between requests that the site asks for, up to the cap.

        :raises RobotsForbidden: the site forbids the page, or its file could not be read.
        :raises AddressRefused: the site is at an address that is refused.
        :raises UnknownHost: the site does not exist.
        """
        if not self._settings.obey_robots:
            return 0.0
        site = self._site(url)
        if site.rules is None:
            raise _forbidden(url, site.problem)
        if not site.rules.allows(url.raw_path.decode("ascii")):
            reason = "the site's robots.txt forbids this page; leave it out, or save it by hand"
            raise RobotsForbidden(str(url), reason)
        return min(site.rules.crawl_delay, self._settings.crawl_delay_cap_seconds)

    def _site(self, url: httpx.URL) -> _Site:
        origin = origin_of(url)
        with self._lock:
            site = self._sites.setdefault(origin, _Site())
            self._sites.move_to_end(origin)
            if len(self._sites) > REMEMBERED:
                self._sites.popitem(last=False)
        with site.lock:
            if site.rules is None and site.problem is None:
                try:
                    site.rules = self._rules(httpx.URL(origin).join("/robots.txt"))
                except FetchError as problem:
                    site.problem = problem
        return site

    def _rules(self, url: httpx.URL) -> Robots:
        """The rules behind a URL: a client error allows all, a server error raises."""
        try:
            answer = self._answer(url)
        except RedirectRefused:
            return ALL_ALLOWED
        if 400 <= answer.status < 500:
            return ALL_ALLOWED
        if answer.status not in OK:
            raise FetchError(str(url), f"the server answered with status {answer.status}")
        content = answer.content
        if answer.cut:
            content = content[: content.rfind(b"\n") + 1]
        return parse_robots(content, self._token)

    def _answer(self, url: httpx.URL) -> Answer:
        visit = self._visit()
        for _ in range(REDIRECTS_FOLLOWED + 1):
            answer = self._asker.ask(visit, Question(url, part=MAX_BYTES))
            location = answer.headers.get("Location", "")
            if answer.status not in REDIRECTS or not location:
                return answer
            url = checked_url(location, url, self._settings.allow_private)
        raise RedirectRefused(str(url), "too many redirects")


def _forbidden(url: httpx.URL, problem: FetchError | None) -> FetchError:
    """Why a page is not fetched when its ``robots.txt`` could not be."""
    own = problem is not None and problem.source == str(url.join("/robots.txt"))
    if own and isinstance(problem, AddressRefused | UnknownHost):
        # the page itself would fail in the same way
        return type(problem)(str(url), problem.reason)
    why = problem.reason if problem else "no answer"
    reason = f"the site's robots.txt could not be read, which forbids the page: {why}"
    return RobotsForbidden(str(url), reason)
