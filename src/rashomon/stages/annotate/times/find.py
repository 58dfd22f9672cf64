"""Time expressions of one article, resolved against its day of publication.

An expression's span leaves out the preposition ("Thursday" of "on Thursday"), takes in the part of
the day, the clock time and the zone beside it ("8:10 p.m. ET on Thursday"), and both ends of a
stretch ("March to May", "Monday to Friday"); "March and April" are two. Weekdays, months and
seasons without a date are the last ones before the report, the next where the governing verb looks
ahead; the day of a dateline goes before that of publication. "Early", "late", "the end of" do not
make a value more exact. A week runs from Monday to Sunday, seasons are the meteorological ones of
the northern half. "Two days later" counts from the time told before. What cannot be resolved has
no value and a reason. ``evals/gold/README.md`` has the conventions in full.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from rashomon.models import Article, Parse, Span, TimeExpression
from rashomon.stages.annotate.times import calendar_
from rashomon.stages.annotate.times.atoms import Atom
from rashomon.stages.annotate.times.calendar_ import Stretch
from rashomon.stages.annotate.times.pieces import Piece, dateline, pieces_of
from rashomon.stages.annotate.times.reference import Reference, reference
from rashomon.stages.annotate.times.relative import NO_DAY
from rashomon.stages.annotate.times.tense import outlook
from rashomon.stages.annotate.times.told import COUNTED, Told, from_told
from rashomon.stages.annotate.times.values import clock_parts, stretch
from rashomon.stages.annotate.tree import Tree

__all__ = ["find", "spans"]

HALF = re.compile(r"\b(morning|afternoon|evening|tonight|night)\b", re.IGNORECASE)
BEYOND = "beyond the calendar"
NEAR_CLOCK = 3
"""A time of day refers to a day told at most three sentences before."""


def find(article: Article, parse: Parse) -> tuple[TimeExpression, ...]:
    """Time expressions in order of the text; they do not overlap."""
    tree = Tree(parse)
    pieces = dateline(article)
    pieces += [
        piece
        for start, end, told in _stretches(article, parse)
        for piece in pieces_of(article.text, start, end, tree, told=told)
    ]
    pieces.sort(key=lambda piece: piece.start)
    flat = [atom for piece in pieces for atom in (piece.main, piece.last) if atom]
    ref = reference(article, flat)
    return tuple(_resolved(pieces, ref, tree, article.text))


def spans(text: str, start: int, end: int, tree: Tree) -> Iterator[Span]:
    """Spans of the time expressions of a stretch of text, unresolved."""
    for piece in pieces_of(text, start, end, tree):
        yield piece.start, piece.end


def _stretches(article: Article, parse: Parse) -> Iterator[tuple[int, int, bool]]:
    """The parsed blocks, and whether their present tells what was: a caption's, a headline's."""
    for number in dict.fromkeys(parse.blocks):
        block = article.blocks[number]
        yield block.start, block.end, block.kind in ("caption", "title", "heading")


def _resolved(
    pieces: list[Piece], ref: Reference, tree: Tree, text: str
) -> Iterator[TimeExpression]:
    """Values of an article's expressions, in order."""
    told: list[Told] = []
    values = [_value(piece, ref, tree, text) for piece in pieces]
    homes = [_sentence(piece.start, tree) for piece in pieces]
    for place, piece in enumerate(pieces):
        home, value = homes[place], values[place]
        try:
            if piece.main is None:
                day = _last_day(told, home) or _day_told(home, pieces, values, homes)
                value = _of_day(piece, day, ref, text)
            else:
                value = _from_told(piece, piece.main, value, told, home, text)
            value = _local(value, piece, place, pieces, values)
            if place and piece.main is None:
                value = _same_instant(piece, pieces[place - 1], told, value)
        except (OverflowError, ValueError):
            value = Stretch(None, None, BEYOND)
        if value.value is not None:
            told.append(Told(home, value))
        yield TimeExpression(
            start=piece.start,
            end=piece.end,
            value=value.value,
            until=value.until,
            reason=value.reason,
        )


def _of_day(piece: Piece, day: date | None, ref: Reference, text: str) -> Stretch:
    """A time of day on the day told, else on that of the report."""
    if _is_overnight(piece) and ref.day is not None and ref.exact:
        return calendar_.days(ref.day - timedelta(days=1), ref.day)
    day = day or (ref.day if ref.exact else None)
    return _clocked(piece, day, day, text)


def _from_told(
    piece: Piece, main: Atom, value: Stretch, told: list[Told], home: int, text: str
) -> Stretch:
    """An expression counted from a time told before, where it has no value of its own."""
    if value.value is not None or main.kind not in COUNTED or _of_event(main, text):
        return value
    found = from_told(main, told, home)
    if found is None:
        return value
    return _with_clock(piece, found, text)


