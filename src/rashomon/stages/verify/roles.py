"""Who did what to whom, who is who, and what an amount counts."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.models import Event, Quantity
from rashomon.offsets import overlap
from rashomon.stages.verify.amounts import same_amount
from rashomon.stages.verify.elements import Clause, Reading
from rashomon.stages.verify.evidence import HELD
from rashomon.stages.verify.findings import Findings, pool_lines
from rashomon.stages.verify.lexicon import related, synonyms, weight
from rashomon.stages.verify.lines import Account, Line

__all__ = ["compare_roles"]


def compare_roles(found: Findings) -> None:
    """Whether the same act has another doer, or another certainty, or doer and other exchanged."""
    reading = found.reading
    lines = pool_lines(found)
    for clause in reading.clauses:
        if clause.event is None or clause.event.action is None:
            continue
        if _repeated(reading, clause):
            continue
        verb = _verb(reading.account, clause.event)
        for line in lines[:3]:
            account = reading.shelf.accounts[line.account]
            for event in line.events:
                if event.action is None or not _same_verb(verb, _verb(account, event)):
                    continue
                _compare_events(found, clause, account, event, line)
    found.values["measures"] = _measures(found, lines)
    _descriptions(found)
    _ages(found)


def _repeated(reading: Reading, clause: Clause) -> bool:
    """Whether a clause's act is told in quoted words that stand so in a report, of somebody whom
    it does not name: who "he" is in them is not for the sentence to say."""
    event, account = clause.event, reading.account
    if event is None or event.action is None:
        return False
    if event.actor is not None and account.names_itself(event.actor):
        return False
    return any(
        e.kind == "quote"
        and overlap((e.start, e.end), event.action)
        and reading.held[row].max() >= HELD
        for row, e in enumerate(reading.elements)
    )


def _descriptions(found: Findings) -> None:
    """Whether somebody is described as the reports describe somebody else."""
    account, shelf = found.reading.account, found.reading.shelf
    line = found.reading.line
    for key in sorted({m.entity for m in account.mentions((line.start, line.end))}):
        names = account.named.get(key, frozenset())
        roles = sorted(r for r in account.about.get(key, ()) if weight(r) > ROLE)
        if not names or not roles or not shelf.knows(names):
            continue
        own = shelf.told_by(names)
        lost = [r for r in roles if not any(_same_verb(r, o) for o in own)]
        share = len(lost) / len(roles)
        if share > found.values.get("role", 0.0) and any(shelf.describes(r) for r in lost):
            found.values["role"] = share
            found.blame("role", line.start, line.end, "the reports describe somebody else so")


ROLE = 0.3
"""Weight of a word that tells who somebody is; lighter ones are of everybody."""


def _ages(found: Findings) -> None:
    """Whether an age is that of somebody else."""
    reading = found.reading
    for mine in reading.line.quantities:
        if mine.measures != "age" and "old" not in (mine.measures or ""):
            continue
        names = _nearest(reading, mine)
        if not names:
            continue
        lines = [line for line in reading.shelf.lines if names & line.people]
        known = [q for line in lines for q in line.quantities if q.measures == "age"]
        if known and not any(same_amount(mine, q) for q in known):
            found.values["age"] = 1.0
            found.blame("age", mine.start, mine.end, "the reports give another age")


def _nearest(reading: Reading, mine: Quantity) -> frozenset[str]:
    """The names of the one mentioned last before an amount."""
    account = reading.account
    fit = [
        m for m in account.mentions((reading.line.start, mine.start)) if account.named.get(m.entity)
    ]
    return account.named[max(fit, key=lambda m: m.end).entity] if fit else frozenset()


def _verb(account: Account, event: Event) -> str:
    start, end = event.action or (0, 0)
    fit = [
        t.lemma.lower()
        for t in account.tokens
        if start <= t.start and t.end <= end and t.pos in ("VERB", "NOUN", "ADJ")
    ]
    return fit[-1] if fit else ""


def _same_verb(a: str, b: str) -> bool:
    return bool(a and b) and (a == b or related(a, b) or synonyms(a, b))


_CERTAIN = {"asserted": 2, "planned": 1, "possible": 0, "conditional": 0, "denied": 0}


def _compare_events(
    found: Findings, clause: Clause, account: Account, event: Event, line: Line
) -> None:
    mine = clause.event
    assert mine is not None
    subject = clause.subject
    theirs = account.subject(event.actor) if event.actor else frozenset()
    target = account.subject(event.target) if event.target else frozenset()
    own_target = found.reading.account.subject(mine.target) if mine.target else frozenset()
    unnamed = event.actor is not None and not account.names_itself(event.actor)
    if unnamed and subject & {name.lemma for name in line.names}:
        theirs |= subject
    if subject and theirs and not subject & theirs:
        found.values["subject"] = 1.0
        found.blame("subject", clause.start, clause.end, "the reports tell this of somebody else")
    if own_target and target and not own_target & target and not (subject & theirs):
        found.values["object"] = 1.0
        found.blame("object", clause.start, clause.end, "the reports tell this of somebody else")
    if (subject & target and not subject & theirs) or (
        own_target & theirs and not own_target & target
    ):
        found.values["swapped"] = 1.0
        found.blame(
            "swapped", clause.start, clause.end, "who did it to whom is the other way round"
        )
    gap = _CERTAIN[mine.certainty] - _CERTAIN[event.certainty]
    if gap > found.values.get("certainty", 0.0):
        found.values["certainty"] = gap
        found.blame("certainty", clause.start, clause.end, "the reports do not say it is certain")


def _measures(found: Findings, lines: Sequence[Line]) -> float:
    """How far what an amount counts is from what it counts there; 0 the same, 1 another."""
    worst = 0.0
    for mine in found.reading.line.quantities:
        told = [(line, q) for line in lines for q in line.quantities if same_amount(mine, q)]
        own = [w for w in (mine.measures or "").lower().split() if weight(w) > 0]
        if not told or not own:
            continue
        fit = max(_alike(found, own, line, q) for line, q in told)
        if 1 - fit > worst:
            worst = 1 - fit
            found.blame("measures", mine.start, mine.end, "the reports count something else so")
    return worst


def _alike(found: Findings, mine: Sequence[str], line: Line, other: Quantity) -> float:
    """How alike two counted things are: the words of their measures, lemmas by their forms."""
    theirs = {w.lower() for w in (other.measures or "").split()}
    held = [w.lemma for w in line.words if any(_form(w.lemma, t) for t in theirs)]
    if not held:
        return 0.5
    shelf = found.reading.shelf
    places = [shelf.place(lemma) for lemma in held]
    own = [w.lemma for w in found.reading.line.words if any(_form(w.lemma, m) for m in mine)]
    return max((float(shelf.likeness(word)[places].max()) for word in own), default=0.5)


def _form(lemma: str, word: str) -> bool:
    return lemma == word or related(lemma, word)
