"""Kinds of content that are known and hold no article that can be read: refused by name, with what
to do, and never taken for plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.errors import Unsupported
from rashomon.models import Document
from rashomon.stages.read.entries import Entry
from rashomon.stages.read.markup import root_element

__all__ = ["OtherReader"]

KINDS = tuple(
    (re.compile(pattern, re.S), name)
    for pattern, name in (
        (rb"%PDF-", "a PDF, not text; save its text and name that file"),
        (
            rb"PK(?:\x03\x04|\x05\x06)",
            "a zip archive (or a Word or OpenDocument file); unpack it, "
            "or save it as text, and name the files",
        ),
        (rb"\x28\xb5\x2f\xfd", "packed with zstd; unpack it (zstd -d) and name the file"),
        (rb"\x04\x22\x4d\x18", "packed with lz4; unpack it (lz4 -d) and name the file"),
        (rb"\x1f\x8b|BZh[1-9]1AY|\xfd7zXZ\x00", "packed twice; unpack it once and name the file"),
        (rb"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it and name the files"),
        (rb"Rar!\x1a\x07", "a rar archive; unpack it and name the files"),
        (rb".{257}ustar", "a tar archive; unpack it and name the folder"),
        (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file; save it as text or CSV"),
        (rb"\{\\rtf", "rich text (RTF); save it as plain text"),
        (rb"SQLite format 3\x00", "an SQLite database; write the table as CSV or JSON Lines"),
        (rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|RIFF.{4}WEBP", "a picture, not text"),
        (
            rb"(?:\S+: [^\r\n]*\r?\n)*MIME-Version: 1\.0\r?\n",
            "a mail or a page saved as MHTML; save the page as HTML",
        ),
    )
)
XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\b")


class OtherReader:
    """Recognises what cannot be read and refuses it by name."""

    def accepts(self, entry: Entry) -> bool:
        """Whether the content is of a kind that is known not to be readable."""
        return self._kind(entry) is not None

    def read(self, entry: Entry) -> Iterator[Document]:
        """Nothing.

        :raises Unsupported: always.
        """
        raise Unsupported(entry.source, self._kind(entry) or "of an unknown kind")

    @staticmethod
    def _kind(entry: Entry) -> str | None:
        known = next((name for pattern, name in KINDS if pattern.match(entry.head)), None)
        if known or not XML.match(entry.head):
            return known
        name = root_element(entry.sample)
        if name == "html":
            return None
        if name is None:
            return "XML whose first element is not among its first 64 kB"
        return f"XML that is neither a page nor a feed (its root is <{name}>)"
