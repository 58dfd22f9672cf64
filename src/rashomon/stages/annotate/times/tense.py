"""Whether a time expression looks back or ahead, told from the words before it and its verb.

The verb that governs the expression decides: "will rule", "is due", "are to leave", "must be paid"
and the plain present look ahead, the past and the perfect back. An infinitive looks ahead under a
verb or noun of planning ("vowed to stay"), else it takes the tense of what governs it. A plan
told in the past ("was due to end") leaves both open, and the nearer day is meant.
"""

from __future__ import annotations

import re

from rashomon.models import Span, Token
from rashomon.stages.annotate.tree import Tree

__all__ = ["outlook"]

BACK = re.compile(r"\b(?:since|than(?: (?:in|on|at|by|for))?|as (?:in|on))\s(?:the )?$")
AHEAD = re.compile(r"\b(?:ahead of|in the run-up to|due(?: (?:on|in|by|for))?)\s(?:the )?$")
TOWARDS = re.compile(
    r"\b(?P<p>for|until|till|to|by|before)\s(?:the |late |early |noon on |midnight on |later )*$"
)
LOOK_BACK = 32

FUTURE = frozenset({"will", "shall", "wo", "'ll", "’ll", "sha", "must", "may", "might", "should"})
OPEN = frozenset({"would", "could", "'d", "’d", "ought"})
PLANS = frozenset(
    "plan expect schedule due intend aim hope want prepare promise pledge vow agree slate tip "
    "likely ready order tell ask urge require need threaten offer seek bid decide propose invite "
    "summon instruct warn oblige force call demand commit undertake swear book bind bound poise "
    "forecast predict project destine earmark allow permit authorise authorize advise request "
    "deadline decision deal offer proposal vow pledge agreement intention chance right time "
    "permission invitation call plan bid promise order able certain sure supposed suppose set "
    "refuse choose look wait vote resolve arrange".split()
)
"""Verbs, adjectives and nouns whose infinitive lies ahead."""

SET_DAYS = frozenset(
    "set schedule plan slate fix book arrange pencil expect due call announce forecast predict "
    "summon invite order convene propose target tip prepare organise organize demand promise "
    "reserve list earmark line".split()
)
"""Verbs that set a day: "a hearing has been set for Friday"."""

MOVED = frozenset(
    "postpone adjourn delay suspend extend remand defer reschedule move push put shift bring give "
    "grant have demand promise want need allow order expect reserve".split()
)
"""Verbs whose "until", "to" or "by" names a day ahead: "adjourned until Monday"."""

TELLING = frozenset(
    "say show suggest indicate tell think believe report claim allege describe reveal remember "
    "recall know see find mean note state write argue insist add estimate".split()
)
"""Verbs whose present tense tells of the past as well."""

HELD = frozenset(
    "election vote ballot referendum poll final match game summit deadline hearing debate launch "
    "inauguration ceremony talk conference wedding funeral rally race trial meeting session "
    "congress concert verdict ruling exam test runoff run off".split()
)
"""What is held on a day that is set before."""

_STEPS = 4


def outlook(tree: Tree, text: str, span: Span, index: int | None, *, told: bool = False) -> str:
    """``past``, ``future``, ``near`` (the nearer of both) or ``""`` where nothing tells.

    ``beside`` is told of a day that a noun in a clause of the present has: the last one, or the
    nearer one where it has a date.

    :param span: where the expression begins and ends.
    :param index: the token of its main word.
    :param told: the present tells what was, as under a picture.
    """
    start, end = span
    before = text[max(0, start - LOOK_BACK) : start].lower().replace("\n", " ")
    if AHEAD.search(before) is not None and "ahead" in before[-14:]:
        return "future"
    if BACK.search(before) is not None:
        return "past"
    if index is None:
        return ""
    genitive = text[end : end + 2] in ("'s", "’s")
    found = TOWARDS.search(before)
    towards = found["p"] if found is not None and not genitive else ""
    return _climb(tree, index, towards, told=told)


def _climb(tree: Tree, index: int, towards: str, *, told: bool) -> str:
    noun = _plan_noun(tree, index, towards)
    present = "past" if told else _within_noun(tree, index) or "future"
    if noun:
        return noun
    node = _verb_above(tree, index)
    if node is None:
        return _of_noun(tree, index)
    for _ in range(_STEPS):
        if node is None:
            return ""
        found = _of_verb(tree, node, towards, present)
        if found:
            return found
        head = tree.tokens[node].head
        node = None if head == node else _verb_above(tree, head)
    return ""


def _of_noun(tree: Tree, index: int) -> str:
    """The plain present that a parser takes for a noun: "the fair runs from 3 to 9 June"."""
    top = next((node for node in reversed(list(tree.up(index)))), index)
    root = tree.tokens[top]
    if root.tag != "NNS" or not any(tree.tokens[c].text == "." for c in tree.children[top]):
        return ""
    before = tree.tokens[top - 1] if top else root
    close = any(c == top + 1 and tree.tokens[c].dep == "amod" for c in tree.children[top])
    run = before is not root and before.head == top and before.tag in ("NN", "NNP", "JJ")
    return "future" if close or run else ""


