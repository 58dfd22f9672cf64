"""Acts of different articles that are one act, in sentences worded differently: with another doer,
at another time or place, or with the contrary outcome."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rashomon.models import Span
from rashomon.stages.collate.conflict import names, places, times
from rashomon.stages.collate.conflict.acts import Act, acts, time_words, within
from rashomon.stages.collate.conflict.comparison import Difference
from rashomon.stages.collate.conflict.senses import one_sense, senses, shared
from rashomon.stages.collate.conflict.things import Thing, same_thing
from rashomon.stages.collate.conflict.words import opposed
from rashomon.stages.collate.context import Context

__all__ = ["Pair", "pairs"]

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

_ONCE = frozenset(
    "arrive land reach leave die born bury sign resign crash wreck marry arrest appoint inaugurate "
    "capsize founder unveil acquit convict sentence".split()
)
"""Verbs of what is done once to one thing within a few days."""

_STILL = frozenset(
    "die born bury sign crash wreck strike hit ram marry arrest capsize founder collide".split()
)
"""Verbs of what is done once and at one place."""

_ENDS = frozenset("die born resign".split())
"""Verbs of what happens to somebody once, whatever else is told of it."""

_DECISIONS = frozenset(
    "accept approve adopt pass endorse back sign ratify agree allow permit grant ban forbid bar "
    "block reject refuse decline veto dismiss rebuff oppose convict acquit confirm deny "
    "suspend resume continue cancel turn+down".split()
)
"""Verbs of a decision: whoever takes it does not take its opposite too."""

_WRECK = "wreck"
_VESSELS = ("ship", "plane", "train", "car")

_ONE_DOER = frozenset("open chair convene close host adjourn preside".split())
"""Verbs whose object has one doer: a meeting is opened by one person."""

_AT = frozenset("in at on near inside outside off beside against".split())


@dataclass(frozen=True, slots=True)
class Pair:
    """Two acts that seem one, with what differs between them."""

    a: Act
    b: Act
    difference: Difference
    cosine: float
    shared: int
    share: float


def pairs(context: Context, copies: Mapping[tuple[int, str], int]) -> Iterator[Pair]:
    """Acts of different articles that are one act and cannot both be right.

    :param copies: for a unit and another article the unit there that is its near copy: an act is
        compared with those of that one only.
    """
    groups: dict[object, list[Act]] = defaultdict(list)
    found = acts(context)
    for act in found:
        for key in [act.lemma, *sorted(senses(act.lemma)), *_contraries(act.lemma)]:
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
    if not one_sense(a.lemma, b.lemma) and not _opposed(a, b):
        return
    for difference in _differences(context, a, b, common, share):
        yield Pair(a, b, difference, cosine, common, share)


def _contraries(lemma: str) -> list[str]:
    """Keys under which a decision meets its opposites."""
    return ["decision"] if lemma in _DECISIONS else []


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
    one_deed = same_thing(_core(a), _core(b)) or _same_patient(a, b) or _one_end(a, b)
    if not told_alike and not one_deed and not _wrecked(a, b):
        return
    same = bool(a.doers & b.doers)
    if (a.denied != b.denied) != _opposed(a, b):
        if a.settled and b.settled and same and when is not False:
            yield Difference("outcome", _phrase(a), _phrase(b), _outcome(a), _outcome(b), ())
        return
    if _opposed(a, b):
        return
    if when is False and _once(a, b) and _one_time(a, b, common, share):
        x, y = a.times[0], b.times[0]
        values = x.value or time_words(a.unit, x), y.value or time_words(b.unit, y)
        yield Difference("time", (x.start, x.end), (y.start, y.end), *values, ())
    if when is False:
        return
    alike = told_alike and common >= MIN_SHARED
    if _definite(a, b) and (
        (alike and _other_doer(a, b)) or (one_deed and _one_doer(context, a, b))
    ):
        yield Difference("actor", a.agent, b.agent, a.doer, b.doer, ())
    if (same or _same_patient(a, b) or _wrecked(a, b)) and _any(a, _STILL) and _any(b, _STILL):
        yield from _elsewhere(context, a, b)


def _definite(a: Act, b: Act) -> bool:
    """Whether no object has an indefinite article: two persons may each score "a goal"."""
    return not any(thing.open for act in (a, b) for thing in _core(act) if not thing.prep)


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
    if not (_any(a, _ONCE) and _any(b, _ONCE)):
        return False
    if _same_patient(a, b):
        return True
    return _one_end(a, b) or (bool(a.doers & b.doers) and same_thing(a.things, b.things))


def _one_end(a: Act, b: Act) -> bool:
    """Whether both tell the death, birth or resignation of one named person."""
    named = a.named and b.named and bool(a.doers & b.doers)
    return named and _any(a, _ENDS) and _any(b, _ENDS)


def _same_patient(a: Act, b: Act) -> bool:
    """Whether it is done to one named thing, by nobody named or by doers who may be one."""
    if a.doers and b.doers and not a.doers & b.doers:
        return False
    return any(
        x.name and y.name and names.same_name(x.name, y.name)
        for x in a.things
        for y in b.things
        if not x.prep and not y.prep
    )


def _opposed(a: Act, b: Act) -> bool:
    """Whether two acts are contrary decisions."""
    return bool(set(_contraries(a.lemma)) & set(_contraries(b.lemma))) and opposed(a.lemma, b.lemma)


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
        own = [within(act.unit, act.event.actor or act.agent) for act in (a, b)]
        persons = ["who" in {t.text.lower() for t in words} for words in own]
        return persons[0] == persons[1]
    kinds = [{context.actors[actor].type for actor in sorted(act.doers)} for act in (a, b)]
    return bool(kinds[0] & kinds[1])


def _wrecked(a: Act, b: Act) -> bool:
    """Whether both tell of a wreck, of a ship or the like that neither names."""
    return not (a.doers or b.doers) and all(
        one_sense(act.lemma, _WRECK)
        and (act.head == "she" or any(one_sense(act.head, vessel) for vessel in _VESSELS))
        for act in (a, b)
    )


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
        and (
            thing.prep in _AT
            or (not thing.prep and one_sense(act.lemma, _WRECK) and thing.ent != "GPE")
        )
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
    if a.verb.lemma != b.verb.lemma or _other_figures(a, b):
        return False
    return (
        not names.same_name(a.doer, b.doer)
        and not (a.rest & _lemmas(b.doer))
        and not (b.rest & _lemmas(a.doer))
    )


def _other_figures(a: Act, b: Act) -> bool:
    """Whether both clauses hold figures and share none ("scored in the 12th minute")."""
    mine, theirs = ({w for w in act.rest if any(c.isdigit() for c in w)} for act in (a, b))
    return bool(mine and theirs) and not mine & theirs


def _lemmas(text: str) -> frozenset[str]:
    return frozenset(text.lower().split())


def _when(a: Act, b: Act) -> bool | None:
    """Whether the times of two acts agree; None where not both have one."""
    if not a.times or not b.times:
        return None
    return any(
        times.agree(x, time_words(a.unit, x), y, time_words(b.unit, y))
        for x in a.times
        for y in b.times
    )
