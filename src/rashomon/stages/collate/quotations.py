"""Quotations: one utterance in the words of each article that quotes it.

A learned decision tells of each pair of quotations of different articles whether they are one
utterance: by their words (a quotation may be cut), by what they and the sentences around them
mean (it may be translated or reworded), by the speaker, by the occasion, by numbers and
negations. A neighbouring quotation that is recognised counts as evidence. Nobody is joined across
two known speakers: the same words on one occasion in two mouths are pairs of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq

from rashomon.embed import Embedder
from rashomon.models import QuoteKind, QuoteVariants, Variant
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.likeness import LEAST, Likeness, load_likeness
from rashomon.stages.collate.utterances import Utterance, utterances
from rashomon.words import longest_run

__all__ = ["Compared", "align", "compare", "same_words"]

LEAST_MOVED = 0.5
"""Cosine of quotations of two speakers below which they are not compared."""

Matrix = npt.NDArray[Any]

MIN_WORDS = 4
"""Words a quotation needs to be recognised by them alone; a shorter one needs a known speaker."""

CONTAINED = 0.8
"""Part of the shorter quotation's words that must stand in the longer one, in order."""

JOINED = 0.5
"""Probability from which a pair is one utterance. On composed groups that nothing was learned from
F1 is .92 from .4 to .55; there precision grows, and on real reports (.843 to .887), as a false join
costs more than a split (``evals/train_utterances.py``)."""

LINKED = 0.3
"""Mean probability of all pairs between two groups from which they may become one: a chain of
quotations that each resemble the next is no utterance (``evals/train_utterances.py``)."""

BESIDE = JOINED
"""Confidence of two quotations joined because their neighbours are: no labelled pair tells more."""

MOVED = 0.5
"""Probability from which quotations of two speakers are one utterance in two mouths
(``evals/train_utterances.py``)."""

LEAST_KNOWN = 0.2
"""Cosine of quotations of one known speaker below which they are not compared: 1 in 50 of the
written pairs that are one utterance lies there, none of a real report."""

NEAR = 2
"""Sentences between two quotations of one speaker that count as neighbours."""

Pair = tuple[Utterance, Utterance, float]
"""Two utterances of different articles, and the probability that they are one."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What the quotations of a story are to each other.

    :ivar quotes: utterances, each with its variants.
    :ivar moved: numbers of two utterances (in the order of :func:`utterances`) that are one
        utterance in the mouths of two speakers, and how likely.
    """

    quotes: tuple[QuoteVariants, ...]
    moved: tuple[tuple[int, int, float], ...]


def align(
    context: Context, embedder: Embedder, models: Path | None = None
) -> tuple[QuoteVariants, ...]:
    """Utterances of a story, each with its variants; see :func:`compare`."""
    return compare(context, embedder, models).quotes


def compare(context: Context, embedder: Embedder, models: Path | None = None) -> Compared:
    """Utterances of a story, each with its variants, and those put into two mouths.

    Speech and documents only: thoughts and plans have no words to compare.

    :param models: a folder whose learned parts stand in for the packaged ones.
    :return: utterances in order of the first variant; ids ``s1.q1``, ... after the story's id.
        Variants are in the order of the articles. ``same_words``: the words in quotation marks
        are equal, or those of a cut quotation stand in the longer one in order.
    """
    found = utterances(context)
    likeness = Likeness(context, found, embedder, load_likeness(models))
    groups = _Groups(found, sorted(_pairs(found, likeness), key=_order))
    quotes = tuple(
        _variants(context, f"{context.story.id}.q{number}", group, groups.sure(group))
        for number, group in enumerate(groups.all(), 1)
    )
    return Compared(quotes, tuple(_moved(found, likeness, groups)))


# ---------------------------------------------------------------- joining


