"""Sentences that are a line of the reports, or nearly: what was replaced, turned or put in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
from rapidfuzz.distance import LCSseq, Levenshtein

from rashomon.offsets import overlap
from rashomon.stages.verify.elements import Element, Reading
from rashomon.stages.verify.evidence import HELD
from rashomon.stages.verify.findings import KINDS, REVERSED, Findings
from rashomon.stages.verify.lines import Line
from rashomon.words import longest_run, words_of

__all__ = ["compare_wording"]

ALIKE = 0.55
"""Part of a sentence's words that stand in a line in their order, from which it is that line."""


def compare_wording(found: Findings) -> None:
    """What a sentence that is a line of the reports, or nearly, has that the line has not."""
    reading, values = found.reading, found.values
    mine = _bare(reading.line.text)
    values["verbatim"] = float(bool(mine) and _stands(reading, mine))
    if values["verbatim"]:
        for name in ("denied", "opposites", "subject", "object", "swapped", "speaker"):
            values[name] = 0.0
    near = {n: _in_order(mine, reading.shelf.lines[n].text) for n in _nearest_lines(found)}
    values["in_order"] = max((share for share, *_ in near.values()), default=0.0)
    if values["verbatim"]:
        return
    spoken = _quotes_most(reading, mine)
    same = [n for n, (share, *_) in near.items() if share >= ALIKE]
    if same and not spoken:
        _replaced(found, same)
    held = [n for n in near if _kept(*near[n])]
    if held:
        _edited(found, max(held, key=lambda n: (near[n][0], -n)), spoken=spoken)


WHOLE = 0.8
"""Part of a line's words that stand in a sentence in their order, from which the sentence is that
line with something put in."""
LEAST_WORDS = 5


def _quotes_most(reading: Reading, mine: Sequence[str]) -> bool:
    """Whether a sentence is for the most part somebody's words as they stand in a report."""
    quoted = sum(
        len(e.key.split())
        for row, e in enumerate(reading.elements)
        if e.kind == "quote" and reading.held[row].max() >= HELD
    )
    return quoted > len(mine) / 2


def _bare(text: str) -> list[str]:
    """The words of a sentence without what an editor added in brackets."""
    return list(words_of(_ADDED.sub(" ", text)).words)


_ADDED = re.compile(r"\[[^\]]*\]")


def _stands(reading: Reading, words: Sequence[str]) -> bool:
    """Whether a run of words stands in an allowed line, or begins there."""
    allowed = set(reading.allowed)
    shelf = reading.shelf
    places = (shelf.line_at(account, offset) for account, offset in shelf.quoted(words))
    return any(place in allowed for place in places)


def _kept(share: float, whole: float, run: int) -> bool:
    """Whether a sentence is a line with something put in, or begins or ends as one."""
    return share >= ALIKE or whole >= WHOLE or (run >= LONG_RUN and share >= PARTLY)


LONG_RUN, PARTLY = 6, 0.35
"""Words in a row that are a line's, and the part of a sentence's words, from which it is partly
that line."""


def _in_order(mine: Sequence[str], text: str) -> tuple[float, float, int]:
    """The part of a sentence's words that stand in a line in their order, and of the line's in it
    (of a line of few words nothing is said), and the longest run they share."""
    theirs = words_of(text).words
    common = float(LCSseq.similarity(mine, theirs))
    whole = common / len(theirs) if len(theirs) >= LEAST_WORDS else 0.0
    return common / max(1, len(mine)), whole, longest_run(mine, theirs)


def _nearest_lines(found: Findings) -> list[int]:
    scores = found.pool.scores
    return [int(n) for n in np.argsort(-scores, kind="stable")[:6] if scores[n] > 0]


def _replaced(found: Findings, same: Sequence[int]) -> None:
    """Names, amounts and times that none of the lines holds which the sentence repeats."""
    reading = found.reading
    around = list(same)
    inside = [(e.start, e.end) for e in reading.elements if e.kind == "quote"]
    for row, element in enumerate(reading.elements):
        span = element.start, element.end
        if element.kind not in KINDS or any(overlap(span, quote) for quote in inside):
            continue
        if float(reading.held[row, around].max()) < HELD / 2 and not (
            _told_beside(reading, row, same) and not _gives_way(reading, element, same)
        ):
            found.values["replaced"] = 1.0
            found.blame("replaced", *span, "the reports have something else here")


def _told_beside(reading: Reading, row: int, same: Sequence[int]) -> bool:
    """Whether a line next to one of those that a sentence repeats holds an element."""
    for number in same:
        first, last = reading.shelf.by_account[reading.shelf.lines[number].account]
        if reading.held[row, max(first, number - 1) : min(last, number + 2)].max() >= HELD:
            return True
    return False


