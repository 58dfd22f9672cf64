"""Learns the decision over the pair encoder's logits and exact features, and its threshold.

    python evals/tune_cross.py --encoder cross.onnx --fold 0 --data ../shared/data
        --cache FOLDER [--out cross.npz]

The encoder must not have seen the fold: its logits there are those of unseen happenings. The
examples: the written pairs of that fold (``cross_data.written``), each told as a story of two
reports, and the passages of the stories of ``data/group`` that are kept from training, none of
which is taken for a conflict (of those read by a person hardly one was). Boosted trees
(scikit-learn); happenings and stories are split over five parts, precision and recall on the part
left out are printed for several thresholds, and the false ones for each real story.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from conflict_data import Laboratory, group_stories
from cross_data import KINDS, fold_of, kept_for_reading, written
from grown import tree_arrays
from score_accounts import article
from score_accounts import rows as gold_rows
from sklearn.ensemble import HistGradientBoostingClassifier

from rashomon.pairmodel import OnnxPairs
from rashomon.settings import learned_part
from rashomon.stages.collate.conflict import judge
from rashomon.stages.collate.conflict.contrast import NAMES, clashes
from rashomon.stages.collate.conflict.cross import LABELS, tokenizer
from rashomon.stages.collate.conflict.passages import couples, passages
from rashomon.stages.collate.conflict.signs import signed
from rashomon.stages.collate.context import Context

PARTS = 5
PARAMETERS = {
    "max_iter": 60,
    "learning_rate": 0.08,
    "max_leaf_nodes": 6,
    "min_samples_leaf": 20,
    "l2_regularization": 2.0,
    "early_stopping": False,
    "random_state": 0,
}
THRESHOLDS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)


@dataclass
class Example:
    """Features of one pair of passages; ``real`` where it is of a real story."""

    group: str
    row: np.ndarray
    clash: bool
    real: bool
    kind: str | None = None
    told: str | None = None


class Asked:
    """Stories laid out and read by the encoder."""

    def __init__(self, encoder: Path, cache: Path) -> None:
        self.laboratory = Laboratory(cache)
        pieces = tokenizer(learned_part("minilm-vocab.txt"))
        self.encoder = OnnxPairs(encoder, pieces, LABELS, signed)

    def of(self, context: Context) -> Iterator[tuple[np.ndarray, str]]:
        """Features of each couple of a story, and the kind that a conflict would have."""
        found = couples(context, passages(context), {})
        if found:
            told = judge.logits(self.encoder, found)
            for couple, row, own in zip(found, judge.rows(context, found, told), told, strict=True):
                yield row, judge.kind_of(own, list(clashes(couple.a, couple.b)))

    def pair(self, a: dict, b: dict) -> Iterator[tuple[np.ndarray, str]]:
        articles = [article(f"sha256:{n}", report) for n, report in enumerate((a, b))]
        return self.of(self.laboratory.context(articles))

    def best(self, a: dict, b: dict) -> tuple[np.ndarray, str] | None:
        """The couple of two reports that the encoder finds most contrary."""
        return max(self.pair(a, b), key=lambda each: each[0][len(NAMES)], default=None)


def examples(asked: Asked, data: Path, fold: int) -> Iterator[Example]:
    for row in written():
        if fold_of(row["group"]) == fold:
            found = asked.best(
                *({"text": row[s], "outlet": s, "published": "2031-05-16"} for s in "ab")
            )
            if found is not None:
                clash = row["label"] == "conflict"
                yield Example(row["group"], found[0], clash, False, row["kind"], found[1])
    for name, paths, _ in group_stories(data / "group"):
        if kept_for_reading(name):
            context = asked.laboratory.context(asked.laboratory.articles(paths))
            for features, _ in asked.of(context):
                yield Example(f"story {name}", features, False, True)


def fit(found: list[Example]) -> HistGradientBoostingClassifier:
    x = np.array([example.row for example in found], np.float32)
    return HistGradientBoostingClassifier(**PARAMETERS).fit(x, [e.clash for e in found])


def held_out(found: list[Example]) -> np.ndarray:
    """Probabilities by a decision that has not seen the example's happening or story."""
    part = np.array([fold_of(example.group + " part", PARTS) for example in found])
    chances = np.zeros(len(found))
    for number in range(PARTS):
        model = fit([e for e, p in zip(found, part, strict=True) if p != number])
        left = np.array([e.row for e, p in zip(found, part, strict=True) if p == number])
        chances[part == number] = model.predict_proba(left)[:, 1]
    return chances


def report(found: list[Example], chances: np.ndarray) -> None:
    clash = np.array([e.clash for e in found])
    real = np.array([e.real for e in found])
    stories = len({e.group for e in found if e.real})
    right = [e.kind == e.told for e in found if e.clash]
    print(f"written {(~real).sum()}, conflicts {clash.sum()}; real {real.sum()}, stories {stories}")
    print(f"kind right of all conflicts {np.mean(right):.3f}")
    for least in THRESHOLDS:
        taken = chances >= least
        hit = (taken & clash).sum()
        precision = hit / max(1, (taken & ~real).sum())
        false = (taken & real).sum() / max(1, stories)
        print(f"  {least:.2f}  P {precision:.3f}  R {hit / clash.sum():.3f}  a story {false:.2f}")
    by_kind = defaultdict(list)
    for example, chance in zip(found, chances, strict=True):
        if example.clash:
            by_kind[example.kind].append(chance >= judge.LEAST)
    print("  recall by kind", {kind: round(float(np.mean(by_kind[kind])), 2) for kind in KINDS})


def on_gold(asked: Asked, model: HistGradientBoostingClassifier) -> None:
    """Precision and recall on the open half of the gold, by the decision alone."""
    rows = gold_rows("statement_pairs/pairs.jsonl", "open")
    found = [asked.best(row["a"], row["b"]) for row in rows]
    truth = np.array([row["label"] == "conflict" for row in rows])
    chances = np.array(
        [0.0 if f is None else model.predict_proba(f[0][None, :])[0, 1] for f in found]
    )
    for least in THRESHOLDS:
        taken = chances >= least
        hit = (taken & truth).sum()
        print(f"  gold {least:.2f}  P {hit / max(1, taken.sum()):.3f}  R {hit / truth.sum():.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--fold", type=int, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    asked = Asked(options.encoder, options.cache)
    found = list(examples(asked, options.data, options.fold))
    report(found, held_out(found))
    model = fit(found)
    on_gold(asked, model)
    if options.out:
        base = np.float32(model._baseline_prediction.ravel()[0])
        arrays = tree_arrays([step[0].nodes for step in model._predictors])
        names = np.array([*NAMES, *LABELS])
        np.savez_compressed(options.out, **arrays, base=base, names=names)


if __name__ == "__main__":
    main()
