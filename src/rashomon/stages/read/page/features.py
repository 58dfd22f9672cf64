"""The features of a page's segments, one row each, from which a learned model tells the article.

Structure (tags and the meanings of class names on the way up, how much text and how many links
stand in the elements around), the wording's shape (length, sentence ends, cues of furniture in
a few languages), the place in the page, the neighbours, and three witnesses: what trafilatura
keeps (Barbaresi 2021), the body in JSON-LD, and the page's own title and description.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rashomon.stages.read.page.meanings import MEANINGS
from rashomon.stages.read.page.segments import INLINE, Layout
from rashomon.stages.read.page.wording import TEXT, shape_of, squashed, wording

__all__ = [
    "NAMES",
    "Flags",
    "Matrix",
    "Witnesses",
    "block_of",
    "features",
    "plausible",
]

Matrix = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
AnyMatrix = Matrix | Floats
Ints = npt.NDArray[np.int64]

TAGS = (
    "article", "main", "section", "aside", "figure", "figcaption", "nav", "header", "footer",
    "form", "ul", "ol", "li", "table", "blockquote", "a", "p", "dl", "h1", "h2", "h3", "h4", "pre",
    "label", "address", "time",
)  # fmt: skip
HEADINGS = [TAGS.index(tag) for tag in ("h1", "h2", "h3", "h4")]
FAR = 9
"""Steps up from which an ancestor no longer counts."""
LONG = 80
"""Characters from which a segment with few links counts as running text."""
SHORT = 60
"""Characters below which a segment far from the running text is not looked at."""
HELD = 0.6
"""Share of a segment that a witness must hold to have it."""
FEW_LINKS = 0.4
"""Share of characters in links below which a segment may be running text."""
RELATIVE = (
    "standfirst", "byline", "date", "caption", "media", "related", "subscribe", "consent",
    "comment", "share", "bio", "navigation", "aside", "tags", "advert", "quote", "live",
)  # fmt: skip
"""Meanings that tell more where they stand below the container of the running text."""


NEAR = ("chars", "links", "ends", "kept", "in_json", "long", "heading")
LEVELS = ("chars", "links", "count", "long", "kept", "share")
KIN = ("count", "chars", "links", "long", "kept", "ends", "share")
STEPS = (-3, -2, -1, 1, 2, 3)
NAMES: tuple[str, ...] = (
    *TEXT,
    *(f"tag_{tag}" for tag in TAGS),
    *(f"means_{name}" for name in MEANINGS),
    *(f"below_{name}" for name in RELATIVE),
    "depth", "hidden", "inline",
    *(f"{level}_{what}" for level in ("parent", "grand", "block") for what in LEVELS),
    *(f"{kin}_{what}" for kin in ("kin", "cousin") for what in KIN),
    "in_merged", "merged_share",
    "in_container", "steps_to_container", "container_share", "index", "place", "from_title",
    "has_title", "from_first_kept", "from_last_kept", "from_first_long", "from_last_long",
    "chars_before", "page_chars", "page_long", "page_kept", "kept_of_long", "page_segments",
    "kept", "in_json", "json_share", "in_description", "is_title", "again", "before",
    *(f"{name}_{step:+d}" for step in STEPS for name in NEAR),
    "long_around", "kept_around",
)  # fmt: skip
"""The columns of the matrix. ``kin`` are the segments whose element and parent bear the same tags
and names, ``cousin`` those whose block's parent does."""


@dataclass(frozen=True)
class Witnesses:
    """What else speaks about the page's text, each squashed by :func:`squashed`.

    :ivar kept: what trafilatura takes for the article; where that is "" (it was not asked, or
        found nothing), the long segments right below the elements that gather most running text
        stand for it.
    :ivar body: the article's body in JSON-LD.
    :ivar title: the headline.
    :ivar description: the description of the page.
    """

    kept: str = ""
    body: str = ""
    title: str = ""
    description: str = ""


