"""Learns what a neutral summary holds, and reports held-out ROUGE of the brief.

    python evals/train_brief.py --data ../shared/data/brief --cache FILE [--out FILE]

Data: short reports of one happening with an editor's neutral summary. A logistic regression gives
the chance that the summary uses a word or a pair of words, a ridge regression how much of a
sentence's words it uses; the worth of concepts that the ridge sees comes from inner folds. Items
are split over five folds; how sentences are chosen (``Taste``) is settled on the four that train,
by models that saw three of them, so that the figure printed is held out altogether. Scored is what
``compare --one-story`` would answer, cut at the summary's number of words; the intervals are
bootstrap over items. What is written with ``--out`` is learned from all items: weights only.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from rashomon.models import Brief
from rashomon.pipeline import Run, run
from rashomon.settings import Settings
from rashomon.stages.brief.choose import Pool, candidates
from rashomon.stages.brief.concepts import FEATURES, Concept, rows, units
from rashomon.stages.brief.desk import Desk
from rashomon.stages.brief.merit import MERITS, merits
from rashomon.stages.brief.plain import words
from rashomon.stages.brief.salience import Linear, Salience, Taste
from rashomon.stages.brief.write import compose

FOLDS = 5
PENALTY = 3.0
RIDGE = 30.0
TASTES = [
    Taste(pairs=p, length=e, merit=m, floor=f)
    for p, e, m, f in product((1.0,), (0.4, 0.5), (0.25, 0.5), (0.5,))
]
"""What is tried inside the training folds."""


class Item:
    """A happening: its desk, candidates and features worked out once, and the summary's words."""

    def __init__(self, key: str, layers: tuple[Any, Any, Any], summary: str) -> None:
        annotated, grouping, collations = layers
        story = grouping.stories[0]
        self.key = key
        self.gold = words(summary)
        self.desk = Desk(story, collations[story.id], annotated, grouping)
        self.rows = rows(self.desk)
        self.candidates = candidates(self.desk)
        self.whole = [
            (account, span, words(account.annotated.article.text[slice(*span)]))
            for account in self.desk.accounts.values()
            for span in account.told
        ]


def prepared(data: Path, cache: Path) -> dict[str, tuple[Any, Any, Any]]:
    """The layers of each item, from the cache where it is there."""
    if cache.is_file():
        found: dict[str, tuple[Any, Any, Any]] = pickle.loads(cache.read_bytes())
        return found
    asked = Run(Settings(one_story=True))
    out = {}
    for folder in sorted((data / "items").iterdir()):
        layers = run(sorted(str(p) for p in folder.glob("*.txt")), "collations", asked)
        out[folder.name] = layers["annotated"], layers["grouping"], layers["collations"]
    cache.write_bytes(pickle.dumps(out))
    return out


