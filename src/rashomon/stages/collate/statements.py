"""Statements: the happenings that sentences tell, one for each predicate.

A statement has a trigger (after the "event trigger" of ACE and ECB+): the verb of a clause, the
noun or adjective that a copula or an empty verb carries ("held talks", "is reliant"), or a noun
that names a happening ("the embrace"). Statements of different articles are what claims join.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rashomon.models import Event, Parse, Span, Token
from rashomon.stages.collate.lexicon import EMPTY, HAPPENING_ENDINGS, HAPPENINGS, REPORTING
from rashomon.stages.collate.units import Unit

__all__ = ["Statement", "statements_of", "verbs_of"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One happening in one sentence.

    ``unit`` is the number of its sentence; ``trigger`` the span of the word that names it, with
    ``lemma``; ``span`` its evidence: the clause where that stands by itself (has a subject of its
    own), else the sentence, for a noun its phrase. ``verbal`` is false for nouns. ``main`` is
    true where the clause asserts (root, conjoined or reported clause). ``subjects``, ``objects``
    are keys of who takes part (an actor id where known, else a lemma).
    """

    unit: int
    trigger: Span
    lemma: str
    span: Span
    verbal: bool
    main: bool
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    event: Event | None


_MAIN = frozenset(("ROOT", "conj", "ccomp", "parataxis"))
_CONTENT = frozenset(("ccomp",))
_SUBJECT = frozenset(("nsubj", "nsubjpass", "csubj"))
_OBJECT = frozenset(("dobj", "attr", "dative", "oprd", "acomp"))
_PERIODS = frozenset(("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "CARDINAL", "ORDINAL"))
_TIES = frozenset("as while since because and but although though whereas".split())
"""Words that join a clause that is asserted as it stands."""

_NOT_ASSERTED = frozenset("if though well long soon whether to for".split())
"""Words after a tie that make it another one ("as if", "as long as")."""

MIN_CLAUSE_WORDS = 3
"""A clause of fewer words says nothing by itself; its sentence is the evidence."""


def verbs_of(units: Iterable[Unit]) -> frozenset[str]:
    """Lemmas of the verbs of some sentences: a noun of the same form names a happening."""
    return frozenset(t.lemma.lower() for u in units for t in u.tokens if t.pos == "VERB")


def statements_of(
    units: Sequence[Unit], parse: Parse, verbs: frozenset[str] = frozenset()
) -> list[Statement]:
    """The statements of one article's units, in order of the text.

    :param verbs: lemmas of verbs, of the whole story.
    """
    found: list[Statement] = []
    verbs = verbs or verbs_of(units)
    for unit in units:
        if unit.text.endswith("?"):
            continue
        tree = _Tree(unit, parse)
        own = _one_a_trigger(_of_sentence(tree, verbs))
        if not any(statement.verbal for statement in own):
            own.extend(_of_root(tree))
        found.extend(own)
    return found


def _one_a_trigger(statements: Iterable[Statement]) -> list[Statement]:
    """Of the statements of one word that of the clause which carries it ("held talks")."""
    found: dict[Span, Statement] = {}
    for statement in statements:
        held = found.get(statement.trigger)
        if held is None or (statement.verbal and not held.verbal):
            found[statement.trigger] = statement
    return list(found.values())


class _Tree:
    """The dependency tree of one sentence; nodes are indexes into the parse."""

    def __init__(self, unit: Unit, parse: Parse) -> None:
        self.unit = unit
        self.first, self.last = parse.sentences[unit.sentence]
        self.tokens = parse.tokens
        self.children: dict[int, list[int]] = defaultdict(list)
        for node in range(self.first, self.last):
            head = parse.tokens[node].head
            if head != node:
                self.children[head].append(node)
        self.event_at = {
            start: event for event in unit.events if event.action for start in range(*event.action)
        }
        self.actor_at = {
            place: actor for (start, end), actor in unit.actors for place in range(start, end)
        }

    def key(self, node: int) -> str:
        """Who or what a node stands for: an actor id where one is known, else its lemma."""
        token = self.tokens[node]
        return self.actor_at.get(token.start, token.lemma.lower())

    def with_dep(self, node: int, deps: frozenset[str]) -> list[int]:
        """Children of a node with one of these relations."""
        return [child for child in self.children[node] if self.tokens[child].dep in deps]

    def subtree(self, node: int, without: frozenset[str] = frozenset()) -> Iterator[int]:
        """A node and what hangs on it, children of the named relations left out."""
        yield node
        for child in self.children[node]:
            if self.tokens[child].dep not in without:
                yield from self.subtree(child)

    def span(self, nodes: Iterator[int]) -> Span:
        """First to last character of some nodes, punctuation at the ends left out."""
        kept = [n for n in nodes if self.tokens[n].pos not in ("PUNCT", "SPACE")]
        return self.tokens[min(kept)].start, self.tokens[max(kept)].end


def _of_sentence(tree: _Tree, verbs: frozenset[str]) -> Iterator[Statement]:
    for node in range(tree.first, tree.last):
        token = tree.tokens[node]
        if token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass"):
            yield from _verbal(tree, node)
        elif token.pos == "NOUN" and _names_happening(token, verbs):
            span = tree.span(tree.subtree(node, frozenset(("relcl", "conj", "cc", "appos"))))
            yield _statement(tree, node, node, span, False)


def _of_root(tree: _Tree) -> Iterator[Statement]:
    """The sentence as one statement, where its root is a verb that carries nothing else."""
    for node in range(tree.first, tree.last):
        if tree.tokens[node].head == node and tree.tokens[node].pos in ("VERB", "AUX"):
            yield _statement(tree, node, node, tree.unit.span, True)
            return


def _names_happening(token: Token, verbs: frozenset[str]) -> bool:
    lemma = token.lemma.lower()
    if token.ent in _PERIODS or lemma in REPORTING or lemma in EMPTY or len(lemma) < 3:
        return False
    return lemma in verbs or lemma in HAPPENINGS or lemma.endswith(HAPPENING_ENDINGS)


def _verbal(tree: _Tree, node: int) -> Iterator[Statement]:
    """The statement of a clause; none where a reporting or empty verb has nothing to carry."""
    lemma = tree.tokens[node].lemma.lower()
    trigger = node
    if lemma in EMPTY:
        carried = [
            c for c in tree.with_dep(node, _OBJECT) if tree.tokens[c].pos in ("NOUN", "ADJ", "VERB")
        ]
        if not carried:
            return
        trigger = carried[0]
    elif lemma in REPORTING and (tree.with_dep(node, _CONTENT) or not tree.with_dep(node, _OBJECT)):
        return
    yield _statement(tree, trigger, node, _clause(tree, node), True)


def _clause(tree: _Tree, verb: int) -> Span:
    """The clause of a verb that has a subject of its own and words enough, else its sentence."""
    subjects = tree.with_dep(verb, _SUBJECT)
    if not subjects or any(tree.tokens[s].tag in ("WDT", "WP") for s in subjects):
        return tree.unit.span
    event = tree.event_at.get(tree.tokens[verb].start)
    if event is not None and event.actor is not None:
        span = (max(event.start, tree.unit.span[0]), min(event.end, tree.unit.span[1]))
    else:
        span = tree.span(tree.subtree(verb, frozenset(("conj", "cc", "mark", "parataxis"))))
    words = [t for t in tree.unit.tokens if span[0] <= t.start < span[1] and t.pos != "PUNCT"]
    return _unjoined(words, span) if len(words) >= MIN_CLAUSE_WORDS else tree.unit.span


def _unjoined(words: Sequence[Token], span: Span) -> Span:
    """A clause without the word that ties it to another one, where it asserts the same alone."""
    first, second, *rest = words
    tied = first.dep in ("mark", "cc", "advmod") and first.lemma.lower() in _TIES
    if not tied or second.lemma.lower() in _NOT_ASSERTED or len(rest) + 1 < MIN_CLAUSE_WORDS:
        return span
    return second.start, span[1]


def _statement(tree: _Tree, trigger: int, verb: int, span: Span, verbal: bool) -> Statement:
    token = tree.tokens[trigger]
    subjects, objects = _participants(tree, verb, verbal)
    return Statement(
        unit=tree.unit.number,
        trigger=(token.start, token.end),
        lemma=token.lemma.lower(),
        span=span,
        verbal=verbal,
        main=verbal and tree.tokens[verb].dep in _MAIN,
        subjects=subjects,
        objects=objects,
        event=tree.event_at.get(tree.tokens[verb].start),
    )


def _participants(tree: _Tree, verb: int, verbal: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Keys of subjects and objects; a passive's agent is its subject, a noun's owner too."""
    if not verbal:
        owners = tree.with_dep(verb, frozenset(("poss", "compound", "amod")))
        return _keys(tree, owners), _keys(tree, _of_prepositions(tree, verb))
    subjects = tree.with_dep(verb, _SUBJECT)
    if not subjects and tree.tokens[verb].dep == "conj":
        subjects = tree.with_dep(tree.tokens[verb].head, _SUBJECT)
    objects = tree.with_dep(verb, _OBJECT)
    if any(tree.tokens[s].dep == "nsubjpass" for s in subjects):
        agents = [a for by in tree.with_dep(verb, frozenset(("agent",))) for a in tree.children[by]]
        subjects, objects = agents, [*objects, *subjects]
    return _keys(tree, subjects), _keys(tree, [*objects, *_of_prepositions(tree, verb)])


def _of_prepositions(tree: _Tree, node: int) -> list[int]:
    return [
        inner
        for outer in tree.with_dep(node, frozenset(("prep",)))
        for inner in tree.with_dep(outer, frozenset(("pobj",)))
    ]


def _keys(tree: _Tree, nodes: Sequence[int]) -> tuple[str, ...]:
    found = dict.fromkeys(
        tree.key(each)
        for node in nodes
        for each in (node, *tree.with_dep(node, frozenset(("conj",))))
    )
    return tuple(found)
