"""The text that is checked: as an article of its own, cut into what is parsed together."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from rashomon.errors import UsageError
from rashomon.models import Article, Block, Brief, BriefSentence, Span

__all__ = ["Written", "article_of", "brief_of", "sentences_of"]

NAME = "checked text"

_GAP = re.compile(r"\n[^\S\n]*\n|\n(?=[^\S\n]*(?:[-*•#>]|\d+[.)])\s)|(?<=[.!?:”\"’)])[^\S\n]*\n")
_MARK = re.compile(r"\s*(?:[-*•]+\s+|#+\s+|>\s*|\d+[.)]\s+)*")


@dataclass(frozen=True)
class Written:
    """A text to check; ``brief`` are its sentences with their citations, where it is a brief."""

    text: str
    brief: Brief | None = None

    @property
    def spans(self) -> list[Span]:
        """Where the sentences of the brief stand in the text, one a line."""
        found, at = [], 0
        for one in self.brief or ():
            found.append((at, at + len(one.text)))
            at += len(one.text) + 1
        return found


def article_of(written: Written, published: str | None, name: str = NAME) -> Article:
    """The text as an article that can be annotated like a report.

    :param published: the day from which its relative times are counted.
    """
    digest = hashlib.sha256(written.text.encode()).hexdigest()
    spans = written.spans if written.brief is not None else list(_paragraphs(written.text))
    return Article(
        id=f"sha256:{digest}",
        source=name,
        sources=(name,),
        outlet=None,
        url=None,
        title=None,
        authors=(),
        published=published,
        updated=None,
        language="en",
        text=written.text,
        blocks=tuple(Block(kind="body", start=start, end=end) for start, end in spans),
    )


def _paragraphs(text: str) -> Iterator[Span]:
    """Stretches between empty lines, list items each by itself, without their marks."""
    at = 0
    for gap in [*_GAP.finditer(text), None]:
        stop = len(text) if gap is None else gap.start()
        mark = _MARK.match(text, at, stop)
        start = at if mark is None else mark.end()
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        if stop > start:
            yield start, stop
        at = stop if gap is None else gap.end()


def sentences_of(content: str, name: str) -> Written:
    """What a file holds: a brief where it is JSON of one, else plain text.

    :raises UsageError: it is JSON of something else.
    """
    if content.lstrip()[:1] not in ("{", "["):
        return Written(content)
    try:
        value = msgspec.json.decode(content.encode())
    except msgspec.DecodeError:
        return Written(content)
    brief = brief_of(value)
    if brief is None:
        raise UsageError(f"{name}: JSON without a brief; give an answer of compare, or plain text")
    return Written("\n".join(one.text for one in brief), brief)


def brief_of(value: Any) -> Brief | None:
    """The sentences of an answer of ``compare``, of a story, or of a brief; None where none are."""
    rows = list(_rows(value))
    if not rows:
        return None
    try:
        found = msgspec.convert(rows, list[BriefSentence])
    except msgspec.ValidationError:
        return None
    lines = [msgspec.structs.replace(one, text=" ".join(one.text.split())) for one in found]
    return tuple(lines)


def _rows(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        stories = value.get("stories")
        for part in stories if isinstance(stories, list) else ():
            yield from _rows(part)
        yield from _listed(value.get("brief"))
    else:
        yield from _listed(value)


def _listed(value: Any) -> Sequence[Any]:
    return [_whole(one) for one in value] if isinstance(value, list) else []


def _whole(row: Any) -> Any:
    """A row with what only this program writes filled in: the contract has no slices."""
    if not isinstance(row, dict) or not isinstance(row.get("citations"), list):
        return row
    cited = [{"text": "", **one} if isinstance(one, dict) else one for one in row["citations"]]
    return {"section": "agreed", **row, "citations": cited}
