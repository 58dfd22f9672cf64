"""Noun phrases joined to what they take up: same noun, wider noun, role, relation, kind.

The evidence is that of the sieves of Lee et al. (2013), ranked in one decision.
"""

from __future__ import annotations

from rashomon.stages.annotate.coref.anaphora import salience
from rashomon.stages.annotate.coref.grammar import compatible
from rashomon.stages.annotate.coref.nouns import kind_of, may_stand_for
from rashomon.stages.annotate.coref.phrases import Phrase
from rashomon.stages.annotate.coref.scene import SUBJECTS
from rashomon.stages.annotate.coref.store import EMPTY, Store, lemma_of
from rashomon.stages.annotate.coref.things import Thing
from rashomon.stages.annotate.countries import lookup
from rashomon.stages.annotate.roles import gender_of_word

__all__ = ["resolve_noun"]

DEFINITE = frozenset("the this that these those".split())
BY_KIND = {
    "organisation": frozenset("company firm group organisation organization business body".split()),
    "place": frozenset("place area site town city village capital port country".split()),
    "country": frozenset("country nation republic kingdom state".split()),
    "person": frozenset("man woman".split()),
    "event": frozenset("event disaster".split()),
}
"""Nouns that take up any name of a kind."""
CHILD = frozenset("son daughter child".split())
PARENT = frozenset("father mother parent".split())
SIBLING = frozenset("brother sister sibling twin".split())
GRANDCHILD = frozenset("grandson granddaughter grandchild".split())
SPOUSES = frozenset("wife husband partner spouse".split())
WORKER = frozenset("employee worker staff driver secretary aide deputy".split())
TURNED = {
    **dict.fromkeys(PARENT, CHILD),
    **dict.fromkeys(CHILD, PARENT),
    **dict.fromkeys(SIBLING, SIBLING),
    "husband": frozenset({"wife", "widow"}),
    "wife": frozenset({"husband", "widower"}),
    "grandfather": GRANDCHILD,
    "grandmother": GRANDCHILD,
    **dict.fromkeys(GRANDCHILD, frozenset({"grandfather", "grandmother", "grandparent"})),
    "uncle": frozenset({"nephew", "niece"}),
    "aunt": frozenset({"nephew", "niece"}),
    "nephew": frozenset({"uncle", "aunt"}),
    "niece": frozenset({"uncle", "aunt"}),
    "employer": WORKER,
    "boss": WORKER,
    "client": frozenset({"lawyer", "attorney", "barrister", "solicitor", "agent"}),
    "lawyer": frozenset({"client"}),
    "student": frozenset({"supervisor", "teacher", "professor"}),
    "supervisor": frozenset({"student", "pupil"}),
    "cousin": frozenset({"cousin"}),
    "partner": frozenset({"partner"}),
}
"""What the owner of a relation may be called, whose other side the key is."""
GENERAL = frozenset("place area site group".split())
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
NEW = 0.15
"""Against each earlier mention, for an age: it is told of somebody new."""
SPOKEN_OF = 0.15
"""Weight of a person's salience where age or nation is all that is told."""
SAME = 4.0
WIDER = 3.0
KIND = 1.5
FADE = 0.04
NAMED = 0.4
LED = 0.3
"""For being in the headline: what the report is about."""
MOST_FAR = 200
"""Tokens over which nearness fades."""
LEAST = 1.0


def resolve_noun(store: Store, phrase: Phrase, *, headline: bool = False) -> Thing | None:
    """The thing that a noun phrase takes up, None where it is new or open."""
    tokens = store.tokens
    lemma = lemma_of(tokens[phrase.head].lemma, tokens[phrase.head].text)
    opener = tokens[phrase.first].text.lower()
    possessed = store.possessed(phrase)
    demonym = lookup(tokens[phrase.head].text)
    definite = opener in DEFINITE or possessed or opener in {"all", "both"}
    if not definite and not headline:
        return None
    nation = demonym is not None and demonym.kind == "group"
    aged = kind_of(lemma) == "person" and any(
        tokens[i].text == "year" for i in range(phrase.first, phrase.head)
    )
    ranked: list[tuple[float, int, Thing]] = []
    for thing in store.things:
        if not thing.mentions or (not headline and not _before(store, thing, phrase)):
            continue
        score = _score(store, phrase, lemma, thing, possessed=possessed)
        if nation and demonym is not None:
            score = _by_nation(store, phrase, thing, demonym.code)
        elif lemma == "old" or (aged and not score):
            score = _by_age(store, phrase, thing)
        elif not score and possessed:
            score = _by_relation(store, phrase, lemma, thing)
        if score > 0:
            score += (
                SPOKEN_OF * (lemma == "old" or nation) * (salience(store, phrase, thing) or 0.0)
            )
            score += NAMED * thing.named + _nearness(store, thing, phrase, headline)
            ranked.append((score, -thing.number, thing))
    best = max(ranked, key=lambda r: r[:2], default=None)
    if best is not None and best[0] >= LEAST:
        return best[2]
    return None if headline or possessed else _only_person(store, phrase, lemma)


