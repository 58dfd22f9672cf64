"""Kinds of entry that are known and not read yet: refused by name, never taken as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.errors import Unsupported
from rashomon.models import Document
from rashomon.stages.read.entries import Entry

__all__ = ["LaterReader"]

KINDS = (
    (re.compile(rb"WARC/\d"), "a WARC file"),
    (
        re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b", re.S),
        "a feed",
    ),
    (re.compile(rb'\s*\{\s*"version"\s*:\s*"https?://jsonfeed\.org/'), "a JSON feed"),
)

TABLE = re.compile(r"\.(?:csv|tsv)(?:\.gz)?$", re.I)
"""By its name: the content of a table cannot be told from text with commas."""


class LaterReader:
    """Recognises feeds and WARC files and refuses them."""

    def accepts(self, entry: Entry) -> bool:
        """Whether the entry is of a kind that is not read yet."""
        return self._kind(entry) is not None

    def read(self, entry: Entry) -> Iterator[Document]:
        """Nothing.

        :raises Unsupported: always.
        """
        raise Unsupported(entry.source, f"{self._kind(entry)}: this kind is not read yet")

    @staticmethod
    def _kind(entry: Entry) -> str | None:
        if TABLE.search(entry.source):
            return "a table (CSV)"
        head = entry.head.removeprefix(b"\xef\xbb\xbf")
        return next((name for pattern, name in KINDS if pattern.match(head)), None)
