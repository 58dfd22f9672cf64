"""A quantity while it is being read: its number, unit, hedge and the noun that it counts."""

from __future__ import annotations

import re
from typing import NamedTuple

from rashomon.models import Modifier, Span
from rashomon.stages.annotate.quantities import numbers_

__all__ = ["START", "Found", "hedged"]

START = r"(?<!\w)(?<![A-Za-z][-–])(?<!\d[.,:/-])(?<!\d–)(?<![#@/])"
"""What may not stand before a number."""

DURATIONS = frozenset("second minute hour day night week month year decade century".split())
LASTING = re.compile(
    r"(?:\b(?:for|of|after|in|last(?:s|ed|ing)?|t(?:ake|akes|ook|aking|aken)|sp(?:ent|end|ends)|"
    r"than|is|was|were|been|be|are|serv(?:e|es|ed|ing)|wait(?:ed|ing)?|liv(?:e|ed|es)|"
    r"work(?:ed|s|ing)?|r[au]n|jailed|by|a|the|and|just|well|with|to|face[sd]?|has|had|have)|^|"
    r"[.:;,“\"(])\s?$"
)
"""What stands before "over" where it is "more than"; else "over ten years" is "in ten years"."""


class Found(NamedTuple):
    """A number with its unit before what it measures is known; ``noun`` its counted token."""

    start: int
    end: int
    number: Span
    value: float | None
    upper: float | None
    unit: str | None
    modifier: Modifier
    noun: int | None = None
    amount: bool = False
    measures: str | None = None


def hedged(  # noqa: PLR0913 - the parts of one quantity
    text: str,
    span: Span,
    number: Span,
    value: float | None,
    upper: float | None,
    unit: str | None,
    *,
    opened: bool = False,
    noun: int | None = None,
    amount: bool = False,
) -> Found:
    """Widen a span by the hedges around it and set the modifier they stand for."""
    start, end = span
    modifier: Modifier = "at_least" if opened else "exactly"
    after = numbers_.hedge_after(text, end) or numbers_.hedge_after(text, number[1])
    if after is not None:
        end, modifier = max(end, after[0]), after[1]
    before = numbers_.hedge_before(text, start)
    if before is not None and not _is_during(text, before[0], start, unit):
        start, modifier = before
    if upper is not None:
        modifier = "between"
    return Found(start, end, number, value, upper, unit, modifier, noun, amount)


def _is_during(text: str, hedge: int, start: int, unit: str | None) -> bool:
    """Whether "over" tells how long a thing went on: "repaid over 15 years"."""
    if unit not in DURATIONS or text[hedge:start].strip().lower() != "over":
        return False
    return LASTING.search(text[max(0, hedge - 20) : hedge].lower()) is None
