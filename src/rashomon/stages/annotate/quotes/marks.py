"""Quotation marks of every style, paired; apostrophes told apart.

A stretch in marks may run over paragraphs: each further paragraph then opens with a mark, and
only the last closes. Captions, boxes and headings between the paragraphs are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.models import Article, Block, Span
from rashomon.offsets import trim
from rashomon.stages.annotate.parser import PARSED_KINDS

__all__ = ["Marked", "find"]

STYLES = {
    "“": "double",
    "”": "double",
    "„": "double",
    "‟": "double",
    '"': "double",
    "＂": "double",
    "''": "double",
    "``": "double",
    "«": "angle",
    "»": "angle",
    "‹": "angle1",
    "›": "angle1",
    "「": "corner",
    "」": "corner",
    "『": "corner1",
    "』": "corner1",
    "‘": "single",
    "’": "single",
    "‚": "single",
    "'": "single",
    "`": "single",
}
OPENING = frozenset("“„‟«‹‘‚`「『") | {"``"}
CLOSING = frozenset("”»›」』")
MARK = re.compile(r"''|``|[“”„‟\"＂«»‹›「」『』‘’‚'`]")
BEFORE_OPEN = frozenset("([{<—–-/:“‘„«\"'…*")
CLIPPED = re.compile(
    r"['’](?:\d0s|\d\d\b|em\b|til\b|tis\b|twas\b|cause\b|n\b|bout\b)", re.IGNORECASE
)
SENTENCE_END = frozenset(".?!…")
SKIPPED = frozenset({"caption", "sidebar", "heading", "furniture", "repeat"})
"""Kinds of block that may stand between the paragraphs of one quotation."""


@dataclass(frozen=True)
class Marked:
    """Words in marks: ``parts`` are the words of each paragraph without the marks.

    ``start`` and ``end`` take in the outer marks; ``closed`` is false where no mark ends it.
    """

    start: int
    end: int
    parts: tuple[Span, ...]
    closed: bool = True
    single: bool = False

    @property
    def span(self) -> Span:
        """First to last character, marks included."""
        return self.start, self.end


@dataclass
class _Open:
    """A mark that waits for its partner; ``kind`` is the kind of block it stands in."""

    style: str
    at: int
    width: int
    parts: list[Span]
    kind: str


def find(article: Article) -> list[Marked]:
    """Outermost stretches in quotation marks, in order of the text."""
    wanted = [b for b in article.blocks if b.kind in PARSED_KINDS]
    text = article.text
    found: list[Marked] = []
    pending: _Open | None = None
    for number, block in enumerate(wanted):
        if pending is not None and block.kind != pending.kind:
            if _goes_on_later(text, wanted[number + 1 :], pending):
                inside, left = _scan(text, block, [], block.start)
                found += [*inside, *(m for o in left[:1] for m in _unclosed(text, _to(o, block)))]
                continue
            found += _unclosed(text, pending)
            pending = None
        stack, start = _resumed(text, block, pending, found)
        inside, left = _scan(text, block, stack, start)
        found += inside
        pending = _to(left[0], block) if left else None
    found += [] if pending is None else _unclosed(text, pending)
    return sorted(found, key=lambda m: m.start)


def _resumed(
    text: str, block: Block, pending: _Open | None, found: list[Marked]
) -> tuple[list[_Open], int]:
    """What is open where a block begins, and where to look on; ends what does not go on."""
    if pending is None:
        return [], block.start
    mark = MARK.match(text, trim(text, block.start, block.end)[0])
    if mark is None or not _opens_with(text, block, pending.style):
        found += _unclosed(text, pending)
        return [], block.start
    pending.parts.append((mark.end(), mark.end()))
    return [pending], mark.end()


def _goes_on_later(text: str, later: Sequence[Block], pending: _Open) -> bool:
    """Whether the next block of the same kind opens with a mark, over captions and boxes."""
    for block in later:
        if block.kind == pending.kind:
            return _opens_with(text, block, pending.style)
        if block.kind not in SKIPPED:
            return False
    return False


def _opens_with(text: str, block: Block, style: str) -> bool:
    match = MARK.match(text, trim(text, block.start, block.end)[0])
    return match is not None and STYLES[match[0]] == style and match[0] not in CLOSING


def _unclosed(text: str, pending: _Open) -> Iterator[Marked]:
    """A stretch that no mark ends, to the end of its last paragraph; not for single marks."""
    trimmed = [trim(text, s, e) for s, e in pending.parts]
    parts = tuple(p for p in trimmed if p[0] < p[1])
    if parts and pending.style != "single":
        yield Marked(pending.at, parts[-1][1], parts, closed=False)


def _to(opened: _Open, block: Block) -> _Open:
    """The open quotation with its last part ending where the block ends."""
    begin = opened.parts[-1][0]
    parts = [*opened.parts[:-1], (begin, block.end)]
    return _Open(opened.style, opened.at, opened.width, parts, opened.kind)


def _scan(
    text: str, block: Block, stack: list[_Open], start: int
) -> tuple[list[Marked], list[_Open]]:
    """Pair the marks of one block; ``stack`` holds what is open before it."""
    found: list[Marked] = []
    for match in MARK.finditer(text, start, block.end):
        mark, at = match[0], match.start()
        style = STYLES[mark]
        if style == "single" and _apostrophe(text, at, block, stack):
            continue
        depth = next((k for k in range(len(stack) - 1, -1, -1) if stack[k].style == style), None)
        role = _role(text, match, block, depth is not None)
        if role == "close" and depth is not None:
            closed = stack[depth]
            del stack[depth:]
            if not stack:
                found.append(_closed(text, closed, match))
        elif role == "open":
            _open(text, match, depth, stack, block.kind)
    return found, stack


def _open(
    text: str, match: re.Match[str], depth: int | None, stack: list[_Open], kind: str
) -> None:
    """A new stretch; of the same style inside an open one, a new paragraph run into the line."""
    style = STYLES[match[0]]
    if depth is not None and style != "single":
        before = text[max(0, match.start() - 50) : match.start()].rstrip()[-1:]
        if before in SENTENCE_END and stack[depth].parts:
            begin = stack[depth].parts[-1][0]
            stack[depth].parts[-1] = (begin, match.start())
            stack[depth].parts.append((match.end(), match.end()))
            del stack[depth + 1 :]
            return
        del stack[depth:]
    if style == "single" and depth is not None:
        return
    width = match.end() - match.start()
    stack.append(_Open(style, match.start(), width, [(match.end(), match.end())], kind))


def _closed(text: str, opened: _Open, match: re.Match[str]) -> Marked:
    parts = [*opened.parts[:-1], (opened.parts[-1][0], match.start())]
    trimmed = [trim(text, s, e) for s, e in parts]
    kept = tuple(p for p in trimmed if p[0] < p[1])
    return Marked(opened.at, match.end(), kept, single=opened.style == "single")


def _role(text: str, match: re.Match[str], block: Block, is_open: bool) -> str | None:
    """Whether a mark opens or closes; None for an inch sign or a mark that does neither."""
    mark = match[0]
    before = text[match.start() - 1] if match.start() > block.start else " "
    after = text[match.end()] if match.end() < block.end else " "
    if mark in OPENING or mark in CLOSING:
        return _role_of_sided(mark, before, after, is_open)
    may_open = before.isspace() or before in BEFORE_OPEN
    if is_open:
        fresh = may_open and before != "—" and _fresh(text, match)
        return "open" if fresh and not after.isspace() else "close"
    if before.isdigit() or after.isspace():
        return None
    return "open" if may_open or mark in {'"', "''"} else None


def _role_of_sided(mark: str, before: str, after: str, is_open: bool) -> str | None:
    """The same for marks that show their side; German and French use some the other way round."""
    if mark == "“" and is_open and not after.isalnum() and not before.isspace():
        return "close"
    if mark == "»" and not is_open:
        return "open" if after.isalnum() else None
    if mark == "«" and is_open and not before.isspace():
        return "close"
    return "open" if mark in OPENING else "close"


def _fresh(text: str, match: re.Match[str]) -> bool:
    """Whether an ambiguous mark after a space opens: the word before it ended a sentence or not."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return before.isspace() and after.isalnum()


