"""Clause-level statements of one article: who did what to whom, when and where.

Each finite verb, and each participle or infinitive that carries an act of its own, is one
statement. Verbs joined by "and" share their subject; a cue ("he said") gives no statement where
its content is one; verbs that only colour another ("continued to", "failed to") are one statement
with it. The copula is a statement with what it says of its subject as the target.
"""

from __future__ import annotations

from rashomon.annotate.certainty import ASPECT, NOT_DONE, SAYING, certainty, negated
from rashomon.annotate.tree import SUBJECTS, Tree, quote_at
from rashomon.models import Article, Event, Parse, Quote, Span, TimeExpression

__all__ = ["find"]

CLAUSE_DEPS = frozenset(
    "ROOT ccomp conj advcl relcl parataxis csubj csubjpass xcomp acl pcomp dep appos oprd".split()
)
PLACE_PREPOSITIONS = frozenset(
    """in at near to into inside outside across around through onto off from toward towards along
    beyond over on within throughout""".split()
)
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
PLACE_NOUNS = frozenset(
    """city town village capital region province district area border street square building house
    hospital school university airport station hotel prison court parliament palace park church
    mosque temple camp base port island mountain river sea coast beach forest valley desert bridge
    road highway market mall shop store restaurant bar club theatre theater stadium arena museum
    office embassy consulate headquarters residence home apartment flat compound site scene front
    frontline front-line battlefield zone north south east west centre center suburb neighbourhood
    neighborhood county state country continent factory plant mine farm field venue hall room
    institute territory outskirts""".split()
)
TARGET_PREPOSITIONS = frozenset("with on against to at for of about over toward towards upon by into".split())
NO_ACT = frozenset(
    """name call include accord base follow compare give relate regard concern know see date entitle
    title dub own""".split()
)
"""Participles after a noun that name or relate it and are no act ("a man named Smith")."""

OBJECT_BLAME = frozenset(
    "accuse praise thank criticise criticize blame condemn hail fault suspect convict charge sentence".split()
)
"""Verbs whose "for doing" is done by their object."""


def find(
    article: Article, parse: Parse, quotes: tuple[Quote, ...], times: tuple[TimeExpression, ...]
) -> tuple[Event, ...]:
    """Statements in order of the text."""
    tree = Tree(parse)
    verbs = [index for index in range(len(tree.tokens)) if _heads_clause(tree, index)]
    cues = {verb for verb in verbs if _is_cue(tree, verb, set(verbs))}
    owner = _owners(tree, set(verbs))
    words: dict[int, list[int]] = {verb: [] for verb in verbs}
    for index, verb in enumerate(owner):
        if verb is not None:
            words[verb].append(index)
    when = _times_of(tree, owner, times)
    found = [
        _event(tree, verb, words[verb], quotes, when.get(verb))
        for verb in verbs
        if verb not in cues
    ]
    return tuple(sorted(found, key=lambda event: (event.start, event.end, event.action or (0, 0))))


def _heads_clause(tree: Tree, index: int) -> bool:
    """Whether a token is the verb of a statement of its own."""
    token = tree.tokens[index]
    if token.pos not in ("VERB", "AUX") or token.dep not in CLAUSE_DEPS:
        return False
    if token.pos == "AUX" and token.dep == "conj" and tree.child(index, "attr", "acomp", "prep") is None:
        return False
    if token.dep == "acl":
        return _acl_acts(tree, index)
    if any(_coloured_by(tree, index, child) for child in tree.children[index]):
        return False
    return token.dep != "xcomp" or token.pos == "VERB" or tree.child(index, "attr", "acomp") is not None


