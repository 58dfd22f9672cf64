"""An article's blocks as HTML with its marks.

Nested marks are nested elements. Where two marks cross, the later one is split: its first piece
carries the id, the others name it in ``data-m``, and the pieces joined are the passage. Links
back stand behind the outermost mark, so that the text of a mark is nothing but the passage.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from rashomon.models import Article, Block, Span
from rashomon.stages.present.places import Mark, paragraphs

__all__ = ["Fold", "Paragraph", "flow"]

FOLDED = ("furniture", "repeat")
SHARED = 0.5
"""Part of a paragraph's characters that must stand in another article for it to be hatched.
A majority: the hatching is of whole paragraphs, the exact shares stand in the list."""


@dataclass(frozen=True)
class Paragraph:
    """A block: its kind, its number or "", whether it shares text, and its HTML."""

    kind: str
    label: str
    shared: bool
    html: Markup


@dataclass(frozen=True)
class Fold:
    """Neighbouring blocks that are no reporting or repeat it, folded away together."""

    paragraphs: tuple[Paragraph, ...]

    @property
    def words(self) -> str:
        """What is in it."""
        kinds = {paragraph.kind for paragraph in self.paragraphs}
        if len(kinds) > 1:
            return "Not reporting, or repeated in this article"
        return "Repeated in this article" if kinds == {"repeat"} else "Not reporting"


Piece = tuple[int, int, int]
"""Start, negative end and the mark's place: heap order is outer marks first."""


def flow(
    article: Article, marks: Sequence[Mark], shared: Sequence[Span] = ()
) -> list[Paragraph | Fold]:
    """The article from its first block to its last, marks drawn, furniture and repeats folded."""
    writer = _Writer(article.text, marks)
    out: list[Paragraph | Fold] = []
    for block, label in paragraphs(article):
        number = label[1:] if label.startswith("¶") else ""
        html = writer.block(block)
        piece = Paragraph(block.kind, number, _is_shared(block, shared), html)
        if block.kind not in FOLDED:
            out.append(piece)
        elif out and isinstance(out[-1], Fold):
            out[-1] = Fold((*out[-1].paragraphs, piece))
        else:
            out.append(Fold((piece,)))
    return out


def _is_shared(block: Block, shared: Sequence[Span]) -> bool:
    covered = sum(max(0, min(block.end, end) - max(block.start, start)) for start, end in shared)
    return covered >= SHARED * (block.end - block.start)


def plain(text: str) -> Markup:
    """Escaped; a carriage return is kept, which an HTML parser would turn into a line feed."""
    return Markup(str(escape(text)).replace("\r", "&#13;"))


class _Writer:
    """Writes the blocks of one article in order."""

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        self.text = text
        self.marks = marks
        self.opened: set[str] = set()
        self.out: list[str] = []
        self.done: list[Mark] = []

    def block(self, block: Block) -> Markup:
        self.out = []
        position, stack = block.start, list[tuple[int, Mark]]()
        queue = list(self._pieces(block))
        heapq.heapify(queue)
        while queue:
            start, negative_end, order = heapq.heappop(queue)
            end, mark = -negative_end, self.marks[order]
            position = self._close(stack, start, position)
            if stack and end > stack[-1][0]:
                inner = stack[-1][0]
                heapq.heappush(queue, (inner, -end, order))
                end = inner
            self._write(position, start)
            position = start
            self._open(mark)
            stack.append((end, mark))
        position = self._close(stack, block.end + 1, position)
        self._write(position, block.end)
        return Markup("".join(self.out))

    def _pieces(self, block: Block) -> Iterable[Piece]:
        for order, mark in enumerate(self.marks):
            for start, end in mark.spans:
                first, last = max(start, block.start), min(end, block.end)
                if first < last:
                    yield (first, -last, order)

    def _close(self, stack: list[tuple[int, Mark]], upto: int, position: int) -> int:
        while stack and stack[-1][0] <= upto:
            end, mark = stack.pop()
            self._write(position, end)
            position = end
            self.out.append("</mark>")
            if end >= mark.spans[-1][1]:
                self.done.append(mark)
            if not stack:
                self._backs()
        return position

    def _open(self, mark: Mark) -> None:
        name = "data-m" if mark.id in self.opened else "id"
        self.opened.add(mark.id)
        self.out.append(f"<mark {name}={mark.id} class={mark.state}>")

    def _write(self, start: int, end: int) -> None:
        self.out.append(str(plain(self.text[start:end])))

    def _backs(self) -> None:
        seen: dict[str, str] = {}
        for mark in self.done:
            seen.update(mark.backs)
        self.done = []
        for anchor, words in sorted(seen.items(), key=lambda pair: _order(pair[1])):
            short = _short(words)
            self.out.append(f'<a class=b href="#{anchor}" title="Back to {words}">↩{short}</a>')


def _order(words: str) -> tuple[bool, str, int]:
    """Claims first, each kind by number."""
    kind, _, count = words.rpartition(" ")
    return kind != "claim", kind, int(count)


def _short(words: str) -> str:
    kind, _, count = words.rpartition(" ")
    return count if kind == "claim" else kind[:1].upper() + count
