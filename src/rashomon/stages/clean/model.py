"""The model that tells reporting from the rest of a page: boosted trees over the features.

Trained by ``evals/train_body.py``; the file holds thresholds and leaf values only.
"""

from __future__ import annotations

import functools
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rashomon.errors import ModelError
from rashomon.settings import learned_part
from rashomon.stages.clean.features import NAMES, Matrix

__all__ = ["BodyModel", "load_model"]

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class BodyModel:
    """Trees side by side: one row a tree, one column a node; a leaf leads to itself."""

    feature: Ints
    threshold: Matrix
    children: Ints
    value: Matrix
    base: float
    depth: int

    def predict(self, matrix: Matrix) -> Matrix:
        """The probability of each row to be reporting, shape (rows,)."""
        count, size = self.feature.shape
        roots = np.arange(count) * size
        feature, threshold = self.feature.ravel(), self.threshold.ravel()
        children = (self.children + roots[:, None, None]).reshape(-1)
        values = np.ascontiguousarray(matrix).ravel()
        rows = (np.arange(len(matrix)) * matrix.shape[1])[:, None]
        node = np.broadcast_to(roots, (len(matrix), count))
        for _ in range(self.depth):
            above = values.take(rows + feature.take(node)) > threshold.take(node)
            node = children.take(2 * node + above)
        total = self.base + self.value.ravel().take(node).sum(axis=1, dtype=np.float64)
        probability: Matrix = (1 / (1 + np.exp(-total))).astype(np.float32)
        return probability


@functools.lru_cache(maxsize=2)
def load_model(path: Path | None = None) -> BodyModel:
    """The model of a file, or the packaged one.

    :raises ModelError: it is missing, damaged, or was made for other features.
    """
    path = path or learned_part("body.npz")
    try:
        with np.load(path, allow_pickle=False) as stored:
            part = {name: stored[name] for name in stored.files}
        if tuple(part["names"].tolist()) != NAMES:
            raise ModelError(f"{path}: made for other features; run evals/train_body.py")
        children = np.stack([part["left"], part["right"]], axis=2).astype(np.int64)
        feature = part["feature"].astype(np.int64)
        base = float(part["base"])
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as problem:
        raise ModelError(f"{path}: {problem}") from problem
    depth = _depth(children)
    return BodyModel(feature, part["threshold"], children, part["value"], base, depth)


def _depth(children: Ints) -> int:
    """Steps after which every path has come to its leaf."""
    return max(_height(tree, 0) for tree in children.tolist())


def _height(tree: list[list[int]], node: int) -> int:
    left, right = tree[node]
    return 0 if left == node else 1 + max(_height(tree, left), _height(tree, right))
