"""Measures the rules of the stage ``group`` on public material of several kinds.

    python evals/tune_group.py stories /path/to/data
    python evals/tune_group.py origins /path/to/data
    python evals/tune_group.py state /path/to/data

``stories``: B-cubed F1 for a grid of rules (:class:`Rules`) on
group    383 articles of 69 happenings in one folder
brief    174 happenings in US politics, three openings of reports each, in one folder
claims   short reports of 66 happenings, two of each kind, in one folder
full     whole articles of happenings of ``brief`` that stand in ``scale``
and, for the first three, their teasers: headline and first sentence (claims: two sentences). Shows
the packaged rules, the best of the grid, and for each family of material what the rules reach there
that are best on the mean of the others: the figure for material nobody chose them on.
``state``: the ``group`` material added in random orders and parts: how like the stories are to
those of all at once (B-cubed F1 of one against the other), and what the last article costs.
``origins``: pairs of one origin and of two, for a grid of shares, on the public set of shared text.
"""

import gzip
import json
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from pathlib import Path
from typing import NamedTuple

import rashomon.stages.group.origins as origins_module
from rashomon.embed import MiniLMEmbedder
from rashomon.models import Article, Refusal
from rashomon.stages import clean, read
from rashomon.stages.group import State, add, group
from rashomon.stages.group.bodies import bodies_of
from rashomon.stages.group.linkage import Edge, Rules, attach, linkage
from rashomon.stages.group.origins import find_origins
from rashomon.stages.group.reuse import shared_text
from rashomon.stages.group.similarity import edges_between, told_of
from rashomon.words import words_of

VOCABULARY = Path(__file__).parent.parent / "src/rashomon/data/minilm-vocab.txt"
GRID = {
    "alike": (0.40, 0.42, 0.44, 0.46),
    "usual": (0.45, 0.5, 0.55),
    "closer": (0.0, 0.6, 1.0),
    "lone": (0.38, 0.40, 0.42),
    "few": (0.44, 0.46, 9.0),
}
FAMILIES = {"group": "group", "brief": "brief", "full": "brief", "claims": "claims"}
ORDERS, PARTS = 5, 4
"""Orders tried, and parts in which all articles but the last are added."""

SAME_TEXT = 5
"""Runs of eight words by which an opening is found in a whole article."""

_SENTENCE = re.compile(r"^\W*(\S.*?[.!?][\"”’')\]]*)(?=\s+[\"“‘'(]?[A-Z]|\s*$)", re.DOTALL)

Texts = list[tuple[str, str]]
"""Text and happening of each article."""


class Material(NamedTuple):
    """Articles in one call: the happening of each, and what the program computes of them."""

    stories: list[str]
    copies: list[list[int]]
    edges: list[Edge]


def articles_of(paths: Sequence[Path]) -> list[Article]:
    with read.read([str(path) for path in paths], read.ReadSettings()) as reading:
        found = [read.extracted(item) for item in reading]
    return clean.clean([one for one in found if not isinstance(one, Refusal)])


def texts_of(data: Path) -> dict[str, Texts]:
    """{kind: texts with their happenings}"""
    group = [json.loads(line) for line in (data / "group/gold.jsonl").open(encoding="utf-8")]
    found: dict[str, Texts] = {
        "group": [(_text(data / "group/articles" / x["file"]), x["story"]) for x in group],
        "brief": [(_text(x), x.parent.name) for x in sorted(data.glob("brief/items/*/*.txt"))],
        "claims": [
            (_text(x), f"{x.parent.name}-{'plus' if 'plus' in x.stem else 'ecb'}")
            for x in sorted(data.glob("claims/*/*.txt"))
        ],
    }
    found["full"] = list(_full(data, found["brief"]))
    for kind in ("group", "brief", "claims"):
        found[f"{kind} teasers"] = [(_teaser(text, kind), name) for text, name in found[kind]]
    return found


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _full(data: Path, openings: Texts) -> Iterator[tuple[str, str]]:
    """Whole articles of the scale set whose text begins like an opening, each once."""
    with gzip.open(data / "scale/articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    runs: dict[tuple[str, ...], int] = {}
    for number, one in enumerate(articles):
        runs.update((run, number) for run in _runs(one["text"]))
    seen: set[int] = set()
    for text, name in openings:
        hits = Counter(runs[run] for run in set(_runs(text.partition("\n")[2])) if run in runs)
        for number, count in hits.most_common(1):
            if count >= SAME_TEXT and number not in seen:
                seen.add(number)
                yield f"{articles[number]['title']}\n\n{articles[number]['text']}", name


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = words_of(text[:3000]).words
    return (words[at : at + 8] for at in range(len(words) - 7))


def _teaser(text: str, kind: str) -> str:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if kind == "claims":
        return "\n\n".join(lines[:2])
    for line in lines[1:]:
        match = _SENTENCE.match(line)
        if len(line.split()) >= 8 and line != lines[0]:
            return f"{lines[0]}\n\n{match[1] if match else line}\n"
    return lines[0]


def material(texts: Texts, embedder: MiniLMEmbedder) -> Material:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number:04}.txt" for number in range(len(texts))]
        for path, (text, _) in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        story = {str(path): name for path, (_, name) in zip(paths, texts, strict=True)}
        articles = articles_of(paths)
    bodies = bodies_of(articles)
    number = {article.id: at for at, article in enumerate(articles)}
    copies = [
        [number[ident] for ident in origin.articles]
        for origin in find_origins(bodies, shared_text(bodies))
    ]
    edges = edges_between([told_of(body) for body in bodies], embedder, range(len(bodies)))
    return Material([story[article.source] for article in articles], copies, edges)


