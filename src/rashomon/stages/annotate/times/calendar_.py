"""Calendar arithmetic: stretches of days, ISO 8601 as exact as known, time zones by name."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from typing import NamedTuple

__all__ = [
    "MONTHS",
    "SEASONS",
    "WEEKDAYS",
    "Stretch",
    "clock",
    "day",
    "days",
    "decade",
    "last_day",
    "make_day",
    "month",
    "months",
    "parse_day",
    "shift_days",
    "shift_months",
    "week",
    "year",
    "zone_offset",
]

MONTHS = (
    "january february march april may june july august september october november december"
).split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
SEASONS = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
    "winter": (12, 2),
}
"""First and last month, as meteorologists of the northern half count."""

_ZONES = {
    "gmt": 0, "utc": 0, "z": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60, "cest": 120, "eet": 120,
    "eest": 180, "msk": 180, "ist": 330, "jst": 540, "kst": 540, "hkt": 480, "sgt": 480,
    "aest": 600,
    "aedt": 660, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360,
    "pst": -480, "pdt": -420,
}  # fmt: skip
"""Minutes east of Greenwich."""

_AMERICAN = {
    "et": -300,
    "eastern time": -300,
    "ct": -360,
    "mt": -420,
    "pt": -480,
    "pacific time": -480,
}


class Stretch(NamedTuple):
    """ISO value and, where it is more than one unit long, the last unit of it."""

    value: str | None
    until: str | None = None
    reason: str | None = None


def day(when: date) -> Stretch:
    """One day."""
    return Stretch(when.isoformat())


def days(first: date, last: date) -> Stretch:
    """From one day to another, one day where they are the same."""
    return Stretch(first.isoformat(), last.isoformat() if last > first else None)


def _check(year: int) -> None:
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year {year} is beyond the calendar")


def month(year: int, number: int) -> Stretch:
    """One month.

    :raises ValueError: the calendar has no such year.
    """
    _check(year)
    return Stretch(f"{year:04d}-{number:02d}")


def months(year: int, first: int, last: int) -> Stretch:
    """Months of one year; where ``last`` is before ``first``, into the next year.

    :raises ValueError: the calendar has no such year.
    """
    _check(year)
    _check(year + (last < first))
    return Stretch(f"{year:04d}-{first:02d}", f"{year + (last < first):04d}-{last:02d}")


def year(number: int) -> Stretch:
    """One year.

    :raises ValueError: the calendar has no such year.
    """
    _check(number)
    return Stretch(f"{number:04d}")


def decade(year: int) -> Stretch:
    """The ten years of the calendar that a year is in.

    :raises ValueError: the calendar has no such year.
    """
    _check(year - year % 10)
    first = year - year % 10
    return Stretch(f"{first:04d}", f"{first + 9:04d}")


def week(when: date, shift: int = 0) -> tuple[date, date]:
    """Monday and Sunday of the week of a day, ``shift`` weeks on."""
    monday = when - timedelta(days=when.weekday()) + timedelta(weeks=shift)
    return monday, monday + timedelta(days=6)


def shift_months(year: int, number: int, by: int) -> tuple[int, int]:
    """The month that lies ``by`` months on."""
    index = year * 12 + number - 1 + by
    return index // 12, index % 12 + 1


def last_day(year: int, number: int) -> date:
    """The last day of a month."""
    following = shift_months(year, number, 1)
    return date(*following, 1) - timedelta(days=1)


def parse_day(value: str | None) -> date | None:
    """The day at the head of an ISO 8601 time, None where it names none."""
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)", value or "")
    return make_day(*(int(part) for part in found.groups())) if found else None


def make_day(year: int, number: int, day_number: int) -> date | None:
    """A date, None where the calendar has none of it."""
    try:
        return date(year, number, day_number)
    except ValueError:
        return None


def shift_days(when: date, by: int) -> date | None:
    """The day that lies ``by`` days on, None beyond the calendar."""
    try:
        return when + timedelta(days=by)
    except OverflowError:
        return None


def zone_offset(name: str, when: date) -> str | None:
    """``-04:00`` of a zone's name on a day; American zones follow their clock change."""
    plain = name.strip().lower().replace(".", "")
    minutes = _ZONES.get(plain)
    if minutes is None and plain in _AMERICAN:
        minutes = _AMERICAN[plain] + (60 if _american_summer(when) else 0)
    if minutes is None:
        return None
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def _american_summer(when: date) -> bool:
    """Second Sunday of March to first Sunday of November (US rule since 2007)."""
    march = date(when.year, 3, 8)
    november = date(when.year, 11, 1)
    first = march + timedelta(days=6 - march.weekday())
    last = november + timedelta(days=6 - november.weekday())
    return first <= when < last


def clock(when: date, hour: int, minute: int, zone: str | None) -> str:
    """A point of time to the minute, with its offset where the zone is known."""
    return datetime(when.year, when.month, when.day, hour, minute).isoformat()[:16] + (
        (":00" + zone) if zone else ""
    )
