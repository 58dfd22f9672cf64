"""Settling: which claims a conflict is about, and what that makes of their status and stances."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from rashomon.models import Citation, Claim, Conflict, ConflictValue, Evidence, Span
from rashomon.offsets import overlap

__all__ = ["settle"]

Place = tuple[str, int, int]
"""Article, start and end of a piece of evidence."""

_WORD = re.compile(r"\w+")


def settle(
    claims: Sequence[Claim],
    conflicts: Sequence[Conflict],
    developments: Sequence[Conflict],
    origin_of: Mapping[Place, str],
) -> tuple[tuple[Claim, ...], tuple[Conflict, ...]]:
    """Tie conflicts to claims.

    A claim whose value later reports update counts the accounts of the value it tells; the others
    are evidence of it in part.

    :param origin_of: the origin that each piece of evidence counts for.
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
        ids = tuple(claims[n].id for n in numbers)
        tied.append(msgspec.structs.replace(conflict, claims=ids))
    settled = [
        _disputed(claim, against[n]) if n in against else _updated(claim, developments, origin_of)
        for n, claim in enumerate(claims)
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
                shared = overlap(_words(value, citation), (evidence.start, evidence.end))
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


def _words(value: ConflictValue, citation: Citation) -> Span:
    """Where the words of a value stand in a sentence that gives it; the sentence if elsewhere."""
    at = citation.text.find(value.text)
    if at < 0:
        return citation.start, citation.end
    return citation.start + at, citation.start + at + len(value.text)


def _gives(evidence: Evidence, value: ConflictValue, citation: Citation) -> bool:
    """Whether the words of a value stand in a piece of evidence, not only in its sentence."""
    if citation.article != evidence.article:
        return False
    return overlap(_words(value, citation), (evidence.start, evidence.end)) > 0


def _updated(
    claim: Claim, developments: Sequence[Conflict], origin_of: Mapping[Place, str]
) -> Claim:
    """The claim with other values that later reports give or update as evidence in part."""
    silent = (each for each in developments if not _tells_change(claim, each))
    others = {key for each in silent for key in _contrary(claim, each)}
    if not others:
        return claim
    evidence = tuple(
        msgspec.structs.replace(e, stance="partly") if (e.article, e.start, e.end) in others else e
        for e in claim.evidence
    )
    supporting = [(e.article, e.start, e.end) for e in evidence if e.stance == "supports"]
    origins = tuple(sorted({origin_of[place] for place in supporting}))
    return msgspec.structs.replace(
        claim,
        status="corroborated" if len(origins) > 1 else "single",
        origins=len(origins),
        evidence=evidence,
        origin_ids=origins,
    )


def _tells_change(claim: Claim, development: Conflict) -> bool:
    """Whether one place of a claim names the earlier value beside the later: then both agree."""
    values = [_bag(value.text) for value in development.values]
    common = set.intersection(*values)
    own = [words - common for words in values]
    return any(all(words & _bag(e.text) for words in own) for e in claim.evidence)


def _bag(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def _disputed(claim: Claim, conflicts: Sequence[Conflict]) -> Claim:
    contrary: set[tuple[str, int, int]] = set()
    for conflict in conflicts:
        contrary |= _contrary(claim, conflict)
    evidence = tuple(
        msgspec.structs.replace(e, stance="conflicts")
        if (e.article, e.start, e.end) in contrary
        else e
        for e in claim.evidence
    )
    return msgspec.structs.replace(claim, status="disputed", evidence=evidence)


def _contrary(claim: Claim, conflict: Conflict) -> set[tuple[str, int, int]]:
    """Evidence of the claim that gives another value than the evidence its text is cut from."""
    given: dict[tuple[str, int, int], int] = {}
    for evidence in claim.evidence:
        for place, value in enumerate(conflict.values):
            if any(_gives(evidence, value, c) for c in value.evidence):
                given.setdefault((evidence.article, evidence.start, evidence.end), place)
    own = [
        given[key]
        for e in claim.evidence
        if e.text == claim.text and (key := (e.article, e.start, e.end)) in given
    ]
    held = own[0] if own else min(given.values(), default=0)
    return {key for key, place in given.items() if place != held}
