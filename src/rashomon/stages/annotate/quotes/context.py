"""What stands around a stretch in quotation marks, as numbers: the stretches beside it, the gaps.

Whether words in marks go on with the quotation before them shows in the clause between the two: one
cue that ends the first, a second cue that opens the other, or the title of a work in marks of its
own. So a stretch is told of the one before it, the one behind it, and the gap to the last but one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rashomon.stages.annotate.quotes.learned import Matrix
from rashomon.stages.annotate.quotes.lexicon import VERBS
from rashomon.stages.annotate.quotes.page import Page
from rashomon.stages.annotate.quotes.stretches import FINITE, STRETCH_NAMES

__all__ = ["CONTEXT_NAMES", "Verbs", "context_rows"]

Verbs = tuple[int | None, int | None]
"""The verb found after a stretch, and the one before it."""

BEFORE = (
    *("words", "capital", "closed", "stop", "after", "title_case", "title", "parts", "finite"),
    *("first", "second", "starts_sentence", "ends_sentence", "opens_block", "ends_block"),
    *("verb_after", "says_after", "far_after", "verb_before", "says_before", "far_before"),
    *("chance", "relation", "rule", "gap", "gap_lines", "gap_says", "gap_end"),
)
"""What a stretch is told of the one before it."""
BEHIND = (
    *("words", "capital", "stop", "before", "opens_block", "first", "starts_sentence"),
    *("verb_before", "says_before", "far_before", "verb_after", "says_after"),
    *("gap", "gap_lines", "gap_says", "gap_end", "rule"),
)
"""What it is told of the one behind it."""
GAP = ("same", "ended", "says", "finite", "tokens", "since_stop", "says_since")
WIDE = ("characters", "lines", "stop", "words")
WIDEST = 400
"""Characters of a gap above which its words tell nothing."""
NOTHING = -9.0
STOPS = frozenset(".!?")
BEFORE_COLUMNS = [STRETCH_NAMES.index(name) for name in BEFORE]
BEHIND_COLUMNS = [STRETCH_NAMES.index(name) for name in BEHIND]
LAST_COLUMNS = [STRETCH_NAMES.index(name) for name in ("stop", "words")]

CONTEXT_NAMES = (
    *(f"before:{name}" for name in BEFORE),
    *(f"behind:{name}" for name in BEHIND),
    *(f"gap1:{name}" for name in GAP),
    *(f"gap2:{name}" for name in (*GAP, *WIDE)),
)


def context_rows(page: Page, rows: Sequence[Sequence[float]], verbs: Sequence[Verbs]) -> Matrix:
    """The features in the order of ``CONTEXT_NAMES``, shape (stretches, names).

    :param rows: the features of each stretch, in the order of ``STRETCH_NAMES``.
    """
    own = np.array(rows, np.float32).reshape(len(rows), len(STRETCH_NAMES))
    gaps = [
        [
            *_gap(page, verbs, number, 1),
            *_gap(page, verbs, number, 2),
            *_wide(page, rows, number),
        ]
        for number in range(len(rows))
    ]
    width = 2 * len(GAP) + len(WIDE)
    beside = [_moved(own, BEFORE_COLUMNS, 1), _moved(own, BEHIND_COLUMNS, -1)]
    return np.hstack([*beside, np.array(gaps, np.float32).reshape(len(rows), width)])


def _moved(own: Matrix, columns: Sequence[int], by: int) -> Matrix:
    """Some columns of the stretch that many places before each."""
    found = np.full((len(own), len(columns)), NOTHING, np.float32)
    if by > 0:
        found[by:] = own[:-by, columns]
    else:
        found[:by] = own[-by:, columns]
    return found


def _gap(page: Page, verbs: Sequence[Verbs], number: int, back: int) -> list[float]:
    """The words between a stretch and one before it: whose cue, how many, in which sentence."""
    if number < back:
        return [-1.0] * len(GAP)
    start, end = page.marked[number - back].end, page.marked[number].start
    if not 0 < end - start <= WIDEST:
        return [-1.0] * len(GAP)
    tokens = page.parse.tokens
    inside = [tokens[i] for i in page.tokens_of([(start, end)]) if i not in page.mark_of]
    says = [k for k, t in enumerate(inside) if VERBS.get(t.lemma.lower()) == "speech"]
    stop = max((k for k, t in enumerate(inside) if t.text in STOPS), default=None)
    after, before = verbs[number - back][0], verbs[number][1]
    return [
        -1.0 if after is None or before is None else float(after == before),
        float(after is not None),
        float(len(says)),
        float(sum(t.tag in FINITE for t in inside)),
        float(len(inside)),
        -1.0 if stop is None else float(len(inside) - stop),
        float(len(says) if stop is None else sum(k > stop for k in says)),
    ]


def _wide(page: Page, rows: Sequence[Sequence[float]], number: int) -> list[float]:
    """The gap to the last stretch but one, and that stretch."""
    if number < 2:
        return [500.0, 9.0, 0.0, 0.0]
    start, end = page.marked[number - 2].end, page.marked[number].start
    lines = page.article.text.count("\n", start, end) if start < end else 0
    last = [rows[number - 2][k] for k in LAST_COLUMNS]
    return [float(min(end - start, WIDEST)), float(min(lines, 5)), *last]
