"""Why two articles are in one story or in two, in words and figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from rashomon.embed import Embedder
from rashomon.errors import UsageError
from rashomon.models import Article, Grouping, Origin, Reuse, Story
from rashomon.stages.group.bodies import Body, bodies_of
from rashomon.stages.group.candidates import RELATED
from rashomon.stages.group.linkage import MISSING, Rules
from rashomon.stages.group.profiles import Floats, words_alike
from rashomon.stages.group.similarity import FLOOR, Told, late, told_of
from rashomon.words import stable_ids, words_of

__all__ = ["Pair", "explain", "find_article", "pair_of"]

COMMON = 12
"""Shared words that are named, the heaviest first."""

LEAST_COMMON = 0.002
"""Least part of the likeness of words that a word named brings in."""


@dataclass(frozen=True, slots=True)
class Pair:
    """How much two articles are alike.

    :ivar words: likeness of their weighted words, 0 to 1.
    :ivar sense: cosine of the vectors of headline and lead, 0 to 1.
    :ivar days: days between them, None where they are not known.
    :ivar late: what these take off.
    :ivar common: words that bring in most, the most first.
    """

    words: float
    sense: float
    days: float | None
    late: float
    common: tuple[str, ...]

    @property
    def similarity(self) -> float:
        """The mean of words and sense, less for time."""
        return (self.words + self.sense) / 2 - self.late


def find_article(articles: Sequence[Article], name: str) -> Article:
    """The article of an id, a source, or a part that only its own have.

    :raises UsageError: no article has that name, or several have.
    """
    exact = [one for one in articles if name in (one.id, *one.sources, one.source)]
    found = exact or [
        one for one in articles if any(name in known for known in (one.id, *one.sources))
    ]
    if len(found) != 1:
        raise UsageError(f"--explain {name}: {len(found)} of the articles read have that name")
    return found[0]


def explain(
    articles: Sequence[Article], grouping: Grouping, embedder: Embedder, one: str, other: str
) -> str:
    """Why two articles are together or apart: lines of text.

    :param one, other: ids or sources, or parts that only they have.
    :raises UsageError: a name is not that of exactly one article.
    """
    a, b = find_article(articles, one), find_article(articles, other)
    if a.id == b.id:
        raise UsageError(f"--explain {one} {other}: both are one article")
    bodies = {body.article.id: body for body in bodies_of(articles)}
    story = {ident: s for s in grouping.stories for ident in s.articles}
    asked = _Asked(bodies, embedder, story[a.id], story[b.id])
    lines = [
        f"A  {_called(a)}",
        f"B  {_called(b)}",
        "",
        *_verdict(story[a.id], story[b.id]),
        *_alike(pair_of(bodies[a.id], bodies[b.id], embedder)),
        *_shared(grouping.reuse, a.id, b.id),
        *_origins(grouping.origins, a.id, b.id),
        *(asked.inside(a.id, b.id) if story[a.id] is story[b.id] else asked.between()),
    ]
    return "\n".join(lines) + "\n"


def pair_of(one: Body, other: Body, embedder: Embedder) -> Pair:
    """How much two articles are alike."""
    a, b = told_of(one), told_of(other)
    vectors = embedder.embed([a.lead, b.lead]) if a.lead and b.lead else np.zeros((2, 1))
    days = abs(a.day - b.day)
    return Pair(
        words=float(words_alike(a.profile, [b.profile])[0]),
        sense=float(np.clip(vectors[0] @ vectors[1], 0, 1)),
        days=None if np.isnan(days) else days,
        late=float(late(np.asarray([days]))[0]),
        common=_common(one, a, b),
    )


def _common(body: Body, a: Told, b: Told) -> tuple[str, ...]:
    """The words that bring in most of the likeness, as one of the two writes them."""
    _, at, to = np.intersect1d(a.profile.codes, b.profile.codes, return_indices=True)
    parts = a.profile.weights[at] * b.profile.weights[to]
    best = [k for k in np.argsort(-parts, kind="stable")[:COMMON] if parts[k] >= LEAST_COMMON]
    wanted = [int(a.profile.codes[at[k]]) for k in best]
    text = f"{body.article.title or ''}\n{body.article.text}"
    written = sorted(set(words_of(text).words))
    known = dict(zip(stable_ids(written).tolist(), written, strict=True))
    return tuple(known[code] for code in wanted if code in known)


def _called(article: Article) -> str:
    parts = (article.title, article.outlet, article.published, article.source)
    return " · ".join(part for part in parts if part)


def _verdict(a: Story, b: Story) -> Iterator[str]:
    if a is b:
        yield f"Together in {a.id}, a story of {_articles(len(a.articles))}."
    else:
        sizes = [f"{one.id} ({_articles(len(one.articles))})" for one in (a, b)]
        yield f"Apart: A in {sizes[0]}, B in {sizes[1]}."


def _articles(number: int) -> str:
    return "1 article" if number == 1 else f"{number} articles"


def _alike(pair: Pair) -> Iterator[str]:
    when = "days between them not known" if pair.days is None else f"{pair.days:.0f} days apart"
    yield (
        f"Similarity {pair.similarity:.2f}: the mean of words {pair.words:.2f} and sense of "
        f"headline and lead {pair.sense:.2f}, less {pair.late:.2f} ({when})."
    )
    if pair.common:
        yield f"Words that tell most, in both: {', '.join(pair.common)}."
    else:
        yield "They have no telling word in common."


def _shared(reuse: Sequence[Reuse], a: str, b: str) -> Iterator[str]:
    pair = next((one for one in reuse if {one.a, one.b} == {a, b}), None)
    if pair is None:
        yield "They share no run of 12 words."
        return
    of_a, of_b = (pair.share_a, pair.share_b) if pair.a == a else (pair.share_b, pair.share_a)
    yield (
        f"Shared text: {of_a:.0%} of A's words stand in B and {of_b:.0%} of B's in A, "
        f"in {len(pair.passages)} passages."
    )


def _origins(origins: Sequence[Origin], a: str, b: str) -> Iterator[str]:
    of = {ident: one for one in origins for ident in one.articles}
    if of[a] is of[b]:
        yield f"One origin, {of[a].name or 'unknown'}: {of[a].reason}. Copies are never parted."
    else:
        yield f"Two origins: {of[a].name or 'unknown'} and {of[b].name or 'unknown'}."


class _Asked:
    """The two stories, and how much their articles are alike."""

    def __init__(
        self, bodies: dict[str, Body], embedder: Embedder, story: Story, other: Story
    ) -> None:
        idents = list(dict.fromkeys((*story.articles, *other.articles)))
        self._at = {ident: at for at, ident in enumerate(idents)}
        self._first = [self._at[ident] for ident in story.articles]
        self._second = [self._at[ident] for ident in other.articles]
        self._table = _table([told_of(bodies[ident]) for ident in idents], embedder)

    def inside(self, a: str, b: str) -> Iterator[str]:
        """How each is like the rest of their story."""
        for letter, ident in (("A", a), ("B", b)):
            rest = [at for at in self._first if at != self._at[ident]]
            values = np.sort(self._table[self._at[ident], rest])[::-1]
            nearest = values[: Rules().nearest].mean()
            yield (
                f"{letter} is {values.mean():.2f} like the others of the story on average, "
                f"{nearest:.2f} like its nearest."
            )
        yield f"Stories are one from {Rules().alike:.2f} on, later for two close in themselves."

    def between(self) -> Iterator[str]:
        """How the two stories are alike, and what would be needed."""
        rules = Rules()
        mean = self._table[np.ix_(self._first, self._second)].mean()
        close = [self._closeness(own) for own in (self._first, self._second)]
        taken = rules.taken(*close)
        yield f"The two stories are {mean:.2f} alike on average over all pairs."
        yield (
            f"Needed: {rules.alike + taken:.2f}, that is {rules.alike:.2f} and {taken:.2f} more "
            f"as they are {close[0]:.2f} and {close[1]:.2f} close in themselves."
        )

    def _closeness(self, own: Sequence[int]) -> float:
        pairs = self._table[np.ix_(own, own)][np.triu_indices(len(own), 1)]
        return float(Rules().closeness(pairs.sum(), len(pairs)))


def _table(told: Sequence[Told], embedder: Embedder) -> Floats:
    """Similarities of all with all, as the stories are made of them."""
    words = np.stack([words_alike(one.profile, [x.profile for x in told]) for one in told])
    vectors = embedder.embed([one.lead for one in told])
    sense = np.clip(vectors @ vectors.T, 0, 1)
    empty = np.asarray([not one.lead for one in told])
    sense[empty] = sense[:, empty] = 0
    days = np.asarray([one.day for one in told])
    found = (words + sense) / 2 - late(days[:, None] - days[None])
    kept = (words >= RELATED) & (found >= FLOOR)
    return np.asarray(np.where(kept, found, MISSING), np.float32)
