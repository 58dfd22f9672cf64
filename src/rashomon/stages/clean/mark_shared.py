"""Furniture by what stands in many articles of an outlet.

Apart from the counting of such lines, which the process that reads does without the patterns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from rashomon.stages.clean.dates import find_moment
from rashomon.stages.clean.kinds import tell_wording
from rashomon.stages.clean.phrases import AGENCY_LINE
from rashomon.stages.clean.shared_lines import Stands, line_hash
from rashomon.stages.clean.units import Unit

__all__ = ["mark_shared"]


def mark_shared(text: str, units: Sequence[Unit], lines: Mapping[int, Stands]) -> None:
    """Mark as furniture the lines that stand in many articles of the outlet.

    What its wording tells for a byline or a caption stays one, and so do dates and the names of
    agencies.
    """
    if not lines:
        return
    for _, group in groupby(units, key=lambda unit: unit.line):
        line = list(group)
        content = text[line[0].start : line[-1].end]
        found = lines.get(line_hash(content))
        if found is None or find_moment(content):
            continue
        tell_wording(line)
        for unit in line:
            if unit.kind is None and not AGENCY_LINE.match(unit.text):
                unit.kind = "furniture"
                unit.reason = f"stands in {found[0]} of {found[1]} articles of this outlet"
