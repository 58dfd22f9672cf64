"""Score conflicts in one process, models loaded once: the figures of score_conflict.py, quicker.

    python evals/score_conflicts.py DATA/conflict SCORE_FOLDER --cache FOLDER [--misses]

DATA/conflict and SCORE_FOLDER are the public acceptance data and its scorers.
"""

from __future__ import annotations

import argparse
import collections
import dataclasses
import json
import sys
from pathlib import Path

from conflict_data import Laboratory

from rashomon.models import Conflict
from rashomon.stages.collate import conflicts, quotations


def flagged(found: tuple[Conflict, ...], letters: dict[str, str]) -> list:
    """Conflicts with evidence in both files, in the shape that the scorer takes."""
    result = []
    for conflict in found:
        places = [
            (number, letters[cited.article], (cited.start, cited.end))
            for number, value in enumerate(conflict.values)
            for cited in value.evidence
        ]
        if {letter for _, letter, _ in places} == {"a", "b"}:
            result.append((conflict.kind, places))
    return result


def main() -> None:
    """Score every item and print recall by kind, false findings by control, and F1."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("scorers", type=Path)
    arguments.add_argument("--cache", type=Path, required=True)
    arguments.add_argument("--misses", action="store_true")
    options = arguments.parse_args()
    sys.path.insert(0, str(options.scorers))
    import score_conflict

    laboratory = Laboratory(options.cache)
    rows = collections.defaultdict(list)
    for item in json.loads((options.data / "gold.json").read_text("utf-8"))["items"]:
        articles = laboratory.articles([options.data / item[letter] for letter in "ab"])
        letters = {article.id: letter for article, letter in zip(articles, "ab", strict=True)}
        context = laboratory.context(articles)
        said = quotations.compare(context, laboratory.embedder)
        context = dataclasses.replace(context, quotes=said.quotes, moved=said.moved)
        found = conflicts.find(context)[0]
        row = score_conflict.score_item(item, flagged(found, letters))
        rows[item["kind"] or f"control {item['control']}"].append(row)
        if options.misses and (row["false"] or row["hit"] < row["planted"]):
            print(item["id"], item["kind"], item["a_sentence"], "|", item["b_sentence"])
            for each in found:
                print("   ", each.kind, [(v.text, v.evidence[0].text) for v in each.values])
    for name in sorted(rows):
        hits, false = (sum(r[key] for r in rows[name]) for key in ("hit", "false"))
        print(f"{name:18} items {len(rows[name]):3}  hits {hits:3}  false {false}")
    every = [row for part in rows.values() for row in part]
    hit, flags, planted = (sum(r[key] for r in every) for key in ("hit", "flags", "planted"))
    print(f"precision {hit / max(1, flags):.3f}  recall {hit / max(1, planted):.3f}")


if __name__ == "__main__":
    main()
