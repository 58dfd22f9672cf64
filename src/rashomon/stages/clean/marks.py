"""Marks in running text: stretches of a line that are of a kind of their own.

Each is found by its wording, wherever it is glued: caption brackets, credits with the caption
before them, a byline with its date, buttons and advertisement lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.models import BlockKind
from rashomon.stages.clean.dates import DATE_SOURCE, TIME_SOURCE
from rashomon.stages.clean.sentences import sentence_ends

__all__ = ["AGENCIES", "Mark", "find_marks"]

Mark = tuple[int, int, BlockKind, str]

AGENCIES = (
    r"AP|AFP|Reuters|REUTERS|EPA|EPA-EFE|PA|TASS|Tass|Sputnik|Xinhua|XINHUA|Kyodo|ANSA|DPA|dpa"
    r"|Bloomberg|Shutterstock"
    r"|Getty(?: Images)?|GETTY(?: IMAGES)?|Associated Press|The Associated Press"
    r"|Agence France-Presse"
    r"|The New York Times|European Pressphoto Agency|Press Association|Alamy|Rex(?: Features)?"
    r"|Pool|POOL"
    r"|NurPhoto|Anadolu(?: Agency)?|Zuma(?: Press)?|ZUMA|Handout|Facebook|Twitter|Instagram"
    r"|Youtube|YouTube"
)
"""Names of news and picture agencies as credits write them."""

NAME = r"[A-Z][\w.’'-]*"
WHO = rf"{NAME}(?:\s(?:{NAME}|and|de|van|von|al|bin)){{0,4}}?"
CREDIT = (
    r"(?:(?:Credit)+\s*(?:\.\.\.|…)\s*|(?:Photo(?:graph)?|Picture|Image|Video)?\s?[Cc]redits?:\s*)"
    rf"(?:(?:{WHO}\s?(?:/|for|via|,)\s?)?(?:{AGENCIES})(?:\s?(?:/|via)\s?(?:{AGENCIES}))*(?![\w/])"
    rf"|{WHO}(?:/[\w-]+)+|{NAME}(?:\s{NAME})?)"
)
CAPTION_END = re.compile(r"\[/caption\]|\[/?caption[^\]]*\]")
BRACKETED_CREDIT = (
    r"\[(?:Image|Photo|Picture|Video|Credit)s?\b[^\[\]]{0,120}\]"
    r"|\((?:AP Photo|Photo|Image|Picture|Credit)s?\b[^()]{0,120}\)"
)
SLASHED = rf"\({NAME}(?:\s{NAME}){{0,3}}\s?/\s?{NAME}(?:[\s/]{NAME}){{0,3}}\)$"
CAPITALS = r"[A-Z]{3,}(?:\s[A-Z]{3,}){0,2}"
PAIRED = (
    rf"(?<=[.!?…]\s)(?:{CAPITALS}\s?/\s?{NAME}(?:\s{NAME}){{1,2}}"
    rf"|{NAME}(?:\s{NAME}){{1,2}}\s?/\s?{CAPITALS})$"
)
"""An agency in capitals and a photographer at the end of a line, behind a sentence."""
BRACKETED = re.compile(r"\[[^\[\]]{10,400}\b(?:Photo|Picture|Image|Credit)\b[^\[\]]{0,80}\]")
"""A caption with its credit, all in one pair of brackets."""
PICTURED = ("redit", "hoto", "icture", "[Image", "/")
"""One of these stands in every credit; most lines have none, and are not searched further."""
BUTTONS = (
    "dvertisement", "DVERTISEMENT", "Share ", "Read in", "Get it", "Story cont", "Continue r",
    "Click here", "See more", "by advert",
)  # fmt: skip
"""The same for the buttons."""
REST_OF_NAME = re.compile(rf"(?:\s{NAME}){{1,3}}\W*$")
CREDITED = re.compile(rf"{BRACKETED_CREDIT}|{SLASHED}|{PAIRED}|(?<![A-Za-z])(?:{CREDIT})")
LEAD = re.compile(r"(?:(?<=[.!?”’\"])\s|^)(?:Image|Video|Photo|Slideshow)\s(?=[A-Z“\"])")
BYLINE = re.compile(
    rf"(?:(?<=\s)|^)By\s{NAME}(?:\s(?:{NAME}|and|de|van|von|al|bin)){{0,8}}?,?\s+"
    rf"(?:(?:Published|Updated|Posted):?\s+)?(?:{DATE_SOURCE})(?:,?\s+(?:at\s+)?{TIME_SOURCE})?"
)
BUTTON = re.compile(
    r"""(?:(?<=^)|(?<=[.!?”"’:…\]])\s?|(?<=\s))(?:
      (?:SKIP\ )?ADVERTISEMENT\b|Advertisement(?=\s|$)(?:\ Continue\ reading[\w\ ]*)?
    | Share\ full\ article|Read\ in\ app|Get\ it\ sent\ to\ your\ inbox\.?
    | Story\ continues\ below\ advertisement|Continue\ reading\ the\ main\ story
    | Photos?\ by\ advertisement|Share\ this\ article|Click\ here\ to\ (?:subscribe
      |sign\ up)[^.]{0,60}\.
    | See\ more\ on:.{0,160}?(?=Share\ |Read\ in|Advert|$)
    )""",
    re.X,
)


Hints = tuple[Sequence[str], Sequence[str]]
"""Those of :data:`PICTURED` and of :data:`BUTTONS` that a text may hold."""


_PIECES = [(max(hint.split(), key=len), hint) for hint in BUTTONS]


def hints_in(text: str) -> Hints:
    """The hints at marks that may stand in the lines of a text: few, so a line costs little.

    Where a text is wrapped a space of a hint may be a line break in it.
    """
    return (
        [hint for hint in PICTURED if hint in text],
        [hint for piece, hint in _PIECES if piece in text],
    )


def find_marks(line: str, hints: Hints = (PICTURED, BUTTONS)) -> list[Mark]:
    """The marks of a line in their order, none overlapping: start, end, kind, evidence.

    :param hints: what :func:`hints_in` finds in the text of the line.
    """
    found: list[Mark] = []
    if "[" in line:
        found.extend(_bracketed(line))
    if line.endswith(")") or _has(line, hints[0]):
        found.extend(_credited(line))
    if "By " in line:
        found.extend(
            (m.start(), m.end(), "byline", "byline with date") for m in BYLINE.finditer(line)
        )
    if _has(line, hints[1]):
        found.extend((m.start(), m.end(), "furniture", "button") for m in BUTTON.finditer(line))
    if not found:
        return found
    found.sort(key=lambda mark: (mark[0], -mark[1]))
    kept: list[Mark] = []
    for mark in found:
        if not kept or mark[0] >= kept[-1][1]:
            kept.append(mark)
    return kept


def _has(line: str, needles: Sequence[str]) -> bool:
    for needle in needles:  # noqa: SIM110 - a generator would cost more than the search
        if needle in line:
            return True
    return False


def _bracketed(line: str) -> list[Mark]:
    """What stands before ``[/caption]``, back to the sentence's start or its own opening."""
    found: list[Mark] = [
        (m.start(), m.end(), "caption", "credit in brackets") for m in BRACKETED.finditer(line)
    ]
    at = 0
    opened: int | None = None
    for match in CAPTION_END.finditer(line):
        if not match[0].startswith("[/"):
            opened = match.start()
            continue
        start = opened if opened is not None else _sentence_start(line, at, match.start())
        found.append((start, match.end(), "caption", "caption bracket"))
        at, opened = match.end(), None
    return found


def _credited(line: str) -> list[Mark]:
    """A credit with the sentence before it, or all since the word that heads the picture."""
    found: list[Mark] = []
    at = 0
    for match in CREDITED.finditer(line):
        leads = [m.start() for m in LEAD.finditer(line, at, match.start())]
        start = leads[-1] if leads else _sentence_start(line, at, match.start())
        rest = REST_OF_NAME.match(line, match.end())
        at = rest.end() if rest else match.end()
        found.append((start, at, "caption", "credit"))
    return found


def _sentence_start(line: str, start: int, end: int) -> int:
    """Where the last sentence of ``line[start:end]`` begins."""
    while end > start and line[end - 1].isspace():
        end -= 1
    ends = [stop for stop in sentence_ends(line, start, end) if stop < end]
    return ends[-1] if ends else start
