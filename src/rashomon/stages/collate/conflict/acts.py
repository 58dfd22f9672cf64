"""Acts: what a story asserts or denies that somebody did, laid out to be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.models import Event, Span, TimeExpression, Token
from rashomon.stages.collate.conflict.clauses import clause_of
from rashomon.stages.collate.conflict.things import (
    Thing,
    cleft,
    lemma_of,
    things,
)
from rashomon.stages.collate.conflict.times import is_offset
from rashomon.stages.collate.conflict.words import DENYING_VERBS
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.units import Unit, content_lemmas

__all__ = ["Act", "acts", "time_words", "within"]

_LIGHT = frozenset(
    "be have do say tell add get go make take come ask know think see want need use show "
    "include seem become let keep put write report accord continue begin start".split()
)
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"})
_OPEN = frozenset({"yet", "still", "without", "whether", "if"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class Act:
    """An asserted event with what it is compared by.

    ``rest`` are the content lemmas of the clause without verb and doer; ``denied`` tells that it
    did not happen, by a negation or a verb like "refuse" above it; ``vague`` tells a doer without
    a name ("the two leaders"); ``settled`` that nothing in the clause leaves it open; ``lemma``
    the verb or the idiom that it makes; ``agent`` where the doer stands; ``single`` that a cleft
    singles the doer out ("it was Ada who ..."); ``head`` the doer's noun.
    """

    unit: Unit
    event: Event
    verb: Token
    lemma: str
    agent: Span
    single: bool
    head: str
    things: tuple[Thing, ...]
    doers: frozenset[str]
    doer: str
    named: bool
    vague: bool
    rest: frozenset[str]
    denied: bool
    settled: bool
    times: tuple[TimeExpression, ...]
    places: frozenset[str]


def acts(context: Context) -> list[Act]:
    """Every act that a story asserts or denies, outside quotation marks, with a verb of weight."""
    found = []
    for unit in context.units:
        tokens = context.articles[unit.article].parse.tokens
        for event in unit.events:
            if event.quote is not None and context.quote(unit, event.quote).kind != "indirect":
                continue
            each = _act(unit, event, tokens)
            if each is not None:
                found.append(each)
    return found


def _act(unit: Unit, event: Event, tokens: Sequence[Token]) -> Act | None:
    if event.action is None:
        return None
    verbs = [t for t in within(unit, event.action) if t.pos == "VERB"]
    if not verbs:
        return None
    verb = verbs[-1]
    singled = cleft(unit, verb, tokens)
    held = things(unit, verb, tokens)
    lemma = lemma_of(unit, verb, held, tokens)
    if lemma in _LIGHT and not singled:
        return None
    above = _above(verb, tokens)
    denied = event.negated or event.certainty == "denied" or above in DENYING_VERBS
    if event.certainty not in ("asserted", "denied") and above not in DENYING_VERBS:
        return None
    clause = clause_of(unit, verb, tokens)
    doer = list(singled) or (within(unit, event.actor) if event.actor else [])
    doer += _apposed(unit, doer, tokens)
    agent = (doer[0].start, doer[-1].end) if doer else unit.span
    rest = [
        t
        for t in clause
        if t not in doer
        and t is not verb
        and not any(time.start <= t.start < time.end for time in unit.times)
    ]
    return Act(
        unit=unit,
        event=event,
        verb=verb,
        lemma=lemma,
        agent=agent,
        single=bool(singled),
        head=doer[-1].lemma.lower() if doer else "",
        things=held,
        doers=_ids(unit, agent if doer else None),
        vague=bool(doer) and not any(t.pos == "PROPN" for t in doer),
        doer=" ".join(t.text for t in doer if t.ent in _NAMED or t.pos == "PROPN"),
        named=any(t.ent == "PERSON" for t in doer),
        rest=frozenset(content_lemmas(rest)),
        denied=denied,
        settled=_settled(verb, clause),
        times=_times(unit, verb, tokens),
        places=frozenset(t.text for t in rest if t.ent in _PLACES),
    )


def _settled(verb: Token, clause: Sequence[Token]) -> bool:
    """Whether a clause says for good what happened: no "yet", no perfect, no "before deciding",
    no "without" among its words."""
    words = {t.text.lower() for t in clause}
    perfect = any(t.lemma.lower() == "have" and t.dep == "aux" and t.tag != "VBD" for t in clause)
    return not (words & _OPEN) and not perfect and not (verb.tag == "VBG" and verb.dep == "pcomp")


def _apposed(unit: Unit, doer: Sequence[Token], tokens: Sequence[Token]) -> list[Token]:
    """The name set beside a doer that is told by a description ("The painter Otto Lind")."""
    if any(t.ent == "PERSON" for t in doer):
        return []
    heads = [t for t in doer if t.dep in ("nsubj", "nsubjpass", "pobj")]
    beside = [t for t in unit.tokens if t.dep == "appos" and tokens[t.head] in heads]
    return [
        t
        for t in unit.tokens
        if t.ent == "PERSON" and any(t == name or tokens[t.head] == name for name in beside)
    ]


def within(unit: Unit, span: Span) -> list[Token]:
    """The words of a unit that begin inside a span."""
    return [t for t in unit.tokens if span[0] <= t.start < span[1]]


def _above(verb: Token, tokens: Sequence[Token]) -> str:
    """Lemma of the verb that an infinitive hangs on ("refused to suspend")."""
    head = tokens[verb.head]
    return head.lemma.lower() if verb.dep == "xcomp" and head != verb else ""


def _ids(unit: Unit, span: Span | None) -> frozenset[str]:
    if span is None:
        return frozenset()
    return frozenset(actor for (s, e), actor in unit.actors if s < span[1] and span[0] < e)


def _times(unit: Unit, verb: Token, tokens: Sequence[Token]) -> tuple[TimeExpression, ...]:
    """Times known to the day that hang on the verb itself, not on one of its nouns."""
    hanging = {t.start for t in unit.tokens if _hangs(t, verb, tokens, 2)}
    apart = {t.start for t in unit.tokens if _hangs(t, verb, tokens, 3)}
    found = [
        time
        for time in unit.times
        if any(
            time.start <= s < time.end
            for s in (apart if is_offset(time_words(unit, time)) else hanging)
        )
    ]
    return tuple(sorted(found, key=lambda time: not is_offset(time_words(unit, time))))


def _hangs(token: Token, verb: Token, tokens: Sequence[Token], steps: int) -> bool:
    """Whether a verb stands so many steps above a word, prepositions on the way in two of them."""
    for step in range(steps):
        head = tokens[token.head]
        if head == verb:
            return True
        if head == token or (steps == 2 and step == 0 and head.pos != "ADP"):
            return False
        token = head
    return False


def time_words(unit: Unit, time: TimeExpression) -> str:
    """The words of a time expression of a unit."""
    return unit.text[time.start - unit.span[0] : time.end - unit.span[0]]
