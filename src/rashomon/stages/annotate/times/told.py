"""Times that count from one told before: "two days later", "that evening", "the following year"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from rashomon.stages.annotate.times import calendar_
from rashomon.stages.annotate.times.atoms import Atom
from rashomon.stages.annotate.times.calendar_ import Stretch
from rashomon.stages.annotate.times.relative import count_of, quarter_of

__all__ = ["COUNTED", "Told", "from_told"]

NEAR_SENTENCES = 2
"""Times that count from another one refer at most this many sentences back."""

COUNTED = frozenset({"narrative", "relative", "weekday", "edge", "period", "quarter"})
"""Kinds of which some count from a time told before."""

_STEPS = {
    "the previous": -1, "the preceding": -1, "earlier": -1, "before": -1, "prior": -1,
    "beforehand": -1,
    "the same": 0, "that": 0, "that same": 0, "the very same": 0,
    "the following": 1, "the next": 1, "the very next": 1, "later": 1, "after": 1,
    "afterward": 1, "afterwards": 1,
}  # fmt: skip
_DAYS = frozenset("day night morning afternoon evening".split())
_CLOCKED = {"hour": 60, "minute": 1}


class Told(NamedTuple):
    """A time that the text has told, with the number of its sentence."""

    home: int
    value: Stretch


def from_told(atom: Atom, told: list[Told], home: int) -> Stretch | None:
    """The value of an atom counted from the last told time that is exact enough, if any."""
    near = [one.value for one in reversed(told) if home - one.home <= NEAR_SENTENCES]
    return next((value for one in near for value in _values(atom, one)), None)


def _values(atom: Atom, told: Stretch) -> Iterator[Stretch]:
    try:
        value = _KINDS[atom.kind](atom, told)
    except (OverflowError, ValueError):
        value = None
    if value is not None:
        yield value


def _narrative(atom: Atom, told: Stretch) -> Stretch | None:
    step = _STEPS.get(" ".join((atom.groups["r"] or "").lower().split()))
    unit = atom.groups["u"] or ""
    return None if step is None else _unit_of(told, unit, step)


def _unit_of(told: Stretch, unit: str, step: int) -> Stretch | None:  # noqa: PLR0911 - one return a case
    """The day, week, month, season or year of a told time, or the one ``step`` on."""
    value = told.value or ""
    day = calendar_.parse_day(value)
    if unit in _DAYS:
        return _days_on(told, step)
    if unit in ("week", "weekend"):
        if day is None:
            return None
        monday, sunday = calendar_.week(day, step)
        return calendar_.days(monday if unit == "week" else sunday - timedelta(days=1), sunday)
    if unit == "month":
        return _months_on(told, step)
    if unit in calendar_.SEASONS:
        return _season(told, unit, step)
    if unit == "year":
        return calendar_.year(int(value[:4]) + step)
    return calendar_.decade(int(value[:4]) + 10 * step) if unit == "decade" else None


def _days_on(told: Stretch, by: int) -> Stretch | None:
    last = told.until if by > 0 and told.until else told.value
    day = calendar_.parse_day(last)
    shifted = None if day is None else calendar_.shift_days(day, by)
    return None if shifted is None else calendar_.day(shifted)


def _months_on(told: Stretch, by: int) -> Stretch | None:
    value = (told.until if by > 0 and told.until else told.value) or ""
    if len(value) < 7:
        return None
    return calendar_.month(*calendar_.shift_months(int(value[:4]), int(value[5:7]), by))


def _season(told: Stretch, name: str, step: int) -> Stretch | None:
    """The season of a told time's year; the one before or after a told day or month."""
    value = told.value or ""
    first, last = calendar_.SEASONS[name]
    year = int(value[:4])
    if step and len(value) >= 7:
        month = int(value[5:7])
        year += (month >= first) if step > 0 else -(month <= last if last > first else month <= 12)
    else:
        year += step
    return calendar_.months(year, first, last)


def _relative(atom: Atom, told: Stretch) -> Stretch | None:  # noqa: PLR0911 - one return a case
    count, step = count_of(atom), _STEPS.get((atom.groups["r"] or "").lower())
    unit = (atom.groups["u"] or atom.groups["dp"] or "").lower()
    if step is None or (count is None and not atom.groups["dp"]):
        return None
    by = step * (count or 1)
    if unit in _CLOCKED:
        return _clock_on(told, by * _CLOCKED[unit])
    if unit in _DAYS:
        return _days_on(told, by)
    if unit in ("week", "fortnight"):
        return _weeks_on(told, by * (2 if unit == "fortnight" else 1))
    if unit == "month":
        return _months_on(told, by)
    if unit in ("year", "decade", "century"):
        years = by * {"year": 1, "decade": 10, "century": 100}[unit]
        return calendar_.year(int((told.value or "")[:4]) + years)
    return None


def _weeks_on(told: Stretch, by: int) -> Stretch | None:
    """A day some weeks on; a week where a week is told."""
    if told.until is None:
        return _days_on(told, 7 * by)
    ends = [calendar_.parse_day(told.value), calendar_.parse_day(told.until)]
    if ends[0] is None or ends[1] is None:
        return None
    shifted = [end + timedelta(weeks=by) for end in ends if end is not None]
    return calendar_.days(*shifted)


def _clock_on(told: Stretch, minutes: int) -> Stretch | None:
    value = told.value or ""
    if len(value) < 16 or told.until is not None:
        return None
    moved = datetime.fromisoformat(value[:16]) + timedelta(minutes=minutes)
    return Stretch(moved.isoformat()[:16] + value[16:])


def _weekday(atom: Atom, told: Stretch) -> Stretch | None:
    """ "The following Tuesday", "the previous Friday", "that Sunday"."""
    step = _STEPS.get(" ".join((atom.groups["rel"] or "").lower().split()))
    day = calendar_.parse_day(told.value)
    if step is None or day is None:
        return None
    start = (atom.groups["w"] or "").lower()[:3]
    number = next(n for n, name in enumerate(calendar_.WEEKDAYS) if name.startswith(start))
    return calendar_.day(_weekday_from(day, number, step))


def _weekday_from(day: date, number: int, step: int) -> date:
    ahead = (number - day.weekday()) % 7
    if step < 0:
        return day - timedelta(days=(7 - ahead) % 7 or 7)
    return day + timedelta(days=ahead or (7 if step > 0 else 0))


def _edge(atom: Atom, told: Stretch) -> Stretch | None:
    """ "The end of that year"."""
    word = " ".join((atom.groups["rel"] or "").lower().split())
    step = _STEPS.get(word)
    return None if step is None else _unit_of(told, atom.groups["u"] or "", step)


def _period(atom: Atom, told: Stretch) -> Stretch | None:
    """ "The previous week"."""
    previous = (atom.groups["rel"] or "").lower() == "previous"
    return _unit_of(told, atom.groups["u"] or "", -1) if previous else None


def _quarter(atom: Atom, told: Stretch) -> Stretch | None:
    """ "The first half of that year"."""
    step = _STEPS.get(atom.groups.get("ty") or "")
    if step is None:
        return None
    return quarter_of(atom.groups, int((told.value or "")[:4]) + step)


_KINDS = {
    "narrative": _narrative,
    "relative": _relative,
    "weekday": _weekday,
    "edge": _edge,
    "period": _period,
    "quarter": _quarter,
}
