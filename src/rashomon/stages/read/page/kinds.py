"""Which kind of block each segment of a page is, and which segments make the article's text.

The learned model tells the running text. What stands around it inside the article is told by the
page's own marks: figures and their captions, the standfirst that repeats the description, lines
of author and date, boxes. The rest between headline and last paragraph is furniture; what is
farther away is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rashomon.models import BlockKind
from rashomon.stages.read.page.features import FAR, NAMES, Flags, Matrix
from rashomon.stages.read.page.metadata import Declared
from rashomon.stages.read.page.segments import INLINE, Layout
from rashomon.stages.read.page.titles import agreed
from rashomon.stages.read.page.wording import TEXT, squashed, wording

__all__ = ["RUNNING", "Piece", "pieces_of"]

RUNNING = 0.5
"""Probability from which a segment is running text (``evals/train_page.py``, held out: from .4 to
.6 F1 is .972 to .975 on fundus and .971 to .973 on zyte)."""

LEAST = 0.1
"""Probability of the best segment below which a page has no article. In between, a page with
nothing surer (a poem, a picture with three lines) gives what is nearly as sure as its best."""

SURE = 0.9
"""Probability from which running text in a figure is no caption: some pages put whole sections in
one. Held out, .8 to 1 change F1 by less than .001."""
Told = tuple[BlockKind, str]
"""A kind and the evidence for it."""

COLUMN = {name: number for number, name in enumerate(NAMES)}
REPEATED = 40
"""Characters from which a text that stands twice is a repeat; shorter ones may recur rightly."""
AGAIN = 0.8
"""Share of a text's runs of four words that stand in the article already, from which it is a
repeat: pages hold their text a second time for microdata or small screens."""
LONG = 600
"""Characters below which every run must stand there: paragraphs of one article share phrases."""
PROSE = 100
"""Characters from which a text with sentence ends and few links is reporting, not a label."""
LINE = 200
"""Characters of the longest line of author and date."""
SHORT_LINE = 80
"""Characters of a line that a name or a date alone makes one of author and date."""
LEAD = 25
"""Characters of the shortest standfirst."""
CREDIT = re.compile(
    r"\((?:images?|photos?|pictures?|pics?|fotos?|bild(?:er)?|credits?|cr[ée]dits?)\s*:[^()]{2,80}\)$",
    re.I,
)
ASKING = ("subscribe", "follow", "advert", "rights", "comment")
"""Cues of what asks a reader for something."""
APART = ("related", "subscribe", "consent", "comment", "share", "bio", "navigation", "advert")
"""Meanings of elements that hold no reporting of this article."""
TITLE_SAME = 0.8
"""Token F1 from which a heading is the headline."""
WORD = re.compile(r"\w+")
HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
UPPER = "A-ZÀ-Þ"
NAME = rf"[{UPPER}][\w'’.-]*"
DATELINE = re.compile(
    rf"(?:[{UPPER}][{UPPER}'’.-]+(?:[ ,]+{NAME}){{0,4}}(?:,? \d{{1,2}}(?: [A-Z][a-z]+)?)?"
    rf"(?: \([^()]{{2,40}}\))?|{NAME}(?:[ ,]+{NAME}){{0,4}} \([^()]{{2,40}}\))"
    r"\s*(?:[—–]|-{1,2}(?=\s)|:)\s*"
)
"""Place (in capitals, or with the agency behind it), maybe a date, and a dash."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of the article to be: its kind, its text, and the evidence."""

    kind: BlockKind
    text: str
    reason: str


def pieces_of(found: Layout, matrix: Matrix, running: Matrix, told: Declared) -> list[Piece]:
    """The pieces of the article in the order of the page; none where it has no running text.

    :param matrix: the features of the segments, shape (segments, features).
    :param running: the probability of each segment to be running text, shape (segments,).
    """
    if not len(running) or running.max() < LEAST:
        return []
    running = np.where(_of_others(found, running), 0, running)
    needed = min(RUNNING, 0.8 * float(running.max()))
    body = np.flatnonzero(running >= needed)
    return _Reader(found, matrix, running, told, needed, int(body[0]), int(body[-1])).pieces()


def _of_others(found: Layout, running: Matrix) -> Flags:
    """The segments of other articles on the page: in an outermost ``article`` element with an h1
    of its own, where the article that begins first has one too."""
    outer: list[int] = []
    headed = set()
    for number, node in enumerate(found.nodes):
        above = outer[node.parent] if node.parent >= 0 else -1
        outer.append(number if above < 0 and node.tag == "article" else above)
        if node.tag == "h1":
            headed.add(outer[number])
    places = np.array([outer[segment.node] for segment in found.segments])
    begins = places[np.flatnonzero(running >= RUNNING)[:1]]
    main = int(begins[0]) if len(begins) else -1
    others = sorted(headed - {main, -1}) if main in headed else []
    apart: Flags = np.isin(places, others)
    return apart


