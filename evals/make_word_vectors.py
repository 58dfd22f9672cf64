"""Computes the encoder's vectors of common single words: src/rashomon/data/word-vectors.npz.

    python evals/make_word_vectors.py

The claim decision compares the verbs of statements. A story has some hundred different ones, and
each would cost a run of the encoder; most are among these. The words are the whole words at the
head of the WordPiece vocabulary, which is sorted by frequency (bert-base-uncased, Apache-2.0).
Vectors are stored as signed bytes with one scale a row; cosine with the exact vector is above .999.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from rashomon.embed import MiniLMEmbedder, pack_words
from rashomon.settings import PACKAGED, learned_part

COUNT = 14_000
LEAST_LETTERS = 3


def main() -> None:
    vocabulary = learned_part("minilm-vocab.txt")
    pieces = vocabulary.read_text("utf-8").split("\n")
    words = [p for p in pieces if p.isalpha() and p.isascii() and len(p) >= LEAST_LETTERS][:COUNT]
    exact = MiniLMEmbedder(vocabulary).embed(words)
    target = Path(PACKAGED) / "word-vectors.npz"
    pack_words(target, words, exact)
    known = MiniLMEmbedder(vocabulary, words=target).embed(words)
    cosine = np.einsum("ij,ij->i", known, exact)
    size = target.stat().st_size / 1e6
    print(f"{len(words)} words, {size:.1f} MB, least cosine {cosine.min():.5f}")


if __name__ == "__main__":
    main()
