"""The outlet, where the page names itself: a masthead that other lines repeat, a copyright."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rashomon.stages.clean.dates import find_moment
from rashomon.stages.clean.marks import AGENCIES
from rashomon.stages.clean.units import Unit

__all__ = ["outlet_of"]

COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)(?:\s*©)?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*(?:by\s+)?"
    r"(?P<name>(?:[A-Z][\w.&’'-]*)(?:\s(?:[A-Z&][\w.&’'-]*|of|the|and)){0,4})",
    re.I,
)
MASTHEAD = re.compile(r"(?:[A-Z][\w.&’'-]*)(?:\s(?:[A-Z&][\w.&’'-]*|of|the|and|for)){1,4}")
OWN = re.compile(
    r"©|\(c\)|\b(?:subscribe|copyright|sign up|published|follow|contact|newsletter)\b", re.I
)
NAMED = rf"(?P<name>{MASTHEAD.pattern})"
ASKED = re.compile(rf"(?i:\b(?:subscribe\s+to|follow|sign\s+up\s+(?:to|for))\s+){NAMED}")
HEADED = re.compile(rf"{NAMED},\s")
AGENCY = re.compile(rf"(?:{AGENCIES}|Thomson.*|All\b.*|The\s(?:Associated|Canadian)\sPress)\b.*")
GENERIC = frozenset("all rights reserved news world sport home politics business".split())


def outlet_of(units: Sequence[Unit]) -> str | None:
    """The name by which the page calls itself, None unless exactly one is shown.

    A line before the headline counts where a subscription, a copyright or the like says the
    same name; a copyright line alone counts if it does not name an agency.
    """
    outside = [u for u in units if u.kind in ("furniture", "byline", "caption")]
    mastheads = dict.fromkeys(
        unit.text
        for unit in _before_title(units)
        if MASTHEAD.fullmatch(unit.text)
        and any(unit.text in other.text and OWN.search(other.text) for other in outside)
    )
    found = [name for name in mastheads if not AGENCY.fullmatch(name)]
    found = found or list(dict.fromkeys(_copyrights(outside)))
    found = found or list(dict.fromkeys(_asked(outside)))
    return found[0] if len(found) == 1 else None


def _asked(units: Sequence[Unit]) -> Iterator[str]:
    """Names in requests to subscribe, and before the date in a byline."""
    for unit in units:
        match = ASKED.search(unit.text)
        if match is None and unit.kind == "byline":
            match = HEADED.match(unit.text)
            match = match if match and find_moment(unit.text[match.end() :]) else None
        if match and not AGENCY.fullmatch(match["name"]):
            yield match["name"].rstrip(".,’'- ")


def _before_title(units: Sequence[Unit]) -> list[Unit]:
    title = next((i for i, unit in enumerate(units) if unit.kind == "title"), 0)
    return [unit for unit in units[:title] if unit.kind == "furniture"]


def _copyrights(units: Sequence[Unit]) -> list[str]:
    found = []
    for unit in units:
        match = COPYRIGHT.search(unit.text)
        if match:
            name = match["name"].rstrip(".,’'- ")
            own = name[0].isupper() and not AGENCY.fullmatch(name)
            if own and not GENERIC & set(name.lower().split()):
                found.append(name)
    return found
