"""``--meta FILE.csv``: outlet, url, published and title for sources that carry none."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from rashomon.errors import UsageError
from rashomon.models import Document, Page
from rashomon.stages.read.decode import decode
from rashomon.stages.read.fields import declared_moment

__all__ = ["Meta"]

FIELDS = ("outlet", "url", "published", "title")
Row = dict[str, str]
Item = Document | Page


@dataclass(frozen=True)
class Meta:
    """Rows of the file by source as given and by absolute path, and by file name."""

    by_path: dict[str, Row] = field(default_factory=dict)
    by_name: dict[str, Row] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path | None) -> Meta:
        """Read the CSV file; without one there is no metadata.

        :raises UsageError: it cannot be read, is no text, or has no column ``source``.
        """
        if path is None:
            return cls()
        rows = _rows(path)
        by_path: dict[str, Row] = {}
        names = Counter(Path(row["source"]).name for row in rows)
        by_name = {
            Path(row["source"]).name: row for row in rows if names[Path(row["source"]).name] == 1
        }
        for row in rows:
            source = Path(row["source"])
            by_path[row["source"]] = row
            by_path.setdefault(str(source.absolute()), row)
            by_path.setdefault(str((path.parent / source).absolute()), row)
        return cls(by_path, by_name)

    def described(self, item: Item, names: Mapping[str, int]) -> Item:
        """A document or page with what the file says of it, which goes before what it says.

        A row is found by the source as given, by its absolute path, or by the file's name where
        that is unique on both sides.

        :param names: how many items there are of each file name.
        """
        row = self._row(item, names) if self.by_path else None
        if row is None:
            return item
        given: dict[str, Any] = {name: row[name] for name in FIELDS if row.get(name)}
        if "published" in given:
            given["published"] = declared_moment(given["published"])
        return msgspec.structs.replace(item, **given)

    def _row(self, item: Item, names: Mapping[str, int]) -> Row | None:
        for source in item.sources:
            for key in (source, str(Path(source).absolute())):
                if key in self.by_path:
                    return self.by_path[key]
        name = Path(item.source).name
        return self.by_name.get(name) if names.get(name) == 1 else None


def _rows(path: Path) -> list[Row]:
    try:
        text = decode(path.read_bytes())
    except OSError as problem:
        raise UsageError(f"--meta {path}: {problem.strerror or problem}") from problem
    if text is None:
        raise UsageError(f"--meta {path}: not a text file")
    try:
        table = csv.DictReader(text.splitlines(keepends=True), strict=True)
        columns = [name.strip().lower() for name in table.fieldnames or ()]
        if "source" not in columns:
            raise UsageError(f"--meta {path}: no column 'source' in {columns}")
        table.fieldnames = columns
        return [_row(row) for row in table if (row.get("source") or "").strip()]
    except csv.Error as problem:
        raise UsageError(f"--meta {path}: {problem}") from problem


def _row(row: dict[str, str | None]) -> Row:
    return {
        name: value.strip()
        for name, value in row.items()
        if isinstance(value, str) and value.strip()
    }
