"""The kind of each unit, from its own wording, its measured features and its neighbours.

The order of judgement: wording that is certain (a button, a credit, a date line), then the
model that tells reporting from the rest, then the place of each line among the others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from rashomon.models import BlockKind
from rashomon.stages.clean.course import course
from rashomon.stages.clean.endings import closed, ends
from rashomon.stages.clean.features import features
from rashomon.stages.clean.model import BodyModel, load_model
from rashomon.stages.clean.phrases import (
    ABOUT_AUTHOR,
    BYLINE,
    BYLINE_STARTS,
    CAPTION,
    CAPTION_HINTS,
    CREDIT_HINTS,
    CREDIT_LINE,
    DATE_LINE,
    ENGLISH,
    FILE_PHOTO,
    FIRST_LETTERS,
    FURNITURE,
    FURNITURE_STARTS,
    OPENED,
    OPENERS,
    PLACEHOLDER,
    PLACEHOLDER_HINTS,
    REPORTED,
    SAYING,
    SHOWS,
)
from rashomon.stages.clean.sieves import (
    AUTHOR,
    CAPTIONED,
    CREDITED,
    DATED,
    FURNISHED,
    PLACEHOLDING,
    REPORTING,
)
from rashomon.stages.clean.units import Unit
from rashomon.stages.clean.vocabulary import words_of

__all__ = [
    "BY_MODEL", "REPORTED_BY", "alone", "by_score", "tell_kinds", "tell_kinds_of",
    "tell_wording",
]  # fmt: skip

OPEN_LINE = 0.5
"""Probability below which a few words without a full stop are no part of the report, whatever
stands around them. Held-out F1 of the dumps is .9194 with it and .9200 without; with it fewer
headlines of other reports stand in a body."""
SURE = 0.8
"""Probability from which wording common in buttons ("Read more…") does not outweigh it."""
LEVEL = 0.3
"""Weight of the line's mean in the score of each of its sentences."""
HEADING_WORDS = 14
"""A line without a full stop of more words is no sub-heading; 99% of those in the pages have
fewer."""
DOUBTFUL = 0.6
"""Probability below which a sentence beside a button's wording is part of the prompt: held-out F1
of the dumps is .9203 at .5, .9200 at .75, .9194 at .9."""
QUOTED = re.compile('[“”"‘«„]')
ENCLOSED = 0.2
"""Probability from which a sentence between two sure paragraphs is one itself."""
PLAIN = 0.6
"""Share of a text's characters in paragraphs from which it is no page with its menus."""
CREDITED_UNITS = 6
CREDITED_WORDS = 60
"""A longer line before a credit is a paragraph, not the caption that the credit belongs to."""

LONGEST_DATE = 200
"""Characters of the longest line that may be a date and a time and nothing else."""
BY_OR_FROM = ("By", "by", "BY", "From", "from")

REPORTED_BY = "who reported it"
BY_MODEL = "reporting "
"""How the reason begins of a unit that the model judged."""
FOREIGN_WORDS = 8
"""Words of the shortest paragraph that is judged by its language."""
FOREIGN = 0.1
"""Share of function words below which a paragraph is not in the language of its article, where
the mean of all is three times as large. In the dumps of every third saved page (93 pages) no
line that the model takes for reporting falls below it: it costs no paragraph of a report."""


def tell_kinds(units: Sequence[Unit], model: BodyModel | None = None) -> None:
    """Set ``kind`` and ``reason`` of every unit; ``score`` is its probability to be reporting.

    Lines that may be headlines are ``heading`` until :func:`rashomon.stages.clean.head.tell_head`.
    """
    tell_kinds_of([units], model)


def tell_kinds_of(pages: Sequence[Sequence[Unit]], model: BodyModel | None = None) -> None:
    """The same for several pages, whose units go through the model together.

    Units whose kind is known already keep it.
    """
    words = words_of([unit.text for units in pages for unit in units])
    at = 0
    for units in pages:
        _tell_wording(units, words.sieves[at : at + len(units)])
        at += len(units)
    scores = (model or load_model()).predict(features(pages, words)).tolist()
    at = 0
    known = list(zip(words.size.tolist(), words.english, strict=True))
    for units in pages:
        end = at + len(units)
        _tell_page(units, scores[at:end], known[at:end])
        at = end


def _tell_page(
    units: Sequence[Unit], predicted: Sequence[float], words: Sequence[tuple[int, int]]
) -> None:
    if not units:
        return
    scores = _levelled(units, predicted)
    single = alone(units)
    reports = course(scores)
    for unit, score, own, report in zip(units, scores, single, reports, strict=True):
        unit.score = score
        if unit.kind is None or (unit.reason == "wording" and score >= SURE):
            unit.kind, unit.reason = _by_score(unit, own, report)
    _foreign(units, words)
    _author_boxes(units)
    _credited(units, single)
    _file_photos(units)
    _within(units)
    _prompts(units)


