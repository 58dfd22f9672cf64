"""Noun phrases joined to what they take up: same noun, wider noun, role, relation, kind.

The evidence is that of the sieves of Lee et al. (2013), ranked in one decision.
"""

from __future__ import annotations

from rashomon.stages.annotate.coref.anaphora import salience
from rashomon.stages.annotate.coref.grammar import compatible
from rashomon.stages.annotate.coref.nouns import NUMBERS, kind_of, taken_up
from rashomon.stages.annotate.coref.phrases import Phrase
from rashomon.stages.annotate.coref.relations import (
    KIND,
    SAME,
    WIDER,
    Wanted,
    by_age,
    by_nation,
    by_relation,
    holds,
    only_person,
    same_gender,
    same_number,
)
from rashomon.stages.annotate.coref.store import EMPTY, Store, lemma_of
from rashomon.stages.annotate.coref.things import Thing
from rashomon.stages.annotate.entities.countries import lookup

__all__ = ["resolve_noun"]

DEFINITE = frozenset("the this that these those all both".split())
BY_KIND = {
    "organisation": frozenset("company firm group organisation organization business body".split()),
    "place": frozenset("place area site town city village capital port country".split()),
    "country": frozenset("country nation republic kingdom state".split()),
    "person": frozenset("man woman".split()),
    "event": frozenset("event disaster".split()),
}
"""Nouns that take up any name of a kind."""
GENERAL = frozenset("place area site group".split())
FATES = {
    **dict.fromkeys(("dead", "killed", "fatality", "deceased"), "dead"),
    **dict.fromkeys(("injured", "wounded", "hurt", "casualty"), "hurt"),
    **dict.fromkeys(("missing", "disappeared"), "missing"),
    **dict.fromkeys(("arrested", "detained", "detainee"), "held"),
}
"""Words for people by what befell them."""
COUNTED = frozenset({"two", "both", *NUMBERS, *FATES})
"""What people are called by how many they are or by what befell them."""
PEOPLE = frozenset("man woman person people".split())
FIRMS = frozenset(
    """airline carrier carmaker automaker manufacturer maker producer retailer supermarket chain
    bank lender insurer brewer brewery publisher newspaper paper magazine broadcaster operator
    supplier contractor developer wholesaler shipbuilder steelmaker chipmaker drugmaker startup club
    team party union charity""".split()
)
"""Nouns that may first be said of an organisation when it is named again."""
LESS = 0.4
OTHER = 2.5
"""Against a name that lacks a noun before the head: "the prison service"."""
SPOKEN_OF = 0.15
"""Weight of a person's salience where age or nation is all that is told."""
FADE = 0.04
NAMED = 0.4
LED = 0.3
"""For being in the headline: what the report is about."""
MOST_FAR = 200
"""Tokens over which nearness fades."""
LEAST = 1.0
"""Points from which a phrase takes a thing up. On the open half of ``evals/gold/entities`` half or
one and a half times any of these moves CoNLL F1 by .004 at most."""


def resolve_noun(store: Store, phrase: Phrase, *, headline: bool = False) -> Thing | None:
    """The thing that a noun phrase takes up, None where it is new or open."""
    opener = store.tokens[phrase.first].text.lower()
    possessed = store.possessed(phrase)
    if not headline and not possessed and opener not in DEFINITE:
        return None
    wanted = _wanted(store, phrase, possessed=possessed)
    best: tuple[float, int] = (0.0, 0)
    for thing in store.reach(phrase, headline=headline):
        score = _evidence(store, wanted, thing)
        if score > 0:
            score += NAMED * thing.named + _nearness(store, thing, phrase, headline)
            best = max(best, (score, -thing.number))
    if best[0] >= LEAST:
        return store.things[-best[1]]
    return None if headline or possessed else only_person(store, wanted)


def _wanted(store: Store, phrase: Phrase, *, possessed: bool) -> Wanted:
    head = store.tokens[phrase.head]
    lemma = lemma_of(head.lemma, head.text)
    demonym = lookup(head.text)
    nation = demonym.code if demonym is not None and demonym.kind == "group" else None
    years = any(store.tokens[i].text == "year" for i in range(phrase.first, phrase.head))
    plural = store.plural(phrase)
    kind = kind_of(lemma)
    return Wanted(
        phrase=phrase,
        lemma=lemma,
        kind="group" if kind == "person" and plural else kind,
        plural=plural,
        possessed=possessed,
        owner=store.owner(phrase) if possessed else None,
        takes=taken_up(lemma),
        nation=nation,
        counted=lemma in COUNTED,
        aged=lemma == "old" or (kind == "person" and years),
    )


def _evidence(store: Store, wanted: Wanted, thing: Thing) -> float:
    """Points for a thing, without its nearness; 0 where nothing speaks for it."""
    if wanted.nation is not None:
        score = by_nation(store, wanted, thing)
    else:
        score = 0.0 if wanted.lemma == "old" else _score(store, wanted, thing)
        if not score and wanted.aged:
            score = by_age(store, wanted, thing)
        elif not score and wanted.possessed:
            score = by_relation(store, wanted, thing)
    if score > 0 and (wanted.lemma == "old" or wanted.nation is not None):
        score += SPOKEN_OF * (salience(store, wanted.phrase, thing.mentions) or 0.0)
    return score


def _nearness(store: Store, thing: Thing, phrase: Phrase, headline: bool) -> float:
    if headline:
        return 0.05 * min(len(thing.mentions), 10)
    before = [m.head for m in thing.mentions if m.head < phrase.first]
    last = max(before, default=0)
    near = store.tokens[phrase.head].sentence - store.tokens[last].sentence if before else 30
    far = min(phrase.head - last, MOST_FAR) / MOST_FAR
    led = store.scene.zone(thing.mentions[0].head) == "head"
    return 0.03 * min(len(before), 10) - FADE * min(near, 30) - 0.1 * far + LED * led


