"""Runs of capitals written small for the parser, as the rest of the article writes their words.

Many papers set the first words of a report in capitals. The parser was trained on mixed case and
takes such words for names; what it gets is the same text, character for character as long.
"""

from __future__ import annotations

import functools
import re

from rashomon.settings import learned_part
from rashomon.stages.annotate.entities.countries import lookup
from rashomon.stages.annotate.entities.roles import gender_of_name

__all__ = ["Casing"]

GREAT = "A-ZÀ-ÖØ-Þ"
RUN = re.compile(
    rf"(?:(?<=\s)|^)[^\sa-z]{{0,40}}[{GREAT}]{{2}}[^\sa-z]{{0,40}}"
    rf"(?:[ ’'][^\sa-z]{{0,40}}[{GREAT}][^\sa-z]{{0,40}})+"
)
WORD = re.compile(r"[^\W\d_]+")
LEAST_WORDS = 2
LEAST_LETTERS = 7
ACRONYMS = frozenset(
    "US USA UK EU UN NATO FBI CIA BBC CNN NHS IMF WHO IRA GOP UAE USSR DNA HIV AIDS".split()
)
"""Acronyms that stay as they are in a run of capitals."""
LARGE = 20_000
"""Characters from which a block is taken as it is."""


@functools.lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """Words of English and names of note, lower case (the encoder's vocabulary)."""
    return frozenset(learned_part("minilm-vocab.txt").read_text("utf-8").split("\n"))


class Casing:
    """How one article writes its words where it does not shout."""

    def __init__(self, text: str) -> None:
        self._small: set[str] = set()
        self._great: set[str] = set()
        if RUN.search(text[:LARGE]) is not None:
            words = WORD.findall(text)
            self._small = {w for w in words if w.islower()}
            self._great = {w.lower() for w in words if w[:1].isupper() and w[1:].islower()}

    def lowered(self, piece: str) -> str:
        """A stretch of the text with its runs of capitals in sentence case, equally long."""
        if len(piece) > LARGE:
            return piece
        plain = RUN.sub(self._run, piece)
        return plain if len(plain) == len(piece) else piece

    def _run(self, match: re.Match[str]) -> str:
        words = WORD.findall(match[0])
        long = [w for w in words if len(w) > 1]
        if len(long) < LEAST_WORDS or sum(map(len, long)) < LEAST_LETTERS:
            return match[0]
        return WORD.sub(lambda word: self._word(word, match), match[0])

    def _word(self, word: re.Match[str], run: re.Match[str]) -> str:
        written, small = word[0], word[0].lower()
        first = run.start() + word.start() == 0
        if written in ACRONYMS or len(small) != len(written):
            return written
        named = small in self._great and small not in self._small
        unknown = small not in self._small and not self._usual(small)
        title = written[0] + small[1:]
        return title if first or named or unknown else small

    def _usual(self, small: str) -> bool:
        """Whether a word that the article has nowhere else is one of the language and no name."""
        name = lookup(small.capitalize()) is not None or gender_of_name(small) is not None
        return small in _common() and not name
