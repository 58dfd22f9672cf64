"""Proper names of one article: the parser's name spans, repaired by what the article shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rashomon.models import Article, EntityType, Parse, Token
from rashomon.offsets import trim
from rashomon.stages.annotate.entities.countries import lookup
from rashomon.stages.annotate.entities.name_evidence import by_evidence
from rashomon.stages.annotate.entities.name_family import related
from rashomon.stages.annotate.entities.name_runs import made_whole
from rashomon.stages.annotate.entities.name_untagged import untagged
from rashomon.stages.annotate.entities.nametypes import (
    SEATED,
    Name,
    initials,
    judged,
    without_headline_spans,
)
from rashomon.stages.annotate.entities.roles import COURTESY, TITLES, is_person_noun
from rashomon.stages.annotate.entities.spelling import folded

__all__ = ["Name", "find_names"]

TYPES: dict[str, EntityType] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "EVENT": "event",
    "PRODUCT": "other",
    "WORK_OF_ART": "other",
    "LAW": "other",
}
MARKUP = re.compile(r"\[/?\w+\]?|</?\w+>?")
LONGEST_TITLE = 8
"""A span that the parser takes for a title of a work is a sentence when it is longer, in tokens."""
LONGEST_PLACE = 5
LEAST_FIRST = 3
"""Letters that a body's first word has more than, to stand for the body."""
NICKNAME = re.compile(r"[\"“‘']([^\W\d_]{3,})[\"”’'] ")
LEAST_AGAIN = 5
"""Letters of a name that is looked for elsewhere."""
NOT_NAMES = frozenset(
    "mr mrs ms dr i he she they we you it photo picture file pool handout".split()
)
INSIDE = re.compile(r"[/“”\"|•]| & ")
EDGE = " \t\r\n.,;:!?()[]{}\"“”„«»‘’'`—–-*•|/\\"


def find_names(article: Article, parse: Parse) -> list[Name]:
    """Names in order of the text, none overlapping another."""
    tagged = [n for run in _runs(parse.tokens) for n in _repaired(article.text, parse.tokens, *run)]
    tagged = without_headline_spans(article, parse, tagged)
    known = _with_countries(article.text, parse, tagged)
    names = judged(parse, [*known, *untagged(article, parse, known)])
    names = made_whole(article, parse, names)
    names = made_whole(article, parse, [*names, *_missed(article.text, parse, names)])
    return sorted(related(parse, by_evidence(parse, names)), key=lambda n: n.start)


def _runs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    first = 0
    while first < len(tokens):
        last = first + 1
        label = tokens[first].ent
        if label in TYPES:
            while last < len(tokens) and _goes_on(tokens, last, label):
                last += 1
            yield first, last
        first = last


def _goes_on(tokens: Sequence[Token], at: int, label: str) -> bool:
    same_sentence = tokens[at].sentence == tokens[at - 1].sentence
    return tokens[at].ent == label and not tokens[at].ent_start and same_sentence


def _repaired(text: str, tokens: Sequence[Token], first: int, last: int) -> Iterator[Name]:
    """The names in one tagged run: markup cut out, articles, titles and possessives cut off."""
    kind = TYPES[tokens[first].ent]
    if kind == "other" and last - first > LONGEST_TITLE:
        return
    if _part_of_title(tokens, first):
        return
    pieces = list(MARKUP.finditer(text, tokens[first].start, tokens[last - 1].end))
    if pieces:
        yield from _between_markup(text, tokens, (first, last), pieces)
        return
    if kind == "person" and (vessel := _vessel(tokens, first)) is not None:
        yield from _named(text, tokens, vessel, last, "other")
        return
    for run in _without_articles(tokens, first, last):
        start, end = _trimmed(tokens, *run, person=kind == "person")
        if start < end:
            yield from _named(text, tokens, start, end, kind)


