"""The kind of each unit, from its own wording and its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.clean.phrases import (
    ABOUT_AUTHOR,
    BYLINE,
    CAPTION,
    CREDIT_LINE,
    DATE_LINE,
    FURNITURE,
    PLACEHOLDER,
)
from rashomon.clean.units import Unit
from rashomon.models import BlockKind

__all__ = ["tell_kinds"]

STOP = re.compile(r"[.!?…:;][”\"’')\]»]*$|[。！？]$")
ENDS_WITH_DATE = re.compile(
    r"(?:\b\d{4}|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\b[A-Z][a-z]{2,8}\.? \d{1,2})\.?$"
)
MIN_SENTENCE = 5
MAX_HEADING = 12
MAX_TITLE = 30


def tell_kinds(units: Sequence[Unit], title: str | None = None) -> None:
    """Set ``kind`` and ``reason`` of every unit.

    :param title: the article's title where it is known from elsewhere.
    """
    alone = _alone(units)
    for i, unit in enumerate(units):
        if unit.kind is None:
            unit.kind, unit.reason = _by_wording(unit, alone[i]) or (None, "")
    for i, unit in enumerate(units):
        if unit.kind is None:
            unit.kind, unit.reason = _by_shape(unit, alone[i])
    _about_author(units)
    _head(units, alone, title)
    _inside(units, alone)


def _alone(units: Sequence[Unit]) -> list[bool]:
    """Whether each unit is a line of its own."""
    lines = [unit.line for unit in units]
    return [
        (i == 0 or lines[i - 1] != line) and (i + 1 == len(lines) or lines[i + 1] != line)
        for i, line in enumerate(lines)
    ]


def _by_wording(unit: Unit, alone: bool) -> tuple[BlockKind, str] | None:
    text = unit.text
    if PLACEHOLDER.search(text):
        return "furniture", "placeholder text"
    if DATE_LINE.match(text):
        return "byline", "date line"
    if FURNITURE.match(text):
        return "furniture", "wording of a page's furniture"
    if ABOUT_AUTHOR.match(text):
        return "furniture", "about the author"
    if len(text) < 160 and BYLINE.match(text):
        return "byline", "byline"
    if CREDIT_LINE.search(text) and len(text) < 500:
        return "caption", "credit"
    if CAPTION.search(text) and (
        not STOP.search(text) or text.endswith(":") or alone and len(text) < 300
    ):
        return "caption", "caption grammar"
    return None


def _by_shape(unit: Unit, alone: bool) -> tuple[BlockKind, str]:
    words = unit.text.count(" ") + 1
    if STOP.search(unit.text) and (words >= MIN_SENTENCE or not alone):
        return "body", "sentence"
    if not alone:
        return "body", "part of a paragraph"
    if words >= MIN_SENTENCE:
        return "heading", "no full stop"
    return (
        ("heading", "short") if words >= 2 and unit.text[:1].isupper() else ("furniture", "short")
    )


def _about_author(units: Sequence[Unit]) -> None:
    """What follows a furniture line about the author in the same line belongs to it."""
    for before, unit in zip(units, units[1:], strict=False):
        if before.line == unit.line and before.reason == "about the author" and unit.kind == "body":
            unit.kind, unit.reason = "furniture", "about the author"


def _head(units: Sequence[Unit], alone: Sequence[bool], title: str | None) -> None:
    """Title and summary: lines before the first paragraph."""
    first = next(
        (
            i
            for i, u in enumerate(units)
            if u.kind == "body" and (len(u.text) > 150 or not alone[i])
        ),
        len(units),
    )
    head = [i for i in range(first) if units[i].kind in ("heading", "body") and alone[i]]
    known = next((i for i in head if title and units[i].text == title), None)
    place = known if known is not None else _best_title(units, head)
    if place is None:
        return
    units[place].kind, units[place].reason = "title", "headline"
    for i in head:
        if i < place:
            units[i].kind, units[i].reason = "furniture", "before the headline"


def _best_title(units: Sequence[Unit], head: Sequence[int]) -> int | None:
    for i in head:
        words = units[i].text.count(" ") + 1
        if units[i].kind == "heading" and 4 <= words <= MAX_TITLE:
            return i
    return None


def _inside(units: Sequence[Unit], alone: Sequence[bool]) -> None:
    """Lines without a full stop among paragraphs: captions where long, else sub-headings."""
    body = [i for i, unit in enumerate(units) if unit.kind == "body"]
    if not body:
        return
    for i, unit in enumerate(units):
        if unit.kind != "heading":
            continue
        words = unit.text.count(" ") + 1
        if i > body[-1]:
            unit.kind, unit.reason = "furniture", "after the last paragraph"
        elif words > MAX_HEADING or ENDS_WITH_DATE.search(unit.text):
            unit.kind, unit.reason = "caption", "no full stop among paragraphs"
