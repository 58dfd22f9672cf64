"""Clause-level statements of one article: who did what to whom, when and where.

Each finite verb, and each participle or infinitive that carries an act of its own, is one
statement. Verbs joined by "and" share their subject; a cue ("he said") gives no statement where
its content is one; a verb and the infinitive that its own subject does ("agreed to leave",
"failed to reach", "is ready to talk") are one. The copula is a statement with what it says of its
subject as the target. Where a thing goes to somebody ("sent aid to Haiti") the target is whom it
is done to.
"""

from __future__ import annotations

from rashomon.models import Article, Event, Parse, Quote, Span, TimeExpression
from rashomon.stages.annotate.statements import clauses, participants
from rashomon.stages.annotate.statements.certainty import certainty, negated
from rashomon.stages.annotate.tree import Quoted, Tree

__all__ = ["find"]

ACTION_DEPS = frozenset({"aux", "auxpass", "neg", "prt", "acomp"})
OPEN_PREPOSITIONS = frozenset("since until till before after by ahead than".split())
"""A time after these bounds the statement and does not date it."""

MOST_NOUNS = 2
"""A time may hang on the object or the place of its verb, as parsers attach it; not deeper."""

BETWEEN_DEPS = frozenset({"advmod", "mark", "punct", "npadvmod", "cc"})
"""Words that may stand inside an action without being part of it ("has already left")."""


def find(
    article: Article, parse: Parse, quotes: tuple[Quote, ...], times: tuple[TimeExpression, ...]
) -> tuple[Event, ...]:
    """Statements in order of the text."""
    tree = Tree(parse)
    verbs = clauses.heads(tree)
    owner = clauses.owners(tree, set(verbs))
    words: dict[int, list[int]] = {verb: [] for verb in verbs}
    for index, verb in enumerate(owner):
        if verb is not None:
            words[verb].append(index)
    when = _times_of(tree, owner, times)
    quoted = Quoted(quotes)
    found = [
        _event(tree, verb, words, quoted, when.get(verb))
        for verb in verbs
        if not clauses.is_cue(tree, verb, owner)
    ]
    return tuple(sorted(found, key=lambda event: (event.start, event.end, event.action or (0, 0))))


def _times_of(
    tree: Tree, owner: list[int | None], times: tuple[TimeExpression, ...]
) -> dict[int, str]:
    """The value of the first resolved time expression of each statement."""
    found: dict[int, str] = {}
    for time in times:
        index = tree.at(time.start)
        verb = owner[index] if index is not None else None
        if verb is not None and time.value is not None and _dates(tree, index or 0, verb):
            found.setdefault(verb, time.value)
    return found


def _dates(tree: Tree, index: int, verb: int) -> bool:
    """Whether a time is that of the verb and not of a noun far below it ("the 2022 invasion")."""
    nouns = 0
    for node in (index, *tree.up(index)):
        token = tree.tokens[node]
        if node == verb or token.pos in ("VERB", "AUX"):
            break
        inner = token.ent in ("DATE", "TIME") or token.pos == "ADV"
        if token.dep == "appos" and not inner:
            return False
        if token.dep == "prep" and token.text.lower() in OPEN_PREPOSITIONS:
            return False
        above = tree.tokens[token.head]
        named = above.ent not in ("DATE", "TIME") and above.pos in ("NOUN", "PROPN")
        if token.dep in ("nummod", "compound", "nmod", "amod") and inner and named:
            return False
        nouns += token.pos in ("NOUN", "PROPN") and not inner
    return nouns <= MOST_NOUNS


def _event(
    tree: Tree, verb: int, words: dict[int, list[int]], quoted: Quoted, when: str | None
) -> Event:
    start, end = _clause(tree, verb, words)
    actor, target = participants.roles(tree, verb)
    action = _action(tree, verb)
    return Event(
        start=start,
        end=end,
        actor=_phrase(tree, actor),
        action=action,
        target=_phrase(tree, target),
        code=None,
        when=when,
        where=_phrase(tree, participants.where(tree, verb, words[verb])),
        negated=negated(tree, verb),
        certainty=certainty(tree, verb),
        quote=_quote(quoted, (start, end), action),
    )


def _quote(quoted: Quoted, clause: Span, action: Span) -> int | None:
    """The quotation that holds a clause or, where a clause runs out of it, its verb."""
    whole = quoted.at(*clause)
    return quoted.at(*action) if whole is None else whole


def _phrase(tree: Tree, index: int | None) -> Span | None:
    return None if index is None else tree.span(*tree.phrase(index))


def _clause(tree: Tree, verb: int, words: dict[int, list[int]]) -> Span:
    """First to last of a statement's own words, up to the next verb joined to it by "and"."""
    kept = words[verb]
    joined = [
        min(words[child])
        for child in tree.children[verb]
        if child > verb and child in words and tree.tokens[child].dep == "conj"
    ]
    if joined:
        kept = [index for index in kept if index < min(joined)]
    while len(kept) > 1 and _is_edge(tree, kept[0], head=True):
        kept = kept[1:]
    while len(kept) > 1 and _is_edge(tree, kept[-1], head=False):
        kept = kept[:-1]
    return tree.span(kept[0], kept[-1] + 1) if kept else tree.span(verb, verb + 1)


def _is_edge(tree: Tree, index: int, *, head: bool) -> bool:
    """Punctuation, a conjunction, or a preposition whose clause is a statement of its own."""
    token = tree.tokens[index]
    if token.pos in ("PUNCT", "SPACE") or token.dep in ("cc", "punct"):
        return True
    if head and token.dep == "mark" and token.text.lower() == "that":
        return True
    return not head and token.dep == "prep" and tree.child(index, "pcomp") is not None


def _action(tree: Tree, verb: int) -> Span:
    """Verb with auxiliaries, negation and particle; the bare verb where a subject parts them."""
    whole = [verb, *_parts(tree, verb)]
    node = clauses.merges(tree, verb)
    for _ in range(4):
        if node is not None:
            whole += [node, *_parts(tree, node)]
            node = clauses.merges(tree, node)
    for words in (whole, [verb, *_parts(tree, verb)]):
        low, high = min(words), max(words)
        if all(_may_stand(tree, index, words) for index in range(low, high + 1)):
            return tree.span(low, high + 1)
    return tree.span(verb, verb + 1)


def _parts(tree: Tree, verb: int) -> list[int]:
    """Auxiliaries, negation, particle and predicate adjective of a verb."""
    found = []
    for child in tree.children[verb]:
        token = tree.tokens[child]
        predicate = token.dep == "oprd" and token.pos not in ("VERB", "AUX")
        if predicate or token.dep in ACTION_DEPS or (token.dep == "prep" and token.tag == "RP"):
            found.append(child)
    return found


def _may_stand(tree: Tree, index: int, words: list[int]) -> bool:
    token = tree.tokens[index]
    return (
        index in words
        or token.dep in BETWEEN_DEPS
        or token.pos == "ADV"
        or token.ent in ("DATE", "TIME")
    )
