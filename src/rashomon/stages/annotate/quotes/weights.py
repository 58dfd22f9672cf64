"""Which candidates are attributions: a logistic regression over engineered features.

Weights are learned by ``evals/train_quotes.py`` on the training part of PolNeAR 1.0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rashomon.stages.annotate.entities.roles import BODIES, is_person_noun
from rashomon.stages.annotate.phrases import Tree
from rashomon.stages.annotate.quotes.cues import Candidate
from rashomon.stages.annotate.quotes.lexicon import DOCUMENTS, NOUNS, VERBS

__all__ = ["features", "kind_of_speaker", "log_odds", "speaker_is_thing"]

FIRST_SECOND = frozenset("i we you me us".split())
THIRD = frozenset("he she they".split())
THINGS = frozenset("it that this which what there".split())
MODALS = frozenset("would could should might may will can must".split())


def features(
    tree: Tree, found: Candidate, *, marked: bool, around: Sequence[Candidate], inside: int
) -> list[str]:
    """Names of the features that hold.

    :param marked: some of the content stands in quotation marks.
    :param around: candidates in whose content the cue stands.
    :param inside: number of candidates whose cue stands in the content.
    """
    named = [
        "bias",
        f"lemma={found.lemma}",
        f"relation={found.relation}",
        f"pair={found.lemma}/{found.relation}",
        *_of_cue(tree, found),
        *_of_speaker(tree, found),
        *_of_content(tree, found),
    ]
    named += ["marked", f"marked/{found.relation}"] if marked else [f"plain/{found.relation}"]
    named += _of_place(found, around, inside)
    return named


def _of_place(found: Candidate, around: Sequence[Candidate], inside: int) -> Iterable[str]:
    yield f"depth={min(len(around), 3)}/{found.relation}"
    yield f"holds={min(inside, 3)}/{found.relation}"
    for outer in around:
        yield f"within={outer.relation}"
        yield f"within={VERBS.get(outer.lemma, 'other')}/{outer.relation}/{found.relation}"
        if outer.lemma in {"say", "tell", "accord", "according", "add", "write"}:
            yield f"within-saying/{found.relation}"


def _of_cue(tree: Tree, found: Candidate) -> Iterable[str]:
    head = tree.tokens[found.head]
    yield f"tag={head.tag}/{found.relation}"
    yield f"dep={head.dep}"
    act = VERBS.get(found.lemma) or NOUNS.get(found.lemma) or "other"
    yield f"act={act}/{found.relation}"
    children = [tree.tokens[c] for c in tree.children[found.head]]
    if any(c.dep == "neg" for c in children):
        yield f"negated/{found.relation}"
    modal = next((c.text.lower() for c in children if c.text.lower() in MODALS), None)
    if modal:
        yield f"modal={modal}"
    if any(c.text.lower() == "to" and c.dep == "aux" for c in children):
        yield "infinitive"
    if found.passive:
        yield f"passive/{found.relation}"
    governor = tree.tokens[head.head]
    if governor is not head:
        yield f"under={'cue' if governor.lemma.lower() in VERBS else governor.pos}/{head.dep}"


def _of_speaker(tree: Tree, found: Candidate) -> Iterable[str]:
    if not found.speaker:
        yield f"speaker=none/{found.relation}"
        return
    words = [tree.tokens[i] for i in found.speaker]
    kind = kind_of_speaker(tree, found)
    yield f"speaker={kind}"
    yield f"speaker={kind}/{found.relation}"
    if any(w.ent in {"PERSON", "ORG", "NORP"} for w in words):
        yield "speaker-has-name"
    yield "speaker-before" if found.speaker[0] < found.head else "speaker-after"


def kind_of_speaker(tree: Tree, found: Candidate) -> str:
    """A name's type, a pronoun's person, a kind of noun, or the tag of the speaker's head."""
    words = [tree.tokens[i] for i in found.speaker]
    inside = set(found.speaker)
    head = next((t for t in words if t.head not in inside), words[-1])
    plain = head.text.lower()
    for kind, listed in (("1st", FIRST_SECOND), ("3rd", THIRD), ("thing", THINGS)):
        if plain in listed:
            return kind
    if head.ent in {"PERSON", "ORG", "NORP", "GPE"}:
        return head.ent
    if head.lemma.lower() in DOCUMENTS:
        return "document"
    if is_person_noun(head.lemma):
        return "person-noun"
    if head.lemma.lower() in BODIES:
        return "body"
    return head.tag


def speaker_is_thing(tree: Tree, found: Candidate) -> bool:
    """Whether the speaker is a thing that cannot speak and is no document."""
    return bool(found.speaker) and kind_of_speaker(tree, found) in {"NN", "thing", "VBG"}


def _of_content(tree: Tree, found: Candidate) -> Iterable[str]:
    words = [i for i in found.content if tree.tokens[i].pos not in {"PUNCT", "SPACE"}]
    size = len(words)
    bucket = next((b for b in (1, 2, 3, 5, 8, 12, 20) if size <= b), 99)
    yield f"size={bucket}"
    yield f"size={bucket}/{found.relation}"
    if words:
        opener = tree.tokens[words[0]]
        yield f"opener={opener.tag}/{found.relation}"
        if opener.text.lower() in {"that", "whether", "if", "how", "why", "what", "who", "as"}:
            yield f"opener={opener.text.lower()}"
        inside = set(words)
        top = next((t for t in words if tree.tokens[t].head not in inside), words[0])
        yield f"top={tree.tokens[top].tag}/{found.relation}"
        if found.relation == "prep":
            yield f"preposition={opener.text.lower()}/{found.lemma}"
        yield "content-after" if words[0] > found.head else "content-before"


def log_odds(named: Iterable[str], weights: Mapping[str, float]) -> float:
    """How likely a candidate with these features is an attribution, -30 to 30."""
    return max(-30.0, min(30.0, sum(weights.get(name, 0.0) for name in named)))
