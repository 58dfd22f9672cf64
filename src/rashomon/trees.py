"""Boosted trees at work: a probability for each row of a matrix of features.

The trees are learned elsewhere (scikit-learn, in the scripts of ``evals/``); a file holds their
thresholds and leaf values only, and the names of the features they were learned on.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rashomon.errors import ModelError

__all__ = ["Trees", "load_trees"]

Matrix = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

ROWS = 512
"""Rows that go through the trees at once: more no longer fit into the processor's cache."""
ALL, MORE = 5, 3
"""Steps that all paths are taken at once; after each so many more, those that have come to their
leaf are left aside, as half have by then."""


@dataclass(frozen=True)
class Trees:
    """Trees side by side: one row a tree, one column a node; a leaf leads to itself.

    :ivar feature: the column that a node asks, shape (trees, nodes).
    :ivar threshold: what the value must exceed to go right, shape (trees, nodes).
    :ivar children: left and right child, shape (trees, nodes, 2).
    :ivar value: what a leaf adds to the log odds, shape (trees, nodes).
    :ivar base: the log odds before any tree.
    :ivar depth: steps after which every path has come to its leaf.
    """

    feature: Ints
    threshold: Matrix
    children: Ints
    value: npt.NDArray[Any]
    base: float
    depth: int

    def predict(self, matrix: Matrix) -> Matrix:
        """The probability of each row, shape (rows,)."""
        found = [self._predict(matrix[at : at + ROWS]) for at in range(0, len(matrix), ROWS)]
        return np.concatenate(found) if found else np.zeros(0, np.float32)

    def _predict(self, matrix: Matrix) -> Matrix:
        count, size = self.feature.shape
        roots = np.arange(count) * size
        children = (self.children + roots[:, None, None]).reshape(-1)
        inner = children[::2] != np.arange(count * size)
        values = np.ascontiguousarray(matrix).ravel()
        row = np.repeat(np.arange(len(matrix)) * matrix.shape[1], count)
        found = node = self._down(values, row, np.tile(roots, len(matrix)), children, ALL)
        path = np.arange(len(found))
        for _ in range(ALL, self.depth, MORE):
            further = np.flatnonzero(inner.take(node))
            path, row = path.take(further), row.take(further)
            node = self._down(values, row, node.take(further), children, MORE)
            found[path] = node
        leaves = self.value.ravel().take(found.reshape(len(matrix), count))
        total = self.base + self._summed(leaves)
        probability: Matrix = (1 / (1 + np.exp(-total))).astype(np.float32)
        return probability

    def _down(self, values: Matrix, row: Ints, node: Ints, children: Ints, steps: int) -> Ints:
        """The node that each path has come to from its own; a leaf leads to itself."""
        feature, threshold = self.feature.ravel(), self.threshold.ravel()
        for _ in range(steps):
            above = values.take(row + feature.take(node)) > threshold.take(node)
            node = children.take(2 * node + above)
        return node

    def _summed(self, leaves: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
        """What the leaves of each row come to, shape (rows,)."""
        total: npt.NDArray[np.float64] = leaves.sum(axis=1, dtype=np.float64)
        return total


def load_trees(path: Path, names: Sequence[str]) -> Trees:
    """The trees in a file.

    :param names: the features that the caller computes, in order.
    :raises ModelError: the file is missing, damaged, or was made for other features.
    """
    try:
        with np.load(path, allow_pickle=False) as stored:
            part = {name: stored[name] for name in stored.files}
        if tuple(part["names"].tolist()) != tuple(names):
            raise ModelError(f"{path}: made for other features; train it again")
        children = np.stack([part["left"], part["right"]], axis=2).astype(np.int64)
        feature = part["feature"].astype(np.int64)
        base = float(part["base"].ravel()[0])
        threshold, value = part["threshold"], part["value"]
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as problem:
        raise ModelError(f"{path}: {problem}") from problem
    return Trees(feature, threshold, children, value, base, _depth(children))


def _depth(children: Ints) -> int:
    """The height of the highest tree; a child always stands behind its parent."""
    tallest = 0
    for left, right in zip(children[:, :, 0].tolist(), children[:, :, 1].tolist(), strict=True):
        heights = [0] * len(left)
        for node in range(len(left) - 1, -1, -1):
            if left[node] != node:
                heights[node] = 1 + max(heights[left[node]], heights[right[node]])
        tallest = max(tallest, heights[0])
    return tallest
