"""Quantities of one article: numbers in digits and words with unit, hedge and what they measure.

A quantity's span is the hedge, the number and the unit words ("nearly 230 people", "$240billion",
"two-day"). Conventions:

- Open plurals are lower bounds of one of their unit: "dozens" is at least 12, "scores" at least
  20, "hundreds" at least 100, "tens of thousands" at least 10,000; "several hundred" is at least
  300, "a few thousand" at least 2,000.
- "nearly" and "almost" are ``about``; "under" is kept for "fewer than", "less than", "below".
- A half, a third, "nine out of ten" of something is a ``percent``; "-5C" is below zero; cents and
  pence are parts of their currency (0.9 GBP for "90p").
- "From 2% to 3%" after a change and "52 votes to 48" are two quantities, "2% to 3%" is one.
- "A couple" is about 2, "a week" is 1 where it lasts ("for a week"), "fourfold" counts times.
- An age is in years, or in months for babies, and measures ``age``. A rank's unit is ``ordinal``.
- Dates, years, clock times, numbers in names ("G7", "Boeing 747", "Highway 1") and "one" as a
  pronoun are no quantities.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from rashomon.models import Article, Parse, Quantity, Quote, Span
from rashomon.stages.annotate.quantities import exclusions, measures, numbers_, units
from rashomon.stages.annotate.quantities.ages import ages
from rashomon.stages.annotate.quantities.found import START, Found, hedged
from rashomon.stages.annotate.quantities.loose import loose
from rashomon.stages.annotate.quantities.ranges import range_at
from rashomon.stages.annotate.times import find as times
from rashomon.stages.annotate.tree import Quoted, Tree

__all__ = ["find"]

CARDINAL = re.compile(START + numbers_.NUMBER + r"(?![.,:/]?\d)", re.IGNORECASE)
ORDINAL = re.compile(
    START
    + r"(?:(?P<digits>\d{1,3}(?:,\d{3})*)(?:st|nd|rd|th)"
    + r"|(?:(?P<tens>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ])?"
    + r"(?P<word>"
    + "|".join(numbers_.ORDINALS)
    + r"))(?![A-Za-z])",
    re.IGNORECASE,
)
PHONE = re.compile(
    r"(?<![\w,.])(?!\d{1,3}(?:[ .]\d{3})+(?![\d-]))(?:\+\d{1,3}[ .-]?(?:\(?\d{1,5}\)?[ .-]?)+\d{2,}"
    r"|\(\d{2,5}\)[ .-]?\d{3,}[ .-]?\d*|\d{2,5}[ .-]\d{3,4}[ .-]\d{3,4})(?!\w)"
)
HYPHENED = re.compile(r"-(?!plus\b|odd\b|ish\b|something\b)(?P<noun>[a-z]{2,})(?![A-Za-z])")
NEGATIVE = re.compile(r"(?:\b(?P<w>[Mm]inus[^\S\n])|(?<![\w)\]])[-−])$")
BELOW_ZERO = re.compile(r"[^\S\n]below (?:zero|freezing)")
SIGNED = frozenset({"degree", "degree Celsius", "degree Fahrenheit", "percent"})


Amount = tuple[float, float | None, bool]
"""Value, upper end of a range, and whether the words leave it open upwards."""


def find(article: Article, parse: Parse, quotes: tuple[Quote, ...]) -> tuple[Quantity, ...]:
    """Quantities in order of the text; they do not overlap each other nor a time expression."""
    tree = Tree(parse)
    taken = bytearray(len(article.text))
    found: list[Found] = []
    for start, end in _stretches(article, parse):
        _take(taken, times.spans(article.text, start, end, tree))
        _take(taken, (m.span() for m in PHONE.finditer(article.text, start, end)))
        found.extend(_apart(_candidates(article.text, start, end, tree), taken))
    quoted = Quoted(quotes)
    return tuple(_quantity(one, tree, quoted) for one in sorted(found))


def _stretches(article: Article, parse: Parse) -> Iterator[Span]:
    """The parsed blocks."""
    for number in dict.fromkeys(parse.blocks):
        yield article.blocks[number].start, article.blocks[number].end


def _take(taken: bytearray, spans: Iterable[Span]) -> None:
    for start, end in spans:
        taken[start:end] = b"\1" * (end - start)


def _apart(found: Iterator[Found], taken: bytearray) -> Iterator[Found]:
    """Candidates that touch nothing taken, the first of each place.

    :param taken: a byte for each character of the text, not 0 where it is taken.
    """
    for one in found:
        if not any(taken[one.start : one.end]):
            _take(taken, [(one.start, one.end)])
            yield one


def _candidates(text: str, start: int, end: int, tree: Tree) -> Iterator[Found]:
    yield from ages(text, start, end, tree)
    yield from loose(text, start, end, tree)
    skip = start
    for match in CARDINAL.finditer(text, start, end):
        if match.start() < skip:
            continue
        one = _cardinal(text, match, end, tree)
        if one is not None:
            skip = one.end
            yield one
    yield from _ordinals(text, start, end, tree)


def _cardinal(text: str, match: re.Match[str], stop: int, tree: Tree) -> Found | None:
    start, end = match.span()
    number = numbers_.read(match[0])
    if number is None or re.match(r"0\d{2,}", match[0]):
        return None
    sign = units.CURRENCY_BEFORE.search(text, max(0, start - 6), start)
    if sign is not None:
        start = sign.start()
    value, upper = number.value, None
    pair = range_at(text, (start, end), value, end, stop)
    if pair is not None and pair.lower is None:
        # "5-4": a score, held back so that neither number is read alone
        return None
    if pair is not None:
        value, upper, end = pair.lower or 0.0, pair.upper, pair.end
        start = _opening(text, start)
    amount = (value, upper, number.open)
    if sign is not None:
        return _money(text, (start, end), match, amount, units.currency(sign[0]), tree)
    return _with_unit(text, (start, end), match, amount, stop, tree)


def _opening(text: str, start: int) -> int:
    """Start of a range with its "between" or "from"."""
    between = re.search(r"\b(?:between|from) $", text[max(0, start - 8) : start], re.IGNORECASE)
    return start - len(between[0]) if between else start


def _money(
    text: str,
    span: Span,
    match: re.Match[str],
    amount: Amount,
    code: str | None,
    tree: Tree,
) -> Found:
    value, upper, opened = amount
    tail = re.compile(r"[^\S\n](?:US )?dollars?\b").match(text, span[1])
    span = (span[0], tail.end() if tail else span[1])
    if code in units.CENTS:
        code, value = (code or "")[:3], round(value / 100, 6)
        upper = None if upper is None else round(upper / 100, 6)
    number = (match.start(), span[1])
    one = hedged(text, span, number, value, upper, code, opened=opened, amount=True)
    if one.modifier == "over" and _about(text, one.start, span, tree):
        one = one._replace(start=span[0], modifier="exactly")
    return one


def _about(text: str, hedge: int, span: Span, tree: Tree) -> bool:
    """Whether "over" is "because of": "held over $2m raid"."""
    if text[hedge : span[0]].strip().lower() != "over":
        return False
    following = tree.at(span[1] + 1)
    before = tree.at(hedge - 2) if hedge >= 2 else None
    if following is None or before is None or tree.tokens[following].start != span[1] + 1:
        return False
    return tree.tokens[following].tag == "NN" and tree.tokens[before].pos in (
        "VERB",
        "NOUN",
        "PROPN",
    )


def _with_unit(  # noqa: PLR0911 - one return a case
    text: str,
    span: Span,
    match: re.Match[str],
    amount: Amount,
    stop: int,
    tree: Tree,
) -> Found | None:
    """A number that no currency sign precedes: its unit from the words after it or its noun."""
    value, upper, opened = amount
    (start, end), number = span, (match.start(), span[1])
    place = end
    if re.match(r"[^\S\n]of[^\S\n]", text[end : end + 4]) and (opened or match[0][-5:] == "dozen"):
        place = end + 3
    money = units.CURRENCY_AFTER.match(text, place)
    if money is not None and not _is_verb(tree, money.end() - 1):
        code = "pound" if _weighs(text, start, money) else units.currency(money[0])
        span, amount = _second(text, (start, money.end()), match, amount, stop, units.currency)
        return _money(text, span, match, amount, code, tree)
    if re.search(r"\d\s?[mb]$", match[0]):
        return _metres(text, (start, end), match, amount, tree)
    measure = units.UNIT_AFTER.match(text, place)
    if measure is None:
        return _counting(text, (start, end), match, amount, tree)
    name = units.unit(measure[0])
    if exclusions.is_pronoun(match[0], tree, number) and not measure[0].startswith("-"):
        return None
    if name == "time" and re.match(r"[^\S\n](?:Square|Online)", text[measure.end() :][:8]):
        return None
    span, (value, upper, opened) = _second(
        text, (start, measure.end()), match, amount, stop, units.unit
    )
    span, value = _signed(text, span, name, value)
    one = hedged(text, span, number, value, upper, name, opened=opened, amount=True)
    if re.search(r"olds?$|of age$", measure[0], re.IGNORECASE) or _old(text, measure.end()):
        return one._replace(measures="age")
    return one


def _old(text: str, end: int) -> bool:
    return re.match(r"[^\S\n]old\b", text[end : end + 5]) is not None


def _second(
    text: str,
    span: Span,
    match: re.Match[str],
    amount: Amount,
    stop: int,
    name: Callable[[str], str | None],
) -> tuple[Span, Amount]:
    """The other end of "5% to 7%", where the unit stands behind both."""
    value, upper, opened = amount
    if upper is not None or opened:
        return span, amount
    pair = range_at(text, match.span(), value, span[1], stop)
    if pair is None or pair.lower is None:
        return span, amount
    pattern = units.UNIT_AFTER if name is units.unit else units.CURRENCY_AFTER
    unit = pattern.match(text, pair.end)
    if unit is None or name(unit[0]) != name(text[match.end() : span[1]]):
        return span, amount
    return (_opening(text, span[0]), unit.end()), (pair.lower, pair.upper, False)


def _signed(text: str, span: Span, unit: str | None, value: float) -> tuple[Span, float]:
    """A temperature or share below zero: "minus five degrees", "-0.3%", "5C below zero"."""
    if unit not in SIGNED:
        return span, value
    minus = NEGATIVE.search(text, max(0, span[0] - 6), span[0])
    if minus is not None:
        return (minus.start(), span[1]), -value
    below = BELOW_ZERO.match(text, span[1])
    return ((span[0], below.end()), -value) if below is not None else (span, value)


def _is_verb(tree: Tree, offset: int) -> bool:
    token = tree.at(offset)
    return token is not None and tree.tokens[token].pos == "VERB"


def _weighs(text: str, start: int, money: re.Match[str]) -> bool:
    if not re.match(r"[ -]?pounds?$", money[0], re.IGNORECASE):
        return False
    before = text[max(0, start - 30) : start].lower()
    return money[0].startswith("-") or "weigh" in before or text[money.end() :][:4] == " of "


def _metres(
    text: str,
    span: Span,
    match: re.Match[str],
    amount: Amount,
    tree: Tree,
) -> Found | None:
    """ "100m": million where a plural noun follows, else metres; "3b" alone is no number."""
    value, upper, opened = amount
    token = tree.at(span[1] + 1)
    apart = match[0][-2:-1].isspace()
    if token is not None and not apart and tree.tokens[token].tag in ("NNS", "JJ", "NNPS"):
        return _counting(text, span, match, amount, tree)
    if match[0][-1].lower() == "b":
        return None
    return hedged(text, span, span, value / 1e6, upper, "metre", opened=opened, amount=True)


def _counting(
    text: str,
    span: Span,
    match: re.Match[str],
    amount: Amount,
    tree: Tree,
) -> Found | None:
    """A number of things, or a bare number."""
    value, upper, opened = amount
    start, end = span
    number = (match.start(), end)
    inside = tree.within(*number)
    if not inside or exclusions.is_glued(text, end) or exclusions.in_name(text, number, tree):
        return None
    if exclusions.is_pronoun(match[0], tree, number):
        return None
    hyphened = HYPHENED.match(text, end)
    if hyphened is not None and hyphened["noun"] in numbers_.ORDINALS:
        return None
    if hyphened is not None:
        span = (start, hyphened.end())
        return hedged(text, span, number, value, upper, hyphened["noun"], amount=True)
    behind = numbers_.hedge_after(text, end)
    stop = inside.stop if behind is None else tree.within(start, behind[0]).stop
    noun = measures.counted(tree, inside.start, stop)
    if noun is None and exclusions.is_no_count(text, number, value, tree):
        return None
    widened = (start, _noun_end(tree, stop, noun, end))
    unit = measures.noun_unit(tree, inside, noun)
    return hedged(text, widened, number, value, upper, unit, opened=opened, noun=noun)


def _noun_end(tree: Tree, after: int, noun: int | None, end: int) -> int:
    """End of the counted noun where it follows with nothing but its own modifiers between."""
    if noun is None or not after <= noun <= after + 3:
        return end
    between = tree.tokens[after:noun]
    if all(t.pos in ("ADJ", "NOUN", "PROPN", "PUNCT") or t.text == "of" for t in between):
        return tree.tokens[noun].end
    return end


def _ordinals(text: str, start: int, end: int, tree: Tree) -> Iterator[Found]:
    for match in ORDINAL.finditer(text, start, end):
        index = tree.at(match.start())
        if index is None or not exclusions.ranks(match, index, tree):
            continue
        if match["digits"]:
            value = float(match["digits"].replace(",", ""))
        else:
            value = float(numbers_.ORDINALS[match["word"].lower()])
            value += numbers_.SMALL.get((match["tens"] or "").lower(), 0.0)
        inside = tree.within(*match.span())
        noun = measures.counted(tree, inside.start, inside.stop)
        yield Found(
            match.start(), match.end(), match.span(), value, None, "ordinal", "exactly", noun
        )


def _quantity(one: Found, tree: Tree, quoted: Quoted) -> Quantity:
    inside = tree.within(one.number[0], one.end if one.amount else one.number[1])
    words = one.measures
    if words is None and len(inside):
        words = measures.measured(tree, inside.start, inside.stop, one.noun, amount=one.amount)
    return Quantity(
        start=one.start,
        end=one.end,
        value=one.value,
        upper=one.upper,
        unit=one.unit,
        modifier=one.modifier,
        measures=words,
        quote=quoted.at(one.start, one.end),
    )
