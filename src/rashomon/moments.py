"""Publication times as moments, so that they can be put in order."""

from __future__ import annotations

from datetime import UTC, datetime

__all__ = ["EARLIEST", "moment"]

EARLIEST = datetime(1, 1, 1, tzinfo=UTC)


def moment(value: str) -> datetime:
    """An ISO 8601 time as a moment; what it leaves open is the least, the zone UTC."""
    if len(value) < len("2024-05-17"):
        year, _, month = value.partition("-")
        return datetime(int(year), int(month or 1), 1, tzinfo=UTC)
    found = datetime.fromisoformat(value)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
