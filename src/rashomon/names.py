"""What an article is called where it is set beside others: its outlet, else its file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.models import Article

__all__ = ["names_of"]

LONGEST = 30
"""Characters of an article's name; longer ones are cut, the full source stands in the article."""

NUMBER = re.compile(r"\d+[-_. ]+(?=[^\W\d_]{3})")
"""A running number before words, as files in a folder often have it."""

HASH = re.compile(r"[0-9a-f]{8,}", re.IGNORECASE)


def names_of(articles: Sequence[Article]) -> dict[str, str]:
    """A short name for each article, no two alike: its outlet, else the stem of its file."""
    plain = {article.id: _shorten(article.outlet or _stem(article.source)) for article in articles}
    seen: dict[str, int] = {}
    names = {}
    for key, name in plain.items():
        seen[name] = seen.get(name, 0) + 1
        names[key] = name if seen[name] == 1 else f"{name} ({seen[name]})"
    return names


def _stem(source: str) -> str:
    last = re.split(r"[\\/]", source.rstrip("/"))[-1]
    stem = re.sub(r"\.(txt|html?|jsonl?|xml|warc|gz)\b", "", last) or last
    short = HASH.sub(lambda found: found[0][:4] + "…", stem)
    return short if short != stem else _unnumbered(stem)


def _unnumbered(stem: str) -> str:
    found = NUMBER.match(stem)
    return stem[found.end() :] if found else stem


def _shorten(name: str) -> str:
    name = " ".join(name.split())
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
