"""Who does it, to whom, and where: the roles of a clause from its dependencies."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.stages.annotate.quantities.units import PEOPLE
from rashomon.stages.annotate.statements.clauses import SAYING, merges
from rashomon.stages.annotate.tree import Tree

__all__ = ["is_passive", "roles", "where"]

PLACE_PREPOSITIONS = frozenset(
    """in at near to into inside outside across around through onto off from toward towards along
    beyond over on within throughout""".split()
)
STILL_PREPOSITIONS = frozenset("in at near inside outside across around throughout within".split())
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
PLACE_NOUNS = frozenset(
    """city town village capital region province district area border street square building house
    hospital school university airport station hotel prison court parliament palace park church
    mosque temple camp base port island mountain river sea coast beach forest valley desert bridge
    road highway market mall shop store restaurant bar club theatre theater stadium arena museum
    office embassy consulate headquarters residence home apartment flat compound site scene front
    frontline battlefield zone north south east west centre center suburb neighbourhood neighborhood
    county state country continent factory plant mine farm venue hall room institute territory
    outskirts""".split()
)
TARGET_PREPOSITIONS = frozenset(
    "with on against to at for of about over toward towards upon by".split()
)
RECIPIENT_PREPOSITIONS = frozenset("to with against on at from for".split())
AMOUNT_LABELS = frozenset("DATE TIME PERCENT MONEY QUANTITY CARDINAL ORDINAL".split())
ENTITY_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
SETTING_PREPOSITIONS = frozenset("at during after before in following amid ahead since".split())
TRAVEL_NOUNS = frozenset("visit trip tour journey flight travel".split())
TIME_NOUNS = frozenset(
    "time day year month week moment way trouble difficulty hour evening".split()
)
DAY_PARTS = frozenset(
    "dawn dusk noon midday midnight night morning afternoon daybreak sunset once".split()
)
OBJECT_ACTS = frozenset(
    """ask urge tell order force help let make allow want see hear watch show find catch keep leave
    encourage persuade push press request require invite instruct command advise permit enable cause
    lead prompt drive compel expect beg call warn remind train teach authorise authorize forbid
    convince pressure oblige direct film picture photograph spot send need have get like""".split()
)
"""Verbs whose object does what the infinitive or participle after it tells."""

OBJECT_BLAME = frozenset(
    """accuse praise thank criticise criticize blame condemn hail fault suspect convict
        charge sentence""".split()
)
"""Verbs whose "for doing" is done by their object."""


def is_passive(tree: Tree, verb: int) -> bool:
    """Passive by its own auxiliary or subject, or shared with the verb it is joined to."""
    for _ in range(4):
        token = tree.tokens[verb]
        if token.pos == "ADJ":
            return False
        if tree.child(verb, "nsubjpass", "auxpass", "agent", "csubjpass") is not None:
            return True
        if token.dep in ("acl", "advcl"):
            return token.tag == "VBN" and tree.child(verb, "aux", "dobj") is None
        shared = token.dep == "conj" and token.tag == "VBN" and token.head != verb
        if not shared or tree.child(verb, "aux", "nsubj", "dobj") is not None:
            return False
        verb = token.head
    return False


def roles(tree: Tree, verb: int) -> tuple[int | None, int | None]:
    """Indexes of the head nouns of actor and target."""
    subject = _subject(tree, verb)
    if is_passive(tree, verb):
        agent = tree.child(verb, "agent")
        return (None if agent is None else tree.child(agent, "pobj")), subject
    target = _target(tree, verb)
    relative = target is not None and tree.tokens[target].tag in ("WDT", "WP")
    if relative and tree.tokens[verb].dep == "relcl":
        target = tree.tokens[verb].head
    return subject, None if target == subject else target


def _target(tree: Tree, verb: int) -> int | None:
    dative = tree.child(verb, "dative")
    if dative is not None and tree.tokens[dative].pos == "ADP":
        dative = tree.child(dative, "pobj")
    thing = tree.child(verb, "dobj", "attr")
    if thing is not None and tree.tokens[thing].dep == "dobj":
        return _recipient(tree, verb, thing, dative)
    if thing is not None or dative is not None:
        return thing if thing is not None else dative
    if _gap(tree, verb):
        return tree.tokens[verb].head
    return _prep_target(tree, verb)


def _recipient(tree: Tree, verb: int, thing: int, dative: int | None) -> int:
    """Whom it is done to where that is named beside a thing: "sent aid to Haiti" gives Haiti."""
    first, last = tree.phrase(thing)
    if any(_is_somebody(tree, index) for index in range(first, last)):
        return thing
    if dative is not None:
        return dative
    for child in tree.children[verb]:
        token = tree.tokens[child]
        if token.dep == "prep" and child > thing and token.text.lower() in RECIPIENT_PREPOSITIONS:
            inner = tree.child(child, "pobj")
            if inner is not None and _is_somebody(tree, inner):
                return inner
    return thing


def _is_somebody(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return token.ent in ENTITY_LABELS or token.lemma.lower() in PEOPLE


def _gap(tree: Tree, verb: int) -> bool:
    """A relative clause with a subject of its own and no object: the head noun is the object."""
    token = tree.tokens[verb]
    if token.dep != "relcl" or token.pos != "VERB" or tree.tokens[token.head].ent == "DATE":
        return False
    own = tree.child(verb, "nsubj")
    if own is None or tree.tokens[own].tag in ("WDT", "WP"):
        return False
    if tree.tokens[token.head].lemma.lower() in TIME_NOUNS | PLACE_NOUNS:
        return False
    for child in tree.children[verb]:
        other = tree.tokens[child]
        if other.dep in ("ccomp", "xcomp", "acomp") or other.tag == "WRB":
            return False
        if other.dep == "prep" and tree.child(child, "pobj", "pcomp") is None:
            return False
    return True


def _prep_target(tree: Tree, verb: int) -> int | None:
    """The object of a preposition that a verb takes ("met with Xi"), places and times left out."""
    if tree.tokens[verb].lemma == "be" and tree.child(verb, "acomp") is None:
        return None
    for child in tree.children[verb]:
        token = tree.tokens[child]
        word = token.text.lower()
        if token.dep == "prep" and token.tag == "RP" and child > verb:
            return tree.child(child, "pobj")
        if token.dep not in ("prep", "agent") or word not in TARGET_PREPOSITIONS or child < verb:
            continue
        inner = tree.child(child, "pobj")
        if inner is None or tree.tokens[inner].ent in AMOUNT_LABELS:
            continue
        if tree.tokens[inner].lemma.lower() in TIME_NOUNS | DAY_PARTS:
            continue
        if word in ("to", "at", "on", "over", "towards", "toward", "by") and is_place(tree, inner):
            continue
        return inner
    adjective = tree.child(verb, "acomp")
    return _prep_target(tree, adjective) if adjective is not None else None


def _subject(tree: Tree, verb: int) -> int | None:
    """The subject's head noun; the object of a blaming verb for what it is blamed for."""
    top = verb
    while (outer := merges(tree, top)) is not None:
        top = outer
    token = tree.tokens[top]
    if tree.own_subject(top) is None:
        if token.dep == "pcomp":
            return _pcomp_subject(tree, top)
        if token.dep in ("xcomp", "ccomp") and token.head != top:
            person = tree.child(token.head, "dobj", "dative", "nsubjpass")
            if person is not None and tree.tokens[token.head].lemma.lower() in OBJECT_ACTS:
                return person
        if token.dep == "acl":
            return _acl_subject(tree, top)
        if (
            token.dep == "conj"
            and token.head < top
            and tree.tokens[token.head].pos in ("VERB", "AUX")
        ):
            return _subject(tree, token.head)
    found = tree.subject(top)
    if found is not None and tree.tokens[found].dep == "expl":
        return tree.child(top, "attr")
    return _speaker(tree, top, found)


