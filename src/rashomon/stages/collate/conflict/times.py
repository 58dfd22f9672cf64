"""Whether two times can both be right: ISO 8601 values as half-open intervals."""

from __future__ import annotations

import calendar
import datetime
import re

from rashomon.models import TimeExpression

__all__ = ["agree", "clock", "interval", "is_offset"]

_ISO = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2})(?::(\d{2}))?(?::(\d{2}))?"
    r"(Z|[+-]\d{2}:?\d{2})?)?)?)?$"
)
CLOCK_SLACK = 20
"""Minutes that two clock times of one act may lie apart: "shortly after seven", "7:10"."""

_DAY = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b")
_DATE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}\b"
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))?\s?(?:([ap])\.?m\b)?")
_HALF = re.compile(r"\d\s?[ap]\.?m\b")
_CLOCK_ONLY = re.compile(
    r"(?:(?:at|around|about|by|before|after|until|from) )*"
    r"\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?)?"
    r"(?:\s(?:gmt|utc|est|edt|et|pst|pdt|pt|cet|cest|bst|local time|eastern|pacific))?"
)
"""A clock time without a day."""

_ZONE = re.compile(r"\b(?:GMT|UTC|EST|EDT|ET|PST|PDT|PT|CET|CEST|BST|local time|Eastern|Pacific)\b")
_OFFSET = re.compile(
    r"(?:\b(a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\s)?\s*"
    r"\b(hour|day|week|month|year|decade)s?\s+(before|prior|earlier|ahead|after|later)\b"
)
_BEFORE = {"before": 1, "prior": 1, "earlier": 1, "ahead": 1, "after": 0, "later": 0}
_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30.4, "year": 365, "decade": 3650}
_AMOUNTS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)
} | {"a": 1, "an": 1, **{str(n): n for n in range(1, 400)}}
_PARTS = {
    "dawn": (3, 9),
    "morning": (0, 12),
    "noon": (11, 14),
    "midday": (11, 14),
    "lunchtime": (11, 15),
    "afternoon": (12, 19),
    "dusk": (16, 22),
    "evening": (16, 24),
    "night": (18, 30),
    "overnight": (18, 32),
    "midnight": (22, 26),
}
"""Hours of the first day that a part of the day may mean."""

_HALF_DAY = datetime.timedelta(hours=13)
"""Clock times this far apart are of different days, whatever zone or half of the day is meant."""

Interval = tuple[datetime.datetime, datetime.datetime]


def interval(value: str | None, until: str | None = None) -> Interval | None:
    """The interval of an ISO 8601 value, or of a value and an until; None where it is no such."""
    first = _one(value)
    last = _one(until) if until else first
    if first is None or last is None:
        return None
    return min(first[0], last[0]), max(first[1], last[1])


def _one(value: str | None) -> Interval | None:
    found = _ISO.match(value or "")
    if found is None:
        return None
    year, month, day, hour, minute = (int(g) if g else None for g in found.groups()[:5])
    assert year is not None
    try:
        if month is None:
            return datetime.datetime(year, 1, 1), datetime.datetime(year + 1, 1, 1)
        if day is None:
            days = calendar.monthrange(year, month)[1]
            start = datetime.datetime(year, month, 1)
            return start, start + datetime.timedelta(days=days)
        start = datetime.datetime(year, month, day)
        if hour is None:
            return start, start + datetime.timedelta(days=1)
        start += datetime.timedelta(hours=hour, minutes=minute or 0)
        return start, start + datetime.timedelta(minutes=1 if minute is not None else 60)
    except (ValueError, OverflowError):
        return None


def agree(a: TimeExpression, text_a: str, b: TimeExpression, text_b: str) -> bool:
    """Whether both times can be right; True where that is not known.

    :param text_a: the words of ``a``: clock times, parts of the day and names of days count even
        where the day itself is not known. Equal words ("next month") agree: a text that is
        published again keeps them, and so does a day by name ("Sunday").
    """
    mine, theirs = interval(a.value, a.until), interval(b.value, b.until)
    same_words = text_a.lower() == text_b.lower() and not any(c.isdigit() for c in text_a)
    if same_words or (mine and theirs and _guessed(mine, text_a, theirs, text_b)):
        return True
    days = [set(_DAY.findall(text.lower())) for text in (text_a, text_b)]
    relative = days[0] == days[1] != set() and not any(
        _DATE.search(text.lower()) or _YEAR.search(text) for text in (text_a, text_b)
    )
    if mine and theirs and not relative and not (mine[0] < theirs[1] and theirs[0] < mine[1]):
        apart = max(theirs[0] - mine[1], mine[0] - theirs[1])
        if apart >= _HALF_DAY or not (_is_clock(a.value) and _is_clock(b.value)):
            return False
    if (mine is None or theirs is None) and not _same_days(text_a, text_b):
        return False
    if not _same_offsets(text_a, text_b):
        return False
    if _zone(text_a) != _zone(text_b):
        return True
    return _same_clocks(text_a, text_b) and _same_parts(text_a, text_b)


