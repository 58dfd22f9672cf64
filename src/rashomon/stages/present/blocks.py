"""An article on a terminal with the kinds of its blocks in colour, and the evidence for each."""

from __future__ import annotations

import io
import re

from rich.console import Console
from rich.text import Text

from rashomon.models import Article, Block, BlockKind

__all__ = ["plain", "render"]

COLUMNS = 100

STYLES: dict[BlockKind, str] = {
    "title": "bold",
    "summary": "italic",
    "byline": "magenta",
    "dateline": "magenta",
    "heading": "bold",
    "body": "",
    "caption": "cyan",
    "sidebar": "blue",
    "repeat": "yellow",
    "furniture": "dim",
}
MARGIN = max(len(kind) for kind in STYLES) + 2
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Replaced, so that no report can steer a terminal."""


def plain(article: Article, *, explain: bool = False) -> str:
    """What :func:`render` prints, without colour."""
    out = io.StringIO()
    console = Console(
        file=out, width=COLUMNS, color_system=None, highlight=False, force_terminal=False
    )
    render(article, console, explain=explain)
    return "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())


def render(article: Article, console: Console, *, explain: bool = False) -> None:
    """Print what is known of an article and its text, block by block, its kinds in the margin.

    :param explain: below each block the evidence for its kind, and its offsets.
    """
    _head(article, console)
    for block in article.blocks:
        _block(article, block, console, explain)
    console.print()


def _head(article: Article, console: Console) -> None:
    console.rule(Text(_safe(article.source)), align="left")
    known = (
        ("title", article.title),
        ("outlet", article.outlet),
        ("url", article.url),
        ("authors", ", ".join(article.authors) or None),
        ("published", article.published),
        ("updated", article.updated),
        ("language", article.language),
    )
    for name, value in known:
        shown = Text("unknown", "dim") if value is None else Text(_safe(value))
        console.print(Text(name.ljust(MARGIN), "dim").append_text(shown))
    console.print()


def _block(article: Article, block: Block, console: Console, explain: bool) -> None:
    style = STYLES[block.kind]
    width = max(20, console.width - MARGIN - 1)
    words = Text(_safe(article.text[block.start : block.end]), style)
    margin = Text(block.kind.ljust(MARGIN), style or "default")
    for line in words.wrap(console, width):
        console.print(margin.append_text(line), no_wrap=True, crop=False)
        margin = Text(" " * MARGIN)
    if explain:
        why = f"{block.start}–{block.end}: {block.reason or 'no evidence was kept'}"
        for line in Text(_safe(why), "dim italic").wrap(console, width):
            console.print(Text(" " * MARGIN).append_text(line), no_wrap=True, crop=False)


def _safe(text: str) -> str:
    return CONTROL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
