"""Trains the decision whether two quotations are one utterance, and reports held-out figures.

    python evals/train_utterances.py --data ../shared/data/group --cache FOLDER [--out FILE]

Data, three sets: ``real``, the labelled pairs of ``evals/labels/utterances.jsonl`` (quotations of
real reports of ``data/group``; a quotation found today is the labelled one that it overlaps
most); ``written``, the pairs of ``evals/training/utterance_pairs``; ``composed``, the groups of
``evals/gold/quotation_groups`` (both halves: they were opened). Folds never divide a story, a
group, or written pairs that share a text. Printed are precision, recall and calibration of the
fold left out, for each set, and of the composed groups where none of them was learned from.

Gradient boosted trees (scikit-learn), bound to rise with what speaks for one utterance and to fall
with what speaks against it: what is kept are thresholds over the features of
``rashomon.stages.collate.likeness``, no text. Whether quotation marks stand in both is no feature:
in written pairs it gives the answer away (with it F1 on composed pairs .87, without .92, learned
from the other sets).
Quotations of two known speakers have a logistic regression of their own.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from conflict_data import Laboratory, group_stories
from grown import tree_arrays
from score_accounts import article, rows, touches
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from rashomon.embed import MiniLMEmbedder
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.likeness import MOUTHS, NAMES, Likeness
from rashomon.stages.collate.utterances import Utterance, utterances

HERE = Path(__file__).resolve().parent
LABELS = HERE / "labels" / "utterances.jsonl"
WRITTEN = HERE / "training" / "utterance_pairs" / "pairs.jsonl"
FOLDS = 5
UP = (
    "cosine around piece_best piece_mean piece_least in_order run covered covered_back shared "
    "shared_weight tails numbers_shared names_shared rest rest_shared one_name role margin "
    "other_margin one_speaker"
).split()
DOWN = (
    "own_short numbers_clash names_clash polarity two_speakers two_names two_roles days apart"
).split()
PARAMETERS = {
    "max_iter": 150,
    "learning_rate": 0.07,
    "max_leaf_nodes": 4,
    "min_samples_leaf": 15,
    "l2_regularization": 1.0,
    "monotonic_cst": [(name in UP) - (name in DOWN) for name in NAMES],
    "early_stopping": False,
    "random_state": 0,
}
THRESHOLDS = (0.3, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8)
BINS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.01)
Row = dict[str, Any]


class Example(NamedTuple):
    """A pair: its set, the story or group it is of, its features, whether it is one utterance."""

    part: str
    group: str
    row: tuple[float, ...]
    same: bool


def beside(context: Context, laboratory: Laboratory) -> Likeness:
    said = utterances(context)
    return Likeness(context, said, laboratory.embedder, None)  # type: ignore[arg-type]


def real(data: Path, laboratory: Laboratory) -> Iterator[Example]:
    wanted: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in LABELS.read_text("utf-8").splitlines():
        label = json.loads(line)
        if label["label"] != "unsure":
            wanted[label["story"]].append(label)
    for name, paths, _ in group_stories(data):
        if name not in wanted:
            continue
        story = beside(laboratory.context(laboratory.articles(paths)), laboratory)
        for label in wanted[name]:
            a, b = (labelled(story, label[side]) for side in "ab")
            if a is not None and b is not None and a is not b:
                yield Example("real", name, story.row(a, b), label["label"] in ("same", "moved"))


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


def written(laboratory: Laboratory) -> Iterator[Example]:
    pairs = [json.loads(line) for line in WRITTEN.read_text("utf-8").splitlines()]
    roots: dict[str, str] = {}
    for pair in pairs:
        a, b = (_root(roots, pair[side]["text"]) for side in "ab")
        roots[max(a, b)] = min(a, b)
    for pair in pairs:
        group = _root(roots, pair["a"]["text"])
        reports = [{**pair[side], "outlet": side} for side in "ab"]
        yield from of_reports("written", group, reports, pair["label"] != "two", laboratory)


def _root(roots: dict[str, str], text: str) -> str:
    while roots.setdefault(text, text) != text:
        text = roots[text]
    return text


def composed(laboratory: Laboratory) -> Iterator[Example]:
    for half in ("open", "held"):
        for row in rows("quotation_groups/groups.jsonl", half):
            yield from of_reports("composed", row["id"], row["reports"], row["same"], laboratory)


def of_reports(
    part: str, group: str, reports: Sequence[Row], same: bool, laboratory: Laboratory
) -> Iterator[Example]:
    """The pairs of the marked quotations of some reports, as far as they are found."""
    named = {f"sha256:{number}": report for number, report in enumerate(reports)}
    articles = [article(key, report) for key, report in named.items()]
    story = beside(laboratory.context(articles), laboratory)
    for first, second in combinations(named, 2):
        sides = [
            [
                u
                for u in story.found
                if u.article == key and any(touches(named[key], *span) for span in u.quote.spans)
            ]
            for key in (first, second)
        ]
        pairs = [(a, b) for a in sides[0] for b in sides[1]]
        if pairs:
            a, b = max(pairs, key=lambda pair: story.said[pair[0].number, pair[1].number])
            yield Example(part, group, story.row(a, b), same)


# ---------------------------------------------------------------- learning


class Pairs:
    """Examples as arrays."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.x = np.array([e.row for e in examples], np.float32)
        self.y = np.array([e.same for e in examples])
        self.part = np.array([e.part for e in examples])
        self.fold = np.array([crc32(e.group.encode()) % FOLDS for e in examples])

    def held_out(self, learn: Any) -> np.ndarray:
        """The probability of each, by what was learned from the other folds."""
        chances = np.zeros(len(self.y))
        for number in range(FOLDS):
            left = self.fold == number
            chances[left] = learn(self.x[~left], self.y[~left])(self.x[left])
        return chances


