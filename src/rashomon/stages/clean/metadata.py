"""Title, authors, times and outlet, from what the text itself shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.stages.clean.dates import find_moment
from rashomon.stages.clean.marks import NAME
from rashomon.stages.clean.outlet import outlet_of
from rashomon.stages.clean.phrases import AUTHORS
from rashomon.stages.clean.units import Unit

__all__ = ["Metadata", "metadata_of"]

UPDATE = re.compile(r"\b(?:updated|modified|last\s+(?:update|changed))\b", re.I)
SAID = re.compile(r"\b(?:published|posted|first\s+published)\b", re.I)
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


def metadata_of(text: str, units: Sequence[Unit]) -> Metadata:
    """Metadata from the title block and the bylines of an article."""
    headline = [unit for unit in units if unit.kind == "title"]
    title = text[headline[0].start : headline[-1].end] if headline else None
    bylines = [unit for unit in units if unit.kind == "byline"]
    published, updated = _times([u.text for u in _nearest_first(units, bylines)])
    outlet = outlet_of(units)
    names = dict.fromkeys(name for unit in bylines for name in _names(unit.text))
    if not names and outlet:
        names = dict.fromkeys(name for u in bylines for name in _beside_outlet(u.text, outlet))
    return Metadata(title, tuple(names), published, updated, outlet)


def _nearest_first(units: Sequence[Unit], bylines: Sequence[Unit]) -> list[Unit]:
    """Bylines after the headline, then those before it from the nearest on."""
    title = next((unit.start for unit in units if unit.kind == "title"), -1)
    after = [unit for unit in bylines if unit.start > title]
    return after + [unit for unit in reversed(bylines) if unit.start < title]


def _times(lines: Sequence[str]) -> tuple[str | None, str | None]:
    """When it was published and updated: the line that says so goes before one that does not."""
    found = [
        (not SAID.search(line), update, value) for line in lines for value, update in _moments(line)
    ]
    published = min((f for f in found if not f[1]), key=lambda f: f[0], default=None)
    updated = next((value for _, update, value in found if update), None)
    return (published[2] if published else None), updated


def _moments(text: str) -> Iterator[tuple[str, bool]]:
    """ISO values of the dates in a line, and whether each is of an update."""
    while found := find_moment(text):
        start, end, value = found
        yield value, bool(UPDATE.search(text[:start]))
        text = text[end:]


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
