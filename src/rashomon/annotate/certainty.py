"""Whether a clause is told as a fact, a plan, a possibility, a condition or a denial."""

from __future__ import annotations

from rashomon.annotate.tree import Tree
from rashomon.models import Certainty

__all__ = ["ASPECT", "SAYING", "certainty", "negated"]

SAYING = frozenset(
    """say tell add state announce declare report note explain argue insist stress emphasise emphasize
    claim allege assert maintain contend warn believe think suggest acknowledge admit concede confirm
    write tweet post reply respond recall observe remark comment testify conclude reveal disclose
    describe hear learn understand know show indicate mean estimate predict deny dispute reject quote
    caution complain joke reiterate repeat underline underscore point hint imply suspect fear hope feel
    complain boast swear predict fear speculate agree reckon mention""".split()
)
"""Verbs whose clausal complement is the content; the cue itself is then no statement of its own."""

ASPECT = frozenset(
    """begin start continue keep stop cease finish resume proceed tend happen manage help seem appear
    get go have need fail struggle use ought dare come see""".split()
)
"""Verbs that only colour the one after them ("continued to advance"): both are one statement."""

PLANNING = frozenset(
    """plan expect intend aim want wish hope promise pledge vow agree decide schedule due set prepare
    propose seek offer threaten ask urge call demand order request require tell invite instruct
    encourage persuade recommend push allow permit slate commit try attempt arrange advise
    determined eager poised bound appeal beg design mean need""".split()
)
"""Verbs and adjectives whose infinitive has not happened yet; from the PLOVER root REQUEST and the
plan verbs of PolNeAR's cues (training part), single words only."""

DENYING = frozenset("deny dispute refute rebuff reject".split())
SUPPOSING = frozenset("believe suspect fear suggest speculate appear seem accuse allege rumour rumor".split())
UNDONE = frozenset("fail refuse decline neglect forget stop cease".split())
NOT_DONE = frozenset("fail neglect forget".split())
MAYBE_WORDS = frozenset(
    """reportedly allegedly possibly perhaps maybe apparently likely probably potentially supposedly
    presumably purportedly""".split()
)
CONDITION_MARKS = frozenset("if unless provided".split())
PLAN_NOUNS = frozenset(
    """plan decision pledge vow promise effort attempt proposal intention goal aim agreement deal bid
    offer threat call demand order request desire willingness commitment move campaign push plan
    preparation readiness refusal opportunity chance right need way obligation duty""".split()
)
NO_WORDS = frozenset("no neither none nobody nothing nor".split())


def certainty(tree: Tree, verb: int) -> Certainty:
    """Certainty of a clause by its auxiliaries, adverbs, conjunction and what governs it."""
    node = verb
    for _ in range(6):
        own = _own(tree, node)
        if own != "asserted":
            return own
        outer = _governed(tree, node)
        if outer != "asserted":
            return outer
        token = tree.tokens[node]
        shares = token.dep == "conj" and tree.child(node, "nsubj", "nsubjpass", "aux") is None
        coloured = token.dep == "xcomp" and tree.tokens[token.head].lemma in ASPECT
        if token.head == node or not (shares or coloured):
            return "asserted"
        node = token.head
    return "asserted"


def _own(tree: Tree, verb: int) -> Certainty:
    helpers = {
        tree.tokens[c].text.lower() for c in tree.children[verb] if tree.tokens[c].dep == "aux"
    }
    marks = {tree.tokens[c].text.lower() for c in tree.children[verb] if tree.tokens[c].dep == "mark"}
    words = {
        tree.tokens[c].text.lower() for c in tree.children[verb] if tree.tokens[c].dep == "advmod"
    }
    if marks & CONDITION_MARKS:
        return "conditional"
    if helpers & {"would", "'d", "’d"}:
        return "planned" if _told_before(tree, verb) else "conditional"
    if helpers & {"will", "shall", "'ll", "’ll", "wo", "sha"}:
        return "planned"
    if helpers & {"may", "might", "could", "should", "must", "ought"} or "whether" in marks:
        return "possible"
    return "possible" if words & MAYBE_WORDS else "asserted"


def _told_before(tree: Tree, verb: int) -> bool:
    """Whether "would" is a future told in the past: "they pledged that they would work"."""
    token = tree.tokens[verb]
    head = tree.tokens[token.head]
    return token.dep == "ccomp" and head.tag in ("VBD", "VBN") and not _has_condition(tree, verb)


def _has_condition(tree: Tree, verb: int) -> bool:
    return any(
        tree.tokens[c].dep == "advcl"
        and any(tree.tokens[m].text.lower() in CONDITION_MARKS for m in tree.children[c])
        for c in tree.children[verb]
    )


def _governed(tree: Tree, verb: int) -> Certainty:
    """What the verb, adjective or noun above makes of a clause."""
    token = tree.tokens[verb]
    head = tree.tokens[token.head]
    if token.head == verb:
        return "asserted"
    lemma = head.lemma.lower()
    to = any(tree.tokens[c].tag == "TO" for c in tree.children[verb])
    if token.dep in ("ccomp", "pcomp") and lemma in DENYING:
        return "denied"
    if token.dep in ("xcomp", "ccomp") and lemma in SUPPOSING and token.dep == "xcomp":
        return "possible"
    if token.dep in ("xcomp", "ccomp", "advcl") and to and (lemma in PLANNING or lemma == "be"):
        return "planned"
    if token.dep == "xcomp" and lemma == "go" and to:
        return "planned"
    if token.dep == "xcomp" and to and head.pos == "ADJ":
        return "possible"
    if token.dep == "advcl" and to:
        return "planned"
    if token.dep in ("acl", "relcl") and to and head.pos in ("NOUN", "PROPN"):
        return "planned"
    if token.dep == "pcomp":
        return _after_preposition(tree, verb)
    return "asserted"


def _after_preposition(tree: Tree, verb: int) -> Certainty:
    prep = tree.tokens[tree.tokens[verb].head]
    above = tree.tokens[prep.head].lemma.lower()
    if above in ("accuse", "suspect"):
        return "possible"
    if above in PLANNING or above in PLAN_NOUNS:
        return "planned"
    return "denied" if above in DENYING else "asserted"


def negated(tree: Tree, verb: int) -> bool:
    """Whether a clause says that something did not happen."""
    token = tree.tokens[verb]
    for child in tree.children[verb]:
        other = tree.tokens[child]
        if other.dep == "neg" or (other.dep in ("advmod", "preconj", "cc") and other.text.lower() in ("never", "neither")):
            return True
        if other.dep in ("nsubj", "nsubjpass", "dobj", "attr"):
            if other.text.lower() in NO_WORDS:
                return True
            if any(tree.tokens[c].text.lower() in NO_WORDS and tree.tokens[c].dep in ("det", "neg", "preconj") for c in tree.children[child]):
                return True
    head = tree.tokens[token.head]
    if token.dep == "xcomp" and head.lemma in NOT_DONE and token.head != verb:
        return not negated(tree, token.head)
    if token.dep == "xcomp" and head.lemma in ASPECT and token.head != verb:
        return any(tree.tokens[c].dep == "neg" for c in tree.children[token.head])
    return token.dep == "pcomp" and head.text.lower() == "without"
