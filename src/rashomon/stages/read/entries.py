"""An entry (one file or stream, opened) and the Protocol of the readers."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from rashomon.errors import SourceUnreadable, Unsupported
from rashomon.models import Document, Page, Refusal

__all__ = ["Entry", "Reader", "digest", "has_words", "open_entry"]

HEAD = 4096
"""Bytes at the start of an entry by which its reader is chosen."""

GZIP = b"\x1f\x8b"
CHUNK = 1 << 20


@dataclass(frozen=True)
class Entry:
    """One source, opened.

    :ivar source: its path as given, or ``-``.
    :ivar head: the first bytes of the content, decompressed.
    :ivar packed: the bytes as they lie on disk where these are gzip, else None.
    :ivar stream: the content, decompressed, at its start.
    :ivar limit: bytes of content that one article may have.
    """

    source: str
    head: bytes
    packed: bytes | None
    stream: io.BufferedReader
    limit: int

    def content(self) -> bytes:
        """The whole content.

        :raises Unsupported: it is larger than an article may be.
        :raises SourceUnreadable: it is damaged, or reading fails.
        """
        data = read_some(self.stream, self.limit + 1, self.source)
        if len(data) > self.limit:
            raise Unsupported(self.source, f"larger than {self.limit / 1e6:g} MB")
        return data

    def line(self) -> bytes:
        """The next line with its end, cut where it is longer than an article may be.

        :raises SourceUnreadable: it is damaged, or reading fails.
        """
        with _mapped(self.source):
            return self.stream.readline(self.limit + 1)

    def identity(self, content: bytes) -> str:
        """The id of an article that is the whole entry: the hash of its bytes as they lie."""
        return digest(content if self.packed is None else self.packed)


class Reader(Protocol):
    """Takes the articles out of entries of one kind: documents, pages that are taken apart later,
    and a refusal for each that cannot be used."""

    def accepts(self, entry: Entry) -> bool:
        """Whether the head of the entry is of this reader's kind."""
        ...

    def read(self, entry: Entry) -> Iterator[Document | Page | Refusal]:
        """The articles of the entry, one at a time.

        :raises InputError: the entry as a whole cannot be used.
        """
        ...


def open_entry(source: str, stream: io.BufferedReader, limit: int) -> Entry:
    """An entry over a buffered stream at its start, unpacked if it is gzip.

    :raises Unsupported: there is nothing in it.
    :raises SourceUnreadable: it is damaged gzip.
    """
    head = _peek(stream, source)
    if not head.startswith(GZIP):
        return Entry(source, head, None, stream, limit)
    packed = read_some(stream, limit + 1, source)
    if len(packed) > limit:
        raise Unsupported(source, f"larger than {limit / 1e6:g} MB, compressed")
    unpacked: Any = gzip.GzipFile(fileobj=io.BytesIO(packed))
    inner: io.BufferedReader = io.BufferedReader(unpacked, HEAD)
    return Entry(source, _peek(inner, source), packed, inner, limit)


def _peek(stream: io.BufferedReader, source: str) -> bytes:
    with _mapped(source):
        head = stream.peek(HEAD)[:HEAD]
    if not head:
        raise Unsupported(source, "empty file")
    return head


@contextlib.contextmanager
def _mapped(source: str) -> Iterator[None]:
    """Errors of the system and of decompression as ours."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as problem:
        raise SourceUnreadable(source, f"damaged gzip: {problem}") from problem
    except OSError as problem:
        raise SourceUnreadable(source, problem.strerror or str(problem)) from problem


def read_some(stream: io.BufferedReader, size: int, source: str) -> bytes:
    """Up to ``size`` bytes; fewer only at the end.

    :raises SourceUnreadable: the system or the decompression fails.
    """
    parts: list[bytes] = []
    with _mapped(source):
        while size > 0 and (part := stream.read(min(size, CHUNK))):
            parts.append(part)
            size -= len(part)
    return b"".join(parts)


def digest(data: bytes) -> str:
    """The id of an article whose entry is these bytes."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def has_words(text: str) -> bool:
    """Whether a text is more than one word; writing without spaces counts by its characters."""
    words = text.split(None, 2)
    return len(words) > 1 or (len(words) == 1 and len(words[0]) >= 20 and not words[0].isascii())
