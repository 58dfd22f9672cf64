"""Acts of different articles that are one act, in sentences worded differently: with another doer,
at another time, or with the contrary outcome."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.models import Event, Span, TimeExpression, Token
from rashomon.stages.collate.conflict import names, places, times
from rashomon.stages.collate.conflict.clauses import clause_of
from rashomon.stages.collate.conflict.comparison import Difference
from rashomon.stages.collate.conflict.senses import one_sense, senses, shared
from rashomon.stages.collate.conflict.things import (
    Thing,
    cleft,
    lemma_of,
    same_thing,
    things,
)
from rashomon.stages.collate.conflict.times import is_offset
from rashomon.stages.collate.conflict.words import DENYING_VERBS
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.units import Unit, content_lemmas

__all__ = ["Act", "Pair", "acts", "pairs"]

MIN_COSINE = 0.45
MIN_SHARED = 3
MIN_SHARE = 0.6
"""Cosine of two sentences, content words that two clauses share and their part of the shorter
clause, below which two acts are not taken for one."""

DEED_COSINE = 0.3
"""The cosine asked for where verb and object are the same; none where both say "it was ... that":
such a sentence tells one thing only, and its vector follows its names."""

VAGUE_SHARE = 0.8
"""The share asked for where one of the doers has no name. All four are set by hand; what they let
through in 69 stories of data/group was read (evals/read_conflicts.py); no held-out figure."""

ONCE = datetime.timedelta(days=2)
"""Acts told at times further apart may have been done twice (missile tests, matches)."""

_LIGHT = frozenset(
    "be have do say tell add get go make take come call ask know think see want need use show "
    "include seem become let keep put write report accord continue begin start".split()
)
_ONCE = frozenset(
    "arrive land reach leave die born bury sign resign crash wreck marry arrest appoint inaugurate "
    "capsize founder unveil acquit convict sentence".split()
)
"""Verbs of what is done once to one thing within a few days."""

_STILL = frozenset(
    "die born bury sign crash wreck strike hit ram marry arrest capsize founder collide".split()
)
"""Verbs of what is done once and at one place."""

_WRECKS = frozenset("wreck".split())

_ONE_DOER = frozenset("open chair convene close host adjourn preside".split())
"""Verbs whose object has one doer: a meeting is opened by one person."""

_AT = frozenset("in at on near inside outside off beside against".split())
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"})
_OPEN = frozenset({"yet", "still", "without", "whether", "if"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_PRONOUNS = frozenset({"she", "it", "they", "he"})


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


@dataclass(frozen=True, slots=True)
class Pair:
    """Two acts that seem one, with what differs between them."""

    a: Act
    b: Act
    difference: Difference
    cosine: float
    shared: int
    share: float


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
    verbs = [t for t in _within(unit, event.action) if t.pos == "VERB"]
    if not verbs:
        return None
    verb = verbs[-1]
    singled = cleft(unit, verb, tokens)
    held = things(unit, verb, tokens)
    lemma = lemma_of(verb, held)
    if lemma in _LIGHT and not singled:
        return None
    above = _above(verb, tokens)
    denied = event.negated or event.certainty == "denied" or above in DENYING_VERBS
    if event.certainty not in ("asserted", "denied") and above not in DENYING_VERBS:
        return None
    clause = clause_of(unit, verb, tokens)
    doer = list(singled) or (_within(unit, event.actor) if event.actor else [])
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


def _within(unit: Unit, span: Span) -> list[Token]:
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
            for s in (apart if is_offset(_words(unit, time)) else hanging)
        )
    ]
    return tuple(sorted(found, key=lambda time: not is_offset(_words(unit, time))))


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


def _words(unit: Unit, time: TimeExpression) -> str:
    return unit.text[time.start - unit.span[0] : time.end - unit.span[0]]


def pairs(context: Context, copies: Mapping[tuple[int, str], int]) -> Iterator[Pair]:
    """Acts of different articles that are one act and cannot both be right.

    :param copies: for a unit and another article the unit there that is its near copy: an act is
        compared with those of that one only.
    """
    groups: dict[object, list[Act]] = defaultdict(list)
    found = acts(context)
    for act in found:
        for key in [act.lemma, *sorted(senses(act.lemma))]:
            groups[key].append(act)
    seen: set[tuple[int, int, int, int]] = set()
    for members in groups.values():
        for first, a in enumerate(members):
            for b in members[first + 1 :]:
                place = (a.unit.number, a.verb.start, b.unit.number, b.verb.start)
                if a.unit.article == b.unit.article or place in seen:
                    continue
                seen.add(place)
                if copies.get((a.unit.number, b.unit.article), b.unit.number) != b.unit.number:
                    continue
                if copies.get((b.unit.number, a.unit.article), a.unit.number) != a.unit.number:
                    continue
                yield from _pair(context, a, b)


def _pair(context: Context, a: Act, b: Act) -> Iterator[Pair]:
    cosine = float(context.vectors[a.unit.number] @ context.vectors[b.unit.number])
    if cosine < MIN_COSINE and not _told_briefly(a, b, cosine):
        return
    common = shared(sorted(a.rest), sorted(b.rest))
    share = common / max(1, min(len(a.rest), len(b.rest)))
    for difference in _differences(context, a, b, common, share):
        yield Pair(a, b, difference, cosine, common, share)


def _told_briefly(a: Act, b: Act, cosine: float) -> bool:
    """Whether verb and object make two acts one though little else in the sentences is alike."""
    if a.single and b.single:
        return same_thing(_core(a), _core(b))
    return cosine >= DEED_COSINE and (same_thing(_core(a), _core(b)) or _wrecked(a, b))


def _differences(
    context: Context, a: Act, b: Act, common: int, share: float
) -> Iterator[Difference]:
    when = _when(a, b)
    told_alike = share >= MIN_SHARE and common >= 1
    one_deed = same_thing(_core(a), _core(b))
    if not told_alike and not one_deed and not _wrecked(a, b):
        return
    same = bool(a.doers & b.doers)
    if a.denied != b.denied:
        if a.settled and b.settled and same and when is not False:
            yield Difference("outcome", _phrase(a), _phrase(b), _outcome(a), _outcome(b), ())
        return
    if when is False and _once(a, b) and _one_time(a, b, common, share):
        x, y = a.times[0], b.times[0]
        values = x.value or _words(a.unit, x), y.value or _words(b.unit, y)
        yield Difference("time", (x.start, x.end), (y.start, y.end), *values, ())
    if when is False:
        return
    if (told_alike and common >= MIN_SHARED and _other_doer(a, b)) or (
        one_deed and _one_doer(context, a, b)
    ):
        yield Difference("actor", a.agent, b.agent, a.doer, b.doer, ())
    if (same or _wrecked(a, b)) and _any(a, _STILL) and _any(b, _STILL):
        yield from _elsewhere(context, a, b)


def _core(act: Act) -> tuple[Thing, ...]:
    """The object of an act, or where it has none the things in its phrases; of an idiom what
    follows the noun that makes it."""
    idle = act.lemma.partition("+")[2]
    held = [thing for thing in act.things if thing.head != idle]
    objects = tuple(thing for thing in held if not thing.prep)
    return objects or tuple(held)


def _any(act: Act, verbs: frozenset[str]) -> bool:
    """Whether an act is one of some verbs or has a sense with one."""
    return act.lemma in verbs or any(one_sense(act.lemma, verb) for verb in sorted(verbs))


def _one_time(a: Act, b: Act, common: int, share: float) -> bool:
    """Whether two acts that are told at different times were done once, by one doer."""
    if share >= MIN_SHARE and common >= MIN_SHARED - 1 and _same_doer(a, b, common, share):
        return True
    if not (a.doers & b.doers and _any(a, _ONCE) and _any(b, _ONCE)):
        return False
    return same_thing(a.things, b.things)


def _one_doer(context: Context, a: Act, b: Act) -> bool:
    """Whether an act that only one can have done is told of two who cannot be one."""
    if a.lemma != b.lemma or not (a.doer and b.doer) or a.doers & b.doers:
        return False
    if names.same_name(a.doer, b.doer) or not _one_kind(context, a, b):
        return False
    return a.single or b.single or (a.lemma in _ONE_DOER and a.named and b.named)


def _one_kind(context: Context, a: Act, b: Act) -> bool:
    """Whether two doers are both persons, or both countries: as the relative pronouns of two
    clefts tell, else as the actors' types do."""
    if a.single and b.single:
        own = [_within(act.unit, act.event.actor or act.agent) for act in (a, b)]
        persons = ["who" in {t.text.lower() for t in words} for words in own]
        return persons[0] == persons[1]
    kinds = [{context.actors[actor].type for actor in sorted(act.doers)} for act in (a, b)]
    return bool(kinds[0] & kinds[1])


