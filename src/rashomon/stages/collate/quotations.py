"""Quotations: one utterance in the words of each article that quotes it.

A learned decision tells of each pair of quotations of different articles whether they are one
utterance: by their words (a quotation may be cut), by what they and the sentences around them
mean (it may be translated or reworded), by the speaker, by numbers and negations. A neighbouring
quotation that is recognised counts as evidence. Nobody is joined across two known speakers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from rapidfuzz.distance import LCSseq

from rashomon.embed import Embedder
from rashomon.models import QuoteKind, QuoteVariants, Variant
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.likeness import LEAST, Likeness, load_likeness, longest_run
from rashomon.stages.collate.utterances import Utterance, utterances

__all__ = ["align", "same_words"]

MIN_WORDS = 4
"""Words a quotation needs to be recognised by them alone; a shorter one needs a known speaker."""

CONTAINED = 0.8
"""Part of the shorter quotation's words that must stand in the longer one, in order."""

JOINED = 0.7
"""Probability from which a pair is one utterance (``evals/train_utterances.py``)."""

NEAR = 2
"""Sentences between two quotations of one speaker that count as neighbours."""

Pair = tuple[Utterance, Utterance, float]
"""Two utterances of different articles, and the probability that they are one."""


def align(
    context: Context, embedder: Embedder, models: Path | None = None
) -> tuple[QuoteVariants, ...]:
    """Utterances of a story, each with its variants.

    Speech and documents only: thoughts and plans have no words to compare.

    :param models: a folder whose learned parts stand in for the packaged ones.
    :return: in order of the first variant; ids ``s1.q1``, ... after the story's id. Variants are
        in the order of the articles. ``same_words``: the words in quotation marks are equal, or
        those of a cut quotation stand in the longer one in order.
    """
    found = utterances(context)
    vectors = embedder.embed([u.said for u in found])
    likeness = Likeness(context, found, vectors @ vectors.T, load_likeness(models))
    groups = _groups(found, sorted(_pairs(found, likeness), key=_order))
    return tuple(
        _variants(context, f"{context.story.id}.q{number}", group)
        for number, group in enumerate(groups, 1)
    )


# ---------------------------------------------------------------- joining


def _groups(found: Sequence[Utterance], pairs: Sequence[Pair]) -> list[list[Utterance]]:
    """Utterances joined, in the order of the pairs, neighbours of joined ones last."""
    owner = list(range(len(found)))
    for a, b, chance in pairs:
        if chance >= JOINED:
            _join(owner, found, a, b)
    near = _neighbours(found)
    for a, b, _ in pairs:
        if a.marked and b.marked and _one_speaker(a, b) and _beside(owner, near, a, b):
            _join(owner, found, a, b)
    groups: dict[int, list[Utterance]] = {}
    for each in found:
        groups.setdefault(owner[each.number], []).append(each)
    return list(groups.values())


def _order(pair: Pair) -> tuple[float, int, int]:
    return -round(pair[2], 6), pair[0].number, pair[1].number


def _pairs(found: Sequence[Utterance], likeness: Likeness) -> Iterator[Pair]:
    """Pairs of different articles that may be one utterance, or neighbours of one."""
    if len(found) < 2:
        return
    ids = sorted({u.actor for u in found if u.actor})
    codes = np.array([ids.index(u.actor) if u.actor else -1 for u in found])
    place = {article: at for at, article in enumerate(dict.fromkeys(u.article for u in found))}
    articles = np.array([place[u.article] for u in found])
    known = (codes[:, None] >= 0) & (codes[None, :] >= 0)
    alike = (likeness.said >= LEAST) & ~known
    speaker = (codes[:, None] == codes[None, :]) & known
    wanted = (speaker | alike) & (articles[:, None] != articles[None, :])
    places = [(found[i], found[j]) for i, j in np.argwhere(np.triu(wanted, 1))]
    for (a, b), chance in zip(places, likeness.of(places), strict=True):
        yield a, b, chance


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


def _beside(
    owner: Sequence[int], near: Sequence[Sequence[Utterance]], a: Utterance, b: Utterance
) -> bool:
    """Whether next neighbours of both, on the same side of them, are joined as translations.

    Where the neighbours have the same words nobody translates, and what stands beside them is
    merely the next thing that each outlet chose to quote.
    """
    return any(
        owner[x.number] == owner[y.number]
        and (x.number < a.number) == (y.number < b.number)
        and not _verbatim(x, y)
        for x in near[a.number]
        for y in near[b.number]
    )


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


def _join(owner: list[int], found: Sequence[Utterance], a: Utterance, b: Utterance) -> None:
    """Join two groups unless that would bring two speakers, or two utterances of one article."""
    first, second = sorted((owner[a.number], owner[b.number]))
    if first == second:
        return
    members = [u for u in found if owner[u.number] in (first, second)]
    if len({u.actor for u in members if u.actor}) > 1:
        return
    if not same_words(a, b) and len({u.article for u in members}) < len(members):
        return
    for u in members:
        owner[u.number] = first


# ---------------------------------------------------------------- the answer


def _variants(context: Context, ident: str, group: Sequence[Utterance]) -> QuoteVariants:
    speakers = [u.actor for u in group if u.actor]
    return QuoteVariants(
        id=ident,
        speaker=context.actors[speakers[0]].name if speakers else None,
        same_words=_all_same(group),
        variants=tuple(
            Variant(article=u.article, spans=u.quote.spans, text=u.text, kind=_kind(u))
            for u in group
        ),
    )


def _kind(utterance: Utterance) -> QuoteKind:
    return utterance.quote.kind


def _all_same(group: Sequence[Utterance]) -> bool:
    """Whether the words of each marked variant stand in the longest one, in order."""
    inside = [u.words for u in group if u.marked] or [u.words for u in group]
    longest = max(inside, key=len)
    return all(LCSseq.similarity(words, longest) == len(words) for words in inside)
