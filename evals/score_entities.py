"""Scores entities against ``evals/gold/entities``: CoNLL F1, with a plain string match beside.

    python evals/score_entities.py [--set first|second] [--half open|held|all] [--misses FILE]

CoNLL F1 is the mean of MUC (Vilain et al. 1995), B-cubed (Bagga and Baldwin 1998) and CEAF-e with
the similarity phi4 (Luo 2005). Spans count only where they are exact; entities with one mention
are left out on both sides. The gold was written by somebody who had not seen the code; ``held`` was
opened once for the figure that is reported, and both halves are worked on since; of the second set
all is held, and it is opened once too. The string match
takes each run of capitalised words as a mention and joins those that are equal, or of which one is
the last word of the other.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

import rashomon

GOLD = {
    "first": Path(__file__).parent / "gold" / "entities",
    "second": Path(__file__).parent / "gold" / "entities_second",
}
Span = tuple[int, int]
Chain = frozenset[Span]
Document = tuple[list[Chain], list[Chain]]
"""Gold and answer."""


def chains(mentions: Sequence[tuple[Span, str]]) -> list[Chain]:
    """Entities of two mentions or more, in the order of their first."""
    found: dict[str, set[Span]] = defaultdict(set)
    for span, entity in mentions:
        found[entity].add(span)
    return sorted((frozenset(m) for m in found.values() if len(m) > 1), key=sorted)


def muc(key: list[Chain], answer: list[Chain]) -> tuple[float, float]:
    """Links of the key that the answer has, and how many there are."""
    place = {span: number for number, chain in enumerate(answer) for span in chain}
    got = 0
    for chain in key:
        parts = {place.get(span, ("alone", span)) for span in chain}
        got += len(chain) - len(parts)
    return got, sum(len(chain) - 1 for chain in key)


def b_cubed(key: list[Chain], answer: list[Chain]) -> tuple[float, float]:
    place = {span: chain for chain in answer for span in chain}
    got = sum(
        len(chain & place.get(span, frozenset())) / len(chain) for chain in key for span in chain
    )
    return got, sum(len(chain) for chain in key)


def ceaf(key: list[Chain], answer: list[Chain]) -> float:
    """Sum of phi4 over the best one-to-one alignment."""
    if not key or not answer:
        return 0.0
    table = np.array([[2 * len(k & a) / (len(k) + len(a)) for a in answer] for k in key])
    rows, columns = linear_sum_assignment(-table)
    return float(table[rows, columns].sum())


def f1(precision: tuple[float, float], recall: tuple[float, float]) -> tuple[float, float, float]:
    p, r = (got / of if of else 0.0 for got, of in (precision, recall))
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def total(parts: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return sum(got for got, _ in parts), sum(of for _, of in parts)


def conll(documents: Sequence[Document]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of each measure over all documents; their mean as ``conll``."""
    told = {}
    for name, measure in (("muc", muc), ("b3", b_cubed)):
        told[name] = f1(
            total([measure(answer, key) for key, answer in documents]),
            total([measure(key, answer) for key, answer in documents]),
        )
    aligned = sum(ceaf(key, answer) for key, answer in documents)
    sizes = [sum(len(side[n]) for side in documents) for n in (0, 1)]
    told["ceaf-e"] = f1((aligned, sizes[1]), (aligned, sizes[0]))
    told["conll"] = (0.0, 0.0, float(np.mean([one[2] for one in told.values()])))
    pairs = [({s for c in k for s in c}, {s for c in a for s in c}) for k, a in documents]
    both = sum(len(k & a) for k, a in pairs)
    told["mentions"] = f1(
        (both, sum(len(a) for _, a in pairs)), (both, sum(len(k) for k, _ in pairs))
    )
    return told


CAPITALS = re.compile(r"(?:[A-Z][\w’'.-]*\w)(?:\s+(?:of |the |de |van |bin )?[A-Z][\w’'-]*\w)*")


def string_match(text: str) -> list[tuple[Span, str]]:
    """The baseline."""
    found: list[tuple[Span, str]] = []
    for match in CAPITALS.finditer(text):
        words = re.sub(r"[’']s$", "", match[0])
        span = (match.start(), match.start() + len(words))
        same = next((e for _, e in found if e == words or e.split()[-1] == words), words)
        found.append((span, same))
    return found


def told(name: str, documents: Sequence[Document]) -> str:
    parts = [
        f"{measure} {f:.3f}" + (f" (P {p:.3f} R {r:.3f})" if measure != "conll" else "")
        for measure, (p, r, f) in conll(documents).items()
    ]
    return f"{name}: " + ", ".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--set", choices=tuple(GOLD), default="first")
    parser.add_argument("--half", choices=("open", "held", "all"), default="all")
    parser.add_argument("--misses", type=Path)
    options = parser.parse_args()
    mine: list[Document] = []
    plain: list[Document] = []
    misses: list[str] = []
    for path in sorted(GOLD[options.set].glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if options.half not in {"all", gold["half"]}:
            continue
        key = chains([((m["start"], m["end"]), m["entity"]) for m in gold["mentions"]])
        found = rashomon.annotate([str(path.with_suffix(".txt"))]).articles[0]
        own = [((m.start, m.end), m.entity) for m in found.annotation.mentions]
        mine.append((key, chains(kept(own, gold["ignore"]))))
        plain.append((key, chains(kept(string_match(found.article.text), gold["ignore"]))))
        misses.extend(differences(path.stem, found.article.text, *mine[-1]))
    print(told(f"rashomon, {options.set} set, {options.half}, {len(mine)} articles", mine))
    print(told("string match", plain))
    if options.misses:
        options.misses.write_text("\n".join(misses) + "\n", encoding="utf-8")


def kept(mentions: list[tuple[Span, str]], ignored: list[Span]) -> list[tuple[Span, str]]:
    """Mentions outside bylines, datelines and captions, in which nothing is marked."""
    return [
        (span, entity)
        for span, entity in mentions
        if not any(start < span[1] and span[0] < end for start, end in ignored)
    ]


def differences(name: str, text: str, key: list[Chain], answer: list[Chain]) -> list[str]:
    """Each gold entity with the parts into which the answer breaks it, and what is too much."""
    place = {span: number for number, chain in enumerate(answer) for span in chain}
    lines = []
    for chain in key:
        parts: dict[object, list[str]] = defaultdict(list)
        for span in sorted(chain):
            parts[place.get(span, "missed")].append(f"{text[slice(*span)]!r}@{span[0]}")
        if len(parts) > 1 or "missed" in parts:
            told = "  |  ".join(f"{part}: {' '.join(words)}" for part, words in parts.items())
            lines.append(f"{name}: {told}")
    known = {span for chain in key for span in chain}
    for chain in answer:
        extra = [f"{text[slice(*span)]!r}@{span[0]}" for span in sorted(chain - known)]
        if extra:
            lines.append(f"{name}: EXTRA {place[min(chain)]}: {' '.join(extra)}")
    return lines


if __name__ == "__main__":
    main()
