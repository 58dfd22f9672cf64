"""Prints resolved and open pronouns of articles, drawn by lot, to be judged by eye.

python evals/read_pronouns.py FOLDER [--number 60] [--seed 1]
"""

import argparse
import random
from pathlib import Path

from train_quotes import article

from rashomon.stages.annotate import SpacyParser
from rashomon.stages.annotate.entities import find as entities
from rashomon.stages.annotate.entities.pronouns import PRONOUNS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--number", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    draw = random.Random(args.seed)
    paths = draw.sample(sorted(args.folder.glob("*.txt")), 20)
    engine, found = SpacyParser(), []
    for art in map(article, paths):
        parse = engine.parse([art])[0]
        named = entities.find(art, parse)
        names = {e.id: e.name for e in named.entities}
        at = {m.start: names[m.entity] for m in named.mentions}
        for token in parse.tokens:
            if token.text.lower() in PRONOUNS and token.pos == "PRON":
                left = art.text[max(0, token.start - 260) : token.start].replace("\n", "¶")
                right = art.text[token.end : token.end + 30].replace("\n", "¶")
                found.append(f"{at.get(token.start)} <- {left}[[{token.text}]]{right}\n")
    print("\n".join(draw.sample(found, min(args.number, len(found)))))


if __name__ == "__main__":
    main()
