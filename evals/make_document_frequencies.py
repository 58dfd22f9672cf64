"""Counts in how many articles a word stands, for the weight of rare words when stories are found.

    python evals/make_document_frequencies.py /path/to/data/scale

Reads the 12,000 articles of the public scale set (Article-Bias-Prediction, Apache-2.0) and writes
src/rashomon/data/document-frequencies.npz: the CRC-32 of each word in LEAST articles or more, in
how many of 1,000 articles it stands (times 10, rounded), and nothing of the texts.
"""

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from rashomon.words import stable_ids, words_of

LEAST = 24
OUT = Path(__file__).parent.parent / "src/rashomon/data/document-frequencies.npz"


def main() -> None:
    counts: Counter[str] = Counter()
    articles = 0
    with gzip.open(Path(sys.argv[1]) / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            counts.update(set(words_of(json.loads(line)["text"] or "").words))
            articles += 1
    kept = sorted(word for word, count in counts.items() if count >= LEAST)
    codes = stable_ids(kept)
    order = np.argsort(codes, kind="stable")
    per_mille = np.asarray([counts[word] / articles * 10_000 for word in kept]).round()
    np.savez_compressed(OUT, words=codes[order], frequency=per_mille.astype(np.uint16)[order])
    print(f"{articles} articles, {len(kept)} words, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
