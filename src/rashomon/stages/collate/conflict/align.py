"""Two sentences side by side: which words stand in both, and what stands in place of what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from rashomon.models import Token

__all__ = ["CONTENT", "Edit", "Side", "align", "key", "words"]

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
_LEMMATIZED = frozenset({"NOUN", "VERB", "AUX", "ADJ"})
_SAME = {"n't": "not", "n’t": "not", "ca": "can", "wo": "will", "'s": "s", "’s": "s"}


@dataclass(frozen=True, slots=True)
class Side:
    """The words of one sentence, without punctuation, with what they are compared by."""

    tokens: tuple[Token, ...]
    keys: tuple[str, ...]

    def cut(self, first: int, last: int) -> tuple[Token, ...]:
        """Tokens ``first`` to ``last``, half open."""
        return self.tokens[first:last]


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands in ``a`` (words ``a0`` to ``a1``) in place of what stands in ``b``."""

    a0: int
    a1: int
    b0: int
    b1: int


def words(tokens: Sequence[Token]) -> Side:
    """The words of a sentence ready to be compared."""
    kept = tuple(t for t in tokens if any(c.isalnum() for c in t.text) or t.text in "%$£€")
    return Side(kept, tuple(key(t) for t in kept))


def key(token: Token) -> str:
    """What a word is compared by: its lemma where it is inflected, else its letters."""
    text = token.text.lower().replace(".", "") if token.text.isupper() else token.text.lower()
    if token.pos in _LEMMATIZED and token.ent == "":
        text = token.lemma.lower()
    return _SAME.get(text, text)


def align(a: Side, b: Side) -> tuple[list[tuple[int, int]], list[Edit]]:
    """Matched words (index in a, index in b), in order, and the edits between them.

    The alignment has the fewest insertions, deletions and exchanges of words (Levenshtein
    distance of rapidfuzz); what lies between two matches is one edit.
    """
    numbers = {word: i for i, word in enumerate(dict.fromkeys((*a.keys, *b.keys)))}
    codes = Levenshtein.opcodes([numbers[k] for k in a.keys], [numbers[k] for k in b.keys])
    matched: list[tuple[int, int]] = []
    edits: list[Edit] = []
    for code in codes:
        if code.tag == "equal":
            span = range(code.src_end - code.src_start)
            matched += [(code.src_start + i, code.dest_start + i) for i in span]
        elif edits and edits[-1].a1 == code.src_start and edits[-1].b1 == code.dest_start:
            last = edits.pop()
            edits.append(Edit(last.a0, code.src_end, last.b0, code.dest_end))
        else:
            edits.append(Edit(code.src_start, code.src_end, code.dest_start, code.dest_end))
    return matched, edits
