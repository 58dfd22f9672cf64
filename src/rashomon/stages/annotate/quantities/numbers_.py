"""Numbers as newspapers write them, in digits and in words, and the hedges before them."""

from __future__ import annotations

import re
from typing import NamedTuple

from rashomon.models import Modifier

__all__ = [
    "AFTER",
    "BEFORE",
    "LONG_SCALES",
    "NUMBER",
    "ORDINALS",
    "SCALES",
    "SHORT_SCALES",
    "SMALL",
    "SMALL_WORDS",
    "Number",
    "hedge_after",
    "hedge_before",
    "read",
]

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL = {word: float(n) for n, word in enumerate(ONES)} | {
    word: 10.0 * (n + 2) for n, word in enumerate(TENS)
}
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "score": 20.0,
    "lakh": 1e5,
    "crore": 1e7,
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "mio": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "bln": 1e9,
    "tn": 1e12,
    "trn": 1e12,
}
SHORT_SCALES = r"(?:k|mn|mln|mio|m|bn|bln|b|tn|trn)"
LONG_SCALES = r"(?:hundred|thousand|million|billion|trillion|dozen|score|lakh|crore)"
PLURALS = {"tens": 10.0, "scores": 20.0, "dozens": 12.0} | {
    f"{word}s": SCALES[word]
    for word in ("hundred", "thousand", "million", "billion", "trillion", "lakh", "crore")
}
"""An open plural is worth one of its unit and is a lower bound: "hundreds" is at least 100."""

SEVERAL = {"several": 3.0, "few": 2.0, "a few": 2.0, "a couple": 2.0, "couple": 2.0}
"""Least number that "several hundred" or "a few thousand" can mean; it is a lower bound."""

ORDINALS = {
    word: n
    for n, word in enumerate(
        (
            "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh "
            "twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth "
            "nineteenth twentieth"
        ).split()
    )
    if n
} | {f"{w[:-1]}ieth": 10 * (n + 2) for n, w in enumerate(TENS)}

_FRACTIONS = {
    "threequarters": 0.75,
    "half": 0.5,
    "third": 1 / 3,
    "quarter": 0.25,
    "fifth": 0.2,
    "tenth": 0.1,
}
_GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_ONE = "|".join(ONES)
_TEN = "|".join(TENS)
_GAP = r"(?:[^\S\n]|-)"
_THIN = "[\u2009\u202f\u00a0 ]"
"""Spaces that group thousands; a plain one does where every group has three digits."""

_DECIMAL_COMMA = (
    r"\d+,\d{1,2}(?=[^\S\n]?(?:%|per ?cent|pc\b|million|billion|bn\b|€|euros?\b|km|kilomet|met|"
    r"degrees|°|kg|tonnes))"
)
_DIGITS = (
    rf"\d{{1,3}}(?:{_THIN}\d{{3}})+(?![\d.,:/]|{_THIN}?\d)|\d{{1,2}}(?:,\d\d)+,\d{{3}}(?!\d)"
    r"|\d{1,3}(?:\.\d{3}){2,}(?:,\d{1,2})?(?!\d)|\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)"
    r"|\d{1,3}(?:['’]\d{3}){2,}(?!\d)"
    rf"|{_DECIMAL_COMMA}"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?[½¼¾⅓⅔]?|[½¼¾⅓⅔]"
)
_SMALL = rf"(?:(?:{_TEN})(?:[- ](?:{'|'.join(ONES[1:10])}))?|{_ONE})"
_HALVES = r"(?:[ -]and[ -](?:a[ -](?:half|quarter)|three[ -]quarters?))"
_PARTS = (
    r"(?:half an?|(?:a |one[ -])?quarter of an?|three[ -]quarters of an?|(?:a|one)[ -]third of an?|"
    r"two[ -]thirds of an?)"
)
_BASE = rf"(?:{_SMALL}{_HALVES}?|an?|{_PARTS}|(?:a )?half)"
_WORDED = (
    rf"(?:a (?:good )?few|several|a couple(?: of)?) {LONG_SCALES}"
    rf"|{_BASE}(?:[- ]{LONG_SCALES}){{1,3}}"
    rf"(?:(?:,| and|, and)? {_SMALL}(?:[- ]{LONG_SCALES}){{0,3}}){{0,6}}"
    rf"|(?:tens|scores|dozens|hundreds|thousands|millions|billions|trillions|lakhs|crores)"
    rf"(?: of (?:hundreds|thousands|millions|billions|trillions|lakhs|crores))*"
    rf"|{_PARTS}(?=[ -](?:hour|mile|year|century|decade|day|kilomet|met|ton|lit|pound|kilo|"
    rf"point|percent|minute|second|month|acre|degree|inch|gallon|mill|bill|trill))"
    rf"|{LONG_SCALES}(?=-(?:dollar|euro|pound|strong|year|mile|tonne|ton|barrel|people|man))"
    rf"|{_SMALL}{_HALVES}?"
)
SMALL_WORDS = rf"(?:{_SMALL})(?![A-Za-z])"
"""Pattern of a number under a hundred in words."""

