"""What the writer of a brief has on the desk: the accounts, by id, and lookups into them."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rashomon.models import (
    Actor,
    Annotated,
    Citation,
    Collation,
    Grouping,
    Mention,
    Quote,
    Span,
    Story,
    TimeExpression,
    Token,
)
from rashomon.names import names_of
from rashomon.offsets import overlap
from rashomon.stages.brief.plain import STOP, WORD, words

__all__ = ["TELLING", "Account", "Desk"]


_NAME = re.compile(
    r"(?:[A-Z][\w.’'-]*|the|The)(?:\s(?:[A-Z][\w.’'-]*|of|and|the|for|bin|al|de|la|von|van|der|du))*"
)
"""A name in plain words."""

TELLING = frozenset({"body", "summary", "sidebar"})
"""Kinds of blocks whose sentences a brief may tell."""


@dataclass(frozen=True)
class Account:
    """One article with its layers laid out for search by place."""

    annotated: Annotated
    number: int
    name: str

    @property
    def id(self) -> str:
        """The article's id."""
        return self.annotated.article.id

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.annotated.annotation.sentences]

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.start for token in self.annotated.parse.tokens]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The parse's tokens."""
        return self.annotated.parse.tokens

    def within(self, span: Span) -> range:
        """Indexes of the tokens that start inside a span."""
        starts = self._token_starts
        return range(bisect.bisect_left(starts, span[0]), bisect.bisect_left(starts, span[1]))

    @cached_property
    def told(self) -> list[Span]:
        """The sentences that tell what happened: no headline, caption or furniture among them."""
        sentences = self.annotated.annotation.sentences
        return [(s.start, s.end) for s in sentences if self.block(s.start) in TELLING]

    @cached_property
    def _places(self) -> dict[Span, int]:
        return {span: place for place, span in enumerate(self.told)}

    def place(self, span: Span) -> int:
        """How many sentences tell something before a sentence."""
        return self._places.get(span, len(self._places))

    def words(self, span: Span) -> list[str]:
        """The words of a span in lower case."""
        return words(self.annotated.article.text[slice(*span)])

    def bare_words(self, span: Span) -> list[tuple[int, str]]:
        """Where the words of a span stand that carry something, as far as spelling tells."""
        text = self.annotated.article.text
        found = ((m.start(), m[0].lower()) for m in WORD.finditer(text, *span))
        return [(at, word) for at, word in found if word not in STOP]

    @cached_property
    def headline(self) -> str:
        """The words of the headline, "" where it is not known."""
        article = self.annotated.article
        blocks = [b for b in article.blocks if b.kind == "title"]
        return " ".join(article.text[b.start : b.end] for b in blocks) or article.title or ""

    def sentence(self, start: int, end: int) -> Span:
        """The sentence that holds most of a span; the span itself where none does."""
        sentences = self.annotated.annotation.sentences
        first = max(0, bisect.bisect_right(self._starts, start) - 1)
        near = [(s.start, s.end) for s in sentences[first : first + 3]]
        best = max(near, key=lambda s: (overlap(s, (start, end)), -s[0]), default=(start, end))
        return best if overlap(best, (start, end)) else (start, end)

    def block(self, start: int) -> str:
        """The kind of the block that holds an offset, "" between blocks."""
        for block in self.annotated.article.blocks:
            if block.start <= start < block.end:
                return block.kind
        return ""

    def times(self, span: Span) -> list[TimeExpression]:
        """Time expressions inside a span."""
        found = self.annotated.annotation.times
        return [t for t in found if span[0] <= t.start and t.end <= span[1]]

    def mentions(self, span: Span) -> list[Mention]:
        """Mentions inside a span."""
        found = self.annotated.annotation.mentions
        return [m for m in found if span[0] <= m.start and m.end <= span[1]]

    def quotes(self, span: Span) -> list[Quote]:
        """Quotations that touch a span."""
        found = self.annotated.annotation.quotes
        return [q for q in found if any(overlap(piece, span) for piece in q.spans)]

    def cite(self, span: Span) -> Citation:
        """A citation of a span of this account."""
        start, end = span
        text = self.annotated.article.text[start:end]
        return Citation(article=self.id, start=start, end=end, text=text)


@dataclass(frozen=True)
class Desk:
    """A story's accounts and collation."""

    story: Story
    collation: Collation
    annotated: Sequence[Annotated]
    grouping: Grouping

    @cached_property
    def accounts(self) -> dict[str, Account]:
        """Accounts by article id."""
        names = names_of([a.article for a in self.annotated])
        return {
            a.article.id: Account(a, n, names[a.article.id]) for n, a in enumerate(self.annotated)
        }

    @cached_property
    def origin_of(self) -> dict[str, str]:
        """Origin id by article id."""
        origins = self.grouping.origins
        return {article: origin.id for origin in origins for article in origin.articles}

    @cached_property
    def actor_names(self) -> dict[tuple[str, str], str]:
        """Name of the actor behind an article's entity."""
        actors = self.collation.actors
        return {member: actor.name for actor in actors for member in actor.members}

    def plain_name(self, article: str, entity: str) -> str | None:
        """An actor's name where it is one: no words of a headline, no description."""
        name = self.actor_names.get((article, entity))
        return name if name is not None and _NAME.fullmatch(name) else None

    @cached_property
    def people(self) -> dict[tuple[str, str], Actor]:
        """People with a first and a last name that no other actor has, by article and entity."""
        people = [a for a in self.collation.actors if a.type == "person" and " " in a.name]
        last = Counter(actor.name.split()[-1] for actor in people)
        return {
            member: actor
            for actor in people
            if last[actor.name.split()[-1]] == 1
            for member in actor.members
        }

    def place_of(self, actor: Actor) -> Citation | None:
        """The first place at which an actor's full name stands."""
        members = set(actor.members)
        for account in self.accounts.values():
            text = account.annotated.article.text
            for mention in account.annotated.annotation.mentions:
                span = mention.head or (mention.start, mention.end)
                if (account.id, mention.entity) in members and text[slice(*span)] == actor.name:
                    return account.cite(span)
        return None

    @cached_property
    def background(self) -> set[tuple[str, int, int]]:
        """Places of what the timeline has before the news."""
        return self._places(background=True)

    @cached_property
    def news(self) -> set[tuple[str, int, int]]:
        """Places of what the timeline has as the news itself."""
        return self._places(background=False)

    def _places(self, *, background: bool) -> set[tuple[str, int, int]]:
        return {
            (place.article, place.start, place.end)
            for entry in self.collation.timeline
            if entry.background == background
            for place in entry.evidence
        }
