"""Quantities that are no plain number: shares, "one in five", "a couple", "twofold", "a week"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.models import Span
from rashomon.stages.annotate.quantities import exclusions, measures, numbers_, units
from rashomon.stages.annotate.quantities.found import START, Found, hedged
from rashomon.stages.annotate.tree import Tree

__all__ = ["loose"]

_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
          "ninth": 9, "tenth": 10, "twentieth": 20, "hundredth": 100}  # fmt: skip
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_DET = r"(?:of|the|its|their|his|her|all|that|those|these|our|my)"
FRACTION = re.compile(
    START + rf"(?<!and a )(?<!and )(?:(?P<n>an?|{_ONES})[- ])?(?P<d>{'|'.join(_PARTS)}|halves)"
    r"(?P<s>s)?(?![\w-])(?![^\S\n](?:of[^\S\n])?an?[^\S\n])",
    re.IGNORECASE,
)
OF = re.compile(rf"[^\S\n]{_DET}[^\S\n]", re.IGNORECASE)
VERB_AFTER = re.compile(r"[^\S\n](?:were|are|was|is|have|had|has|said|voted|went|came|did|do)\b")
AMOUNT_BEFORE = re.compile(
    r"\b(?:by|to|than|about|nearly|almost|over|under|around|only|just|roughly|as|at least|up to|"
    r"close to|some|least)\s$",
    re.IGNORECASE,
)
CLOSED = re.compile(
    r"[.,;:!?)”\"]|$|[^\S\n](?:and|in|to|since|from|on|after|compared|when|as|this|last|over|"
    r"between|with|but|while|year|within|during|by|for|at|before|or)\b"
)
SIDE_BEFORE = re.compile(
    r"\b(?:first|second|latter|other|top|bottom|northern|southern|eastern|western|upper|lower|"
    r"early|late|each|final|last|better|this|that|next|past)\s$",
    re.IGNORECASE,
)
RATIO = re.compile(
    START + rf"(?P<a>{_ONES}|\d{{1,2}})[^\S\n](?P<in>in(?: every)?|out of(?: every)?)[^\S\n]"
    rf"(?P<b>{_ONES}|ten|twelve|fifteen|twenty|fifty|a hundred|a thousand|\d{{1,2}}|\d0{{2,3}}|"
    r"1,000|10,000)(?![\w-]|[.,:/]?\d|[^\S\n](?:million|billion)\b)",
    re.IGNORECASE,
)
RATIO_SIEVE = re.compile(
    rf"\b(?:\d|{_ONES})\d?\s(?:in|out of)(?: every)?\s(?:\d|{_ONES}|ten|tw|fif|a )"
)
SHARES = frozenset(
    {2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 100, 200, 500, 1000, 10000}
)
FEW_SHARES = frozenset({3, 4, 5, 7, 8, 10, 20, 100, 1000})
PAIR = re.compile(
    rf"(?<![\w-])an? (?P<w>couple|pair)(?= (?:of|more) )"
    rf"(?! of (?:{numbers_.LONG_SCALES}s?|shoes|trousers|glasses|scissors|jeans|boots|socks)\b)",
    re.IGNORECASE,
)
SINGLE = re.compile(
    r"(?<![\w-])(?<!not )(?<!Not )a single (?=[a-z])(?!(?:mother|father|parent|mum|mom|dad|man|"
    r"woman|market|currency|malt|bed|room|ticket|file|day\b|thing))",
    re.IGNORECASE,
)
_LENGTHS = r"second|minute|hour|day|night|week|fortnight|month|year|decade|century"
_EXTENTS = r"mile|kilomet(?:er|re)|met(?:er|re)|ton(?:ne)?|pound|lit(?:er|re)|foot|acre"
AND_HALF = re.compile(
    rf"(?<![\w-])(?P<n>an?|{_ONES}|\d+)[^\S\n](?P<u>{_LENGTHS}|{_EXTENTS})s?[^\S\n]and[^\S\n]a"
    r"[^\S\n](?P<h>half|quarter)(?![\w-])",
    re.IGNORECASE,
)
BARE = re.compile(
    rf"(?:(?<=for )|(?<=For )|(?<=lasted )|(?<=lasting )|(?<=lasts )|(?<=took )|(?<=takes )|"
    rf"(?<=take )|(?<=spent )|(?<=spend )|(?<=within )|(?<=Within )|(?<=after )|(?<=After )|"
    rf"(?<=nearly )|(?<=Nearly )|(?<=almost )|(?<=Almost )|(?<=about )|(?<=than )|(?<=under )|"
    rf"(?<=least )|(?<=up to )|(?<=barely )|(?<=over ))"
    rf"(?P<n>an?)[^\S\n](?P<u>{_LENGTHS}|{_EXTENTS})(?![\w-])(?![^\S\n]and a )"
    r"(?![^\S\n](?:time|or two|ago|later|earlier)\b)",
    re.IGNORECASE,
)
AWAY = re.compile(
    r"(?<![\w-])(?P<n>a)[^\S\n](?P<u>mile|kilomet(?:er|re)|met(?:er|re))[^\S\n]"
    r"(?=(?:away|from|off|long|wide|deep|high|south|north|east|west|inland|out|down|up)\b)",
    re.IGNORECASE,
)
LENGTH_SIEVE = re.compile(rf"\ban?\s(?:{_LENGTHS}|{_EXTENTS})\b|\sand\sa\s(?:half|quarter)\b")
FOLD = re.compile(
    r"(?<![\w])(?P<n>two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|hundred|"
    r"thousand|\d+(?:\.\d+)?)-?fold(?!\w)",
    re.IGNORECASE,
)
DOUBLE = re.compile(
    r"(?<![\w-])(?P<w>double|triple|treble|quadruple)(?=[^\S\n](?:the|its|their|his|her|that|those|"
    r"what|last|this|any|our)\b)",
    re.IGNORECASE,
)
HALF_AS = re.compile(r"(?<![\w-])(?P<w>half)(?=[^\S\n]as[^\S\n][a-z]+)", re.IGNORECASE)
FREQUENCY = re.compile(r"(?<![\w-])(?P<w>once|twice|thrice)(?![\w-])", re.IGNORECASE)
MAGNITUDE = re.compile(
    r"\bmagnitude[- ](?:of[^\S\n])?(?P<n>\d(?:\.\d+)?)(?![\d.]\d)"
    r"|(?<![\w.,])(?P<r>\d(?:\.\d+)?)(?:[- ]magnitude\b|(?=[^\S\n]on the Richter scale))",
    re.IGNORECASE,
)
_MULTIPLES = {"once": 1.0, "twice": 2.0, "thrice": 3.0, "double": 2.0, "triple": 3.0, "treble": 3.0,
              "quadruple": 4.0, "half": 0.5}  # fmt: skip


def loose(text: str, start: int, end: int, tree: Tree) -> Iterator[Found]:
    """The quantities of a stretch of text that hold no plain number, in no order."""
    words = text[start:end].lower()
    if any(part in words for part in _PARTS) or "halves" in words:
        for match in FRACTION.finditer(text, start, end):
            yield from _fraction(text, match)
    if RATIO_SIEVE.search(words):
        for match in RATIO.finditer(text, start, end):
            yield from _ratio(text, match, tree)
    if LENGTH_SIEVE.search(words):
        yield from _lengths(text, start, end)
    yield from _few(text, start, end, words, tree)
    yield from _multiples(text, start, end, words, tree)
    if "magnitude" in words or "richter" in words:
        for match in MAGNITUDE.finditer(text, start, end):
            number = match.span("n" if match["n"] else "r")
            value = float(match["n"] or match["r"])
            span = (number[0], match.end())
            yield hedged(text, span, number, value, None, "magnitude", amount=True)


def _fraction(text: str, match: re.Match[str]) -> Iterator[Found]:
    """A share, in percent, where the words around it tell that it is none of a thing's parts."""
    number = (match["n"] or "").lower()
    whole = numbers_.read(number) if number not in ("", "a", "an") else None
    count = whole.value if whole is not None else 1.0
    name = match["d"].lower().replace("halves", "half")
    before, half = text[max(0, match.start() - 16) : match.start()], name == "half"
    if (not number and not half) or SIDE_BEFORE.search(before):
        return
    if (count > 1) != bool(match["s"] or match["d"].lower() == "halves"):
        return
    told = OF.match(text, match.end()) or (half and VERB_AFTER.match(text, match.end()))
    told = told or (count > 1 and not re.search(r"\b(?:for|in|over) $", before))
    by = AMOUNT_BEFORE.search(before) and CLOSED.match(text, match.end())
    if told or by:
        value = round(100 * count / _PARTS[name], 1)
        span = match.span()
        yield hedged(text, span, span, value, None, "percent", amount=True)