def _gives_way(reading: Reading, element: Element, same: Sequence[int]) -> bool:
    """Whether a line has a thing of an element's kind that the sentence has not: what is only
    added stands in the place of nothing."""
    if element.kind == "quote":
        return True
    mine = reading.line
    for line in (reading.shelf.lines[n] for n in same):
        if element.kind == "name" and _names_another(reading, line):
            return True
        own = line.quantities if element.kind == "number" else line.times
        ours = mine.quantities if element.kind == "number" else mine.times
        if element.kind != "name" and len(own) >= len(ours):
            return True
    return False


def _names_another(reading: Reading, line: Line) -> bool:
    """Whether a line names somebody or something that the sentence does not name at all."""
    account = reading.shelf.accounts[line.account]
    mentioned = (account.named.get(m.entity) for m in account.mentions((line.start, line.end)))
    return any(names and not names & reading.line.people for names in mentioned)


def _edited(found: Findings, number: int, *, spoken: bool) -> None:
    """What was put into a line, or taken out of it, that turns it or that nobody tells."""
    reading = found.reading
    mine = words_of(reading.line.text)
    theirs = words_of(reading.shelf.lines[number].text).words
    for i, j, k, m in _edits(mine.words, theirs):
        here, there = mine.words[i:j], theirs[k:m]
        last = len(mine.words) - 1
        start = reading.line.start + int(mine.starts[min(i, last)])
        end = reading.line.start + int(mine.ends[min(max(j - 1, i), last)])
        turned = max(len(here), len(there)) <= SMALL and _denying(here) != _denying(there)
        if turned and not spoken:
            found.values["turned"] = 1.0
            found.blame("turned", start, end, REVERSED)
        elif _other_count(here, there) and any(
            t.start <= start < t.end for t in reading.line.times
        ):
            found.values["replaced"] = 1.0
            found.blame("replaced", start, end, "the reports have something else here")
        elif len(here) > SMALL:
            _inserted(found, start, end)


def _edits(mine: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Edits from one run of words to another, touching ones joined: (i, j, k, m)."""
    pending: tuple[int, int, int, int] | None = None
    for one in Levenshtein.opcodes(mine, theirs):
        if one.tag == "equal":
            if pending is not None:
                yield pending
            pending = None
        else:
            first = pending or (one.src_start, one.src_start, one.dest_start, one.dest_start)
            pending = first[0], one.src_end, first[2], one.dest_end
    if pending is not None:
        yield pending


_COUNTS = "one two three four five six seven eight nine ten eleven twelve".split()


def _other_count(here: Sequence[str], there: Sequence[str]) -> bool:
    """Whether one number in words stands where another does (four weeks ago, two weeks ago)."""
    if len(here) != 1 or len(there) != 1:
        return False
    values = [_COUNTS.index(w) + 1 if w in _COUNTS else w for w in (here[0], there[0])]
    plain = [int(v) if str(v).isdigit() else v for v in values]
    return all(isinstance(v, int) for v in plain) and plain[0] != plain[1]


SMALL = 3
"""Words of an edit that changes one thing."""


_DENYING = frozenset("not no never nobody none nothing neither nor cannot without".split())


def _denying(words: Sequence[str]) -> int:
    """Denials among words as they are written, "n't" cut off by the apostrophe."""
    return (
        sum(
            w in _DENYING or (w == "t" and n > 0 and words[n - 1].endswith("n"))
            for n, w in enumerate(words)
        )
        % 2
    )


def _inserted(found: Findings, start: int, end: int) -> None:
    """Whether what was put into a line is told by no line that belongs to it."""
    reading = found.reading
    outlets = frozenset().union(*reading.shelf.outlets)
    rows = [
        i
        for i, e in enumerate(reading.elements)
        if start <= e.start and e.end <= end and e.kind != "quote" and e.key not in outlets
    ]
    mass = float(reading.weights[rows].sum()) if rows else 0.0
    if mass < RUN_LEAST:
        return
    linked = [n for n in found.pool.lines if _tied(found, n)]
    there = reading.held[np.ix_(rows, linked)]
    held = reading.weights[rows] @ np.where(there >= HELD, there, 0.0) / mass
    if float(held.max()) < TOLD:
        found.values["inserted"] = 1.0
        found.blame("inserted", start, end, "no report tells this")


TOLD = 0.5
"""Part of an addition that one line must hold for it to be told."""
RUN_LEAST = 0.8
"""Weight from which added words tell something."""


def _tied(found: Findings, number: int) -> bool:
    """Whether a line of the pool is the best, stands beside it, or tells of one of its names."""
    best, lines = found.pool.lines[0], found.reading.shelf.lines
    if number == best or bool(lines[number].people & lines[best].people):
        return True
    return lines[best].account == lines[number].account and abs(best - number) <= 1
