"""Markup looked at without a parser, in time that grows with its size only, however hostile."""

from __future__ import annotations

import re

__all__ = ["root_element", "without"]

SPACE = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*")
DOCTYPE = re.compile(rb"<!doctype\s+(html\b)?[^\[>]*", re.I)
SUBSET_END = re.compile(rb"\]\s*>")
ELEMENT = re.compile(rb"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")


def root_element(head: bytes) -> str | None:
    """The name of the first element in lower case, without its prefix; "html" where a document
    type says so; None where the content does not begin as markup, or shows no element yet."""
    head = head.replace(b"\x00", b"")
    at = SPACE.match(head).end()  # type: ignore[union-attr]
    while at < len(head):
        if head.startswith(b"<?", at):
            end = head.find(b">", at) + 1
        elif head.startswith(b"<!--", at):
            end = head.find(b"-->", at) + 3
            end = end if end > 2 else 0
        elif doctype := DOCTYPE.match(head, at):
            if doctype[1]:
                return "html"
            end = _end_of_doctype(head, doctype.end())
        else:
            break
        if end == 0:
            return None
        while end < len(head) and head[end] in b" \t\r\n":
            end += 1
        at = end
    found = ELEMENT.match(head, at)
    return found[2].decode("ascii").lower() if found else None


def _end_of_doctype(head: bytes, at: int) -> int:
    if head[at : at + 1] == b"[":
        end = SUBSET_END.search(head, at)
        return end.end() if end else 0
    return head.find(b">", at) + 1


def without(text: str, elements: str) -> str:
    """A text with a space in the place of each comment and each of these elements, whole.

    One that is never closed stays: a pattern that looked for its end anew at each would take a
    time that grows with the square of their number.

    :param elements: names, with "|" between.
    """
    begin = re.compile(rf"<(?:(!--)|({elements})(?![\w-]))", re.I)
    parts: list[str] = []
    at = look = 0
    unclosed: set[str] = set()
    while found := begin.search(text, look):
        name = (found[1] or found[2]).lower()
        look = found.end()
        if name in unclosed:
            continue
        end = re.compile("-->" if found[1] else rf"</{name}\s*>", re.I).search(text, look)
        if end is None:
            unclosed.add(name)
            continue
        parts += [text[at : found.start()], " "]
        at = look = end.end()
    return "".join([*parts, text[at:]])
