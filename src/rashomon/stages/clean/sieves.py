"""What each word may be part of: bits by which most units are spared most patterns.

A bit says that one of the strings stands in a word without which a pattern finds nothing in the
text around it. The words of a batch that nobody has seen are asked all together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rashomon.stages.clean.phrases import (
    AUTHOR_HINTS,
    CREDIT_HINTS,
    ENGLISH,
    FURNITURE_HINTS,
    PLACEHOLDER_HINTS,
)

__all__ = [
    "AUTHOR", "CAPTIONED", "CREDITED", "DATED", "ENGLISH_WORD",
    "FURNISHED", "ODD", "PLACEHOLDING", "QUOTED",
    "REPORTING", "sieved",
]  # fmt: skip

(
    PLACEHOLDING,
    FURNISHED,
    CREDITED,
    CAPTIONED,
    AUTHOR,
    REPORTING,
    DATED,
    ODD,
    QUOTED,
    ENGLISH_WORD,
) = (1 << place for place in range(10))
YEARS = re.compile(r"\d{4}")
FOLDED = {
    REPORTING: ("reporting", "writing", "editing", "written", "compiled"),
    CAPTIONED: (
        "photo", "image", "picture", "video", "frame", "file", "grab", "watch", "caption", "clip",
        "illustration", "left", "right", "centre", "center", "seen", "(l", "(r", "(c", "(p",
        *(f"({figure}" for figure in range(10)),
    ),
}  # fmt: skip
"""What stands, in lower case, in a credit for the report that does not begin with "by", and in
what tells a caption."""
FOLDED_ALIKE = "ſKıİ"
"""Letters that a pattern takes for others where it overlooks case."""


def _pieces(hints: Sequence[str]) -> set[str]:
    """The longest part without a space of each hint."""
    return {max(hint.split(), key=len) for hint in hints}


STRINGS = tuple(
    (bit, piece)
    for bit, hints in (
        (PLACEHOLDING, PLACEHOLDER_HINTS),
        (FURNISHED, FURNITURE_HINTS),
        (CREDITED, CREDIT_HINTS),
        (AUTHOR, AUTHOR_HINTS),
        (REPORTING | CAPTIONED, FOLDED_ALIKE),
        (ODD, ("|", "›", "»", "©", "®", "™", "→", "•", "·", "@", "#", "http", "www.")),
        (QUOTED, ('"', "“", "«", "„")),
    )
    for piece in sorted(_pieces(hints))
)


def sieved(words: Sequence[str]) -> list[int]:
    """The bits of each word; a word holds no white space."""
    found = [ENGLISH_WORD if word in ENGLISH else 0 for word in words]
    whole = "\n".join(words)
    for bit, piece in STRINGS:
        for at in _places(whole, piece):
            found[whole.count("\n", 0, at)] |= bit
    for match in YEARS.finditer(whole):
        found[whole.count("\n", 0, match.start())] |= DATED
    folded = whole.casefold()
    for bit, pieces in FOLDED.items():
        for piece in pieces:
            for at in _places(folded, piece):
                found[folded.count("\n", 0, at)] |= bit
    return found


def _places(whole: str, piece: str) -> Iterator[int]:
    at = whole.find(piece)
    while at >= 0:
        yield at
        at = whole.find(piece, at + 1)
