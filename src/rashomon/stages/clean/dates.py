"""Dates and times of day as news pages of many countries write them, to ISO 8601.

A date is looked for around its year, which is rare in running text, so a page costs little:
day, month and year in the orders of the languages of :mod:`rashomon.stages.clean.months`, in
figures, or with 年月日; the time of day before or behind it with its zone. Of 03/04/2024 both
readings are kept until something decides (:mod:`rashomon.stages.clean.date_order`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rashomon.stages.clean.clock import Clock, clock_after, clock_before
from rashomon.stages.clean.jalali import gregorian
from rashomon.stages.clean.months import JALALI, MONTHS, month_of, plain_digits, weekday_of
from rashomon.stages.clean.zones import offset_of

__all__ = ["DATE_SOURCE", "TIME_SOURCE", "Moment", "find_moment", "find_moments"]

_SHOWN = sorted((n for n in MONTHS if n[0].isalpha() and len(n) > 2), key=lambda n: (-len(n), n))
_MONTH = "(?:" + "|".join(re.escape(n) for n in _SHOWN if not n.isupper()) + ")"
_MONTH = f"(?i:{_MONTH})"
_DAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?,?\s+)?"
DATE_SOURCE = (
    rf"{_DAY}(?:{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|er|\.)?(?:\s+(?:of|de))?\s+{_MONTH}\.?,?\s+(?:de\s+|del\s+)?\d{{4}}"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4})"
)
"""A date, as the patterns of bylines and date lines write it."""
TIME_SOURCE = (
    r"(?:\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?(?:[ap]\.?m\.?|[AP]\.?M\.?))?"
    r"|\d{1,2}\s?(?:[ap]\.?m\.?|[AP]\.?M\.?))"
    r"(?:\s?\(?(?:GMT|UTC|BST|CET|CEST|EST|EDT|ET|PST|PDT|PT|CST|CDT|CT|MST|MDT|MSK|IST)\b\)?)?"
)
"""A time of day, as the same patterns write it."""

YEAR = re.compile(r"(?:20|1[349])\d\d")
"""A year of the Gregorian or the Persian solar calendar."""
FIGURE = re.compile(r"\d")
"""One stands before the year in every date whose year is its last."""
REACH = 40
"""Characters before a year in which its day and month may begin."""
_GAP = r"[^\S\n\r]"
_WORD = rf"(?P<month>[^\W\d_][^\s\d.,;:()|•·–—-]{{1,13}}(?:{_GAP}(?:الأول|الاول|الثاني))?)"
_DAYS = r"(?<![\d.,:/-])(?P<day>\d{1,2})"
_DAY_MONTH = re.compile(
    rf"{_DAYS}(?:st|nd|rd|th|er|º|°|ª|\.)?(?:{_GAP}*[-–/]{_GAP}*|{_GAP}*(?:(?:of|del?){_GAP}+|d[’'])?)"
    rf"{_WORD}\.?(?:{_GAP}*[-–/,]{_GAP}*|{_GAP}*(?:de|del|di|do)?{_GAP}+|{_GAP}*)\Z",
    re.I,
)
_MONTH_DAY = re.compile(
    rf"(?<![^\W\d_]){_WORD}\.?{_GAP}*[-–]?{_GAP}*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"(?:{_GAP}*,{_GAP}*|{_GAP}+|-|,?{_GAP}+de{_GAP}+)\Z",
    re.I,
)
_FIGURES = re.compile(
    rf"(?<![\d.,:/-])(?P<first>\d{{1,2}})(?:(?P<mark>[./-])|\.{_GAP})(?P<second>\d{{1,2}})"
    rf"(?:[./-]|\.{_GAP})\Z"
)
_YEAR_FIRST = re.compile(
    rf"(?:(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})"
    rf"|\.{_GAP}(?P<month2>\d{{1,2}})\.{_GAP}?(?P<day2>\d{{1,2}})\.?"
    rf"|{_GAP}?[年년]{_GAP}?(?P<month3>\d{{1,2}}){_GAP}?[月월]{_GAP}?(?P<day3>\d{{1,2}}){_GAP}?[日일]"
    rf"|(?:\.|{_GAP}m\.){_GAP}(?P<name>[^\W\d_]\w{{2,13}})\.?{_GAP}(?P<day4>\d{{1,2}})(?:\.|{_GAP}d\.)?)"
    r"(?:(?<=[日일])|(?![\d/]))"
)
_BEFORE = re.compile(r"(?:^|[\s,(|])(?P<name>[^\W\d_][^\s\d,.()|]{1,14})[.,]?\s*\Z")
_AFTER = re.compile(r"\s?[,(（]?\s?(?P<name>[^\W\d_][^\s\d,.()（）|]{0,14})[)）]?")
_GLUED = re.compile(r"[^\W\d_]*[a-zß-ÿ](?=[A-ZÀ-Þ][^\W\d_]{2,}\Z)")
"""The end of another word that a month's name is glued to."""
_NEXT_LINE = re.compile(rf"{_GAP}*\r?\n\s*(?=\d{{1,2}}[:.]\d\d[^\n]{{0,16}}(?:\n|\Z))")
"""To a time of day that is a line of its own."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A date in a text, with its time of day.

    :ivar start: offset of its first character, of the time where that stands first.
    :ivar readings: the date; two where the order of day and month is open, day first.
    :ivar clock: ``HH:MM:SS`` or None.
    :ivar zone: the zone as written.
    :ivar weekday: of the day named beside it, Monday 0.
    :ivar day_first: the order of a date in figures that only one order makes a date.
    """

    start: int
    end: int
    readings: tuple[date, ...]
    clock: str | None = None
    zone: str | None = None
    weekday: int | None = None
    day_first: bool | None = None

    def value(self, day_first: bool | None = None, countries: frozenset[str] = frozenset()) -> str:
        """ISO 8601, as exact as is known: the year alone where the order is open.

        :param day_first: the order of day and month, where it is known.
        :param countries: ISO 3166-1 codes of where the text is from, for names of several zones.
        """
        if len(self.readings) > 1 and day_first is None:
            return f"{self.readings[0].year:04d}"
        day = self.readings[0 if day_first or len(self.readings) == 1 else 1]
        if self.clock is None:
            return day.isoformat()
        minutes = offset_of(self.zone, day, countries) if self.zone else None
        if minutes is None:
            return f"{day.isoformat()}T{self.clock}"
        sign = "-" if minutes < 0 else "+"
        return (
            f"{day.isoformat()}T{self.clock}{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
        )


