"""The command ``rashomon brief``, and the options of a brief that ``compare`` shares with it."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Annotated

import typer

from rashomon.options import CorrectionsFile, OneStory, Out, RefusedFile, Sources, with_settings
from rashomon.output import as_json, write
from rashomon.settings import Settings
from rashomon.telling import finish, progress, say_stale

__all__ = [
    "EXAMPLES",
    "Length",
    "LengthOption",
    "RewriteModelOption",
    "RewriteOption",
    "brief",
]

EXAMPLES = (
    "Examples: [bold]rashomon brief reports/[/] · "
    "[bold]rashomon brief today/ --format line[/] · "
    "[bold]rashomon brief reports/ --length paragraph --format html -o brief.html[/]"
)


class BriefFormat(StrEnum):
    """Formats of ``brief``."""

    text = "text"
    line = "line"
    markdown = "markdown"
    html = "html"
    json = "json"


class Length(StrEnum):
    """Lengths of a brief."""

    line = "line"
    paragraph = "paragraph"
    page = "page"


LengthOption = Annotated[Length, typer.Option("--length", help="How much the brief tells.")]
RewriteOption = Annotated[
    str | None,
    typer.Option(
        "--rewrite",
        metavar="URL",
        help="OpenAI-compatible base address of a model that may word the brief's sentences; what "
        "does not pass the check stays ours. Its key: RASHOMON_REWRITE_KEY.",
    ),
]
RewriteModelOption = Annotated[
    str | None, typer.Option("--rewrite-model", metavar="NAME", help="The name of that model.")
]


@with_settings
def brief(  # noqa: PLR0913, PLR0917 - its options
    sources: Sources,
    settings: Settings,
    format: Annotated[
        BriefFormat, typer.Option("--format", "-f", help="line: one line a story, for feeds.")
    ] = BriefFormat.text,
    output: Out = None,
    refused: RefusedFile = None,
    one_story: OneStory = False,
    corrections: CorrectionsFile = None,
    length: LengthOption = Length.page,
    rewrite: RewriteOption = None,
    rewrite_model: RewriteModelOption = None,
) -> None:
    """Write a neutral brief of each story, every sentence with the passages it stands on."""
    from rashomon import api

    asked = replace(
        settings,
        one_story=one_story,
        corrections=corrections,
        length=length.value,
        rewrite=rewrite,
        rewrite_model=rewrite_model,
    )
    with progress() as told:
        found = api.compare(sources, asked, told)
    if format is BriefFormat.json:
        write(as_json(api.briefs(found).to_dict()), output)
    else:
        from rashomon.stages import present

        write(present.BRIEFS[format.value](found), output)
    say_stale(corrections, found.corrections)
    finish(found.refused, refused, usable=bool(found.articles))
