"""The records of a WARC file (ISO 28500), plain or packed, broken ones by name and the rest after.

FastWARC stops at the first record that is broken and takes one that is cut off for whole, so the
records are found here: a file that was cut, or one bad member of a gzip file, costs that record.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.errors import SourceUnreadable
from rashomon.stages.read.entries import Entry
from rashomon.stages.read.packing import CHUNK

__all__ = ["Broken", "Record", "records"]

VERSION = re.compile(rb"WARC/\d+\.\d+\s*\Z")
FIRST_LINE = re.compile(rb"WARC/\d+\.\d+\r?\n\Z")
BEGIN = b"WARC/"
NEXT = b"\r\n\r\nWARC/1."
"""Where a record ends and the next begins; looked for where a record is not read but passed over,
since its length may be wrong."""

LONGEST_LINE = 32_768
LONGEST_HEAD = 262_144
EXTRA = 65_536
"""Bytes that a record may have beyond an article: the header of the HTTP answer in it."""


@dataclass(frozen=True)
class Record:
    """A whole record.

    :ivar offset: where it begins in the file: of a packed file, the byte where its member does.
    :ivar headers: their names in lower case.
    :ivar block: what follows the header; None where that is larger than an article may be.
    """

    offset: int
    headers: dict[str, str]
    block: bytes | None


@dataclass(frozen=True)
class Broken:
    """A place where no record can be read, and why."""

    offset: int
    reason: str


def records(entry: Entry, wanted: frozenset[str]) -> Iterator[Record | Broken]:
    """The records whose WARC-Type is wanted, and what is broken on the way. One record is held at
    a time."""
    tape = _Tape(entry)
    while True:
        if not tape.to_content():
            if tape.damage is None:
                return
            yield Broken(tape.damaged_at, tape.damage.reason)
            if not tape.recover():
                return
            continue
        found = _record(tape, wanted, entry.limit + EXTRA)
        if found is not None:
            yield found
        if isinstance(found, Broken) and not tape.damage:
            tape.to_record()


def _record(tape: _Tape, wanted: frozenset[str], limit: int) -> Record | Broken | None:
    """The next record; None if it is of no wanted type."""
    offset = tape.offset()
    if not VERSION.match(tape.line()):
        return None if tape.damage else Broken(offset, f"no record begins at byte {offset}")
    headers = _headers(tape)
    length = int(headers["content-length"]) if _is_number(headers.get("content-length")) else None
    if length is None:
        if tape.damage:
            return None
        return Broken(offset, f"the record at byte {offset} has no valid length")
    of_use = headers.get("warc-type", "").lower() in wanted
    block = tape.take(length) if of_use and length <= limit else None
    if not (tape.skip(length) if block is None else len(block) == length):
        return None if tape.damage else _short(tape, offset, block)
    if not tape.at_end_of_record():
        tape.put_back(block or b"")
        return Broken(offset, f"the record at byte {offset} has a wrong length")
    return Record(offset, headers, block) if of_use else None


def _short(tape: _Tape, offset: int, block: bytes | None) -> Broken:
    """A record that is shorter than it says: what was taken may hold the next one."""
    tape.put_back(block or b"")
    return Broken(offset, f"the record at byte {offset} is cut off, or its length is wrong")


def _headers(tape: _Tape) -> dict[str, str]:
    headers: dict[str, str] = {}
    size, name = 0, ""
    while (line := tape.line()).strip() and size < LONGEST_HEAD:
        size += len(line)
        text = line.decode("utf-8", "replace")
        if text[0] in " \t" and name:
            headers[name] += " " + text.strip()
            continue
        name, _, value = text.partition(":")
        name = name.strip().lower()
        headers.setdefault(name, value.strip())
    return headers


def _is_number(text: str | None) -> bool:
    return text is not None and text.isascii() and text.isdigit() and len(text) < 16


class _Tape:
    """The bytes of the file, unpacked, with where they stand in it.

    :ivar damage: why nothing comes any more, if the packed bytes are damaged.
    :ivar damaged_at: where in the file that is.
    """

    def __init__(self, entry: Entry) -> None:
        self._entry = entry
        self._data = b""
        self._at = 0
        self._base = 0  # of _data, counted in unpacked bytes
        self._members: deque[tuple[int, int]] = deque()  # (unpacked, packed) starts
        self.damage: SourceUnreadable | None = None
        self.damaged_at = 0

    def offset(self) -> int:
        """Where in the file the next byte stands, or the packed member that it is in."""
        here = self._base + self._at
        if self._entry.unpacked is None:
            return here
        while len(self._members) > 1 and self._members[1][0] <= here:
            self._members.popleft()
        return self._members[0][1] if self._members else 0

    def to_content(self) -> bool:
        """Pass over empty lines; false at the end."""
        while self._fill(1):
            if self._data[self._at] not in b"\r\n":
                return True
            self._at += 1
        return False

    def line(self) -> bytes:
        """The next line with its end, cut at 32 kB."""
        size = 1024
        while True:
            there = self._fill(size)
            end = self._data.find(b"\n", self._at, self._at + there) + 1
            if end or there < size or size >= LONGEST_LINE:
                break
            size *= 2
        end = end or self._at + min(there, LONGEST_LINE)
        line, self._at = self._data[self._at : end], end
        return line

    def take(self, size: int) -> bytes:
        """The next bytes; fewer only at the end."""
        there = min(self._fill(size), size)
        self._at += there
        return self._data[self._at - there : self._at]

    def skip(self, size: int) -> bool:
        """Pass over bytes; false if the end, or another record, comes before."""
        while size > 0:
            there = min(self._fill(min(size, CHUNK)), size)
            found = self._data.find(NEXT, self._at, self._at + there)
            if found >= 0:
                self._at = found
                return False
            if there == 0:
                return False
            step = there if there == size else max(there - len(NEXT), 1)
            self._at += step
            size -= step
        return True

    def at_end_of_record(self) -> bool:
        """Whether what comes next can stand between records."""
        there = self._fill(len(BEGIN))
        left = self._data[self._at : self._at + len(BEGIN)]
        return there == 0 or left[:1] in (b"\r", b"\n") or left == BEGIN

    def put_back(self, data: bytes) -> None:
        """Put what was taken last before what comes next."""
        self._base += self._at - len(data)
        self._data, self._at = data + self._data[self._at :], 0

    def to_record(self) -> None:
        """Go on to where a record begins, or to the end; what was cut off may stand before it on
        the same line."""
        while self._fill(1):
            line = self.line()
            if found := FIRST_LINE.search(line):
                self.put_back(line[found.start() :])
                return

    def recover(self) -> bool:
        """After damage: go on at the next member that begins with a record."""
        self._base += len(self._data)
        self._data, self._at, self.damage = b"", 0, None
        unpacked = self._entry.unpacked
        return unpacked is not None and unpacked.recover(BEGIN)

    def _fill(self, size: int) -> int:
        """Have so many bytes ready; fewer only at the end. Returns how many are."""
        there = len(self._data) - self._at
        if there >= size:
            return there
        parts = [self._data[self._at :]]
        while there < size and (piece := self._pull(there)):
            parts.append(piece)
            there += len(piece)
        self._base += self._at
        self._data, self._at = b"".join(parts), 0
        return there

    def _pull(self, ready: int) -> bytes:
        unpacked = self._entry.unpacked
        if unpacked is None or self.damage:
            return b"" if self.damage else self._entry.piece()
        try:
            piece = unpacked.read(CHUNK) or b""
        except SourceUnreadable as problem:
            self.damage, self.damaged_at = problem, unpacked.member_at
            return b""
        if not self._members or self._members[-1][1] != unpacked.member_at:
            self._members.append((self._base + self._at + ready, unpacked.member_at))
        return piece
