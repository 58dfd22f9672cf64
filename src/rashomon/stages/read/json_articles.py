"""JSON and JSON Lines: our own output, and articles as common scrapers write them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from rashomon.errors import InputError, Unsupported
from rashomon.models import Block, Document, Page, Refusal
from rashomon.stages.read.decode import decode, sound
from rashomon.stages.read.entries import Entry, digest, has_words, too_large
from rashomon.stages.read.fields import Fields
from rashomon.stages.read.json_stream import items
from rashomon.stages.read.recode import recoded

__all__ = ["JsonReader"]

LISTS = ("articles", "items", "documents", "data", "results", "hits", "news")
"""Usual names of the list of articles in an object that has one."""
LINES = re.compile(r"\.(?:jsonl|ndjson|jl)(?:\.\w+)?\Z", re.I)
"""Names of files that hold an object a line, whatever the first one looks like."""
MARK = b" \t\r\n\xef\xbb\xbf"
"""What may stand before the first bracket."""
IDENT = re.compile(r"sha256:[0-9a-f]+")


class JsonReader:
    """Articles as JSON objects: one, a list of them, or one a line."""

    def __init__(self, fields: Fields | None = None) -> None:
        self._fields = fields or Fields()

    def accepts(self, entry: Entry) -> bool:
        """Whether the content begins as JSON: a brace with a key after it, or a bracket of them."""
        head = entry.head.removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"").lstrip()
        head = head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip()
        if head.startswith(b"["):
            return head[1:].lstrip()[:1] in (b"{", b"]")
        if head.startswith(b"{"):
            return head[1:].lstrip()[:1] in (b'"', b"}")
        return bool(LINES.search(entry.source)) and b"{" in head

    def read(self, entry: Entry) -> Iterator[Document | Page | Refusal]:
        """Each object as a document; one that is no article as a refusal.

        The id of an object on its own line is the hash of the line's bytes, that of an item of a
        list the hash of its canonical form (keys sorted, no spaces, UTF-8), since such an item
        has no bytes that are its own.

        :raises InputError: the content, or what is left of it, is no JSON.
        """
        entry = recoded(entry)
        start, lines = _first_lines(entry)
        if lines:
            yield from self._lines(entry.again(start))
        else:
            yield from self._whole(entry.again(start))

    def _lines(self, entry: Entry) -> Iterator[Document | Page | Refusal]:
        for number, line in entry.lines():
            source = f"{entry.source}#{number}"
            if line is None:
                yield Refusal(source=source, reason=too_large(entry.limit))
            elif line.strip():
                yield self._one(entry, line.rstrip(b"\r\n"), source)

    def _one(self, entry: Entry, line: bytes, source: str) -> Document | Page | Refusal:
        """The article on one line. Each is decoded by itself: their encodings may differ."""
        text = decode(line)
        if text is None:
            return Refusal(source=source, reason="binary, not text")
        try:
            return self._article(_parsed(text, source), digest(line), source, entry.limit)
        except InputError as problem:
            return Refusal(source=problem.source, reason=problem.reason)

    def _whole(self, entry: Entry) -> Iterator[Document | Page | Refusal]:
        start = entry.piece()
        if start.lstrip(MARK)[:1] == b"{":
            start += entry.some(entry.limit + 1 - len(start))
        if len(start) <= entry.limit and start.lstrip(MARK)[:1] == b"{":
            yield from self._object(entry, start)
        else:
            yield from self._listed(entry, start)

    def _object(self, entry: Entry, content: bytes) -> Iterator[Document | Page | Refusal]:
        text = decode(content)
        if text is None:
            raise Unsupported(entry.source, "binary, not text")
        data = _parsed(text, entry.source)
        lists = any(isinstance(data.get(name), list) for name in LISTS)
        if self._fields.text(data) is None and lists:
            yield from self._listed(entry, content)
            return
        line = content.rstrip(b"\r\n")
        ident = digest(line) if b"\n" not in line else entry.identity(content)
        yield self._article(data, ident, entry.source, entry.limit)

    def _listed(self, entry: Entry, start: bytes) -> Iterator[Document | Page | Refusal]:
        number = 0
        for number, own in enumerate(items(entry, start, LISTS), 1):
            source = f"{entry.source}#{number}"
            if own is None:
                yield Refusal(source=source, reason=too_large(entry.limit))
                continue
            try:
                text = decode(own)
                item = _parsed(text or "", source)
                yield self._article(item, _canonical(item), source, entry.limit)
            except InputError as problem:
                yield Refusal(source=problem.source, reason=problem.reason)
        if number == 0:
            raise Unsupported(entry.source, "an empty list of articles")

    def _article(self, item: Any, ident: str, source: str, limit: int) -> Document | Page:
        if isinstance(item, Mapping) and _our_own(item):
            return _own_document(item, self._fields.known(item), source)
        return self._fields.article(item, ident, source, limit)


def _first_lines(entry: Entry) -> tuple[bytes, bool]:
    """What was read of the entry to tell it, and whether the objects stand one a line.

    So they do if the first line is an object and another line follows, or if any line at the
    start begins and ends as an object by itself: in JSON over several lines what begins at the
    margin is the outer bracket only. Where no line ends in sight the name of the file decides.
    """
    start = line = entry.some_line()
    while line and not line.strip():
        line = entry.some_line()
        start += line
    if _is_object(line):
        while line := entry.some_line():
            start += line
            if line.strip():
                return start, True
        return start, False
    if start.lstrip(MARK)[:1] == b"[":
        return start, False
    lines = entry.sample.split(b"\n")
    if len(lines) == 1:
        return start, LINES.search(entry.source) is not None
    return start, any(_is_object(line) for line in lines if line.startswith(b"{"))


def _is_object(line: bytes) -> bool:
    try:
        return bool(line.strip()) and isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _parsed(text: str, source: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise Unsupported(source, f"broken JSON: {problem}") from problem


def _canonical(item: Any) -> str:
    own = json.dumps(item, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return digest(own.encode("utf-8", "replace"))


def _our_own(item: Mapping[str, Any]) -> bool:
    """Whether an object is what ``rashomon read`` writes: it keeps its id and its blocks."""
    return (
        isinstance(item.get("id"), str)
        and IDENT.fullmatch(item["id"]) is not None
        and isinstance(item.get("source"), str)
        and isinstance(item.get("sources"), list)
        and all(isinstance(name, str) for name in item["sources"])
        and isinstance(item.get("blocks"), list)
        and isinstance(item.get("text"), str)
    )


def _own_document(item: Mapping[str, Any], known: dict[str, Any], source: str) -> Document:
    """The article that our own ``read`` wrote, as it stands.

    :raises Unsupported: its blocks do not cover its text in order.
    """
    text = sound(item["text"])
    if not has_words(text):
        raise Unsupported(source, "no text in it")
    name = sound(item["source"])
    names = tuple(map(sound, item["sources"])) or (name,)
    blocks = _blocks(item, text, source)
    return Document(id=item["id"], source=name, sources=names, text=text, blocks=blocks, **known)


def _blocks(item: Mapping[str, Any], text: str, source: str) -> tuple[Block, ...]:
    try:
        blocks = msgspec.convert(_sound(item["blocks"]), tuple[Block, ...])
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


def _sound(value: Any) -> Any:
    """A list of flat objects without lone surrogates, over which msgspec would stumble."""
    if isinstance(value, list):
        return [_sound(part) for part in value]
    if isinstance(value, dict):
        return {sound(name): _sound(part) for name, part in value.items()}
    return sound(value) if isinstance(value, str) else value
