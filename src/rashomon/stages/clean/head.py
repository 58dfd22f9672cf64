"""What stands before the report: title, summary, dates; and the dateline at its start."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from rashomon.stages.clean.dates import find_moment
from rashomon.stages.clean.endings import ends
from rashomon.stages.clean.kinds import REPORTED_BY, by_score
from rashomon.stages.clean.phrases import AGENCY_LINE, DATELINE
from rashomon.stages.clean.title_candidates import Candidate, candidates, words_of, words_on
from rashomon.stages.clean.titles import find_title
from rashomon.stages.clean.units import Unit

__all__ = ["first_paragraph", "split_dateline", "tell_head"]

SAME_TITLE = 0.7
"""Share of the words of both that a line and a title known from elsewhere have in common."""
NEAR = 8
"""Units before the headline in which a date is still its own."""
DATED = 140
"""Characters of the longest line that is a date and names."""
BY = ("By ", "BY ", "Published", "Updated", "First published", "Last updated", "Posted")
SUMMARY_WORDS = 5
SEPARATING = frozenset(("byline", "caption", "furniture"))


def tell_head(units: list[Unit], title: str | None = None, models: Path | None = None) -> None:
    """Find the title, the summary and the bylines around them.

    Where the title stands glued to something else its units are cut out of the others.

    :param title: the title where it is known from elsewhere; what says the same is it.
    :param models: a folder whose ``titles.json`` stands in for the packaged one.
    """
    first = first_paragraph(units)
    if first is None:
        return
    found = _known(units, first, title) if title else find_title(units, first, models)
    if found is not None:
        added = len(units)
        found = _cut_out(units, found)
        first += (len(units) - added) * (first >= found.first)
    _dated(units, found.first if found else first, first)
    _agencies(units)
    if found is None:
        return
    for unit in units[found.first : found.end]:
        unit.kind, unit.reason = "title", "headline"
    for unit in units[: found.first]:
        if unit.kind in ("heading", "body"):
            unit.kind, unit.reason = "furniture", "before the headline"
    _summary(units, found.end)


def split_dateline(units: list[Unit]) -> None:
    """Cut place, date and agency off the head of the first paragraph."""
    i = next((i for i, unit in enumerate(units) if unit.kind == "body"), None)
    if i is None:
        return
    unit = units[i]
    match = DATELINE.match(unit.text)
    if match and match.end() < len(unit.text):
        rest = unit.text[match.end() :]
        at = unit.end - len(rest)
        units.insert(i + 1, Unit(at, unit.end, rest, unit.line, False, "body", unit.reason))
        unit.text = match[0].rstrip()
        unit.end = unit.start + len(unit.text)
        unit.kind, unit.reason = "dateline", "place and agency"


def first_paragraph(units: Sequence[Unit]) -> int | None:
    """The first sentence of reporting that others follow."""
    first = None
    for i, unit in enumerate(units):
        if unit.kind == "body" and ends(unit.text):
            near = units[i + 1 : i + 6]
            if sum(u.kind == "body" for u in near) >= min(2, len(near)):
                return i
            first = i if first is None else first
    return first


def _known(units: Sequence[Unit], first: int, title: str) -> Candidate | None:
    """What says a known title, a word or the outlet's name more or less."""
    wanted = set(words_of(title))
    best, found = SAME_TITLE, None
    for candidate in candidates(units, first, words_on(units, first)):
        mine = set(words_of(candidate.text))
        alike = len(mine & wanted) / max(1, len(mine | wanted))
        if mine and (alike > best or (alike == best and found is None)):
            best, found = alike, candidate
    return found


def _cut_out(units: list[Unit], found: Candidate) -> Candidate:
    """The headline as units of their own: those at its ends are cut where it begins and stops."""
    first, end = found.first, found.end
    if units[first].start < found.start:
        _split(units, first, found.start)
        first, end = first + 1, end + 1
    if units[end - 1].end > found.stop:
        _split(units, end - 1, found.stop)
    return Candidate(first, end, found.start, found.stop, found.text)


def _split(units: list[Unit], i: int, at: int) -> None:
    """Cut a unit in two; what is no word on either side stays furniture."""
    unit = units[i]
    for start, stop in ((unit.start, at), (at, unit.end)):
        part = unit.text[start - unit.start : stop - unit.start]
        bare = part.strip()
        here = start + len(part) - len(part.lstrip())
        new = Unit(here, here + len(bare), bare, unit.line, kind=unit.kind, reason=unit.reason)
        new.score = unit.score
        new.gap = unit.gap and start == unit.start
        if unit.kind in ("heading", "body") and not ends(bare):
            new.kind, new.reason = "furniture", f"reporting {unit.score:.2f}"
        units.insert(i + (start == at) + 1, new)
    del units[i]


def _dated(units: Sequence[Unit], title: int, first: int) -> None:
    """Short lines with a date around the headline are bylines; those further off are not."""
    low, high = min(title, first) - NEAR, max(title, first) + 3
    for i, unit in enumerate(units):
        near = low <= i <= high
        own = unit.text.startswith(BY) or unit.reason == REPORTED_BY
        if unit.kind == "byline" and not near and not own:
            unit.kind, unit.reason = "furniture", "date far from the headline"
        elif near and by_score(unit) and len(unit.text) < DATED and find_moment(unit.text):
            unit.kind, unit.reason = "byline", "date beside the headline"


def _agencies(units: Sequence[Unit]) -> None:
    """A line beside a byline that is an agency's name belongs to it."""
    for before, unit in pairwise(units):
        for one, other in ((before, unit), (unit, before)):
            if one.kind == "byline" and by_score(other) and AGENCY_LINE.match(other.text):
                other.kind, other.reason = "byline", "an agency beside the byline"


def _summary(units: Sequence[Unit], start: int) -> None:
    """Up to three lines right under the title that something sets apart from the report."""
    at = start
    while at < len(units) and _may_sum_up(units[at]):
        at += 1
    near = units[start:at]
    lines = {unit.line for unit in near}
    apart = at < len(units) and units[at].kind in SEPARATING
    if 1 <= len(lines) <= 3 and apart and sum(u.kind == "body" for u in units[at:]) >= 2:
        for unit in near:
            unit.kind, unit.reason = "summary", "under the headline, set apart"


def _may_sum_up(unit: Unit) -> bool:
    """Whether a unit is reporting, or a sentence that nothing but the model takes for none."""
    sentence = ends(unit.text) and unit.text.count(" ") + 1 >= SUMMARY_WORDS
    return unit.kind == "body" or bool(by_score(unit) and sentence)
