"""Time expressions as pieces of text: a day with its time of day, a stretch with both its ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rashomon.models import Article
from rashomon.stages.annotate.times.atoms import Atom, atoms
from rashomon.stages.annotate.times.no_times import is_time
from rashomon.stages.annotate.tree import Tree

__all__ = ["Piece", "dateline", "pieces_of"]

BESIDE = re.compile(
    r"(?:,?[^\S\n](?:\(?local time\)?,? ?)?(?:(?:on|at|of|about|around|just after|"
    r"just before|shortly after|into"
    r"|shortly before|in)[^\S\n])*(?:the[^\S\n])?)$",
    re.IGNORECASE,
)
"""What stands between a clock time or part of the day and its day."""

TO = re.compile(
    r"[^\S\n]?[-–—][^\S\n]?|[^\S\n](?:to|through|until|till|and)[^\S\n](?:the[^\S\n])?$",
    re.IGNORECASE,
)
WEEK_OF = re.compile(
    r"(?:\bthe[^\S\n])?(?P<u>week|weekend)[^\S\n](?:of|beginning|starting|ending|from|commencing)"
    r"[^\S\n](?:on[^\S\n])?(?:the[^\S\n])?$",
    re.IGNORECASE,
)
CLOCKS = frozenset({"clock", "oclock", "spoken", "daypart"})
DAYS = frozenset(
    {"date", "iso", "numeric", "weekday", "relday", "holiday", "monthday", "narrative", "relative"}
)
LINKED = frozenset(
    {
        "date",
        "weekday",
        "month",
        "year",
        "holiday",
        "relday",
        "monthday",
        "numeric",
        "decade",
        "season",
    }
)
MIXED = frozenset({"date", "month", "year", "season", "decade"})
"""Kinds that begin or end a stretch with one another: "from March 2001 to late 2003"."""


class Piece(NamedTuple):
    """Atoms that make one expression.

    ``clock`` is the time of day in it; ``last`` and ``last_clock`` where it ends; ``week`` tells
    that the week of the day is meant, ``told`` that a
    present beside it tells what was.
    """

    start: int
    end: int
    main: Atom | None
    clock: Atom | None = None
    last: Atom | None = None
    last_clock: Atom | None = None
    week: bool = False
    told: bool = False


def pieces_of(text: str, start: int, end: int, tree: Tree, *, told: bool = False) -> list[Piece]:
    """The expressions of a stretch of text, in order.

    :param told: the present of the stretch tells what was.
    """
    found = [part for atom in atoms(text, start, end) for part in _apart(text, atom)]
    pieces: list[Piece] = []
    for atom in found:
        if not is_time(text, atom, tree):
            continue
        piece = _piece(text, atom)._replace(told=told)
        joined = _joined(text, pieces[-1], piece) if pieces else None
        if joined is not None:
            pieces[-1] = joined
        else:
            pieces.append(piece)
    return pieces


def _piece(text: str, atom: Atom) -> Piece:
    if atom.kind in CLOCKS:
        return Piece(atom.start, atom.end, None, atom)
    if atom.kind == "date":
        week = WEEK_OF.search(text, max(0, atom.start - 24), atom.start)
        if week is not None and week["u"].lower() == "week":
            return Piece(week.start(), atom.end, atom, week=True)
    return Piece(atom.start, atom.end, atom)


def _apart(text: str, atom: Atom) -> Iterator[Atom]:
    """The two days of "3 and 5 May"; "between 3 and 5 May" is one stretch."""
    groups = atom.groups
    link = (groups.get("link") or groups.get("link2") or "").strip().lower()
    if link not in ("and", "or") or _between(text, atom.start):
        yield atom
        return
    first, second = groups["d"] or groups["e"] or "", groups["d2"] or groups["e2"] or ""
    month = groups["m"] or groups["n"]
    base = {**groups, "m": month, "n": None, "d2": None, "e2": None, "e": None}
    base |= {"link": None, "link2": None}
    split = text.index(groups["link"] or groups["link2"] or "", atom.start)
    begin = text.index(second, split)
    yield Atom(atom.start, split, "date", base | {"d": first})
    yield Atom(begin, atom.end, "date", base | {"d": second, "w": None})


def _between(text: str, start: int) -> bool:
    return re.search(r"\bbetween (?:the )?$", text[max(0, start - 14) : start].lower()) is not None


def _joined(text: str, left: Piece, right: Piece) -> Piece | None:
    """Two neighbours as one expression, None where they are two."""
    gap = text[left.end : right.start]
    if len(gap) > 30 or left.last is not None or left.week or right.week:
        return None
    if BESIDE.match(gap) or gap in ("", " "):
        beside = _beside(left, right)
        if beside is not None:
            return beside
    if not TO.fullmatch(gap):
        return None
    apart = gap.strip().lower().startswith("and") and not _between(text, left.start)
    if apart or left.last_clock is not None:
        return None
    if left.clock and right.clock:
        dayparts = left.clock.kind == right.clock.kind == "daypart"
        return (
            None
            if dayparts
            else left._replace(end=right.end, last=right.main, last_clock=right.clock)
        )
    return _stretch_of(left, right, worded="-" not in gap and "–" not in gap)


def _beside(left: Piece, right: Piece) -> Piece | None:
    """A time of day with its day."""
    if left.main is None and right.clock is None and right.main and right.main.kind in DAYS:
        return left._replace(end=right.end, main=right.main)
    if left.clock is None and right.main is None and left.main and left.main.kind in DAYS:
        return left._replace(end=right.end, clock=right.clock)
    if left.last_clock and left.main and right.main and right.main.kind in DAYS:
        return left._replace(end=right.end, last=right.main) if right.clock is None else None
    return None


def _stretch_of(left: Piece, right: Piece, *, worded: bool) -> Piece | None:
    first, second = left.main, right.main
    if first is None or second is None or left.clock is not None or right.clock is not None:
        return None
    linked = first.kind == second.kind and first.kind in LINKED
    mixed = worded and first.kind in MIXED and second.kind in MIXED
    return left._replace(end=right.end, last=second) if linked or mixed else None


def dateline(article: Article) -> list[Piece]:
    """The dates of datelines, which are not parsed."""
    return [
        Piece(atom.start, atom.end, atom)
        for block in article.blocks
        if block.kind == "dateline"
        for atom in atoms(article.text, block.start, block.end)
        if atom.kind in ("date", "iso", "numeric")
    ]
