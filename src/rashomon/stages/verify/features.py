"""What the decision sees of a sentence beside its evidence."""

from __future__ import annotations

from rashomon.stages.verify.dates import compare_times
from rashomon.stages.verify.elements import Reading
from rashomon.stages.verify.evidence import pool_of, statuses
from rashomon.stages.verify.findings import NAMES, Findings
from rashomon.stages.verify.polarity import compare_polarity
from rashomon.stages.verify.roles import compare_roles
from rashomon.stages.verify.speech import compare_speech
from rashomon.stages.verify.support import (
    compare_clauses,
    compare_words,
    count_places,
    find_links,
)
from rashomon.stages.verify.wording import compare_wording

__all__ = ["NAMES", "Findings", "examine"]


def examine(reading: Reading) -> Findings:
    """Compare a sentence with its evidence."""
    pool = pool_of(reading)
    found = Findings(reading, pool, statuses(reading, pool))
    compare_words(found)
    count_places(found)
    find_links(found)
    compare_times(found)
    compare_clauses(found)
    compare_polarity(found)
    compare_speech(found)
    compare_roles(found)
    compare_wording(found)
    return found
