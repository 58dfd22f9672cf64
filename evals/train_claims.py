"""Trains and measures the decision whether two statements tell one fact.

    python evals/train_claims.py --data /path/to/data [--write src/rashomon/data/claims.json]

Three sets together, as each has what the others lack:

- ``group``: 24 stories of full-length reports. Two statements of one article hardly ever tell the
  same fact (headlines and repeats apart), so its pairs inside articles are negatives that show how
  alike different facts of one story are.
- ``claims`` (ECB+): sentences with the acts they name. A sentence pair that shares an act gives
  its pair of most alike triggers as a positive, one that shares none gives all its candidate
  pairs as negatives. An intercept of its own takes up that acts are far denser there.
- ``align`` (MSRP): sentence pairs from news clusters, judged to say the same or not.

Weights have the sign their feature must have, so that more alike is never less likely. Four folds,
split by topic of ECB+; the figures are those of ``score_claims.py``, each happening of a topic
being a story of its own. Needs scipy.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from rashomon.embed import MiniLMEmbedder
from rashomon.models import Annotated, Article, Block, Document, Grouping, Story
from rashomon.settings import learned_part
from rashomon.stages.annotate import SpacyParser, annotate
from rashomon.stages.clean import clean
from rashomon.stages.collate import actors, claims, pairs
from rashomon.stages.collate.context import Context, gather
from rashomon.stages.collate.statements import Statement
from rashomon.stages.read import ReadSettings, extracted, read

FOLDS = 4
RIDGE = 1e-5
ECB_WEIGHT = 0.2
MSRP_WEIGHT = 0.3
SHIFT = 2.0
"""Added to the intercept, as MSRP's share of positives is no prior of real stories: puts .5 where
joins read in stories of ``group`` and in full reports were right more often than not."""
COPY = 0.97
"""Overlap of two sentences' words from which they are copies and teach nothing."""
REPEAT = 0.9
"""Cosine from which two sentences of one article repeat each other."""


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


def cached(path: Path | None, make: Callable[[], Any]) -> Any:
    """What ``make`` gives, kept in a file where one is named: annotating takes minutes."""
    if path is not None and path.exists():
        return pickle.loads(path.read_bytes())
    made = make()
    if path is not None:
        path.write_bytes(pickle.dumps(made))
    return made


