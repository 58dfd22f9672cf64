"""Fetching: from URLs to the bytes of pages.

``with Fetcher(settings) as fetcher: fetcher.fetch_all(urls)`` yields, in the order of the URLs, one
:class:`Fetched` for each page and one :class:`~rashomon.models.Refusal` for each that could not be
had; ``fetcher.fetch(url)`` gives one page or raises a :class:`~rashomon.errors.FetchError`.
"""

from rashomon.stages.read.fetch.fetcher import Fetched, Fetcher
from rashomon.stages.read.fetch.settings import FetchSettings

__all__ = ["FetchSettings", "Fetched", "Fetcher"]
