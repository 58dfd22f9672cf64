"""Whether a sentence stands, and which of its parts do not.

What is nowhere in the reports, told of somebody else, or denied there refuses a sentence by itself
(:data:`VETO`). For the rest a probability is learned from sentences written for it
(``evals/train_verify.py``): a logistic function of the other features, each with the sign it must
have, so that more support never makes a sentence less likely to stand.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rashomon.errors import ModelError
from rashomon.models import UnsupportedPart
from rashomon.settings import learned_part
from rashomon.stages.verify.features import Findings

__all__ = ["FRAMED", "SURE", "VETO", "Decision", "framed", "load_decision", "parts", "probability"]

VETO = (
    *(
        "quotes_nowhere",
        "names_nowhere",
        "numbers_nowhere",
        "times_nowhere",
        "age",
        "replaced",
        "turned",
        "inserted",
        "dated",
    ),
    *("subject", "object", "denied", "opposites"),
)
"""Features that refuse a sentence where they are above :data:`SURE`, the surest first."""
FRAMED = VETO[:4]
"""What refuses a line on what accounts differ in, whose own words are no statement of theirs."""
SURE = 0.5

UNTOLD = "no report tells this"


@dataclass(frozen=True)
class Decision:
    """A logistic function.

    :ivar weights: what each feature adds to the log odds; ``base`` what they are without any.
    :ivar least: the probability from which a sentence stands.
    """

    weights: dict[str, float]
    base: float
    least: float


@functools.lru_cache(maxsize=2)
def load_decision(models: Path | None = None) -> Decision:
    """The packaged decision, or that of a folder.

    :raises ModelError: it is missing or damaged.
    """
    path = learned_part("verify.json", models)
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        weights = {str(name): float(value) for name, value in raw["weights"].items()}
        return Decision(weights, float(raw["base"]), float(raw["least"]))
    except (OSError, KeyError, TypeError, ValueError) as problem:
        raise ModelError(f"{path}: {problem}") from problem


def framed(found: Findings) -> float:
    """1 where all that a line on what accounts differ in quotes and names is there, else 0."""
    return 0.0 if any(found.values.get(name, 0.0) > SURE for name in FRAMED) else 1.0


def probability(found: Findings, decision: Decision) -> float:
    """How likely a sentence stands: 0 where something refuses it by itself."""
    if any(found.values.get(name, 0.0) > SURE for name in VETO):
        return 0.0
    power = decision.base + sum(
        weight * found.values.get(name, 0.0) for name, weight in decision.weights.items()
    )
    return 1 / (1 + math.exp(-power))


def parts(found: Findings, decision: Decision) -> tuple[UnsupportedPart, ...]:
    """The parts of a refused sentence that do not stand, in their order."""
    refused = [name for name in VETO if found.values.get(name, 0.0) > SURE]
    named = [blame for name in refused for blame in found.blames.get(name, ())]
    if not named:
        named = _likeliest(found, decision)
    if not named:
        named = [(found.reading.line.start, found.reading.line.end, UNTOLD)]
    return tuple(_apart(named))


def _likeliest(found: Findings, decision: Decision) -> list[tuple[int, int, str]]:
    """What lowered the probability most, among what has a place."""
    costs = []
    for name, weight in decision.weights.items():
        value = found.values.get(name, 0.0)
        cost = weight * (value - 1.0) if weight > 0 else weight * value
        if cost < 0 and name in found.blames:
            costs.append((cost, name))
    return found.blames[min(costs)[1]] if costs else found.blames.get("worst", [])


def _apart(named: Iterable[tuple[int, int, str]]) -> list[UnsupportedPart]:
    """Parts in order, neighbouring ones of one reason joined, none twice."""
    found: list[UnsupportedPart] = []
    for start, end, reason in sorted(set(named)):
        part = UnsupportedPart(start=start, end=end, reason=reason)
        if found and found[-1].reason == reason and start <= found[-1].end + 1:
            last = found.pop()
            part = UnsupportedPart(start=last.start, end=max(end, last.end), reason=reason)
        found.append(part)
    return found
