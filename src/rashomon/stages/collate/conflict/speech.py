"""Quotations that differ: one utterance given to two speakers, or told with another sense."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

from rashomon.stages.collate.conflict.comparison import Comparison, Difference, Report
from rashomon.stages.collate.conflict.edits import compare
from rashomon.stages.collate.conflict.names import same_name
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.units import Unit
from rashomon.stages.collate.utterances import Utterance, utterances

__all__ = ["speakers", "wordings"]

MIN_WORDS = 5
"""Words that two persons are unlikely to say alike."""


_FOR_OTHERS = frozenset(
    "representative spokesman spokeswoman spokesperson lawyer attorney publicist agent aide".split()
)
"""Those who speak for somebody: their words may be given to either."""


def speakers(context: Context) -> Iterator[tuple[Unit, Unit, Difference]]:
    """One utterance given to two named persons."""
    said = utterances(context)
    for first, second, _ in context.moved:
        a, b = said[first], said[second]
        if len(a.words) < MIN_WORDS or len(b.words) < MIN_WORDS or not _clash(context, a, b):
            continue
        left, right = _unit(context, a), _unit(context, b)
        if left is not None and right is not None:
            yield left, right, _difference(context, a, b)


def _clash(context: Context, a: Utterance, b: Utterance) -> bool:
    """Whether both name a person beside the quotation and the two cannot be one."""
    if a.actor is None or b.actor is None or a.actor == b.actor:
        return False
    return (
        all(context.actors[u.actor or ""].type == "person" for u in (a, b))
        and _names(context, a, b)
        and _names(context, b, a)
        and not same_name(_name(context, a), _name(context, b))
    )


def _name(context: Context, utterance: Utterance) -> str:
    return context.actors[utterance.actor or ""].name


def _names(context: Context, utterance: Utterance, other: Utterance) -> bool:
    """Whether the words beside the quotation name the speaker (no pronoun, no description), and not
    as one who speaks for the other."""
    span = utterance.quote.speaker
    if span is None:
        return False
    text = context.articles[utterance.article].article.text[span[0] : span[1]].lower()
    unit = _unit(context, utterance)
    theirs = _name(context, other).split()[-1].lower()
    for_other = unit is not None and theirs in unit.text.lower()
    last = _name(context, utterance).split()[-1].lower()
    return last in text and not (for_other and set(text.split()) & _FOR_OTHERS)


def _difference(context: Context, a: Utterance, b: Utterance) -> Difference:
    spans = [u.quote.speaker or u.quote.spans[0] for u in (a, b)]
    names = _name(context, a), _name(context, b)
    return Difference("actor", spans[0], spans[1], names[0], names[1], ())


def wordings(
    context: Context, reports: Mapping[str, Report]
) -> Iterator[tuple[Comparison, tuple[Unit, Unit]]]:
    """Quotations of one speaker in different articles, laid side by side without what surrounds
    them, with the units they stand in."""
    said = [u for u in utterances(context) if u.marked and u.actor and len(u.words) >= MIN_WORDS]
    for first, a in enumerate(said):
        for b in said[first + 1 :]:
            if a.article == b.article or a.actor != b.actor or not _close(a.words, b.words):
                continue
            yield from _aligned(context, reports, a, b)


def _aligned(
    context: Context, reports: Mapping[str, Report], a: Utterance, b: Utterance
) -> Iterator[tuple[Comparison, tuple[Unit, Unit]]]:
    for left in _units(context, a):
        for right in _units(context, b):
            mine, theirs = _only(left, a), _only(right, b)
            if mine and theirs:
                found = compare(mine, theirs, (reports[a.article], reports[b.article]))
                yield found, (left, right)


def _close(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two quotations share half of the shorter one's words."""
    shared = set(a) & set(b)
    return 2 * len(shared) >= min(len(set(a)), len(set(b)))


def _units(context: Context, utterance: Utterance) -> list[Unit]:
    spans = utterance.quote.spans
    return [
        unit
        for unit in context.of_article[utterance.article]
        if any(s < unit.span[1] and unit.span[0] < e for s, e in spans)
    ]


def _unit(context: Context, utterance: Utterance) -> Unit | None:
    units = _units(context, utterance)
    return units[-1] if units else None


def _only(unit: Unit, utterance: Utterance) -> Unit | None:
    """A unit cut down to the words of the quotation."""
    spans = utterance.quote.spans
    tokens = tuple(t for t in unit.tokens if any(s <= t.start < e for s, e in spans))
    if not tokens:
        return None
    return dataclasses.replace(unit, tokens=tokens, span=(tokens[0].start, tokens[-1].end))
