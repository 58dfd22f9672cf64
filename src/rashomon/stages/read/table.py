"""Tables of articles: values between commas, semicolons, tabs or bars, a row an article."""

from __future__ import annotations

import contextlib
import csv
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.errors import Unsupported
from rashomon.models import Document, Page, Refusal
from rashomon.stages.read.decode import decode, sound
from rashomon.stages.read.entries import SAMPLE, Entry, digest, too_large
from rashomon.stages.read.fields import Fields
from rashomon.stages.read.recode import recoded

__all__ = ["TableReader", "unmapped"]

NAMED = re.compile(r"\.(?:csv|tsv|tab)(?:\.\w+)?\Z", re.I)
DELIMITERS = (",", ";", "\t", "|")
SEPARATOR = re.compile(rb"(?:\xef\xbb\xbf)?\"?sep=([,;\t|])\"?\r?\n", re.I)
"""The line by which spreadsheets name the delimiter."""

LONGEST_NAME = 64
SAMPLE_ROWS = 50
SAME_SHARE = 0.8
"""Share of the first rows that must have as many fields as the header in a file whose name does
not say that it is a table. A choice: a text whose first line happens to name a column for the text
and whose lines nearly all have as many commas is a table by any reading."""


class TableReader:
    """Tables with a line of column names at the top."""

    def __init__(self, fields: Fields | None = None) -> None:
        self._fields = fields or Fields()

    def accepts(self, entry: Entry) -> bool:
        """Whether the file's name says so, or its lines do: the first names a column that holds
        the text, and the others have as many fields."""
        if NAMED.search(entry.source):
            return True
        best = max(map(_Look.rank, self._looks(recoded(entry).sample)), default=(False, 0, 0.0))
        return best[0] and best[1] > 1 and best[2] >= SAME_SHARE

    def read(self, entry: Entry) -> Iterator[Document | Page | Refusal]:
        """Each row as a document or page, one that is broken as a refusal.

        The id of an article is the hash of the row's bytes without its line end.

        :raises InputError: it is no table, or has no column that holds the text.
        """
        entry = recoded(entry)
        looks = sorted(self._looks(entry.sample), key=_Look.rank)
        rows = _Rows(entry, looks[-1].delimiter)
        header = rows.header()
        if self._fields.place("text", dict.fromkeys(header)) is None:
            raise Unsupported(entry.source, unmapped("table", header))
        number = 0
        for number, row in enumerate(rows, 1):
            source = f"{entry.source}#{number}"
            if row.problem:
                yield Refusal(source=source, reason=row.problem)
                continue
            record = dict(zip(header, row.cells, strict=False))
            yield self._fields.article_or_refusal(record, digest(row.own), source, entry.limit)
        if number == 0:
            raise Unsupported(entry.source, "a table without a row below the names of its columns")

    def _looks(self, sample: bytes) -> Iterator[_Look]:
        """How the start of the content looks with each delimiter."""
        named = SEPARATOR.match(sample)
        lines = sample[named.end() if named else 0 :].splitlines(keepends=True)
        for delimiter in (named[1].decode(),) if named else DELIMITERS:
            yield _Look.at(lines, delimiter, self._fields, whole=len(sample) < SAMPLE)


def _text(line: bytes) -> str:
    """A line as the parser takes it; one that is no text is told by its bytes later."""
    return (decode(line) or "\ufffd\n").replace("\x00", "\ufffd")


@dataclass(frozen=True)
class _Look:
    delimiter: str
    has_text: bool
    width: int
    same: float

    @classmethod
    def at(cls, lines: Sequence[bytes], delimiter: str, fields: Fields, whole: bool) -> _Look:
        names = cls._header(lines, delimiter)
        has_text = (
            all(0 < len(name) <= LONGEST_NAME for name in names)
            and fields.place("text", dict.fromkeys(map(str.strip, names))) is not None
        )
        if not has_text:
            return cls(delimiter, False, len(names), 0.0)
        rows: list[list[str]] = []
        with _field_limit(SAMPLE * 4), contextlib.suppress(csv.Error):
            body = csv.reader(map(_text, lines[1:]), delimiter=delimiter)
            rows.extend(row for row in body if row)
        rows = (rows if whole or len(rows) < 2 else rows[:-1])[:SAMPLE_ROWS]
        same = sum(len(row) == len(names) for row in rows) / max(len(rows), 1)
        return cls(delimiter, True, len(names), same)

    @staticmethod
    def _header(lines: Sequence[bytes], delimiter: str) -> list[str]:
        try:
            return next(csv.reader(map(_text, lines[:1]), delimiter=delimiter), [])
        except csv.Error:
            return []

    def rank(self) -> tuple[bool, int, float]:
        """What makes one delimiter likelier than another: the last of the surest is taken."""
        return self.has_text, min(self.width, 2), self.same


