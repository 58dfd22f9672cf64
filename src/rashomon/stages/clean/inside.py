"""Lines among the paragraphs that are no paragraphs: captions and sub-headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.stages.clean.endings import ends
from rashomon.stages.clean.kinds import alone, by_score
from rashomon.stages.clean.phrases import SAYING
from rashomon.stages.clean.units import Unit

__all__ = ["tell_inside"]

ENDS_WITH_DATE = re.compile(
    r"(?:\b(?:19|20)\d\d|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|\b[A-Z][a-z]{2,8}\.? \d{1,2})$"
)
POST = re.compile(r"\(@\w+\)\s+\w+ \d{1,2}, \d{4}$|(?:pic\.twitter\.com|https?://t\.co)/\w+$")
"""The end of a quoted post of a social network."""
SHARING = re.compile(
    r"\W*(?:(?:(?:share|post)(?:\s(?:this|on|via|article|story))*|facebook|twitter|tweet|print|e?-?mail"
    r"|whatsapp|linkedin|reddit|telegram|copy link|x)\b\W*)+$|\W*advertisement\W*$",
    re.I,
)
"""Buttons to share and places of advertisements: what follows them has nothing to do with them."""
OPENING = frozenset('“"‘«„')
PUNCTUATED = 0.8
"""Share of single-sentence paragraphs with a full stop from which a line without one stands out."""
CAPTION_WORDS = 9
"""A line without a full stop of as many words is a sentence, and no sub-heading."""
BESIDE = frozenset(("body", "caption"))
BEFORE = BESIDE | {"heading"}
SENTENCE_LOWER = 0.2
"""Share of words in lower case from which a line reads like a sentence and not like a list."""
FAINT = 0.1
"""Probability to be reporting below which a short line is no sub-heading."""


def tell_inside(units: Sequence[Unit]) -> None:
    """Tell captions and sub-headings among the lines between the paragraphs."""
    single = alone(units)
    body = [i for i, unit in enumerate(units) if unit.kind == "body"]
    if not body:
        return
    if _punctuated(units, single):
        for i in range(body[0], len(units)):
            if single[i] and units[i].kind in ("body", "heading"):
                _open_line(units[i])
            elif single[i] and units[i].kind == "furniture" and i < body[-1]:
                _set_aside(units, i)
    _neighbours(units, single)
    for unit in units[body[-1] + 1 :]:
        if unit.kind == "heading":
            unit.kind, unit.reason = "furniture", "after the last paragraph"


def _punctuated(units: Sequence[Unit], single: Sequence[bool]) -> bool:
    """Whether paragraphs of this text end with a full stop."""
    long = [u for u, own in zip(units, single, strict=True) if own and u.kind == "body"]
    rest = sum(1 for u, own in zip(units, single, strict=True) if not own and u.kind == "body")
    stopped = sum(1 for unit in long if ends(unit.text))
    return stopped + rest > PUNCTUATED * (len(long) + rest) / (1 + PUNCTUATED)


def _open_line(unit: Unit) -> None:
    if ends(unit.text) or unit.text.endswith((",", ":", ";", "—", "-", "–")):
        return
    if POST.search(unit.text):
        unit.kind, unit.reason = "body", "a post quoted in the report"
        return
    if unit.text[0] in OPENING or SAYING.search(unit.text):
        return
    if unit.text.count(" ") + 1 > CAPTION_WORDS + 5 or ENDS_WITH_DATE.search(unit.text):
        unit.kind, unit.reason = "caption", "a sentence without full stop among paragraphs"


def _set_aside(units: Sequence[Unit], i: int) -> None:
    """A line between paragraphs that the model takes for no reporting, though nothing in its
    wording is a button's: a caption if it reads like a sentence or stands among captions, a
    sub-heading if it stands alone between two paragraphs."""
    unit, after = units[i], units[i + 1]
    before = next((u for u in reversed(units[:i]) if not SHARING.match(u.text)), units[0])
    if not by_score(unit):
        return
    words = unit.text.split()
    lower = sum(word[0].islower() for word in words) / len(words)
    if len(words) >= CAPTION_WORDS and lower >= SENTENCE_LOWER:
        if before.kind in BEFORE and (after.kind in BESIDE or by_score(after)):
            unit.kind, unit.reason = "caption", "a sentence without full stop among paragraphs"
    elif (
        before.kind in BESIDE
        and after.kind == "body"
        and 2 <= len(words) <= 8
        and unit.score >= FAINT
    ):
        unit.kind, unit.reason = "heading", "alone between paragraphs"


def _neighbours(units: Sequence[Unit], single: Sequence[bool]) -> None:
    """A heading stands before a paragraph; beside captions it is one of them."""
    for i in range(len(units) - 1, -1, -1):
        unit = units[i]
        if unit.kind != "heading":
            continue
        before = units[i - 1].kind if i else None
        after = units[i + 1].kind if i + 1 < len(units) else None
        if after == "caption" or (before == "caption" and after not in ("body", "heading")):
            unit.kind, unit.reason = "caption", "among captions"
        elif before == "caption" and unit.text.count(" ") + 1 >= CAPTION_WORDS:
            unit.kind, unit.reason = "caption", "a sentence among captions"
