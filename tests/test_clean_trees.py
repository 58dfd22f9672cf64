"""Trees at work: every path comes to its leaf, however deep it lies."""

from __future__ import annotations

import numpy as np
import pytest

from rashomon.trees import ROWS, Trees


def chain(depth: int, features: int, seed: int) -> Trees:
    """Two trees: one leans left for ``depth`` steps, a leaf at its right each; one is a leaf."""
    rng = np.random.default_rng(seed)
    nodes = 2 * depth + 1
    children = np.repeat(np.arange(nodes)[:, None], 2, axis=1)
    for step in range(depth):
        children[2 * step] = 2 * step + 2, 2 * step + 1
    leaf = np.repeat(np.arange(nodes)[:, None], 2, axis=1)
    return Trees(
        rng.integers(0, features, (2, nodes)),
        rng.normal(1.0, 0.3, (2, nodes)).astype(np.float32),
        np.stack([children, leaf]),
        rng.normal(0, 1, (2, nodes)),
        0.25,
        depth,
    )


def walked(trees: Trees, row: np.ndarray[tuple[int], np.dtype[np.float32]]) -> float:
    total = trees.base
    for tree in range(2):
        node = 0
        for _ in range(trees.depth):
            above = row[trees.feature[tree, node]] > trees.threshold[tree, node]
            node = int(trees.children[tree, node, int(above)])
        total += trees.value[tree, node]
    return float(1 / (1 + np.exp(-total)))


@pytest.mark.parametrize("depth", [1, 4, 5, 6, 8, 9, 14])
def test_as_a_walk_step_by_step(depth: int) -> None:
    trees = chain(depth, 6, depth)
    matrix = np.random.default_rng(7).normal(0, 1, (ROWS + 40, 6)).astype(np.float32)
    found = trees.predict(matrix)
    assert found.shape == (len(matrix),)
    assert np.allclose(found, [walked(trees, row) for row in matrix], atol=1e-6)


def test_no_rows() -> None:
    assert chain(9, 3, 1).predict(np.zeros((0, 3), np.float32)).shape == (0,)
