"""Time expressions of one article, resolved against its day of publication.

An expression's span leaves out the preposition ("Thursday" of "on Thursday"), takes in the part of
the day, the clock time and the zone beside it ("8:10 p.m. ET on Thursday"), and both ends of a
stretch ("March and April", "Monday to Friday"). Weekdays and months without a date are the last
ones before publication, the next where the governing verb looks ahead. Parts of a month and of a
year ("late May") are thirds of them, a week runs from Monday to Sunday, seasons are the
meteorological ones of the northern half. What cannot be resolved has no value and a reason.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from rashomon.models import Article, Parse, Span, TimeExpression
from rashomon.stages.annotate import calendar_
from rashomon.stages.annotate.calendar_ import Stretch
from rashomon.stages.annotate.reference import Reference, reference
from rashomon.stages.annotate.time_atoms import Atom, atoms
from rashomon.stages.annotate.time_relative import NO_DAY, days_of
from rashomon.stages.annotate.time_values import clock_parts, stretch
from rashomon.stages.annotate.tree import Tree

__all__ = ["find", "spans"]

BESIDE = re.compile(
    r"(?:,?[^\S\n](?:\(?local time\)?,? ?)?(?:(?:on|at|of|about|around|just after|"
    r"just before|shortly after"
    r"|shortly before|in)[^\S\n])*(?:the[^\S\n])?)$",
    re.IGNORECASE,
)
"""What stands between a clock time or part of the day and its day."""

TO = re.compile(
    r"[^\S\n]?[-–—][^\S\n]?|[^\S\n](?:to|through|until|till|and)[^\S\n]$",
    re.IGNORECASE,
)
CLOCKS = frozenset({"clock", "oclock", "daypart"})
DAYS = frozenset({"date", "iso", "numeric", "weekday", "relday"})
LINKED = frozenset({"date", "weekday", "month", "year", "clock", "holiday"})
YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|of|until|till|from|during|for|before|after|through|around|circa|"
    r"late|early|mid|"
    r"between|and|to|than|year|spring|summer|autumn|fall|winter|season|the|back|[’']s)|[(,–-])"
    r"[^\S\n]?$",
    re.IGNORECASE,
)
MONTH_BEFORE = re.compile(
    r"\b(?:in|since|by|of|until|till|from|during|for|before|after|through|around|between|and|"
    r"to|this|"
    r"last|next|late|early|mid|each|every|than)(?:[^\S\n]|-)$",
    re.IGNORECASE,
)
NEAR_SENTENCES = 1
"""A time of day or "the previous day" refers to a day told at most one sentence before."""

_TOLD_STEPS = {
    "the previous": -1,
    "the preceding": -1,
    "earlier": -1,
    "the same": 0,
    "the following": 1,
    "the next": 1,
    "later": 1,
}
NAME_LABELS = frozenset("PERSON ORG WORK_OF_ART FAC PRODUCT LAW".split())
NAMED_DAY = re.compile(r"\b(?:Black|Bloody|Good|Palm|Easter|Super|Ash|Cyber|Fat|Holy|The|Cup)[ ]$")


class _Piece(NamedTuple):
    """One or two atoms that make one expression, ``clock`` the time of day in it."""

    start: int
    end: int
    main: Atom | None
    clock: Atom | None = None
    last: Atom | None = None


def find(article: Article, parse: Parse) -> tuple[TimeExpression, ...]:
    """Time expressions in order of the text; they do not overlap."""
    tree = Tree(parse)
    pieces = [
        piece
        for bounds in _stretches(article, parse)
        for piece in _pieces(article.text, *bounds, tree)
    ]
    flat = [atom for piece in pieces for atom in (piece.main, piece.last) if atom]
    return tuple(_resolved(pieces, reference(article, flat), tree))


def spans(text: str, start: int, end: int, tree: Tree) -> Iterator[Span]:
    """Spans of the time expressions of a stretch of text, unresolved."""
    for piece in _pieces(text, start, end, tree):
        yield piece.start, piece.end


def _stretches(article: Article, parse: Parse) -> Iterator[Span]:
    for number in dict.fromkeys(parse.blocks):
        yield article.blocks[number].start, article.blocks[number].end


def _pieces(text: str, start: int, end: int, tree: Tree) -> list[_Piece]:
    found = [atom for atom in atoms(text, start, end) if _is_time(text, atom, tree)]
    pieces: list[_Piece] = []
    for atom in found:
        piece = _Piece(atom.start, atom.end, None if atom.kind in CLOCKS else atom)
        if atom.kind in CLOCKS:
            piece = piece._replace(clock=atom)
        joined = _joined(text, pieces[-1], piece) if pieces else None
        if joined is not None:
            pieces[-1] = joined
        else:
            pieces.append(piece)
    return pieces


def _joined(text: str, left: _Piece, right: _Piece) -> _Piece | None:
    """Two neighbours as one expression, None where they are two."""
    gap = text[left.end : right.start]
    if len(gap) > 30 or left.last is not None or right.last is not None:
        return None
    if BESIDE.match(gap) or gap in ("", " "):
        if left.main is None and right.clock is None and right.main and right.main.kind in DAYS:
            return left._replace(end=right.end, main=right.main)
        if left.clock is None and right.main is None and left.main and left.main.kind in DAYS:
            return left._replace(end=right.end, clock=right.clock)
    first, second = left.main, right.main
    if first and second and left.clock is None and right.clock is None and TO.fullmatch(gap):
        between = gap.strip().lower() == "and" and first.kind in ("weekday", "date")
        apart = between and not text[: left.start].rstrip().lower().endswith("between")
        if first.kind == second.kind and first.kind in LINKED and not apart:
            return left._replace(end=right.end, last=second)
    return None


def _is_time(text: str, atom: Atom, tree: Tree) -> bool:  # noqa: PLR0911 - one return a case
    """Whether words that look like a time are one here: "May" the month, "2024" the year."""
    index = tree.at(atom.start)
    token = tree.tokens[index] if index is not None else None
    before = text[max(0, atom.start - 12) : atom.start]
    if index is None or token is None or token.tag == "MD" or _in_a_name(atom, index, tree):
        return False
    if atom.kind in ("month", "weekday", "season") and token.ent in NAME_LABELS:
        return False
    if atom.kind == "weekday":
        return NAMED_DAY.search(before) is None
    if atom.kind == "month":
        groups = atom.groups
        alone = not (
            groups["y"] or groups["ry"] or groups["rel"] or groups["part"] or groups["part2"]
        )
        return not alone or token.ent == "DATE" or MONTH_BEFORE.search(before) is not None
    if atom.kind == "year":
        return _is_year(text, atom, tree, before)
    if atom.kind == "season":
        groups = atom.groups
        known = groups["y"] or groups["rel"] or groups["part"]
        return bool(known) or (token.tag in ("NN", "NNP") and _in_before(before))
    if atom.kind == "holiday" and atom.groups["n"] == "Christmas":
        return token.dep != "compound"
    return True


def _in_a_name(atom: Atom, index: int, tree: Tree) -> bool:
    """Whether a capital follows on a name: "the Women's March", "USA Today"."""
    token = tree.tokens[index]
    bare = atom.kind == "month" and len(atom.groups["m"] or "") == atom.end - atom.start
    if not (bare or atom.kind == "relday") or not token.text[:1].isupper() or index == 0:
        return False
    previous = tree.tokens[index - 1]
    if previous.tag == "POS" and bare:
        last = index + 1 >= len(tree.tokens)
        return last or tree.tokens[index + 1].pos not in ("NOUN", "PROPN", "ADJ")
    close = previous.sentence == token.sentence and previous.end + 3 > token.start
    return close and previous.tag in ("NNP", "NNPS") and previous.ent not in ("DATE", "TIME")


def _in_before(before: str) -> bool:
    return (
        re.search(r"\b(?:in|during|by|since|until|this|that) (?:the )?$", before.lower())
        is not None
    )


def _is_year(text: str, atom: Atom, tree: Tree, before: str) -> bool:
    year = int(atom.groups["y"] or 0)
    index = tree.at(atom.start)
    following = (
        tree.tokens[index + 1] if index is not None and index + 1 < len(tree.tokens) else None
    )
    if following is not None and following.tag == "NNS" and not 1900 <= year <= 2050:
        return False
    token = tree.tokens[index] if index is not None else None
    if token is not None and token.ent == "DATE":
        return True
    if (
        token is not None
        and token.ent in ("CARDINAL", "QUANTITY", "MONEY", "PERCENT")
        and (following is not None and following.tag == "NNS")
    ):
        return False
    return 1800 <= year <= 2099 and YEAR_BEFORE.search(before) is not None


def _resolved(pieces: list[_Piece], ref: Reference, tree: Tree) -> Iterator[TimeExpression]:
    """Values of an article's expressions, in order."""
    days: list[tuple[int, date]] = []
    values = [_value(piece, ref, tree) for piece in pieces]
    homes = [_sentence(piece.start, tree) for piece in pieces]
    for piece, alone, home in zip(pieces, values, homes, strict=True):
        value = alone
        if piece.main is None and piece.clock is not None:
            value = _timed(piece.clock, _day_told(home, pieces, values, homes) or _last(days, home))
        elif piece.main is not None and piece.main.kind in ("narrative", "relative"):
            value = _from_told(piece.main, alone, _last(days, home))
        day = _single_day(value)
        if day is not None and piece.main is not None:
            days.append((home, day))
        yield TimeExpression(
            start=piece.start,
            end=piece.end,
            value=value.value,
            until=value.until,
            reason=value.reason,
        )


