"""What the checker knows of English words: how much one weighs, which say the same, which the
opposite, and which say little.

Weights come from ``data/document-frequencies.npz``, synonyms and opposites from
``data/synonyms.txt`` and ``data/opposites.txt``; what neither lists is told by word vectors.
"""

from __future__ import annotations

import functools
import json
import math
import re
from importlib import resources

from rashomon import rarity

__all__ = [
    "CLAIMING",
    "CONTESTING",
    "EMPTY",
    "NEGATING",
    "NOBODY",
    "OFFICIAL",
    "REPORTING",
    "TITLES",
    "countries",
    "one_folk",
    "opposite",
    "opposites_of",
    "related",
    "stem",
    "synonyms",
    "synonyms_of",
    "weight",
]


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


EMPTY = _set("""
be have do will would can could may might shall should must go get make take come give put let
the a an this that these those it its he she they we i you his her their our my your him them us
who whom whose which what when where why how all any both each every some such same other another
own more most less least much many few one two than then there here so too very just only also even
still yet already again once ever of in on at by for with from to into onto upon about over under
after before between during through against among as if because since although though while until
and or but nor not no never not n't 's than per via out up off down away back
say tell add according accord s t d ll re ve
nearly almost about around roughly approximately apart aside just some altogether
""")
"""Lemmas that tell no fact by themselves."""

REPORTING = _set("""
say tell add note report state announce explain write describe call mention insist stress think
believe confirm warn argue acknowledge admit concede declare point recall speak quote predict
expect repeat maintain estimate remark comment suggest hope fear feel consider want wish demand
claim allege accuse assert contend charge complain deny reject dispute ask promise pledge vow
""")
"""Verbs whose content is what somebody says or thinks."""

CLAIMING = _set("""
claim allege accuse assert contend charge complain insist argue maintain believe think fear suspect
blame repeat deny suggest
""")
"""Verbs that leave open whether it is so."""

CONTESTING = _set("deny reject dispute refute contradict rebut dismiss contest disagree")
"""Verbs of those who say that something is not so."""

OFFICIAL = _set("""
police official officials authority authorities spokesman spokeswoman spokesperson ministry
department office court prosecutor prosecutors coroner coastguard government institute service
fire commander report data figure figures statement notice document documents record agency bureau
company club hospital doctor doctors team
""")
"""Those whose word reports pass on as the fact."""

NEGATING = _set("fail refuse decline deny unable avoid prevent stop refrain reject lack")
"""Lemmas that turn what hangs on them into its opposite."""

NOBODY = _set("no nobody none nothing neither nowhere noone never nor not without hardly barely")

TITLES = _set("""
mr mrs ms miss dr sir dame lord lady prof professor president mayor judge justice senator governor
minister chancellor secretary chief captain colonel general sergeant lieutenant private major
commander inspector officer king queen prince princess pope bishop father sister brother reverend
director chairman chairwoman manager coach prime foreign defence defense deputy attorney district
council councillor member representative congressman congresswoman republican democrat the a an of
and inc ltd plc corp co company mv ms hms
""")
"""Words before and in names that name nobody."""

_WORD = re.compile(r"\w[\w.’']*")
_LONGEST_COUNTRY = 4


@functools.lru_cache(maxsize=1)
def _countries() -> dict[tuple[str, ...], str]:
    raw = resources.files("rashomon.data").joinpath("countries.json").read_text("utf-8")
    found: dict[tuple[str, ...], str] = {}
    for code, row in json.loads(raw).items():
        for name in (*row.get("names", ()), *row.get("demonyms", ())):
            found.setdefault(tuple(_WORD.findall(name)), code)
    return found


def countries(text: str) -> list[tuple[int, int, str]]:
    """Names of countries and of their people in a text: (start, end, ISO 3166-1 code)."""
    table, words, found, at = _countries(), list(_WORD.finditer(text)), [], 0
    while at < len(words):
        for size in range(_LONGEST_COUNTRY, 0, -1):
            run = words[at : at + size]
            code = table.get(tuple(re.sub(r"['’]s$", "", w.group()) for w in run))
            if len(run) == size and code is not None:
                found.append((run[0].start(), run[-1].end(), code))
                at += size - 1
                break
        at += 1
    return found


_FOLK = ("an", "ian", "n", "ese", "ish", "i", "ic", "er", "s", "ans", "ians")
_LEAST_FOLK = 5


