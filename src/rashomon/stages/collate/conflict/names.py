"""Whether two names can stand for one and the same, and whether one place lies in the other.

Countries, demonyms and capitals come from ``data/countries.json``. A name that is wider than a
town (a country, a state of the US, a part of the world) is never set against a town: whether the
one lies in the other is not known here.
"""

from __future__ import annotations

import functools
import json
import re
import unicodedata
from importlib import resources

from rapidfuzz import fuzz

__all__ = ["code_of", "compatible_places", "plain", "same_name", "wide"]

SPELLING = 78.0
"""Letters of two names that must agree (rapidfuzz ratio) to be spellings of one: Raqa, Raqqa."""

MIN_JOINED = 8
"""Letters of a name written as one word (a handle) that must begin another one."""

MIN_LETTERS = 2
"""Letters below which a name is an initial, cut off by the parse ("N. Japan")."""

_TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady president prime minister vice chancellor secretary senator "
    "sen rep gov governor king queen prince princess pope judge justice general gen colonel col "
    "captain capt sergeant sgt lieutenant lt officer chief chairman director professor prof state "
    "foreign us u.s. the a an of former then spokesman spokeswoman attorney coach party group "
    "company province city town district region county".split()
)
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western new old upper lower".split()
)
_WIDE = frozenset(
    (
        "africa|asia|europe|america|north america|south america|latin america|central america|"
        "the americas|oceania|antarctica|caribbean|middle east|far east|east asia|southeast asia|"
        "south asia|central asia|eastern europe|western europe|northern europe|southern europe|"
        "scandinavia|balkans|baltics|gulf|persian gulf|pacific|atlantic|mediterranean|arctic|"
        "west|east|north|south|midwest|new england|england|scotland|wales|northern ireland|"
        "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|"
        "hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|"
        "massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|"
        "new hampshire|new jersey|new mexico|new york state|north carolina|north dakota|ohio|"
        "oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|"
        "utah|vermont|virginia|west virginia|wisconsin|wyoming|"
        "ontario|quebec|alberta|british columbia|manitoba|saskatchewan|nova scotia"
    ).split("|")
)
_ABBREVIATED = (
    ("united nations", "un"),
    ("united states", "us"),
    ("european union", "eu"),
    ("united kingdom", "uk"),
)
"""Long forms that are shortened at the head of a longer name (United Nations Security Council)."""

_ALIASES = (
    "islamic state|isis|isil|is|daesh|islamic state group|isis group|the islamic state group",
    "north korea|dprk|democratic people's republic of korea|pyongyang",
    "south korea|republic of korea|seoul",
    "united states|us|usa|america|u.s.|washington|white house|states",
    "united nations|un|u.n.|united nations security council|security council",
    "european union|eu|brussels",
    "russia|kremlin|moscow",
    "britain|uk|united kingdom|great britain|england|downing street",
    "germany|berlin",
    "china|beijing",
    "burma|myanmar",
    "kiev|kyiv",
    "turkey|türkiye|ankara",
)


@functools.lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, list[str]]]:
    """Names, demonyms and capitals of each country, by its code."""
    text = resources.files("rashomon.data").joinpath("countries.json").read_text("utf-8")
    found: dict[str, dict[str, list[str]]] = json.loads(text)
    return found


@functools.lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """Country code by lower-case name, demonym or capital."""
    found: dict[str, str] = {}
    for code, entry in _table().items():
        for field in ("names", "demonyms", "capitals"):
            for name in entry.get(field, ()):
                found.setdefault(plain(name), code)
                for part in name.split(" and "):
                    found.setdefault(plain(part), code)
    return found


@functools.lru_cache(maxsize=1)
def _country_names() -> frozenset[str]:
    return frozenset(
        plain(part)
        for entry in _table().values()
        for field in ("names", "demonyms")
        for name in entry.get(field, ())
        for part in (name, *name.split(" and "))
    )


@functools.lru_cache(maxsize=1)
def _alias_group() -> dict[str, int]:
    return {name: n for n, line in enumerate(_ALIASES) for name in line.split("|")}


