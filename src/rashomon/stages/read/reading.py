"""The reading stage: entries, readers by content, metadata, and the same bytes only once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType

import msgspec

from rashomon.errors import InputError
from rashomon.models import Document, Page, Refusal
from rashomon.stages.read.entries import Entry, Reader
from rashomon.stages.read.feeds import LaterReader
from rashomon.stages.read.html import HtmlReader, extract
from rashomon.stages.read.json_articles import JsonReader
from rashomon.stages.read.meta import Meta
from rashomon.stages.read.plain import PlainReader
from rashomon.stages.read.settings import ReadSettings
from rashomon.stages.read.sources import entries
from rashomon.stages.read.spool import Item, Spool

__all__ = ["READERS", "Reading", "extracted", "read"]

READERS: tuple[Reader, ...] = (LaterReader(), JsonReader(), HtmlReader(), PlainReader())
"""The first that accepts an entry reads it."""


def read(
    sources: Sequence[str],
    settings: ReadSettings | None = None,
    progress: Callable[[int], None] | None = None,
) -> Reading:
    """Read what stands behind ``sources``.

    :param sources: paths of files and folders, patterns, or ``-`` for standard input.
    :param progress: called with the number of items read so far.
    :returns: documents, pages and refusals in the order of the sources; to be closed.
    :raises UsageError: the CSV file of ``settings.meta`` lacks the column ``source``.
    """
    settings = settings or ReadSettings()
    reading = Reading(Meta.load(settings.meta))
    for item in _all(sources, settings):
        reading.add(item)
        if progress is not None:
            progress(len(reading))
    return reading


class Reading:
    """What was read, in bounded memory; may be gone through several times.

    The same bytes stand in it once: ``sources`` lists every name they came under. A page is not
    taken apart yet: :func:`extracted` does that, in whichever process.
    """

    def __init__(self, meta: Meta) -> None:
        self._meta = meta
        self._spool = Spool()
        self._seen: dict[bytes, tuple[str, ...] | None] = {}
        self._names: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._spool)

    def __enter__(self) -> Reading:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

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


def _all(sources: Iterable[str], settings: ReadSettings) -> Iterator[Item]:
    for entry in entries(sources, settings.max_bytes, settings.meta):
        if isinstance(entry, Refusal):
            yield entry
        else:
            yield from _articles(entry)


def _articles(entry: Entry) -> Iterator[Item]:
    reader = next(reader for reader in READERS if reader.accepts(entry))
    try:
        yield from reader.read(entry)
    except InputError as problem:
        yield Refusal(source=problem.source, reason=problem.reason)


def extracted(item: Item) -> Document | Refusal:
    """An item with the article taken out of it where it is a page still."""
    if not isinstance(item, Page):
        return item
    try:
        return extract(item)
    except InputError as problem:
        return Refusal(source=problem.source, reason=problem.reason)
