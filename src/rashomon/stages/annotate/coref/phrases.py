"""Noun phrases and pronouns that may refer to something, with their exact spans.

A phrase is as long as it goes: articles, adjectives, possessors and the prepositional phrases that
hang on its head; it ends before a relative clause, a participle clause and a comma. A proper name
ends with the name. Phrases nest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rashomon.models import Parse, Token
from rashomon.stages.annotate.coref.nouns import NUMBERS, kind_of
from rashomon.stages.annotate.coref.phrase_words import (
    COPULAS,
    DOZENS,
    ENDS,
    LEFT,
    LOCATIVE,
    LOOSE,
    NOT_HEADS,
    NOUNS,
    PARTS,
    PLACES_OF,
    PRONOUNS,
    SITES,
    STARTS,
)
from rashomon.stages.annotate.entities.countries import lookup
from rashomon.stages.annotate.entities.nametypes import Name
from rashomon.stages.annotate.phrases import Tree

__all__ = ["Phrase", "phrases_of"]

Form = Literal["name", "noun", "pronoun", "pair"]

LONGEST = 40
DEEPEST = 8
"""Prepositional phrases inside one another that are followed."""


@dataclass
class Phrase:
    """Tokens ``[first, last)`` with their ``head``; ``name`` is the number of the proper name.

    ``core`` is where the phrase without its prepositional phrases ends. ``predicate`` is true for
    what is said of a subject ("is a cousin"), which is evidence and no mention.
    """

    first: int
    last: int
    head: int
    form: Form
    core: int = 0
    name: int | None = None
    predicate: bool = False
    thing: int | None = None


def phrases_of(parse: Parse, names: Sequence[Name]) -> list[Phrase]:
    """Phrases in order of the text, the outer before the inner one."""
    return _Finder(parse, names).found()


class _Finder:
    def __init__(self, parse: Parse, names: Sequence[Name]) -> None:
        self.tokens = parse.tokens
        self.tree = Tree(parse)
        self.starts = {first for first, _ in parse.sentences}
        self.names = names
        self.name_of = {i: k for k, n in enumerate(names) for i in range(n.first, n.last)}

    def found(self) -> list[Phrase]:
        phrases: dict[tuple[int, int], Phrase] = {}
        for one in self._all():
            known = phrases.get((one.first, one.last))
            if known is None or (known.name is None and one.name is not None):
                phrases[one.first, one.last] = one
        return sorted(phrases.values(), key=lambda p: (p.first, -p.last))

    def _all(self) -> Iterator[Phrase]:
        titled: set[int] = set()
        heads = [at for at, token in enumerate(self.tokens) if self._heads(at, token)]
        whole = {n for at in heads for n in (self._of_name(at), self._site(at), self._atom(at))}
        for number, name in enumerate(self.names):
            one = None if number in whole else self._named(number, name)
            if one is not None:
                above = self.tokens[one.head].head
                titled |= {above} if one.first <= above < name.first else set()
                yield one
        for at, token in enumerate(self.tokens):
            if at in self.name_of or at in titled:
                continue
            if token.text.lower() in PRONOUNS and token.pos in {"PRON", "DET", "PROPN"}:
                yield Phrase(at, at + 1, at, "pronoun", at + 1)
            elif self._heads(at, token):
                one = self._common(at)
                if one is not None:
                    yield one

    def _heads(self, at: int, token: Token) -> bool:
        """Whether a token is the head of a noun phrase of its own."""
        if token.text.lower() in NOT_HEADS or not any(c.isalnum() for c in token.text):
            return False
        if self._stands_alone(at, token):
            return True
        if token.dep in {"compound", "amod", "nmod", "npadvmod", "quantmod", "det", "punct"}:
            return token.dep == "npadvmod" and token.pos in NOUNS and self._determined(at)
        if token.pos in NOUNS:
            return True
        nominal = token.dep in {"nsubj", "nsubjpass", "dobj", "pobj", "poss", "dative", "appos"}
        nominal = nominal or token.dep in {"conj", "attr"}
        return nominal and token.pos in {"ADJ", "NUM", "VERB", "DET"} and self._determined(at)

    def _stands_alone(self, at: int, token: Token) -> bool:
        """ "the 43-year-old", "212 dead": an adjective in place of a noun."""
        if token.text not in {"old", "dead", "injured", "wounded", "missing"} or at < 2:
            return False
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else token
        if after.pos in {"NOUN", "PROPN", "ADJ", "NUM"} and after.sentence == token.sentence:
            return False
        if token.text == "old":
            return self.tokens[at - 1].text == "-" and self.tokens[at - 2].text == "year"
        return self.tokens[at - 1].pos == "NUM"

    def _determined(self, at: int) -> bool:
        """Whether a definite article or a number opens the phrase of an adjective or number."""
        for child in self.tree.children[at]:
            text = self.tokens[child].text.lower()
            if child < at and self.tokens[child].dep in {"det", "poss"} and text not in {"a", "an"}:
                return True
        token = self.tokens[at]
        before = self.tokens[at - 1] if at else token
        return token.pos in {"ADJ", "NOUN"} and before.pos == "NUM"

    def _common(self, head: int) -> Phrase | None:
        token = self.tokens[head]
        alone = self._stands_alone(head, token)
        alone = alone or (token.text.lower() in NUMBERS and self._determined(head))
        if token.ent in ENDS and kind_of(token.lemma) in {"time", "thing"} and not alone:
            return None
        first, core = self._left(head), head + 1
        if alone:
            first = min(first, self._before_old(head))
        last = self._right(head)
        name = self._of_name(head)
        if name is not None:
            last = self.names[name].last
        else:
            name = self._site(head)
        first = self._many(first, head)
        return Phrase(first, last, head, "noun", core, name, self._predicate(head))

    def _many(self, first: int, head: int) -> int:
        """The first token of "dozens of nurses", where no article makes them a part of others."""
        tokens = self.tokens
        bare = (
            first > 1 and tokens[first].tag not in {"DT", "PRP$"} and tokens[first - 1].text == "of"
        )
        plural = tokens[head].tag in {"NNS", "NNPS"}
        if bare and plural and tokens[first - 2].text.lower() in DOZENS:
            return first - 2
        return first

    def _before_old(self, head: int) -> int:
        """First token of "the 43-year-old" and "212 dead" where the parse takes them apart."""
        first = head
        while (
            first > 0
            and head - first < 6
            and (
                self.tokens[first - 1].text in {"-", "year"} or self.tokens[first - 1].pos == "NUM"
            )
        ):
            first -= 1
        return first - (first > 0 and self.tokens[first - 1].tag == "DT")

    def _of_name(self, head: int) -> int | None:
        """The name in "the island of X", which is one mention with its noun."""
        of = head + 1
        tokens = self.tokens
        if tokens[head].lemma.lower() not in PLACES_OF or of + 1 >= len(tokens):
            return None
        if head in self.name_of:
            return None
        if tokens[of].text != "of" or tokens[head].text.isupper():
            return None
        return self.name_of.get(of + 1)

    def _site(self, head: int) -> int | None:
        """The name in "X airport"."""
        name = self.name_of.get(head - 1)
        if name is None or self.tokens[head].text not in SITES or self.names[name].code:
            return None
        again = self.names[name].text
        cities = [
            n for n in self.names if n.text == again and self.tokens[n.first - 1].text == "in"
        ]
        return None if cities else name

    def _atom(self, head: int) -> int | None:
        """The name inside a longer one: "the Battle of X"."""
        token = self.tokens[head]
        capital = token.tag == "NNP" and token.text[:1].isupper() and not token.text.isupper()
        if not capital or head in self.starts or kind_of(token.lemma) != "event":
            return None
        if head + 2 >= len(self.tokens) or self.tokens[head + 1].text != "of":
            return None
        return self.name_of.get(head + 2)

    def _predicate(self, head: int) -> bool:
        token = self.tokens[head]
        above = self.tokens[token.head]
        if token.dep == "conj":
            return above.pos in NOUNS and self._predicate(token.head)
        if token.dep == "attr":
            return above.lemma in COPULAS or above.lemma in {"’s", "'s"}
        if token.dep == "oprd":
            return not self._stands_alone(head, token)
        bare = self._left(head) == head or self.tokens[self._left(head)].tag != "DT"
        return token.dep == "pobj" and above.text.lower() == "as" and bare

    def _left(self, head: int) -> int:
        first = head
        for child in reversed(self.tree.children[head]):
            if child > head:
                continue
            if self.tokens[child].dep not in LEFT and self.tokens[child].dep != "punct":
                break
            if self.tokens[child].dep == "advmod" and self.tokens[child].pos != "ADJ":
                break
            low = self._leftmost(child)
            if low < head - LONGEST:
                break
            first = min(first, low)
        for i in range(head - 1, first, -1):
            if self.tokens[i].tag in {"DT", "PRP$"} and self.tokens[i - 1].text == ",":
                first = i
                break
        while first < head and self._no_start(first):
            first += 1
        return self._not_in_quote(first, head)

    def _leftmost(self, at: int) -> int:
        """The first token under a word, of a tree without crossing lines."""
        for _ in range(LONGEST):
            children = self.tree.children[at]
            if not children or children[0] > at:
                break
            at = children[0]
        return at

    def _no_start(self, at: int) -> bool:
        token = self.tokens[at]
        return token.text in STARTS or token.pos in {"SPACE", "CCONJ"} or token.tag == "POS"

    def _not_in_quote(self, first: int, head: int) -> int:
        """Past an opening that only closes a quotation: marks inside must come in pairs."""
        marks = [i for i in range(first, head) if self.tokens[i].text in {'"', "“", "”", ";"}]
        return marks[-1] + 1 if len(marks) % 2 else first

    def _right(self, head: int, depth: int = 0) -> int:
        """End of the phrase with the prepositional phrases that follow without a break."""
        last = head + 1
        if depth > DEEPEST:
            return last
        for child in self.tree.children[head]:
            if child < last:
                continue
            if child != last or self.tokens[child].dep != "prep":
                break
            person = kind_of(self.tokens[head].lemma) in {
                "person",
                "group",
                "organisation",
                "place",
            }
            if self.tokens[child].text.lower() == "by" and person:
                break
            end = None if self._adjunct(child, head) else self._preposition(child, depth)
            if end is None:
                break
            last = end
        return last if last > head + 1 else self._located(head)

    def _adjunct(self, at: int, head: int) -> bool:
        """Whether a preposition of place tells where something is done, not which thing is meant.

        So it is behind a name, behind a body that is known already, and behind counted people.
        """
        word, tokens = self.tokens[at].text.lower(), self.tokens
        if at + 1 < len(tokens) and tokens[at + 1].text in {'"', "“", "‘"}:
            return True
        if word not in LOCATIVE or kind_of(tokens[head].lemma) == "event":
            return False
        inside = [
            self.names[number]
            for i in self.tree.children[head]
            if i < head and tokens[i].dep != "poss" and (number := self.name_of.get(i)) is not None
        ]
        if any(n.code is None and n.type != "group" for n in inside):
            return True
        first = tokens[self._left(head)].text.lower()
        kind = kind_of(tokens[head].lemma)
        if kind in {"group", "organisation"} and first == "the":
            return word == "from" or (kind == "group" and word == "in")
        counted = any(tokens[c].dep == "nummod" for c in self.tree.children[head])
        return counted and tokens[head].lemma == "people" and word != "from"

    def _located(self, head: int) -> int:
        """ "a court in X", which the parser may hang on the verb."""
        tokens, at = self.tokens, head + 1
        first = tokens[self._left(head)].text.lower()
        if at + 1 >= len(tokens) or tokens[at].text != "in" or first not in {"a", "an"}:
            return at
        name = self.name_of.get(at + 1)
        fixed = kind_of(tokens[head].lemma) in {"organisation", "place"}
        if name is None or not fixed or self.names[name].type not in {"place", "country"}:
            return at
        return self.names[name].last

    def _preposition(self, at: int, depth: int) -> int | None:
        """End of a prepositional phrase that belongs to the noun before, None where it does not."""
        if self.tokens[at].text.lower() in LOOSE:
            return None
        inner = self.tree.child(at, "pobj")
        if inner is None or inner < at:
            return None
        token = self.tokens[inner]
        if token.ent in {"DATE", "TIME", "MONEY", "PERCENT"} and self.tokens[at].text != "of":
            return None
        name = self.name_of.get(inner)
        if self._left(inner) > at + 3 and self.tokens[at + 1].text in STARTS:
            return None
        end = self.names[name].last if name is not None else self._right(inner, depth + 1)
        return self._joined(inner, end, depth)

    def _joined(self, head: int, end: int, depth: int) -> int:
        """The end with "and Y" behind "of X"."""
        second = self.tree.child(head, "conj")
        if second is None or not head < second < head + 8 or self.tokens[end].text != "and":
            return end
        name = self.name_of.get(second)
        if self.tokens[second].pos not in NOUNS or self._left(second) != end + 1:
            return end
        return self.names[name].last if name is not None else self._right(second, depth + 1)

    def _named(self, number: int, name: Name) -> Phrase | None:
        """A proper name with its article and the title or noun before it."""
        top = self._top(name)
        token = self.tokens[top]
        place = lookup(name.text)
        nation = (place is not None and place.kind == "group") or name.type == "group"
        if (nation and self._adjective(top)) or self._hyphenated(name):
            return None
        if token.head >= name.last and token.dep in {"compound", "nmod", "amod"}:
            return Phrase(name.first, name.last, top, "name", name.last, number)
        first = self._title(name)
        if name.type in {"country", "place"} and self._part(first, name.first):
            return Phrase(first, name.last, top, "name", name.last)
        if nation or token.tag in {"NNS", "NNPS"}:
            first = self._many(min(first, self._left(top)), top)
        return Phrase(first, name.last, top, "name", name.last, number)

    def _part(self, first: int, last: int) -> bool:
        """Whether the words before a place mean a part of it ("northern Italy")."""
        words = {self.tokens[i].text.lower() for i in range(first, last)}
        return any(w.endswith("ern") and w[:4] in PARTS for w in words)

    def _adjective(self, top: int) -> bool:
        """Whether a nation's word describes another ("the Polish site") and is no people."""
        token = self.tokens[top]
        if token.pos != "ADJ" and token.tag != "JJ" and token.dep not in {"amod", "compound"}:
            return False
        after = self.tokens[top + 1] if top + 1 < len(self.tokens) else token
        if after.pos in NOUNS and after.sentence == token.sentence:
            return True
        plural = token.tag in {"NNS", "NNPS"}
        return not (
            plural or self._determined(top) or (top > 0 and self.tokens[top - 1].tag == "DT")
        )

    def _hyphenated(self, name: Name) -> bool:
        """Whether a name is half of a compound: "Bergen-based"."""
        tokens, at = self.tokens, name.last
        if at + 1 >= len(tokens) or tokens[at].text != "-" or tokens[at].start != name.end:
            return False
        return tokens[at + 1].start == tokens[at].end and tokens[at + 1].text.islower()

    def _top(self, name: Name) -> int:
        for i in range(name.last - 1, name.first - 1, -1):
            if not name.first <= self.tokens[i].head < name.last or self.tokens[i].head == i:
                return i
        return name.last - 1

    def _title(self, name: Name) -> int:
        """First token of what stands before a name without a comma."""
        tokens = self.tokens
        first = name.first
        while first > 0 and tokens[first - 1].sentence == tokens[name.first].sentence:
            if self._breaks(first - 1, name):
                break
            if tokens[first - 1].tag in {"DT", "PRP$", "WP$", "PDT"}:
                return first - 1
            if not self._modifies(first - 1, name):
                break
            first -= 1
        while first < name.first and self._no_start(first):
            first += 1
        return first

    def _breaks(self, at: int, name: Name) -> bool:
        """Whether a word before a name is another phrase, a verb or a mark."""
        left = self.tokens[at]
        if left.tag == "NNS" and self.tokens[name.last - 1].tag == "NNP" and name.type == "person":
            return True
        if (left.text in STARTS and left.text not in {"-", "–"}) or left.pos in {"SPACE", "CCONJ"}:
            return True
        if at in self.name_of:
            return not self._modifies(at, name)
        if left.pos not in {"VERB", "AUX", "ADP", "SCONJ", "ADV", "PART", "INTJ"}:
            return False
        return left.tag not in {"POS", "VBN", "JJ"} or not self._modifies(at, name)

    def _modifies(self, at: int, name: Name) -> bool:
        """Whether a word before a name hangs on the name or on its title."""
        tokens = self.tokens
        for _ in range(5):
            token = tokens[at]
            if token.dep not in LEFT and token.dep not in {"punct", "case", "appos", "nmod"}:
                head = tokens[name.last - 1] if name.last <= len(tokens) else token
                top = tokens[self._top(name)]
                joined = top.dep in {"appos", "flat"} and top.head == at
                return joined and head is not None
            at = token.head
            if name.first <= at < name.last:
                return True
            if at >= name.last:
                return False
        return False
