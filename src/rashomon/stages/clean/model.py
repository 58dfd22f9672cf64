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


ROWS = 512
"""Units that go through the trees at once: more no longer fit into the processor's cache."""
PARTS = 1 << 20
"""Leaf values are added up as whole numbers of this part, so that their order tells nothing."""


@dataclass(frozen=True)
class BodyModel:
    """Trees side by side: one row a tree, one column a node; a leaf leads to itself."""

    feature: Ints
    threshold: Matrix
    children: Ints
    value: Ints
    base: float
    depth: int

    def predict(self, matrix: Matrix) -> Matrix:
        """The probability of each row to be reporting, shape (rows,)."""
        found = [self._predict(matrix[at : at + ROWS]) for at in range(0, len(matrix), ROWS)]
        return np.concatenate(found) if found else np.zeros(0, np.float32)

    def contributions(self, row: Matrix) -> dict[str, float]:
        """How much each feature moves the log odds of one row, by name (Saabas, 2014).

        Each step down a tree counts for the feature it asks for: the mean below the node that
        follows less that of the node above it, branches weighing the same.
        """
        means = self._means
        moved: dict[str, float] = {}
        for tree in range(len(self.feature)):
            node = 0
            while (below := self._step(tree, node, row)) != node:
                name = NAMES[int(self.feature[tree, node])]
                moved[name] = moved.get(name, 0.0) + means[tree][below] - means[tree][node]
                node = below
        return moved

    def _step(self, tree: int, node: int, row: Matrix) -> int:
        above = row[self.feature[tree, node]] > self.threshold[tree, node]
        return int(self.children[tree, node, int(above)])

    @functools.cached_property
    def _means(self) -> list[list[float]]:
        return [
            _mean_below(tree, value)
            for tree, value in zip(self.children.tolist(), self.value.tolist(), strict=True)
        ]

    def _predict(self, matrix: Matrix) -> Matrix:
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
        total = self.base + self.value.ravel().take(node).sum(axis=1) / PARTS
        probability: Matrix = (1 / (1 + np.exp(-total))).astype(np.float32)
        return probability


def _mean_below(tree: list[list[int]], value: list[int]) -> list[float]:
    """The mean of the leaves below each node of a tree; children come after their parent."""
    mean = [part / PARTS for part in value]
    for node in range(len(tree) - 1, -1, -1):
        left, right = tree[node]
        if left != node:
            mean[node] = (mean[left] + mean[right]) / 2
    return mean


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
    value = np.rint(part["value"].astype(np.float64) * PARTS).astype(np.int64)
    return BodyModel(feature, part["threshold"], children, value, base, depth)


def _depth(children: Ints) -> int:
    """Steps after which every path has come to its leaf."""
    return max(_height(tree, 0) for tree in children.tolist())


def _height(tree: list[list[int]], node: int) -> int:
    left, right = tree[node]
    return 0 if left == node else 1 + max(_height(tree, left), _height(tree, right))
