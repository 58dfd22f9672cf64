"""Countries by what a report calls them: names, demonyms, capitals and seats of government."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from importlib import resources
from typing import Literal

__all__ = ["Place", "by_demonym", "lookup"]

Kind = Literal["country", "group", "place", "organisation"]
KINDS: dict[str, Kind] = {
    "names": "country",
    "demonyms": "group",
    "capitals": "place",
    "seats": "organisation",
}


@dataclass(frozen=True)
class Place:
    """What a name stands for: ``code`` is ISO 3166-1 alpha-2, ``kind`` an entity type."""

    code: str
    kind: Kind


@functools.lru_cache(maxsize=1)
def _table() -> dict[str, Place]:
    """Every name in the table of ``evals/make_countries.py``, as written."""
    raw = resources.files("rashomon").joinpath("data/countries.json").read_text("utf-8")
    found: dict[str, Place] = {}
    for column, kind in KINDS.items():
        for code, row in json.loads(raw).items():
            for name in row.get(column, ()):
                found.setdefault(name, Place(code, kind))
    return found


@functools.lru_cache(maxsize=1)
def _capitals() -> dict[str, Place]:
    """The names as a text in capitals writes them."""
    return {name.upper(): place for name, place in _table().items() if len(name) > 3}


def lookup(name: str) -> Place | None:
    """The country a name belongs to, None where the table has no such name."""
    return _table().get(name) or (_capitals().get(name) if name.isupper() else None)


def by_demonym(word: str) -> str | None:
    """The code of the country whose people or things are called so."""
    place = lookup(word)
    return place.code if place is not None and place.kind == "group" else None
