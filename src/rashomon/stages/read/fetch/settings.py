"""What the fetching was asked for, and what it may cost."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from rashomon.errors import UsageError

__all__ = ["FetchSettings", "user_agent"]


def user_agent() -> str:
    """Name, version and purpose, as sites see them; ``robots.txt`` rules for ``rashomon`` hold."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("rashomon")
    except PackageNotFoundError:
        number = "0"
    return f"rashomon/{number} (reads single news reports to compare them; obeys robots.txt)"


@dataclass(frozen=True)
class FetchSettings:
    """Options of a fetching. The limits hold for one page unless they say otherwise.

    :ivar user_agent: sent with each request; what stands before ``/`` is the name that
        ``robots.txt`` is searched for.
    :ivar interval_seconds: the least time from one request of a host to the next.
    :ivar per_host: requests of one host at the same time.
    :ivar at_once: requests at the same time, over all hosts.
    :ivar connect_seconds: time for finding the address and for the connection, each.
    :ivar read_seconds: the longest silence of a server.
    :ivar page_seconds: network time of a page with its redirects and repeats; waiting for the
        sake of politeness is not counted.
    :ivar max_received_bytes: the size of an answer as it is sent.
    :ivar max_bytes: the size of an answer after decompression, and of each step of it.
    :ivar max_redirects: redirects that are followed.
    :ivar retries: repeats after a broken connection, a silence, or the answers 429, 500, 502,
        503 and 504.
    :ivar backoff_seconds: the wait before the first repeat; it doubles each time.
    :ivar backoff_cap_seconds: the longest wait that is chosen here.
    :ivar retry_after_cap_seconds: the longest wait that a server may ask for; if it asks for
        more, the page is given up, since coming sooner would be against its wish.
    :ivar crawl_delay_cap_seconds: the longest ``Crawl-delay`` that is obeyed.
    :ivar cache_folder: where answers with an ``ETag`` or ``Last-Modified`` are kept; none: nowhere.
    :ivar cache_bytes: the size of that folder; what was not used longest is removed.
    :ivar allow_private: whether addresses that are not public may be asked.
    :ivar obey_robots: whether ``robots.txt`` is obeyed.
    :ivar proxy: URL of an HTTP proxy. It then finds the addresses, so it must guard its own
        network; only addresses written out in a URL are checked here. Proxies named in the
        environment are not used.
    :ivar ahead: pages that :meth:`Fetcher.fetch_all` begins before the first of them is taken.
    :ivar held_bytes: pages that wait to be taken begin no further ones beyond this size.
    :raises UsageError: a limit is negative or, where one is needed, zero; the user agent or the
        proxy cannot be used.
    """

    user_agent: str = field(default_factory=user_agent)
    interval_seconds: float = 1.0
    per_host: int = 1
    at_once: int = 16
    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    page_seconds: float = 60.0
    max_received_bytes: int = 10_000_000
    max_bytes: int = 50_000_000
    max_redirects: int = 10
    retries: int = 3
    backoff_seconds: float = 1.0
    backoff_cap_seconds: float = 30.0
    retry_after_cap_seconds: float = 60.0
    crawl_delay_cap_seconds: float = 30.0
    cache_folder: Path | None = None
    cache_bytes: int = 1_000_000_000
    allow_private: bool = False
    obey_robots: bool = True
    proxy: str | None = None
    ahead: int = 64
    held_bytes: int = 64_000_000

    def __post_init__(self) -> None:
        for name in ("per_host", "at_once", "ahead", "max_received_bytes", "max_bytes"):
            if getattr(self, name) < 1:
                raise UsageError(f"{name} is {getattr(self, name)}; it must be at least 1")
        for name in ("connect_seconds", "read_seconds", "page_seconds"):
            if not getattr(self, name) > 0:
                raise UsageError(f"{name} is {getattr(self, name)}; it must be more than 0")
        for name in ("interval_seconds", "max_redirects", "retries", "backoff_seconds"):
            if not getattr(self, name) >= 0:
                raise UsageError(f"{name} is {getattr(self, name)}; it must not be negative")
        if not self.user_agent.isascii() or not self.user_agent.isprintable():
            raise UsageError("the user agent has characters that no header may have")
        if self.proxy is not None:
            _check_proxy(self.proxy)


def _check_proxy(url: str) -> None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable or not url.isprintable():
        raise UsageError("the proxy is no URL that begins with http:// or https://")