def _only_person(store: Store, phrase: Phrase, lemma: str) -> Thing | None:
    """The one person spoken of right before, for "the Nigerian striker" at a sentence's head."""
    scene, at = store.scene, phrase.head
    if kind_of(lemma) != "person" or store.plural(phrase) or scene.marks(at) >= 0:
        return None
    if store.tokens[at].dep not in SUBJECTS or phrase.last != phrase.core:
        return None
    near: dict[int, Thing] = {}
    for thing in store.things:
        if thing.kind != "person" or thing.plural or not thing.mentions:
            continue
        for mention in thing.mentions:
            far = scene.place(at) - scene.place(mention.head)
            same = scene.zone(at) == scene.zone(mention.head) and mention.head < phrase.first
            if same and far <= 2 and scene.block(at) == scene.block(mention.head):
                near[thing.number] = thing
    if len(near) != 1:
        return None
    thing = next(iter(near.values()))
    code = store.code(phrase)
    other = any(kind_of(h) == "person" and not may_stand_for(lemma, h) for h in thing.heads)
    fits = _same_gender(lemma, thing) and (code is None or thing.code in {None, code})
    known = thing.named and (code is not None or not other)
    return thing if fits and known and not _governs(store, phrase, thing) else None


def _before(store: Store, thing: Thing, phrase: Phrase) -> bool:
    return thing.mentions[0].head < phrase.first or any(
        m.head < phrase.first for m in thing.mentions
    )


def _nearness(store: Store, thing: Thing, phrase: Phrase, headline: bool) -> float:
    if headline:
        return 0.05 * min(len(thing.mentions), 10)
    before = [m for m in thing.mentions if m.head < phrase.first]
    place = store.tokens[phrase.head].sentence
    near = min((place - store.tokens[m.head].sentence for m in before), default=30)
    last = max((m.head for m in before), default=0)
    far = min(phrase.head - last, MOST_FAR) / MOST_FAR
    led = store.scene.zone(thing.mentions[0].head) == "head"
    return 0.03 * min(len(before), 10) - FADE * min(near, 30) - 0.1 * far + LED * led


def _score(store: Store, phrase: Phrase, lemma: str, thing: Thing, *, possessed: bool) -> float:
    """Evidence that a phrase means a thing, 0 where something speaks against it."""
    if not _may_be(store, phrase, lemma, thing) or phrase_inside(thing, phrase):
        return 0.0
    owner = store.owner(phrase)
    if possessed and (owner is None or thing.number == owner or thing.owner not in {None, owner}):
        return 0.0
    if possessed and thing.named and thing.owner is None and thing.kind != "person":
        return 0.0
    score = _by_noun(lemma, thing, possessed=possessed)
    if not score and len(thing.members) == 2 and _of_two(store, phrase, lemma):
        score = KIND
    if not score and not possessed:
        score = _by_class(store, phrase, lemma, thing)
    if not score:
        return 0.0
    if possessed and thing.owner == owner:
        score += 1.0
    return score + _by_words(store, phrase, thing)


def _by_class(store: Store, phrase: Phrase, lemma: str, thing: Thing) -> float:
    """ "the airline" for a firm of which no noun was said; "the men" for people of any calling."""
    words = [t for t in store.tokens[phrase.first + 1 : phrase.head] if lookup(t.text) is None]
    bare = not words and phrase.last == phrase.core
    if lemma in PEOPLE and bare and store.plural(phrase) and thing.kind == "group" and thing.plural:
        calling = any(kind_of(h) == "person" for h in thing.heads)
        return KIND - LESS if calling and not thing.named else 0.0
    if lemma not in FIRMS or thing.kind != "organisation" or not thing.named:
        return 0.0
    unknown = not any(kind_of(h) == "organisation" for h in thing.heads)
    return KIND - LESS if bare and unknown and store.plural(phrase) is not True else 0.0


def _of_two(store: Store, phrase: Phrase, lemma: str) -> bool:
    """Whether a phrase counts two persons: "the two leaders", "both men"."""
    words = [store.tokens[i].text.lower() for i in range(phrase.first, phrase.head)]
    return kind_of(lemma) == "person" and ("two" in words or "both" in words)


