"""Learns the quotations: src/rashomon/data/quote-weights.json and quote-trees.npz.

    python evals/train_quotes.py DATA/quotes/train --score SCORE --write

The data is the training part of PolNeAR 1.0 as ``data/quotes/train`` holds it (folder ``articles``
and ``gold.jsonl``), SCORE the folder of ``score_quotes.py``, whose own functions give the labels
and the figures. Everything is answered by models of the other four of five folds, split by outlet:
a logistic regression over the words around each candidate, boosted trees over its log odds and
numbers, trees over the stretches in quotation marks, trees over the candidates for the speaker.
Parses are kept in ``--parses FILE`` between runs, the first two models in ``--content FILE``. Words
are features only where ``LEAST`` candidates of ``OUTLETS`` outlets have them, so that no phrase and
no name of an article is stored.
"""

import argparse
import json
import pickle
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import numpy as np
from grown import tree_arrays
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from rashomon.pipeline import Run, run
from rashomon.settings import Settings
from rashomon.stages.annotate.parser import SpacyParser
from rashomon.stages.annotate.quotes import deciding
from rashomon.stages.annotate.quotes import find as quotes
from rashomon.stages.annotate.quotes.learned import Learned
from rashomon.stages.annotate.quotes.page import Page
from rashomon.stages.annotate.quotes.stretches import CLASSES

FOLDS = 5
INNER = 4
LEAST = 8
OUTLETS = 3
STRENGTH = 0.15
"""Inverse of the penalty; .05 to 1 differ by less than .005 in average precision."""
CONTENT = {"max_iter": 150, "learning_rate": 0.07, "max_leaf_nodes": 16, "min_samples_leaf": 30}
STRETCH = {"max_iter": 120, "learning_rate": 0.05, "max_leaf_nodes": 8, "min_samples_leaf": 20}
SPEAKER = {"max_iter": 120, "learning_rate": 0.08, "max_leaf_nodes": 16, "min_samples_leaf": 20}
SPEAKER |= {"early_stopping": False}
"""A part kept back to tell when to stop costs .003 in attribution F1 of direct quotations."""
COMMON = {"l2_regularization": 5.0, "random_state": 0}
DATA = Path(__file__).parents[1] / "src/rashomon/data"
UNUSED = -1
"""Label of what lies mostly in a part that the annotators set aside."""


@dataclass
class Sheet:
    """An article with its page, its gold, and what is computed on the way."""

    row: dict
    page: Page
    fold: int
    positions: list
    gold: list
    skip: set
    named: list = field(default_factory=list)
    right: np.ndarray = None
    odds: np.ndarray = None
    evidence: list = None
    classes: np.ndarray = None
    drafts: list = None
    speakers: list = None
    answers: list = None

    def words(self, spans) -> set[int]:
        return common.spans_words(self.positions, common.clean_spans([list(s) for s in spans]))


def parsed(folder: Path, kept: Path | None) -> list:
    if kept and kept.exists():
        return pickle.loads(kept.read_bytes())
    paths = [str(p) for p in sorted((folder / "articles").glob("*.txt"))]
    articles = run(paths, "articles", Run(Settings()))["articles"]
    found = list(zip(articles, SpacyParser().parse(articles), strict=True))
    if kept:
        kept.write_bytes(pickle.dumps(found))
    return found


def sheets(folder: Path, kept: Path | None) -> list[Sheet]:
    gold = {r["file"]: r for r in map(json.loads, (folder / "gold.jsonl").open())}
    outlets = sorted({r["outlet"] for r in gold.values()})
    found = []
    for article, parse in parsed(folder, kept):
        row = gold[Path(article.source).name]
        positions = common.word_positions(article.text)
        fold = outlets.index(row["outlet"]) % FOLDS
        sheet = Sheet(row, Page(article, parse, Learned({})), fold, positions, [], set())
        sheet.gold = [(sheet.words(q["content"]), q) for q in row["quotes"]]
        sheet.skip = sheet.words(row.get("skip") or [])
        sheet.named = [sheet.page.features(c) for c in sheet.page.pool]
        sheet.right = np.array([content_right(sheet, c) for c in sheet.page.pool], int)
        found.append(sheet)
    return found


