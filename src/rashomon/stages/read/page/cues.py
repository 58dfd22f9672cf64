"""Words by which the furniture of a page is known, as bits, cheap to ask of every segment."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

__all__ = ["CUES", "cues_of"]

CUES = (
    "subscribe", "related", "photo", "rights", "byline", "date", "follow", "comment", "about",
    "advert", "source",
)  # fmt: skip

_FIRST = {
    "related": (
        "read see more related also watch listen recommended trending mehr lesen lire voir "
        "leer lea leggi leia veja ver lees читайте most"
    ),
    "byline": "by von por par di door written reporting",
    "date": (
        "published posted updated veröffentlicht aktualisiert stand publié publicado "
        "actualizado pubblicato aggiornato atualizado"
    ),
    "advert": (
        "advertisement advertisment advertorial sponsored ad anzeige werbung publicidad "
        "publicité pubblicità promoted"
    ),
    "source": (
        "source sources quelle fuente fonte topics topic tags tag filed categories category "
        "themen mots"
    ),
}
"""Words that tell at the head of a segment, in English and a few languages beside it."""

_ANY = {
    "subscribe": (
        r"subscri|newsletter|login|signup|inbox|abonn|suscri|iscriv|inscri|anmeld|"
        r"registrier|assinante|donat|paywall"
    ),
    "photo": (
        r"(?:photos?|images?|pictures?|pictured|getty|reuters|afp|epa|shutterstock|"
        r"courtesy|fotos?|bild|bilder|cr[ée]dits?|pic|video)$"
    ),
    "rights": r"(?:copyright|privacy|reserved|derechos|vorbehalten)$",
    "byline": r"(?:reporter|correspondent|editor|redaktion|contributor)$",
    "date": (
        r"(?:jan(?:uary?)?|feb(?:ruary?)?|march|märz|april|abril|avril|aprile|june|juni|"
        r"juin|junio|july|juli|juillet|julio|aug(?:ust)?|agosto|août|sept?(?:ember|"
        r"iembre)?|o[ck]t(?:ober|ubre|obre)?|nov(?:ember|iembre|embre)?|de[cz](?:ember|"
        r"iembre|embre)?|ago|(?:19|20)\d\d)$"
    ),
    "follow": (
        r"(?:follow|share|tweet|facebook|whatsapp|instagram|twitter|telegram|youtube|"
        r"teilen|compartir|partager|condividi)$"
    ),
    "comment": r"(?:comments?|repl(?:y|ies)|kommentare?|comentarios?|commentaires?)$",
    "about": r"(?:author|originally|contributed|freelance|columnist|opinions)$",
    "advert": r"(?:affiliate|commission|sponsored)$",
}
"""Words that tell wherever they stand: patterns of how the word begins."""

_PHRASES = {
    "subscribe": (
        "sign up", "sign in", "log in", "free trial", "download the app", "download our app",
    ),
    "related": (
        "read more", "read also", "read next", "see also", "lire aussi", "leggi anche",
        "leia também", "leia mais", "también lee", "mehr zum thema", "more from", "more on",
        "more stories",
    ),
    "photo": (
        "ap photo", "file photo",
    ),
    "rights": (
        "©", "all rights", "terms of", "tous droits",
    ),
    "byline": (
        "@",
    ),
    "follow": (
        "follow us", "share this", "click here",
    ),
    "comment": (
        "leave a",
    ),
    "about": (
        "this article", "this story", "this post", "this piece", "is a reporter", "is a writer",
        "is a journalist", "is an editor", "is the author",
    ),
}  # fmt: skip
"""Phrases and signs that tell wherever they stand."""

_HEADS = {
    word: sum(1 << n for n, name in enumerate(CUES) if word in _FIRST.get(name, "").split())
    for word in sorted({word for words in _FIRST.values() for word in words.split()})
}
_PATTERNS = tuple((1 << CUES.index(name), re.compile(pattern)) for name, pattern in _ANY.items())
_SIGNS = tuple((1 << CUES.index(n), p) for n, ps in _PHRASES.items() for p in ps if " " not in p)
_STRINGS: dict[str, list[tuple[int, str]]] = {}
for _name, _phrases in _PHRASES.items():
    for _phrase in _phrases:
        if " " in _phrase:
            pair = (1 << CUES.index(_name), _phrase)
            _STRINGS.setdefault(_phrase.split()[0], []).append(pair)
_STARTS = frozenset(_STRINGS)


def cues_of(text: str, words: Sequence[str]) -> int:
    """Which cues stand in a text: bit n is set for ``CUES[n]``.

    :param text: in lower case.
    :param words: its words.
    """
    bits = _HEADS.get(words[0], 0) if words else 0
    for of_word in map(_of_word, words):
        bits |= of_word
    if not _STARTS.isdisjoint(words):
        for word in words:
            for bit, phrase in _STRINGS.get(word, ()):
                if phrase in text:
                    bits |= bit
    for bit, sign in _SIGNS:
        if sign in text:
            bits |= bit
    return bits


@functools.lru_cache(maxsize=100_000)
def _of_word(word: str) -> int:
    bits = 0
    for bit, pattern in _PATTERNS:
        if pattern.match(word):
            bits |= bit
    return bits