def _verb_above(tree: Tree, index: int) -> int | None:
    """The verb above a token; the "am" of "11 am" is none."""
    node = tree.verb_above(index)
    while node is not None and node and tree.tokens[node].text.lower() in ("am", "a.m."):
        if tree.tokens[node - 1].pos != "NUM":
            return node
        head = tree.tokens[node].head
        node = None if head == node else tree.verb_above(head)
    return node


def _within_noun(tree: Tree, index: int) -> str:
    """What a day tells of a noun rather than of a verb.

    ``beside`` for "Thursday's attack shows", "the attack in Velm on Monday is seen as"; ``held``
    where the noun is held on a set day; nothing where the day goes with the verb.
    """
    node = index
    for above in tree.up(index):
        token, inner = tree.tokens[above], tree.tokens[node]
        if token.pos in ("VERB", "AUX"):
            return ""
        dated = token.ent in ("DATE", "TIME") or inner.dep == "conj"
        if token.pos in ("NOUN", "PROPN") and not dated:
            return "held" if token.lemma.lower() in HELD else "beside"
        node = above
    return ""


def _plan_noun(tree: Tree, index: int, towards: str) -> str:
    """ "A strike for Monday": what a noun is for lies ahead."""
    token = tree.tokens[index]
    if token.dep != "pobj" or towards != "for":
        return ""
    prep = tree.tokens[token.head]
    above = tree.tokens[prep.head]
    return "" if above.pos in ("VERB", "AUX") else "future"


def _helpers(tree: Tree, verb: int) -> list[Token]:
    kinds = ("aux", "auxpass")
    return [tree.tokens[c] for c in tree.children[verb] if tree.tokens[c].dep in kinds]


def _of_verb(  # noqa: PLR0911 - one return a case
    tree: Tree, verb: int, towards: str, present: str
) -> str:
    token = tree.tokens[verb]
    helpers = _helpers(tree, verb)
    words = {helper.text.lower() for helper in helpers}
    lemma = token.lemma.lower()
    perfect = any(helper.lemma == "have" for helper in helpers)
    if words & FUTURE and not perfect:
        return "future"
    if words & OPEN and not perfect:
        negated = tree.child(verb, "neg") is not None
        return "past" if negated and words & {"could"} else "future"
    if any(helper.tag == "TO" for helper in helpers):
        return _infinitive(tree, verb)
    if towards in ("until", "till", "to", "by", "before") and lemma in MOVED:
        if lemma == "have":
            return "near" if token.tag == "VBD" else "future"
        if towards != "before" and (
            lemma not in ("put", "move", "push", "bring") or towards != "by"
        ):
            return "future"
    past = token.tag == "VBD" or any(helper.tag == "VBD" for helper in helpers)
    now = any(helper.tag in ("VBZ", "VBP") for helper in helpers)
    if lemma in SET_DAYS and (towards == "for" or (token.tag == "VBN" and not perfect)):
        return _day_set(tree, verb, towards, past=past, now=now)
    if past or perfect:
        due = tree.child(verb, "acomp")
        planned = due is not None and tree.tokens[due].lemma.lower() in ("due", "scheduled")
        return "near" if planned and not perfect else "past"
    if token.tag == "VBN":
        now_or_then = "future" if present == "held" else present
        return now_or_then if now else ("" if helpers else "past")
    if token.tag in ("VBZ", "VBP"):
        if present == "held":
            return "future" if lemma == "be" else "beside"
        return "past" if lemma in TELLING else present
    if token.tag == "VBG" and now:
        return "future"
    return "future" if token.tag == "VB" and token.dep == "ROOT" else ""


def _day_set(tree: Tree, verb: int, towards: str, *, past: bool, now: bool) -> str:
    """The outlook of a day that a verb sets: "scheduled for Friday", "called a strike for"."""
    if tree.tokens[verb].tag != "VBN":
        return "future"
    if not past and not now and towards:
        return "near" if _past_above(tree, verb) else "future"
    return "near" if past else ("future" if towards or now else "past")


def _past_above(tree: Tree, verb: int) -> bool:
    """Whether the verb that a participle hangs under tells of the past."""
    head = tree.tokens[verb].head
    above = None if head == verb else _verb_above(tree, head)
    if above is None:
        return False
    words = [tree.tokens[above], *_helpers(tree, above)]
    return any(word.tag == "VBD" or word.lemma == "have" for word in words)


def _infinitive(tree: Tree, verb: int) -> str:
    """The outlook of "to ..." by what it hangs on; nothing where that has to tell."""
    token = tree.tokens[verb]
    head = tree.tokens[token.head]
    if any(helper.lemma == "have" for helper in _helpers(tree, verb)):
        return "past"
    if head is token:
        return "future"
    if head.lemma.lower() in ("be", "have", "go"):
        above = _helpers(tree, token.head)
        past = head.tag == "VBD" or any(h.tag == "VBD" for h in above)
        return "near" if past and head.lemma == "be" else ("past" if past else "future")
    if head.lemma.lower() not in PLANS:
        return ""
    verbs = [token.head, head.head] if head.pos == "ADJ" or head.tag == "VBN" else []
    for node in verbs:
        helpers = [tree.tokens[node], *_helpers(tree, node)]
        if any(h.tag == "VBD" and h.lemma == "be" for h in helpers):
            told = head.lemma.lower() in ("due", "schedule", "expect", "set", "suppose", "slate")
            return "near" if told else "future"
    return "future"
