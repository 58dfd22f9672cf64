"""Trains and measures the decision of ``rashomon verify``.

    python evals/train_verify.py [--write src/rashomon/data/verify.json]

The sentences (``evals/training/verify/stories.jsonl``) were written for it: 24 invented stories of
two reports, each with sentences that they bear out in other words and sentences with one error.
What a veto refuses (:data:`rashomon.stages.verify.decide.VETO`) teaches nothing; of the rest a
logistic function is learned, each weight with the sign its feature must have, both answers weighing
the same. Figures are of each story by the weights of the others. The threshold is the one at which,
over the stories left out, as large a part of the right sentences is accepted as of the wrong ones
found. Needs scipy.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from rashomon.embed import MiniLMEmbedder
from rashomon.models import Annotated, Article, Block
from rashomon.settings import learned_part
from rashomon.stages.annotate import SpacyParser, annotate
from rashomon.stages.verify import Written, article_of, findings
from rashomon.stages.verify.decide import SURE, VETO
from rashomon.stages.verify.features import NAMES

STORIES = Path(__file__).parent / "training" / "verify" / "stories.jsonl"
RIDGE = 0.003
"""Of .001, .003, .01 and .03 the figures over stories left out differ by less than .01."""
RAISING = frozenset(
    """added_least cosine cosine_pool cover cover_one clause_least clause_subject clause_cosine
    name_share said_plainly""".split()
)
"""Features of which more makes a sentence likelier; of all others more makes it less likely."""
FREE = frozenset({"is_said"})
UNUSED = frozenset(
    """words pool_size speaker_known in_order clauses names_near names_elsewhere numbers_near
    numbers_elsewhere times_near times_elsewhere swapped verbatim""".split()
)
USED = [name for name in NAMES if name not in UNUSED and name not in VETO]
LEAST_SPREAD = 1e-2
THRESHOLDS = np.round(np.arange(0.1, 0.91, 0.01), 2)

Row = tuple[str, str, bool, dict[str, float]]
"""Story, kind, whether it is right, features."""


def report(name: str, row: dict[str, str]) -> Article:
    text = row["text"]
    return Article(
        id=name,
        source=name,
        sources=(name,),
        outlet=None,
        url=None,
        title=None,
        authors=(),
        published=row["published"],
        updated=None,
        language="en",
        text=text,
        blocks=(Block(kind="body", start=0, end=len(text)),),
    )


def annotated(
    story: dict[str, Any], parser: SpacyParser
) -> tuple[list[Annotated], list[Annotated]]:
    reports = [report(f"{story['story']}-{n}", row) for n, row in enumerate(story["reports"])]
    day = max(row["published"] for row in story["reports"])
    claims = [article_of(Written(row["text"]), day) for row in story["sentences"]]
    return annotate(reports, parser), annotate(claims, parser)


def kept(cache: Path | None, story: dict[str, Any]) -> tuple[list[Annotated], list[Annotated]]:
    """The annotated story, from a folder where one is named: annotating takes a while."""
    if cache is None:
        return annotated(story, SpacyParser())
    cache.mkdir(exist_ok=True)
    path = cache / hashlib.sha256(json.dumps(story).encode()).hexdigest()
    if not path.exists():
        path.write_bytes(pickle.dumps(annotated(story, SpacyParser())))
    found: tuple[list[Annotated], list[Annotated]] = pickle.loads(path.read_bytes())
    return found


def rows(cache: Path | None) -> list[Row]:
    embedder = MiniLMEmbedder(
        learned_part("minilm-vocab.txt"), words=learned_part("word-vectors.npz"), threads=1
    )
    found: list[Row] = []
    for line in STORIES.read_text(encoding="utf-8").splitlines():
        story = json.loads(line)
        reports, claims = kept(cache, story)
        for row, claim in zip(story["sentences"], claims, strict=True):
            told = findings(claim, reports, embedder)
            values = {
                name: _worst(name, [one.values.get(name, 0.0) for one in told]) for name in NAMES
            }
            found.append((story["story"], row["class"], row["supported"], values))
    return found


def _worst(name: str, values: list[float]) -> float:
    return min(values) if name in RAISING else max(values)


def refused(row: Row) -> bool:
    return any(row[3][name] > SURE for name in VETO)


def matrix(found: list[Row]) -> np.ndarray:
    return np.array([[row[3][name] for name in USED] for row in found])


def fit(found: list[Row]) -> tuple[np.ndarray, float]:
    """Weights and the log odds before any feature."""
    used = [row for row in found if not refused(row)]
    x, y = matrix(used), np.array([row[2] for row in used])
    mean, spread = x.mean(axis=0), np.maximum(x.std(axis=0), LEAST_SPREAD)
    scaled = np.hstack([(x - mean) / spread, np.ones((len(x), 1))])
    sign = np.where(y, 1.0, -1.0)
    share = np.where(y, 1 / y.mean(), 1 / (1 - y.mean()))
    share /= share.mean()

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = sign * (scaled @ w)
        value = float((share * np.logaddexp(0, -z)).mean() + RIDGE * (w[:-1] ** 2).sum())
        slope = scaled.T @ (-share * sign / (1 + np.exp(z))) / len(z)
        slope[:-1] += 2 * RIDGE * w[:-1]
        return value, slope

    bounds = [_bound(name) for name in USED] + [(None, None)]
    start = np.zeros(scaled.shape[1])
    w = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    weights = w[:-1] / spread
    return weights, float(w[-1] - weights @ mean)


def _bound(name: str) -> tuple[float | None, float | None]:
    if name in FREE:
        return None, None
    return (0.0, None) if name in RAISING else (None, 0.0)


def chances(found: list[Row], weights: np.ndarray, base: float) -> np.ndarray:
    plain = 1 / (1 + np.exp(-(matrix(found) @ weights + base)))
    return np.where([refused(row) for row in found], 0.0, plain)


def left_out(found: list[Row]) -> np.ndarray:
    """The probability of each sentence by the weights of the other stories."""
    story = np.array([row[0] for row in found])
    out = np.zeros(len(found))
    for name in sorted(set(story)):
        own = story == name
        weights, base = fit([row for row, mine in zip(found, own, strict=True) if not mine])
        mine = [row for row, is_own in zip(found, own, strict=True) if is_own]
        out[own] = chances(mine, weights, base)
    return out


def balanced(chance: np.ndarray, right: np.ndarray) -> float:
    """The threshold at which as many of the right are accepted as of the wrong refused."""
    gaps = [abs((chance[right] >= t).mean() - (chance[~right] < t).mean()) for t in THRESHOLDS]
    return float(THRESHOLDS[int(np.argmin(gaps))])


def show(found: list[Row], chance: np.ndarray, least: float) -> None:
    right = np.array([row[2] for row in found])
    ok = (chance >= least) == right
    accepted, refused_ = ok[right].mean(), ok[~right].mean()
    print(f"threshold {least:.2f}: right accepted {accepted:.3f}, wrong found {refused_:.3f}")
    kinds: dict[str, list[bool]] = defaultdict(list)
    for row, hit in zip(found, ok, strict=True):
        kinds[row[1]].append(bool(hit))
    for kind, hits in sorted(kinds.items()):
        print(f"  {kind:20} {sum(hits)} of {len(hits)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--cache", type=Path, help="a folder for annotated stories")
    parser.add_argument("--write", type=Path)
    asked = parser.parse_args()
    found = rows(asked.cache)
    chance = left_out(found)
    least = balanced(chance, np.array([row[2] for row in found]))
    show(found, chance, least)
    weights, base = fit(found)
    told = {name: round(float(w), 4) for name, w in zip(USED, weights, strict=True)}
    print(json.dumps({name: w for name, w in told.items() if w}, indent=1), f"base {base:.4f}")
    if asked.write:
        kept_weights = {name: w for name, w in told.items() if w}
        answer = {"least": least, "base": round(base, 4), "weights": kept_weights}
        asked.write.write_text(json.dumps(answer, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
