"""Joining and parting: what acts on entities, claims and stories have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

__all__ = ["Block", "join", "part"]

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Block(Generic[K]):
    """Members that are taken as one.

    ``of`` are the numbers of the things in the answer that its members come from, the one that
    gives it its name first; ``parted`` is true for what was set apart from the first of them.
    """

    members: tuple[K, ...]
    of: tuple[int, ...]
    parted: bool = False
    name: str | None = None


def join(
    blocks: Sequence[Block[K]], wanted: Sequence[K], name: str | None = None
) -> list[Block[K]]:
    """The blocks that hold any wanted member as one, in the place of the first of them.

    :param name: its name; None keeps that of the first.
    """
    touched = [at for at, block in enumerate(blocks) if set(wanted) & set(block.members)]
    if not touched:
        return list(blocks)
    first = blocks[touched[0]]
    members = [m for at in touched for m in blocks[at].members]
    whole = replace(
        first,
        members=tuple(members),
        of=tuple(dict.fromkeys(n for at in touched for n in blocks[at].of)),
        name=name or first.name,
    )
    gone = set(touched[1:])
    return [whole if at == touched[0] else b for at, b in enumerate(blocks) if at not in gone]


def part(blocks: Sequence[Block[K]], wanted: Sequence[K]) -> list[Block[K]]:
    """Wanted members set apart from the others of their block, right after what is left of it."""
    found: list[Block[K]] = []
    for block in blocks:
        named = tuple(m for m in block.members if m in set(wanted))
        rest = tuple(m for m in block.members if m not in set(wanted))
        if named and rest:
            found.append(replace(block, members=rest))
            found.append(Block(named, block.of, parted=True))
        else:
            found.append(block)
    return found
