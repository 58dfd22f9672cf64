"""Held-out figures of short texts: teasers, cut reports, single paragraphs.

    python evals/score_snippets.py --data ../shared/data/read --folds DIR

Sentences and paragraphs from the head of gold bodies, alone and under their titles, cleaned with
the models of the fold that has seen no page of their outlet (``train_body.py --folds DIR``, then
``train_titles.py``). Printed: texts of which anything is body, the mean share of their words that
is, and titles right (null where none was given).
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from train_body import FOLDS, outlet
from train_titles import LONGEST_SNIPPET, SENTENCE_LENGTH

from rashomon.models import Article, Document
from rashomon.stages.clean import clean

Snippet = tuple[str, str | None, str]
"""Kind, title, text below it."""


def snippets(row: dict) -> Iterator[Snippet]:
    lines = [line.strip() for line in row["body"].split("\n")]
    paragraphs = [line for line in lines if len(line) > SENTENCE_LENGTH]
    if len(paragraphs) < LONGEST_SNIPPET:
        return
    first = re.split(r"(?<=[.!?])\s+", paragraphs[0])[0]
    texts = {"sentence": first, "paragraph": paragraphs[0], "three": "\n\n".join(paragraphs[:3])}
    for kind, text in texts.items():
        yield kind, None, text
        if row["title"]:
            yield f"{kind}, titled", row["title"], text


def kept(article: Article, wanted: str) -> float:
    body = [article.text[b.start : b.end] for b in article.blocks if b.kind in ("body", "summary")]
    return min(1.0, len("".join(" ".join(body).split())) / len("".join(wanted.split())))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--folds", type=Path, required=True)
    options = parser.parse_args()
    rows = [json.loads(line) for line in (options.data / "gold.jsonl").open(encoding="utf-8")]
    table: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for fold in range(FOLDS):
        mine = [row for row in rows if crc32(outlet(row).encode()) % FOLDS == fold]
        found = [one for row in mine for one in snippets(row)]
        documents = [document(number, one) for number, one in enumerate(found)]
        articles = clean(documents, options.folds / str(fold))
        for article, (kind, title, text) in zip(articles, found, strict=True):
            table[kind].append((kept(article, text), article.title == title))
    for kind, results in sorted(table.items()):
        shares, titles = zip(*results, strict=True)
        n = len(results)
        print(
            f"{kind:18} n {n:3}  some body {sum(s > 0 for s in shares) / n:.3f}"
            f"  words kept {sum(shares) / n:.3f}  title right {sum(titles) / n:.3f}"
        )


def document(number: int, one: Snippet) -> Document:
    name = f"{number}.txt"
    text = one[2] if one[1] is None else f"{one[1]}\n\n{one[2]}"
    return Document(id=f"sha256:{number}", source=name, sources=(name,), text=text)


if __name__ == "__main__":
    main()
