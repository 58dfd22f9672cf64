"""Persons taken together or told apart: pairs, families, generations, and the name of the lead."""

from __future__ import annotations

from rashomon.stages.annotate.coref.nouns import FAMILY, kind_of, may_stand_for
from rashomon.stages.annotate.coref.phrases import Phrase
from rashomon.stages.annotate.coref.scene import SUBJECTS
from rashomon.stages.annotate.coref.store import Store, lemma_of
from rashomon.stages.annotate.coref.things import Thing

__all__ = [
    "join_bodies",
    "join_counted",
    "join_families",
    "join_generations",
    "join_lead",
    "join_pair",
    "join_pairs",
    "join_spouses",
]

PAIR = ("pair", "couple", "duo", "sibling", "brother", "sister", "twin")
"""What two persons, or those of one name, may be called together."""
TOGETHER: dict[str, tuple[str, ...]] = {
    "person": PAIR,
    "country": ("neighbour", "neighbor", "country", "nation", "side", "rival", "ally"),
}
"""What two of a kind may be called together."""
LEAST_COUNT = 3
LEAD_BLOCKS = 5
"""Paragraphs within which the person of the lead is named."""
PEOPLE = frozenset("people man woman person dead".split())
CHILDREN = frozenset({"son", "daughter", "grandson", "granddaughter"})


def join_generations(store: Store) -> None:
    """ "the younger Doe": of two persons of one surname, by their ages or as son or daughter."""
    for phrase in store.phrases:
        thing = store.of(phrase)
        if phrase.name is None or thing is None or thing.kind != "person":
            continue
        words = {store.tokens[i].text.lower() for i in range(phrase.first, phrase.head)}
        young = bool(words & {"younger", "youngest"})
        if not young and not words & {"elder", "older", "eldest"}:
            continue
        name = store.surname(thing)
        same = [t for t in store.things if t.kind == "person" and store.bears(t, name)]
        aged = [t for t in same if t.age is not None]
        children = [t for t in same if CHILDREN & set(t.heads)]
        if len(aged) == len(same) > 1:
            best = sorted(aged, key=lambda t: int(t.age or 0))[0 if young else -1]
        elif len(children) == 1 and len(same) == 2:
            best = children[0] if young else next(t for t in same if t is not children[0])
        else:
            continue
        thing.mentions.remove(phrase)
        store.join(phrase, best)


def join_pairs(store: Store) -> None:
    """ "X and Y": a group that "they" or "the couple" may take up.

    Where X or Y is still open the two are kept in ``store.pairs``, for :func:`join_pair`.
    """
    tokens = store.tokens
    for second in store.phrases[:]:
        if tokens[second.head].dep != "conj" or second.form == "pronoun" or second.predicate:
            continue
        first = store.by_head.get(tokens[second.head].head)
        if first is None or not first.last < second.first:
            continue
        joined = second.first - first.last == 1 and tokens[first.last].text in {"and", "&"}
        more = store.scene.tree.child(second.head, "conj")
        if joined and more is None and tokens[first.head].dep != "conj":
            if store.of(first) is None or store.of(second) is None:
                store.pairs[second.head] = first, second
            else:
                join_pair(store, first, second)


def join_pair(store: Store, first: Phrase, second: Phrase) -> None:
    """Make one group of two persons, two countries or two bodies named together."""
    things = [store.of(first), store.of(second)]
    kinds = {t.kind for t in things if t is not None and not t.plural}
    plain = len(kinds) == 1 and None not in things and things[0] is not things[1]
    words = TOGETHER.get(next(iter(kinds), "thing"))
    if not plain or words is None or any(t is not None and t.plural for t in things):
        return
    members = frozenset(t.number for t in things if t is not None)
    both = Phrase(min(first.first, _titled(store, first)), second.last, first.head, "pair")
    both.core = both.last
    group = store.taken_together.get(members)
    if group is None:
        group = store.taken_together[members] = store.new(both)
        group.kind, group.plural = "group", True
        group.heads.update(dict.fromkeys(words, 1))
        group.members = tuple(sorted(members))
    else:
        store.join(both, group)
    store.add(both)
    _describe_pair(store, group, both)


def _describe_pair(store: Store, group: Thing, both: Phrase) -> None:
    """ "X and Y, a retired couple"."""
    tokens, at = store.tokens, both.last
    if at + 1 >= len(tokens) or tokens[at].text != ",":
        return
    for phrase in store.around(at):
        kind = kind_of(lemma_of(tokens[phrase.head].lemma, tokens[phrase.head].text))
        several = kind == "group" or (kind == "person" and store.plural(phrase))
        if phrase.first == at + 1 and phrase.form == "noun" and several:
            if phrase.thing is None:
                store.join(phrase, group)
            return


def _titled(store: Store, phrase: Phrase) -> int:
    """First token of "leaders X and Y"."""
    at = phrase.first
    while at > 0 and store.tokens[at - 1].tag in {"NNS", "JJ"}:
        at -= 1
        if store.tokens[at].sentence != store.tokens[phrase.head].sentence:
            return phrase.first
    return at


def join_families(store: Store) -> None:
    """ "The Does": all persons of the name."""
    for thing in store.things:
        if thing.kind != "group" or thing.cluster is None or not thing.mentions:
            continue
        number = thing.mentions[0].name
        name = "" if number is None else store.names[number].text.casefold()
        members = [
            t.number
            for t in store.things
            if t.kind == "person"
            and t.cluster is not None
            and t is not thing
            and name == store.surname(t) + "s"
        ]
        if members:
            thing.plural = True
            thing.heads.update(dict.fromkeys([*PAIR, "family", "relative"], 1))
            thing.members = tuple(members)


