"""The command ``rashomon verify``; :mod:`rashomon.cli` puts it among the others."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.errors import UsageError
from rashomon.options import Out, RefusedFile
from rashomon.output import as_json, as_lines, write
from rashomon.settings import Settings
from rashomon.telling import finish, progress

if TYPE_CHECKING:
    from rashomon.models import Verification

__all__ = ["EPILOG", "verify"]

EPILOG = (
    "Examples: [bold]rashomon verify digest.txt reports/[/] · "
    "[bold]rashomon verify compared.json reports/ --format html -o checked.html[/]"
)

STDIN = "-"


class VerifyFormat(StrEnum):
    """Formats of ``verify``."""

    json = "json"
    jsonl = "jsonl"
    text = "text"
    html = "html"
    markdown = "markdown"


ENDINGS = {
    ".html": VerifyFormat.html,
    ".htm": VerifyFormat.html,
    ".md": VerifyFormat.markdown,
    ".txt": VerifyFormat.text,
    ".jsonl": VerifyFormat.jsonl,
}


def verify(
    text: Annotated[
        str,
        typer.Argument(
            metavar="TEXT",
            help="The text to check: plain text, or JSON with a brief; - for standard input.",
        ),
    ],
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE…", help="The reports: files, folders, globs, URLs, feeds."),
    ],
    settings: Settings,
    format: Annotated[
        VerifyFormat | None,
        typer.Option(
            "--format", "-f", help="Default: text on a terminal, by the ending of -o, else json."
        ),
    ] = None,
    output: Out = None,
    refused: RefusedFile = None,
) -> None:
    """Check a text by anybody against reports: what stands in them, what does not, and why."""
    from rashomon import api

    if text == STDIN and STDIN in sources:
        raise UsageError("verify - …: standard input is either the text or a source")
    chosen = format or _default(output)
    content = _content(text)
    with progress() as watched:
        found = api.verify(content, sources, settings, watched, name=text)
    write(_rendered(found, chosen), output)
    finish(found.refused, refused, usable=bool(found.articles))


def _default(output: Path | None) -> VerifyFormat:
    """By the ending of the file, else text on a terminal and JSON in a pipe."""
    if output is not None:
        return ENDINGS.get(output.suffix.lower(), VerifyFormat.json)
    return VerifyFormat.text if sys.stdout.isatty() else VerifyFormat.json


def _content(text: str) -> str:
    """What is to be checked, without a byte-order mark.

    :raises UsageError: it cannot be read, or is not UTF-8.
    """
    try:
        raw = sys.stdin.buffer.read() if text == STDIN else Path(text).read_bytes()
        return raw.decode("utf-8-sig")
    except OSError as problem:
        raise UsageError(f"verify {text}: cannot be read ({problem.strerror})") from problem
    except UnicodeDecodeError as problem:
        raise UsageError(f"verify {text}: is no text in UTF-8") from problem


def _rendered(found: Verification, format: VerifyFormat) -> str:
    if format is VerifyFormat.json:
        return as_json(found.to_dict())
    if format is VerifyFormat.jsonl:
        return as_lines([found.to_dict()])
    from rashomon.stages.present import verification

    renderers = {
        VerifyFormat.text: verification.text,
        VerifyFormat.html: verification.html,
        VerifyFormat.markdown: verification.markdown,
    }
    return renderers[format](found)
