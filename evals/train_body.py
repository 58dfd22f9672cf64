"""Trains the model that tells reporting from the rest of a page, and reports held-out figures.

    python evals/train_body.py --data ../shared/data/read [--out src/rashomon/data/body.npz]

Data: the text dumps of saved pages (dump_a, dump_b) with gold bodies; a unit is reporting when
at least half of its runs of four words stand in the gold body. Beside each whole page its crops
are learned from, the lines around the body and a few beyond it: scraped text has little of a
page's menus. Outlets are split over five folds; the figures are of the fold left out. Gradient
boosted trees (scikit-learn); what is kept are thresholds over the features of
``rashomon.stages.clean.features``, no text.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from urllib.parse import urlparse
from zlib import crc32

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from rashomon.stages.clean.features import NAMES, features
from rashomon.stages.clean.kinds import tell_wording
from rashomon.stages.clean.units import Unit, units_of
from rashomon.stages.read.decode import decode

WORD = re.compile(r"\w+")
FOLDS = 5
PARAMETERS = {
    "max_iter": 150,
    "learning_rate": 0.08,
    "max_leaf_nodes": 24,
    "min_samples_leaf": 30,
    "l2_regularization": 5.0,
    "random_state": 0,
}


def outlet(row: dict) -> str:
    name = row["name"]
    if row["set"] == "fundus":
        return name.split("-", 1)[1].split("_")[0].lower()
    return ".".join(urlparse(row["url"] or name).netloc.split(".")[-2:])


def labels(units: list[Unit], body: str) -> np.ndarray:
    words = WORD.findall(body)
    runs = {tuple(words[i : i + 4]) for i in range(len(words) - 3)}
    lines = {" ".join(line.split()) for line in body.splitlines()}
    found = []
    for unit in units:
        own = WORD.findall(unit.text)
        if len(own) < 4:
            found.append(" ".join(unit.text.split()) in lines)
        else:
            mine = [tuple(own[i : i + 4]) in runs for i in range(len(own) - 3)]
            found.append(sum(mine) >= len(mine) / 2)
    return np.array(found)


def examples(units: list[Unit], told: np.ndarray, seed: int):
    """The whole page and its crops: features, labels, weights."""
    yield features(units), told
    inside = np.flatnonzero(told)
    if not len(inside):
        return
    draw = np.random.default_rng(seed)
    first, last = int(inside[0]), int(inside[-1])
    for _ in range(2):
        before, after = draw.integers(0, 8, size=2)
        low, high = max(0, first - int(before)), min(len(units), last + 1 + int(after))
        yield features(units[low:high]), told[low:high]


def load(data: Path):
    rows = [json.loads(line) for line in (data / "gold.jsonl").open(encoding="utf-8")]
    for row in rows:
        if row.get("in_dump", 1) < 0.9:
            continue
        for kind in ("dump_a", "dump_b"):
            text = decode((data / kind / f"{row['name']}.txt").read_bytes()) or ""
            units = units_of(text)
            if not units:
                continue
            tell_wording(units)
            told = labels(units, row["body"])
            weights = np.array([np.sqrt(len(u.text)) for u in units])
            seed = crc32(row["name"].encode())
            yield outlet(row), kind, units, told, weights, seed


def fit(pages: list) -> HistGradientBoostingClassifier:
    x, y, w = [], [], []
    for _, _, units, told, _, seed in pages:
        for matrix, tells in examples(units, told, seed):
            x.append(matrix)
            y.append(tells)
            # a page counts the same however long its menus are
            words = matrix[:, 0] ** 0.5
            w.append(words / words.sum())
    model = HistGradientBoostingClassifier(**PARAMETERS)
    return model.fit(np.vstack(x), np.concatenate(y), sample_weight=np.concatenate(w) * 100)


def trees(model: HistGradientBoostingClassifier) -> dict[str, np.ndarray]:
    """The trees as arrays, one row a tree, padded to the largest."""
    grown = [predictors[0].nodes for predictors in model._predictors]
    size = max(len(nodes) for nodes in grown)
    feature = np.zeros((len(grown), size), np.int16)
    threshold = np.zeros((len(grown), size), np.float32)
    left = np.zeros((len(grown), size), np.int16)
    right = np.zeros((len(grown), size), np.int16)
    value = np.zeros((len(grown), size), np.float32)
    for i, nodes in enumerate(grown):
        n = len(nodes)
        leaf = nodes["is_leaf"].astype(bool)
        here = np.arange(n)
        feature[i, :n] = nodes["feature_idx"]
        threshold[i, :n] = np.minimum(nodes["num_threshold"], 1e30)
        left[i, :n] = np.where(leaf, here, nodes["left"])
        right[i, :n] = np.where(leaf, here, nodes["right"])
        value[i, :n] = nodes["value"]
    return {
        "feature": feature,
        "threshold": threshold,
        "left": left,
        "right": right,
        "value": value,
        "base": np.float32(model._baseline_prediction.ravel()[0]),
        "names": np.array(NAMES),
    }


def report(held: list) -> None:
    for kind in ("dump_a", "dump_b"):
        precision, recall = [], []
        for name, units, told, scores in held:
            if name == kind:
                size = np.array([len(u.text) for u in units])
                mine = scores >= 0.5
                hit = size[mine & told].sum()
                precision.append(hit / max(size[mine].sum(), 1))
                recall.append(hit / max(size[told].sum(), 1))
        p, r = np.mean(precision), np.mean(recall)
        print(f"{kind}: characters held out P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=Path, help="folder for the model of each fold")
    options = parser.parse_args()
    pages = list(load(options.data))
    fold = np.array([crc32(page[0].encode()) % FOLDS for page in pages])
    held = []
    for number in range(FOLDS):
        model = fit([p for p, f in zip(pages, fold, strict=True) if f != number])
        for page in (p for p, f in zip(pages, fold, strict=True) if f == number):
            _, kind, units, told, _, _ = page
            held.append((kind, units, told, model.predict_proba(features(units))[:, 1]))
        if options.folds:
            options.folds.mkdir(parents=True, exist_ok=True)
            np.savez_compressed(options.folds / f"body-{number}.npz", **trees(model))
    report(held)
    if options.out:
        np.savez_compressed(options.out, **trees(fit(pages)))


if __name__ == "__main__":
    main()
