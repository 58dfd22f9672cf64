"""Print pairs of quotations of one speaker with their cosines, and whether they are joined.

python evals/read_quotations.py DATA/group --cache FOLDER [--stories 0 30] [--least 0.5]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from conflict_data import Laboratory, group_stories

from rashomon.stages.collate import quotations
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.utterances import utterances


def pairs(context: Context, laboratory: Laboratory, least: float) -> list:
    """(cosine, joined, text, text) of the pairs of one speaker in different articles."""
    said = utterances(context)
    if not said:
        return []
    group = {
        (variant.article, variant.spans): quote.id
        for quote in quotations.align(context, laboratory.embedder)
        for variant in quote.variants
    }
    vectors = laboratory.embedder.embed([u.said for u in said])
    cosines = vectors @ vectors.T
    found = []
    for number, a in enumerate(said):
        for b in said[number + 1 :]:
            cosine = float(cosines[a.number, b.number])
            if a.article != b.article and a.actor and a.actor == b.actor and cosine >= least:
                ids = [group[u.article, u.quote.spans] for u in (a, b)]
                found.append((cosine, ids[0] == ids[1], a.text, b.text))
    return found


def main() -> None:
    """Print the pairs, the most alike first."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--cache", type=Path, required=True)
    arguments.add_argument("--stories", type=int, nargs=2, default=(0, 30))
    arguments.add_argument("--least", type=float, default=0.5)
    options = arguments.parse_args()
    laboratory = Laboratory(options.cache)
    first, last = options.stories
    found = []
    for _, paths, _ in list(group_stories(options.data))[first:last]:
        context = laboratory.context(laboratory.articles(paths))
        found += pairs(context, laboratory, options.least)
    for cosine, joined, a, b in sorted(found, reverse=True):
        print(f"{cosine:.2f} {'joined' if joined else '-':6} {a[:160]!r} | {b[:160]!r}")


if __name__ == "__main__":
    main()
