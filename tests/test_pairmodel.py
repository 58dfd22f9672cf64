"""One suite for all models that read two texts together: our own, the user's."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from rashomon.errors import ModelError
from rashomon.pairmodel import PairModel, contradiction, load_nli
from rashomon.stages.collate.conflict.cross import LABELS, load_encoder
from tiny_onnx import model

PIECES = "[PAD] [UNK] [CLS] [SEP] the council closed opened bridge not on monday".split()
NOT = PIECES.index("not")
PAIRS = [
    ("The council closed the bridge on Monday.", "The bridge was not closed on Monday."),
    ("The council closed the bridge.", "The council opened the bridge."),
    ("Twelve people were hurt in Lyon.", "Nine people were hurt in Lyon."),
    ("", "A ferry sank."),
]


def brought(folder: Path, labels: tuple[str, ...] | None = None) -> tuple[Path, Path]:
    """A user's model: "not" speaks for a contradiction, all else for neutral."""
    rows = [[0.0, 0.0, 1.0] for _ in PIECES]
    rows[NOT] = [30.0, 0.0, 0.0]
    path, words = folder / "nli.onnx", folder / "vocab.txt"
    path.write_bytes(model(rows))
    words.write_text("\n".join(PIECES), encoding="utf-8")
    if labels:
        told = {"id2label": {str(n): label for n, label in enumerate(labels)}}
        (folder / "config.json").write_text(json.dumps(told), encoding="utf-8")
    return path, words


@pytest.fixture(scope="module", params=["own", "brought"])
def pair_model(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> PairModel:
    if request.param == "brought":
        return load_nli(*brought(tmp_path_factory.mktemp("nli")))
    folder = tmp_path_factory.mktemp("models")
    rows = [[-0.1, *[0.0] * 6] for _ in range(30522)]
    (folder / "cross.onnx").write_bytes(model(rows))
    found = load_encoder(folder)
    assert found is not None
    return found


def test_one_row_a_pair_and_one_column_a_label(pair_model: PairModel) -> None:
    rows = pair_model.logits(PAIRS)
    assert rows.shape == (len(PAIRS), len(pair_model.labels))
    assert rows.dtype == np.float32
    assert np.isfinite(rows).all()


def test_no_pairs(pair_model: PairModel) -> None:
    assert pair_model.logits([]).shape == (0, len(pair_model.labels))


def test_logits_do_not_depend_on_the_neighbours(pair_model: PairModel) -> None:
    alone = pair_model.logits(PAIRS[:1])[0]
    among = pair_model.logits([PAIRS[2], ("x " * 300, "y " * 300), PAIRS[0]])[2]
    assert alone.tobytes() == among.tobytes()


def test_the_encoder_says_whether_two_texts_clash_and_in_what(pair_model: PairModel) -> None:
    assert pair_model.labels in (LABELS, ("contradiction", "entailment", "neutral"))


def test_a_contradiction_has_the_higher_odds_in_both_orders(tmp_path: Path) -> None:
    nli = load_nli(*brought(tmp_path))
    clash, other = contradiction(nli, PAIRS[:2])
    assert clash > 0 > other
    turned = contradiction(nli, [(b, a) for a, b in PAIRS])
    assert turned == pytest.approx(contradiction(nli, PAIRS))


def test_the_order_of_the_labels_is_read_beside_the_model(tmp_path: Path) -> None:
    nli = load_nli(*brought(tmp_path, ("NEUTRAL", "ENTAILMENT", "CONTRADICTION")))
    clash, other = contradiction(nli, PAIRS[:2])
    assert clash < other


def test_labels_without_a_contradiction_are_refused(tmp_path: Path) -> None:
    path, words = brought(tmp_path)
    with pytest.raises(ModelError, match="no label for a contradiction"):
        load_nli(path, words, ("yes", "no", "maybe"))


def test_another_number_of_labels_is_refused(tmp_path: Path) -> None:
    path, words = brought(tmp_path)
    with pytest.raises(ModelError, match="not 2 labels"):
        load_nli(path, words, ("contradiction", "neutral"))


def test_a_damaged_model_is_named(tmp_path: Path) -> None:
    path, words = brought(tmp_path)
    path.write_bytes(b"no model")
    with pytest.raises(ModelError, match=r"pair model .*nli\.onnx"):
        load_nli(path, words)


def test_a_missing_tokenizer_is_named(tmp_path: Path) -> None:
    path, _ = brought(tmp_path)
    with pytest.raises(ModelError, match=r"tokenizer .*none\.json"):
        load_nli(path, tmp_path / "none.json")
