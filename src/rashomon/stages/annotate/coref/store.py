"""Things and the phrases joined to them, with what the phrases tell of the things."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from rashomon.stages.annotate.coref.nouns import FAMILY, kind_of, number_of
from rashomon.stages.annotate.coref.phrases import Phrase
from rashomon.stages.annotate.coref.scene import Scene
from rashomon.stages.annotate.coref.things import Thing
from rashomon.stages.annotate.entities.countries import lookup
from rashomon.stages.annotate.entities.nametypes import Name
from rashomon.stages.annotate.entities.roles import gender_of_word

__all__ = ["EMPTY", "Store", "lemma_of"]

MANY = frozenset({"police", "army", "military", "navy", "team", "club", "side", "band"})
"""Bodies that may be several."""
HOUSES = frozenset("auction publishing fashion trading finance power".split())
NAMING = frozenset("call name dub nickname christen baptise baptize".split())
EMPTY = frozenset(
    """former new old same own late then present current whole entire younger elder older latter
    first last next other different certain main only such big small little great good young local
    nearby remaining""".split()
)
"""Words before a noun that tell nothing of which thing is meant."""


DEAD = frozenset({"dead", "killed", "fatalities"})
FATES = {
    **dict.fromkeys(("kill", "murder", "slay", "execute", "massacre", "drown"), "dead"),
    **dict.fromkeys(("injure", "wound", "hurt", "maim"), "hurt"),
    **dict.fromkeys(("arrest", "detain", "jail", "imprison"), "held"),
}
"""Verbs by what befalls the people who are their object."""
REACH = 400
"""Phrases that a phrase looks back, some three pages."""
BESIDE = 40
LEAD = 60
"""Phrases at the head of an article that are never out of reach."""


class Store:
    """Things and the phrases joined to them.

    ``described`` gives the person whom a description, by its head, was found to mean among names;
    ``beside`` the appositions of a phrase, by its tokens; ``pairs`` two phrases joined by "and"
    of which one is open, by the head of the second; ``taken_together`` the groups made of two.
    """

    def __init__(self, scene: Scene, phrases: Sequence[Phrase], names: Sequence[Name]) -> None:
        self.scene = scene
        self.tokens = scene.tokens
        self.phrases = list(phrases)
        self.names = names
        self.things: list[Thing] = []
        self.described: dict[int, Thing] = {}
        self.beside: dict[tuple[int, int], list[Phrase]] = {}
        self.pairs: dict[int, tuple[Phrase, Phrase]] = {}
        self.taken_together: dict[frozenset[int], Thing] = {}
        self.by_head: dict[int, Phrase] = {}
        for one in phrases:
            self.by_head.setdefault(one.head, one)
        self._ordered = sorted(phrases, key=_head)
        self._heads = [p.head for p in self._ordered]

    def before(self, phrase: Phrase) -> list[Phrase]:
        """The phrases before one, at most :data:`REACH`, in order of their heads."""
        end = bisect_left(self._heads, phrase.first)
        return self._ordered[max(0, end - REACH) : end]

    def reach(self, phrase: Phrase, *, headline: bool) -> list[Thing]:
        """Things that a phrase may take up: those told of before, and for a headline what follows
        it; what is very far only where it stands at the head of the article.
        """
        near = self._ordered[:REACH] if headline else self.before(phrase)
        numbers = {p.thing for p in near}
        if not headline:
            numbers |= {p.thing for p in self._ordered[:LEAD] if p.head < phrase.first}
        return [self.things[n] for n in sorted(n for n in numbers if n is not None)]

    def new(self, phrase: Phrase) -> Thing:
        """A thing that nothing is known of but a phrase."""
        thing = Thing(len(self.things))
        self.things.append(thing)
        self.join(phrase, thing)
        return thing

    def of(self, phrase: Phrase) -> Thing | None:
        """The thing of a phrase, None where it is open."""
        return None if phrase.thing is None else self.things[phrase.thing]

    def join(self, phrase: Phrase, thing: Thing) -> None:
        """One more mention of a thing."""
        phrase.thing = thing.number
        first = not thing.mentions
        if not phrase.predicate:
            thing.mentions.append(phrase)
        if phrase.form not in {"pronoun", "pair"}:
            self.learn(phrase, thing, first)

    def learn(self, phrase: Phrase, thing: Thing, first: bool) -> None:
        """What the words of a phrase tell of its thing."""
        tokens = self.tokens
        head = tokens[phrase.head]
        if first:
            thing.plural = self.plural(phrase)
        if phrase.form == "noun":
            demonym = lookup(head.text)
            if demonym is not None and demonym.kind == "group" and thing.kind == "thing":
                thing.kind = "group" if self.plural(phrase) else "person"
            if head.text == "old" and thing.kind == "thing":
                thing.kind = "person"
            thing.learn_head(self.noun(phrase))
            thing.code = thing.code or self.code(phrase)
            self._learn_complement(phrase, thing)
        for i in range(phrase.first, phrase.core or phrase.last):
            token = tokens[i]
            gender = gender_of_word(token.text) if token.tag not in {"PRP$", "PRP"} else None
            if gender and thing.kind == "person" and token.dep != "poss" and i <= phrase.head:
                thing.gender = thing.gender or gender
            if i != phrase.head and token.pos in {"NOUN", "PROPN", "ADJ", "NUM"}:
                thing.words.add(token.lemma.lower())
        self.learn_owner(phrase)
        self._learn_age(phrase, thing)
        if phrase.form == "noun":
            thing.count = thing.count or self.count(phrase)
            thing.fate = thing.fate or self._fate(phrase)

    def learn_owner(self, phrase: Phrase) -> None:
        """Whose a thing is, once the possessor of a phrase is known."""
        thing = self.of(phrase)
        owner = None if thing is None or phrase.form == "pronoun" else self.owner(phrase)
        if thing is not None and thing.owner is None and owner not in {None, thing.number}:
            thing.owner = owner

    def noun(self, phrase: Phrase) -> str:
        """The noun of a phrase; an auction house is a firm."""
        head = self.tokens[phrase.head]
        before = self.tokens[phrase.head - 1].lemma.lower() if phrase.head else ""
        if head.lemma == "house" and before in HOUSES:
            return "firm"
        return lemma_of(head.lemma, head.text)

    def _learn_age(self, phrase: Phrase, thing: Thing) -> None:
        """ "the 43-year-old", "X, 43,"."""
        tokens, at = self.tokens, phrase.last
        if phrase.form == "name" and at + 2 < len(tokens) and tokens[at].text == ",":
            digits = tokens[at + 1].text.isdigit() and len(tokens[at + 1].text) <= 3
            if digits and tokens[at + 2].text in {",", "."}:
                thing.age = thing.age or tokens[at + 1].text
        for i in range(phrase.first, phrase.last - 1):
            if tokens[i].text == "year" or tokens[i].text.endswith("-year-old"):
                number = tokens[i - 2].text if i >= 2 else ""
                thing.age = number if number.isdigit() else thing.age

    def _learn_complement(self, phrase: Phrase, thing: Thing) -> None:
        for i in range(phrase.core, phrase.last):
            token = self.tokens[i]
            if token.pos in {"NOUN", "PROPN"}:
                thing.complements.add(token.lemma.lower())

    def plural(self, phrase: Phrase) -> bool | None:
        """Whether a phrase stands for several, None where it may be both."""
        head = self.tokens[phrase.head]
        if phrase.form == "name":
            named = None if phrase.name is None else self.names[phrase.name].type
            return False if named in {"person", "country"} else None
        if head.text in {"dead", "injured", "wounded", "missing"}:
            return True
        lemma = head.lemma.lower()
        kind = kind_of(lemma)
        if head.tag in {"NNS", "NNPS", "CD"}:
            return None if kind == "event" and self.count(phrase) is None else True
        if kind == "group" or lemma in MANY:
            return None
        counted = self.scene.tree.child(phrase.head, "nummod")
        return counted is not None and self.tokens[counted].text.lower() not in {"one", "1"}

    def _fate(self, phrase: Phrase) -> str | None:
        """What befell people, by the verb that they are the object of, or by their own name."""
        token = self.tokens[phrase.head]
        above = self.tokens[token.head]
        if token.text in DEAD:
            return "dead"
        if token.dep in {"nsubj", "nsubjpass"} and above.lemma in {"die", "perish", "drown"}:
            return "dead"
        return FATES.get(above.lemma) if token.dep in {"dobj", "nsubjpass"} else None

    def count(self, phrase: Phrase) -> int | None:
        """How many a noun phrase is said to stand for."""
        for child in self.scene.tree.children[phrase.head]:
            if phrase.first <= child < phrase.head and self.tokens[child].dep == "nummod":
                return number_of(self.tokens[child].text)
        return number_of(self.tokens[phrase.head].text)

    def code(self, phrase: Phrase) -> str | None:
        """The country that a word of a phrase names."""
        for i in range(phrase.first, phrase.core):
            place = lookup(self.tokens[i].text)
            if place is not None:
                return place.code
        return None

    def owner(self, phrase: Phrase) -> int | None:
        """The thing that a phrase belongs to by its possessor, None where there is none."""
        child = self.scene.tree.child(phrase.head, "poss")
        if child is None or not phrase.first <= child < phrase.last:
            child = self._behind(phrase)
        own = None if child is None else self.by_head.get(child)
        return None if own is None else own.thing

    def _behind(self, phrase: Phrase) -> int | None:
        """The head of Y in "the director of Y", said of a person."""
        of = phrase.head + 1
        if phrase.last <= of + 1 or self.tokens[of].text not in {"of", "for", "at"}:
            return None
        if kind_of(self.tokens[phrase.head].lemma) != "person":
            return None
        return self.scene.tree.child(of, "pobj")

    def named_so(self, phrase: Phrase) -> Thing | None:
        """The thing whose name is given to what a phrase stands for: "she called it X"."""
        token = self.tokens[phrase.head]
        if token.dep != "dobj" or self.tokens[token.head].lemma not in NAMING:
            return None
        given = self.scene.tree.child(token.head, "oprd")
        found = None if given is None else self.by_head.get(given)
        return None if found is None or found.form != "name" else self.of(found)

    def possessed(self, phrase: Phrase) -> bool:
        """Whether a phrase has a possessor."""
        child = self.scene.tree.child(phrase.head, "poss")
        return child is not None and phrase.first <= child < phrase.last

    def bears(self, thing: Thing, name: str) -> bool:
        """Whether a person, or the one whose relation he is, has a surname."""
        if self.surname(thing) == name:
            return True
        owner = None if thing.owner is None else self.things[thing.owner]
        return owner is not None and bool(FAMILY & set(thing.heads)) and self.surname(owner) == name

    def apposed_to(self, phrase: Phrase) -> Phrase | None:
        """The phrase that one stands beside in apposition."""
        for (first, last), others in self.beside.items():
            if any(one is phrase for one in others):
                found = [p for p in self.phrases if (p.first, p.last) == (first, last)]
                return found[0] if found else None
        return None

    def surname(self, thing: Thing) -> str:
        """The last word of a person's longest name, lower case."""
        names = [self.names[m.name].text for m in thing.mentions if m.name is not None]
        return max(names, key=len, default="").casefold().split(" ")[-1]

    def add(self, phrase: Phrase) -> None:
        """One more phrase, of several heads."""
        self.phrases.append(phrase)
        at = bisect_left(self._heads, phrase.head)
        self._ordered.insert(at, phrase)
        self._heads.insert(at, phrase.head)

    def around(self, at: int) -> list[Phrase]:
        """Phrases of a token's sentence, at most :data:`BESIDE` on each side of it."""
        place = bisect_left(self._heads, at)
        found = self._ordered[max(0, place - BESIDE) : place + BESIDE]
        sentence = self.tokens[at].sentence
        return [p for p in found if self.tokens[p.head].sentence == sentence]

    def phrases_within(self, first: int, last: int) -> list[Phrase]:
        """Phrases inside a run of tokens, the run itself left out."""
        found = self._ordered[bisect_left(self._heads, first) : bisect_left(self._heads, last)]
        inside = [p for p in found if first <= p.first and p.last <= last]
        return [p for p in inside if (p.first, p.last) != (first, last)]

    def merge(self, a: Thing, b: Thing) -> None:
        """Two things are one; the named one stays."""
        if a is b:
            return
        if b.named and not a.named:
            a, b = b, a
        for phrase in b.mentions:
            phrase.thing = a.number
            a.mentions.append(phrase)
        for head, count in b.heads.items():
            a.heads[head] += count
        a.words |= b.words
        a.complements |= b.complements
        a.gender = a.gender or b.gender
        a.code = a.code or b.code
        a.owner = b.owner if a.owner is None else a.owner
        a.age = a.age or b.age
        a.count = a.count or b.count
        a.fate = a.fate or b.fate
        if a.kind == "thing":
            a.kind = b.kind
        b.mentions = []


def _head(phrase: Phrase) -> int:
    return phrase.head


def lemma_of(lemma: str, text: str) -> str:
    """The dictionary form of a noun, lower case; "fishermen" gives "fisherman"."""
    plain = (lemma if text.islower() or text[:1].isupper() else text).lower()
    return plain[:-3] + "man" if plain.endswith("men") and len(plain) > 3 else plain