def _of_event(atom: Atom, text: str) -> bool:
    """Whether an event is named to count from: "the day after the election"."""
    word = (atom.groups.get("r") or "").lower()
    if atom.kind != "relative" or word not in ("before", "after", "prior"):
        return False
    after = re.match(r"\s(?:to\s)?([\w’']+)(?:\s(\w+))?", text[atom.end : atom.end + 30])
    if after is None:
        return False
    first, second = after[1].lower(), (after[2] or "").lower()
    if first in ("that", "it", "he", "she", "they", "we"):
        return second not in ("had", "") and first != "that"
    return first not in ("and", "but", "when", "in", "on", "at", "was", "were", "had", "by", "as")


def _last_day(told: list[Told], home: int) -> date | None:
    """The last single day that the text told nearby."""
    return next(
        (
            day
            for one in reversed(told)
            if home - one.home <= NEAR_CLOCK and (day := _single_day(one.value)) is not None
        ),
        None,
    )


def _single_day(value: Stretch) -> date | None:
    known = value.until is None and len(value.value or "") >= 10
    return calendar_.parse_day(value.value) if known else None


def _day_told(
    home: int, pieces: list[Piece], values: list[Stretch], homes: list[int]
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


def _sentence(offset: int, tree: Tree) -> int:
    """Number of the sentence at an offset, -1 before the first: in the dateline."""
    index = tree.at(offset)
    if index is None:
        inside = tree.within(offset, offset + 1)
        index = inside.start if 0 < inside.start < len(tree.tokens) else None
    return -1 if index is None else tree.tokens[index].sentence


def _value(piece: Piece, ref: Reference, tree: Tree, text: str) -> Stretch:
    if piece.main is None:
        return Stretch(None, None, NO_DAY)
    if piece.start < (tree.tokens[0].start if tree.tokens else 0) and piece.main.kind == "date":
        tense = "near"
    else:
        tense = _outlook(piece, piece.main, tree, text)
    try:
        return _calendar_value(piece, piece.main, ref, tense, text)
    except (OverflowError, ValueError):
        return Stretch(None, None, BEYOND)


MAIN = ("w", "m", "n", "s", "d", "y", "u", "q", "r")
"""Groups that may hold the main word of an expression, the first that does first."""


def _outlook(piece: Piece, main: Atom, tree: Tree, text: str) -> str:
    word = next((main.groups[key] for key in MAIN if main.groups.get(key)), None)
    place = text.find(word, main.start, main.end) if word else -1
    index = tree.at(place if place >= 0 else main.start)
    return outlook(tree, text, (piece.start, piece.end), index, told=piece.told)


def _calendar_value(piece: Piece, main: Atom, ref: Reference, tense: str, text: str) -> Stretch:
    value = stretch(main, ref, tense)
    if piece.last_clock is not None:
        last = stretch(piece.last, ref, tense) if piece.last else value
        days = calendar_.parse_day(value.value), calendar_.parse_day(last.value)
        return _clocked(piece, *days, text)
    if piece.last is not None:
        return _span(value, stretch(_same_year(main, piece.last), ref, tense), piece, ref, tense)
    if piece.week:
        day = calendar_.parse_day(value.value)
        return calendar_.days(*calendar_.week(day)) if day else value
    return _with_clock(piece, value, text)


def _with_clock(piece: Piece, value: Stretch, text: str) -> Stretch:
    if piece.clock is not None and value.value is not None and value.until is None:
        day = calendar_.parse_day(value.value)
        return _timed(piece.clock, day, _half(piece, text)) if day else value
    return value


def _clocked(piece: Piece, first: date | None, last: date | None, text: str) -> Stretch:
    """The time or times of day of an expression on a day, or from one to another."""
    half = _half(piece, text)
    value = _timed(piece.clock, first, half) if piece.clock else Stretch(None, None, NO_DAY)
    if piece.last_clock is None or value.value is None:
        return value
    clock = piece.clock
    if clock and clock.groups.get("ap") is None and piece.last_clock.groups.get("ap"):
        clock = clock._replace(groups=clock.groups | {"ap": piece.last_clock.groups["ap"]})
        value = _timed(clock, first, half)
    until = _timed(piece.last_clock, last, half)
    if until.value is None or value.value is None:
        return value
    if until.value <= value.value and last is not None:
        until = _timed(piece.last_clock, last + timedelta(days=1), half)
    return Stretch(value.value, until.value)


def _half(piece: Piece, text: str) -> str:
    """The part of the day told in an expression."""
    found = HALF.search(text, piece.start, piece.end)
    return found[1].lower() if found else ""


def _same_year(first: Atom, last: Atom) -> Atom:
    """The end of a stretch with the year of its start where it has none of its own."""
    if first.kind in ("date", "month") and first.groups["y"] and not last.groups["y"]:
        return last._replace(groups=last.groups | {"y": first.groups["y"]})
    return last


def _span(first: Stretch, last: Stretch, piece: Piece, ref: Reference, tense: str) -> Stretch:
    """One stretch from the start of one to the end of another."""
    main, end = piece.main, piece.last
    if main and end and main.kind in ("date", "month") and end.groups["y"] and not main.groups["y"]:
        first = stretch(main._replace(groups=main.groups | {"y": end.groups["y"]}), ref, tense)
    if first.value is None or last.value is None:
        return first if first.value is None else last
    until = last.until or last.value
    if main and until <= first.value and main.kind in ("weekday", "date", "month"):
        earlier = _before(main, until, ref)
        first = earlier if earlier is not None else first
    if until > (first.value or ""):
        return Stretch(first.value, until)
    return Stretch(None, None, "ends before it starts")


def _before(main: Atom, until: str, ref: Reference) -> Stretch | None:
    """The start of a stretch, counted back from its end: "Friday to Sunday", told on a Saturday."""
    day = calendar_.parse_day(until) or calendar_.parse_day(until + "-28")
    if day is None or main.groups.get("y"):
        return None
    return stretch(main, Reference(day, True, day.year), "past")


def _timed(clock: Atom, day: date | None, half: str) -> Stretch:
    """A time of day on a day; a part of the day is known to the day only."""
    if day is None:
        return Stretch(None, None, NO_DAY)
    if clock.kind == "daypart":
        exact = {"noon": 12, "midday": 12}.get((clock.groups["r"] or "").lower())
        return Stretch(calendar_.clock(day, exact, 0, None)) if exact else calendar_.day(day)
    parts = clock_parts(clock.groups, half)
    if parts is None or (clock.kind == "oclock" and not _told_half(clock, half)):
        return calendar_.day(day)
    zone = calendar_.zone_offset(clock.groups.get("z") or "", day)
    return Stretch(calendar_.clock(day, *parts, zone))


def _told_half(clock: Atom, half: str) -> bool:
    return bool(half or clock.groups.get("part") or clock.groups.get("p2"))


def _is_overnight(piece: Piece) -> bool:
    word = piece.clock.groups.get("r") if piece.clock else None
    return (word or "").lower() == "overnight"


def _local(
    value: Stretch, piece: Piece, place: int, pieces: list[Piece], values: list[Stretch]
) -> Stretch:
    """A local time with the offset that the same moment in another zone beside it gives."""
    clock = piece.clock
    if clock is None or "time" not in (clock.groups.get("z") or "").lower():
        return value
    for other in pieces[max(0, place - 1) : place + 2]:
        zoned = other.clock
        if zoned is None or zoned is clock or abs(other.start - piece.end) > GMT_BESIDE:
            continue
        offset = _offset(clock, zoned)
        if offset is not None and len(value.value or "") == 16:
            return value._replace(value=f"{value.value}:00{offset}")
    return value


def _same_instant(piece: Piece, before: Piece, told: list[Told], value: Stretch) -> Stretch:
    """Greenwich time behind a local time on its day: the same moment, maybe of another day."""
    zone = _zone_of(piece)
    last = told[-1].value.value if told else None
    near = 0 <= piece.start - before.end <= GMT_BESIDE and "time" in _zone_of(before)
    if zone not in ("gmt", "utc") or not near or last is None or len(last) < 25:
        return value
    moment = datetime.fromisoformat(last).astimezone(UTC)
    return Stretch(moment.isoformat(timespec="seconds"))


def _zone_of(piece: Piece) -> str:
    return (piece.clock.groups.get("z") or "").lower() if piece.clock else ""


GMT_BESIDE = 12
"""Code points between a local time and the same moment in another zone, at most."""


def _offset(local: Atom, zoned: Atom) -> str | None:
    """Local time less Greenwich time, to the quarter of an hour, None where it is no zone's."""
    if (zoned.groups.get("z") or "").lower() not in ("gmt", "utc"):
        return None
    mine, theirs = clock_parts(local.groups), clock_parts(zoned.groups)
    if mine is None or theirs is None:
        return None
    minutes = (mine[0] - theirs[0]) * 60 + mine[1] - theirs[1]
    minutes = (minutes + 720) % 1440 - 720
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
