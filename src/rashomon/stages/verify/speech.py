"""Who says it: other mouths, and what one party says told as the fact."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rashomon.models import Quote, Span, Token
from rashomon.offsets import overlap
from rashomon.stages.verify.elements import Reading
from rashomon.stages.verify.findings import Findings
from rashomon.stages.verify.lexicon import CLAIMING, CONTESTING, OFFICIAL, REPORTING, related
from rashomon.stages.verify.lines import Account
from rashomon.stages.verify.shelf import Floats

__all__ = ["compare_speech"]


def compare_speech(found: Findings) -> None:
    """Look at who says it, here and in the reports."""
    reading = found.reading
    claimed = [q for q in reading.line.quotes if _speaks(reading.account, q)]
    found.values["is_said"] = float(bool(claimed))
    if found.pool.lines:
        _speakers(found, claimed)
        _attribution(found)


def _speakers(found: Findings, claimed: Sequence[Quote]) -> None:
    """Whether the words are given to the mouth they came from."""
    reading = found.reading
    worst, known = 0.0, 0.0
    for quote in claimed:
        mine, about = _speaker(reading.account, quote)
        spans = quote.spans
        rows = [
            i
            for i, e in enumerate(reading.elements)
            if any(overlap((e.start, e.end), s) for s in spans) and e.kind != "name"
        ]
        if not rows or not (mine or about):
            continue
        scores = _scores(reading, rows, spans)
        best = float(scores.max())
        fits = [
            (
                float(scores[n]) / best,
                max(_same_speaker(mine, about, *one) for one in told),
            )
            for n in _likely(scores)
            if (told := _speakers_of(reading, n))
        ]
        if not fits:
            continue
        known = 1.0
        fit = max(_allowed(near, same) for near, same in fits)
        if 1 - fit > worst:
            worst = 1 - fit
            start, end = quote.speaker or (reading.line.start, reading.line.end)
            found.blame("speaker", start, end, "the reports give these words to somebody else")
    found.values["speaker"], found.values["speaker_known"] = worst, known


LIKELY, POSSIBLE = 0.8, 0.6
"""Part of the best line's score from which another line is as likely meant, and may be meant."""


def _likely(scores: Floats) -> list[int]:
    """The lines that may say what a quotation says, the likeliest first."""
    order = np.argsort(-scores, kind="stable")[:5]
    return [int(n) for n in order if scores[n] >= POSSIBLE * scores[order[0]] and scores[n] > 0]


def _allowed(near: float, same: float) -> float:
    """How well a speaker fits a line, less where the line is not the likeliest."""
    return same if near >= LIKELY else min(same, 0.5)


def _scores(reading: Reading, rows: Sequence[int], spans: Sequence[Span]) -> Floats:
    """How well each line says what a quotation says, 0 to 1."""
    weights = reading.weights[list(rows)]
    covers = (weights @ reading.held[list(rows)]) / max(1e-6, float(weights.sum()))
    text = " ".join(reading.account.text[start:end] for start, end in spans)
    scores: Floats = 0.5 * covers + 0.5 * reading.likeness(text)
    return scores


def _speaker(account: Account, quote: Quote) -> tuple[frozenset[str], frozenset[str]]:
    """Name words of a speaker, and the lemmas that describe them."""
    names: set[str] = set(account.named.get(quote.speaker_entity or "", ()))
    about: set[str] = set()
    if quote.speaker is not None:
        names |= account.subject(quote.speaker) or account.people(quote.speaker)
        start, end = quote.speaker
        about |= {
            t.lemma.lower()
            for t in account.tokens
            if start <= t.start and t.end <= end and t.pos in ("NOUN", "ADJ", "PROPN")
        }
    return frozenset(names), frozenset(about)


Told = tuple[frozenset[str], frozenset[str]]


def _speakers_of(reading: Reading, number: int) -> list[Told]:
    line = reading.shelf.lines[number]
    account = reading.shelf.accounts[line.account]
    found = []
    for quote in line.quotes:
        names, about = _speaker(account, quote)
        if (names or about) and _speaks(account, quote):
            known = reading.shelf.told_by(names)
            found.append((names, about | known))
    return found


