"""Sentences laid out for checking: their words, names, amounts, times and who says what.

The checked text and the reports are laid out alike. A name stands in a sentence also where only a
pronoun or a description stands for it, as far as the annotations know.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rashomon.models import (
    Annotated,
    Entity,
    Event,
    Mention,
    Quantity,
    Quote,
    Span,
    TimeExpression,
    Token,
)
from rashomon.offsets import overlap
from rashomon.stages.verify.amounts import MEASURES
from rashomon.stages.verify.lexicon import EMPTY, NEGATING, NOBODY, TITLES, countries, weight

__all__ = ["Account", "Line", "Word", "account_of", "plain_name"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "agent", "expl"})
_OBJECTS = frozenset({"dobj", "obj", "attr", "pobj"})
_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN", "INTJ", "NUM", "X"})
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september october november december".split()
)
_VAGUE = frozenset("it its that which this they them those these who we i you one".split())
_COUNTED = frozenset("DATE TIME PERCENT MONEY QUANTITY ORDINAL CARDINAL".split())


@dataclass(frozen=True)
class Word:
    """A word that tells something.

    :ivar lemma: lower case; of names the plain form (:func:`plain_name`).
    :ivar negated: whether its clause denies it.
    :ivar weight: 0 to 1.
    """

    start: int
    end: int
    lemma: str
    pos: str
    token: int
    negated: bool
    weight: float


@dataclass(frozen=True)
class Line:
    """A sentence.

    :ivar account: which account it stands in; ``number`` its place there.
    :ivar words: content words; ``names`` words of names, with their places.
    :ivar people: plain name words of all who are mentioned, however, and ``@`` codes of countries.
    :ivar profile: lemmas by which those mentioned are described anywhere in the account.
    """

    account: int
    number: int
    start: int
    end: int
    text: str
    kind: str
    words: tuple[Word, ...]
    names: tuple[Word, ...]
    people: frozenset[str]
    profile: frozenset[str]
    quantities: tuple[Quantity, ...]
    times: tuple[TimeExpression, ...]
    quotes: tuple[Quote, ...]
    events: tuple[Event, ...]
    tokens: tuple[int, int]


@dataclass(frozen=True)
class Account:
    """An annotated text with its sentences laid out.

    :ivar entities: by id; ``named`` are the plain name words of each and ``about`` the lemmas that
        describe it.
    """

    annotated: Annotated
    lines: tuple[Line, ...]
    entities: Mapping[str, Entity] = field(repr=False)
    named: Mapping[str, frozenset[str]] = field(repr=False)
    about: Mapping[str, frozenset[str]] = field(repr=False)

    @property
    def text(self) -> str:
        """The text of the account."""
        return self.annotated.article.text

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of its parse."""
        return self.annotated.parse.tokens

    def mentions(self, span: Span) -> Iterator[Mention]:
        """Mentions inside a span."""
        for one in self.annotated.annotation.mentions:
            if span[0] <= one.start and one.end <= span[1]:
                yield one

    def subject(self, span: Span) -> frozenset[str]:
        """Plain name words of the one that a phrase stands for, not of others named in it.

        None for "it" and the like, of which too often not known is what they stand for.
        """
        if self.text[span[0] : span[1]].lower() in _VAGUE:
            return frozenset()
        head = self.head(span)
        if head is None:
            return frozenset()
        fit = [m for m in self.mentions(span) if m.start <= head.start and head.end <= m.end]
        beside = self._apposed(span)
        if fit:
            longest = max(fit, key=lambda m: (m.end - m.start, -m.start))
            return beside | self.named.get(longest.entity, frozenset())
        return beside | (frozenset({plain_name(head.text)}) if _is_name(head) else frozenset())

    def _apposed(self, span: Span) -> frozenset[str]:
        """Plain name words that stand in apposition in a phrase (one of the two, Ada Quill)."""
        places = [n for n in self.within(span) if self.tokens[n].dep == "appos"]
        heads = [self.tokens[n] for n in places if _is_name(self.tokens[n])]
        found = {plain_name(head.text) for head in heads}
        for head in heads:
            for one in self.mentions(span):
                if one.start <= head.start and head.end <= one.end:
                    found |= self.named.get(one.entity, frozenset())
        return frozenset(found)

    def names_itself(self, span: Span) -> bool:
        """Whether a phrase has a word of a name, and is no pronoun or description alone."""
        return any(_is_name(self.tokens[n]) for n in self.within(span))

    def head(self, span: Span) -> Token | None:
        """The word of a phrase that the others hang on."""
        inside = list(self.within(span))
        for index in inside:
            head = self.tokens[index].head
            if head == index or head < inside[0] or head > inside[-1]:
                return self.tokens[index]
        return None

    def within(self, span: Span) -> range:
        """Indexes of the tokens inside a span."""
        first = bisect.bisect_left(self._starts, span[0])
        last = bisect.bisect_left(self._starts, span[1])
        return range(first, last)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    def people(self, span: Span) -> frozenset[str]:
        """Plain name words of those mentioned in a span, however."""
        found: set[str] = set()
        for one in self.mentions(span):
            found |= self.named.get(one.entity, frozenset())
        for token in self.tokens:
            if span[0] <= token.start and token.end <= span[1] and _is_name(token):
                found.add(plain_name(token.text))
        return frozenset(found)


