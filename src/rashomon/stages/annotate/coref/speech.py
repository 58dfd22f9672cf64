"""Who speaks in quotation marks, and for whom: "I" and "we"."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.models import Span
from rashomon.stages.annotate.coref.nouns import kind_of
from rashomon.stages.annotate.coref.phrases import Phrase
from rashomon.stages.annotate.coref.scene import SUBJECTS
from rashomon.stages.annotate.coref.store import Store
from rashomon.stages.annotate.coref.things import Thing

__all__ = ["FIRST", "Speech"]

SINGULAR = frozenset("i me my mine myself".split())
TOGETHER = frozenset("we us our ours ourselves".split())
FIRST = SINGULAR | TOGETHER
GOVERNING = frozenset({"government", "cabinet", "administration"})
OFFICES = frozenset("minister president chancellor premier ambassador".split())
OPENING = 2
"""Tokens that a speaker's phrase may begin before the words marked for him ("the")."""
LATELY = 2
"""Sentences within which a group was spoken of that "we" takes up."""
LEADING = frozenset(
    "run direct lead head chair manage own found coach captain skipper represent command".split()
)
"""Verbs whose subject speaks for their object."""
_STATE = ("ministry", "department", "government", "cabinet")
_FORCE = ("army", "military", "force", "unit", "navy", "brigade")
_SIDE = ("club", "team", "side", "squad")
BODY_OF: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("judge", "magistrate", "justice"), ("court", "tribunal", "bench")),
    **dict.fromkeys(("minister", "secretary"), _STATE),
    **dict.fromkeys(("general", "colonel", "commander", "major"), _FORCE),
    **dict.fromkeys(("coach", "manager", "captain", "striker", "player"), _SIDE),
    **dict.fromkeys(("inspector", "detective", "superintendent", "officer"), ("police", "force")),
    **dict.fromkeys(("juror", "foreman"), ("jury",)),
    **dict.fromkeys(("doctor", "surgeon", "nurse"), ("hospital", "clinic")),
    **dict.fromkeys(("doctoral", "professor", "scientist"), ("university", "institute")),
    **dict.fromkeys(("unionist",), ("union", "federation")),
    **dict.fromkeys(("councillor", "mayor"), ("council",)),
    **dict.fromkeys(("lawmaker", "mp", "senator"), ("party", "parliament", "senate")),
}
"""Bodies for which people of an office speak."""
BODIES = frozenset({"organisation", "group", "country"})