def block_of(found: Layout) -> list[int]:
    """For each segment the innermost block element around it, as an index into the nodes."""
    blocks = []
    for segment in found.segments:
        node = segment.node
        while found.nodes[node].tag in INLINE and found.nodes[node].parent >= 0:
            node = found.nodes[node].parent
        blocks.append(node)
    return blocks


@dataclass(frozen=True)
class _Seen:
    """What was computed of a page so far: a row or value for each segment."""

    found: Layout
    own: Ints
    blocks: Ints
    flat: Sequence[str]
    chars: Floats
    links: Floats
    ends: Floats
    long: Floats
    kept: Floats


def features(found: Layout, told: Witnesses) -> Matrix:
    """The matrix of a page, shape (segments, ``len(NAMES)``)."""
    if not found.segments:
        return np.zeros((0, len(NAMES)), np.float32)
    nodes = found.nodes
    flat = [squashed(segment.text) for segment in found.segments]
    told_by = _testimony(flat, told)
    chars, links, ends = np.array([shape_of(segment) for segment in found.segments]).T
    long = ((chars >= LONG) & (links < FEW_LINKS)).astype(float)
    own = np.array([segment.node for segment in found.segments])
    blocks = np.array(block_of(found))
    seen = _Seen(found, own, blocks, flat, chars, links, ends, long, told_by[:, 0])
    merged = _merged(seen)
    if not told.kept:
        told_by[:, 0] = merged[:, 0] * long
    kept = seen.kept
    container, sums = _structure(seen)
    steps, below = _steps(found, own, container)
    above = _parents(found, blocks)
    pairs = list(zip(own.tolist(), blocks.tolist(), strict=True))
    flags = [[nodes[n].depth, nodes[n].hidden, n != b] for n, b in pairs]
    heading = steps[:, HEADINGS].min(axis=1) <= 1
    near = np.stack([chars, links, ends, kept, told_by[:, 1], long, heading], axis=1)
    place = _place(seen, told, container, sums, steps[:, HEADINGS[0]])
    possible = _possible(chars, place[:, 0], merged[:, 0], kept)
    columns = [
        _text(found, possible, chars), steps, below, np.array(flags),
        *(_sums(sums, level) for level in (above, _parents(found, above), blocks)),
        _kin(seen, [(nodes[n].signature, _above(found, n)) for n, _ in pairs]),
        _kin(seen, [_above(found, block) for _, block in pairs]), merged, place, told_by,
        *_neighbours(near), _around(long, kept),
    ]  # fmt: skip
    return np.concatenate(columns, axis=1).astype(np.float32)


def _parents(found: Layout, nodes: Ints) -> Ints:
    return np.array([max(found.nodes[node].parent, 0) for node in nodes.tolist()])


def _above(found: Layout, node: int) -> str:
    """Tag and names of a node's parent."""
    return found.nodes[max(found.nodes[node].parent, 0)].signature


def _text(found: Layout, possible: Flags, chars: Floats) -> Floats:
    """The wording's columns; of rows that cannot be running text the length only."""
    result = np.zeros((len(chars), len(TEXT)))
    result[:, 0] = chars
    for number in np.flatnonzero(possible).tolist():
        result[number] = wording(found.segments[number])
    return result


def _testimony(flat: Sequence[str], told: Witnesses) -> Floats:
    """Whether trafilatura kept a segment, JSON-LD holds it, ..., and whether it stands again."""
    times, met = Counter(flat), set()
    rows = []
    about = told.description
    for text in flat:
        described = len(text) >= 15 and bool(about) and (text in about or about[:200] in text)
        rows.append(
            [
                _held(text, told.kept), _held(text, told.body), len(told.body), described,
                bool(text) and text == told.title, times[text], text in met,
            ]
        )  # fmt: skip
        met.add(text)
    return np.array(rows, float)


def _held(text: str, whole: str) -> float:
    """How much of a squashed text stands in another: all, or how many of its three thirds."""
    if not text or not whole:
        return 0.0
    if text in whole:
        return 1.0 if len(text) >= 8 else 0.5
    third = len(text) // 3
    if third < 12:
        return 0.0
    return sum(text[n * third : (n + 1) * third] in whole for n in range(3)) / 3


