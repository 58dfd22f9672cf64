"""What a reader asks of a story: what was decided on it, and how sure all else must be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from rashomon.models import Actor, Claim, Conflict
from rashomon.pairmodel import PairModel

__all__ = ["AS_FOUND", "Asked", "Conflicts", "Decided"]

Conflicts = tuple[tuple[Conflict, ...], tuple[Conflict, ...]]
"""Conflicts and developments."""


class Decided(Protocol):
    """Takes what was found and gives back what the reader made of it."""

    def actors(self, actors: Sequence[Actor]) -> tuple[Actor, ...]:
        """The actors of the story; each entity stays in one."""
        ...

    def claims(self, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        """The claims of the story; their origins and ids are told anew from the evidence."""
        ...

    def conflicts(
        self, conflicts: Sequence[Conflict], developments: Sequence[Conflict]
    ) -> Conflicts:
        """The conflicts and developments that are left."""
        ...


class _AsFound:
    """Nothing was decided."""

    def actors(self, actors: Sequence[Actor]) -> tuple[Actor, ...]:
        return tuple(actors)

    def claims(self, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        return tuple(claims)

    def conflicts(
        self, conflicts: Sequence[Conflict], developments: Sequence[Conflict]
    ) -> Conflicts:
        return tuple(conflicts), tuple(developments)


AS_FOUND: Decided = _AsFound()
"""What is found stays as it is."""


@dataclass(frozen=True)
class Asked:
    """What a reader asks.

    :ivar decided: what was decided; it is asked for part by part while the story is collated.
    :ivar least: confidence below which joined claims and quotations, conflicts and developments
        are left out and counted.
    :ivar nli: a model for natural-language inference that the user brings.
    """

    decided: Decided = AS_FOUND
    least: float = 0.0
    nli: PairModel | None = None
