"""Whether an amount or a time of one text is that of another: other units, rounder figures, other
words for the same day.
"""

from __future__ import annotations

import re
from datetime import date

from rashomon.models import Quantity, TimeExpression

__all__ = ["MEASURES", "clocks", "days", "figures", "same_amount", "same_kind", "same_time"]

_SCALE: dict[str, tuple[str, float]] = {
    "millimetre": ("length", 0.001),
    "centimetre": ("length", 0.01),
    "metre": ("length", 1.0),
    "kilometre": ("length", 1000.0),
    "inch": ("length", 0.0254),
    "foot": ("length", 0.3048),
    "yard": ("length", 0.9144),
    "mile": ("length", 1609.344),
    "nautical mile": ("length", 1852.0),
    "milligram": ("mass", 1e-6),
    "gram": ("mass", 0.001),
    "kilogram": ("mass", 1.0),
    "tonne": ("mass", 1000.0),
    "ton": ("mass", 1000.0),
    "pound": ("mass", 0.45359),
    "ounce": ("mass", 0.02835),
    "stone": ("mass", 6.35029),
    "square metre": ("area", 1.0),
    "square foot": ("area", 0.0929),
    "acre": ("area", 4046.86),
    "hectare": ("area", 10_000.0),
    "square kilometre": ("area", 1e6),
    "square mile": ("area", 2.59e6),
    "litre": ("volume", 1.0),
    "gallon": ("volume", 3.785),
    "pint": ("volume", 0.473),
    "cubic metre": ("volume", 1000.0),
    "cubic foot": ("volume", 28.317),
    "barrel": ("volume", 158.987),
    "mile per hour": ("speed", 1.609344),
    "kilometre per hour": ("speed", 1.0),
    "knot": ("speed", 1.852),
    "second": ("duration", 1.0),
    "minute": ("duration", 60.0),
    "hour": ("duration", 3600.0),
    "day": ("duration", 86_400.0),
    "night": ("duration", 86_400.0),
    "week": ("duration", 604_800.0),
    "fortnight": ("duration", 1_209_600.0),
    "month": ("duration", 2_629_800.0),
    "quarter": ("duration", 7_889_400.0),
    "year": ("duration", 31_557_600.0),
    "decade": ("duration", 315_576_000.0),
    "century": ("duration", 3_155_760_000.0),
}
"""Measures by dimension, in units of their own; the international ones."""

MEASURES = frozenset(word for unit in _SCALE for word in unit.split()) | {"percent", "degree"}
"""Lemmas of units, whose word is part of the amount."""

HEDGED = 0.075
"""How far off a hedged figure ("about", "nearly") may lie: the furthest that is right in the open
half of ``evals/gold/verify``."""
ROUNDED = 0.1
"""The same, where the figure has one digit that is not nought (1,000 for 900)."""
PLAIN = 0.005
CONVERTED = 0.04
"""A figure in another unit, rounded to two digits."""
REACH = 1.3
"""How far beyond "more than" the figure itself may lie: more than 9 million of 9.6, not of 20."""


def same_kind(a: str | None, b: str | None) -> bool:
    """Whether two units measure one thing; what has none may be any count."""
    if a == b or a is None or b is None:
        return True
    one, other = _SCALE.get(a), _SCALE.get(b)
    if one and other:
        return one[0] == other[0]
    return not (one or other) and not (_fixed(a) or _fixed(b))


def _fixed(unit: str) -> bool:
    return unit in ("percent", "ordinal", "time") or (len(unit) == 3 and unit.isupper())


def same_amount(claim: Quantity, source: Quantity) -> bool:
    """Whether a source's amount bears out a claimed one."""
    if claim.value is None or source.value is None:
        return claim.value is None
    if not same_kind(claim.unit, source.unit):
        return _pounds(claim, source)
    factor, tolerance = 1.0, PLAIN
    if claim.unit != source.unit and claim.unit in _SCALE and source.unit in _SCALE:
        factor, tolerance = _SCALE[source.unit][1] / _SCALE[claim.unit][1], CONVERTED
    if claim.unit in ("degree Celsius", "degree Fahrenheit") and claim.unit != source.unit:
        return _degrees(claim, source)
    values = [v * factor for v in (source.value, source.upper) if v is not None]
    return _bears_out(claim, values, tolerance)


def _bears_out(claim: Quantity, values: list[float], tolerance: float) -> bool:
    value = claim.value or 0.0
    if claim.upper is not None:
        least, most = value * (1 - tolerance), claim.upper * (1 + tolerance)
        return all(least <= v <= most for v in values)
    if len(values) == 2 and values[0] <= value <= values[1] and claim.modifier == "about":
        return True
    if claim.modifier in ("over", "at_least"):
        return any(value * (1 - tolerance) <= v <= value * REACH + 1e-9 for v in values)
    if claim.modifier in ("under", "at_most"):
        return any(value / REACH <= v <= value * (1 + tolerance) for v in values)
    if claim.modifier == "about":
        tolerance = max(tolerance, ROUNDED if _one_digit(value) else HEDGED)
    return any(_near(value, v, tolerance) for v in values)


