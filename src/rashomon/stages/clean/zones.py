"""Time-zone names beside publication times, to offsets from UTC.

A name that stands for one zone is resolved. One that stands for several (IST: India, Israel,
Ireland) is resolved only where the country of the text is known; else the time keeps no zone.
Offsets: IANA time-zone database.
"""

from __future__ import annotations

import re
from datetime import date

__all__ = ["ZONE_SOURCE", "day_first_of", "offset_of"]

OFFSETS = {
    "GMT": 0, "UTC": 0, "Z": 0, "WET": 0, "WEST": 60, "CET": 60, "MEZ": 60, "CEST": 120,
    "MESZ": 120, "EET": 120, "EEST": 180, "MSK": 180, "МСК": 180, "TRT": 180, "EDT": -240,
    "CDT": -300, "MDT": -360, "PDT": -420, "AKST": -540, "AKDT": -480, "HST": -600,
    "NST": -210, "NDT": -150, "ADT": -180, "BRT": -180, "ART": -180, "COT": -300, "PET": -300,
    "SAST": 120, "CAT": 120, "EAT": 180, "WAT": 60, "IDT": 180, "IRST": 210, "PKT": 300,
    "NPT": 345, "ICT": 420, "WIB": 420, "WITA": 480, "WIT": 540, "HKT": 480, "SGT": 480,
    "MYT": 480, "PHT": 480, "AWST": 480, "ACST": 570, "ACDT": 630, "AEST": 600, "AEDT": 660,
    "JST": 540, "KST": 540, "NZST": 720, "NZDT": 780, "SLST": 330,
}  # fmt: skip
"""Minutes from UTC."""
DAYLIGHT = {"ET": -300, "CT": -360, "MT": -420, "PT": -480}
"""Standard time of zones whose daylight time is read off the date (second Sunday of March to
first Sunday of November, US Energy Policy Act of 2005)."""
AMBIGUOUS = {
    "IST": {"IN": 330, "IL": 120, "IE": 60},
    "CST": {"US": -360, "CA": -360, "MX": -360, "CN": 480, "TW": 480, "CU": -300},
    "BST": {"GB": 60, "BD": 360},
    "AST": {"CA": -240, "PR": -240, "SA": 180, "KW": 180, "QA": 180, "BH": 180},
    "EST": {"US": -300, "CA": -300, "AU": 600},
    "MST": {"US": -420, "CA": -420, "MX": -420, "MY": 480, "MM": 390},
    "PST": {"US": -480, "CA": -480, "PH": 480, "PK": 300},
    "GST": {"AE": 240, "OM": 240, "GS": -120},
}
"""Names of several zones: minutes from UTC by country (ISO 3166-1)."""
USUAL = {"BST": 60, "EST": -300, "MST": -420, "PST": -480, "GST": 240}
"""What such a name stands for where no country speaks for another: papers of the other
countries hardly use it."""
MONTH_FIRST = frozenset(("EDT", "CDT", "MDT", "PDT", "AKDT", "HST", "ET", "CT", "MT", "PT"))
"""Zones of the United States only, whose papers write the month first."""
NEUTRAL = frozenset(("GMT", "UTC", "Z", "PHT", "JST", "KST", *AMBIGUOUS))
"""Zones that tell no order of day and month: of all the world, of several countries, or of one
that writes both orders or the year first. The others are of countries that write the day first
(BST and IST too, whichever country they stand for)."""
_NAMES = sorted({*OFFSETS, *DAYLIGHT, *AMBIGUOUS} - {"Z"}, key=lambda name: (-len(name), name))
ZONE_SOURCE = (
    r"(?:(?:GMT|UTC)\s?[+-−–]?\s?\d{1,2}(?::?\d{2})?(?![\d:/.])"
    rf"|(?:{'|'.join(_NAMES)}|мск)(?!\w)|Z\b|[+-]\d{{2}}:?\d{{2}}(?!\d))"
).replace("[+-−–]", "[+−–-]")
"""A zone as written: a name, a name with its distance, or the distance alone."""
_SHIFTED = re.compile(r"(?:GMT|UTC)?\s?([+−–-])\s?(\d{1,2}):?(\d{2})?")


def offset_of(name: str, day: date, countries: frozenset[str] = frozenset()) -> int | None:
    """Minutes from UTC of a zone as written, on a day, for a text of one of the countries.

    None where the name stands for several zones and no country, or more than one, decides.
    """
    name = name.strip("() ").upper()
    shifted = _SHIFTED.fullmatch(name)
    if shifted:
        minutes = int(shifted[2]) * 60 + int(shifted[3] or 0)
        return minutes if shifted[1] == "+" else -minutes
    if name in DAYLIGHT:
        return DAYLIGHT[name] + (60 if _daylight(day) else 0)
    if name in AMBIGUOUS:
        found = {at for land, at in AMBIGUOUS[name].items() if land in countries}
        if name == "IST" and found & {60, 120} and _european_summer(day) == (found == {120}):
            return None
        return found.pop() if len(found) == 1 else None if found else USUAL.get(name)
    return OFFSETS.get(name)


def day_first_of(name: str) -> bool | None:
    """Whether the papers of a zone's countries write the day first, None where it tells nothing."""
    name = name.strip("() ").upper()
    if name in MONTH_FIRST:
        return False
    if name in ("BST", "IST"):
        return True
    return True if name in OFFSETS and name not in NEUTRAL else None


def _daylight(day: date) -> bool:
    """Whether daylight saving time holds in the United States."""
    march, november = date(day.year, 3, 8), date(day.year, 11, 1)
    first = march.toordinal() + (6 - march.weekday())
    last = november.toordinal() + (6 - november.weekday())
    return first <= day.toordinal() < last


def _european_summer(day: date) -> bool:
    """Whether summer time holds in Europe: last Sunday of March to last Sunday of October."""
    march, october = date(day.year, 3, 31), date(day.year, 10, 31)
    first = march.toordinal() - (march.weekday() + 1) % 7
    last = october.toordinal() - (october.weekday() + 1) % 7
    return first <= day.toordinal() < last
