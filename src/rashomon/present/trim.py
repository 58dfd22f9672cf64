"""What of a very large story the page shows; the counts of what it leaves out are printed.

The limits hold the page of fifty long reports to 8,000 elements and 600 kB, which tests check;
stories of a few reports stay below all of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from rashomon.models import Actor, Claim, ComparedStory, Evidence, QuoteVariants
from rashomon.present.accounts import Accounts
from rashomon.present.claims import ordered

__all__ = ["Left", "people_of", "trimmed"]

MOST_CLAIMS, MOST_QUOTATIONS, MOST_PEOPLE, MOST_HAPPENINGS = 120, 100, 20, 60
MOST_PASSAGES = 600
"""Passages of evidence of the claims that are shown; beyond it each report gives one to a claim."""


@dataclass(frozen=True)
class Left:
    """How much of each region is left out."""

    claims: int = 0
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
    quotations that several articles have; the people named most; the happenings told most.
    """
    claims = _claims(story, accounts)
    quotes = _quotations(story)
    people = people_of(story)
    told = sorted(story.timeline, key=lambda entry: -len({e.article for e in entry.evidence}))
    kept = {id(entry) for entry in told[:MOST_HAPPENINGS]}
    timeline = tuple(entry for entry in story.timeline if id(entry) in kept)
    left = Left(
        len(story.claims) - len(claims),
        len(story.quotes) - len(quotes),
        max(0, len(people) - MOST_PEOPLE),
        len(story.timeline) - len(timeline),
    )
    shown = replace(
        story,
        claims=claims,
        quotes=quotes,
        actors=tuple(people[:MOST_PEOPLE]),
        timeline=timeline,
    )
    return shown, left


def _claims(story: ComparedStory, accounts: Accounts) -> tuple[Claim, ...]:
    needed = {key for line in story.brief for key in line.claims}
    needed |= {key for conflict in story.conflicts for key in conflict.claims}
    ranked = sorted(ordered(story, accounts), key=lambda claim: claim.id not in needed)
    kept = {claim.id for claim in ranked[:MOST_CLAIMS]}
    claims = tuple(claim for claim in story.claims if claim.id in kept)
    if sum(len(claim.evidence) for claim in claims) <= MOST_PASSAGES:
        return claims
    return tuple(_first_passages(claim) for claim in claims)


def _first_passages(claim: Claim) -> Claim:
    """The claim with one passage for each article, the one that supports it most."""
    stances = ("supports", "partly", "conflicts")
    first: dict[str, Evidence] = {}
    for piece in sorted(claim.evidence, key=lambda e: stances.index(e.stance)):
        first.setdefault(piece.article, piece)
    kept = {id(piece) for piece in first.values()}
    return replace(claim, evidence=tuple(e for e in claim.evidence if id(e) in kept))


def _quotations(story: ComparedStory) -> tuple[QuoteVariants, ...]:
    ranked = sorted(story.quotes, key=lambda quote: -len(quote.variants))
    kept = {quote.id for quote in ranked[:MOST_QUOTATIONS]}
    return tuple(quote for quote in story.quotes if quote.id in kept)
