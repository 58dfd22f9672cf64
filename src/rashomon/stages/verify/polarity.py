"""Words that are denied here and not there, and words that stand against their opposites."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rashomon.stages.verify.elements import Reading
from rashomon.stages.verify.evidence import HELD
from rashomon.stages.verify.findings import REVERSED, Findings, pool_lines
from rashomon.stages.verify.lexicon import REPORTING, opposite, related, synonyms
from rashomon.stages.verify.lines import Account, Line, Word

__all__ = ["compare_polarity"]


def compare_polarity(found: Findings) -> None:
    """Words that are denied here and not there, and words that stand against their opposites."""
    found.values["denied"] = found.values["opposites"] = 0.0
    lines = pool_lines(found)
    quoted = [(e.start, e.end) for e in found.reading.elements if e.kind == "quote"]
    for word in found.reading.line.words:
        if word.pos not in ("VERB", "ADJ", "ADV", "NOUN") or word.weight <= 0:
            continue
        if any(start <= word.start < end for start, end in quoted):
            continue
        line = _line_for(found, word)
        if line is None:
            continue
        if _exchanged(found, word, line):
            found.values["opposites"] += 1
            found.blame("opposites", word.start, word.end, REVERSED)
            continue
        partner = _best_word(word.lemma, line.words)
        if partner is not None:
            verbal = {word.pos, partner.pos} <= {"VERB", "ADJ"} and word.lemma not in REPORTING
            turned = partner.negated != word.negated and verbal
            spared = _since(found, line) or _of_other(found, word, line, partner)
            spared = spared or _aims_elsewhere(found, word, line, partner)
            if turned and not spared:
                found.values["denied"] += 1
                found.blame("denied", word.start, word.end, REVERSED)
        elif any(_against(found, word, line, w) for w in line.words) and not any(
            _best_word(word.lemma, other.words) for other in lines
        ):
            found.values["opposites"] += 1
            found.blame("opposites", word.start, word.end, REVERSED)


def _of_other(found: Findings, word: Word, line: Line, partner: Word) -> bool:
    """Whether a thing is denied (showed no regret) of which the other side does not tell."""
    theirs = found.reading.shelf.accounts[line.account]
    mine = _denied_thing(found.reading.account, word)
    other = _denied_thing(theirs, partner)
    told = {w.lemma for w in line.words}
    own = {w.lemma for w in found.reading.line.words}
    things = [(one, there) for one, there in ((mine, told), (other, own)) if one is not None]
    return bool(things) and not any(
        one == w or related(one, w) or synonyms(one, w) for one, there in things for w in there
    )


def _denied_thing(account: Account, word: Word) -> str | None:
    """The lemma of the object of a verb that "no" stands before."""
    tokens = account.tokens
    for n in range(word.token + 1, min(word.token + NEAR, len(tokens))):
        if tokens[n].head == word.token and tokens[n].dep == "dobj":
            before = range(word.token + 1, n)
            if any(tokens[b].head == n and tokens[b].lemma.lower() == "no" for b in before):
                return tokens[n].lemma.lower()
    return None


NEAR = 6
"""Tokens behind a verb among which its object stands."""

_LAST = re.compile(r"\b(?:last|until|before)\b", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|until|before|after)\b", re.IGNORECASE)


def _exchanged(found: Findings, word: Word, line: Line) -> bool:
    """Whether what a word is told of (convicted of theft) has its opposite there (cleared of it),
    and not the word itself."""
    theirs = found.reading.shelf.accounts[line.account]
    mine = _aims(found.reading.account, word)
    if not mine:
        return False
    alike, against = False, False
    for other in line.words:
        aimed = _aims(theirs, other)
        if not any(_one_thing(a, b) for a in mine for b in aimed):
            continue
        alike |= _one_thing(word.lemma, other.lemma) and word.negated == other.negated
        against |= opposite(word.lemma, other.lemma) and word.negated == other.negated
    return against and not alike


def _aims_elsewhere(found: Findings, word: Word, line: Line, partner: Word) -> bool:
    """Whether a word and its partner are told of two things, each of which the other leaves out."""
    mine = _aims(found.reading.account, word)
    theirs = _aims(found.reading.shelf.accounts[line.account], partner)
    return bool(mine and theirs) and not any(_one_thing(a, b) for a in mine for b in theirs)


def _one_thing(a: str, b: str) -> bool:
    return a == b or related(a, b) or synonyms(a, b)


_OF = frozenset({"of", "on"})


def _aims(account: Account, word: Word) -> frozenset[str]:
    """Lemmas of what a verb or adjective is told of (acquitted of fraud, guilty of theft)."""
    tokens = account.tokens
    found: set[str] = set()
    for n in range(word.token + 1, min(word.token + REACH, len(tokens))):
        head = tokens[n].head
        through = tokens[head].lemma.lower() in _OF and tokens[head].head == word.token
        if through and tokens[n].dep in ("pobj", "pcomp"):
            found.add(tokens[n].lemma.lower())
    return frozenset(found)


REACH = 9
"""Tokens behind a word among which that stands."""


def _since(found: Findings, line: Line) -> bool:
    """Whether one tells when it was last so, and the other since when it was not."""
    mine, theirs = found.reading.line.text, line.text
    return bool(
        (_LAST.search(mine) and _SINCE.search(theirs))
        or (_LAST.search(theirs) and _SINCE.search(mine))
    )


def _line_for(found: Findings, word: Word) -> Line | None:
    """The line that tells best what the clause of a word tells."""
    for element in found.reading.elements:
        if (element.start, element.end) == (word.start, word.end):
            number = found.best_of.get(element.clause)
            if number is None and found.pool.lines:
                number = found.pool.lines[0]
            if number is None or _cover_of(found.reading, element.clause, number) < HELD:
                return None
            return found.reading.shelf.lines[number]
    return None


def _cover_of(reading: Reading, clause: int, number: int) -> float:
    """How much of a clause a line holds."""
    rows = [i for i, e in enumerate(reading.elements) if e.clause == clause]
    weights = reading.weights[rows]
    return float(weights @ reading.held[rows, number]) / max(1e-6, float(weights.sum()))


def _best_word(word_lemma: str, words: Iterable[Word]) -> Word | None:
    """The word of a line that says the same."""
    fit = [
        w
        for w in words
        if w.lemma == word_lemma or related(w.lemma, word_lemma) or synonyms(w.lemma, word_lemma)
    ]
    return min(fit, key=lambda w: (w.lemma != word_lemma, w.start), default=None)


def _against(found: Findings, word: Word, line: Line, other: Word) -> bool:
    """Whether a word is the other's opposite, told alike: who is beaten loses."""
    if not opposite(word.lemma, other.lemma) or word.negated != other.negated:
        return False
    theirs = found.reading.shelf.accounts[line.account]
    return _passive(found.reading.account, word) == _passive(theirs, other)


def _passive(account: Account, word: Word) -> bool:
    """Whether a verb stands in the passive."""
    tokens = account.tokens
    near = range(max(0, word.token - PASSIVE), word.token)
    return any(tokens[n].head == word.token and tokens[n].dep == "auxpass" for n in near)


PASSIVE = 6
"""Tokens before a verb among which its auxiliary stands."""
