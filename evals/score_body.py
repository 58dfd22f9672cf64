"""Held-out figures of the reading and cleaning stages on the dumps of saved pages.

    python evals/score_body.py --data ../shared/data/read --score ../shared/score --folds DIR
        [--wrap 72]

DIR holds the models that ``evals/train_body.py --folds DIR`` wrote: each page is cleaned with
the model that has seen no page of its outlet. Figures are those of ``score_read.py``. ``--wrap``
breaks the lines of the dumps at a width first, as agencies and e-mail do.
"""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from collections import defaultdict
from pathlib import Path
from zlib import crc32

from train_body import FOLDS, outlet

from rashomon.models import Document
from rashomon.stages.clean import clean
from rashomon.stages.read import read


def wrapped(text: str, width: int) -> str:
    """The text with each line broken at a width."""
    lines = [
        textwrap.wrap(line, width, break_on_hyphens=False, break_long_words=False) or [""]
        for line in text.splitlines()
    ]
    return "\n".join("\n".join(line) for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--score", type=Path, required=True)
    parser.add_argument("--folds", type=Path, required=True)
    parser.add_argument("--step", type=int, default=1)
    parser.add_argument("--wrap", type=int, default=0)
    parser.add_argument("--worst", type=int, default=0, help="pages of most loss to name")
    options = parser.parse_args()
    sys.path.insert(0, str(options.score))
    import score_read

    rows = [json.loads(line) for line in (options.data / "gold.jsonl").open(encoding="utf-8")]
    pages = defaultdict(list)
    for fold in range(FOLDS):
        mine = [r for r in rows if crc32(outlet(r).encode()) % FOLDS == fold][:: options.step]
        for row in (r for r in mine if r.get("in_dump", 1) >= 0.9):
            for kind in ("dump_a", "dump_b"):
                path = str(options.data / kind / f"{row['name']}.txt")
                found = [d for d in read([path]) if isinstance(d, Document)]
                if options.wrap:
                    text = wrapped(found[0].text, options.wrap)
                    found = [Document(id="", source=path, sources=(path,), text=text)]
                told = clean(found, options.folds / str(fold))[0]
                article = json.loads(json.dumps(told.to_dict()))
                page = score_read.score_page(row, article, path, kind)
                pages[f"{row['set']}/{kind}"].append(page)
    for name, results in sorted(pages.items()):
        p, r, f = score_read.figures(results)
        title = score_read.share(results, "title")
        day = score_read.share(results, "published")
        sound = score_read.share(results, "sound")
        print(
            f"{name}: n={len(results)} P {p:.3f} R {r:.3f} F1 {f:.3f} title {title} day {day}"
            f" sound {sound}"
        )
        for page in sorted(results, key=lambda one: sum(x or 0 for x in one["body"]))[
            : options.worst
        ]:
            print("  ", page["name"], page["body"])


if __name__ == "__main__":
    main()