def _may_be(store: Store, phrase: Phrase, lemma: str, thing: Thing) -> bool:
    """Whether kind, number and sex let a phrase mean a thing."""
    kind = kind_of(lemma)
    plural = store.plural(phrase)
    if kind == "person" and plural:
        kind = "group"
    if kind != "thing" and not compatible(thing.kind, kind):
        return False
    if thing.kind == "person" and not _same_gender(lemma, thing):
        return False
    if plural and thing.named and thing.kind == "organisation" and lemma not in thing.heads:
        return False
    return _same_number(plural, thing)


def phrase_inside(thing: Thing, phrase: Phrase) -> bool:
    """Whether a thing is mentioned inside the phrase itself, or holds it."""
    return any(
        (phrase.first <= m.first and m.last <= phrase.last)
        or (m.first <= phrase.first and phrase.last <= m.last)
        for m in thing.mentions
    )


def _same_number(plural: bool | None, thing: Thing) -> bool:
    if plural is None or thing.plural is None:
        return True
    return plural == thing.plural


def _same_gender(lemma: str, thing: Thing) -> bool:
    told = gender_of_word(lemma)
    return told is None or thing.gender is None or told == thing.gender


def _by_noun(lemma: str, thing: Thing, *, possessed: bool) -> float:
    if lemma in thing.heads:
        return SAME
    if any(may_stand_for(lemma, head) for head in thing.heads):
        return WIDER
    if lemma in {"two", "both"} and thing.members:
        return WIDER
    if thing.named and not possessed and lemma in BY_KIND.get(thing.kind, ()):
        return KIND if _no_other(lemma, thing) else 0.0
    return 0.0


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
    inside = {
        store.tokens[i].lemma.lower()
        for i in range(phrase.core, phrase.last)
        if store.tokens[i].pos in {"NOUN", "PROPN"}
    }
    if inside and not inside & (thing.complements | thing.words):
        score -= 2.5 if thing.complements else 1.0
    return score


def _by_relation(store: Store, phrase: Phrase, lemma: str, thing: Thing) -> float:
    """ "her husband" after "his wife, X": he whose wife she is."""
    number = store.owner(phrase)
    if number is None or thing.kind not in {"person", "organisation"} or thing.plural:
        return 0.0
    owner = store.things[number]
    turned = owner.owner == thing.number and any(h in TURNED.get(lemma, ()) for h in owner.heads)
    if lemma in SPOUSES and not turned:
        both = {thing.number, number}
        turned = any("couple" in t.heads and set(t.members) == both for t in store.things)
    return SAME if turned and _same_gender(lemma, thing) else 0.0


def _by_nation(store: Store, phrase: Phrase, thing: Thing, code: str) -> float:
    """ "the Brazilian": a person of that country."""
    plural = store.plural(phrase)
    if phrase_inside(thing, phrase) or not _same_number(plural, thing):
        return 0.0
    if plural:
        return SAME if thing.kind in {"group", "organisation"} and thing.code == code else 0.0
    if thing.kind != "person" or (thing.code is not None and thing.code != code):
        return 0.0
    if _governs(store, phrase, thing):
        return 0.0
    return WIDER if thing.code == code else KIND


def _by_age(store: Store, phrase: Phrase, thing: Thing) -> float:
    """ "the 43-year-old": a person whose age is the same or not told yet."""
    if thing.kind != "person" or thing.plural or _governs(store, phrase, thing):
        return 0.0
    number = next(
        (
            store.tokens[i].text
            for i in range(phrase.first, phrase.last)
            if store.tokens[i].text[:1].isdigit()
        ),
        "",
    ).split("-")[0]
    if thing.age is not None:
        return SAME if thing.age == number else 0.0
    before = sum(m.head < phrase.first for m in thing.mentions)
    return KIND - NEW * min(before, 4) if before else 0.0


def _governs(store: Store, phrase: Phrase, thing: Thing) -> bool:
    """Whether a thing is the subject of a clause that the phrase stands in: it would be "he"."""
    scene, at = store.scene, phrase.head
    for _ in range(4):
        verb = scene.verb(at)
        subject = scene.tree.child(verb, *SUBJECTS)
        own = None if subject is None or subject == phrase.head else store.by_head.get(subject)
        if own is not None and own.thing == thing.number:
            return True
        if verb == at or scene.tokens[verb].dep in {"ROOT", "conj"}:
            return False
        at = verb
    return False