def _levelled(units: Sequence[Unit], scores: Sequence[float]) -> list[float]:
    """Each score drawn to the mean of its line: sentences of a paragraph are of one kind."""
    sums: dict[int, tuple[int, int]] = {}
    for unit, score in zip(units, scores, strict=True):
        if unit.kind is None:
            total, size = sums.get(unit.line, (0, 0))
            letters = len(unit.text)
            sums[unit.line] = total + round(score * 1e6) * letters, size + letters
    levelled = []
    for unit, score in zip(units, scores, strict=True):
        total, size = sums.get(unit.line, (0, 0))
        mean = (1 - LEVEL) * score + LEVEL * total / (1e6 * size) if size else score
        levelled.append(mean)
    return levelled


def tell_wording(units: Sequence[Unit]) -> None:
    """Set the kind of units whose own wording tells it."""
    _tell_wording(units, words_of([unit.text for unit in units]).sieves)


def _tell_wording(units: Sequence[Unit], sieves: Sequence[int]) -> None:
    for unit, sieve, own in zip(units, sieves, alone(units), strict=True):
        if unit.kind is None:
            text = unit.text
            found = _furniture(text, sieve) or _byline(text, sieve, own)
            found = found or _picture(text, sieve, own)
            if found:
                unit.kind, unit.reason = found


def alone(units: Sequence[Unit]) -> list[bool]:
    """Whether each unit is a line of its own."""
    lines = [-1, *(unit.line for unit in units), -1]
    return [lines[i] != line and lines[i + 2] != line for i, line in enumerate(lines[1:-1])]


def _furniture(text: str, sieve: int) -> tuple[BlockKind, str] | None:
    if sieve & PLACEHOLDING and _has(text, PLACEHOLDER_HINTS) and PLACEHOLDER.search(text):
        return "furniture", "placeholder text"
    if (sieve & AUTHOR or text[0].islower()) and ABOUT_AUTHOR.match(text):
        return "furniture", "about the author"
    if _may_be_furniture(text, sieve) and FURNITURE.match(text) and not _is_date(text, sieve):
        return "furniture", "wording"
    return None


def _may_be_furniture(text: str, sieve: int) -> bool:
    """Whether a line begins like one of the buttons: most do not, and are not looked at further."""
    if sieve & FURNISHED:
        return True
    first = text[:3]
    if not (first.isascii() and first.isalpha()):
        match = FIRST_LETTERS.match(text)
        first = match[1] if match else ""
    first = first.lower()
    if first in OPENERS:
        return OPENED.match(text) is not None
    return first in FURNITURE_STARTS or first.isdecimal()


def _has(text: str, needles: Sequence[str]) -> bool:
    for needle in needles:  # noqa: SIM110 - a generator would cost more than the search
        if needle in text:
            return True
    return False


def _is_date(text: str, sieve: int) -> bool:
    return sieve & DATED > 0 and len(text) < LONGEST_DATE and bool(DATE_LINE.match(text))


def _byline(text: str, sieve: int, own: bool) -> tuple[BlockKind, str] | None:
    if _is_date(text, sieve):
        return "byline", "date line"
    if len(text) < 160 and text.startswith(BYLINE_STARTS) and BYLINE.match(text):
        return "byline", "byline"
    if own and (sieve & REPORTING or text.startswith(BY_OR_FROM)) and REPORTED.match(text):
        return "byline", REPORTED_BY
    return None


def _picture(text: str, sieve: int, own: bool) -> tuple[BlockKind, str] | None:
    credited = sieve & CREDITED and len(text) < 500 and _has(text, CREDIT_HINTS)
    if credited and CREDIT_LINE.search(text):
        return "caption", "credit"
    if not sieve & CAPTIONED or ((not own or len(text) >= 300) and ends(text)):
        return None
    if _has(text, CAPTION_HINTS) and CAPTION.search(text):
        return "caption", "caption grammar"
    return None


def _by_score(unit: Unit, own: bool, report: bool) -> tuple[BlockKind, str]:
    text, spaces = unit.text, unit.text.count(" ")
    heading = False
    if spaces < HEADING_WORDS and (own or unit.score < OPEN_LINE) and not closed(text):
        report = report and unit.score >= OPEN_LINE
        heading = own and spaces > 0 and text[-1] not in ",;"
    kind: BlockKind = ("heading" if heading else "body") if report else "furniture"
    return kind, f"{BY_MODEL}{unit.score:.2f}"


