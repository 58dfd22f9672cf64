"""Speed of reading, beside trafilatura on the same pages in the same minutes.

    python evals/bench_read.py [--texts N] [--rounds N]

Plain text: the articles of ``data/group`` and ``data/reuse`` beside the repository, repeated with
another last line each until there are N, as one JSON Lines file of bare texts. HTML: the pages of
``data/read``, twice. Both go through ``rashomon read --jobs 2`` as a user would call it, start of
the processes included; trafilatura extracts the same pages in a pool of two processes.
Without that data the sample texts stand in, and there are no pages to measure.
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data"
JOBS = 2
PAGE_ROUNDS = 2
"""Times that each page is read, so that the start of the processes does not weigh too much."""


def seconds(function: Callable[[], object]) -> float:
    begin = time.perf_counter()
    function()
    return time.perf_counter() - begin


def texts() -> list[str]:
    folders = [
        DATA / "group" / "articles",
        DATA / "reuse" / "articles",
        ROOT / "examples" / "ferry",
    ]
    there = [folder for folder in folders if folder.is_dir()]
    paths = [path for folder in there[:2] for path in sorted(folder.glob("*.txt"))]
    return [path.read_text(encoding="utf-8", errors="replace") for path in paths]


def repeated(found: list[str], count: int) -> Iterator[str]:
    for number, text in enumerate(islice(cycle(found), count)):
        yield json.dumps({"text": f"{text}\n\nCopy {number} of these.\n"})


def pages() -> list[bytes]:
    return [
        gzip.decompress(path.read_bytes()) for path in sorted((DATA / "read/html").glob("*.gz"))
    ]


def ours(source: Path, target: Path) -> None:
    command = [sys.executable, "-m", "rashomon", "read", str(source), "--jobs", str(JOBS)]
    done = subprocess.run(
        [*command, "-o", str(target)], capture_output=True, text=True, check=False
    )
    if done.returncode not in (0, 3):
        raise SystemExit(done.stderr)


def extract(page: bytes) -> int:
    from trafilatura.core import bare_extraction

    found = bare_extraction(page, with_metadata=True, include_comments=False)
    return 0 if found is None else len(getattr(found, "text", "") or "")


def theirs(found: list[bytes]) -> None:
    with multiprocessing.get_context("spawn").Pool(JOBS) as pool:
        pool.map(extract, found, chunksize=16)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=int, default=6000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, answer = folder / "texts.jsonl", folder / "answer.jsonl"
        source.write_text("\n".join(repeated(texts(), options.texts)), encoding="utf-8")
        plain = [seconds(lambda: ours(source, answer)) for _ in range(options.rounds)]
        speed = options.texts / statistics.median(plain)
        print(f"plain text, {JOBS} processes      {speed:7.0f} articles a second   (at least 600)")
        html(folder, options.rounds)


def html(folder: Path, rounds: int) -> None:
    found = pages() * PAGE_ROUNDS
    if not found:
        print("HTML                        not measured: no pages beside the repository")
        return
    source = folder / "pages"
    source.mkdir()
    for number, page in enumerate(found):
        (source / f"{number:05}.html").write_bytes(page + f"<!-- {number} -->".encode())
    own, peer = [], []
    for _ in range(rounds):
        own.append(seconds(lambda: ours(source, folder / "pages.jsonl")))
        peer.append(seconds(lambda: theirs(found)))
    mine, other = (len(found) / statistics.median(times) for times in (own, peer))
    print(f"HTML, {JOBS} processes            {mine:7.1f} pages a second       (at least 60)")
    print(f"trafilatura, {JOBS} processes     {other:7.1f} pages a second")
    print(f"ratio                       {mine / other:7.2f}")


if __name__ == "__main__":
    main()
