"""What is left out for being less sure than a reader asks (``--min-confidence``).

A statement of one account is never left out: nothing was decided on it. A claim that joins accounts
is left out whole where the join is not sure enough. Taken apart, its statements would each look
like something that one account alone tells, and that nobody has found out either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from rashomon.models import Claim, Conflict, Hidden, QuoteVariants

__all__ = ["Sieve"]


class Sieve:
    """Leaves out what is less sure than ``least`` and counts it."""

    def __init__(self, least: float) -> None:
        self._least = least
        self._counts: Counter[str] = Counter()

    @property
    def hidden(self) -> Hidden | None:
        """How much was left out so far; None where nothing can be."""
        if not self._least:
            return None
        return Hidden(
            below=self._least,
            claims=self._counts["claims"],
            conflicts=self._counts["conflicts"],
            developments=self._counts["developments"],
            quotes=self._counts["quotes"],
        )

    def conflicts(
        self, conflicts: Sequence[Conflict], developments: Sequence[Conflict]
    ) -> tuple[tuple[Conflict, ...], tuple[Conflict, ...]]:
        """Conflicts and developments that are sure enough."""
        return (
            tuple(one for one in conflicts if self._keeps(one.confidence, "conflicts")),
            tuple(one for one in developments if self._keeps(one.confidence, "developments")),
        )

    def claims(
        self, claims: Sequence[Claim], conflicts: Sequence[Conflict]
    ) -> tuple[tuple[Claim, ...], tuple[Conflict, ...]]:
        """Claims that are sure enough, and the conflicts tied to no others."""
        kept = tuple(claim for claim in claims if self._keeps(claim.confidence, "claims"))
        if len(kept) == len(claims):
            return kept, tuple(conflicts)
        ids = {claim.id for claim in kept}
        return kept, tuple(
            msgspec.structs.replace(one, claims=tuple(key for key in one.claims if key in ids))
            for one in conflicts
        )

    def quotes(self, quotes: Sequence[QuoteVariants]) -> tuple[QuoteVariants, ...]:
        """Utterances that are sure enough."""
        return tuple(one for one in quotes if self._keeps(one.confidence, "quotes"))

    def _keeps(self, confidence: float | None, kind: str) -> bool:
        if confidence is None or confidence >= self._least:
            return True
        self._counts[kind] += 1
        return False
