"""What is measured of each unit of a page to tell reporting from the rest.

Shallow text features after Kohlschütter, Fankhauser and Nejdl (2010, WSDM), the segment of
largest sum after Pasternack and Roth (2009, WWW), and whether the words of a unit stand in the
rest of the page: what an article is about it says again, what a teaser is about it does not. No
feature needs the page's markup; none counts the page's units, since a tree would learn the
pages by heart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rashomon.stages.clean.pages import Flags, Pages, Reals
from rashomon.stages.clean.sieves import ODD, QUOTED
from rashomon.stages.clean.units import Unit
from rashomon.stages.clean.vocabulary import BITS, Ints, Words

__all__ = ["NAMES", "Matrix", "features"]

Matrix = npt.NDArray[np.float32]

TEXT = (
    "stop", "stop_other", "starts_lower", "starts_alnum", "quote", "odd", "worded", "marked", "gap",
)  # fmt: skip
"""What is seen of the characters of a unit."""
LOCAL = (
    "words", "letters", *BITS, *TEXT,
    "line_units", "line_words", "line_sentence", "line_common", "at_line_start", "at_line_end",
    "in_line", "copies", "like_last", "known", "known_core",
    "said_before", "said_after", "said_near", "said_just_before", "said_just_after", "echo",
    "in_title", "mass",
)  # fmt: skip
SHOWN = ("words", "lower", "common", "stop", "mass", "title", "known_core", "time", "gap")
"""Local features of which the neighbours' values are given too."""
SHIFTS = (-2, -1, 1, 2)
WIDE = (
    *SHOWN, "self", "said", "comment", "reader", "social", "said_before", "said_after", "said_near",
    "echo", "in_title",
)  # fmt: skip
"""The same for the means over several neighbours."""
WINDOWS = (4, 12)
MARKERS = (
    "comment", "related", "social", "legal", "subscribe", "author", "picture", "worded",
)  # fmt: skip
"""What short lines are about that head the parts of a page; the distance to them is given."""
MARKER_WORDS = 8
WHOLE = (
    "from_start", "from_end", "place", "in_segment", "to_segment", "after_segment",
    "mass_before", "mass_after", "density", "words_since", "words_until",
    "from_title",
)  # fmt: skip
NAMES = (
    *LOCAL,
    *(f"{name}{shift:+d}" for shift in SHIFTS for name in SHOWN),
    *(f"{name}_{side}{size}" for size in WINDOWS for side in ("before", "after") for name in WIDE),
    *(f"{side}_{name}" for side in ("since", "until") for name in MARKERS),
    *WHOLE,
)
"""Names of the columns, in their order."""

ODD_SIGN = re.compile(r"[|›»©®™→•·@#]|https?://|www\.")
STOPS = frozenset(".!?…。！？")
CLOSERS = "”\"’')]»"
SPACELESS = 15
"""Characters a word from which a text is taken to be written without spaces, as Japanese is."""
PER_WORD = 3
"""Characters of such a text that count as a word."""
LONG = 40
"""Words from which a sentence's length says no more."""
AGAINST = -6
"""Mass of a unit that is no sentence, in words (Pasternack and Roth's constant of -3.25 is for
single tokens of which many are tags; lines have no tags)."""
TITLE = (4, 25)
"""Words of a line that may be the title of the page."""
EDGE = 60
"""Units from the ends of the page beyond which a place says no more."""
APART = 300


def features(pages: Sequence[Sequence[Unit]], words: Words | None = None) -> Matrix:
    """One row for each unit of the pages in their order, one column for each of :data:`NAMES`.

    A row depends on the units of its own page only.

    :param words: those of all the units, where they are known already.
    """
    if not any(pages):
        return np.zeros((0, len(NAMES)), np.float32)
    whole = Pages(pages, words)
    local, mass, spans, title = _local(whole)
    shown = local[:, [LOCAL.index(name) for name in SHOWN]]
    wide = local[:, [LOCAL.index(name) for name in WIDE]]
    parts: list[npt.NDArray[np.generic]] = [local]
    parts.extend(whole.shifted(shown, shift) for shift in SHIFTS)
    for size in WINDOWS:
        parts.extend(whole.around(wide, size))
    parts.extend(_markers(whole, local))
    parts.append(_places(whole, mass, spans))
    parts.append(np.clip(whole.here - title, -EDGE, EDGE)[:, None])
    return np.hstack([part.astype(np.float32) for part in parts])


def _local(whole: Pages) -> tuple[Matrix, Ints, Ints, Ints]:
    """The columns of :data:`LOCAL`, the mass of each unit, and its page's segment."""
    counts, size = whole.words.counts(), whole.words.size
    shares = counts / size[:, None]
    seen = np.asarray(list(map(_seen, whole.units, whole.words.sieves)), np.float64)
    letters = whole.words.letters() / size
    spaceless = letters > SPACELESS
    lengths = np.asarray([len(unit.text) for unit in whole.units])
    words = np.where(spaceless, lengths / PER_WORD, size)
    lower, common = shares[:, BITS.index("lower")], shares[:, BITS.index("common")]
    sentence = (seen[:, 0] > 0) & (words >= 5)
    sentence &= (lower >= 0.4) | (common >= 0.15) | spaceless
    mass = np.where(sentence, np.minimum(words, LONG), AGAINST).astype(np.int64)
    spans = _segments(whole, mass)
    core = sentence & (whole.here >= spans[:, 0]) & (whole.here < spans[:, 1])
    columns = [words, letters, *shares.T, *seen.T, *_lines(whole, sentence, counts)]
    columns += [_copies(whole), _like_last(whole, seen)]
    echoes, content = whole.echoes(sentence), counts[:, BITS.index("content")]
    title = _title(whole, echoes * (~sentence & (words >= TITLE[0]) & (words <= TITLE[1])))
    columns += [whole.known(sentence), whole.known(core), *whole.ties(sentence)]
    columns += [echoes / np.maximum(content, 1), whole.known(whole.here == title), mass]
    return np.stack(columns, axis=1).astype(np.float32), mass, spans, title


