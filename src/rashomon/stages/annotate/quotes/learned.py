"""The learned parts of the search for quotations, from their two files.

``quote-weights.json`` holds a logistic regression over the words around a cue,
``quote-trees.npz`` boosted trees over numbers: whether a candidate attributes, what a stretch in
quotation marks is, and who speaks. ``evals/train_quotes.py`` learns them on the training part of
PolNeAR 1.0.
"""

from __future__ import annotations

import functools
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rashomon.errors import ModelError
from rashomon.settings import learned_part
from rashomon.trees import Trees

__all__ = ["PARTS", "Learned", "load_learned", "shares"]

Matrix = npt.NDArray[np.float32]

PARTS = ("content", "none", "alone", "joined", "mixed", "speaker")
"""The models of the file: a candidate is right; the four classes of a stretch; a speaker is."""


@dataclass(frozen=True)
class Learned:
    """Weights by feature, and the trees of each of ``PARTS``; without trees, the weights alone."""

    weights: Mapping[str, float]
    trees: Mapping[str, Trees] = field(default_factory=dict)


def load_learned(models: Path | None = None) -> Learned:
    """The learned parts, from ``models`` where that folder holds them.

    :raises ModelError: a file is missing, damaged, or was made for other features.
    """
    return _load(
        learned_part("quote-weights.json", models), learned_part("quote-trees.npz", models)
    )


@functools.lru_cache(maxsize=2)
def _load(weights: Path, trees: Path) -> Learned:
    try:
        stored = json.loads(weights.read_text("utf-8"))["weights"]
        known = {str(name): float(weight) for name, weight in stored.items()}
    except (OSError, ValueError, KeyError) as problem:
        raise ModelError(f"{weights}: {problem}") from problem
    try:
        with np.load(trees, allow_pickle=False) as parts:
            return Learned(known, _unpacked({name: parts[name] for name in parts.files}))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as problem:
        raise ModelError(f"{trees}: {problem}; run evals/train_quotes.py") from problem


def _unpacked(arrays: Mapping[str, npt.NDArray[Any]]) -> dict[str, Trees]:
    """The trees of each part.

    :raises KeyError: a part is missing.
    """
    return {
        part: Trees(
            feature=arrays[f"{part}/feature"].astype(np.int64),
            threshold=arrays[f"{part}/threshold"],
            children=arrays[f"{part}/children"].astype(np.int64),
            value=arrays[f"{part}/value"],
            base=float(arrays[f"{part}/base"]),
            depth=int(arrays[f"{part}/depth"]),
        )
        for part in PARTS
    }


def shares(trees: Mapping[str, Trees], parts: Sequence[str], rows: Matrix) -> Matrix:
    """Probability of each of several classes for each row, shape (rows, classes)."""
    if not len(rows):
        return np.zeros((0, len(parts)), np.float32)
    chances = np.stack([trees[part].predict(rows) for part in parts], axis=1).astype(np.float64)
    odds = chances / np.maximum(1 - chances, 1e-7)
    share: Matrix = (odds / odds.sum(axis=1, keepdims=True)).astype(np.float32)
    return share
