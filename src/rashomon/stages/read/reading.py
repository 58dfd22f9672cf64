"""The reading stage: entries, readers by content, metadata, and the same bytes only once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from rashomon.errors import InputError
from rashomon.models import Document, Refusal
from rashomon.stages.read.entries import Entry, Reader
from rashomon.stages.read.feeds import LaterReader
from rashomon.stages.read.html import HtmlReader
from rashomon.stages.read.json_articles import JsonReader
from rashomon.stages.read.meta import Meta
from rashomon.stages.read.plain import PlainReader
from rashomon.stages.read.settings import ReadSettings
from rashomon.stages.read.sources import entries

__all__ = ["READERS", "read"]

READERS: tuple[Reader, ...] = (LaterReader(), JsonReader(), HtmlReader(), PlainReader())
"""The first that accepts an entry reads it."""


def read(
    sources: Sequence[str], settings: ReadSettings | None = None
) -> Iterator[Document | Refusal]:
    """Read the articles behind ``sources``.

    :param sources: paths of files and folders, patterns, or ``-`` for standard input.
    :returns: documents in the order of the sources, the same bytes only once (``sources`` of
        the document lists every name they came under), and refusals, each where it stood.
    :raises UsageError: the CSV file of ``settings.meta`` lacks the column ``source``.
    """
    settings = settings or ReadSettings()
    meta = Meta.load(settings.meta)
    found: list[Document | Refusal] = []
    place: dict[str, int] = {}
    for item in _all(sources, settings):
        if isinstance(item, Document) and item.id in place:
            at = place[item.id]
            found[at] = _joined(found[at], item)
            continue
        if isinstance(item, Document):
            place[item.id] = len(found)
        found.append(item)
    documents = [item for item in found if isinstance(item, Document)]
    described = iter(meta.describe(documents))
    for item in found:
        yield next(described) if isinstance(item, Document) else item


def _all(sources: Iterable[str], settings: ReadSettings) -> Iterator[Document | Refusal]:
    for entry in entries(sources, settings.max_bytes, settings.meta):
        if isinstance(entry, Refusal):
            yield entry
        else:
            yield from _articles(entry)


def _articles(entry: Entry) -> Iterator[Document | Refusal]:
    reader = next(reader for reader in READERS if reader.accepts(entry))
    try:
        yield from reader.read(entry)
    except InputError as problem:
        yield Refusal(source=problem.source, reason=problem.reason)


def _joined(first: Document | Refusal, again: Document) -> Document:
    """The first of two documents of the same bytes, under the names of both."""
    if not isinstance(first, Document):
        raise TypeError("a refusal has no id")
    names = dict.fromkeys((*first.sources, *again.sources))
    return msgspec.structs.replace(first, sources=tuple(names))
