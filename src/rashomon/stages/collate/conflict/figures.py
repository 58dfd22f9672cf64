"""Figures of different articles that measure the same thing, in sentences worded differently."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rashomon.models import Quantity, TimeExpression, Token
from rashomon.stages.collate.conflict import numbers, times
from rashomon.stages.collate.conflict.clauses import clause_of, verb_of
from rashomon.stages.collate.conflict.names import same_name
from rashomon.stages.collate.conflict.senses import one_sense, shared
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.units import Unit, content_lemmas

__all__ = ["Figure", "Match", "figures", "matches", "rises", "updates", "victims", "within"]

MIN_COSINE = 0.4
"""Cosine of two sentences below which their figures are not compared."""

_DAY = datetime.timedelta(days=1)

_SKIPPED = frozenset({"ordinal", "time", "percent"})
_PARTS = frozenset(
    "include including among another other more additional further extra up remaining rest "
    "each per every average alone".split()
)
"""Words beside a figure that make it a part, an addition or a rate of something else."""

MIN_SHARED = 3
DATED_SHARE = 0.6
VICTIM_SHARE = 0.6
"""Content words that two clauses must share, and their part of the shorter clause. Set by hand
after reading matches in 25 stories of data/group (evals/read_conflicts.py); no held-out figure."""

ONE_COSINE = 0.75
ONE_SHARE = 0.7
"""Cosine of two sentences of one article, and part of the shorter one's content words in the other,
for their counts of victims to be of one happening (as in ``itself``)."""

_VICTIMS = ("dead", "injure", "missing")
_TELLERS = frozenset("source official witness expert analyst person officer resident".split())
_CHANGES = frozenset("rise fall increase decrease climb drop up down previous earlier".split())
_LEADING = frozenset("on by in at of".split())
_EARLIER = _CHANGES | frozenset("before early initially first later late now then toll".split())
_PLACES = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity with the noun it counts, the verb it belongs to, and the clause around it."""

    unit: Unit
    quantity: Quantity
    noun: str
    verb: str
    clause: frozenset[str]
    places: frozenset[str]
    part: bool
    partitive: bool


@dataclass(frozen=True, slots=True)
class Match:
    """Two figures that seem to measure the same thing and cannot both be right."""

    a: Figure
    b: Figure
    cosine: float
    shared: int
    share: float
    dated: bool


def figures(context: Context) -> list[Figure]:
    """Every figure of a story that counts or measures something."""
    found = []
    for unit in context.units:
        tokens = context.articles[unit.article].parse.tokens
        for quantity in unit.quantities:
            if quantity.value is not None and quantity.unit not in _SKIPPED and not _age(quantity):
                each = _figure(unit, quantity, tokens)
                if each is not None:
                    found.append(each)
    return found


def _age(quantity: Quantity) -> bool:
    """Whether a figure is an age: whose it is, its sentence tells too loosely to compare."""
    return quantity.measures == "age"


def _figure(unit: Unit, quantity: Quantity, tokens: Sequence[Token]) -> Figure | None:
    if any(t.start <= quantity.start and quantity.end <= t.end for t in unit.times):
        return None
    inside = [t for t in unit.tokens if quantity.start <= t.start < quantity.end]
    if not inside:
        return None
    noun = _noun(inside, tokens)
    verb = verb_of(noun, tokens)
    clause = clause_of(unit, verb, tokens) if verb else unit.tokens
    low, high = inside[0].start, max(inside[-1].end, noun.end)
    near = _near(unit, low, high)
    names = [t.text for t in unit.tokens if t.ent in _PLACES]
    lemmas = frozenset(content_lemmas(t for t in clause if not low <= t.start < inside[-1].end))
    return Figure(
        unit=unit,
        quantity=quantity,
        noun=noun.lemma.lower() if noun.pos != "NUM" else quantity.unit or "",
        verb=verb.lemma.lower() if verb else "",
        clause=lemmas | _measured(quantity),
        places=frozenset(names),
        part=any(
            t.lemma.lower() in _PARTS | _CHANGES or (t.end <= low and t.text.lower() == "from")
            for t in near
        ),
        partitive=any(t.start >= inside[-1].end and t.text.lower() == "of" for t in near[-2:-1]),
    )


def _measured(quantity: Quantity) -> frozenset[str]:
    return frozenset(w for w in (quantity.measures or "").lower().split() if len(w) > 2)


def _noun(inside: Sequence[Token], tokens: Sequence[Token]) -> Token:
    """The counted noun: inside the quantity, or what its number modifies."""
    for token in reversed(inside):
        if token.pos in ("NOUN", "PROPN"):
            return token
    token = inside[-1]
    return tokens[token.head] if token.dep in ("nummod", "amod", "compound") else token


