"""The words that belong to one verb."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.models import Token
from rashomon.stages.collate.units import Unit

__all__ = ["clause_of", "verb_of"]


def verb_of(token: Token, tokens: Sequence[Token]) -> Token | None:
    """The verb that a word depends on, None where none is near."""
    for _ in range(4):
        head = tokens[token.head]
        if head.pos in ("VERB", "AUX"):
            return head
        if head is token:
            return None
        token = head
    return None


def clause_of(unit: Unit, verb: Token, tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Words of the sentence that hang on a verb without another verb of a clause between."""
    return tuple(t for t in unit.tokens if _hangs(t, verb, tokens))


def _hangs(token: Token, verb: Token, tokens: Sequence[Token]) -> bool:
    for _ in range(12):
        if token is verb or token == verb:
            return True
        head = tokens[token.head]
        if head == token or (token.pos == "VERB" and token.dep not in ("amod", "acl", "xcomp")):
            return False
        token = head
    return False
