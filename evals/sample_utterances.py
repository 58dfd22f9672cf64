"""Draws pairs of quotations of data/group to be labelled: one utterance, or two.

    python evals/sample_utterances.py DATA/group --cache FOLDER --out PAIRS.jsonl [--count 500]

Pairs of different articles of one story whose speakers may be one, the same number from each
tenth of cosine; of the many that share next to nothing few are drawn. What is written out holds
texts and lies outside the repository; labels are kept as file names and offsets.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from pathlib import Path
from typing import Any

from conflict_data import Laboratory, group_stories

from rashomon.stages.collate.context import Context
from rashomon.stages.collate.utterances import Utterance, utterances

LEAST = 0.25
"""Cosine below which a pair is not worth a reader's time."""


def pairs(context: Context, laboratory: Laboratory, story: str) -> list[dict[str, Any]]:
    said = utterances(context)
    vectors = laboratory.embedder.embed([u.said for u in said])
    cosines = vectors @ vectors.T
    found = []
    for number, a in enumerate(said):
        for b in said[number + 1 :]:
            cosine = round(float(cosines[a.number, b.number]), 3)
            if a.article != b.article and cosine >= LEAST and may_be_one(a, b):
                sides = {"a": side(context, a), "b": side(context, b)}
                found.append({"story": story, "cosine": cosine, **sides})
    return found


def may_be_one(a: Utterance, b: Utterance) -> bool:
    return a.actor is None or b.actor is None or a.actor == b.actor


def side(context: Context, said: Utterance) -> dict[str, Any]:
    one = context.articles[said.article].article
    first, last = said.quote.spans[0][0], said.quote.spans[-1][1]
    return {
        "file": Path(one.source).name,
        "spans": said.quote.spans,
        "kind": said.quote.kind,
        "text": said.text,
        "speaker": None if said.actor is None else context.actors[said.actor].name,
        "around": one.text[max(0, first - 250) : last + 150],
        "published": one.published,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--stories", type=int, default=69)
    options = parser.parse_args()
    laboratory = Laboratory(options.cache)
    bins: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for name, paths, _ in list(group_stories(options.data))[: options.stories]:
        for pair in pairs(laboratory.context(laboratory.articles(paths)), laboratory, name):
            bins[min(9, int(pair["cosine"] * 10))].append(pair)
    chance = random.Random(0)
    for drawn in bins.values():
        chance.shuffle(drawn)
    each = options.count // len(bins)
    chosen = [pair for number in sorted(bins) for pair in bins[number][:each]]
    chance.shuffle(chosen)
    with options.out.open("w", encoding="utf-8") as file:
        for number, pair in enumerate(chosen):
            file.write(json.dumps({"id": f"u{number:03}", **pair}, ensure_ascii=False) + "\n")
    print({number / 10: len(bins[number]) for number in sorted(bins)}, len(chosen))


if __name__ == "__main__":
    main()
