"""What is measured of a stretch of text that may be the headline."""

from __future__ import annotations

import functools
import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.stages.clean.dates import YEAR, find_moments
from rashomon.stages.clean.endings import ends
from rashomon.stages.clean.kinds import by_score
from rashomon.stages.clean.phrases import BYLINE
from rashomon.stages.clean.title_candidates import (
    BY,
    REACH,
    Candidate,
    Words,
    is_menu,
    size_of,
    words_of,
)
from rashomon.stages.clean.units import Unit

__all__ = ["NAMES", "features"]

GLUED = re.compile(r"[a-zß-ÿ][A-ZÀ-Þ]|\d[A-ZÀ-Þ][a-z]|[^\W\d_]{3,}\d{4}")
"""A word glued to the next, as menus are by scrapers."""
GLUED_LETTERS = re.compile(r"[a-zß-ÿ][A-ZÀ-Þ]")
"""All that it finds where there is no figure."""
NO_FIGURES = {ord(figure): None for figure in "0123456789"}
LIKE = (4, 26)
"""Words of a line that is like a headline."""
LIKE_SHARED = 0.4
"""Share of its words that the report has."""
SENTENCE = 7
"""Words of the shortest sentence that is more than a caption's or a button's."""
WORDED = frozenset(("wording", "button"))
ASIDE = frozenset(("caption", "byline"))
HEADING = {"heading"}
DATED = 160
"""Characters of the longest unit that is a date line or a byline."""
_WORDED = (
    "bias", "shared", "shared_lead", "unsaid", "size", "short", "long", "stopped", "asking",
    "open_end", "lower_start", "quote", "caps", "upper", "menu", "digits", "commas", "holds_date",
    "glued", "doubled", "unsaid_start", "unsaid_end",
)  # fmt: skip
_PLACED = (
    "distance", "behind", "copies", "inside_others", "whole", "cut_left", "cut_right", "cut_bar",
    "first_line", "from_start",
)  # fmt: skip
_BESIDE = (
    "byline", "next_date", "next_body", "next_sentence", "next_caption", "next_button",
    "next_like", "next_like_longer", "before_like", "before_like_longer", "before_date",
    "before_short", "soon_dated", "all_furniture", "gap",
)  # fmt: skip
_KINDS = ("score", "worded", "credit", "heading")
NAMES = (*_WORDED, *_PLACED, *_BESIDE, "best_shared", "earliest", "top", *_KINDS)
"""Names of the features, in their order."""


DATES_KEPT = 1024
"""Short texts with a year of which it is remembered whether they hold a date."""


@dataclass(frozen=True)
class _Page:
    """What is the same for all candidates of a page."""

    units: Sequence[Unit]
    first: int
    said: frozenset[str]
    lead: frozenset[str]
    runs: Counter[tuple[str, ...]]
    copies: Counter[str]
    dated: Sequence[int]
    furnished: int
    likes: dict[str, bool] = field(default_factory=dict)


def features(
    units: Sequence[Unit], first: int, told: Words, found: Sequence[Candidate]
) -> list[tuple[float, ...]]:
    """One row of :data:`NAMES` for each candidate."""
    page = _Page(
        units,
        first,
        told.said,
        told.lead,
        told.runs,
        Counter([u.text for u in units]),
        _dated(units, max(0, first - REACH), min(len(units), first + 8)),
        next((i for i, u in enumerate(units) if u.kind != "furniture" or by_score(u)), len(units)),
    )
    contents = [words_of(c.text) for c in found]
    shares = [_share(content, page.said) for content in contents]
    best = max(shares, default=0.0)
    reached, top = False, False
    rows: list[tuple[float, ...]] = []
    for candidate, content, share in zip(found, contents, shares, strict=True):
        words = candidate.text.split()
        early = share >= 0.5 and not reached
        reached = reached or share >= 0.5
        like = _like(candidate.text, page)
        first_like = like and not top and not candidate.left
        top = top or like
        rows.append(
            (
                *_worded(candidate.text, words, content, share, page),
                *_placed(candidate, words, page),
                *_beside(candidate, page),
                share >= best - 0.05,
                early,
                first_like,
                *_kinds(candidate, page),
            )
        )
    return rows


def _share(words: Sequence[str], said: frozenset[str]) -> float:
    return sum(map(said.__contains__, words)) / len(words) if words else 0.0


def _like(text: str, page: _Page) -> bool:
    """Whether a text is like a headline; of its neighbours too each text is asked."""
    found = page.likes.get(text)
    if found is None:
        found = page.likes[text] = _is_like(text, page)
    return found


def _is_like(text: str, page: _Page) -> bool:
    """Whether a text is of a headline's length, not a sentence, in the report's words."""
    if not LIKE[0] <= size_of(text) <= LIKE[1] or (ends(text) and text[-1] != "?"):
        return False
    return _share(words_of(text), page.said) >= LIKE_SHARED and not is_menu(text)


