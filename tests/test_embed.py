"""One suite for all embedders."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rashomon.embed import Embedder, HashedEmbedder, MiniLMEmbedder, in_context
from rashomon.errors import ModelError
from rashomon.settings import learned_part

TEXTS = [
    "The ferry struck a rock in thick fog.",
    "In heavy fog the ship ran onto rocks.",
    "Shares of the bakery chain rose by four per cent.",
    "",
]


@pytest.fixture(scope="module", params=["minilm", "hashed"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    if request.param == "hashed":
        return HashedEmbedder()
    return MiniLMEmbedder(learned_part("minilm-vocab.txt"))


def test_shape_and_length(embedder: Embedder) -> None:
    rows = embedder.embed(TEXTS)
    assert rows.shape == (len(TEXTS), embedder.dimensions)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows[:3], axis=1), 1, atol=1e-5)


def test_no_texts(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, embedder.dimensions)


def test_like_texts_lie_closer(embedder: Embedder) -> None:
    rows = embedder.embed(TEXTS)
    assert rows[0] @ rows[1] > rows[0] @ rows[2]


def test_a_vector_does_not_depend_on_its_neighbours(embedder: Embedder) -> None:
    alone = embedder.embed([TEXTS[0]])[0]
    among = embedder.embed([TEXTS[2], "x " * 300, TEXTS[0]])[2]
    assert alone.tobytes() == among.tobytes()


def test_a_damaged_model_is_named(tmp_path: Path) -> None:
    model = tmp_path / "minilm.onnx"
    model.write_bytes(b"no model")
    with pytest.raises(ModelError, match="sentence encoder"):
        MiniLMEmbedder(learned_part("minilm-vocab.txt"), model)


def test_words_in_context_are_zero_or_of_length_one(embedder: Embedder) -> None:
    text = "The bank raised its rate."
    rows = in_context(embedder, [text, text], [[(4, 8), (20, 24)], [(4, 8)]])
    assert [len(own) for own in rows] == [2, 1]
    assert np.allclose(rows[0][0], rows[1][0])
    assert np.allclose(np.linalg.norm(rows[0], axis=1), 1.0, atol=1e-3)
