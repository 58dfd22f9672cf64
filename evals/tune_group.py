"""Measures the thresholds of the stage ``group`` on public material of several kinds.

    python evals/tune_group.py stories /path/to/data
    python evals/tune_group.py origins /path/to/data

``stories``: B-cubed F1 for a grid of thresholds on
group    383 articles of 69 happenings in one folder
brief    174 happenings in US politics, three openings of reports each, in one folder
claims   short reports of 66 happenings, two of each kind, in one folder
small    folders of 8 happenings of one kind of material, drawn with a fixed seed, the mean
align    two files of 25 paraphrases each, each pair of files a folder of its own: the part that
         comes into one story
``origins``: pairs of one origin and of two, for a grid of shares, on the public set of shared text.
"""

import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

import rashomon.stages.group.origins as origins_module
from rashomon.embed import MiniLMEmbedder
from rashomon.models import Article, Refusal
from rashomon.stages import clean, read
from rashomon.stages.group.bodies import Body, bodies_of
from rashomon.stages.group.linkage import Edge, attach, average_linkage
from rashomon.stages.group.origins import find_origins
from rashomon.stages.group.reuse import shared_text
from rashomon.stages.group.similarity import similarities
from rashomon.stages.group.stories import LONE_REPORT, NEAREST, ONE_HAPPENING, edges_of

VOCABULARY = Path(__file__).parent.parent / "src/rashomon/data/minilm-vocab.txt"
SEED = 20240517
DRAWS = 30
STORIES_OF_A_DRAW = 8
GRID = [round(0.42 + 0.02 * step, 2) for step in range(5)]
LONE = [0.38, 0.4, 0.42, 0.44]


class Folder(NamedTuple):
    """Articles in one call, the happening of each, and what the program computes of them."""

    stories: list[str]
    copies: list[list[int]]
    edges: list[Edge]


def articles_of(paths: Sequence[Path]) -> list[Article]:
    with read.read([str(path) for path in paths], read.ReadSettings()) as reading:
        found = [read.extracted(item) for item in reading]
    return clean.clean([one for one in found if not isinstance(one, Refusal)])


def folder(articles: list[Article], story: dict[str, str], embedder: MiniLMEmbedder) -> Folder:
    bodies: list[Body] = bodies_of(articles)
    number = {article.id: at for at, article in enumerate(articles)}
    copies = [
        [number[ident] for ident in origin.articles]
        for origin in find_origins(bodies, shared_text(bodies))
    ]
    edges = edges_of(similarities(bodies, embedder))
    return Folder([story[article.source] for article in articles], copies, edges)


def material(data: Path) -> dict[str, dict[str, str]]:
    """{kind: {path: happening}}"""
    group = [json.loads(line) for line in (data / "group/gold.jsonl").open(encoding="utf-8")]
    return {
        "group": {str(data / "group/articles" / one["file"]): one["story"] for one in group},
        "brief": {str(path): path.parent.name for path in sorted(data.glob("brief/items/*/*.txt"))},
        "claims": {
            str(path): f"{path.parent.name}-{'plus' if 'plus' in path.stem else 'ecb'}"
            for path in sorted(data.glob("claims/*/*.txt"))
        },
    }


def b_cubed(gold: Sequence[str], groups: Sequence[Sequence[int]]) -> tuple[float, float, float]:
    sizes = Counter(gold)
    precision = recall = 0.0
    for group in groups:
        for story, number in Counter(gold[at] for at in group).items():
            precision += number * number / len(group)
            recall += number * number / sizes[story]
    p, r = precision / len(gold), recall / len(gold)
    return p, r, 2 * p * r / (p + r)


def grouped(one: Folder, threshold: float, lone: float) -> list[list[int]]:
    groups = average_linkage(one.copies, one.edges, threshold)
    return attach(groups, one.edges, lone, NEAREST)


def figure(folders: Sequence[Folder], threshold: float, lone: float) -> tuple[float, ...]:
    rows = [b_cubed(one.stories, grouped(one, threshold, lone)) for one in folders]
    return tuple(sum(column) / len(rows) for column in zip(*rows, strict=True))


def draws(articles: list[Article], story: dict[str, str]) -> list[list[Article]]:
    """Small folders of one kind of material."""
    of = defaultdict(list)
    for article in articles:
        of[story[article.source]].append(article)
    rng = random.Random(SEED)
    chosen = [sorted(rng.sample(sorted(of), STORIES_OF_A_DRAW)) for _ in range(DRAWS)]
    return [[article for name in names for article in of[name]] for names in chosen]


def folders_of(data: Path, embedder: MiniLMEmbedder) -> dict[str, list[Folder]]:
    found: dict[str, list[Folder]] = {}
    for kind, story in material(data).items():
        articles = articles_of([Path(path) for path in story])
        found[kind] = [folder(articles, story, embedder)]
        found[f"{kind}, small"] = [folder(some, story, embedder) for some in draws(articles, story)]
    found["align"] = []
    for bundle in sorted((data / "align/bundles").iterdir()):
        articles = articles_of(sorted(bundle.glob("*.txt")))
        story = {article.source: bundle.name for article in articles}
        found["align"].append(folder(articles, story, embedder))
    return found


def stories(data: Path) -> None:
    folders = folders_of(data, MiniLMEmbedder(VOCABULARY))
    print(f"{'':12}" + "".join(f"{kind:>16}" for kind in folders) + f"{'mean':>16}")
    for threshold, lone in [(ONE_HAPPENING, LONE_REPORT), *product(GRID, [*LONE, 9.0])]:
        rows = [figure(some, threshold, lone) for some in folders.values()]
        mean = sum(row[2] for row in rows) / len(rows)
        cells = "".join(f"  {p:.2f} {r:.2f} {f:.3f}" for p, r, f in rows)
        print(f"{threshold:.2f} {lone:.2f}  {cells}{mean:16.4f}")


def origins(data: Path) -> None:
    rows = [json.loads(line) for line in (data / "reuse/gold_pairs.jsonl").open()]
    others = [json.loads(line) for line in (data / "reuse/negative_pairs.jsonl").open()]
    same = [x for x in rows if max(x["share_a"], x["share_b"]) >= 0.7]
    apart = [x for x in others if max(x["share_a"], x["share_b"]) < 0.03]
    articles = articles_of(sorted((data / "reuse/articles").glob("*.txt")))
    bodies = bodies_of(articles)
    shared = shared_text(bodies)
    files = {article.id: [Path(source).name for source in article.sources] for article in articles}
    for whole, credited in product((0.4, 0.5, 0.6), (0.2, 0.3, 0.4, 0.5)):
        origins_module.CARRIED, origins_module.CARRIED_WITH_CREDIT = whole, credited
        found = find_origins(bodies, shared)
        of = {name: one.id for one in found for ident in one.articles for name in files[ident]}
        hit = sum(of[x["a"]] == of[x["b"]] for x in same)
        wrong = sum(of[x["a"]] == of[x["b"]] for x in apart)
        largest = max(len(one.articles) for one in found)
        print(f"{whole} {credited}: {hit}/{len(same)} joined, {wrong}/{len(apart)} wrongly, "
              f"largest {largest}")  # fmt: skip


if __name__ == "__main__":
    {"stories": stories, "origins": origins}[sys.argv[1]](Path(sys.argv[2]))