def _speaker(tree: Tree, verb: int, found: int | None) -> int | None:
    """For "it" or "they" in what a country, a body or several people say, whoever says it."""
    token = tree.tokens[verb]
    head = tree.tokens[token.head]
    if found is None or token.dep != "ccomp" or token.lemma == "be" or head.lemma not in SAYING:
        return found
    speaker = tree.own_subject(token.head)
    if speaker is None:
        return found
    named = tree.tokens[speaker]
    word = tree.tokens[found].text.lower()
    body = word == "it" and named.ent in ("GPE", "ORG") and named.tag != "NNPS"
    several = word == "they" and named.tag in ("NNS", "NNPS")
    return speaker if body or several else found


def _pcomp_subject(tree: Tree, verb: int) -> int | None:
    prep = tree.tokens[verb].head
    above = tree.tokens[prep].head
    if tree.tokens[above].pos in ("NOUN", "PROPN"):
        return _possessor(tree, above)
    blamed = tree.tokens[above].lemma.lower() in OBJECT_BLAME
    if blamed or tree.tokens[prep].text.lower() in ("as", "from"):
        found = tree.child(above, "dobj", "nsubjpass")
        if found is not None:
            return found
    return tree.subject(verb)


def _acl_subject(tree: Tree, verb: int) -> int | None:
    """Of "forces advancing" the noun; of "a decision to suspend" whoever decides."""
    head = tree.tokens[verb].head
    infinitive = any(tree.tokens[c].tag == "TO" for c in tree.children[verb])
    if infinitive or (
        tree.tokens[head].lemma.lower() in TIME_NOUNS and tree.tokens[verb].tag == "VBG"
    ):
        return _possessor(tree, head)
    return head


