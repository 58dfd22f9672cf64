"""The saved pages with gold bodies, as ``train_page.py`` and ``score_page.py`` use them."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlparse
from zlib import crc32

WORD = re.compile(r"\w+")
FOLDS = 5
SECOND_LEVEL = ("co", "com", "org", "net", "ac")
BODY = ("body", "dateline", "heading")


def outlet(row: dict) -> str:
    """The name of a page's site without its subdomain and ending: both sets share some sites."""
    parts = urlparse(row["url"] or row["name"]).netloc.removeprefix("www.").split(".")[:-1]
    if len(parts) > 1 and parts[-1] in SECOND_LEVEL:
        parts = parts[:-1]
    return parts[-1] if parts else row["name"]


def fold_of(row: dict) -> int:
    return crc32(outlet(row).encode()) % FOLDS


def pages(data: Path) -> Iterator[tuple[dict, bytes]]:
    """Gold rows with the bytes of their pages."""
    for row in map(json.loads, (data / "gold.jsonl").open(encoding="utf-8")):
        yield row, gzip.decompress((data / "html" / f"{row['name']}.html.gz").read_bytes())


def runs(text: str) -> Counter:
    """Runs of four words with their counts, case counts; a shorter text is one run."""
    words = WORD.findall(text)
    if len(words) < 4:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(words, words[1:], words[2:], words[3:], strict=False))


def body_text(blocks: Sequence[tuple[str, str]], gold: Counter) -> str:
    """The body as ``score_read.py`` counts it: a standfirst only where most of it is in gold."""
    parts, left = [], 100
    for kind, text in blocks:
        if kind in BODY:
            parts.append(text)
        elif kind == "summary":
            size, mine = len(WORD.findall(text)), runs(text)
            if size <= left:
                left -= size
                if mine and (mine & gold).total() <= mine.total() / 2:
                    continue
            parts.append(text)
    return "\n".join(parts)


def page_figures(text: str, gold: Counter) -> tuple[float | None, float | None]:
    """Precision and recall of a text's runs, None where there are none to count."""
    mine = runs(text)
    hit = (mine & gold).total()
    return (hit / mine.total() if mine else None, hit / gold.total() if gold else None)


def mean_figures(found: Sequence[tuple[float | None, float | None]]) -> tuple[float, float, float]:
    """Means of precision and recall over pages, and the F1 of the two."""
    p, r = (
        sum(v for v in values if v is not None) / max(1, sum(v is not None for v in values))
        for values in zip(*found, strict=True)
    )
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def token_f1(gold: str, mine: str) -> float:
    a, b = (Counter(WORD.findall(text.casefold())) for text in (gold, mine))
    return 2 * (a & b).total() / max(1, a.total() + b.total())
