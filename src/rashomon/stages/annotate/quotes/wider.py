"""Attributions beyond the listed verbs and nouns, and further extents of what they attribute.

People ask for, deny and oppose things in more words than any list holds. Every verb, adjective
and noun with a complement gives candidates here; which of them attribute is learned
(:mod:`~rashomon.stages.annotate.quotes.weights`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rashomon.stages.annotate.phrases import Tree, noun_phrase
from rashomon.stages.annotate.quotes.cues import (
    NOUN_PREPOSITIONS,
    Candidate,
    believed,
    clause_of,
    cue_words,
    speaker_of,
)
from rashomon.stages.annotate.quotes.lexicon import NOUNS

__all__ = ["candidates"]

HELPERS = frozenset({"aux", "auxpass", "amod", "compound"})
PREPOSITIONS = frozenset("for of as to on about with against over in into at from by".split())
OBJECTS = frozenset({"dobj", "oprd", "dative", "attr"})
NOUN_COMPLEMENTS = frozenset({"acl", "ccomp", "prep", "relcl"})
HEARSAY = frozenset({"reportedly", "allegedly", "supposedly", "purportedly", "apparently"})


def candidates(tree: Tree, known: Iterable[Candidate]) -> list[Candidate]:
    """Candidates that ``known`` lacks, in order of their cues."""
    seen = {(c.head, c.content) for c in known}
    found: list[Candidate] = []
    for one in _all(tree):
        key = (one.head, one.content)
        if one.content and key not in seen:
            seen.add(key)
            found.append(one)
    return found


def _all(tree: Tree) -> Iterator[Candidate]:
    for i in believed(tree):
        token = tree.tokens[i]
        if token.pos in {"VERB", "AUX"} and token.dep not in HELPERS:
            yield from _of_verb(tree, i)
        elif token.pos == "ADJ" and token.dep in {"acomp", "oprd", "conj", "ROOT", "amod", "advcl"}:
            yield from _of_adjective(tree, i)
        elif token.pos in {"NOUN", "PROPN"}:
            yield from _of_noun(tree, i)
        elif token.text.lower() in HEARSAY:
            yield from _hearsay(tree, i)


def _of_verb(tree: Tree, head: int) -> Iterator[Candidate]:
    tokens = tree.tokens
    token = tokens[head]
    children = tree.children[head]
    reduced = token.tag == "VBN" and token.dep in {"acl", "advcl"} and not tree.child(head, "aux")
    passive = tree.child(head, "auxpass") is not None or reduced
    subject = tree.child(head, "nsubjpass") if passive else tree.child(head, "nsubj")
    objects = [c for c in children if tokens[c].dep in OBJECTS and c > head]
    preps = [c for c in children if tokens[c].dep == "prep" and c > head]
    preps = [c for c in preps if tokens[c].lemma.lower() in PREPOSITIONS]
    clauses = [c for c in children if tokens[c].dep in {"ccomp", "xcomp"} and c > head]
    acomp = tree.child(head, "acomp", "oprd")
    if not (objects or preps or clauses or acomp is not None or passive):
        return
    words, noun = speaker_of(tree, head, passive=passive)
    lemma, cue = token.lemma.lower(), cue_words(tree, head)

    def made(relation: str, tops: Iterable[int], *, own: bool = False) -> Candidate:
        members = sorted({i for t in tops for i in tree.subtree(t)})
        if relation.startswith("prep"):
            members = [i for i in members if i not in preps]
        inside = set(members)
        speaker = () if own else tuple(i for i in words if i not in inside)
        return Candidate(
            head, lemma, relation, cue, speaker, tuple(members), passive, None if own else noun
        )

    for clause in clauses:
        yield made(tokens[clause].dep, [clause])
        if objects:
            yield made("obj+" + tokens[clause].dep, [*objects, clause])
        if subject is not None and (passive or tokens[clause].dep == "xcomp"):
            yield made("subj+" + tokens[clause].dep, [subject, clause], own=not passive)
    if objects:
        yield made("obj", objects)
        if preps:
            yield made("obj+prep", [*objects, *preps])
    for prep in preps:
        yield made(f"prep={tokens[prep].lemma.lower()}", [prep])
    if acomp is not None and subject is not None:
        yield made("subj+acomp", [subject, acomp], own=True)
    if passive and subject is not None:
        yield made("subj", [subject])
        if preps or objects:
            yield made("subj+rest", [subject, *objects, *preps])


def _of_adjective(tree: Tree, head: int) -> Iterator[Candidate]:
    tokens = tree.tokens
    verb = tokens[head].head
    complements = {"ccomp", "xcomp", "prep"}
    if not any(c > head and tokens[c].dep in complements for c in tree.children[head]):
        return
    words, noun = speaker_of(tree, verb if tokens[head].dep in {"acomp", "oprd"} else head)
    linked = tokens[head].dep == "acomp" and verb < head and head - verb <= 4
    cue = (verb if linked else head, head + 1)
    for c in tree.children[head]:
        label = tokens[c].dep
        if c < head or label not in complements:
            continue
        members = [i for i in tree.subtree(c) if label != "prep" or i != c]
        inside = set(members)
        speaker = tuple(i for i in words if i not in inside and i != head)
        lemma, relation = tokens[head].lemma.lower(), f"adj-{label}"
        yield Candidate(head, lemma, relation, cue, speaker, tuple(members), False, noun)


def _of_noun(tree: Tree, head: int) -> Iterator[Candidate]:
    tokens = tree.tokens
    owner = tree.child(head, "poss")
    # a name is no cue word that could be learned
    lemma = tokens[head].lemma.lower() if tokens[head].pos == "NOUN" else ""
    if owner is None and lemma not in NOUNS and tokens[head].dep not in {"dobj", "attr", "pobj"}:
        return
    if not any(c > head and tokens[c].dep in NOUN_COMPLEMENTS for c in tree.children[head]):
        return
    noun = None
    speaker = noun_phrase(tree, owner) if owner is not None else ()
    relation = "noun"
    if owner is None and tokens[head].dep in {"dobj", "attr"}:
        speaker, noun = speaker_of(tree, tokens[head].head)
        relation = f"{tokens[head].dep}-noun"
    for c in tree.children[head]:
        label = tokens[c].dep
        if c < head or label not in NOUN_COMPLEMENTS:
            continue
        if label == "prep" and tokens[c].lemma.lower() not in NOUN_PREPOSITIONS:
            continue
        if label == "acl" and tokens[c].tag in {"VBN", "VBG"}:
            continue
        members = [i for i in tree.subtree(c) if label != "prep" or i != c]
        inside = set(members)
        said = tuple(i for i in speaker if i not in inside and i != head)
        kind = f"{relation}-{label}"
        yield Candidate(head, lemma, kind, (head, head + 1), said, tuple(members), False, noun)


def _hearsay(tree: Tree, at: int) -> Iterator[Candidate]:
    """ "Reportedly": the clause, from nobody."""
    clause = clause_of(tree, tree.tokens[at].head)
    own = set(tree.subtree(at))
    members = tuple(i for i in tree.subtree(clause) if i not in own)
    yield Candidate(at, tree.tokens[at].text.lower(), "hearsay", (at, at + 1), (), members)
