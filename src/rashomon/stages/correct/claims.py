"""Claims of a story that a reader joined or split."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from rashomon.errors import StaleReference
from rashomon.models import Annotated, Claim, Evidence, Span
from rashomon.stages.correct.blocks import Block
from rashomon.stages.correct.places import fit, quoted

__all__ = ["Piece", "blocks_of", "piece_at", "rebuilt"]

Piece = tuple[int, int]
"""A piece of evidence: number of its claim, number within the claim's evidence."""

DECIDED = 1.0
"""Confidence of a join that a reader made."""

GOOD_LENGTH = (50, 220)
"""Code points between which a wording stands for a claim; as the claims themselves choose it."""


def piece_at(claims: Sequence[Claim], one: Annotated, span: Span) -> Piece:
    """The piece of evidence at a span of an article; of several the one that fits best.

    :raises StaleReference: no claim has evidence there.
    """
    ranked = sorted(
        (-fit(span, (e.start, e.end)), number, place)
        for number, claim in enumerate(claims)
        for place, e in enumerate(claim.evidence)
        if e.article == one.article.id and fit(span, (e.start, e.end))
    )
    if not ranked:
        words = quoted(one.article.text[span[0] : span[1]])
        raise StaleReference(
            f"no claim stands on {words} in {one.article.source}; take a place from the "
            "evidence of a claim"
        )
    return ranked[0][1], ranked[0][2]


def blocks_of(claims: Sequence[Claim]) -> list[Block[Piece]]:
    """Each claim with its evidence for members."""
    return [
        Block(tuple((number, place) for place in range(len(claim.evidence))), (number,))
        for number, claim in enumerate(claims)
    ]


def rebuilt(
    claims: Sequence[Claim], blocks: Sequence[Block[Piece]], articles: Mapping[str, Annotated]
) -> tuple[Claim, ...]:
    """The claims of these blocks. Their origins and status, which follow from the evidence, are
    not counted here; ids are those of the first claim that a block comes from."""
    order = {key: at for at, key in enumerate(articles)}
    return tuple(_claim(claims, block, order) for block in blocks)


def _claim(claims: Sequence[Claim], block: Block[Piece], order: Mapping[str, int]) -> Claim:
    base = claims[block.of[0]]
    if block == Block(tuple((block.of[0], n) for n in range(len(base.evidence))), block.of[:1]):
        return base
    evidence: dict[tuple[str, int, int], Evidence] = {}
    for number, place in block.members:
        piece = claims[number].evidence[place]
        evidence.setdefault((piece.article, piece.start, piece.end), piece)
    own = sorted(evidence.values(), key=lambda e: (order[e.article], e.start, e.end))
    kept = any(e.text == base.text for e in own)
    return msgspec.structs.replace(
        base,
        text=base.text if kept else min(own, key=_fitness).text,
        confidence=_confidence(claims, block, len(own)),
        evidence=tuple(own),
    )


def _fitness(evidence: Evidence) -> tuple[bool, bool, int]:
    length = evidence.end - evidence.start
    outside = max(GOOD_LENGTH[0] - length, length - GOOD_LENGTH[1], 0)
    return evidence.stance != "supports", evidence.said_by is not None, outside


def _confidence(claims: Sequence[Claim], block: Block[Piece], pieces: int) -> float | None:
    """The least of the joins that are left, those by the reader sure."""
    if pieces < 2:
        return None
    known = [claims[n].confidence for n in block.of]
    return min((one for one in known if one is not None), default=DECIDED)
