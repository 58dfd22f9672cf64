"""What of an article counts when texts are compared, word by word.

Shared text is sought in all that is not furniture, as an outlet may copy a caption or a box too,
and the kinds of such lines are the least sure. What the report itself says (``reported``) decides
who wrote it and which story it is in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rashomon.models import Article, Span
from rashomon.stages.group.sites import sites_of
from rashomon.words import Ints, words_of

__all__ = ["REPORT_KINDS", "Body", "bodies_of"]

Mask = npt.NDArray[np.bool_]

REPORT_KINDS = frozenset({"body", "dateline", "heading", "summary"})
"""Kinds of blocks that are the report itself."""

FURNITURE_ARTICLES = 5
"""A line that stands in more articles of one site than this is furniture (the rule by which the
reference of shared text in the public data was computed)."""

_QUOTED = re.compile(
    r'"[^"\n]*(?:"|$)|“[^”\n]*(?:”|$)|„[^“”\n]*(?:[“”]|$)|«[^»\n]*(?:»|$)|(?<!\w)‘[^\n]*?(?:’(?!\w)|$)',
    re.MULTILINE,
)


class _Line(NamedTuple):
    """A line of an article: where it stands, whether it is report, and its words as one string."""

    start: int
    end: int
    reported: bool
    words: str


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """The words of an article without its furniture, in order.

    :ivar starts, ends: offsets of each word in the article's text, shape (words,).
    :ivar reported: whether a word stands in the report itself, in no caption, box or by-line.
    :ivar quoted: whether a word stands inside quotation marks.
    :ivar breaks: whether furniture, or the border of the report, is just before a word.
    """

    article: Article
    words: tuple[str, ...]
    starts: Ints
    ends: Ints
    reported: Mask
    quoted: Mask
    breaks: Mask

    def __len__(self) -> int:
        return len(self.words)


def bodies_of(articles: Sequence[Article]) -> list[Body]:
    """The words of each article, without the lines that its site prints in many articles."""
    lines = [list(_lines(article)) for article in articles]
    sites = sites_of(articles)
    furniture = _furniture(sites, lines)
    return [
        _body(article, [line for line in own if not _printed(line, keys, furniture)])
        for article, keys, own in zip(articles, sites, lines, strict=True)
    ]


def _printed(line: _Line, keys: Sequence[str], furniture: set[tuple[str, str]]) -> bool:
    return any((key, line.words) in furniture for key in keys)


def _lines(article: Article) -> Iterator[_Line]:
    """The lines of all blocks that are no furniture; none where nothing but a picture is told."""
    if not any(block.kind in REPORT_KINDS for block in article.blocks):
        return
    for block in article.blocks:
        if block.kind == "furniture":
            continue
        start = block.start
        for line in article.text[block.start : block.end].splitlines(keepends=True):
            key = " ".join(words_of(line).words)
            if key:
                yield _Line(start, start + len(line), block.kind in REPORT_KINDS, key)
            start += len(line)


def _furniture(
    sites: Sequence[Sequence[str]], lines: Sequence[Sequence[_Line]]
) -> set[tuple[str, str]]:
    """Keys of sites with the lines that stand in many articles of them."""
    counts: Counter[tuple[str, str]] = Counter()
    for keys, own in zip(sites, lines, strict=True):
        for key in keys:
            counts.update({(key, line.words) for line in own})
    return {key for key, count in counts.items() if count > FURNITURE_ARTICLES}


def _body(article: Article, lines: Sequence[_Line]) -> Body:
    spans = [(line.start, line.end) for line in lines]
    words, starts, ends = words_of(article.text, spans)
    reported = _inside(starts, [(line.start, line.end) for line in lines if line.reported])
    return Body(
        article=article,
        words=words,
        starts=starts,
        ends=ends,
        reported=reported,
        quoted=_inside(starts, [match.span() for match in _QUOTED.finditer(article.text)]),
        breaks=_gaps(article.text, starts, spans) | (np.diff(reported, prepend=reported[:1])),
    )


def _inside(starts: Ints, spans: Sequence[Span]) -> Mask:
    """Which positions lie inside one of the spans (in order, not overlapping)."""
    if not spans:
        return np.zeros(len(starts), np.bool_)
    bounds = np.asarray(spans, np.int64)
    at = np.searchsorted(bounds[:, 0], starts, side="right") - 1
    return np.asarray((at >= 0) & (starts < bounds[np.maximum(at, 0), 1]), np.bool_)


def _gaps(text: str, starts: Ints, spans: Sequence[Span]) -> Mask:
    """Which words follow on something other than white space that is not in ``spans``."""
    found = np.zeros(len(starts), np.bool_)
    for (_, end), (start, _) in pairwise(spans):
        if text[end:start].strip():
            at = int(np.searchsorted(starts, start))
            if 0 < at < len(starts):
                found[at] = True
    return found