def best_gold(sheet: Sheet, mine: set) -> tuple[float, dict]:
    shared = [(2 * len(g & mine) / (len(g) + len(mine)), q) for g, q in sheet.gold if g & mine]
    return max(shared, key=lambda s: s[0], default=(0.0, {}))


def content_right(sheet: Sheet, one) -> int:
    """Whether the content agrees with a gold quotation whose cue is this one."""
    draft = sheet.page.draft(one)
    mine = sheet.words(draft.spans) if draft else set()
    if mine and 2 * len(mine & sheet.skip) > len(mine):
        return UNUSED
    agreement, gold = best_gold(sheet, mine)
    if agreement < 0.5:
        return 0
    cue = common.clean_spans(gold["cue"])
    return int(not cue or common.spans_overlap(cue, [draft.cue]) > 0)


class Words:
    """The sparse features of all candidates."""

    def __init__(self, found: list[Sheet]) -> None:
        counts, outlets = Counter(), defaultdict(set)
        for sheet in found:
            for named in sheet.named:
                counts.update(set(named))
                for name in named:
                    outlets[name].add(sheet.row["outlet"])
        used = (n for n, k in counts.items() if k >= LEAST and len(outlets[n]) >= OUTLETS)
        self.index = {name: i for i, name in enumerate(sorted(used))}

    def matrix(self, found: list[Sheet]) -> csr_matrix:
        rows, columns, at = [], [], 0
        for sheet in found:
            for named in sheet.named:
                known = sorted({self.index[n] for n in named if n in self.index})
                rows += [at] * len(known)
                columns += known
                at += 1
        return csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(at, len(self.index)))


def linear(x: csr_matrix, y: np.ndarray) -> np.ndarray:
    model = LogisticRegression(
        C=STRENGTH, max_iter=200, fit_intercept=False, solver="liblinear", random_state=0
    )
    return np.round(model.fit(x[y >= 0], y[y >= 0]).coef_[0], 3)


def trees(x: np.ndarray, y: np.ndarray, settings: dict) -> HistGradientBoostingClassifier:
    model = HistGradientBoostingClassifier(**settings, **COMMON)
    return model.fit(x[y >= 0], y[y >= 0])


def inner_odds(words: Words, found: list[Sheet]) -> np.ndarray:
    """Log odds of the candidates by models of the other articles."""
    x, y = words.matrix(found), np.concatenate([s.right for s in found])
    part = np.repeat(np.arange(len(found)) % INNER, [len(s.right) for s in found])
    odds = np.zeros(len(y))
    for number in range(INNER):
        odds[part == number] = x[part == number] @ linear(x[part != number], y[part != number])
    return np.clip(odds, -30, 30)


def split(values: np.ndarray, sizes: list[int]) -> list[np.ndarray]:
    return np.split(values, np.cumsum(sizes)[:-1])


def content_model(words: Words, found: list[Sheet]):
    """Weights of the words, and the trees over odds that are not of their own articles."""
    odds = inner_odds(words, found)
    y = np.concatenate([s.right for s in found])
    x, labels = [], []
    for sheet, own in zip(found, split(odds, [len(s.right) for s in found]), strict=True):
        kept, rows = sheet.page.rows(own.tolist())
        x.append(rows)
        labels.append(sheet.right[kept])
    return linear(words.matrix(found), y), trees(np.vstack(x), np.concatenate(labels), CONTENT)


def rate(words: Words, weights: np.ndarray, model, found: list[Sheet]) -> None:
    for sheet in found:
        odds = np.clip(words.matrix([sheet]) @ weights, -30, 30)
        kept, rows = sheet.page.rows(odds.tolist())
        chances = np.zeros(len(odds))
        if kept:
            chances[kept] = model.predict_proba(rows)[:, 1]
        sheet.page.rate(chances.tolist())


