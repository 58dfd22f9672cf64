"""URLs: what may be asked at all, and how they are written."""

from __future__ import annotations

import re

import httpx

from rashomon.errors import AddressRefused
from rashomon.stages.read.fetch.addresses import not_public, odd_spelling

__all__ = ["checked_url", "host_of", "origin_of", "shown"]

LONGEST = 8_192
"""Characters of the longest URL that is asked: RFC 9110 (4.1) asks servers for 8,000 octets."""

SHOWN = 2_000
"""Characters of a URL in a message."""
_PASSWORD = re.compile(r"\A([^/?#]*//|)[^/?#]*@")


def shown(url: str) -> str:
    """A URL as messages name it: on one line, not too long, without a name and password."""
    line = "".join(char if char.isprintable() else "\ufffd" for char in " ".join(url.split()))
    safe = _PASSWORD.sub(r"\1", line)
    return safe if len(safe) <= SHOWN else f"{safe[: SHOWN - 1]}…"


def checked_url(url: str, base: httpx.URL | None = None, allow_private: bool = False) -> httpx.URL:
    """The URL to ask, with the host in ASCII (IDNA), the path percent-encoded, no fragment.

    :param url: as it was given; relative to ``base`` where there is one.
    :raises AddressRefused: it is no URL, neither http nor https, has no host, carries a password,
        or names an address that is not public or is oddly spelled.
    """
    source = shown(url)
    try:
        found = httpx.URL(url.strip()) if base is None else base.join(url.strip())
        found = found.copy_with(fragment=None, path=found.path or "/")
    except (httpx.InvalidURL, UnicodeError, ValueError):
        raise AddressRefused(source, "this is no URL; check how it is written") from None
    if found.scheme not in ("http", "https"):
        raise AddressRefused(source, "only http and https are fetched; save the page as a file")
    if len(str(found)) > LONGEST:
        raise AddressRefused(source, f"the URL is longer than {LONGEST} characters; shorten it")
    if found.port is not None and not 0 < found.port < 65_536:
        raise AddressRefused(source, "the URL has no valid port; check how it is written")
    if found.userinfo:
        raise AddressRefused(source, "the URL carries a name or password; leave them out")
    _check_host(source, found.host, allow_private)
    return found


def _check_host(source: str, host: str, allow_private: bool) -> None:
    if not host.strip("."):
        raise AddressRefused(source, "the URL names no host; check how it is written")
    if allow_private:
        return
    if ":" not in host and odd_spelling(host):
        raise AddressRefused(source, "the host is an oddly spelled number; write four decimals")
    if ":" in host or host.replace(".", "").isdecimal():
        what = not_public(host)
        if what:
            reason = f"the host is {what}; --allow-private fetches it all the same"
            raise AddressRefused(source, reason)


def host_of(url: str) -> str:
    """The host of a URL, for grouping only: empty if there is none."""
    try:
        return httpx.URL(url.strip()).host
    except (httpx.InvalidURL, UnicodeError, ValueError):
        return ""


def origin_of(url: httpx.URL) -> str:
    """Scheme, host and port: what one ``robots.txt`` holds for."""
    return str(url.copy_with(path="/", query=None, fragment=None))