def _without_articles(tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    """A run cut where an article begins another name ("Doe the Times")."""
    for at in range(first + 1, last - 1):
        before = tokens[at - 1]
        opens = tokens[at].text == "the" and before.pos in {"PROPN", "NOUN"}
        if opens and tokens[at + 1].text[:1].isupper() and before.text[:1].isupper():
            yield first, at
            first = at
    yield first, last


def _vessel(tokens: Sequence[Token], first: int) -> int | None:
    """Where "the Lady X" begins: an article before a form of address makes a thing of it."""
    for at in (first, first - 1):
        titled = at > 0 and tokens[at].text.lower() in COURTESY
        if titled and tokens[at - 1].text.lower() in {"the", "a"}:
            return at
    return None


def _part_of_title(tokens: Sequence[Token], first: int) -> bool:
    """Whether what looks like a name ends an office ("Secretary of State")."""
    before = [t.text for t in tokens[max(0, first - 2) : first]]
    return " ".join(before).lower() == "secretary of"


def _between_markup(
    text: str, tokens: Sequence[Token], run: tuple[int, int], pieces: Sequence[re.Match[str]]
) -> Iterator[Name]:
    """Names glued to leftover markup (``Beijing[/caption]Chinese``), by the country table only."""
    edges = [tokens[run[0]].start, *(e for m in pieces for e in m.span()), tokens[run[1] - 1].end]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        place = lookup(text[start:end])
        if place is not None:
            inside = [i for i in range(*run) if tokens[i].start < end and tokens[i].end > start]
            yield Name(
                inside[0], inside[-1] + 1, start, end, text[start:end], place.kind, place.code
            )


def _trimmed(tokens: Sequence[Token], first: int, last: int, *, person: bool) -> tuple[int, int]:
    while first < last and _loose_start(tokens[first], person=person, only=last - first == 1):
        first += 1
    while last > first and _loose_end(tokens[last - 1], more=last - first > 1):
        last -= 1
    return first, last


def _loose_start(token: Token, *, person: bool, only: bool) -> bool:
    if token.pos in {"DET", "PUNCT", "SPACE", "PART", "ADP"} or token.tag in {"PRP$", "POS"}:
        return True
    plain = token.text.rstrip(".").lower()
    if not person or only:
        return plain in NOT_NAMES
    demonym = lookup(token.text)
    known = plain in TITLES or (demonym is not None and demonym.kind in {"group", "country"})
    return known or (token.text.islower() and is_person_noun(plain))


def _loose_end(token: Token, *, more: bool) -> bool:
    number = more and token.pos == "NUM" and not token.text.isupper()
    return token.tag == "POS" or token.pos in {"PUNCT", "SPACE", "ADP", "CCONJ"} or number


def _named(
    text: str, tokens: Sequence[Token], first: int, last: int, kind: EntityType
) -> Iterator[Name]:
    start, end = tokens[first].start, tokens[last - 1].end
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE and not _abbreviation(text, start, end):
        end -= 1
    for tail in ("'s", "’s", "‘s"):
        end -= len(tail) if text[start:end].endswith(tail) else 0
    name = text[start:end]
    if "\n" in name or not any(c.isupper() or c.isalpha() > c.isascii() for c in name):
        return
    if name[0].islower() and kind == "event":
        return
    if kind == "event" and tokens[last - 1].text.islower():
        return
    cuts = list(INSIDE.finditer(name))
    if not cuts:
        yield Name(first, last, start, end, name, kind)
        return
    edges = [start, *(start + e for m in cuts for e in m.span()), end]
    pieces = [trim(text, s, e) for s, e in zip(edges[::2], edges[1::2], strict=True)]
    for number, (s, e) in enumerate(pieces):
        inside = [i for i in range(first, last) if tokens[i].start < e and tokens[i].end > s]
        if inside and s < e and text[s].isupper() and text[s:e].lower() not in NOT_NAMES:
            own = kind if number == 0 or "/" not in name else "organisation"
            yield Name(inside[0], inside[-1] + 1, s, e, text[s:e], own)


def _abbreviation(text: str, start: int, end: int) -> bool:
    """Whether the full stop at the end belongs to the name (``U.S.``, ``Jr.``)."""
    word = text[start:end].rsplit(maxsplit=1)[-1]
    return text[end - 1] == "." and ("." in word[:-1] or word in {"Jr.", "Sr.", "Inc.", "Co."})


def _with_countries(text: str, parse: Parse, tagged: Sequence[Name]) -> list[Name]:
    """Every name of the country table, unless it stands inside a longer name of another thing."""
    owner = {i: name for name in tagged for i in range(name.first, name.last)}
    found: list[Name] = []
    done = -1
    for first, token in enumerate(parse.tokens):
        if first < done or not token.text[:1].isupper():
            continue
        place = _place_at(text, parse.tokens, first, owner)
        if place is not None:
            found.append(place)
            done = place.last
    taken = {i for name in found for i in range(name.first, name.last)}
    return found + [n for n in tagged if taken.isdisjoint(range(n.first, n.last))]


def _place_at(
    text: str, tokens: Sequence[Token], first: int, owner: dict[int, Name]
) -> Name | None:
    for last in range(min(first + LONGEST_PLACE, len(tokens)), first, -1):
        start, end = tokens[first].start, tokens[last - 1].end
        place = lookup(text[start:end])
        if place is not None and _may_be_place(tokens, first, last, owner):
            return Name(first, last, start, end, text[start:end], place.kind, place.code)
    return None


def _may_be_place(tokens: Sequence[Token], first: int, last: int, owner: dict[int, Name]) -> bool:
    if tokens[first].sentence != tokens[last - 1].sentence:
        return False
    around = owner.get(first)
    if around is not None:
        longer = around.first < first or around.last > last
        if around.type in {"place", "group", "event"} and not around.code:
            return not longer or around.type == "group"
        return not longer and around.type != "person"
    return tokens[first].pos in {"PROPN", "ADJ"} and tokens[first].tag.startswith(("NNP", "JJ"))


def _missed(text: str, parse: Parse, names: Sequence[Name]) -> Iterator[Name]:
    """What is untagged here and a name elsewhere: a part of a person's name, a name, initials."""
    again = list(_again(text, parse, names))
    yield from again
    known = _known(names)
    whole = {folded(n.text) for n in names}
    short = {i for n in names if n.type == "organisation" for i in initials(n.text)}
    taken = {i for name in [*names, *again] for i in range(name.first, name.last)}
    small = {t.text for t in parse.tokens if t.text.islower()}
    for at, token in enumerate(parse.tokens):
        word = token.text
        if word.islower() or at in taken or not word[0].isalpha():
            continue
        kind = known.get(folded(word))
        if kind is None and word in short:
            kind = "organisation"
        if kind is None or not _written_as_name(token, small):
            continue
        beside = token.dep in {"compound", "amod", "nmod"}
        if kind == "organisation" and beside and folded(token.text) not in whole:
            continue
        yield Name(at, at + 1, token.start, token.end, text[token.start : token.end], kind)


def _written_as_name(token: Token, small: set[str]) -> bool:
    """Whether a word has a capital of its own: tagged as a name, or never written small."""
    if token.text[:1].islower():
        return token.pos == "PROPN" and any(c.isupper() for c in token.text)
    if token.pos == "PROPN":
        return token.text[:1].isupper()
    return token.pos in {"NOUN", "ADJ", "X"} and token.text.lower() not in small


def _again(text: str, parse: Parse, names: Sequence[Name]) -> Iterator[Name]:
    """Names of several words that stand in the text again, untagged."""
    tokens = parse.tokens
    taken = {i for name in names for i in range(name.first, name.last)}
    starts: dict[str, dict[str, Name]] = {}
    for name in names:
        if name.code is None and name.last - name.first > 1 and len(name.text) > LEAST_AGAIN:
            starts.setdefault(tokens[name.first].text, {}).setdefault(name.text, name)
    done = -1
    for at, token in enumerate(tokens):
        for words, name in starts.get(token.text, {}).items() if at >= done else ():
            last = at + name.last - name.first
            same = text.startswith(words, token.start) and last <= len(tokens)
            if (
                same
                and taken.isdisjoint(range(at, last))
                and tokens[last - 1].end == token.start + len(words)
            ):
                yield Name(at, last, token.start, tokens[last - 1].end, words, name.type)
                done = last


def _known(names: Sequence[Name]) -> dict[str, EntityType]:
    """Words that are a name by themselves, and those that begin or end a person's name."""
    known: dict[str, EntityType] = {}
    for name in names:
        if name.code is None and len(name.text) > 2:
            known.setdefault(folded(name.text), name.type)
    for name in names:
        words = folded(name.text).split()
        for alias in NICKNAME.findall(folded(name.text)) if name.type == "person" else ():
            known.setdefault(alias, "person")
        body = name.type == "organisation" and len(words) > 1 and len(words[0]) > LEAST_FIRST
        seated = words[-1] in SEATED or "of" in words
        if body and not seated and lookup(words[0]) is None and words[0] not in TITLES:
            known.setdefault(words[0], "organisation")
        if len(words) > 1 and words[-1] == "river" and lookup(words[0]) is None:
            known.setdefault(" ".join(words[:-1]), "place")
        if name.type == "person" and len(words) > 1:
            known[words[-1]] = "person"
            known.setdefault(words[-1] + "s", "group")
            if len(words[0]) > 2 and words[0] not in TITLES:
                known.setdefault(words[0], "person")
    return known
