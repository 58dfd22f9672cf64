"""Where a passage stands in an article: its paragraph, the sentence around it, and its mark.

A mark is drawn only where the text, cut again, equals the stored slice. One span has one mark,
whoever cites it; the mark remembers the strongest state among the claims that stand on it and
the entries that it leads back to.
"""

from __future__ import annotations

import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rashomon.errors import OffsetError
from rashomon.models import Annotated, Article, Block, Span
from rashomon.offsets import recut

__all__ = ["Context", "Mark", "Marks", "Place", "by_article", "paragraphs"]

NUMBERED = ("summary", "heading", "body")
LABELS = {
    "title": "headline",
    "byline": "byline",
    "dateline": "dateline",
    "caption": "caption",
    "sidebar": "box",
    "repeat": "repeated text",
    "furniture": "page furniture",
}
RANKS = {"d": 3, "a": 2, "s": 1, "n": 0}
AROUND = 150
"""Characters of a sentence kept on either side of a passage; longer ones are cut at a word."""


@dataclass
class Mark:
    """A passage to be marked in an article. ``backs`` are (anchor, visible words)."""

    id: str
    spans: tuple[Span, ...]
    state: str
    backs: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Context:
    """A passage with what stands around it in its sentence."""

    before: str
    hit: str
    after: str


@dataclass(frozen=True)
class Place:
    """A citation. ``mark`` is None where the stored slice does not stand at its offsets."""

    article: str
    name: str
    label: str
    text: str
    mark: str | None
    context: Context | None = None


def by_article(places: Sequence[Place]) -> list[tuple[str, str]]:
    """``A ¶2, ¶4``: each article's name with the labels of its places, none twice."""
    found: dict[str, list[str]] = {}
    for place in places:
        labels = found.setdefault(place.name, [])
        if place.label not in labels:
            labels.append(place.label)
    return [(name, ", ".join(labels)) for name, labels in found.items()]


def paragraphs(article: Article) -> list[tuple[Block, str]]:
    """Each block with its label: ``¶4`` for the running text, else what it is."""
    labelled, count = [], 0
    for block in article.blocks:
        if block.kind in NUMBERED:
            count += 1
            labelled.append((block, f"¶{count}"))
        else:
            labelled.append((block, LABELS[block.kind]))
    return labelled


class _Sheet:
    """One article with what is needed to look up places in it."""

    def __init__(self, annotated: Annotated) -> None:
        self.article = annotated.article
        self.sentences = [(s.start, s.end) for s in annotated.annotation.sentences]

    @cached_property
    def labelled(self) -> list[tuple[Block, str]]:
        return paragraphs(self.article)

    def label(self, start: int) -> str:
        at = bisect.bisect_right([block.start for block, _ in self.labelled], start) - 1
        return self.labelled[at][1] if at >= 0 else "text"

    def around(self, start: int, end: int) -> Context:
        first, last = self._sentence(start)
        text = self.article.text
        before = text[min(first, start) : start]
        after = text[end : max(last, end)]
        if len(before) > AROUND:
            before = "…" + before[-AROUND:].partition(" ")[2]
        if len(after) > AROUND:
            after = after[:AROUND].rpartition(" ")[0] + "…"
        return Context(before, text[start:end], after)

    def _sentence(self, start: int) -> Span:
        at = bisect.bisect_right(self.sentences, (start, len(self.article.text))) - 1
        if at >= 0 and self.sentences[at][1] > start:
            return self.sentences[at]
        at = bisect.bisect_right([block.start for block, _ in self.labelled], start) - 1
        block = self.labelled[at][0] if at >= 0 else None
        return (block.start, block.end) if block else (start, start)


class Marks:
    """All marks of a page, by article. ``names`` are the articles' names on the page.

    ``strict``: a stored slice that is not what stands at its offsets raises ``OffsetError``;
    without it such a passage has no mark, and the page says "passage not located".
    """

    def __init__(self, annotations: Mapping[str, Annotated], *, strict: bool = False) -> None:
        self._annotations = annotations
        self._strict = strict
        self._sheets: dict[str, _Sheet] = {}
        self._marks: dict[str, dict[tuple[Span, ...], Mark]] = {}
        self._count = 0
        self.names: dict[str, str] = {}

    def cite(
        self,
        article: str,
        spans: Sequence[Span],
        stored: str,
        *,
        state: str = "n",
        back: tuple[str, str] | None = None,
        context: bool = False,
    ) -> Place:
        """The place of a passage, marked in its article where it is what was stored."""
        sheet, name = self._sheet(article), self.names.get(article, article)
        try:
            text = recut(sheet.article.text, spans, stored, article)
        except OffsetError:
            if self._strict:
                raise
            return Place(article, name, "", "", None)
        mark = self._mark(article, tuple((start, end) for start, end in spans))
        if RANKS[state] > RANKS[mark.state]:
            mark.state = state
        if back:
            mark.backs.setdefault(*back)
        around = sheet.around(spans[0][0], spans[-1][1]) if context else None
        return Place(article, name, sheet.label(spans[0][0]), text, mark.id, around)

    def of(self, article: str) -> list[Mark]:
        """The marks of an article in the order of the text, outer ones first."""
        marks = self._marks.get(article, {}).values()
        return sorted(marks, key=lambda m: (m.spans[0][0], -m.spans[-1][1], m.spans))

    def _sheet(self, article: str) -> _Sheet:
        if article not in self._sheets:
            self._sheets[article] = _Sheet(self._annotations[article])
        return self._sheets[article]

    def _mark(self, article: str, spans: tuple[Span, ...]) -> Mark:
        marks = self._marks.setdefault(article, {})
        if spans not in marks:
            self._count += 1
            marks[spans] = Mark(f"m{self._count}", spans, "n")
        return marks[spans]
