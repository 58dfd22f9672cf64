"""Opposites and negations that stand in place of each other, and words that turn a quotation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rashomon.models import ConflictKind, Token
from rashomon.stages.collate.conflict.align import CONTENT, Side
from rashomon.stages.collate.conflict.comparison import Comparison, Difference, span_of, text_of
from rashomon.stages.collate.conflict.words import NEGATORS, negation, opposite

__all__ = ["contrary", "turned"]

_HINGES = frozenset("if unless whatever although because until must may might should".split())
"""Function words whose exchange changes what a quotation says."""

MAX_HINGE = 4
"""Words of an edit that may stand beside such a word; a longer one tells something else."""


def contrary(found: Comparison, number: int, inside: bool) -> Iterator[Difference | None]:
    """Opposite words, or a negation on one side only."""
    edit = found.edits[number]
    a, b = found.left.cut(edit.a0, edit.a1), found.right.cut(edit.b0, edit.b1)
    around_a, around_b = (
        _around(found.left, edit.a0, edit.a1),
        _around(found.right, edit.b0, edit.b1),
    )
    kind: ConflictKind = "wording" if inside else "outcome"
    pairs = [(x, y) for x in a for y in b if opposite(x, y) and _alike(x, y)]
    x, y = pairs[0] if pairs else (None, None)
    odd = (
        negation([t for t in a if t is not x]) - negation([t for t in b if t is not y])
    ) % 2 == 1 and not (_only(around_a) or _only(around_b))
    if len(pairs) == 1 and x and y and not odd:
        yield Difference(
            kind, (x.start, x.end), (y.start, y.end), _word(x), _word(y), (number,), inside
        )
    elif odd and not pairs and _bare(a, b):
        more_a, more_b = (
            _phrase(found.left, edit.a0, edit.a1),
            _phrase(found.right, edit.b0, edit.b1),
        )
        yield Difference(
            kind,
            span_of(more_a),
            span_of(more_b),
            text_of(more_a),
            text_of(more_b),
            (number,),
            inside,
        )


def _bare(a: Sequence[Token], b: Sequence[Token]) -> bool:
    """Whether the edit holds the negation and helpers only, or the same verb without it."""
    rest = [
        {t.lemma.lower() for t in side if t.pos in CONTENT and not _negates(t)} for side in (a, b)
    ]
    return rest[0] == rest[1] or not (rest[0] or rest[1]) or _swapped_negation(a, b)


def _swapped_negation(a: Sequence[Token], b: Sequence[Token]) -> bool:
    """ "managed to pierce", "failed to pierce": one word each, one of them a negation."""
    return len(a) <= 2 and len(b) <= 2 and bool(a) and bool(b)


def _negates(token: Token) -> bool:
    return negation([token]) > 0


def _only(tokens: Sequence[Token]) -> bool:
    """ "not only", "not just", "no fewer than": no negation of what is told."""
    texts = [t.text.lower() for t in tokens]
    return any(
        x in NEGATORS and y in ("only", "just", "merely", "least", "fewer", "less", "more", "later")
        for x, y in pairwise(texts)
    )


def _alike(x: Token, y: Token) -> bool:
    """Whether two words are of one part of speech."""
    groups = ({"VERB", "AUX"}, {"ADJ", "ADV", "DET", "ADP", "PRON"}, {"NOUN", "PRON", "PROPN"})
    return x.pos == y.pos or any(x.pos in g and y.pos in g for g in groups)


def turned(number: int, a: Sequence[Token], b: Sequence[Token]) -> Iterator[Difference | None]:
    """Function words of a quotation that change its sense ("if", "whatever")."""
    mine = {t.text.lower() for t in a} & _HINGES
    theirs = {t.text.lower() for t in b} & _HINGES
    if mine != theirs and 0 < len(a) <= MAX_HINGE and 0 < len(b) <= MAX_HINGE:
        yield Difference("wording", span_of(a), span_of(b), text_of(a), text_of(b), (number,), True)


def _around(side: Side, first: int, last: int) -> tuple[Token, ...]:
    """An edit with one word on each side."""
    return side.tokens[max(0, first - 1) : last + 1]


def _phrase(side: Side, first: int, last: int) -> tuple[Token, ...]:
    """An edit with the words up to the next content word, so that a negation can be read."""
    stop = last
    while stop < len(side.tokens) and side.tokens[stop].pos not in CONTENT:
        stop += 1
    return side.tokens[first : stop + 1] or side.tokens[first - 1 : first]


def _word(token: Token) -> str:
    return token.text.lower()
