"""What a command tells a person, on standard error: refusals, stale decisions, progress; and the
exit status that goes with them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from rashomon.output import as_lines, write

if TYPE_CHECKING:
    from rashomon.models import Refusal, Replayed
    from rashomon.pipeline import Progress

__all__ = [
    "DONE",
    "NOTHING_USABLE",
    "SOME_REFUSED",
    "WRONG_CALL",
    "finish",
    "progress",
    "say",
    "say_stale",
]

DONE, NOTHING_USABLE, WRONG_CALL, SOME_REFUSED = 0, 1, 2, 3
"""Exit status of the contract."""


def finish(refused: Sequence[Refusal], target: Path | None, *, usable: bool) -> None:
    """Name what was refused and end with the status that says so."""
    for one in refused:
        say(f"refused: {one.source}: {one.reason}")
    if target is not None:
        write(as_lines([one.to_dict() for one in refused]), target)
    if not usable:
        say("rashomon: nothing usable among the inputs")
        raise typer.Exit(NOTHING_USABLE)
    if refused:
        raise typer.Exit(SOME_REFUSED)


def say_stale(file: Path | None, corrections: Sequence[Replayed]) -> None:
    """Name each decision that could not be replayed, by its line."""
    for one in corrections:
        if one.outcome == "stale":
            say(f"{file}:{one.line}: {one.act or 'not read'}: {one.reason}")


def say(line: str) -> None:
    """One line to a person."""
    print(line, file=sys.stderr)  # noqa: T201


@contextmanager
def progress() -> Iterator[Progress]:
    """A bar on standard error where a person watches, else silence."""
    from rashomon.pipeline import silent

    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description:<9}"), BarColumn(), MofNCompleteColumn())
    with Bars(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as bars:
        tasks = {}

        def advance(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total or None)
            bars.update(tasks[stage], completed=done, total=total or None)

        yield advance
