"""Quotations: one utterance in the words of each article that quotes it.

Two quotations of different articles are one utterance where one has the words of the other (a
quotation may be cut), or where one speaker is quoted in two translations: then the quotations or
their surroundings must mean the same, and a neighbouring quotation that is recognised by its words
counts as evidence. Nobody is joined across two known speakers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import msgspec
import numpy as np
from rapidfuzz.distance import LCSseq

from rashomon.embed import Embedder, Vectors
from rashomon.models import Quote, QuoteKind, QuoteVariants, Variant
from rashomon.offsets import cut
from rashomon.stages.collate.conflict import marks
from rashomon.stages.collate.context import Context

__all__ = ["Utterance", "align", "same_words", "utterances"]

MIN_WORDS = 4
"""Words a quotation needs to be recognised by them alone; a shorter one needs a known speaker."""

CONTAINED = 0.8
"""Part of the shorter quotation's words that must stand in the longer one, in order."""

TRANSLATED = 0.7
RETOLD = 0.75
"""Cosines that join two quotations of one speaker: in marks; where one of them is indirect. Set by
hand after reading the hundred or so most alike of 2,037 pairs of one speaker in 30 stories of
data/group (evals/read_quotations.py shows them); no held-out figure."""

SURROUNDINGS = 0.55
"""Cosine of the sentences that two quotations stand in, below which meaning alone joins nothing."""

