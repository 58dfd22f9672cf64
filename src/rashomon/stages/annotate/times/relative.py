"""Values of expressions that count from the day of publication: "last week", "two days ago"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from rashomon.stages.annotate.quantities import numbers_
from rashomon.stages.annotate.times import calendar_
from rashomon.stages.annotate.times.atoms import Atom
from rashomon.stages.annotate.times.calendar_ import Stretch
from rashomon.stages.annotate.times.reference import Reference, full_year

__all__ = [
    "NARRATIVE",
    "NO_DATE",
    "NO_DAY",
    "NO_SUCH_DAY",
    "NO_YEAR",
    "OPEN_ORDER",
    "RECURRING",
    "RELATIVE",
    "VAGUE",
    "Groups",
    "ago",
    "ahead",
    "count_of",
    "edge",
    "fiscal",
    "hence",
    "next_but",
    "period",
    "quarter",
    "quarter_of",
    "unresolved",
    "weekend",
    "window",
    "without_day",
]

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


def unresolved(reason: str) -> Stretch:
    """No value, and why."""
    return Stretch(None, None, reason)


def without_day(ref: Reference) -> Stretch:
    """No value for want of the day of publication."""
    return unresolved(NO_DATE if ref.day is None else NOT_EXACT)


_STEPS = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "this": 0,
    "the": 0,
    "that": 0,
    "next": 1,
    "coming": 1,
}


def period(groups: Groups, ref: Reference, tense: str) -> Stretch:
    """ "Last week", "early next year", "this weekend", "the past year"."""
    relation, unit = (groups["rel"] or "").lower(), groups["u"] or ""
    if relation == "previous" and unit != "weekend":
        return unresolved(NARRATIVE)
    step = _STEPS[relation]
    rolling = relation in ("past", "coming") or (step and unit in ("decade", "century"))
    if unit != "weekend" and (rolling or (groups.get("the") and unit != "quarter")):
        return window(groups | {"c": "one"}, ref, tense)
    return _calendar(unit, step, groups, ref, tense)


def _calendar(unit: str, step: int, groups: Groups, ref: Reference, tense: str) -> Stretch:  # noqa: PLR0911 - one return a case
    """The calendar's own week, month, year that lies ``step`` on."""
    if unit == "year":
        return unresolved(NO_DATE) if ref.year is None else calendar_.year(ref.year + step)
    if ref.day is None or (unit != "quarter" and not ref.exact):
        return without_day(ref)
    if unit == "quarter":
        return _quarter(ref.day, step)
    if unit == "month":
        return calendar_.month(*calendar_.shift_months(ref.day.year, ref.day.month, step))
    if unit in ("decade", "century"):
        return calendar_.decade(ref.day.year) if unit == "decade" else unresolved(VAGUE)
    if unit == "weekend":
        return weekend(ref.day, step, tense)
    return _week(groups, ref.day, step)


def edge(groups: Groups, ref: Reference, tense: str) -> Stretch:
    """ "The end of the year", "later in the week", "year-end": the whole unit."""
    unit = groups["u"] or ""
    if groups["rel"] and groups["rel"].lower() not in ("the",):
        return unresolved(NARRATIVE)
    if unit == "day":
        return without_day(ref) if ref.day is None or not ref.exact else calendar_.day(ref.day)
    return _calendar(unit, 0, groups, ref, tense)


def next_but(groups: Groups, ref: Reference, tense: str) -> Stretch:
    """ "The year before last", "the week after next"."""
    step = -2 if (groups["r"] or "").startswith("before") else 2
    return _calendar(groups["u"] or "", step, groups | {"edge": None}, ref, tense)


def _week(groups: Groups, day: date, step: int) -> Stretch:
    monday, sunday = calendar_.week(day, step)
    word = (groups.get("edge") or "").lower()
    if step == 0 and word == "earlier":
        return calendar_.days(monday, max(monday, day))
    if step == 0 and word == "later":
        return calendar_.days(day, sunday)
    return calendar_.days(monday, sunday)


def weekend(day: date, step: int, tense: str) -> Stretch:
    """Saturday and Sunday; without "last" or "next" the one that is over, or comes, by tense."""
    monday = calendar_.week(day, step)[0]
    if step == 0 and tense in ("past", "beside") and day.weekday() < 5:
        monday -= timedelta(weeks=1)
    saturday = monday + timedelta(days=5)
    return calendar_.days(saturday, saturday + timedelta(days=1))


