"""What is measured of each unit of a text to tell reporting from the rest of a page.

Shallow text features after Kohlschütter, Fankhauser and Nejdl (2010, WSDM), and the segment of
largest sum after Pasternack and Roth (2009, WWW); none needs the page's markup.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rashomon.stages.clean.units import Unit

__all__ = ["NAMES", "Matrix", "features"]

Matrix = npt.NDArray[np.float32]

COMMON = frozenset(
    "the of and to a in that is was for on it with as at by from be he his has have had said are an"
    " this but not they their were who will which or been its would she her after about more one"
    " der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch"
    " de la le les et des en un une que el los las del por con para"
    " och att det som på er til av i het een van".split()
)
"""Function words of the languages whose sentences the data has; a line of links lacks them."""
READER = frozenset(
    "you your we our us click here please my sign free now subscribe account".split()
)
LOCAL = (
    "words", "letters_a_word", "lower", "title_case", "upper", "digits", "common", "reader",
    "commas", "stop", "stop_other", "starts_lower", "quote", "links", "odd", "worded",
    "line_units", "line_words", "first_in_line", "last_in_line", "gap", "copies", "mass",
)  # fmt: skip
SHOWN = ("words", "lower", "common", "stop", "worded", "mass", "title_case")
"""Local features of which the neighbours' values are given too."""
SHIFTS = (-2, -1, 1, 2)
WINDOWS = (4, 12)
WHOLE = (
    "from_start", "from_end", "place", "in_segment", "to_segment", "after_segment",
    "mass_before", "mass_after", "units", "density",
)  # fmt: skip
NAMES = (
    *LOCAL,
    *(f"{name}{shift:+d}" for name in SHOWN for shift in SHIFTS),
    *(f"{name}_{side}{size}" for name in SHOWN for size in WINDOWS for side in ("before", "after")),
    *WHOLE,
)
"""Names of the columns, in their order."""

ODD = re.compile(r"[|›»©®™→•·@#]|https?://|www\.")
STOPS = frozenset(".!?…。！？")
CLOSERS = "”\"’')]»"
MARKED = frozenset(("button", "credit", "date line", "byline", "about the author"))


def features(units: Sequence[Unit]) -> Matrix:
    """One row for each unit, one column for each of :data:`NAMES`."""
    local = _local(units)
    columns = {name: local[:, i] for i, name in enumerate(LOCAL)}
    parts = [local]
    for name in SHOWN:
        parts.extend(_shifted(columns[name], shift)[:, None] for shift in SHIFTS)
    for name in SHOWN:
        for size in WINDOWS:
            before, after = _windows(columns[name], size)
            parts.extend((before[:, None], after[:, None]))
    parts.append(_whole(columns["mass"]))
    return np.hstack(parts).astype(np.float32)


def _local(units: Sequence[Unit]) -> Matrix:
    copies = Counter(unit.text for unit in units)
    line_units = Counter(unit.line for unit in units)
    words = [unit.text.split() for unit in units]
    line_words: Counter[int] = Counter()
    for unit, own in zip(units, words, strict=True):
        line_words[unit.line] += len(own)
    rows = []
    for i, (unit, own) in enumerate(zip(units, words, strict=True)):
        first = i == 0 or units[i - 1].line != unit.line
        last = i + 1 == len(units) or units[i + 1].line != unit.line
        rows.append(
            (
                *_worded(unit.text, own),
                float(unit.reason != ""),
                line_units[unit.line],
                line_words[unit.line],
                first,
                last,
                unit.gap,
                copies[unit.text],
            )
        )
    table = np.array(rows, dtype=np.float32)
    return np.hstack([table, _mass(table)[:, None]])


def _worded(text: str, words: list[str]) -> tuple[float, ...]:
    count = len(words)
    lower = sum(word[0].islower() for word in words)
    title = sum(word[0].isupper() for word in words)
    upper = sum(word.isupper() for word in words)
    bare = text.rstrip(CLOSERS)
    end = bare[-1:] or text[-1]
    folded = [word.strip(",.").lower() for word in words]
    return (
        count,
        len(text) / count,
        lower / count,
        title / count,
        upper / count,
        sum(map(str.isdigit, text)) / len(text),
        sum(word in COMMON for word in folded) / count,
        sum(word in READER for word in folded) / count,
        text.count(",") / count,
        end in STOPS,
        end in ":;,-–—",
        text[0].islower(),
        any(mark in text for mark in '“”"«»„'),
        len(ODD.findall(text)),
        not text[0].isalnum(),
    )


def _mass(table: Matrix) -> Matrix:
    """Words of a sentence for, a constant against: what the segment of largest sum adds up.

    A line without function words or a full stop counts against, more so where it is short.
    """
    words, lower, common, stop = table[:, 0], table[:, 2], table[:, 6], table[:, 9]
    sentence = (stop > 0) & (words >= 5) & ((lower >= 0.4) | (common >= 0.15))
    return np.where(sentence, np.minimum(words, 40), -6).astype(np.float32)


def _shifted(column: Matrix, shift: int) -> Matrix:
    """The value of the unit ``shift`` further on, -1 beyond the ends."""
    moved = np.full_like(column, -1)
    if shift > 0:
        moved[:-shift] = column[shift:]
    else:
        moved[-shift:] = column[:shift]
    return moved


def _windows(column: Matrix, size: int) -> tuple[Matrix, Matrix]:
    """Mean over up to ``size`` units before each and after each; -1 where there are none."""
    total = np.concatenate(([0.0], np.cumsum(column, dtype=np.float64)))
    count = len(column)
    here = np.arange(count)
    low, high = np.maximum(here - size, 0), np.minimum(here + 1 + size, count)
    before = np.where(here > low, (total[here] - total[low]) / np.maximum(here - low, 1), -1)
    after = np.where(
        high > here + 1, (total[high] - total[here + 1]) / np.maximum(high - here - 1, 1), -1
    )
    return before.astype(np.float32), after.astype(np.float32)


def _whole(mass: Matrix) -> Matrix:
    """Place in the text, in and around the segment of largest sum."""
    count = len(mass)
    here = np.arange(count)
    start, end = _segment(mass)
    inside = (here >= start) & (here < end)
    sure = np.maximum(mass, 0).astype(np.float64)
    before = np.concatenate(([0.0], np.cumsum(sure)))[:-1]
    total = max(float(sure.sum()), 1.0)
    columns = (
        np.minimum(here, 200),
        np.minimum(count - 1 - here, 200),
        here / count,
        inside,
        np.clip(start - here, 0, 100),
        np.clip(here - end + 1, 0, 100),
        before / total,
        (total - before - sure) / total,
        np.full(count, min(count, 500)),
        np.full(count, float(np.mean(mass > 0))),
    )
    return np.stack([np.asarray(c, dtype=np.float32) for c in columns], axis=1)


def _segment(mass: Matrix) -> tuple[int, int]:
    """The run of units whose masses have the largest sum (Kadane), as start and end."""
    best, best_span, here, start = 0.0, (0, 0), 0.0, 0
    for i, value in enumerate(mass.tolist()):
        if here <= 0:
            here, start = 0.0, i
        here += value
        if here > best:
            best, best_span = here, (start, i + 1)
    return best_span