def stretch_labels(sheet: Sheet) -> np.ndarray:
    """Index into ``CLASSES`` of each stretch, by the gold quotation that most of it lies in.

    What is nobody's may stand between the parts of one quotation.
    """
    stretches = [sheet.words(m.parts) for m in sheet.page.marked]
    inside = set().union(*stretches)
    last, labels = None, []
    for own in stretches:
        best = max(range(len(sheet.gold)), key=lambda g: len(own & sheet.gold[g][0]), default=None)
        held = best is not None and own and 2 * len(own & sheet.gold[best][0]) >= len(own)
        if 2 * len(own & sheet.skip) > len(own):
            labels.append(UNUSED)
        elif not held:
            labels.append(0)
        elif len(sheet.gold[best][0] & inside) >= 0.8 * len(sheet.gold[best][0]):
            labels.append(2 if last == best else 1)
        else:
            labels.append(3)
        last = best if held else last
    return np.array(labels, int)


def speaker_labels(sheet: Sheet) -> np.ndarray:
    """Whether each candidate for a speaker is right; unused where the quotation is.

    The same name at another place is not the answer, yet not wrong to the scorer: unused too.
    """
    labels = []
    for draft, listed in zip(sheet.drafts, sheet.speakers, strict=True):
        agreement, gold = best_gold(sheet, sheet.words(draft.spans))
        source = common.clean_spans(gold.get("source"))
        named = source_words(sheet, source)
        for one in listed:
            right = source and score_quotes.speaker_right(
                sheet.page.article.text, sheet.positions, source, [one.span]
            )
            here = bool(named & sheet.words([one.span]))
            labels.append(UNUSED if agreement < 0.5 or (right and not here) else int(here))
    return np.array(labels, int)


def source_words(sheet: Sheet, source: list) -> set[int]:
    """Words of a gold source, small ones left out where there are others."""
    words = sheet.words(source)
    text = sheet.page.article.text
    plain = {i: text[slice(*sheet.positions[i])].lower() for i in words}
    return {i for i, word in plain.items() if word not in score_quotes.SMALL} or words


def each_fold(found: list[Sheet]):
    for fold in range(FOLDS):
        yield [s for s in found if s.fold != fold], [s for s in found if s.fold == fold]


def stretch_x(found: list[Sheet]) -> np.ndarray:
    return np.vstack([deciding.stretch_rows(s.evidence) for s in found])


def speaker_x(found: list[Sheet]) -> np.ndarray:
    return np.array([o.row for s in found for listed in s.speakers for o in listed], np.float32)


def content(found: list[Sheet], words: Words, kept: Path | None) -> tuple:
    """Rate the candidates by models of the other folds; the model of all folds, kept in a file."""
    if kept and kept.exists():
        chances, model = pickle.loads(kept.read_bytes())
        for sheet, own in zip(found, chances, strict=True):
            sheet.page.rate(own)
        return model
    for rest, held in each_fold(found):
        rate(words, *content_model(words, rest), held)
    model = content_model(words, found)
    if kept:
        chances = [[s.page.probability(c) for c in s.page.pool] for s in found]
        kept.write_bytes(pickle.dumps((chances, model)))
    return model


def answer(found: list[Sheet]) -> None:
    """Each article by the models of the folds that it is not in."""
    for sheet in found:
        sheet.evidence = deciding.evidence(sheet.page)
        sheet.classes = stretch_labels(sheet)
    for rest, held in each_fold(found):
        model = trees(stretch_x(rest), np.concatenate([s.classes for s in rest]), STRETCH)
        for sheet in held:
            rows = deciding.stretch_rows(sheet.evidence)
            chances = model.predict_proba(rows) if len(rows) else np.zeros((0, len(CLASSES)))
            told = deciding.decided(sheet.page, sheet.evidence, chances)
            told += quotes.unmarked(sheet.page, told)
            sheet.drafts = sorted(told, key=lambda d: d.spans[0])
            sheet.speakers = deciding.candidates_of(sheet.page, sheet.evidence, sheet.drafts)
    for rest, held in each_fold(found):
        labels = np.concatenate([speaker_labels(s) for s in rest])
        model = trees(speaker_x(rest), labels, SPEAKER)
        for sheet in held:
            rows = speaker_x([sheet])
            chances = model.predict_proba(rows)[:, 1].tolist() if len(rows) else []
            sheet.answers = deciding.with_speakers(
                sheet.page, sheet.evidence, sheet.drafts, sheet.speakers, chances
            )


