"""Sets the weights of the headline's score in ``rashomon.stages.clean.head``.

    python evals/tune_titles.py --data ../shared/data/read --score ../shared/score

Coordinate search over a few values each, on the text dumps of the fundus pages of every second
outlet; the hit rate on the other outlets is printed beside it. A page without its headline on
a line of its own cannot be hit.
"""

from __future__ import annotations

import argparse
import copy
import json
import sys
from pathlib import Path
from zlib import crc32

from train_body import outlet

from rashomon.stages.clean import head
from rashomon.stages.clean.kinds import tell_kinds
from rashomon.stages.clean.units import units_of
from rashomon.stages.read.decode import decode

VALUES = {
    "MIN_TITLE": (0.15, 0.2, 0.25, 0.3, 0.4),
    "FULL_TITLE": (5, 6, 7, 8, 9),
    "DISTANCE": (0.002, 0.004, 0.006, 0.01, 0.015),
    "COPY": (0.0, 0.1, 0.2),
    "FOLLOWED": (0.0, 0.1, 0.2),
    "FIRST_LINE": (0.1, 0.15, 0.25),
    "STOPPED": (0.1, 0.15, 0.25),
    "LATE": (0.2, 0.3, 0.5),
}


def hits(pages: list, common) -> float:
    right = 0
    for _, title, units, first in pages:
        found = None if first is None else head._title(units, first, None)
        mine = found.text if found else ""
        right += common.token_f1(title, " ".join(common.words(mine))) >= 0.8
    return right / len(pages)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--score", type=Path, required=True)
    options = parser.parse_args()
    sys.path.insert(0, str(options.score))
    import common

    rows = [json.loads(line) for line in (options.data / "gold.jsonl").open(encoding="utf-8")]
    halves: tuple[list, list] = ([], [])
    for row in rows:
        if not row["title"] or row.get("in_dump", 1) < 0.9:
            continue
        for kind in ("dump_a", "dump_b"):
            text = decode((options.data / kind / f"{row['name']}.txt").read_bytes()) or ""
            units = units_of(text)
            tell_kinds(units)
            name = outlet(row)
            page = (name, row["title"], copy.deepcopy(units), head._first_paragraph(units))
            halves[crc32(name.encode()) % 2].append(page)
    dev, held = halves
    best = hits(dev, common)
    print(f"as it is: dev {best:.3f}, held out {hits(held, common):.3f}")
    for name, values in VALUES.items():
        kept = getattr(head, name)
        for value in values:
            setattr(head, name, value)
            rate = hits(dev, common)
            if rate > best:
                best, kept = rate, value
        setattr(head, name, kept)
        print(f"{name} = {kept}: dev {best:.3f}, held out {hits(held, common):.3f}")


if __name__ == "__main__":
    main()
