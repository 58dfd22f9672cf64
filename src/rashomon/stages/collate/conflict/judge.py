"""Conflicts between passages that share few words, found by models that read both together.

What the rules of this package leave open is asked here: passages of different accounts that lie
close to each other. The packaged encoder's logits and exact features go into one decision, learned
on pairs of happenings that the encoder was not trained on. A model for natural-language inference
that the user brings is one more voice beside it, or speaks alone where the encoder is not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np

from rashomon.embed import Vectors
from rashomon.models import ConflictKind, Event, Span
from rashomon.pairmodel import Logits, PairModel, contradiction
from rashomon.stages.collate.conflict.comparison import Difference
from rashomon.stages.collate.conflict.contrast import NAMES, Clash, clashes, features
from rashomon.stages.collate.conflict.passages import Couple, couples, passages
from rashomon.stages.collate.conflict.score import Finding
from rashomon.stages.collate.conflict.times import interval
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.units import Unit
from rashomon.trees import Trees

__all__ = ["LEAST", "Readers", "judged", "kind_of", "logits", "rows"]

LEAST = 0.9
"""Probability from which a pair of passages is a conflict: what is asked for, as a false one costs
more than a missed one. The encoder trained so far reaches it nowhere (``evals/tune_cross.py``)."""

UNLIKELY = -2.0
"""Logit in the first order below which the other order is not asked: 1.7 % of the conflicts of the
fold left out lie there, and 22 % of the passages of real stories (``evals/tune_cross.py``)."""

NLI_WEIGHT = 0.5
"""Share of the log odds of a user's model for inference that is added to those of the decision;
set by hand, as no such model comes with the program."""
NLI_MOST = 4.0
"""Log odds of the user's model are capped here, so that it alone decides nothing."""

ALONE_COSINE = 0.4
"""Cosine that two passages need, beside being each other's closest, where the user's model alone
decides: such models take two facts of one happening for a contradiction. Set by hand."""

UNSEEN = 1.5
"""What the logit of number, time or place loses where no values of that kind exclude each other;
set by hand, the kind of .859 of the conflicts of the fold left out is then right."""
_CHANGING = frozenset({"number", "outcome"})
_EXACT: tuple[ConflictKind, ...] = ("number", "time", "place")
_KINDS: tuple[ConflictKind, ...] = get_args(ConflictKind)


@dataclass(frozen=True, slots=True)
class Readers:
    """Who reads two passages together; the packaged encoder needs its decision.

    ``nli`` is a model for natural-language inference that the user brings.
    """

    encoder: PairModel | None
    decision: Trees | None
    nli: PairModel | None = None


def judged(
    context: Context, copies: Mapping[tuple[int, str], int], readers: Readers
) -> Iterator[Finding]:
    """Findings of the readers, in order of their places; none where there is no reader.

    :param copies: for a unit and another article the unit there that is its near copy.
    """
    packaged = readers.encoder is not None and readers.decision is not None
    if not packaged and readers.nli is None:
        return
    found = couples(context, passages(context), copies)
    if not packaged:
        found = [each for each in found if each.mutual and each.cosine >= ALONE_COSINE]
    told, chances = _asked(context, found, readers)
    if readers.nli is not None:
        odds = contradiction(readers.nli, [(each.a.text, each.b.text) for each in found])
        chances = _moved(chances, odds) if packaged else _chance(odds)
    for couple, row, chance in zip(found, told, chances.tolist(), strict=True):
        if chance >= LEAST:
            yield _finding(context, couple, row, chance, readers)


def _asked(context: Context, found: Sequence[Couple], readers: Readers) -> tuple[Logits, Logits]:
    """The packaged encoder's logits and the decision's probabilities; zeros without them."""
    if readers.encoder is None or readers.decision is None:
        return np.zeros((len(found), 1 + len(_KINDS)), np.float32), np.zeros(len(found), np.float32)
    told = logits(readers.encoder, found)
    return told, readers.decision.predict(rows(context, found, told))