@dataclass(frozen=True)
class _Row:
    cells: Sequence[str]
    own: bytes
    problem: str | None = None


class _TooLong(Exception):
    """A row larger than an article may be; nothing of it is kept."""


class _Rows:
    """The rows of a table, each with its bytes; a broken one is named and the next is read."""

    def __init__(self, entry: Entry, delimiter: str) -> None:
        self._limit = entry.limit
        self._source = entry.source
        self._lines = (line for _, line in entry.lines())
        self._back: deque[bytes | None] = deque()
        self._taken: list[bytes] = []
        self._delimiter = delimiter
        self._reader = self._fresh()
        self._width = 0

    def header(self) -> list[str]:
        """The names of the columns.

        :raises Unsupported: there are none.
        """
        row = next(self, None)
        if row is not None and SEPARATOR.match(row.own + b"\n"):
            row = next(self, None)
        if row is None or row.problem:
            raise Unsupported(self._source, "a table without a line of column names")
        self._width = len(row.cells)
        return [sound(name.strip()) for name in row.cells]

    def __iter__(self) -> Iterator[_Row]:
        return self

    def __next__(self) -> _Row:
        while True:
            self._taken = []
            try:
                with _field_limit(self._limit):
                    cells = next(self._reader)
            except _TooLong:
                self._reader = self._fresh()
                return _Row((), b"", too_large(self._limit))
            except csv.Error as problem:
                self._reader = self._fresh()
                return _Row((), b"", f"a broken row: {problem}")
            if cells:
                return self._checked(cells)

    def _checked(self, cells: list[str]) -> _Row:
        own = b"".join(self._taken).rstrip(b"\r\n")
        while self._width and len(cells) > self._width and not cells[-1].strip():
            cells = cells[:-1]
        if decode(own) is None:
            return _Row(cells, own, "binary, not text")
        if self._swallows(len(cells)):
            self._back.extendleft(reversed(self._taken[1:]))
            self._reader = self._fresh()
            return _Row(cells, own, "a quotation mark in it is not closed")
        if self._width in (0, len(cells)):
            return _Row(cells, own)
        wrong = f"{len(cells)} fields where the header has {self._width}"
        return _Row(cells, own, f"{wrong}; check its quotation marks and delimiters")

    def _swallows(self, width: int) -> bool:
        """Whether a row over several lines took in rows that follow it, since a quotation mark is
        never closed: its quotes are unbalanced and it has the wrong width, or has the right one
        and so has each of its further lines. Those are then read anew, each as a row."""
        if len(self._taken) == 1 or self._width == 0 or self._balanced():
            return False
        if width != self._width:
            return True
        rest = [_text(line) for line in self._taken[1:] if line.strip()]
        return all(len(cells) == width for cells in map(self._alone, rest))

    def _balanced(self) -> bool:
        lines = map(_text, self._taken)
        try:
            with _field_limit(self._limit):
                return len(list(csv.reader(lines, delimiter=self._delimiter, strict=True))) == 1
        except csv.Error:
            return False

    def _alone(self, line: str) -> list[str]:
        """The cells of a line by itself."""
        with _field_limit(self._limit):
            return next(csv.reader([line], delimiter=self._delimiter), [])

    def _fresh(self) -> Iterator[list[str]]:
        return csv.reader(self._texts(), delimiter=self._delimiter)

    def _texts(self) -> Iterator[str]:
        """Lines as the parser asks for them, put down as parts of the row."""
        size = 0
        while True:
            line = self._back.popleft() if self._back else next(self._lines, b"")
            if line is None or size > self._limit:
                raise _TooLong
            if not line:
                return
            size = len(line) + (size if self._taken else 0)
            self._taken.append(line)
            yield _text(line)


def unmapped(what: str, names: Sequence[str]) -> str:
    """The reason for refusing a table none of whose columns is known to hold the text."""
    shown = ", ".join(names[:30]) + (", …" if len(names) > 30 else "")
    return (
        f"a {what} without a column that holds the text; its columns: {shown}; "
        "name the one that does with --field text=COLUMN"
    )


@contextlib.contextmanager
def _field_limit(limit: int) -> Iterator[None]:
    """The size of a field that the parser takes; it is one for the whole process."""
    before = csv.field_size_limit(limit)
    try:
        yield
    finally:
        csv.field_size_limit(before)
