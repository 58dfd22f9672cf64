"""Coverage: what each article alone tells, leaves out, leads with, tells late, and whom it quotes.

All of it is counted and none of it judged: an outlet may have good reason to leave out or to put
last what others lead with.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rashomon.models import Claim, Coverage, Late, Voice
from rashomon.stages.collate.context import Context

__all__ = ["of_articles"]

SHARED = 2
"""Independent origins from which a claim that an article lacks counts as left out, and one that it
tells late as late."""

HALF = 0.5
"""Part of an article's sentences that stand before what counts as late. A definition, as two body
paragraphs are one of the lead; nothing was fitted."""


def of_articles(context: Context, claims: Sequence[Claim]) -> tuple[Coverage, ...]:
    """The coverage of each article of a story, in the story's order; ids in the claims' order."""
    leads = {key: _lead_end(context, key) for key in context.articles}
    alone: dict[str, list[str]] = defaultdict(list)
    lead: dict[str, list[str]] = defaultdict(list)
    missing: dict[str, list[str]] = defaultdict(list)
    late: dict[str, list[Late]] = defaultdict(list)
    for claim in claims:
        tellers = dict.fromkeys(e.article for e in claim.evidence)
        if len(tellers) == 1:
            alone[next(iter(tellers))].append(claim.id)
        if claim.origins >= SHARED:
            for key in context.articles:
                if key not in tellers:
                    missing[key].append(claim.id)
        leading = dict.fromkeys(e.article for e in claim.evidence if e.start < leads[e.article])
        for key in leading:
            lead[key].append(claim.id)
        for key, position in _late(context, claim, leading):
            late[key].append(Late(claim=claim.id, position=round(position, 3)))
    return tuple(
        Coverage(
            article=key,
            only_here=tuple(alone[key]),
            left_out=tuple(missing[key]),
            lead=tuple(lead[key]),
            late=tuple(late[key]),
            voices=_voices(context, key),
        )
        for key in context.articles
    )


def _lead_end(context: Context, article: str) -> int:
    """End of the last lead sentence; headline, summary and first paragraphs stand at the head."""
    return max((u.span[1] for u in context.of_article[article] if u.lead), default=0)


def _late(
    context: Context, claim: Claim, leading: Mapping[str, None]
) -> Iterator[tuple[str, float]]:
    """Articles that tell a claim in their second half while another origin leads with it."""
    if claim.origins < SHARED:
        return
    first: dict[str, int] = {}
    for e in claim.evidence:
        first[e.article] = min(e.start, first.get(e.article, e.start))
    origins = {context.origin_of[key] for key in leading}
    for key, start in first.items():
        if key in leading:
            continue
        units = context.of_article[key]
        position = sum(unit.span[1] <= start for unit in units) / max(1, len(units))
        if position >= HALF and origins - {context.origin_of[key]}:
            yield key, position


def _voices(context: Context, article: str) -> tuple[Voice, ...]:
    """Whom an article quotes, by the name that the story has for them."""
    quotes: Counter[str | None] = Counter()
    words: Counter[str | None] = Counter()
    text = context.articles[article].article.text
    for quote in context.articles[article].annotation.quotes:
        if quote.act in ("speech", "document"):
            name = context.speaker(article, quote)
            quotes[name] += 1
            words[name] += sum(len(text[start:end].split()) for start, end in quote.spans)
    ranked = sorted(quotes, key=lambda n: (n is None, -quotes[n], -words[n], n or ""))
    return tuple(Voice(name=name, quotes=quotes[name], words=words[name]) for name in ranked)
