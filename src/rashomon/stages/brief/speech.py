"""Who said what: the utterances that a brief may repeat, those of most origins first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.models import BriefSentence, QuoteVariants, Span, Variant
from rashomon.stages.brief.choose import Candidate
from rashomon.stages.brief.desk import Desk

__all__ = ["Spoken", "spoken"]

SAID_WORDS = (6, 50)
"""Words of a quotation that a brief repeats."""

_WHITE = re.compile(r"\s+")


@dataclass(frozen=True)
class Spoken:
    """An utterance that somebody with a name made, in the words that articles quote."""

    speaker: str
    variants: tuple[Variant, ...]

    def widely(self, desk: Desk) -> bool:
        """Whether two or more origins carry it."""
        return len(_origins(self, desk)) > 1

    @property
    def text(self) -> str:
        """The longest wording, on one line."""
        longest = max(self.variants, key=lambda v: len(v.text))
        return _WHITE.sub(" ", longest.text).strip().rstrip(",;")

    def within(self, candidate: Candidate) -> bool:
        """Whether a candidate is a sentence that quotes the utterance and names the speaker."""
        return candidate.standing.section == "said" and any(
            v.article == candidate.account.id and all(_inside(s, candidate.pieces) for s in v.spans)
            for v in self.variants
        )

    def sentence(self, desk: Desk) -> tuple[BriefSentence, list[str]]:
        """The utterance beside the speaker's name, and the words that are the program's own."""
        longest = max(self.variants, key=lambda v: len(v.text))
        order = [longest, *(v for v in self.variants if v is not longest)]
        cited = [desk.accounts[v.article].cite(span) for v in order for span in v.spans]
        text = f"{self.speaker}: “{self.text}”"
        return BriefSentence(section="said", text=text, citations=tuple(cited)), [self.speaker]


def _inside(span: Span, pieces: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in pieces)


def spoken(desk: Desk) -> list[Spoken]:
    """The direct quotations of a story whose speaker has a name, by how many origins carry them."""
    named = {a.name for a in desk.collation.actors if _has_name(a.type, a.name)}
    fit = [
        Spoken(quote.speaker, variants)
        for quote in desk.collation.quotes
        if quote.speaker in named and (variants := _direct(quote))
    ]
    fit = [s for s in fit if s.text[:1].isupper() and _of_length(s.text)]
    return sorted(fit, key=lambda s: -len(_origins(s, desk)))


def _of_length(text: str) -> bool:
    return SAID_WORDS[0] <= len(text.split()) <= SAID_WORDS[1]


def _has_name(kind: str, name: str) -> bool:
    """Whether a name says who it is: a person's is more than one word."""
    return name[:1].isupper() and (kind in {"organisation", "country"} or " " in name)


def _direct(quote: QuoteVariants) -> tuple[Variant, ...]:
    return tuple(v for v in quote.variants if v.kind == "direct")


def _origins(utterance: Spoken, desk: Desk) -> set[str]:
    return {desk.origin_of.get(v.article, v.article) for v in utterance.variants}