def _quarter(day: date, step: int) -> Stretch:
    year, first = calendar_.shift_months(day.year, 3 * ((day.month - 1) // 3) + 1, 3 * step)
    return calendar_.months(year, first, first + 2)


def quarter(groups: Groups, ref: Reference, tense: str) -> Stretch:
    """ "The third quarter of 2019", "Q4", "the first half of last year": calendar months."""
    _, first = _part_of_year(groups)
    year = _period_year(groups, ref)
    if year is None and ref.year is not None and not groups.get("ty"):
        begun = ref.day is None or (ref.day.month >= first)
        year = ref.year if tense == "future" or begun else ref.year - 1
    if year is None:
        return unresolved(NARRATIVE if groups.get("ty") not in (None, "the") else NO_YEAR)
    return quarter_of(groups, year)


def quarter_of(groups: Groups, year: int) -> Stretch:
    """The months of a quarter, half or run of months in a year."""
    length, first = _part_of_year(groups)
    return calendar_.months(year, first, first + length - 1)


def _part_of_year(groups: Groups) -> tuple[int, int]:
    """Months that a part of the year has, and its first month."""
    word, kind = (groups["q"] or "").lower(), groups.get("k")
    if kind is None:
        length = 3 if word[0] == "q" else 6
        number = min(int(word[1]), 12 // length)
    else:
        whole = numbers_.read(groups.get("n") or "")
        length = {"quarter": 3, "half": 6}.get(kind, int(whole.value) if whole else 1)
        length = max(1, min(12, length))
        last = 12 // length if kind != "months" else 0
        number = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(word, 0)
        number = number or (int(word[0]) if word[0].isdigit() else last)
    return length, 13 - length if number == 0 else length * (number - 1) + 1


def _period_year(groups: Groups, ref: Reference) -> int | None:
    written = groups.get("y") or groups.get("y2")
    if written:
        return full_year(written)
    if ref.year is None:
        return None
    if groups.get("ry"):
        return ref.year + _STEPS[groups["ry"] or "this"]
    return ref.year if groups.get("ty") == "the" else None


def fiscal(groups: Groups, ref: Reference, tense: str) -> Stretch:
    """ "FY2023", "fiscal 2021/22": the year or years that name it."""
    first = full_year(groups["y"] or "")
    last = full_year(groups["z"]) if groups["z"] else first
    return Stretch(f"{first}", f"{last}" if last > first else None)


def hence(groups: Groups, ref: Reference, tense: str) -> Stretch:
    """ "A week from today", "five days from now", "a week on Friday"."""
    count, unit = _count(groups["c"]), groups["u"] or ""
    if count is None:
        return unresolved(VAGUE)
    if ref.day is None or not ref.exact:
        return without_day(ref)
    name = (groups["day"] or groups["day2"] or groups["day3"] or groups["day4"] or "").lower()
    start = ref.day + timedelta(days=name == "tomorrow")
    if name.rsplit(maxsplit=1)[-1] in calendar_.WEEKDAYS:
        number = calendar_.WEEKDAYS.index(name.rsplit(maxsplit=1)[-1])
        start += timedelta(days=(number - start.weekday()) % 7 or 7)
    return _away(unit, count, start)


def ahead(groups: Groups, ref: Reference, tense: str) -> Stretch:
    """ "In two weeks", "in three days' time"."""
    count, unit = _count(groups["c"]), groups["u"] or ""
    if count is None or groups["half"] or _open(groups):
        return unresolved(VAGUE)
    if ref.day is None or not ref.exact:
        return without_day(ref)
    return _away(unit, count, ref.day)


def _open(groups: Groups) -> bool:
    """Whether a hedge leaves a distance open to one side."""
    hedge = (groups["h"] or "").lower()
    return re.match(r"more|less|at least|over|just (?:over|under)", hedge) is not None


def ago(groups: Groups, ref: Reference, tense: str) -> Stretch:
    """ "Two weeks ago"."""
    if groups["half"] or groups["and"] or _open(groups):
        return unresolved(VAGUE)
    unit, words = groups["u"] or "", (groups["c"] or "").strip().lower()
    count = _count(words)
    if words in ("half a", "half an") and unit in ("decade", "century"):
        count, unit = (5 if unit == "decade" else 50), "year"
    if count is None:
        return unresolved(VAGUE)
    if unit == "year":
        return calendar_.year(ref.year - count) if ref.year is not None else unresolved(NO_DATE)
    if ref.day is None or (unit not in ("month", "decade", "century") and not ref.exact):
        return without_day(ref)
    return _away(unit, -count, ref.day)


def _away(unit: str, count: int, day: date) -> Stretch:
    """The day, month or year that lies ``count`` units from a day."""
    if unit in ("day", "night", "week", "fortnight"):
        length = {"week": 7, "fortnight": 14}.get(unit, 1)
        return calendar_.day(day + timedelta(days=count * length))
    if unit == "month":
        return calendar_.month(*calendar_.shift_months(day.year, day.month, count))
    year = day.year + count * {"year": 1, "decade": 10, "century": 100}.get(unit, 10_000)
    if 0 < year <= 9999:
        return calendar_.year(year)
    return unresolved(VAGUE if unit not in ("second", "minute", "hour") else "to the hour")


def _count(words: str | None) -> int | None:
    """A whole number of "two", "a"; None for "several", "few" and none at all."""
    plain = (words or "").strip().lower()
    if plain in ("a", "an", "one"):
        return 1
    number = numbers_.read(plain) if plain else None
    if number is None or number.open or number.value != int(number.value) or number.value > 3000:
        return None
    return int(number.value)


def count_of(atom: Atom) -> int | None:
    """The whole number of units of "two days earlier", None where it is open or hedged."""
    groups = atom.groups
    if groups["half"] or groups["and"] or _open(groups):
        return None
    words = (groups["c"] or "").strip().lower()
    if words == "the":
        return 1
    return _count(words)


def window(groups: Groups, ref: Reference, tense: str) -> Stretch:
    """ "The past two weeks", "the next three days": from or to the reference day."""
    relation = (groups["rel"] or "").lower()
    count = _count(groups["c"])
    if count is None or relation in ("recent", "previous", "following"):
        return unresolved(VAGUE if relation != "following" else NARRATIVE)
    if ref.day is None or not ref.exact:
        return without_day(ref)
    step = -count if relation in ("last", "past") else count
    return _from_to(groups["u"] or "", step, ref.day)


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
    elif unit in ("year", "decade", "century") and abs(step) < 150:
        length = {"decade": 10, "century": 100}.get(unit, 1)
        years = sorted([day.year, day.year + step * length])
        return Stretch(calendar_.year(years[0]).value, calendar_.year(years[1]).value)
    elif unit == "hour" and abs(step) % 24 == 0:
        other = day + timedelta(days=step // 24 if step > 0 else -(-step // 24))
    if other is None:
        return unresolved(VAGUE)
    return calendar_.days(min(day, other), max(day, other))
