"""JSON Feed 1 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from rashomon.errors import Unsupported
from rashomon.stages.read.decode import decode, sound
from rashomon.stages.read.entries import Entry, Item
from rashomon.stages.read.feed_entry import FEED_BYTES, FeedEntry, address, feed_items
from rashomon.stages.read.fields import declared_moment, language_code

__all__ = ["JsonFeedReader"]

VERSION = re.compile(
    rb'\s*\{(?:.{0,2000}?[,{])?\s*"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org', re.S
)


class JsonFeedReader:
    """Feeds in JSON.

    :param follow: whether what a feed in a file only links to is to be fetched.
    """

    def __init__(self, follow: bool = False) -> None:
        self._follow = follow

    def accepts(self, entry: Entry) -> bool:
        """Whether the content is an object that names the version of a JSON feed."""
        return VERSION.match(entry.head.removeprefix(b"\xef\xbb\xbf")) is not None

    def read(self, entry: Entry) -> Iterator[Item]:
        """As :meth:`rashomon.stages.read.feed.FeedReader.read`.

        :raises InputError: it is too large, broken, or has no entries.
        """
        feed = _parsed(entry)
        listed = feed.get("items")
        items = listed if isinstance(listed, list) else []
        base = _string(feed, "home_page_url") or _string(feed, "feed_url") or entry.url
        entries = (_entry(one if isinstance(one, dict) else {}, feed, base) for one in items)
        yield from feed_items(entry, entries, [_string(feed, "feed_url")], self._follow)


def _parsed(entry: Entry) -> Mapping[str, Any]:
    content = entry.some(FEED_BYTES + 1)
    if len(content) > FEED_BYTES:
        raise Unsupported(entry.source, f"a feed larger than {FEED_BYTES / 1e6:g} MB")
    try:
        feed = json.loads(decode(content) or "")
    except (ValueError, RecursionError) as problem:
        raise Unsupported(entry.source, f"a broken JSON feed: {problem}") from problem
    if not isinstance(feed, dict):
        raise Unsupported(entry.source, "a broken JSON feed: it is no object")
    return feed


def _entry(one: Mapping[str, Any], feed: Mapping[str, Any], base: str | None) -> FeedEntry:
    return FeedEntry(
        link=address(base, _string(one, "url") or _string(one, "external_url")),
        title=_string(one, "title"),
        authors=_authors(one) or _authors(feed),
        outlet=_string(feed, "title"),
        published=declared_moment(_string(one, "date_published")),
        updated=declared_moment(_string(one, "date_modified")),
        language=language_code(_string(one, "language") or _string(feed, "language")),
        content=_string(one, "content_html"),
        plain=_string(one, "content_text"),
        summary=_string(one, "summary"),
    )


def _authors(one: Mapping[str, Any]) -> tuple[str, ...]:
    listed = one.get("authors") if isinstance(one.get("authors"), list) else [one.get("author")]
    names = (_string(author, "name") for author in listed or () if isinstance(author, dict))
    return tuple(name for name in names if name)


def _string(one: Mapping[str, Any], name: str) -> str | None:
    value = one.get(name)
    return sound(value.strip()) or None if isinstance(value, str) else None
