"""The model that tells reporting from the rest of a page: boosted trees over the features.

Trained by ``evals/train_body.py``; the file holds thresholds and leaf values only.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rashomon.settings import learned_part
from rashomon.stages.clean.features import NAMES, Matrix
from rashomon.trees import Trees, load_trees

__all__ = ["BodyModel", "load_model"]

PARTS = 1 << 20
"""Leaf values are added up as whole numbers of this part, so that their order tells nothing."""


@dataclass(frozen=True)
class BodyModel(Trees):
    """The trees; their leaf values are whole numbers of :data:`PARTS`."""

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

    def _summed(self, leaves: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
        total: npt.NDArray[np.float64] = leaves.sum(axis=1) / PARTS
        return total


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
    trees = load_trees(path or learned_part("body.npz"), NAMES)
    value = np.rint(trees.value.astype(np.float64) * PARTS).astype(np.int64)
    return BodyModel(**{**vars(trees), "value": value})
