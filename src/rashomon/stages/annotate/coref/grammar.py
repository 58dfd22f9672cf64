"""What grammar joins: names of one cluster, appositions, roles before names, bracketed acronyms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rashomon.models import EntityType
from rashomon.stages.annotate.coref.nouns import Kind, kind_of
from rashomon.stages.annotate.coref.phrases import Phrase
from rashomon.stages.annotate.coref.scene import SUBJECTS
from rashomon.stages.annotate.coref.store import Store, lemma_of
from rashomon.stages.annotate.coref.things import Thing
from rashomon.stages.annotate.entities.countries import lookup
from rashomon.stages.annotate.entities.people import Cluster

__all__ = [
    "compatible",
    "join_appositions",
    "join_epithets",
    "join_names",
    "learn_predicates",
]

SOFT: dict[str, frozenset[str]] = {
    "person": frozenset({"person", "thing"}),
    "group": frozenset({"group", "organisation", "thing"}),
    "organisation": frozenset({"organisation", "group", "place", "thing", "country"}),
    "country": frozenset({"country", "place", "organisation"}),
    "place": frozenset({"place", "organisation", "country", "thing"}),
    "event": frozenset({"event", "thing", "other"}),
    "other": frozenset({"other", "thing", "event", "place"}),
    "thing": frozenset({"thing", "other", "place", "event", "organisation", "group", "person"}),
    "time": frozenset(),
}
"""Kinds that one thing may have under two descriptions."""
STATIC = frozenset("be lie sit stand grow remain have boast host see wake flood freeze".split())
"""Verbs whose subject may be the town itself."""
STATES: dict[str, Kind] = {"EU": "organisation"}
"""Kinds of what stands for a government and is no country."""
MOODS = frozenset(
    """careful cautious ready willing unwilling furious angry silent confident keen reluctant happy
    likely unlikely prepared
    unhappy sceptical skeptical open eager worried wary optimistic adamant firm sure""".split()
)
ADDRESSING = frozenset(
    """accuse tell back urge press call warn ask blame support persuade criticise criticize condemn
    thank assure inform notify sue sanction punish threaten help arm supply pay owe irritate anger
    embarrass please worry alarm invite snub rebuff defy court lobby pressure fund appease
    antagonise antagonize fault berate rebuke reassure persuade convince summon caution scold
    implore beg side""".split()
)
"""Verbs whose object is somebody."""


def compatible(a: Kind, b: Kind) -> bool:
    """Whether two kinds may be of one thing."""
    return b in SOFT[a] or a in SOFT[b] or a == b


def join_names(store: Store, owner: dict[int, int], clusters: Sequence[Cluster]) -> None:
    """One thing for each cluster of names."""
    made: dict[tuple[str | None, int], Thing] = {}
    union = _union(clusters)
    for phrase in store.phrases:
        if phrase.name is None:
            continue
        if _demonym(store, phrase):
            phrase.form, phrase.name = "noun", None
            continue
        number = owner[phrase.name]
        state = _state(store, phrase)
        if state == "BE" and store.names[phrase.name].text == "Brussels" and union is not None:
            number, state = (union, None) if union >= 0 else (number, "EU")
        key = (state, number) if state is None else (state, -1)
        thing = made.get(key)
        if thing is None:
            thing = made[key] = _named(store, number, clusters[number])
            thing.kind = STATES.get(state, "country") if state is not None else thing.kind
        if phrase.form == "noun":
            phrase.form = "name"
            thing.heads[lemma_of(store.tokens[phrase.head].lemma, store.noun(phrase))] += 1
        store.join(phrase, thing)
        _learn_title(store, phrase, thing)


def _union(clusters: Sequence[Cluster]) -> int | None:
    """The European Union, for which Brussels stands unless Belgium is spoken of; -1 where only its
    bodies are named.
    """
    if any(c.code == "BE" and c.type == "country" for c in clusters):
        return None
    fits = [n for n, c in enumerate(clusters) if {"EU", "European Union"} & set(c.forms)]
    bodies = any(
        f in {"European Commission", "European Council"} for c in clusters for f in c.forms
    )
    return fits[0] if fits else -1 if bodies else None


def _named(store: Store, number: int, cluster: Cluster) -> Thing:
    thing = Thing(len(store.things), cluster=number)
    store.things.append(thing)
    thing.kind = _kind(cluster.type)
    thing.gender = cluster.gender
    thing.likely = cluster.likely_gender if cluster.type == "person" else None
    thing.code = cluster.country if cluster.type == "person" else cluster.code
    for form in cluster.forms:
        if cluster.type == "person":
            continue
        words = form.split(" of ")[0].split(" for ")[0].casefold().split()
        ends = (words[0], words[-1], form.casefold().split()[-1])
        for word in dict.fromkeys([*ends, *words]):
            kind = kind_of(word)
            fits = compatible(thing.kind, kind) if word in ends else kind == thing.kind
            if fits and kind != "thing":
                thing.heads[word] += 1
    return thing


def join_epithets(store: Store, called: Sequence[tuple[int, int, int]]) -> None:
    """ "X, dubbed the Y": what somebody is called is he."""
    for first, last, cluster in called:
        thing = next((t for t in store.things if t.cluster == cluster), None)
        phrase = next((p for i in range(first, last) if (p := store.by_head.get(i))), None)
        if thing is None or (phrase is not None and phrase.thing is not None):
            continue
        if phrase is None:
            phrase = Phrase(first, last, last - 1, "noun", last)
            store.add(phrase)
        phrase.predicate = False
        store.join(phrase, thing)


def _state(store: Store, phrase: Phrase) -> str | None:
    """The code of the state that a name of a country, or a capital that acts, stands for."""
    assert phrase.name is not None
    name = store.names[phrase.name]
    if name.code is None or name.type not in {"country", "place"}:
        return None
    if name.type == "country":
        return name.code
    return name.code if _acts(store, phrase) or _acts_elsewhere(store, phrase) else None


def _acts_elsewhere(store: Store, phrase: Phrase) -> bool:
    """Whether a capital that has something is one that acts in the same article."""
    role = store.scene.role(phrase.head)
    if role.dep not in SUBJECTS or store.tokens[role.head].lemma != "have":
        return False
    text = store.names[phrase.name or 0].text
    return any(
        other is not phrase and store.names[other.name].text == text and _acts(store, other)
        for other in store.phrases
        if other.name is not None
    )


def _acts(store: Store, phrase: Phrase) -> bool:
    """Whether a capital stands where only its government can."""
    tokens = store.tokens
    role = store.scene.role(phrase.head)
    above = tokens[role.head]
    if role.dep in SUBJECTS:
        manner = store.scene.tree.child(role.head, "acomp")
        if above.lemma == "be" and manner is not None:
            return tokens[manner].lemma in MOODS
        return above.lemma not in STATIC
    if role.dep in {"dobj", "dative"}:
        return above.lemma in ADDRESSING or (role.dep == "dative" and role.pos == "PROPN")
    if role.dep == "poss":
        return kind_of(above.lemma) not in {"place", "time"}
    if role.dep != "pobj":
        return False
    return above.text.lower() in {"by", "against", "between", "with"} and above.dep != "ROOT"


def _kind(named: EntityType) -> Kind:
    return named


def _demonym(store: Store, phrase: Phrase) -> bool:
    """Whether a name is a nation's people ("the Brazilian", "6,000 Syrians"): a description."""
    assert phrase.name is not None
    place = lookup(store.names[phrase.name].text)
    return place is not None and place.kind == "group"


