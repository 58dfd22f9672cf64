"""What stands before the report: title, summary; and the dateline at its start."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rashomon.clean.dates import find_moment
from rashomon.clean.kinds import ENDS, alone
from rashomon.clean.phrases import DATELINE
from rashomon.clean.units import Unit

__all__ = ["split_dateline", "tell_head"]

TITLE_WORDS = (3, 30)
REACH = 60
"""Units before the first paragraph among which the title is looked for."""
MIN_TITLE = 0.25
"""Score below which no line is called the title."""
STOPPED_WORDS = 18
"""Words of a line with a full stop that may still be a headline, where it stands apart."""
FIRST_LINE = 0.25
"""Added for the first line that is not furniture by its wording."""
NEAR = 8
"""Units before the headline in which a date is still its own."""
DATED = 140
"""Characters of the longest line that is a date and names."""
BY = ("By ", "BY ", "Published", "Updated", "First published", "Last updated", "Posted")
WORD = re.compile(r"\w{3,}")
SEPARATING = frozenset(("byline", "caption", "furniture"))


def tell_head(units: Sequence[Unit], title: str | None = None) -> None:
    """Find the title and the summary.

    :param title: the title where it is known from elsewhere; a line that says the same is it.
    """
    single = alone(units)
    first = _first_paragraph(units)
    if first is None:
        return
    place = _title(units, single, first, title)
    _dated(units, first if place is None else place, first)
    if place is None:
        return
    units[place].kind, units[place].reason = "title", "headline"
    for unit in units[:place]:
        if unit.kind in ("heading", "body"):
            unit.kind, unit.reason = "furniture", "before the headline"
    _summary(units, place)


def split_dateline(units: list[Unit]) -> None:
    """Cut place, date and agency off the head of the first paragraph."""
    for i, unit in enumerate(units):
        if unit.kind == "body":
            match = DATELINE.match(unit.text)
            if match and match.end() < len(unit.text):
                rest = unit.text[match.end() :]
                at = unit.end - len(rest)
                units.insert(i + 1, Unit(at, unit.end, rest, unit.line, False, "body", unit.reason))
                unit.text = match[0].rstrip()
                unit.end = unit.start + len(unit.text)
                unit.kind, unit.reason = "dateline", "place and agency"
            return


def _first_paragraph(units: Sequence[Unit]) -> int | None:
    """The first sentence of reporting that others follow."""
    body = [i for i, u in enumerate(units) if u.kind == "body" and ENDS.search(u.text)]
    for i in body:
        near = units[i + 1 : i + 6]
        if sum(u.kind == "body" for u in near) >= min(2, len(near)):
            return i
    return body[0] if body else None


def _title(
    units: Sequence[Unit], single: Sequence[bool], first: int, known: str | None
) -> int | None:
    if known is not None:
        wanted = _words(known)
        same = (i for i in range(min(first + 5, len(units))) if _words(units[i].text) == wanted)
        return next(same, None)
    said = Counter(w for u in units[first:] if u.kind == "body" for w in _words(u.text))
    copies = Counter(unit.text for unit in units)
    best, place = MIN_TITLE, None
    for i in range(max(0, first - REACH), min(first + 2, len(units))):
        if single[i]:
            score = _title_score(units, i, first, said, copies)
            if score > best:
                best, place = score, i
    return place


def _title_score(
    units: Sequence[Unit], i: int, first: int, said: Counter[str], copies: Counter[str]
) -> float:
    """How well a line fits as the headline of the paragraphs from ``first`` on, to about 1."""
    unit = units[i]
    words = unit.text.split()
    if unit.kind not in ("heading", "furniture", "body") or unit.reason in ("wording", "button"):
        return 0.0
    if not TITLE_WORDS[0] <= len(words) <= TITLE_WORDS[1] or unit.text.endswith((",", ":")):
        return 0.0
    content = _words(unit.text)
    if not content:
        return 0.0
    shared = sum(word in said for word in content) / len(content)
    score = shared * min(1.0, len(words) / 7) - 0.006 * max(0, first - i)
    if all(u.kind == "furniture" and not u.reason.startswith("reporting") for u in units[:i]):
        score += FIRST_LINE
    if copies[unit.text] > 1:
        score += 0.1
    if ENDS.search(unit.text) and not unit.text.endswith("?"):
        score -= 0.15 if _apart(units, i) and len(words) <= STOPPED_WORDS else 1.0
    if i > first:
        score -= 0.3
    return score


def _apart(units: Sequence[Unit], i: int) -> bool:
    """Whether something else than reporting stands between a line and the next paragraph."""
    after = next((j for j in range(i + 1, len(units)) if units[j].kind == "body"), i)
    return any(unit.kind in SEPARATING for unit in units[i + 1 : after])


def _dated(units: Sequence[Unit], title: int, first: int) -> None:
    """Short lines with a date around the headline are bylines; those further off are not."""
    low, high = min(title, first) - NEAR, max(title, first) + 3
    for i, unit in enumerate(units):
        near = low <= i <= high
        if unit.kind == "byline" and not near and not unit.text.lstrip().startswith(BY):
            unit.kind, unit.reason = "furniture", "date far from the headline"
        elif near and unit.kind == "furniture" and unit.reason.startswith("reporting"):
            if len(unit.text) < DATED and find_moment(unit.text):
                unit.kind, unit.reason = "byline", "date beside the headline"


def _summary(units: Sequence[Unit], title: int) -> None:
    """Up to three lines right under the title that something sets apart from the report."""
    at = title + 1
    while at < len(units) and units[at].kind == "body":
        at += 1
    near = units[title + 1 : at]
    lines = {unit.line for unit in near}
    apart = at < len(units) and units[at].kind in SEPARATING
    if 1 <= len(lines) <= 3 and apart and sum(u.kind == "body" for u in units[at:]) >= 2:
        for unit in near:
            unit.kind, unit.reason = "summary", "under the headline, set apart"


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())
