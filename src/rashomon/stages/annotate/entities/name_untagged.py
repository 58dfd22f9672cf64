"""Names that the parser did not tag: capitals that speak or that a noun explains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from rashomon.models import Article, EntityType, Parse, Token
from rashomon.stages.annotate.coref.nouns import kind_of
from rashomon.stages.annotate.entities.countries import lookup
from rashomon.stages.annotate.entities.name_runs import HEADLINES, PARTICLES
from rashomon.stages.annotate.entities.nametypes import Name

__all__ = ["untagged"]

SAYING = frozenset("say tell add ask reply warn insist recall write argue".split())
LONGEST = 4
LEAST_LONE = 4
"""Letters of a name that stands alone."""
TOLD = frozenset({"person", "organisation"})
FAR = 9
"""Tokens after a name within which its apposition's noun stands."""


def untagged(article: Article, parse: Parse, names: Sequence[Name]) -> Iterator[Name]:
    """Names in order of the text; none touches one that is known."""
    tokens = parse.tokens
    taken = {i for name in names for i in range(name.first, name.last)}
    body = [article.blocks[b].kind not in HEADLINES for b in parse.blocks]
    small: set[str] | None = None
    first = 0
    while first < len(tokens):
        last = first
        while (
            last < len(tokens) and last - first <= LONGEST and _goes_on(tokens, first, last, taken)
        ):
            last += 1
        if last > first and body[tokens[first].sentence]:
            if small is None:
                small = {t.text for t in tokens if t.text.islower()}
            kind = _kind(tokens, first, last) if last - first > 1 else _lone(tokens, first, small)
            if kind is not None and tokens[last - 1].text not in PARTICLES:
                start, end = tokens[first].start, tokens[last - 1].end
                yield Name(first, last, start, end, article.text[start:end], kind)
        first = max(last, first + 1)


def _lone(tokens: Sequence[Token], at: int, small: set[str]) -> EntityType | None:
    """A person of one name, by the apposition behind it or the words that it says."""
    token = tokens[at]
    if token.tag != "NNP" or token.text.lower() in small or len(token.text) < LEAST_LONE:
        return None
    if at and (tokens[at - 1].tag in {"DT", "NNP", "POS", "PRP$"} or tokens[at - 1].text == "-"):
        return None
    kind = _kind(tokens, at, at + 1)
    return kind if kind == "person" else None


def _goes_on(tokens: Sequence[Token], first: int, at: int, taken: set[int]) -> bool:
    token = tokens[at]
    if at in taken or token.ent or token.sentence != tokens[first].sentence:
        return False
    if at > first and token.text in PARTICLES:
        return True
    great = token.text[:1].isupper() and token.text[1:2].islower()
    return great and token.pos in {"PROPN", "NOUN", "ADJ"} and lookup(token.text) is None


def _kind(tokens: Sequence[Token], first: int, last: int) -> EntityType | None:
    """What an apposition or the verb tells of a run of capitals."""
    members = range(first, last)
    top = next((i for i in reversed(members) if tokens[i].head not in members), last - 1)
    if last < len(tokens) and tokens[last].text == ",":
        for token in tokens[last + 1 : last + FAR]:
            if token.dep == "appos" and token.head in members and token.pos == "NOUN":
                kind = kind_of(token.lemma)
                return cast(EntityType, kind) if kind in TOLD else None
    speaks = tokens[top].dep == "nsubj" and tokens[tokens[top].head].lemma in SAYING
    return "person" if speaks and kind_of(tokens[last - 1].lemma) == "thing" else None