def _learn_title(store: Store, phrase: Phrase, thing: Thing) -> None:
    """Nouns before a name in one phrase: "Foreign Minister X", "the ferry X"."""
    assert phrase.name is not None
    name = store.names[phrase.name]
    nouns = [
        i
        for i in range(phrase.first, name.first)
        if store.tokens[i].pos in {"NOUN", "PROPN"} and i not in _inner(store, phrase)
    ]
    if phrase.head < name.first or not nouns:
        nouns = [phrase.head] if phrase.head < name.first else nouns
    for i in nouns[-1:]:
        lemma = lemma_of(store.tokens[i].lemma, store.tokens[i].text)
        kind = kind_of(lemma)
        if kind in {"thing", "time"} and thing.kind != "other":
            continue
        thing.heads[lemma] += 1
        thing.words |= {store.tokens[k].lemma.lower() for k in range(phrase.first, i)}
        if kind != "thing" and not compatible(thing.kind, kind):
            thing.kind = kind
    thing.code = thing.code or store.code(
        Phrase(phrase.first, name.first, phrase.head, "noun", name.first)
    )


def _inner(store: Store, phrase: Phrase) -> set[int]:
    """Tokens of possessors inside a phrase."""
    child = store.scene.tree.child(phrase.head, "poss")
    return set() if child is None else set(store.scene.tree.subtree(child))


def join_appositions(store: Store) -> None:
    """ "X, the second officer," and "the second officer, X"; "X (ACRONYM)"."""
    for first, second in _pairs(store):
        _unite(store, first, second)
    for phrase in list(store.phrases):
        acronym = _bracketed(store, phrase)
        if acronym is not None:
            _unite_acronym(store, phrase, acronym)


def _pairs(store: Store) -> Iterator[tuple[Phrase, Phrase]]:
    tokens = store.tokens
    ends: dict[int, list[Phrase]] = {}
    for phrase in store.phrases:
        if phrase.form != "pronoun":
            ends.setdefault(phrase.last, []).append(phrase)
    for phrase in store.phrases:
        at = phrase.first - 1
        if phrase.form == "pronoun" or phrase.predicate or at < 1:
            continue
        if tokens[at].text not in {",", "-", "–", "—", "("}:
            continue
        if at > 2 and tokens[at - 1].text.isdigit() and tokens[at - 2].text == ",":
            at -= 2
        for before in ends.get(at, []):
            if _apposed(store, before, phrase) or _shaped(store, before, phrase):
                yield before, phrase
                break


