"""How sure it is that a typed difference is a conflict."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rashomon.stages.collate.conflict.comparison import Comparison, Difference
from rashomon.stages.collate.conflict.deeds import Pair
from rashomon.stages.collate.conflict.figures import Match, victims
from rashomon.stages.collate.conflict.senses import one_sense
from rashomon.stages.collate.conflict.tolls import Toll
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.units import Unit

__all__ = [
    "THRESHOLD",
    "Finding",
    "copies",
    "features",
    "rate",
    "rate_acts",
    "rate_figures",
    "rate_speakers",
    "rate_tolls",
    "rate_updates",
    "rate_wordings",
]

THRESHOLD = 0.5
"""Probability from which a finding is listed."""

MIN_CONTENT = 3
MIN_SHARE = 0.6
MIN_COSINE = 0.55
SEVERAL_SHARE = 0.85
MAX_BESIDE = 1
"""What two sentences need to be taken for one statement: different content words and their part
of each sentence, cosine; the part where two details differ at once; other content words exchanged
along with the detail. The planted pairs of data/conflict (evals/score_conflicts.py) lie above all
of them, the false findings that were read in 69 stories of data/group (evals/read_conflicts.py)
below one."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A typed difference between two units and the probability that it is a conflict.

    ``victims`` is true where a count of victims is compared without a time of its own: a later
    report then updates it. ``told`` is true where a text itself tells that the value has changed.
    """

    a: Unit
    b: Unit
    difference: Difference
    confidence: float
    reason: str
    features: tuple[float, ...] = ()
    victims: bool = False
    told: bool = False


def rate(context: Context, compared: Sequence[tuple[Comparison, float]]) -> Iterator[Finding]:
    """Findings of all compared pairs, those of a pair that is not each other's best left out."""
    best = _best(compared)
    for each, cosine in compared:
        rank = min(each.shares())
        if rank < best[each.a.number, each.b.article] - 0.02:
            continue
        if rank < best[each.b.number, each.a.article] - 0.02:
            continue
        if _another_fact(each):
            continue
        for difference in each.differences:
            given = features(each, difference, cosine)
            yield Finding(
                each.a,
                each.b,
                difference,
                _probability(given),
                _reason(given),
                given,
                _counts_victims(each, difference),
            )


def _another_fact(each: Comparison) -> bool:
    """Whether a figure differs along with the place, the time or the doer: then two facts are
    told, and neither is contradicted."""
    kinds = {difference.kind for difference in each.differences}
    return "number" in kinds and bool(kinds & {"place", "time", "actor"})


def _counts_victims(each: Comparison, difference: Difference) -> bool:
    """Whether a figure that differs counts the dead, the hurt, the missing."""
    if difference.kind != "number":
        return False
    start, end = difference.a
    near = [t.lemma.lower() for t in each.a.tokens if start - NEAR <= t.start <= end + NEAR]
    return any(one_sense(sense, word) for sense in ("dead", "injure", "missing") for word in near)


NEAR = 30
"""Characters around a figure in which the word stands that tells what it counts."""


def rate_figures(found: Iterable[Match]) -> Iterator[Finding]:
    """Findings of figures that measure the same thing."""
    for each in found:
        a, b = each.a, each.b
        difference = Difference(
            "number",
            (a.quantity.start, a.quantity.end),
            (b.quantity.start, b.quantity.end),
            a.quantity.value,
            b.quantity.value,
            (),
        )
        reason = f"one measure, {each.shared} words shared, cosine {each.cosine:.2f}"
        updated = not each.dated and bool(victims(a) & victims(b))
        confidence = min(0.95, 0.5 + 0.5 * each.share * max(0.0, each.cosine))
        yield Finding(a.unit, b.unit, difference, confidence, reason, (), updated)


def rate_updates(found: Iterable[Match], reason: str = "the change is told") -> Iterator[Finding]:
    """Findings of figures that a later sentence or report has changed; developments all."""
    for each in rate_figures(found):
        yield dataclasses.replace(each, confidence=STATED, reason=reason, told=True)


