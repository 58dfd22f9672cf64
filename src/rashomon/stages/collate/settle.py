"""Settling: which claims a conflict is about, and what that makes of their status and stances."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rashomon.models import Citation, Claim, Conflict, Evidence
from rashomon.offsets import overlap

__all__ = ["settle"]


def settle(
    claims: Sequence[Claim], conflicts: Sequence[Conflict]
) -> tuple[tuple[Claim, ...], tuple[Conflict, ...]]:
    """Tie conflicts to claims.

    :return: the claims, those in a conflict ``disputed`` and with ``conflicts`` for evidence of
        another value than the one that the claim's text gives; and the conflicts with the ids
        of their claims.
    """
    by_article: dict[str, list[tuple[int, Evidence]]] = defaultdict(list)
    for number, claim in enumerate(claims):
        for evidence in claim.evidence:
            by_article[evidence.article].append((number, evidence))
    against: dict[int, list[Conflict]] = defaultdict(list)
    tied = []
    for conflict in conflicts:
        numbers = _about(conflict, claims, by_article)
        for number in numbers:
            against[number].append(conflict)
        tied.append(_with_claims(conflict, tuple(claims[n].id for n in numbers)))
    settled = [
        _disputed(claim, against[n]) if n in against else claim for n, claim in enumerate(claims)
    ]
    return tuple(settled), tuple(tied)


def _about(
    conflict: Conflict,
    claims: Sequence[Claim],
    by_article: Mapping[str, Sequence[tuple[int, Evidence]]],
) -> list[int]:
    """The claim that holds most of the values; where none holds two, the best for each value."""
    values: dict[int, set[int]] = defaultdict(set)
    best: dict[int, tuple[int, int, int]] = {}
    for place, value in enumerate(conflict.values):
        for citation in value.evidence:
            for number, evidence in by_article.get(citation.article, ()):
                shared = _overlap(citation, evidence)
                if shared:
                    values[number].add(place)
                    length = evidence.end - evidence.start
                    best[place] = min(
                        best.get(place, (0, length, number)), (-shared, length, number)
                    )
    joint = [n for n, held in values.items() if len(held) > 1]
    if joint:
        return [min(joint, key=lambda n: (-len(values[n]), len(claims[n].text), n))]
    return sorted({number for _, _, number in best.values()})


def _overlap(citation: Citation, evidence: Evidence) -> int:
    return overlap((citation.start, citation.end), (evidence.start, evidence.end))


def _disputed(claim: Claim, conflicts: Sequence[Conflict]) -> Claim:
    contrary: set[tuple[str, int, int]] = set()
    for conflict in conflicts:
        contrary |= _contrary(claim, conflict)
    evidence = tuple(
        _conflicting(e) if (e.article, e.start, e.end) in contrary else e for e in claim.evidence
    )
    return Claim(
        id=claim.id,
        text=claim.text,
        status="disputed",
        origins=claim.origins,
        confidence=claim.confidence,
        evidence=evidence,
        origin_ids=claim.origin_ids,
    )


def _contrary(claim: Claim, conflict: Conflict) -> set[tuple[str, int, int]]:
    """Evidence of the claim that gives another value than the evidence its text is cut from."""
    given: dict[tuple[str, int, int], int] = {}
    for evidence in claim.evidence:
        for place, value in enumerate(conflict.values):
            if any(c.article == evidence.article and _overlap(c, evidence) for c in value.evidence):
                given.setdefault((evidence.article, evidence.start, evidence.end), place)
    own = [
        given[key]
        for e in claim.evidence
        if e.text == claim.text and (key := (e.article, e.start, e.end)) in given
    ]
    held = own[0] if own else min(given.values(), default=0)
    return {key for key, place in given.items() if place != held}


def _conflicting(evidence: Evidence) -> Evidence:
    return Evidence(
        article=evidence.article,
        start=evidence.start,
        end=evidence.end,
        stance="conflicts",
        said_by=evidence.said_by,
        text=evidence.text,
    )


def _with_claims(conflict: Conflict, claims: tuple[str, ...]) -> Conflict:
    return Conflict(
        id=conflict.id,
        kind=conflict.kind,
        about=conflict.about,
        confidence=conflict.confidence,
        values=conflict.values,
        claims=claims,
        reason=conflict.reason,
    )
