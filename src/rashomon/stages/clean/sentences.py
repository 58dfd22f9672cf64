"""Where sentences end, cheaply: full stops, quotation marks and abbreviations."""

from __future__ import annotations

import re

__all__ = ["sentence_ends"]

END = re.compile(
    r"""[.!?…][.!?…]*[”"’')\]»]*(?=\s+[“"‘'(\[«¿¡]*[A-Z0-9À-ÖØ-ÞА-ЯΑ-Ω])
    |[。！？](?=.)""",
    re.X,
)
ABBREVIATION = re.compile(
    r"""(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|Gen|Lt|Col|Sgt|Capt|Maj|Cmdr|Adm|Rev|Hon|Sen|Rep|Gov|Pres
    |Supt|Insp|Det|Messrs|Mt|Ft|No|vs|Inc|Co|Corp|Ltd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov
    |Dec|approx|Nr|Bd|ca|z\.B|bzw)
    |(?:^|[\s.(“"‘'])[A-Z]|\b[ap]\.m|\b[A-Z]\.[A-Z])\.$""",
    re.X,
)
LAST_WORD = 12
"""Characters before a full stop in which an abbreviation is looked for."""


def sentence_ends(line: str, start: int, end: int) -> list[int]:
    """Offsets behind the full stops that end a sentence inside ``line[start:end]``."""
    ends = []
    for match in END.finditer(line, start, end):
        stop = match.end()
        if stop < end and not ABBREVIATION.search(
            line, max(start, match.start() - LAST_WORD), match.start() + 1
        ):
            ends.append(stop)
    return ends