def _single_day(value: Stretch) -> date | None:
    known = value.until is None and len(value.value or "") >= 10
    return calendar_.parse_day(value.value) if known else None


def _day_told(
    home: int, pieces: list[_Piece], values: list[Stretch], homes: list[int]
) -> date | None:
    """The only day that a sentence names."""
    low = bisect_left(homes, home)
    high = bisect_right(homes, home)
    found = {
        day
        for piece, value in zip(pieces[low:high], values[low:high], strict=True)
        if piece.main is not None and (day := _single_day(value)) is not None
    }
    return found.pop() if len(found) == 1 else None


def _last(days: list[tuple[int, date]], home: int) -> date | None:
    """The day that the text told last, in this sentence or the one before."""
    return days[-1][1] if days and home - days[-1][0] <= NEAR_SENTENCES else None


def _from_told(atom: Atom, value: Stretch, day: date | None) -> Stretch:
    """ "The previous day" and "two days later", counted from the day told last."""
    if day is None or atom.groups["u"] != "day":
        return value
    relation = (atom.groups["r"] or "").lower()
    count = 1 if atom.kind == "narrative" else days_of(atom)
    step = _TOLD_STEPS.get(relation)
    if step is None or count is None:
        return value
    shifted = calendar_.shift_days(day, step * count)
    return value if shifted is None else calendar_.day(shifted)


