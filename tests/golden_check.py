"""Reads the planted gold of ``tests/golden`` and looks each thing up in a comparison."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from rashomon.models import Article, Claim, ComparedStory, Comparison, Conflict, QuoteVariants, Span
from rashomon.offsets import overlap

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = Path(__file__).resolve().parent / "golden"

AGREEMENT_SHARE = 0.5
"""Part of an agreement's listed places, of two origins at least, that one claim must hold."""


@dataclass(frozen=True)
class Gold:
    """One happening's gold, with the comparison it is looked up in."""

    name: str
    comparison: Comparison = field(repr=False)

    @cached_property
    def data(self) -> dict[str, Any]:
        return json.loads((GOLDEN / f"{self.name}.json").read_text(encoding="utf-8"))

    @cached_property
    def articles(self) -> dict[str, Article]:
        """Articles of the happening by file name."""
        folder = (ROOT / self.data["folder"]).resolve()
        found = {}
        for one in self.comparison.annotations.values():
            path = Path(one.article.source).resolve()
            if path.parent == folder:
                found[path.name] = one.article
        return found

    @cached_property
    def story(self) -> ComparedStory:
        """The story that holds the happening's first article."""
        first = self.articles[self.data["articles"][0]["file"]].id
        return next(s for s in self.comparison.stories if first in s.articles)

    @cached_property
    def origin_of(self) -> dict[str, str]:
        return {a: origin.id for origin in self.comparison.origins for a in origin.articles}

    def place(self, evidence: dict[str, str]) -> tuple[str, Span]:
        """Article id and span of a piece of gold evidence."""
        article = self.articles[evidence["file"]]
        start = article.text.index(evidence["text"])
        return article.id, (start, start + len(evidence["text"]))

    # -------------------------------------------------------- lookups

    def kinds(self, block: dict[str, str]) -> dict[str, int]:
        """Letters and digits of a gold block by the kind the program gives them."""
        identifier, (start, end) = self.place(block)
        article = next(a for a in self.articles.values() if a.id == identifier)
        if block["kind"] == "repeat":
            start = article.text.rindex(block["text"])
            end = start + len(block["text"])
        found: dict[str, int] = {}
        for b in article.blocks:
            piece = article.text[max(start, b.start) : min(end, b.end)] if b.end > start else ""
            count = sum(c.isalnum() for c in piece)
            if count:
                found[b.kind] = found.get(b.kind, 0) + count
        return found

    def agreement(self, gold: dict[str, Any]) -> Claim | None:
        """The claim that holds enough of an agreement's places."""
        places = [self.place(e) for e in gold["evidence"]]
        for claim in self.story.claims:
            held = [p for p in places if _touches(claim.evidence, p)]
            origins = {self.origin_of[article] for article, _ in held}
            if len(held) >= AGREEMENT_SHARE * len(places) and len(origins) > 1:
                return claim
        return None

    def single(self, gold: dict[str, Any]) -> Claim | None:
        """The claim of one origin that holds a single claim's places."""
        places = [self.place(e) for e in gold["evidence"]]
        for claim in self.story.claims:
            if claim.origins == 1 and all(_touches(claim.evidence, p) for p in places):
                return claim
        return None

    def matching(
        self, gold: dict[str, Any], among: Iterable[Conflict], *, any_kind: bool = False
    ) -> Conflict | None:
        """The conflict whose values stand on different gold values."""
        sides = [[self.place(e) for e in value["evidence"]] for value in gold["values"]]
        for conflict in among:
            if not any_kind and conflict.kind != gold["kind"]:
                continue
            hits = [
                {n for n, side in enumerate(sides) for p in side if _touches(value.evidence, p)}
                for value in conflict.values
            ]
            if any(a and b and a != b for i, a in enumerate(hits) for b in hits[i + 1 :]):
                return conflict
        return None

    def joins_compatible(self, gold: dict[str, Any]) -> Conflict | None:
        """A conflict that sets a compatible pair against each other."""
        value = [{"evidence": [e]} for e in gold["evidence"]]
        known = list(self.data["conflicts"])
        for conflict in self.story.conflicts:
            if any(self.matching(g, [conflict], any_kind=True) for g in known):
                continue
            if self.matching({"values": value, "kind": ""}, [conflict], any_kind=True):
                return conflict
        return None

    def utterance(self, gold: dict[str, Any]) -> QuoteVariants | None:
        """The aligned quotation that holds all variants of a gold one."""
        places = [self.place(v) for v in gold["variants"]]
        for quote in self.story.quotes:
            if all(
                any(
                    v.article == article and any(overlap(s, span) for s in v.spans)
                    for v in quote.variants
                )
                for article, span in places
            ):
                return quote
        return None

    def label(self, gold: dict[str, Any]) -> str | None:
        """The name of the actor that a gold label is given to."""
        article = self.articles[gold["file"]]
        for actor in self.story.actors:
            for label in actor.labels:
                if label.article == article.id and _plain(gold["text"]) in _plain(label.text):
                    return actor.name
        return None


def _touches(evidence: Iterable[Any], place: tuple[str, Span]) -> bool:
    article, span = place
    return any(e.article == article and overlap((e.start, e.end), span) for e in evidence)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
