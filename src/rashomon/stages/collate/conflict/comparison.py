"""Two units side by side, and what is found to differ between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.models import ConflictKind, Span, Token
from rashomon.stages.collate.conflict.align import CONTENT, Edit, Side
from rashomon.stages.collate.units import Unit

__all__ = ["Comparison", "Difference", "Report", "Reports", "span_of", "text_of"]


@dataclass(frozen=True, slots=True)
class Report:
    """What a comparison must know of an article: its tokens and what stands in marks.

    ``together`` are pairs of places that the story sets beside each other.
    """

    tokens: Sequence[Token]
    quoted: Sequence[Span]
    together: frozenset[tuple[str, str]] = frozenset()


Reports = tuple[Report, Report]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two stretches of text that cannot both be right, with what they say, normalised."""

    kind: ConflictKind
    a: Span
    b: Span
    value_a: str | float | None
    value_b: str | float | None
    edits: tuple[int, ...]
    quoted: bool = False
    swapped: bool = False


@dataclass
class Comparison:
    """Two units laid side by side.

    ``share_a`` and ``share_b`` are the parts of each sentence's content words that stand in the
    other one too (what agrees in another form included, what differs left out of the count);
    ``loose`` counts content words replaced by other ones whose relation is not known.
    """

    a: Unit
    b: Unit
    left: Side
    right: Side
    matched: list[tuple[int, int]]
    edits: list[Edit]
    same: set[int] = field(default_factory=set)
    differences: list[Difference] = field(default_factory=list)

    def content(self) -> int:
        """Different content words that are matched."""
        return len(
            {self.left.keys[i] for i, _ in self.matched if self.left.tokens[i].pos in CONTENT}
        )

    def beside(self, difference: Difference) -> int:
        """Content words in the edits of a difference that are no part of it."""
        count = 0
        for number in difference.edits:
            edit = self.edits[number]
            sides = (
                (self.left.cut(edit.a0, edit.a1), difference.a),
                (self.right.cut(edit.b0, edit.b1), difference.b),
            )
            for tokens, (start, end) in sides:
                count += sum(t.pos in CONTENT and not start <= t.start < end for t in tokens)
        return count

    def shares(self, a: Span | None = None, b: Span | None = None) -> tuple[float, float]:
        """``share_a`` and ``share_b``, of the whole sentences or of a span in each."""
        return self._share(0, a or self.a.span), self._share(1, b or self.b.span)

    def _share(self, side: int, span: Span) -> float:
        tokens = (self.left, self.right)[side].tokens
        met = {pair[side] for pair in self.matched}
        for number in self.same:
            edit = self.edits[number]
            met.update(range(*((edit.a0, edit.a1), (edit.b0, edit.b1))[side]))
        ignored = [(d.a, d.b)[side] for d in self.differences]
        inside = [
            i
            for i, token in enumerate(tokens)
            if token.pos in CONTENT
            and span[0] <= token.start < span[1]
            and (i in met or not any(s <= token.start < e for s, e in ignored))
        ]
        return sum(i in met for i in inside) / len(inside) if inside else 0.0

    def loose(self) -> int:
        """Edits that put content words in place of other ones, relation unknown."""
        differing = {n for d in self.differences for n in d.edits}
        return sum(
            self._has_content(edit)
            for number, edit in enumerate(self.edits)
            if number not in self.same and number not in differing
        )

    def _has_content(self, edit: Edit) -> bool:
        a, b = self.left.cut(edit.a0, edit.a1), self.right.cut(edit.b0, edit.b1)
        return any(t.pos in CONTENT for t in a) and any(t.pos in CONTENT for t in b)


def span_of(tokens: Sequence[Token]) -> Span:
    """From the first token's start to the last one's end."""
    return tokens[0].start, tokens[-1].end


def text_of(tokens: Sequence[Token]) -> str:
    """The words of tokens, one space between."""
    return " ".join(t.text for t in tokens)
