"""Speed, as ratios to what runs beside it on the same machine in the same minutes.

    python evals/bench.py [FOLDER …]

Prints the time of a whole comparison from a cold start, and, once models are loaded, its time
against that of spaCy and the sentence encoder alone on the same text. Without arguments it takes
the real reports beside the repository where they are there, else the sample reports.

Then the time of annotating many articles, against that of the packaged spaCy pipeline alone over
their distinct sentences, in one process with models loaded and in two with their start: once over
articles of many stories, once over reports of which many carry the same wire texts.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rashomon import pipeline
from rashomon.embed import MiniLMEmbedder
from rashomon.engine import ProcessEngine, SerialEngine
from rashomon.models import Annotated
from rashomon.pipeline import Layers, Run
from rashomon.settings import Settings, learned_part

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data"
REAL = ROOT.parent / "shared" / "reports" / "putin-xi-2024"
ROUNDS = 5
JOBS = 2
TIMES = 1
"""Rounds of annotating hundreds of articles, a minute each."""
SENTENCES = 1_000
"""Sentences that spaCy gets at once."""


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
    texts = distinct_sentences(layers["annotated"])
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


def texts_of(batch: Sequence[str]) -> list[int]:
    from rashomon.stages.annotate.parser import load_pipeline

    return [len(doc) for doc in load_pipeline().pipe(batch)]


def annotating(name: str) -> None:
    """Prints what annotating a folder costs beside spaCy over its distinct sentences."""
    folder = DATA / name / "articles"
    if not folder.is_dir():
        print(f"annotating {name:<10}          not measured: no such data beside the repository")
        return
    layers = pipeline.run([str(folder)], "articles", Run(Settings()))
    layers |= stages(layers, Run(Settings()))
    sentences = distinct_sentences(layers["annotated"])
    for jobs in (1, JOBS):
        engine = ProcessEngine(jobs) if jobs > 1 else SerialEngine()
        own, peer = [], []
        for _ in range(TIMES):
            peer.append(seconds(lambda e=engine: list(e.stream(texts_of, sentences, SENTENCES))))
            own.append(seconds(lambda j=jobs: stages(layers, Run(Settings(jobs=j)))))
        mine, other = statistics.median(own), statistics.median(peer)
        print(f"annotating {name:<8} jobs {jobs}      {mine:6.2f} s")
        print(f"spaCy, distinct sentences      {other:6.2f} s")
        print(f"ratio                          {mine / other:6.2f}     (at most 1.4)")


def stages(layers: Layers, run: Run) -> Layers:
    """Parsing and annotating alone."""
    found = dict(layers)
    for stage in pipeline.STAGES:
        if stage.name in ("parse", "annotate"):
            found |= stage.function(found, run)
    return found


def distinct_sentences(annotated: list[Annotated]) -> list[str]:
    return sorted(
        {one.article.text[s.start : s.end] for one in annotated for s in one.annotation.sentences}
    )


def main() -> None:
    given = sys.argv[1:] or [str(REAL if REAL.is_dir() else ROOT / "examples" / "ferry")]
    whole, parsing, encoding = warm(given)
    print(f"sources                        {' '.join(Path(g).name for g in given)}")
    print(f"cold start, whole comparison   {cold(given):6.2f} s   (at most 10)")
    print(f"spaCy alone, models loaded     {parsing:6.2f} s")
    print(f"encoder alone, models loaded   {encoding:6.2f} s")
    print(f"whole comparison, loaded       {whole:6.2f} s")
    print(f"ratio                          {whole / (parsing + encoding):6.2f}     (at most 1.5)")
    if not sys.argv[1:]:
        annotating("group")
        annotating("reuse")


if __name__ == "__main__":
    main()
