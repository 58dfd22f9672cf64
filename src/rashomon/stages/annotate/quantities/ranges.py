"""Ranges: "12 to 15", "between 5% and 7%", "$10m-$15m"; a change and a vote are two numbers."""

from __future__ import annotations

import re
from typing import NamedTuple

from rashomon.stages.annotate.quantities import numbers_

__all__ = ["Range", "range_at"]

_LINK = r"(?P<link>[^\S\n]?[-–—][^\S\n]?|[^\S\n](?:to|and|or)[^\S\n])"
_SIGN = r"(?P<sign>(?:US|A|C)?[$€£¥])?"
SECOND = re.compile(
    _LINK + _SIGN + r"(?P<n>" + numbers_.NUMBER + r")(?![.,:/]?\d)",
    re.IGNORECASE,
)
BEFORE = re.compile(r"\b(?:between|from)\s$", re.IGNORECASE)
CHANGED = re.compile(
    r"\b(?:rose|rise[ns]?|rising|f[ea]ll|falls|fallen|falling|gr[eo]w|grows|grown|growing|drop\w*|"
    r"increas\w*|decreas\w*|climb\w*|cut\w*|rais\w*|lower\w*|shr[iau]nk\w*|narrow\w*|widen\w*|"
    r"slow\w*|jump\w*|surg\w*|slid\w*|slip\w*|declin\w*|went|go|goes|gone|up|down|chang\w*|mov\w*|"
    r"expand\w*|reduc\w*|edg\w*|dip\w*|plung\w*|tumbl\w*|soar\w*|swell\w*|swollen|improv\w*|"
    r"revis\w*|upgrad\w*|downgrad\w*|extend\w*|shorten\w*|increase)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
BALLOT = re.compile(
    r"\b(?:vot(?:e[ds]?|ing)|split|ruled|passed|rejected|approved|backed|margin|defeated)\b"
    r"[^.;]{0,40}$",
    re.IGNORECASE,
)
SCORED = re.compile(
    r"\b(?:vot(?:e[ds]?|ing)|split|w[io]n|wins|winning|lost|los[es]+|losing|beat\w*|dr[ea]w|draws|"
    r"defeat\w*|l[ea]d|leads|leading|ruled|score\w*|victory|thrash\w*|edged|margin|passed|rejected|"
    r"approved|finished|ended|scraped)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
LOOK_BACK = 90


class Range(NamedTuple):
    """Both ends of a range and the offset where its last number ends.

    ``lower`` is None where the pair is none of amounts at all: a score.
    """

    lower: float | None
    upper: float
    end: int
    sign: str | None


def range_at(text: str, span: tuple[int, int], value: float, end: int, stop: int) -> Range | None:  # noqa: PLR0911 - one return a case
    """The range that a number begins, None where it stands alone.

    :param span: the number itself; ``end`` the offset after its unit, where it has one.
    """
    second = SECOND.match(text, end, stop)
    if second is None:
        return None
    before = text[max(0, span[0] - LOOK_BACK) : span[0]]
    link = second["link"].strip().lower()
    other = numbers_.read(second["n"])
    if other is None or (link == "and" and not re.search(r"between\s$", before, re.IGNORECASE)):
        return None
    hyphen = link in "-–—"
    if hyphen and _is_score(text, before, second, max(value, other.value)):
        return Range(None, 0.0, second.end(), None)
    if link == "to" and BALLOT.search(before):
        return None
    if link == "to" and re.search(r"from\s$", before, re.IGNORECASE) and CHANGED.search(before):
        return None
    lower = _scaled(text[span[0] : span[1]], value, second["n"], other.value)
    if other.value > lower:
        return Range(lower, other.value, second.end(), second["sign"])
    return Range(None, 0.0, second.end(), None) if hyphen else None


def _is_score(text: str, before: str, second: re.Match[str], most: float) -> bool:
    """ "Won 2-1", "split 5-4"; "lost 60-80 men" counts them."""
    counted = re.match(r"[^\S\n]?(?:[a-z]+s|people|men|women|%|per)\b", text[second.end() :][:20])
    plain = not second["sign"] and most < 200 and counted is None
    return plain and SCORED.search(before) is not None


def _scaled(first: str, value: float, second: str, other: float) -> float:
    """The first number with the scale of the second one ("10 to 15 million")."""
    bare = value < 1000 and re.fullmatch(r"[A-Z]*[$€£¥]?[\d.,]+|[A-Za-z-]+", first.strip())
    words = re.search(rf"({numbers_.LONG_SCALES}|{numbers_.SHORT_SCALES})$", second.lower().strip())
    if bare is None or words is None:
        return value
    scale = numbers_.SCALES[words[1]]
    return value * scale if other >= scale and value < scale else value
