"""The time of day beside a date."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rashomon.stages.clean.months import weekday_of
from rashomon.stages.clean.zones import ZONE_SOURCE

__all__ = ["Clock", "clock_after", "clock_before"]

_HALF = r"[aApP]\s?\.?\s?[mM]\b\.?|μ\.μ\.|π\.μ\.|[مص](?!\w)"
_FRONT = r"上午|午前|오전|凌晨|早上|中午|下午|午後|오후|晚上"
_TIME = re.compile(
    rf"""(?:(?P<front>{_FRONT})\s?)?
    (?P<hour>\d{{1,2}})
    (?:(?::|\.(?=\d\d(?![\d.%])))(?P<minute>\d{{2}})(?::(?P<second>\d{{2}})(?:\.\d+)?)?
      |\s?[hHu時时시点點](?:\s?(?P<minute2>\d{{2}})\s?[分분]?)?)?
    (?![\d])(?:\s?(?P<half>{_HALF}))?(?:\s?(?:Uhr|uur|hrs|hours|Hrs|IST\ Hrs)\b)?
    (?:\s?[([]?\s?(?P<zone>{ZONE_SOURCE})(?:\s?[)\]])?)?""",
    re.X,
)
_GAP = r"[^\S\n\r]"
_HEAD = rf"(?:T|{_GAP}*[,|•·–—/-]?{_GAP}*\(?{_GAP}*(?:(?:г|р|r|d|m)\.,?{_GAP}*)?"
_WEEKDAY = rf"(?:[（(]?(?P<day>[^\W\d_][\w’'-]{{0,13}})[)）]?(?:[.,]{_GAP}?|{_GAP}))"
_AT = (
    r"(?:(?:at|um|as\sof|às|as|à|a\s(?:las?|les)|alle(?:\sore)?|or[ea]|om|klo|kl\.?|o\sgodz\.?|o"
    rf"|godz\.?|v|в|об|о|saat|la|ώρα|στις|الساعة|ساعت|pukul|jam|@)(?!\w){_GAP}*)?[|,•·–—-]?{_GAP}*)"
)
_LINK = re.compile(f"{_HEAD}{_WEEKDAY}{_AT}", re.I)
_PLAIN_LINK = re.compile(f"{_HEAD}(?P<day>(?!))?{_AT}", re.I)
_BETWEEN = re.compile(
    rf"(?:{_GAP}|[,|•·)–—-])*(?:(?:on|am|le|el|il|em){_GAP})?(?:(?P<day>[^\W\d_]{{2,14}})[.,]?)?"
    rf"(?:{_GAP}|,)*"
)
_INSIDE = re.compile(r"[\d:.,/]\Z")
REACH = 30
"""Characters before a date in which its time may begin."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: where it stands, ``HH:MM:SS``, and the zone as written."""

    start: int
    end: int
    clock: str
    zone: str | None


def clock_after(text: str, at: int) -> Clock | None:
    """The time right behind a date that ends at ``at``."""
    for pattern in (_LINK, _PLAIN_LINK):
        link = pattern.match(text, at)
        if link and (not link["day"] or weekday_of(link["day"]) is not None):
            match = _TIME.match(text, link.end())
            return _clock(match) if match else None
    return None


def clock_before(text: str, low: int, at: int) -> Clock | None:
    """The time right before a date that begins at ``at``, not before ``low``."""
    found = None
    for match in _TIME.finditer(text, max(low, at - REACH), at):
        inside = _INSIDE.search(text, max(low, match.start() - 1), match.start())
        clock = None if inside else _clock(match)
        if clock and _joined(text[clock.end : at]):
            found = clock
    return found


def _joined(between: str) -> bool:
    """Whether nothing but marks and a weekday stands between a time and its date."""
    match = _BETWEEN.fullmatch(between)
    return match is not None and (
        not match["day"] or match["day"] == "on" or weekday_of(match["day"]) is not None
    )


def _clock(match: re.Match[str]) -> Clock | None:
    minute = match["minute"] or match["minute2"]
    marked = match["half"] or match["front"]
    hours = re.search(r"\d[時时시点點hH]", match[0])
    if not (minute or marked or hours):
        return None
    hour = _hour(int(match["hour"]), (match["half"] or match["front"] or "").lower())
    if hour > 23 or int(minute or 0) > 59 or int(match["second"] or 0) > 59:
        return None
    clock = f"{hour:02d}:{int(minute or 0):02d}:{match['second'] or '00'}"
    end = match.end()
    return Clock(match.start(), end, clock, match["zone"])


def _hour(hour: int, half: str) -> int:
    """Of 24, from the hour and the half of the day that is named beside it."""
    late = half.startswith(("p", "م", "μ", "下", "午後", "오후", "晚"))
    early = half.startswith(("a", "ص", "π", "上", "午前", "오전", "凌", "早"))
    if late and hour < 12:
        return hour + 12
    return 0 if early and hour == 12 else hour
