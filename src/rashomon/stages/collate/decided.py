"""What a reader decided on a story, asked for part by part while it is collated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from rashomon.models import Actor, Claim, Conflict

__all__ = ["AS_FOUND", "Conflicts", "Decided"]

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
