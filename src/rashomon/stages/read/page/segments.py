"""The text of a page in segments: what stands between two edges of block elements.

A segment is what a reader sees as one paragraph, heading, list item or line. The walk is
iterative; it knows nothing of what is an article.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from rashomon.stages.read.page.meanings import meanings_of

__all__ = ["Layout", "Node", "Segment", "layout"]

SKIPPED = frozenset(
    "script style noscript template svg iframe head select option textarea input object embed"
    " canvas audio video math map datalist button title meta link frameset dialog".split()
)
"""Elements whose text is not shown, or is part of a control."""

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt"
    " ruby s samp small span strike strong sub sup time tt u var wbr img".split()
)
NOT_ENTERED = SKIPPED | {"br", "hr"}
UNSEEN = frozenset({"script", "style", "svg"})
"""Of these, what may stand inside a word without parting it."""
EMPHASIS = frozenset({"b", "strong", "em", "i"})
BREAK = "\x00"
"""Stands for ``<br>`` while text is collected; no parsed text holds it."""
SPLIT = re.compile(r"\x00\s*\x00[\s\x00]*")
STYLE_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
NAMING = frozenset(
    "class id itemprop role data-testid data-component data-type data-qa data-module".split()
)
"""Attributes in which pages name the part that an element plays."""


@dataclass(slots=True)
class Node:
    """An element on the way to text. ``parent`` is its index in ``Layout.nodes``, -1 at the root;
    ``signature`` its tag and names."""

    parent: int
    tag: str
    depth: int
    meanings: int
    hidden: bool
    signature: str


@dataclass(slots=True)
class Segment:
    """A stretch of shown text. ``links`` are its characters inside links, ``emphasis`` in bold
    or italics; ``node`` is the innermost element that holds all of it."""

    text: str
    node: int
    links: int
    link_count: int
    emphasis: int


@dataclass(slots=True)
class Layout:
    """The segments of a page in their order, and the elements they stand in."""

    nodes: list[Node] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)


class _Collector:
    """Takes the text of the walk and cuts it into segments."""

    __slots__ = ("emphasis", "found", "link_count", "links", "node", "parts", "several")

    def __init__(self, found: Layout) -> None:
        self.found = found
        self._clear()

    def _clear(self) -> None:
        self.parts: list[str] = []
        self.links = self.link_count = self.emphasis = 0
        self.node = -1
        self.several = False

    def add(self, text: str, node: int, in_link: bool, strong: bool) -> None:
        self.parts.append(text)
        if text.isspace() or text == BREAK:
            return
        if in_link or strong:
            size = len(text.strip())
            self.links += size * in_link
            self.emphasis += size * strong
        if self.node < 0:
            self.node = node
        elif self.node != node:
            self.several = True

    def flush(self, block: int) -> None:
        """End the segment; ``block`` is the block element that it stands in."""
        if self.node >= 0:
            node = block if self.several else self.node
            whole = "".join(self.parts)
            if BREAK not in whole:
                text = " ".join(whole.split())
                links, emphasis = self.links, self.emphasis
                self.found.segments.append(Segment(text, node, links, self.link_count, emphasis))
                self._clear()
                return
            pieces = SPLIT.split(whole)
            texts = [text for p in pieces if (text := " ".join(p.replace(BREAK, " ").split()))]
            for text in texts:
                share = len(text) / max(1, sum(map(len, texts)))
                self.found.segments.append(
                    Segment(
                        text,
                        node,
                        round(self.links * share),
                        self.link_count,
                        round(self.emphasis * share),
                    )
                )
        if self.parts or self.link_count:
            self._clear()


def layout(root: Any) -> Layout:
    """The segments of a parsed page."""
    walk = _Walk()
    walk.enter(root, _Frame(iter(()), None, -1, -1, False, False, False))
    while walk.stack:
        frame = walk.stack[-1]
        child = next(frame.children, None)
        if child is None:
            walk.leave()
        else:
            walk.meet(child, frame)
    walk.collector.flush(0)
    return walk.found


class _Frame(NamedTuple):
    """An element on the way down: what is left of it, its node and its block's, and whether it
    stands in a link, in bold or italics, or is preformatted."""

    children: Iterator[Any]
    element: Any
    node: int
    block: int
    link: bool
    strong: bool
    pre: bool


class _Walk:
    """A walk over a page in the order of its text, without recursion."""

    def __init__(self) -> None:
        self.found = Layout()
        self.collector = _Collector(self.found)
        self.stack: list[_Frame] = []

    def meet(self, child: Any, frame: _Frame) -> None:
        """A child of the innermost element: entered, or only its effect on the text is taken."""
        tag = child.tag
        name = _name(tag) if isinstance(tag, str) else "script"
        if name not in NOT_ENTERED:
            self.enter(child, frame, name)
            return
        if name == "hr":
            self.collector.flush(frame.block)
        elif name == "br":
            self.collector.add(BREAK, frame.node, frame.link, frame.strong)
        elif name not in UNSEEN:
            self.collector.add(" ", frame.node, frame.link, frame.strong)
        self.after(child, frame)

    def enter(self, element: Any, frame: _Frame, name: str = "html") -> None:
        """Go into an element; a block ends the segment before it."""
        _, _, parent, block, link, strong, pre = frame
        node = _node(self.found, element, parent, name)
        if name in INLINE:
            if name == "a":
                link = True
                self.collector.link_count += 1
            strong = strong or name in EMPHASIS
        else:
            self.collector.flush(block)
            block, pre = node, pre or name == "pre"
        text = element.text
        if text:
            self.collector.add(_shown(text, pre), node, link, strong)
        self.stack.append(_Frame(iter(element), element, node, block, link, strong, pre))

    def leave(self) -> None:
        """Go out of the innermost element; a block ends its last segment."""
        frame = self.stack.pop()
        if frame.block == frame.node:
            self.collector.flush(frame.block)
        if self.stack:
            self.after(frame.element, self.stack[-1])

    def after(self, element: Any, frame: _Frame) -> None:
        """The text behind an element, which is its parent's."""
        tail = element.tail
        if tail:
            self.collector.add(_shown(tail, frame.pre), frame.node, frame.link, frame.strong)


def _shown(text: str, pre: bool) -> str:
    """Text as it is shown: an empty line parts paragraphs only where it is preformatted."""
    return re.sub(r"\n[ \t]*\n", BREAK + BREAK, text) if pre else text


@functools.lru_cache(maxsize=1024)
def _name(tag: str) -> str:
    """A tag without its prefix, in lower case."""
    return tag.rpartition(":")[2].lower()


def _node(found: Layout, element: Any, parent: int, name: str = "html") -> int:
    """The index of a new node for an element."""
    above = found.nodes[parent] if parent >= 0 else None
    hidden = above is not None and above.hidden
    words = ""
    for key, value in element.items():
        if key in NAMING:
            words = f"{words} {value}" if words else value
        elif not hidden:
            hidden = (
                key == "hidden"
                or (key == "aria-hidden" and value == "true")
                or (key == "style" and STYLE_HIDDEN.search(value) is not None)
            )
    depth = above.depth + 1 if above is not None else 0
    meanings = meanings_of(words) if words else 0
    found.nodes.append(Node(parent, name, depth, meanings, hidden, f"{name}.{words}"))
    return len(found.nodes) - 1
