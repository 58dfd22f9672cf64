"""The value of a time expression: what each kind of atom means, counted from the reference."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from rashomon.stages.annotate.quantities import numbers_
from rashomon.stages.annotate.times import calendar_
from rashomon.stages.annotate.times.atoms import Atom
from rashomon.stages.annotate.times.calendar_ import Stretch
from rashomon.stages.annotate.times.feasts import feast
from rashomon.stages.annotate.times.reference import (
    NEAR_DAYS,
    Reference,
    day_number,
    full_year,
    month_number,
    numeric_order,
)
from rashomon.stages.annotate.times.relative import (
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
    ahead,
    edge,
    fiscal,
    hence,
    next_but,
    period,
    quarter,
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
    numbers = [day_number(end) for end in ends if end]
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
        near = [day for day in near if day > ref.day] or near
    elif tense not in ("near", "beside") and ref.exact:
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
    found = calendar_.make_day(full_year(groups["y"] or ""), *order)
    return calendar_.day(found) if found else unresolved(NO_SUCH_DAY)


def _monthday(groups: Groups, ref: Reference, tense: str) -> Stretch:
    """ "The 12th": the last one, the next where the verb looks ahead."""
    if ref.day is None:
        return unresolved(NO_DATE)
    number = day_number(groups["d"] or "")
    step = {"last": -1, "this": 0, "next": 1, "the": 0}.get(groups["rel"] or "")
    steps = (step,) if step is not None else (0, 1, 2) if tense == "future" else (0, -1, -2)
    for by in steps:
        month = calendar_.shift_months(ref.day.year, ref.day.month, by)
        found = calendar_.make_day(*month, number)
        fits = found and (found > ref.day if tense == "future" else found <= ref.day)
        if found is not None and (fits or step is not None):
            return calendar_.day(found)
    return unresolved(NO_SUCH_DAY)


def _weekday(groups: Groups, ref: Reference, tense: str) -> Stretch:  # noqa: PLR0911 - one return a case
    relation = (groups["rel"] or "").lower()
    if groups["plural"] or relation in ("every", "each"):
        return unresolved(RECURRING)
    if relation.startswith(("the ", "that")):
        return unresolved(NARRATIVE)
    if ref.day is None:
        return unresolved(NO_DATE)
    number = _weekday_number(groups["w"] or "")
    if groups["week"]:
        shift = {"last": -1, "this": 0, "next": 1}[groups["week"]]
        return calendar_.day(calendar_.week(ref.day, shift)[0] + timedelta(days=number))
    if (groups["at"] or "").lower() == "later" and number == ref.day.weekday():
        return calendar_.day(ref.day)
    if groups["hence"]:
        return calendar_.day(_weekday_near(number, "this coming", ref, tense) + timedelta(days=7))
    return calendar_.day(_weekday_near(number, relation, ref, tense))


def _weekday_near(number: int, relation: str, ref: Reference, tense: str) -> date:  # noqa: PLR0911 - one return a case
    assert ref.day is not None
    back, ahead = (ref.day.weekday() - number) % 7, (number - ref.day.weekday()) % 7
    if relation in ("last", "this past"):
        return ref.day - timedelta(days=back or 7)
    if relation in ("this coming", "the coming"):
        return ref.day + timedelta(days=ahead or 7)
    if relation == "next":
        return calendar_.week(ref.day, 1)[0] + timedelta(days=number)
    if not ref.exact:
        return ref.day + timedelta(days=ahead if ahead <= NEAR_DAYS else -back)
    if relation == "this":
        return calendar_.week(ref.day)[0] + timedelta(days=number)
    if tense == "near":
        tense = "future" if (ahead or 7) <= back else "past"
    if tense == "future":
        return ref.day + timedelta(days=ahead or 7)
    return ref.day - timedelta(days=back)


_RELATIVE_DAYS = {
    "the day before yesterday": -2,
    "the night before last": -2,
    "yesterday": -1,
    "last night": -1,
    "last evening": -1,
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
    return calendar_.month(year, number)


def _month_year(number: int, relation: str, ref: Reference, tense: str) -> int | None:
    """The year of a month without one: the last such month, the next where the verb looks ahead."""
    if ref.day is None:
        return None
    year, now = ref.day.year, ref.day.month
    if relation in ("next", "this coming", "the coming"):
        return year + (number <= now)
    if relation in ("last", "this past"):
        return year - (number >= now)
    if relation == "this":
        return year
    if tense == "future" or (tense == "near" and 0 < (number - now) % 12 < 6):
        return year + (number < now)
    return year - (number > now)


def _year(groups: Groups, ref: Reference, tense: str) -> Stretch:
    return Stretch(f"{int(groups['y'] or 0):04d}")


def _years(groups: Groups, ref: Reference, tense: str) -> Stretch:
    first, last = groups["y"] or "", groups["z"] or ""
    last = last if len(last) == 4 else first[:2] + last
    return Stretch(first, last) if last > first else unresolved(VAGUE)


_TENS = ("twenties thirties forties fifties sixties seventies eighties nineties").split()


def _decade(groups: Groups, ref: Reference, tense: str) -> Stretch:
    if groups.get("t"):
        return calendar_.decade(1920 + 10 * _TENS.index((groups["t"] or "").lower()))
    year = int(groups["y"] or 0) or 1900 + int(groups["yy"] or groups["y3"] or 0)
    return Stretch(f"{year}", f"{year + 9}")


def _century(groups: Groups, ref: Reference, tense: str) -> Stretch:
    if groups["bc"]:
        return unresolved("before the first year of the calendar")
    last = day_number(groups["c"] or "")
    first = day_number(groups["c0"] or "") or last
    if first > last:
        return unresolved("ends before it starts")
    return Stretch(f"{100 * first - 99:04d}", f"{100 * last:04d}")


def _season(groups: Groups, ref: Reference, tense: str) -> Stretch:
    first, last = calendar_.SEASONS[(groups["s"] or "").lower()]
    year = _year_of(groups, ref)
    if year is None:
        year = _season_year(first, groups, ref, tense)
    return calendar_.months(year, first, last) if year is not None else unresolved(NO_DATE)


def _season_year(first: int, groups: Groups, ref: Reference, tense: str) -> int | None:
    """The year that a season without one begins in."""
    if ref.day is None or not ref.exact:
        return None
    relation, year, month = (groups["rel"] or "").lower(), ref.day.year, ref.day.month
    running = year if month >= first else year - 1
    begun = year * 12 + month - (running * 12 + first)
    if relation in ("last", "this past"):
        return running - (begun < 3)
    if relation in ("next", "this coming", "the coming"):
        return running + 1
    if relation == "this":
        return running if begun < 3 else year
    return running + 1 if tense == "future" and begun >= 3 else running


def _holiday(groups: Groups, ref: Reference, tense: str) -> Stretch:
    name = (groups["n"] or "").lower().replace("’", "'")
    year = _year_of(groups, ref)
    if year is None and ref.day is None:
        return unresolved(NO_YEAR)
    years = [year] if year is not None else _years_near(ref)
    found = [feast(name, number) for number in years]
    if year is None and ref.day is not None:
        found = _feasts_by_tense(found, groups, ref.day, tense)
    return calendar_.days(*found[0]) if found else unresolved(NO_SUCH_DAY)


def _years_near(ref: Reference) -> list[int]:
    assert ref.day is not None
    return [y for y in (ref.day.year - 1, ref.day.year, ref.day.year + 1) if 1583 <= y <= 9999]


def _feasts_by_tense(
    found: list[tuple[date, date]], groups: Groups, day: date, tense: str
) -> list[tuple[date, date]]:
    """The feast that is meant first: the last one, the next where the verb looks ahead."""
    relation = (groups["rel"] or "").lower()
    if relation == "this":
        return [one for one in found if one[0].year == day.year] or found
    if relation == "last":
        return [one for one in reversed(found) if one[0] < day] or found
    if tense == "near":
        return sorted(found, key=lambda one: abs((one[0] - day).days))
    if tense == "future" or relation.endswith(("next", "coming")):
        return [one for one in found if one[0] > day] or found
    return [one for one in reversed(found) if one[0] <= day] or found


_EXACT = {"noon": 12, "midday": 12, "midnight": 0}


def clock_parts(groups: Groups, half: str = "") -> tuple[int, int] | None:
    """Hour and minute of a clock atom on the 24-hour clock, None where there is no such time.

    :param half: the part of the day told beside it, if any.
    """
    word = (groups["h"] or "").lower()
    number = numbers_.read(word)
    hour = _EXACT[word] if word in _EXACT else int(number.value) if number else 24
    minute = int(groups.get("n") or 0)
    told = (groups.get("ap") or groups.get("part") or groups.get("p2") or "").lower()
    if told and not 1 <= hour <= 12:
        return None
    if word not in _EXACT:
        hour = _in_half(hour, told or half)
    if groups.get("dir"):
        away = _minutes(groups["p"] or "")
        total = hour * 60 + (away if groups["dir"] == "past" else -away)
        hour, minute = total // 60 % 24, total % 60
    return (hour, minute) if hour < 24 else None


def _in_half(hour: int, half: str) -> int:
    """An hour of twelve on the 24-hour clock."""
    if not half or not 1 <= hour <= 12:
        return hour
    if half.startswith("p") or half in ("afternoon", "evening", "tonight"):
        return hour % 12 + 12
    if half == "night":
        return hour + 12 if 6 <= hour < 12 else hour % 12
    return hour % 12


def _minutes(words: str) -> int:
    """Minutes of "half", "a quarter", "ten", "five minutes"."""
    plain = words.lower().removesuffix(" minutes").removeprefix("a ")
    if plain in ("half", "quarter"):
        return 30 if plain == "half" else 15
    number = numbers_.read(plain)
    return int(number.value) if number else 0


def _fixed(reason: str) -> Callable[[Groups, Reference, str], Stretch]:
    return lambda groups, ref, tense: unresolved(reason)


_KINDS: dict[str, Callable[[Groups, Reference, str], Stretch]] = {
    "ago": ago,
    "ahead": ahead,
    "century": _century,
    "clock": _fixed(NO_DAY),
    "date": _date,
    "daypart": _fixed(NO_DAY),
    "decade": _decade,
    "edge": edge,
    "fiscal": fiscal,
    "hence": hence,
    "holiday": _holiday,
    "iso": _iso,
    "month": _month,
    "monthday": _monthday,
    "next_but": next_but,
    "narrative": _fixed(NARRATIVE),
    "numeric": _numeric,
    "oclock": _fixed(NO_DAY),
    "period": period,
    "quarter": quarter,
    "relative": _fixed(RELATIVE),
    "relday": _relday,
    "season": _season,
    "spoken": _fixed(NO_DAY),
    "vague": _fixed(VAGUE),
    "weekday": _weekday,
    "weekend": period,
    "window": window,
    "year": _year,
    "years": _years,
}
