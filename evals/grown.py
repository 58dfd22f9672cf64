"""The trees of scikit-learn's gradient boosting as arrays, as the learned parts hold them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

ENDLESS = 1e30
"""Stands for an infinite threshold."""


def tree_arrays(grown: Sequence[Any]) -> dict[str, np.ndarray]:
    """One row a tree, padded to the largest; a leaf leads to itself.

    :param grown: the nodes of each tree of a ``HistGradientBoostingClassifier`` for one output.
    """
    shape = (len(grown), max(len(nodes) for nodes in grown))
    feature, left, right = (np.zeros(shape, np.int16) for _ in range(3))
    threshold, value = (np.zeros(shape, np.float32) for _ in range(2))
    for row, nodes in enumerate(grown):
        size = len(nodes)
        leaf = nodes["is_leaf"].astype(bool)
        here = np.arange(size)
        feature[row, :size] = np.where(leaf, 0, nodes["feature_idx"])
        threshold[row, :size] = np.clip(nodes["num_threshold"], -ENDLESS, ENDLESS)
        left[row, :size] = np.where(leaf, here, nodes["left"])
        right[row, :size] = np.where(leaf, here, nodes["right"])
        value[row, :size] = nodes["value"]
    return {
        "feature": feature,
        "threshold": threshold,
        "left": left,
        "right": right,
        "value": value,
    }
