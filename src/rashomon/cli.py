"""The command ``rashomon``: a thin layer over :mod:`rashomon.api`.

JSON goes to standard output or ``-o FILE``; everything said to a person to standard error.
Exit status: 0 done; 1 nothing usable among the inputs; 2 a wrong call; 3 done, with some inputs
refused.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.briefing import EXAMPLES, Length, LengthOption, RewriteModelOption, RewriteOption
from rashomon.briefing import brief as _brief
from rashomon.errors import RashomonError, UsageError
from rashomon.options import CorrectionsFile, OneStory, Out, RefusedFile, Sources, with_settings
from rashomon.output import as_json, as_lines, line_parts, list_parts, write, write_parts
from rashomon.settings import Settings
from rashomon.telling import NOTHING_USABLE, WRONG_CALL
from rashomon.telling import finish as _finish
from rashomon.telling import progress as _progress
from rashomon.telling import say as _say
from rashomon.telling import say_stale as _say_stale
from rashomon.verify_command import EPILOG, verify

if TYPE_CHECKING:
    from rashomon.api import Annotations
    from rashomon.models import Article, Comparison, Refusal
    from rashomon.pipeline import Progress

__all__ = ["app", "main"]

app = typer.Typer(
    name="rashomon",
    help="One event, many accounts: set news reports of one happening side by side.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)


class LineFormat(StrEnum):
    """Formats of ``read`` and ``annotate``."""

    json = "json"
    jsonl = "jsonl"


class CompareFormat(StrEnum):
    """Formats of ``compare``."""

    json = "json"
    jsonl = "jsonl"
    text = "text"
    html = "html"
    markdown = "markdown"
    csv = "csv"


LineFormatOption = Annotated[
    LineFormat, typer.Option("--format", "-f", help="One JSON list, or one article a line.")
]


@app.command(
    epilog="Examples: [bold]rashomon read reports/ > articles.jsonl[/] · "
    "[bold]zcat dump.txt.gz | rashomon read -[/] · "
    "[bold]rashomon read report.txt --show[/]"
)
@with_settings
def read(
    sources: Sources,
    settings: Settings,
    format: LineFormatOption = LineFormat.jsonl,
    output: Out = None,
    refused: RefusedFile = None,
    show: Annotated[
        bool, typer.Option("--show", help="Print each text with its blocks in colour instead.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Like --show, with the evidence for each block.")
    ] = False,
) -> None:
    """Read sources into clean articles: text, blocks, title, date."""
    from rashomon import api

    asked = replace(settings, explain=explain)
    answer = _Streamed(lambda progress: api.stream(sources, asked, progress))
    with _progress() as progress:
        if show or explain:
            _show(answer.articles(progress), output, explain=explain)
        else:
            plain = (article.to_dict() for article in answer.articles(progress))
            write_parts((line_parts if format is LineFormat.jsonl else list_parts)(plain), output)
    _finish(answer.refused, refused, usable=answer.usable)


class _Streamed:
    """Articles of a stream; what is refused on the way is kept."""

    def __init__(self, source: Callable[[Progress], Iterator[Article | Refusal]]) -> None:
        self.refused: list[Refusal] = []
        self.usable = False
        self._source = source

    def articles(self, progress: Progress) -> Iterator[Article]:
        from rashomon.models import Refusal

        for one in self._source(progress):
            if isinstance(one, Refusal):
                self.refused.append(one)
            else:
                self.usable = True
                yield one


def _show(articles: Iterator[Article], output: Path | None, *, explain: bool) -> None:
    from rashomon.stages import present

    if output is not None:
        write_parts((present.blocks_text(one, explain=explain) for one in articles), output)
        return
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    for one in articles:
        present.blocks(one, console, explain=explain)


@app.command(epilog="Example: [bold]rashomon annotate reports/*.txt | jq .quotes[/]")
@with_settings
def annotate(
    sources: Sources,
    settings: Settings,
    format: LineFormatOption = LineFormat.jsonl,
    output: Out = None,
    refused: RefusedFile = None,
) -> None:
    """Find who said what, who is who, how many and when in each article."""
    from rashomon import api

    with _progress() as progress:
        found = api.annotate(sources, settings, progress)
    _answer(found, format, output, refused)


@app.command(
    epilog="Examples: [bold]rashomon group reports/ -o groups.json[/] · "
    "[bold]rashomon group reports/ --explain post.html courier.html[/] · "
    "[bold]rashomon group today/ --state stories.json[/]"
)
@with_settings
def group(
    sources: Sources,
    settings: Settings,
    format: Annotated[
        LineFormat, typer.Option("--format", "-f", help="Indented JSON, or on one line.")
    ] = LineFormat.json,
    output: Out = None,
    refused: RefusedFile = None,
    one_story: OneStory = False,
    explain: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--explain",
            metavar="A B",
            help="Say instead why two articles are together or apart; each by id, source, or a "
            "part that only it has.",
        ),
    ] = None,
    state: Annotated[
        Path | None,
        typer.Option(
            "--state",
            metavar="FILE",
            help="Group together with what came before; the file keeps it, and the stories' ids.",
        ),
    ] = None,
    corrections: CorrectionsFile = None,
) -> None:
    """Find shared text, who wrote it first, and which articles are about one happening."""
    from rashomon import api

    if state is not None and (one_story or explain):
        raise UsageError("--state goes with neither --one-story nor --explain")
    settings = replace(settings, corrections=corrections)
    if explain is not None:
        with _progress() as progress:
            told = api.explain(sources, *explain, settings, progress)
        write(told, output)
        return
    with _progress() as progress:
        if state is not None:
            found = api.add(sources, state, settings, progress)
        else:
            found = api.group(sources, replace(settings, one_story=one_story), progress)
    plain = found.to_dict()
    write(as_json(plain) if format is LineFormat.json else as_lines([plain]), output)
    _say_stale(corrections, found.corrections)
    _finish(found.refused, refused, usable=bool(found.articles))


@app.command(
    epilog="Examples: [bold]rashomon compare reports/[/] · "
    "[bold]rashomon compare reports/ --format html -o report.html[/]"
)
@with_settings
def compare(
    sources: Sources,
    settings: Settings,
    format: Annotated[
        CompareFormat | None,
        typer.Option(
            "--format", "-f", help="Default: text on a terminal, by the ending of -o, else json."
        ),
    ] = None,
    output: Out = None,
    refused: RefusedFile = None,
    one_story: OneStory = False,
    corrections: CorrectionsFile = None,
    min_confidence: Annotated[
        float,
        typer.Option(
            "--min-confidence",
            min=0.0,
            max=1.0,
            help="Leave out joins and conflicts that are less sure, and say how many.",
        ),
    ] = 0.0,
    explain: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--explain",
            metavar="A B",
            help="Say instead why two passages are one claim, a conflict, one utterance, or not; "
            "each an id of the answer (s1.c2), SOURCE:START-END or SOURCE:WORDS.",
        ),
    ] = None,
    nli: Annotated[
        Path | None,
        typer.Option(
            "--nli",
            metavar="MODEL.onnx",
            help="A model for natural-language inference of yours, asked about conflicts too.",
        ),
    ] = None,
    nli_tokenizer: Annotated[
        Path | None,
        typer.Option(
            "--nli-tokenizer", metavar="FILE", help="Its tokenizer.json or WordPiece vocabulary."
        ),
    ] = None,
    length: LengthOption = Length.page,
    rewrite: RewriteOption = None,
    rewrite_model: RewriteModelOption = None,
) -> None:
    """Set the accounts of each happening side by side."""
    from rashomon import api

    chosen = format or _default_format(output)
    asked = replace(
        settings,
        one_story=one_story,
        corrections=corrections,
        min_confidence=min_confidence,
        nli=nli,
        nli_tokenizer=nli_tokenizer,
        length=length.value,
        rewrite=rewrite,
        rewrite_model=rewrite_model,
    )
    if explain is not None:
        _explain(sources, explain, asked, format or CompareFormat.text, output)
        return
    with _progress() as progress:
        found = api.compare(sources, asked, progress)
    if chosen is CompareFormat.text and output is None:
        _print_summary(found)
    else:
        write(_rendered(found, chosen), output)
    _say_stale(corrections, found.corrections)
    _finish(found.refused, refused, usable=bool(found.articles))


app.command("brief", epilog=EXAMPLES)(_brief)


def _explain(
    sources: Sequence[str],
    passages: tuple[str, str],
    settings: Settings,
    chosen: CompareFormat,
    output: Path | None,
) -> None:
    """Write why two passages stand as they do; text unless JSON is asked for."""
    from rashomon import api
    from rashomon.stages import present

    with _progress() as progress:
        told = api.why(sources, *passages, settings, progress)
    if chosen is CompareFormat.json:
        write(as_json(told.to_dict()), output)
    else:
        write(present.why(told), output)


app.command(epilog=EPILOG)(with_settings(verify))


@app.command(epilog="Example: [bold]rashomon schema compare > compare.schema.json[/]")
def schema(
    name: Annotated[str, typer.Argument(help="A command, as read or compare, or correction.")],
    output: Out = None,
) -> None:
    """Print the JSON Schema (2020-12) of a command's answer."""
    from rashomon.schema import schema as schema_of

    write(as_json(schema_of(name)), output)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; ends the process with the contract's exit status."""
    try:
        app(args=None if arguments is None else list(arguments))
    except UsageError as problem:
        _say(f"rashomon: {problem}")
        sys.exit(WRONG_CALL)
    except RashomonError as problem:
        _say(f"rashomon: {problem}")
        sys.exit(NOTHING_USABLE)
    except KeyboardInterrupt:
        _say("rashomon: stopped")
        sys.exit(130)


