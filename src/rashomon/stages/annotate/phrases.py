"""A parse as a tree: children, subtrees, noun phrases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rashomon.models import Parse, Span, Token

__all__ = ["Tree", "characters", "noun_phrase"]

TRAILING = frozenset({"relcl", "acl", "advcl", "parataxis", "ccomp"})


class Tree:
    """Children and subtrees of a parse, computed once."""

    def __init__(self, parse: Parse) -> None:
        self.tokens = parse.tokens
        self.sentences = parse.sentences
        self.children: list[list[int]] = [[] for _ in parse.tokens]
        for i, token in enumerate(parse.tokens):
            if token.head != i:
                self.children[token.head].append(i)

    def subtree(self, top: int, without: Iterable[int] = ()) -> list[int]:
        """Tokens under ``top``, itself included, without some subtrees; sorted."""
        barred = set(without)
        found: list[int] = []
        stack = [top]
        while stack:
            at = stack.pop()
            if at in barred:
                continue
            found.append(at)
            stack.extend(self.children[at])
        return sorted(found)

    def child(self, at: int, *labels: str) -> int | None:
        """The first child with one of some dependency labels."""
        return next((c for c in self.children[at] if self.tokens[c].dep in labels), None)

    def runs(self, members: Sequence[int]) -> list[tuple[int, int]]:
        """Sorted token indexes as half-open runs; punctuation between two runs joins them."""
        found: list[tuple[int, int]] = []
        for i in members:
            if found and self._only_marks(found[-1][1], i):
                found[-1] = (found[-1][0], i + 1)
            else:
                found.append((i, i + 1))
        return found

    def _only_marks(self, first: int, last: int) -> bool:
        return last - first <= 3 and all(
            self.tokens[k].pos in {"PUNCT", "SPACE"} for k in range(first, last)
        )

    def trimmed(self, first: int, last: int) -> tuple[int, int]:
        """A run without punctuation at its ends."""
        while first < last and self.tokens[first].pos in {"PUNCT", "SPACE"}:
            first += 1
        while last > first and self.tokens[last - 1].pos in {"PUNCT", "SPACE"}:
            last -= 1
        return first, last


def noun_phrase(tree: Tree, top: int) -> tuple[int, ...]:
    """A noun with what describes it, without trailing clauses; one run of tokens around ``top``."""
    barred = [c for c in tree.children[top] if c > top and _trails(tree, top, c)]
    members = tree.subtree(top, barred)
    run = next((r for r in tree.runs(members) if r[0] <= top < r[1]), (top, top + 1))
    first, last = tree.trimmed(*run)
    if tree.tokens[top].pos != "PRON":
        last = _with_name(tree, last)
    return tuple(range(first, last)) or (top,)


def _with_name(tree: Tree, last: int) -> int:
    """The end of a person's name that a title runs into: the parse may cut the title off."""
    at, tokens = last, tree.tokens
    while at < len(tokens) and at - last < LONGEST_TITLE and tokens[at].ent != "PERSON":
        if tokens[at].pos not in {"NOUN", "ADJ", "PROPN", "ADP", "NUM"} and tokens[at].text != "-":
            return last
        at += 1
    if at >= len(tokens) or at - last >= LONGEST_TITLE or tokens[last - 1].ent == "PERSON":
        return last
    if tokens[at].sentence != tokens[last - 1].sentence or _holds_preposition(tree, last, at):
        return last
    while at < len(tokens) and tokens[at].ent == "PERSON":
        at += 1
    return at


LONGEST_TITLE = 6


def _holds_preposition(tree: Tree, first: int, last: int) -> bool:
    """Whether a preposition other than one inside hyphens stands between."""
    tokens = tree.tokens
    return any(tokens[i].pos == "ADP" and tokens[i - 1].text != "-" for i in range(first, last))


def _trails(tree: Tree, top: int, at: int) -> bool:
    """Whether a part after a noun is a clause, or a circumstance that no name has of its own."""
    token = tree.tokens[at]
    if token.dep in TRAILING:
        return True
    named = tree.tokens[top].pos in {"PROPN", "PRON"}
    return named and token.dep == "prep" and token.text.lower() in CIRCUMSTANCES


CIRCUMSTANCES = frozenset("in on at during after before to about with by as since until".split())


def characters(tokens: Sequence[Token], first: int, last: int) -> Span:
    """Character span of a run of tokens."""
    return tokens[first].start, tokens[last - 1].end
