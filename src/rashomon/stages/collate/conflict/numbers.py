"""Whether two quantities can both be right.

Rounding follows the figure as it is written: the significant digits of the rounder value say how
far it may lie from the exact one. Bounds ("at least", "more than") and approximations agree with
all that they allow.
"""

from __future__ import annotations

import math

from rashomon.models import Quantity

__all__ = ["agree", "same_unit", "scaled"]

ABOUT = 0.15
"""Share by which an "about" figure may miss an exact one (226 and "nearly 250" differ by .11).

Named by hand: journalists round to the next ten or hundred; at three digits that is below .1.
"""

_LENGTHS = {
    "millimetre": 0.001,
    "centimetre": 0.01,
    "inch": 0.0254,
    "foot": 0.3048,
    "yard": 0.9144,
    "metre": 1.0,
    "kilometre": 1000.0,
    "mile": 1609.344,
    "nautical mile": 1852.0,
}
_TIMES = {
    "second": 1.0,
    "minute": 60.0,
    "hour": 3600.0,
    "day": 86400.0,
    "week": 604800.0,
    "month": 2629800.0,
    "year": 31557600.0,
    "decade": 315576000.0,
}
_WEIGHTS = {"gram": 0.001, "kilogram": 1.0, "pound": 0.45359237, "tonne": 1000.0, "ton": 907.18474}
_FAMILIES = (_LENGTHS, _TIMES, _WEIGHTS)
_PEOPLE = frozenset(
    "person people man woman child civilian soldier passenger victim resident student worker "
    "officer migrant refugee protester".split()
)
_CONVERTED = 0.12
"""Share by which a figure in another unit may miss ("two miles", "about three kilometres")."""


def scaled(quantity: Quantity) -> tuple[float | None, str | None]:
    """Value and unit, in the base unit of its family where it has one."""
    for family in _FAMILIES:
        factor = family.get(quantity.unit or "")
        if factor is not None and quantity.value is not None:
            return quantity.value * factor, next(k for k, v in family.items() if v == 1.0)
    return quantity.value, quantity.unit


def same_unit(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities can be compared: one unit, or units of one family."""
    return (
        a.unit == b.unit
        or (a.unit in _PEOPLE and b.unit in _PEOPLE)
        or any(a.unit in family and b.unit in family for family in _FAMILIES)
    )


def agree(a: Quantity, b: Quantity) -> bool:
    """Whether both figures can be right; True where one is not known."""
    if a.value is None or b.value is None:
        return True
    low_a, high_a = _range(a, b)
    low_b, high_b = _range(b, a)
    return low_a <= high_b and low_b <= high_a


def _range(quantity: Quantity, other: Quantity) -> tuple[float, float]:
    """The values that a figure allows, in the base unit."""
    value = scaled(quantity)[0] or 0.0
    factor = value / quantity.value if quantity.value else 1.0
    slack = 0.0 if quantity.unit == other.unit else abs(value) * _CONVERTED
    slack = max(slack, _rounding(quantity, other) * factor)
    if quantity.modifier in ("at_least", "over"):
        return value - slack, math.inf
    if quantity.modifier in ("at_most", "under"):
        return -math.inf, value + slack
    if quantity.modifier == "about":
        slack = max(slack, abs(value) * ABOUT)
    upper = quantity.upper * factor if quantity.upper is not None else value
    return value - slack, upper + slack


def _rounding(quantity: Quantity, other: Quantity) -> float:
    """Half of the last significant place, where the other figure is written more exactly.

    A round number of one digit (20, 300) is taken as rounded only if the other one is large
    enough to be worth rounding.
    """
    if quantity.value is None or other.value is None:
        return 0.0
    mine, theirs = _digits(quantity.value), _digits(other.value)
    if mine >= theirs or mine == 0 or (abs(quantity.value) < 1000 and quantity.value % 1 == 0):
        return 0.0
    place = math.floor(math.log10(abs(quantity.value))) - mine + 1
    return 0.5 * 10.0**place


def _digits(value: float) -> int:
    """Significant digits of a value as it would be written."""
    if value == 0:
        return 0
    digits = f"{abs(value):.10g}"
    if "e" in digits:
        digits = digits.split("e", maxsplit=1)[0]
    return len(digits.replace(".", "").strip("0")) or 1
