"""The items of a JSON list that may be larger than memory, as bytes, one after the other.

Only brackets and strings are told apart, so that an item that is broken inside is still found
whole and the next one is read. No decoder that does so is in the standard library, and those that
stream (ijson) stop at the first error.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from rashomon.errors import Unsupported
from rashomon.stages.read.entries import Entry

__all__ = ["JsonItems", "items"]

IN_STRING = re.compile(rb'(?:[^"\\]++|\\.)*+', re.S)
BETWEEN = re.compile(rb'[^"{}\[\],:]*+')
OPEN, CLOSE = b"{[", b"}]"


def items(entry: Entry, start: bytes, names: tuple[str, ...]) -> Iterator[bytes | None]:
    """The items of the list that the content is, or that its object holds under one of ``names``.

    :param start: what was read of the content already.
    :returns: the bytes of each item; None in the place of one that is larger than an article may
        be.
    :raises Unsupported: there is no such list, or it is not closed; what stood before was given.
    """
    scan = JsonItems(entry, start)
    first = scan.mark()
    if first == b"[":
        yield from scan.items()
        return
    while first == b"{" or scan.mark() == b",":
        first = b""
        if scan.mark() != b'"':
            break
        name, colon, value = scan.string(), scan.mark(), scan.mark()
        if colon == b":" and value == b"[" and name in names:
            yield from scan.items()
            return
        scan.skip(value)
    raise Unsupported(entry.source, "JSON without an article: no list of articles in it")


class JsonItems:
    """Goes through JSON mark by mark, a mark being a bracket, a quote, a comma or a colon."""

    def __init__(self, entry: Entry, start: bytes) -> None:
        self._entry = entry
        self._data = start
        self._at = 0
        self._kept: list[bytes] | None = None  # what was gone over since the last item began
        self._size = 0

    def mark(self) -> bytes:
        """The next mark outside of strings; what stands before it is gone over.

        :raises Unsupported: there is none.
        """
        while True:
            self._pass(BETWEEN)
            if self._at < len(self._data):
                break
            self._more()
        found = self._data[self._at : self._at + 1]
        self._at += 1
        self._keep(found)
        return found

    def string(self) -> str:
        """The string whose quote was the last mark; empty where it is long or broken."""
        self._kept, self._size = [b'"'], 1
        self._end_string()
        raw, self._kept = b"".join(self._kept or [b'""']), None
        try:
            return str(json.loads(raw)) if len(raw) < 1000 else ""
        except ValueError:
            return ""

    def skip(self, mark: bytes) -> None:
        """Go over a value that began with ``mark``, if that begins one that has an end."""
        depth = 0
        while True:
            if mark == b'"':
                self._end_string()
            elif mark in (b"{", b"["):
                depth += 1
            elif mark in (b"}", b"]"):
                depth -= 1
            elif depth == 0:
                self._at -= 1  # a comma after a number or the like
                return
            if depth <= 0:
                return
            mark = self.mark()

    def items(self) -> Iterator[bytes | None]:
        """The items of the list whose bracket was the last mark."""
        depth, self._kept, self._size = 0, [], 0
        while True:
            mark = self.mark()
            if mark == b'"':
                self._end_string()
            elif mark in (b"{", b"["):
                depth += 1
            elif depth == 0 and mark in (b",", b"]", b"}"):
                yield from self._item(mark)
                if mark != b",":
                    return
                self._kept, self._size = [], 0
            elif mark in (b"}", b"]"):
                depth -= 1

    def _item(self, mark: bytes) -> Iterator[bytes | None]:
        if self._kept is None:
            yield None
            return
        item = b"".join(self._kept)[: -len(mark)].strip()
        if item or mark == b",":
            yield item

    def _end_string(self) -> None:
        while True:
            self._pass(IN_STRING)
            left = self._data[self._at : self._at + 2]
            if left[:1] == b'"':
                self._at += 1
                self._keep(b'"')
                return
            self._more()

    def _pass(self, pattern: re.Pattern[bytes]) -> None:
        found: Any = pattern.match(self._data, self._at)
        if found.end() > self._at:
            self._keep(self._data[self._at : found.end()])
            self._at = found.end()

    def _keep(self, piece: bytes) -> None:
        if self._kept is None:
            return
        self._size += len(piece)
        if self._size > self._entry.limit:
            self._kept = None
        else:
            self._kept.append(piece)

    def _more(self) -> None:
        """The next bytes; those not gone over (half an escape) stay before them."""
        read = self._entry.piece()
        if not read:
            raise Unsupported(self._entry.source, "broken JSON: it ends before its list is closed")
        self._data = self._data[self._at :] + read
        self._at = 0
