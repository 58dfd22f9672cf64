"""The order of joining: names, grammar, then phrase by phrase as they come, headlines last."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.models import Article, Parse, Quote, Span
from rashomon.stages.annotate.coref.anaphora import is_empty_it, resolve_pronoun
from rashomon.stages.annotate.coref.grammar import (
    compatible,
    join_appositions,
    join_epithets,
    join_names,
    learn_predicates,
)
from rashomon.stages.annotate.coref.groups import (
    join_bodies,
    join_counted,
    join_families,
    join_generations,
    join_lead,
    join_pair,
    join_pairs,
    join_spouses,
)
from rashomon.stages.annotate.coref.nominals import resolve_noun
from rashomon.stages.annotate.coref.phrases import Phrase, phrases_of
from rashomon.stages.annotate.coref.scene import Scene
from rashomon.stages.annotate.coref.speech import FIRST, Speech
from rashomon.stages.annotate.coref.store import Store
from rashomon.stages.annotate.coref.things import Thing
from rashomon.stages.annotate.entities.find import Named

__all__ = ["resolve"]


def resolve(
    article: Article,
    parse: Parse,
    named: Named,
    quotes: Sequence[Quote],
    marked: Sequence[Span],
) -> Store:
    """All phrases of an article joined to things."""
    scene = Scene(article, parse, quotes, marked)
    store = Store(scene, phrases_of(parse, named.names), named.names)
    join_names(store, named.owner, named.clusters)
    join_epithets(store, named.called)
    by_cluster = {t.cluster: t for t in store.things}
    store.described = {
        last - 1: by_cluster[number] for _, last, number in named.described if number in by_cluster
    }
    join_appositions(store)
    learn_predicates(store)
    join_generations(store)
    join_lead(store)
    join_families(store)
    join_pairs(store)
    speech = Speech(store)
    for phrase in _in_order(store):
        _resolve(store, speech, phrase)
        if phrase.head in store.pairs:
            join_pair(store, *store.pairs.pop(phrase.head))
    join_bodies(store)
    join_spouses(store)
    join_counted(store)
    return store


def _in_order(store: Store) -> list[Phrase]:
    """Body before headlines; in each sentence the words outside quotation marks first."""
    scene = store.scene

    def key(phrase: Phrase) -> tuple[int, int, int, int]:
        zone = {"body": 0, "sidebar": 1, "caption": 1, "head": 2}[scene.zone(phrase.head)]
        inside = scene.marks(phrase.head) >= 0
        return zone, scene.tokens[phrase.head].sentence, inside, phrase.head

    return sorted(store.phrases, key=key)


def _resolve(store: Store, speech: Speech, phrase: Phrase) -> None:
    if phrase.thing is not None:
        store.learn_owner(phrase)
    if phrase.thing is not None or phrase.predicate:
        return
    given = store.named_so(phrase)
    if phrase.form == "pronoun":
        thing = _meant(store, speech, phrase)
        if thing is not None:
            store.join(phrase, thing)
    else:
        _resolve_noun(store, phrase)
    if given is not None:
        _give(store, phrase, given)


def _meant(store: Store, speech: Speech, phrase: Phrase) -> Thing | None:
    """What a pronoun stands for, None where it is open or stands for nothing."""
    at = phrase.head
    if store.tokens[at].text.lower() in FIRST:
        return speech.first_person(phrase)
    if is_empty_it(store.scene, at):
        return None
    return resolve_pronoun(store, phrase, speech.speaker(at))


def _resolve_noun(store: Store, phrase: Phrase) -> None:
    """Join a noun phrase to what it takes up, or make a new thing of it; then its appositions."""
    headline = store.scene.zone(phrase.head) == "head"
    thing = resolve_noun(store, phrase, headline=headline) or store.described.get(phrase.head)
    if thing is None:
        thing = store.new(phrase)
    else:
        store.join(phrase, thing)
    for one in store.beside.get((phrase.first, phrase.last), ()):
        if one.thing is None:
            store.join(one, thing)


def _give(store: Store, phrase: Phrase, given: Thing) -> None:
    """Join what is called by a name with what bears it."""
    thing = store.of(phrase)
    if thing is None:
        store.join(phrase, given)
    elif compatible(thing.kind, given.kind) and not thing.named:
        store.merge(thing, given)
