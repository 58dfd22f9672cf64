"""Whether a time is that of what a sentence tells, not of another statement of the reports."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from rashomon.models import TimeExpression
from rashomon.stages.verify.amounts import same_time
from rashomon.stages.verify.elements import Element, Reading
from rashomon.stages.verify.evidence import HELD
from rashomon.stages.verify.findings import Findings
from rashomon.stages.verify.lexicon import related, synonyms, weight
from rashomon.stages.verify.lines import Account
from rashomon.stages.verify.shelf import Floats

__all__ = ["compare_times"]

APART = 0.6
"""A line that bears a time must tell what the sentence tells this well, as a part of how well the
best line tells it, where the best line bears another time. Read off the scores of the training
stories and the spent gold; no script has chosen it yet."""
TOLD = 0.6
"""How well a line must tell what a sentence tells for its time to be the one of that; read off
like ``APART``."""
OTHER = "the reports give another time for this"


def compare_times(found: Findings) -> None:
    """Times that stand in the reports, but of something else, where this has a time of its own."""
    reading = found.reading
    for row, element in enumerate(reading.elements):
        if element.kind != "time" or reading.held[row].max(initial=0.0) < HELD:
            continue
        mine = _expression(reading, element)
        if mine is None or mine.value is None or _added(reading, mine):
            continue
        scores = _scores(reading, element, _act(reading.account, mine))
        if not len(scores) or scores.max() <= 0:
            continue
        holds = np.where(reading.held[row] >= HELD, scores, 0.0)
        best = int(np.argmax(scores))
        apart = scores[best] >= TOLD and holds.max() < APART * scores[best]
        apart = apart and _dated(reading, mine, best)
        other = _of_other_act(reading, mine, int(np.argmax(holds)))
        if apart or other or _told_otherwise(reading, mine, best):
            found.values["dated"] = 1.0
            found.blame("dated", element.start, element.end, OTHER)


def _added(reading: Reading, mine: TimeExpression) -> bool:
    """Whether a time is an editor's, in brackets behind the one that the report has."""
    return reading.account.text[: mine.start].endswith("[")


def _expression(reading: Reading, element: Element) -> TimeExpression | None:
    """The time that an element is."""
    span = element.start, element.end
    return next((t for t in reading.line.times if (t.start, t.end) == span), None)


def _scores(reading: Reading, element: Element, act: str) -> Floats:
    """How well each line tells what the clause of a time tells, the time left out, 0 to 1.

    A clause without the act that the time hangs on tells it only with the rest of its sentence.
    """
    plain = [
        i for i, e in enumerate(reading.elements) if e.kind in ("word", "name") and e.weight > 0
    ]
    rows = [i for i in plain if reading.elements[i].clause == element.clause]
    if not any(reading.elements[i].key == act for i in rows):
        rows = plain
    if not rows:
        return np.zeros(0)
    weights = reading.weights[rows]
    covers = (weights @ reading.held[rows]) / float(weights.sum())
    scores: Floats = 0.5 * covers + 0.5 * np.clip(reading.cosines, 0, 1)
    return scores


def _dated(reading: Reading, mine: TimeExpression, number: int) -> bool:
    """Whether a line bears times, none of which is the sentence's or holds it."""
    line = reading.shelf.lines[number]
    return any(time.value is not None for time in line.times) and not any(
        _same(reading, mine, number, time) for time in line.times
    )


def _same(reading: Reading, mine: TimeExpression, number: int, time: TimeExpression) -> bool:
    line = reading.shelf.lines[number]
    account = reading.shelf.accounts[line.account]
    published = account.annotated.article.published
    words = reading.account.text[mine.start : mine.end]
    theirs = account.text[time.start : time.end]
    return same_time(mine, words, time, theirs, published)


def _of_other_act(reading: Reading, mine: TimeExpression, number: int) -> bool:
    """Whether a line with several times gives the sentence's to another act, and its own to this.

    An act is told by the verb that a time hangs on.
    """
    verb = _act(reading.account, mine)
    acts = _acts(reading, mine, number)
    if not verb or len(acts) < 2:
        return False
    this = [same for act, same in acts if _one_act(act, verb)]
    other = [same for act, same in acts if act and not _one_act(act, verb)]
    line = reading.shelf.lines[number]
    account = reading.shelf.accounts[line.account]
    if any(
        _one_act(act, verb)
        for t in line.times
        if _same(reading, mine, number, t)
        for act in _over(account, t)
    ):
        return False
    return bool(this) and not any(this) and any(other)


def _told_otherwise(reading: Reading, mine: TimeExpression, best: int) -> bool:
    """Whether the best line gives the act of a time another time, and no line gives it this."""
    verb = _act(reading.account, mine)
    if not verb or not any(act == verb and not same for act, same in _acts(reading, mine, best)):
        return False
    return not any(
        same and (not act or _one_act(act, verb))
        for number in reading.allowed
        for act, same in _acts(reading, mine, number)
    )


def _acts(reading: Reading, mine: TimeExpression, number: int) -> list[tuple[str, bool]]:
    """The act that each time of a line hangs on, and whether it is the sentence's time."""
    line = reading.shelf.lines[number]
    account = reading.shelf.accounts[line.account]
    known = [time for time in line.times if time.value is not None]
    return [(_act(account, t), _same(reading, mine, number, t)) for t in known]


def _one_act(a: str, b: str) -> bool:
    return bool(a) and (a == b or related(a, b) or synonyms(a, b))


def _act(account: Account, time: TimeExpression) -> str:
    """The lemma of the verb that a time hangs on; of "it was then that it broke out" the later."""
    span = time.start, time.end
    head = account.head(span)
    if head is None:
        return ""
    for index in _above(account, head.start):
        token = account.tokens[index]
        if token.pos in ("VERB", "AUX"):
            lemma = token.lemma.lower()
            if weight(lemma) > 0:
                return lemma
            return _below(account, index) or (_subject(account, index) if lemma == "be" else lemma)
    return ""


def _over(account: Account, time: TimeExpression) -> list[str]:
    """Lemmas of the verbs whose doing is the act that a time hangs on (stop making)."""
    head = account.head((time.start, time.end))
    verbs = [account.tokens[n] for n in _above(account, head.start)] if head else []
    verbs = [token for token in verbs if token.pos in ("VERB", "AUX")]
    found = []
    for lower, upper in pairwise(verbs):
        if lower.dep != "xcomp":
            break
        found.append(upper.lemma.lower())
    return found


def _subject(account: Account, index: int) -> str:
    """The lemma of the subject of a verb."""
    fit = [t.lemma.lower() for t in account.tokens if t.head == index and t.dep == "nsubj"]
    return fit[0] if len(fit) == 1 and weight(fit[0]) > 0 else ""


def _above(account: Account, start: int) -> Iterator[int]:
    """Indexes of a word that begins at an offset, and of all that it hangs on."""
    for first in account.within((start, start + 1)):
        index = first
        while account.tokens[index].head != index:
            yield index
            index = account.tokens[index].head
        yield index


def _below(account: Account, index: int) -> str:
    """The lemma of the one verb that hangs on a verb that tells nothing by itself."""
    fit = [
        token.lemma.lower()
        for token in account.tokens
        if token.head == index and token.pos == "VERB" and weight(token.lemma.lower()) > 0
    ]
    return fit[0] if len(fit) == 1 else ""
