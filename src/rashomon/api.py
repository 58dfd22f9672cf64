"""The Python API: one function for each command, returning typed objects.

>>> import rashomon
>>> comparison = rashomon.compare(["reports/"])          # doctest: +SKIP
>>> comparison.stories[0].claims[0].text                  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from rashomon import pipeline
from rashomon.errors import UsageError
from rashomon.models import (
    Annotated,
    Article,
    BriefedStory,
    Briefs,
    ComparedStory,
    Comparison,
    Explanation,
    Grouping,
    Refusal,
    Story,
    Verification,
)
from rashomon.output import write
from rashomon.pipeline import Layers, Progress, silent
from rashomon.settings import Settings

if TYPE_CHECKING:
    from rashomon.stages.group import State

__all__ = [
    "Annotations",
    "Articles",
    "add",
    "annotate",
    "briefs",
    "compare",
    "explain",
    "group",
    "read",
    "stream",
    "verify",
    "why",
]

Sources = str | Sequence[str]


@dataclass(frozen=True)
class Articles:
    """Articles read, and the inputs refused."""

    articles: tuple[Article, ...]
    refused: tuple[Refusal, ...]


@dataclass(frozen=True)
class Annotations:
    """Articles with their annotations, and the inputs refused."""

    articles: tuple[Annotated, ...]
    refused: tuple[Refusal, ...]


def read(
    sources: Sources, settings: Settings | None = None, progress: Progress = silent
) -> Articles:
    """Read sources into clean articles.

    :param sources: a source or several: files, folders, globs, ``-`` for standard input.
    :raises UsageError: a setting is wrong. A source that cannot be used raises nothing: it is
        listed in ``refused``.
    """
    layers = _layers(sources, "articles", settings, progress)
    return Articles(tuple(layers["articles"]), layers["refused"])


def stream(
    sources: Sources, settings: Settings | None = None, progress: Progress = silent
) -> Iterator[Article | Refusal]:
    """Read sources one article after the other, in bounded memory however many there are.

    Parameters and errors as for :func:`read`.
    """
    yield from pipeline.stream(_listed(sources), pipeline.Run(settings or Settings(), progress))


def annotate(
    sources: Sources, settings: Settings | None = None, progress: Progress = silent
) -> Annotations:
    """Read and annotate sources; parameters and errors as for :func:`read`."""
    layers = _layers(sources, "annotated", settings, progress)
    return Annotations(tuple(layers["annotated"]), layers["refused"])


def group(
    sources: Sources, settings: Settings | None = None, progress: Progress = silent
) -> Grouping:
    """Find shared text, origins and stories; parameters and errors as for :func:`read`."""
    run = pipeline.Run(settings or Settings(), progress)
    layers = pipeline.run(_listed(sources), "grouping", run)
    return _told(layers["grouping"], layers, run)


def add(
    sources: Sources,
    state: Path,
    settings: Settings | None = None,
    progress: Progress = silent,
) -> Grouping:
    """Group sources together with all that a state file holds, and write the state anew.

    Stories keep their ids; what a reader corrected is not kept in the file but replayed each time.
    ``changes`` tells which grew, were split or merged, and why. The file
    is made where it is not there. Parameters and errors as for :func:`read`.

    :raises UsageError: the file holds no state, or cannot be read or written.
    """
    from rashomon.stages.group import State
    from rashomon.stages.group import add as added

    known = _state(state) if state.exists() else State()
    run = pipeline.Run(settings or Settings(), progress)
    layers = pipeline.run(_listed(sources), "articles", run)
    tick = partial(progress, "group")
    found, new = added(known, layers["articles"], run.embedder, tick)
    write(msgspec.json.encode(new).decode() + "\n", state)
    return _told(run.replay.stories(found) if run.replay else found, layers, run)


def _told(grouping: Grouping, layers: Layers, run: pipeline.Run) -> Grouping:
    """The grouping with what was refused, and what became of the reader's decisions."""
    return msgspec.structs.replace(
        grouping,
        refused=layers["refused"],
        corrections=run.replay.told(stories_only=True) if run.replay else (),
    )


def _state(file: Path) -> State:
    from rashomon.stages.group import State

    try:
        found = msgspec.json.decode(file.read_bytes(), type=State)
    except (OSError, msgspec.DecodeError) as problem:
        raise UsageError(f"--state {file}: {problem}") from problem
    if found.format != State().format:
        raise UsageError(f"--state {file}: of another version; group its sources anew")
    return found


