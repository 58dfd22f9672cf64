"""The last step of annotating: an article's entities and mentions, quotations tied to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import msgspec

from rashomon.models import (
    Article,
    Entity,
    EntityType,
    Label,
    Mention,
    Parse,
    Quote,
    Span,
)
from rashomon.stages.annotate.coref.phrases import Phrase
from rashomon.stages.annotate.coref.resolve import resolve
from rashomon.stages.annotate.coref.speech import Speech
from rashomon.stages.annotate.coref.store import Store
from rashomon.stages.annotate.coref.things import Thing
from rashomon.stages.annotate.entities.find import Named
from rashomon.stages.annotate.entities.people import Cluster
from rashomon.stages.annotate.quotes import marks

__all__ = ["Joined", "find"]

UNKNOWN = frozenset({"thing", "time"})
ARTICLES = frozenset({"a", "an", "the"})


@dataclass(frozen=True)
class Joined:
    """Entities in order of first mention, mentions in order of the text, the outer before the
    inner; labels and quotations carry the entities' ids.
    """

    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    labels: tuple[Label, ...]
    quotes: tuple[Quote, ...]


def find(article: Article, parse: Parse, named: Named, quotes: Sequence[Quote]) -> Joined:
    """All that is mentioned twice or has a name, pronouns and descriptions included.

    :param named: names and people, as the quotations were found with.
    """
    marked = sorted(p for m in marks.find(article) for p in m.parts)
    store = resolve(article, parse, named, quotes, marked)
    return _Joiner(store, named).joined(quotes)


class _Joiner:
    def __init__(self, store: Store, named: Named) -> None:
        self.store = store
        self.named = named
        self.text = store.scene.article.text
        told = [t for t in store.things if _told(t)]
        told.sort(key=lambda t: min((m.first, -m.last) for m in t.mentions))
        self.told = told
        self.ids = {t.number: f"e{n + 1}" for n, t in enumerate(told)}
        self.renamed = self._renamed()

    def _renamed(self) -> dict[str, str]:
        """New id by the id that an entity had among the names: that of its first mention."""
        found: dict[str, str] = {}
        for thing in self.told:
            for mention in thing.mentions:
                if mention.name is not None:
                    number = self.named.owner[mention.name]
                    found.setdefault(f"e{number + 1}", self.ids[thing.number])
        return found

    def joined(self, quotes: Sequence[Quote]) -> Joined:
        """The answer."""
        mentions = [self._mention(t, m) for t in self.told for m in t.mentions]
        speech = Speech(self.store)
        return Joined(
            entities=tuple(self._entity(t) for t in self.told),
            mentions=tuple(sorted(mentions, key=lambda m: (m.start, -m.end))),
            labels=tuple(self._label(label) for label in self.named.labels if self._known(label)),
            quotes=tuple(self._quote(speech, quote) for quote in quotes),
        )

    def _mention(self, thing: Thing, phrase: Phrase) -> Mention:
        start, end = self._span(phrase)
        return Mention(start=start, end=end, entity=self.ids[thing.number], head=self._head(phrase))

    def _span(self, phrase: Phrase) -> Span:
        """Characters of a phrase; a name that is cut inside a token ends where the name does."""
        tokens = self.store.tokens
        start, end = tokens[phrase.first].start, tokens[phrase.last - 1].end
        if phrase.name is not None:
            name = self.named.names[phrase.name]
            start = name.start if name.first == phrase.first else start
            end = name.end if name.last == phrase.last else end
        return start, end

    def _head(self, phrase: Phrase) -> Span:
        """The name in a phrase, or its noun with what stands before it, possessors left out."""
        tokens = self.store.tokens
        if phrase.name is not None:
            name = self.named.names[phrase.name]
            return name.start, name.end
        first = phrase.first
        for i in range(phrase.first, phrase.head):
            if tokens[i].tag in {"POS", "PRP$"}:
                first = i + 1
        last = phrase.head if phrase.form != "pair" else phrase.last - 1
        return tokens[first].start, tokens[last].end

    def _entity(self, thing: Thing) -> Entity:
        clusters = [self.named.clusters[n] for n in self._clusters(thing)]
        best = next((c for c in clusters if c.type == "country"), clusters[0] if clusters else None)
        return Entity(
            id=self.ids[thing.number],
            name=best.name if best is not None else self._called(thing),
            type=_type(thing, best),
            code=_code(thing, best),
            named=best is not None,
        )

    def _clusters(self, thing: Thing) -> list[int]:
        found = {self.named.owner[m.name] for m in thing.mentions if m.name is not None}
        return sorted(found)

    def _called(self, thing: Thing) -> str:
        """The words of the first noun phrase without its article."""
        nouns = [m for m in thing.mentions if m.form != "pronoun"] or thing.mentions
        first = min(nouns, key=lambda m: m.first)
        start, end = self._span(first)
        words = self.text[start:end].split()
        return " ".join(words[1:] if words[0].lower() in ARTICLES and len(words) > 1 else words)

    def _known(self, label: Label) -> bool:
        return label.entity in self.renamed

    def _label(self, label: Label) -> Label:
        return msgspec.structs.replace(label, entity=self.renamed[label.entity])

    def _quote(self, speech: Speech, quote: Quote) -> Quote:
        entity = self.renamed.get(quote.speaker_entity or "")
        if quote.speaker is not None:
            phrase = speech.phrase(quote.speaker)
            thing = None if phrase is None else phrase.thing
            entity = self.ids.get(thing, entity) if thing is not None else entity
        return msgspec.structs.replace(quote, speaker_entity=entity)


def _told(thing: Thing) -> bool:
    """Whether a thing is told of: it has a name, or is an entity that stands there twice."""
    if not thing.mentions:
        return False
    if any(m.name is not None for m in thing.mentions):
        return True
    nouns = any(m.form in {"noun", "pair"} for m in thing.mentions)
    return nouns and len(thing.mentions) > 1 and thing.kind not in UNKNOWN


def _type(thing: Thing, best: Cluster | None) -> EntityType:
    kind = thing.kind
    if kind in UNKNOWN:
        return best.type if best is not None else "other"
    return cast(EntityType, kind)


def _code(thing: Thing, best: Cluster | None) -> str | None:
    if best is None:
        return thing.code
    return best.country if best.type == "person" else best.code
