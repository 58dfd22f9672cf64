"""What the reading stage was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["ReadSettings"]

MAX_BYTES = 50_000_000
"""An article larger than this is refused: the limit that the issue sets."""


@dataclass(frozen=True)
class ReadSettings:
    """Options of a reading.

    :ivar meta: a CSV file with the columns source, outlet, url, published, title; any of the
        last four may be missing or empty.
    :ivar max_bytes: the size of the largest article that is accepted, uncompressed.
    """

    meta: Path | None = None
    max_bytes: int = MAX_BYTES
