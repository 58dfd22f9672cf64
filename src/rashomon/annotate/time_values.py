"""The value of a time expression: what each kind of atom means, counted from the reference."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from rashomon.annotate import calendar_, numbers_
from rashomon.annotate.calendar_ import Stretch
from rashomon.annotate.reference import NEAR_DAYS, Reference, month_number, numeric_order
from rashomon.annotate.time_atoms import Atom

__all__ = ["NO_DAY", "clock_parts", "days_of", "stretch"]

NO_DATE = "no publication date to count from"
NOT_EXACT = "only the day of the happening is known, not of the report"
VAGUE = "vague"
RELATIVE = "relative to another event"
NARRATIVE = "relative to a day told before"
NO_DAY = "no day is given"
NO_YEAR = "no year is given"
OPEN_ORDER = "day and month may be swapped"
NO_SUCH_DAY = "the calendar has no such day"
RECURRING = "recurring"

Groups = dict[str, str | None]


def stretch(atom: Atom, ref: Reference, tense: str) -> Stretch:
    """Value, end and reason of an atom.

    :param tense: ``past``, ``future`` or ``""`` of the verb that governs it.
    """
    return _KINDS[atom.kind](atom.groups, ref, tense)


def _open(reason: str) -> Stretch:
    return Stretch(None, None, reason)


def _without_day(ref: Reference) -> Stretch:
    return _open(NO_DATE if ref.day is None else NOT_EXACT)


def _date(groups: Groups, ref: Reference, tense: str) -> Stretch:
    month = month_number(groups["m"] or groups["n"] or "")
    ends = [groups["d"] or groups["e"], groups["d2"] or groups["e2"]]
    numbers = [int(re.match(r"\d+", end)[0]) for end in ends if end]  # type: ignore[index]
    year = _year_of(groups, ref)
    if year is None:
        year = _nearest_year(month, numbers[0], groups["w"], ref, tense)
    if year is None:
        return _open(NO_YEAR)
    found = [calendar_.make_day(year, month, number) for number in numbers]
    if found[0] is None or found[-1] is None:
        return _open(NO_SUCH_DAY)
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
    return calendar_.day(found) if found else _open(NO_SUCH_DAY)


def _numeric(groups: Groups, ref: Reference, tense: str) -> Stretch:
    order = numeric_order(groups)
    if order is None:
        return _open(OPEN_ORDER)
    found = calendar_.make_day(int(groups["y"] or 0), *order)
    return calendar_.day(found) if found else _open(NO_SUCH_DAY)


def _weekday(groups: Groups, ref: Reference, tense: str) -> Stretch:
    if groups["plural"]:
        return _open(RECURRING)
    if ref.day is None:
        return _open(NO_DATE)
    number = _weekday_number(groups["w"] or "")
    relation = (groups["rel"] or "").lower()
    if relation.startswith("the "):
        return _open(NARRATIVE)
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
        return _without_day(ref)
    shift = _RELATIVE_DAYS.get((groups["r"] or "").lower(), 0)
    return calendar_.day(ref.day + timedelta(days=shift))


def _month(groups: Groups, ref: Reference, tense: str) -> Stretch:
    number = month_number(groups["m"] or "")
    year = _year_of(groups, ref)
    if year is None:
        year = _month_year(number, (groups["rel"] or "").lower(), ref, tense)
    if year is None:
        return _open(NO_YEAR)
    part = _part(groups)
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


def _part(groups: Groups) -> str | None:
    """``early``, ``mid`` or ``late`` of "early May" and "the end of May"."""
    word = (groups.get("part") or groups.get("part2") or groups.get("edge") or "").lower()
    word = word.removeprefix("the ").removesuffix(" of")
    if word in ("early", "beginning", "start", "first half"):
        return "early"
    if word in ("mid", "middle"):
        return "mid"
    return "late" if word in ("late", "end", "close", "second half") else None


def _year(groups: Groups, ref: Reference, tense: str) -> Stretch:
    part = _part(groups)
    year = int(groups["y"] or 0)
    return calendar_.part_of_year(year, part) if part else Stretch(f"{year:04d}")


def _years(groups: Groups, ref: Reference, tense: str) -> Stretch:
    first, last = groups["y"] or "", groups["z"] or ""
    last = last if len(last) == 4 else first[:2] + last
    return Stretch(first, last) if last > first else _open(VAGUE)


def _decade(groups: Groups, ref: Reference, tense: str) -> Stretch:
    year = int(groups["y"] or 0) or 1900 + int(groups["yy"] or 0)
    first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(
        (groups["part"] or "").lower(), (0, 9)
    )
    return Stretch(f"{year + first}", f"{year + last}")


def _century(groups: Groups, ref: Reference, tense: str) -> Stretch:
    number = int(groups["c"] or 0)
    return Stretch(f"{100 * number - 99:04d}", f"{100 * number:04d}")


_STEPS = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}


def _period(groups: Groups, ref: Reference, tense: str) -> Stretch:
    relation, unit = (groups["rel"] or "").lower(), groups["u"] or ""
    step = _STEPS[relation]
    if relation in ("past", "previous", "coming") and unit != "weekend":
        return (
            _window(groups | {"c": None}, ref, tense)
            if relation != "previous"
            else _open(NARRATIVE)
        )
    if unit == "year":
        return _calendar_year(groups, ref, step)
    if ref.day is None:
        return _open(NO_DATE)
    if unit in ("quarter", "decade", "century"):
        return _quarter(ref.day, step) if unit == "quarter" else _open(VAGUE)
    if unit == "month":
        return _calendar_month(groups, ref.day, step)
    if not ref.exact:
        return _open(NOT_EXACT)
    if unit == "weekend":
        return _weekend(ref.day, step, tense)
    return _calendar_week(groups, ref.day, step)


def _calendar_year(groups: Groups, ref: Reference, step: int) -> Stretch:
    if ref.year is None:
        return _open(NO_DATE)
    part = _part(groups)
    return calendar_.part_of_year(ref.year + step, part) if part else Stretch(f"{ref.year + step}")


def _calendar_month(groups: Groups, day: date, step: int) -> Stretch:
    year, month = calendar_.shift_months(day.year, day.month, step)
    part = _part(groups)
    return calendar_.part_of_month(year, month, part) if part else calendar_.month(year, month)


def _calendar_week(groups: Groups, day: date, step: int) -> Stretch:
    monday, sunday = calendar_.week(day, step)
    edge = (groups["edge"] or "").lower()
    if step == 0 and edge == "earlier":
        return calendar_.days(monday, max(monday, day))
    if step == 0 and edge == "later":
        return calendar_.days(day, sunday)
    part = _part(groups)
    if part is not None:
        first, last = {"early": (0, 1), "mid": (2, 3), "late": (3, 6)}[part]
        return calendar_.days(monday + timedelta(days=first), monday + timedelta(days=last))
    return calendar_.days(monday, sunday)


def _weekend(day: date, step: int, tense: str) -> Stretch:
    """Saturday and Sunday; "this weekend" in a past clause is the one that is over."""
    if step == -1 or (step == 0 and tense == "past" and day.weekday() < 5):
        saturday = calendar_.week(day, -1)[0] + timedelta(days=5)
    else:
        saturday = calendar_.week(day, step)[0] + timedelta(days=5)
    return calendar_.days(saturday, saturday + timedelta(days=1))


def _quarter(day: date, step: int) -> Stretch:
    year, first = calendar_.shift_months(day.year, 3 * ((day.month - 1) // 3) + 1, 3 * step)
    return calendar_.months(year, first, first + 2)


def _ago(groups: Groups, ref: Reference, tense: str) -> Stretch:
    count = _count(groups["c"])
    if count is None or groups["half"] or groups["and"]:
        return _open(VAGUE)
    if re.match(r"more|less|at least|over|just (?:over|under)", (groups["h"] or "").lower()):
        return _open(VAGUE)
    unit = groups["u"] or ""
    if unit == "year":
        return Stretch(f"{ref.year - count}") if ref.year is not None else _open(NO_DATE)
    if ref.day is None or (unit not in ("month", "decade") and not ref.exact):
        return _without_day(ref)
    return _back(unit, count, ref.day)


def _back(unit: str, count: int, day: date) -> Stretch:
    if unit in ("day", "night"):
        return calendar_.day(day - timedelta(days=count))
    if unit in ("week", "fortnight"):
        return calendar_.days(*calendar_.week(day, -count * (2 if unit == "fortnight" else 1)))
    if unit == "month":
        return calendar_.month(*calendar_.shift_months(day.year, day.month, -count))
    if unit == "decade" and day.year > 10 * count:
        return Stretch(f"{day.year - 10 * count}")
    return _open(VAGUE if unit not in ("second", "minute", "hour") else "to the hour")


def _count(words: str | None) -> int | None:
    """A whole number of "two", "a"; None for "several", "few" and none at all."""
    plain = (words or "").strip().lower()
    if plain in ("a", "an", "one"):
        return 1
    number = numbers_.read(plain) if plain else None
    if number is None or number.open or number.value != int(number.value) or number.value > 3000:
        return None
    return int(number.value)


def days_of(atom: Atom) -> int | None:
    """The whole number of days of "two days earlier", None where it is open or hedged."""
    return None if atom.groups["h"] else _count(atom.groups["c"])


def _window(groups: Groups, ref: Reference, tense: str) -> Stretch:
    """ "The past two weeks", "the next three days": from or to the reference day."""
    relation = (groups["rel"] or "").lower()
    count = 1 if groups["c"] is None and not _plural(groups) else _count(groups["c"])
    if count is None or relation in ("recent", "previous", "following"):
        return _open(VAGUE if relation != "following" else NARRATIVE)
    if ref.day is None or not ref.exact:
        return _without_day(ref)
    step = -count if relation in ("last", "past") else count
    return _from_to(groups["u"] or "", step, ref.day)


def _plural(groups: Groups) -> bool:
    return "edge" not in groups


def _from_to(unit: str, step: int, day: date) -> Stretch:
    other: date | None = None
    if unit in ("day", "night", "week"):
        other = day + timedelta(days=step * (7 if unit == "week" else 1))
    elif unit in ("month", "quarter"):
        year, month = calendar_.shift_months(
            day.year, day.month, step * (3 if unit == "quarter" else 1)
        )
        ends = sorted([(year, month), (day.year, day.month)])
        return Stretch(calendar_.month(*ends[0]).value, calendar_.month(*ends[1]).value)
    elif unit in ("year", "decade") and abs(step) < 150:
        years = sorted([day.year, day.year + step * (10 if unit == "decade" else 1)])
        return Stretch(f"{years[0]:04d}", f"{years[1]:04d}")
    elif unit == "hour" and abs(step) % 24 == 0:
        other = day + timedelta(days=step // 24 if step > 0 else -(-step // 24))
    if other is None:
        return _open(VAGUE)
    return calendar_.days(min(day, other), max(day, other))


def _season(groups: Groups, ref: Reference, tense: str) -> Stretch:
    first, last = calendar_.SEASONS[(groups["s"] or "").lower()]
    year = int(groups["y"]) if groups["y"] else _season_year(first, groups, ref, tense)
    return calendar_.months(year, first, last) if year is not None else _open(NO_DATE)


def _season_year(first: int, groups: Groups, ref: Reference, tense: str) -> int | None:
    if ref.day is None:
        return None
    relation = (groups["rel"] or "").lower()
    begun = ref.day.month >= first
    if relation == "next" or (relation == "this coming"):
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
    return calendar_.day(date(year, month, number)) if year else _open(NO_YEAR)


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
    return lambda groups, ref, tense: _open(reason)


_KINDS: dict[str, Callable[[Groups, Reference, str], Stretch]] = {
    "ago": _ago,
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
    "period": _period,
    "relative": _fixed(RELATIVE),
    "relday": _relday,
    "season": _season,
    "weekday": _weekday,
    "window": _window,
    "year": _year,
    "years": _years,
}