class Speech:
    """The speaker of each stretch of quotation marks."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._scene = store.scene
        self._by_block: dict[int, list[tuple[int, int]]] = {}
        for i, quote in enumerate(store.scene.quotes):
            if quote.speaker is not None and quote.spans:
                block = store.scene.block_of(quote.spans[0][0])
                self._by_block.setdefault(block, []).append((quote.spans[0][0], i))
        self._phrases: dict[Span, Phrase | None] = {}

    def speaker(self, at: int) -> Thing | None:
        """Who says the words that a token stands in, None outside and where nobody is named."""
        phrase = self.speaker_phrase(at)
        return None if phrase is None else self._store.of(phrase)

    def speaker_phrase(self, at: int) -> Phrase | None:
        """The words for the speaker beside a quotation."""
        scene = self._scene
        number = scene.quote(at)
        if number is None and scene.marks(at) < 0:
            return None
        order = [] if number is None else [number]
        start = scene.tokens[at].start
        beside = self._by_block.get(scene.block(at), [])
        order += [i for _, i in sorted((abs(place - start), i) for place, i in beside)]
        for i in order:
            span = scene.quotes[i].speaker
            found = None if span is None else self.phrase(span)
            if found is not None:
                return found
        return None

    def phrase(self, span: Span) -> Phrase | None:
        """The longest phrase whose head is the head of a stretch of words."""
        if span not in self._phrases:
            self._phrases[span] = self._phrase(span)
        return self._phrases[span]

    def _phrase(self, span: Span) -> Phrase | None:
        store, scene = self._store, self._scene
        first, last = scene.token_at(span[0]), scene.token_at(max(span[0], span[1] - 1))
        inside = [
            p
            for p in store.phrases_within(max(0, first - OPENING), last + 1)
            if first <= p.head <= last and not p.predicate and p.form != "pair"
        ]
        inside += [p for p in store.around(last) if (p.first, p.last) == (first, last + 1)]
        inside.sort(key=lambda p: (p.first, -p.last))
        for one in inside:
            head = store.tokens[one.head].head
            if head == one.head or not first <= head <= last:
                return one
        return inside[0] if inside else None

    def first_person(self, phrase: Phrase) -> Thing | None:
        """Whom "I" or "we" stands for."""
        speaker = self.speaker(phrase.head)
        if speaker is None:
            return None
        word = self._store.tokens[phrase.head].text.lower()
        if word in SINGULAR:
            return speaker if speaker.kind == "person" or speaker.named else None
        if speaker.kind in BODIES or speaker.plural:
            return speaker
        return self._body(speaker, phrase)

    def _body(self, speaker: Thing, phrase: Phrase) -> Thing | None:
        """The organisation that a person speaks for, or the family that he is of."""
        store = self._store
        own = self._own_group(speaker, phrase) or self._led(speaker)
        if own is not None:
            return own
        cabinet = [t for t in store.things if t.mentions and GOVERNING & set(t.heads)]
        if OFFICES & set(speaker.heads) and len(cabinet) == 1 and not cabinet[0].named:
            return cabinet[0]
        if speaker.owner is not None and is_body(store.things[speaker.owner]):
            return store.things[speaker.owner]
        for mention in speaker.mentions:
            for inner in store.phrases_within(mention.first, mention.last):
                thing = store.of(inner)
                if thing is not None and thing is not speaker and is_body(thing):
                    return thing
        for mention in speaker.mentions:
            found = self._behind(mention)
            if found is not None:
                return found
        return self._state(speaker) or self._of_office(speaker, phrase)

    def _own_group(self, speaker: Thing, phrase: Phrase) -> Thing | None:
        """The family that a speaker is of, spoken of right before ("The Does")."""
        scene, at = self._scene, phrase.head
        for mention in reversed(self._store.before(phrase)):
            if scene.place(at) - scene.place(mention.head) > LATELY:
                return None
            thing = self._store.of(mention)
            if thing is not None and thing.named and speaker.number in thing.members:
                return thing
        return None

    def _led(self, speaker: Thing) -> Thing | None:
        """What a speaker is said to lead or to speak for: "X, who runs the clinic"."""
        for mention in speaker.mentions:
            for at in self._objects(mention.head):
                phrase = self._store.by_head.get(at)
                thing = None if phrase is None else self._store.of(phrase)
                if thing is not None and thing is not speaker and is_body(thing):
                    return thing
        return None

    def _objects(self, head: int) -> Iterator[int]:
        """Heads of what a noun leads, as subject, in a relative clause or behind "led by"."""
        tokens, tree = self._store.tokens, self._scene.tree
        verbs = [c for c in tree.children[head] if tokens[c].dep == "relcl"]
        above = tokens[head].head
        if tokens[head].dep in SUBJECTS:
            verbs.append(above)
        for verb in verbs:
            if tokens[verb].lemma in LEADING:
                yield from (c for c in tree.children[verb] if tokens[c].dep == "dobj")
            elif tokens[verb].lemma == "speak":
                for c in tree.children[verb]:
                    if tokens[c].text == "for":
                        yield from (k for k in tree.children[c] if tokens[k].dep == "pobj")
        verb = tokens[above].head
        if tokens[above].text == "by" and tokens[verb].lemma in LEADING:
            subject = tree.child(verb, "nsubjpass")
            yield tokens[verb].head if subject is None else subject

    def _of_office(self, speaker: Thing, phrase: Phrase) -> Thing | None:
        """The court of a judge, the ministry of a minister: the last one spoken of before."""
        wanted = {body for head in speaker.heads for body in BODY_OF.get(head, ())}
        if not wanted:
            return None
        for mention in reversed(self._store.before(phrase)):
            thing = self._store.of(mention)
            if thing is not None and thing.kind in BODIES and wanted & set(thing.heads):
                return thing
        return None

    def _behind(self, mention: Phrase) -> Thing | None:
        """ "X of the Observatory", which are two mentions."""
        tokens, at = self._store.tokens, mention.last
        if at + 1 >= len(tokens) or tokens[at].text not in {"of", "from", "at", "with", "for"}:
            return None
        if tokens[at].head != mention.head:
            return None
        for inner in self._store.phrases_within(at + 1, min(at + 10, len(tokens))):
            thing = self._store.of(inner)
            if inner.first == at + 1 and thing is not None and is_body(thing):
                return thing
        return None

    def _state(self, speaker: Thing) -> Thing | None:
        if not OFFICES & set(speaker.heads):
            return None
        fits = [
            t
            for t in self._store.things
            if t.mentions and t.kind == "country" and t.code is not None and t.code == speaker.code
        ]
        return fits[0] if fits else None


def is_body(thing: Thing) -> bool:
    """Whether a thing can speak through a person: a museum is a place and a body."""
    return thing.kind in BODIES or any(kind_of(h) == "organisation" for h in thing.heads)
