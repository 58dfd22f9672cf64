"""Whether two spellings are of one name."""

from __future__ import annotations

import functools
import unicodedata

from rapidfuzz.distance import OSA

__all__ = ["MIN_MISSPELT", "folded", "slip"]

MIN_MISSPELT = 6
"""Letters that a name must have before one wrong letter is taken for a slip."""
MIN_DOUBLED = 5
"""The same where the slip is one letter of a pair left out or put in."""
LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "ŋ": "n",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
    }
)
"""Letters that Unicode takes for letters of their own and typewriters lack."""


@functools.lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Text in lower case, without accents, in the letters of English."""
    if text.isascii():
        return text.lower()
    told = unicodedata.normalize("NFD", text.casefold().translate(LETTERS))
    return "".join(c for c in told if not unicodedata.combining(c))


def slip(a: str, b: str, least: int = MIN_MISSPELT) -> bool:
    """One wrong, missing, surplus or misplaced letter in a long name, the first one being right.

    An "s" at the end makes a plural of it and is no slip.
    """
    short = min(len(a), len(b))
    if a + "s" == b or b + "s" == a:
        return False
    if short < min(least, MIN_DOUBLED) or a[0] != b[0]:
        return False
    if short < least and _undoubled(a) != _undoubled(b):
        return False
    return OSA.distance(a, b, score_cutoff=1) == 1


def _undoubled(word: str) -> str:
    return "".join(c for i, c in enumerate(word) if i == 0 or word[i - 1] != c)
