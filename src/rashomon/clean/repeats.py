"""Text that stands in the same article already: doubled lines, sentences, whole articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rashomon.clean.kinds import by_score
from rashomon.clean.units import Unit

__all__ = ["mark_repeats"]

WORD = re.compile(r"\w+")
RUN = 6
"""Words in the runs that are compared."""
SHARE = 0.8
"""Part of a unit's runs that must stand elsewhere: near-exact, a changed word or two allowed."""
BLOB = 6
"""Sentences in one line from which it may be a whole article run together."""
BLOB_SHARE = 0.5
"""Part of such a line's sentences that must stand again later for it to be the worse copy."""

BESIDE_TEXT = frozenset(("caption", "heading", "furniture"))
"""Kinds whose copy of a sentence of the body is the repeat, though it may come first."""

Run = tuple[str, ...]


def mark_repeats(units: Sequence[Unit]) -> None:
    """Mark units that stand in the article already as ``repeat``; furniture stays furniture.

    The first copy counts, with two exceptions: a line that holds a whole article run together
    gives way to the same sentences in lines of their own, and a line that stands alone gives
    way to the paragraph it was lifted from.
    """
    runs = [_runs(unit.text) for unit in units]
    sizes = Counter(unit.line for unit in units)
    blobs = _worse_copies(units, runs, sizes)
    order = [i for i, u in enumerate(units) if u.kind == "title"]
    order += [i for i, u in enumerate(units) if u.line not in blobs and u.kind != "title"]
    order += [i for i, u in enumerate(units) if u.line in blobs and u.kind != "title"]
    seen: dict[Run, int] = {}
    for i in order:
        unit = units[i]
        if unit.kind == "furniture" and not (by_score(unit) and len(runs[i]) >= RUN):
            continue
        earlier = [seen[run] for run in runs[i] if run in seen and unit.kind != "title"]
        if runs[i] and len(earlier) >= SHARE * len(runs[i]):
            first = max(Counter(earlier).items(), key=lambda item: (item[1], -item[0]))[0]
            _settle(units[first], unit, sizes, unit.line in blobs)
        for run in runs[i]:
            seen.setdefault(run, i)


def _settle(first: Unit, again: Unit, sizes: Counter[int], worse: bool) -> None:
    """Of two copies one is the repeat: the later or worse, unless the first was lifted out of it."""
    lifted = (
        not worse
        and first.kind in ("body", "caption", "heading")
        and again.kind == "body"
        and sizes[first.line] == 1 < sizes[again.line]
        and len(first.text) <= len(again.text) + RUN
    )
    if first.kind in BESIDE_TEXT and again.kind == "body" and not worse:
        first.kind, first.reason = "repeat", "stands again in the body"
    elif lifted:
        first.kind, first.reason = "repeat", "stands again in a paragraph"
    else:
        if first.kind == "body" and again.kind == "body" and _doubled_line(first, again, sizes):
            first.kind, first.reason = "caption", "line doubled in place"
        again.kind, again.reason = "repeat", "stands in the article already"


def _doubled_line(first: Unit, again: Unit, sizes: Counter[int]) -> bool:
    """A single sentence twice running: a picture's description and its caption."""
    return (
        again.line - first.line == 1
        and sizes[first.line] == sizes[again.line] == 1
        and len(first.text) < 250
    )


def _worse_copies(
    units: Sequence[Unit], runs: Sequence[list[Run]], sizes: Counter[int]
) -> set[int]:
    """Lines that hold many sentences most of which stand again later in lines of their own."""
    candidates = [line for line, size in sizes.items() if size >= BLOB]
    worse: set[int] = set()
    for line in candidates:
        later = {run for u, r in zip(units, runs, strict=True) if u.line > line for run in r}
        own = [
            r for u, r in zip(units, runs, strict=True) if u.line == line and u.kind == "body" and r
        ]
        again = sum(1 for r in own if sum(run in later for run in r) >= SHARE * len(r))
        if own and again >= BLOB_SHARE * len(own) and again >= BLOB / 2:
            worse.add(line)
    return worse


def _runs(text: str) -> list[Run]:
    """Runs of words; a shorter text is one run of its own."""
    words = WORD.findall(text.casefold())
    if len(words) < 3:
        return []
    if len(words) <= RUN:
        return [("", *words)]
    return [tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)]
