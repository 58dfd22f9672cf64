"""Articles made for a test."""

from __future__ import annotations

from typing import Any

from rashomon.models import Article, Block, BlockKind

Piece = str | tuple[BlockKind, str]


MILL = [
    "The town council of Harrow Wells voted on Tuesday to close the old mill for repairs that may"
    " last until the spring of next year.",
    "Nobody was hurt when part of the roof fell in, but the keeper said that he had warned of it"
    " for years and that his letters had not been answered.",
    "Work is to begin in June, the mayor told reporters, once the money from the county has come"
    " and a builder has been found who knows old timber.",
    "The mill has ground flour since 1790 and was the last in the valley to be driven by water"
    " alone, without any help from steam.",
]
"""The body of a report in plain sentences."""


def article(*pieces: Piece, gap: str = "\n\n", **known: Any) -> Article:
    """An article of the given blocks in their order; body where no kind is named.

    :param gap: what stands after each block.
    :param known: fields of the article to set (``published``, ``language``, ...).
    """
    text, blocks = "", []
    for piece in pieces:
        kind, words = ("body", piece) if isinstance(piece, str) else piece
        if words:
            blocks.append(Block(kind=kind, start=len(text), end=len(text) + len(words)))
        text += words + gap
    fields: dict[str, Any] = {
        "id": "sha256:0",
        "source": "a.txt",
        "sources": ("a.txt",),
        "outlet": None,
        "url": None,
        "title": None,
        "authors": (),
        "published": None,
        "updated": None,
        "language": "en",
    }
    return Article(**(fields | known), text=text, blocks=tuple(blocks))
