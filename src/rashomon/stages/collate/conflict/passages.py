"""Passages of a story that may tell one thing: what the pair encoder is asked about.

A passage is a paragraph, or as many of its sentences as the encoder reads: one sentence alone
often does not tell what it is about. The number of pairs grows with the number of passages, not
with its square.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rashomon.embed import Vectors
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.units import Unit

__all__ = ["Couple", "Passage", "couples", "passages"]

MOST_WORDS = 55
"""Words of a passage: two passages of this length fill what the encoder reads (128 pieces)."""

LEAST_WORDS = 4
"""Shorter passages (a headline of a name) tell nothing that could be contradicted."""

MIN_COSINE = 0.2
"""Cosine of the closest sentences of two passages below which a pair is not looked at."""

LOOKED = 60
"""The closest passages of a story among which those partners are sought."""

PARTNERS = 3
"""Passages of other accounts that a passage is set beside: its closest ones."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences that follow each other in one block of an article.

    ``number`` is its place among the story's passages; ``text`` the cut of the article's text.
    """

    number: int
    article: str
    units: tuple[Unit, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Couple:
    """Two passages of different articles with the cosine of their closest sentences.

    ``mutual`` is true where each is the closest one of its account to the other.
    """

    a: Passage
    b: Passage
    cosine: float
    mutual: bool


def passages(context: Context) -> list[Passage]:
    """The passages of a story, in order of its articles and their text."""
    found: list[Passage] = []
    for key, units in context.of_article.items():
        text = context.articles[key].article.text
        for run in _runs(units):
            if sum(map(_words, run)) >= LEAST_WORDS:
                cut = text[run[0].span[0] : run[-1].span[1]]
                found.append(Passage(len(found), key, tuple(run), " ".join(cut.split())))
    return found


def _runs(units: Sequence[Unit]) -> Iterator[list[Unit]]:
    """Sentences of one block, ``MOST_WORDS`` together at most."""
    run: list[Unit] = []
    for unit in units:
        full = sum(map(_words, [*run, unit])) > MOST_WORDS
        if run and (full or (unit.block, unit.paragraph) != (run[-1].block, run[-1].paragraph)):
            yield run
            run = []
        run.append(unit)
    if run:
        yield run


def _words(unit: Unit) -> int:
    return sum(t.pos != "PUNCT" for t in unit.tokens)


def couples(
    context: Context, found: Sequence[Passage], copies: Mapping[tuple[int, str], int]
) -> list[Couple]:
    """Pairs of passages of different accounts, the closest ones of each; in order of their places.

    :param copies: for a unit and another article the unit there that is its near copy: what is
        copied has been compared word by word already.
    """
    told: dict[tuple[int, int], float] = {}
    articles = [passage.article for passage in found]
    heads = [n for n, key in enumerate(articles) if n == 0 or key != articles[n - 1]]
    column = {articles[head]: n for n, head in enumerate(heads)}
    best = np.zeros((len(found), len(heads)), dtype=np.float32)
    for passage, row in zip(found, _closest(context, found), strict=True):
        best[passage.number] = np.maximum.reduceat(row, heads)
        for other in _partners(context, passage, row, found, copies):
            pair = sorted((passage.number, other.number))
            told[pair[0], pair[1]] = float(row[other.number])
    return [
        Couple(a, b, cosine, cosine >= max(best[i, column[b.article]], best[j, column[a.article]]))
        for (i, j), cosine in sorted(told.items())
        for a, b in ((found[i], found[j]),)
    ]


def _partners(
    context: Context,
    passage: Passage,
    row: Vectors,
    found: Sequence[Passage],
    copies: Mapping[tuple[int, str], int],
) -> list[Passage]:
    """The closest passages of other accounts, ties by their place."""
    ranked = np.argsort(-row, kind="stable")[:LOOKED]
    near = [found[number] for number in ranked if row[number] >= MIN_COSINE]
    return [other for other in near if _apart(context, passage, other, copies)][:PARTNERS]


def _apart(context: Context, a: Passage, b: Passage, copies: Mapping[tuple[int, str], int]) -> bool:
    """Whether two passages are of different articles and accounts, and neither copies the other."""
    if a.article == b.article or context.origin_of[a.article] == context.origin_of[b.article]:
        return False
    there = {unit.number for unit in b.units}
    return not any(copies.get((unit.number, b.article)) in there for unit in a.units)


def _closest(context: Context, found: Sequence[Passage]) -> Iterator[Vectors]:
    """For each passage the cosine of its closest sentence with each passage's, shape (n,)."""
    if not found:
        return
    order = [unit.number for passage in found for unit in passage.units]
    starts = np.cumsum([0] + [len(passage.units) for passage in found[:-1]])
    vectors = context.vectors[order]
    for passage in found:
        cosines = context.vectors[[unit.number for unit in passage.units]] @ vectors.T
        yield np.maximum.reduceat(cosines.max(axis=0), starts)