def logits(encoder: PairModel, found: Sequence[Couple]) -> Logits:
    """The encoder's logits of couples; shape (couples, labels).

    The mean over both orders, where the first order does not rule a conflict out.
    """
    told = encoder.logits([(couple.a.text, couple.b.text) for couple in found])
    asked: list[int] = np.flatnonzero(told[:, 0] >= UNLIKELY).tolist()
    turned = encoder.logits([(found[n].b.text, found[n].a.text) for n in asked])
    told[asked] = (told[asked] + turned) / 2
    return told


def rows(context: Context, found: Sequence[Couple], told: Logits) -> Vectors:
    """What the decision sees of each couple, shape (couples, features)."""
    exact = np.array([features(context, couple) for couple in found], dtype=np.float32)
    table: Vectors = np.hstack([exact.reshape(len(found), len(NAMES)), told]).astype(np.float32)
    return table


def _moved(chances: Logits, odds: Logits) -> Logits:
    """Probabilities with the user's model taken into account."""
    own = np.log(chances.clip(1e-6, 1 - 1e-6) / (1 - chances.clip(1e-6, 1 - 1e-6)))
    return _chance(own + NLI_WEIGHT * odds.clip(-NLI_MOST, NLI_MOST))


def _chance(odds: Logits) -> Logits:
    result: Logits = (1 / (1 + np.exp(-odds))).astype(np.float32)
    return result


def kind_of(row: Logits, found: Sequence[Clash]) -> ConflictKind:
    """The kind of a conflict: as the encoder says, unless values of another kind tell better."""
    seen = {clash.kind for clash in found}
    weights = {
        kind: float(row[1 + n]) - (UNSEEN if kind in _EXACT and kind not in seen else 0.0)
        for n, kind in enumerate(_KINDS)
    }
    return max(_KINDS, key=lambda kind: weights[kind])


def _finding(
    context: Context, couple: Couple, row: Logits, chance: float, readers: Readers
) -> Finding:
    found = list(clashes(couple.a, couple.b))
    kind = kind_of(row, found)
    exact = [clash for clash in found if clash.kind == kind]
    a, b = (exact[0].a, exact[0].b) if exact else _closest(couple, readers)
    said = f"{row[0]:+.2f}" if readers.encoder else "by the model given"
    reason = f"read together {said}, cosine {couple.cosine:.2f}"
    difference = _difference(kind, exact[0] if exact else None, a, b)
    told = kind in _CHANGING and _days_apart(context, a, b)
    return Finding(a, b, difference, chance, reason, told=told)


def _days_apart(context: Context, a: Unit, b: Unit) -> bool:
    """Whether two reports are known to be of different days: what is counted, and how a thing
    stands, may have changed between them."""
    mine, theirs = (interval(context.articles[u.article].article.published) for u in (a, b))
    if mine is None or theirs is None:
        return False
    return mine[0].date() != theirs[0].date()


def _closest(couple: Couple, readers: Readers) -> tuple[Unit, Unit]:
    """The sentences of two passages that clash most."""
    pairs = [(a, b) for a in couple.a.units for b in couple.b.units]
    texts = [(a.text, b.text) for a, b in pairs]
    if len(pairs) == 1:
        return pairs[0]
    if readers.encoder is not None:
        told = readers.encoder.logits(texts)[:, 0].tolist()
    else:
        told = contradiction(readers.nli, texts).tolist() if readers.nli else [0.0] * len(pairs)
    return pairs[max(range(len(pairs)), key=lambda n: (told[n], -n))]


def _difference(kind: ConflictKind, exact: Clash | None, a: Unit, b: Unit) -> Difference:
    if exact is not None:
        spans, values = (exact.span_a, exact.span_b), (exact.value_a, exact.value_b)
    else:
        spans, values = (_place(kind, a), _place(kind, b)), (None, None)
    return Difference(kind, spans[0], spans[1], values[0], values[1], ())


def _place(kind: ConflictKind, unit: Unit) -> Span:
    """Where a sentence says what is in question: who did it, or what was done."""
    event = _main(unit)
    if event is None:
        return unit.span
    if kind == "actor" and event.actor is not None:
        return event.actor
    start, end = max(event.start, unit.span[0]), min(event.end, unit.span[1])
    return (start, end) if start < end else unit.span


def _main(unit: Unit) -> Event | None:
    """The event of the longest clause."""
    return max(unit.events, key=lambda e: (e.end - e.start, -e.start), default=None)
