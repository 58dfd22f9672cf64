"""What of a very large story the page shows; the counts of what it leaves out are printed.

The limits hold the page of fifty long reports to 8,000 elements and 600 kB, which tests check;
stories of a few reports stay below all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from msgspec.structs import replace

from rashomon.models import Actor, Claim, ComparedStory, Evidence, QuoteVariants
from rashomon.stages.present.accounts import Accounts
from rashomon.stages.present.claims import ordered

__all__ = ["Left", "people_of", "trimmed"]

MOST_CLAIMS, MOST_QUOTATIONS, MOST_HAPPENINGS = 120, 80, 40
MOST_NAMINGS = 100
"""Rows of the region of names: an article for each person."""
MOST_PASSAGES = 600
"""Passages of evidence of all claims shown. Beyond it each report, then each separate account
gives one to a claim, then the claims with the fewest accounts are left out."""

STANCES = ("supports", "partly", "conflicts")


@dataclass(frozen=True)
class Left:
    """How much of each region is left out."""

    claims: int = 0
    passages: int = 0
    quotations: int = 0
    people: int = 0
    timeline: int = 0


def people_of(story: ComparedStory) -> list[Actor]:
    """People named by two or more articles, those named by most articles first."""
    people = [actor for actor in story.actors if actor.type == "person" and len(actor.articles) > 1]
    return sorted(people, key=lambda actor: -len(actor.articles))


def trimmed(story: ComparedStory, accounts: Accounts) -> tuple[ComparedStory, Left]:
    """The story with no more in each region than the limits, and what is left out.

    Kept are the claims of the brief and of differences, then those with most accounts; the
    quotations that several articles have; the people named most; the happenings told most. No
    account loses its only passage for a claim that is shown, so that a blank stays "not
    mentioned".
    """
    claims = _claims(story, accounts)
    quotes = _quotations(story)
    people = people_of(story)
    named = _most_named(people)
    told = sorted(story.timeline, key=lambda entry: -len({e.article for e in entry.evidence}))
    kept = {id(entry) for entry in told[:MOST_HAPPENINGS]}
    timeline = tuple(entry for entry in story.timeline if id(entry) in kept)
    ids = {claim.id for claim in claims}
    left = Left(
        claims=len(story.claims) - len(claims),
        passages=_count(c for c in story.claims if c.id in ids) - _count(claims),
        quotations=len(story.quotes) - len(quotes),
        people=len(people) - len(named),
        timeline=len(story.timeline) - len(timeline),
    )
    shown = replace(story, claims=claims, quotes=quotes, actors=named, timeline=timeline)
    return shown, left


def _count(claims: Iterable[Claim]) -> int:
    return sum(len(claim.evidence) for claim in claims)


def _claims(story: ComparedStory, accounts: Accounts) -> tuple[Claim, ...]:
    needed = {key for line in story.brief for key in line.claims}
    needed |= {key for conflict in story.conflicts for key in conflict.claims}
    ranked = sorted(ordered(story, accounts), key=lambda claim: claim.id not in needed)
    shown: Sequence[Claim] = ranked[:MOST_CLAIMS]
    holders = {key: account.id for key, account in accounts.of.items()}
    for holder in ({key: key for key in holders}, holders):
        if _count(shown) <= MOST_PASSAGES:
            break
        shown = [_first_passages(claim, holder) for claim in shown]
    while _count(shown) > MOST_PASSAGES and shown[-1].id not in needed:
        shown = shown[:-1]
    by_id = {claim.id: claim for claim in shown}
    return tuple(by_id[claim.id] for claim in story.claims if claim.id in by_id)


def _first_passages(claim: Claim, holder: Mapping[str, str]) -> Claim:
    """The claim with one passage for each article or account, the one that supports it most."""
    first: dict[str, Evidence] = {}
    for piece in sorted(claim.evidence, key=lambda e: STANCES.index(e.stance)):
        first.setdefault(holder.get(piece.article, piece.article), piece)
    kept = {id(piece) for piece in first.values()}
    return replace(claim, evidence=tuple(e for e in claim.evidence if id(e) in kept))


def _quotations(story: ComparedStory) -> tuple[QuoteVariants, ...]:
    ranked = sorted(story.quotes, key=lambda quote: -len(quote.variants))
    kept = {quote.id for quote in ranked[:MOST_QUOTATIONS]}
    return tuple(quote for quote in story.quotes if quote.id in kept)


def _most_named(people: Sequence[Actor]) -> tuple[Actor, ...]:
    """The first people, as many as the rows of their articles allow, one at least."""
    rows = list(accumulate(len(actor.articles) for actor in people))
    return tuple(a for a, so_far in zip(people, rows, strict=True) if so_far <= MOST_NAMINGS) or (
        tuple(people[:1])
    )
