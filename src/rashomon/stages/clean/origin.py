"""The country a text is from: by its address, its outlet's name, the addresses it gives."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from rashomon.settings import learned_part
from rashomon.stages.clean.units import Unit

__all__ = ["countries_of", "country_of_host", "host_of", "is_place", "places_of"]

GENERIC = frozenset(
    "ac ag ai am as cc cd co cx dj eu fm gg im io is la li ly me ms mu nu pn re sc sh st su tk tl"
    " to tv vc vg ws".split()
)
"""Country domains that outlets anywhere use, and those of no country."""
SECOND = frozenset(("co", "com", "org", "net", "gov", "ac", "edu", "go", "or", "ne"))
ADDRESS = re.compile(r"(?:\bwww\.|https?://|@)([\w-]+(?:\.[\w-]+)*\.[a-z]{2,12})\b", re.I)
ELSEWHERE = frozenset(("youtu.be", "t.me", "bit.ly", "goo.gl", "ow.ly", "g.co", "lnkd.in"))
"""Hosts of links to share and to watch."""
CITIES = {
    "IN": "Mumbai|Delhi|Bengaluru|Bangalore|Kolkata|Chennai|Hyderabad|Pune|Ahmedabad|Lucknow",
    "IL": "Tel Aviv|Haifa|Jerusalem",
    "IE": "Cork|Galway|Limerick|Dublin",
    "US": "Chicago|Houston|Dallas|Austin|Texas|Minneapolis|St\\. Louis|Milwaukee|Nashville|Memphis"
    "|New Orleans|Kansas City|Omaha|Oklahoma|Boston|New York|Los Angeles|San Francisco|Seattle"
    "|Denver|Phoenix|Washington|Philadelphia|Atlanta|Miami|Detroit",
    "CN": "Shanghai|Shenzhen|Guangzhou|Beijing",
    "TW": "Taipei|Kaohsiung",
    "AU": "Sydney|Melbourne|Brisbane|Perth|Adelaide|Canberra",
    "CA": "Toronto|Halifax|Winnipeg|Vancouver|Calgary|Montreal",
    "PH": "Manila|Cebu|Davao",
    "BD": "Dhaka|Chittagong",
    "SA": "Riyadh|Jeddah",
}
"""Cities of countries that share the name of a time zone with another (see ``zones``)."""


def host_of(url: str | None) -> str | None:
    """The host of an address without ``www.``, None where it has none."""
    if not url:
        return None
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None
    if not host or "." not in host or " " in host:
        return None
    return host.lower().removeprefix("www.")


def country_of_host(host: str | None) -> str | None:
    """ISO 3166-1 code of the country whose domain a host is in; None for any other domain."""
    ending = host.rsplit(".", 1)[-1].lower() if host and "." in host else ""
    if len(ending) != 2 or not ending.isalpha():
        return None
    second = host.split(".")[-2] if host else ""
    if ending in GENERIC and second not in SECOND:
        return None
    return "GB" if ending == "uk" else ending.upper()


def countries_of(url: str | None, outlet: str | None, units: Sequence[Unit] = ()) -> frozenset[str]:
    """Codes of the countries a text is from: of its URL, else its outlet, else its addresses.

    More than one where the evidence is not of one country; empty where there is none.
    """
    for found in (
        (country_of_host(host_of(url)),),
        (country_of_host(host_of(outlet)), *_named(outlet or "")),
        _addresses(units),
    ):
        codes = frozenset(code for code in found if code)
        if codes:
            return codes
    return frozenset()


def places_of(units: Sequence[Unit]) -> frozenset[str]:
    """Codes of the countries whose places the dateline names."""
    named = " ".join(unit.text for unit in units if unit.kind == "dateline")
    return frozenset(_named(named.title() if named.isupper() else _spelled(named)))


def is_place(name: str) -> bool:
    """Whether a name is a country's, a people's or a known city's."""
    return name in _table() or name.title() in _table()


def _spelled(text: str) -> str:
    return re.sub(r"[A-Z]{3,}", lambda match: match[0].title(), text)


def _named(text: str) -> Iterator[str]:
    """Codes of countries, peoples, capitals and cities that a name holds."""
    for match in _pattern().finditer(text):
        yield _table()[match[0]]


def _addresses(units: Sequence[Unit]) -> Iterator[str | None]:
    """Countries of the addresses that a page gives outside its report."""
    for unit in units:
        if unit.kind in ("furniture", "byline"):
            for match in ADDRESS.finditer(unit.text):
                host = match[1].lower()
                if host not in ELSEWHERE:
                    yield country_of_host(host)


@functools.lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    rows = json.loads(learned_part("countries.json").read_text("utf-8"))
    found: dict[str, str] = {}
    for column in ("names", "demonyms", "capitals"):
        for code, row in rows.items():
            for name in row.get(column, ()):
                found.setdefault(name, code)
    for code, cities in CITIES.items():
        for name in cities.replace("\\", "").split("|"):
            found[name] = code
    return found


@functools.lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = sorted(_table(), key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
