"""The cleaning stage: units, their kinds, repeats, boxes, and then blocks and metadata."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from rashomon.models import Article, Block, Document
from rashomon.settings import learned_part
from rashomon.stages.clean.declared import declared
from rashomon.stages.clean.evidence import with_evidence
from rashomon.stages.clean.head import split_dateline, tell_head
from rashomon.stages.clean.inside import tell_inside
from rashomon.stages.clean.kinds import tell_kinds, tell_kinds_of, tell_wording
from rashomon.stages.clean.language import language_of
from rashomon.stages.clean.mark_shared import mark_shared
from rashomon.stages.clean.metadata import metadata_of
from rashomon.stages.clean.model import BodyModel, load_model
from rashomon.stages.clean.repeats import mark_repeats
from rashomon.stages.clean.shared_lines import SharedLines
from rashomon.stages.clean.sidebars import mark_sidebars
from rashomon.stages.clean.units import Unit, units_of

__all__ = ["clean", "explain", "told_units"]

BATCH = 200_000
"""Characters whose units go through the model together: enough for speed, little memory."""
NO_LINES = SharedLines({})


def clean(
    documents: Sequence[Document], models: Path | None = None, lines: SharedLines | None = None
) -> list[Article]:
    """Tell the blocks of each document apart and fill in the metadata it lacks.

    :param documents: as the reading stage gives them; blocks that a reader knew are kept.
    :param models: a folder whose ``body.npz``, ``titles.json`` and ``dates.json``
        (``evals/train_body.py`` and the like) stand in for the packaged ones.
    :param lines: the furniture of outlets, learned from several of their articles.
    :returns: one article for each, in their order. Its blocks are in order, never overlap, and
        cover every character of the text that is not white space.
    :raises ModelError: the model is missing or damaged.
    """
    learned = load_model(learned_part("body.npz", models))
    return [
        _article(document, units, models)
        for batch in _batches(documents)
        for document, units in zip(batch, _told(batch, learned, lines, models), strict=True)
    ]


def explain(
    documents: Sequence[Document], models: Path | None = None, lines: SharedLines | None = None
) -> list[Article]:
    """The articles of :func:`clean`, each block with its evidence as ``reason``.

    Where the model judged, what weighed most in its first sentence is named; working that out
    takes some milliseconds a block.
    """
    learned = load_model(learned_part("body.npz", models))
    found = []
    for document, article in zip(documents, clean(documents, models, lines), strict=True):
        blocks = article.blocks
        if document.blocks is None:
            units = units_of(document.text)
            mark_shared(document.text, units, (lines or NO_LINES).of(document))
            tell_wording(units)
            blocks = with_evidence(blocks, units, learned)
        found.append(msgspec.structs.replace(article, blocks=blocks))
    return found


def told_units(
    text: str, model: BodyModel, title: str | None = None, models: Path | None = None
) -> list[Unit]:
    """The units of a plain text with their kinds.

    :param title: the title where it is known from elsewhere.
    :param models: a folder whose ``titles.json`` stands in for the packaged one.
    """
    units = units_of(text)
    tell_kinds(units, model)
    _place(units, title, models)
    return units


def _batches(documents: Sequence[Document]) -> Iterator[list[Document]]:
    """The documents in their order, so many at a time as make up :data:`BATCH` characters."""
    batch: list[Document] = []
    size = 0
    for document in documents:
        if batch and size + len(document.text) > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(document)
        size += len(document.text)
    if batch:
        yield batch


def _told(
    documents: Sequence[Document],
    model: BodyModel,
    lines: SharedLines | None,
    models: Path | None,
) -> list[list[Unit]]:
    """The units of each document with their kinds."""
    plain = [document for document in documents if document.blocks is None]
    pages = [units_of(document.text) for document in plain]
    for document, units in zip(plain, pages, strict=True):
        mark_shared(document.text, units, (lines or NO_LINES).of(document))
    tell_kinds_of(pages, model)
    for document, units in zip(plain, pages, strict=True):
        _place(units, document.title, models)
    told = iter(pages)
    return [
        next(told) if document.blocks is None else _given(document.text, document.blocks)
        for document in documents
    ]


def _place(units: list[Unit], title: str | None, models: Path | None) -> None:
    """What the place among the others tells: head, captions, repeats, dateline, boxes."""
    tell_head(units, title, models)
    tell_inside(units)
    mark_repeats(units)
    split_dateline(units)
    mark_sidebars(units)


def _article(document: Document, units: list[Unit], models: Path | None) -> Article:
    blocks = tuple(_blocks(units)) if document.blocks is None else document.blocks
    body = "\n".join(document.text[b.start : b.end] for b in blocks if b.kind == "body")
    language = document.language or language_of(body or document.text)
    known = document.url, document.outlet
    found = metadata_of(document.text, units, language, *known, models=models)
    return Article(
        id=document.id,
        source=document.source,
        sources=document.sources,
        outlet=document.outlet or found.outlet,
        url=document.url,
        title=document.title or found.title,
        authors=document.authors or found.authors,
        published=declared(document.published) or found.published,
        updated=declared(document.updated) or found.updated,
        language=language,
        text=document.text,
        blocks=blocks,
    )


def _given(text: str, blocks: Sequence[Block]) -> list[Unit]:
    """The blocks that a reader knew as units of a line each."""
    return [
        Unit(b.start, b.end, text[b.start : b.end], line, kind=b.kind)
        for line, b in enumerate(blocks)
    ]


def _blocks(units: Sequence[Unit]) -> list[Block]:
    """Neighbours of one kind in one line as one block."""
    blocks: list[Block] = []
    line = -1
    for unit in units:
        kind = unit.kind or "body"
        if blocks and unit.line == line and blocks[-1].kind == kind:
            last = blocks.pop()
            blocks.append(Block(kind=kind, start=last.start, end=unit.end, reason=last.reason))
        else:
            blocks.append(
                Block(kind=kind, start=unit.start, end=unit.end, reason=unit.reason or None)
            )
        line = unit.line
    return blocks
