"""The patterns of times of day: clocks of 12 and 24 hours, zones, "half past six", "at dawn"."""

from __future__ import annotations

from rashomon.stages.annotate.quantities import numbers_
from rashomon.stages.annotate.times import calendar_

__all__ = ["CLOCK_SOURCES", "DIGITS", "SPACE", "WEEKDAY", "Source"]

Source = tuple[str, tuple[str, ...], str]
"""A kind, lower-case strings of which one stands in every match, and the pattern."""

SPACE = r"\s"
_DAYS = [name.capitalize() for name in calendar_.WEEKDAYS]
WEEKDAY = r"(?:" + "|".join(_DAYS) + "|" + "|".join(name.upper() for name in _DAYS) + ")"
DIGITS = tuple("0123456789")
_ZONE = (
    r"(?:GMT|UTC|BST|CES?T|EES?T|WES?T|MSK|IST|JST|KST|HKT|SGT|A[ED]DT|AEST|[ECMP][SD]?T|"
    r"(?:[A-Z][a-z]+[ ]){1,2}[Tt]ime|local time)"
)
_IN_ZONE = rf"(?:(?P<o>\()?(?P<z>{_ZONE})(?!\w)(?(o)\)))"
_AMPM = r"(?:[AaPp]\.[ ]?[Mm]\b\.?|[AaPp][Mm]\b)"
_SPOKEN = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|midnight|noon|midday|"
    r"1[0-2]|[1-9])"
)
_PAST = r"(?:half|a quarter|quarter|(?:five|ten|twenty|twenty-five|\d\d?)(?: minutes)?)"
_HALVES = ("morning", "afternoon", "evening", "night")

CLOCK_SOURCES: tuple[Source, ...] = (
    (
        "clock",
        DIGITS,
        rf"(?<![\w.,:$€£/])(?<![^mM.][-–])(?P<h>[01]?\d|2[0-4])(?:[:.](?P<n>[0-5]\d)"
        rf")?(?::\d\d)?{SPACE}?(?P<ap>{_AMPM})(?:{SPACE}{_IN_ZONE})?",
    ),
    (
        "clock",
        DIGITS,
        rf"(?<![\w.,:$€£/-])(?P<h>1[0-2]|[1-9])(?:[:.](?P<n>[0-5]\d))?"
        rf"(?=(?:[ ]?[-–][ ]?|[ ](?:to|and|until)[ ])(?:1[0-2]|[1-9])(?:[:.][0-5]\d)?"
        rf"{SPACE}?{_AMPM})",
    ),
    (
        "clock",
        DIGITS,
        rf"(?<![\w.,:$€£/-])(?P<h>[01]?\d|2[0-3])[:.](?P<n>[0-5]\d)"
        rf"(?::[0-5]\d)?(?:{SPACE}?(?:h|hrs|hours)\b)?{SPACE}{_IN_ZONE}",
    ),
    (
        "clock",
        DIGITS,
        r"(?:(?<=at )|(?<=At )|(?<=by )|(?<=around )|(?<=about )|(?<=until )|(?<=from )|"
        r"(?<=since )|(?<=before )|(?<=after )|(?<=till )|(?<=to )|(?<=and )|(?<=between ))"
        r"(?P<h>[01]?\d|2[0-3]):(?P<n>[0-5]\d)(?:[ ]?(?:h|hrs|hours)\b)?(?![\w:.]\d|\w)",
    ),
    (
        "clock",
        DIGITS,
        rf"(?<![\w.,:$€£/-])(?P<h>[01]?\d|2[0-3])[:.](?P<n>[0-5]\d)"
        rf"(?={SPACE}(?:in the (?:early |late )?(?:morning|afternoon|evening)"
        rf"|(?:on{SPACE})?(?:{WEEKDAY}|yesterday|today|tomorrow|this (?:morning|afternoon|"
        rf"evening))))",
    ),
    (
        "clock",
        DIGITS,
        rf"(?<![\w.,:$€£/-])(?P<h>[01]\d|2[0-3])(?P<n>[0-5]\d){SPACE}?"
        rf"(?:(?:hours|hrs|h){SPACE})?{_IN_ZONE}",
    ),
    (
        "clock",
        ("hours", "hrs"),
        rf"(?:(?<=at )|(?<=by )|(?<=until )|(?<=from )|(?<=before )|(?<=after ))"
        rf"(?P<h>[01]\d|2[0-3])(?P<n>[0-5]\d){SPACE}?(?:hours|hrs)(?!\w)",
    ),
    (
        "clock",
        ("noon", "midnight", "midday"),
        rf"(?<![\w-])(?P<h>noon|midday|midnight){SPACE}{_IN_ZONE}",
    ),
    (
        "oclock",
        ("clock",),
        rf"(?<![\w-])(?P<h>{numbers_.NUMBER}){SPACE}?"
        rf"o['’]clock(?:{SPACE}(?:in the (?P<part>morning|afternoon|evening)|at (?P<p2>night)))?"
        rf"(?!\w)",
    ),
    (
        "spoken",
        (" past ", " to "),
        rf"(?<![\w-])(?P<p>(?i:{_PAST})){SPACE}(?P<dir>past|to){SPACE}(?P<h>{_SPOKEN})"
        rf"(?:{SPACE}(?:in the (?P<part>morning|afternoon|evening)|at (?P<p2>night)))?(?![\w-])"
        rf"(?!,\d|\.\d)",
    ),
    (
        "oclock",
        _HALVES,
        rf"(?:(?<=at )|(?<=At )|(?<=by )|(?<=around )|(?<=until )|(?<=before )|(?<=after ))"
        rf"(?P<h>{_SPOKEN})(?:{SPACE}in the (?P<part>morning|afternoon|evening)"
        rf"|{SPACE}at (?P<p2>night)"
        rf"|(?={SPACE}(?:on{SPACE}{WEEKDAY}{SPACE}(?:morning|afternoon|evening|night)"
        rf"|this (?:morning|afternoon|evening)|yesterday (?:morning|afternoon|evening))))(?!\w)",
    ),
    (
        "daypart",
        ("noon", "mid", "dawn", "daybreak", "dusk", "sun", "night", "hours", "morning", "evening"),
        r"(?<![\w-])(?:(?P<r>(?i:noon|midday|midnight|dawn|daybreak|dusk|sunrise|sunset|"
        r"nightfall|overnight))"
        r"|(?:(?<=in )|(?<=In ))(?P<p>the (?:early |late )?(?:morning|afternoon|evening|"
        r"night|early hours|small hours))"
        r"|(?<=the )(?P<q>(?:(?:early|late) )?(?:morning|afternoon|evening|night|small hours|"
        r"early hours)(?= of)))(?![\w-])",
    ),
)  # fmt: skip