def _near(unit: Unit, low: int, high: int) -> list[Token]:
    """Three words before and two after a figure."""
    before = [t for t in unit.tokens if t.end <= low][-3:]
    after = [t for t in unit.tokens if t.start >= high][:2]
    return before + after


def matches(context: Context, copies: Mapping[tuple[int, str], int]) -> Iterator[Match]:
    """Pairs of figures of different articles that measure the same and disagree.

    :param copies: for a unit and another article the unit there that is its near copy: a figure
        is compared with that one only.
    """
    found = figures(context)
    for first, a in enumerate(found):
        for b in found[first + 1 :]:
            if a.unit.article == b.unit.article or not _comparable(a, b):
                continue
            if numbers.agree(a.quantity, b.quantity) or _told(found, a, b) or _told(found, b, a):
                continue
            if copies.get((a.unit.number, b.unit.article), b.unit.number) != b.unit.number:
                continue
            if copies.get((b.unit.number, a.unit.article), a.unit.number) != a.unit.number:
                continue
            each = _match(context, a, b)
            if each is not None and _strong(each):
                yield each


def rises(context: Context) -> Iterator[Match]:
    """Counts of victims that a later report raises though both can be right ("at least 12", the
    next day "at least 17"), the earlier figure first."""
    found = [f for f in figures(context) if victims(f)]
    days = {key: times.interval(each.article.published) for key, each in context.articles.items()}
    for a in found:
        for b in found:
            before, after = days[a.unit.article], days[b.unit.article]
            if before is None or after is None or after[0] < before[1]:
                continue
            if _raised(a.quantity, b.quantity) and victims(a) & victims(b) and _comparable(a, b):
                each = _match(context, a, b)
                if each is not None and _strong(each):
                    yield each


def _raised(old: Quantity, new: Quantity) -> bool:
    """Whether a lower bound gave way to a higher figure that it allows."""
    if old.modifier not in ("at_least", "over") or old.value is None or new.value is None:
        return False
    return new.value > old.value and numbers.agree(old, new)


def within(context: Context) -> Iterator[Match]:
    """Counts of victims in one article that disagree: it contradicts itself.

    Both sentences must give one day, be alike as wholes, and tell of no change: a report may list
    several attacks, or what was known before.
    """
    by_article: dict[str, list[Figure]] = {}
    for each in figures(context):
        if victims(each) and not _EARLIER & {t.lemma.lower() for t in each.unit.tokens}:
            by_article.setdefault(each.unit.article, []).append(each)
    for own in by_article.values():
        for first, a in enumerate(own):
            for b in own[first + 1 :]:
                if a.unit.number == b.unit.number or not _comparable(a, b):
                    continue
                if numbers.agree(a.quantity, b.quantity) or not victims(a) & victims(b):
                    continue
                match = _match(context, a, b)
                if match is not None and match.dated and _alike(match):
                    yield match


def _alike(match: Match) -> bool:
    """Whether two sentences tell one thing as wholes."""
    mine, theirs = set(match.a.unit.lemmas), set(match.b.unit.lemmas)
    least = min(len(mine), len(theirs))
    return match.cosine >= ONE_COSINE and len(mine & theirs) >= ONE_SHARE * least


def updates(context: Context) -> Iterator[Match]:
    """Figures of other articles that a sentence itself says have changed ("rose to 17 from 14").

    The old figure of the sentence must be that of the other article, and both count one thing.
    """
    found = figures(context)
    for unit in context.units:
        for old, new in _changes(unit):
            later = _figure(unit, new, context.articles[unit.article].parse.tokens)
            if later is None:
                continue
            for each in found:
                same = each.quantity.value == old.value and each.unit.article != unit.article
                if same and not each.part and _counts_same(each, unit):
                    yield Match(each, later, _cosine(context, each, later), 1, 1.0, False)


def _counts_same(figure: Figure, unit: Unit) -> bool:
    """Whether a figure counts what a sentence tells the change of: one kind of victim, or things
    named by the same noun or verb with another word of the clause."""
    words = frozenset(s for s in _VICTIMS if any(one_sense(s, w) for w in unit.lemmas))
    if victims(figure) & words:
        return True
    told = any(
        one_sense(mine, word) and mine not in _CHANGES
        for mine in (figure.noun, figure.verb)
        for word in unit.lemmas
    )
    return told and shared(sorted(figure.clause), sorted(set(unit.lemmas))) >= MIN_SHARED - 1


def _changes(unit: Unit) -> Iterator[tuple[Quantity, Quantity]]:
    """Old and new figure of "to 17 from 14" and "from 14 to 17"."""
    for first, last in pairwise(unit.quantities):
        between = _without_times(unit, first.end, last.start)
        before = unit.text[: first.start - unit.span[0]].split()[-1:]
        if between == "from" and before == ["to"]:
            yield last, first
        elif between == "to" and before == ["from"]:
            yield first, last


