"""What the learned acceptance of a candidate looks at beside its words: numbers.

The log odds of the word features (:mod:`~rashomon.stages.annotate.quotes.weights`) come first;
then sizes, places, and the log odds of the candidates that hold this one, stand in it, or
overlap it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rashomon.models import Article, Parse, Token
from rashomon.stages.annotate.phrases import Tree
from rashomon.stages.annotate.quotes.cues import Candidate
from rashomon.stages.annotate.quotes.lexicon import NOUNS, VERBS
from rashomon.stages.annotate.quotes.weights import kind_of_speaker

__all__ = ["ACCEPTANCE_NAMES", "acceptance_rows"]

Floats = npt.NDArray[np.float32]

ACTS = {"speech": 1.0, "thought": 2.0, "plan": 3.0, "document": 4.0}
RELATIONS = (
    *("ccomp", "xcomp", "dobj", "prep", "around", "according", "colon", "noun", "noun-prep"),
    *("obj", "prep=", "obj+prep", "subj+", "subj", "adj-", "noun-", "dobj-noun", "attr-noun"),
    *("obj+", "hearsay"),
)
SPEAKERS = (
    *("", "1st", "3rd", "thing", "PERSON", "ORG", "NORP", "GPE", "document", "person-noun"),
    *("body", "NN", "NNS", "NNP", "VBG", "WP", "WDT", "PRP", "DT", "CD"),
)
POS = ("VERB", "AUX", "NOUN", "PROPN", "ADJ", "ADV", "PUNCT")
DEPS = (
    *("ROOT", "ccomp", "xcomp", "advcl", "relcl", "conj", "acl", "pcomp", "parataxis", "dobj"),
    *("pobj", "nsubj", "prep", "amod", "attr", "acomp", "csubj", "appos"),
)
TAGS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
OPENERS = (
    *("that", "to", "if", "whether", "how", "why", "what", "who", "as", "for", "of", "on"),
    *("about", "against", "with"),
)
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
BLOCKS = ("title", "summary", "heading", "body", "caption", "sidebar")
SILENT = frozenset({"PUNCT", "SPACE"})
NEAR = 40
"""Candidates looked at on each side; few sentences of news have more, and texts without stops may
have thousands."""
NONE = -9.0
"""Log odds where there is no such candidate."""

ACCEPTANCE_NAMES = (
    *("words_say", "relation", "verb_act", "noun_act", "pos", "dep"),
    *("size", "share", "sentence", "from_start", "to_end", "to_content", "after", "reaches_end"),
    *("speaker", "speaker_size", "to_speaker", "passive", "negated", "infinitive", "modal", "tag"),
    *("marked", "marked_share", "cue_marked", "opener"),
    *("finite", "names", "proper", "pronouns", "hole", "block", "place"),
    *("of_cue", "best_of_cue"),
    *("outer", "inner", "over", "under", "outers", "inners"),
)


def acceptance_rows(
    article: Article,
    parse: Parse,
    tree: Tree,
    found: Sequence[Candidate],
    odds: Sequence[float],
    marked: dict[int, int],
) -> Floats:
    """The features of all candidates of an article, shape (candidates, names).

    :param odds: log odds of each by its words.
    :param marked: tokens in quotation marks.
    """
    if not found:
        return np.zeros((0, len(ACCEPTANCE_NAMES)), np.float32)
    related = _related(tree, found, odds)
    best = _best_of_cue(found, odds)
    size = max(1, len(article.text))
    rows = []
    for number, one in enumerate(found):
        head = tree.tokens[one.head]
        block = article.blocks[parse.blocks[head.sentence]].kind
        rows.append(
            [
                odds[number],
                *_of_cue(tree, one, head),
                *_of_extent(tree, one, head),
                *_of_speaker(tree, one),
                *_of_verb(tree, one, head),
                *_of_content(tree, one, marked),
                float(BLOCKS.index(block)) if block in BLOCKS else -1.0,
                head.start / size,
                *best[number],
                *related[number],
            ]
        )
    return np.array(rows, np.float32)


def _index(listed: Sequence[str], one: str) -> float:
    return float(listed.index(one)) if one in listed else -1.0


def _relation(one: str) -> float:
    """Number of the longest listed name that a relation begins with."""
    if one in RELATIONS:
        return float(RELATIONS.index(one))
    fits = [name for name in RELATIONS if one.startswith(name)]
    return float(RELATIONS.index(max(fits, key=len))) if fits else -1.0


def _of_cue(tree: Tree, one: Candidate, head: Token) -> list[float]:
    return [
        _relation(one.relation),
        ACTS.get(VERBS.get(one.lemma, ""), 0.0),
        ACTS.get(NOUNS.get(one.lemma, ""), 0.0),
        _index(POS, head.pos),
        _index(DEPS, head.dep),
    ]


def _of_extent(tree: Tree, one: Candidate, head: Token) -> list[float]:
    start, end = tree.sentences[head.sentence]
    words = sum(tree.tokens[i].pos not in SILENT for i in one.content)
    return [
        float(words),
        words / max(1, end - start),
        float(end - start),
        float(one.head - start),
        float(end - one.head),
        float(min(abs(one.content[0] - one.head), 60)),
        float(one.content[0] > one.head),
        float(one.content[-1] >= end - 2),
    ]


def _of_speaker(tree: Tree, one: Candidate) -> list[float]:
    kind = kind_of_speaker(tree, one) if one.speaker else ""
    far = one.speaker[0] - one.head if one.speaker else 0
    return [_index(SPEAKERS, kind), float(len(one.speaker)), float(far)]


def _of_verb(tree: Tree, one: Candidate, head: Token) -> list[float]:
    children = [tree.tokens[c] for c in tree.children[one.head]]
    return [
        float(one.passive),
        float(any(c.dep == "neg" for c in children)),
        float(any(c.dep == "aux" and c.tag == "TO" for c in children)),
        float(any(c.tag == "MD" for c in children)),
        _index(TAGS, head.tag),
    ]


def _of_content(tree: Tree, one: Candidate, marked: dict[int, int]) -> list[float]:
    inside = [tree.tokens[i] for i in one.content]
    opener = next((t for t in inside if t.pos not in SILENT), inside[0])
    within = sum(i in marked for i in one.content)
    return [
        float(within),
        within / len(one.content),
        float(one.head in marked),
        _index(OPENERS, opener.text.lower()),
        float(sum(t.tag in FINITE for t in inside)),
        float(sum(t.ent != "" for t in inside)),
        float(sum(t.pos == "PROPN" for t in inside)),
        float(sum(t.pos == "PRON" for t in inside)),
        float(one.content[-1] - one.content[0] + 1 - len(one.content)),
    ]


def _best_of_cue(found: Sequence[Candidate], odds: Sequence[float]) -> list[tuple[float, float]]:
    """For each, how many share its cue, and how much likelier than it the best other one is."""
    sharing: dict[int, list[int]] = {}
    for number, one in enumerate(found):
        sharing.setdefault(one.head, []).append(number)
    answer = []
    for number, one in enumerate(found):
        others = [odds[k] for k in sharing[one.head] if k != number]
        answer.append(
            (float(len(others) + 1), max(others, default=NONE) - odds[number]),
        )
    return answer


def _related(
    tree: Tree, found: Sequence[Candidate], odds: Sequence[float]
) -> list[tuple[float, ...]]:
    """Log odds of candidates with another cue: holding this one, in it, overlapping it."""
    by_sentence: dict[int, list[int]] = {}
    for number, one in enumerate(found):
        by_sentence.setdefault(tree.tokens[one.head].sentence, []).append(number)
    content = [frozenset(one.content) for one in found]
    answer: list[tuple[float, ...]] = [()] * len(found)
    for members in by_sentence.values():
        members.sort(key=lambda n: found[n].head)
        for place, number in enumerate(members):
            near = members[max(0, place - NEAR) : place + NEAR]
            answer[number] = _beside(number, near, found, content, odds)
    return answer


def _beside(
    number: int,
    members: Sequence[int],
    found: Sequence[Candidate],
    content: Sequence[frozenset[int]],
    odds: Sequence[float],
) -> tuple[float, ...]:
    outer = inner = over = under = NONE
    outers = inners = 0
    head, own = found[number].head, content[number]
    for k in members:
        other = found[k]
        if other.head == head:
            continue
        if head in content[k]:
            outer, outers = max(outer, odds[k]), outers + 1
        elif other.head in own:
            inner, inners = max(inner, odds[k]), inners + 1
        elif not own.isdisjoint(content[k]):
            if len(other.content) >= len(own):
                over = max(over, odds[k])
            else:
                under = max(under, odds[k])
    return outer, inner, over, under, float(outers), float(inners)
