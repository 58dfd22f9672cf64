"""The cleaning stage: units, their kinds, repeats, boxes, and then blocks and metadata."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rashomon.models import Article, Block, Document
from rashomon.settings import learned_part
from rashomon.stages.clean.head import split_dateline, tell_head
from rashomon.stages.clean.inside import tell_inside
from rashomon.stages.clean.kinds import tell_kinds
from rashomon.stages.clean.language import language_of
from rashomon.stages.clean.metadata import metadata_of
from rashomon.stages.clean.model import BodyModel, load_model
from rashomon.stages.clean.repeats import mark_repeats
from rashomon.stages.clean.sidebars import mark_sidebars
from rashomon.stages.clean.units import Unit, units_of

__all__ = ["clean", "told_units"]


def clean(documents: Sequence[Document], models: Path | None = None) -> list[Article]:
    """Tell the blocks of each document apart and fill in the metadata it lacks.

    :param documents: as the reading stage gives them; blocks that a reader knew are kept.
    :param models: a folder whose ``body.npz``, ``titles.json`` and ``dates.json``
        (``evals/train_body.py`` and the like) stand in for the packaged ones.
    :returns: one article for each, in their order. Its blocks are in order, never overlap, and
        cover every character of the text that is not white space.
    :raises ModelError: the model is missing or damaged.
    """
    learned = load_model(learned_part("body.npz", models))
    return [_article(document, learned, models) for document in documents]


def told_units(
    text: str, model: BodyModel, title: str | None = None, models: Path | None = None
) -> list[Unit]:
    """The units of a plain text with their kinds.

    :param title: the title where it is known from elsewhere.
    :param models: a folder whose ``titles.json`` stands in for the packaged one.
    """
    units = units_of(text)
    tell_kinds(units, model)
    tell_head(units, title, models)
    tell_inside(units)
    mark_repeats(units)
    split_dateline(units)
    mark_sidebars(units)
    return units


def _article(document: Document, model: BodyModel, models: Path | None) -> Article:
    if document.blocks is not None:
        blocks = document.blocks
        units = _given(document.text, blocks)
    else:
        units = told_units(document.text, model, document.title, models)
        blocks = tuple(_blocks(units))
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
        published=document.published or found.published,
        updated=document.updated or found.updated,
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
