"""Tolls: how many were killed, hurt or missing, as the lead of each report gives it.

One story has one toll of a kind: two leads that give it differently disagree however few words
they share ("Seven dead after derailment", "Five dead after vehicle overturns"). Where a bound lets
both be right ("at least five"), the toll has risen since: a development.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.stages.collate.conflict import numbers, times
from rashomon.stages.collate.conflict.figures import Figure, Match, figures
from rashomon.stages.collate.conflict.names import compatible_places
from rashomon.stages.collate.conflict.senses import shared
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.units import Unit

__all__ = ["Toll", "tolls"]

MIN_COSINE = 0.5
"""Cosine of two sentences that give a toll. In 70 stories of data/group whose pairs were read
(``evals/read_conflicts.py``) the sentences of one toll lie above, those of another happening that
a lead mentions mostly below."""

_KINDS = (
    frozenset("dead kill kills killed killing die dies died dying deaths fatalities slain".split()),
    frozenset("hurt injure injures injured injuring injuries wounded wounding wounds".split()),
    frozenset("missing unaccounted".split()),
)
"""Words by which a quantity measures victims, a kind of them each."""

_OF_ANOTHER = frozenset(
    "he she they him her suspect gunman attacker bomber assailant since last previous previously "
    "past ago similar another other first anniversary record deadliest including include among "
    "more additional further each every average alone least half third fear feared may might "
    "could would no nobody rise rose rising climb climbed up down seriously slightly critically "
    "badly lightly severely".split()
)
"""Words beside a toll that make it a part, the toll of another happening, or one that changes."""

_ANYBODY = frozenset("people persons person victims".split())
"""What a toll may count: a smaller group ("two pilots") is a part of it."""
_VAGUE = re.compile(r"dozens|scores|hundreds|thousands|several|many", re.IGNORECASE)
"""A toll in such words says nothing that a figure could raise."""

_NEAR = 4
"""Words before and after a figure among which those are looked for."""

_DAYS = datetime.timedelta(days=4)
"""A toll dated further before its report is that of another happening."""


@dataclass(frozen=True, slots=True)
class Toll:
    """Two leads that give a toll differently; ``risen`` where a bound lets both be right."""

    match: Match
    risen: bool


def tolls(context: Context) -> Iterator[Toll]:
    """Tolls of one kind that the leads of two articles give differently, in order of the text."""
    for kind in _KINDS:
        given = _given(context, kind)
        keys = list(given)
        for number, left in enumerate(keys):
            for right in keys[number + 1 :]:
                found = _differing(context, given[left], given[right])
                if found is not None:
                    yield found


def _given(context: Context, kind: frozenset[str]) -> dict[str, list[Figure]]:
    """The tolls of a kind in the lead of each article."""
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures(context):
        if figure.unit.lead and _counts(figure, kind) and not _other(context, figure):
            found[figure.unit.article].append(figure)
    return found


def _counts(figure: Figure, kind: frozenset[str]) -> bool:
    """Whether a figure counts victims of a kind, by what its quantity measures."""
    unit, quantity = figure.unit, figure.quantity
    if _VAGUE.search(unit.text[quantity.start - unit.span[0] : quantity.end - unit.span[0]]):
        return False
    words = set((quantity.measures or "").lower().split())
    if not words & kind or any(words & other for other in _KINDS if other is not kind):
        return False
    return quantity.unit == "person" and words - kind <= _ANYBODY


def _other(context: Context, figure: Figure) -> bool:
    """Whether a figure is a part, or seems to be the toll of another happening."""
    if figure.part or figure.partitive:
        return True
    unit, quantity = figure.unit, figure.quantity
    before = [t for t in unit.tokens if t.end <= quantity.start][-_NEAR:]
    after = [t for t in unit.tokens if t.start >= quantity.end][:_NEAR]
    # "at least" is the modifier of the quantity itself
    around = {t.text.lower() for t in (*before, *after)} - {"least"}
    return bool(around & _OF_ANOTHER) or _long_ago(context, unit)


def _long_ago(context: Context, unit: Unit) -> bool:
    told = times.interval(context.articles[unit.article].article.published)
    spans = [times.interval(time.value, time.until) for time in unit.times]
    known = [span for span in spans if span is not None]
    return told is not None and any(told[0] - span[1] > _DAYS for span in known)


def _differing(context: Context, mine: Sequence[Figure], theirs: Sequence[Figure]) -> Toll | None:
    """The closest tolls of two leads, where no two of them are one figure."""
    every = [(a, b) for a in mine for b in theirs]
    if any(a.quantity.value == b.quantity.value or _rounded(a, b) for a, b in every):
        return None
    pairs = [(a, b) for a, b in every if _beside(context, a, b) >= MIN_COSINE]
    if not pairs or any(_apart(a, b) for a, b in pairs):
        return None
    a, b = max(pairs, key=lambda pair: _beside(context, *pair))
    common = shared(sorted(a.clause), sorted(b.clause))
    share = common / max(1, min(len(a.clause), len(b.clause)))
    risen = any(numbers.agree(x.quantity, y.quantity) for x, y in every)
    return Toll(Match(a, b, _beside(context, a, b), common, share, False), risen)


def _rounded(a: Figure, b: Figure) -> bool:
    """Whether two figures agree without a bound: one of them is rounded or a range."""
    bounds = {"at_least", "over", "at_most", "under"}
    if {a.quantity.modifier, b.quantity.modifier} & bounds:
        return False
    return numbers.agree(a.quantity, b.quantity)


def _beside(context: Context, a: Figure, b: Figure) -> float:
    return float(context.vectors[a.unit.number] @ context.vectors[b.unit.number])


def _apart(a: Figure, b: Figure) -> bool:
    """Whether both sentences name places and none of them can be one."""
    if not (a.places and b.places):
        return False
    return not any(compatible_places(x, y) for x in a.places for y in b.places)