def grow(x: np.ndarray, y: np.ndarray) -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(**PARAMETERS).fit(x, y)


def trees(x: np.ndarray, y: np.ndarray) -> Any:
    model = grow(x, y)
    return lambda rows_left: model.predict_proba(rows_left)[:, 1]


def weights(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """A weight for each of ``MOUTHS`` and what is added."""
    chosen = x[:, [NAMES.index(name) for name in MOUTHS]].astype(float)
    mean, scale = chosen.mean(axis=0), chosen.std(axis=0) + 1e-9
    model = LogisticRegression(C=0.1, max_iter=2000).fit((chosen - mean) / scale, y)
    found = model.coef_[0] / scale
    return np.append(found, model.intercept_[0] - float((found * mean).sum()))


def logistic(x: np.ndarray, y: np.ndarray) -> Any:
    found = weights(x, y)
    places = [NAMES.index(name) for name in MOUTHS]
    return lambda rows_left: 1 / (1 + np.exp(-(rows_left[:, places] @ found[:-1] + found[-1])))


def report(title: str, pairs: Pairs, learn: Any) -> None:
    chances = pairs.held_out(learn)
    for part in sorted(set(pairs.part)):
        mine = pairs.part == part
        figures(f"{title}, {part}, folds", chances[mine], pairs.y[mine])
    mine = pairs.part == "composed"
    figures(
        f"{title}, composed, learned from the other sets",
        learn(pairs.x[~mine], pairs.y[~mine])(pairs.x[mine]),
        pairs.y[mine],
    )
    for low, high in pairwise(BINS):
        inside = (chances >= low) & (chances < high)
        if inside.any():
            told, true = chances[inside].mean(), pairs.y[inside].mean()
            print(f"  {low:.1f}-{high:.1f}: told {told:.3f}, true {true:.3f} of {inside.sum()}")


def figures(title: str, chances: np.ndarray, truth: np.ndarray) -> None:
    print(title, "pairs", len(truth), "of one utterance", truth.sum())
    for least in THRESHOLDS:
        taken = chances >= least
        precision = (taken & truth).sum() / max(1, taken.sum())
        recall = (taken & truth).sum() / max(1, truth.sum())
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"  {least:.2f}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  held out")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    laboratory = Laboratory(options.cache)
    data = HERE.parent / "src" / "rashomon" / "data"
    laboratory.embedder = MiniLMEmbedder(data / "minilm-vocab.txt", words=data / "word-vectors.npz")
    examples = [*real(options.data, laboratory), *written(laboratory), *composed(laboratory)]
    apart = NAMES.index("two_speakers")
    one = Pairs([e for e in examples if not e.row[apart]])
    two = Pairs([e for e in examples if e.row[apart]])
    report("one speaker", one, trees)
    report("two speakers", two, logistic)
    if options.out:
        model = grow(one.x, one.y)
        base = np.float32(model._baseline_prediction.ravel()[0])
        arrays = tree_arrays([step[0].nodes for step in model._predictors])
        mouths = weights(two.x, two.y)
        np.savez_compressed(options.out, **arrays, base=base, names=np.array(NAMES), mouths=mouths)


if __name__ == "__main__":
    main()