NUMBER = (
    rf"(?:(?:{_DIGITS})(?:{_HALVES}(?={_GAP}{LONG_SCALES}|[^\S\n]))?"
    rf"(?:{_GAP}?{LONG_SCALES}(?![a-z])|\s?{SHORT_SCALES}(?![A-Za-z0-9])"
    rf")?(?:{_GAP}{LONG_SCALES}(?![a-z]))?"
    rf"|(?<![A-Za-z])(?:{_WORDED})(?![A-Za-z]))"
)
"""Pattern (case ignored) of a cardinal number with its scale, without a currency or a unit."""

_SPLIT = re.compile(r"[\s,-]+")
_DIGIT_NUMBER = re.compile(r"([\d½¼¾⅓⅔](?:[\d.,'’½¼¾⅓⅔]|\s(?=\d))*)\s*-?\s*([A-Za-z -]*)$")


class Number(NamedTuple):
    """A value, and whether the words leave it open upwards ("dozens")."""

    value: float
    open: bool = False


def read(words: str) -> Number | None:
    """The value of a number that :data:`NUMBER` matched, None where it cannot be read."""
    text = " ".join(words.lower().split())
    found = _DIGIT_NUMBER.match(text)
    if found:
        value = _digits(found[1])
        words = found[2].replace("-", " ")
        parts = {"and a half": 0.5, "and a quarter": 0.25, "and three quarter": 0.75}
        value += next((part for name, part in parts.items() if name in words), 0.0)
        for scale in words.split():
            value *= SCALES.get(scale, 1.0)
        return Number(_tidy(value))
    return _worded(text)


def _digits(text: str) -> float:
    extra = _GLYPHS.get(text[-1], 0.0)
    plain = text.rstrip("".join(_GLYPHS))
    if re.fullmatch(r"\d+,\d{1,2}|\d{1,3}(?:\.\d{3})+,\d{1,2}|\d{1,3}(?:\.\d{3}){2,}", plain):
        plain = plain.replace(".", "").replace(",", ".")
    plain = re.sub(r"[,'’\s]", "", plain)
    return float(plain or 0) + extra


def _worded(text: str) -> Number | None:
    several = re.match(r"(a (?:good )?few|several|a couple)(?: of)? ", text)
    if several:
        base = SEVERAL[several[1].replace("good ", "")]
        scale = SCALES.get(text.rsplit(maxsplit=1)[-1])
        # "a couple of" with nothing counted is no number
        return None if scale is None else Number(base * scale, open=True)
    text = re.sub(r"\band[ -]three[ -]quarters?\b", "threequarters", text.replace("-", " "))
    text = re.sub(r"^one[ -](?=third|quarter|half)", "a ", text)
    parts = [part for part in _SPLIT.split(text) if part and part not in ("of", "and")]
    if parts and parts[0] in PLURALS:
        value = 1.0
        for part in parts:
            value *= PLURALS.get(part, 1.0)
        return Number(value, open=True)
    return _sum(parts)


