"""Saved web pages: the article's text with the kinds of its blocks, and what the head declares.

The main content is found by trafilatura (Barbaresi 2021, ACL demo); times are taken from
JSON-LD and meta tags as exact as they stand there, and from trafilatura's date otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rashomon.errors import Unsupported
from rashomon.models import Block, BlockKind, Document, Page
from rashomon.stages.read.entries import Entry, has_words
from rashomon.stages.read.page_head import declared

__all__ = ["HtmlReader", "extract"]

PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?>.*?-->)\s*)*+<(?:!doctype\s+html|html|head|body|article|div|meta|title)\b",
    re.I | re.S,
)
TAGS = re.compile(r"<(?:p|div|a|span|br|h[1-6]|li|td|script|meta|link)\b[^<>]*>", re.I)

KINDS: dict[str, BlockKind] = {"head": "heading"}
"""Elements of trafilatura's tree that are no body text; their parents hold blocks of their own."""
CONTAINERS = frozenset({"body", "list", "table", "row", "div", "main"})
SKIPPED = frozenset({"graphic", "lb"})


class HtmlReader:
    """Takes the main article out of a web page."""

    def accepts(self, entry: Entry) -> bool:
        """Whether the content begins as a page does, or is full of tags."""
        head = entry.head.replace(b"\x00", b"").decode("latin-1").removeprefix("\xef\xbb\xbf")
        return bool(PAGE.match(head)) or len(TAGS.findall(head)) >= 8

    def read(self, entry: Entry) -> Iterator[Page]:
        """The page, whole; :func:`extract` takes the article out of it."""
        content = entry.content()
        yield Page(
            id=entry.identity(content),
            source=entry.source,
            sources=(entry.source,),
            content=content,
        )


def extract(page: Page) -> Document:
    """Take the main article out of a page, with its blocks and what the page declares.

    :raises Unsupported: there is no article in the page.
    """
    tree, meta = _extract(page.content, page.source)
    known = declared(page.content)
    title = page.title or _clean(meta.title)
    pieces = _titled(list(_pieces(tree)), title)
    text, blocks = _text(pieces)
    if not has_words(text) or all(block.kind == "title" for block in blocks):
        raise Unsupported(page.source, "a page without an article in it")
    return Document(
        id=page.id,
        source=page.source,
        sources=page.sources,
        text=text,
        outlet=page.outlet or known.outlet or _clean(meta.sitename) or _clean(meta.hostname),
        url=page.url or known.url or _clean(meta.url),
        title=title,
        authors=page.authors or known.authors or _authors(meta.author),
        published=page.published or known.published or _clean(meta.date),
        updated=page.updated or known.updated,
        language=page.language or known.language,
        blocks=blocks,
    )


def _extract(content: bytes, source: str) -> tuple[Any, Any]:
    """trafilatura's tree of the main content and its metadata."""
    from trafilatura.core import bare_extraction

    try:
        found = bare_extraction(content, with_metadata=True, include_comments=False)
    except Exception as problem:  # a page can break any parser; the others go on
        raise Unsupported(source, f"a page that cannot be parsed: {problem}") from problem
    if found is None or isinstance(found, dict) or found.body is None:
        raise Unsupported(source, "a page without an article in it")
    return found.body, found


def _pieces(tree: Any) -> Iterator[tuple[BlockKind, str]]:
    """Kind and text of each block, in the order of the page."""
    for element in tree:
        tag = element.tag
        if not isinstance(tag, str) or tag in SKIPPED:
            continue
        if tag in CONTAINERS or (tag == "quote" and len(element) and element[0].tag == "p"):
            if own := _clean(element.text):
                yield "body", own
            yield from _pieces(element)
        elif text := _clean(" ".join(_lines(element))):
            yield KINDS.get(tag, "body"), text
        if tail := _clean(element.tail):
            yield "body", tail


def _lines(element: Any) -> Iterator[str]:
    yield "".join(
        "\n" if part.tag == "lb" and event == "start" else text
        for event, part in _walk(element)
        for text in [(part.text if event == "start" else part.tail) or ""]
        if event == "start" or part is not element
    )


def _walk(element: Any) -> Iterator[tuple[str, Any]]:
    yield "start", element
    for child in element:
        yield from _walk(child)
    yield "end", element


def _titled(pieces: list[tuple[BlockKind, str]], title: str | None) -> list[tuple[BlockKind, str]]:
    """The title first: the heading that repeats it, or, where none does, a block of its own."""
    if title is None:
        return pieces
    for number, (kind, text) in enumerate(pieces[:5]):
        if kind == "heading" and _same(text, title):
            return [("title", text), *pieces[:number], *pieces[number + 1 :]]
    return [("title", title), *pieces]


def _text(pieces: list[tuple[BlockKind, str]]) -> tuple[str, tuple[Block, ...]]:
    parts, blocks, at = [], [], 0
    for kind, text in pieces:
        blocks.append(Block(kind=kind, start=at, end=at + len(text), reason="page"))
        parts.append(text)
        at += len(text) + 2
    return "\n\n".join(parts), tuple(blocks)


def _same(a: str, b: str) -> bool:
    left, right = (re.findall(r"\w+", text.casefold()) for text in (a, b))
    return left == right or (len(left) >= 4 and left == right[: len(left)])


def _clean(text: str | None) -> str | None:
    return re.sub(r"\s+", " ", text).strip() or None if text else None


def _authors(names: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (names or "").split(";") if name.strip())