def _score(store: Store, wanted: Wanted, thing: Thing) -> float:
    """Evidence that a phrase means a thing, 0 where something speaks against it."""
    score = _by_noun(wanted, thing)
    if not score and len(thing.members) == 2 and _of_two(store, wanted):
        score = KIND
    if not score and not wanted.possessed:
        score = _by_class(store, wanted, thing)
    if not score or not _may_be(wanted, thing) or holds(thing, wanted.phrase):
        return 0.0
    if wanted.possessed:
        if not _may_own(wanted, thing):
            return 0.0
        score += 1.0 if thing.owner == wanted.owner else 0.0
    return score + _by_words(store, wanted.phrase, thing)


def _may_own(wanted: Wanted, thing: Thing) -> bool:
    """Whether a thing may be the possessor's: no other's, and no body of a name of its own."""
    owner = wanted.owner
    if owner is None or thing.number == owner or thing.owner not in {None, owner}:
        return False
    return not thing.named or thing.owner is not None or thing.kind == "person"


def _by_noun(wanted: Wanted, thing: Thing) -> float:
    if wanted.lemma in thing.heads:
        return SAME
    if not wanted.takes.isdisjoint(thing.heads):
        return WIDER
    if thing.named and not wanted.possessed and wanted.lemma in BY_KIND.get(thing.kind, ()):
        return KIND if _no_other(wanted.lemma, thing) else 0.0
    return _by_number(wanted, thing) if wanted.counted else 0.0


def _by_number(wanted: Wanted, thing: Thing) -> float:
    """ "the two", "the seven", "the dead": people by how many they are or what befell them."""
    if wanted.lemma in {"two", "both"} and thing.members:
        return WIDER
    if thing.kind not in {"group", "person"}:
        return 0.0
    if wanted.lemma in NUMBERS and thing.count == NUMBERS[wanted.lemma]:
        return SAME
    same = wanted.lemma in FATES and thing.fate == FATES[wanted.lemma]
    return WIDER if same and thing.plural is not False else 0.0


def _by_class(store: Store, wanted: Wanted, thing: Thing) -> float:
    """ "the airline" for a firm of which no noun was said; "the men" for people of any calling."""
    phrase = wanted.phrase
    if wanted.lemma not in PEOPLE and wanted.lemma not in FIRMS:
        return 0.0
    words = [t for t in store.tokens[phrase.first + 1 : phrase.head] if lookup(t.text) is None]
    if words or phrase.last != phrase.core:
        return 0.0
    if wanted.lemma in PEOPLE:
        people = wanted.plural and thing.kind == "group" and thing.plural and not thing.named
        calling = any(kind_of(h) == "person" for h in thing.heads)
        return KIND - LESS if people and calling else 0.0
    if thing.kind != "organisation" or not thing.named or wanted.plural is True:
        return 0.0
    return 0.0 if any(kind_of(h) == "organisation" for h in thing.heads) else KIND - LESS


def _of_two(store: Store, wanted: Wanted) -> bool:
    """Whether a phrase counts two persons: "the two leaders", "both men"."""
    phrase = wanted.phrase
    words = [store.tokens[i].text.lower() for i in range(phrase.first, phrase.head)]
    return kind_of(wanted.lemma) == "person" and ("two" in words or "both" in words)


def _may_be(wanted: Wanted, thing: Thing) -> bool:
    """Whether kind, number and sex let a phrase mean a thing."""
    fits = wanted.kind == "thing" or compatible(thing.kind, wanted.kind)
    if not fits and not (thing.members and wanted.lemma in thing.heads):
        return False
    if thing.members and "country" in thing.heads and wanted.plural is not True:
        return False
    one = thing.named and thing.kind in {"place", "country"} and wanted.lemma not in thing.heads
    if one and wanted.plural is True:
        return False
    if thing.kind == "person" and not same_gender(wanted.lemma, thing):
        return False
    body = thing.named and thing.kind == "organisation"
    if wanted.plural and body and not any(w.endswith("s") for w in thing.words):
        return False
    return same_number(wanted.plural, thing)


def _no_other(lemma: str, thing: Thing) -> bool:
    """Whether no noun of the same kind says that a thing is something else ("the island")."""
    return not any(kind_of(h) == kind_of(lemma) and h not in GENERAL for h in thing.heads)


def _by_words(store: Store, phrase: Phrase, thing: Thing) -> float:
    """Modifiers that the thing has already speak for it, others against."""
    score = 0.0
    for i in range(phrase.first, phrase.core):
        token = store.tokens[i]
        if i == phrase.head or token.pos not in {"ADJ", "NOUN", "PROPN", "NUM"}:
            continue
        word = token.lemma.lower()
        place = lookup(token.text)
        if word in thing.words or word in thing.heads:
            score += 0.7
        elif place is not None and thing.code is not None:
            if place.code != thing.code:
                return -SAME
            score += 0.7
        elif word not in EMPTY:
            general = store.tokens[phrase.head].lemma.lower() in BY_KIND.get(thing.kind, ())
            other = thing.named and token.dep == "compound" and not general
            score -= OTHER if other else (0.7 if thing.named else 1.0)
    behind = [store.tokens[i] for i in range(phrase.core, phrase.last)]
    inside = {token.lemma.lower() for token in behind if token.pos in {"NOUN", "PROPN"}}
    named = any(token.pos == "PROPN" for token in behind)
    if named and thing.complements and not inside & (thing.complements | thing.words):
        return -SAME
    if inside and not inside & (thing.complements | thing.words):
        score -= 2.5 if thing.complements else 1.0
    return score