def _guessed(mine: Interval, text_a: str, theirs: Interval, text_b: str) -> bool:
    """Whether two days differ only because one was guessed from the day of the report.

    The day of a clock time without one, or that of a weekday ("on Sunday", told on a Sunday): then
    the two lie a week apart.
    """
    texts = [text.strip().lower() for text in (text_a, text_b)]
    if any(_CLOCK_ONLY.fullmatch(text) for text in texts) and any(clock(t) is None for t in texts):
        return True
    if any(_DATE.search(text) or _YEAR.search(text) for text in texts):
        return False
    apart = abs((mine[0].date() - theirs[0].date()).days)
    one_day = all(last - first <= datetime.timedelta(days=1) for first, last in (mine, theirs))
    return one_day and apart == 7 and any(_DAY.search(text) for text in texts)


def is_offset(text: str) -> bool:
    """Whether a time is told by its distance from another act ("just days before")."""
    return _OFFSET.search(text.lower()) is not None


def _is_clock(value: str | None) -> bool:
    return "T" in (value or "")


def _same_days(a: str, b: str) -> bool:
    """Days by name and dates by number, where both texts have them."""
    for pattern in (_DAY, _DATE, _YEAR):
        mine, theirs = set(pattern.findall(a.lower())), set(pattern.findall(b.lower()))
        if mine and theirs and not mine & theirs:
            return False
    return True


def _same_offsets(a: str, b: str) -> bool:
    """Distances from another act: "days before", "two weeks before", "a month after"."""
    mine, theirs = _OFFSET.search(a.lower()), _OFFSET.search(b.lower())
    if mine is None or theirs is None:
        return True
    if _BEFORE[mine[3]] != _BEFORE[theirs[3]]:
        return False
    if mine[2] == theirs[2]:
        return True
    counts = [_AMOUNTS.get(found[1] or "") for found in (mine, theirs)]
    if counts[0] is None and counts[1] is None:
        return False
    spans = [((2, 10) if count is None else (count * 0.75, count * 1.34)) for count in counts]
    low = [span[0] * _DAYS[found[2]] for span, found in zip(spans, (mine, theirs), strict=True)]
    high = [span[1] * _DAYS[found[2]] for span, found in zip(spans, (mine, theirs), strict=True)]
    return low[0] <= high[1] and low[1] <= high[0]


def _same_clocks(a: str, b: str) -> bool:
    mine, theirs = clock(a), clock(b)
    if mine is None or theirs is None:
        return True
    apart = abs(mine - theirs)
    if not (_HALF.search(a.lower()) and _HALF.search(b.lower())):
        apart = min(apart, abs(apart - 720))
    return min(apart, 1440 - apart) <= CLOCK_SLACK


def clock(text: str) -> int | None:
    """Minutes after midnight of a clock time, None where there is none."""
    low = text.lower().replace("\u202f", " ").replace("\xa0", " ")
    found = _CLOCK.search(low)
    if found is None:
        return 720 if "noon" in low.split() else 0 if "midnight" in low.split() else None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "")[:1]
    if found[2] is None and not half:
        return None
    return (hour % 12 + (12 if half == "p" else 0) if half else hour) * 60 + minute


def _same_parts(a: str, b: str) -> bool:
    """Parts of the day, as hours that they may mean."""
    mine, theirs = _part(a), _part(b)
    return mine is None or theirs is None or (mine[0] < theirs[1] and theirs[0] < mine[1])


def _part(text: str) -> tuple[int, int] | None:
    for word in re.findall(r"[a-z]+", text.lower()):
        if word in _PARTS:
            return _PARTS[word]
    return None


def _zone(text: str) -> str | None:
    found = _ZONE.search(text)
    return found[0].lower() if found else None
