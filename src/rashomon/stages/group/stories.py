"""Articles about one happening."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from rashomon.embed import Embedder
from rashomon.models import Article, Origin, Story
from rashomon.stages.group.bodies import Body
from rashomon.stages.group.linkage import MISSING, Edge, Rules, attach, linkage
from rashomon.stages.group.moments import EARLIEST, moment
from rashomon.stages.group.similarity import Tick, edges_between, silent, told_of

__all__ = ["find_stories"]

TITLE = 120
"""Longest title, in code points, that is taken from a first sentence."""

ONE_THEME = 0.32
"""Least mean similarity of two stories of one theme. Of the links between stories of ``claims``,
whose topics hold two happenings of one kind each, 91% stay within a topic (.28: 90%, .38: 93%)."""

LINKS = 5
"""Most links of a story."""

_SENTENCE = re.compile(r"^\W*(\S.*?[.!?][\"”’')\]]*)(?=\s+[\"“‘'(]?[A-Z]|\s*$)", re.DOTALL)


def find_stories(
    bodies: Sequence[Body],
    origins: Sequence[Origin],
    embedder: Embedder,
    *,
    one_story: bool,
    tick: Tick = silent,
) -> tuple[Story, ...]:
    """The stories of the articles, by first publication, then by first source.

    Each article is in exactly one; the copies of one origin are never parted. With ``one_story``
    all articles are one.
    """
    if not bodies:
        return ()
    edges = edges_between([told_of(body) for body in bodies], embedder, range(len(bodies)), tick)
    if one_story:
        groups = [list(range(len(bodies)))]
    else:
        number = {body.article.id: at for at, body in enumerate(bodies)}
        copies = [[number[ident] for ident in origin.articles] for origin in origins]
        groups = attach(linkage(copies, edges, Rules()), edges, Rules())
    central = _centrality(groups, edges)
    made = [group for _, group in sorted((_order(group, bodies), group) for group in groups)]
    themes = _themes(made, edges)
    return tuple(
        _story(f"s{at + 1}", group, bodies, central, [f"s{other + 1}" for other in themes[at]])
        for at, group in enumerate(made)
    )


def _themes(groups: Sequence[Sequence[int]], edges: Sequence[Edge]) -> list[list[int]]:
    """For each group the others of its theme, the most alike first."""
    of = {member: at for at, group in enumerate(groups) for member in group}
    sums: dict[tuple[int, int], float] = defaultdict(float)
    for one, other, value in edges:
        if of[one] != of[other]:
            sums[min(of[one], of[other]), max(of[one], of[other])] += value - MISSING
    found: list[list[tuple[float, int]]] = [[] for _ in groups]
    for (a, b), total in sums.items():
        mean = MISSING + total / (len(groups[a]) * len(groups[b]))
        if mean >= ONE_THEME:
            found[a].append((-mean, b))
            found[b].append((-mean, a))
    return [[other for _, other in sorted(near)[:LINKS]] for near in found]


def _centrality(groups: Sequence[Sequence[int]], edges: Sequence[Edge]) -> dict[int, float]:
    """The summed similarity of each article to the others of its group."""
    of = {member: at for at, group in enumerate(groups) for member in group}
    sums = dict.fromkeys(of, 0.0)
    for one, other, value in edges:
        if of[one] == of[other]:
            sums[one] += value
            sums[other] += value
    return sums


def _order(group: Sequence[int], bodies: Sequence[Body]) -> tuple[bool, datetime, str]:
    times = list(_times(group, bodies))
    source = min(bodies[number].article.source for number in group)
    return not times, min((when for when, _ in times), default=EARLIEST), source


def _story(
    ident: str,
    group: Sequence[int],
    bodies: Sequence[Body],
    central: dict[int, float],
    related: Sequence[str],
) -> Story:
    times = sorted(_times(group, bodies))
    ranked = sorted(group, key=lambda number: (-central[number], number))
    articles = [bodies[number].article for number in ranked]
    title = next((article.title for article in articles if article.title), None)
    return Story(
        id=ident,
        title=title or next(filter(None, map(_first_sentence, articles)), None),
        first=times[0][1] if times else None,
        last=times[-1][1] if times else None,
        articles=tuple(bodies[number].article.id for number in group),
        related=tuple(related),
    )


def _times(group: Sequence[int], bodies: Sequence[Body]) -> Iterator[tuple[datetime, str]]:
    for number in group:
        published = bodies[number].article.published
        if published is not None:
            yield moment(published), published


def _first_sentence(article: Article) -> str | None:
    for block in article.blocks:
        if block.kind == "body":
            match = _SENTENCE.match(article.text[block.start : block.end])
            if match is not None and len(match[1]) <= TITLE:
                return " ".join(match[1].split())
            return None
    return None