class _Groups:
    """Utterances joined in the order of the pairs, neighbours of joined ones last."""

    def __init__(self, found: Sequence[Utterance], pairs: Sequence[Pair]) -> None:
        self._found = found
        self._members = {u.number: [u] for u in found}
        self._owner = list(range(len(found)))
        self._sure: dict[int, float] = {}
        self._chances = {(a.number, b.number): chance for a, b, chance in pairs}
        for a, b, chance in pairs:
            if chance >= JOINED:
                self._join(a, b, chance)
        for a, b in self._beside(_neighbours(found)):
            self._join(a, b, BESIDE)

    def all(self) -> list[list[Utterance]]:
        """The groups, in order of their first utterance."""
        return [self._members[root] for root in sorted(self._members)]

    def of(self, one: Utterance) -> list[Utterance]:
        """The group of an utterance."""
        return self._members[self._owner[one.number]]

    def sure(self, group: Sequence[Utterance]) -> float | None:
        """The probability of the weakest join of a group; None where it joins nothing."""
        return self._sure.get(self._owner[group[0].number])

    def _join(self, a: Utterance, b: Utterance, chance: float) -> None:
        """Join two groups unless that would bring two speakers, two utterances of one article, or
        a chain."""
        first, second = sorted((self._owner[a.number], self._owner[b.number]))
        if first == second or not self._fit(a, b):
            return
        joined = sorted(self._members[first] + self._members.pop(second), key=lambda u: u.number)
        for u in joined:
            self._owner[u.number] = first
        self._members[first] = joined
        known = (self._sure.get(first, 1.0), self._sure.pop(second, 1.0), chance)
        self._sure[first] = min(known)

    def _beside(self, near: Sequence[Sequence[Utterance]]) -> Iterator[tuple[Utterance, Utterance]]:
        """Next neighbours, on the same side, of quotations that are joined as translations.

        Where these have the same words nobody translates, and what stands beside them is merely
        the next thing that each outlet chose to quote.
        """
        for group in self.all():
            for x, y in combinations(group, 2):
                if x.article == y.article or not _one_speaker(x, y) or _verbatim(x, y):
                    continue
                for a, b in product(near[x.number], near[y.number]):
                    if (x.number < a.number) == (y.number < b.number):
                        yield a, b

    def _fit(self, a: Utterance, b: Utterance) -> bool:
        mine, theirs = self.of(a), self.of(b)
        members = [*mine, *theirs]
        if len({u.actor for u in members if u.actor}) > 1:
            return False
        if not same_words(a, b) and len({u.article for u in members}) < len(members):
            return False
        return self._linked(mine, theirs) or len(members) == len((a, b))

    def _linked(self, mine: Sequence[Utterance], theirs: Sequence[Utterance]) -> bool:
        chances = [
            self._chances.get((min(a.number, b.number), max(a.number, b.number)), 0.0)
            for a in mine
            for b in theirs
            if a.article != b.article
        ]
        return not chances or sum(chances) >= LINKED * len(chances)


def _order(pair: Pair) -> tuple[float, int, int]:
    return -round(pair[2], 6), pair[0].number, pair[1].number


def _pairs(found: Sequence[Utterance], likeness: Likeness) -> Iterator[Pair]:
    """Pairs of different articles that may be one utterance, or neighbours of one."""
    if len(found) < 2:
        return
    codes, known, apart = _codes(found)
    speaker = (codes[:, None] == codes[None, :]) & known & (likeness.said >= LEAST_KNOWN)
    long = np.array([u.marked or len(u.words) >= MIN_WORDS for u in found])
    wanted = (speaker | ((likeness.said >= LEAST) & ~known)) & apart & long[:, None] & long[None, :]
    places = [(found[i], found[j]) for i, j in np.argwhere(np.triu(wanted, 1))]
    for (a, b), chance in zip(places, likeness.of(places), strict=True):
        yield a, b, chance


