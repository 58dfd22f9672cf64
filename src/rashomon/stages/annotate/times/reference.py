"""The day that an article's relative times count from."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import NamedTuple

from rashomon.models import Article
from rashomon.stages.annotate.quantities import numbers_
from rashomon.stages.annotate.times import calendar_
from rashomon.stages.annotate.times.atoms import Atom

__all__ = [
    "Reference",
    "day_number",
    "full_year",
    "month_number",
    "numeric_order",
    "reference",
    "written_day",
]

NEAR_DAYS = 3
"""A weekday is taken as the day nearest to a date found in the text, which is within three days."""

FIT_YEARS = 5
"""Years tried for a weekday and a day without one; a date has its weekday again after 5 to 6."""

FILED_DAYS = 31
"""A dateline is at most this many days older than the publication; an older one names no day of
the report. Set by hand: agency copy is printed within days, a monthly within the month."""

DATED_KINDS = frozenset({"byline", "dateline"})


class Reference(NamedTuple):
    """``day`` and where it comes from; ``exact`` where it is the day of publication.

    A day that only the body or the captions give is the day of the happening rather than of the
    report: weekdays, months and years are counted from it, "yesterday" and "last night" are not.
    ``year`` is known where ``day`` is, and from a publication time that has no day.
    """

    day: date | None
    exact: bool
    year: int | None


def reference(article: Article, found: list[Atom]) -> Reference:
    """The reference of an article.

    :param found: the atoms of its blocks. A dateline's day counts as that of the report, as agency
        copy is published a day or more later elsewhere. Without ``published``, a full date in the
        byline or dateline counts as the day of publication; else the full date that the rest
        gives most often, and more than once, counts as the day of the happening, if it is given
        at least as often as all others together. Where no date is full, a weekday with day and
        month ("Thursday, May 16") gives the year, if only one of the years after the last one
        named fits.
    """
    published = calendar_.parse_day(article.published)
    if published is not None:
        filed = _filed(article, published) or published
        return Reference(filed, True, filed.year)
    year = re.match(r"\d{4}", article.published or "")
    if year is not None:
        return Reference(None, False, int(year[0]))
    counts = Counter(day for atom in found if (day := written_day(atom)) is not None)
    head = _head_day(article)
    if head is not None:
        return Reference(head, True, head.year)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if (
        ranked
        and ranked[0][1] > 1
        and 2 * ranked[0][1] >= sum(counts.values())
        and (len(ranked) == 1 or ranked[0][1] > ranked[1][1])
    ):
        return Reference(ranked[0][0], False, ranked[0][0].year)
    fitting = None if ranked else _fitting_day(found)
    return Reference(fitting, False, fitting.year if fitting else None)


def _filed(article: Article, published: date) -> date | None:
    """The day of the dateline, where it is one of the last days before publication."""
    from rashomon.stages.annotate.times.atoms import atoms

    for block in article.blocks:
        if block.kind == "dateline":
            for atom in atoms(article.text, block.start, block.end):
                years = (published.year, published.year - 1)
                days = [written_day(_of_year(atom, year)) for year in years]
                for day in days:
                    if day is not None and -1 <= (published - day).days <= FILED_DAYS:
                        return day
    return None


def _of_year(atom: Atom, year: int) -> Atom:
    if atom.kind != "date" or atom.groups["y"]:
        return atom
    return atom._replace(groups=atom.groups | {"y": str(year)})


def _fitting_day(found: list[Atom]) -> date | None:
    """The day of "Thursday, May 16" in the only year that fits, None where it is open."""
    years = [int(y) for atom in found if (y := atom.groups.get("y")) and y.isdigit()]
    if not years:
        return None
    days = {
        day
        for atom in found
        if atom.kind == "date" and atom.groups["w"]
        for year in range(max(years), max(years) + FIT_YEARS)
        if (day := _weekday_fits(atom, year)) is not None
    }
    return days.pop() if len(days) == 1 else None


def _weekday_fits(atom: Atom, year: int) -> date | None:
    day = written_day(atom._replace(groups=atom.groups | {"y": str(year)}))
    name = (atom.groups["w"] or "").lower()[:3]
    return day if day is not None and calendar_.WEEKDAYS[day.weekday()].startswith(name) else None


def _head_day(article: Article) -> date | None:
    """The only full date of the byline and dateline blocks."""
    from rashomon.stages.annotate.times.atoms import atoms

    found = {
        day
        for block in article.blocks
        if block.kind in DATED_KINDS
        for atom in atoms(article.text, block.start, block.end)
        if (day := written_day(atom)) is not None
    }
    return found.pop() if len(found) == 1 else None


def written_day(atom: Atom) -> date | None:
    """The day of an atom that gives day, month and year in full; None for every other."""
    groups = atom.groups
    if atom.kind == "date" and groups["y"]:
        name = groups["m"] or groups["n"] or ""
        number = day_number(groups["d"] or groups["e2"] or groups["e"] or "")
        return calendar_.make_day(int(groups["y"]), month_number(name), number)
    if atom.kind == "iso":
        return calendar_.make_day(*(int(groups[key] or 0) for key in ("y", "m", "d")))
    if atom.kind == "numeric":
        order = numeric_order(groups)
        return None if order is None else calendar_.make_day(full_year(groups["y"] or ""), *order)
    return None


def numeric_order(groups: dict[str, str | None]) -> tuple[int, int] | None:
    """Month and day of "16.05.2024"; None where slashes leave them open. Dots put the day first."""
    first, second = int(groups["a"] or 0), int(groups["b"] or 0)
    if groups.get("w"):
        return _order_of_weekday(groups, first, second)
    if first > 12 or groups["s"] == "." or first == second:
        return second, first
    return (first, second) if second > 12 else None


def _order_of_weekday(groups: dict[str, str | None], a: int, b: int) -> tuple[int, int] | None:
    """The one order in which a numeric date falls on the weekday beside it."""
    year, start = full_year(groups["y"] or ""), (groups["w"] or "").lower()[:3]
    orders = {
        order
        for order in ((b, a), (a, b))
        if (day := calendar_.make_day(year, *order)) is not None
        and calendar_.WEEKDAYS[day.weekday()].startswith(start)
    }
    return orders.pop() if len(orders) == 1 else None


def full_year(written: str) -> int:
    """Four digits of "2019", "98", "’19": two digits are of the hundred years up to 2049."""
    plain = written.lstrip("'’")
    number = int(plain)
    return number if len(plain) == 4 else number + (1900 if number >= 50 else 2000)


def day_number(words: str) -> int:
    """The day of the month of "3", "3rd", "third", "twenty-first"; 0 where it is none."""
    digits = re.match(r"\d+", words)
    if digits is not None:
        return int(digits[0])
    tens, _, ones = words.lower().rpartition("-")
    return numbers_.ORDINALS.get(ones, 0) + {"": 0, "twenty": 20, "thirty": 30}.get(tens, 0)


def month_number(name: str) -> int:
    """1 to 12 from a month's name or its abbreviation."""
    start = name.lower()[:3]
    return next(n + 1 for n, month in enumerate(calendar_.MONTHS) if month.startswith(start))
