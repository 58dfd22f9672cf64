"""What one entry of a feed comes to: the article itself, a link to it, or a refusal."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urljoin

from rashomon.errors import Unsupported
from rashomon.models import Document, Page, Refusal
from rashomon.stages.read.decode import sound
from rashomon.stages.read.entries import Entry, Item, Link, digest
from rashomon.stages.read.fragments import TAG, in_page, paragraphs

__all__ = ["FEED_BYTES", "FeedEntry", "address", "feed_items"]

FEED_BYTES = 20_000_000
"""The largest feed that is read: it is held whole, and the largest that sites serve are a tenth."""

FULL_CONTENT = 68
FULL_SUMMARY = 116
"""Words from which a field is taken for the whole report: one that is meant to hold it
(content:encoded, content, content_html), and one that usually holds a summary (description). Of
the bodies of the 277 dev pages 98 and 95 in a hundred are longer; a teaser has some 20 to 60."""

CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\(…\)|\(\.\.\.\))\W*\Z")
LAST_LINK = re.compile(
    r"<a\s[^<>]*?href\s*=\s*[\"']?([^\"'\s<>]+)[^<>]*>([^<>]*)</a\s*>[^\w<>]*(?:</\w+\s*>\s*)*\Z",
    re.I,
)
TAIL = 2000
"""Characters at the end of a field that show whether it is cut off."""

WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
"""Writing without spaces; two characters count as a word."""


@dataclass(frozen=True, kw_only=True)
class FeedEntry:
    """An entry as the feed gives it.

    :ivar content: the field that is meant to hold the whole report, as HTML.
    :ivar plain: the same as plain text.
    :ivar summary: the field that is meant to hold a summary, as HTML.
    """

    link: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    content: str | None = None
    plain: str | None = None
    summary: str | None = None

    def article(self, source: str) -> Document | Page | None:
        """The report, if the feed holds the whole of it.

        Its id is the hash of the entry in canonical form: the JSON of what is taken from it, keys
        sorted, without spaces, in UTF-8.
        """
        body = next(self._whole(), None)
        if body is None and self.plain and not self._is_cut(self.plain, FULL_CONTENT):
            return Document(text=self.plain, **self._described(source))
        if body is None:
            return None
        if not TAG.search(body):
            return Document(text=html.unescape(body), **self._described(source))
        page = in_page(body, self.title, self.language)
        return Page(content=page, encoding="utf-8", **self._described(source))

    def to_follow(self, source: str) -> Link | None:
        """Where the report is to be had."""
        if self.link is None or not self.link.startswith(("http://", "https://")):
            return None
        return Link(source, self.link, self.published, self.updated)

    def _whole(self) -> Iterator[str]:
        for body, least in ((self.content, FULL_CONTENT), (self.summary, FULL_SUMMARY)):
            if body and not self._is_cut(body, least):
                yield body

    def _is_cut(self, body: str, least: int) -> bool:
        """Whether a text is short, ends with an ellipsis, or ends with a link to the page under
        other words than its title ("Read more")."""
        text = "\n".join(paragraphs(body))
        last = LAST_LINK.search(body[-TAIL:])
        if last and html.unescape(last[1]) == self.link and last[2].strip() != self.title:
            return True
        return _words(text) < least or CUT.search(text[-TAIL:]) is not None

    def _described(self, source: str) -> dict[str, Any]:
        own = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return {
            "id": digest(own.encode("utf-8", "replace")),
            "source": source,
            "sources": (source,),
            "url": self.link,
            **self._known(),
        }

    def _known(self) -> dict[str, Any]:
        names = ("title", "authors", "outlet", "published", "updated", "language")
        return {name: getattr(self, name) for name in names}


def feed_items(
    entry: Entry, entries: Iterable[FeedEntry], own: Iterable[str | None], follow: bool
) -> Iterator[Item]:
    """Articles, links and refusals for the entries of a feed.

    :param own: the addresses of the feed itself; an entry that links there would be a loop.
    :param follow: whether what the feed only links to is to be fetched.
    :raises Unsupported: the feed has no entries.
    """
    here = {address for address in (*own, entry.url) if address}
    number = 0
    for number, one in enumerate(entries, 1):
        source = f"{entry.source}#{number}"
        article, link = one.article(source), one.to_follow(source)
        if article is not None:
            yield article
        elif link is None:
            yield Refusal(source=source, reason="only a summary in the feed, and no link")
        elif link.url in here:
            yield Refusal(source=source, reason="a loop: it links to the feed that it stands in")
        elif follow or entry.url is not None:
            yield link
        else:
            reason = f"only a summary in the feed; --follow fetches the linked page ({link.url})"
            yield Refusal(source=source, reason=reason)
    if number == 0:
        raise Unsupported(entry.source, "a feed without entries")


def address(base: str | None, link: str | None) -> str | None:
    """A link made absolute; None where it is none."""
    if not link or not link.strip():
        return None
    try:
        return sound(urljoin(base or "", link.strip()))
    except ValueError:
        return sound(link.strip())


def _words(text: str) -> int:
    return len(text.split()) + len(WIDE.findall(text)) // 2
