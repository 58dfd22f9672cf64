"""Trains the model that tells reporting from the rest of a page, and reports held-out figures.

    python evals/train_body.py --data ../shared/data/read [--out src/rashomon/data/body.npz]
        [--folds DIR]

Data: the text dumps of saved pages (dump_a, dump_b) with gold bodies; a unit is reporting when
at least half of its runs of four words stand in the gold body. Beside each whole page a crop is
learned from, the lines around the body and a few beyond it: scraped text has little of a page's
menus. Outlets are split over five folds; the figures are of the fold left out, with the measure
of ``score_read.py``. Gradient boosted trees (scikit-learn); what is kept are thresholds over the
features of ``rashomon.stages.clean.features``, no text. ``--folds`` writes the model of each
fold as ``DIR/N/body.npz``, for ``evals/score_body.py``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import runpy
from collections import Counter
from pathlib import Path
from urllib.parse import urlparse
from zlib import crc32

import numpy as np
from grown import tree_arrays
from sklearn.ensemble import HistGradientBoostingClassifier

from rashomon.stages.clean.course import course
from rashomon.stages.clean.features import NAMES, features
from rashomon.stages.clean.kinds import tell_wording
from rashomon.stages.clean.units import Unit, units_of
from rashomon.stages.read.decode import decode

WORD = re.compile(r"\w+")
FOLDS = 5
AGAIN = 1
"""Further dumps of each page that are learned from, in which other ends of lines are lost."""
PARAMETERS = {
    "max_iter": 100,
    "learning_rate": 0.1,
    "max_leaf_nodes": 24,
    "min_samples_leaf": 60,
    "max_features": 0.3,
    "l2_regularization": 5.0,
    "max_bins": 64,
    "early_stopping": False,
    "random_state": 0,
}
LONGEST = 60
"""Words beyond which a unit weighs no more."""
SMALLEST = 60
"""Words of the shortest body that a page is measured by."""
CROP = 0.5
"""Weight of a crop beside its page."""
RARE = 0.25
"""Part of the units of least weight that are learned from, with their weight made up."""

Example = tuple[str, np.ndarray, np.ndarray, np.ndarray]
"""Outlet, features, labels, weights."""


class Page:
    """A dump with its gold: units, which of them are reporting, and the runs of its body."""

    def __init__(self, row: dict, kind: str, units: list[Unit]) -> None:
        self.outlet, self.set, self.kind, self.units = outlet(row), row["set"], kind, units
        self.fold = crc32(self.outlet.encode()) % FOLDS
        self.gold = runs(row["body"])
        self.told = labels(units, row["body"])
        self.seed = crc32(row["name"].encode())


def outlet(row: dict) -> str:
    name = row["name"]
    if row["set"] == "fundus":
        return name.split("-", 1)[1].split("_")[0].lower()
    return ".".join(urlparse(row["url"] or name).netloc.split(".")[-2:])


def runs(text: str) -> Counter:
    words = WORD.findall(text)
    found = Counter(tuple(words[i : i + 4]) for i in range(len(words) - 3))
    return found or Counter([tuple(words)])


def labels(units: list[Unit], body: str) -> np.ndarray:
    words = WORD.findall(body)
    gold = {tuple(words[i : i + 4]) for i in range(len(words) - 3)}
    lines = {" ".join(line.split()) for line in body.splitlines()}
    found = []
    for unit in units:
        own = WORD.findall(unit.text)
        if len(own) < 4:
            found.append(" ".join(unit.text.split()) in lines)
        else:
            mine = [tuple(own[i : i + 4]) in gold for i in range(len(own) - 3)]
            found.append(sum(mine) >= len(mine) / 2)
    return np.array(found, bool)


def load(data: Path) -> list[Page]:
    pages = []
    maker = runpy.run_path(str(data / "make_dumps.py"))
    for row in map(json.loads, (data / "gold.jsonl").open(encoding="utf-8")):
        if row.get("in_dump", 1) < 0.9:
            continue
        dumps = {k: (data / k / f"{row['name']}.txt").read_bytes() for k in ("dump_a", "dump_b")}
        for number in range(AGAIN):
            dumps[f"again_{number}"] = _again(maker, data, row["name"], number)
        for kind, content in dumps.items():
            text = decode(content) or ""
            units = units_of(text)
            if units:
                tell_wording(units)
                pages.append(Page(row, kind, units))
    return pages


def _again(maker: dict, data: Path, name: str, number: int) -> bytes:
    """The page as ``dump_b`` with other ends of blocks lost."""
    with gzip.open(data / "html" / f"{name}.html.gz") as file:
        found = maker["blocks"](maker["decode"](file.read()))
    draw, parts = random.Random(f"again {number} {name}"), []
    for text, strong in found:
        parts += [text, " " if draw.random() < (1 / 7 if strong else 1 / 2) else "\n"]
    return "".join(parts).encode("utf-8", "replace")


def examples(page: Page) -> list[Example]:
    """The whole page and a crop of it, few of the units that weigh least."""
    found = [_example(page, 0, len(page.units), 1.0)]
    inside = np.flatnonzero(page.told)
    if len(inside):
        before, after = np.random.default_rng(page.seed).integers(0, 8, size=2)
        low = max(0, int(inside[0]) - int(before))
        high = min(len(page.units), int(inside[-1]) + 1 + int(after))
        found.append(_example(page, low, high, CROP))
    return found


def _example(page: Page, low: int, high: int, factor: float) -> Example:
    matrix, told = features([page.units[low:high]]), page.told[low:high]
    words = matrix[:, 0].astype(np.float64)
    # a unit weighs what it adds to the page's F1, and a little for being a line
    weight = np.minimum(words, LONGEST) / max(words[told].sum(), SMALLEST)
    weight = factor * 20 * (weight + np.sqrt(words) / np.sqrt(words).sum())
    kept = np.clip(weight / np.quantile(weight, 0.6), RARE, 1)
    drawn = np.random.default_rng(page.seed + low).random(len(weight)) < kept
    return page.outlet, matrix[drawn], told[drawn], (weight / kept)[drawn]


def fit(found: list[Example]) -> HistGradientBoostingClassifier:
    x, y, w = (np.concatenate([example[i] for example in found]) for i in (1, 2, 3))
    return HistGradientBoostingClassifier(**PARAMETERS).fit(x, y, sample_weight=w)


def trees(model: HistGradientBoostingClassifier) -> dict[str, np.ndarray]:
    """What a file of trees holds."""
    return {
        **tree_arrays([step[0].nodes for step in model._predictors]),
        "base": np.float32(model._baseline_prediction.ravel()[0]),
        "names": np.array(NAMES),
    }


def measure(page: Page, kept: list[bool]) -> tuple[float | None, float]:
    """Precision and recall of runs of four words, as ``score_read.py`` counts them."""
    mine = runs("\n".join(u.text for u, keep in zip(page.units, kept, strict=True) if keep))
    mine.pop((), None)
    hit = sum((mine & page.gold).values())
    return (hit / sum(mine.values()) if mine else None), hit / max(sum(page.gold.values()), 1)


def report(pages: list[Page], held: list[np.ndarray]) -> None:
    table: dict[str, list[tuple[float | None, float]]] = {}
    for page, scores in zip(pages, held, strict=True):
        if page.kind.startswith("again"):
            continue
        table.setdefault(f"{page.set}/{page.kind}", []).append(
            measure(page, course(scores.tolist()))
        )
    for name, found in sorted(table.items()):
        p = np.mean([one for one, _ in found if one is not None])
        r = np.mean([one for _, one in found])
        f = 2 * p * r / (p + r)
        print(f"{name}: model and course alone, held out P {p:.3f} R {r:.3f} F1 {f:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=Path, help="folder for the model of each fold")
    options = parser.parse_args()
    pages = load(options.data)
    found = [examples(page) for page in pages]
    if options.out:
        save(options.out, fit([one for own in found for one in own]))
    held: list[np.ndarray] = [np.zeros(0)] * len(pages)
    for number in range(FOLDS):
        learned = [own for own, page in zip(found, pages, strict=True) if page.fold != number]
        model = fit([one for own in learned for one in own])
        for i, page in enumerate(pages):
            if page.fold == number and not page.kind.startswith("again"):
                held[i] = model.predict_proba(features([page.units]))[:, 1]
        if options.folds:
            save(options.folds / str(number) / "body.npz", model)
    report(pages, held)


def save(path: Path, model: HistGradientBoostingClassifier) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **trees(model))


if __name__ == "__main__":
    main()