def _one_digit(value: float) -> bool:
    return len(f"{value:g}".rstrip("0").replace(".", "").strip("0")) == 1 and value >= 10


def _near(value: float, other: float, tolerance: float) -> bool:
    return abs(value - other) <= tolerance * max(abs(value), abs(other)) + 1e-9


def _pounds(claim: Quantity, source: Quantity) -> bool:
    """Pounds are money or a weight; the reader of units had to choose."""
    return {claim.unit, source.unit} == {"GBP", "pound"} and _bears_out(
        claim, [source.value or 0.0], PLAIN
    )


def _degrees(claim: Quantity, source: Quantity) -> bool:
    value = source.value or 0.0
    turned = value * 9 / 5 + 32 if claim.unit == "degree Fahrenheit" else (value - 32) * 5 / 9
    return abs(turned - (claim.value or 0.0)) <= 1.0


_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_CLOCK = re.compile(r"T(\d\d:\d\d)")
_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def days(time: TimeExpression) -> set[str]:
    """The days, months or years that a time names, as far as it is known."""
    values = [v for v in (time.value, time.until) if v is not None]
    return {_plain(v) for v in values}


def _plain(value: str) -> str:
    return value.partition("T")[0]


def clocks(time: TimeExpression) -> set[str]:
    """The times of day that a time names."""
    values = [v for v in (time.value, time.until) if v is not None]
    return {found.group(1) for v in values if (found := _CLOCK.search(v))}


def same_time(
    claim: TimeExpression,
    words: str,
    source: TimeExpression,
    theirs: str,
    published: str | None = None,
) -> bool:
    """Whether a source's time bears out a claimed one, of which it may be a part or the whole.

    :param words, theirs: the time as each text words it.
    :param published: the day from which the source's relative times count.
    """
    if " ".join(words.lower().split()) == " ".join(theirs.lower().split()):
        return True
    if claim.value is None or source.value is None:
        return _weekday_of(words, source)
    if not _clocks_fit(claim, source) or not _parts_fit(words, theirs, source):
        return False
    mine, others = days(claim), days(source)
    if any(other.startswith(own) for own in mine for other in others):
        return True
    if claim.until is not None and _inside(claim, source):
        return True
    return _weekday_of(words, source) or _a_week_off(claim, source, theirs, published)


_PART = re.compile(r"\b(morning|afternoon|evening|night)\b", re.IGNORECASE)
_PARTS = {
    "morning": (0, 12, {"morning", "night"}),
    "afternoon": (12, 18, {"afternoon"}),
    "evening": (16, 24, {"evening", "night"}),
    "night": (0, 24, {"morning", "evening", "night"}),
}
"""By part of a day the hours it may lie in, and the parts that may be called so."""


def _parts_fit(words: str, theirs: str, source: TimeExpression) -> bool:
    """Whether the part of the day that a claim names may be the source's."""
    named = _PART.search(words)
    if named is None:
        return True
    first, last, parts = _PARTS[named.group().lower()]
    other = _PART.search(theirs)
    if other is not None and other.group().lower() not in parts:
        return False
    return all(first <= int(clock[:2]) <= last for clock in clocks(source))


def _clocks_fit(claim: TimeExpression, source: TimeExpression) -> bool:
    mine, others = clocks(claim), clocks(source)
    return not mine or not others or bool(mine & others)


def _inside(claim: TimeExpression, source: TimeExpression) -> bool:
    """Whether the source's time lies in the claimed one."""
    first, last = claim.value or "", claim.until or claim.value or ""
    begin, end = source.value or "", source.until or source.value or ""
    return first[:10] <= begin[:10] and end[:10] <= f"{last[:10]}~"


def _weekday_of(words: str, source: TimeExpression) -> bool:
    """Whether a claim names the weekday of a source's day, from which week it may count."""
    named = next((n for n, name in enumerate(_NAMES) if name in words.lower()), None)
    if named is None or re.search(r"\d", words):
        return False
    return any(day.weekday() == named for day in _ends(source))


def _ends(time: TimeExpression) -> list[date]:
    values = [v[:10] for v in (time.value, time.until) if v is not None]
    return [date.fromisoformat(v) for v in values if _DATE.fullmatch(v)]


def _a_week_off(
    claim: TimeExpression, source: TimeExpression, theirs: str, published: str | None
) -> bool:
    """Whether a source's bare weekday, of which the week was guessed, is a claimed day: the last
    one before the day of the report, or the next one."""
    if re.search(r"\d", theirs) or not any(name in theirs.lower() for name in _NAMES):
        return False
    if published is not None and _DATE.fullmatch(published[:10]):
        day = date.fromisoformat(published[:10])
        if not any(abs((own - day).days) <= len(_NAMES) for own in _ends(claim)):
            return False
    return any(abs((a - b).days) == 7 for a in _ends(claim) for b in _ends(source))


_DIGITS = re.compile(r"\d[\d,.:/-]*\d|\d")


def figures(text: str) -> list[tuple[int, int, str]]:
    """Figures as they are written, thousands joined: (start, end, digits)."""
    found = []
    for one in _DIGITS.finditer(text):
        found.append((one.start(), one.end(), one.group().replace(",", "")))
    return found