def _possessor(tree: Tree, noun: int) -> int | None:
    owner = tree.child(noun, "poss")
    if owner is not None:
        return owner
    verb = tree.verb_above(noun)
    if verb is None or tree.tokens[noun].dep not in ("dobj", "attr", "pobj"):
        return None
    found = tree.subject(verb)
    return None if found == noun else found


def where(tree: Tree, verb: int, words: Sequence[int] = ()) -> int | None:
    """The head noun of the first phrase of place on a verb, its object, its occasion, or anywhere
    among the clause's own words."""
    found = _place_on(tree, verb, PLACE_PREPOSITIONS)
    outer = merges(tree, verb)
    if found is None and outer is not None:
        found = _place_on(tree, outer, PLACE_PREPOSITIONS)
    for child in tree.children[verb] if found is None else ():
        found = found if found is not None else _place_of_child(tree, child)
    for index in words if found is None else ():
        token = tree.tokens[index]
        head = tree.tokens[token.head]
        named = token.dep == "pobj" and token.ent in PLACE_LABELS
        if named and head.text.lower() in STILL_PREPOSITIONS and index > verb:
            return index
    return found


def _place_of_child(tree: Tree, child: int) -> int | None:
    token = tree.tokens[child]
    if token.dep in ("dobj", "attr", "nsubjpass", "nsubj"):
        travels = token.lemma.lower() in TRAVEL_NOUNS
        return _place_on(tree, child, PLACE_PREPOSITIONS if travels else STILL_PREPOSITIONS)
    if token.dep == "prep" and token.text.lower() in SETTING_PREPOSITIONS:
        inner = tree.child(child, "pobj")
        return None if inner is None else _place_on(tree, inner, STILL_PREPOSITIONS)
    return None


def _place_on(tree: Tree, node: int, prepositions: frozenset[str]) -> int | None:
    for child in tree.children[node]:
        token = tree.tokens[child]
        if token.dep == "prep" and token.text.lower() in prepositions:
            inner = tree.child(child, "pobj")
            if inner is not None and is_place(tree, inner):
                return _behind_front(tree, inner)
    return None


def _behind_front(tree: Tree, index: int) -> int:
    """The hall of "in front of the hall"."""
    of = tree.child(index, "prep")
    inner = None if of is None else tree.child(of, "pobj")
    return inner if tree.tokens[index].lemma.lower() == "front" and inner is not None else index


def is_place(tree: Tree, index: int) -> bool:
    """Whether a noun names a place or is a word for one."""
    token = tree.tokens[index]
    return token.ent in PLACE_LABELS or (not token.ent and token.lemma.lower() in PLACE_NOUNS)
