"""Names that stand in place of each other: another place, another doer, another speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rashomon.models import ConflictKind, Token
from rashomon.stages.collate.conflict import names
from rashomon.stages.collate.conflict.align import Side
from rashomon.stages.collate.conflict.comparison import (
    Comparison,
    Difference,
    Reports,
    span_of,
    text_of,
)
from rashomon.stages.collate.units import Unit

__all__ = ["DATED", "named_otherwise"]

_NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_PEOPLE = frozenset({"PERSON"})
DATED = frozenset({"DATE", "TIME"})
_DOERS = frozenset({"nsubj", "nsubjpass", "agent", "dobj", "poss", "pobj", "conj", "appos"})

MIN_CAPITALISED = 3
"""Letters above which every word of a headline in capitals begins with one."""


def named_otherwise(
    found: Comparison,
    number: int,
    sides: tuple[Sequence[Token], Sequence[Token]],
    inside: bool,
    reports: Reports,
) -> Iterator[Difference | None]:
    """The difference of two names in an edit; None where both can be one."""
    a, b = sides
    mine, theirs = _named(found.a, a), _named(found.b, b)
    if len(mine) != 1 or len(theirs) != 1 or _headline(found.left) or _headline(found.right):
        return
    (x, y) = (mine[0], theirs[0])
    text_x, text_y = text_of(x), text_of(y)
    if _same_actor(found, x, y) or names.same_name(text_x, text_y):
        yield None
        return
    kind = _role(x, y)
    if _described(found.a, x) or _described(found.b, y):
        return
    if kind is None or not (_pure(a) and _pure(b)) or not _same_voice(reports, x, y):
        return
    beside = (names.plain(text_x), names.plain(text_y)) in reports[0].together
    if kind == "place" and (beside or names.compatible_places(text_x, text_y)):
        yield None
        return
    yield Difference(
        "wording" if inside else kind, span_of(x), span_of(y), text_x, text_y, (number,), inside
    )


def _headline(side: Side) -> bool:
    """Whether nearly every word is capitalised, so that names cannot be told."""
    long = [t for t in side.tokens if len(t.text) > MIN_CAPITALISED and t.text.isalpha()]
    return len(long) > 2 and sum(t.text[0].isupper() for t in long) >= 0.8 * len(long)


def _pure(tokens: Sequence[Token]) -> bool:
    """Whether an edit holds a name and nothing else of weight (no "the Syrian capital")."""
    return all(
        t.pos not in ("NOUN", "ADJ", "VERB", "NUM")
        or t.ent in _NAMED
        or t.lemma.lower() in ("close", "near")
        for t in tokens
    )


def _described(unit: Unit, name: Sequence[Token]) -> bool:
    """ "the Finn", "the Spaniard": a person told by where he is from."""
    before = [t for t in unit.tokens if t.end <= name[0].start]
    return len(name) == 1 and name[0].ent == "PERSON" and bool(before) and before[-1].pos == "DET"


def _role(x: Sequence[Token], y: Sequence[Token]) -> ConflictKind | None:
    """Whether two names stand for places or for actors; None where their parts differ."""
    ents = {x[-1].ent, y[-1].ent}
    if ents & _PEOPLE and ents - _PEOPLE:
        return None
    if _located(x) and _located(y) and (ents & _PLACES):
        return "place"
    if x[-1].dep in _DOERS or x[-1].dep == y[-1].dep:
        return "actor"
    return None


def _same_voice(reports: Reports, x: Sequence[Token], y: Sequence[Token]) -> bool:
    """Whether the verbs two names belong to have one form: "Trump accuses", "China accused"."""
    mine, theirs = _governor(reports[0].tokens, x[-1]), _governor(reports[1].tokens, y[-1])
    if mine is None or theirs is None or mine.lemma != theirs.lemma:
        return True
    participles = [verb.tag == "VBN" for verb in (mine, theirs)]
    return participles[0] == participles[1]


def _governor(tokens: Sequence[Token], token: Token) -> Token | None:
    """The verb that a name is subject or object of."""
    return tokens[token.head] if token.dep.startswith(("nsubj", "dobj")) else None


def _located(name: Sequence[Token]) -> bool:
    """Whether a name is where something is: after a preposition of place, before "province"."""
    return name[-1].dep in ("pobj", "compound", "npadvmod", "appos", "nmod", "conj", "amod", "ROOT")


def _named(unit: Unit, tokens: Sequence[Token]) -> list[list[Token]]:
    """Names that an edit touches, each whole."""
    found: list[list[Token]] = []
    seen: set[int] = set()
    for token in tokens:
        if token.start in seen or not _is_name(token):
            continue
        run = _whole(unit.tokens, unit.tokens.index(token))
        seen.update(t.start for t in run)
        found.append(run)
    return found


def _is_name(token: Token) -> bool:
    return token.ent in _NAMED or (token.pos == "PROPN" and token.ent not in DATED)


def _whole(tokens: Sequence[Token], at: int) -> list[Token]:
    """The name around a token: the run of one entity, or of proper nouns."""
    first = last = at
    while first > 0 and _joined(tokens[first - 1], tokens[first]):
        first -= 1
    while last + 1 < len(tokens) and _joined(tokens[last], tokens[last + 1]):
        last += 1
    return [t for t in tokens[first : last + 1] if t.pos not in ("DET", "PART", "PUNCT")] or [
        tokens[at]
    ]


def _joined(first: Token, second: Token) -> bool:
    if not (_is_name(first) and _is_name(second)):
        return False
    return first.ent == second.ent and not (second.ent_start and second.ent != "")


def _same_actor(found: Comparison, x: Sequence[Token], y: Sequence[Token]) -> bool:
    mine = {actor for (s, e), actor in found.a.actors if s < x[-1].end and x[0].start < e}
    theirs = {actor for (s, e), actor in found.b.actors if s < y[-1].end and y[0].start < e}
    return bool(mine & theirs)
