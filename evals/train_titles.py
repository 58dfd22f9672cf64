"""Trains the score of headlines (``rashomon.stages.clean.titles``) and reports held-out figures.

    python evals/train_titles.py --data ../shared/data/read --folds DIR [--out FILE]

Data: the text dumps of the fundus pages with gold titles. A candidate is right at a token F1 of .8
with it (the rule of ``score_read.py``). Beside each page two crops are learned from, as scraped
text has little of a page's menus: one that begins a few lines before the headline, and one that
begins with the report, where the right answer is none; and the gold body with and without the
title. Conditional logit over the candidates of a
page and "none", with an L2 penalty. Outlets are split over five folds; figures are of the fold
left out. ``--folds`` is the folder that ``train_body.py --folds`` made
(``0/body.npz`` …), so that no line's score comes from a model that saw its outlet; the weights of
each fold are written beside it as ``titles.json``, for ``score_metadata.py``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import numpy as np
from logit import Page, arguments, cross_validated, trained
from score_metadata import RIGHT, token_f1
from train_body import FOLDS, outlet

from rashomon.stages.clean.head import first_paragraph
from rashomon.stages.clean.kinds import tell_kinds
from rashomon.stages.clean.model import BodyModel, load_model
from rashomon.stages.clean.title_candidates import candidates, words_on
from rashomon.stages.clean.title_features import NAMES, features
from rashomon.stages.clean.units import units_of
from rashomon.stages.read.decode import decode

LONGEST_SNIPPET = 3
SENTENCE_LENGTH = 60
"""Paragraphs that a snippet has at most, and characters that each of them has at least."""
EVEN = 0.5
"""Least score of a headline: even odds against "none", in the folds as in the packaged weights."""


def page_of(name: str, kind: str, title: str | None, text: str, body) -> Page:
    """The candidates of a text; the right ones count by how right they are."""
    units = units_of(text)
    tell_kinds(units, body)
    first = first_paragraph(units)
    words = words_on(units, first or 0)
    found = candidates(units, first, words) if first is not None else []
    rows = features(units, first, words, found) if found else []
    x = np.array(rows).reshape(len(found), len(NAMES))
    f1 = np.array([token_f1(title, c.text) if title else 0.0 for c in found])
    target = np.where(f1 >= RIGHT, f1**8, 0.0)
    return Page(name, kind, x, target, title is None, True, title, [c.text for c in found])


def crops(text: str, title: str, seed: int):
    """The text from a few lines before its headline on, and from behind it on."""
    lines = text.split("\n")
    at = [i for i, line in enumerate(lines) if token_f1(title, line) >= RIGHT]
    if not at:
        return
    draw = np.random.default_rng(seed)
    before = int(draw.integers(0, 5))
    yield "cropped", title, "\n".join(lines[max(0, at[0] - before) : at[0] + 120])
    rest = [
        line
        for line in lines[at[-1] + 1 :]
        if len(line) > 80 and line.rstrip().endswith((".", "”", '"'))
    ]
    if len(rest) > 4:
        yield "headless", None, "\n".join(rest[:60])


def snippets(report: str, title: str, seed: int) -> Iterator[tuple[str, str | None, str]]:
    """The first sentence or paragraphs of a report, with its headline and without."""
    paragraphs = [line for line in report.split("\n") if len(line) > SENTENCE_LENGTH]
    if len(paragraphs) < LONGEST_SNIPPET:
        return
    draw = np.random.default_rng(seed + 1)
    gap = "\n\n" if draw.random() < 0.5 else "\n"
    sentence = re.split(r"(?<=[.!?])\s+", paragraphs[0])[0]
    long = gap.join(paragraphs[: int(draw.integers(1, LONGEST_SNIPPET + 1))])
    for text in (sentence, long):
        yield "snippet", title, f"{title}{gap}{text}"
        yield "snippet headless", None, text


def load(data: Path, models: list[BodyModel]) -> list[Page]:
    pages = []
    for row in map(json.loads, (data / "gold.jsonl").open(encoding="utf-8")):
        title = row["title"]
        if row.get("in_dump", 1) < 0.9 or not title:
            continue
        name = outlet(row)
        body = models[crc32(name.encode()) % FOLDS]
        report = row["body"].replace(title, "").strip()
        for kind, answer, text in (
            ("bare text", title, f"{title}\n{report}"),
            ("bare headless", None, report),
            *snippets(report, title, crc32(row["name"].encode())),
        ):
            pages.append(page_of(name, kind, answer, text, body))
        for kind in ("dump_a", "dump_b"):
            text = decode((data / kind / f"{row['name']}.txt").read_bytes()) or ""
            pages.append(page_of(name, kind, title, text, body))
            for crop, crop_title, part in crops(text, title, crc32(row["name"].encode())):
                pages.append(page_of(name, f"{kind} {crop}", crop_title, part, body))
    return pages


def main() -> None:
    options = arguments(__doc__)
    bodies = [load_model(options.folds / str(n) / "body.npz") for n in range(FOLDS)]
    pages = load(options.data, bodies)
    fold = [crc32(page.outlet.encode()) % FOLDS for page in pages]
    cross_validated(pages, fold, NAMES, options.folds, "titles.json", show=options.show, least=EVEN)
    trained(pages, NAMES, options.out, EVEN)


if __name__ == "__main__":
    main()