NEAR = 2
"""Sentences between two quotations of one speaker that count as neighbours."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Utterance:
    """A quotation with what it is compared by.

    ``said`` is the text inside marks of a mixed quotation, else the whole; ``words`` are its words
    in small letters; ``actor`` is the id of the speaker, None where unknown; ``unit`` is the
    number of the sentence in which it begins, -1 outside of all.
    """

    number: int
    article: str
    quote: Quote
    text: str
    said: str
    words: tuple[str, ...]
    actor: str | None
    unit: int

    @property
    def marked(self) -> bool:
        """Whether it stands in quotation marks, wholly or partly."""
        return self.quote.kind != "indirect"


def align(context: Context, embedder: Embedder) -> tuple[QuoteVariants, ...]:
    """Utterances of a story, each with its variants.

    Speech and documents only: thoughts and plans have no words to compare.

    :return: in order of the first variant; ids ``s1.q1``, ... after the story's id. Variants are
        in the order of the articles. ``same_words``: the words in quotation marks are equal, or
        those of a cut quotation stand in the longer one in order.
    """
    found = utterances(context)
    vectors = embedder.embed([u.said for u in found])
    groups = _groups(found, _Cosines(vectors, context.vectors))
    return tuple(
        _variants(context, f"{context.story.id}.q{number}", group)
        for number, group in enumerate(groups, 1)
    )


def utterances(context: Context) -> list[Utterance]:
    """Quotations of speech and documents, in order of the articles and their text."""
    found: list[Utterance] = []
    for key, each in context.articles.items():
        spans = marks.marked(each)
        for quote in each.annotation.quotes:
            if quote.act not in ("speech", "document"):
                continue
            actor = context.actor_of.get((key, quote.speaker_entity or ""))
            for piece in _pieces(each.article.text, quote):
                text = cut(each.article.text, piece.spans)
                said = _marked_text(each.article.text, piece, spans)
                unit = _unit_of(context, key, piece.spans[0][0])
                found.append(
                    Utterance(len(found), key, piece, text, said, _words(said), actor, unit)
                )
    return found


def _pieces(text: str, quote: Quote) -> list[Quote]:
    """A quotation cut where its cue stands between two sentences of it."""
    pieces = [[quote.spans[0]]]
    for before, span in pairwise(quote.spans):
        between = quote.cue is not None and before[1] <= quote.cue[0] < span[0]
        if between and text[span[0] : span[1]].lstrip("“\"‘' ")[:1].isupper():
            pieces.append([span])
        else:
            pieces[-1].append(span)
    if len(pieces) == 1:
        return [quote]
    return [msgspec.structs.replace(quote, spans=tuple(spans)) for spans in pieces]


def _unit_of(context: Context, article: str, start: int) -> int:
    return next(
        (u.number for u in context.of_article[article] if u.span[0] <= start < u.span[1]), -1
    )


def _marked_text(text: str, quote: Quote, spans: Sequence[tuple[int, int]]) -> str:
    """The words of a mixed quotation that stand in marks; all words of another one."""
    if quote.kind != "mixed":
        return cut(text, quote.spans)
    inside = [
        (max(s, start), min(e, end))
        for start, end in quote.spans
        for s, e in spans
        if s < end and start < e
    ]
    return cut(text, inside) or cut(text, quote.spans)


def _words(text: str) -> tuple[str, ...]:
    return tuple(w.lower().replace("’", "'") for w in _WORD.findall(text))


# ---------------------------------------------------------------- joining


@dataclass(frozen=True, slots=True)
class _Cosines:
    """Vectors of the utterances and of the sentences of the story."""

    said: Vectors
    sentences: Vectors

    def around(self, a: Utterance, b: Utterance) -> float:
        """Cosine of the sentences in which two utterances begin, 0 where one is not known."""
        if a.unit < 0 or b.unit < 0:
            return 0.0
        return float(self.sentences[a.unit] @ self.sentences[b.unit])


def _groups(found: Sequence[Utterance], cosines: _Cosines) -> list[list[Utterance]]:
    """Utterances joined: by words first, then by meaning, neighbours of joined ones last."""
    owner = list(range(len(found)))
    pairs = sorted(_pairs(found, cosines.said), key=_order)
    for a, b, _ in pairs:
        if same_words(a, b):
            _join(owner, found, a, b)
    for a, b, cosine in pairs:
        if _one_meaning(a, b, cosine, cosines):
            _join(owner, found, a, b)
    near = _neighbours(found)
    for a, b, _ in pairs:
        if a.marked and b.marked and _one_speaker(a, b) and _beside(owner, near, a, b):
            _join(owner, found, a, b)
    groups: dict[int, list[Utterance]] = {}
    for each in found:
        groups.setdefault(owner[each.number], []).append(each)
    return list(groups.values())


def _one_meaning(a: Utterance, b: Utterance, cosine: float, cosines: _Cosines) -> bool:
    if not _one_speaker(a, b) or min(len(a.words), len(b.words)) < MIN_WORDS:
        return False
    least = TRANSLATED if a.marked and b.marked else RETOLD
    return cosine >= least and cosines.around(a, b) >= SURROUNDINGS


def _order(pair: tuple[Utterance, Utterance, float]) -> tuple[float, int, int]:
    return -round(pair[2], 6), pair[0].number, pair[1].number


def _pairs(
    found: Sequence[Utterance], vectors: Vectors
) -> Iterator[tuple[Utterance, Utterance, float]]:
    """Pairs of different articles that may be one utterance, with the cosine of their texts."""
    if len(found) < 2:
        return
    cosine = vectors @ vectors.T
    ids = sorted({u.actor for u in found if u.actor})
    codes = np.array([ids.index(u.actor) if u.actor else -1 for u in found])
    articles = np.array(
        [list(dict.fromkeys(u.article for u in found)).index(u.article) for u in found]
    )
    speaker = (codes[:, None] == codes[None, :]) | (codes[:, None] < 0) | (codes[None, :] < 0)
    wanted = speaker & (articles[:, None] != articles[None, :])
    for i, j in np.argwhere(np.triu(wanted, 1)):
        yield found[i], found[j], float(cosine[i, j])


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
    best = 0
    for start in range(len(long)):
        for offset in range(len(short)):
            run = 0
            while (
                offset + run < len(short)
                and start + run < len(long)
                and short[offset + run] == long[start + run]
            ):
                run += 1
            best = max(best, run)
    return best * 2 >= len(short)


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
