"""Whether two times can both be right: ISO 8601 values as half-open intervals."""

from __future__ import annotations

import calendar
import datetime
import re

from rashomon.models import TimeExpression

__all__ = ["agree", "interval"]

_ISO = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2})(?::(\d{2}))?(?::(\d{2}))?"
    r"(Z|[+-]\d{2}:?\d{2})?)?)?)?$"
)
_CLOCK_SLACK = datetime.timedelta(minutes=20)
"""Clock times closer than this are one time told less exactly."""

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


def agree(a: TimeExpression, b: TimeExpression) -> bool:
    """Whether both times can be right; True where one is not known."""
    mine, theirs = interval(a.value, a.until), interval(b.value, b.until)
    if mine is None or theirs is None:
        return True
    slack = datetime.timedelta()
    if _is_clock(a.value) and _is_clock(b.value):
        if _zone(a.value) != _zone(b.value):
            return True
        slack = _CLOCK_SLACK
    return mine[0] < theirs[1] + slack and theirs[0] < mine[1] + slack


def _is_clock(value: str | None) -> bool:
    return "T" in (value or "")


def _zone(value: str | None) -> str | None:
    found = _ISO.match(value or "")
    return found.group(7) if found else None
