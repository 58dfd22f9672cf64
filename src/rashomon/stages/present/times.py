"""ISO 8601 times in words, their order, and how far apart two of them are."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from rashomon.stages.present.words import number

__all__ = ["before", "between", "extent", "instant", "moment", "sort_key", "spoken"]

MONTHS = (
    "January February March April May June July August September October November December"
).split()

ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:T(?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?)?)?$"
)

UNKNOWN = "time not known"
HOUR = 3600
DAY = 24 * HOUR


def spoken(iso: str | None) -> str:
    """``2024-05-17T04:04:00-04:00`` as ``17 May 2024, 04:04 (UTC−4)``, as exact as it is known."""
    if not iso:
        return UNKNOWN
    found = ISO.match(iso)
    if found is None or not 1 <= int(found["month"] or 1) <= 12:
        return iso
    words = found["year"]
    if found["month"]:
        words = f"{MONTHS[int(found['month']) - 1]} {words}"
    if found["day"]:
        words = f"{int(found['day'])} {words}"
    if found["hour"]:
        words = f"{words}, {found['hour']}:{found['minute']}"
    return words + _zone(found["zone"])


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone == "Z":
        return " UTC"
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    if not hours and not minutes:
        return " UTC"
    sign = "+" if zone[0] == "+" else "−"
    return f" (UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "") + ")"


def moment(iso: str | None) -> datetime | None:
    """The earliest instant that the time can mean; a time without a zone is read as UTC."""
    found = ISO.match(iso or "")
    if found is None:
        return None
    zone = _offset(found["zone"])
    try:
        return datetime(
            int(found["year"]),
            int(found["month"] or 1),
            int(found["day"] or 1),
            int(found["hour"] or 0),
            int(found["minute"] or 0),
            tzinfo=zone,
        )
    except ValueError:
        return None


def _offset(zone: str | None) -> timezone:
    if not zone or zone == "Z":
        return UTC
    offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    return timezone(offset if zone[0] == "+" else -offset)


def _first_second(iso: str | None) -> float | None:
    when = moment(iso)
    if when is None:
        return None
    seconds = when.toordinal() * DAY + when.hour * HOUR + when.minute * 60
    offset = when.utcoffset()
    return seconds - (offset.total_seconds() if offset else 0.0)


def _last_second(iso: str | None) -> float | None:
    """The latest second that the time can mean, so that a day stands after its hours."""
    found, first = ISO.match(iso or ""), _first_second(iso)
    if found is None or first is None:
        return None
    if found["hour"]:
        return first
    return first + (DAY if found["day"] else 31 * DAY if found["month"] else 366 * DAY) - 1


def extent(iso: str | None) -> tuple[float, float] | None:
    """The first and the last second that the time can mean, counted from year 1 in UTC."""
    first, last = _first_second(iso), _last_second(iso)
    return None if first is None or last is None else (first, last)


def instant(seconds: float, zone: str) -> str:
    """The ISO 8601 minute of a second as :func:`extent` counts them."""
    when = datetime(1, 1, 1) + timedelta(seconds=seconds - DAY)
    return f"{when:%Y-%m-%dT%H:%M}".zfill(16) + zone


def sort_key(iso: str | None) -> tuple[int, float, str]:
    """Earliest first; a day stands after the hours of that day, unknown times last."""
    last = _last_second(iso)
    return (1, 0.0, iso or "") if last is None else (0, last, iso or "")


def before(earlier: str | None, later: str | None) -> bool:
    """Whether the first certainly lies before the second, both as exact as they are known."""
    last, first = _last_second(earlier), _first_second(later)
    return last is not None and first is not None and last < first


def between(earlier: str | None, later: str | None) -> str | None:
    """How much earlier, in words (``3 h``), None where the two do not say it exactly enough.

    Hours are given only where both times have an hour and both or neither a zone.
    """
    first, second = ISO.match(earlier or ""), ISO.match(later or "")
    if first is None or second is None or not first["day"] or not second["day"]:
        return None
    exact = first["hour"] and second["hour"] and bool(first["zone"]) == bool(second["zone"])
    if not exact:
        days = _ordinal(later) - _ordinal(earlier)
        return number(days, "day") if days > 0 else None
    gap = (_first_second(later) or 0.0) - (_first_second(earlier) or 0.0)
    if gap <= 0:
        return None
    if gap < HOUR:
        return f"{int(gap // 60)} min"
    return f"{round(gap / HOUR)} h" if gap < 2 * DAY else number(round(gap / DAY), "day")


def _ordinal(iso: str | None) -> int:
    when = moment(iso)
    return when.toordinal() if when else 0
