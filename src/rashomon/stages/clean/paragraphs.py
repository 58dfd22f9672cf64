"""The paragraphs of a plain text: its lines, joined again where it was wrapped at a width.

Text that was wrapped at 60 to 80 columns (an agency's feed, an e-mail, a terminal) has a line
break where the next word would not have fitted. Such lines are parts of one paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

__all__ = ["Stretch", "paragraphs"]

Stretch = tuple[int, int, bool]
"""Start, end, and whether a blank line stands before."""

NARROW = 40
"""Columns of the narrowest text that is taken for wrapped; lines of a menu are shorter."""
WIDE = 132
"""Columns of the widest: the longest line of a terminal."""
RAGGED = 16
"""Columns that a full line may be shorter than the longest: as long as a long word."""
WRAPPED = 0.6
"""Share of the long lines that end where the next word would not have fitted, from which a text is
wrapped. Of 1,571 dev texts none is called wrapped; wrapped at 72 columns 46 of 46 pages are, menus
and all (``evals/score_body.py --wrap 72``)."""
BREAKS = 4
"""Such breaks that are needed."""


def paragraphs(text: str) -> list[Stretch]:
    """The paragraphs of a text in their order, without the white space around them."""
    lines = _lines(text)
    width = _width(text, lines)
    if width is None:
        return lines
    joined: list[Stretch] = []
    last: Stretch | None = None
    for line in lines:
        if last is not None and joined and not line[2] and _goes_on(text, last, line, width):
            start, _, gap = joined.pop()
            joined.append((start, line[1], gap))
        else:
            joined.append(line)
        last = line
    return joined


def _lines(text: str) -> list[Stretch]:
    found: list[Stretch] = []
    at = last = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            start = at + len(line) - len(line.lstrip())
            found.append((start, start + len(bare), bool(found) and _blank(text, last, start)))
            last = start + len(bare)
        at += len(line)
    return found


def _blank(text: str, last: int, start: int) -> bool:
    between = text[last:start]
    if between == "\n":
        return False
    return between.count("\n") > 1 or between.count("\r") > 1 + between.count("\n")


def _width(text: str, lines: Sequence[Stretch]) -> int | None:
    """The columns that a text was wrapped at, None where it was not.

    A word that is longer stands alone in its line.
    """
    width = max((end - start for start, end, _ in lines if _spaced(text[start:end])), default=0)
    if not NARROW <= width <= WIDE:
        return None
    inside = [(a, b) for a, b in pairwise(lines) if not b[2] and a[1] - a[0] >= width - RAGGED]
    full = sum(_goes_on(text, a, b, width) for a, b in inside)
    return width if full >= BREAKS and full >= WRAPPED * len(inside) else None


def _spaced(line: str) -> bool:
    return " " in line


def _goes_on(text: str, line: Stretch, after: Stretch, width: int) -> bool:
    """Whether the first word after the break would not have fitted into the line before it."""
    start, end, _ = line
    first = len(text[after[0] : after[1]].split(maxsplit=1)[0])
    # a longer "word" is a line of a language without spaces
    return first < NARROW and end - start + 1 + first > width and end - start >= width - RAGGED
