"""Cost of comparing one story, and how it grows with its text.

    python evals/bench_compare.py [/path/to/data] [--sizes 10 20 40 80]

Takes the articles of the largest stories of the public grouping data (beside the repository where
no path is given), as many as asked, as one story, and runs every stage over them in one process
with models loaded. Seconds are those of the processor, so that a machine with other work gives the
same figures. Beside the whole stands the stage of parsing, which no comparison can do without: the
ratio of both says what comparing adds. The exponents say how each grows with the words.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from rashomon import pipeline
from rashomon.models import Article
from rashomon.pipeline import Layers, Run
from rashomon.settings import Settings

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
EXPONENT = 1.3
"""Asked of the growth of a story's cost with its text: near-linear."""
SECONDS, ARTICLES = 60, 50
"""Asked on two cores of a story of that many articles."""


class Figures(NamedTuple):
    """Words of the articles; seconds of all stages, of parsing, and of comparing."""

    words: int
    whole: float
    parsing: float
    comparing: float


def largest(folder: Path) -> list[str]:
    """The articles of the grouping data, those of the largest story first."""
    rows = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]
    sizes = Counter(row["story"] for row in rows)
    ranked = sorted(rows, key=lambda row: (-sizes[row["story"]], row["story"], row["file"]))
    return [str(folder / "articles" / row["file"]) for row in ranked]


def measured(sources: list[str], run: Run) -> Figures:
    layers: Layers = {"sources": sources}
    spent = {}
    for stage in pipeline.STAGES:
        begin = time.process_time()
        layers |= stage.function(layers, run)
        spent[stage.name] = time.process_time() - begin
    articles: list[Article] = layers["articles"]
    words = sum(len(article.text.split()) for article in articles)
    return Figures(words, sum(spent.values()), spent["parse"], spent["collate"])


def exponent(first: float, last: float, words: tuple[int, int]) -> float:
    return math.log(max(last, 1e-9) / max(first, 1e-9)) / math.log(words[1] / words[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("data", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--sizes", nargs="+", type=int, default=[10, 20, 40, 80])
    given = parser.parse_args()
    if not (given.data / "group" / "gold.jsonl").is_file():
        sys.exit(f"{given.data}: the public grouping data is not there; nothing to measure")
    sources = largest(given.data / "group")
    run = Run(Settings(one_story=True, jobs=1))
    measured(sources[-2:], run)  # load everything once
    found = {}
    for size in given.sizes:
        found[size] = one = measured(sources[:size], run)
        print(
            f"{size:4} articles {one.words:7} words  all {one.whole:6.1f} s  "
            f"parsing {one.parsing:6.1f} s  comparing {one.comparing:6.1f} s  "
            f"ratio {one.whole / one.parsing:5.2f}"
        )
    first, last = found[min(found)], found[max(found)]
    if first.words < last.words:
        words = (first.words, last.words)
        print(f"exponent, all        {exponent(first.whole, last.whole, words):.2f}")
        comparing = exponent(first.comparing, last.comparing, words)
        print(f"exponent, comparing  {comparing:.2f}  (at most {EXPONENT})")
    print(f"asked of {ARTICLES} articles: under {SECONDS} s on two cores")


if __name__ == "__main__":
    main()
