"""What the reading stage was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from rashomon.models import Refusal
from rashomon.settings import check_fields
from rashomon.stages.read.spool import IN_MEMORY

if TYPE_CHECKING:
    from rashomon.stages.read.fetch import Fetched

__all__ = ["Fetching", "ReadSettings"]

MAX_BYTES = 50_000_000
"""An article larger than this is refused: the limit that the issue sets."""


class Fetching(Protocol):
    """Fetches pages; :class:`rashomon.stages.read.fetch.Fetcher` does."""

    def fetch_all(self, urls: Iterable[str]) -> Iterator[Fetched | Refusal]:
        """For each URL, in their order, its page or a refusal."""
        ...


@dataclass(frozen=True)
class ReadSettings:
    """Options of a reading.

    :ivar meta: a CSV file with the columns source, outlet, url, published, title; any of the
        last four may be missing or empty.
    :ivar max_bytes: the size of the largest article that is accepted, uncompressed.
    :ivar fields: where tables and JSON hold things: from our name (text, title, url, published,
        updated, outlet, authors, language) to the name of the column or field; a dot leads into
        an object ("source.name"). A name that is not given is looked for under its usual names.
    :ivar fetcher: fetches the URLs among the sources and what feeds link to; None: nothing is
        fetched.
    :ivar follow: whether the articles that a feed in a file only links to are fetched; those of a
        feed that was itself given as a URL always are.
    :ivar spool_bytes: what is read is kept in memory up to this size, in a temporary file beyond.
    :raises UsageError: ``fields`` has a name that is none of ours.
    """

    meta: Path | None = None
    max_bytes: int = MAX_BYTES
    fields: Mapping[str, str] = field(default_factory=dict)
    fetcher: Fetching | None = None
    follow: bool = False
    spool_bytes: int = IN_MEMORY

    def __post_init__(self) -> None:
        check_fields(self.fields)