def plain_name(text: str) -> str:
    """A word of a name in small letters without marks on them and without a possessive ending."""
    bare = re.sub(r"['’]s?$", "", text)
    apart = unicodedata.normalize("NFKD", bare)
    return "".join(c for c in apart if not unicodedata.combining(c)).lower().strip(".")


def account_of(annotated: Annotated, number: int) -> Account:
    """Lay out an annotated text; one that could not be annotated has no sentences."""
    annotation = annotated.annotation
    entities = {one.id: one for one in annotation.entities}
    named, about = _told_of(annotated, entities)
    account = Account(annotated, (), entities, named, about)
    return Account(annotated, tuple(_lines(account, number, about)), entities, named, about)


def _told_of(
    annotated: Annotated, entities: Mapping[str, Entity]
) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Name words, and describing lemmas, of each entity."""
    tokens = annotated.parse.tokens
    starts = {token.start: index for index, token in enumerate(tokens)}
    named: dict[str, set[str]] = {key: set() for key in entities}
    about: dict[str, set[str]] = {key: set() for key in entities}
    for key, one in entities.items():
        if one.named:
            named[key] |= {plain_name(w) for w in one.name.split() if w[:1].isupper()} - TITLES
    for mention in annotated.annotation.mentions:
        index = starts.get(mention.start)
        while index is not None and index < len(tokens) and tokens[index].end <= mention.end:
            token = tokens[index]
            if _is_name(token):
                if entities[mention.entity].named:
                    named[mention.entity].update(_if_own(token, mention))
            elif token.pos in ("NOUN", "ADJ", "PROPN"):
                about[mention.entity].add(token.lemma.lower())
            index += 1
    return (
        {key: frozenset(words - {""}) for key, words in named.items()},
        {key: frozenset(words) for key, words in about.items()},
    )


def _if_own(token: Token, mention: Mention) -> set[str]:
    """The word of a name, where the name is not somebody else's ("skipper of the Ulla")."""
    head = mention.head
    return {plain_name(token.text)} if head and head[0] <= token.start < head[1] else set()


def _is_name(token: Token) -> bool:
    lower = token.text.lower().strip(".")
    if not token.text[:1].isupper() or lower in TITLES or lower in _DAYS:
        return False
    if token.tag == "CD" or token.ent in _COUNTED or token.pos in ("DET", "ADV", "ADP", "NUM"):
        return False
    return token.pos == "PROPN" or token.ent != ""


def _lines(account: Account, number: int, about: Mapping[str, frozenset[str]]) -> Iterator[Line]:
    parse, annotation = account.annotated.parse, account.annotated.annotation
    tokens = parse.tokens
    children = _children(tokens)
    blocks = account.annotated.article.blocks
    for place, (first, last) in enumerate(parse.sentences):
        span = tokens[first].start, tokens[last - 1].end
        quantities = tuple(q for q in annotation.quantities if _in(q.start, q.end, span))
        times = tuple(t for t in annotation.times if _in(t.start, t.end, span))
        taken = [(t.start, t.end) for t in times]
        words, names = _words(tokens, range(first, last), children, quantities, taken)
        quotes = tuple(q for q in annotation.quotes if any(overlap(s, span) for s in q.spans))
        mentioned = [m.entity for m in account.mentions(span)]
        mentioned += [key for q in quotes if (key := q.speaker_entity) and key in account.named]
        text = account.text[span[0] : span[1]]
        people = {w.lemma for w in names}.union(*(account.named[key] for key in mentioned))
        yield Line(
            account=number,
            number=place,
            start=span[0],
            end=span[1],
            text=text,
            kind=blocks[parse.blocks[place]].kind if place < len(parse.blocks) else "body",
            words=tuple(words),
            names=tuple(names),
            people=frozenset(people).union(
                _initials(text), (f"@{code}" for _, _, code in countries(text))
            ),
            profile=frozenset().union(*(about[key] for key in mentioned)),
            quantities=quantities,
            times=times,
            quotes=quotes,
            events=tuple(e for e in annotation.events if _in(e.start, e.end, span)),
            tokens=(first, last),
        )


