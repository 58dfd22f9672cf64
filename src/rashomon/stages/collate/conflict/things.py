"""What a verb takes: its objects and the phrases that hang on it, and who does it in a cleft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon.models import Span, Token
from rashomon.stages.collate.conflict.clauses import clause_of
from rashomon.stages.collate.conflict.senses import one_sense, senses, shared
from rashomon.stages.collate.units import Unit, content_lemmas

__all__ = ["Thing", "cleft", "lemma_of", "same_thing", "things"]

MIN_SHARE = 0.6
"""Part of the shorter phrase's content words that two phrases of one head must share; set with
the limits of ``acts``."""

_OBJECTS = frozenset({"dobj", "nsubjpass"})
_RELATIVE = frozenset({"that", "who", "which"})


_KINDS = frozenset(
    "city town village port island district suburb province state county region capital".split()
)


@dataclass(frozen=True, slots=True)
class Thing:
    """An object of a verb, or the noun of a phrase on it.

    ``prep`` is the preposition, "" for an object; ``words`` are the content lemmas of the phrase;
    ``name`` is the proper name that it is, "" where it is none; ``ent`` that name's label;
    ``open`` tells an indefinite article ("a goal"): there may be others.
    """

    head: str
    prep: str
    words: frozenset[str]
    name: str
    ent: str
    span: Span
    open: bool


def things(unit: Unit, verb: Token, tokens: Sequence[Token]) -> tuple[Thing, ...]:
    """Objects and phrases of a verb, objects first; times are left out."""
    found = []
    for token in unit.tokens:
        prep = _prep(token, verb, tokens)
        if prep is None or any(t.start <= token.start < t.end for t in unit.times):
            continue
        phrase = clause_of(unit, token, tokens)
        noun = _named_of(unit, token, tokens)
        name = [t for t in phrase if t == noun or (t.pos == "PROPN" and _inside(t, noun, tokens))]
        named = noun.pos == "PROPN"
        found.append(
            Thing(
                head=token.lemma.lower(),
                prep=prep,
                words=frozenset(content_lemmas(phrase)),
                name=_cut(unit, name[0].start, name[-1].end) if named else "",
                ent=noun.ent if noun == token else "GPE",
                open=any(t.text.lower() in ("a", "an") and tokens[t.head] == token for t in phrase),
                span=(name[0].start, name[-1].end) if named else (token.start, token.end),
            )
        )
    return tuple(sorted(found, key=lambda thing: thing.prep != ""))


def _named_of(unit: Unit, noun: Token, tokens: Sequence[Token]) -> Token:
    """The name of "the town of NAME", else the noun itself."""
    if noun.lemma.lower() not in _KINDS:
        return noun
    of = [t for t in unit.tokens if tokens[t.head] == noun and t.text.lower() == "of"]
    names = [t for t in unit.tokens if t.dep == "pobj" and tokens[t.head] in of]
    return next((t for t in names if t.pos == "PROPN"), noun)


def _cut(unit: Unit, start: int, end: int) -> str:
    return unit.text[start - unit.span[0] : end - unit.span[0]]


def _prep(token: Token, verb: Token, tokens: Sequence[Token]) -> str | None:
    head = tokens[token.head]
    if head == verb and token.dep in _OBJECTS:
        return ""
    if token.dep == "pobj" and head.dep == "prep" and tokens[head.head] == verb:
        return head.text.lower()
    return None


def _inside(token: Token, noun: Token, tokens: Sequence[Token]) -> bool:
    """Whether a word stands in a name before its head, a genitive included."""
    return tokens[token.head] == noun and token.start < noun.start


def same_thing(a: Iterable[Thing], b: Iterable[Thing]) -> bool:
    """Whether one thing of each has one head and mostly the same words with it."""
    other = list(b)
    return any(
        one_sense(x.head, y.head)
        and shared(sorted(x.words), sorted(y.words))
        >= MIN_SHARE * max(1, min(len(x.words), len(y.words)))
        for x in a
        for y in other
    )


def lemma_of(unit: Unit, verb: Token, held: Iterable[Thing], tokens: Sequence[Token]) -> str:
    """A verb's lemma, or the name of the idiom that it makes with one of its things or with a
    particle ("put+name", "turn+down") where ``data/synonyms.txt`` has it."""
    lemma = verb.lemma.lower()
    beside = [thing.head for thing in held]
    beside += [
        t.text.lower()
        for t in unit.tokens
        if t.dep in ("prt", "advmod", "prep") and tokens[t.head] == verb
    ]
    for word in beside:
        idiom = f"{lemma}+{word}"
        if senses(idiom):
            return idiom
    return lemma


def cleft(unit: Unit, verb: Token, tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The name that "it was NAME that ..." singles out as the doer of a verb; else nothing."""
    own = [t for t in unit.tokens if t.dep == "nsubj" and tokens[t.head] == verb]
    if not own or own[0].text.lower() not in _RELATIVE:
        return ()
    above = tokens[verb.head]
    being = above if above.lemma.lower() == "be" else tokens[above.head]
    below = [t for t in unit.tokens if tokens[t.head] == being]
    singled = [t for t in below if t.dep == "attr"]
    if being.lemma.lower() != "be" or not singled or above not in (being, singled[0]):
        return ()
    if not any(t.dep in ("nsubj", "expl") and t.text.lower() == "it" for t in below):
        return ()
    noun = singled[0]
    return tuple(
        t for t in unit.tokens if t == noun or (tokens[t.head] == noun and t.dep == "compound")
    )
