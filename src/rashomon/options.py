"""The options that all commands share, in one place."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from rashomon.engine import processors
from rashomon.errors import UsageError
from rashomon.settings import Settings

__all__ = ["CorrectionsFile", "OneStory", "Out", "RefusedFile", "Sources", "with_settings"]

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE…", help="Files, folders, globs, URLs, feeds, or - for standard input."
    ),
]
Out = Annotated[
    Path | None, typer.Option("-o", "--output", help="Write here, whole or not at all.")
]
RefusedFile = Annotated[
    Path | None, typer.Option("--refused", help="Write refused inputs here as JSON Lines.")
]

OneStory = Annotated[bool, typer.Option("--one-story", help="All sources report one happening.")]
CorrectionsFile = Annotated[
    Path | None,
    typer.Option(
        "--corrections",
        metavar="FILE",
        help="JSON Lines of your decisions (join, split, reject, name), replayed on this run.",
    ),
]

JOBS = processors()
WEB = "Web"


def _settings(
    meta: Annotated[
        Path | None,
        typer.Option(help="CSV with columns source, outlet, url, published, title."),
    ] = None,
    fields: Annotated[
        list[str] | None,
        typer.Option(
            "--field",
            metavar="OURS=THEIRS",
            help="Where JSON, CSV or Parquet keep text, title, url, …: text=content. Repeatable.",
        ),
    ] = None,
    models: Annotated[
        Path | None,
        typer.Option(help="Folder of learned parts to use instead of the packaged ones."),
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, help="Processes; the answer is the same for any.")
    ] = JOBS,
    follow: Annotated[
        bool,
        typer.Option(
            "--follow", help="Fetch what a feed on disk only links to.", rich_help_panel=WEB
        ),
    ] = False,
    cache: Annotated[
        Path | None,
        typer.Option(
            help="Folder for fetched pages; what did not change is not sent again.",
            rich_help_panel=WEB,
        ),
    ] = None,
    delay: Annotated[
        float,
        typer.Option(help="Seconds between two requests to one host.", rich_help_panel=WEB),
    ] = 1.0,
    user_agent: Annotated[
        str | None,
        typer.Option(help="The name under which pages are fetched.", rich_help_panel=WEB),
    ] = None,
    ignore_robots: Annotated[
        bool,
        typer.Option("--ignore-robots", help="Fetch what robots.txt forbids.", rich_help_panel=WEB),
    ] = False,
    allow_private: Annotated[
        bool,
        typer.Option(
            "--allow-private", help="Fetch from addresses that are not public.", rich_help_panel=WEB
        ),
    ] = False,
) -> Settings:
    """The options that all commands share, as settings."""
    return Settings(
        meta=meta,
        models=models,
        jobs=jobs,
        fields=_field_map(fields or ()),
        follow=follow,
        cache=cache,
        allow_private=allow_private,
        obey_robots=not ignore_robots,
        delay=delay,
        user_agent=user_agent,
    )


def _field_map(given: Sequence[str]) -> dict[str, str]:
    """Pairs of ``OURS=THEIRS``.

    :raises UsageError: one has another form.
    """
    pairs = [one.partition("=") for one in given]
    for ours, equals, theirs in pairs:
        if not (ours.strip() and equals and theirs.strip()):
            raise UsageError(f"--field {ours}{equals}{theirs}: write OURS=THEIRS, as text=content")
    return {ours.strip(): theirs.strip() for ours, _, theirs in pairs}


def with_settings(command: Callable[..., None]) -> Callable[..., None]:
    """A command whose parameter ``settings`` is made of the options that all commands share."""
    shared = inspect.signature(_settings, eval_str=True).parameters
    own = inspect.signature(command, eval_str=True).parameters

    @functools.wraps(command)
    def run(**given: Any) -> None:
        settings = _settings(**{name: given.pop(name) for name in shared})
        command(settings=settings, **given)

    listed = [one for name, one in own.items() if name != "settings"]
    keyword = inspect.Parameter.KEYWORD_ONLY
    told = [one.replace(kind=keyword) for one in (*listed, *shared.values())]
    # typer reads the types from the annotations and the order and defaults from the signature
    run.__annotations__ = {one.name: one.annotation for one in told}
    setattr(run, "__signature__", inspect.Signature(told))  # noqa: B010
    return run
