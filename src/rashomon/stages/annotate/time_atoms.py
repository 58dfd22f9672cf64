"""The patterns of time expressions: each finds one kind of atom, by its words alone."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from rashomon.stages.annotate import calendar_, numbers_

__all__ = ["Atom", "atoms"]

SPACE = r"\s"
_FULL = [name.capitalize() for name in calendar_.MONTHS]
_MONTH = (
    r"(?:" + "|".join(_FULL) + "|" + "|".join(name.upper() for name in _FULL)
    + r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)(?:\.|(?![a-z])))"
)  # fmt: skip
_DAYS = [name.capitalize() for name in calendar_.WEEKDAYS]
_WEEKDAY = r"(?:" + "|".join(_DAYS) + "|" + "|".join(name.upper() for name in _DAYS) + ")"
_SHORT_WEEKDAY = r"(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\.?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:%]|[.,]\d)"
_YEAR = r"(?:1[5-9]|20)\d\d(?!\d|[.,:]\d)"
_OF_YEAR = rf"(?:,?{SPACE}(?P<y>{_YEAR})|,?{SPACE}(?:of{SPACE})?(?P<ry>last|this|next){SPACE}year)"
_PART = r"(?:early|late|mid|middle|beginning|start|end|close|first half|second half)"
_NAMED_PART = (
    rf"(?:(?P<part>(?i:early|late|mid))(?:{SPACE}(?:in{SPACE})?|[-–])"
    rf"|the{SPACE}(?P<part2>{_PART}){SPACE}of{SPACE}(?:the{SPACE}year{SPACE}?)?)"
)
_DAYPART = (
    r"(?:(?:early|late|mid-?){0}?)?(?:morning|afternoon|evening|night|lunchtime|mid-?day)".replace(
        "{0}", SPACE
    )
)
_COUNT = rf"(?:{numbers_.NUMBER}|an?|the|several|a few|few|many|a couple of|some)"
_UNIT = r"(?P<u>second|minute|hour|day|night|week|fortnight|month|year|decade|century|centurie)s?"
_HEDGE = (
    rf"(?:(?:(?i:more than|less than|about|around|almost|nearly|just over|over|just under|only|"
    rf"some|just|barely|at least|roughly)){SPACE})"
)
_ZONE = (
    r"(?:GMT|UTC|BST|CES?T|EES?T|MSK|IST|JST|KST|HKT|A[ED]DT|AEST|[ECMP][SD]?T|Eastern Time|"
    r"Pacific Time)"
)
_AMPM = r"(?:[AaPp]\.[ ]?[Mm]\b\.?|[AaPp][Mm]\b)"

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            "date",
            rf"(?<![\w.])(?:(?P<w>{_WEEKDAY}|{_SHORT_WEEKDAY}),?{SPACE}(?:the{SPACE})?)?"
            rf"(?:(?P<m>{_MONTH}){SPACE}(?:the{SPACE})?(?P<d>{_DAY})"
            rf"(?:(?P<link>{SPACE}?[-–]{SPACE}?|{SPACE}(?:to|and|through|until){SPACE})"
            rf"(?P<d2>{_DAY})(?!{SPACE}{_MONTH}))?"
            rf"|(?<![\d.,:])(?P<e>{_DAY})(?:(?P<link2>{SPACE}?[-–]{SPACE}?|{SPACE}(?:to|and|"
            rf"until){SPACE})(?P<e2>{_DAY}))?"
            rf"{SPACE}(?:of{SPACE})?(?P<n>{_MONTH})(?!\w)){_OF_YEAR}?",
        ),
        ("iso", r"(?<![\w/-])(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?![\w/-])"),
        (
            "numeric",
            r"(?<![\w./-])(?P<a>\d{1,2})(?P<s>[./-])(?P<b>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d)"
            r"(?![\w/-])",
        ),
        (
            "weekday",
            rf"(?<![\w-])(?:(?P<rel>(?i:last|next|this past|this coming|this|the following|"
            rf"the previous|the preceding)){SPACE})?"
            rf"(?:(?P<at>(?i:early|late))(?:{SPACE}on)?{SPACE})?"
            rf"(?P<w>{_WEEKDAY})(?P<plural>s\b)?(?:{SPACE}(?P<part>{_DAYPART})\b)?"
            rf"(?:{SPACE}(?P<week>last|next|this){SPACE}week)?(?![\w])(?!-\w)",
        ),
        (
            "relday",
            rf"(?<![\w-])(?P<r>(?i:the day before yesterday|the day after tomorrow|yesterday|"
            rf"today|tomorrow|tonight|"
            rf"last night|this (?:very )?(?:morning|afternoon|evening)))"
            rf"(?:{SPACE}(?P<part>{_DAYPART})\b)?(?![\w-])",
        ),
        (
            "month",
            rf"(?<![\w-])(?:{_NAMED_PART})?(?:(?P<rel>(?i:last|next|this|this past|this coming)"
            rf"){SPACE})?"
            rf"(?P<m>{_MONTH})(?![\w])(?!{SPACE}?\d{{1,2}}(?!\d)){_OF_YEAR}?",
        ),
        (
            "years",
            rf"(?<![\w.,$€£/-])(?P<y>{_YEAR}){SPACE}?[-–/]{SPACE}?(?P<z>{_YEAR}|\d\d)(?![\w/-]|"
            rf"[.,]\d)",
        ),
        (
            "year",
            rf"(?<![\w.,$€£/#-])(?<!\d[-–])(?:{_NAMED_PART}"
            rf")?(?:the{SPACE}year{SPACE})?(?P<y>{_YEAR})(?![\w%/])(?![-–]\d)",
        ),
        ("decade",
            r"(?<![\w-])(?:(?P<part>(?i:early|late|mid))[ -])?(?:the[ ])?(?:(?P<y>(?:1[5-9]|"
            r"20)\d0)s|['’](?P<yy>[2-9]0)s)(?!\w)"),
        (
            "century",
            rf"(?<![\w-])(?:the{SPACE})?(?P<c>\d\d?)(?:st|nd|rd|th)[ -]century(?!\w)",
        ),
        (
            "period",
            rf"(?<![\w-])(?:(?P<edge>(?i:earlier|later|early|late|the beginning of|"
            rf"the start of|the end of|the middle of)){SPACE})?"
            rf"(?:the{SPACE})?(?P<rel>(?i:last|past|this|next|coming|previous)"
            rf"){SPACE}(?P<u>week|weekend|month|year|quarter|decade|century)"
            rf"(?![\w])(?!-\w)(?!{SPACE}(?:and a half|or two))",
        ),
        (
            "ago",
            rf"(?<![\w-])(?P<h>{_HEDGE})?(?P<c>(?i:{_COUNT}){SPACE}|)"
            rf"(?P<half>and a half{SPACE})?{_UNIT}(?P<and>{SPACE}and a half)?{SPACE}ago(?!\w)",
        ),
        (
            "window",
            rf"(?<![\w-])(?:(?i:the|these|those){SPACE})?(?P<rel>(?i:last|past|next|coming|"
            rf"recent|previous|following)){SPACE}"
            rf"(?:(?P<c>(?i:{numbers_.NUMBER}|few|several|couple of)){SPACE})?(?P<u>hour|day|"
            rf"night|week|month|year|decade|centurie|quarter|weekend)s(?!\w)",
        ),
        (
            "relative",
            rf"(?<![\w-])(?P<h>{_HEDGE})?(?P<c>(?i:{_COUNT}){SPACE}|)"
            rf"(?:and a half{SPACE})?{_UNIT}{SPACE}(?P<r>earlier|later|before(?=\W)|after(?=\W)"
            rf"|prior|beforehand|afterwards?)(?!\w)",
        ),
        (
            "narrative",
            rf"(?<![\w-])(?P<r>(?i:the previous|the following|the next|the same|that|"
            rf"the preceding)){SPACE}"
            rf"(?P<u>day|night|morning|afternoon|evening|week|month|year|weekend)(?!\w)(?!-\w)",
        ),
        (
            "season",
            rf"(?<![\w-])(?:(?P<rel>(?i:last|next|this|this past|this coming)){SPACE}|"
            rf"(?:the{SPACE})?(?P<part>(?i:early|late|mid))[- ])?(?P<s>(?i:spring|summer|"
            rf"autumn|fall|winter))"
            rf"(?:{SPACE}(?:of{SPACE})?(?P<y>{_YEAR}))?(?!\w)",
        ),
        (
            "holiday",
            rf"(?<![\w-])(?P<n>Christmas(?: Day| Eve)?|Boxing Day|New Year['’]s (?:Day|Eve)|"
            rf"Valentine['’]s Day|Halloween|"
            rf"July Fourth|Fourth of July|May Day)(?:,?{SPACE}(?P<y>{_YEAR}))?(?!\w)",
        ),
        (
            "clock",
            rf"(?<![\w.,:$€£/-])(?P<h>[01]?\d|2[0-4])(?:[:.](?P<n>[0-5]\d)"
            rf")?(?::\d\d)?{SPACE}?(?P<ap>{_AMPM})"
            rf"(?:{SPACE}\(?(?P<z>{_ZONE}|local time)\)?(?!\w))?",
        ),
        (
            "clock",
            rf"(?<![\w.,:$€£/-])(?P<h>[01]?\d|2[0-3])[:.](?P<n>[0-5]\d)"
            rf"(?::[0-5]\d)?(?:{SPACE}?(?:h|hrs|hours)\b)?"
            rf"{SPACE}\(?(?P<z>{_ZONE}|local time)\)?(?!\w)",
        ),
        ("clock",
            r"(?:(?<=at )|(?<=At )|(?<=by )|(?<=around )|(?<=about )|(?<=until )|(?<=from )|"
            r"(?<=since )|(?<=before )|(?<=after ))(?P<h>[01]?\d|2[0-3]):(?P<n>[0-5]\d)"
            r"(?![\w:.]\d|\w)"),
        (
            "clock",
            rf"(?<![\w.,:$€£/-])(?P<h>[01]\d|2[0-3])(?P"
            rf"<n>[0-5]\d){SPACE}?(?:hours{SPACE})?\(?(?P<z>{_ZONE}|local time)\)?(?!\w)",
        ),
        (
            "oclock",
            rf"(?<![\w-])(?P<h>{numbers_.NUMBER}){SPACE}?"
            rf"o['’]clock(?:{SPACE}in the (?P<part>morning|afternoon|evening))?(?!\w)",
        ),
        (
            "daypart",
            r"(?<![\w-])(?:(?P<r>noon|midday|midnight|dawn|daybreak|dusk|sunrise|sunset|"
            r"nightfall|overnight)"
            r"|(?<=in )(?P<p>the (?:early |late )?(?:morning|afternoon|evening|night|"
            r"early hours|small hours))"
            r"|(?<=the )(?P<q>(?:morning|afternoon|evening|night)(?= of)))(?![\w-])",
        ),
    )
)  # fmt: skip
_DIGITS = tuple("0123456789")
TRIGGERS: dict[str, tuple[str, ...]] = {
    "ago": ("ago",),
    "century": ("centur",),
    "clock": _DIGITS,
    "date": _DIGITS,
    "decade": ("0s",),
    "iso": _DIGITS,
    "numeric": _DIGITS,
    "oclock": ("clock",),
    "relative": ("earlier", "later", "before", "after", "prior"),
    "season": ("spring", "summer", "autumn", "fall", "winter"),
    "year": _DIGITS,
    "years": _DIGITS,
}
"""Lower-case strings of which one stands in every match: most stretches need few patterns."""

KEPT = 1024
"""Stretches whose atoms are kept, as times and quantities both read them."""


class Atom(NamedTuple):
    """One found piece of a time expression and the groups of its pattern."""

    start: int
    end: int
    kind: str
    groups: dict[str, str | None]


@functools.lru_cache(maxsize=KEPT)
def atoms(text: str, start: int, end: int) -> tuple[Atom, ...]:
    """The atoms of a stretch of text, apart, in order; the longest wins at each place."""
    words = text[start:end].lower()
    found = [
        Atom(match.start(), match.end(), kind, match.groupdict())
        for kind, pattern in PATTERNS
        if kind not in TRIGGERS or any(word in words for word in TRIGGERS[kind])
        for match in pattern.finditer(text, start, end)
    ]
    return tuple(_apart(sorted(found, key=lambda atom: (atom.start, -atom.end))))


def _apart(found: list[Atom]) -> Iterator[Atom]:
    reached = -1
    for place, atom in enumerate(found):
        if atom.start < reached:
            continue
        rivals = [other for other in found[place + 1 : place + 6] if other.start < atom.end]
        if any(other.end > atom.end and len_of(other) > 2 * len_of(atom) for other in rivals):
            continue
        reached = atom.end
        yield atom


def len_of(atom: Atom) -> int:
    """Length in code points."""
    return atom.end - atom.start
