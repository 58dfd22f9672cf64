"""What is measured of a segment's wording: its shape, and cues of furniture."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from rashomon.stages.read.page.cues import CUES, cues_of
from rashomon.stages.read.page.segments import Segment

__all__ = ["TEXT", "shape_of", "squashed", "wording"]

TEXT = ("chars", "words", "links", "link_count", "emphasis", "stops", "ends", "colon", "lower",
        "capitals", "digits", "commas", "quoted", "opens_quote", "upper", "dash", "bar",
        *(f"cue_{name}" for name in CUES))  # fmt: skip
CUED = 300
"""Characters at the head of a segment in which cues are looked for."""
ENDS = frozenset(".!?…。！？")
CLOSERS = "\"'”’»)]"
STOPS = re.compile(r"[.!?…。！？](?:[\"'”’»)\]]*(?:\s|$)|(?<=[。！？]))")
CAPITAL = re.compile(r"[^\W\d_a-zà-ÿ]")
WORD = re.compile(r"\w+")
MARKS = "“”‘’–—…«»„\u00a0"
"""Characters beyond ASCII that are of no word, the most frequent."""
NO_WORD = bytes(code for code in range(128) if not (chr(code).isalnum() or code == ord("_")))
FIGURES = {ord(figure): None for figure in "0123456789"}
QUOTES = ('"', "“", "”", "„", "«", "»", "「")


def squashed(text: str) -> str:
    """A text's letters and digits alone, for comparing what was spaced or marked up otherwise."""
    if not text.isascii():
        for mark in MARKS:
            text = text.replace(mark, "")
    if text.isascii():
        return text.lower().encode("ascii").translate(None, NO_WORD).decode("ascii")
    return "".join(WORD.findall(text.casefold()))


def shape_of(segment: Segment) -> tuple[float, float, bool]:
    """Characters, the share of them in links, and whether a sentence ends with it."""
    size = len(segment.text)
    return size, min(1.0, segment.links / size), segment.text.rstrip(CLOSERS)[-1:] in ENDS


def wording(segment: Segment) -> list[float]:
    """The values of :data:`TEXT` for a segment."""
    text = segment.text
    size, links, ends = shape_of(segment)
    words = WORD.findall(text)
    letters = max(1, len("".join(words)))
    cues = _cues(text, words)
    return [
        size, len(words), links, segment.link_count, min(1.0, segment.emphasis / size),
        len(STOPS.findall(text)), ends, text.endswith(":"), text[0].islower(),
        _capitals(words) / max(1, len(words)), _figures(text) / letters,
        text.count(",") / max(1, len(words)), _quoted(text),
        text[0] in "\"“„«‘'「", text.isupper(), text[0] in "-–—•·*", "|" in text,
        *[cues >> n & 1 for n in range(len(CUES))],
    ]  # fmt: skip


def _cues(text: str, words: Sequence[str]) -> int:
    if len(text) <= CUED and text.isascii():
        return cues_of(text.lower(), [word.lower() for word in words])
    low = text[:CUED].lower()
    return cues_of(low, WORD.findall(low))


def _capitals(words: Sequence[str]) -> int:
    """How many words begin with a capital, or with a letter of a script that has none."""
    return [_is_capital(word[0]) for word in words].count(True)


@functools.lru_cache(maxsize=4096)
def _is_capital(char: str) -> bool:
    return CAPITAL.match(char) is not None


def _figures(text: str) -> int:
    """How many characters are figures."""
    if text.isascii():
        return len(text) - len(text.translate(FIGURES))
    return sum(map(str.isdigit, text))


def _quoted(text: str) -> bool:
    for quote in QUOTES:  # noqa: SIM110 - a generator would cost more than the search
        if quote in text:
            return True
    return False