def _apostrophe(text: str, at: int, block: Block, stack: Sequence[_Open]) -> bool:
    """Whether a single mark is an apostrophe."""
    before = text[at - 1] if at > block.start else " "
    after = text[at + 1] if at + 1 < block.end else " "
    if before.isalnum() and after.isalnum():
        return True
    if text[at] in "'’" and CLIPPED.match(text, at, block.end):
        return True
    is_open = any(o.style == "single" for o in stack)
    if not is_open:
        opens = not before.isalnum() and not after.isspace() and text[at] in "'‘‚`"
        return not (opens and _has_partner(text, at, block))
    if text[at] in "‘‚`":
        return False
    return before.lower() == "s" and after.isspace() and _possessive(text, at, block)


def _has_partner(text: str, at: int, block: Block) -> bool:
    return any(
        not text[m.end() : m.end() + 1].isalnum() and not text[m.start() - 1].isspace()
        for m in re.compile("['’]").finditer(text, at + 2, block.end)
    )


def _possessive(text: str, at: int, block: Block) -> bool:
    """A plural's apostrophe inside single marks: a word follows, and a better end comes later."""
    if not text[at + 2 : at + 3].islower():
        return False
    for match in re.compile("[‘'’]").finditer(text, at + 1, block.end):
        before, after = text[match.start() - 1], text[match.end() : match.end() + 1]
        if match[0] == "‘" or (match[0] == "'" and before.isspace()):
            return False
        if not after.isalnum() and (before in ".,?!…" or not before.isspace()):
            return True
    return False