def _seen(unit: Unit, sieve: int) -> tuple[float, ...]:
    text, reason = unit.text, unit.reason
    first, end = text[0], text[-1]
    if end in CLOSERS:
        end = text.rstrip(CLOSERS)[-1:] or end
    return (
        end in STOPS,
        end in ":;,-–—",
        first.islower(),
        first.isalnum(),
        sieve & QUOTED > 0,
        len(ODD_SIGN.findall(text)) if sieve & ODD else 0,
        reason == "wording",
        reason not in ("", "wording"),
        unit.gap,
    )


def _lines(whole: Pages, sentence: Flags, counts: Ints) -> list[npt.NDArray[np.generic]]:
    """Figures of the line that each unit stands in, and its place there."""
    size = whole.words.size
    total = whole.over_line(size)
    first = whole.line_starts[whole.line]
    return [
        whole.over_line(np.ones(whole.count, np.int64)),
        total,
        whole.over_line(np.where(sentence, size, 0)) / total,
        whole.over_line(counts[:, BITS.index("common")]) / total,
        whole.here == first,
        whole.here + 1 == whole.line_ends[whole.line],
        np.minimum(whole.here - first, 20),
    ]


def _copies(whole: Pages) -> Ints:
    """How often the very text of each unit stands on its page."""
    keys = [(page, unit.text) for page, unit in zip(whole.page.tolist(), whole.units, strict=True)]
    count = Counter(keys)
    return np.asarray([count[key] for key in keys], np.int64)


def _like_last(whole: Pages, seen: Reals) -> Flags:
    """Whether a unit is as short or long as the one before it, and begins and ends like it."""
    shape = np.minimum(whole.words.size, 3) * 4 + seen[:, TEXT.index("starts_alnum")] * 2
    shape += seen[:, TEXT.index("stop")]
    like = np.zeros(whole.count, bool)
    like[1:] = shape[1:] == shape[:-1]
    like[whole.starts] = False
    return like


def _title(whole: Pages, echoes: Ints) -> Ints:
    """Index of the line of each unit's page whose words its sentences say most often.

    The first of the page where there is no such line; the first of several.
    """
    order = np.lexsort((whole.here, -echoes, whole.page))
    best = order[whole.starts]
    return np.where(echoes[best] > 0, best, whole.starts)[whole.page]


def _segments(whole: Pages, mass: Ints) -> Ints:
    """The run of units with the largest sum of masses on the page (Kadane), start and end."""
    ends = [*whole.starts.tolist()[1:], whole.count]
    values = mass.tolist()
    found = []
    for low, high in zip(whole.starts.tolist(), ends, strict=True):
        best, span, here, start = 0, (low, low), 0, low
        for i in range(low, high):
            if here <= 0:
                here, start = 0, i
            here += values[i]
            if here > best:
                best, span = here, (start, i + 1)
        found.append(span)
    return np.asarray(found, np.int64)[whole.page]


def _markers(whole: Pages, local: Matrix) -> list[npt.NDArray[np.generic]]:
    """Units since the last short line about each of :data:`MARKERS`, and until the next."""
    short = whole.words.size <= MARKER_WORDS
    found = []
    for name in MARKERS:
        flag = local[:, LOCAL.index(name)] > 0
        found.append(whole.distances(flag if name == "worded" else flag & short))
    return [np.stack([pair[side] for pair in found], axis=1) for side in (0, 1)]


def _places(whole: Pages, mass: Ints, spans: Ints) -> Reals:
    """Place on the page, in and around the segment of largest sum, and between sentences."""
    start, end = spans[:, 0], spans[:, 1]
    sure = np.maximum(mass, 0)
    total = np.maximum(whole.over_page(sure), 1)
    before = whole.before_on_page(sure)
    units = whole.high - whole.low
    last, following = whole.nearest(mass > 0)
    words = np.concatenate(([0], np.cumsum(whole.words.size)))
    columns = (
        np.minimum(whole.here - whole.low, EDGE),
        np.minimum(whole.high - 1 - whole.here, EDGE),
        (whole.here - whole.low) / units,
        (whole.here >= start) & (whole.here < end),
        np.clip(start - whole.here, 0, 100),
        np.clip(whole.here - end + 1, 0, 100),
        before / total,
        (total - before - sure) / total,
        whole.over_page((mass > 0).astype(np.int64)) / units,
        np.minimum(words[whole.here] - words[last + 1], APART),
        np.minimum(words[following] - words[whole.here + 1], APART),
    )
    return np.stack([np.asarray(column, np.float64) for column in columns], axis=1)
