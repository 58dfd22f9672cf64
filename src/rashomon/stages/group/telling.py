"""What of an article tells which happening it is about: headline, report, lead.

Of a text too short to be told apart from furniture (a teaser, a line of an agency) everything
counts; of a long one the beginning, as news are written from the most to the least important.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rashomon.stages.group.bodies import Body, Mask
from rashomon.words import Ints, words_of

__all__ = ["Telling", "telling"]

LITTLE = 40
"""Words of report below which the kinds of blocks are no guide and the whole text counts."""

MOST_WORDS = 400
"""Words of a report that tell what happened: what comes later is mostly older."""

LEAST_HEADLINE, MOST_HEADLINE = 3, 25
"""Words of a first line that stands for the headline where the reader found none."""

LETTERS = 12
"""Characters of a text a word, so that a long one is not cut into words to its end."""

LEAD_WORDS = 36
"""Words of headline and lead that make an article's sentence vector."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What an article tells by.

    :ivar headline: words of the headline, lower case.
    :ivar words: words of the report without its headline, in order, at most :data:`MOST_WORDS`.
    :ivar lead: headline and first words of the report as they stand there.
    """

    headline: tuple[str, ...]
    words: tuple[str, ...]
    lead: str


def telling(body: Body) -> Telling:
    """What an article tells by; see :class:`Telling`."""
    article = body.article
    title = article.title or _first_line(article.text)
    if int(body.reported.sum()) < LITTLE:
        text = article.text.lstrip().removeprefix(title)
        told, report = words_of(text[: LETTERS * MOST_WORDS]).words[:MOST_WORDS], text
    else:
        at = np.flatnonzero(~_inside_title(body))
        told = tuple(body.words(at[:MOST_WORDS]))
        report = " ".join(_stretches(body, at[body.reported[at]][: LEAD_WORDS + MOST_HEADLINE]))
    return Telling(words_of(title).words, told, _lead(title, report))


def _first_line(text: str) -> str:
    """The first line, if as long as a headline: the reader tells those it is sure of only."""
    line = text.lstrip().partition("\n")[0].strip()
    return line if LEAST_HEADLINE <= len(line.split()) <= MOST_HEADLINE else ""


def _inside_title(body: Body) -> Mask:
    inside = np.zeros(len(body), np.bool_)
    for one in body.article.blocks:
        if one.kind == "title":
            inside |= (body.starts >= one.start) & (body.starts < one.end)
    return inside


def _stretches(body: Body, at: Ints) -> Iterator[str]:
    """The text around the chosen words, cut where words between them are left out."""
    if not len(at):
        return
    cuts = np.flatnonzero((np.diff(at) != 1) | body.breaks[at[1:]]) + 1
    for part in np.split(at, cuts):
        yield body.article.text[int(body.starts[part[0]]) : int(body.ends[part[-1]])]


def _lead(title: str, report: str) -> str:
    """Headline and first words of the report, where that does not begin with the headline."""
    title = title.strip()
    words = report.lstrip().removeprefix(title).split()
    told = " ".join(words[: max(LEAD_WORDS - len(title.split()), LEAD_WORDS // 2)])
    return ". ".join(filter(None, [title, told]))
