"""Parquet: a row an article, read in small batches, and of it only the columns that are mapped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from rashomon.errors import Unsupported
from rashomon.models import Document, Page, Refusal
from rashomon.settings import FIELDS
from rashomon.stages.read.entries import Entry, digest
from rashomon.stages.read.fields import Fields
from rashomon.stages.read.table import unmapped

__all__ = ["ParquetReader"]

MAGIC = b"PAR1"
ROWS = 64
"""Rows of a batch: of long articles a few megabytes."""
BUFFER = 1 << 20


class ParquetReader:
    """Parquet files; they are read by seeking, so not from a pipe and not packed again."""

    def __init__(self, fields: Fields | None = None) -> None:
        self._fields = fields or Fields()

    def accepts(self, entry: Entry) -> bool:
        """Whether the content begins as Parquet does."""
        return entry.head.startswith(MAGIC)

    def read(self, entry: Entry) -> Iterator[Document | Page | Refusal]:
        """Each row as a document or page.

        The id of an article is the hash of the canonical JSON (keys sorted, no spaces, UTF-8) of
        the columns that were read, since a row of Parquet has no bytes of its own.

        :raises InputError: it is damaged, a pipe, or has no column that holds the text.
        """
        if entry.file is None:
            advice = "save it to a file, unpacked, and name the file"
            raise Unsupported(
                entry.source, f"Parquet cannot be read from a pipe or packed; {advice}"
            )
        number = 0
        for record in _records(entry, self._fields):
            number += 1
            own = json.dumps(
                record, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str
            )
            ident = digest(own.encode("utf-8", "replace"))
            source = f"{entry.source}#{number}"
            yield self._fields.article_or_refusal(record, ident, source, entry.limit)
        if number == 0:
            raise Unsupported(entry.source, "a Parquet file without rows")


def _records(entry: Entry, fields: Fields) -> Iterator[dict[str, Any]]:
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError as problem:
        raise Unsupported(entry.source, "Parquet; to read it install pyarrow") from problem
    try:
        with parquet.ParquetFile(entry.file, buffer_size=BUFFER) as file:
            columns = _columns(entry.source, file.schema_arrow, fields, arrow.types)
            for batch in file.iter_batches(ROWS, columns=columns, use_threads=False):
                yield from batch.to_pylist()
    except (arrow.ArrowException, OSError, ValueError) as problem:
        what = str(problem).splitlines()[0][:200] if str(problem) else type(problem).__name__
        raise Unsupported(entry.source, f"a damaged Parquet file: {what}") from problem


def _columns(source: str, schema: Any, fields: Fields, types: Any) -> list[str]:
    """The columns that hold something known.

    :raises Unsupported: none holds the text, or what does holds no text.
    """
    names = dict.fromkeys(schema.names)
    place = fields.place("text", names)
    if place is None:
        raise Unsupported(source, unmapped("Parquet file", schema.names))
    kind = schema.field(place).type
    if types.is_dictionary(kind):
        kind = kind.value_type
    if not (types.is_string(kind) or types.is_large_string(kind) or _nested(kind, types)):
        advice = "write it as text, or name another one with --field text=COLUMN"
        raise Unsupported(source, f"the column {place!r} holds {kind}, not text; {advice}")
    found = [place, *(p for name in FIELDS[1:] for p in fields.places(name, names))]
    return list(dict.fromkeys(found))


def _nested(kind: Any, types: Any) -> bool:
    """Whether a type may hold the text further in: an object, or a list of paragraphs."""
    if types.is_list(kind) or types.is_large_list(kind):
        return bool(types.is_string(kind.value_type) or types.is_large_string(kind.value_type))
    return bool(types.is_struct(kind))
