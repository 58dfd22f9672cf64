"""From opened entries and links to articles: readers by content, and fetching where it is asked
for.

What is fetched is an entry like a file. A feed that was given as a URL leads to the pages it links
to, and these lead nowhere further: a linked page that is itself a feed is refused, so that feeds
that link to each other end.
"""

from __future__ import annotations

import dataclasses
import io
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from rashomon.errors import InputError, RashomonError
from rashomon.models import Document, Page, Refusal
from rashomon.stages.read.decode import sound
from rashomon.stages.read.entries import Entry, Item, Link, Reader, open_entry
from rashomon.stages.read.settings import ReadSettings

if TYPE_CHECKING:
    from rashomon.stages.read.fetch import Fetched

__all__ = ["read_all", "stumbled"]

Found = Document | Page | Refusal


def read_all(
    opened: Iterable[Entry | Link | Refusal], readers: Sequence[Reader], settings: ReadSettings
) -> Iterator[Found]:
    """The articles behind entries and links, in their order; what an entry links to follows it.

    :param opened: entries are read to their end before the next is asked for.
    """
    for is_link, group in groupby(opened, key=lambda one: isinstance(one, Link)):
        if is_link:
            links = (one for one in group if isinstance(one, Link))
            yield from _fetched(links, readers, settings, linked=False)
            continue
        for one in group:
            if isinstance(one, Entry):
                yield from _with_links(_read(one, readers), readers, settings)
            elif isinstance(one, Refusal):
                yield one


def _read(entry: Entry, readers: Sequence[Reader]) -> Iterator[Item]:
    try:
        reader = next(reader for reader in readers if reader.accepts(entry))
        yield from reader.read(entry)
    except InputError as problem:
        yield Refusal(source=problem.source, reason=problem.reason)
    except RashomonError:
        raise  # a wrong call or a damaged installation is no matter of this source
    except Exception as problem:  # whatever a parser stumbles over, the other sources are read
        yield stumbled(entry.source, problem)


def stumbled(source: str, problem: Exception) -> Refusal:
    """The refusal of a source over which a parser stumbled in a way that nobody foresaw."""
    what = sound(f"{type(problem).__name__}: {problem}"[:200])
    return Refusal(
        source=source, reason=f"it could not be read, by a fault of this program ({what})"
    )


def _with_links(
    items: Iterable[Item], readers: Sequence[Reader], settings: ReadSettings
) -> Iterator[Found]:
    """The articles of an entry as they come, then those that it links to, each once."""
    links: dict[str, Link] = {}
    for item in items:
        if isinstance(item, Link):
            links.setdefault(item.url, item)
        else:
            yield item
    yield from _fetched(links.values(), readers, settings, linked=True)


def _fetched(
    links: Iterable[Link], readers: Sequence[Reader], settings: ReadSettings, *, linked: bool
) -> Iterator[Found]:
    """What stands behind links, in their order.

    :param linked: whether a feed names them, so that they may not lead further.
    """
    if settings.fetcher is None:
        for link in links:
            reason = "a URL, and nothing is fetched here; save the page and name the file"
            yield Refusal(source=link.url, reason=reason)
        return
    asked: deque[Link] = deque()

    def urls() -> Iterator[str]:
        for link in links:
            asked.append(link)
            yield link.url

    for page in settings.fetcher.fetch_all(urls()):
        link = asked.popleft()
        if isinstance(page, Refusal):
            named = f" (linked from {link.source})" if linked else ""
            yield Refusal(source=page.source, reason=page.reason + named)
        elif linked:
            yield from _linked(page, link, readers, settings)
        else:
            items = _behind(page, link, readers, settings.max_bytes)
            yield from _with_links(items, readers, settings)


def _linked(
    page: Fetched, link: Link, readers: Sequence[Reader], settings: ReadSettings
) -> Iterator[Found]:
    """What stands behind a link of a feed; a feed there is refused."""
    for item in _behind(page, link, readers, settings.max_bytes):
        if isinstance(item, Link) or (item.source != page.source and isinstance(item, Page)):
            reason = (
                f"a feed that a feed links to ({link.source}) is not followed: it may be a loop"
            )
            yield Refusal(source=page.source, reason=reason)
            return
        yield item


def _behind(page: Fetched, link: Link, readers: Sequence[Reader], limit: int) -> Iterator[Item]:
    """What a fetched page holds: itself as an article, or those of a feed or a list."""
    try:
        entry = open_entry(page.source, io.BytesIO(page.content), limit)
    except InputError as problem:
        yield Refusal(source=problem.source, reason=problem.reason)
        return
    entry = dataclasses.replace(entry, url=page.url, encoding=page.encoding)
    for item in _read(entry, readers):
        if isinstance(item, Page | Document) and item.source == page.source:
            yield _described(item, page, link)
        else:
            yield item


def _described(item: Page | Document, page: Fetched, link: Link) -> Page | Document:
    """The article that a fetched page is, with where it was had from and when the feed says that
    it was published. Its title and outlet are left to the page: a feed may be another's."""
    around = {
        "url": item.url or page.url,
        "published": item.published or link.published,
        "updated": item.updated or link.updated,
    }
    if isinstance(item, Page):
        around["encoding"] = item.encoding or page.encoding
    return msgspec.structs.replace(item, **around)
