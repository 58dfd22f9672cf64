"""Times as web pages declare them, in ISO 8601, as exact as they are given and no more."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

__all__ = ["best_moment", "moment"]

ISO = re.compile(
    r"(\d{4})[-/.](\d\d?)[-/.](\d\d?)"
    r"(?:(?:T|\s+|T\s+)(\d\d?):(\d\d)(?::(\d\d))?(?:[.,]\d+)?\s*(Z\b|[+-]\d\d:?\d\d|[+-]\d\d\b|UTC\b|GMT\b)?)?",
    re.I,
)
COMPACT = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})?)?(?!\d)"
)
EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
MAIL = re.compile(r"^[A-Za-z]{3,9},? \d{1,2}[ -][A-Za-z]{3}[ -]\d{4} \d\d:\d\d")
HYPHENS = re.compile(r"-(?=[A-Za-z]{3}-|\d{4} \d\d:)")
"""Those within the date (01-May-2031), not the sign of a zone."""
WORDED = (
    "%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%B %d, %Y %I:%M %p", "%b %d, %Y %I:%M %p",
    "%B %d, %Y, %I:%M %p", "%B %d, %Y %H:%M:%S", "%d %B %Y %H:%M",
)  # fmt: skip
"""English dates in words, as some meta tags hold them."""
FIRST_YEAR, LAST_YEAR = 1900, 2100


def moment(value: object) -> str | None:
    """The first time in a declared value; None where there is none or it is impossible."""
    if not isinstance(value, str) or not (text := " ".join(value.split())[:80]):
        return None
    for pattern in (ISO, COMPACT):
        if found := pattern.search(text):
            return _iso(found.groups())
    if EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC).isoformat()
    return _mail(text) if MAIL.match(text) else _worded(text)


def _iso(groups: tuple[str | None, ...]) -> str | None:
    """Year, month, day, hour, minute, second and zone in ISO 8601."""
    year, month, day, hour, minute, second, zone = groups
    try:
        date = datetime(int(year or 0), int(month or 0), int(day or 0))
        if hour is not None:
            datetime(2000, 1, 1, int(hour), int(minute or 0), int(second or 0))
    except ValueError:
        return None
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        return None
    if hour is None:
        return f"{date:%Y-%m-%d}"
    time = f"{int(hour):02}:{minute}" + (f":{second}" if second else "")
    return f"{date:%Y-%m-%d}T{time}{_zone(zone)}"


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone.upper() in ("Z", "UTC", "GMT"):
        return "+00:00"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}" if int(digits[:2]) <= 14 else ""


def _mail(text: str) -> str | None:
    try:
        return parsedate_to_datetime(HYPHENS.sub(" ", text)).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _worded(text: str) -> str | None:
    for form in WORDED:
        try:
            found = datetime.strptime(text, form)
        except ValueError:
            continue
        return found.isoformat(timespec="minutes") if "%M" in form else f"{found:%Y-%m-%d}"
    return None


def best_moment(values: Iterable[object]) -> str | None:
    """Of declared times, best source first: the day of the first, as exact as any that agrees.

    A source agrees when its time begins with the same day.
    """
    known = [found for value in values if (found := moment(value))]
    if not known:
        return None
    agreed = [found for found in known if found[:10] == known[0][:10]]
    return max(agreed, key=_exactness)


def _exactness(value: str) -> int:
    """A zone goes before a time of the day, seconds before none; the first of equals is kept."""
    zoned = len(value) > 16 and value[-6] in "+-"
    return 2 * zoned + ("T" in value) + (0 if "T00:00" in value else 1)
