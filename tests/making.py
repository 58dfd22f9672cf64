"""Articles made for a test."""

from __future__ import annotations

from typing import Any

from rashomon.models import Article, Block, BlockKind

Piece = str | tuple[BlockKind, str]


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
