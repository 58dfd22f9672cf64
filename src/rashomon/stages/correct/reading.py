"""Reading a file of corrections: JSON Lines, each line by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from rashomon.errors import UsageError
from rashomon.models import Correction, CorrectionAct

__all__ = ["Line", "read_lines", "standing_again"]

LEAST: dict[CorrectionAct, int] = {
    "join_entities": 2,
    "split_entities": 1,
    "join_claims": 2,
    "split_claims": 1,
    "join_stories": 2,
    "split_stories": 1,
    "reject_conflict": 2,
    "name_speaker": 1,
}
"""Places that an act needs at least."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line by its number from 1; ``problem`` says why it is no correction."""

    number: int
    correction: Correction | None
    problem: str | None = None


def read_lines(file: Path) -> list[Line]:
    """The lines of a file; blank ones are left out, wrong ones kept with what is wrong.

    :raises UsageError: the file cannot be read.
    """
    try:
        data = file.read_bytes()
    except OSError as problem:
        raise UsageError(f"--corrections {file}: {problem.strerror}") from problem
    rows = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    return [_line(number, row) for number, row in enumerate(rows, 1) if row.strip()]


def _line(number: int, row: bytes) -> Line:
    try:
        found = msgspec.json.decode(row, type=Correction)
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        return Line(number, None, f"{problem}; `rashomon schema correction` tells the form")
    return Line(number, found, _problem(found))


def _problem(found: Correction) -> str | None:
    least = LEAST[found.act]
    if found.act == "join_entities" and found.name:
        least = 1
    if len(found.places) < least:
        return f"{found.act} needs {least} places, {len(found.places)} stand here"
    for place in found.places:
        if place.article is None and place.source is None:
            return "a place needs an article (its id) or a source"
        if found.act.endswith("_stories"):
            continue
        if place.text is None and (place.start is None or place.end is None):
            return "a place needs start and end, or text"
    return None


def standing_again(lines: Sequence[Line]) -> dict[int, int]:
    """For each line that stands again later the number of the last that says the same.

    Only that one is replayed, so that a file after itself says no more than once.
    """
    last: dict[Correction, int] = {}
    for line in lines:
        if line.correction is not None:
            last[_bare(line.correction)] = line.number
    return {
        line.number: last[_bare(line.correction)]
        for line in lines
        if line.correction is not None and last[_bare(line.correction)] != line.number
    }


def _bare(correction: Correction) -> Correction:
    return msgspec.structs.replace(correction, note=None)
