"""Entities of one article: names, descriptions and pronouns joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.models import Article, Entity, Label, Mention, Parse, Quote, Span
from rashomon.stages.annotate.entities import coreference
from rashomon.stages.annotate.entities.coreference import Said
from rashomon.stages.annotate.entities.descriptions import (
    Described,
    aliases,
    described,
    modified,
    standing_alone,
)
from rashomon.stages.annotate.entities.names import find_names
from rashomon.stages.annotate.entities.nametypes import Name
from rashomon.stages.annotate.entities.people import Cluster, cluster
from rashomon.stages.annotate.entities.pronouns import resolve_pronouns
from rashomon.stages.annotate.quotes import marks

__all__ = ["Named", "find", "in_quotes"]


@dataclass(frozen=True)
class Named:
    """Entities of an article, where they are mentioned, and what people are called.

    All are in order of the text; ``labels`` have no quotation yet. ``names`` are the proper names,
    ``clusters`` what they were joined to (entity ``e1`` is the first), ``owner`` the number of a
    name's cluster; ``called`` are epithets: tokens ``[first, last)`` and the cluster's number;
    ``described`` the same for descriptions that can mean one person only.
    """

    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    labels: tuple[Label, ...] = ()
    names: tuple[Name, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    owner: dict[int, int] = field(default_factory=dict)
    called: tuple[tuple[int, int, int], ...] = ()
    described: tuple[tuple[int, int, int], ...] = ()


def find(article: Article, parse: Parse) -> Named:
    """Entities and mentions of one article; mentions do not overlap.

    :returns: entities ``e1``, ``e2``, ... in order of first mention.
    """
    names, called = _without_aliases(parse, find_names(article, parse))
    titles = [described(parse, n) if n.type == "person" else [] for n in names]
    clusters = cluster(names, titles)
    owner = {i: number for number, c in enumerate(clusters) for i in c.names}
    named = [Said(n.first, n.last, owner[i]) for i, n in enumerate(names)]
    given = [Said(first, last, owner[i]) for first, last, i in called]
    taken = _taken(names, titles) | {i for s in given for i in range(s.first, s.last)}
    alone = standing_alone(parse, taken)
    known = sorted([*named, *given], key=lambda s: s.first)
    resolved = coreference.resolve_descriptions(article, parse, alone, clusters, known)
    resolved = sorted([*resolved, *given], key=lambda s: s.first)
    tails = {d.first: max(d.last, d.tail) for d in alone}
    quoted = sorted(p for m in marks.find(article) for p in m.parts)
    spoken = sorted([*named, *resolved], key=lambda s: s.first)
    pronouns = resolve_pronouns(article, parse, clusters, spoken, quoted)
    return Named(
        entities=tuple(_entity(number, c) for number, c in enumerate(clusters)),
        mentions=_mentions(parse, names, owner, [*resolved, *pronouns]),
        labels=_labels(
            article,
            parse,
            names,
            titles,
            owner,
            [Said(s.first, tails.get(s.first, s.last), s.entity) for s in resolved],
        ),
        names=tuple(names),
        clusters=tuple(clusters),
        owner=owner,
        described=tuple((s.first, s.last, s.entity) for s in resolved),
        called=tuple((first, last, owner[i]) for first, last, i in called),
    )


def _without_aliases(
    parse: Parse, names: Sequence[Name]
) -> tuple[list[Name], list[tuple[int, int, int]]]:
    """The names that are no epithet of a person, and the epithets' tokens with whose they are.

    A name tagged inside "dubbed the Y", and the same Y elsewhere, is the person who is called so.
    """
    found = aliases(parse, names)
    inside = {i: alias for alias in found for i in range(alias.first, alias.last)}
    same = {alias.text: alias for alias in found}
    kept: list[Name] = []
    number: dict[int, int] = {}
    elsewhere: list[tuple[int, int, int]] = []
    for i, name in enumerate(names):
        alias = inside.get(name.first)
        again = same.get(name.text.casefold()) if name.code is None else None
        if alias is None and again is not None:
            elsewhere.append((name.first, name.last, again.owner))
        elif alias is None:
            number[i] = len(kept)
            kept.append(name)
    spans = [(alias.first, alias.last, alias.owner) for alias in found] + elsewhere
    return kept, sorted((s, e, number[i]) for s, e, i in spans if i in number)


def _taken(names: Sequence[Name], titles: Sequence[Sequence[Described]]) -> set[int]:
    spans = [(n.first, n.last) for n in names]
    spans += [(d.first, d.last) for found in titles for d in found]
    return {i for first, last in spans for i in range(first, last)}


def _identifier(number: int) -> str:
    return f"e{number + 1}"


def _entity(number: int, found: Cluster) -> Entity:
    return Entity(
        id=_identifier(number),
        name=found.name,
        type=found.type,
        code=found.country if found.type == "person" else found.code,
    )


def _mentions(
    parse: Parse, names: Sequence[Name], owner: dict[int, int], resolved: Sequence[Said]
) -> tuple[Mention, ...]:
    """Names, and the descriptions and pronouns that hold no name."""
    found = [
        Mention(start=n.start, end=n.end, entity=_identifier(owner[i])) for i, n in enumerate(names)
    ]
    inside = {i for n in names for i in range(n.first, n.last)}
    for one in resolved:
        if inside.isdisjoint(range(one.first, one.last)):
            found.append(_mention(parse, one))
    return tuple(sorted(found, key=lambda m: (m.start, m.end)))


def _mention(parse: Parse, one: Said) -> Mention:
    start, end = parse.tokens[one.first].start, parse.tokens[one.last - 1].end
    return Mention(start=start, end=end, entity=_identifier(one.entity))


def _labels(
    article: Article,
    parse: Parse,
    names: Sequence[Name],
    titles: Sequence[Sequence[Described]],
    owner: dict[int, int],
    resolved: Sequence[Said],
) -> tuple[Label, ...]:
    spans: list[tuple[int, int, int]] = []
    for i, name in enumerate(names):
        if name.type != "person":
            continue
        start = name.start
        for title in titles[i]:
            if title.courtesy and title.last == name.first:
                start = parse.tokens[title.first].start
            else:
                spans.append((*_characters(parse, title.first, title.last), owner[i]))
        first = modified(parse, name)
        start = start if first is None else parse.tokens[first].start
        spans.append((start, name.end, owner[i]))
    spans += [(*_characters(parse, s.first, s.last), s.entity) for s in resolved]
    return tuple(
        Label(start=s, end=e, entity=_identifier(number), text=article.text[s:e])
        for s, e, number in sorted(set(spans))
    )


def _characters(parse: Parse, first: int, last: int) -> Span:
    return parse.tokens[first].start, parse.tokens[last - 1].end


def in_quotes(labels: Sequence[Label], quotes: Sequence[Quote]) -> tuple[Label, ...]:
    """The labels, those inside a quotation's words with its index."""
    spans = [(s, e, i) for i, q in enumerate(quotes) for s, e in q.spans if q.kind != "indirect"]
    return tuple(_in_quote(label, sorted(spans)) for label in labels)


def _in_quote(label: Label, spans: Sequence[tuple[int, int, int]]) -> Label:
    for start, end, index in spans:
        if start <= label.start and label.end <= end:
            return replace_quote(label, index)
    return label


def replace_quote(label: Label, index: int) -> Label:
    """The label, inside a quotation."""
    return Label(
        start=label.start, end=label.end, entity=label.entity, text=label.text, quote=index
    )