def _acl_acts(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    if token.lemma.lower() in NO_ACT:
        return False
    return any(
        tree.tokens[c].dep in ("dobj", "agent", "prep", "npadvmod", "prt", "xcomp", "ccomp", "dative")
        for c in tree.children[index]
    )


def _coloured_by(tree: Tree, outer: int, inner: int) -> bool:
    """Whether a verb only colours its infinitive or participle: "continued to advance"."""
    token, below = tree.tokens[outer], tree.tokens[inner]
    if below.dep not in ("xcomp", "ccomp") or below.pos not in ("VERB", "AUX"):
        return False
    if token.lemma.lower() not in ASPECT | NOT_DONE | {"be"} or tree.child(outer, "dobj") is not None:
        return False
    return tree.child(inner, *SUBJECTS) is None and below.tag in ("VB", "VBG", "VBN")


def _is_cue(tree: Tree, verb: int, verbs: set[int]) -> bool:
    """Whether a verb only introduces content that is a statement itself."""
    token = tree.tokens[verb]
    lemma = token.lemma.lower()
    if lemma not in SAYING:
        return False
    if token.dep == "parataxis" and token.head in verbs:
        return True
    return any(
        tree.tokens[child].dep in ("ccomp", "parataxis")
        and (child in verbs or _inner_clause(tree, child, verbs))
        for child in tree.children[verb]
    )


def _inner_clause(tree: Tree, index: int, verbs: set[int]) -> bool:
    return any(child in verbs for child in tree.children[index])


def _owners(tree: Tree, verbs: set[int]) -> list[int | None]:
    """For each token the verb of the innermost statement it belongs to."""
    known: dict[int, int | None] = {}
    for index in range(len(tree.tokens)):
        path: list[int] = []
        node, found = index, None
        for _ in range(len(tree.tokens)):
            if node in known:
                found = known[node]
                break
            path.append(node)
            if node in verbs:
                found = node
                break
            head = tree.tokens[node].head
            if head == node:
                break
            node = head
        known.update(dict.fromkeys(path, found))
    return [known[index] for index in range(len(tree.tokens))]


def _times_of(
    tree: Tree, owner: list[int | None], times: tuple[TimeExpression, ...]
) -> dict[int, str]:
    """The value of the first resolved time expression of each statement."""
    found: dict[int, str] = {}
    for time in times:
        index = tree.at(time.start)
        verb = owner[index] if index is not None else None
        if verb is not None and time.value is not None:
            found.setdefault(verb, time.value)
    return found


def _event(
    tree: Tree, verb: int, words: list[int], quotes: tuple[Quote, ...], when: str | None
) -> Event:
    start, end = _clause(tree, verb, words)
    actor, target = _roles(tree, verb)
    return Event(
        start=start,
        end=end,
        actor=_phrase(tree, actor),
        action=_action(tree, verb),
        target=_phrase(tree, target),
        code=None,
        when=when,
        where=_phrase(tree, _where(tree, verb)),
        negated=negated(tree, verb),
        certainty=certainty(tree, verb),
        quote=quote_at(quotes, start, end) if quotes else None,
    )


def _phrase(tree: Tree, index: int | None) -> Span | None:
    return None if index is None else tree.span(*tree.phrase(index))


def _clause(tree: Tree, verb: int, words: list[int]) -> Span:
    """First to last of a statement's own words, without marks and conjunctions at the edges."""
    kept = words
    while len(kept) > 1 and _is_edge(tree, kept[0]):
        kept = kept[1:]
    while len(kept) > 1 and _is_edge(tree, kept[-1]):
        kept = kept[:-1]
    return tree.span(kept[0], kept[-1] + 1)


def _is_edge(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return token.pos in ("PUNCT", "SPACE") or token.dep in ("cc", "punct")


def _is_passive(tree: Tree, verb: int) -> bool:
    """Passive by its own auxiliary or subject, or shared with the verb it is joined to."""
    for _ in range(4):
        if tree.child(verb, "nsubjpass", "auxpass", "agent", "csubjpass") is not None:
            return True
        token = tree.tokens[verb]
        if token.dep == "acl":
            return token.tag == "VBN"
        shared = token.dep == "conj" and token.tag == "VBN" and token.head != verb
        if not shared or tree.child(verb, "aux", "nsubj", "dobj") is not None:
            return False
        verb = token.head
    return False


def _roles(tree: Tree, verb: int) -> tuple[int | None, int | None]:
    """Indexes of the head nouns of actor and target."""
    subject = _subject(tree, verb)
    if _is_passive(tree, verb):
        agent = tree.child(verb, "agent")
        actor = None if agent is None else tree.child(agent, "pobj")
        return actor, subject
    target = tree.child(verb, "dobj", "attr")
    if target is None:
        target = tree.child(verb, "dative") if tree.child(verb, "dative") is not None else None
        target = _pobj_or_self(tree, target)
    if target is None and _gap(tree, verb):
        target = tree.tokens[verb].head
    if target is None:
        target = _prep_target(tree, verb)
    if target is None:
        target = _outer_target(tree, verb)
    if target is not None and tree.tokens[target].tag in ("WDT", "WP") and tree.tokens[verb].dep == "relcl":
        target = tree.tokens[verb].head
    return subject, None if target == subject else target


def _pobj_or_self(tree: Tree, index: int | None) -> int | None:
    if index is None or tree.tokens[index].pos != "ADP":
        return index
    return tree.child(index, "pobj")


def _gap(tree: Tree, verb: int) -> bool:
    """A relative clause with a subject of its own and no object: the head noun is the object."""
    token = tree.tokens[verb]
    if token.dep != "relcl" or token.pos != "VERB":
        return False
    own = tree.child(verb, "nsubj")
    if own is None or tree.tokens[own].tag in ("WDT", "WP"):
        return False
    return not any(tree.tokens[c].dep in ("ccomp", "xcomp", "prep", "acomp") for c in tree.children[verb])


def _prep_target(tree: Tree, verb: int) -> int | None:
    """The object of a preposition that a verb takes ("met with Xi"), places and times left out."""
    for child in tree.children[verb]:
        token = tree.tokens[child]
        if token.dep not in ("prep", "agent") or token.text.lower() not in TARGET_PREPOSITIONS:
            continue
        inner = tree.child(child, "pobj")
        if inner is None or tree.tokens[inner].ent in ("DATE", "TIME"):
            continue
        if token.text.lower() in ("to", "at", "on", "into", "over", "towards", "toward") and _is_place(tree, inner):
            continue
        return inner
    adjective = tree.child(verb, "acomp")
    return _prep_target(tree, adjective) if adjective is not None else None


def _outer_target(tree: Tree, verb: int) -> int | None:
    """The infinitive's own object below a merged verb: "fight to win the seat" has none."""
    inner = tree.child(verb, "xcomp")
    if inner is None or tree.tokens[inner].pos in ("VERB", "AUX"):
        return None
    return inner if tree.tokens[inner].pos in ("NOUN", "PROPN") else None


def _subject(tree: Tree, verb: int) -> int | None:
    """The subject's head noun; the object of a blaming verb for what it is blamed for."""
    token = tree.tokens[verb]
    if tree.child(verb, *SUBJECTS) is None:
        if token.dep == "pcomp":
            above = tree.tokens[token.head].head
            if tree.tokens[above].pos in ("NOUN", "PROPN"):
                return _possessor(tree, above)
            if tree.tokens[above].lemma.lower() in OBJECT_BLAME:
                return tree.child(above, "dobj", "nsubjpass") or tree.subject(above)
        if token.dep in ("xcomp", "ccomp") and token.head != verb:
            person = tree.child(token.head, "dobj", "dative")
            if person is not None and tree.tokens[token.head].lemma.lower() not in ("promise", "use"):
                return person
        if token.dep == "acl":
            return _acl_subject(tree, verb)
    found = tree.subject(verb)
    if found is not None and tree.tokens[found].dep == "expl":
        return tree.child(verb, "attr")
    return found


def _acl_subject(tree: Tree, verb: int) -> int | None:
    """Of "forces advancing" the noun; of "a decision to suspend" whoever decides."""
    head = tree.tokens[verb].head
    if any(tree.tokens[c].tag == "TO" for c in tree.children[verb]):
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


def _where(tree: Tree, verb: int) -> int | None:
    """The head noun of the first phrase of place on a verb or on its object."""
    nodes = [verb, *(c for c in tree.children[verb] if tree.tokens[c].dep in ("dobj", "attr", "nsubjpass", "prep"))]
    for node in nodes:
        for child in tree.children[node]:
            token = tree.tokens[child]
            if token.dep == "prep" and token.text.lower() in PLACE_PREPOSITIONS:
                inner = tree.child(child, "pobj")
                if inner is not None and _is_place(tree, inner):
                    return inner
    return None


def _is_place(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return token.ent in PLACE_LABELS or (not token.ent and token.lemma.lower() in PLACE_NOUNS)


def _action(tree: Tree, verb: int) -> Span:
    """Verb with auxiliaries, negation and particle; the bare verb where a subject stands between."""
    kept = [verb]
    node = verb
    for _ in range(4):
        kept += [c for c in tree.children[node] if tree.tokens[c].dep in ("aux", "auxpass", "neg", "prt", "acomp")]
        head = tree.tokens[node].head
        if head == node or not _coloured_by(tree, head, node):
            break
        kept.append(head)
        node = head
    low, high = min(kept), max(kept)
    inside = set(kept)
    own = {"advmod", "mark", "punct"}
    for index in range(low, high + 1):
        token = tree.tokens[index]
        if index not in inside and token.dep not in own and token.pos != "ADV":
            low = high = verb
            break
    return tree.span(low, high + 1)
