"""Boxes set into running text, with a heading of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from rashomon.stages.clean.units import Unit

__all__ = ["mark_sidebars"]

FRESH = re.compile(r"^[“\"‘']?[A-Z]{3,}(?:['’]S)?\b(?=\s+[a-z]|\s+[A-Z][a-z])")
MARKS = ("“", '"', "‘", "«", "„")
OPEN, CLOSE = "“", "”"
REACH = 25
"""Paragraphs after a heading in which a quotation left open may go on."""

Paragraph = list[Unit]


def mark_sidebars(units: Sequence[Unit]) -> None:
    """Mark the paragraphs of boxes as ``sidebar``.

    A box begins with a heading. It is told by a quotation that is open before it and goes on
    with an opening mark further down, which is where the box ends; or by a first paragraph that
    starts afresh with a word in capitals, as the article itself does. Such a box ends before
    the next heading, or with the text.
    """
    paragraphs = [list(group) for _, group in groupby(units, key=lambda unit: unit.line)]
    kinds = [_kind(paragraph) for paragraph in paragraphs]
    house = _opens_in_capitals(paragraphs, kinds)
    at = 0
    while at < len(paragraphs):
        end = _box_end(paragraphs, kinds, at, house) if kinds[at] == "heading" else at
        for paragraph in paragraphs[at:end]:
            for unit in paragraph:
                if unit.kind in ("heading", "body", "dateline"):
                    unit.kind, unit.reason = "sidebar", "box with its own heading"
        at = max(at + 1, end)


def _kind(paragraph: Paragraph) -> str:
    kinds = [unit.kind for unit in paragraph]
    return "body" if "body" in kinds else str(kinds[0])


def _text(paragraph: Paragraph) -> str:
    return " ".join(unit.text for unit in paragraph)


def _opens_in_capitals(paragraphs: Sequence[Paragraph], kinds: Sequence[str]) -> bool:
    """Whether the article itself starts with a word in capitals; elsewhere it is a short name."""
    bodies = (p for p, kind in zip(paragraphs, kinds, strict=True) if kind == "body")
    first = next(bodies, [])
    return any(unit.kind == "dateline" for unit in first) or bool(FRESH.match(_text(first)))


def _box_end(
    paragraphs: Sequence[Paragraph], kinds: Sequence[str], heading: int, house: bool
) -> int:
    """Index behind the last paragraph of the box that begins at ``heading``; the same if none."""
    before = next((i for i in range(heading - 1, -1, -1) if kinds[i] == "body"), None)
    after = next((i for i in range(heading + 1, len(kinds)) if kinds[i] == "body"), None)
    if before is None or after is None:
        return heading
    if _text(paragraphs[after]).startswith(MARKS):
        return heading
    if _left_open(_text(paragraphs[before])):
        for i in range(after + 1, min(len(kinds), heading + REACH)):
            if kinds[i] == "body" and _goes_on(_text(paragraphs[i])):
                return i
    if house and FRESH.match(_text(paragraphs[after])):
        later = (i for i in range(after + 1, len(kinds)) if kinds[i] == "heading")
        return next(later, len(kinds))
    return heading


def _left_open(text: str) -> bool:
    return text.rfind(OPEN) > text.rfind(CLOSE)


def _goes_on(text: str) -> bool:
    """Whether a paragraph is the rest of a quotation: an opening mark, and words to its end."""
    return text.startswith(OPEN) and (CLOSE not in text or text.rstrip().endswith(CLOSE))
