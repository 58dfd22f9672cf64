"""Quotations side by side: word differences against the longest wording."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from rashomon.models import ComparedStory, QuoteVariants, Variant
from rashomon.stages.present.accounts import Accounts
from rashomon.stages.present.places import Marks, Place

__all__ = ["Piece", "Quotation", "Wording", "differences", "quotations"]

WORD = re.compile(r"\S+")
EDGES = "\"'“”‘’«»„.,;:!?()[]… "


@dataclass(frozen=True)
class Piece:
    """Words in a row with what happened to them: "" (in both), "del" or "ins"."""

    kind: str
    text: str


@dataclass(frozen=True)
class Wording:
    """One wording with every place that has it word for word, and how it differs from the base."""

    text: str
    kind: str
    places: tuple[Place, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Quotation:
    """One utterance; the first wording is the base."""

    anchor: str
    number: int
    speaker: str | None
    same_words: bool
    wordings: tuple[Wording, ...]

    @property
    def several(self) -> bool:
        """Whether two or more reports have it."""
        return sum(len(wording.places) for wording in self.wordings) > 1


def differences(base: str, other: str) -> list[Piece]:
    """The words of ``other`` against those of ``base``; case and marks at a word's edges are
    no difference, the shown words are those of ``other`` then."""
    old, new = WORD.findall(base), WORD.findall(other)
    matcher = SequenceMatcher(None, _plain(old), _plain(new), autojunk=False)
    pieces = []
    for op, i, j, k, m in matcher.get_opcodes():
        if op == "equal":
            pieces.append(Piece("", " ".join(new[k:m])))
            continue
        if i < j:
            pieces.append(Piece("del", " ".join(old[i:j])))
        if k < m:
            pieces.append(Piece("ins", " ".join(new[k:m])))
    return pieces


def _plain(words: Iterable[str]) -> list[str]:
    return [word.strip(EDGES).casefold() or word for word in words]


def quotations(
    story: ComparedStory, accounts: Accounts, marks: Marks, prefix: str
) -> list[Quotation]:
    """Utterances that several articles quote first, then those of one article alone."""
    ranked = sorted(
        story.quotes,
        key=lambda q: (
            q.same_words,
            -len(accounts.behind([v.article for v in q.variants])),
            -len(q.variants),
        ),
    )
    several = [quote for quote in ranked if len(quote.variants) > 1]
    alone = [quote for quote in story.quotes if len(quote.variants) < 2]
    return [
        _quotation(quote, accounts, marks, (f"{prefix}q{place}", place))
        for place, quote in enumerate([*several, *alone], 1)
    ]


def _quotation(
    quote: QuoteVariants, accounts: Accounts, marks: Marks, named: tuple[str, int]
) -> Quotation:
    anchor, number = named
    groups: dict[str, list[Variant]] = {}
    for variant in quote.variants:
        groups.setdefault(" ".join(_plain(WORD.findall(variant.text))), []).append(variant)
    ranked = sorted(groups.values(), key=lambda group: -len(group[0].text))
    base = ranked[0][0].text if ranked else ""
    back = (anchor, f"quotation {number}") if len(quote.variants) > 1 else None
    wordings = []
    for place, group in enumerate(ranked):
        places = [marks.cite(v.article, v.spans, v.text, back=back) for v in group]
        text = group[0].text if places[0].mark else ""
        pieces = [Piece("", text)] if place == 0 else differences(base, text)
        wordings.append(Wording(text, group[0].kind, tuple(places), tuple(pieces)))
    return Quotation(anchor, number, quote.speaker, quote.same_words, tuple(wordings))