def report(found: list[Sheet]) -> dict:
    """The scorer's own figures of the answers."""
    results = []
    for sheet in found:
        said = [
            {
                "kind": d.kind,
                "spans": [list(s) for s in d.spans],
                "cue": d.cue and list(d.cue),
                "speaker": d.speaker and list(d.speaker),
            }
            for d in sheet.answers
        ]
        text = sheet.page.article.text
        results.append(score_quotes.score_article(sheet.row, {"quotes": said}, text))
    figures = {}
    for name, kinds in [("all", score_quotes.KINDS), *((k, (k,)) for k in score_quotes.KINDS)]:
        content, attribution = score_quotes.attribution(results, kinds)
        figures[name] = {"attribution": round(attribution[2], 3), "content": round(content[2], 3)}
        shown = " ".join(f"{x:.3f}" for x in (*attribution, *content))
        hit = max(1, score_quotes.total(results, "found", kinds))
        right = score_quotes.total(results, "right", kinds) / hit
        print(f"{name:9} attribution, content P R F1: {shown}  speaker {right:.3f}")
    return figures


def write(found: list[Sheet], words: Words, model: tuple, figures: dict) -> None:
    """Learn from all folds; stretches and speakers see the evidence of models of other folds."""
    weights, accepted = model
    stored = {n: float(weights[i]) for n, i in words.index.items() if weights[i]}
    head = {"data": "PolNeAR 1.0 train", "held_out_by_outlet": figures, "weights": stored}
    text = json.dumps(head, indent=0, sort_keys=True) + "\n"
    (DATA / "quote-weights.json").write_text(text, encoding="utf-8")
    stretch = trees(stretch_x(found), np.concatenate([s.classes for s in found]), STRETCH)
    labels = np.concatenate([speaker_labels(s) for s in found])
    speaker = trees(speaker_x(found), labels, SPEAKER)
    arrays = {}
    for part, grown in (("content", accepted), ("speaker", speaker)):
        base = grown._baseline_prediction.ravel()[0]
        arrays |= part_arrays(part, [step[0].nodes for step in grown._predictors], base)
    for number, part in enumerate(CLASSES):
        base = stretch._baseline_prediction.ravel()[number]
        arrays |= part_arrays(part, [step[number].nodes for step in stretch._predictors], base)
    np.savez_compressed(DATA / "quote-trees.npz", **arrays)


def part_arrays(part: str, grown: list, base: float) -> dict[str, np.ndarray]:
    """The trees of one part as ``quotes.learned`` reads them."""
    arrays = tree_arrays(grown)
    arrays["children"] = np.stack([arrays.pop("left"), arrays.pop("right")], axis=2)
    arrays["base"] = np.array(base, np.float32)
    arrays["depth"] = np.array(max(int(nodes["depth"].max()) for nodes in grown), np.int16)
    return {f"{part}/{name}": array for name, array in arrays.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--score", type=Path, required=True)
    parser.add_argument("--parses", type=Path)
    parser.add_argument("--content", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    sys.path.insert(0, str(args.score))
    globals().update(common=__import__("common"), score_quotes=__import__("score_quotes"))
    found = sheets(args.folder, args.parses)
    words = Words(found)
    model = content(found, words, args.content)
    answer(found)
    figures = report(found)
    if args.write:
        write(found, words, model, figures)


common = score_quotes = SimpleNamespace()

if __name__ == "__main__":
    main()
