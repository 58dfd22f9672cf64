"""Title, authors, times and outlet, from what the text itself shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.stages.clean.dates import find_moment
from rashomon.stages.clean.marks import NAME
from rashomon.stages.clean.origin import host_of
from rashomon.stages.clean.outlet import outlet_of
from rashomon.stages.clean.phrases import AUTHORS
from rashomon.stages.clean.published import times_of
from rashomon.stages.clean.units import Unit

__all__ = ["Metadata", "metadata_of"]

SEPARATOR = re.compile(r"\s*(?:,|&|\band\b)\s*")
HELPED = re.compile(r"\W?(?:additional|editing)\b", re.I)
WHO = re.compile(rf"\s*[,|·–-]\s*{NAME}(?:(?:\s|,\s|\sand\s)(?:de\s|van\s|von\s)?{NAME}){{1,8}}")
NOT_NAMES = re.compile(
    r"\b(?:Published|Updated|Posted|Staff|Reuters|AFP|Associated|Agencies|News|Press)\b", re.I
)


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
) -> Metadata:
    """Metadata from the title block, the bylines and the dates of an article.

    :param known: the outlet, where it is known from elsewhere.
    """
    headline = [unit for unit in units if unit.kind == "title"]
    title = text[headline[0].start : headline[-1].end] if headline else None
    bylines = [unit for unit in units if unit.kind == "byline"]
    outlet = known or host_of(url) or outlet_of(units)
    published, updated = times_of(text, units, language, url, outlet)
    names = dict.fromkeys(name for unit in bylines for name in _names(unit.text))
    if not names and outlet:
        names = dict.fromkeys(name for u in bylines for name in _beside_outlet(u.text, outlet))
    return Metadata(title, tuple(names), published, updated, outlet)


def _names(text: str) -> Iterator[str]:
    if HELPED.match(text):
        return
    found = find_moment(text)
    match = AUTHORS.search(f"{text[: found[0]]}|{text[found[1] :]}" if found else text)
    if match:
        yield from _people(match["names"])


def _beside_outlet(text: str, outlet: str) -> Iterator[str]:
    """Who wrote it in a line of outlet, date and name, with nothing else."""
    found = find_moment(text)
    if found and text.startswith(outlet) and WHO.fullmatch(rest := text[found[1] :]):
        yield from _people(rest.strip(" ,|·–-"))


def _people(text: str) -> Iterator[str]:
    for name in SEPARATOR.split(text):
        words = name.split()
        if (
            2 <= len(words) <= 4
            and not NOT_NAMES.search(name)
            and not any(c.isdigit() for c in name)
        ):
            yield name.title() if name.isupper() else name
