"""The features of a sentence beside its evidence, and what each lies in."""

from __future__ import annotations

from dataclasses import dataclass, field

from rashomon.stages.verify.elements import Reading
from rashomon.stages.verify.evidence import Pool
from rashomon.stages.verify.lines import Line

__all__ = ["KINDS", "NAMES", "REVERSED", "Blame", "Findings", "pool_lines"]

NAMES = (
    "cosine", "cosine_pool", "cover", "cover_one", "worst", "second", "missing", "missing_weight",
    "in_order", "names_near", "names_elsewhere", "names_nowhere", "numbers_near",
    "numbers_elsewhere", "numbers_nowhere", "times_near", "times_elsewhere", "times_nowhere",
    "quotes_nowhere", "unlinked", "unlinked_names", "unlinked_numbers", "clause_least",
    "clause_subject", "clause_cosine", "added_least", "denied", "opposites", "speaker",
    "speaker_known", "claiming", "said_plainly", "contested", "subject", "object", "swapped",
    "role", "age", "claim_contested", "measures", "certainty", "words", "clauses", "is_said",
    "pool_size", "name_share", "replaced", "turned", "inserted", "verbatim",
    "dated",
)  # fmt: skip
"""Names of the features, in their order."""


Blame = tuple[int, int, str]
"""Start, end and reason of a part that does not stand."""


@dataclass
class Findings:
    """The features of a sentence, and what could be blamed, by feature."""

    reading: Reading
    pool: Pool
    status: list[int]
    values: dict[str, float] = field(default_factory=dict)
    blames: dict[str, list[Blame]] = field(default_factory=dict)
    best_of: dict[int, int] = field(default_factory=dict)

    def row(self) -> list[float]:
        """The features in their order."""
        return [self.values.get(name, 0.0) for name in NAMES]

    def blame(self, name: str, start: int, end: int, reason: str) -> None:
        """Note what a feature lies in."""
        self.blames.setdefault(name, []).append((start, end, reason))


def pool_lines(found: Findings) -> list[Line]:
    """The lines that a sentence stands on, the best first."""
    return [found.reading.shelf.lines[n] for n in found.pool.lines]


KINDS = {"name": "names", "number": "numbers", "time": "times", "quote": "quotes"}
"""Names of the features of a kind of element."""

REVERSED = "the reports say the opposite"