def _in(start: int, end: int, span: Span) -> bool:
    return span[0] <= start and end <= span[1]


_CAPITALS = re.compile(r"\b[A-Z]\w+(?:\s(?:of\s|the\s|for\s|and\s)?[A-Z]\w+){1,5}")


def _initials(text: str) -> frozenset[str]:
    """The initials of names of several words: United Nations is also UN."""
    return frozenset(
        "".join(word[0] for word in found.split() if word[0].isupper()).lower()
        for found in _CAPITALS.findall(text)
    )


def _children(tokens: Sequence[Token]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for index, token in enumerate(tokens):
        if token.head != index:
            found.setdefault(token.head, []).append(index)
    return found


def _words(
    tokens: Sequence[Token],
    indexes: Iterable[int],
    children: Mapping[int, list[int]],
    quantities: Sequence[Quantity],
    times: Sequence[Span],
) -> tuple[list[Word], list[Word]]:
    words, names = [], []
    for index in indexes:
        token = tokens[index]
        if any(start <= token.start < end for start, end in times):
            continue
        if _is_name(token):
            plain = plain_name(token.text)
            if plain:
                names.append(Word(token.start, token.end, plain, "NAME", index, False, 1.0))
            continue
        lemma = token.lemma.lower()
        if token.pos not in _CONTENT or lemma in EMPTY or not lemma[:1].isalpha():
            continue
        if token.pos == "NUM" or token.tag == "CD" or _measured(token, quantities):
            continue
        negated = denied(tokens, index, children)
        words.append(Word(token.start, token.end, lemma, token.pos, index, negated, weight(lemma)))
    return words, names


def _measured(token: Token, quantities: Sequence[Quantity]) -> bool:
    """Whether a word is the unit of an amount, which counts as part of it."""
    return token.lemma.lower() in MEASURES and any(
        q.start <= token.start and token.end <= q.end for q in quantities
    )


def denied(tokens: Sequence[Token], index: int, children: Mapping[int, list[int]]) -> bool:
    """Whether a word is told not to be so: an odd number of denials on it and on its verb."""
    count = _denials(tokens, index, children)
    at = index
    while tokens[at].head != at:
        label, head = tokens[at].dep, tokens[at].head
        if label == "xcomp":
            count += _denials(tokens, head, children)
            count += tokens[head].lemma.lower() in NEGATING
        elif label == "acomp" or (label == "attr" and tokens[head].lemma.lower() == "be"):
            count += _denials(tokens, head, children)
        elif label == "pcomp" and tokens[head].lemma.lower() == "without":
            count += 1
        else:
            break
        at = head
    return count % 2 == 1


_ROUND = frozenset({"prep"})
_SIDING = frozenset({"vote", "decide", "rule", "advise"})


def _denials(tokens: Sequence[Token], index: int, children: Mapping[int, list[int]]) -> int:
    """Denials that hang on a word itself: not, no, nobody, at no point, against."""
    count = 0
    for child in children.get(index, ()):
        own = tokens[child]
        lemma = own.lemma.lower()
        if own.dep == "neg" or lemma in ("n't", "n’t") or (own.dep == "det" and lemma == "no"):
            count += 1
        elif own.dep in _SUBJECTS | _OBJECTS:
            count += lemma in NOBODY or _has_no(tokens, child, children)
        elif own.dep in _ROUND:
            inner = children.get(child, ())
            count += any(_has_no(tokens, g, children) for g in inner if tokens[g].dep == "pobj")
            count += lemma == "against" and tokens[index].lemma.lower() in _SIDING
    return count


def _has_no(tokens: Sequence[Token], index: int, children: Mapping[int, list[int]]) -> bool:
    return any(
        tokens[g].dep in ("det", "neg") and tokens[g].lemma.lower() in ("no", "neither")
        for g in children.get(index, ())
    )
