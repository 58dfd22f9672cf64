"""From a page to a document: parse once, ask the witnesses, tell the kinds, write the text."""

from __future__ import annotations

import dataclasses
import functools
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from lxml import etree

from rashomon.errors import Unsupported
from rashomon.models import Block, Document, Page
from rashomon.settings import learned_part
from rashomon.stages.read.entries import has_words
from rashomon.stages.read.page.features import (
    NAMES,
    Matrix,
    Witnesses,
    features,
    plausible,
)
from rashomon.stages.read.page.kinds import Piece, pieces_of
from rashomon.stages.read.page.metadata import Declared, declared
from rashomon.stages.read.page.segments import layout
from rashomon.stages.read.page.tree import parsed
from rashomon.stages.read.page.wording import squashed
from rashomon.trees import Trees, load_trees

__all__ = ["article_in", "chances", "witnesses"]

LONGEST = 400_000
"""Characters that a witness is heard for: every segment is looked up in them, and no report is
half as long."""
LITTLE = 600
"""Characters of a body in JSON-LD that are more than its first lines."""
SHOWN = 0.3
"""Share of such a body that the page must show. Of the 277 dev pages none with one shows less
than half: pages that show next to nothing are filled by a script in the browser."""
UNSEEN = ("script", "style", "svg", "template")
MODEL = "page.npz"
MAX_ELEMENTS = 15_000
"""Elements up to which trafilatura is asked; its time grows faster than the page. The largest of
277 saved news pages has 3,129; beyond it the model decides without that witness."""


def article_in(page: Page, models: Path | None = None) -> Document:
    """Take the article out of a page.

    :param models: a folder whose ``page.npz`` stands in for the packaged one.
    :raises Unsupported: there is none, or the page cannot be parsed.
    :raises ModelError: the learned part is missing or damaged.
    """
    root = parsed(page.content, page.encoding, page.source)
    known = declared(root, page.url)
    if page.title:
        known = dataclasses.replace(known, title=page.title)
    # neither is shown, and copying them is half of trafilatura's work; their tails stay
    etree.strip_elements(root, *UNSEEN, with_tail=False)
    found = layout(root)
    matrix = features(found, witnesses(root, known, len(found.nodes)))
    running = chances(matrix, _model(learned_part(MODEL, models)))
    pieces = _shown_or_declared(pieces_of(found, matrix, running, known), known)
    text, blocks = _written(pieces)
    if not has_words(text) or all(block.kind == "title" for block in blocks):
        raise Unsupported(page.source, "a page without an article in it")
    return Document(
        id=page.id,
        source=page.source,
        sources=page.sources,
        text=text,
        outlet=page.outlet or known.outlet or known.host,
        url=page.url or known.url,
        title=known.title,
        authors=page.authors or known.authors,
        published=page.published or known.published,
        updated=page.updated or known.updated,
        language=page.language or known.language,
        blocks=blocks,
    )


def witnesses(root: Any, known: Declared, elements: int) -> Witnesses:
    """What else speaks about the text of a parsed page of so many elements."""
    return Witnesses(
        kept=_kept(root, elements),
        body=squashed(" ".join(known.body)[:LONGEST]),
        title=squashed(known.title or ""),
        description=squashed(known.descriptions[0] if known.descriptions else ""),
    )


def _kept(root: Any, elements: int) -> str:
    """What trafilatura takes for the article, squashed; "" where it finds nothing."""
    if elements > MAX_ELEMENTS:
        return ""
    from trafilatura.core import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = bare_extraction(root, options=_options())
    except Exception:  # a page can break any extractor; the model goes on without this witness
        return ""
    return squashed(str(getattr(found, "text", None) or "")[:LONGEST])


@functools.cache
def _options() -> Any:
    """trafilatura's options, made once: making them reads a configuration and the clock."""
    from trafilatura.settings import Extractor

    return Extractor(output_format="python", fast=True, comments=False, with_metadata=False)


@functools.lru_cache(maxsize=8)
def _model(path: Path) -> Trees:
    return load_trees(path, NAMES)


def chances(matrix: Matrix, model: Trees) -> Matrix:
    """The probability of each segment to be running text; 0 for what cannot be."""
    running = np.zeros(len(matrix), np.float32)
    rows = plausible(matrix)
    if rows.any():
        running[rows] = model.predict(matrix[rows])
    return running


def _shown_or_declared(pieces: list[Piece], known: Declared) -> list[Piece]:
    """The pieces; of a page that writes its text by a script, the body that JSON-LD holds."""
    shown = sum(len(piece.text) for piece in pieces if piece.kind == "body")
    declared_size = sum(map(len, known.body))
    if declared_size < LITTLE or shown > SHOWN * declared_size:
        return pieces
    title = [Piece("title", known.title, "declared in the head")] if known.title else []
    return [*title, *(Piece("body", text, "the article's body in JSON-LD") for text in known.body)]


def _written(pieces: Sequence[Piece]) -> tuple[str, tuple[Block, ...]]:
    """The text, an empty line between its blocks, and the blocks."""
    parts, blocks, at = [], [], 0
    for piece in pieces:
        end = at + len(piece.text)
        blocks.append(Block(kind=piece.kind, start=at, end=end, reason=piece.reason))
        parts.append(piece.text)
        at = end + 2
    return "\n\n".join(parts), tuple(blocks)
