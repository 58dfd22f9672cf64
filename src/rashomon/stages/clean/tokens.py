"""The words of many texts at once, as a pattern would find them one by one.

Nearly all letters of a page are ASCII once its quotation marks and dashes are gone. Those are
taken apart by a table of bytes, several times as fast as by a pattern; the rest by the pattern.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["contents", "tokens"]

TOKEN = re.compile(r"\w+")
CONTENT = re.compile(r"[^\W\d_]{3,}|\d{2,}")
MARKS = "“”‘’–—…«»„\u00a0"
"""Characters beyond ASCII that are of no word, the most frequent."""
APART = "\0"
DIGITS, LETTERS = b"0123456789", b"abcdefghijklmnopqrstuvwxyz"


def _only(kept: bytes) -> bytes:
    """A table that makes a space of all bytes but some."""
    return bytes(byte if byte in kept else 32 for byte in range(256))


OF_TOKENS = _only(DIGITS + LETTERS + b"_\0")
OF_LETTERS = _only(LETTERS)
OF_DIGITS = _only(DIGITS)


def tokens(texts: Sequence[str]) -> list[list[str]]:
    """The runs of letters, figures and underscores of each text, folded."""
    plain, others = _sorted_out(texts)
    words = [part.split() for part in plain.translate(OF_TOKENS).decode("ascii").split(APART)[1:]]
    for i, text in others:
        words[i] = TOKEN.findall(text.casefold())
    return words


def contents(texts: Sequence[str], wide: re.Pattern[str]) -> set[str] | None:
    """The different words of three letters or more and numbers of two figures or more, folded.

    :param wide: characters beyond ASCII; None is returned where there are any of them.
    """
    plain, others = _sorted_out(texts)
    if any(wide.search(text) for _, text in others):
        return None
    letters = set(plain.translate(OF_LETTERS).decode("ascii").split())
    found = {word for word in letters if len(word) > 2}
    if (figured := plain.translate(OF_DIGITS)) and not figured.isspace():
        figures = figured.decode("ascii").split()
        found.update(word for word in figures if len(word) > 1)
    for _, text in others:
        found.update(CONTENT.findall(text.casefold()))
    return found


def _sorted_out(texts: Sequence[str]) -> tuple[bytes, list[tuple[int, str]]]:
    """The texts of ASCII letters, each behind a mark and in lower case; the others by index."""
    whole = APART.join(("", *texts))
    if whole.count(APART) > len(texts):
        return b"\0" * len(texts), list(enumerate(texts))
    for mark in MARKS:
        whole = whole.replace(mark, " ")
    others: list[tuple[int, str]] = []
    if not whole.isascii():
        parts = whole.split(APART)[1:]
        for i, part in enumerate(parts):
            if not part.isascii():
                others.append((i, part))
                parts[i] = ""
        whole = APART.join(("", *parts))
    return whole.lower().encode("ascii"), others
