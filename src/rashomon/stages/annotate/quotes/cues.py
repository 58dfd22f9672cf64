"""Attributions that the parse shows: a cue, who speaks, and the content that hangs on the cue.

The three-part view (source, cue, content) is that of PARC 3 (Pareti 2012) and PolNeAR (Newell et
al. 2018), on whose training part the acceptance of candidates is learned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rashomon.stages.annotate.phrases import Tree, noun_phrase
from rashomon.stages.annotate.quotes.lexicon import DOCUMENTS, NOUNS, VERBS

__all__ = [
    "NOUN_PREPOSITIONS",
    "Candidate",
    "believed",
    "candidates",
    "clause_of",
    "cue_words",
    "speaker_of",
]

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
CLAUSES = ("ccomp", "xcomp")
OBJECTS = frozenset({"dobj", "oprd", "dative", "attr", "acomp"})
AUXILIARIES = frozenset({"aux", "auxpass", "neg", "prt"})
PREPOSITIONS = frozenset("for of as to on about with against".split())
LONGEST = 400
"""Tokens of a sentence whose parse is believed; longer ones are texts without stops."""
PAUSES = frozenset({",", "”", '"', "''", "’", "—", "–", "-", "--", "("})
PARENTHETICAL = frozenset({"parataxis", "ccomp", "advcl", "dep", "conj", "ROOT"})


@dataclass(frozen=True)
class Candidate:
    """One possible attribution; all numbers are token indexes, ``content`` sorted.

    ``relation`` names how the content hangs on the cue: ccomp, xcomp, dobj, prep, around (the
    cue stands inside or after its content), according, noun.
    """

    head: int
    lemma: str
    relation: str
    cue: tuple[int, int]
    speaker: tuple[int, ...]
    content: tuple[int, ...]
    passive: bool = False
    stands_for: int | None = None
    """The noun before the relative pronoun that is the speaker."""


def candidates(tree: Tree) -> list[Candidate]:
    """All possible attributions, in order of their cues."""
    found: list[Candidate] = []
    for i in believed(tree):
        token = tree.tokens[i]
        lemma = token.lemma.lower()
        if token.pos in {"VERB", "AUX"} and lemma in VERBS:
            found.extend(_by_verb(tree, i))
        elif lemma == "accord" or token.text.lower() == "according":
            found.extend(_according(tree, i))
        elif token.pos == "NOUN" and (
            lemma in NOUNS or (lemma in DOCUMENTS and _verb_over(tree, i) is not None)
        ):
            found.extend(_by_noun(tree, i))
    found.extend(_colons(tree))
    return sorted(found, key=lambda c: c.head)


def believed(tree: Tree) -> Iterator[int]:
    """Tokens of the sentences that are no longer than a sentence can be."""
    for first, last in tree.sentences:
        if last - first <= LONGEST:
            yield from range(first, last)


def _by_verb(tree: Tree, head: int) -> Iterable[Candidate]:
    if tree.tokens[head].dep in {"aux", "auxpass", "amod", "compound"}:
        return
    token = tree.tokens[head]
    reduced = token.tag == "VBN" and token.dep in {"acl", "advcl"} and not tree.child(head, "aux")
    passive = tree.child(head, "auxpass") is not None or reduced
    relation, content = _complement(tree, head, passive=passive)
    if content and _no_attribution(tree, head, relation, content):
        return
    if not content:
        relation, content = _around(tree, head)
    if not content:
        return
    speaker, noun = speaker_of(tree, head, passive=passive)
    inside = set(content)
    speaker = tuple(i for i in speaker if i not in inside)
    lemma, cue = tree.tokens[head].lemma.lower(), cue_words(tree, head)
    yield Candidate(head, lemma, relation, cue, speaker, content, passive, noun)


def _complement(tree: Tree, head: int, *, passive: bool) -> tuple[str, tuple[int, ...]]:
    """How content hangs on a verb, and its tokens."""
    tokens = tree.tokens
    for label in CLAUSES:
        tops = [c for c in tree.children[head] if tokens[c].dep == label]
        if tops and not _run_on(tree, head, tops[0]):
            top = tops[-1] if label == "xcomp" else tops[0]
            members = tree.subtree(top)
            if label == "xcomp" and (obj := tree.child(head, "dobj")) is not None and obj < top:
                members = sorted({*tree.subtree(obj), *members})
            return label, tuple(members)
    parts = [c for c in tree.children[head] if tokens[c].dep in OBJECTS and c > head]
    preps = [c for c in tree.children[head] if _content_preposition(tree, head, c)]
    preps = preps or ([as_] if passive and (as_ := _as_of_agent(tree, head)) is not None else [])
    if not parts and not preps:
        return "", ()
    if passive and (subject := tree.child(head, "nsubjpass")) is not None:
        parts.append(subject)
    members = sorted({i for c in [*parts, *preps] for i in tree.subtree(c)})
    return ("dobj" if parts else "prep"), tuple(members)


def _no_attribution(tree: Tree, head: int, relation: str, content: Sequence[int]) -> bool:
    """Other senses of the verbs: "saw him off", "continued the visit", "said goodbye"."""
    lemma = tree.tokens[head].lemma.lower()
    words = [tree.tokens[i] for i in content if tree.tokens[i].pos not in {"PUNCT", "SPACE"}]
    opener = words[0].text.lower() if words else ""
    if lemma in VIEWS:
        as_ = any(w.text.lower() == "as" and w.head == head for w in words)
        told = lemma in {"know", "find", "see"} and opener in {"that", "how", "what", "whether"}
        return not as_ and not told
    if lemma in {"continue", "defend", "show"} and relation in {"xcomp", "prep"}:
        return True
    if lemma == "continue" and relation == "dobj":
        return True
    if lemma in {"call", "name", "dub"} and tree.tokens[head].dep == "acl":
        return True
    empty = opener in {"nothing", "something", "anything", "everything", "little", "more", "much"}
    return lemma in {"say", "tell"} and relation == "dobj" and (len(words) <= 2 or empty)


VIEWS = frozenset({"see", "view", "regard", "know", "find", "perceive"})
"""Verbs that attribute an object only with "as": "they see it as a threat"."""


def _as_of_agent(tree: Tree, head: int) -> int | None:
    """The "as" that the parse hangs on the agent: "described by all who met him as a friend"."""
    agent = tree.child(head, "agent")
    if agent is None:
        return None
    found = [i for i in tree.subtree(agent) if tree.tokens[i].text.lower() == "as"]
    return next((i for i in found if tree.tokens[i].dep == "prep"), None)


def _run_on(tree: Tree, head: int, top: int) -> bool:
    """Whether a clause before the verb only stands beside it: the verb has its own object."""
    obj = tree.child(head, "dobj")
    return top < head and obj is not None and obj > head


def _content_preposition(tree: Tree, head: int, at: int) -> bool:
    token = tree.tokens[at]
    return token.dep == "prep" and at > head and token.lemma.lower() in PREPOSITIONS


def _around(tree: Tree, head: int) -> tuple[str, tuple[int, ...]]:
    """The sentence around a parenthesis ("Taxes, he added, would rise.", "as X reported")."""
    token = tree.tokens[head]
    as_clause = _opens_with_as(tree, head)
    if token.head == head or (tree.child(head, "nsubj") is None and not as_clause):
        return "", ()
    if token.dep not in PARENTHETICAL or token.dep == "conj":
        return "", ()
    first, last = tree.sentences[token.sentence]
    own = set(tree.subtree(head))
    low, high = min(own), max(own)
    beside = [tree.tokens[k].text for k in (low - 1, high + 1) if first <= k < last]
    beside += [tree.tokens[k].text for k in (low, high)]
    if not as_clause and not any(b in PAUSES for b in beside):
        return "", ()
    return "around", tuple(i for i in range(first, last) if i not in own)


def _opens_with_as(tree: Tree, head: int) -> bool:
    marker = tree.child(head, "mark", "advmod", "prep")
    return marker is not None and marker < head and tree.tokens[marker].text.lower() == "as"


def cue_words(tree: Tree, head: int) -> tuple[int, int]:
    """The verb with its particle; auxiliaries right before it too."""
    first, last = head, head + 1
    while first - 1 in tree.children[head] and tree.tokens[first - 1].dep in AUXILIARIES:
        first -= 1
    while last in tree.children[head] and tree.tokens[last].dep == "prt":
        last += 1
    return first, last


def speaker_of(
    tree: Tree, head: int, *, passive: bool = False
) -> tuple[tuple[int, ...], int | None]:
    """Tokens of the speaker, and the noun that a relative pronoun among them stands for."""
    top = _speaker_top(tree, head, passive=passive)
    if top is None:
        return (), None
    noun = _antecedent(tree, top)
    return ((top,) if noun is not None else noun_phrase(tree, top)), noun


CLIMBED = frozenset("conj xcomp advcl pcomp ccomp prep acomp attr acl dobj pobj dep".split())
CLIMB = 7


def _speaker_top(tree: Tree, head: int, *, passive: bool) -> int | None:
    """The noun or pronoun that says, thinks or plans."""
    if passive:
        agent = tree.child(head, "agent")
        by = None if agent is None else tree.child(agent, "pobj")
        quoted = tree.tokens[head].lemma in {"quote", "cite"}
        return by if by is not None or not quoted else tree.child(head, "nsubjpass")
    at = head
    for _ in range(CLIMB):
        subject = tree.child(at, "nsubj", "csubj", "nsubjpass")
        token = tree.tokens[at]
        if subject is not None and token.pos in {"VERB", "AUX", "ADJ", "NOUN", "PROPN"}:
            return subject
        if token.head == at or token.dep == "relcl":
            return token.head if token.dep == "relcl" else None
        if (
            token.dep == "acl"
            and token.tag in {"VBG", "VBN"}
            and not _is_document(tree, token.head)
        ):
            return token.head
        if token.dep not in CLIMBED:
            return None
        at = token.head
    return None


def _is_document(tree: Tree, at: int) -> bool:
    """A statement, letter or claim that somebody makes: the maker speaks."""
    token = tree.tokens[at]
    named = token.lemma.lower() in DOCUMENTS or token.lemma.lower() in NOUNS
    return named and token.dep in {"dobj", "pobj"}


def _antecedent(tree: Tree, top: int) -> int | None:
    """The noun before a relative pronoun, None where the word is none."""
    token = tree.tokens[top]
    if token.tag not in {"WDT", "WP"} and not (token.text == "that" and token.dep == "nsubj"):
        return None
    verb = top
    for _ in range(4):
        verb = tree.tokens[verb].head
        if tree.tokens[verb].dep == "relcl" and tree.tokens[verb].head < top:
            return tree.tokens[verb].head
    return None


def _according(tree: Tree, at: int) -> Iterable[Candidate]:
    """ "According to X": the source is X, the content the clause it hangs on."""
    tokens = tree.tokens
    if at + 2 >= len(tokens) or tokens[at + 1].text.lower() != "to":
        return
    source = next((c for c in tree.children[at + 1] if tokens[c].dep == "pobj"), None)
    if source is None:
        source = next((c for c in tree.children[at] if tokens[c].dep == "pobj"), None)
    if source is None or tokens[at].head == at:
        return
    own = set(tree.subtree(at))
    first, last = tree.sentences[tokens[at].sentence]
    clause = clause_of(tree, tokens[at].head)
    members = tuple(i for i in tree.subtree(clause) if i not in own and first <= i < last)
    speaker = noun_phrase(tree, source)
    yield Candidate(at, "according", "according", (at, at + 2), speaker, members)


def _colons(tree: Tree) -> Iterable[Candidate]:
    """ "Doe: Taxes will rise": a name, a colon, and what is said."""
    tokens = tree.tokens
    for first, last in tree.sentences:
        at = next((i for i in range(first, min(first + 7, last)) if tokens[i].text == ":"), None)
        if at is None or at == first or last - at < 3:
            continue
        names = all(t.ent or t.pos in {"PROPN", "ADJ", "NOUN", "PUNCT"} for t in tokens[first:at])
        if not names or not tokens[first].text[:1].isupper():
            continue
        speaker, content = tuple(range(first, at)), tuple(range(at + 1, last))
        yield Candidate(at, "colon", "colon", (at, at + 1), speaker, content)


def clause_of(tree: Tree, at: int) -> int:
    """The verb of the clause that a word stands in."""
    for _ in range(8):
        token = tree.tokens[at]
        if token.pos in {"VERB", "AUX"} or token.head == at:
            break
        at = token.head
    while tree.tokens[at].dep == "conj" and tree.tokens[tree.tokens[at].head].pos in {
        "VERB",
        "AUX",
    }:
        at = tree.tokens[at].head
    return at


def _by_noun(tree: Tree, head: int) -> Iterable[Candidate]:
    """Claims that something, refusals to do it, attacks on somebody: the owner is the source."""
    relation, members = _of_noun(tree, head)
    if not members:
        return
    owner = tree.child(head, "poss")
    speaker = noun_phrase(tree, owner) if owner is not None else ()
    if owner is None and tree.tokens[head].dep in {"dobj", "attr"}:
        speaker, _ = speaker_of(tree, tree.tokens[head].head, passive=False)
    if relation == "noun-prep" and not speaker:
        return
    speaker = tuple(i for i in speaker if i not in set(members) and i != head)
    lemma = tree.tokens[head].lemma.lower()
    verb = _verb_over(tree, head)
    if verb is not None and not speaker:
        words, noun = speaker_of(tree, verb, passive=False)
        speaker = tuple(i for i in words if i not in set(members))
        yield Candidate(
            verb,
            tree.tokens[verb].lemma.lower(),
            "ccomp",
            cue_words(tree, verb),
            speaker,
            members,
            stands_for=noun,
        )
        return
    yield Candidate(head, lemma, relation, (head, head + 1), speaker, members)


def _verb_over(tree: Tree, head: int) -> int | None:
    """The verb of "said in a statement that …", where the parse hangs the clause on the noun."""
    token = tree.tokens[head]
    prep = tree.tokens[token.head]
    if token.dep != "pobj" or prep.dep != "prep" or prep.text.lower() not in {"in", "at", "on"}:
        return None
    verb = prep.head
    return verb if VERBS.get(tree.tokens[verb].lemma.lower()) == "speech" else None


def _of_noun(tree: Tree, head: int) -> tuple[str, tuple[int, ...]]:
    """How content hangs on a noun, and its tokens."""
    clause = tree.child(head, "acl", "ccomp", "relcl")
    if clause is not None and clause > head:
        members = tuple(tree.subtree(clause))
        opener = tree.tokens[members[0]].text.lower()
        if tree.tokens[clause].dep == "ccomp" or opener in {"that", "to"}:
            return "noun", members
    prep = tree.child(head, "prep")
    if prep is None or prep < head or tree.tokens[prep].text.lower() not in NOUN_PREPOSITIONS:
        return "", ()
    members = tuple(i for i in tree.subtree(prep) if i != prep)
    return "noun-prep", members


NOUN_PREPOSITIONS = frozenset("of on for about against to with over".split())
