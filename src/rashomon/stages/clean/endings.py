"""How a stretch of text ends: with a full stop or its like, or open.

Only what stands before the closing marks at the end of a text is asked, which costs a long
paragraph no more than a short one.
"""

from __future__ import annotations

import re

__all__ = ["closed", "ends", "stopped"]

ENDS = re.compile(r"[.!?…][\s”\"’')\]»]*$|[。！？]」?$")
CLOSED = re.compile(r"[.!…][\s”\"’')\]»]*$|[?][”\"’')\]»]+$|[。！？]」?$")
STOPPED = re.compile(r"[.!…][\s”\"’')\]»]*$|[。！]」?$")
SPACES = "".join(char for char in map(chr, range(0x3001)) if char.isspace())
CLOSING = f"{SPACES}”\"’')]»"
"""What the patterns let stand behind a stop: none of it can be where a match begins."""
MARKS = 2
"""Characters of the longest match without what closes it."""


def ends(text: str) -> bool:
    """Whether a text ends with a full stop or its like."""
    return _found(ENDS, text)


def closed(text: str) -> bool:
    """The same without a question, which may be a sub-heading."""
    return _found(CLOSED, text)


def stopped(text: str) -> bool:
    """The same without a question, in quotation marks or not."""
    return _found(STOPPED, text)


def _found(pattern: re.Pattern[str], text: str) -> bool:
    last = text[-1:]
    if last.isalnum():
        return False
    return pattern.search(text, max(0, len(text.rstrip(CLOSING)) - MARKS)) is not None