def b_cubed(gold: Sequence[str], groups: Sequence[Sequence[int]]) -> tuple[float, float, float]:
    sizes = Counter(gold)
    precision = recall = 0.0
    for own in groups:
        for story, number in Counter(gold[at] for at in own).items():
            precision += number * number / len(own)
            recall += number * number / sizes[story]
    p, r = precision / len(gold), recall / len(gold)
    return p, r, 2 * p * r / (p + r)


def figures(materials: dict[str, Material], rules: Rules) -> dict[str, tuple[float, float, float]]:
    return {
        kind: b_cubed(one.stories, attach(linkage(one.copies, one.edges, rules), one.edges, rules))
        for kind, one in materials.items()
    }


def mean(found: dict[str, tuple[float, float, float]], without: str | None = None) -> float:
    kept = [f for kind, (_, _, f) in found.items() if FAMILIES[kind.split()[0]] != without]
    return sum(kept) / len(kept)


def stories(data: Path) -> None:
    embedder = MiniLMEmbedder(VOCABULARY)
    materials = {kind: material(texts, embedder) for kind, texts in texts_of(data).items()}
    choices = [Rules(**dict(zip(GRID, row, strict=True))) for row in product(*GRID.values())]
    tried = [(rules, figures(materials, rules)) for rules in choices]
    _show("packaged", Rules(), figures(materials, Rules()))
    _show("best of all", *max(tried, key=lambda one: mean(one[1])))
    for family in sorted(set(FAMILIES.values())):
        best = max(tried, key=lambda one: mean(one[1], without=family))
        _show(f"best without {family}", *best)


def _show(name: str, rules: Rules, found: dict[str, tuple[float, float, float]]) -> None:
    print(f"{name}: mean {mean(found):.4f}  {rules}")
    for kind, (p, r, f) in found.items():
        print(f"    {kind:16} P {p:.3f} R {r:.3f} F1 {f:.3f}")


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


def state(data: Path) -> None:
    paths = sorted((data / "group/articles").glob("*.txt"))
    embedder = MiniLMEmbedder(VOCABULARY)
    begin = time.process_time()
    articles = articles_of(paths)
    whole = {x: s.id for s in group(articles, embedder).stories for x in s.articles}
    anew = time.process_time() - begin
    for seed in range(ORDERS):
        order = list(articles)
        random.Random(seed).shuffle(order)
        kept, found = State(), None
        cuts = [*sorted(random.Random(seed).sample(range(1, len(order) - 1), PARTS)), -1]
        for part in [order[a:b] for a, b in pairwise([0, *cuts, len(order)])]:
            begin = time.process_time()
            found, kept = add(kept, part, embedder)
            spent = time.process_time() - begin
        number = {article.id: at for at, article in enumerate(articles)}
        groups = [[number[x] for x in story.articles] for story in found.stories]
        alike = b_cubed([whole[article.id] for article in articles], groups)[2]
        print(f"order {seed}: {alike:.4f} like all at once; the last article {spent:.2f} s of the "
              f"processor, all anew {anew:.2f} s")  # fmt: skip


if __name__ == "__main__":
    {"stories": stories, "origins": origins, "state": state}[sys.argv[1]](Path(sys.argv[2]))
