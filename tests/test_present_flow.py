"""Marks drawn into text: whatever the spans, a mark's pieces are the passage."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rashomon.models import Article, Block, Span
from rashomon.stages.present.flow import Fold, flow
from rashomon.stages.present.places import Mark

LETTERS = "ab <&>\"'é🌊م\r\n"


class Pieces(HTMLParser):
    """The text of each mark, by id, and all text outside links back."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.marks: dict[str, str] = {}
        self.first: list[str] = []
        self.text = ""
        self.open: list[str] = []
        self.back = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag == "mark":
            key = names.get("id") or names.get("data-m") or ""
            if "id" in names:
                self.first.append(key)
            self.open.append(key)
        self.back = self.back or tag == "a"

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self.open.pop()
        if tag == "a":
            self.back = False

    def handle_data(self, data: str) -> None:
        if self.back:
            return
        self.text += data
        for key in self.open:
            self.marks[key] = self.marks.get(key, "") + data


def article_of(text: str, cuts: list[int]) -> Article:
    """Blocks that cover the text, a heading between body paragraphs, the last one furniture."""
    edges = sorted({0, len(text), *(cut for cut in cuts if 0 < cut < len(text))})
    kinds = ("body", "heading", "caption")
    blocks = [
        Block(kind=kinds[place % 3], start=start, end=end)
        for place, (start, end) in enumerate(pairwise(edges))
    ]
    blocks[-1] = Block(kind="furniture", start=blocks[-1].start, end=blocks[-1].end)
    return Article(
        id="sha256:x",
        source="x",
        sources=("x",),
        outlet=None,
        url=None,
        title=None,
        authors=(),
        published=None,
        updated=None,
        language=None,
        text=text,
        blocks=tuple(blocks),
    )


@st.composite
def marked(draw: st.DrawFn) -> tuple[Article, list[Mark]]:
    text = draw(st.text(LETTERS, min_size=2, max_size=60))
    cuts = draw(st.lists(st.integers(0, 60), max_size=4))
    found: set[tuple[Span, ...]] = set()
    for _ in range(draw(st.integers(0, 6))):
        edges = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=4)))
        spans = list(zip(edges[::2], edges[1::2], strict=False))
        found.add(tuple(spans))
    ordered = sorted(found, key=lambda spans: (spans[0][0], -spans[-1][1], spans))
    marks = [
        Mark(f"m{place}", spans, "a", {f"c{place}": f"claim {place}"})
        for place, spans in enumerate(ordered)
    ]
    return article_of(text, cuts), marks


@given(marked())
def test_pieces_of_a_mark_are_its_passage(case: tuple[Article, list[Mark]]) -> None:
    article, marks = case
    parser = Pieces()
    backs = ""
    for item in flow(article, marks):
        for part in item.paragraphs if isinstance(item, Fold) else (item,):
            parser.feed(str(part.html))
            assert parser.open == []
            backs += str(part.html)
    parser.close()
    assert parser.text == article.text
    assert sorted(parser.first) == sorted(mark.id for mark in marks)
    for mark in marks:
        expected = "".join(article.text[start:end] for start, end in mark.spans)
        assert parser.marks[mark.id] == expected
        assert backs.count(f'href="#c{mark.id[1:]}"') == 1
