"""Spans: cutting, comparing, and the check that a stored slice is what stands in the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rashomon.errors import OffsetError
from rashomon.models import Span

__all__ = ["JOIN", "cut", "overlap", "recut", "trim"]

JOIN = " "
"""What stands between the pieces of an interrupted span when they are cut as one text."""


def cut(text: str, spans: Iterable[Span]) -> str:
    """The words of one or more spans of ``text``, pieces joined by one space."""
    return JOIN.join(text[start:end] for start, end in spans)


def recut(text: str, spans: Sequence[Span], stored: str, where: str) -> str:
    """Cut again and compare with the stored slice.

    :param where: what is being rendered, for the message (an article id, a claim id).
    :raises OffsetError: the spans lie outside the text, or cut to something else.
    """
    for start, end in spans:
        if not 0 <= start < end <= len(text):
            raise OffsetError(f"{where}: span {start}:{end} lies outside a text of {len(text)}")
    found = cut(text, spans)
    if found != stored:
        raise OffsetError(f"{where}: {spans} cuts to {found[:60]!r}, stored is {stored[:60]!r}")
    return found


def overlap(a: Span, b: Span) -> int:
    """How many code points two spans share, 0 where they lie apart."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def trim(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends; empty spans stay where they are."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
