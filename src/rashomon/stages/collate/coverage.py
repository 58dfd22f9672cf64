"""Coverage: what each article alone tells, leaves out, and leads with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rashomon.models import Claim, Coverage
from rashomon.stages.collate.context import Context

__all__ = ["of_articles"]

SHARED = 2
"""Independent origins from which a claim that an article lacks counts as left out."""


def of_articles(context: Context, claims: Sequence[Claim]) -> tuple[Coverage, ...]:
    """The coverage of each article of a story, in the story's order; ids in the claims' order."""
    leads = {key: _lead_end(context, key) for key in context.articles}
    alone: dict[str, list[str]] = defaultdict(list)
    lead: dict[str, list[str]] = defaultdict(list)
    missing: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        tellers = dict.fromkeys(e.article for e in claim.evidence)
        if len(tellers) == 1:
            alone[next(iter(tellers))].append(claim.id)
        if claim.origins >= SHARED:
            for key in context.articles:
                if key not in tellers:
                    missing[key].append(claim.id)
        for key in dict.fromkeys(e.article for e in claim.evidence if e.start < leads[e.article]):
            lead[key].append(claim.id)
    return tuple(
        Coverage(
            article=key,
            only_here=tuple(alone[key]),
            left_out=tuple(missing[key]),
            lead=tuple(lead[key]),
        )
        for key in context.articles
    )


def _lead_end(context: Context, article: str) -> int:
    """End of the last lead sentence; headline, summary and first paragraphs stand at the head."""
    return max((u.span[1] for u in context.of_article[article] if u.lead), default=0)
