"""The headline among the lines of a dirty page, by a learned score.

A linear model over features of wording, place and neighbours scores each candidate against
"none of them" (``evals/train_titles.py``); the best is the headline if it outweighs that.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rashomon.stages.clean.ranker import load_ranker
from rashomon.stages.clean.title_candidates import Candidate, candidates, words_on
from rashomon.stages.clean.title_features import NAMES, features
from rashomon.stages.clean.units import Unit

__all__ = ["find_title"]


def find_title(units: Sequence[Unit], first: int, models: Path | None = None) -> Candidate | None:
    """The headline of the report that begins at ``units[first]``, None if it has none.

    :param models: a folder with another ``titles.json``.
    """
    words = words_on(units, first)
    found = candidates(units, first, words)
    if not found:
        return None
    ranker = load_ranker("titles.json", NAMES, models)
    scores = [ranker.score(row) for row in features(units, first, words, found)]
    best = max(range(len(found)), key=lambda i: (scores[i], -i))
    return found[best] if scores[best] >= ranker.least else None