@dataclass(frozen=True)
class _Reader:
    """One page's segments while their kinds are told; ``needed`` is the probability that running
    text needs here, ``first`` and ``last`` are its ends."""

    found: Layout
    matrix: Matrix
    running: Matrix
    told: Declared
    needed: float
    first: int
    last: int

    @cached_property
    def wordings(self) -> dict[int, list[float]]:
        return {}

    @cached_property
    def descriptions(self) -> list[str]:
        return [squashed(text) for text in self.told.descriptions]

    @cached_property
    def tests(self) -> tuple[Callable[[int], Told | None], ...]:
        return (
            self._headline, self._caption, self._running, self._heading, self._lead, self._line,
            self._box,
        )  # fmt: skip

    def pieces(self) -> list[Piece]:
        """Headline first, then what stands from it to the end of the running text."""
        result: list[Piece] = []
        said: set[tuple[str, ...]] = set()
        title = self.title
        start = self._start() if title is None else min(title, self.first)
        for number in range(start, self._end() + 1):
            kind, reason = self._kind(number)
            text = self.found.segments[number].text
            runs = _runs(text) if len(text) >= REPEATED else []
            if kind == "title":
                said.update(runs)
            elif kind != "summary":
                needed = AGAIN if len(text) >= LONG else 1.0
                if runs and sum(run in said for run in runs) >= needed * len(runs):
                    kind, reason = "repeat", "stands in the article already"
                said.update(runs)
            result.extend(_cut(kind, text, reason))
        if title is None and self.told.title:
            result.insert(0, Piece("title", self.told.title, "declared in the head"))
        return _with_one_dateline(result)

    def _feature(self, number: int, name: str) -> float:
        """A feature of a segment; the matrix has no wording of what cannot be running text."""
        if name in TEXT:
            return self._worded(number)[TEXT.index(name)]
        return float(self.matrix[number, COLUMN[name]])

    def _worded(self, number: int) -> list[float]:
        if number not in self.wordings:
            self.wordings[number] = wording(self.found.segments[number])
        return self.wordings[number]

    @cached_property
    def title(self) -> int | None:
        """The segment of the headline: a heading with its words, else the last h1 before."""
        title = self.told.title
        if not title:
            return None
        goal = squashed(title)
        segments = self.found.segments
        near = range(max(0, self.first - 60), min(self.first + 3, len(segments)))
        same = [n for n in near if squashed(segments[n].text) == goal]
        heads = [n for n in near if self._tag(n)]
        marked = [n for n in same if n in heads]
        alike = [n for n in heads if agreed(segments[n].text, title) >= TITLE_SAME]
        first = [n for n in heads if self._tag(n) == "h1" and n < self.first]
        best = marked or alike or [n for n in same if n < self.first] or first[-1:]
        return best[0] if best else None

    def _tag(self, number: int) -> str:
        """The tag of the innermost heading around a segment, "" where none is near."""
        node = self.found.segments[number].node
        for _ in range(3):
            if node < 0:
                break
            if self.found.nodes[node].tag in HEADS:
                return self.found.nodes[node].tag
            node = self.found.nodes[node].parent
        return ""

    def _start(self) -> int:
        """Without a headline the text begins with its standfirst or its first paragraph."""
        for number in range(max(0, self.first - 8), self.first):
            if self._is_summary(number):
                return number
        return self.first

    def _end(self) -> int:
        """The last paragraph, and the captions right behind it."""
        end = self.last
        for number in range(self.last + 1, min(self.last + 4, len(self.found.segments))):
            if self._in_figure(number):
                end = number
        return end

    def _kind(self, number: int) -> Told:
        for test in self.tests:
            if (told := test(number)) is not None:
                return told
        return "furniture", f"no running text ({self.running[number]:.2f})"

    def _headline(self, number: int) -> Told | None:
        return ("title", "headline") if number == self.title else None

    def _caption(self, number: int) -> Told | None:
        text = self.found.segments[number].text
        if self.running[number] < self.needed and CREDIT.search(text):
            return "caption", "ends with a picture's credit"
        if self.running[number] < SURE and self._is_caption(number):
            return "caption", "in a figure or marked as caption"
        return None

    def _running(self, number: int) -> Told | None:
        chance = float(self.running[number])
        if chance < self.needed:
            return None
        # many descriptions are the first paragraph again; a standfirst stands outside the others
        alone = self._feature(number, "kin_count") <= 2 and not self._feature(number, "in_merged")
        if alone and number <= self.first + 1 < self.last and self._is_summary(number):
            return "summary", "standfirst: as the page describes itself, or marked so"
        if self._tag(number) or self._acts_as_heading(number):
            return "heading", f"heading among running text ({chance:.2f})"
        return "body", f"running text ({chance:.2f})"

    def _heading(self, number: int) -> Told | None:
        """A heading that the model did not take, right before running text of its element."""
        after = number + 1
        if not self.first < number < self.last or self.running[after] < self.needed:
            return None
        if not self._tag(number) or self._feature(number, "links") > 0.3:
            return None
        if self._parent(number) != self._parent(after):
            return None
        if self._asks(number) or self._apart(number, 3):
            return None
        return "heading", "heading right before running text"

    def _parent(self, number: int) -> int:
        """The element around the block in which a segment stands."""
        nodes = self.found.nodes
        node = self.found.segments[number].node
        while nodes[node].tag in INLINE and nodes[node].parent >= 0:
            node = nodes[node].parent
        return nodes[node].parent

    def _apart(self, number: int, steps: int) -> bool:
        """Whether an element so many steps up holds no reporting of this article."""
        return any(self._feature(number, f"below_{name}") <= steps for name in APART)

    def _asks(self, number: int) -> bool:
        return any(self._feature(number, f"cue_{cue}") for cue in ASKING)

    def _lead(self, number: int) -> Told | None:
        if number < self.first and self._is_summary(number):
            return "summary", "standfirst: as the page describes itself, or marked so"
        return None

    def _line(self, number: int) -> Told | None:
        return ("byline", "line of author or date") if self._is_byline(number) else None

    def _box(self, number: int) -> Told | None:
        told: Told = ("sidebar", "reporting set apart from the running text")
        return told if self._is_box(number) else None

    def _is_caption(self, number: int) -> bool:
        """In a figure, or in an element that says caption or credit, below the article."""
        if self._in_figure(number):
            return True
        near = self._feature(number, "below_caption") <= 1 and self._feature(number, "chars") <= 600
        apart = self._feature(number, "below_related") < FAR or self._feature(number, "cue_rights")
        return near and not apart

    def _in_figure(self, number: int) -> bool:
        figure = self._feature(number, "tag_figure") <= 4
        return figure or self._feature(number, "tag_figcaption") <= 2

    def _is_summary(self, number: int) -> bool:
        """What the description says, or what its element calls a standfirst."""
        text = self.found.segments[number].text
        if len(text) < LEAD or self._feature(number, "links") > 0.3:
            return False
        flat = squashed(text)
        if any(flat == text or (len(flat) >= 60 and flat in text) for text in self.descriptions):
            return True
        return self._feature(number, "below_standfirst") <= 1 and not self._apart(number, 2)

    def _is_byline(self, number: int) -> bool:
        """A short line of author or date, by its element's name or its own words."""
        text = self.found.segments[number].text
        if len(text) > LINE or self._feature(number, "below_related") <= 2:
            return False
        if self._feature(number, "tag_time") <= 1:
            return True
        named = min(self._feature(number, "below_byline"), self._feature(number, "below_date")) <= 1
        worded = self._feature(number, "cue_byline") or self._feature(number, "cue_date")
        author = any(name.casefold() in text.casefold() for name in self.told.authors)
        dated = number < self.first and self._feature(number, "cue_date")
        short = len(text) <= SHORT_LINE
        return bool(
            (named and (worded or author or len(text) < SHORT_LINE / 2))
            or (short and author)
            or (short and dated and any(c.isdigit() for c in text))
        )

    def _acts_as_heading(self, number: int) -> bool:
        """A short line, all in bold, without an end, with a paragraph behind it."""
        segment = self.found.segments[number]
        return (
            segment.emphasis >= 0.9 * len(segment.text)
            and len(segment.text) <= 90
            and not self._feature(number, "ends")
            and number < self.last
            and len(self.found.segments[number + 1].text) > len(segment.text)
        )

    def _is_box(self, number: int) -> bool:
        """Prose in an aside or box, or an embedded post, that the model did not take."""
        if self._feature(number, "tag_blockquote") <= 1:
            return True
        prose = (
            len(self.found.segments[number].text) >= PROSE
            and self._feature(number, "stops") >= 1
            and self._feature(number, "links") < 0.3
        )
        return prose and not self._apart(number, 3) and not self._asks(number)


