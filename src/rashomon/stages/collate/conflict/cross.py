"""The pair encoder and the decision over its logits: learned parts that may be missing.

``cross.onnx`` is all-MiniLM-L6-v2 fine-tuned to read two passages together, int8
(``evals/train_cross.py``); ``cross.npz`` boosted trees over its logits and exact features
(``evals/tune_cross.py``). None comes with the program so far: on happenings it had not seen the
encoder was not sure enough of any conflict. A folder of learned parts (``--models``) may hold both.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from rashomon.errors import ModelError
from rashomon.pairmodel import OnnxPairs, PairModel
from rashomon.settings import learned_part
from rashomon.stages.collate.conflict.contrast import NAMES
from rashomon.stages.collate.conflict.signs import SIGNS, signed
from rashomon.trees import Trees, load_trees

__all__ = ["LABELS", "load_decision", "load_encoder", "tokenizer"]

LABELS = ("conflict", "number", "time", "place", "actor", "outcome", "wording")
"""The encoder's logits: whether two passages clash, and in what."""

MAX_TOKENS = 128
"""Word pieces read of a pair, as in training."""


def tokenizer(vocabulary: Path) -> Any:
    """Cuts pairs of texts into word pieces; the signs stay whole."""
    from tokenizers import BertWordPieceTokenizer

    found = BertWordPieceTokenizer(str(vocabulary), lowercase=True)
    found.add_special_tokens(list(SIGNS))
    found.enable_truncation(MAX_TOKENS, strategy="longest_first")
    return found


@functools.lru_cache(maxsize=2)
def load_encoder(models: Path | None = None) -> PairModel | None:
    """The encoder of a folder, or the packaged one; None where there is none.

    :raises ModelError: the file is damaged.
    """
    try:
        path = learned_part("cross.onnx", models)
    except ModelError:
        return None
    return OnnxPairs(path, tokenizer(learned_part("minilm-vocab.txt")), LABELS, signed)


@functools.lru_cache(maxsize=2)
def load_decision(models: Path | None = None) -> Trees | None:
    """The decision of a folder, or the packaged one; None where there is none.

    :raises ModelError: the file is damaged or was made for other features.
    """
    try:
        path = learned_part("cross.npz", models)
    except ModelError:
        return None
    return load_trees(path, (*NAMES, *LABELS))
