"""Corroboration: how many independent origins stand behind each claim."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rashomon.models import Claim
from rashomon.stages.collate.context import Context

__all__ = ["count"]


def count(context: Context, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with their origins counted from their evidence, most origins first.

    :return: claims with ids "<story>.c1"…; every status is ``corroborated`` or ``single``.
    """
    counted = [_counted(context, claim) for claim in claims]
    first = {key: n for n, key in enumerate(context.articles)}

    def rank(number: int) -> tuple[int, int, int, int, int]:
        places = [(e.start, first[e.article], e.end) for e in counted[number].evidence]
        return (-counted[number].origins, *min(places), number)

    order = sorted(range(len(counted)), key=rank)
    return tuple(
        msgspec.structs.replace(counted[place], id=f"{context.story.id}.c{number}")
        for number, place in enumerate(order, 1)
    )


def _counted(context: Context, claim: Claim) -> Claim:
    origins = tuple(sorted({context.origin_of[e.article] for e in claim.evidence}))
    return msgspec.structs.replace(
        claim,
        origins=len(origins),
        origin_ids=origins,
        status="corroborated" if len(origins) > 1 else "single",
    )
