"""Names of authors out of bylines and meta tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

__all__ = ["people"]

LEAD = re.compile(
    r"^\W*(?:(?:written|words|reported|story|text|posted|published)\s+)?(?:by|von|por|par|di|door|text)\b\s*:?\s*",
    re.I,
)
SPLIT = re.compile(r"\s*(?:[;|/\n]|\s&\s|\band\b|\bund\b)\s*", re.I)
COMMA = re.compile(r"\s*,\s*")
NO_NAME = re.compile(r"https?:|www\.|@|\d|\.(?:com|org|net)\b", re.I)
ADDRESS = re.compile(r"\s*(?:https?:|www\.|/)", re.I)
ROLE = re.compile(
    r"\b(?:editor|reporter|correspondent|staff|writer|contributor|redaktion|newsroom|team|desk|bureau|admin|press|news|agency|agencies|columnist|producer)\b",
    re.I,
)
LONGEST = 60
"""Characters of the longest name; the longest among the authors of fundus has 24."""


def people(sources: Iterable[Sequence[str]], outlet: str | None) -> tuple[str, ...]:
    """The names of the first source that gives any.

    What is an address, a handle or a role is left out; so is the outlet where people are named.
    """
    for source in sources:
        names = dict.fromkeys(name for text in source for name in _names(text))
        persons = [n for n in names if not outlet or n.casefold() != outlet.casefold()]
        if names:
            return tuple(persons or names)
    return ()


def _names(text: str) -> list[str]:
    if ADDRESS.match(text):
        return []
    text = " ".join(LEAD.sub("", text, count=1).split())
    found = []
    for piece in SPLIT.split(text):
        parts = [part for part in COMMA.split(piece) if part]
        # "Ada Brill, Political Editor" is one person; "Ada Brill, Tom Reed" are two
        for number, part in enumerate(parts):
            name = LEAD.sub("", part).strip(" \t.:–—-•·|()[]")
            if not name or NO_NAME.search(name) or len(name) > LONGEST:
                continue
            if ROLE.fullmatch(name) or (number and (ROLE.search(name) or " " not in name)):
                continue
            found.append(name.title() if name.isupper() and " " in name else name)
    return found
