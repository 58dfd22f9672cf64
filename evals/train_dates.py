"""Trains the score of publication dates (``rashomon.stages.clean.publication``).

    python evals/train_dates.py --data ../shared/data/read --folds DIR [--out FILE] [--show]

Data: the text dumps of the fundus pages with gold dates. A date of the page that is not called an
update is a candidate, right where one of its readings is the gold day; a page that does not show
it wants none. Beside each page are learned from: its crop from the headline on, what is left of
both without the lines that show the day, and the title with the gold body, without a date and with
one put under the title, as most scraped text has few lines beside the report. Conditional logit
(``logit.py``), split by outlet into five folds. ``--folds`` holds a folder for each with the
``body.npz`` of ``train_body.py`` and the ``titles.json`` of ``train_titles.py``.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from zlib import crc32

import numpy as np
from logit import Page, arguments, cross_validated, trained
from score_metadata import RIGHT, token_f1
from train_body import FOLDS, outlet

from rashomon.stages.clean.cleaning import told_units
from rashomon.stages.clean.dates import find_moments
from rashomon.stages.clean.model import load_model
from rashomon.stages.clean.publication import NAMES, dated_of, features
from rashomon.stages.read.decode import decode


def page_of(name: str, kind: str, day: str, text: str, models: Path) -> Page:
    units = told_units(text, load_model(models / "body.npz"), None, models)
    dated = dated_of(text, units)
    rows = features(text, units, dated)
    kept = [i for i, one in enumerate(dated) if one.role != "changed"]
    x = np.array([rows[i] for i in kept]).reshape(len(kept), len(NAMES))
    days = [[str(r) for r in dated[i].moment.readings] for i in kept]
    right = np.array([float(day in own) for own in days])
    texts = [
        text[max(0, dated[i].moment.start - 50) : dated[i].moment.end + 30].replace("\n", "/")
        for i in kept
    ]
    return Page(name, kind, x, right, not right.any(), True, day, texts)


def date_lines(day: str, name: str) -> list[str]:
    """Lines with a date, alone and beside an author and an outlet, in styles drawn by lot."""
    when = datetime.fromisoformat(day)
    draw = np.random.default_rng(crc32(name.encode()))
    hour, minute = int(draw.integers(0, 24)), int(draw.integers(0, 60))
    styles = (
        f"{when:%A} {when.day} {when:%B} {when:%Y}", f"{when:%B} {when.day}, {when:%Y}",
        f"{when:%d.%m.%Y} {hour:02d}:{minute:02d}", f"{when:%Y-%m-%d}", f"{when:%d.%m.%Y}",
        f"{when:%a}, {when.day} {when:%b} {when:%Y} {hour:02d}:{minute:02d}",
        f"{when:%A, %B %d, %Y}",
    )  # fmt: skip
    alone, beside = (styles[int(i)] for i in draw.integers(0, len(styles), 2))
    frames = (f"By Ann Oak {beside}", f"Orlo Post, {beside}, by Ann Oak", f"Ann Oak | {beside}")
    return [alone, frames[int(draw.integers(0, len(frames)))]]


def shows(line: str, day: str) -> bool:
    return any(day in map(str, moment.readings) for moment in find_moments(line))


def load(data: Path, folds: Path) -> list[Page]:
    pages = []
    for row in map(json.loads, (data / "gold.jsonl").open(encoding="utf-8")):
        if row.get("in_dump", 1) < 0.9 or not row["published"]:
            continue
        name, day = outlet(row), row["published"][:10]
        models = folds / str(crc32(name.encode()) % FOLDS)
        bare = "\n".join((row["title"], *row["body"].split("\n")))
        bare = "\n".join(line for line in bare.split("\n") if not shows(line, day))
        pages.append(page_of(name, "bare text", day, bare, models))
        title, rest = bare.split("\n", 1)
        for i, shown in enumerate(date_lines(day, row["name"])):
            dated = f"{title}\n{shown}\n{rest}"
            pages.append(page_of(name, f"bare text dated {i}", day, dated, models))
        for kind in ("dump_a", "dump_b"):
            text = decode((data / kind / f"{row['name']}.txt").read_bytes()) or ""
            lines = text.split("\n")
            undated = "\n".join(line for line in lines if not shows(line, day))
            pages.append(page_of(name, kind, day, text, models))
            pages.append(page_of(name, f"{kind} undated", day, undated, models))
            at = [i for i, line in enumerate(lines) if token_f1(row["title"], line) >= RIGHT]
            if at:
                crop = "\n".join(lines[at[0] : at[0] + 60])
                pages.append(page_of(name, f"{kind} cropped", day, crop, models))
                rest = "\n".join(line for line in crop.split("\n") if not shows(line, day))
                pages.append(page_of(name, f"{kind} cropped undated", day, rest, models))
    return pages


def main() -> None:
    options = arguments(__doc__)
    pages = load(options.data, options.folds)
    fold = [crc32(page.outlet.encode()) % FOLDS for page in pages]
    cross_validated(pages, fold, NAMES, options.folds, "dates.json", show=options.show)
    trained(pages, NAMES, options.out)


if __name__ == "__main__":
    main()
