"""Where things stand in an article: zones, quotations with their speakers, grammatical roles."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from rashomon.models import Article, Parse, Quote, Span, Token
from rashomon.stages.annotate.coref.phrases import Phrase
from rashomon.stages.annotate.phrases import Tree

__all__ = ["HEADLINES", "SUBJECTS", "Scene"]

APART = frozenset({"caption", "sidebar"})
HEADLINES = frozenset({"title", "summary", "heading"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp"})
MAX_CLIMB = 8


class Scene:
    """Look-ups over one article's parse.

    :param marked: what stands in quotation marks, in characters, in order.
    """

    def __init__(
        self, article: Article, parse: Parse, quotes: Sequence[Quote], marked: Sequence[Span]
    ) -> None:
        self.article = article
        self.tokens = parse.tokens
        self.sentences = parse.sentences
        self.blocks = parse.blocks
        self.tree = Tree(parse)
        self.quotes = quotes
        self._block_starts = [b.start for b in article.blocks]
        self._token_starts = [t.start for t in parse.tokens]
        self._marked = sorted(marked)
        self._starts = [s for s, _ in self._marked]
        kinds = [article.blocks[b].kind for b in parse.blocks]
        self.zones = ["head" if k in HEADLINES else (k if k in APART else "body") for k in kinds]
        counts: Counter[str] = Counter()
        self.places: list[int] = []
        for zone in self.zones:
            counts[zone] += 1
            self.places.append(counts[zone])
        self._quote_spans = sorted(
            (s, e, i) for i, q in enumerate(quotes) if q.kind != "indirect" for s, e in q.spans
        )
        self._quote_starts = [s for s, _, _ in self._quote_spans]

    def zone(self, at: int) -> str:
        """Zone of a token: head, body, caption or sidebar."""
        return self.zones[self.tokens[at].sentence] if self.zones else "body"

    def place(self, at: int) -> int:
        """Number of a token's sentence among those of its zone."""
        return self.places[self.tokens[at].sentence]

    def block(self, at: int) -> int:
        """Number of a token's block."""
        return self.blocks[self.tokens[at].sentence]

    def opens(self, at: int) -> bool:
        """Whether a token is the first of its block."""
        sentence = self.tokens[at].sentence
        first = sentence == 0 or self.blocks[sentence - 1] != self.blocks[sentence]
        return first and self.sentences[sentence][0] == at

    def block_of(self, offset: int) -> int:
        """Number of the block that begins last before an offset, -1 before the first."""
        return bisect_right(self._block_starts, offset) - 1

    def token_at(self, offset: int) -> int:
        """Number of the token that begins last before an offset or at it."""
        return max(0, bisect_right(self._token_starts, offset) - 1)

    def marks(self, at: int) -> int:
        """Number of the stretch in quotation marks a token stands in, -1 outside."""
        start = self.tokens[at].start
        i = bisect_right(self._starts, start) - 1
        return i if i >= 0 and start < self._marked[i][1] else -1

    def quote(self, at: int) -> int | None:
        """Index of the quotation whose own words hold a token."""
        start = self.tokens[at].start
        i = bisect_right(self._quote_starts, start) - 1
        while i >= 0 and i >= bisect_right(self._quote_starts, start) - 4:
            s, e, number = self._quote_spans[i]
            if s <= start < e:
                return number
            i -= 1
        return None

    def subject_like(self, at: int) -> bool:
        """Whether a head is a subject, through apposition and coordination."""
        return self.role(at).dep in SUBJECTS

    def role(self, at: int) -> Token:
        """The token whose dependency tells a head's role."""
        token = self.tokens[at]
        for _ in range(MAX_CLIMB):
            if token.dep not in {"appos", "conj", "compound", "nmod"}:
                break
            if token.dep == "conj" and self.tokens[token.head].pos in {"VERB", "AUX"}:
                break
            token = self.tokens[token.head]
        return token

    def verb(self, at: int) -> int:
        """The verb that a word hangs on, or the head of its clause where that is no verb."""
        for _ in range(MAX_CLIMB):
            head = self.tokens[at].head
            if head == at or self.tokens[head].pos in {"VERB", "AUX"}:
                return head
            at = head
            if self.tokens[at].dep in CLAUSES:
                return at
        return at

    def subject_of(self, verb: int) -> int | None:
        """The subject of a verb, or of the verb that this one is joined to."""
        for _ in range(4):
            found = self.tree.child(verb, *SUBJECTS)
            if found is not None:
                return found
            token = self.tokens[verb]
            if token.dep not in {"conj", "xcomp", "advcl", "pcomp", "prep"} or token.head == verb:
                return None
            verb = token.head
        return None

    def words(self, phrase: Phrase) -> str:
        """The text of a phrase."""
        return self.article.text[self.tokens[phrase.first].start : self.tokens[phrase.last - 1].end]
