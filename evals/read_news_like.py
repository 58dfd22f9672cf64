"""Measure on dev pages what readers take for a report: the test for web archives, and the lengths
by which a feed's text is taken for the whole of one.

    python evals/read_news_like.py shared/data/read
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

from rashomon.stages.read.feed_entry import FULL_CONTENT, FULL_SUMMARY
from rashomon.stages.read.news import DECLARED, RUNNING_WORDS, running_words, why_not_news


def main(folder: Path) -> None:
    pages = [gzip.decompress(path.read_bytes()) for path in sorted(folder.glob("html/*.gz"))]
    texts = [page.decode("latin-1") for page in pages]
    declared = sum(DECLARED.search(text) is not None for text in texts)
    running = sorted(running_words(text) for text in texts)
    passed = sum(why_not_news(page, None) is None for page in pages)
    print(f"{len(pages)} pages; {declared} call themselves an article; running words:")
    print("  " + percentiles(running))
    print(f"taken for a report with {RUNNING_WORDS} running words: {passed}")
    lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    lengths = sorted(len(json.loads(line)["body"].split()) for line in lines)
    print("words of the bodies:\n  " + percentiles(lengths))
    for least in (FULL_CONTENT, FULL_SUMMARY):
        share = sum(length >= least for length in lengths) / len(lengths)
        print(f"  {least} words or more: {share:.3f}")


def percentiles(values: list[int]) -> str:
    points = (0, 1, 2, 5, 10, 25, 50)
    return ", ".join(f"{p}%: {values[len(values) * p // 100]}" for p in points)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
