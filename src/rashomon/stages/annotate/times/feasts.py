"""Days of the year with a name: feasts and public holidays, with the day they fall on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

__all__ = ["FEASTS", "easter", "feast"]


def easter(year: int) -> date:
    """Easter Sunday of the western churches (anonymous Gregorian algorithm; Meeus 1991, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _fixed(month: int, day: int) -> Callable[[int], tuple[date, date]]:
    def days(year: int) -> tuple[date, date]:
        return date(year, month, day), date(year, month, day)

    return days


def _moved(first: int, last: int | None = None) -> Callable[[int], tuple[date, date]]:
    """Days counted from Easter Sunday."""

    def days(year: int) -> tuple[date, date]:
        sunday = easter(year)
        end = first if last is None else last
        return sunday + timedelta(days=first), sunday + timedelta(days=end)

    return days


def _nth(month: int, weekday: int, number: int) -> Callable[[int], tuple[date, date]]:
    """The ``number``-th such weekday of a month, counted from its end where negative."""

    def days(year: int) -> tuple[date, date]:
        if number > 0:
            first = date(year, month, 1)
            ahead = (weekday - first.weekday()) % 7
            found = first + timedelta(days=ahead + 7 * (number - 1))
        else:
            last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
            found = last - timedelta(days=(last.weekday() - weekday) % 7)
        return found, found

    return days


FEASTS: dict[str, Callable[[int], tuple[date, date]]] = {
    "christmas": _fixed(12, 25),
    "christmas day": _fixed(12, 25),
    "christmas eve": _fixed(12, 24),
    "boxing day": _fixed(12, 26),
    "st stephen's day": _fixed(12, 26),
    "new year's day": _fixed(1, 1),
    "new year's eve": _fixed(12, 31),
    "new year": _fixed(1, 1),
    "new year's": _fixed(1, 1),
    "hogmanay": _fixed(12, 31),
    "epiphany": _fixed(1, 6),
    "twelfth night": _fixed(1, 5),
    "valentine's day": _fixed(2, 14),
    "saint valentine's day": _fixed(2, 14),
    "st valentine's day": _fixed(2, 14),
    "international women's day": _fixed(3, 8),
    "st patrick's day": _fixed(3, 17),
    "april fool's day": _fixed(4, 1),
    "april fools' day": _fixed(4, 1),
    "anzac day": _fixed(4, 25),
    "st george's day": _fixed(4, 23),
    "may day": _fixed(5, 1),
    "international workers' day": _fixed(5, 1),
    "juneteenth": _fixed(6, 19),
    "canada day": _fixed(7, 1),
    "july fourth": _fixed(7, 4),
    "fourth of july": _fixed(7, 4),
    "the fourth of july": _fixed(7, 4),
    "bastille day": _fixed(7, 14),
    "assumption day": _fixed(8, 15),
    "halloween": _fixed(10, 31),
    "all saints' day": _fixed(11, 1),
    "all souls' day": _fixed(11, 2),
    "bonfire night": _fixed(11, 5),
    "guy fawkes night": _fixed(11, 5),
    "armistice day": _fixed(11, 11),
    "veterans day": _fixed(11, 11),
    "st andrew's day": _fixed(11, 30),
    "shrove tuesday": _moved(-47),
    "pancake day": _moved(-47),
    "mardi gras": _moved(-47),
    "ash wednesday": _moved(-46),
    "palm sunday": _moved(-7),
    "maundy thursday": _moved(-3),
    "holy thursday": _moved(-3),
    "good friday": _moved(-2),
    "holy saturday": _moved(-1),
    "easter saturday": _moved(-1),
    "easter": _moved(0),
    "easter day": _moved(0),
    "easter sunday": _moved(0),
    "easter monday": _moved(1),
    "easter weekend": _moved(-2, 1),
    "ascension day": _moved(39),
    "pentecost": _moved(49),
    "whit sunday": _moved(49),
    "whit monday": _moved(50),
    "thanksgiving": _nth(11, 3, 4),
    "thanksgiving day": _nth(11, 3, 4),
    "labor day": _nth(9, 0, 1),
    "labour day": _fixed(5, 1),
    "memorial day": _nth(5, 0, -1),
    "presidents' day": _nth(2, 0, 3),
    "presidents day": _nth(2, 0, 3),
    "martin luther king day": _nth(1, 0, 3),
    "columbus day": _nth(10, 0, 2),
}
"""The first and the last day of each in a year; "Thanksgiving" is the American one."""


def feast(name: str, year: int) -> tuple[date, date]:
    """First and last day of a feast of :data:`FEASTS` in a year from 1583 on.

    :raises ValueError: the calendar has no such year.
    """
    return FEASTS[name](year)