def _wrecked(a: Act, b: Act) -> bool:
    """Whether both tell of a wreck, of something that neither names."""
    unnamed = not (a.doers or b.doers) and (
        one_sense(a.head, b.head) or bool({a.head, b.head} & _PRONOUNS)
    )
    return unnamed and _any(a, _WRECKS) and _any(b, _WRECKS)


def _elsewhere(context: Context, a: Act, b: Act) -> Iterator[Difference]:
    """Two named places of one act, of which neither is known to lie in the other."""
    mine, theirs = _spots(a), _spots(b)
    if not mine or not theirs:
        return
    beside = places.together(context.units)
    for x in mine:
        for y in theirs:
            apart = (x.ent == "GPE") == (y.ent == "GPE") and not names.compatible_places(
                x.name, y.name
            )
            if not apart or (names.plain(x.name), names.plain(y.name)) in beside:
                return
    yield Difference("place", mine[0].span, theirs[0].span, mine[0].name, theirs[0].name, ())


def _spots(act: Act) -> list[Thing]:
    """Named places at which an act is done; what a ship strikes is one."""
    return [
        thing
        for thing in act.things
        if thing.name
        and thing.ent not in ("PERSON", "NORP", "DATE", "TIME")
        and (thing.prep in _AT or (not thing.prep and _any(act, _WRECKS)))
    ]


