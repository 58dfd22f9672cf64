"""Title, publication time and outlet from text alone: how many right, wrong and null.

    python evals/score_metadata.py read  --data ../shared/data/read [--folds DIR] [--show]
    python evals/score_metadata.py group --data ../shared/data/group [--show]

``read``: the text dumps of the fundus pages (gold title and published). The page head is not in
a dump, so a date may stand there or not: null is no error, a wrong value is. A title is right at
a token F1 of .8 (the rule of ``score_read.py``), a date on the right day. With ``--folds`` (made
by ``train_body.py --folds`` and ``train_titles.py --folds``) each page is read with learned parts
that never saw its outlet. ``group``: scraped articles with gold outlet and published; an outlet is
right where all words of its name stand in its domain, or the letters of one in the other.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from train_body import FOLDS, outlet

from rashomon.models import Article, Document
from rashomon.stages.clean import clean
from rashomon.stages.read.decode import decode

WORD = re.compile(r"\w+")
RIGHT = 0.8
"""Token F1 from which a title is right."""


def token_f1(gold: str, mine: str) -> float:
    a, b = (Counter(WORD.findall(text.casefold())) for text in (gold, mine))
    hit = sum((a & b).values())
    return 2 * hit / max(1, a.total() + b.total())


def judged(gold: str | None, mine: str | None, right: bool) -> str:
    if gold is None:
        return "no gold"
    return "null" if mine is None else "right" if right else "wrong"


def same_outlet(domain: str, name: str) -> bool:
    """Whether a name is the domain's, by its words or its initials."""
    flat = re.sub(r"[\W_]", "", domain.casefold().removeprefix("www."))
    words = [word for word in WORD.findall(name.casefold()) if word not in ("the", "of", "and")]
    bare = flat.rsplit("com", 1)[0] if flat.endswith("com") else flat
    initials = "".join(word[0] for word in WORD.findall(name.casefold()))
    spelled = "".join(words)
    return bool(words) and (
        all(word in flat for word in words)
        or bare in spelled
        or (len(initials) > 1 and initials in flat)
    )


def read_pages(options: argparse.Namespace) -> Iterator[tuple[str, str, dict, Path | None]]:
    for row in map(json.loads, (options.data / "gold.jsonl").open(encoding="utf-8")):
        if not row["title"] or row.get("in_dump", 1) < 0.9:
            continue
        fold = crc32(outlet(row).encode()) % FOLDS
        models = options.folds / str(fold) if options.folds else None
        for kind in ("dump_a", "dump_b"):
            raw = (options.data / kind / f"{row['name']}.txt").read_bytes()
            yield kind, decode(raw) or "", row, models


def group_pages(options: argparse.Namespace) -> Iterator[tuple[str, str, dict, Path | None]]:
    for row in map(json.loads, (options.data / "gold.jsonl").open(encoding="utf-8")):
        raw = (options.data / "articles" / row["file"]).read_bytes()
        yield "group", decode(raw) or "", row | {"name": row["file"]}, None


def article(name: str, text: str, models: Path | None) -> Article:
    document = Document(id="sha256:0", source=name, sources=(name,), text=text)
    return clean([document], models)[0]


def judge(row: dict, found: Article) -> Iterator[tuple[str, str, str | None, str | None]]:
    """The name of each field, how it is judged, the gold and what was found."""
    if "title" in row:
        title = token_f1(row["title"], found.title or "") >= RIGHT
        yield "title", judged(row["title"], found.title, title), row["title"], found.title
    gold, mine = row["published"], found.published
    day = mine is not None and len(mine) >= 10 and mine[:10] == gold[:10]
    yield "published", judged(gold, mine, day), gold, mine
    if "outlet" in row:
        name = found.outlet is not None and same_outlet(row["outlet"], found.outlet)
        yield "outlet", judged(row["outlet"], found.outlet, name), row["outlet"], found.outlet


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("task", choices=("read", "group"))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--folds", type=Path, help="a folder of model folders, one for each fold")
    parser.add_argument("--show", action="store_true", help="list what is not right")
    options = parser.parse_args()
    pages = read_pages(options) if options.task == "read" else group_pages(options)
    table: dict[tuple[str, str], Counter[str]] = {}
    for kind, text, row, models in pages:
        found = article(row["name"], text, models)
        for field, how, gold, mine in judge(row, found):
            table.setdefault((kind, field), Counter())[how] += 1
            if options.show and how in ("wrong", "null"):
                print(f"{kind} {row['name']} {field} {how}: gold {gold!r} found {mine!r}")
    for (kind, field), counts in table.items():
        known = counts.total() - counts["no gold"]
        shares = (
            f"{how} {counts[how]} ({counts[how] / known:.3f})" for how in ("right", "wrong", "null")
        )
        print(f"{kind} {field}: {', '.join(shares)} of {known}")


if __name__ == "__main__":
    main()