def _structure(seen: _Seen) -> tuple[int, Floats]:
    """The container of the running text, and sums by node.

    The container is the element that gathers most running text directly below it, as in
    Readability (Arc90 2009): a paragraph counts whole for its parent and half for its grandparent.
    Sums: characters, those in links, segments, long ones, characters that trafilatura kept.
    """
    nodes, chars = seen.found.nodes, seen.chars
    sums = np.zeros((len(nodes), 5))
    ones = np.ones_like(chars)
    values = [chars, chars * seen.links, ones, seen.long, chars * seen.kept]
    np.add.at(sums, seen.blocks, np.stack(values, axis=1))
    parents = np.array([node.parent for node in nodes])
    depths = np.array([node.depth for node in nodes])
    for depth in range(int(depths.max()), 0, -1):
        level = np.flatnonzero(depths == depth)
        np.add.at(sums, parents[level], sums[level])
    score = np.zeros(len(nodes))
    worth = chars * (1 - seen.links) * seen.long
    above = np.maximum(parents[seen.blocks], 0)
    np.add.at(score, above, worth)
    np.add.at(score, np.maximum(parents[above], 0), worth / 2)
    return int(score.argmax()), sums


def _names_above(found: Layout) -> list[array[int]]:
    """For each node the depth of the nearest element, itself included, of each tag and meaning;
    far below zero where there is none."""
    columns = {tag: number for number, tag in enumerate(TAGS)}
    none = array("h", [-FAR - 1] * (len(TAGS) + len(MEANINGS)))
    rows: list[array[int]] = []
    for node in found.nodes:
        row = rows[node.parent] if node.parent >= 0 else none
        if node.tag in columns or node.meanings:
            row = row[:]
            if node.tag in columns:
                row[columns[node.tag]] = node.depth
            bits = node.meanings
            while bits:
                low = bits & -bits
                row[len(TAGS) + low.bit_length() - 1] = node.depth
                bits ^= low
        rows.append(row)
    return rows


def _steps(found: Layout, own: Ints, container: int) -> tuple[Floats, Floats]:
    """Steps up to each tag and meaning, and to those of ``RELATIVE`` that do not hold the
    container of the running text."""
    rows = _names_above(found)
    places = own.tolist()
    met = np.frombuffer(b"".join([rows[node] for node in places]), np.int16)
    met = met.reshape(len(places), -1).astype(np.int64)
    depths = np.array([found.nodes[node].depth for node in places])[:, None]
    steps = np.minimum(depths - met, FAR).astype(float)
    shared = found.nodes[container].depth - _away(found, container)[own][:, None]
    columns = [len(TAGS) + MEANINGS.index(name) for name in RELATIVE]
    below = np.where(met[:, columns] > shared, steps[:, columns], FAR)
    return steps, below


def _sums(sums: Floats, level: Ints) -> Floats:
    rows = sums[level]
    size = np.maximum(rows[:, 0], 1)
    columns = [
        rows[:, 0], rows[:, 1] / size, rows[:, 2], rows[:, 3], rows[:, 4] / size,
        rows[:, 0] / max(sums[0, 0], 1),
    ]  # fmt: skip
    return np.stack(columns, axis=1)


def _kin(seen: _Seen, keys: Sequence[object]) -> Floats:
    """Means over the segments that share a key, and their share of the page's running text."""
    groups: dict[object, int] = {}
    index = np.array([groups.setdefault(key, len(groups)) for key in keys])
    size = np.bincount(index).astype(float)
    running = seen.chars * seen.long
    values = np.stack([seen.chars, seen.links, seen.long, seen.kept, seen.ends], axis=1)
    means = np.stack([np.bincount(index, column) / size for column in values.T], axis=1)
    share = np.bincount(index, running) / max(running.sum(), 1)
    return np.concatenate([size[index][:, None], means[index], share[index][:, None]], axis=1)