def _sentence(offset: int, tree: Tree) -> int:
    """Number of the sentence at an offset that :func:`_is_time` found a token at."""
    index = tree.at(offset)
    return 0 if index is None else tree.tokens[index].sentence


def _value(piece: _Piece, ref: Reference, tree: Tree) -> Stretch:
    if piece.main is None:
        return Stretch(None, None, NO_DAY)
    index = tree.at(piece.main.start)
    tense = tree.tense(index) if index is not None else ""
    try:
        return _calendar_value(piece, piece.main, ref, tense)
    except (OverflowError, ValueError):
        return Stretch(None, None, "beyond the calendar")


def _calendar_value(piece: _Piece, main: Atom, ref: Reference, tense: str) -> Stretch:
    value = stretch(main, ref, tense)
    if piece.last is not None:
        return _span(value, stretch(_same_year(main, piece.last), ref, tense), piece, ref, tense)
    if piece.clock is not None and value.value is not None and value.until is None:
        return _timed(piece.clock, calendar_.parse_day(value.value))
    return value


def _same_year(first: Atom, last: Atom) -> Atom:
    """The end of a stretch with the year of its start where it has none of its own."""
    if first.kind in ("date", "month") and first.groups["y"] and not last.groups["y"]:
        return last._replace(groups=last.groups | {"y": first.groups["y"]})
    return last


def _span(first: Stretch, last: Stretch, piece: _Piece, ref: Reference, tense: str) -> Stretch:
    """One stretch from the start of one to the end of another."""
    main, end = piece.main, piece.last
    if main and end and main.kind in ("date", "month") and end.groups["y"] and not main.groups["y"]:
        first = stretch(main._replace(groups=main.groups | {"y": end.groups["y"]}), ref, tense)
    if first.value is None or last.value is None:
        return first if first.value is None else last
    until = last.until or last.value
    if until > first.value:
        return Stretch(first.value, until)
    return Stretch(None, None, "ends before it starts")


def _timed(clock: Atom, day: date | None) -> Stretch:
    """A time of day on a day; a part of the day is known to the day only."""
    if day is None:
        return Stretch(None, None, NO_DAY)
    if clock.kind == "daypart":
        exact = {"noon": 12, "midday": 12}.get(clock.groups["r"] or "")
        return Stretch(calendar_.clock(day, exact, 0, None)) if exact else calendar_.day(day)
    parts = clock_parts(clock.groups)
    if parts is None or (clock.kind == "oclock" and not clock.groups["part"]):
        return calendar_.day(day)
    zone = calendar_.zone_offset(clock.groups.get("z") or "", day)
    return Stretch(calendar_.clock(day, *parts, zone))
