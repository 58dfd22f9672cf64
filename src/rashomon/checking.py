"""Checking texts against reports: the ``verify`` command, and briefs before they are shown."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec

from rashomon import pipeline
from rashomon.models import (
    Annotated,
    Article,
    ArticleRef,
    BriefSentence,
    CheckedSentence,
    Verification,
)
from rashomon.stages.verify import (
    Checker,
    Written,
    article_of,
    checker_of,
    sentences_of,
    verify,
    verify_brief,
)

if TYPE_CHECKING:
    from rashomon.pipeline import Run

__all__ = ["check_brief", "check_of", "check_text", "latest"]


def check_text(content: str, name: str, sources: Sequence[str], run: Run) -> Verification:
    """Check a text against sources.

    :param content: plain text, which is checked against all of them, or JSON of a brief, whose
        sentences are checked each against its own citations.
    :param name: what the text is called in messages.
    :raises UsageError: it is JSON of something else.
    """
    written = sentences_of(content, name)
    layers = pipeline.run(sources, "annotated", run)
    reports: list[Annotated] = layers["annotated"]
    tools = run.embedder, run.settings.models
    if written.brief is not None:
        found = check_brief(written.brief, reports, run)
    else:
        article = article_of(written, latest(reports), name)
        [checked] = pipeline.annotated([article], run)
        found = verify(checked, reports, *tools)
    return Verification(
        sentences=found,
        articles=tuple(_reference(one.article) for one in reports),
        refused=layers["refused"],
    )


def check_brief(
    brief: Sequence[BriefSentence], reports: Sequence[Annotated], run: Run
) -> tuple[CheckedSentence, ...]:
    """Check each sentence of a brief against its own citations; offsets count in a text of the
    sentences, a line each."""
    if not brief:
        return ()
    article = article_of(_written(brief), latest(reports))
    [checked] = pipeline.annotated([article], run)
    return verify_brief(checked, brief, reports, run.embedder, run.settings.models)


def check_of(reports: Sequence[Annotated], run: Run) -> Callable[[BriefSentence], bool]:
    """Whether a sentence stands on what it cites, for those who write briefs of some reports."""
    day = latest(reports)

    @functools.cache
    def checker() -> Checker:
        return checker_of(reports, run.embedder, run.settings.models)

    def holds(sentence: BriefSentence) -> bool:
        [checked] = pipeline.annotated([article_of(_written([sentence]), day)], run)
        [verdict] = checker().brief(checked, [sentence])
        return verdict.supported

    return holds


def _written(brief: Sequence[BriefSentence]) -> Written:
    return Written("\n".join(one.text for one in brief), tuple(brief))


def latest(reports: Sequence[Annotated]) -> str | None:
    """The day of the latest report, from which a text about all of them counts its times."""
    days = [one.article.published[:10] for one in reports if one.article.published]
    return max(days, default=None)


def _reference(article: Article) -> ArticleRef:
    return msgspec.convert(
        {name: getattr(article, name) for name in ArticleRef.__struct_fields__}, ArticleRef
    )