def _speaks(account: Account, quote: Quote) -> bool:
    """Whether somebody says or thinks it, by quotation marks or by the verb."""
    if quote.speaker is None and quote.speaker_entity is None:
        return False
    if quote.kind != "indirect" or quote.cue is None:
        return True
    start, end = quote.cue
    lemmas = {t.lemma.lower() for t in account.tokens if start <= t.start and t.end <= end}
    return bool(lemmas & (REPORTING | {"accord"}))


def _same_speaker(
    mine: frozenset[str], about: frozenset[str], names: frozenset[str], told: frozenset[str]
) -> float:
    """1 for the same, 0 for another, between where it is not known."""
    if mine & names:
        return 1.0
    shared = {a for a in about for b in told if a == b or related(a, b)}
    if shared:
        return 0.8
    return 0.0 if mine and names else 0.7


def _attribution(found: Findings) -> None:
    """Whether what one party says is told as the fact, and whether another denies it."""
    reading = found.reading
    weights = reading.weights
    covers = (weights @ reading.held) / max(1e-6, float(weights.sum()))
    scores = 0.7 * covers + 0.3 * np.clip(reading.cosines, 0, 1)
    best = int(np.argmax(scores))
    near = [
        int(n) for n in np.argsort(-scores, kind="stable")[:4] if scores[n] > 0.85 * scores[best]
    ]
    strength = min(_strength(reading, n) for n in near) if near else 0.0
    unsaid = 1 - found.values["is_said"]
    mine = {t.lemma.lower() for t in _tokens(reading)}
    own_words = bool(mine & (CLAIMING | {"accord", "say", "tell", "view", "opinion"}))
    found.values["claiming"] = strength * unsaid * (0.2 if own_words else 1.0)
    found.values["said_plainly"] = 1 - strength
    contested = any(
        _contests(reading, n) or _another_says(reading, best, n) for n in _passage(reading, best)
    )
    found.values["contested"] = float(contested) * unsaid
    found.values["claim_contested"] = float(contested) * found.values["claiming"]
    if found.values["claiming"] > 0.5:
        span = reading.line.start, reading.line.end
        found.blame("claiming", *span, "the reports give this as what somebody says")
        if contested:
            found.blame("claim_contested", *span, "one side says so and another denies it")


def _passage(reading: Reading, number: int) -> range:
    first, last = reading.shelf.by_account[reading.shelf.lines[number].account]
    return range(max(first, number - 1), min(last, number + 4))


SAME_MATTER = 0.35
"""Cosine from which a line is on what a sentence is on."""


def _another_says(reading: Reading, best: int, number: int) -> bool:
    """Whether somebody else speaks of the same matter."""
    if number == best or reading.cosines[number] < SAME_MATTER:
        return False
    mine = [names for names, _ in _speakers_of(reading, best) if names]
    others = [names for names, _ in _speakers_of(reading, number) if names]
    return bool(mine and others) and not any(a & b for a in mine for b in others)


_UNCONFIRMED = ("confirm", "comment", "verify", "know", "publish", "receive")


def _contests(reading: Reading, number: int) -> bool:
    """Whether a line denies something, or will not confirm it."""
    line = reading.shelf.lines[number]
    return any(
        (w.lemma in CONTESTING and not w.negated) or (w.lemma in _UNCONFIRMED and w.negated)
        for w in line.words
    )


def _tokens(reading: Reading) -> Sequence[Token]:
    first, last = reading.line.tokens
    return reading.account.tokens[first:last]


def _strength(reading: Reading, number: int) -> float:
    """How much the report leaves to the one who says it: 0 its own words, 1 a party's claim."""
    line = reading.shelf.lines[number]
    account = reading.shelf.accounts[line.account]
    inside = 0.0
    for quote in line.quotes:
        said = sum(overlap(s, (line.start, line.end)) for s in quote.spans)
        if said < 0.35 * (line.end - line.start):
            continue
        cue = account.text[slice(*quote.cue)].lower().split() if quote.cue else []
        lemmas = {
            t.lemma.lower()
            for t in account.tokens
            if quote.cue and quote.cue[0] <= t.start < quote.cue[1]
        }
        names, about = _speaker(account, quote)
        if (lemmas | set(cue)) & CLAIMING:
            inside = max(inside, 1.0)
        elif about & OFFICIAL and not names:
            inside = max(inside, 0.2)
        else:
            inside = max(inside, 0.6)
    return inside
