"""Which word of a sentence names which act, where people marked acts by sentence only.

ECB+ as it lies in ``data/claims`` says which acts a sentence names, not by which word. The word is
a latent variable: for each act the statement is chosen in each of its sentences that is most like
those chosen in the others and least like anything in the sentences without the act (hard EM after
a first guess from forms and vectors; the second round takes the trained decision instead).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from rashomon.stages.collate import pairs
from rashomon.stages.collate.lexicon import EMPTY, REPORTING
from rashomon.stages.collate.statements import Statement

__all__ = ["Chosen", "choose", "first_guess", "leaning"]

Floats = npt.NDArray[np.float32]

ROUNDS = 6
USED = 0.5
"""What a statement loses that another act of its sentence has already."""
LEANING = 0.6
"""Weight of how likely a word is to name an act at all."""


@dataclass(frozen=True)
class Chosen:
    """The statements that name one act, with the margin of each over the other sentences."""

    rows: dict[int, int]
    margin: dict[int, float]


def leaning(statement: Statement) -> float:
    """How likely a word is to name an act, before anything is known of it."""
    if statement.lemma in REPORTING:
        return -0.8
    if statement.lemma in EMPTY:
        return -0.15
    return 0.25 if statement.verbal else 0.2


def first_guess(table: pairs.Table, rows: npt.NDArray[np.int64]) -> Floats:
    """How alike statements are by form and vectors, shape (rows, rows)."""
    i, j = (axis.ravel() for axis in np.meshgrid(rows, rows, indexing="ij"))
    x = pairs.features(table, i, j)
    column = {name: x[:, n] for n, name in enumerate(pairs.FEATURES)}
    forms = np.maximum.reduce(
        [
            0.75 * column["one_word"],
            0.55 * column["one_sense"],
            0.6 * column["one_stem"],
            0.8 * np.clip(column["trigger"] - 0.25, 0, 1),
        ]
    )
    found = forms + 0.35 * np.clip(column["in_context"], 0, 1)
    return np.asarray(found, np.float32).reshape(len(rows), len(rows))


def choose(
    alike: Floats, sentence: npt.NDArray[np.int64], lean: Floats, acts: dict[str, set[int]]
) -> dict[str, Chosen]:
    """The statements of each act.

    :param alike: how alike two statements are, shape (n, n).
    :param sentence: the labelled sentence of each statement.
    :param acts: the labelled sentences of each act.
    """
    by: dict[int, list[int]] = defaultdict(list)
    for row, number in enumerate(sentence.tolist()):
        by[number].append(row)
    numbers = sorted(by)
    best = np.stack([alike[:, by[number]].max(axis=1) for number in numbers], axis=1)
    used = np.zeros(len(sentence))
    found: dict[str, Chosen] = {}
    for act, members in sorted(acts.items(), key=lambda item: (-len(item[1]), item[0])):
        own = [number for number in numbers if number in members]
        if len(own) < 2:
            continue
        inside = np.isin(numbers, own)
        beyond = best[:, ~inside].mean(axis=1) if not inside.all() else np.zeros(len(sentence))
        gain = LEANING * lean - beyond - USED * used
        found[act] = chosen = _settled(alike, by, own, best[:, inside].mean(axis=1), gain)
        used[list(chosen.rows.values())] = 1.0
    return found


def _settled(
    alike: Floats, by: dict[int, list[int]], own: list[int], start: Any, gain: Any
) -> Chosen:
    """Each sentence's best statement given those of the others, until nothing changes."""
    rows = {n: max(by[n], key=lambda r: (start[r] + gain[r], -r)) for n in own}

    def value(number: int, row: int) -> float:
        others = [rows[n] for n in own if n != number]
        return float(alike[row, others].mean() + gain[row])

    for _ in range(ROUNDS):
        new = {n: max(by[n], key=lambda r: (value(n, r), -r)) for n in own}
        if new == rows:
            break
        rows = new
    return Chosen(rows, {n: value(n, row) for n, row in rows.items()})