def scaled(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return matrix.mean(axis=0), matrix.std(axis=0) + 1e-9


def linear(matrix: np.ndarray, weights: np.ndarray, bias: float) -> Linear:
    mean, scale = scaled(matrix)
    low, high = matrix.min(axis=0), matrix.max(axis=0)
    columns = [np.round(column, 5).tolist() for column in (mean, scale, low, high, weights)]
    return Linear(*columns, bias=round(float(bias), 5))


def logistic(matrix: np.ndarray, target: np.ndarray) -> Linear:
    mean, scale = scaled(matrix)
    inside = np.c_[(matrix - mean) / scale, np.ones(len(matrix))]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        score = inside @ weights
        slope = inside.T @ (1 / (1 + np.exp(-score)) - target)
        slope[:-1] += 2 * PENALTY * weights[:-1]
        value = np.logaddexp(0, score).sum() - target @ score + PENALTY * (weights[:-1] ** 2).sum()
        return float(value), slope

    start = np.zeros(inside.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return linear(matrix, found[:-1], found[-1])


def ridge(matrix: np.ndarray, target: np.ndarray) -> Linear:
    mean, scale = scaled(matrix)
    inside = (matrix - mean) / scale
    square = inside.T @ inside + RIDGE * np.eye(inside.shape[1])
    weights = np.linalg.solve(square, inside.T @ (target - target.mean()))
    return linear(matrix, weights, 0.0)


def concept_models(items: Sequence[Item]) -> dict[int, Linear]:
    out = {}
    for size in (1, 2):
        target = [c in set(units(i.gold, size)) for i in items for c in i.rows[size][0]]
        matrix = np.concatenate([i.rows[size][1] for i in items])
        out[size] = logistic(matrix, np.array(target, float))
    return out


def chances(models: dict[int, Linear], item: Item) -> dict[Concept, float]:
    nothing = Linear([], [], [], [], [], 0.0)
    return Salience(models, nothing, TASTES[0]).chances(item.rows)


def learned(items: Sequence[Item]) -> Salience:
    """Both models on some items; the ridge sees worths by models that did not see its item."""
    table, target = [], []
    inner = [list(items[n::4]) for n in range(4)]
    for part in inner:
        models = concept_models([i for i in items if i not in part])
        for item in part:
            worth = chances(models, item)
            for account, span, found in item.whole:
                table.append(merits(account, span, found, worth))
                target.append(used(found, item.gold))
    merit = ridge(np.array(table, float), np.array(target))
    return Salience(concept_models(items), merit, TASTES[0])


def used(found: Sequence[str], gold: Sequence[str]) -> float:
    """The share of a sentence's words, and of its pairs, that a summary uses; 0 to 2."""
    total = 0.0
    for size in (1, 2):
        own, there = units(found, size), set(units(gold, size))
        total += sum(c in there for c in own) / max(1, len(own))
    return total


def rouge(found: Sequence[str], gold: Sequence[str], size: int) -> float:
    one, other = Counter(units(found, size)), Counter(units(gold, size))
    both = sum((one & other).values())
    return 2 * both / max(1, sum(one.values()) + sum(other.values()))


def brief(item: Item, salience: Salience) -> Brief:
    return compose(item.desk, Pool(item.desk, salience, item.candidates))


def scores(item: Item, salience: Salience) -> tuple[float, float]:
    told = words(" ".join(s.text for s in brief(item, salience)))[: len(item.gold)]
    return rouge(told, item.gold, 1), rouge(told, item.gold, 2)


def with_taste(salience: Salience, taste: Taste) -> Salience:
    return Salience(salience.concepts, salience.sentence, taste)


def settled(items: Sequence[Item], tastes: Sequence[Taste], models: int = 4) -> Taste:
    """The taste that scores best on items by models that did not see them."""
    parts = [list(items[n::models]) for n in range(models)]
    totals = np.zeros(len(tastes))
    for part in parts:
        salience = learned([i for i in items if i not in part])
        for n, taste in enumerate(tastes):
            totals[n] += sum(sum(scores(i, with_taste(salience, taste))) for i in part)
    return tastes[int(np.argmax(np.round(totals, 9)))]


def folds(items: Sequence[Item], seed: int) -> list[list[Item]]:
    order = sorted(items, key=lambda i: i.key)
    random.Random(seed).shuffle(order)
    return [order[n::FOLDS] for n in range(FOLDS)]


def interval(values: Iterable[float]) -> tuple[float, float]:
    table = np.array(list(values))
    draw = np.random.default_rng(0)
    means = np.sort(table[draw.integers(len(table), size=(1000, len(table)))].mean(axis=1))
    return float(means[25]), float(means[974])


def held_out(
    items: Sequence[Item], seed: int, tastes: Sequence[Taste]
) -> list[tuple[float, float]]:
    found = []
    for fold in folds(items, seed):
        rest = [i for i in sorted(items, key=lambda i: i.key) if i not in fold]
        taste = settled(rest, tastes) if len(tastes) > 1 else tastes[0]
        salience = with_taste(learned(rest), taste)
        found += [scores(item, salience) for item in fold]
        print(f"  fold of {len(fold)}: {taste}", flush=True)
    return found


def stored(salience: Salience) -> str:
    part = {
        "features": list(FEATURES),
        "merits": list(MERITS),
        "words": _columns(salience.concepts[1]),
        "pairs": _columns(salience.concepts[2]),
        "merit": _columns(salience.sentence),
        "taste": {name: getattr(salience.taste, name) for name in Taste.__struct_fields__},
    }
    return json.dumps(part, indent=1) + "\n"


def _columns(part: Linear) -> dict[str, Any]:
    return {name: getattr(part, name) for name in Linear.__struct_fields__}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--seeds", type=int, default=1)
    options = parser.parse_args()
    gold = {g["id"]: g["text"] for g in json.loads((options.data / "gold.json").read_text("utf-8"))}
    layers = prepared(options.data, options.cache)
    items = [Item(key, layers[key], gold[key]) for key in sorted(layers)]
    for seed in range(1, options.seeds + 1):
        found = held_out(items, seed, TASTES)
        for size in (1, 2):
            values = [f[size - 1] for f in found]
            low, high = interval(values)
            print(f"seed {seed} ROUGE-{size} {np.mean(values):.4f} [{low:.4f}, {high:.4f}]")
    if options.out:
        salience = with_taste(learned(items), settled(items, TASTES))
        options.out.write_text(stored(salience), encoding="utf-8")


if __name__ == "__main__":
    main()
