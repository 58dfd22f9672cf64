"""The learned part of the brief: what concepts are worth, and how sentences are weighed by them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from rashomon.errors import ModelError
from rashomon.settings import learned_part
from rashomon.stages.brief.concepts import FEATURES, Concept, Matrix
from rashomon.stages.brief.merit import MERITS

__all__ = ["FILE", "Linear", "Salience", "Taste", "load_salience"]

FILE = "brief.json"


class Linear(msgspec.Struct, frozen=True):
    """A weighted sum of features, each held inside the range that was trained on."""

    mean: list[float]
    scale: list[float]
    low: list[float]
    high: list[float]
    weights: list[float]
    bias: float

    def score(self, matrix: Matrix) -> Matrix:
        """The sum for each row, shape (rows,)."""
        inside = np.clip(matrix, self.low, self.high)
        total: Matrix = ((inside - self.mean) / self.scale) @ np.asarray(self.weights) + self.bias
        return total


class Taste(msgspec.Struct, frozen=True):
    """How sentences are chosen by their weight, settled inside the training folds.

    :ivar pairs: what a pair of words counts beside a word.
    :ivar length: the power of a sentence's length by which its gain is divided.
    :ivar merit: how far the merit of a sentence raises its gain.
    :ivar floor: part of the best gain left anywhere that an agreed sentence must reach.
    """

    pairs: float
    length: float
    merit: float
    floor: float


class _Stored(msgspec.Struct, frozen=True):
    """The file of the model."""

    features: list[str]
    merits: list[str]
    words: Linear
    pairs: Linear
    merit: Linear
    taste: Taste


@dataclass(frozen=True)
class Salience:
    """The model: concepts by their size in words, sentences, and how both are weighed."""

    concepts: Mapping[int, Linear]
    sentence: Linear
    taste: Taste

    def chances(self, found: Mapping[int, tuple[list[Concept], Matrix]]) -> dict[Concept, float]:
        """The chance, 0 to 1, that an editor's neutral summary uses each concept."""
        out: dict[Concept, float] = {}
        for size, (concepts, matrix) in found.items():
            if concepts:
                chance = 1 / (1 + np.exp(-self.concepts[size].score(matrix)))
                out.update(zip(concepts, chance.tolist(), strict=True))
        return out

    def merit(self, rows: list[list[float]]) -> list[float]:
        """The merit of sentences by their features."""
        if not rows:
            return []
        found: list[Any] = self.sentence.score(np.asarray(rows, float)).tolist()
        return found


@cache
def load_salience(models: Path | None = None) -> Salience:
    """The packaged model, or the one in a folder of the user's.

    :raises ModelError: the file is missing, damaged or was made for other features.
    """
    path = learned_part(FILE, models)
    try:
        stored = msgspec.json.decode(path.read_bytes(), type=_Stored)
    except (OSError, msgspec.DecodeError) as problem:
        raise ModelError(f"{path}: {problem}") from problem
    if tuple(stored.features) != FEATURES or tuple(stored.merits) != MERITS:
        raise ModelError(f"{path}: made for other features; train it again")
    return Salience({1: stored.words, 2: stored.pairs}, stored.merit, stored.taste)
