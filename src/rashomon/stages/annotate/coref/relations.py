"""Persons meant by what they are to others, by their age, their nation, or as the only one near."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.stages.annotate.coref.nouns import Kind, kind_of, may_stand_for
from rashomon.stages.annotate.coref.phrases import Phrase
from rashomon.stages.annotate.coref.scene import SUBJECTS
from rashomon.stages.annotate.coref.store import Store
from rashomon.stages.annotate.coref.things import Thing
from rashomon.stages.annotate.entities.roles import gender_of_word

__all__ = [
    "KIND",
    "SAME",
    "WIDER",
    "Wanted",
    "by_age",
    "by_nation",
    "by_relation",
    "holds",
    "only_person",
    "same_gender",
    "same_number",
]

LANDS = frozenset("country nation homeland".split())
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
SAME = 4.0
WIDER = 3.0
KIND = 1.5
"""Points: for the same noun, for a wider one, for the kind alone."""
NEW = 0.15
"""Against each earlier mention, for an age: it is told of somebody new."""
NEAR = 2
"""Sentences that a description without other evidence looks back."""


@dataclass(frozen=True)
class Wanted:
    """What a noun phrase asks of the thing that it takes up.

    ``owner`` is the number of the thing whose it is, ``takes`` the nouns that its noun may take up,
    ``nation`` the country whose people its noun names, ``aged`` and ``counted`` whether it tells an
    age, a number or a fate.
    """

    phrase: Phrase
    lemma: str
    kind: Kind
    plural: bool | None
    possessed: bool
    owner: int | None
    takes: frozenset[str]
    nation: str | None = None
    aged: bool = False
    counted: bool = False


def only_person(store: Store, wanted: Wanted) -> Thing | None:
    """The one person spoken of right before, for "the Nigerian striker" at a sentence's head."""
    scene, phrase = store.scene, wanted.phrase
    at = phrase.head
    if wanted.kind != "person" or wanted.plural or scene.marks(at) >= 0:
        return None
    if store.tokens[at].dep not in SUBJECTS or phrase.last != phrase.core:
        return None
    near = {
        thing.number: thing
        for mention in store.before(phrase)
        if scene.place(at) - scene.place(mention.head) <= NEAR
        and scene.block(at) == scene.block(mention.head)
        and (thing := store.of(mention)) is not None
        and thing.kind == "person"
        and not thing.plural
    }
    if len(near) != 1:
        return None
    thing = next(iter(near.values()))
    code = store.code(phrase)
    other = any(kind_of(h) == "person" and not may_stand_for(wanted.lemma, h) for h in thing.heads)
    fits = same_gender(wanted.lemma, thing) and (code is None or thing.code in {None, code})
    known = thing.named and (code is not None or not other)
    return thing if fits and known and not _governs(store, phrase, thing) else None


def by_relation(store: Store, wanted: Wanted, thing: Thing) -> float:
    """ "her husband" after "his wife, X": he whose wife she is."""
    number, lemma = wanted.owner, wanted.lemma
    if number is not None and lemma in LANDS and thing.kind == "country":
        code = store.things[number].code
        return SAME if code is not None and code == thing.code else 0.0
    if number is None or thing.kind not in {"person", "organisation"} or thing.plural:
        return 0.0
    owner = store.things[number]
    other = TURNED.get(lemma.removeprefix("great-"), frozenset())
    heads = {h.removeprefix("great-") for h in owner.heads}
    turned = owner.owner == thing.number and bool(other & heads)
    if lemma in SPOUSES and not turned:
        both = {thing.number, number}
        turned = any("couple" in t.heads and set(t.members) == both for t in store.things)
    return SAME if turned and same_gender(lemma, thing) else 0.0


def by_nation(store: Store, wanted: Wanted, thing: Thing) -> float:
    """ "the Brazilian": a person of that country."""
    code = wanted.nation
    if not same_number(wanted.plural, thing) or holds(thing, wanted.phrase):
        return 0.0
    if wanted.plural:
        return SAME if thing.kind in {"group", "organisation"} and thing.code == code else 0.0
    if thing.kind != "person" or (thing.code is not None and thing.code != code):
        return 0.0
    if _governs(store, wanted.phrase, thing):
        return 0.0
    return WIDER if thing.code == code else KIND


def by_age(store: Store, wanted: Wanted, thing: Thing) -> float:
    """ "the 43-year-old": a person whose age is the same or not told yet."""
    phrase = wanted.phrase
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


def same_gender(lemma: str, thing: Thing) -> bool:
    """Whether a noun's sex is a thing's, or one of them tells none."""
    told = gender_of_word(lemma)
    return told is None or thing.gender is None or told == thing.gender


def same_number(plural: bool | None, thing: Thing) -> bool:
    """Whether one may be as many as the other."""
    if plural is None or thing.plural is None:
        return True
    return plural == thing.plural


def holds(thing: Thing, phrase: Phrase) -> bool:
    """Whether a thing is mentioned inside the phrase itself, or holds it."""
    return any(
        (phrase.first <= m.first and m.last <= phrase.last)
        or (m.first <= phrase.first and phrase.last <= m.last)
        for m in thing.mentions
    )