def _foreign(units: Sequence[Unit], words: Sequence[tuple[int, int]]) -> None:
    """Whole lines of an English article that are no English: filler text of a template.

    A list of names or figures lacks function words too, and words quoted may be foreign.

    :param words: how many words each unit has, and how many of them are English function words.
    """
    lines: dict[int, list[int]] = {}
    for i, unit in enumerate(units):
        lines.setdefault(unit.line, []).append(i)
    shares = {}
    for line, own in lines.items():
        size = sum([words[i][0] for i in own])
        if size >= FOREIGN_WORDS and all(units[i].kind == "body" for i in own):
            share: float | None = sum([words[i][1] for i in own]) / size
            if share is not None and share < FOREIGN:
                share = _english(" ".join([units[i].text for i in own]))
            if share is not None:
                shares[line] = share
    if not shares or sum(shares.values()) < 3 * FOREIGN * len(shares):
        return
    for unit in units:
        if shares.get(unit.line, 1.0) < FOREIGN:
            unit.kind, unit.reason = "furniture", "not in the language of the article"


def _english(text: str) -> float | None:
    """Share of English function words, None where nothing is sure: for lines where it is small."""
    bare = [word.strip(".,;:!?") for word in text.split()]
    small = sum([word.isalpha() and word.islower() for word in bare])
    if small < 0.75 * len(bare) or QUOTED.search(text):
        return None
    return sum(map(ENGLISH.__contains__, bare)) / len(bare)


def _author_boxes(units: Sequence[Unit]) -> None:
    """What follows words about the author in the same line belongs to them."""
    for before, unit in pairwise(units):
        if before.line == unit.line and before.reason == "about the author":
            unit.kind, unit.reason = "furniture", "about the author"


def _prompts(units: Sequence[Unit]) -> None:
    """Doubtful sentences in one line with a button's wording are part of the same prompt."""
    worded = {u.line for u in units if u.kind == "furniture" and u.reason == "wording"}
    for unit in units:
        if unit.line in worded and unit.kind == "body" and unit.score < DOUBTFUL:
            unit.kind, unit.reason = "furniture", "beside a button's wording"


def _credited(units: Sequence[Unit], single: Sequence[bool]) -> None:
    """The line before a line that is a credit and nothing else is the picture's caption."""
    begun = False
    for i in range(1, len(units)):
        unit = units[i]
        if unit.reason != "credit" or not single[i]:
            continue
        match = CREDIT_LINE.search(unit.text)
        # before the report a line without full stop above a credit is the headline as often
        begun = begun or any(u.kind == "body" for u in units[max(0, i - 3 * CREDITED_UNITS) : i])
        if match and match.start() == 0 and (begun or ends(units[i - 1].text)):
            _caption_above(units, i)


def _file_photos(units: Sequence[Unit]) -> None:
    """All sentences of a line that opens as an agency's caption and ends with its credit."""
    for _, group in groupby(units, key=lambda unit: unit.line):
        line = list(group)
        if len(line) > 1 and line[-1].reason == "credit" and FILE_PHOTO.match(line[0].text):
            for unit in line[:-1]:
                unit.kind, unit.reason = "caption", "an agency's caption"


def _caption_above(units: Sequence[Unit], credit: int) -> None:
    line = [
        u
        for u in units[max(0, credit - CREDITED_UNITS) : credit]
        if u.line == units[credit - 1].line
    ]
    text = " ".join(u.text for u in line)
    fit = all(u.kind in ("body", "heading", "caption") or by_score(u) for u in line)
    small = len(line) < CREDITED_UNITS and text.count(" ") < CREDITED_WORDS
    if fit and small and (line[0].kind != "body" or _shows(text)):
        for unit in line:
            unit.kind, unit.reason = "caption", "a credit follows"


def _shows(text: str) -> bool:
    """Whether a text tells in the present what is to be seen, and nobody speaks in it."""
    return bool(SHOWS.search(text)) and not SAYING.search(text)


def _within(units: Sequence[Unit]) -> None:
    """A sentence that paragraphs enclose is one of theirs, short as it may be.

    Where nearly all the text is the report, any sentence between its first and last will do.
    """
    body = [i for i, unit in enumerate(units) if unit.kind == "body"]
    size = sum(len(units[i].text) for i in body)
    plain = size >= PLAIN * sum(len(unit.text) for unit in units)
    for i in range(body[0] + 1, body[-1]) if body else ():
        before, unit, after = units[i - 1], units[i], units[i + 1]
        if by_score(unit) and ends(unit.text):
            between = before.kind == after.kind == "body"
            inside = between and before.line == unit.line == after.line
            if inside or ((between or plain) and unit.score >= ENCLOSED):
                unit.kind, unit.reason = "body", "enclosed by paragraphs"


def by_score(unit: Unit) -> bool:
    """Whether a unit is furniture for the model only, not by its wording."""
    return unit.kind == "furniture" and unit.reason.startswith(BY_MODEL)
