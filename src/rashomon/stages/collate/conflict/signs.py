"""Signs set into two texts for the encoder that reads them together: what agrees, what differs.

A small encoder (``data/cross.onnx``, trained by ``evals/train_cross.py``) is weak at telling
whether two figures, days, places or names are one. That is worked out here by rule, and a word
piece of its own before each value says what came out.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.stages.collate.conflict.names import code_of
from rashomon.stages.collate.conflict.words import opposed

__all__ = ["SIGNS", "signed"]

SIGNS = tuple(f"[unused{number}]" for number in range(1, 11))
"""Pieces of the vocabulary that no text holds; the encoder learned their sense."""

_SIGN = {
    ("number", True): 0,
    ("number", False): 1,
    ("time", True): 2,
    ("time", False): 3,
    ("place", True): 4,
    ("place", False): 5,
    ("name", True): 6,
    ("name", False): 7,
    ("opposite", False): 8,
    ("negation", False): 9,
}
NEAR = 0.051
"""Share by which two figures may differ and still be signed as one: rounding to two digits."""

_WORD = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_FIGURES: dict[str, float] = (
    {word: float(n) for n, word in enumerate(_UNITS)}
    | {word: 10.0 * n for n, word in enumerate(_TENS, 2)}
    | {word: float(n) for n, word in enumerate("first second third fourth fifth sixth".split(), 1)}
    | {word: float(n) for n, word in enumerate("seventh eighth ninth tenth".split(), 7)}
    | {"once": 1.0, "twice": 2.0, "thrice": 3.0, "single": 1.0, "alone": 1.0, "hat-trick": 3.0}
    | {"both": 2.0, "pair": 2.0, "double": 2.0, "couple": 2.0, "half": 0.5, "dozen": 12.0}
    | {"nobody": 0.0, "none": 0.0}
)
_FACTORS = {
    "hundred": 100.0,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "m": 1e6,
    "bn": 1e9,
    "dozen": 12.0,
}
_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_MONTHS = frozenset(
    "January February March April May June July August September October November December".split()
)
_PARTS = {
    "dawn": 1,
    "breakfast": 1,
    "morning": 1,
    "noon": 2,
    "midday": 2,
    "lunch": 2,
    "afternoon": 3,
    "evening": 4,
    "dusk": 4,
    "night": 5,
    "midnight": 5,
    "overnight": 5,
}
_NEGATIONS = frozenset(
    "not no never nobody none nothing neither nor without cannot refused denied failed declined "
    "rejected".split()
)
_ENDINGS = ("ing", "ed", "es", "s")
_LEAST_STEM, _LEAST_NAME = 4, 4

Key = tuple[str, float | str]


@dataclass(frozen=True, slots=True)
class _Value:
    """A value at an offset; ``family`` parts what cannot be compared (days from months)."""

    start: int
    kind: str
    family: str
    key: float | str


def signed(a: str, b: str) -> tuple[str, str]:
    """Both texts with a sign before each value that the other one could agree or clash with."""
    mine, theirs = list(_values(a)), list(_values(b))
    return _with_signs(a, mine, theirs, _stems(b)), _with_signs(b, theirs, mine, _stems(a))


def _with_signs(
    text: str, mine: Sequence[_Value], theirs: Sequence[_Value], stems: frozenset[str]
) -> str:
    pieces, last = [], 0
    for value in mine:
        number = _sign(value, theirs, stems)
        if number is not None:
            pieces += [text[last : value.start], f" {SIGNS[number]} "]
            last = value.start
    return "".join((*pieces, text[last:]))


def _sign(value: _Value, theirs: Sequence[_Value], stems: frozenset[str]) -> int | None:
    if value.kind == "negation":
        return _SIGN["negation", False]
    if value.kind == "word":
        clash = any(o.kind == "word" and _opposed(str(value.key), str(o.key)) for o in theirs)
        return _SIGN["opposite", False] if clash else None
    if value.kind == "name" and value.key in stems:
        return _SIGN["name", True]
    others = [o for o in theirs if o.kind == value.kind and o.family == value.family]
    if not others:
        return None
    return _SIGN[value.kind, any(_one(value.key, other.key) for other in others)]


def _one(a: float | str, b: float | str) -> bool:
    if isinstance(a, float) and isinstance(b, float):
        return abs(a - b) <= NEAR * max(abs(a), abs(b))
    return a == b


def _values(text: str) -> Iterator[_Value]:
    words = [(found.start(), found.group()) for found in _WORD.finditer(text)]
    for place, (start, word) in enumerate(words):
        before = words[place - 1][1] if place else ""
        after = words[place + 1][1] if place + 1 < len(words) else ""
        found = _figure(word, before, after) or _time(word) or _other(word, bool(place))
        if found is not None:
            yield _Value(start, *found)


def _figure(word: str, before: str, after: str) -> tuple[str, str, float] | None:
    value = _number(word)
    if value is None:
        return None
    if 1900 <= value <= 2040 and value % 1 == 0 and "," not in word:
        return "time", "year", value
    if before in _MONTHS or after in _MONTHS:
        return "time", "date", value
    return "number", "", value * _FACTORS.get(after.lower(), 1.0)


def _number(word: str) -> float | None:
    if word[0].isdecimal():
        return float(word.replace(",", ""))
    parts = word.lower().split("-")
    if word.lower() in _FIGURES:
        return _FIGURES[word.lower()]
    if len(parts) == 2 and parts[0] in _TENS and parts[1] in _UNITS:
        return _FIGURES[parts[0]] + _FIGURES[parts[1]]
    return None


def _time(word: str) -> tuple[str, str, str] | None:
    if word in _DAYS:
        return "time", "day", word
    if word in _MONTHS:
        return "time", "month", word
    part = _PARTS.get(word.lower())
    return None if part is None else ("time", "part", str(part))


def _other(word: str, inside: bool) -> tuple[str, str, str] | None:
    """A place, a name, a negation, or a word that may have an opposite."""
    low = word.lower()
    if low in _NEGATIONS or low.endswith(("n't", "n’t")):
        return "negation", "", low
    if word[0].isupper():
        code = code_of(word) or code_of(word.removesuffix("s"))
        if code is not None:
            return "place", "", code
        if inside and len(word) >= _LEAST_NAME:
            return "name", "", _stem(word)
    return "word", "", low


def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(found) for found in _WORD.findall(text))


@functools.lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    plain = word.lower().replace("’", "'").removesuffix("'s")
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) >= len(ending) + _LEAST_STEM:
            return plain[: -len(ending)]
    return plain


@functools.lru_cache(maxsize=65536)
def _forms(word: str) -> tuple[str, ...]:
    """A word and what may be its dictionary form: without an ending, with an "e" in its place."""
    found = [word]
    for ending in ("s", "es", "ed", "d", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            found += [stem, stem + "e", stem[:-1] if stem[-1] == stem[-2] else stem]
    return tuple(dict.fromkeys(found))


@functools.lru_cache(maxsize=1 << 18)
def _opposed(a: str, b: str) -> bool:
    return any(opposed(x, y) for x in _forms(a) for y in _forms(b))
