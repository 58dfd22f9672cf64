"""The Persian solar calendar, for dates of Iranian and Afghan pages."""

from __future__ import annotations

from datetime import date, timedelta

__all__ = ["gregorian"]

FIRST, LAST = 1343, 1472
"""Years for which the 33-year rule gives the official calendar (Borkowski 1996 has no
difference between them)."""
LEAPS = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
"""Leap years in a cycle of 33."""
EPOCH = date(1925, 3, 21)
"""1 Farvardin 1304, the year in which Iran took the calendar up."""


def gregorian(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a date of the solar calendar, None where there is none."""
    if not FIRST <= year <= LAST or not 1 <= month <= 12:
        return None
    length = 31 if month <= 6 else 30 if month < 12 or _leap(year) else 29
    if not 1 <= day <= length:
        return None
    years = sum(366 if _leap(y) else 365 for y in range(1304, year))
    months = 31 * min(month - 1, 6) + 30 * max(month - 7, 0)
    return EPOCH + timedelta(days=years + months + day - 1)


def _leap(year: int) -> bool:
    return year % 33 in LEAPS
