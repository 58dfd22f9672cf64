"""Trains and measures the decision whether two statements tell one fact.

    python evals/train_claims.py --data /path/to/data [--write src/rashomon/data/claims.json]

Two sets together, as each has what the other lacks:

- ``claims`` (ECB+): sentences with the acts they name; which word names which act is worked out by
  ``claim_acts.py``. Two statements of one act are a pair, statements of sentences without a common
  act are none, nor are words chosen for different acts. All articles of a topic are laid side by
  side, so that those of its two happenings tell happenings apart.
- statements of one article, in ``group`` (24 stories of full-length reports) and in what nobody
  labelled of ECB+: they hardly ever tell one fact and show how alike different facts of one
  report are. What they share for being of one report (names, its mean sentence) counts as much as
  it does on the mean between two reports of one act.

Four folds, split by topic of ECB+; the figures are those of ``score_claims.py`` over the stories
that the grouping stage makes of a topic. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from claim_acts import Chosen, choose, first_guess, leaning
from claim_data import Keeping, Made, cached, ecb_topics, group_stories
from sklearn.linear_model import LogisticRegression

from rashomon.embed import MiniLMEmbedder
from rashomon.models import Claim, Story
from rashomon.stages.collate import actors, claims, pairs
from rashomon.stages.collate.context import Context, gather
from rashomon.stages.collate.statements import Statement

FOLDS = 4
SURE = 0.2
"""Margin of a chosen word from which it names its act and no other one."""
LEAST = 0.1
"""Margin from which two chosen words make a pair."""
OTHER_ACT = 0.5
"""Weight of a pair of words that were chosen for different acts."""
ONE_REPORT = 1.0
"""Weight of the pairs of one article beside those of ECB+, from each of the two sets; .3 fits ECB+
.003 better, and in full reports joins what one common verb alone ties."""
PER_TOPIC = 4000
"""Pairs of one article taken of a topic of ECB+."""
REPEAT = 0.9
"""Cosine from which two sentences of one article repeat each other."""
INVERSE_RIDGE = 0.1

Array = np.ndarray[Any, Any]
Rows = tuple[Array, Array, Array]
"""Features, labels, weights."""


@dataclass
class Case:
    """Articles laid side by side: statements, candidate pairs, features, labelled sentences."""

    context: Context
    statements: list[Statement]
    table: pairs.Table
    i: pairs.Indexes
    j: pairs.Indexes
    x: pairs.Floats
    row: Array


@dataclass
class Topic:
    """A topic of ECB+: all its articles as one case, and its stories as the program groups them."""

    gold: dict[str, Any]
    whole: Case
    stories: list[Case]


def case(ids: Sequence[str], made: Made, embedder: MiniLMEmbedder, gold: Any = None) -> Case:
    story = Story(id="s1", title=None, first=None, last=None, articles=tuple(ids))
    own = [one for one in made[0] if one.article.id in set(ids)]
    context = gather(story, own, actors.join(story, own), made[1], embedder)
    statements = claims.statements_in(context)
    table = pairs.tabulate(context, statements, embedder)
    i, j = pairs.candidates(table)
    row = np.array([sentence_of(context, s.unit, gold) for s in statements], dtype=np.int64)
    return Case(context, statements, table, i, j, pairs.features(table, i, j), row)


def sentence_of(context: Context, number: int, gold: Any) -> int:
    """The labelled sentence of a unit, -1 where it has none."""
    unit = context.units[number]
    name = Path(context.articles[unit.article].article.source).name
    for place, row in enumerate(gold["sentences"] if gold else ()):
        inside = row["start"] < unit.span[1] and unit.span[0] < row["end"]
        if row["file"] == name and inside:
            return place
    return -1


def topic(folder: Path, made: Made, embedder: MiniLMEmbedder) -> Topic:
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    whole = case([one.article.id for one in made[0]], made, embedder, gold)
    stories = [case(s.articles, made, embedder, gold) for s in made[1].stories]
    return Topic(gold, whole, stories)


# ---------------------------------------------------------------- what is learned from


def words_of_acts(one: Topic, decision: pairs.Decision | None) -> dict[str, Chosen]:
    """Which statement names which act, by a first guess or by a decision."""
    each = one.whole
    rows = np.flatnonzero(each.row >= 0)
    acts: dict[str, set[int]] = defaultdict(set)
    for number, sentence in enumerate(one.gold["sentences"]):
        for act in sentence["acts"]:
            acts[act].add(number)
    alike = first_guess(each.table, rows)
    if decision is not None:
        i, j = (axis.ravel() for axis in np.meshgrid(rows, rows, indexing="ij"))
        z = pairs.features(each.table, i, j) @ decision.weights + decision.bias
        alike = 0.3 * alike + 0.8 * np.sqrt(1 / (1 + np.exp(-z))).reshape(alike.shape)
    lean = np.array([leaning(each.statements[row]) for row in rows])
    chosen = choose(alike, each.row[rows], lean, acts)
    return {
        act: Chosen({n: int(rows[r]) for n, r in one.rows.items()}, one.margin)
        for act, one in chosen.items()
    }


def examples(one: Topic, chosen: Mapping[str, Chosen]) -> Rows:
    """Candidate pairs of labelled sentences whose label is known."""
    each = one.whole
    acts = [set(s["acts"]) for s in one.gold["sentences"]]
    margins: dict[int, dict[str, float]] = defaultdict(dict)
    for act, found in chosen.items():
        for number, row in found.rows.items():
            margins[row][act] = found.margin[number]
    rows, labels, weights = [], [], []
    for n, (i, j) in enumerate(zip(each.i.tolist(), each.j.tolist(), strict=True)):
        a, b = int(each.row[i]), int(each.row[j])
        if a < 0 or b < 0 or a == b:
            continue
        one_lemma = each.table.lemma[i] == each.table.lemma[j]
        label, weight = judged(acts[a] & acts[b], margins[i], margins[j], bool(one_lemma))
        if weight:
            rows.append(n)
            labels.append(label)
            weights.append(weight)
    return each.x[rows], np.array(labels), np.array(weights) / max(len(rows), 1) ** 0.5


def judged(
    shared: set[str], a: dict[str, float], b: dict[str, float], one_lemma: bool
) -> tuple[bool, float]:
    """Label and weight of a pair; weight 0 where nobody can tell."""
    if not shared:
        return False, 1.0
    both = max((min(a[act], b[act]) for act in a.keys() & b.keys()), default=-1.0)
    if both > LEAST:
        return True, min(1.0, 1.5 * both)
    sure = min(max(a.values(), default=-1.0), max(b.values(), default=-1.0)) > SURE
    return False, OTHER_ACT if sure and not one_lemma else 0.0


def of_one_report(each: Case, most: int | None = None) -> Array:
    """Candidate pairs of one article that nobody labelled, in its body."""
    unit = each.context.units
    body = np.array([u.block == "body" for u in unit])
    u, v = each.table.unit[each.i], each.table.unit[each.j]
    keep = (each.table.article[each.i] == each.table.article[each.j]) & body[u] & body[v]
    keep &= (each.row[each.i] < 0) | (each.row[each.j] < 0)
    keep &= each.x[:, pairs.FEATURES.index("sentence")] < REPEAT
    found = each.x[keep]
    if most is not None and len(found) > most:
        found = found[np.random.default_rng(0).choice(len(found), most, replace=False)]
    return found


def as_of_two(x: Array, reports: float, casts: float) -> Array:
    """Pairs of one report with the closeness that two reports of one act have."""
    column = {name: n for n, name in enumerate(pairs.FEATURES)}
    found = x.copy()
    found[:, column["reports"]], found[:, column["casts"]] = reports, casts
    found[:, column["word_reports"]] = found[:, column["one_word"]] * reports
    found[:, column["word_casts"]] = found[:, column["one_word"]] * casts
    return found


def fit(train: Sequence[Topic], group: Array) -> pairs.Decision:
    """The decision, after two rounds over the words of the acts."""
    decision = None
    for _ in range(2):
        rows = [examples(one, words_of_acts(one, decision)) for one in train]
        decision = fitted(rows, [of_one_report(one.whole, PER_TOPIC) for one in train], group)
    assert decision is not None
    density = float(np.mean([one.whole.table.density for one in train]))
    return pairs.Decision(decision.weights, decision.bias - density)


def fitted(rows: Sequence[Rows], inside: Sequence[Array], group: Array) -> pairs.Decision:
    x, y, weight = (np.concatenate([row[n] for row in rows]) for n in range(3))
    column = {name: n for n, name in enumerate(pairs.FEATURES)}
    near = [float(x[y][:, column[name]].mean()) for name in ("reports", "casts")]
    parts = [(x, y, weight / weight.sum())]
    for one in (np.concatenate(inside), group):
        each = np.full(len(one), ONE_REPORT / len(one))
        parts.append((as_of_two(one, *near), np.zeros(len(one), bool), each))
    x, y, weight = (np.concatenate([part[n] for part in parts]) for n in range(3))
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    model = LogisticRegression(C=INVERSE_RIDGE, max_iter=300)
    model.fit((x - mean) / spread, y, sample_weight=weight / weight.mean())
    weights = model.coef_[0] / spread
    return pairs.Decision(weights.astype(np.float32), float(model.intercept_[0] - weights @ mean))


# ---------------------------------------------------------------- what is measured


def aligned(each: Case, decision: pairs.Decision, embedder: MiniLMEmbedder) -> list[Claim]:
    claims.statements_in, claims.tabulate = lambda _: each.statements, lambda *_: each.table
    claims.candidates = lambda _: (each.i, each.j)
    return list(claims.align(each.context, embedder, decision))


def sentences(each: Case, claim: Claim, gold: Any) -> frozenset[int]:
    return frozenset(
        n
        for e in claim.evidence
        for n, row in enumerate(gold["sentences"])
        if row["file"] == Path(each.context.articles[e.article].article.source).name
        and min(e.end, row["end"]) > max(e.start, row["start"])
    )


Sets = list[tuple[frozenset[int], float]]


def claim_sets(one: Topic, decision: pairs.Decision, embedder: MiniLMEmbedder) -> Sets:
    """The labelled sentences of each claim of several articles, and its confidence."""
    found = []
    for each in one.stories:
        for claim in aligned(each, decision, embedder):
            inside = sentences(each, claim, one.gold)
            if len({one.gold["sentences"][n]["file"] for n in inside}) > 1:
                found.append((inside, claim.confidence or 0.0))
    return found


def figures(sets: Mapping[str, Sets], topics: Mapping[str, Topic], scorer: Any) -> dict[str, float]:
    scores = [scorer.score([s for s, _ in sets[t]], topics[t].gold) for t in topics]
    found = {k: round(float(np.mean([s[k] for s in scores])), 3) for k in scores[0]}
    found["across"] = int(sum(s["across"] for s in scores))
    draw = np.random.default_rng(0).integers(len(scores), size=(1000, len(scores)))
    means = np.sort(np.array([s["main"] for s in scores])[draw].mean(axis=1))
    return {**found, "low": round(float(means[25]), 3), "high": round(float(means[974]), 3)}


def joined_pairs(sets: Sets, gold: Any) -> tuple[Array, Array]:
    """For each pair of labelled sentences in a claim its log odds, and whether an act is shared."""
    rows = gold["sentences"]
    found = [
        (np.log(c / (1 - c)), bool(set(rows[a]["acts"]) & set(rows[b]["acts"])), 1 / len(inside))
        for inside, confidence in sets
        for c in (min(max(confidence, 1e-4), 1 - 1e-4),)
        for a in inside
        for b in inside
        if a < b and rows[a]["file"] != rows[b]["file"]
    ]
    return np.array([f[:2] for f in found]).reshape(-1, 2), np.array([f[2] for f in found])


def calibrated(sets: Mapping[str, Sets], topics: Mapping[str, Topic]) -> tuple[float, float]:
    """Slope and intercept of Platt's scaling over all claims."""
    found = [joined_pairs(sets[t], topics[t].gold) for t in sets]
    pairs_, weight = np.concatenate([f[0] for f in found]), np.concatenate([f[1] for f in found])
    model = LogisticRegression(C=1e3).fit(pairs_[:, :1], pairs_[:, 1], sample_weight=weight)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def calibration_error(sets: Mapping[str, Sets], topics: Mapping[str, Topic]) -> float:
    """Expected calibration error over ten bins, each fold calibrated on the others."""
    names = list(sets)
    said, true, weight = [], [], []
    for fold in range(FOLDS):
        held = names[fold::FOLDS]
        slope, intercept = calibrated({t: sets[t] for t in names if t not in held}, topics)
        for name in held:
            found, w = joined_pairs(sets[name], topics[name].gold)
            said.append(1 / (1 + np.exp(-(slope * found[:, 0] + intercept))))
            true.append(found[:, 1])
            weight.append(w)
    p, y, w = (np.concatenate(part) for part in (said, true, weight))
    inside = [np.clip((p * 10).astype(int), 0, 9) == n for n in range(10)]
    return float(sum(abs((w[m] * (p[m] - y[m])).sum()) for m in inside) / w.sum())


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--write", type=Path)
    options.add_argument("--cache", type=Path, help="a folder that keeps annotated articles")
    args = options.parse_args()
    sys.path.insert(0, str(args.data.parent / "score"))
    import score_claims

    def kept(name: str, make: Callable[[Path], Any]) -> Any:
        path = args.cache / f"{name}.pickle" if args.cache else None
        return cached(path, lambda: make(args.data))

    embedder = Keeping()
    made = kept("ecb", ecb_topics)
    topics = {
        name: topic(args.data / "claims" / name, made[name], embedder)
        for name in sorted(made, key=int)
    }
    stories = kept("group", group_stories)
    group = np.concatenate(
        [
            of_one_report(case([a.article.id for a in one[0]], one, embedder))
            for one in stories.values()
        ]
    )
    print("pairs of one report in full-length stories", len(group), flush=True)
    names, sets = list(topics), {}
    for fold in range(FOLDS):
        held = names[fold::FOLDS]
        decision = fit([topics[name] for name in names if name not in held], group)
        sets.update({name: claim_sets(topics[name], decision, embedder) for name in held})
    sets = {name: sets[name] for name in names}
    print("held out", figures(sets, topics, score_claims), flush=True)
    slope, intercept = calibrated(sets, topics)
    print("calibration", slope, intercept, "error", calibration_error(sets, topics), flush=True)
    final = fit(list(topics.values()), group)
    for name, weight in zip(pairs.FEATURES, final.weights.tolist(), strict=True):
        print(f"{name:20} {weight:8.3f}")
    if args.write:
        stored = {
            "bias": round(final.bias, 5),
            # the second part was learned on full-length stories and MSRP, of another table
            "wording": json.loads(args.write.read_text(encoding="utf-8"))["wording"],
            "calibration": [round(slope, 4), round(intercept, 4)],
            "weights": {
                name: round(float(w), 5)
                for name, w in zip(pairs.FEATURES, final.weights, strict=True)
            },
        }
        args.write.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
