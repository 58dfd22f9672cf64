"""What stands before the report: title, summary, dates; and the dateline at its start."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rashomon.stages.clean.dates import find_moment
from rashomon.stages.clean.kinds import ENDS, REPORTED_BY, by_score
from rashomon.stages.clean.phrases import AGENCY_LINE, DATELINE
from rashomon.stages.clean.units import Unit

__all__ = ["first_paragraph", "split_dateline", "tell_head"]

TITLE_WORDS = (3, 30)
TITLE_SENTENCES = 3
REACH = 60
"""Units before the first paragraph among which the title is looked for."""
MIN_TITLE = 0.25
"""Score below which no line is called the title."""
STOPPED_WORDS = 18
"""Words of a line with a full stop that may still be a headline, where it stands apart."""
FULL_TITLE = 8
"""Words from which a headline's shared words count in full."""
DISTANCE = 0.002
COPY = 0.2
FOLLOWED = 0.0
FIRST_LINE = 0.15
STOPPED = 0.25
LATE = 0.3
"""Weights of the score, set with ``evals/tune_titles.py`` on the dumps of every second outlet:
a unit further from the report; a second copy; the report follows at once; nothing but buttons
before; a full stop; a place behind the first paragraph."""
SAME_TITLE = 0.7
"""Share of the words of both that a line and a title known from elsewhere have in common."""
NEAR = 8
"""Units before the headline in which a date is still its own."""
DATED = 140
"""Characters of the longest line that is a date and names."""
BY = ("By ", "BY ", "Published", "Updated", "First published", "Last updated", "Posted")
WORD = re.compile(r"\w{3,}")
MENU = re.compile(r"\S(?:\s{2,}|\s[|·•›]\s)\S.*\S(?:\s{2,}|\s[|·•›]\s)\S")
"""Three entries side by side, wide spaces or bars between them."""
SUMMARY_WORDS = 5
SEPARATING = frozenset(("byline", "caption", "furniture"))
FOLLOWING = frozenset(("body", "byline", "caption"))
TITLE_KINDS = frozenset(("heading", "furniture", "body"))


@dataclass(frozen=True)
class _Line:
    """A line that may be the headline: its units ``first`` to ``end`` and its text."""

    first: int
    end: int
    text: str


def tell_head(units: Sequence[Unit], title: str | None = None) -> None:
    """Find the title, the summary and the bylines around them.

    :param title: the title where it is known from elsewhere; a line that says the same is it.
    """
    first = first_paragraph(units)
    if first is None:
        return
    found = _title(units, first, title)
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
    body = [i for i, u in enumerate(units) if u.kind == "body" and ENDS.search(u.text)]
    for i in body:
        near = units[i + 1 : i + 6]
        if sum(u.kind == "body" for u in near) >= min(2, len(near)):
            return i
    return body[0] if body else None


def _title(units: Sequence[Unit], first: int, known: str | None) -> _Line | None:
    if known is not None:
        lines = _lines(units, 0, min(first + 5, len(units)))
        return next((line for line in lines if _alike(line.text, known)), None)
    said = Counter(w for u in units[first:] if u.kind == "body" for w in _words(u.text))
    copies = Counter(unit.text for unit in units)
    best, found = MIN_TITLE, None
    for line in _lines(units, max(0, first - REACH), min(first + 2, len(units))):
        score = _title_score(units, line, first, said, copies)
        if score > best:
            best, found = score, line
    return found


def _lines(units: Sequence[Unit], low: int, high: int) -> Iterator[_Line]:
    """Lines of few sentences that begin between two units."""
    for i in range(low, high):
        if i and units[i - 1].line == units[i].line:
            continue
        end = i + 1
        while end < len(units) and units[end].line == units[i].line:
            end += 1
        if end - i <= TITLE_SENTENCES:
            yield _Line(i, end, " ".join(unit.text for unit in units[i:end]))


def _title_score(
    units: Sequence[Unit], line: _Line, first: int, said: Counter[str], copies: Counter[str]
) -> float:
    """How well a line fits as the headline of the paragraphs from ``first`` on, to about 1."""
    words = line.text.split()
    content = _words(line.text)
    if not content or not _may_be_title(units, line, len(words), len(content)):
        return 0.0
    shared = sum(word in said for word in content) / len(content)
    score = shared * min(1.0, len(words) / FULL_TITLE) - DISTANCE * max(0, first - line.first)
    if line.end < len(units) and units[line.end].kind in FOLLOWING:
        score += FOLLOWED
        if all(u.kind == "furniture" and not by_score(u) for u in units[: line.first]):
            score += FIRST_LINE
    if copies[line.text] > 1:
        score += COPY
    if ENDS.search(line.text) and not line.text.endswith("?"):
        if len(words) > STOPPED_WORDS or not _apart(units, line.end):
            return 0.0
        score -= STOPPED
    return score - LATE if line.first > first else score


def _may_be_title(units: Sequence[Unit], line: _Line, words: int, content: int) -> bool:
    own = units[line.first : line.end]
    if MENU.search(line.text):
        return False
    if any(u.kind not in TITLE_KINDS or u.reason in ("wording", "button") for u in own):
        return False
    if not TITLE_WORDS[0] <= words <= TITLE_WORDS[1] or line.text.endswith((",", ":")):
        return False
    return content >= 6 or find_moment(line.text) is None


def _apart(units: Sequence[Unit], end: int) -> bool:
    """Whether something else than reporting stands between a line and the next paragraph."""
    after = next((j for j in range(end, len(units)) if units[j].kind == "body"), end)
    return any(unit.kind in SEPARATING for unit in units[end:after])


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
    sentence = ENDS.search(unit.text) and unit.text.count(" ") + 1 >= SUMMARY_WORDS
    return unit.kind == "body" or bool(by_score(unit) and sentence)


def _alike(line: str, title: str) -> bool:
    """Whether a line says a known title, a word or the outlet's name more or less."""
    mine, wanted = set(_words(line)), set(_words(title))
    return bool(mine) and len(mine & wanted) >= SAME_TITLE * len(mine | wanted)


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())