def _apposed(store: Store, before: Phrase, phrase: Phrase) -> bool:
    """Whether the parse makes one phrase an apposition of the other."""
    token = store.tokens[phrase.head]
    if token.dep != "appos":
        return False
    named = before.form == "name" and before.first <= token.head < before.last
    return token.head == before.head or named


def _shaped(store: Store, before: Phrase, phrase: Phrase) -> bool:
    """Whether a phrase between commas describes the name before it, where the parse misses it."""
    tokens = store.tokens
    opener = tokens[phrase.first]
    if opener.sentence != tokens[before.head].sentence:
        return False
    article = opener.tag in {"DT", "PRP$"} or phrase.form == "name"
    if phrase.last >= len(tokens) or not article or tokens[phrase.first - 1].text != ",":
        return False
    if (before.form == "name") == (phrase.form == "name"):
        return False
    after = tokens[phrase.last]
    closed = after.text in {",", ".", ";", ")"} or after.tag in {"WP", "WP$", "WDT", "VBN", "WRB"}
    joined = tokens[phrase.head].dep == "conj" or any(
        tokens[i].dep in {"conj", "cc"} for i in store.scene.tree.children[before.head]
    )
    person = kind_of(tokens[(phrase if phrase.form != "name" else before).head].lemma) == "person"
    return closed and not joined and person


def _unite(store: Store, a: Phrase, b: Phrase) -> None:
    """Join two phrases side by side, where their kinds and numbers let them be one thing."""
    one, two = store.of(a), store.of(b)
    if a.form == "name" and b.form == "name" and not _short(store, a, b):
        return
    if one is not None and two is not None:
        if compatible(one.kind, two.kind):
            store.merge(one, two)
    elif one is not None:
        _describe(store, one, b)
    elif two is not None:
        _describe(store, two, a)
    elif _fits(store, a, b):
        store.beside.setdefault((a.first, a.last), []).append(b)


def _unite_acronym(store: Store, name: Phrase, short: Phrase) -> None:
    """Join a name and its acronym, which are one whatever each was taken for."""
    one, two = store.of(name), store.of(short)
    if one is None or two is None or one is two:
        _unite(store, name, short)
        return
    if (
        store.tokens[short.head].text[0].casefold()
        != store.names[name.name or 0].text[0].casefold()
    ):
        return
    if two.kind == "organisation":
        one.kind = two.kind
    store.merge(one, two)


def _describe(store: Store, known: Thing, phrase: Phrase) -> None:
    """Join a description to a thing, whose kind it may correct."""
    kind = kind_of(store.noun(phrase))
    several = known.kind == "person" and (store.plural(phrase) is True or kind == "group")
    several = several and known.plural is False and known.gender is not None
    several = several or (known.kind == "person" and store.plural(phrase) is True)
    land = known.kind == "country" or (known.code is not None and known.kind == "place")
    if several or kind == "time" or (land and kind not in {"country", "place", "thing"}):
        return
    sure = known.kind == "person" and any(kind_of(h) == "person" for h in known.heads)
    if sure and kind not in {"person", "thing"}:
        return
    if not compatible(known.kind, kind):
        known.kind = "group" if kind == "person" and store.plural(phrase) else kind
    store.join(phrase, known)


def _fits(store: Store, a: Phrase, b: Phrase) -> bool:
    kinds = [
        kind_of(lemma_of(store.tokens[p.head].lemma, store.tokens[p.head].text)) for p in (a, b)
    ]
    return (
        compatible(*kinds)
        and "time" not in kinds
        and ((store.plural(a) is True) == (store.plural(b) is True))
    )


def _short(store: Store, a: Phrase, b: Phrase) -> bool:
    return store.tokens[b.head].text.isupper() and store.tokens[b.first - 1].text == "("


def _bracketed(store: Store, phrase: Phrase) -> Phrase | None:
    """The acronym in brackets right behind a name."""
    tokens, at = store.tokens, phrase.last
    if phrase.form != "name" or phrase.name is None:
        return None
    if at + 2 >= len(tokens) or tokens[at].text != "(" or tokens[at + 2].text != ")":
        return None
    short = store.by_head.get(at + 1)
    return short if short is not None and tokens[at + 1].text.isupper() else None


def learn_predicates(store: Store) -> None:
    """ "X is a maker of cranes": what is said of a subject is evidence of what it is."""
    tokens = store.tokens
    for phrase in store.phrases:
        if not phrase.predicate or tokens[phrase.head].dep != "attr":
            continue
        subject = store.scene.tree.child(tokens[phrase.head].head, "nsubj")
        subjects = store.by_head.get(subject) if subject is not None else None
        thing = None if subjects is None else store.of(subjects)
        negated = store.scene.tree.child(tokens[phrase.head].head, "neg")
        if thing is None or negated is not None or not thing.named:
            continue
        lemma = lemma_of(tokens[phrase.head].lemma, tokens[phrase.head].text)
        kind = kind_of(lemma)
        if kind not in {"thing", "time"} and compatible(thing.kind, kind):
            thing.learn_head(lemma)
