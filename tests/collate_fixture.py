"""Stories for the tests of the collating stage: invented reports, annotated and laid out."""

from __future__ import annotations

import functools
import hashlib
from importlib import resources
from pathlib import Path

from rashomon.embed import MiniLMEmbedder
from rashomon.models import Article, Block, Grouping, Story
from rashomon.stages.annotate import SpacyParser, annotate
from rashomon.stages.collate import actors
from rashomon.stages.collate.context import Context, gather


@functools.lru_cache(maxsize=1)
def parser() -> SpacyParser:
    return SpacyParser()


@functools.lru_cache(maxsize=1)
def embedder() -> MiniLMEmbedder:
    with resources.as_file(resources.files("rashomon.data") / "minilm-vocab.txt") as path:
        return MiniLMEmbedder(Path(path))


def report(text: str, outlet: str, published: str | None) -> Article:
    """An article whose first line is its headline and whose other lines are its paragraphs."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            kind = "body" if blocks else "title"
            blocks.append(Block(kind=kind, start=start, end=start + len(line)))
        start += len(line) + 1
    return Article(
        id=f"sha256:{hashlib.sha256(f'{outlet} {text}'.encode()).hexdigest()}",
        source=f"{outlet}.txt",
        sources=(f"{outlet}.txt",),
        outlet=outlet,
        url=None,
        title=text.split("\n", maxsplit=1)[0],
        authors=(),
        published=published,
        updated=None,
        language="en",
        text=text,
        blocks=tuple(blocks),
    )


def story(*texts: str, published: tuple[str | None, ...] = ()) -> Context:
    """The context of one story; each text is a report of its own outlet."""
    days = published or ("2031-05-16",) * len(texts)
    articles = [
        report(text, f"outlet {n}", day)
        for n, (text, day) in enumerate(zip(texts, days, strict=True))
    ]
    annotated = annotate(articles, parser())
    told = Story(id="s1", title=None, first=None, last=None, articles=tuple(a.id for a in articles))
    grouping = Grouping(articles=(), reuse=(), origins=(), stories=(told,))
    people = actors.join(told, annotated)
    return gather(told, annotated, people, grouping, embedder())
