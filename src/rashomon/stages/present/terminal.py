"""A summary for a terminal, readable at 80 columns."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from rashomon.models import Comparison
from rashomon.stages.present.claims import ClaimRow, Note
from rashomon.stages.present.places import Context, Marks, Place, by_article
from rashomon.stages.present.quotations import Quotation
from rashomon.stages.present.regions import Differing, Told
from rashomon.stages.present.story import StoryView, alone_views, story_view
from rashomon.stages.present.words import SHARES, STATES, number

__all__ = ["plain", "render"]

COLUMNS = 80
MOST_CLAIMS, MOST_QUOTES, MOST_SINGLE = 20, 8, 8
"""Entries of a list that are printed; how many more there are is said."""

STYLES = {"a": "bold cyan", "s": "dim", "d": "bold yellow", "n": "dim"}
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def plain(comparison: Comparison) -> str:
    """What :func:`render` prints, 80 columns wide and without colour."""
    out = io.StringIO()
    console = Console(
        file=out, width=COLUMNS, color_system=None, highlight=False, force_terminal=False
    )
    render(comparison, console)
    return "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())


def render(comparison: Comparison, console: Console) -> None:
    """Print the stories: brief, where accounts differ, agreed claims, quotations, shared text.

    Control characters in the sources' words are replaced, so that no report can steer a
    terminal.

    :raises OffsetError: a stored slice is not what stands at its offsets.
    """
    marks = Marks(comparison.annotations, strict=True)
    several = [story for story in comparison.stories if len(story.articles) > 1]
    for place, story in enumerate(several, 1):
        _story(story_view(comparison, story, f"s{place}", marks), console)
    if not several:
        console.print("No two reports tell of the same happening.")
    alone = alone_views(comparison)
    if alone:
        _heading(console, f"Reports alone ({len(alone)})")
        for item in alone[:MOST_CLAIMS]:
            _print(console, Text(f"{_clean(item.title)} ({_clean(item.name)}, {item.published})"))
        _more(console, len(alone) - MOST_CLAIMS, "report")


def _clean(text: str) -> str:
    return " ".join(CONTROL.sub("�", text.replace("\r", "\n")).split())


def _print(console: Console, text: Text, indent: int = 2) -> None:
    console.print(Padding(text, (0, 0, 0, indent)))


def _heading(console: Console, words: str) -> None:
    console.print()
    console.print(Text(words, style="bold"))


def _more(console: Console, count: int, noun: str) -> None:
    if count > 0:
        _print(console, Text(f"and {number(count, f'more {noun}')}", style="dim"))


def _story(view: StoryView, console: Console) -> None:
    console.print(Rule(style="dim"))
    console.print(Text(_clean(view.title), style="bold"))
    console.print(Text(view.accounts.head + (f" · {view.period}" if view.period else "")))
    counts = " · ".join(f"{state.glyph} {state.word} {count}" for state, count in view.totals)
    console.print(Text(counts, style="dim"))
    if view.unsure:
        console.print(Text(view.unsure, style="dim"))
    _heading(console, "Brief")
    for place, line in enumerate(view.brief, 1):
        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_column(justify="right", width=4)
        grid.add_column()
        grid.add_row(f"{place}.", Text(_clean(line.text)))
        grid.add_row("", _note(line.note) + _cites(line.told))
        console.print(grid)
    if not view.brief:
        _print(console, Text("No brief was written.", style="dim"))
    _heading(console, f"Where accounts differ ({len(view.conflicts)})")
    for item in view.conflicts:
        _differing(item, console)
    if not view.conflicts:
        _print(console, Text("No differing values were found.", style="dim"))
    if view.developments:
        _heading(console, f"Updated by later reports ({len(view.developments)})")
        for item in view.developments:
            _differing(item, console)
    _claims(view.rows, console)
    _quotations([quote for quote in view.quotations if quote.several], console)
    _coverage(view, console)
    _shared(view, console)


def _note(note: Note) -> Text:
    text = Text(f"{note.state.glyph} {note.state.word}", style=STYLES[note.state.code])
    text.append(f": {_clean(note.detail)}" if note.detail else "", style="not bold")
    if note.shares:
        text.append(f" {SHARES.glyph} {SHARES.word}", style="not bold")
    return text


def _cites(told: Sequence[Told]) -> Text:
    return Text("").join(_cite(one.places) for one in told)


def _cite(places: Sequence[Place]) -> Text:
    words = ", ".join(f"{_clean(name)} {labels}" for name, labels in by_article(places))
    return Text(f" [{words}]", style="dim")


def _differing(item: Differing, console: Console) -> None:
    _print(console, Text(f"{item.number}. {_clean(item.about)} ({item.kind})", style="bold"))
    for value in item.values:
        line = Text(_clean(value.text), style="bold")
        line.append(f"  {number(value.accounts, 'separate account')}", style="not bold")
        _print(console, line, 5)
        for one in value.told:
            context = one.places[0].context
            words = _quoted(context) if context else Text("")
            _print(console, words + _cite(one.places) + Text(f" {one.published}", "dim"), 7)


def _quoted(context: Context) -> Text:
    before, after = _clean(context.before), _clean(context.after)
    text = Text(f"“{before}{' ' if context.before[-1:].isspace() else ''}")
    text.append(_clean(context.hit), style="underline")
    text.append(f"{' ' if context.after[:1].isspace() else ''}{after}”")
    return text


def _claims(rows: Sequence[ClaimRow], console: Console) -> None:
    for status, most in (("corroborated", MOST_CLAIMS), ("single", MOST_SINGLE)):
        state = STATES[status]
        chosen = [row for row in rows if row.note.state is state]
        _heading(console, f"{state.glyph} {state.word} ({len(chosen)})")
        for row in chosen[:most]:
            _print(console, Text(_clean(row.text)))
            note = Text(_clean(row.note.detail), style=STYLES[state.code])
            shares = Text(f" {SHARES.glyph} {SHARES.word}" if row.note.shares else "")
            _print(console, note + shares + _cite(row.places), 5)
        _more(console, len(chosen) - most, "claim")


def _quotations(quotes: Sequence[Quotation], console: Console) -> None:
    _heading(console, f"Quotations in two or more reports ({len(quotes)})")
    for quote in quotes[:MOST_QUOTES]:
        speaker = _clean(quote.speaker) if quote.speaker else "Speaker not named"
        _print(console, Text(speaker, style="bold"))
        for wording in quote.wordings:
            _print(console, Text(f"“{_clean(wording.text)}”") + _cite(wording.places), 5)
    _more(console, len(quotes) - MOST_QUOTES, "quotation")


def _coverage(view: StoryView, console: Console) -> None:
    _heading(console, "What each report has")
    for article in view.articles:
        _print(console, Text(_clean(article.name), style="bold"))
        for words, claims, more in article.coverage:
            _print(console, Text(f"{words}: {number(len(claims) + more, 'claim')}"), 5)
        if article.voices:
            _print(console, Text(f"Quotes {_clean(article.voices)}"), 5)


def _shared(view: StoryView, console: Console) -> None:
    _heading(console, "Shared text")
    for line in view.shared.lines:
        _print(console, Text(f"{SHARES.glyph} {_clean(line)}"))
    if not view.shared.lines:
        _print(console, Text("No two reports share running text.", style="dim"))
