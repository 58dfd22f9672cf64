"""Conditional logit over the candidates of a page and "none", for titles and dates.

A :class:`Page` holds the features of its candidates and which of them are right. The loss is the
negative log of the probability of the right ones together (of none, where the page has none), with
an L2 penalty on the scaled weights; minimised by L-BFGS.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

PENALTY = 10.0
"""Of 3, 10 and 30 about the best for held-out titles; all lie within a few pages of each other."""
LEAST = (0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
"""Least scores tried; the one with most right less twice the wrong on the training folds is taken,
as a wrong value is worse than none."""


@dataclass
class Page:
    """``target`` is 0 for a wrong candidate; ``none`` is true where no answer is right.

    ``label`` and ``texts`` are for the report, ``gold`` whether it counts there.
    """

    outlet: str
    kind: str
    x: np.ndarray
    target: np.ndarray
    none: bool = False
    gold: bool = True
    label: str | None = None
    texts: list[str] = field(default_factory=list)


def arguments(about: str | None) -> argparse.Namespace:
    """The options of both trainings."""
    parser = argparse.ArgumentParser(description=(about or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--folds", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--show", action="store_true", help="list what is not right")
    return parser.parse_args()


def fit(pages: list[Page]) -> np.ndarray:
    """Weights; pages whose answer is not among the candidates are left out."""
    used = [p for p in pages if len(p.x) and (p.none or (p.target > 0).any())]
    stacked = np.vstack([p.x for p in used])
    scale = np.maximum(stacked.std(axis=0), 1e-3)
    scale[0] = 1.0
    rows = stacked / scale
    sizes = [len(p.x) for p in used]
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    target = np.concatenate([p.target for p in used])
    none = np.array([p.none for p in used])
    page = np.repeat(np.arange(len(used)), sizes)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        powers = np.exp(np.clip(rows @ w, -30, 30))
        total = 1.0 + np.add.reduceat(powers, starts)
        wanted = np.where(none, 1.0, np.add.reduceat(powers * target, starts)) + 1e-12
        value = np.sum(np.log(total) - np.log(wanted)) + PENALTY * np.sum(w[1:] ** 2) / 2
        push = np.where(none[page], 0.0, powers * target / wanted[page])
        slope = rows.T @ (powers / total[page] - push)
        slope[1:] += PENALTY * w[1:]
        return value, slope

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B")
    return found.x / scale


def best_of(page: Page, weights: np.ndarray) -> tuple[int, float]:
    """Index and score of the best candidate, -1 where there is none."""
    if not len(page.x):
        return -1, 0.0
    scores = 1 / (1 + np.exp(-np.clip(page.x @ weights, -30, 30)))
    best = int(np.argmax(scores))
    return best, float(scores[best])


def told(page: Page, weights: np.ndarray, least: float) -> str:
    best, score = best_of(page, weights)
    if best < 0 or score < least:
        return "null"
    return "right" if page.target[best] > 0 else "wrong"


def least_of(pages: list[Page], weights: np.ndarray) -> float:
    def gain(least: float) -> int:
        counts = Counter(told(page, weights, least) for page in pages)
        return counts["right"] - 2 * counts["wrong"]

    return max(LEAST, key=gain)


def write(path: Path, names: tuple[str, ...], weights: np.ndarray, least: float) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    rounded = {name: round(float(w), 4) for name, w in zip(names, weights, strict=True)}
    path.write_text(json.dumps({"least": least, "weights": rounded}, indent=1) + "\n", "utf-8")


def cross_validated(
    pages: list[Page],
    fold: list[int],
    names: tuple[str, ...],
    folds: Path,
    file: str,
    *,
    show: bool,
    least: float | None = None,
) -> None:
    """Prints how the pages of each fold left out are told; writes the weights of each fold.

    ``least`` is the least score that is taken; None chooses it on the training folds.
    """
    table: dict[str, Counter[str]] = {}
    for number in sorted(set(fold)):
        seen = [p for p, f in zip(pages, fold, strict=True) if f != number]
        weights = fit(seen)
        taken = least or least_of([p for p in seen if p.gold], weights)
        write(folds / str(number) / file, names, weights, taken)
        for page in (p for p, f in zip(pages, fold, strict=True) if f == number and p.gold):
            how = told(page, weights, taken)
            row = table.setdefault(page.kind, Counter())
            row[how] += 1
            row["reachable"] += bool((page.target > 0).any())
            if show and how != ("null" if page.none else "right"):
                best, score = best_of(page, weights)
                mine = page.texts[best] if best >= 0 else None
                there = "there" if (page.target > 0).any() else "absent"
                gold = f"{page.label!r} ({there})"
                print(f"{page.kind} {page.outlet} {how} {score:.2f}: {gold} {mine!r}")
    for kind, counts in sorted(table.items()):
        print(kind, dict(sorted(counts.items())))


def trained(
    pages: list[Page], names: tuple[str, ...], out: Path | None, least: float | None = None
) -> None:
    """Prints the weights learned from all pages; writes them where ``out`` says so."""
    weights = fit(pages)
    least = least or least_of([p for p in pages if p.gold], weights)
    print("least", least)
    for name, weight in zip(names, weights, strict=True):
        print(f"{name:14} {weight:8.3f}")
    if out:
        write(out, names, weights, least)
