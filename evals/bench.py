"""Speed, as ratios to what runs beside it on the same machine in the same minutes.

    python evals/bench.py [FOLDER …]

Prints the time of a whole comparison from a cold start, and, once models are loaded, its time
against that of spaCy and the sentence encoder alone on the same text. Without arguments it takes
the real reports beside the repository where they are there, else the sample reports.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from rashomon import pipeline
from rashomon.embed import MiniLMEmbedder
from rashomon.pipeline import Run
from rashomon.settings import Settings, learned_part

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "reports" / "putin-xi-2024"
ROUNDS = 5


def seconds(function: Callable[[], object]) -> float:
    begin = time.perf_counter()
    function()
    return time.perf_counter() - begin


def cold(folders: list[str]) -> float:
    command = [sys.executable, "-m", "rashomon", "compare", *folders, "--format", "json"]
    return statistics.median(
        seconds(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True))
        for _ in range(3)
    )


def warm(folders: list[str]) -> tuple[float, float, float]:
    """Median seconds of the whole run, of spaCy alone, of the encoder alone."""
    pipeline.run(folders, "briefs", Run(Settings()))  # load everything once
    layers = pipeline.run(folders, "briefs", Run(Settings()))
    articles = layers["articles"]
    texts = sorted(
        {
            a.article.text[s.start : s.end]
            for a in layers["annotated"]
            for s in a.annotation.sentences
        }
    )
    whole, parsing, encoding = [], [], []
    for _ in range(ROUNDS):
        run = Run(Settings())
        _ = run.embedder
        whole.append(seconds(lambda run=run: pipeline.run(folders, "briefs", run)))
        parsing.append(seconds(lambda: parse_alone(articles)))
        embedder = MiniLMEmbedder(learned_part("minilm-vocab.txt"))
        encoding.append(seconds(lambda embedder=embedder: embedder.embed(texts)))
    return statistics.median(whole), statistics.median(parsing), statistics.median(encoding)


def parse_alone(articles: list) -> None:
    from rashomon.stages.annotate.parser import PARSED_KINDS, load_pipeline

    texts = [a.text[b.start : b.end] for a in articles for b in a.blocks if b.kind in PARSED_KINDS]
    for _ in load_pipeline().pipe(texts):
        pass


def main() -> None:
    given = sys.argv[1:] or [str(REAL if REAL.is_dir() else ROOT / "examples" / "ferry")]
    whole, parsing, encoding = warm(given)
    print(f"sources                        {' '.join(Path(g).name for g in given)}")
    print(f"cold start, whole comparison   {cold(given):6.2f} s   (at most 10)")
    print(f"spaCy alone, models loaded     {parsing:6.2f} s")
    print(f"encoder alone, models loaded   {encoding:6.2f} s")
    print(f"whole comparison, loaded       {whole:6.2f} s")
    print(f"ratio                          {whole / (parsing + encoding):6.2f}     (at most 1.5)")


if __name__ == "__main__":
    main()
