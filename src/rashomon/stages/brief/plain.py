"""Words as the brief counts them: runs of letters and digits, in lower case."""

from __future__ import annotations

import re

__all__ = ["STOP", "WORD", "words"]

WORD = re.compile(r"[^\W_]+")

STOP = frozenset(
    "the a an of to in and for on with at by from that is was were are be been has have had it its "
    "as he they his her their this which who will would not but or said says after before than "
    "over about into also more s".split()
)
"""Words that carry little by themselves."""


def words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return WORD.findall(text.lower())
