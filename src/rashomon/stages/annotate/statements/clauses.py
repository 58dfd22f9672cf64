"""Which verbs head a statement, which are one with another, and which words belong to each."""

from __future__ import annotations

from rashomon.stages.annotate.tree import Tree

__all__ = ["SAYING", "heads", "is_cue", "merges", "owners"]

CLAUSE_DEPS = frozenset(
    "ROOT ccomp conj advcl relcl parataxis csubj csubjpass xcomp acl pcomp dep appos oprd".split()
)
SAYING = frozenset(
    """say tell add state announce declare report note explain argue insist stress emphasise
    emphasize claim allege assert maintain contend warn believe think suggest acknowledge
    admit concede confirm write tweet post reply respond recall observe remark comment testify
    conclude reveal disclose hear learn understand know indicate estimate predict deny dispute
    caution complain joke reiterate repeat underline underscore agree show imply suspect fear
    hope feel boast swear speculate reckon mention""".split()
)
"""Verbs whose clausal complement is the content; the cue itself is then no statement of its own."""

MERGED_PASSIVES = frozenset(
    """expect schedule set slate plan believe say report think suppose see know poise
    allege understand
    rumour rumor tip prepare due intend mean hear determine""".split()
)
"""Passive verbs that are one statement with their infinitive: "was expected to leave"."""

NO_ACT = frozenset(
    """name call include accord base follow compare give relate regard concern know see date entitle
    title dub own aim""".split()
)
"""Participles after a noun that name or relate it and are no act ("a man named Smith")."""

PREPOSITION_LIKE = frozenset(
    """following including according regarding concerning given considering depending based compared
    amid barring excluding pending owing""".split()
)


def heads(tree: Tree) -> list[int]:
    """Tokens that head a statement of their own, in order; of merged verbs the last only."""
    found = [index for index in range(len(tree.tokens)) if _is_clause(tree, index)]
    merged = {outer for index in found if (outer := merges(tree, index)) is not None}
    return [index for index in found if index not in merged]


def _is_clause(tree: Tree, index: int) -> bool:  # noqa: PLR0911 - one return a case
    token = tree.tokens[index]
    if token.dep not in CLAUSE_DEPS:
        return False
    if token.pos == "ADJ":
        return (
            tree.own_subject(index) is not None
            and tree.child(index, "aux", "auxpass", "cop") is not None
        )
    if token.pos not in ("VERB", "AUX"):
        return False
    if _points(tree, index):
        return False
    if token.text.lower() in PREPOSITION_LIKE and tree.own_subject(index) is None:
        return False
    if token.dep == "acl":
        return _acl_acts(tree, index)
    if token.pos == "AUX" and token.dep in ("conj", "xcomp", "dep", "pcomp"):
        return tree.child(index, "attr", "acomp", "prep", "advmod", "nsubj", "oprd") is not None
    return True


def _acl_acts(tree: Tree, index: int) -> bool:
    if tree.tokens[index].lemma.lower() in NO_ACT:
        return False
    return any(
        tree.tokens[c].dep
        in ("dobj", "agent", "prep", "npadvmod", "prt", "xcomp", "ccomp", "dative", "attr", "acomp")
        for c in tree.children[index]
    )


def _points(tree: Tree, index: int) -> bool:
    """ "Left" of a caption ("Anna Berg, left, and Carl Dahl shake hands"), read as a verb."""
    token = tree.tokens[index]
    if token.text.lower() not in ("left", "right") or not 0 < index < len(tree.tokens) - 1:
        return False
    return (
        tree.tokens[index - 1].text == "," and tree.child(index, "dobj", "aux", "auxpass") is None
    )


def merges(tree: Tree, inner: int) -> int | None:  # noqa: PLR0911 - one return a case
    """The verb that is one statement with an infinitive or participle, None where it has none.

    "agreed to leave", "continued to advance", "was expected to leave", "is ready to leave"; not
    "urged them to leave", where each has a doer of its own.
    """
    token = tree.tokens[inner]
    if token.dep == "conj" and _points(tree, token.head):
        return token.head
    if (
        token.dep not in ("xcomp", "ccomp")
        or token.pos not in ("VERB", "AUX")
        or token.head == inner
    ):
        return None
    if token.tag not in ("VB", "VBG", "VBN") or tree.own_subject(inner) is not None:
        return None
    if tree.child(inner, "mark") is not None:
        return None
    outer = token.head
    if tree.tokens[outer].pos == "ADJ" and tree.tokens[outer].dep == "acomp":
        outer = tree.tokens[outer].head
    above = tree.tokens[outer]
    if outer > inner or not (above.pos in ("VERB", "AUX") or _is_clause(tree, outer)):
        return None
    if tree.child(outer, "dobj", "dative") is not None:
        return None
    passive = tree.child(outer, "nsubjpass", "auxpass") is not None or above.dep == "acl"
    if passive and above.pos != "ADJ" and above.lemma.lower() not in MERGED_PASSIVES:
        return None
    return outer


def is_cue(tree: Tree, verb: int, owner: list[int | None]) -> bool:
    """Whether a verb only introduces content that is a statement itself.

    :param owner: what :func:`owners` gave.
    """
    token = tree.tokens[verb]
    if token.lemma.lower() not in SAYING:
        return False
    if token.dep == "parataxis" and owner[token.head] is not None:
        return True
    return any(
        tree.tokens[child].dep in ("ccomp", "parataxis")
        and any(owner[node] not in (None, verb) for node in (child, *tree.children[child]))
        for child in tree.children[verb]
    )


def owners(tree: Tree, verbs: set[int]) -> list[int | None]:
    """For each token the verb of the innermost statement it belongs to."""
    known: dict[int, int | None] = {}
    for verb in sorted(verbs):
        known[verb] = verb
        outer = merges(tree, verb)
        while outer is not None and outer not in known:
            known[outer] = verb
            outer = merges(tree, outer)
    for index in range(len(tree.tokens)):
        path = [] if index in known else [index]
        found = known.get(index)
        for node in tree.up(index) if path else ():
            if node in known:
                found = known[node]
                break
            path.append(node)
        known.update(dict.fromkeys(path, found))
    return [known[index] for index in range(len(tree.tokens))]
