"""What of an article counts when texts are compared: its body, word by word."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rashomon.models import Article, Span
from rashomon.words import Ints, words_of

__all__ = ["BODY_KINDS", "Body", "bodies_of"]

Mask = npt.NDArray[np.bool_]

BODY_KINDS = frozenset({"body", "dateline", "heading", "summary"})
"""Kinds of blocks whose words are an article's body."""

FURNITURE_ARTICLES = 5
"""A line that stands in more articles of one outlet than this is furniture (the rule by which
the reference of shared text in the public data was computed)."""

_QUOTED = re.compile(
    r'"[^"\n]*(?:"|$)|“[^”\n]*(?:”|$)|„[^“”\n]*(?:[“”]|$)|«[^»\n]*(?:»|$)|(?<!\w)‘[^\n]*?(?:’(?!\w)|$)',
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """The words of an article's body, in order.

    :ivar starts, ends: offsets of each word in the article's text, shape (words,).
    :ivar quoted: whether a word stands inside quotation marks.
    :ivar breaks: whether something that is no body stands between a word and the one before.
    """

    article: Article
    words: tuple[str, ...]
    starts: Ints
    ends: Ints
    quoted: Mask
    breaks: Mask

    def __len__(self) -> int:
        return len(self.words)


def bodies_of(articles: Sequence[Article]) -> list[Body]:
    """The body of each article, lines left out that an outlet prints in many of its articles."""
    lines = [list(_lines(article)) for article in articles]
    furniture = _furniture(articles, lines)
    return [
        _body(article, [span for span, key in own if (article.outlet, key) not in furniture])
        for article, own in zip(articles, lines, strict=True)
    ]


def _lines(article: Article) -> Iterator[tuple[Span, str]]:
    """Each line of the article's body blocks, with its words as one string."""
    for block in article.blocks:
        if block.kind not in BODY_KINDS:
            continue
        start = block.start
        for line in article.text[block.start : block.end].splitlines(keepends=True):
            key = " ".join(words_of(line).words)
            if key:
                yield (start, start + len(line)), key
            start += len(line)


def _furniture(
    articles: Sequence[Article], lines: Sequence[Sequence[tuple[Span, str]]]
) -> set[tuple[str | None, str]]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for article, own in zip(articles, lines, strict=True):
        if article.outlet is not None:
            counts[article.outlet].update({key for _, key in own})
    return {
        (outlet, key)
        for outlet, counter in counts.items()
        for key, count in counter.items()
        if count > FURNITURE_ARTICLES
    }


def _body(article: Article, spans: Sequence[Span]) -> Body:
    words, starts, ends = words_of(article.text, spans)
    return Body(
        article=article,
        words=words,
        starts=starts,
        ends=ends,
        quoted=_inside(starts, [match.span() for match in _QUOTED.finditer(article.text)]),
        breaks=_breaks(article.text, starts, ends, spans),
    )


def _inside(starts: Ints, spans: Sequence[Span]) -> Mask:
    """Which positions lie inside one of the spans (in order, not overlapping)."""
    if not spans:
        return np.zeros(len(starts), np.bool_)
    bounds = np.asarray(spans, np.int64).ravel()
    return np.asarray(np.searchsorted(bounds, starts, side="right") % 2 == 1, np.bool_)


def _breaks(text: str, starts: Ints, ends: Ints, spans: Sequence[Span]) -> Mask:
    """Which words follow on something other than white space that is not in ``spans``."""
    found = np.zeros(len(starts), np.bool_)
    for (_, end), (start, _) in itertools.pairwise(spans):
        if text[end:start].strip():
            at = int(np.searchsorted(starts, start))
            if 0 < at < len(starts):
                found[at] = True
    return found
