"""Pieces of HTML that stand inside something else: a feed's entry, a field of a table."""

from __future__ import annotations

import html
import re

from rashomon.stages.read.markup import without

__all__ = ["in_page", "is_html", "paragraphs"]

BLOCK = re.compile(
    r"<(/?)(?:p|div|h[1-6]|li|ul|ol|section|article|blockquote|figure)\b[^<>]*>", re.I
)
BREAK = re.compile(
    r"</?(?:p|div|h[1-6]|li|ul|ol|section|article|blockquote|figure|br|tr)\b[^<>]*>", re.I
)
TAG = re.compile(r"</?[a-z][^<>]*>", re.I)
PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype\s+html|<html\b)", re.I)


def is_html(text: str) -> bool:
    """Whether a text is HTML: a whole page, or one that opens a block element and closes one.

    A text about HTML may show a tag or two; one that both opens and closes its paragraphs with
    tags is not meant to be read as it stands.
    """
    if PAGE.match(text):
        return True
    opened = closed = False
    for match in BLOCK.finditer(text):
        opened, closed = opened or not match[1], closed or bool(match[1])
        if opened and closed:
            return True
    return False


def paragraphs(fragment: str) -> list[str]:
    """The running text of a fragment of HTML, a string for each block that is not empty."""
    pieces = BREAK.split(without(fragment, "script|style"))
    texts = (" ".join(html.unescape(TAG.sub("", piece)).split()) for piece in pieces)
    return [text for text in texts if text]


def in_page(fragment: str, title: str | None, language: str | None) -> bytes:
    """A page, in UTF-8, that holds a fragment of HTML as its article; a whole page stays as is."""
    if PAGE.match(fragment):
        return fragment.encode("utf-8", "replace")
    head = f"<title>{html.escape(title)}</title>" if title else ""
    headline = f"<h1>{html.escape(title)}</h1>\n" if title else ""
    named = f' lang="{html.escape(language)}"' if language else ""
    page = (
        f'<!DOCTYPE html>\n<html{named}><head><meta charset="utf-8">{head}</head>\n'
        f"<body><article>{headline}{fragment}</article></body></html>\n"
    )
    return page.encode("utf-8", "replace")
