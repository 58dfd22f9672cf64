"""A linear score of candidates against "none of them": the conditional logit of titles and dates.

The score of a candidate is its odds against none (McFadden 1974), as a probability; weights are
made by ``evals/train_titles.py`` and ``evals/train_dates.py``.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul
from pathlib import Path

from rashomon.errors import ModelError
from rashomon.settings import learned_part

__all__ = ["Ranker", "load_ranker"]


@dataclass(frozen=True)
class Ranker:
    """Weights, one a feature, and the least score of a candidate that is taken."""

    weights: tuple[float, ...]
    least: float

    def score(self, row: Sequence[float]) -> float:
        """Between 0 and 1, .5 where a candidate and none are as likely."""
        total = sum(map(mul, self.weights, row))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def load_ranker(name: str, features: tuple[str, ...], models: Path | None = None) -> Ranker:
    """The ranker of a learned part.

    :param features: names of the features that its weights must be of, in their order.
    :raises ModelError: it is missing, damaged, or was made for other features.
    """
    return _load(_packaged(name) if models is None else learned_part(name, models), features)


@functools.cache
def _packaged(name: str) -> Path:
    return learned_part(name)


@functools.lru_cache(maxsize=8)
def _load(path: Path, features: tuple[str, ...]) -> Ranker:
    try:
        stored = json.loads(path.read_text("utf-8"))
        weights, least = stored["weights"], float(stored["least"])
        if tuple(weights) != features:
            raise ModelError(f"{path}: made for other features; run evals/train_{path.stem}.py")
        return Ranker(tuple(float(weights[feature]) for feature in features), least)
    except (OSError, KeyError, ValueError, TypeError) as problem:
        raise ModelError(f"{path}: {problem}") from problem