def _once(a: Act, b: Act) -> bool:
    """Whether two times lie so near each other that the act was hardly done at both."""
    x, y = (times.interval(t.value, t.until) for t in (a.times[0], b.times[0]))
    if x is None or y is None:
        return True
    return max(x[0] - y[1], y[0] - x[1]) <= ONCE and max(x[1] - x[0], y[1] - y[0]) <= ONCE


def _same_doer(a: Act, b: Act, common: int, share: float) -> bool:
    """Whether two acts have one doer; a doer without a name may be anybody's where all else is
    told alike."""
    if a.doers and b.doers:
        return bool(a.doers & b.doers)
    return (a.vague or b.vague) and share >= VAGUE_SHARE and common >= MIN_SHARED - 1


def _phrase(act: Act) -> Span:
    """From a denying verb, where one stands above, to the verb of the act."""
    start = act.event.action[0] if act.event.action else act.verb.start
    return min(start, act.event.start) if act.denied else start, act.verb.end


def _outcome(act: Act) -> str:
    return ("not " if act.denied else "") + act.lemma.partition("+")[0]


def _other_doer(a: Act, b: Act) -> bool:
    """Whether both name the person who did it, and the two cannot be one."""
    if not (a.named and b.named and a.doer and b.doer) or a.doers & b.doers:
        return False
    if a.verb.lemma != b.verb.lemma:
        return False
    return (
        not names.same_name(a.doer, b.doer)
        and not (a.rest & _lemmas(b.doer))
        and not (b.rest & _lemmas(a.doer))
    )


def _lemmas(text: str) -> frozenset[str]:
    return frozenset(text.lower().split())


def _when(a: Act, b: Act) -> bool | None:
    """Whether the times of two acts agree; None where not both have one."""
    if not a.times or not b.times:
        return None
    return any(
        times.agree(x, _words(a.unit, x), y, _words(b.unit, y)) for x in a.times for y in b.times
    )