def join_lead(store: Store) -> None:
    """ "A former bookkeeper told a court …", and only a later paragraph gives his name."""
    scene = store.scene
    bodies = [b for b in dict.fromkeys(scene.blocks) if scene.article.blocks[b].kind == "body"]
    first = [p for p in store.phrases if bodies and scene.block(p.head) == bodies[0]]
    people = [p for p in first if _unnamed_person(store, p)]
    lead = [p for p in people if store.tokens[p.first].text.lower() in {"a", "an"}]
    definite = [] if lead else [p for p in people if store.tokens[p.first].text.lower() == "the"]
    if len(lead) + len(definite) != 1 or any(_introduced(store, p) for p in first):
        return
    one = (lead or definite)[0]
    for block in bodies[1:LEAD_BLOCKS]:
        new = [p for p in store.phrases if scene.block(p.head) == block and _introduced(store, p)]
        if new:
            unsure = bool(definite) or _told_again(store, one, new[0])
            if len(new) == 1 and (_aged(store, new[0]) or not unsure):
                _name_lead(store, one, new[0])
            return


def _unnamed_person(store: Store, phrase: Phrase) -> bool:
    """Whether a phrase stands for one person whose name is not told."""
    token = store.tokens[phrase.head]
    if phrase.form != "noun" or phrase.thing is not None or phrase.predicate:
        return False
    person = kind_of(lemma_of(token.lemma, token.text)) == "person"
    return person and token.tag not in {"NNS", "NNPS"}


def _aged(store: Store, name: Phrase) -> bool:
    """Whether an age stands behind a name, as where somebody is told of in full at last."""
    thing = store.of(name)
    return thing is not None and thing.age is not None


def _told_again(store: Store, lead: Phrase, name: Phrase) -> bool:
    """Whether the person of the lead is spoken of again before the name."""
    word = store.tokens[lead.head].lemma
    return any(t.lemma == word for t in store.tokens[lead.last : name.last])


def _name_lead(store: Store, lead: Phrase, name: Phrase) -> None:
    """Join a name without title or description that heads its sentence."""
    thing, token = store.of(name), store.tokens[name.head]
    titled = name.name is None or name.first != store.names[name.name].first
    if thing is None or thing.heads or titled or token.dep not in SUBJECTS:
        return
    if token.head > name.head:
        beside = store.apposed_to(lead)
        store.join(lead, thing)
        if beside is not None and beside.thing is None:
            store.join(beside, thing)


def _introduced(store: Store, phrase: Phrase) -> bool:
    """Whether a phrase is the first that names a person, in full."""
    thing = store.of(phrase)
    if thing is None or phrase.form != "name" or thing.kind != "person":
        return False
    before = [m for m in thing.mentions if m.head < phrase.head]
    return phrase.last - phrase.first > 1 and all(
        store.scene.zone(m.head) != "body" for m in before
    )


def join_counted(store: Store) -> None:
    """ "Seven miners" of the headline are the "seven men" of the report."""
    people = [
        t
        for t in store.things
        if t.mentions and not t.named and t.count is not None and t.count >= LEAST_COUNT
    ]
    people = [t for t in people if t.kind == "group" or PEOPLE & set(t.heads)]
    for head in people:
        first = head.mentions[0].head if head.mentions else 0
        if not head.mentions or store.scene.zone(first) != "head":
            continue
        same = [t for t in people if t is not head and t.count == head.count and t.mentions]
        if len(same) == 1:
            store.merge(same[0], head)


def join_spouses(store: Store) -> None:
    """ "Mrs Doe" is Doe's wife, of whom only the given name was told."""
    people = [t for t in store.things if t.kind == "person" and t.mentions and not t.plural]
    for thing in people:
        name = store.surname(thing)
        if not thing.named or thing.gender is None or _longest(store, thing) > 1:
            continue
        fits = [
            t
            for t in people
            if t is not thing
            and t.owner is not None
            and t.gender == thing.gender
            and FAMILY & set(t.heads)
            and _longest(store, t) < 2
            and store.surname(t) != name
            and store.surname(store.things[t.owner]) == name
        ]
        if len(fits) == 1 and thing.mentions:
            store.merge(fits[0], thing)


def _longest(store: Store, thing: Thing) -> int:
    """Words of a thing's longest name, 0 where it has none."""
    names = [store.names[m.name].text for m in thing.mentions if m.name is not None]
    return max((len(name.split()) for name in names), default=0)


def join_bodies(store: Store) -> None:
    """ "The competition authority" of the lead is "the Estonian Competition Agency" of the text."""
    named = [t for t in store.things if t.named and t.kind == "organisation" and t.mentions]
    for thing in store.things:
        if thing.named or thing.kind != "organisation" or not thing.mentions or thing.plural:
            continue
        first = thing.mentions[0]
        if store.tokens[first.first].text.lower() != "the" or store.possessed(first):
            continue
        fits = [
            t
            for t in named
            if thing.words & t.words
            and min(m.head for m in t.mentions) > first.head
            and any(may_stand_for(h, o) for h in thing.heads for o in t.heads)
        ]
        if len(fits) == 1 and thing.code in {None, fits[0].code}:
            store.merge(fits[0], thing)