def _merged(seen: _Seen) -> Floats:
    """Whether a segment stands right below the elements that, taken together by their tag and
    names, gather most running text: articles are often cut in several such elements by
    advertisements; and what share of it they gather."""
    above = [_above(seen.found, block) for block in seen.blocks.tolist()]
    worths = (seen.chars * seen.long * (1 - seen.links)).tolist()
    sums: dict[str, float] = {}
    for signature, worth in zip(above, worths, strict=True):
        sums[signature] = sums.get(signature, 0.0) + worth
    best = max(sums, key=lambda signature: sums[signature])
    share = sums[best] / max(sum(sums.values()), 1)
    return np.array([[signature == best, share] for signature in above], float)


def _place(
    seen: _Seen, told: Witnesses, container: int, sums: Floats, to_heading: Floats
) -> Floats:
    """Where a segment stands: against the container, the headline, and the running text."""
    count, chars, long, kept = len(seen.flat), seen.chars, seen.long, seen.kept
    order = np.arange(count)
    outside = _away(seen.found, container)[seen.own]
    title = _title_at(seen.flat, told, to_heading)
    total = max(chars.sum(), 1)
    ends = (*_ends(kept > HELD, count), *_ends(long > 0, count))
    kept_of_long = (long * (kept > HELD)).sum() / max(long.sum(), 1)
    page = [chars.sum(), long.sum(), chars @ kept, kept_of_long, count]
    columns = [
        outside == 0, outside, np.full(count, sums[container, 0] / total), order, order / count,
        np.clip(order - (title or 0), -40, 80), np.full(count, title is not None),
        *(np.clip(order - at, -60, 60) for at in ends), np.cumsum(chars) / total,
        *(np.full(count, value) for value in page),
    ]  # fmt: skip
    return np.stack(columns, axis=1).astype(float)


def _away(found: Layout, container: int) -> Ints:
    """For each node the steps from the container up to the first element that holds both."""
    chain: dict[int, int] = {}
    node = container
    while node >= 0:
        chain[node] = len(chain)
        node = found.nodes[node].parent
    away: list[int] = []
    for number, each in enumerate(found.nodes):
        steps = chain.get(number)
        away.append((away[each.parent] if each.parent >= 0 else 0) if steps is None else steps)
    return np.array(away, np.int64)


def _title_at(flat: Sequence[str], told: Witnesses, to_heading: Floats) -> int | None:
    """The segment of the headline: an h1 with its words, else its words, else the first h1."""
    heads = [n for n in range(len(flat)) if to_heading[n] <= 2]
    same = [n for n, text in enumerate(flat) if text and text == told.title]
    both = [n for n in same if n in heads]
    first = [*both, *same, *heads]
    return first[0] if first else None


def _ends(marked: Flags, count: int) -> tuple[int, int]:
    places = np.flatnonzero(marked)
    return (int(places[0]), int(places[-1])) if len(places) else (0, count)


def _neighbours(near: Floats) -> list[Floats]:
    count = len(near)
    result = []
    for step in STEPS:
        shifted = np.full_like(near, -1)
        if step < 0:
            shifted[-step:] = near[: max(0, count + step)]
        elif count > step:
            shifted[:-step] = near[step:]
        result.append(shifted)
    return result


def _around(long: Floats, kept: Floats) -> Floats:
    """Share of long and of kept segments among the five before and after."""
    kernel = np.ones(11) / 11
    pairs = [np.convolve(np.pad(column, 5), kernel, "valid") for column in (long, kept)]
    return np.stack(pairs, axis=1)


def plausible(matrix: Matrix) -> Flags:
    """Rows that may be running text; the others (short, outside of where the running text stands,
    dropped by trafilatura) are two thirds of a page and hold .0002 of the bodies."""
    names = ("chars", "in_container", "in_merged", "kept")
    chars, inside, merged, kept = (matrix[:, NAMES.index(name)] for name in names)
    return _possible(chars, inside, merged, kept)


def _possible(chars: AnyMatrix, inside: AnyMatrix, merged: AnyMatrix, kept: AnyMatrix) -> Flags:
    possible: Flags = (chars >= SHORT) | (inside > 0) | (merged > 0) | (kept > 0)
    return possible