def _worded(
    text: str, words: Sequence[str], content: Sequence[str], share: float, page: _Page
) -> tuple[float, ...]:
    size = size_of(text)
    count = len(words)
    figures = _figures(text)
    asking = text.endswith("?")
    return (
        1.0,
        share * min(1.0, size / 8),
        _share(content, page.lead) * min(1.0, size / 8),
        min(6.0, (1 - share) * len(content)) / 3,
        math.log(size),
        max(0.0, 5 - size) / 3,
        max(0.0, size - 16) / 8,
        not asking and ends(text),
        asking,
        text[-1] in ",;:" or text.endswith(("…", "...")),
        text[0].islower(),
        text[0] in "“\"„«‘'",
        [word[0].isupper() for word in words].count(True) / count,
        [len(word) > 1 and word.isupper() for word in words].count(True) / count,
        is_menu(text),
        figures / len(text),
        text.count(",") / count,
        _holds_date(text),
        min(3, len((GLUED if figures else GLUED_LETTERS).findall(text))),
        count > 3 and _doubled(words),
        _share(content[:2], page.said) < 1,
        _share(content[-2:], page.said) < 1,
    )


def _figures(text: str) -> int:
    """How many characters are figures."""
    if text.isascii():
        return len(text) - len(text.translate(NO_FIGURES))
    return sum(map(str.isdigit, text))


def _doubled(words: Sequence[str]) -> bool:
    """Whether the second half of the words holds the first."""
    half = len(words) // 2
    return " ".join(words[:half]) in " ".join(words[half:])


def _holds_date(text: str) -> bool:
    return YEAR.search(text) is not None and (_dates if len(text) > DATED else _kept_dates)(text)


def _dates(text: str) -> bool:
    return next(find_moments(text), None) is not None


_kept_dates = functools.lru_cache(maxsize=DATES_KEPT)(_dates)


def _placed(candidate: Candidate, words: Sequence[str], page: _Page) -> tuple[float, ...]:
    own = [page.runs[run] for run in zip(words, words[1:], words[2:], strict=False)]
    copies = page.copies[candidate.text]
    return (
        min(40, max(0, page.first - candidate.first)) / 10,
        candidate.first >= page.first,
        min(3, copies) - 1 if copies else 0.0,
        min(3, min(own) - 1) if own else 0.0,
        not candidate.left and not candidate.right,
        candidate.left,
        candidate.right,
        candidate.bar,
        candidate.first == 0,
        min(60, candidate.first) / 20,
    )


def _beside(candidate: Candidate, page: _Page) -> tuple[float, ...]:
    units = page.units
    before, after = _around(candidate, units)
    text, kind, reason = after
    at = bisect_left(page.dated, candidate.end)
    later = page.dated[at] if at < len(page.dated) else None
    size = size_of(candidate.text)
    like = bool(text) and _like(text, page) and not _alike(text, candidate.text)
    above = bool(before) and _like(before, page) and not _alike(before, candidate.text)
    return (
        bool(BYLINE.match(candidate.text)),
        kind == "byline" or bool(BY.match(" " + text, 1)) or _dated_at_head(text),
        kind == "body",
        ends(text) and text.count(" ") >= SENTENCE,
        kind == "caption",
        reason in ("wording", "button"),
        like,
        like and size_of(text) > 1.2 * size,
        above,
        above and size_of(before) > 1.2 * size,
        _holds_date(before[-40:]),
        0 < size_of(before) < 4,
        1 / (1 + later - candidate.end) if later is not None else 0.0,
        page.furnished >= candidate.first,
        units[candidate.first].gap,
    )


def _alike(one: str, other: str) -> bool:
    """Whether two lines say the same, as a path of menus and the headline below do."""
    mine, own = set(words_of(one)), set(words_of(other))
    return len(mine & own) > 0.5 * min(len(mine), len(own))


def _around(candidate: Candidate, units: Sequence[Unit]) -> tuple[str, tuple[str, str, str]]:
    """The text before a candidate; the text behind it with the kind and reason of its unit.

    Where the candidate is cut out of a unit that is the rest of the unit, else the unit beside.
    """
    own, last = units[candidate.first], units[candidate.end - 1]
    before = own.text[: candidate.start - own.start].strip()
    if not before and candidate.first:
        before = units[candidate.first - 1].text
    rest = last.text[candidate.stop - last.start :].strip()
    if rest:
        return before, (rest, "", "")
    if candidate.end < len(units):
        unit = units[candidate.end]
        return before, (unit.text, unit.kind or "", unit.reason)
    return before, ("", "", "")


def _dated_at_head(text: str) -> bool:
    moment = next(find_moments(text[:90]), None) if YEAR.search(text, 0, 90) else None
    return moment is not None and moment.start < 30


def _kinds(candidate: Candidate, page: _Page) -> tuple[float, ...]:
    own = page.units[candidate.first : candidate.end]
    kinds = {unit.kind for unit in own}
    return (
        sum([unit.score for unit in own]) / len(own),
        not WORDED.isdisjoint([unit.reason for unit in own]),
        not ASIDE.isdisjoint(kinds),
        kinds == HEADING,
    )


def _dated(units: Sequence[Unit], low: int, high: int) -> list[int]:
    """Indexes of short units near the report that hold a date or are a byline."""
    return [
        i
        for i in range(low, high)
        if units[i].kind == "byline" or (len(units[i].text) < DATED and _holds_date(units[i].text))
    ]
