"""Values of expressions that count from the day of publication: "last week", "two days ago"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from rashomon.stages.annotate import calendar_, numbers_
from rashomon.stages.annotate.calendar_ import Stretch
from rashomon.stages.annotate.reference import Reference
from rashomon.stages.annotate.time_atoms import Atom

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
    "days_of",
    "part_of",
    "period",
    "unresolved",
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


def part_of(groups: Groups) -> str | None:
    """``early``, ``mid`` or ``late`` of "early May" and "the end of May"."""
    word = (groups.get("part") or groups.get("part2") or groups.get("edge") or "").lower()
    word = word.removeprefix("the ").removesuffix(" of")
    if word in ("early", "beginning", "start", "first half"):
        return "early"
    if word in ("mid", "middle"):
        return "mid"
    return "late" if word in ("late", "end", "close", "second half") else None


_STEPS = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}


def period(groups: Groups, ref: Reference, tense: str) -> Stretch:  # noqa: PLR0911 - one return a case
    """ "Last week", "early next year", "this weekend"."""
    relation, unit = (groups["rel"] or "").lower(), groups["u"] or ""
    step = _STEPS[relation]
    if relation in ("past", "previous", "coming") and unit != "weekend":
        return (
            window(groups | {"c": None}, ref, tense)
            if relation != "previous"
            else unresolved(NARRATIVE)
        )
    if unit == "year":
        return _calendar_year(groups, ref, step)
    if ref.day is None:
        return unresolved(NO_DATE)
    if unit in ("quarter", "decade", "century"):
        return _quarter(ref.day, step) if unit == "quarter" else unresolved(VAGUE)
    if unit == "month":
        return _calendar_month(groups, ref.day, step)
    if not ref.exact:
        return unresolved(NOT_EXACT)
    if unit == "weekend":
        return _weekend(ref.day, step, tense)
    return _calendar_week(groups, ref.day, step)


def _calendar_year(groups: Groups, ref: Reference, step: int) -> Stretch:
    if ref.year is None:
        return unresolved(NO_DATE)
    part = part_of(groups)
    return calendar_.part_of_year(ref.year + step, part) if part else Stretch(f"{ref.year + step}")


def _calendar_month(groups: Groups, day: date, step: int) -> Stretch:
    year, month = calendar_.shift_months(day.year, day.month, step)
    part = part_of(groups)
    return calendar_.part_of_month(year, month, part) if part else calendar_.month(year, month)


def _calendar_week(groups: Groups, day: date, step: int) -> Stretch:
    monday, sunday = calendar_.week(day, step)
    edge = (groups["edge"] or "").lower()
    if step == 0 and edge == "earlier":
        return calendar_.days(monday, max(monday, day))
    if step == 0 and edge == "later":
        return calendar_.days(day, sunday)
    part = part_of(groups)
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


def ago(groups: Groups, ref: Reference, tense: str) -> Stretch:
    """ "Two weeks ago"."""
    count = _count(groups["c"])
    if count is None or groups["half"] or groups["and"]:
        return unresolved(VAGUE)
    if re.match(r"more|less|at least|over|just (?:over|under)", (groups["h"] or "").lower()):
        return unresolved(VAGUE)
    unit = groups["u"] or ""
    if unit == "year":
        return Stretch(f"{ref.year - count}") if ref.year is not None else unresolved(NO_DATE)
    if ref.day is None or (unit not in ("month", "decade") and not ref.exact):
        return without_day(ref)
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


def days_of(atom: Atom) -> int | None:
    """The whole number of days of "two days earlier", None where it is open or hedged."""
    return None if atom.groups["h"] else _count(atom.groups["c"])


def window(groups: Groups, ref: Reference, tense: str) -> Stretch:
    """ "The past two weeks", "the next three days": from or to the reference day."""
    relation = (groups["rel"] or "").lower()
    count = 1 if groups["c"] is None and not _plural(groups) else _count(groups["c"])
    if count is None or relation in ("recent", "previous", "following"):
        return unresolved(VAGUE if relation != "following" else NARRATIVE)
    if ref.day is None or not ref.exact:
        return without_day(ref)
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
        return unresolved(VAGUE)
    return calendar_.days(min(day, other), max(day, other))