def group_stories(data: Path) -> dict[str, list[Annotated]]:
    """Every second gold story of 3 to 8 articles, read and cleaned as the program does."""
    by_story: dict[str, list[str]] = {}
    for line in (data / "group" / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        by_story.setdefault(row["story"], []).append(str(data / "group" / "articles" / row["file"]))
    parser = SpacyParser()
    chosen = [key for key in sorted(by_story) if 3 <= len(by_story[key]) <= 8][::2]
    return {key: annotate(clean(documents(by_story[key])), parser) for key in chosen}


def documents(paths: list[str]) -> list[Document]:
    with read(paths, ReadSettings(meta=None)) as reading:
        return [d for d in map(extracted, reading) if isinstance(d, Document)]


def msrp_bundles(data: Path) -> dict[str, tuple[dict[str, Any], list[Annotated]]]:
    bundles = json.loads((data / "align" / "gold.json").read_text(encoding="utf-8"))["bundles"]
    parser = SpacyParser()
    return {
        b["id"]: (b, annotate([article_of(data / "align" / b[side]) for side in "ab"], parser))
        for b in bundles
        if b["set"] == "msrp"
    }


def ecb_topics(data: Path) -> dict[str, list[Annotated]]:
    parser = SpacyParser()
    return {
        folder.name: annotate([article_of(p) for p in sorted(folder.glob("*.txt"))], parser)
        for folder in sorted((data / "claims").iterdir())
    }


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
    rows = {}
    for unit in context.units:
        for number, row in enumerate(gold["sentences"]):
            if (
                row["file"] == unit.article
                and row["start"] < unit.span[1]
                and unit.span[0] < row["end"]
            ):
                rows[unit.number] = number
    table = pairs.tabulate(context, statements, embedder)
    i, j = pairs.candidates(table)
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
    alike = x[:, pairs.FEATURES.index("trigger")] + 0.01 * x[:, pairs.FEATURES.index("objects")]
    best: dict[tuple[int, int], int] = {}
    for n, key in enumerate(zip(a[known].tolist(), b[known].tolist(), strict=True)):
        if key not in best or alike[n] > alike[best[key]]:
            best[key] = n
    chosen = ~label
    chosen[list(best.values())] = True
    chosen |= alike >= 0.999
    return x[chosen], label[chosen]


Rows = tuple[pairs.Floats, np.ndarray[Any, Any]]


def unlabelled(layers: dict[str, list[Annotated]], embedder: MiniLMEmbedder) -> Rows:
    """Pairs of the ``group`` stories: features, and whether a pair lies across two articles."""
    xs, ys = [], []
    for own in layers.values():
        each = case("", {"sentences": []}, own, embedder)
        units, table = each.context.units, each.table
        body = np.array([u.block == "body" for u in units])
        u, v = table.unit[each.i], table.unit[each.j]
        cross = table.article[each.i] != table.article[each.j]
        cosine = np.einsum("ij,ij->i", table.sentences[u], table.sentences[v])
        alike = np.einsum("ij,ij->i", table.words[u], table.words[v])
        keep = body[u] & body[v] & np.where(cross, alike < COPY, cosine < REPEAT)
        xs.append(each.x[keep])
        ys.append(cross[keep])
    return np.concatenate(xs), np.concatenate(ys)


def paraphrases(
    bundles: dict[str, tuple[dict[str, Any], list[Annotated]]], embedder: MiniLMEmbedder
) -> Rows:
    """Pairs of statements of MSRP's sentence pairs: the most alike one of each, and its label."""
    xs, ys = [], []
    for bundle, own in bundles.values():
        each = case("", {"sentences": []}, own, embedder)
        letters = [a.article.id for a in own]
        place = np.full(len(each.context.units), -1)
        for unit in each.context.units:
            side = "ab"[letters.index(unit.article)]
            for number, pair in enumerate(bundle["pairs"]):
                if pair[side][0] < unit.span[1] and unit.span[0] < pair[side][1]:
                    place[unit.number] = number
        p, q = place[each.table.unit[each.i]], place[each.table.unit[each.j]]
        cross = each.table.article[each.i] != each.table.article[each.j]
        score = (
            each.x[:, pairs.FEATURES.index("trigger")] + each.x[:, pairs.FEATURES.index("objects")]
        )
        best: dict[int, int] = {}
        for n in np.flatnonzero((p == q) & (p >= 0) & cross).tolist():
            if p[n] not in best or score[n] > score[best[p[n]]]:
                best[int(p[n])] = n
        rows = sorted(best.values())
        xs.append(each.x[rows])
        ys.append(np.array([bundle["pairs"][int(p[n])]["label"] for n in rows], bool))
    return np.concatenate(xs), np.concatenate(ys)


FREE = frozenset(("both_named", "both_verbs", "mixed", "rarity"))
FALLING = frozenset(("numbers_differ",))
"""Features whose weight may have any sign, or none above zero; all others only help."""


def monotone(x: pairs.Floats, y: pairs.Floats, weight: pairs.Floats, flags: int) -> pairs.Floats:
    """Logistic regression with bounds on the signs (L-BFGS-B); the last weight is the bias.

    The last ``flags`` columns of x are intercepts of data sets.
    """
    signs = np.where(y > 0, 1.0, -1.0)
    total = weight.sum()

    def loss(w: pairs.Floats) -> tuple[float, pairs.Floats]:
        z = signs * (x @ w[:-1] + w[-1])
        slope = -signs * weight / (1 + np.exp(np.clip(z, -30, 30)))
        value = (weight * np.logaddexp(0, -z)).sum() / total + RIDGE * (w[:-1] @ w[:-1])
        gradient = np.append(x.T @ slope / total + 2 * RIDGE * w[:-1], slope.sum() / total)
        return float(value), gradient

    bounds = [
        (None, None) if n in FREE else (None, 0.0) if n in FALLING else (0.0, None)
        for n in pairs.FEATURES
    ] + [(None, None)] * (flags + 1)
    start = np.zeros(x.shape[1] + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(found.x)


def fit(train: Sequence[Case], group: Rows, msrp: Rows) -> pairs.Decision:
    """The decision, with the intercept of the full-length reports."""
    both = [examples(each) for each in train]
    x, y = np.concatenate([b[0] for b in both]), np.concatenate([b[1] for b in both])
    inside = group[0][~group[1]]
    sizes = [len(inside), len(x), len(msrp[0])]
    which = np.repeat(np.arange(3), sizes)
    rows = np.concatenate([inside, x, msrp[0]]).astype(float)
    label = np.concatenate([np.zeros(sizes[0]), y, msrp[1]])
    parts = [1.0, ECB_WEIGHT * len(group[0]) / sizes[1], MSRP_WEIGHT * len(group[0]) / sizes[2]]
    weight = np.repeat(parts, sizes)
    found = monotone(np.column_stack([rows, which == 1]), label, weight, 1)
    w = found[: len(pairs.FEATURES)]
    return pairs.Decision(w.astype(np.float32), float(found[-1]) + SHIFT)


def claim_sets(
    each: Case, decision: pairs.Decision, embedder: MiniLMEmbedder
) -> list[frozenset[int]]:
    found = []
    rows = each.gold["sentences"]
    claims.statements_in = lambda _: each.statements
    claims.tabulate = lambda *_: each.table
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
    options.add_argument("--cache", type=Path, help="a folder that keeps annotated articles")
    options.add_argument("--links", type=float, nargs="*", default=[claims.LINK])
    args = options.parse_args()
    sys.path.insert(0, str(args.data.parent / "score"))
    import score_claims

    def kept(name: str, make: Callable[[Path], Any]) -> Any:
        path = args.cache / f"{name}.pickle" if args.cache else None
        return cached(path, lambda: make(args.data))

    embedder = MiniLMEmbedder(learned_part("minilm-vocab.txt"))
    found = cases(args.data, kept("ecb", ecb_topics), embedder)
    group = unlabelled(kept("group", group_stories), embedder)
    msrp = paraphrases(kept("msrp", msrp_bundles), embedder)
    print("group pairs", group[0].shape, "across", int(group[1].sum()), flush=True)
    topics = sorted({each.topic for each in found}, key=int)
    decided: dict[str, pairs.Decision] = {}
    for fold in range(FOLDS):
        held = set(topics[fold::FOLDS])
        decision = fit([each for each in found if each.topic not in held], group, msrp)
        decided.update(dict.fromkeys(sorted(held, key=int), decision))
    for link in args.links:
        claims.LINK = link
        print("held out, link", link, measure(decided, found, embedder, score_claims), flush=True)
    final = fit(found, group, msrp)
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