def _default_format(output: Path | None) -> CompareFormat:
    """By the ending of the file, else text on a terminal and JSON in a pipe."""
    endings = {
        ".html": CompareFormat.html,
        ".htm": CompareFormat.html,
        ".md": CompareFormat.markdown,
        ".csv": CompareFormat.csv,
        ".txt": CompareFormat.text,
        ".jsonl": CompareFormat.jsonl,
    }
    if output is not None:
        return endings.get(output.suffix.lower(), CompareFormat.json)
    return CompareFormat.text if sys.stdout.isatty() else CompareFormat.json


def _rendered(found: Comparison, format: CompareFormat) -> str:
    if format is CompareFormat.json:
        return as_json(found.to_dict())
    if format is CompareFormat.jsonl:
        return as_lines([found.to_dict()])
    from rashomon.stages import present

    renderers: dict[CompareFormat, Callable[[Comparison], str]] = {
        CompareFormat.text: present.text,
        CompareFormat.html: present.html,
        CompareFormat.markdown: present.markdown,
        CompareFormat.csv: present.csv,
    }
    return renderers[format](found)


def _print_summary(found: Comparison) -> None:
    from rich.console import Console

    from rashomon.stages import present

    present.terminal(found, Console(highlight=False))


def _answer(
    found: Annotations, format: LineFormat, output: Path | None, refused: Path | None
) -> None:
    """Write one object an article, and end with the status."""
    plain = [article.to_dict() for article in found.articles]
    write(as_lines(plain) if format is LineFormat.jsonl else as_json(plain), output)
    _finish(found.refused, refused, usable=bool(found.articles))
