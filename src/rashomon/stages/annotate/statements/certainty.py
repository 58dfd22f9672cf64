"""Whether a clause is told as a fact, a plan, a possibility, a condition or a denial."""

from __future__ import annotations

from rashomon.models import Certainty
from rashomon.stages.annotate.statements.clauses import merges
from rashomon.stages.annotate.tree import Tree

__all__ = ["certainty", "negated"]

PLANNING = frozenset(
    """plan expect intend aim want wish hope promise pledge vow agree decide schedule due
    set prepare
    propose seek offer threaten ask urge call demand order request require tell invite instruct
    encourage persuade recommend push allow permit slate commit arrange advise poise design mean
    determined eager poised bound appeal beg look vote opt choose refuse decline ready willing go
    tip""".split()
)
"""Verbs and adjectives whose infinitive has not happened yet, single words."""

TRYING = frozenset("try attempt struggle fight strive need ought able likely want".split()) - {
    "want"
}
DENYING = frozenset("deny dispute refute rebuff reject".split())
SUPPOSING = frozenset(
    "suspect fear speculate appear seem accuse allege rumour rumor believe think".split()
)
REFUSING = frozenset("refuse decline fail neglect".split())
NOT_DONE = frozenset("fail neglect".split())
MAYBE_WORDS = frozenset(
    """reportedly allegedly possibly perhaps maybe apparently likely probably potentially supposedly
    presumably purportedly""".split()
)
CONDITION_MARKS = frozenset("if unless provided".split())
DONE = frozenset(
    "help make let cause force enable see hear lead prompt get refuse decline fail".split()
)
"""Verbs whose object did do it: "forced them to leave"."""

PLAN_NOUNS = frozenset(
    """plan decision pledge vow promise effort attempt proposal intention goal aim
    agreement deal bid
    offer threat call demand order request desire willingness commitment move campaign push
    preparation readiness refusal opportunity chance right need way obligation duty""".split()
)
NO_WORDS = frozenset("no neither none nobody nothing nor".split())
RANK: tuple[Certainty, ...] = ("asserted", "planned", "possible", "conditional", "denied")
"""Where several hold ("might agree to meet"), the one furthest from a fact."""

QUOTE_MARKS = frozenset("\"“‘'`")


def certainty(tree: Tree, verb: int) -> Certainty:
    """Certainty of a clause by its auxiliaries, adverbs, conjunction and what governs it."""
    found: list[Certainty] = []
    node = verb
    for _ in range(6):
        found += [_own(tree, node), _governed(tree, node)]
        token = tree.tokens[node]
        shares = token.dep == "conj" and tree.child(node, "nsubj", "nsubjpass", "aux") is None
        outer = merges(tree, node)
        if outer is not None:
            node = outer
        elif shares and token.head != node:
            node = token.head
        else:
            break
    return max(found, key=RANK.index)


def _own(tree: Tree, verb: int) -> Certainty:
    below = [tree.tokens[c] for c in tree.children[verb]]
    helpers = {token.text.lower() for token in below if token.dep == "aux"}
    marks = {token.text.lower() for token in below if token.dep == "mark"}
    words = {token.text.lower() for token in below if token.dep == "advmod"}
    if marks & CONDITION_MARKS:
        return "conditional"
    if helpers & {"would", "'d", "’d"}:
        return "planned" if _told_before(tree, verb) else "conditional"
    if helpers & {"may", "might", "could", "should", "must", "ought"} or "whether" in marks:
        return "possible"
    if words & MAYBE_WORDS:
        return "possible"
    return "planned" if helpers & {"will", "shall", "'ll", "’ll", "wo", "sha"} else "asserted"


def _told_before(tree: Tree, verb: int) -> bool:
    """Whether "would" is a future told in the past: "they pledged that they would work"."""
    token = tree.tokens[verb]
    head = tree.tokens[token.head]
    if token.dep != "ccomp" or head.tag not in ("VBD", "VBN") or token.head > verb:
        return False
    if any(other.text in QUOTE_MARKS for other in tree.tokens[token.head : verb]):
        return False
    return not any(
        tree.tokens[c].dep == "advcl"
        and any(tree.tokens[m].text.lower() in CONDITION_MARKS for m in tree.children[c])
        for c in tree.children[verb]
    )


def _governed(tree: Tree, verb: int) -> Certainty:  # noqa: PLR0911 - one return a case
    """What the verb, adjective or noun above makes of a clause."""
    token = tree.tokens[verb]
    head = tree.tokens[token.head]
    if token.head == verb:
        return "asserted"
    lemma = head.lemma.lower()
    if token.dep in ("ccomp", "pcomp", "xcomp") and lemma in DENYING:
        asks = any(tree.tokens[c].tag in ("WP", "WDT", "WRB") for c in tree.children[verb])
        return "asserted" if asks else "denied"
    if token.dep == "pcomp":
        return _after_preposition(tree, verb)
    if not any(tree.tokens[c].tag == "TO" for c in tree.children[verb]):
        return "possible" if token.dep == "ccomp" and lemma in SUPPOSING else "asserted"
    if token.dep in ("acl", "relcl"):
        return "planned" if head.pos in ("NOUN", "PROPN") else "asserted"
    if token.dep in ("xcomp", "ccomp"):
        purpose = tree.child(token.head, "dobj", "nsubjpass") is not None
        found = _of_infinitive(lemma, head.pos)
        return "planned" if purpose and found == "asserted" and lemma not in DONE else found
    return "planned" if token.dep == "advcl" else "asserted"


def _of_infinitive(lemma: str, pos: str) -> Certainty:
    if lemma in REFUSING:
        return "asserted"
    if lemma in PLANNING or lemma == "be":
        return "planned"
    return "possible" if lemma in SUPPOSING | TRYING or pos == "ADJ" else "asserted"


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
    node: int | None = verb
    found = False
    for _ in range(4):
        if node is None:
            break
        found = found != _negates(tree, node)
        node = merges(tree, node)
        if node is not None and tree.tokens[node].lemma.lower() in NOT_DONE:
            found = not found
    return found


def _negates(tree: Tree, verb: int) -> bool:
    for child in tree.children[verb]:
        other = tree.tokens[child]
        word = other.text.lower()
        if other.dep == "neg" or (
            other.dep in ("advmod", "preconj", "cc") and word in ("never", "neither", "nor")
        ):
            if _contrasts(tree, child):
                continue
            return True
        if other.dep in ("nsubj", "nsubjpass", "dobj", "attr") and (
            word in NO_WORDS or _denies_noun(tree, child)
        ):
            return True
    token = tree.tokens[verb]
    return token.dep == "pcomp" and tree.tokens[token.head].text.lower() == "without"


def _contrasts(tree: Tree, index: int) -> bool:
    """ "Not once, but twice", "not only": the negation is of a word, not of the verb."""
    following = tree.tokens[index + 1].text.lower() if index + 1 < len(tree.tokens) else ""
    return following in ("only", "once", "just", "merely", "least", "surprisingly")


def _denies_noun(tree: Tree, noun: int) -> bool:
    return any(
        tree.tokens[c].text.lower() in NO_WORDS and tree.tokens[c].dep in ("det", "neg", "preconj")
        for c in tree.children[noun]
    )
