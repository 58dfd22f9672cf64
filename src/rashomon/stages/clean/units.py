"""Units: the paragraphs of a text, cut further where one holds several things.

A paragraph is cut into sentences, and where something of another kind is glued to a sentence: the
end of a caption (``[/caption]``), a credit, a byline with a date, a button.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rashomon.models import BlockKind
from rashomon.stages.clean.marks import Hints, find_marks, hints_in
from rashomon.stages.clean.paragraphs import paragraphs
from rashomon.stages.clean.sentences import sentence_ends

__all__ = ["Unit", "units_of"]

BREAK = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


@dataclass(slots=True)
class Unit:
    """A stretch of text of one kind: a sentence or a line that is none.

    :ivar text: what stands there, each line break inside it as a space.
    :ivar line: number of the paragraph it stands in: a line, or several of a wrapped text.
    :ivar gap: whether a blank line stands before it.
    :ivar kind: None until it is told.
    """

    start: int
    end: int
    text: str
    line: int
    gap: bool = False
    kind: BlockKind | None = None
    reason: str = ""
    score: float = 0.0


def units_of(text: str) -> list[Unit]:
    """The units of a text in their order; together they hold all that is not white space."""
    units: list[Unit] = []
    hints = hints_in(text)
    for number, (start, end, gap) in enumerate(paragraphs(text)):
        line = text[start:end]
        if len(line.splitlines()) > 1:
            line = BREAK.sub(" ", line)
        own = _cut(line, start, number, hints)
        if own:
            own[0].gap = gap
        units.extend(own)
    return units


def _cut(line: str, offset: int, number: int, hints: Hints) -> list[Unit]:
    marks = find_marks(line, hints)
    if not marks:
        return _plain(line, offset, number)
    cuts: list[tuple[int, int, BlockKind | None, str]] = []
    at = 0
    for start, end, marked, why in marks:
        cuts.extend((s, e, None, "") for s, e in _sentences(line, at, start))
        cuts.append((start, end, marked, why))
        at = end
    cuts.extend((s, e, None, "") for s, e in _sentences(line, at, len(line)))
    found = []
    for start, end, kind, reason in cuts:
        piece = line[start:end]
        bare = piece.strip()
        if bare:
            first = offset + start + len(piece) - len(piece.lstrip())
            found.append(Unit(first, first + len(bare), bare, number, kind=kind, reason=reason))
    return found


def _plain(line: str, offset: int, number: int) -> list[Unit]:
    """The sentences of a line without marks, as most are."""
    found = []
    start = 0
    for stop in [*sentence_ends(line, 0, len(line)), len(line)]:
        piece = line[start:stop]
        bare = piece.strip()
        if bare:
            first = offset + stop - len(piece.lstrip())
            found.append(Unit(first, first + len(bare), bare, number))
        start = stop
    return found


def _sentences(line: str, start: int, end: int) -> list[tuple[int, int]]:
    if start >= end:
        return []
    ends = sentence_ends(line, start, end)
    spans = []
    for stop in [*ends, end]:
        if line[start:stop].strip():
            spans.append((start, stop))
        start = stop
    return spans
