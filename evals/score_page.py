"""Reads the saved pages and scores body, title and date beside trafilatura alone, in one run.

    python evals/score_page.py --data ../shared/data/read [--folds DIR] [--worst N]

The measure is that of ``score_read.py``. With ``--folds`` (made by ``train_page.py --folds``) each
page is read with a model that never saw its site; without, the figures of our row are not held
out. trafilatura is called with metadata and without comments, else with its defaults. Seconds are
of the extraction alone, on one core, pages loaded before.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from page_data import body_text, fold_of, mean_figures, page_figures, pages, runs, token_f1

from rashomon.errors import InputError
from rashomon.models import Page
from rashomon.stages.read.html import extract

Found = tuple[list[tuple[str, str]], str | None, str | None]
"""Kind and text of the blocks, title, time of publication."""
NOTHING: Found = ([], None, None)
RIGHT = 0.8
"""Token F1 from which a title is right."""


def ours(row: dict, content: bytes, folds: Path | None) -> Found:
    page = Page(id="sha256:0", source=row["name"], sources=(row["name"],), content=content)
    try:
        found = extract(page, folds / str(fold_of(row)) if folds else None)
    except InputError as problem:
        print(problem)
        return NOTHING
    blocks = [(b.kind, found.text[b.start : b.end]) for b in found.blocks or ()]
    return blocks, found.title, found.published


def theirs(row: dict, content: bytes, folds: Path | None) -> Found:
    from trafilatura.core import bare_extraction

    found = bare_extraction(content, include_comments=False, with_metadata=True)
    if found is None or isinstance(found, dict):
        return NOTHING
    return [("body", found.text or "")], found.title, found.date


def same_day(gold: str, mine: str | None) -> bool:
    """The same day, or the same moment in another zone."""
    if not mine:
        return False
    if gold[:10] == mine[:10]:
        return True
    try:
        a, b = (datetime.fromisoformat(text.replace("Z", "+00:00")) for text in (gold, mine))
    except ValueError:
        return False
    both = a.tzinfo and b.tzinfo
    return bool(both and abs((a - b).total_seconds()) <= 60)


def score(name: str, reader: Callable[..., Found], data: list, options: argparse.Namespace) -> None:
    figures: dict[str, list] = {}
    titles, dates, listed = [], [], []
    begin = time.process_time()
    answers = [reader(row, content, options.folds) for row, content in data]
    seconds = time.process_time() - begin
    for (row, _), (blocks, title, published) in zip(data, answers, strict=True):
        gold = runs(row["body"])
        found = page_figures(body_text(blocks, gold), gold)
        figures.setdefault(row["set"], []).append(found)
        listed.append((sum(value or 0.0 for value in found), row["name"], found))
        if row["title"]:
            titles.append(token_f1(row["title"], title or "") >= RIGHT)
            dates.append(same_day(row["published"], published))
    for part, found in sorted(figures.items()):
        p, r, f = mean_figures(found)
        print(f"{name} {part}: P {p:.4f} R {r:.4f} F1 {f:.4f} of {len(found)}")
    print(
        f"{name} fundus: titles {sum(titles) / len(titles):.3f} dates {sum(dates) / len(dates):.3f}"
    )
    print(f"{name}: {len(data) / seconds:.1f} pages a second")
    for _, page, found in sorted(listed)[: options.worst]:
        print(f"  {page} P {found[0]} R {found[1]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--folds", type=Path, help="a folder of model folders, one for each fold")
    parser.add_argument("--worst", type=int, default=0, help="list so many of the worst pages")
    options = parser.parse_args()
    data = list(pages(options.data))
    score("ours", ours, data, options)
    score("trafilatura", theirs, data, options)


if __name__ == "__main__":
    main()
