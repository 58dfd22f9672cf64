"""JSON and JSON Lines: our own output, and articles as common scrapers write them.

Field names of news-please, trafilatura, newspaper4k and NewsAPI are known.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from typing import Any

import msgspec

from rashomon.errors import InputError, Unsupported
from rashomon.models import Block, Document, Refusal
from rashomon.stages.read.decode import decode
from rashomon.stages.read.entries import Entry, digest, has_words

__all__ = ["JsonReader"]

TEXT = ("text", "maintext", "content", "article", "body", "raw_text", "articleBody")
TITLE = ("title", "headline", "title_page")
URL = ("url", "link", "source_url", "source-url", "canonical_link")
PUBLISHED = ("published", "date_publish", "date", "publish_date", "publishedAt", "datePublished")
UPDATED = ("updated", "date_modify", "modified", "dateModified")
OUTLET = ("outlet", "source_domain", "hostname", "sitename", "source-hostname", "site_name")
AUTHORS = ("authors", "author", "byline")
LANGUAGE = ("language", "lang", "meta_lang")
LISTS = ("articles", "items", "documents", "data")
"""Usual names of one thing, the surest first."""


class JsonReader:
    """Articles as JSON objects: one, a list of them, or one a line."""

    def accepts(self, entry: Entry) -> bool:
        """Whether the content begins as JSON: a brace with a key after it, or a bracket of them."""
        head = entry.head.removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"").lstrip()
        if head.startswith(b"["):
            return head[1:].lstrip()[:1] in (b"{", b"]")
        return head.startswith(b"{") and head[1:].lstrip()[:1] in (b'"', b"}")

    def read(self, entry: Entry) -> Iterator[Document | Refusal]:
        """Each object as a document; one that is no article as a refusal.

        :raises InputError: the content is no JSON at all.
        """
        first = entry.line()
        if not _is_object(first):
            yield from self._whole(entry, first)
            return
        rest = _lines(entry)
        second = next((line for line in rest if line[1].strip()), None)
        if second is None and _text_of(json.loads(first)) is not None:
            yield from _line(entry, entry.source, first)
            return
        if second is None:
            yield from self._whole(entry, first)
            return
        for number, line in chain([(1, first), second], rest):
            if line.strip():
                yield from _line(entry, f"{entry.source}#{number}", line)

    @staticmethod
    def _whole(entry: Entry, first: bytes) -> Iterator[Document | Refusal]:
        content = first + entry.content()
        text = decode(content)
        if text is None:
            raise Unsupported(entry.source, "binary, not text")
        try:
            data = json.loads(text)
        except (ValueError, RecursionError) as problem:
            raise Unsupported(entry.source, f"broken JSON: {problem}") from problem
        if isinstance(data, dict) and _text_of(data) is not None:
            yield _document(data, entry.identity(content), entry.source)
            return
        yield from _list(entry, data)


def _list(entry: Entry, data: Any) -> Iterator[Document | Refusal]:
    if isinstance(data, dict):
        data = next((data[name] for name in LISTS if isinstance(data.get(name), list)), None)
    if not isinstance(data, list):
        raise Unsupported(entry.source, "JSON without an article: no field 'text' or the like")
    if not data:
        raise Unsupported(entry.source, "an empty list of articles")
    for number, item in enumerate(data, 1):
        # an item of a list has no bytes of its own: its canonical form stands for them
        own = json.dumps(item, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        yield from _item(item, own.encode("utf-8", "replace"), f"{entry.source}#{number}")


def _lines(entry: Entry) -> Iterator[tuple[int, bytes]]:
    number = 1
    while line := entry.line():
        number += 1
        yield number, line


def _line(entry: Entry, source: str, line: bytes) -> Iterator[Document | Refusal]:
    if len(line) > entry.limit:
        raise Unsupported(source, f"larger than {entry.limit / 1e6:g} MB")
    own = line.rstrip(b"\r\n")
    text = decode(own)
    try:
        item = json.loads(text or "")
    except (ValueError, RecursionError) as problem:
        yield Refusal(source=source, reason=f"broken JSON: {problem}")
        return
    yield from _item(item, own, source)


def _item(item: Any, own: bytes, source: str) -> Iterator[Document | Refusal]:
    try:
        yield _document(item, digest(own), source)
    except InputError as problem:
        yield Refusal(source=problem.source, reason=problem.reason)


def _document(item: Any, ident: str, source: str) -> Document:
    """A document of one object.

    :raises Unsupported: it is no article.
    """
    if not isinstance(item, dict):
        raise Unsupported(source, "not a JSON object")
    text = _text_of(item)
    if text is None or not has_words(text):
        raise Unsupported(source, "no text in it")
    text = text.encode("utf-8", "replace").decode("utf-8")  # lone surrogates are no characters
    ours = _our_own(item, text)
    outlet = _first(item, OUTLET) or _name(item.get("source"))
    return Document(
        id=str(item["id"]) if ours else ident,
        source=str(item["source"]) if ours else source,
        sources=tuple(item["sources"]) if ours and item["sources"] else (source,),
        text=text,
        outlet=outlet,
        url=_first(item, URL),
        title=_first(item, TITLE),
        authors=_authors(item),
        published=_first(item, PUBLISHED),
        updated=_first(item, UPDATED),
        language=_first(item, LANGUAGE),
        blocks=_blocks(item, text, source) if ours else None,
    )


def _our_own(item: dict[str, Any], text: str) -> bool:
    return (
        str(item.get("id", "")).startswith("sha256:")
        and isinstance(item.get("source"), str)
        and isinstance(item.get("sources"), list)
        and all(isinstance(name, str) for name in item["sources"])
        and isinstance(item.get("blocks"), list)
        and item.get("text") == text
    )


def _blocks(item: dict[str, Any], text: str, source: str) -> tuple[Block, ...]:
    try:
        blocks = msgspec.convert(item["blocks"], tuple[Block, ...])
    except msgspec.ValidationError as problem:
        raise Unsupported(source, f"damaged blocks: {problem}") from problem
    at = 0
    for block in blocks:
        if not at <= block.start < block.end <= len(text) or text[at : block.start].strip():
            raise Unsupported(source, "damaged blocks: they do not cover the text in order")
        at = block.end
    if text[at:].strip():
        raise Unsupported(source, "damaged blocks: they do not cover the text in order")
    return blocks


def _text_of(item: dict[str, Any]) -> str | None:
    return next((item[n] for n in TEXT if isinstance(item.get(n), str) and item[n].strip()), None)


def _first(item: dict[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = item.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def _name(value: Any) -> str | None:
    """The name in NewsAPI's ``source`` object."""
    return _first(value, ("name", "id")) if isinstance(value, dict) else None


def _authors(item: dict[str, Any]) -> tuple[str, ...]:
    for name in AUTHORS:
        value = item.get(name)
        if isinstance(value, list):
            names = [v["name"] if isinstance(v, dict) and "name" in v else v for v in value]
            found = tuple(n.strip() for n in names if isinstance(n, str) and n.strip())
            if found:
                return found
        if isinstance(value, str) and value.strip():
            return tuple(part.strip() for part in value.split(";") if part.strip())
    return ()


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
