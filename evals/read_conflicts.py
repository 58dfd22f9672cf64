"""Print every conflict and development that is found in real stories, to be read by a person.

python evals/read_conflicts.py DATA/group --cache FOLDER [--stories 0 69]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec
from conflict_data import Laboratory, group_stories

from rashomon.stages.collate import conflicts


def main() -> None:
    """Print kind, confidence, reason and values with their sentences."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--cache", type=Path, required=True)
    arguments.add_argument("--stories", type=int, nargs=2, default=(0, 10**6))
    options = arguments.parse_args()
    laboratory = Laboratory(options.cache)
    first, last = options.stories
    for name, paths, times in list(group_stories(options.data))[first:last]:
        articles = [
            msgspec.structs.replace(a, published=times[Path(a.source).name] or a.published)
            for a in laboratory.articles(paths)
        ]
        for letter, part in zip("CD", conflicts.find(laboratory.context(articles)), strict=True):
            for each in part:
                print(name, letter, each.kind, each.confidence, each.reason, "|", each.about)
                for value in each.values:
                    print("    ", value.value, value.when, "|", value.evidence[0].text)


if __name__ == "__main__":
    main()
