"""Publication times as articles write them, to ISO 8601."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["DATE_SOURCE", "TIME_SOURCE", "Moment", "find_moment"]

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero",
            "february feb februar février febrero",
            "march mar märz mars marzo",
            "april apr avril abril",
            "may mai mayo",
            "june jun juni juin junio",
            "july jul juli juillet julio",
            "august aug août agosto",
            "september sep sept septembre septiembre",
            "october oct oktober octobre octubre",
            "november nov novembre noviembre",
            "december dec dezember décembre diciembre",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(
    sorted(
        {name.capitalize() for name in MONTHS} | {n.upper() for n in MONTHS},
        key=lambda n: (-len(n), n),
    )
)
_MONTH = rf"(?:{_MONTH})"
_DAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?,?\s+)?"

DATE_SOURCE = (
    rf"{_DAY}(?:{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?(?:\s+of)?\s+{_MONTH}\.?,?\s+\d{{4}}"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4})"
)
TIME_SOURCE = (
    r"(?:\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?(?:[ap]\.?m\.?|[AP]\.?M\.?))?"
    r"|\d{1,2}\s?(?:[ap]\.?m\.?|[AP]\.?M\.?))"
    r"(?:\s?\(?(?:GMT|UTC|BST|CET|CEST|EST|EDT|ET|PST|PDT|PT|CST|CDT|CT|MST|MDT|MSK|IST)\b\)?)?"
)
_FULL = re.compile(
    rf"""(?:(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})
    |(?P<day2>\d{{1,2}})(?:st|nd|rd|th
      |\.)?(?:\s+of)?\s+(?P<month2>{_MONTH})\.?,?\s+(?P<year2>\d{{4}})
    |(?P<iso>\d{{4}}[-.]\d{{2}}[-.]\d{{2}})
    |(?P<first>\d{{1,2}})(?P<mark>[./])(?P<second>\d{{1,2}})[./](?P<year3>\d{{4}}))(?!\d)""",
    re.X,
)
_TIME = re.compile(
    r"""(?<![\d:])(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?::(?P<second>\d{2}))?(?:\.\d+)?\s?
    (?P<half>[ap]\.?m\b\.?|[AP]\.?M\b\.?)?
    \s?\(?(?P<zone>(?:GMT|UTC)[+-]\d{1,2}\b|GMT|UTC|BST|CET|CEST|EST|EDT|ET|PST|PDT|PT|CST|CDT|CT
      |MST|MDT|MSK|IST|JST|Z\b|[+-]\d{2}:?\d{2})?""",
    re.X,
)
OFFSETS = {
    "GMT": 0, "UTC": 0, "Z": 0, "BST": 60, "CET": 60, "CEST": 120, "EST": -300, "EDT": -240,
    "PST": -480, "PDT": -420, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "MSK": 180,
    "JST": 540,
}  # fmt: skip
"""Minutes from UTC. IST is left out: it stands for three zones."""
AMERICAN = {"ET": -300, "CT": -360, "PT": -480}
"""Standard time of zones whose daylight time is read off the date (second Sunday of March to
first Sunday of November, US Energy Policy Act of 2005)."""

Moment = tuple[int, int, str]


def find_moment(text: str) -> Moment | None:
    """The first full date in ``text`` with the time beside it: start, end, ISO 8601 value.

    Of 05/04/2024, whose order nothing tells, the month alone is not known either: the year is
    given. A day over 12 decides the order; with full stops the day comes first.
    """
    match = _FULL.search(text)
    if match is None:
        return None
    day = _day(match)
    if day is None:
        return None
    start, end = match.span()
    if len(day) < 10:
        return start, end, day
    after = _TIME.match(text, _skip(text, end))
    if after and (after["minute"] or after["half"]):
        clock = _clock(after, day)
        if clock:
            return start, after.end(), f"{day}T{clock}"
    before = [
        m for m in _TIME.finditer(text, max(0, start - 30), start) if m["minute"] or m["half"]
    ]
    if before and re.fullmatch(
        r"[\s,|•·on-]*(?:\w{3,9}day,?|on)?[\s,]*", text[before[-1].end() : start]
    ):
        clock = _clock(before[-1], day)
        if clock:
            return before[-1].start(), end, f"{day}T{clock}"
    return start, end, day


def _skip(text: str, at: int) -> int:
    match = re.compile(r"(?:T|\s*[,|•·–-]?\s*(?:at\s+|um\s+|-\s*)?)").match(text, at)
    return match.end() if match else at


def _day(match: re.Match[str]) -> str | None:
    if match["iso"]:
        year, month, day = (int(part) for part in re.split(r"[-.]", match["iso"]))
    elif match["year3"]:
        first, second, year = int(match["first"]), int(match["second"]), int(match["year3"])
        if first > 12 or (match["mark"] == "." and second <= 12):
            day, month = first, second
        elif second > 12:
            month, day = first, second
        elif first == second:
            day = month = first
        else:
            return f"{year:04d}"
    else:
        year = int(match["year"] or match["year2"])
        month = MONTHS[(match["month"] or match["month2"]).lower()]
        day = int(match["day"] or match["day2"])
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _clock(match: re.Match[str], day: str) -> str | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").lower()
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        return None
    second = f":{match['second']}" if match["second"] else ":00"
    return f"{hour:02d}:{minute:02d}{second}{_zone(match['zone'], day)}"


def _zone(name: str | None, day: str) -> str:
    if not name:
        return ""
    if name[0] in "+-":
        return name if ":" in name else f"{name[:3]}:{name[3:]}"
    if name[:3] in ("GMT", "UTC") and len(name) > 3:
        return f"{name[3]}{int(name[4:]):02d}:00"
    if name in AMERICAN:
        minutes = AMERICAN[name] + (60 if _daylight(day) else 0)
    elif name in OFFSETS:
        minutes = OFFSETS[name]
    else:
        return ""
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def _daylight(day: str) -> bool:
    here = date.fromisoformat(day)
    march, november = date(here.year, 3, 8), date(here.year, 11, 1)
    first = march.toordinal() + (6 - march.weekday())
    last = november.toordinal() + (6 - november.weekday())
    return first <= here.toordinal() < last
