"""The patterns of time expressions, by kind, each with the words of which one stands in a match."""

from __future__ import annotations

import re
from typing import NamedTuple

from rashomon.stages.annotate.quantities import numbers_
from rashomon.stages.annotate.times import calendar_
from rashomon.stages.annotate.times.clocks import CLOCK_SOURCES, DIGITS, SPACE, WEEKDAY, Source
from rashomon.stages.annotate.times.feasts import FEASTS

__all__ = ["PATTERNS", "Pattern"]

_FULL = [name.capitalize() for name in calendar_.MONTHS]
_MONTH = (
    r"(?:" + "|".join(_FULL) + "|" + "|".join(name.upper() for name in _FULL)
    + r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)(?:\.|(?![a-z])))"
)  # fmt: skip
_SHORT_WEEKDAY = r"(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\.?"
_ANY_DAY = rf"(?:{WEEKDAY}|{_SHORT_WEEKDAY})"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w:%]|[.,]\d)"
_YEAR = r"(?:1[5-9]|20)\d\d(?!\d|[.,:]\d)"
_OF_YEAR = rf"(?:,?{SPACE}(?P<y>{_YEAR})|,?{SPACE}(?:of{SPACE})?(?P<ry>last|this|next){SPACE}year)"
_PART = r"(?:early|late|mid|middle|beginning|start|end|close|turn|first half|second half)"
_NAMED_PART = (
    rf"(?:(?P<part>(?i:early|late|mid))(?:{SPACE}(?:in{SPACE})?|[-–])"
    rf"|(?:the{SPACE})?(?P<part2>{_PART}){SPACE}of{SPACE}(?:the{SPACE}year{SPACE}?)?)"
)
_DAYPART = (
    r"(?:(?:early|late|mid-?){0}?)?(?:morning|afternoon|evening|night|lunchtime|mid-?day)".replace(
        "{0}", SPACE
    )
)
_COUNT = rf"(?:{numbers_.NUMBER}|an?|the|several|a few|few|many|a couple of|some|half an?)"
_UNIT = (
    r"(?P<u>[Ss]econd|[Mm]inute|[Hh]our|[Dd]ay|[Nn]ight|[Ww]eek|[Ff]ortnight|[Mm]onth|[Yy]ear|"
    r"[Dd]ecade|[Cc]entury|[Cc]enturie)s?"
)
_HEDGE = (
    rf"(?:(?:(?i:more than|less than|about|around|almost|nearly|just over|over|just under|only|"
    rf"some|just|barely|at least|roughly|exactly)){SPACE})"
)
_LATE = rf"(?:(?P<at>(?i:early|late|earlier|later))(?:{SPACE}on)?{SPACE})?"
_FEAST = "|".join(
    re.escape(name).replace("'", "['’]") for name in sorted(FEASTS, key=lambda n: (-len(n), n))
)
_TENS = "twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties"
_ORDINAL = (
    r"(?:(?:twenty-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|"
    r"eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth)"
)
_DAY_WORD = rf"(?:{_ORDINAL}|thirtieth|thirty-first)"
_OF_PERIOD = (
    rf"(?:{SPACE}of{SPACE}(?:(?:the{SPACE})?(?:(?:fiscal|financial){SPACE})?(?:year{SPACE})?"
    rf"(?P<y>{_YEAR})|(?P<ry>last|this|next){SPACE}(?:(?:fiscal|financial){SPACE})?year|"
    rf"(?P<ty>the|that|the same|the previous|the following){SPACE}(?:(?:fiscal|financial)"
    rf"{SPACE})?year)(?!\w))"
)
_REL = r"(?i:last|next|this past|this coming|this|the coming)"
_SAME = (
    r"(?i:the previous|the following|the preceding|the very same|the very next|the next|"
    r"that same|the same|that)"
)


class Pattern(NamedTuple):
    """A kind, its pattern, and lower-case strings of which one stands in every match.

    ``sieve`` is a cheaper pattern, of the text in small letters, that every match holds.
    """

    kind: str
    pattern: re.Pattern[str]
    triggers: tuple[str, ...]
    sieve: re.Pattern[str] | None


