"""A story's claims laid out by place, and which of them a brief may call agreed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from rashomon.models import Citation, Claim, Conflict, ConflictValue, Evidence
from rashomon.offsets import overlap
from rashomon.stages.brief.desk import Desk

__all__ = ["Ledger"]


@dataclass(frozen=True)
class Ledger:
    """The claims of a story by id and by place."""

    desk: Desk

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.desk.collation.claims}

    @cached_property
    def places(self) -> dict[str, list[tuple[Evidence, Claim]]]:
        """By article, where its claims stand."""
        found: dict[str, list[tuple[Evidence, Claim]]] = {}
        for claim in self.desk.collation.claims:
            for evidence in claim.evidence:
                found.setdefault(evidence.article, []).append((evidence, claim))
        return found

    @cached_property
    def shared(self) -> frozenset[str]:
        """Claims of two or more origins about which accounts do not differ."""
        claims = self.desk.collation.claims
        return frozenset(
            c.id for c in claims if c.status == "corroborated" and not self._unsettled(c)
        )

    @cached_property
    def earlier(self) -> frozenset[str]:
        """Claims about what lies before the news: most of their dated places say so."""
        before, news = self.desk.background, self.desk.news
        return frozenset(
            c.id
            for c in self.desk.collation.claims
            if sum(_key(e) in before for e in c.evidence) > sum(_key(e) in news for e in c.evidence)
        )

    @cached_property
    def differing(self) -> list[Citation]:
        """Every place of a value on which accounts differ."""
        conflicts = self.desk.collation.conflicts
        return [place for c in conflicts for value in c.values for place in value.evidence]

    def _unsettled(self, claim: Claim) -> bool:
        """Whether accounts give other values than a claim's, or later reports update it."""
        moved = any(
            sum(_stands_on(claim, value) for value in development.values) > 1
            for development in self.desk.collation.developments
        )
        return moved or any(_within(claim, c) for c in self.desk.collation.conflicts)


def _key(evidence: Evidence) -> tuple[str, int, int]:
    return evidence.article, evidence.start, evidence.end


def _within(claim: Claim, conflict: Conflict) -> bool:
    """Whether every place of a claim is one where accounts differ."""
    places = [place for value in conflict.values for place in value.evidence]
    return all(any(_same_place(e, place) for place in places) for e in claim.evidence)


def _stands_on(claim: Claim, value: ConflictValue) -> bool:
    return any(_same_place(e, place) for e in claim.evidence for place in value.evidence)


def _same_place(evidence: Evidence, place: Citation) -> bool:
    spans = (evidence.start, evidence.end), (place.start, place.end)
    return evidence.article == place.article and overlap(*spans) > 0