@functools.lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """A name in small letters without accents, dots, possessive and leading article."""
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    text = re.sub(r"['’]s?\b|\.", "", text)
    text = re.sub(r"[^a-z0-9]+", " ", text).strip().removeprefix("the ")
    for long, short in _ABBREVIATED:
        if text.startswith(long + " "):
            return short + text[len(long) :]
    return text


def code_of(name: str) -> str | None:
    """Code of the country that a name, demonym or capital belongs to."""
    return _countries().get(plain(name))


def wide(name: str) -> bool:
    """Whether a name is wider than a town: a country, a state, a part of the world."""
    text = plain(name)
    return text in _WIDE or text in _country_names()


@functools.lru_cache(maxsize=65536)
def same_name(a: str, b: str) -> bool:
    """Whether two names can be names of one: equal, shortened, an acronym, another spelling."""
    x, y = plain(a), plain(b)
    if min(len(x), len(y)) < MIN_LETTERS or x == y or _known_alias(x, y):
        return True
    mine, theirs = set(_core(x)), set(_core(y))
    if mine <= theirs or theirs <= mine:
        return True
    return _joined(x, y) or _acronym(x, y) or _acronym(y, x) or _spelled(x, y) or _same_head(x, y)


def _known_alias(x: str, y: str) -> bool:
    """Names of one country or body (Moscow, Kremlin, Russia)."""
    groups, code = _alias_group(), code_of(x)
    return groups.get(x, -1) == groups.get(y, -2) or (code is not None and code == code_of(y))


def _joined(x: str, y: str) -> bool:
    """A name written as one word: a handle."""
    short, long = sorted((x.replace(" ", ""), y.replace(" ", "")), key=len)
    return len(short) >= MIN_JOINED and long.startswith(short)


def _same_head(x: str, y: str) -> bool:
    """Two names of three words or more that begin alike (All Nippon Airways, ... Airlines), or
    of which one is the other's end and an acronym (ANA, Nippon Airways)."""
    mine, theirs = x.split(), y.split()
    if len(mine) > 2 and len(theirs) > 2 and mine[:2] == theirs[:2]:
        return True
    short, long = sorted((mine, theirs), key=len)
    ends = "".join(word[0] for word in long)
    return len(short) == 1 and len(long) > 1 and len(short[0]) > 2 and short[0].endswith(ends)


def _spelled(x: str, y: str) -> bool:
    """Whether two names are spellings of one, word by word; known countries never are."""
    mine, theirs = x.split(), y.split()
    if len(mine) != len(theirs) or code_of(x) or code_of(y):
        return False
    return all(
        a == b or (not {a, b} & _DIRECTIONS and fuzz.ratio(a, b) >= SPELLING)
        for a, b in zip(mine, theirs, strict=True)
    )


def _core(name: str) -> tuple[str, ...]:
    """The words of a name without titles and kinds of thing."""
    return tuple(word for word in name.split() if word not in _TITLES)


def _acronym(short: str, long: str) -> bool:
    if " " in short or not 2 <= len(short) <= 6:
        return False
    initials = "".join(word[0] for word in long.split())
    content = "".join(w[0] for w in long.split() if w not in ("of", "the", "for", "and"))
    return short in (initials, content)


def compatible_places(a: str, b: str) -> bool:
    """Whether two places can be one, or one lies in the other as far as is known."""
    if same_name(a, b):
        return True
    if wide(a) != wide(b):
        return True
    return False if not wide(a) else _different_level(a, b)


def _different_level(a: str, b: str) -> bool:
    """Two wide names: a country and a continent may contain each other, two countries may not."""
    kinds = [plain(n) in _country_names() for n in (a, b)]
    return kinds[0] != kinds[1] or (not kinds[0] and not (_state(a) and _state(b)))


def _state(name: str) -> bool:
    text = plain(name)
    return text in _WIDE and text not in _REGIONS


_REGIONS = frozenset(
    "africa|asia|europe|america|north america|south america|latin america|central america|"
    "the americas|oceania|caribbean|middle east|far east|east asia|southeast asia|south asia|"
    "central asia|eastern europe|western europe|northern europe|southern europe|scandinavia|"
    "balkans|baltics|gulf|persian gulf|pacific|atlantic|mediterranean|arctic|west|east|north|"
    "south|midwest|new england".split("|")
)