def _runs(text: str) -> list[tuple[str, ...]]:
    """The runs of four words of a text; of writing without spaces, of four characters."""
    words = WORD.findall(text.casefold())
    if len(words) < 4 or len(text) > 12 * len(words):
        words = [character for word in words for character in word]
    return list(zip(words, words[1:], words[2:], words[3:], strict=False))


def _cut(kind: BlockKind, text: str, reason: str) -> list[Piece]:
    """A piece, its dateline apart."""
    match = DATELINE.match(text) if kind == "body" else None
    if match is None or match.end() > len(text) - 20:
        return [Piece(kind, text, reason)]
    place = text[: match.end()].rstrip()
    return [
        Piece("dateline", place, "place and dash at the head"),
        Piece(kind, text[match.end() :], reason),
    ]


def _with_one_dateline(pieces: Sequence[Piece]) -> list[Piece]:
    """Only the first paragraph has a dateline; what looks like one further down is its text."""
    result: list[Piece] = []
    begun = False
    for piece in pieces:
        after_place = bool(result) and result[-1].kind == "dateline" and piece.kind == "body"
        if after_place and begun:
            place = result.pop()
            result.append(Piece("body", f"{place.text} {piece.text}", piece.reason))
        else:
            result.append(piece)
        begun = begun or piece.kind == "body"
    return result
