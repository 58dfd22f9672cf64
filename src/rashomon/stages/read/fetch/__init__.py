"""Fetching: from URLs to the bytes of pages.

``with Fetcher(settings) as fetcher: fetcher.fetch_all(urls)`` yields, in the order of the URLs, one
:class:`Fetched` for each page and one :class:`~rashomon.models.Refusal` for each that could not be
had; ``fetcher.fetch(url)`` gives one page or raises a :class:`~rashomon.errors.FetchError`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rashomon.stages.read.fetch.settings import FetchSettings

if TYPE_CHECKING:
    from rashomon.stages.read.fetch.fetcher import Fetched, Fetcher

__all__ = ["FetchSettings", "Fetched", "Fetcher"]


def __getattr__(name: str) -> Any:
    """Load what needs httpx on first use (PEP 562): most readings fetch nothing."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from rashomon.stages.read.fetch import fetcher

    return getattr(fetcher, name)