_LENGTHS = (
    r"(?:second|minute|hour|day|night|week|fortnight|month|year|decade|centur|morning|evening)"
)
_SIEVES = {
    "relative": re.compile(_LENGTHS + r"\w*(?:\sand a half)?\s(?:earl|later|bef|after|prior)"),
    "narrative": re.compile(
        r"(?:previous|following|preceding|same|next|that)\s(?:day|night|morning|afternoon|evening|"
        r"week|month|year|decade|spring|summer|autumn|winter)"
    ),
    "window": re.compile(
        r"(?:last|past|next|coming|recent|previous|following)\s(?:[\w.,-]+\s){0,6}" + _LENGTHS
    ),
    "period": re.compile(
        r"(?:last|past|this|next|coming|previous)\s(?:week|month|year|quarter|decade|century)"
    ),
    "ahead": re.compile(r"\bin\s(?:[\w.,-]+\s){1,6}(?:day|week|fortnight|month|year|decade)"),
    "ago": re.compile(r"\sago\b"),
    "spoken": re.compile(r"(?:half|quarter|five|ten|twenty|minutes|\d)\s(?:past|to)\s"),
}


_MONTH_STARTS = tuple(name[:3] for name in calendar_.MONTHS)
_UNITS = ("second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "centur")
_SEASONS = tuple(calendar_.SEASONS)

_SOURCES: tuple[Source, ...] = (
    (
        "date",
        _MONTH_STARTS,
        rf"(?<![\w.])(?:(?:(?i:this|last|next){SPACE})?(?P<w>{_ANY_DAY}),?{SPACE}(?:the{SPACE})?)?"
        rf"(?:(?P<m>{_MONTH}){SPACE}(?:the{SPACE})?(?P<d>{_DAY})"
        rf"(?:(?P<link>{SPACE}?[-–]{SPACE}?|{SPACE}(?:to|and|through|until){SPACE})"
        rf"(?P<d2>{_DAY})(?!{SPACE}{_MONTH}))?"
        rf"|(?<![\d.,:])(?:the{SPACE})?(?P<e>{_DAY}|(?<=the ){_DAY_WORD}(?= of ))"
        rf"(?:(?P<link2>{SPACE}?[-–]{SPACE}?|"
        rf"{SPACE}(?:to|and|until|or){SPACE})(?P<e2>{_DAY}))?"
        rf"{SPACE}(?:of{SPACE})?(?P<n>{_MONTH})(?!\w)){_OF_YEAR}?",
    ),
    (
        "iso",
        DIGITS,
        rf"(?<![\w/-])(?:(?P<w>{_ANY_DAY}),?{SPACE})?"
        rf"(?P<y>(?:19|20)\d\d)(?P<s>[-/])(?P<m>\d\d)(?P=s)(?P<d>\d\d)(?![\w/-])",
    ),
    (
        "numeric",
        DIGITS,
        rf"(?<![\w./-])(?:(?P<w>{_ANY_DAY}),?{SPACE})?(?P<a>\d{{1,2}})(?P<s>[./-])"
        rf"(?P<b>\d{{1,2}})(?P=s)"
        rf"(?P<y>(?:19|20)\d\d|(?<=/)\d\d|(?<=\d\d\.\d\d\.)\d\d)(?![\w/-]|\.\d)",
    ),
    (
        "weekday",
        ("nday", "sday", "iday", "rday"),
        rf"(?<![\w-])(?:(?P<rel>(?i:last|next|this past|this coming|this|every|each)|{_SAME})"
        rf"{SPACE})?{_LATE}"
        rf"(?P<w>{WEEKDAY})(?P<plural>s\b)?(?:{SPACE}(?P<part>{_DAYPART})\b)?"
        rf"(?:{SPACE}(?:of{SPACE})?(?P<week>last|next|this){SPACE}week"
        rf"|{SPACE}(?P<hence>week)(?!{SPACE}(?:before|after|of)))?(?![\w])(?!-\w)",
    ),
    (
        "relday",
        ("today", "yesterday", "tomorrow", "tonight", "last night", "last evening", "before last",
         "this morning", "this afternoon", "this evening", "this very"),
        rf"(?<![\w-]){_LATE}(?P<r>(?i:the day before yesterday|the day after tomorrow|"
        rf"the night before last|yesterday|today|tomorrow|tonight|"
        rf"last (?:night|evening)|this (?:very )?(?:morning|afternoon|evening)))"
        rf"(?:{SPACE}(?P<part>{_DAYPART})\b)?(?![\w-])",
    ),
    (
        "monthday",
        ("1st", "2nd", "3rd", "1th", "2th", "3th", "4th", "5th", "6th", "7th", "8th", "9th", "0th"),
        rf"(?<![\w-])the{SPACE}(?P<d>(?:3[01]|[12]?\d)(?:st|nd|rd|th))"
        rf"(?:{SPACE}of{SPACE}(?P<rel>this|last|next|the){SPACE}month)?(?![\w-])",
    ),
    (
        "month",
        _MONTH_STARTS,
        rf"(?<![\w-])(?:{_NAMED_PART})?(?:(?P<rel>{_REL}){SPACE})?"
        rf"(?P<m>{_MONTH})(?![\w])(?!{SPACE}?\d{{1,2}}(?!\d)){_OF_YEAR}?",
    ),
    (
        "years",
        DIGITS,
        rf"(?<![\w.,$€£/-])(?P<y>{_YEAR}){SPACE}?[-–/]{SPACE}?(?P<z>{_YEAR}|\d\d)(?![\w/-]|"
        rf"[.,]\d)",
    ),
    (
        "fiscal",
        ("fy", "fiscal", "financial"),
        rf"(?<![\w-])(?:FY|(?i:fiscal|financial)(?:{SPACE}year)?){SPACE}?['’]?(?P<y>{_YEAR}|\d\d)"
        rf"(?:[-–/](?P<z>{_YEAR}|\d\d))?(?![\w/-])",
    ),
    (
        "quarter",
        ("quarter",),
        rf"(?<![\w-])(?:(?i:the){SPACE})?(?P<q>(?i:first|second|third|fourth|final|last|1st|2nd|"
        rf"3rd|4th))[ -](?P<k>quarter)(?!s)(?:{_OF_PERIOD}|(?!\w)(?!{SPACE}of\b)(?<!last.quarter)"
        rf"(?:{SPACE}(?P<y2>{_YEAR}))?)",
    ),
    (
        "quarter",
        ("half",),
        rf"(?<![\w-])(?:(?i:the){SPACE})?(?P<q>(?i:first|second|last|latter))[ -](?P<k>half)"
        rf"(?:{_OF_PERIOD}|(?![\w-])(?!{SPACE}of\b))",
    ),
    (
        "quarter",
        ("months of",),
        rf"(?<![\w-])(?:(?i:the){SPACE})?(?P<q>(?i:first|last|final)){SPACE}(?P<n>two|three|four|"
        rf"five|six|seven|eight|nine|ten|eleven|\d\d?){SPACE}(?P<k>months){_OF_PERIOD}",
    ),
    (
        "quarter",
        ("q1", "q2", "q3", "q4", "h1", "h2"),
        rf"(?<![\w-])(?:(?P<y>{_YEAR}){SPACE}?)?(?P<q>[QH][1-4])(?:{SPACE}?(?:of{SPACE})?"
        rf"(?:FY)?(?P<y2>{_YEAR}|['’]\d\d))?(?!\w)",
    ),
    (
        "year",
        DIGITS,
        rf"(?<![\w.,$€£/#-])(?<!\d[-–])(?:{_NAMED_PART}"
        rf")?(?:the{SPACE}year{SPACE})?(?P<y>{_YEAR})(?![\w%/])(?![-–]\d)",
    ),
    (
        "decade",
        ("0s",),
        r"(?<![\w-])(?:the[ ](?:end|start|beginning|middle|close) of[ ])?(?:(?P<the>[Tt]he)[ ])?"
        r"(?:(?i:early|late|later|mid)[ -](?:to[ -]late[ -])?)?"
        r"(?:(?P<y>(?:1[5-9]|20)\d0)s|['’](?P<yy>[2-9]0)s|(?(the)(?P<y3>[2-9]0)s|(?!)))(?!\w)",
    ),
    (
        "decade",
        ("ties",),
        rf"(?<![\w-])(?i:the)[ ](?:(?i:early|late|mid)[ -])?(?:[Nn]ineteen[ -])?"
        rf"(?P<t>(?i:{_TENS}))(?![\w-])",
    ),
    (
        "century",
        ("centur",),
        rf"(?<![\w-])(?:(?i:the){SPACE}(?:end|start|beginning|middle|close|turn){SPACE}of{SPACE})?"
        rf"(?:(?i:the){SPACE})?(?:(?i:early|late|mid)[ -])?"
        rf"(?:(?P<c0>\d\d?(?:st|nd|rd|th)|(?i:{_ORDINAL}))(?:[-–]|{SPACE}(?:to|and|or){SPACE}"
        rf"(?:the{SPACE})?))?(?P<c>\d\d?(?:st|nd|rd|th)|(?i:{_ORDINAL}))[ -]centur(?:y|ies)"
        rf"(?P<bc>{SPACE}BCE?)?(?!\w)",
    ),
    (
        "period",
        ("last", "past", "this", "next", "coming", "previous"),
        rf"(?<![\w-])(?:(?P<edge>(?i:earlier|later|early|late|(?:the )?(?:beginning|start|end|"
        rf"middle|rest|close) of)){SPACE})?"
        rf"(?P<the>[Tt]he{SPACE})?(?P<rel>(?i:last|past|this|next|coming|previous)"
        rf"){SPACE}(?P<u>week|weekend|month|year|quarter|decade|century)"
        rf"(?![\w])(?!-\w)(?!{SPACE}(?:and a half|or two))",
    ),
    (
        "weekend",
        ("weekend",),
        rf"(?<![\w-])(?P<rel>[Tt]he){SPACE}(?P<u>weekend)(?!\w)(?!{SPACE}(?:before|after|of)\b)",
    ),
    (
        "edge",
        ("of the", "of that"),
        rf"(?<![\w-])(?:(?i:the){SPACE})?(?P<edge>(?i:end|start|beginning|middle|close|rest|turn|"
        rf"remainder)){SPACE}of{SPACE}(?P<rel>the|that|the same|the following|the previous)"
        rf"{SPACE}(?P<u>day|week|month|year|decade|century)(?!\w)",
    ),
    (
        "edge",
        (" in the ", " in that "),
        rf"(?<![\w-])(?P<edge>(?i:earlier|later|early|late)){SPACE}in{SPACE}(?P<rel>the|that)"
        rf"{SPACE}(?P<u>day|week|month|year|decade|century)(?!\w)",
    ),
    (
        "edge",
        ("year-end", "year end", "year's end", "year’s end"),
        rf"(?<![\w-])(?:(?P<rel>the){SPACE})?(?P<u>year)(?P<edge>-end|{SPACE}end|['’]s end)(?!\w)",
    ),
    (
        "next_but",
        ("before last", "after next"),
        rf"(?<![\w-])(?i:the){SPACE}(?P<u>week|weekend|month|year){SPACE}(?P<r>before last|"
        rf"after next)(?!\w)",
    ),
    (
        "ago",
        ("ago",),
        rf"(?<![\w-])(?P<h>{_HEDGE})?(?P<c>(?i:{_COUNT}){SPACE}|)"
        rf"(?P<half>and a half{SPACE})?{_UNIT}(?P<and>{SPACE}and a half)?{SPACE}ago(?!\w)"
        rf"(?P<today>{SPACE}(?:today|this week)(?!\w))?",
    ),
    (
        "hence",
        ("week", "fortnight", "from now", "from today", "from tomorrow", "days from", "years from"),
        rf"(?<![\w-])(?P<c>(?i:{_COUNT})){SPACE}(?P<u>day|week|fortnight|month|year)s?"
        rf"(?:{SPACE}(?P<r>from){SPACE}(?P<day>now|today|tomorrow|(?:next{SPACE})?{WEEKDAY})"
        rf"|(?<=week)(?:{SPACE}on)?{SPACE}(?P<day2>{WEEKDAY}|tomorrow|today)"
        rf"|(?<=weeks){SPACE}on{SPACE}(?P<day3>{WEEKDAY})"
        rf"|(?<=fortnight){SPACE}on{SPACE}(?P<day4>{WEEKDAY}))(?!\w)",
    ),
    (
        "ahead",
        (" day", " week", " fortnight", " month", " year", " decade"),
        rf"(?<![\w-])(?i:in){SPACE}(?P<h>{_HEDGE})?(?P<c>(?i:{numbers_.NUMBER}|an?|several|a few|"
        rf"a couple of)){SPACE}(?P<half>and a half{SPACE})?"
        rf"(?P<u>day|week|fortnight|month|year|decade)s?(?P<time>['’]s?{SPACE}time)?(?![\w-])"
        rf"(?!{SPACE}(?:of|or)\b)",
    ),
    (
        "window",
        _UNITS,
        rf"(?<![\w-])(?:(?i:the|these|those){SPACE})?(?P<rel>(?i:last|past|next|coming|"
        rf"recent|previous|following)){SPACE}"
        rf"(?:(?P<c>(?i:{numbers_.NUMBER}|few|several|couple of)){SPACE})?(?P<u>hour|day|"
        rf"night|week|month|year|decade|centurie|quarter|weekend)s(?!\w)",
    ),
    (
        "relative",
        ("earlier", "later", "before", "after", "prior"),
        rf"(?<![\w-])(?P<h>{_HEDGE})?(?P<c>(?i:{_COUNT}){SPACE}|)"
        rf"(?P<half>and a half{SPACE})?(?:{_UNIT}|(?P<dp>(?<=[Tt]he )(?:morning|evening|weekend)))"
        rf"(?P<and>{SPACE}and a half)?{SPACE}"
        rf"(?P<r>earlier|later|before(?=\W|$)|after(?=\W|$)|prior|beforehand|afterwards?)(?!\w)",
    ),
    (
        "narrative",
        ("the ", "that "),
        rf"(?<![\w-])(?:(?P<edge>(?i:later|earlier|late|early))(?:{SPACE}on)?{SPACE})?"
        rf"(?P<r>{_SAME}){SPACE}"
        rf"(?P<u>day|night|morning|afternoon|evening|weekend|week|month|year|decade|spring|summer|"
        rf"autumn|winter)(?!\w)(?!-\w)",
    ),
    (
        "season",
        _SEASONS,
        rf"(?<![\w-])(?:(?P<rel>{_REL}){SPACE}|"
        rf"(?P<the>(?i:the){SPACE})?(?:(?P<part>(?i:early|late|mid))[- ])?)(?P<s>(?i:spring|summer|"
        rf"autumn|fall|winter))"
        rf"(?:{SPACE}(?:of{SPACE})?(?:(?P<y>{_YEAR})(?:[-–/](?P<z>{_YEAR}|\d\d))?|"
        rf"(?P<ry>last|this|next){SPACE}year))?(?![\w-])",
    ),
    (
        "holiday",
        ("day", "eve", "christmas", "easter", "new year", "halloween", "hogmanay", "thanksgiving",
         "july", "epiphany", "pentecost", "juneteenth", "wednesday"),
        rf"(?<![\w-])(?:(?P<rel>{_REL}){SPACE})?(?P<n>(?i:{_FEAST}))(?:{SPACE}(?P<part>{_DAYPART})(?!\w))?"
        rf"(?:,?{SPACE}(?:of{SPACE}|in{SPACE})?(?P<y>{_YEAR})|{SPACE}(?P<ry>last|this|next){SPACE}"
        rf"year)?(?![\w-])",
    ),
    (
        "vague",
        ("recently", "lately", "of late", "while ago", "time ago", "long ago", "not long"),
        r"(?<![\w-])(?i:recently|lately|(?:a (?:little |short |long )?while|(?:some|a (?:short|"
        r"long)) time|(?:not (?:so |too |very )?)?long|moments) ago)(?![\w-])",
    ),
)  # fmt: skip

PATTERNS = tuple(
    Pattern(kind, re.compile(source), triggers, _SIEVES.get(kind))
    for kind, triggers, source in _SOURCES + CLOCK_SOURCES
)
