"""Stories of the public data for the scripts that score or show conflicts and quotations."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from rashomon.embed import MiniLMEmbedder
from rashomon.models import Annotated, Article, Document, Grouping, Parse, Story
from rashomon.stages.annotate import SpacyParser, layers
from rashomon.stages.clean import clean
from rashomon.stages.collate import actors
from rashomon.stages.collate.context import Context, gather
from rashomon.stages.read import ReadSettings, extracted, read

__all__ = ["Laboratory", "group_stories"]


class Laboratory:
    """Reads, annotates and lays out files as one story; parses are kept in a folder."""

    def __init__(self, cache: Path) -> None:
        """:param cache: a folder outside the repository; made where it is missing."""
        cache.mkdir(parents=True, exist_ok=True)
        self._cache = cache
        self._parser: SpacyParser | None = None
        data = Path(__file__).resolve().parent.parent / "src" / "rashomon" / "data"
        self.embedder = MiniLMEmbedder(data / "minilm-vocab.txt")

    def articles(self, paths: Sequence[Path]) -> list[Article]:
        """The articles in some files."""
        with read([str(path) for path in paths], ReadSettings()) as reading:
            found = [extracted(item) for item in reading]
        return list(clean([each for each in found if isinstance(each, Document)]))

    def context(self, articles: Sequence[Article]) -> Context:
        """Articles as one story."""
        annotated = [self._annotated(article) for article in articles]
        ids = tuple(dict.fromkeys(article.id for article in articles))
        told = Story(id="s1", title=None, first=None, last=None, articles=ids)
        grouping = Grouping(articles=(), reuse=(), origins=(), stories=(told,))
        people = actors.join(told, annotated)
        return gather(told, annotated, people, grouping, self.embedder)

    def _annotated(self, article: Article) -> Annotated:
        parse = self._parse(article)
        return Annotated(article=article, annotation=layers(article, parse), parse=parse)

    def _parse(self, article: Article) -> Parse:
        known = repr((article.text, [(b.kind, b.start, b.end) for b in article.blocks]))
        path = self._cache / hashlib.sha256(known.encode()).hexdigest()
        if not path.exists():
            self._parser = self._parser or SpacyParser()
            path.write_bytes(msgspec.msgpack.encode(self._parser.parse([article])[0]))
        return msgspec.msgpack.decode(path.read_bytes(), type=Parse)


def group_stories(data: Path, most: int = 9) -> Iterator[tuple[str, list[Path], dict[str, str]]]:
    """Stories of data/group: name, files (at most ``most``), publication times by file name."""
    stories: dict[str, list[dict[str, str]]] = defaultdict(list)
    for line in (data / "gold.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        stories[record["story"]].append(record)
    for name in sorted(stories):
        chosen = stories[name][:most]
        times = {r["file"]: (r["published"] or "")[:19] for r in chosen}
        yield name, [data / "articles" / r["file"] for r in chosen], times