def explain(
    sources: Sources,
    one: str,
    other: str,
    settings: Settings | None = None,
    progress: Progress = silent,
) -> str:
    """Why two articles of the sources are in one story or in two, in words and figures.

    :param one, other: id or source of an article, or a part that only it has.
    :raises UsageError: a name is not that of exactly one article.
    """
    from rashomon.stages.group import explain as explained

    run = pipeline.Run(settings or Settings(), progress)
    layers = pipeline.run(_listed(sources), "grouping", run)
    return explained(layers["articles"], layers["grouping"], run.embedder, one, other)


def compare(
    sources: Sources, settings: Settings | None = None, progress: Progress = silent
) -> Comparison:
    """Set the accounts of each story side by side; parameters and errors as for :func:`read`."""
    run = pipeline.Run(settings or Settings(), progress)
    layers = pipeline.run(_listed(sources), "briefs", run)
    grouping: Grouping = layers["grouping"]
    return Comparison(
        articles=grouping.articles,
        reuse=grouping.reuse,
        origins=grouping.origins,
        stories=_stories(layers),
        refused=layers["refused"],
        annotations={one.article.id: one for one in layers["annotated"]},
        corrections=run.replay.told() if run.replay else (),
    )


def why(
    sources: Sources,
    one: str,
    other: str,
    settings: Settings | None = None,
    progress: Progress = silent,
) -> Explanation:
    """Why two passages of a story are one claim, a conflict, one utterance, or are not.

    :param one, other: the id of a claim, conflict or quotation of the answer (``s1.c2``), or an
        article (id, source, or a part that only it has), a colon, and ``START-END`` or words.
    :raises UsageError: a name fits nothing or several passages, or they are of two stories.
    """
    from rashomon.passages import pair_of
    from rashomon.stages.collate import Tools
    from rashomon.stages.collate import explain as explained

    run = pipeline.Run(settings or Settings(), progress)
    layers = pipeline.run(_listed(sources), "collations", run)
    found = layers["collations"]
    passages = pair_of(one, other, layers["articles"], found)
    grouping: Grouping = layers["grouping"]
    homes = [next(s for s in grouping.stories if p.article in s.articles) for p in passages]
    if homes[0] is not homes[1]:
        raise UsageError(
            f"--explain {one} {other}: they are of two stories, {homes[0].id} and {homes[1].id}; "
            "`rashomon group --explain` tells why"
        )
    return explained(
        homes[0],
        layers["annotated"],
        grouping,
        found[homes[0].id],
        passages,
        Tools(run.embedder, run.settings.models, run.nli),
    )


def briefs(comparison: Comparison) -> Briefs:
    """The briefs of a comparison, without what they were made from."""
    shared = Story.__struct_fields__
    return Briefs(
        articles=comparison.articles,
        origins=comparison.origins,
        stories=tuple(
            BriefedStory(**{name: getattr(story, name) for name in shared}, brief=story.brief)
            for story in comparison.stories
        ),
        refused=comparison.refused,
        corrections=comparison.corrections,
    )


def verify(
    text: str,
    sources: Sources,
    settings: Settings | None = None,
    progress: Progress = silent,
    name: str = "text",
) -> Verification:
    """Check a text against reports; parameters and errors as for :func:`read`.

    :param text: plain text, checked against all sources; or JSON of a brief (an answer of
        ``compare``, a story of it, its ``brief``), each sentence checked against its citations.
    :param name: what the text is called in messages.
    :raises UsageError: the text is JSON of something else.
    """
    from rashomon.checking import check_text

    return check_text(text, name, _listed(sources), pipeline.Run(settings or Settings(), progress))


def _layers(sources: Sources, goal: str, settings: Settings | None, progress: Progress) -> Layers:
    run = pipeline.Run(settings or Settings(), progress)
    return pipeline.run(_listed(sources), goal, run)


def _listed(sources: Sources) -> list[str]:
    return [sources] if isinstance(sources, str) else list(sources)


def _stories(layers: Layers) -> tuple[ComparedStory, ...]:
    return tuple(
        ComparedStory(
            **msgspec.structs.asdict(story),
            **msgspec.structs.asdict(layers["collations"][story.id]),
            brief=layers["briefs"][story.id],
        )
        for story in layers["grouping"].stories
    )
