"""Trains the model that tells the running text of a web page, and reports held-out figures.

    python evals/train_page.py --data ../shared/data/read [--out src/rashomon/data/page.npz]
        [--folds DIR]

Data: 277 saved pages with gold bodies. A segment is running text when at least half of its runs
of four words stand in the gold body (shorter ones: when they stand there word by word and near
such a segment). It weighs what it has of the body's words. Beside each page as it is, copies are
learned from in which trafilatura keeps a part of the article only, as it does on pages that are
cut by advertisements: the model is not to lean on one witness; and a bare page of the gold body's
paragraphs alone, as feeds and readers give them. Sites are split over five folds;
the figures are of the fold left out, by the rule of ``score_read.py``. ``--folds`` writes the
model of each fold to ``DIR/N/page.npz``, as ``--models`` takes it. Gradient boosted trees
(scikit-learn); what is kept are thresholds over the features, no text.
"""

from __future__ import annotations

import argparse
import html
import os
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from page_data import FOLDS, WORD, body_text, fold_of, mean_figures, page_figures, pages, runs
from sklearn.ensemble import HistGradientBoostingClassifier
from train_body import trees

from rashomon.stages.read.page import kinds
from rashomon.stages.read.page.article import witnesses
from rashomon.stages.read.page.features import NAMES, Witnesses, features, plausible
from rashomon.stages.read.page.metadata import Declared, declared
from rashomon.stages.read.page.segments import Layout, layout
from rashomon.stages.read.page.tree import parsed

COPY_WEIGHT = 0.2
NEAR = 3
"""Segments within which a short text must have running text to count as such."""
PARAMETERS = {
    "max_iter": 120,
    "learning_rate": 0.08,
    "max_leaf_nodes": 10,
    "min_samples_leaf": 20,
    "l2_regularization": 5.0,
    "max_features": 0.3,
    "max_bins": 63,
}
SEEDS = (0, 1, 2)
"""Models grown from different draws of features, whose log odds are meaned: one alone moves by
.003 of F1 with its draw."""


@dataclass
class Example:
    """A page: its segments, labels, weights, features, and those of its copies."""

    row: dict
    known: Declared
    found: Layout
    labels: np.ndarray
    weights: np.ndarray
    matrix: np.ndarray
    copies: list[tuple[np.ndarray, np.ndarray, np.ndarray]]


def labels(found: Layout, body: str) -> np.ndarray:
    """Whether each segment is running text."""
    gold = runs(body)
    flat = f" {' '.join(WORD.findall(body))} "
    told, sure = [], []
    for number, segment in enumerate(found.segments):
        words = WORD.findall(segment.text)
        if len(words) < 4:
            told.append(bool(words) and f" {' '.join(words)} " in flat)
            continue
        mine = runs(segment.text)
        told.append(sum(n for run, n in mine.items() if run in gold) >= mine.total() / 2)
        if told[-1]:
            sure.append(number)
    places = np.array(sure or [-99])
    for number, segment in enumerate(found.segments):
        if told[number] and len(WORD.findall(segment.text)) < 4:
            told[number] = bool(np.abs(places - number).min() <= NEAR)
    return np.array(told, bool)


def weights(found: Layout, told: np.ndarray) -> np.ndarray:
    """A segment's words as a share of the body's, at most one half."""
    words = np.array([max(1, len(WORD.findall(s.text))) for s in found.segments], float)
    body = max(words[told].sum(), 50) if len(words) else 1
    return np.minimum(words / body, 0.5) + 0.002


def cut_short(told: Witnesses, draw: np.random.Generator) -> Witnesses:
    """The witnesses of a page of which trafilatura keeps only the head or the tail."""
    at = int(len(told.kept) * draw.uniform(0.15, 0.8))
    kept = told.kept[:at] if draw.random() < 0.6 else told.kept[at:]
    body = told.body if draw.random() < 0.5 else ""
    return Witnesses(kept, body, told.title, told.description)


def bare(row: dict, draw: np.random.Generator) -> bytes:
    """A page that holds a title, sometimes, and the paragraphs of the gold body."""
    lines = [line.strip() for line in row["body"].split("\n") if line.strip()]
    paragraphs = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)
    headline = f"<h1>{html.escape(row['title'])}</h1>" if row["title"] else ""
    if draw.random() < 0.5:
        return f"<html><body><article>{headline}{paragraphs}</article></body></html>".encode()
    return paragraphs.encode()