def _without_times(unit: Unit, start: int, end: int) -> str:
    """The words between two places of a sentence, without times and the words that lead to them
    ("to 17 on Saturday from 12")."""
    words = unit.text[start - unit.span[0] : end - unit.span[0]]
    for time in unit.times:
        if start <= time.start and time.end <= end:
            words = words.replace(
                unit.text[time.start - unit.span[0] : time.end - unit.span[0]], ""
            )
    return " ".join(w for w in words.split() if w not in _LEADING)


def _cosine(context: Context, a: Figure, b: Figure) -> float:
    return float(context.vectors[a.unit.number] @ context.vectors[b.unit.number])


def _told(found: Sequence[Figure], a: Figure, b: Figure) -> bool:
    """Whether the article of ``b`` has a figure beside it that agrees with ``a``."""
    return any(
        other.unit.article == b.unit.article
        and abs(other.unit.number - b.unit.number) <= 1
        and numbers.same_unit(a.quantity, other.quantity)
        and numbers.agree(a.quantity, other.quantity)
        for other in found
    )


def _strong(match: Match) -> bool:
    """Whether two clauses share enough to measure one thing.

    Clauses that name one time may share less; else the figures must be parts of one whole ("four
    of the six boats") or count, where both articles open, the victims of the happening.
    """
    a, b = match.a, match.b
    if match.shared < MIN_SHARED or a.noun in _TELLERS or b.noun in _TELLERS:
        return False
    if match.dated or (a.partitive and b.partitive):
        return match.share >= DATED_SHARE
    lead = a.unit.lead and b.unit.lead
    return lead and bool(victims(a) & victims(b)) and match.share >= VICTIM_SHARE


def victims(figure: Figure) -> frozenset[str]:
    """Which victims a figure counts: dead, hurt, missing; none where it counts something else."""
    words = {*figure.clause, figure.noun, figure.verb}
    return frozenset(sense for sense in _VICTIMS if any(one_sense(sense, w) for w in words))


def _comparable(a: Figure, b: Figure) -> bool:
    if a.part or b.part or a.partitive != b.partitive or not (a.noun and b.noun):
        return False
    if not numbers.same_unit(a.quantity, b.quantity) and not one_sense(a.noun, b.noun):
        return False
    return one_sense(a.noun, b.noun) or (
        a.quantity.unit == "person" == b.quantity.unit and one_sense(a.verb, b.verb)
    )


def _match(context: Context, a: Figure, b: Figure) -> Match | None:
    cosine = _cosine(context, a, b)
    if cosine < MIN_COSINE or _elsewhere(a, b):
        return None
    dated = _dated(a.unit, b.unit)
    if dated is False:
        return None
    common = shared(sorted(a.clause), sorted(b.clause))
    least = max(1, min(len(a.clause), len(b.clause)))
    return Match(a, b, cosine, common, common / least, dated is True)


def _elsewhere(a: Figure, b: Figure) -> bool:
    """Whether both sentences name places and share none."""
    if not (a.places and b.places):
        return False
    return not any(same_name(x, y) for x in a.places for y in b.places)


def _days(unit: Unit) -> list[TimeExpression]:
    """Times of a sentence that are known to the day."""
    found = []
    for time in unit.times:
        span = times.interval(time.value, time.until)
        if span is not None and span[1] - span[0] <= _DAY:
            found.append(time)
    return found


def _disjoint(a: frozenset[times.Interval], b: frozenset[times.Interval]) -> bool:
    """Whether no period of one touches a period of the other."""
    return all(x[1] <= y[0] or y[1] <= x[0] for x in a for y in b)


def _periods(unit: Unit) -> frozenset[times.Interval]:
    """Times of a sentence that are longer than a day ("last year")."""
    spans = (times.interval(time.value, time.until) for time in unit.times)
    return frozenset(span for span in spans if span is not None and span[1] - span[0] > _DAY)


def _dated(a: Unit, b: Unit) -> bool | None:
    """Whether two sentences are about one time; None where not both say when, or where one tells
    of a change."""
    if any(t.lemma.lower() in _CHANGES for unit in (a, b) for t in unit.tokens):
        return None
    mine, theirs = _days(a), _days(b)
    periods = _periods(a), _periods(b)
    if not mine and not theirs and all(periods):
        return bool(periods[0] & periods[1]) or (False if _disjoint(*periods) else None)
    if not mine or not theirs:
        return None
    return any(
        times.agree(
            x,
            a.text[x.start - a.span[0] : x.end - a.span[0]],
            y,
            b.text[y.start - b.span[0] : y.end - b.span[0]],
        )
        for x in mine
        for y in theirs
    )
