"""Which articles come from one site, where nobody says so: those with the same furniture.

The menus, buttons and prompts around a report are a site's own. Articles whose furniture is
mostly the same lines are taken as one site's, so that the rule for lines which a site prints in
many articles works for plain text too. No name is derived from it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from rashomon.models import Article
from rashomon.words import stable_ids, words_of

__all__ = ["sites_of"]

SAME_FURNITURE = 0.5
"""Least Jaccard similarity of the furniture lines of two articles of one site."""

LEAST_LINES = 5
"""Least number of different lines they share. On the public set of shared text (outlets taken
away) .5 and 5 join two outlets at most, both of one publisher."""

MANY_LINES = 10
"""So many shared lines need be only :data:`PARTLY_SAME` of both."""

PARTLY_SAME = 0.2
"""Jaccard similarity that is enough for :data:`MANY_LINES` shared lines. On the same set 10 and .2
join the pages of an aggregator, which differ most."""

SKETCH = 16
"""Least hashes kept of an article's furniture; articles that share one are compared. Two with a
Jaccard similarity of .5 share none of 16 with a probability of 2 in 100,000, of .2 of 3 in 100."""


def sites_of(articles: Sequence[Article]) -> list[tuple[str, ...]]:
    """Keys for each article's site: its outlet, and one that stands for its furniture.

    Both, as a page may name an outlet that only wrote the report. Empty where neither is known.
    """
    named = [() if one.outlet is None else (f"outlet {one.outlet}",) for one in articles]
    return [(*known, *own) for known, own in zip(named, _by_furniture(articles), strict=True)]


def _by_furniture(articles: Sequence[Article]) -> list[tuple[str, ...]]:
    lines = [_furniture(article) for article in articles]
    keys: list[tuple[str, ...]] = [()] * len(articles)
    first_with: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, own in enumerate(lines):
        if len(own) < LEAST_LINES:
            continue
        sketch = list(_sketch(own))
        near = sorted({other for part in sketch for other in first_with[part]})
        same = next((other for other in near if _alike(own, lines[other])), None)
        keys[number] = (f"furniture of {articles[number].id}",) if same is None else keys[same]
        if same is None:
            for part in sketch:
                first_with[part].append(number)
    return keys


def _furniture(article: Article) -> frozenset[str]:
    """The lines of an article's furniture, each as its words."""
    found = {
        " ".join(words_of(line).words)
        for block in article.blocks
        if block.kind == "furniture"
        for line in article.text[block.start : block.end].splitlines()
    }
    return frozenset(found - {""})


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    common = len(one & other)
    least = PARTLY_SAME if common >= MANY_LINES else SAME_FURNITURE
    return common >= LEAST_LINES and common >= least * len(one | other)


def _sketch(lines: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Min-hashes of a set of lines (Broder 1997), each with its number."""
    codes = stable_ids(sorted(lines)).astype(np.uint64)
    for number in range(SKETCH):
        factor = np.uint64(0x9E3779B97F4A7C15 * (2 * number + 1) % 2**64)
        mixed = (codes + np.uint64(number)) * factor
        yield number, int((mixed ^ (mixed >> np.uint64(29))).min())
