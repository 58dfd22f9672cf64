"""The value of a time expression: what each kind of atom means, counted from the reference."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from rashomon.stages.annotate import calendar_, numbers_
from rashomon.stages.annotate.calendar_ import Stretch
from rashomon.stages.annotate.reference import NEAR_DAYS, Reference, month_number, numeric_order
from rashomon.stages.annotate.time_atoms import Atom
from rashomon.stages.annotate.time_relative import (
    NARRATIVE,
    NO_DATE,
    NO_DAY,
    NO_SUCH_DAY,
    NO_YEAR,
    OPEN_ORDER,
    RECURRING,
    RELATIVE,
    VAGUE,
    Groups,
    ago,
    part_of,
    period,
    unresolved,
    window,
    without_day,
)

__all__ = ["clock_parts", "stretch"]


def stretch(atom: Atom, ref: Reference, tense: str) -> Stretch:
    """Value, end and reason of an atom.

    :param tense: ``past``, ``future`` or ``""`` of the verb that governs it.
    """
    return _KINDS[atom.kind](atom.groups, ref, tense)


def _date(groups: Groups, ref: Reference, tense: str) -> Stretch:
    month = month_number(groups["m"] or groups["n"] or "")
    ends = [groups["d"] or groups["e"], groups["d2"] or groups["e2"]]
    numbers = [int(re.match(r"\d+", end)[0]) for end in ends if end]  # type: ignore[index]
    year = _year_of(groups, ref)
    if year is None:
        year = _nearest_year(month, numbers[0], groups["w"], ref, tense)
    if year is None:
        return unresolved(NO_YEAR)
    found = [calendar_.make_day(year, month, number) for number in numbers]
    if found[0] is None or found[-1] is None:
        return unresolved(NO_SUCH_DAY)
    return calendar_.days(found[0], found[-1])


def _year_of(groups: Groups, ref: Reference) -> int | None:
    if groups.get("y"):
        return int(groups["y"] or 0)
    if groups.get("ry") and ref.year is not None:
        return ref.year + {"last": -1, "this": 0, "next": 1}[groups["ry"] or "this"]
    return None


def _nearest_year(
    month: int, number: int, weekday: str | None, ref: Reference, tense: str
) -> int | None:
    """The year of a day without one: before the report, or after it where the verb looks ahead."""
    if ref.day is None:
        return ref.year
    near = [
        day
        for year in (ref.day.year - 1, ref.day.year, ref.day.year + 1)
        if (day := calendar_.make_day(year, month, number)) is not None
    ]
    if weekday:
        wanted = _weekday_number(weekday)
        near = [day for day in near if day.weekday() == wanted] or near
    if not near:
        return ref.day.year
    if tense == "future":
        near = [day for day in near if day >= ref.day] or near
    elif tense == "past" and ref.exact:
        near = [day for day in near if day <= ref.day] or near
    reference = ref.day
    return min(near, key=lambda day: (abs((day - reference).days), day)).year


def _weekday_number(name: str) -> int:
    start = name.lower()[:3]
    return next(n for n, day in enumerate(calendar_.WEEKDAYS) if day.startswith(start))


def _iso(groups: Groups, ref: Reference, tense: str) -> Stretch:
    found = calendar_.make_day(*(int(groups[key] or 0) for key in ("y", "m", "d")))
    return calendar_.day(found) if found else unresolved(NO_SUCH_DAY)


def _numeric(groups: Groups, ref: Reference, tense: str) -> Stretch:
    order = numeric_order(groups)
    if order is None:
        return unresolved(OPEN_ORDER)
    found = calendar_.make_day(int(groups["y"] or 0), *order)
    return calendar_.day(found) if found else unresolved(NO_SUCH_DAY)


def _weekday(groups: Groups, ref: Reference, tense: str) -> Stretch:
    if groups["plural"]:
        return unresolved(RECURRING)
    if ref.day is None:
        return unresolved(NO_DATE)
    number = _weekday_number(groups["w"] or "")
    relation = (groups["rel"] or "").lower()
    if relation.startswith("the "):
        return unresolved(NARRATIVE)
    if groups["week"]:
        shift = {"last": -1, "this": 0, "next": 1}[groups["week"]]
        return calendar_.day(calendar_.week(ref.day, shift)[0] + timedelta(days=number))
    return calendar_.day(_weekday_near(number, relation, ref, tense))


def _weekday_near(number: int, relation: str, ref: Reference, tense: str) -> date:
    assert ref.day is not None
    back, ahead = (ref.day.weekday() - number) % 7, (number - ref.day.weekday()) % 7
    if relation in ("last", "this past"):
        return ref.day - timedelta(days=back or 7)
    if relation in ("next", "this coming"):
        return ref.day + timedelta(days=ahead or 7)
    if not ref.exact:
        return ref.day + timedelta(days=ahead if ahead <= NEAR_DAYS else -back)
    if tense == "future" or (relation == "this" and tense != "past"):
        return ref.day + timedelta(days=ahead)
    return ref.day - timedelta(days=back)


_RELATIVE_DAYS = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}


def _relday(groups: Groups, ref: Reference, tense: str) -> Stretch:
    if ref.day is None or not ref.exact:
        return without_day(ref)
    shift = _RELATIVE_DAYS.get((groups["r"] or "").lower(), 0)
    return calendar_.day(ref.day + timedelta(days=shift))


def _month(groups: Groups, ref: Reference, tense: str) -> Stretch:
    number = month_number(groups["m"] or "")
    year = _year_of(groups, ref)
    if year is None:
        year = _month_year(number, (groups["rel"] or "").lower(), ref, tense)
    if year is None:
        return unresolved(NO_YEAR)
    part = part_of(groups)
    return calendar_.part_of_month(year, number, part) if part else calendar_.month(year, number)


def _month_year(number: int, relation: str, ref: Reference, tense: str) -> int | None:
    """The year of a month without one: the last such month, the next where the verb looks ahead."""
    if ref.day is None:
        return None
    year, now = ref.day.year, ref.day.month
    if relation in ("next", "this coming"):
        return year + (number <= now)
    if relation in ("last", "this past"):
        return year - (number >= now)
    if relation == "this":
        return year
    if tense == "future":
        return year + (number < now)
    return year - (number > now)


def _year(groups: Groups, ref: Reference, tense: str) -> Stretch:
    part = part_of(groups)
    year = int(groups["y"] or 0)
    return calendar_.part_of_year(year, part) if part else Stretch(f"{year:04d}")


def _years(groups: Groups, ref: Reference, tense: str) -> Stretch:
    first, last = groups["y"] or "", groups["z"] or ""
    last = last if len(last) == 4 else first[:2] + last
    return Stretch(first, last) if last > first else unresolved(VAGUE)


def _decade(groups: Groups, ref: Reference, tense: str) -> Stretch:
    year = int(groups["y"] or 0) or 1900 + int(groups["yy"] or 0)
    first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(
        (groups["part"] or "").lower(), (0, 9)
    )
    return Stretch(f"{year + first}", f"{year + last}")


def _century(groups: Groups, ref: Reference, tense: str) -> Stretch:
    number = int(groups["c"] or 0)
    return Stretch(f"{100 * number - 99:04d}", f"{100 * number:04d}")


def _season(groups: Groups, ref: Reference, tense: str) -> Stretch:
    first, last = calendar_.SEASONS[(groups["s"] or "").lower()]
    year = int(groups["y"]) if groups["y"] else _season_year(first, groups, ref, tense)
    return calendar_.months(year, first, last) if year is not None else unresolved(NO_DATE)


def _season_year(first: int, groups: Groups, ref: Reference, tense: str) -> int | None:
    if ref.day is None:
        return None
    relation = (groups["rel"] or "").lower()
    begun = ref.day.month >= first
    if relation in ("next", "this coming"):
        return ref.day.year + begun
    if relation == "this":
        return ref.day.year
    if relation in ("last", "this past"):
        over = ref.day.month > first + 2
        return ref.day.year - (not over)
    return ref.day.year + (1 if begun else 0) if tense == "future" else ref.day.year - (not begun)


_HOLIDAYS = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "valentine's day": (2, 14),
    "halloween": (10, 31),
    "july fourth": (7, 4),
    "fourth of july": (7, 4),
    "may day": (5, 1),
}


def _holiday(groups: Groups, ref: Reference, tense: str) -> Stretch:
    month, number = _HOLIDAYS[(groups["n"] or "").lower().replace("’", "'")]
    year = int(groups["y"]) if groups["y"] else _nearest_year(month, number, None, ref, tense)
    return calendar_.day(date(year, month, number)) if year else unresolved(NO_YEAR)


def clock_parts(groups: Groups) -> tuple[int, int] | None:
    """Hour and minute of a clock atom on the 24-hour clock, None where there is no such time."""
    number = numbers_.read(groups["h"] or "")
    hour, minute = int(number.value) if number else 24, int(groups.get("n") or 0)
    half = (groups.get("ap") or groups.get("part") or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half.startswith(("p", "a")):
        afternoon = half.startswith("p") or half == "afternoon"
        hour = hour % 12 + (12 if afternoon else 0)
    elif half == "evening":
        hour = hour % 12 + 12
    return (hour, minute) if hour < 24 else None


def _fixed(reason: str) -> Callable[[Groups, Reference, str], Stretch]:
    return lambda groups, ref, tense: unresolved(reason)


_KINDS: dict[str, Callable[[Groups, Reference, str], Stretch]] = {
    "ago": ago,
    "century": _century,
    "clock": _fixed(NO_DAY),
    "date": _date,
    "daypart": _fixed(NO_DAY),
    "decade": _decade,
    "holiday": _holiday,
    "iso": _iso,
    "month": _month,
    "narrative": _fixed(NARRATIVE),
    "numeric": _numeric,
    "oclock": _fixed(NO_DAY),
    "period": period,
    "relative": _fixed(RELATIVE),
    "relday": _relday,
    "season": _season,
    "weekday": _weekday,
    "window": window,
    "year": _year,
    "years": _years,
}
