"""Title, authors, times and outlet, from what the text itself shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rashomon.stages.clean.authors import authors_of
from rashomon.stages.clean.origin import host_of
from rashomon.stages.clean.outlet import outlet_of
from rashomon.stages.clean.publication import times_of
from rashomon.stages.clean.units import Unit

__all__ = ["Metadata", "metadata_of"]


@dataclass(frozen=True)
class Metadata:
    """What the text shows; None or empty where it is silent."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    outlet: str | None = None


def metadata_of(
    text: str,
    units: Sequence[Unit],
    language: str | None = None,
    url: str | None = None,
    known: str | None = None,
    models: Path | None = None,
) -> Metadata:
    """Metadata from the title block, the bylines and the dates of an article.

    :param known: the outlet, where it is known from elsewhere.
    :param models: a folder whose ``dates.json`` stands in for the packaged one.
    """
    headline = [unit for unit in units if unit.kind == "title"]
    title = text[headline[0].start : headline[-1].end] if headline else None
    outlet = known or host_of(url) or outlet_of(units)
    published, updated = times_of(text, units, language, url, outlet, models)
    return Metadata(title, authors_of(units, outlet), published, updated, outlet)
