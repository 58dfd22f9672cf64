"""Trains and measures the decision whether two statements tell one fact.

    python evals/train_claims.py --data /path/to/data [--write src/rashomon/data/claims.json]

Data: ECB+ topics (``claims``: sentences with the acts they name). A sentence pair that shares an
act gives its pair of most alike triggers as a positive, a pair that shares none gives all its
candidate pairs as negatives. Four folds, split by topic; the figures are those of
``score_claims.py``, each happening of a topic being a story of its own. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from rashomon.annotate import SpacyParser, annotate
from rashomon.collate import actors, claims, pairs
from rashomon.collate.context import Context, gather
from rashomon.collate.statements import Statement
from rashomon.embed import MiniLMEmbedder
from rashomon.models import Annotated, Article, Block, Grouping, Story
from rashomon.settings import learned_part

FOLDS = 4
REGULARISATION = 1.0


@dataclass
class Case:
    """One happening: its context, statements, table, candidate pairs and features."""

    topic: str
    gold: dict[str, Any]
    context: Context
    statements: list[Statement]
    table: pairs.Table
    i: pairs.Indexes
    j: pairs.Indexes
    x: pairs.Floats
    row_of_unit: dict[int, int]


def article_of(path: Path) -> Article:
    text = path.read_text(encoding="utf-8")
    blocks, place = [], 0
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            place = text.index(paragraph, place)
            blocks.append(Block(kind="body", start=place, end=place + len(paragraph)))
            place += len(paragraph)
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
        blocks=tuple(blocks),
    )


def annotated(data: Path, cache: Path | None) -> dict[str, list[Annotated]]:
    if cache and cache.exists():
        found: dict[str, list[Annotated]] = pickle.loads(cache.read_bytes())
        return found
    parser = SpacyParser()
    found = {
        folder.name: annotate([article_of(p) for p in sorted(folder.glob("*.txt"))], parser)
        for folder in sorted((data / "claims").iterdir())
    }
    if cache:
        cache.write_bytes(pickle.dumps(found))
    return found


def cases(data: Path, layers: dict[str, list[Annotated]], embedder: MiniLMEmbedder) -> list[Case]:
    found = []
    for topic in sorted(layers, key=int):
        gold = json.loads((data / "claims" / topic / "gold.json").read_text(encoding="utf-8"))
        for happening in ("ecb", "ecbplus"):
            own = [
                a for a in layers[topic] if a.article.id.removesuffix(".txt").endswith(happening)
            ]
            if happening == "ecb":
                own = [a for a in own if not a.article.id.endswith("ecbplus.txt")]
            if len(own) > 1:
                found.append(case(topic, gold, own, embedder))
    return found


def case(
    topic: str, gold: dict[str, Any], own: Sequence[Annotated], embedder: MiniLMEmbedder
) -> Case:
    ids = tuple(a.article.id for a in own)
    story = Story(id="s1", title=None, first=None, last=None, articles=ids)
    grouping = Grouping(articles=(), reuse=(), origins=(), stories=(story,))
    context = gather(story, own, actors.join(story, own), grouping, embedder)
    statements = claims.statements_in(context)
    table = pairs.tabulate(context, statements, embedder)
    i, j = pairs.candidates(table)
    rows = {}
    for unit in context.units:
        for number, row in enumerate(gold["sentences"]):
            if (
                row["file"] == unit.article
                and row["start"] < unit.span[1]
                and unit.span[0] < row["end"]
            ):
                rows[unit.number] = number
    x = pairs.features(table, i, j)
    return Case(topic, gold, context, statements, table, i, j, x, rows)


def examples(each: Case) -> tuple[pairs.Floats, np.ndarray[Any, Any]]:
    """Features and labels of the pairs of labelled sentences."""
    row = np.full(len(each.context.units), -1)
    for unit, number in each.row_of_unit.items():
        row[unit] = number
    a, b = row[each.table.unit[each.i]], row[each.table.unit[each.j]]
    known = (a >= 0) & (b >= 0) & (a != b)
    acts = [set(s["acts"]) for s in each.gold["sentences"]]
    label = np.array(
        [bool(acts[p] & acts[q]) for p, q in zip(a[known], b[known], strict=True)], bool
    )
    x = each.x[known]
    alike = x[:, pairs.FEATURES.index("trigger")] + 0.01 * x[:, pairs.FEATURES.index("near")]
    best: dict[tuple[int, int], int] = {}
    for n, key in enumerate(zip(a[known].tolist(), b[known].tolist(), strict=True)):
        if key not in best or alike[n] > alike[best[key]]:
            best[key] = n
    chosen = ~label
    chosen[list(best.values())] = True
    chosen |= x[:, 0] > 0
    return x[chosen], label[chosen]


def fit(train: Sequence[Case]) -> pairs.Decision:
    both = [examples(each) for each in train]
    x, y = np.concatenate([b[0] for b in both]), np.concatenate([b[1] for b in both])
    scale = StandardScaler().fit(x)
    model = LogisticRegression(C=REGULARISATION, max_iter=1000).fit(scale.transform(x), y)
    weights = model.coef_[0] / scale.scale_
    bias = float(model.intercept_[0] - weights @ scale.mean_)
    return pairs.Decision(weights.astype(np.float32), bias)


def claim_sets(
    each: Case, decision: pairs.Decision, embedder: MiniLMEmbedder
) -> list[frozenset[int]]:
    found = []
    rows = each.gold["sentences"]
    for claim in claims.align(each.context, embedder, decision):
        inside = {
            n
            for e in claim.evidence
            for n, r in enumerate(rows)
            if r["file"] == e.article and min(e.end, r["end"]) > max(e.start, r["start"])
        }
        if len({rows[n]["file"] for n in inside}) > 1:
            found.append(frozenset(inside))
    return found


def measure(
    decided: dict[str, pairs.Decision],
    all_cases: Sequence[Case],
    embedder: MiniLMEmbedder,
    scorer: Any,
) -> dict[str, float]:
    by_topic: dict[str, list[frozenset[int]]] = {}
    gold: dict[str, Any] = {}
    for each in all_cases:
        by_topic.setdefault(each.topic, []).extend(claim_sets(each, decided[each.topic], embedder))
        gold[each.topic] = each.gold
    scores = [scorer.score(by_topic[t], gold[t]) for t in by_topic]
    return {k: round(float(np.mean([s[k] for s in scores])), 3) for k in scores[0]}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--write", type=Path)
    options.add_argument("--cache", type=Path)
    options.add_argument("--links", type=float, nargs="*", default=[claims.LINK])
    args = options.parse_args()
    sys.path.insert(0, str(args.data.parent / "score"))
    import score_claims

    embedder = MiniLMEmbedder(learned_part("minilm-vocab.txt"))
    found = cases(args.data, annotated(args.data, args.cache), embedder)
    topics = sorted({each.topic for each in found}, key=int)
    decided: dict[str, pairs.Decision] = {}
    for fold in range(FOLDS):
        held = set(topics[fold::FOLDS])
        decision = fit([each for each in found if each.topic not in held])
        decided.update(dict.fromkeys(sorted(held, key=int), decision))
    for link in args.links:
        claims.LINK = link
        print("held out, link", link, measure(decided, found, embedder, score_claims), flush=True)
    final = fit(found)
    for name, weight in zip(pairs.FEATURES, final.weights.tolist(), strict=True):
        print(f"{name:20} {weight:8.3f}")
    if args.write:
        stored = {
            "bias": round(final.bias, 5),
            "weights": {
                name: round(float(w), 5)
                for name, w in zip(pairs.FEATURES, final.weights, strict=True)
            },
        }
        args.write.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