def one_folk(a: str, b: str) -> bool:
    """Whether one plain name is the other's people or things (Karvelia, Karvelian)."""
    short, long = sorted((a, b), key=len)
    if len(short) < _LEAST_FOLK or short[:_LEAST_FOLK] != long[:_LEAST_FOLK]:
        return False
    return any(long == f"{short.rstrip('aeiouy')}{end}" or long == short + end for end in _FOLK)


_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ers", "er", "ed",
            "es", "ly", "al", "s", "e")  # fmt: skip
_LEAST_STEM = 4


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its ending, where enough is left."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            return word[: -len(ending)]
    return word


_RAREST = 1e-4


@functools.lru_cache(maxsize=65536)
def weight(lemma: str) -> float:
    """How much a word tells, 0 to 1: the logarithm of how few news articles it stands in."""
    if lemma in EMPTY:
        return 0.0
    share = max(rarity.share(lemma) or 0.0, _RAREST)
    return min(1.0, max(0.15, math.log(share) / math.log(_RAREST)))


@functools.lru_cache(maxsize=1)
def _senses() -> dict[str, frozenset[int]]:
    folder = resources.files("rashomon.data")
    files = ("synonyms.txt", "paraphrases.txt")
    lines = [line for name in files for line in folder.joinpath(name).read_text().splitlines()]
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines):
        if not line.startswith("#"):
            for word in line.split():
                found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@functools.lru_cache(maxsize=1)
def _sides() -> dict[str, tuple[frozenset[int], frozenset[int]]]:
    text = resources.files("rashomon.data").joinpath("opposites.txt").read_text("utf-8")
    found: dict[str, tuple[set[int], set[int]]] = {}
    for number, line in enumerate(text.splitlines()):
        if line.startswith("#") or "|" not in line:
            continue
        for side, words in enumerate(line.split("|")):
            for word in words.split():
                found.setdefault(word, (set(), set()))[side].add(number)
    return {word: (frozenset(left), frozenset(right)) for word, (left, right) in found.items()}


_NONE: frozenset[int] = frozenset()
_PREFIXES = ("un", "in", "im", "dis")


@functools.lru_cache(maxsize=1)
def _of_sense() -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for word, numbers in _senses().items():
        for number in numbers:
            found.setdefault(number, []).append(word)
    return found


@functools.lru_cache(maxsize=65536)
def synonyms_of(lemma: str) -> frozenset[str]:
    """Lemmas listed as telling one act or thing with a lemma, itself left out."""
    numbers = _senses().get(lemma, _NONE)
    return frozenset(word for number in numbers for word in _of_sense()[number]) - {lemma}


def synonyms(a: str, b: str) -> bool:
    """Whether two lemmas are listed as telling one act or thing."""
    return b in synonyms_of(a)


@functools.lru_cache(maxsize=1)
def _of_side() -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    found: tuple[dict[int, list[str]], dict[int, list[str]]] = ({}, {})
    for word, sides in _sides().items():
        for side in (0, 1):
            for number in sides[side]:
                found[side].setdefault(number, []).append(word)
    return found


@functools.lru_cache(maxsize=65536)
def opposites_of(lemma: str) -> frozenset[str]:
    """Lemmas listed as opposites of a lemma and not also as synonyms, and its denying forms."""
    left, right = _sides().get(lemma, (_NONE, _NONE))
    of_left, of_right = _of_side()
    found = {w for n in left for w in of_right.get(n, ())}
    found |= {w for n in right for w in of_left.get(n, ())}
    if len(lemma) >= _LEAST_STEM:
        found |= {f"{prefix}{lemma}" for prefix in _PREFIXES}
    for prefix in _PREFIXES:
        if lemma.startswith(prefix) and len(lemma) - len(prefix) >= _LEAST_STEM:
            found.add(lemma[len(prefix) :])
    return frozenset(found) - synonyms_of(lemma) - {lemma}


def opposite(a: str, b: str) -> bool:
    """Whether two lemmas are listed as opposites, or differ by a denying prefix."""
    return b in opposites_of(a)


@functools.lru_cache(maxsize=262144)
def related(a: str, b: str) -> bool:
    """Whether two lemmas are one word in two forms (arrive, arrival)."""
    if a == b:
        return True
    if min(len(a), len(b)) < _LEAST_STEM:
        return False
    one, other = stem(a), stem(b)
    return one == other and len(one) >= _LEAST_STEM
