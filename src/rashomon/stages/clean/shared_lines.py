"""An outlet's furniture, learned from its own articles: lines that stand in many of them.

Counted in a first pass over the documents (:class:`LineCounts`), used while they are cleaned
(:class:`SharedLines`). An outlet is what the document declares, or the host of its address. Of
documents that declare neither nothing tells that they are of one outlet, so that a report which
several outlets carry would pass for furniture: of those only lines that are no sentences count,
and more articles are asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import combinations
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from rashomon.models import Document
from rashomon.stages.clean.paragraphs import paragraphs

__all__ = ["LineCounts", "SharedLines", "Stands", "line_hash", "outlet_key"]

Hashes = npt.NDArray[np.uint64]

ARTICLES = 50
"""Articles of an outlet that are counted: a share of .35 of them is known to .07, and their
hashes take some 20 kB."""
OUTLETS = 20_000
"""Outlets that are counted, some 400 MB; those that come later are cleaned without."""
SHARE = 0.35
LEAST = 4
"""Share of an outlet's articles in which a line of furniture stands at least, and their least
number. At these no line of the 44 outlets of ``reuse`` is called furniture that is reporting (all
were read); from three articles on the credit of an agency and doubled captions are."""
POOL_SHARE = 0.5
POOL_LEAST = 8
"""The same for documents that declare no outlet."""
VERSIONS = 0.3
"""Share of the sentences of the shorter of two articles that stand in both, from which they are
versions of one report and count as one."""
COMMON_SENTENCES = 2
SENTENCE_WORDS = 8
"""Words from which a line with a full stop is a sentence of prose."""
STOPPED = re.compile(r"[.!?…。！？][”\"’')\]»]*$")

Stands = tuple[int, int]
"""Articles in which a line stands, and articles of the outlet."""


@dataclass(frozen=True)
class SharedLines:
    """Lines of furniture by outlet and hash; small, and cheap to send to another process."""

    lines: Mapping[str, Mapping[int, Stands]]

    def of(self, document: Document) -> Mapping[int, Stands]:
        """The lines of the document's outlet, empty where too few of its articles were seen."""
        return self.lines.get(outlet_key(document), {})


@dataclass
class LineCounts:
    """The lines of each outlet's articles. Each article counts once, whatever its names."""

    _seen: set[bytes] = field(default_factory=set)
    _articles: dict[str, list[tuple[Hashes, Hashes]]] = field(default_factory=dict)

    def add(self, document: Document) -> None:
        """Count the lines of a document; those whose blocks the reader knew have no furniture."""
        key = outlet_key(document)
        known = self._articles.get(key)
        full = len(self._articles) >= OUTLETS if known is None else len(known) >= ARTICLES
        ident = blake2b(document.id.encode(), digest_size=8).digest()
        if full or document.blocks is not None or ident in self._seen:
            return
        self._seen.add(ident)
        self._articles.setdefault(key, []).append(_hashes(document.text))

    def frozen(self) -> SharedLines:
        """The lines that stand in many articles of an outlet."""
        found = {key: _shared(key, self._articles[key]) for key in sorted(self._articles)}
        return SharedLines({key: lines for key, lines in found.items() if lines})


def outlet_key(document: Document) -> str:
    """What tells the document's outlet: its name, or the host of its address; "" for neither."""
    if document.outlet:
        return document.outlet.casefold()
    try:
        host = urlsplit(document.url).hostname if document.url else None
    except ValueError:
        host = None
    return (host or "").removeprefix("www.")


def line_hash(line: str) -> int:
    """Eight bytes of BLAKE2 over a line, white space and case aside."""
    bare = " ".join(line.split()).casefold()
    return int.from_bytes(blake2b(bare.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def _hashes(text: str) -> tuple[Hashes, Hashes]:
    """The lines of a text that are sentences of prose, and the others; each once."""
    prose: set[int] = set()
    others: set[int] = set()
    for start, end, _ in paragraphs(text):
        line = text[start:end]
        sentence = line.count(" ") + 1 >= SENTENCE_WORDS and STOPPED.search(line)
        (prose if sentence else others).add(line_hash(line))
    return np.array(sorted(prose), np.uint64), np.array(sorted(others), np.uint64)


def _shared(key: str, articles: list[tuple[Hashes, Hashes]]) -> dict[int, Stands]:
    reports = _reports([prose for prose, _ in articles])
    total = len(set(reports))
    least = max(LEAST, SHARE * total) if key else max(POOL_LEAST, POOL_SHARE * total)
    if total < least:
        return {}
    stands: dict[int, set[int]] = {}
    for report, (prose, others) in zip(reports, articles, strict=True):
        for one in [*(prose.tolist() if key else []), *others.tolist()]:
            stands.setdefault(one, set()).add(report)
    return {
        line: (len(stands[line]), total) for line in sorted(stands) if len(stands[line]) >= least
    }


def _reports(articles: list[Hashes]) -> list[int]:
    """A number for each article; versions of one report have the same."""
    where: dict[int, list[int]] = {}
    for number, prose in enumerate(articles):
        for line in prose.tolist():
            where.setdefault(line, []).append(number)
    common = Counter(pair for numbers in where.values() for pair in combinations(numbers, 2))
    report = list(range(len(articles)))
    for (a, b), count in sorted(common.items()):
        size = min(len(articles[a]), len(articles[b]))
        if count >= max(COMMON_SENTENCES, VERSIONS * size) and report[a] != report[b]:
            old, new = sorted((report[a], report[b]), reverse=True)
            report = [new if number == old else number for number in report]
    return report
