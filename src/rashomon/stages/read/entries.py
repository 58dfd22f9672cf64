"""An entry (one file or stream, opened) and the Protocol of the readers."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedIOBase
from typing import Any, Protocol

from rashomon.errors import SourceUnreadable, Unsupported
from rashomon.models import Document, Page, Refusal
from rashomon.stages.read.packing import CHUNK, Unpacked, packing_of, unpacked_start

__all__ = ["Entry", "Item", "Link", "Reader", "digest", "has_words", "open_entry", "too_large"]

HEAD = 4096
SAMPLE = 1 << 16
"""Bytes at the start of an entry by which its reader is chosen: the head for what shows at once,
the sample for what shows over several lines."""


@dataclass(frozen=True)
class Entry:
    """One source, opened.

    :ivar source: its path or URL as given, or ``-``.
    :ivar sample: the first bytes of the content, unpacked.
    :ivar stream: the content, unpacked, at its start.
    :ivar limit: bytes of content that one article may have.
    :ivar unpacked: what ``stream`` reads from where the source is packed (gzip, ...), else None.
    :ivar file: the file itself where it can be read by seeking, at any place; else None.
    :ivar url: where it was fetched from, None for a file.
    :ivar encoding: what the transport named, if anything.
    """

    source: str
    sample: bytes
    stream: BufferedIOBase
    limit: int
    unpacked: Unpacked | None = None
    file: BufferedIOBase | None = None
    url: str | None = None
    encoding: str | None = None

    @property
    def head(self) -> bytes:
        """The first 4096 bytes of the content."""
        return self.sample[:HEAD]

    def content(self) -> bytes:
        """The whole content.

        :raises Unsupported: it is larger than an article may be.
        :raises SourceUnreadable: it is damaged, or reading fails.
        """
        data = self.some(self.limit + 1)
        if len(data) > self.limit:
            raise Unsupported(self.source, too_large(self.limit))
        return data

    def some(self, size: int) -> bytes:
        """Up to ``size`` bytes; fewer only at the end.

        :raises SourceUnreadable: it is damaged, or reading fails.
        """
        parts: list[bytes] = []
        with mapped(self.source):
            while size > 0 and (part := self.stream.read1(min(size, CHUNK))):
                parts.append(part)
                size -= len(part)
        return b"".join(parts)

    def piece(self) -> bytes:
        """The next bytes as they come; none at the end. What stands before damage is given.

        :raises SourceUnreadable: it is damaged, or reading fails.
        """
        with mapped(self.source):
            return self.stream.read1(CHUNK)

    def some_line(self) -> bytes:
        """The next line with its end, cut where it is longer than an article may be.

        :raises SourceUnreadable: it is damaged, or reading fails.
        """
        with mapped(self.source):
            return self.stream.readline(self.limit + 1)

    def again(self, start: bytes) -> Entry:
        """The entry with what was read of it put back."""
        stream = io.BufferedReader(_Rejoined(start, self.stream), CHUNK)
        return dataclasses.replace(self, stream=stream)

    def lines(self) -> Iterator[tuple[int, bytes | None]]:
        """Number, from 1, and bytes of each line with its end; None in the place of a line that
        is longer than an article may be, which is passed over.

        :raises SourceUnreadable: it is damaged, or reading fails; what stood before was given.
        """
        number = 0
        with mapped(self.source):
            while line := self.stream.readline(self.limit + 1):
                number += 1
                if len(line) > self.limit and not line.endswith(b"\n"):
                    del line
                    while (rest := self.stream.readline(CHUNK)) and not rest.endswith(b"\n"):
                        pass
                    yield number, None
                else:
                    yield number, line

    def identity(self, content: bytes) -> str:
        """The id of an article that is the whole entry: the hash of its bytes as they lie."""
        return digest(content) if self.unpacked is None else "sha256:" + self.unpacked.identity()


@dataclass(frozen=True)
class Link:
    """An article that must be fetched: a URL the user named, or what a feed links to.

    :ivar source: what named it: the URL itself, or the entry of a feed.
    :ivar published: what the feed says; so ``updated``.
    """

    source: str
    url: str
    published: str | None = None
    updated: str | None = None


Item = Document | Page | Refusal | Link
"""What readers give."""


class Reader(Protocol):
    """Takes the articles out of entries of one kind: documents, pages that are taken apart later,
    links to be fetched, and a refusal for each that cannot be used."""

    def accepts(self, entry: Entry) -> bool:
        """Whether the start of the entry is of this reader's kind."""
        ...

    def read(self, entry: Entry) -> Iterator[Item]:
        """The articles of the entry, one at a time.

        :raises InputError: the entry as a whole, or what is left of it, cannot be used.
        """
        ...


class _Rejoined(io.RawIOBase):
    """A stream of which the first bytes were read already, at its start again."""

    def __init__(self, start: bytes, rest: BufferedIOBase) -> None:
        self._start = memoryview(start)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        part = self._start[: len(target)] or self._rest.read1(len(target))
        self._start = self._start[len(target) :]
        target[: len(part)] = part
        return len(part)


def open_entry(source: str, stream: BufferedIOBase, limit: int) -> Entry:
    """An entry over a buffered stream at its start, unpacked if it is gzip, bzip2 or xz.

    :raises Unsupported: there is nothing in it.
    :raises SourceUnreadable: nothing of it can be unpacked, or reading fails.
    """
    with mapped(source):
        start = stream.read(SAMPLE)
    if not start:
        raise Unsupported(source, "empty file")
    joined = io.BufferedReader(_Rejoined(start, stream), CHUNK)
    packing = packing_of(start)
    if packing is None:
        file = stream if stream.seekable() else None
        return Entry(source, start, joined, limit, file=file)
    unpacked = Unpacked(joined, packing, source)
    inner = io.BufferedReader(unpacked, CHUNK)
    sample = unpacked_start(packing, start, SAMPLE)
    if not sample and not inner.peek(1):
        raise Unsupported(source, f"empty file, packed with {packing.name}")
    return Entry(source, sample or inner.peek(1)[:SAMPLE], inner, limit, unpacked)


@contextlib.contextmanager
def mapped(source: str) -> Iterator[None]:
    """Errors of the system as ours."""
    try:
        yield
    except OSError as problem:
        raise SourceUnreadable(source, problem.strerror or str(problem)) from problem


def digest(data: bytes) -> str:
    """The id of an article whose entry is these bytes."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def has_words(text: str) -> bool:
    """Whether a text is more than one word; writing without spaces counts by its characters."""
    words = text.split(None, 2)
    return len(words) > 1 or (len(words) == 1 and len(words[0]) >= 20 and not words[0].isascii())


def too_large(limit: int) -> str:
    """The reason for refusing what is larger than an article may be; ``limit`` in bytes."""
    return f"larger than {limit / 1e6:g} MB, the most that one article may have"
