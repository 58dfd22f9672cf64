"""The reading stage: entries, readers by content, metadata, and the same bytes only once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from rashomon.errors import InputError, RashomonError
from rashomon.models import Document, Page, Refusal
from rashomon.stages.read.closing import Closing
from rashomon.stages.read.entries import Reader
from rashomon.stages.read.feed import FeedReader
from rashomon.stages.read.feed_json import JsonFeedReader
from rashomon.stages.read.fields import Fields
from rashomon.stages.read.html import HtmlReader, extract
from rashomon.stages.read.json_articles import JsonReader
from rashomon.stages.read.links import read_all, stumbled
from rashomon.stages.read.meta import Meta
from rashomon.stages.read.other import OtherReader
from rashomon.stages.read.parquet import ParquetReader
from rashomon.stages.read.plain import PlainReader
from rashomon.stages.read.settings import ReadSettings
from rashomon.stages.read.sources import entries
from rashomon.stages.read.spool import IN_MEMORY, Item, Spool
from rashomon.stages.read.table import TableReader
from rashomon.stages.read.warc import WarcReader

__all__ = ["Reading", "extracted", "read", "readers"]


PAGE_BYTES = 10_000_000
"""The largest page that is taken apart. Doing so takes some eighty times its size in memory, and a
second for a megabyte; the largest of the 277 dev pages has 1.6 MB."""


def readers(settings: ReadSettings) -> tuple[Reader, ...]:
    """The readers in their order: the first that accepts an entry reads it.

    Those that go by the first bytes stand before those that go by what shows over several lines;
    plain text takes what is left.
    """
    fields = Fields(settings.fields)
    return (
        WarcReader(),
        ParquetReader(fields),
        FeedReader(settings.follow),
        JsonFeedReader(settings.follow),
        OtherReader(),
        JsonReader(fields),
        TableReader(fields),
        HtmlReader(),
        PlainReader(),
    )


def read(
    sources: Sequence[str],
    settings: ReadSettings | None = None,
    progress: Callable[[int], None] | None = None,
) -> Reading:
    """Read what stands behind ``sources``.

    :param sources: paths of files and folders, patterns, URLs, or ``-`` for standard input.
    :param progress: called with the number of items read so far.
    :returns: documents, pages and refusals in the order of the sources, and what feeds link to
        after the feed; to be closed.
    :raises UsageError: the CSV file of ``settings.meta`` lacks the column ``source``, or there is
        no room for what was read.
    """
    settings = settings or ReadSettings()
    reading = Reading(Meta.load(settings.meta), settings.spool_bytes)
    opened = entries(sources, settings.max_bytes, settings.meta)
    try:
        for item in read_all(opened, readers(settings), settings):
            reading.add(item)
            if progress is not None:
                progress(len(reading))
    except BaseException:
        reading.close()
        raise
    return reading


class Reading(Closing):
    """What was read, in bounded memory; may be gone through several times.

    The same bytes stand in it once: ``sources`` lists every name they came under. A page is not
    taken apart yet: :func:`extracted` does that, in whichever process.
    """

    def __init__(self, meta: Meta, in_memory: int = IN_MEMORY) -> None:
        self._meta = meta
        self._spool = Spool(in_memory)
        self._seen: dict[bytes, tuple[str, ...] | None] = {}
        self._names: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._spool)

    def close(self) -> None:
        """Give the memory and the disk back."""
        self._spool.close()

    def add(self, item: Item) -> None:
        """Put in what comes next; of bytes that were there already only the name is kept."""
        if isinstance(item, Refusal):
            self._spool.add(item)
            return
        key = _key(item.id)
        if key in self._seen:
            self._seen[key] = (*(self._seen[key] or ()), *item.sources)
            return
        self._seen[key] = None
        if self._meta.by_name:
            self._names[Path(item.source).name] += 1
        self._spool.add(item)

    def __iter__(self) -> Iterator[Item]:
        for item in self._spool:
            yield item if isinstance(item, Refusal) else self._complete(item)

    def _complete(self, item: Document | Page) -> Document | Page:
        """An item under all its names, with what ``--meta`` says of it."""
        again = self._seen[_key(item.id)]
        if again:
            names = tuple(dict.fromkeys((*item.sources, *again)))
            item = msgspec.structs.replace(item, sources=names)
        return self._meta.described(item, self._names)


def _key(ident: str) -> bytes:
    """An id in half the bytes."""
    digits = ident.removeprefix("sha256:")
    try:
        return bytes.fromhex(digits)
    except ValueError:
        return ident.encode()


def extracted(item: Item, models: Path | None = None) -> Document | Refusal:
    """An item with the article taken out of it where it is a page still.

    :param models: a folder whose ``page.npz`` stands in for the packaged one.
    :raises ModelError: a learned part is missing or damaged.
    """
    if not isinstance(item, Page):
        return item
    if len(item.content) > PAGE_BYTES:
        return Refusal(source=item.source, reason=f"a page larger than {PAGE_BYTES / 1e6:g} MB")
    try:
        return extract(item, models)
    except InputError as problem:
        return Refusal(source=problem.source, reason=problem.reason)
    except RashomonError:
        raise
    except Exception as problem:  # a page can break any parser; the others are read
        return stumbled(item.source, problem)
