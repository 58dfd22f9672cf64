"""Times that a source declares in words of its own, as ISO 8601."""

from __future__ import annotations

import re

from rashomon.stages.clean.dates import find_moment

__all__ = ["declared"]

ISO = re.compile(
    r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?)?)?\Z"
)


def declared(value: str | None) -> str | None:
    """The time that a field or column holds, as exact as it stands there.

    :returns: ISO 8601; None where there is no date in it. Of "05/06/2024" only the year is known.
    """
    if value is None or ISO.match(value):
        return value
    found = find_moment(value)
    return found[2] if found else None
