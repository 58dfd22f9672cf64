"""What of an article counts when texts are compared, word by word.

Shared text is sought in all that is not furniture, as an outlet may copy a caption or a box too,
and the kinds of such lines are the least sure. What the report itself says (``reported``) decides
who wrote it and which story it is in.
"""

from __future__ import annotations

import hashlib
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
from rashomon.stages.group.wordcodes import Codes, Places, cut_words
from rashomon.words import Ints

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
    """A line of an article: where it stands, and whether it is report."""

    start: int
    end: int
    reported: bool


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """The words of an article without its furniture, in order.

    :ivar codes: a number for each word, the same for the same word, shape (words,).
    :ivar starts, ends: offsets of each word in the article's text, shape (words,).
    :ivar reported: whether a word stands in the report itself, in no caption, box or by-line.
    :ivar quoted: whether a word stands inside quotation marks.
    :ivar breaks: whether furniture, or the border of the report, is just before a word.
    """

    article: Article
    codes: Codes
    starts: Places
    ends: Places
    reported: Mask
    quoted: Mask
    breaks: Mask

    def __len__(self) -> int:
        return len(self.codes)

    def words(self, at: Ints) -> Iterator[str]:
        """The words at some places, in lower case."""
        text = self.article.text
        for start, end in zip(self.starts[at].tolist(), self.ends[at].tolist(), strict=True):
            yield text[start:end].lower()


def bodies_of(articles: Sequence[Article]) -> list[Body]:
    """The words of each article, without the lines that its site prints in many articles."""
    sites = sites_of(articles)
    sizes = Counter(key for keys in sites for key in keys)
    # only what a site has many articles of can print a line in many
    large = [[key for key in keys if sizes[key] > FURNITURE_ARTICLES] for keys in sites]
    cut = [_Cut(article) for article in articles]
    counts: Counter[tuple[str, bytes]] = Counter()
    for keys, own in zip(large, cut, strict=True):
        lines = set(own.keys()) if keys else set()
        for key in keys:
            counts.update((key, line) for line in lines)
    printed = {key for key, count in counts.items() if count > FURNITURE_ARTICLES}
    return [own.body(keys, printed) for keys, own in zip(large, cut, strict=True)]


class _Cut:
    """An article cut into lines and words."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._lines = list(_lines(article))
        self._words = cut_words(article.text)
        bounds = [(line.start, line.end) for line in self._lines]
        at = np.searchsorted(self._words.starts, np.asarray(bounds, np.int64).reshape(-1, 2))
        self._at: list[list[int]] = at.tolist()

    def keys(self) -> Iterator[bytes]:
        """The words of each line, as one key."""
        for low, high in self._at:
            digest = hashlib.blake2b(self._words.codes[low:high].tobytes(), digest_size=12)
            yield digest.digest()

    def body(self, sites: Sequence[str], printed: set[tuple[str, bytes]]) -> Body:
        """The words of the lines that none of its sites prints in many articles."""
        kept = [at for at, (low, high) in enumerate(self._at) if high > low]
        if sites:
            keys = list(self.keys())
            kept = [at for at in kept if not any((site, keys[at]) in printed for site in sites)]
        chosen = [np.arange(*self._at[at]) for at in kept]
        return self._body(
            [self._lines[at] for at in kept], np.concatenate([*chosen, np.zeros(0, np.int64)])
        )

    def _body(self, lines: Sequence[_Line], at: Ints) -> Body:
        text, words = self._article.text, self._words
        spans = [(line.start, line.end) for line in lines]
        starts = words.starts[at]
        reported = _inside(starts, [(line.start, line.end) for line in lines if line.reported])
        return Body(
            article=self._article,
            codes=words.codes[at],
            starts=starts,
            ends=words.ends[at],
            reported=reported,
            quoted=_inside(starts, [match.span() for match in _QUOTED.finditer(text)]),
            breaks=_gaps(text, starts, spans) | (np.diff(reported, prepend=reported[:1])),
        )


def _lines(article: Article) -> Iterator[_Line]:
    """The lines of all blocks that are no furniture; none where nothing but a picture is told."""
    if not any(block.kind in REPORT_KINDS for block in article.blocks):
        return
    for block in article.blocks:
        if block.kind == "furniture":
            continue
        start = block.start
        for line in article.text[block.start : block.end].splitlines(keepends=True):
            yield _Line(start, start + len(line), block.kind in REPORT_KINDS)
            start += len(line)


def _inside(starts: Places, spans: Sequence[Span]) -> Mask:
    """Which positions lie inside one of the spans (in order, not overlapping)."""
    if not spans:
        return np.zeros(len(starts), np.bool_)
    bounds = np.asarray(spans, np.int64)
    at = np.searchsorted(bounds[:, 0], starts, side="right") - 1
    return np.asarray((at >= 0) & (starts < bounds[np.maximum(at, 0), 1]), np.bool_)


def _gaps(text: str, starts: Places, spans: Sequence[Span]) -> Mask:
    """Which words follow on something other than white space that is not in ``spans``."""
    found = np.zeros(len(starts), np.bool_)
    for (_, end), (start, _) in pairwise(spans):
        if text[end:start].strip():
            at = int(np.searchsorted(starts, start))
            if 0 < at < len(starts):
                found[at] = True
    return found