def rate_tolls(found: Iterable[Toll]) -> Iterator[Finding]:
    """Findings of tolls that two leads give differently; a toll that has risen is a development."""
    matches = list(found)
    rated = rate_figures(each.match for each in matches)
    for each, finding in zip(matches, rated, strict=True):
        reason = f"one toll in two leads, cosine {each.match.cosine:.2f}"
        yield dataclasses.replace(
            finding, confidence=TOLL, reason=reason, told=each.risen, victims=True
        )


TOLL = 0.9
"""Set by hand: all of the tolls that were read in 70 stories of data/group had changed."""

STATED = 0.9
"""Set by hand: the text itself tells the old figure and the new one."""


def rate_acts(found: Iterable[Pair]) -> Iterator[Finding]:
    """Findings of acts that are one act."""
    for each in found:
        reason = f"one act, {each.shared} words shared, cosine {each.cosine:.2f}"
        confidence = min(0.95, 0.5 + 0.5 * max(SAME_DEED, each.share) * max(0.0, each.cosine))
        yield Finding(each.a.unit, each.b.unit, each.difference, confidence, reason)


SAME_DEED = 0.5
"""The least share that an act counts with whose verb and object are the same; set by hand."""


def rate_speakers(found: Iterable[tuple[Unit, Unit, Difference]]) -> Iterator[Finding]:
    """Findings of quotations given to two speakers."""
    for a, b, difference in found:
        yield Finding(a, b, difference, SPEAKERS, "the same words, two named speakers")


SPEAKERS = 0.9
"""Set by hand: two named persons who say the same words are nearly always one of them misnamed."""


def rate_wordings(
    found: Iterable[tuple[Comparison, tuple[Unit, Unit]]],
) -> Iterator[Finding]:
    """Findings of quotations of one speaker whose words differ in sense."""
    for each, (a, b) in found:
        for difference in each.differences:
            given = features(each, difference, 1.0)
            told = dataclasses.replace(difference, kind="wording")
            yield Finding(a, b, told, _probability(given), _reason(given), given)


def _best(compared: Sequence[tuple[Comparison, float]]) -> dict[tuple[int, str], float]:
    """For each unit and other article the best share among its partners there."""
    best: dict[tuple[int, str], float] = {}
    for each, _ in compared:
        rank = min(each.shares())
        for place in ((each.a.number, each.b.article), (each.b.number, each.a.article)):
            best[place] = max(best.get(place, 0.0), rank)
    return best


def copies(compared: Sequence[tuple[Comparison, float]]) -> dict[tuple[int, str], int]:
    """For each unit and other article the number of its near copy there, where it has one."""
    best: dict[tuple[int, str], tuple[float, int]] = {}
    for each, _ in compared:
        rank = min(each.shares())
        if rank < COPY:
            continue
        for one, other in ((each.a, each.b), (each.b, each.a)):
            place = one.number, other.article
            if place not in best or rank > best[place][0]:
                best[place] = rank, other.number
    return {place: number for place, (_, number) in best.items()}


COPY = 0.7
"""Part of the content words of both sentences that a near copy shares."""

NAMES = ("share_a", "share_b", "cosine", "content", "others", "loose", "beside")


def features(each: Comparison, difference: Difference, cosine: float) -> tuple[float, ...]:
    """The figures a finding is rated by, in the order of ``NAMES``."""
    share_a, share_b = each.shares()
    return (
        share_a,
        share_b,
        cosine,
        math.log1p(each.content()),
        float(len(each.differences) - 1),
        float(each.loose()),
        float(each.beside(difference)),
    )


def _probability(given: tuple[float, ...]) -> float:
    """A rank from 0 to 1, larger for sentences that share more.

    The slope is set by hand: above the limits the public data holds no false finding to fit it on.
    """
    share_a, share_b, cosine, content, others, loose, beside = given
    share = min(share_a, share_b)
    if content < math.log1p(MIN_CONTENT) or share < MIN_SHARE or cosine < MIN_COSINE:
        return 0.0
    if others > 1 or (others and share < SEVERAL_SHARE) or beside > MAX_BESIDE:
        return 0.0
    value = 12 * (share - 0.65) - 1.0 * loose - 2 * others + 2
    return 1 / (1 + math.exp(-value))


def _reason(given: tuple[float, ...]) -> str:
    share_a, share_b, cosine = given[:3]
    return f"words shared {share_a:.2f} and {share_b:.2f}, cosine {cosine:.2f}"