def example(row: dict, content: bytes) -> Example:
    draw = np.random.default_rng(crc32(row["name"].encode()))
    root = parsed(content, None, row["name"])
    known = declared(root, None)
    found = layout(root)
    told = witnesses(root, known, len(found.nodes))
    marks = labels(found, row["body"])
    size = weights(found, marks)
    copies = [(features(found, cut_short(told, draw)), marks, size)]
    alone = parsed(bare(row, draw), None, row["name"])
    page = layout(alone)
    matrix = features(page, witnesses(alone, declared(alone, None), len(page.nodes)))
    copies.append((matrix, labels(page, row["body"]), weights(page, labels(page, row["body"]))))
    return Example(row, known, found, marks, size, features(found, told), copies)


def fit(examples: list[Example]) -> list[HistGradientBoostingClassifier]:
    x, y, w = [], [], []
    for one in examples:
        whole = (one.matrix, one.labels, one.weights)
        for number, (matrix, marks, size) in enumerate((whole, *one.copies)):
            rows = plausible(matrix)
            x.append(matrix[rows])
            y.append(marks[rows])
            w.append(size[rows] * (COPY_WEIGHT if number else 1.0))
    total = np.concatenate(w)
    models = [HistGradientBoostingClassifier(**PARAMETERS, random_state=seed) for seed in SEEDS]
    for model in models:
        model.fit(np.vstack(x), np.concatenate(y), sample_weight=total / total.mean())
    return models


def chances(models: list[HistGradientBoostingClassifier], matrix: np.ndarray) -> np.ndarray:
    result = np.zeros(len(matrix), np.float32)
    rows = plausible(matrix)
    if rows.any():
        odds = np.mean([model.decision_function(matrix[rows]) for model in models], axis=0)
        result[rows] = 1 / (1 + np.exp(-odds))
    return result


def merged(models: list[HistGradientBoostingClassifier]) -> dict[str, np.ndarray]:
    """The trees of all models as those of one that gives the mean of their log odds."""
    parts = [trees(model) for model in models]
    width = max(part["feature"].shape[1] for part in parts)
    joined = {}
    for name in ("feature", "threshold", "left", "right", "value"):
        padded = [np.pad(p[name], ((0, 0), (0, width - p[name].shape[1]))) for p in parts]
        joined[name] = np.concatenate(padded)
    joined["value"] = joined["value"] / len(models)
    joined["base"] = np.float32(np.mean([part["base"] for part in parts]))
    return joined | {"names": np.array(NAMES)}


def save(path: Path, models: list[HistGradientBoostingClassifier]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **merged(models))


def report(examples: list[Example], scores: list[np.ndarray]) -> None:
    """Held-out figures of the whole reader by the probability that running text needs."""
    for needed in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6):
        kinds.RUNNING = needed
        by_set: dict[str, list] = {}
        for one, chance in zip(examples, scores, strict=True):
            pieces = kinds.pieces_of(one.found, one.matrix, chance, one.known)
            gold = runs(one.row["body"])
            text = body_text([(p.kind, p.text) for p in pieces], gold)
            by_set.setdefault(one.row["set"], []).append(page_figures(text, gold))
        shown = "  ".join(
            f"{name} P {p:.4f} R {r:.4f} F1 {f:.4f}"
            for name, found in sorted(by_set.items())
            for p, r, f in [mean_figures(found)]
        )
        print(f"held out, needed {needed}: {shown}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=Path, help="a folder for the models of the folds")
    options = parser.parse_args()
    examples = [example(row, content) for row, content in pages(options.data)]
    print(f"{len(examples)} pages, {len(NAMES)} features")
    scores: list = [None] * len(examples)
    for number in range(FOLDS):
        models = fit([one for one in examples if fold_of(one.row) != number])
        for place, one in enumerate(examples):
            if fold_of(one.row) == number:
                scores[place] = chances(models, one.matrix)
        if options.folds:
            save(options.folds / str(number) / "page.npz", models)
    report(examples, scores)
    if options.out:
        save(options.out, fit(examples))


if __name__ == "__main__":
    main()
