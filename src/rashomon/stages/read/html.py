"""Saved web pages: told by their content, and the article taken out of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from rashomon.models import Document, Page
from rashomon.stages.read.entries import Entry

__all__ = ["HtmlReader", "extract"]

PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?>.*?-->)\s*)*+"
    r"<(?:!doctype\s+(?:\w+:)?html|(?:\w+:)?html|head|body|article|div|meta|title)\b",
    re.I | re.S,
)
TAGS = re.compile(r"<(?:p|div|a|span|br|h[1-6]|li|td|script|meta|link)\b[^<>]*>", re.I)
ENOUGH = 8
"""Tags in the first bytes that make a page of what does not begin as one."""


class HtmlReader:
    """Takes the main article out of a web page."""

    def accepts(self, entry: Entry) -> bool:
        """Whether the content begins as a page does, or is full of tags."""
        head = entry.head.replace(b"\x00", b"").decode("latin-1").removeprefix("\xef\xbb\xbf")
        return bool(PAGE.match(head)) or len(TAGS.findall(head)) >= ENOUGH

    def read(self, entry: Entry) -> Iterator[Page]:
        """The page, whole; :func:`extract` takes the article out of it."""
        content = entry.content()
        yield Page(
            id=entry.identity(content),
            source=entry.source,
            sources=(entry.source,),
            content=content,
        )


def extract(page: Page, models: Path | None = None) -> Document:
    """Take the main article out of a page, with its blocks and what the page declares.

    :param models: a folder whose ``page.npz`` stands in for the packaged one.
    :raises Unsupported: there is no article in the page, or it cannot be parsed.
    """
    # lxml and trafilatura take half a second to load, and most runs read no page
    from rashomon.stages.read.page.article import article_in

    return article_in(page, models)