def find_moment(text: str) -> tuple[int, int, str] | None:
    """The first full date in ``text`` with the time beside it: start, end, ISO 8601 value."""
    found = next(find_moments(text), None)
    return None if found is None else (found.start, found.end, found.value())


def find_moments(text: str) -> Iterator[Moment]:
    """All full dates of ``text`` with the time beside each, in their order, none overlapping."""
    plain = plain_digits(text)
    at = 0
    for match in YEAR.finditer(plain):
        if match.start() < at or _in_number(plain, match.start()):
            continue
        found = _date_at(plain, max(at, match.start() - REACH), match)
        if found is None:
            continue
        start, end, readings, order = found
        weekday = _weekday(plain, start, end)
        beside = clock_after(plain, end) or _on_next_line(plain, end)
        if beside is not None:
            yield Moment(start, beside.end, readings, beside.clock, beside.zone, weekday, order)
            at = beside.end
            continue
        before = clock_before(plain, at, start)
        if before is not None:
            yield Moment(before.start, end, readings, before.clock, before.zone, weekday, order)
        else:
            yield Moment(start, end, readings, None, None, weekday, order)
        at = end


def _in_number(text: str, at: int) -> bool:
    """Whether figures are part of a larger number, or no year, by what stands before them."""
    last = text[at - 1] if at else ""
    if last in (".", ","):
        return not (at > 1 and text[at - 2].isdecimal())
    return last.isdecimal()


_Found = tuple[int, int, tuple[date, ...], bool | None]


def _date_at(text: str, low: int, year: re.Match[str]) -> _Found | None:
    """The date whose year stands at a match."""
    number = int(year[0])
    ahead = _YEAR_FIRST.match(text, year.end())
    if ahead is not None and (found := _year_first(number, ahead)):
        return year.start(), ahead.end(), (found,), None
    if FIGURE.search(text, low, year.start()) is None:
        return None
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        match = pattern.search(text, low, year.start())
        if match is not None:
            glued = _GLUED.match(match["month"]) if pattern is _MONTH_DAY else None
            name = match["month"][glued.end() if glued else 0 :]
            day = _dated(number, name, int(match["day"]))
            if day is not None:
                return match.start() + (glued.end() if glued else 0), year.end(), (day,), None
    if text[year.end() : year.end() + 1].isdigit():
        return None
    match = _FIGURES.search(text, low, year.start())
    if match is not None:
        first, second = int(match["first"]), int(match["second"])
        readings = _readings(number, first, second, match["mark"])
        order = None if len(readings) > 1 or first == second else second <= 12
        if readings:
            return match.start(), year.end(), readings, order
    return None


def _on_next_line(text: str, end: int) -> Clock | None:
    """The time on the line below a date, where it is all that stands there."""
    match = _NEXT_LINE.match(text, end)
    return clock_after(text, match.end()) if match else None


def _year_first(year: int, match: re.Match[str]) -> date | None:
    if match["name"]:
        return _dated(year, match["name"], int(match["day4"]))
    month = match["month"] or match["month2"] or match["month3"]
    day = match["day"] or match["day2"] or match["day3"]
    if year < 1900:
        return gregorian(year, int(month), int(day))
    return _real(year, int(month), int(day))


def _dated(year: int, name: str, day: int) -> date | None:
    if year < 1900:
        solar = JALALI.get(name.strip())
        return gregorian(year, solar, day) if solar else None
    month = month_of(name)
    return _real(year, month, day) if month else None


def _readings(year: int, first: int, second: int, mark: str | None) -> tuple[date, ...]:
    """What a date in figures may say, day first before month first."""
    if year < 1900:
        return ()
    day_first, month_first = _real(year, second, first), _real(year, first, second)
    if day_first and (month_first is None or mark in (".", None) or first == second):
        return (day_first,)
    return tuple(day for day in (day_first, month_first) if day)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday(text: str, start: int, end: int) -> int | None:
    """The weekday named right before or right behind a date."""
    before = _BEFORE.search(text, max(0, start - 20), start)
    found = weekday_of(before["name"]) if before else None
    if found is None and (after := _AFTER.match(text, end)):
        found = weekday_of(after["name"])
    return found
