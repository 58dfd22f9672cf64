"""Who wrote it: names in bylines, without roles, places, papers and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rashomon.stages.clean.dates import find_moments
from rashomon.stages.clean.months import month_of, weekday_of
from rashomon.stages.clean.origin import is_place
from rashomon.stages.clean.units import Unit

__all__ = ["authors_of"]

LEAD = re.compile(
    r"(?:^|(?<=[\s|•·,–—-]))(?:(?:written|reported|posted|story|words|published|text|analysis|report)"
    r"\s(?:by|von)|by|von|par|por|di|door|av|af|skrevet\sav|geschreven\sdoor|texte?\sde|autor(?:in|e"
    r"|es|a)?|author|auteur|автор|текст|yazan|autore|text|tekst|opracował[ai]?|di)\s*:?\s+",
    re.I,
)
ALONE = re.compile(r"^(?:written by|by|von|par|por|door|author|autor|автор)\s?:?$", re.I)
HELPED = re.compile(
    r"\W*(?:additional|editing|edited|compiled\sby\sstaff|with\s(?:reporting|contributions))\b",
    re.I,
)
CLOSING = re.compile(
    r"\W*(?:reporting|writing)\sby\s(?P<names>[^;()]+?)(?:[;()]|\.\s|\s*[,.]?\s*(?:additional"
    r"|editing|writing)\b|$)",
    re.I,
)
NOISE = re.compile(r"\S+@\S+|@\w+|https?://\S+|www\.\S+|\([^)]*\)|\[[^\]]*\]")
BREAK = re.compile(r"\s+[|/·•–—-]\s+|\s*[|•·;:/]\s*|\s{2,}|\s[–—-]|\n|\t")
COMMA = re.compile(r"\s*,\s*")
AND = re.compile(r"\s*&\s*|\s+(?:and|und|et|y|e|en|og|och|ja|и|і|ve|with|mit|con)\s+", re.I)
PARTICLES = frozenset(
    "de da di do dos das del della du des la le van von der den het ter ten zu af av al el bin ibn"
    " ben abu ul e y mac o' d' st".split()
)
STOPS = frozenset(
    """
    staff reporter reporters correspondent correspondents editor editors writer writers producer
    journalist columnist contributor contributors author photographer analyst fellow professor
    director chief senior deputy associate assistant managing special political foreign national
    international diplomatic economics business defence defense security health science education
    culture sports sport crime legal home world royal royals showbiz video digital data news press
    agency agencies wire wires service services bureau desk team media network newsroom editorial
    board redaktion redaktionen redaktor redakteur redakteurin redacción redaction rédaction
    redazione redactie redação korrespondent korrespondentin corresponsal correspondant
    correspondante journaliste periodista giornalista jornalista dziennikarz muhabir haber ajansı
    associated reuters afp ap dpa pa upi tass ansa efe bloomberg xinhua kyodo anadolu press-agency
    cnn bbc nbc cbs abc npr msnbc cnbc fox times post journal herald tribune guardian telegraph
    magazine online today daily weekly tv radio television channel university institute center
    centre school college company inc ltd llc corp special published updated posted created
    modified follow email share print comments comment minutes read guest opinion analysis live
    updates breaking exclusive the our for in at from of on mr mrs ms dr sen rep gov sir prof
    subscribe view bio profile advertisement edited reporting getty images photo photos image
    """.split()
)
"""Words behind which, or instead of which, no name stands in a byline."""
ARTICLES = frozenset("the le les el il der die das het".split())
"""First words of a paper's name, not of a person's."""
TITLES = re.compile(r"^(?:Dr|Prof|Sir|Dame|Lord|Sen|Rep|Gov|Mr|Mrs|Ms)\.?\s+", re.I)
TOKEN = re.compile(r"[A-ZÀ-Þ]\.(?:[A-ZÀ-Þ]\.)*|[^\W\d_]+(?:[.’'‘-][^\W\d_]+)*\.?")
ROLE = re.compile(
    r"(?:[a-z]+\s){0,3}(?:reporter|correspondent|editor|writer|columnist|journalist|redakt|korrespond"
    r"|journalist|corres|giornalista|contributor|staff)",
    re.I,
)
LENGTH = (2, 5)
"""Words of a name."""


def authors_of(units: Sequence[Unit], outlet: str | None = None) -> tuple[str, ...]:
    """The names in the bylines; in who reported it at the foot, where no byline has any."""
    bylines = [unit.text for unit in units if unit.kind == "byline"]
    about = "\n".join(unit.text for unit in units if unit.reason == "about the author")
    found = dict.fromkeys(name for text in bylines for name in _named(text, outlet, about))
    if not found:
        found = dict.fromkeys(_under_by(units))
    if not found:
        closing = (CLOSING.match(text) for text in bylines)
        found = dict.fromkeys(name for m in closing if m for name in _list(m["names"]))
    return tuple(found)


def _named(text: str, outlet: str | None, about: str) -> Iterator[str]:
    """Names in a byline: behind its "by", else beside its date."""
    if HELPED.match(text) or CLOSING.match(text):
        return
    bare = NOISE.sub(" | ", _without_dates(text))
    leads = list(LEAD.finditer(bare))
    if leads:
        for lead in leads:
            yield from _list(bare[lead.end() :])
    elif bare != text:
        yield from _unsaid(bare, outlet, about)


def _unsaid(text: str, outlet: str | None, about: str) -> Iterator[str]:
    """Names in a byline without a "by": with a role, beside the outlet, or told of elsewhere."""
    for part in BREAK.split(text):
        for piece in COMMA.split(part):
            name, rest = _name(piece)
            if name is None:
                continue
            role = ROLE.match(rest)
            beside = outlet is not None and outlet in text and not rest and name not in outlet
            if role or beside or (not rest and name in about):
                yield name


def _under_by(units: Sequence[Unit]) -> Iterator[str]:
    """The name on the line below a "By" that is a line of its own."""
    for before, unit in pairwise(units):
        if ALONE.match(before.text) and len(unit.text) < 80:
            yield from _list(unit.text)


def _without_dates(text: str) -> str:
    parts, at = [], 0
    for moment in find_moments(text):
        parts.append(text[at : moment.start])
        at = moment.end
    return " | ".join((*parts, text[at:]))


def _list(text: str) -> Iterator[str]:
    """Names of an enumeration, up to what is none.

    "A, B and C" are three; of "A, B" the second may be a place or a role, so it is left out.
    """
    first = next((part for part in BREAK.split(text) if part.strip()), "")
    parts = [part for part in AND.split(first) if part]
    several = len(parts) > 1
    for part in parts:
        pieces = [piece for piece in COMMA.split(part) if piece]
        for i, piece in enumerate(pieces):
            name, rest = _name(piece)
            if name is None:
                return
            yield name
            if rest or (not several and i == 0 and len(pieces) < 3):
                return


def _name(text: str) -> tuple[str | None, str]:
    """The name at the head of a text, and what stands behind it."""
    rest = TITLES.sub("", text.strip())
    words: list[str] = []
    at = 0
    for match in TOKEN.finditer(rest):
        word = match[0]
        if rest[at : match.start()].strip() or not _of_name(word, words):
            break
        words.append(word if "." in word[:-1] or len(word) < 4 else word.rstrip("."))
        at = match.end()
        if word != words[-1]:
            break
    while words and words[-1].lower() in PARTICLES:
        words.pop()
    name = " ".join(words)
    if not LENGTH[0] <= len(words) <= LENGTH[1] or is_place(name):
        return None, rest
    if name.isupper():
        name = " ".join(_capital(word) for word in words)
    return name, rest[at:].strip(" .,")


def _of_name(word: str, before: Sequence[str]) -> bool:
    bare = word.strip(".").lower()
    if bare in PARTICLES and before:
        return True
    if not word[0].isupper() or bare in STOPS or (bare in ARTICLES and not before):
        return False
    if len(bare) > 3 and before and (month_of(bare) or weekday_of(bare) is not None):
        return False
    # a place in capitals behind a name that is not
    mixed = bool(before) and not before[0].isupper()
    return not (mixed and word.isupper() and len(bare) > 2 and "." not in word)


def _capital(word: str) -> str:
    """A word written in capitals as a name is written."""
    if word.lower() in PARTICLES or "." in word:
        return word.lower() if word.lower() in PARTICLES else word
    return re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), word)