def _ratio(text: str, match: re.Match[str], tree: Tree) -> Iterator[Found]:
    """ "Nine out of ten", "one in 20": a share in percent."""
    part, whole = numbers_.read(match["a"]), numbers_.read(match["b"].replace(",", ""))
    if part is None or whole is None or not 0 < part.value < whole.value:
        return
    shares = SHARES if match["in"][0] in "oO" or part.value == 1 else FEW_SHARES
    if whole.value not in shares or units.UNIT_AFTER.match(text, match.end()):
        return
    index = tree.at(match.start())
    head = tree.tokens[tree.tokens[index].head] if index is not None else None
    if head is not None and part.value > 1 and head.lemma.lower() in measures.HARM:
        return
    value = round(100 * part.value / whole.value, 2)
    yield hedged(text, match.span(), match.span(), value, None, "percent", amount=True)


def _lengths(text: str, start: int, end: int) -> Iterator[Found]:
    """ "A day and a half", "for a week", "a mile from"."""
    for match in AND_HALF.finditer(text, start, end):
        whole = numbers_.read(match["n"]) if match["n"].lower() not in ("a", "an") else None
        value = (whole.value if whole else 1.0) + (0.5 if match["h"].lower() == "half" else 0.25)
        yield _length(text, match, value)
    for pattern in (BARE, AWAY):
        for match in pattern.finditer(text, start, end):
            yield _length(text, match, 1.0)


