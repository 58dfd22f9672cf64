"""Stretches of a dirty page that may be its headline.

A line, or a part of one where something else is glued to it: behind a bar or a dash, before a
date or a byline, a run that stands elsewhere on the page, the half of a doubled line, or the part
from which on the words are those of the report.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import NamedTuple

from rashomon.stages.clean.dates import YEAR, find_moments
from rashomon.stages.clean.endings import stopped
from rashomon.stages.clean.tokens import contents
from rashomon.stages.clean.units import Unit

__all__ = [
    "BY",
    "REACH",
    "Candidate",
    "Words",
    "candidates",
    "is_menu",
    "size_of",
    "words_of",
    "words_on",
]

REACH = 60
"""Units before the first paragraph among which the headline is looked for."""
BEHIND = 2
"""Units behind its start among which it may stand."""
LEAD = 4
"""Sentences of the report's lead."""
SIZE = (2, 34)
"""Words of a headline."""
CUTS = 14
"""Places at which a line is cut at most; a line with more is a menu."""
LONG = 400
"""Characters of a line that is only cut at its sentences."""
KEPT = 2048
"""Texts shorter than that of which the figures are kept: a page asks for each several times."""
WORD = re.compile(r"[^\W\d_]{3,}|\d{2,}")
WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""A character of a script whose words are not set apart."""
BAR = re.compile(r"\s+(?:[|·•›»>–—-]|::)\s+|\s{2,}|\s*[|•›»]\s*")
BARS = frozenset("|·•›»>–—-") | {"::"}
CLOSE_BARS = ("|", "•", "›", "»")
"""Words and characters of which one stands in a line with single spaces that it cuts."""
EDGES = " \t|·•›»–—-:"
SOLID = re.compile(r"\S+")
OPENERS = "‘'“\"„«¿¡("
MENU = re.compile(r"\S(?:\s{2,}|\s[|·•›]\s)\S.*\S(?:\s{2,}|\s[|·•›]\s)\S")
"""Three entries side by side, wide spaces or bars between them."""
BETWEEN = re.compile(r"\s(?:\s|[|·•›]\s)")
"""What stands between two of them."""
GOES_ON = re.compile(r"\s*(?:[,;]\s|[a-zß-ÿ])")
"""What follows a stretch that is cut out of a sentence."""
PICTURED = re.compile(
    r"\b(?:image|media|photo)\s(?:copyright|caption|credit)\b|©|\bcopyright\b"
    r"|\((?:photo|image|picture|courtesy|credit|file|foto|ap|afp|reuters|getty)\b",
    re.I,
)
PICTURED_HINTS = ("(", "©", "copyr", "photo", "mage", "med")
"""One of these stands in all that it finds, folded: a sieve before it, no judgement."""
STOPPED_WORDS = 18
"""Words of a line with a full stop that may still be a headline."""
LABEL = re.compile(
    r"\b(?:(?:first\s)?published|(?:last\s)?updated|posted|stand|aktualisiert|veröffentlicht|publi\w+"
    r"|mis\sen\sligne|mise?\sà\sjour|actualiza\w+|aggiornat\w+|pubblicat\w+|bijgewerkt|güncelle\w+"
    r"|oppdatert|uppdaterad|opdateret)\b[^\d]{0,20}\Z",
    re.I,
)
"""What says of which a date is, right before it."""
BY = re.compile(r"(?<=\s)(?:By|BY|by|Von|Par|Por|Di|Door|Af|Av|Od|Autor|Автор)\s(?=[A-ZÀ-ÞА-Я])")


class Candidate(NamedTuple):
    """A stretch of a line that may be the headline.

    :ivar first: index of its first unit; ``end`` of the unit behind its last.
    :ivar start: offset of its first character in the text, ``stop`` behind its last.
    :ivar bar: whether a bar or dash cuts it from the rest of its line.
    """

    first: int
    end: int
    start: int
    stop: int
    text: str
    left: bool = False
    right: bool = False
    bar: bool = False


BY_WORDS = frozenset("By BY by Von Par Por Di Door Af Av Od Autor Автор".split())
"""One of these is a word of each line in which it finds anything."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a page that its candidates are held against.

    :ivar said: those of the report, ``lead`` of its first sentences.
    :ivar runs: how often each run of three words stands outside the report's paragraphs.
    :ivar again: whether any of them stands there twice.
    """

    said: frozenset[str]
    lead: frozenset[str]
    runs: Counter[tuple[str, ...]]
    again: bool


def words_on(units: Sequence[Unit], first: int) -> Words:
    """The words of a page whose report begins at ``units[first]``."""
    body = [unit.text for unit in units[first:] if unit.kind == "body"]
    said, lead = (_different(texts) for texts in (body, body[:LEAD]))
    runs = _runs(units)
    return Words(said, lead, runs, max(runs.values(), default=0) > 1)


def _different(texts: Sequence[str]) -> frozenset[str]:
    """The words of several texts; pairs of characters go on from one to the next."""
    found = contents(texts, WIDE)
    return frozenset(_words("\n".join(texts)) if found is None else found)


def candidates(units: Sequence[Unit], first: int, page: Words) -> list[Candidate]:
    """Stretches that may be the headline, in the order of the text."""
    low, high = max(0, first - REACH), min(len(units), first + BEHIND)
    found: list[Candidate] = []
    for begin, end in _lines(units, low, high):
        found.extend(_of_line(units, begin, end, page))
    return found


def _lines(units: Sequence[Unit], low: int, high: int) -> list[tuple[int, int]]:
    """First and last (half open) unit of the lines that begin from ``low`` to ``high``."""
    lines = []
    for i in range(low, high):
        if i and units[i - 1].line == units[i].line:
            continue
        end = i + 1
        while end < len(units) and units[end].line == units[i].line:
            end += 1
        lines.append((i, end))
    return lines


def _runs(units: Sequence[Unit]) -> Counter[tuple[str, ...]]:
    runs: Counter[tuple[str, ...]] = Counter()
    for unit in units:
        if unit.kind != "body" and len(unit.text) < LONG:
            words = unit.text.split()
            runs.update(zip(words, words[1:], words[2:], strict=False))
    return runs


def _of_line(
    units: Sequence[Unit],
    begin: int,
    end: int,
    page: Words,
) -> Iterator[Candidate]:
    offset = units[begin].start
    line = _text(units, begin, end)
    cuts = _cuts(units, begin, end, line, page)
    if len(cuts) > CUTS:
        cuts = {at: how for at, how in cuts.items() if how in ("end", "unit")}
        if len(cuts) > CUTS:
            return
    places = sorted(cuts)
    for i, left in enumerate(places):
        for right in places[i + 1 :]:
            bare = line[left:right].strip(EDGES)
            size = size_of(bare)
            if size > SIZE[1]:
                break
            if size < SIZE[0]:
                continue
            if _torn(bare, cuts[left] != "end", line, left, right):
                continue
            start = offset + line.index(bare, left)
            stop = start + len(bare)
            own = [j for j in range(begin, end) if units[j].start < stop and units[j].end > start]
            found = Candidate(
                own[0], own[-1] + 1, start, stop, bare,
                cuts[left] != "end", cuts[right] != "end",
                "bar" in (cuts[left], cuts[right]),
            )  # fmt: skip
            if not _sentence(found, units):
                yield found


def _torn(text: str, cut: bool, line: str, left: int, right: int) -> bool:
    """Whether a stretch of a line is the middle of a sentence, a menu, or words about a picture.

    :param cut: whether something cuts it from what stands before it.
    """
    if cut and text[0].islower() and line[:left].strip():
        return True
    return GOES_ON.match(line, right) is not None or is_menu(text) or _pictured(text)


def _sentence(found: Candidate, units: Sequence[Unit]) -> bool:
    """Whether a stretch is a sentence of the report: too long, or the report goes on behind it."""
    if not stopped(found.text) or found.text.endswith("?"):
        return False
    own = units[found.first : found.end]
    following = units[found.end] if found.end < len(units) else None
    reporting = all(unit.kind == "body" for unit in own)
    goes_on = following is None or following.kind == "body"
    return size_of(found.text) > STOPPED_WORDS or (reporting and goes_on)


def _text(units: Sequence[Unit], begin: int, end: int) -> str:
    """The line of units, each at its own offset from the first."""
    parts = []
    at = units[begin].start
    for unit in units[begin:end]:
        parts.append(" " * (unit.start - at))
        parts.append(unit.text)
        at = unit.end
    return "".join(parts)


def _cuts(
    units: Sequence[Unit],
    begin: int,
    end: int,
    line: str,
    page: Words,
) -> dict[int, str]:
    """Offsets in a line at which a headline may begin or end, and what tells so."""
    offset = units[begin].start
    cuts = {0: "end", len(line): "end"}
    for unit in units[begin:end]:
        cuts.setdefault(unit.start - offset, "unit")
        cuts.setdefault(unit.end - offset, "unit")
    if len(line) > LONG:
        return cuts
    words = line.split()
    if _may_hold_bars(line, words):
        for match in BAR.finditer(line):
            cuts.setdefault(match.start(), "bar")
            cuts.setdefault(match.end(), "bar")
    for moment in find_moments(line) if YEAR.search(line) else ():
        label = LABEL.search(line, max(0, moment.start - 40), moment.start)
        if label:
            cuts.setdefault(label.start(), "date")
        cuts.setdefault(moment.start, "date")
        cuts.setdefault(moment.end, "date")
    if not BY_WORDS.isdisjoint(words):
        for match in BY.finditer(line):
            cuts.setdefault(match.start(), "by")
    for at in _repeated(line, words, page):
        cuts.setdefault(at, "run")
    turn = _turn(line, words, page.said)
    if turn:
        cuts.setdefault(turn, "turn")
    return cuts


def _may_hold_bars(line: str, words: Sequence[str]) -> bool:
    """Whether :data:`BAR` may find anything in a line of these words."""
    if " ".join(words) != line or not BARS.isdisjoint(words):
        return True
    for bar in CLOSE_BARS:  # noqa: SIM110 - a generator would cost more than the search
        if bar in line:
            return True
    return False


def _repeated(line: str, words: Sequence[str], page: Words) -> Iterator[int]:
    """Where a run of words that stands elsewhere too begins and ends inside a line."""
    half = len(words) // 2
    doubled = len(words) > 3 and len(words) % 2 == 0 and words[:half] == words[half:]
    if not page.again and not doubled:
        return
    spans = [match.span() for match in SOLID.finditer(line)]
    twice = [page.runs[run] > 1 for run in zip(words, words[1:], words[2:], strict=False)]
    for i, again in enumerate(twice):
        if again and (i == 0 or not twice[i - 1]):
            yield spans[i][0]
        if again and (i + 1 == len(twice) or not twice[i + 1]):
            yield spans[i + 2][1]
    if doubled:
        yield spans[half][0]


def _turn(line: str, words: Sequence[str], said: frozenset[str]) -> int | None:
    """Where the words of a line turn from a menu's to the report's, at a capital letter."""
    best, turn, total = 0.0, -1, 0.0
    for i in range(len(words) - 1, -1, -1):
        own, capital = _piece(words[i])
        for word in own:
            total += 1.0 if word in said else -0.7
        if capital and total > best:
            best, turn = total, i
    if turn < 0:
        return None
    return next(islice(SOLID.finditer(line), turn, None)).start()


@functools.lru_cache(maxsize=4 * KEPT)
def _piece(piece: str) -> tuple[tuple[str, ...], bool]:
    """The words in one between two spaces, and whether a headline may begin at it."""
    return words_of(piece), piece.lstrip(OPENERS)[:1].isupper()


def is_menu(text: str) -> bool:
    """Whether three entries stand side by side in a text."""
    return (_kept_is_menu if len(text) < LONG else _is_menu)(text)


def _is_menu(text: str) -> bool:
    return BETWEEN.search(text) is not None and MENU.search(text) is not None


def _pictured(text: str) -> bool:
    folded = text.casefold()
    for hint in PICTURED_HINTS:
        if hint in folded:
            return PICTURED.search(text) is not None
    return False


def size_of(text: str) -> float:
    """Words of a text; of a script without spaces, two characters for one."""
    return (_kept_size if len(text) < LONG else _size_of)(text)


def _size_of(text: str) -> float:
    wide = len(WIDE.findall(text)) if not text.isascii() else 0
    return len(text.split()) + wide / 2


def words_of(text: str) -> tuple[str, ...]:
    """Words of three letters or more, folded; of a script without spaces, pairs of characters."""
    return (_kept_words if len(text) < LONG else _words)(text)


def _words(text: str) -> tuple[str, ...]:
    folded = text.casefold()
    words = WORD.findall(folded)
    if not folded.isascii() and (wide := WIDE.findall(folded)):
        words = [w for w in words if not WIDE.match(w)]
        words.extend(a + b for a, b in pairwise(wide))
    return tuple(words)


_kept_is_menu = functools.lru_cache(maxsize=KEPT)(_is_menu)
_kept_size = functools.lru_cache(maxsize=KEPT)(_size_of)
_kept_words = functools.lru_cache(maxsize=4 * KEPT)(_words)
