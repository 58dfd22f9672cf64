"""The program's own words: states, counts and lists, worded alike in all renderers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.models import Hidden

__all__ = [
    "NOT_COMPARED",
    "NOT_LOCATED",
    "SHARES",
    "STATES",
    "State",
    "left_out",
    "listed",
    "number",
    "percent",
    "ranges",
]

NOT_LOCATED = "passage not located"


@dataclass(frozen=True)
class State:
    """How a state is written: one letter for the style sheet, a glyph and a word."""

    code: str
    glyph: str
    word: str
    means: str


STATES = {
    "disputed": State(
        "d",
        "◆",
        "Accounts differ",
        "separate accounts give values that cannot all hold for the same thing at the same time",
    ),
    "corroborated": State("a", "■", "Agreed", "two or more separate accounts say so"),
    "single": State(
        "s", "○", "Single account", "one separate account says so, however many carry it"
    ),
}
NOT_COMPARED = State("n", "·", "Not compared", "no claim was set beside others here")
SHARES = State("h", "⧉", "Shares text", "outlets that carry the same running text count once")


def number(count: int, noun: str, plural: str | None = None) -> str:
    """``1 outlet``, ``2 outlets``."""
    return f"{count} {noun if count == 1 else plural or noun + 's'}"


def left_out(hidden: Hidden | None) -> str:
    """What is not shown for being less sure than was asked; nothing where all is."""
    if hidden is None:
        return ""
    counts = (
        (hidden.claims, "claim"),
        (hidden.conflicts, "difference"),
        (hidden.developments, "update"),
        (hidden.quotes, "quotation"),
    )
    parts = [number(count, noun) for count, noun in counts if count]
    if not parts:
        return f"Nothing is less sure than {hidden.below:g}."
    return f"Not shown, being less sure than {hidden.below:g}: {', '.join(parts)}."


def listed(names: Sequence[str], most: int = 4) -> str:
    """``A, B, C +2``: the first names and how many more."""
    shown = ", ".join(names[:most])
    return f"{shown} +{len(names) - most}" if len(names) > most else shown


def ranges(numbers: Sequence[int]) -> str:
    """``1, 2, 5 to 9``: ascending numbers with runs of three or more as a range."""
    runs: list[list[int]] = []
    for one in numbers:
        if runs and one == runs[-1][-1] + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    return ", ".join(
        f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs
    )


def percent(share: float) -> str:
    """``0.713`` as ``71 %``."""
    return f"{round(share * 100)} %"
