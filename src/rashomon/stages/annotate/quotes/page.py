"""An article as the search for quotations sees it: tokens, candidates, quotation marks."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rashomon.models import Article, Block, Parse, QuoteKind, Span, Token
from rashomon.offsets import trim
from rashomon.stages.annotate.phrases import Tree, characters, noun_phrase
from rashomon.stages.annotate.quotes import acceptance, marks, weights, wider
from rashomon.stages.annotate.quotes.cues import Candidate, candidates
from rashomon.stages.annotate.quotes.learned import Learned
from rashomon.stages.annotate.quotes.marks import Marked

__all__ = ["WORD", "Draft", "Page", "bare", "merge"]

LEAST_ODDS = -3.5
"""Log odds by the words alone below which no candidate is looked at further: 46 of 100 candidates,
1.4 of 100 right ones (PolNeAR's training part)."""
BESIDE = frozenset({"appos", "compound", "nmod", "nummod"})
WORD = re.compile(r"\w+(?:[’'\-.]\w+)*")


@dataclass(frozen=True)
class Draft:
    """A quotation in the making; ``after`` is the one that it goes on from."""

    kind: QuoteKind
    spans: tuple[Span, ...]
    cue: Span | None
    speaker: Span | None
    candidate: Candidate | None = None
    entity: str | None = None
    after: Draft | None = None
    marks: tuple[int, ...] = ()
    stands_for: Span | None = None


@dataclass
class Page:
    """An article with its parse, candidates and quotation marks, indexed by token."""

    article: Article
    parse: Parse
    learned: Learned
    tree: Tree = field(init=False)
    candidates: list[Candidate] = field(init=False)
    pool: list[Candidate] = field(init=False)
    marked: list[Marked] = field(init=False)
    mark_of: dict[int, int] = field(init=False)
    reaching: dict[int, list[Candidate]] = field(init=False)

    def __post_init__(self) -> None:
        self.tree = Tree(self.parse)
        self.marked = [m for m in marks.find(self.article) if m.parts]
        self._starts = [t.start for t in self.parse.tokens]
        self.mark_of = {i: n for n, m in enumerate(self.marked) for i in self.tokens_of(m.parts)}
        self.candidates = candidates(self.tree)
        wide = wider.candidates(self.tree, self.candidates)
        self.pool = [
            *self.candidates,
            *(c for c in wide if any(map(self._is_word, c.content))),
        ]
        self._holders: dict[int, list[Candidate]] = {}
        for one in self.candidates:
            for i in one.content:
                self._holders.setdefault(i, []).append(one)
        self._heads = frozenset(c.head for c in self.candidates)
        self.rate(self._chances())
        self.reaching = {}
        for one in self.pool:
            for number in sorted({self.mark_of[i] for i in one.content if i in self.mark_of}):
                self.reaching.setdefault(number, []).append(one)

    def rate(self, chances: Sequence[float]) -> None:
        """Take these as the probabilities of the pool."""
        self._chance = dict(zip(map(id, self.pool), chances, strict=True))

    def _chances(self) -> list[float]:
        odds = self.odds()
        if not self.learned.trees:
            return [1 / (1 + math.exp(-one)) for one in odds]
        kept, rows = self.rows(odds)
        found = [0.0] * len(odds)
        if kept:
            for number, chance in zip(
                kept, self.learned.trees["content"].predict(rows).tolist(), strict=True
            ):
                found[number] = chance
        return found

    def odds(self) -> list[float]:
        """Log odds of each candidate of the pool by the words around its cue."""
        return [weights.log_odds(self.features(c), self.learned.weights) for c in self.pool]

    def rows(self, odds: Sequence[float]) -> tuple[list[int], acceptance.Floats]:
        """Candidates of the pool that the words do not rule out, and their features.

        :returns: their numbers, and a matrix of shape (candidates, features).
        """
        kept = [number for number, one in enumerate(odds) if one >= LEAST_ODDS]
        rows = acceptance.acceptance_rows(
            self.article,
            self.parse,
            self.tree,
            [self.pool[number] for number in kept],
            [odds[number] for number in kept],
            self.mark_of,
        )
        return kept, rows

    def tokens_of(self, spans: Iterable[Span]) -> list[int]:
        """Tokens that stand in some spans."""
        found: list[int] = []
        for start, end in spans:
            first = bisect_right(self._starts, start) - 1
            last = bisect_left(self._starts, end)
            found += [i for i in range(max(first, 0), last) if self.parse.tokens[i].end > start]
        return found

    def candidates_in(self, first: int, last: int) -> list[Candidate]:
        """Candidates whose cue is one of some tokens, in order."""
        begin = bisect_left(self.candidates, first, key=_head)
        return self.candidates[begin : bisect_left(self.candidates, last, key=_head)]

    def token_at(self, position: int) -> Token | None:
        """The token at a character."""
        found = self.tokens_of([(position, position + 1)])
        return self.parse.tokens[found[0]] if found else None

    def head_of(self, span: Span) -> int | None:
        """First character of the word that the other words of a span hang on."""
        inside = self.tokens_of([span])
        members = set(inside)
        for i in inside:
            token = self.parse.tokens[i]
            if (token.head not in members or token.head == i) and token.pos != "PUNCT":
                return token.start
        return None

    def beside(self, start: int, end: int, span: Span) -> bool:
        """Whether a name is an apposition of a span's head, or runs into it as its title."""
        inside = self.tokens_of([(start, end)])
        head = self.head_of(span)
        for _ in range(4):
            top = next((i for i in inside if self.parse.tokens[i].head not in inside), None)
            if top is None:
                return False
            token = self.parse.tokens[top]
            if token.start == head:
                return True
            if token.dep not in BESIDE:
                break
            inside = [token.head]
        return end == span[1] and not self._after_preposition(start, span)

    def _after_preposition(self, start: int, span: Span) -> bool:
        before = (
            [self.parse.tokens[i] for i in self.tokens_of([(span[0], start)])]
            if (span[0] < start)
            else []
        )
        return any(t.pos in {"ADP", "VERB"} or t.tag in {"POS", "PRP$"} for t in before)

    def block_at(self, position: int) -> Block | None:
        """The block that a character stands in."""
        blocks = self.article.blocks
        at = bisect_right(blocks, position, key=_start) - 1
        return blocks[at] if at >= 0 and position < blocks[at].end else None

    def touches_marks(self, one: Candidate) -> bool:
        """Whether some of the content stands in quotation marks."""
        return any(i in self.mark_of for i in one.content)

    def features(self, one: Candidate) -> list[str]:
        """Features of a candidate for the learned decision, by their names."""
        holding = self._holders.get(one.head, ())
        return weights.features(
            self.tree,
            one,
            marked=self.touches_marks(one),
            around=[h for h in holding if h.head != one.head],
            inside=sum(i in self._heads for i in one.content),
        )

    def probability(self, one: Candidate) -> float:
        """How likely a candidate of the pool is an attribution, 0 to 1."""
        return self._chance[id(one)]

    def cue(self, one: Candidate) -> Span:
        """Characters of the cue."""
        return characters(self.parse.tokens, *one.cue)

    def speaker(self, one: Candidate) -> Span | None:
        """Characters of the speaker's words."""
        if not one.speaker:
            return None
        words = list(one.speaker)
        if one.head not in self.mark_of:
            inside = [k for k, i in enumerate(words) if i in self.mark_of]
            words = words[: inside[0]] if inside else words
        words = [i for i in words if self.parse.tokens[i].pos != "PUNCT"] and words
        if not words:
            return None
        span = characters(self.parse.tokens, words[0], words[-1] + 1)
        cue = self.cue(one)
        if span[0] < cue[1] and cue[0] < span[1]:
            return None
        span = bare(self.article.text, span)
        return span if WORD.search(self.article.text, *span) else None

    def spans(self, members: Sequence[int]) -> list[Span]:
        """Characters of a content, punctuation at the ends of each run cut off."""
        runs = [self.tree.trimmed(*r) for r in self.tree.runs(members)]
        spans = [characters(self.parse.tokens, *r) for r in runs if r[0] < r[1]]
        return [s for s in spans if WORD.search(self.article.text, *s)]

    def draft(self, one: Candidate) -> Draft | None:
        """A quotation of a candidate's content, with the whole of the marks that it touches."""
        touched = sorted({self.mark_of[i] for i in one.content if i in self.mark_of})
        spans = self.spans(one.content)
        outside = [i for i in one.content if i not in self.mark_of and self._is_word(i)]
        parts = [p for n in touched for p in self.marked[n].parts]
        kind: QuoteKind = "mixed" if touched else "indirect"
        merged = self._closed(merge(self.article.text, [*spans, *parts]), touched)
        if touched and not outside:
            kind, merged = "direct", tuple(parts)
        if not merged:
            return None
        return Draft(
            kind,
            merged,
            self.cue(one),
            self.speaker(one),
            one,
            marks=tuple(touched),
            stands_for=self.noun(one),
        )

    def _closed(self, spans: Sequence[Span], touched: Sequence[int]) -> tuple[Span, ...]:
        """Spans that end right before a closing mark whose opening mark they hold take it in."""
        whole = [self.marked[n].span for n in touched if self.marked[n].closed]
        return tuple(
            next(((s, last) for first, last in whole if s <= first < e < last <= e + 2), (s, e))
            for s, e in spans
        )

    def noun(self, one: Candidate) -> Span | None:
        """Characters of the noun phrase that a relative pronoun as speaker stands for."""
        if one.stands_for is None:
            return None
        words = noun_phrase(self.tree, one.stands_for)
        return characters(self.parse.tokens, words[0], words[-1] + 1)

    def _is_word(self, at: int) -> bool:
        token = self.parse.tokens[at]
        return any(c.isalnum() for c in token.text) and token.text.lower() not in {"that"}


def _head(one: Candidate) -> int:
    return one.head


def _start(block: Block) -> int:
    return block.start


def bare(text: str, span: Span) -> Span:
    """A span without punctuation and marks at its ends."""
    start, end = trim(text, *span)
    while start < end and text[start] in ",.;:—–-“”\"‘’'«»‹›„「」『』":
        start += 1
    while end > start and text[end - 1] in ',;:—–-“”"‘«»‹›„「」『』':
        end -= 1
    return trim(text, start, end)


def merge(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans joined where they overlap or only marks and white space stand between them."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and (start <= found[-1][1] or not WORD.search(text, found[-1][1], start)):
            joined = (found[-1][0], max(found[-1][1], end))
            if "\n" not in text[found[-1][1] : start]:
                found[-1] = joined
                continue
        begin = max(start, found[-1][1]) if found else start
        if begin < end:
            found.append((begin, end))
    return tuple(found)
