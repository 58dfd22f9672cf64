"""Lines among the paragraphs that are no paragraphs: captions and sub-headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.clean.kinds import ENDS, alone
from rashomon.clean.units import Unit

__all__ = ["tell_inside"]

ENDS_WITH_DATE = re.compile(
    r"(?:\b(?:19|20)\d\d|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\b[A-Z][a-z]{2,8}\.? \d{1,2})$"
)
PUNCTUATED = 0.8
"""Share of single-sentence paragraphs with a full stop from which a line without one stands out."""
CAPTION_WORDS = 9
"""A line without a full stop of as many words is a sentence, and no sub-heading."""


def tell_inside(units: Sequence[Unit]) -> None:
    """Tell captions and sub-headings among lines without a full stop."""
    single = alone(units)
    body = [i for i, unit in enumerate(units) if unit.kind == "body"]
    if not body:
        return
    if _punctuated(units, single):
        for i, unit in enumerate(units):
            if single[i] and unit.kind in ("body", "heading"):
                _open_line(unit)
    _neighbours(units, single)
    for unit in units[body[-1] + 1 :]:
        if unit.kind == "heading":
            unit.kind, unit.reason = "furniture", "after the last paragraph"


def _punctuated(units: Sequence[Unit], single: Sequence[bool]) -> bool:
    """Whether paragraphs of this text end with a full stop."""
    long = [u for u, own in zip(units, single, strict=True) if own and u.kind == "body"]
    rest = sum(1 for u, own in zip(units, single, strict=True) if not own and u.kind == "body")
    stopped = sum(1 for unit in long if ENDS.search(unit.text))
    return stopped + rest > PUNCTUATED * (len(long) + rest) / (1 + PUNCTUATED)


def _open_line(unit: Unit) -> None:
    if ENDS.search(unit.text) or unit.text.endswith((",", ":", ";", "—", "-", "–")):
        return
    if unit.text.count(" ") + 1 > CAPTION_WORDS + 5 or ENDS_WITH_DATE.search(unit.text):
        unit.kind, unit.reason = "caption", "a sentence without full stop among paragraphs"


def _neighbours(units: Sequence[Unit], single: Sequence[bool]) -> None:
    """A heading stands before a paragraph; beside captions it is one of them."""
    for i in range(len(units) - 1, -1, -1):
        unit = units[i]
        if unit.kind != "heading":
            continue
        before = units[i - 1].kind if i else None
        after = units[i + 1].kind if i + 1 < len(units) else None
        if after == "caption" or (before == "caption" and after not in ("body", "heading")):
            unit.kind, unit.reason = "caption", "among captions"
        elif before == "caption" and unit.text.count(" ") + 1 >= CAPTION_WORDS:
            unit.kind, unit.reason = "caption", "a sentence among captions"