def _moved(
    found: Sequence[Utterance], likeness: Likeness, groups: _Groups
) -> Iterator[tuple[int, int, float]]:
    """Pairs of two known speakers that are one utterance, and whoever else quotes either so."""
    if len(found) < 2:
        return
    codes, known, apart = _codes(found)
    others = (codes[:, None] != codes[None, :]) & known & apart & (likeness.said >= LEAST_MOVED)
    places = [
        (found[i], found[j])
        for i, j in np.argwhere(np.triu(others, 1))
        if found[i].marked and found[j].marked
    ]
    sure: dict[tuple[int, int], float] = {}
    for (a, b), chance in zip(places, likeness.moved(places), strict=True):
        if chance < MOVED:
            continue
        for one, other in product(groups.of(a), groups.of(b)):
            if one.article != other.article and one.actor and other.actor:
                key = min(one.number, other.number), max(one.number, other.number)
                sure[key] = max(chance, sure.get(key, 0.0))
    yield from ((a, b, chance) for (a, b), chance in sorted(sure.items()))


def _codes(found: Sequence[Utterance]) -> tuple[Matrix, Matrix, Matrix]:
    """A number for each speaker, -1 where not known; pairs of known ones; pairs of two articles."""
    ids = sorted({u.actor for u in found if u.actor})
    codes = np.array([ids.index(u.actor) if u.actor else -1 for u in found])
    place = {article: at for at, article in enumerate(dict.fromkeys(u.article for u in found))}
    articles = np.array([place[u.article] for u in found])
    known = (codes[:, None] >= 0) & (codes[None, :] >= 0)
    return codes, known, articles[:, None] != articles[None, :]


def _one_speaker(a: Utterance, b: Utterance) -> bool:
    return a.actor is not None and a.actor == b.actor


def same_words(a: Utterance, b: Utterance) -> bool:
    """Whether two quotations share their words, cut ones included."""
    short, long = sorted((a.words, b.words), key=len)
    if len(short) < (2 if _one_speaker(a, b) else MIN_WORDS):
        return False
    if not (a.marked and b.marked) and len(short) < MIN_WORDS:
        return False
    return float(LCSseq.similarity(short, long)) >= CONTAINED * len(short) and _dense(short, long)


def _dense(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether at least half of the short one stands in the long one as one run."""
    return longest_run(short, long) * 2 >= len(short)


def _verbatim(a: Utterance, b: Utterance) -> bool:
    """Whether the shorter quotation's words all stand in the longer one, in order."""
    short, long = sorted((a.words, b.words), key=len)
    return bool(LCSseq.similarity(short, long) == len(short))


def _neighbours(found: Sequence[Utterance]) -> list[list[Utterance]]:
    """For each utterance in marks the speaker's last one before it and first one after it."""
    near: list[list[Utterance]] = [[] for _ in found]
    last: dict[tuple[str, str], Utterance] = {}
    for each in found:
        if not each.marked or each.actor is None:
            continue
        before = last.get((each.article, each.actor))
        if before is not None and 0 <= each.unit - before.unit <= NEAR:
            near[each.number].append(before)
            near[before.number].append(each)
        last[each.article, each.actor] = each
    return near


# ---------------------------------------------------------------- the answer


def _variants(
    context: Context, ident: str, group: Sequence[Utterance], sure: float | None
) -> QuoteVariants:
    speakers = [u.actor for u in group if u.actor]
    return QuoteVariants(
        id=ident,
        speaker=context.actors[speakers[0]].name if speakers else None,
        same_words=_all_same(group),
        variants=tuple(
            Variant(article=u.article, spans=u.quote.spans, text=u.text, kind=_kind(u))
            for u in group
        ),
        confidence=None if sure is None else round(sure, 3),
    )


def _kind(utterance: Utterance) -> QuoteKind:
    return utterance.quote.kind


def _all_same(group: Sequence[Utterance]) -> bool:
    """Whether the words of each marked variant stand in the longest one, in order."""
    inside = [u.words for u in group if u.marked] or [u.words for u in group]
    longest = max(inside, key=len)
    return all(LCSseq.similarity(words, longest) == len(words) for words in inside)
