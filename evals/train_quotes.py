"""Learns which candidates of the parse are attributions: src/rashomon/data/quote-weights.json.

    python evals/train_quotes.py /path/to/quotes/train [--parses FILE]

The data is the training part of PolNeAR 1.0 as ``data/quotes/train`` holds it (folder ``articles``
and ``gold.jsonl``). A candidate is right where the words of its content agree with those of a gold
quotation to F1 >= .5. The figure printed is of five folds, split by outlet. Parses are kept in
``--parses`` between runs. Only features that hold for ``LEAST`` candidates or more are used.
"""

import argparse
import json
import pickle
import re
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score
from sklearn.model_selection import GroupKFold

from rashomon.models import Article, Block
from rashomon.stages.annotate.page import Page
from rashomon.stages.annotate.parser import SpacyParser

LEAST = 8
STRENGTH = 0.15
"""Inverse of the penalty; .05 to 1 differ by less than .005 in average precision."""
WORD = re.compile(r"\w+", re.UNICODE)
TARGET = Path(__file__).parents[1] / "src/rashomon/data/quote-weights.json"


def article(path: Path) -> Article:
    """One block a line: the articles are clean text."""
    text = path.read_text("utf-8")
    lines = [m.span() for m in re.finditer(r"[^\s][^\n]*", text)]
    blocks = tuple(
        Block(kind="body" if n else "title", start=s, end=e) for n, (s, e) in enumerate(lines)
    )
    return Article(
        id=path.name,
        source=path.name,
        sources=(path.name,),
        outlet=None,
        url=None,
        title=None,
        authors=(),
        published=None,
        updated=None,
        language="en",
        text=text,
        blocks=blocks,
    )


def parsed(folder: Path, kept: Path | None) -> list:
    if kept and kept.exists():
        return pickle.loads(kept.read_bytes())
    articles = [article(p) for p in sorted((folder / "articles").glob("*.txt"))]
    found = list(zip(articles, SpacyParser().parse(articles), strict=True))
    if kept:
        kept.write_bytes(pickle.dumps(found))
    return found


def words(text: str, spans: list) -> set[int]:
    return {m.start() for s, e in spans for m in WORD.finditer(text, s, e)}


def agreement(a: set[int], b: set[int]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def examples(folder: Path, kept: Path | None):
    gold = {r["file"]: r for r in map(json.loads, (folder / "gold.jsonl").open())}
    for art, parse in parsed(folder, kept):
        row = gold[art.id]
        right = [words(art.text, q["content"]) for q in row["quotes"]]
        page = Page(art, parse, {})
        for one in page.candidates:
            draft = page.draft(one)
            if draft is None:
                continue
            mine = words(art.text, list(draft.spans))
            best = max((agreement(mine, g) for g in right), default=0.0)
            yield page.features(one), best >= 0.5, row["outlet"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--parses", type=Path)
    args = parser.parse_args()
    named, labels, outlets = zip(*examples(args.folder, args.parses), strict=True)
    counts = Counter(f for fs in named for f in fs)
    index = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= LEAST))}
    rows, columns = zip(
        *((r, index[f]) for r, fs in enumerate(named) for f in set(fs) if f in index), strict=True
    )
    x = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(named), len(index)))
    y = np.array(labels)
    held_out = np.zeros(len(y))
    for train, test in GroupKFold(5).split(x, y, outlets):
        model = LogisticRegression(C=STRENGTH, max_iter=500, fit_intercept=False)
        held_out[test] = model.fit(x[train], y[train]).predict_proba(x[test])[:, 1]
    figures = {
        "candidates": len(y),
        "right": int(y.sum()),
        "average_precision": round(float(average_precision_score(y, held_out)), 4),
        "f1_at_.5": round(float(f1_score(y, held_out >= 0.5)), 4),
    }
    print("five folds by outlet:", figures)
    model = LogisticRegression(C=STRENGTH, max_iter=500, fit_intercept=False).fit(x, y)
    weights = {f: round(float(model.coef_[0][i]), 3) for f, i in sorted(index.items())}
    weights = {f: w for f, w in weights.items() if w}
    answer = {"data": "PolNeAR 1.0 train", "held_out_by_outlet": figures, "weights": weights}
    TARGET.write_text(json.dumps(answer, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
