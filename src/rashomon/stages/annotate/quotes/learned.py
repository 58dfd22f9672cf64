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

__all__ = ["PARTS", "Learned", "load_learned", "shares", "tree_arrays", "unpacked"]

Matrix = npt.NDArray[np.float32]
Arrays = dict[str, npt.NDArray[Any]]

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
            return Learned(known, unpacked({name: parts[name] for name in parts.files}))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as problem:
        raise ModelError(f"{trees}: {problem}; run evals/train_quotes.py") from problem


def unpacked(arrays: Mapping[str, npt.NDArray[Any]]) -> dict[str, Trees]:
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


def tree_arrays(part: str, steps: Sequence[Any], base: float) -> Arrays:
    """The arrays of one part, for ``numpy.savez``.

    :param steps: the trees of a scikit-learn ``HistGradientBoostingClassifier`` for one output.
    """
    grown = [step.nodes for step in steps]
    shape = (len(grown), max(len(nodes) for nodes in grown))
    feature, children = np.zeros(shape, np.int16), np.zeros((*shape, 2), np.int16)
    threshold, value = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    for row, nodes in enumerate(grown):
        size = len(nodes)
        leaf = nodes["is_leaf"].astype(bool)
        here = np.arange(size)
        feature[row, :size] = np.where(leaf, 0, nodes["feature_idx"])
        threshold[row, :size] = np.clip(nodes["num_threshold"], -1e30, 1e30)
        children[row, :size, 0] = np.where(leaf, here, nodes["left"])
        children[row, :size, 1] = np.where(leaf, here, nodes["right"])
        value[row, :size] = nodes["value"]
    found: Arrays = {
        "feature": feature,
        "threshold": threshold,
        "children": children,
        "value": value,
    }
    found["base"] = np.array(base, np.float32)
    found["depth"] = np.array(max(int(nodes["depth"].max()) for nodes in grown), np.int16)
    return {f"{part}/{name}": array for name, array in found.items()}


def shares(trees: Mapping[str, Trees], parts: Sequence[str], rows: Matrix) -> Matrix:
    """Probability of each of several classes for each row, shape (rows, classes)."""
    if not len(rows):
        return np.zeros((0, len(parts)), np.float32)
    chances = np.stack([trees[part].predict(rows) for part in parts], axis=1).astype(np.float64)
    odds = chances / np.maximum(1 - chances, 1e-7)
    share: Matrix = (odds / odds.sum(axis=1, keepdims=True)).astype(np.float32)
    return share