def _sum(parts: list[str]) -> Number | None:
    """Adds up number words: thousands and more close a group, the rest multiply or add."""
    total = group = 0.0
    for place, part in enumerate(parts):
        if part in ("a", "an"):
            following = parts[place + 1] if place + 1 < len(parts) else ""
            group = group or (0.0 if following in _FRACTIONS else 1.0)
        elif part in _FRACTIONS:
            group += _FRACTIONS[part]
        elif part.endswith("s") and part[:-1] in _FRACTIONS:
            group *= _FRACTIONS[part[:-1]]
        elif part in SMALL:
            group += SMALL[part]
        elif part in ("hundred", "dozen", "score", "lakh"):
            group = (group or 1.0) * SCALES[part]
        elif part in SCALES:
            total += (group or 1.0) * SCALES[part]
            group = 0.0
        else:
            return None
    return Number(_tidy(total + group))


def _tidy(value: float) -> float:
    return round(value, 6)


_HEDGES: tuple[tuple[Modifier, str], ...] = (
    (
        "at_least",
        r"at least|no fewer than|no less than|not less than|not fewer than|nothing less than|"
        r"a minimum of|minimum of|as few as|as little as|≥",
    ),
    (
        "at_most",
        r"at most|no more than|not more than|nothing more than|a maximum of|maximum of|up to|"
        r"as many as|as much as|within|≤",
    ),
    (
        "over",
        r"(?:well |far |slightly |a little |little |a bit |just |much |a shade )?(?:more|greater|"
        r"higher|longer|larger) than"
        r"|(?:well |just |slightly |a little |a shade |little |way )?(?:over|above)|upwards? of|"
        r"in excess of|exceeding|north of|>",
    ),
    (
        "under",
        r"(?:well |far |slightly |a little |just |much |a shade )?(?:fewer|less|lower|smaller|"
        r"shorter) than"
        r"|(?:well |just |slightly |a little |a shade |way )?(?:under|below)"
        r"|(?:just |slightly |a little |a shade |a fraction )?(?:shy|short) of|<",
    ),
    (
        "about",
        r"(?:an? )?estimated|approximately|approx\.?|roughly|about|around|circa|c\.|some|nearly|"
        r"almost|close (?:to|on)|virtually|something like|perhaps|maybe|possibly|in the region of|"
        r"(?:in|of|on) the order of|barely|hardly|scarcely|nigh on|getting on for|not quite|~",
    ),
)
BEFORE = re.compile(
    "(?<![A-Za-z])(?<![A-Za-z]-)(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _HEDGES)
    + r")(?:[^\S\n]+(?:an?|about|around|some|the))?[^\S\n]*$",
    re.IGNORECASE,
)
"""A hedge that ends right before a number; the group's name is the modifier."""

AFTER = re.compile(
    r"(?P<at_least>\+|[^\S\n]?(?:or|and) (?:more|above|over|older|up)\b|(?:[^\S\n]|-)plus\b)"
    r"|(?P<at_most>[^\S\n](?:or|and) (?:fewer|less|under|below|younger)\b)"
    r"|(?P<about>[ -]odd\b|-ish\b|[^\S\n]or (?:so|thereabouts)\b)",
    re.IGNORECASE,
)

_LOOK_BACK = 40


def hedge_before(text: str, start: int) -> tuple[int, Modifier] | None:
    """Start of the hedge that stands before an offset, and what it means."""
    found = BEFORE.search(text[max(0, start - _LOOK_BACK) : start])
    if found is None or found.lastgroup is None:
        return None
    modifier: Modifier = found.lastgroup  # type: ignore[assignment]
    return max(0, start - _LOOK_BACK) + found.start(), modifier


def hedge_after(text: str, end: int) -> tuple[int, Modifier] | None:
    """End of the hedge that follows an offset, and what it means."""
    found = AFTER.match(text, end)
    if found is None or found.lastgroup is None:
        return None
    modifier: Modifier = found.lastgroup  # type: ignore[assignment]
    return found.end(), modifier
