"""One sentence of a source made to stand alone.

The words stay the source's. What the sentence leans on is added in square brackets, as an
editor would: who a pronoun at its head is, and which day a relative time means.
"""

from __future__ import annotations

import re

from rashomon.models import Span, TimeExpression
from rashomon.stages.brief.desk import Account, Desk

__all__ = ["marks_pair", "stands_alone", "worded"]

_WHITE = re.compile(r"\s+")
_PRONOUN = re.compile(r"(?:he|she|they|it|his|her|their|its)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(
    r"(?:his|her|their|its)\b(?!\s+(?:own\s+)?(?:is|was|has)\b)", re.IGNORECASE
)
_LEANS_BACK = re.compile(
    r"(?:but|and|or|nor|so|yet|meanwhile|however|instead|also|still|then|there|this|that|these"
    r"|those|such|both|here|others?|another|as a result|in addition|moreover|the latter"
    r"|the former)\b",
    re.IGNORECASE,
)
_CONNECTS = re.compile(
    r",\s(?:however|on the other hand|meanwhile|instead|too|though|for instance|for example"
    r"|in turn|then|therefore|moreover|in addition),|,\s(?:too|though|however)[.!]",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?…][\"”’'»)\]]*$")
_ABSOLUTE = re.compile(r"\d")
_DEICTIC = re.compile(r"(?:yester|to)day|tonight|tomorrow|\b(?:last|next|this)\b", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def stands_alone(account: Account, span: Span, desk: Desk) -> bool:
    """Whether a sentence can be understood without the one before it.

    It is whole (capital at its head, a stop at its end, its quotation marks in pairs), does not
    lean on what came before, and a pronoun at its head is one whose owner is known.
    """
    text = account.annotated.article.text[span[0] : span[1]]
    if not _ENDS.search(text) or not (text[0].isupper() or text[0] in "\"“‘'$€£0123456789"):
        return False
    if text.endswith("?") or _LEANS_BACK.match(text) or _CONNECTS.search(text):
        return False
    if not marks_pair(text) or _floats(account, span):
        return False
    return not _PRONOUN.match(text) or _head_name(account, span, desk) is not None


def _floats(account: Account, span: Span) -> bool:
    """Whether a sentence holds a time that counts from a day nobody knows ("yesterday")."""
    text = account.annotated.article.text
    return any(
        time.value is None and _DEICTIC.search(text[time.start : time.end])
        for time in account.times(span)
    )


def worded(account: Account, span: Span, desk: Desk) -> str:
    """The sentence in its own words on one line, with bracketed additions."""
    start, end = span
    text = account.annotated.article.text
    pieces, at = [], start
    for place, stop, added in _additions(account, span, desk):
        pieces += [text[at:place], added]
        at = stop
    pieces.append(text[at:end])
    line = _WHITE.sub(" ", "".join(pieces)).strip()
    return line if _ENDS.search(line) or line.endswith("]") else f"{line}."


def _additions(account: Account, span: Span, desk: Desk) -> list[tuple[int, int, str]]:
    """(place, end of the words replaced, what is put there), in order."""
    text = account.annotated.article.text
    found: list[tuple[int, int, str]] = []
    name = _head_name(account, span, desk)
    head = _PRONOUN.match(text, span[0], span[1])
    if head and name is not None:
        owner = (
            f"{name}’s"
            if _POSSESSIVE.match(head.group()) and head.group().lower() != "her"
            else name
        )
        found.append((head.start(), head.end(), f"[{owner}]"))
    for time in account.times(span):
        day = _day(time, text)
        if day is not None and (not found or time.start >= found[-1][1]):
            found.append((time.end, time.end, f" [{day}]"))
    return found


def _head_name(account: Account, span: Span, desk: Desk) -> str | None:
    """The name of the actor that a pronoun at the head of a sentence stands for."""
    text = account.annotated.article.text
    head = _PRONOUN.match(text, span[0], span[1])
    if head is None:
        return None
    for mention in account.mentions((head.start(), head.end())):
        return desk.actor_names.get((account.id, mention.entity))
    return None


def _day(time: TimeExpression, text: str) -> str | None:
    """A relative time's day in words, null where the words name it already or it is no day."""
    if time.value is None or not _DAY.match(time.value):
        return None
    if _ABSOLUTE.search(text[time.start : time.end]) or (time.until or time.value) != time.value:
        return None
    year, month, day = (int(part) for part in time.value[:10].split("-"))
    return f"{day} {_MONTHS[month - 1]} {year}"


def marks_pair(text: str) -> bool:
    """Whether the quotation marks of a text open and close in it."""
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        return False
    opened = len(re.findall(r"(?<!\w)‘", text))
    closed = len(re.findall(r"’(?!\w)", text))
    return opened == 0 or closed >= opened
