"""What two texts say beside each other: the ``PairModel`` protocol and the models behind it.

:class:`OnnxPairs` runs a model that reads a pair of texts at once (a cross-encoder) through
onnxruntime. :func:`load_nli` makes one of a model for natural-language inference that the user
brings (Bowman et al., 2015; Williams et al., 2018): an ONNX file and its tokenizer.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from rashomon.embed import session
from rashomon.engine import processors
from rashomon.errors import ModelError

__all__ = ["CONTRADICTION", "Logits", "OnnxPairs", "PairModel", "contradiction", "load_nli"]

Logits = npt.NDArray[np.float32]

CONTRADICTION = "contradiction"
"""The label that a model for natural-language inference gives to texts that exclude each other."""

NLI_LABELS = (CONTRADICTION, "entailment", "neutral")
"""The order of the labels where a model does not tell it: that of the models of
sentence-transformers."""

MAX_TOKENS = 128
"""Word pieces read of a pair; of a longer one the longer text is cut first."""


class PairModel(Protocol):
    """Says for pairs of texts how much speaks for each of some labels."""

    @property
    def labels(self) -> tuple[str, ...]:
        """Names of the columns of what :meth:`logits` gives."""
        ...

    def logits(self, pairs: Sequence[tuple[str, str]]) -> Logits:
        """Shape ``(len(pairs), len(labels))``; equal pairs, equal rows."""
        ...


class OnnxPairs:
    """A cross-encoder in an ONNX file.

    Each pair is a batch of its own: an int8 model scales its activations over the batch, so a
    pair's logits would otherwise depend on its neighbours. Logits are kept.
    """

    def __init__(
        self,
        model: Path,
        tokenizer: Any,
        labels: Sequence[str],
        prepared: Callable[[str, str], tuple[str, str]] | None = None,
        threads: int = 0,
    ) -> None:
        """Load the model.

        :param tokenizer: of the package ``tokenizers``, with truncation set.
        :param labels: names of the model's outputs, in their order.
        :param prepared: what is done to both texts before they are cut into pieces.
        :param threads: pairs computed at a time; 0 takes the processors this process may use.
        :raises ModelError: the file is missing, is no model, or gives another number of logits.
        """
        self.labels = tuple(labels)
        self._prepared = prepared
        self._tokenizer, self._threads = tokenizer, threads or processors()
        self._known: dict[tuple[str, str], Logits] = {}
        try:
            self._session = session(model)
            self._inputs = [each.name for each in self._session.get_inputs()]
            width = self._one(self._tokenizer.encode("a", "b")).shape
        except Exception as problem:
            raise ModelError(f"pair model {model}: {problem}") from problem
        if width != (len(self.labels),):
            raise ModelError(f"pair model {model}: gives {width}, not {len(self.labels)} labels")

    def logits(self, pairs: Sequence[tuple[str, str]]) -> Logits:
        """See :class:`PairModel`."""
        new = sorted({pair for pair in pairs if pair not in self._known})
        if new:
            given = [self._prepared(*pair) for pair in new] if self._prepared else new
            encodings = self._tokenizer.encode_batch(given)
            with ThreadPoolExecutor(self._threads) as pool:
                for pair, row in zip(new, pool.map(self._one, encodings), strict=True):
                    self._known[pair] = row
        if not pairs:
            return np.zeros((0, len(self.labels)), dtype=np.float32)
        return np.stack([self._known[pair] for pair in pairs])

    def _one(self, encoding: Any) -> Logits:
        known = {
            "input_ids": encoding.ids,
            "attention_mask": encoding.attention_mask,
            "token_type_ids": encoding.type_ids,
        }
        given = {name: np.asarray([known[name]], dtype=np.int64) for name in self._inputs}
        return np.asarray(self._session.run(None, given)[0][0], dtype=np.float32)


def load_nli(model: Path, tokenizer: Path, labels: Sequence[str] | None = None) -> PairModel:
    """A model for natural-language inference that the user brings.

    :param model: an ONNX file that takes ``input_ids`` and maybe ``attention_mask`` and
        ``token_type_ids`` and gives one logit a label.
    :param tokenizer: a ``tokenizer.json`` of the package ``tokenizers``, or a WordPiece
        vocabulary, one piece a line.
    :param labels: the order of the model's labels; None takes it from ``id2label`` of a
        ``config.json`` beside the model, else :data:`NLI_LABELS`.
    :raises ModelError: a file is missing or not what it should be, or no label is a contradiction.
    """
    try:
        loaded = _tokenizer(tokenizer)
        named = tuple(labels or _told(model.with_name("config.json")) or NLI_LABELS)
    except Exception as problem:
        raise ModelError(f"tokenizer {tokenizer}: {problem}") from problem
    if not any(_contradicts(label) for label in named):
        raise ModelError(f"pair model {model}: no label for a contradiction in {', '.join(named)}")
    return OnnxPairs(model, loaded, named)


def contradiction(model: PairModel, pairs: Sequence[tuple[str, str]]) -> Logits:
    """The log odds of a contradiction, the mean over both orders of a pair; shape (pairs,)."""
    column = next(n for n, label in enumerate(model.labels) if _contradicts(label))
    turned = [(b, a) for a, b in pairs]
    rows = model.logits([*pairs, *turned]).astype(np.float64)
    others = np.delete(rows, column, axis=1)
    top = others.max(axis=1, initial=-np.inf)
    odds = rows[:, column] - top - np.log(np.exp(others - top[:, None]).sum(axis=1))
    mean: Logits = ((odds[: len(pairs)] + odds[len(pairs) :]) / 2).astype(np.float32)
    return mean


def _contradicts(label: str) -> bool:
    return label.lower().startswith("contradict")


def _told(path: Path) -> tuple[str, ...] | None:
    """The labels that the settings beside a model name, in their order."""
    if not path.is_file():
        return None
    known = json.loads(path.read_text("utf-8")).get("id2label")
    return tuple(known[key] for key in sorted(known, key=int)) if known else None


def _tokenizer(path: Path) -> Any:
    from tokenizers import BertWordPieceTokenizer, Tokenizer

    if path.suffix == ".json":
        found = Tokenizer.from_file(str(path))
        found.no_padding()
    else:
        found = BertWordPieceTokenizer(str(path), lowercase=True)
    found.enable_truncation(MAX_TOKENS, strategy="longest_first")
    return found
