"""Trains the decision whether two quotations are one utterance, and reports held-out figures.

    python evals/train_utterances.py --data ../shared/data/group --cache FOLDER [--out FILE]

Data: the labelled pairs of ``evals/labels/utterances.jsonl`` (quotations of real reports of
``data/group``; a quotation found today is the labelled one that it overlaps most) and the open
half of ``evals/gold/quotation_groups``. Stories and groups are split over five folds; precision
and recall of the fold left out are printed for several thresholds, for real and composed pairs
apart. Gradient boosted trees (scikit-learn); what is kept are thresholds over the features of
``rashomon.stages.collate.likeness``, no text.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from conflict_data import Laboratory, group_stories
from grown import tree_arrays
from score_accounts import layers_of, rows, touches
from sklearn.ensemble import HistGradientBoostingClassifier

from rashomon.stages.collate import actors
from rashomon.stages.collate.context import Context, gather
from rashomon.stages.collate.likeness import NAMES, Likeness
from rashomon.stages.collate.utterances import Utterance, utterances

LABELS = Path(__file__).resolve().parent / "labels" / "utterances.jsonl"
FOLDS = 5
PARAMETERS = {
    "max_iter": 60,
    "learning_rate": 0.1,
    "max_leaf_nodes": 6,
    "min_samples_leaf": 15,
    "l2_regularization": 1.0,
    "early_stopping": False,
    "random_state": 0,
}
THRESHOLDS = (0.5, 0.6, 0.65, 0.7, 0.8)
Example = tuple[str, tuple[float, ...], bool]
"""Story or group, features, whether it is one utterance."""


def beside(context: Context, laboratory: Laboratory) -> Likeness:
    said = utterances(context)
    vectors = laboratory.embedder.embed([u.said for u in said])
    return Likeness(context, said, vectors @ vectors.T, None)  # type: ignore[arg-type]


def real(data: Path, laboratory: Laboratory) -> Iterator[Example]:
    wanted: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in LABELS.read_text("utf-8").splitlines():
        label = json.loads(line)
        if label["label"] not in ("unsure", "moved"):
            wanted[label["story"]].append(label)
    for name, paths, _ in group_stories(data):
        if name not in wanted:
            continue
        story = beside(laboratory.context(laboratory.articles(paths)), laboratory)
        for label in wanted[name]:
            a, b = (labelled(story, label[side]) for side in "ab")
            if a is not None and b is not None:
                yield f"real {name}", story.row(a, b), label["label"] == "same"


def labelled(story: Likeness, side: dict[str, Any]) -> Utterance | None:
    """The utterance of a file that has most characters of the labelled spans."""

    def shared(one: Utterance) -> int:
        return sum(
            max(0, min(e, last) - max(s, first))
            for s, e in one.quote.spans
            for first, last in side["spans"]
        )

    sources = {key: Path(each.article.source).name for key, each in story.context.articles.items()}
    there = [u for u in story.found if sources[u.article] == side["file"] and shared(u)]
    return max(there, key=shared, default=None)


def composed(laboratory: Laboratory) -> Iterator[Example]:
    for row in rows("quotation_groups/groups.jsonl", "open"):
        named = {f"sha256:{number}": report for number, report in enumerate(row["reports"])}
        story = beside(context_of(named, laboratory), laboratory)
        for first, second in combinations(named, 2):
            pairs = [
                (a, b)
                for a in story.found
                for b in story.found
                if (a.article, b.article) == (first, second)
                and any(touches(named[first], *span) for span in a.quote.spans)
                and any(touches(named[second], *span) for span in b.quote.spans)
                and (a.actor is None or b.actor is None or a.actor == b.actor)
            ]
            if pairs:
                a, b = max(pairs, key=lambda pair: story.said[pair[0].number, pair[1].number])
                yield f"composed {row['id']}", story.row(a, b), row["same"]


def context_of(named: dict[str, dict[str, Any]], laboratory: Laboratory) -> Context:
    grouping = layers_of(named, "grouping")["grouping"]
    story, told = grouping.stories[0], layers_of(named, "annotated")["annotated"]
    people = actors.join(story, told)
    return gather(story, told, people, grouping, laboratory.embedder)


def fit(examples: list[Example]) -> HistGradientBoostingClassifier:
    x = np.array([row for _, row, _ in examples], np.float32)
    return HistGradientBoostingClassifier(**PARAMETERS).fit(x, [same for *_, same in examples])


def report(examples: list[Example]) -> None:
    chances = np.zeros(len(examples))
    fold = np.array([crc32(name.encode()) % FOLDS for name, *_ in examples])
    for number in range(FOLDS):
        model = fit([e for e, f in zip(examples, fold, strict=True) if f != number])
        rows_left = np.array([row for _, row, _ in examples], np.float32)[fold == number]
        chances[fold == number] = model.predict_proba(rows_left)[:, 1]
    truth = np.array([same for *_, same in examples])
    for part in ("real", "composed"):
        mine = np.array([name.startswith(part) for name, *_ in examples])
        print(part, "pairs", mine.sum(), "of one utterance", truth[mine].sum())
        for least in THRESHOLDS:
            taken = (chances >= least) & mine
            hit = (taken & truth).sum()
            precision, recall = hit / max(1, taken.sum()), hit / truth[mine].sum()
            print(f"  {least:.2f}  P {precision:.3f}  R {recall:.3f}  held out")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    laboratory = Laboratory(options.cache)
    examples = [*real(options.data, laboratory), *composed(laboratory)]
    report(examples)
    if options.out:
        model = fit(examples)
        base = np.float32(model._baseline_prediction.ravel()[0])
        arrays = tree_arrays([step[0].nodes for step in model._predictors])
        np.savez_compressed(options.out, **arrays, base=base, names=np.array(NAMES))


if __name__ == "__main__":
    main()