def _length(text: str, match: re.Match[str], value: float) -> Found:
    span = (match.start(), match.end() - (match[0][-1] == " "))
    return hedged(text, span, match.span("n"), value, None, units.unit(match["u"]), amount=True)


def _few(text: str, start: int, end: int, words: str, tree: Tree) -> Iterator[Found]:
    """ "A couple of windows", "a pair of falcons", "a single vote"."""
    if "a couple" in words or "a pair" in words:
        for match in PAIR.finditer(text, start, end):
            yield from _counted(text, match.span(), 2.0, match["w"].lower() == "couple", tree)
    if "a single" in words:
        for match in SINGLE.finditer(text, start, end):
            yield from _counted(text, (match.start(), match.end() - 1), 1.0, False, tree)


def _counted(text: str, span: Span, value: float, about: bool, tree: Tree) -> Iterator[Found]:
    inside = tree.within(*span)
    if not inside:
        return
    after = span[1] + (3 if text[span[1] : span[1] + 4] == " of " else 0)
    measure = units.UNIT_AFTER.match(text, after)
    if measure is not None:
        wide = (span[0], measure.end())
        one = hedged(text, wide, span, value, None, units.unit(measure[0]), amount=True)
    else:
        noun = measures.counted(tree, inside.start, inside.stop)
        unit = measures.noun_unit(tree, inside, noun)
        one = hedged(text, span, span, value, None, unit, noun=noun)
    yield one._replace(modifier="about") if about and one.modifier == "exactly" else one


def _multiples(text: str, start: int, end: int, words: str, tree: Tree) -> Iterator[Found]:
    if "fold" in words:
        for match in FOLD.finditer(text, start, end):
            number = numbers_.read(match["n"]) or numbers_.read("a " + match["n"])
            if number is not None:
                span = match.span()
                yield hedged(text, span, span, number.value, None, "time", amount=True)
    if "once" in words or "twice" in words or "thrice" in words:
        for match in FREQUENCY.finditer(text, start, end):
            if exclusions.counts_times(text, match, tree):
                yield _multiple(text, match)
    for pattern in (DOUBLE, HALF_AS):
        if not any(word in words for word in ("double", "triple", "treble", "quadr", "half as")):
            break
        for match in pattern.finditer(text, start, end):
            index = tree.at(match.start())
            if index is not None and tree.tokens[index].tag[:2] != "VB":
                yield _multiple(text, match)


def _multiple(text: str, match: re.Match[str]) -> Found:
    value = _MULTIPLES[match["w"].lower()]
    return hedged(text, match.span(), match.span(), value, None, "time", amount=True)
