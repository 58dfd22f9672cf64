"""Quantities of one article: numbers in digits and words with unit, hedge and what they measure.

A quantity's span is the hedge, the number and the unit words ("nearly 230 people", "$240billion",
"two-day"). Conventions:

- Open plurals are lower bounds of one of their unit: "dozens" is at least 12, "scores" at least
  20, "hundreds" at least 100, "tens of thousands" at least 10,000; "several hundred" is at least
  300, "a few thousand" at least 2,000.
- "nearly" and "almost" are ``about``; "under" is kept for "fewer than", "less than", "below".
- A half, a third, a quarter of something is a ``percent``.
- Dates, years, clock times, numbers in names ("G7", "Boeing 747", "Highway 1") and "one" as a
  pronoun are no quantities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rashomon.models import Article, Modifier, Parse, Quantity, Quote, Span
from rashomon.stages.annotate import exclusions, measures, numbers_, times, units
from rashomon.stages.annotate.tree import Tree, quote_at

__all__ = ["find"]

_START = r"(?<!\w)(?<![A-Za-z][-–])(?<!\d[.,:/-])(?<!\d–)(?<![#@/])"
CARDINAL = re.compile(_START + numbers_.NUMBER + r"(?![.,:/]?\d)", re.IGNORECASE)
SECOND = re.compile(
    r"(?P<link>[^\S\n]?[-–—][^\S\n]?|[^\S\n](?:to|and|or)[^\S\n])"
    r"(?P<sign>(?:US)?[$€£¥])?(?P<n>" + numbers_.NUMBER + r")(?![.,:/]?\d)",
    re.IGNORECASE,
)
ORDINAL = re.compile(
    _START
    + r"(?:(?P<digits>\d{1,3}(?:,\d{3})*)(?:st|nd|rd|th)"
    + r"|(?:(?P<tens>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ])?"
    + r"(?P<word>"
    + "|".join(numbers_.ORDINALS)
    + r"))(?![A-Za-z])",
    re.IGNORECASE,
)
FREQUENCY = re.compile(r"(?<![\w-])(?P<w>once|twice|thrice)(?![\w-])", re.IGNORECASE)
FRACTION = re.compile(
    _START + r"(?:(?P<n>an?|one|two|three|four|nine)[- ])?(?:and a )?"
    r"(?P<d>half|third|quarter|fifth|tenth|thirds|quarters|fifths|tenths)"
    r"(?=[^\S\n](?:of|the|its|their|his|her|all)[^\S\n])(?! of an? (?:million|billion|"
    r"trillion))",
    re.IGNORECASE,
)
AGE = re.compile(
    r"\b(?:aged?|age of)[^\S\n](?P<n>\d{1,3})(?![\w.,]?\d|[- ]year)",
    re.IGNORECASE,
)
COMMA_AGE = re.compile(r"(?<=[a-z]),[^\S\n](?P<n>\d{1,2})(?=,[^\S\n]|\)|$)")
PHONE = re.compile(
    r"(?<![\w,.])(?:\+\d{1,3}[ .-]?(?:\(?\d{1,5}\)?[ .-]?)+\d{2,}"
    r"|\(\d{2,5}\)[ .-]?\d{3,}[ .-]?\d*|\d{2,5}[ .-]\d{3,4}[ .-]\d{3,4})(?!\w)"
)
HYPHENED = re.compile(r"-(?P<noun>[a-z]{2,})(?![A-Za-z])")
FREQUENCIES = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
DENOMINATORS = {"half": 2.0, "third": 3.0, "quarter": 4.0, "fifth": 5.0, "tenth": 10.0}


class _Found(NamedTuple):
    """A number with its unit before what it measures is known; ``first``/``last`` its tokens."""

    start: int
    end: int
    number: Span
    value: float | None
    upper: float | None
    unit: str | None
    modifier: Modifier
    noun: int | None = None
    amount: bool = False
    measures: str | None = None


def find(article: Article, parse: Parse, quotes: tuple[Quote, ...]) -> tuple[Quantity, ...]:
    """Quantities in order of the text; they do not overlap each other nor a time expression."""
    tree = Tree(parse)
    found: list[_Found] = []
    for start, end in _stretches(article, parse):
        taken = [(s, e) for s, e in times.spans(article.text, start, end, tree)]
        taken += [m.span() for m in PHONE.finditer(article.text, start, end)]
        found.extend(_apart(_candidates(article.text, start, end, tree), taken))
    return tuple(_quantity(one, tree, quotes) for one in sorted(found))


def _stretches(article: Article, parse: Parse) -> Iterator[Span]:
    """The parsed blocks."""
    for number in dict.fromkeys(parse.blocks):
        yield article.blocks[number].start, article.blocks[number].end


def _apart(found: Iterator[_Found], taken: list[Span]) -> Iterator[_Found]:
    """Candidates that touch nothing taken, the first of each place."""
    for one in found:
        start, end = one.start, one.end
        if all(e <= start or end <= s for s, e in taken):
            taken.append((one.start, one.end))
            yield one


def _candidates(text: str, start: int, end: int, tree: Tree) -> Iterator[_Found]:
    for match in AGE.finditer(text, start, end):
        yield _aged(match.start(), match.end(), match)
    for match in COMMA_AGE.finditer(text, start, end):
        token = tree.at(match.start() - 1)
        if token is not None and tree.tokens[token].pos == "PROPN":
            yield _aged(match.start("n"), match.end("n"), match)
    for match in FRACTION.finditer(text, start, end):
        yield _fraction(text, match)
    skip = start
    for match in CARDINAL.finditer(text, start, end):
        if match.start() < skip:
            continue
        one = _cardinal(text, match, end, tree)
        if one is not None:
            skip = one.end
            yield one
    yield from _ordinals(text, start, end, tree)
    for match in FREQUENCY.finditer(text, start, end):
        if exclusions.counts_times(text, match, tree):
            value = FREQUENCIES[match["w"].lower()]
            yield _hedged(text, match.span(), match.span(), value, None, "time", amount=True)


def _aged(start: int, end: int, match: re.Match[str]) -> _Found:
    value = float(match["n"])
    return _Found(start, end, match.span("n"), value, None, "year", "exactly", measures="age")


def _fraction(text: str, match: re.Match[str]) -> _Found:
    parts = {"a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "nine": 9.0}
    share = (
        parts.get((match["n"] or "a").lower(), 1.0) / DENOMINATORS[match["d"].lower().rstrip("s")]
    )
    value = round(100 * share, 1)
    return _hedged(text, match.span(), match.span(), value, None, "percent", amount=True)


def _hedged(  # noqa: PLR0913 - the parts of one quantity
    text: str,
    span: Span,
    number: Span,
    value: float | None,
    upper: float | None,
    unit: str | None,
    *,
    opened: bool = False,
    noun: int | None = None,
    amount: bool = False,
) -> _Found:
    """Widen a span by the hedges around it and set the modifier they stand for."""
    start, end = span
    modifier: Modifier = "at_least" if opened else "exactly"
    after = numbers_.hedge_after(text, end) or numbers_.hedge_after(text, number[1])
    if after is not None:
        end, modifier = max(end, after[0]), after[1]
    before = numbers_.hedge_before(text, start)
    if before is not None:
        start, modifier = before
    if upper is not None:
        modifier = "between"
    return _Found(start, end, number, value, upper, unit, modifier, noun, amount)


def _cardinal(text: str, match: re.Match[str], stop: int, tree: Tree) -> _Found | None:
    start, end = match.span()
    number = numbers_.read(match[0])
    if number is None:
        return None
    sign = units.CURRENCY_BEFORE.search(text, max(0, start - 6), start)
    if sign is not None:
        start = sign.start()
    value, upper = number.value, None
    second = SECOND.match(text, end, stop)
    if second is not None and _is_range(text, start, second):
        pair = _pair(match[0], number.value, second["n"])
        if pair is None:
            return None
        (value, upper), end = pair, second.end()
        between = re.search(r"\b(?:between|from) $", text[max(0, start - 8) : start], re.IGNORECASE)
        start = start - len(between[0]) if between else start
    if sign is not None:
        code = units.currency(sign[0])
        tail = re.compile(r"[^\S\n](?:US )?dollars?\b").match(text, end)
        return _hedged(
            text,
            (start, tail.end() if tail else end),
            (match.start(), end),
            value,
            upper,
            code,
            opened=number.open,
            amount=True,
        )
    return _with_unit(text, (start, end), match, (value, upper, number.open), tree)


def _is_range(text: str, start: int, second: re.Match[str]) -> bool:
    link = second["link"].strip().lower()
    if link == "and":
        return text[max(0, start - 8) : start].lower().endswith("between ")
    return not (
        link in "-–—" and re.match(r"[-–][a-z]", text[second.end() : second.end() + 2]) and False
    )


def _pair(first: str, value: float, second: str) -> tuple[float, float] | None:
    """Both ends of a range; the scale of the second holds for the first ("10 to 15 million")."""
    other = numbers_.read(second)
    if other is None:
        return None
    bare = value < 1000 and re.fullmatch(r"[\d.]+|[A-Za-z-]+", first.strip()) is not None
    words = re.search(rf"({numbers_.LONG_SCALES}|{numbers_.SHORT_SCALES})$", second.lower().strip())
    if (
        bare
        and words is not None
        and not re.search(r"[a-z]{3}", first.lower()[-4:] if " " in first else "")
    ):
        scale = numbers_.SCALES[words[1]]
        if other.value >= scale and value < scale:
            value *= scale
    return (value, other.value) if other.value > value else None


def _with_unit(
    text: str,
    span: Span,
    match: re.Match[str],
    amount: tuple[float, float | None, bool],
    tree: Tree,
) -> _Found | None:
    """A number that no currency sign precedes: its unit from the words after it or its noun."""
    value, upper, opened = amount
    (start, end), number = span, (match.start(), span[1])
    place = end
    if re.match(r"[^\S\n]of[^\S\n]", text[end : end + 4]) and (opened or match[0][-5:] == "dozen"):
        place = end + 3
    money = units.CURRENCY_AFTER.match(text, place)
    if money is not None and not _is_verb(tree, money.end() - 1):
        code = units.currency(money[0])
        if _weighs(text, start, money):
            code = "pound"
        return _hedged(
            text, (start, money.end()), number, value, upper, code, opened=opened, amount=True
        )
    if re.search(r"\d[mb]$", match[0]):
        return _metres(text, (start, end), match, amount, tree)
    measure = units.UNIT_AFTER.match(text, place)
    if measure is not None:
        name = units.unit(measure[0])
        age = re.search(r"olds?$|of age$", measure[0], re.IGNORECASE) is not None
        one = _hedged(
            text, (start, measure.end()), number, value, upper, name, opened=opened, amount=True
        )
        if exclusions.is_pronoun(match[0], tree, number) and not measure[0].startswith("-"):
            return None
        return one._replace(measures="age") if age else one
    return _counting(text, (start, end), match, amount, tree)


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
    amount: tuple[float, float | None, bool],
    tree: Tree,
) -> _Found | None:
    """ "100m": million where a plural noun follows, else metres; "3b" alone is no number."""
    value, upper, opened = amount
    token = tree.at(span[1] + 1)
    if token is not None and tree.tokens[token].tag in ("NNS", "JJ", "NNPS"):
        return _counting(text, span, match, amount, tree)
    if match[0][-1].lower() == "b":
        return None
    return _hedged(text, span, span, value / 1e6, upper, "metre", opened=opened, amount=True)


def _counting(
    text: str,
    span: Span,
    match: re.Match[str],
    amount: tuple[float, float | None, bool],
    tree: Tree,
) -> _Found | None:
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
        return _hedged(text, span, number, value, upper, hyphened["noun"], amount=True)
    noun = measures.counted(tree, inside.start, inside.stop)
    if noun is None and exclusions.is_no_count(text, number, value, tree):
        return None
    widened = (start, _noun_end(tree, inside.stop, noun, end))
    unit = _noun_unit(tree, inside, noun)
    return _hedged(text, widened, number, value, upper, unit, opened=opened, noun=noun)


def _noun_end(tree: Tree, after: int, noun: int | None, end: int) -> int:
    """End of the counted noun where it follows with nothing but its own modifiers between."""
    if noun is None or not after <= noun <= after + 3:
        return end
    between = tree.tokens[after:noun]
    if all(t.pos in ("ADJ", "NOUN", "PROPN", "PUNCT") or t.text == "of" for t in between):
        return tree.tokens[noun].end
    return end


def _noun_unit(tree: Tree, inside: range, noun: int | None) -> str | None:
    if noun is not None:
        token = tree.tokens[noun]
        lemma = token.lemma.lower()
        nation = token.ent == "NORP" and token.pos in ("PROPN", "NOUN")
        people = lemma in units.PEOPLE or token.text.lower() in measures.STATES
        return "person" if people or nation else lemma
    for index in inside:
        head = tree.tokens[tree.tokens[index].head]
        if head.lemma.lower() in measures.HARM and tree.tokens[index].dep in ("dobj", "nsubjpass"):
            return "person"
    return None


def _ordinals(text: str, start: int, end: int, tree: Tree) -> Iterator[_Found]:
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
        yield _Found(
            match.start(), match.end(), match.span(), value, None, "ordinal", "exactly", noun
        )


def _quantity(one: _Found, tree: Tree, quotes: tuple[Quote, ...]) -> Quantity:
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
        quote=quote_at(quotes, one.start, one.end),
    )
