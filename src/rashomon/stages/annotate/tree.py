"""Reading a parse as a tree: children, subtrees, noun phrases, subjects, tense."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import itemgetter

from rashomon.models import Parse, Quote, Span, Token

__all__ = ["SUBJECTS", "Quoted", "Tree"]

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
SHARING = frozenset("conj xcomp advcl pcomp prep aux auxpass dep acomp advmod oprd".split())
"""Labels of a word that has the subject of what it hangs on."""

CLAUSES = frozenset({"relcl", "acl", "appos", "advcl", "ccomp", "parataxis"})
PHRASE_PREPOSITIONS = frozenset({"of", "for", "between", "against", "with", "to", "on", "over"})
"""Prepositions whose phrase stays part of the noun phrase it hangs on; places and times do not."""

PAST_TAGS = frozenset({"VBD", "VBN"})
FUTURE_WORDS = frozenset({"will", "shall", "wo", "'ll", "’ll", "sha"})
FUTURE_HEADS = frozenset(
    "plan expect schedule due intend aim set hope want prepare promise pledge vow agree go slate "
    "tip likely ready".split()
)
PAIRS = {")": "(", "]": "[", "”": "“", "’": "‘", '"': '"', "'": "'"}
"""Closing marks and the opening mark of each."""

CLOSING = frozenset(PAIRS)
OPENING = frozenset(PAIRS.values())
MAX_CLIMB = 40
"""Steps taken up a tree at most; deeper nests are parser errors (none in 40 news articles read)."""


class Tree:
    """The dependencies of a parse, with the look-ups that the annotators share."""

    def __init__(self, parse: Parse) -> None:
        self.tokens: tuple[Token, ...] = parse.tokens
        self.children: list[list[int]] = [[] for _ in parse.tokens]
        self._starts: list[int] = []
        for index, token in enumerate(parse.tokens):
            self._starts.append(token.start)
            if token.head != index and 0 <= token.head < len(parse.tokens):
                self.children[token.head].append(index)

    def at(self, offset: int) -> int | None:
        """Index of the token that holds a text offset, None outside any token."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or self.tokens[index].end <= offset:
            return None
        return index

    def within(self, start: int, end: int) -> range:
        """Indexes of the tokens that start in a stretch of the text."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def child(self, index: int, *deps: str) -> int | None:
        """The first child with one of the dependency labels."""
        return next((c for c in self.children[index] if self.tokens[c].dep in deps), None)

    def up(self, index: int) -> Iterator[int]:
        """The heads above a token, nearest first."""
        for _ in range(MAX_CLIMB):
            head = self.tokens[index].head
            if head == index:
                return
            index = head
            yield index

    def phrase(self, index: int) -> Span:
        """Token range, half open, of a noun phrase without clauses, appositions and adjuncts."""
        low = high = index
        todo = [index]
        seen = 0
        while todo and seen < 200:
            seen += 1
            node = todo.pop()
            low, high = min(low, node), max(high, node)
            todo.extend(c for c in self.children[node] if self._belongs(c, node))
        while low < high and self.tokens[low].pos in ("SPACE", "CCONJ", "PUNCT"):
            low += 1
        while high > low and self.tokens[high].pos in ("SPACE", "CCONJ", "PUNCT"):
            high -= 1
        return self._closed(low, high + 1)

    def _closed(self, first: int, last: int) -> Span:
        """A range of tokens with the other half of a quotation mark or bracket at its edge."""
        inside = [self.tokens[index].text for index in range(first, last)]
        if last < len(self.tokens) and self.tokens[last].text in CLOSING:
            opened = PAIRS[self.tokens[last].text]
            if inside.count(opened) % 2 if opened == self.tokens[last].text else opened in inside:
                return first, last + 1
        if first and self.tokens[first - 1].text in OPENING:
            opened = self.tokens[first - 1].text
            closing = next(close for close, mark in PAIRS.items() if mark == opened)
            if inside.count(closing) % 2 if closing == opened else closing in inside:
                return first - 1, last
        return first, last

    def _belongs(self, child: int, node: int) -> bool:
        token = self.tokens[child]
        if token.dep in CLAUSES or token.dep in ("cop", "prt", "mark", "neg", "punct"):
            return False
        if token.dep == "conj" and token.pos in ("VERB", "AUX"):
            return False
        if token.dep == "prep":
            inner = self.child(child, "pobj")
            if inner is None or self.tokens[inner].ent in ("DATE", "TIME"):
                return False
            return self.tokens[node].pos not in ("VERB", "AUX") and (
                token.text.lower() in PHRASE_PREPOSITIONS
            )
        return token.pos not in ("VERB", "AUX", "SPACE") or token.dep in ("amod", "compound")

    def span(self, first: int, last: int) -> Span:
        """Offsets of a half-open range of tokens."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def verb_above(self, index: int) -> int | None:
        """The nearest verb or copula at or above a token."""
        for node in (index, *self.up(index)):
            if self.tokens[node].pos in ("VERB", "AUX"):
                return node
        return None

    def tense(self, index: int) -> str:
        """``future``, ``past`` or ``""`` of the verb that governs a token."""
        node = self.verb_above(index)
        for _ in range(4):
            if node is None:
                return ""
            found = self._tense_of(node)
            if found:
                return found
            head = self.tokens[node].head
            node = None if head == node else self.verb_above(head)
        return ""

    def _tense_of(self, verb: int) -> str:
        token = self.tokens[verb]
        helpers = [
            self.tokens[c] for c in self.children[verb] if self.tokens[c].dep in ("aux", "auxpass")
        ]
        if any(helper.text.lower() in FUTURE_WORDS for helper in helpers):
            return "future"
        if any(helper.tag == "TO" for helper in helpers):
            head = self.tokens[token.head]
            planned = head.lemma.lower() in FUTURE_HEADS or (
                head.lemma == "be" and head is not token
            )
            return "future" if planned and token.dep in ("xcomp", "acl", "ccomp", "advcl") else ""
        if any(helper.tag == "VBD" for helper in helpers) or token.tag == "VBD":
            return "past"
        if token.tag == "VBN" and any(h.lemma in ("have", "be") for h in helpers):
            return "past" if any(h.lemma == "have" or h.tag in PAST_TAGS for h in helpers) else ""
        return ""

    def subject(self, verb: int) -> int | None:
        """Index of the subject's head noun of a verb, its own or shared with what governs it."""
        for _ in range(MAX_CLIMB):
            own = self.own_subject(verb)
            if own is not None:
                return self._antecedent(own, verb)
            token = self.tokens[verb]
            if token.head == verb:
                return None
            if token.dep == "acl":
                return token.head
            if token.dep not in SHARING:
                return None
            verb = token.head
        return None

    def own_subject(self, verb: int) -> int | None:
        """The subject that hangs on a verb itself, or, as parsers err, on its auxiliary."""
        own = self.child(verb, *SUBJECTS)
        if own is not None:
            return own
        helper = self.child(verb, "aux", "auxpass")
        found = None if helper is None else self.child(helper, *SUBJECTS)
        if found is None and helper is not None:
            loose = self.child(verb, "npadvmod")
            named = loose is not None and self.tokens[loose].ent in ("PERSON", "ORG", "GPE", "NORP")
            found = loose if named and loose is not None and loose < verb else None
        return found

    def _antecedent(self, subject: int, verb: int) -> int:
        token, clause = self.tokens[subject], self.tokens[verb]
        if token.tag in ("WDT", "WP") and clause.dep == "relcl":
            return clause.head
        if token.tag == "WP" and self.tokens[clause.head].lemma == "be" and clause.head < verb:
            cleft = self.child(clause.head, "attr")
            return subject if cleft is None else cleft
        return subject


class Quoted:
    """Which quotation a stretch of the text stands in."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self._pieces = sorted((*span, n) for n, quote in enumerate(quotes) for span in quote.spans)
        self._reach = list(accumulate((end for _, end, _ in self._pieces), max))

    def at(self, start: int, end: int) -> int | None:
        """Index of the first quotation one of whose spans holds a stretch, None outside any."""
        found: int | None = None
        number = bisect_right(self._pieces, start, key=itemgetter(0)) - 1
        while number >= 0 and self._reach[number] >= end:
            _, last, quote = self._pieces[number]
            if last >= end and (found is None or quote < found):
                found = quote
            number -= 1
        return found
