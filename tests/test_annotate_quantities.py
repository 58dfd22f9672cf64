"""Quantities: value, unit, hedge and what is measured, in invented sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import article as make_article
from rashomon.models import Article, Quantity, Quote
from rashomon.stages.annotate.parser import SpacyParser
from rashomon.stages.annotate.quantities import find as quantities
from rashomon.stages.annotate.quantities.numbers_ import read

PARSER = SpacyParser()


def article(text: str) -> Article:
    """An article of one body block."""
    return make_article(text, gap="")


def found(text: str, quotes: tuple[Quote, ...] = ()) -> tuple[Quantity, ...]:
    """Quantities of a text."""
    one = article(text)
    return quantities.find(one, PARSER.parse([one])[0], quotes)


def rows(text: str) -> list[tuple[object, ...]]:
    """Span text, value, upper, unit and modifier of each quantity."""
    return [
        (text[one.start : one.end], one.value, one.upper, one.unit, one.modifier)
        for one in found(text)
    ]


CASES = [
    ("Twelve people were killed.", "Twelve people", 12, None, "person", "exactly"),
    ("The blast killed at least 12 people.", "at least 12 people", 12, None, "person", "at_least"),
    ("The blast wounded 34.", "34", 34, None, "person", "exactly"),
    ("Nearly 230 homes burned down.", "Nearly 230 homes", 230, None, "home", "about"),
    ("About 40 miners are missing.", "About 40 miners", 40, None, "person", "about"),
    ("Some 300 residents fled.", "Some 300 residents", 300, None, "person", "about"),
    ("More than 1,200 houses were hit.", "More than 1,200 houses", 1200, None, "house", "over"),
    ("Over 50 flights were cancelled.", "Over 50 flights", 50, None, "flight", "over"),
    ("Up to 80 workers may strike.", "Up to 80 workers", 80, None, "person", "at_most"),
    ("Fewer than 20 boats returned.", "Fewer than 20 boats", 20, None, "boat", "under"),
    ("Almost 90 students marched.", "Almost 90 students", 90, None, "person", "about"),
    ("No fewer than 15 ships left.", "No fewer than 15 ships", 15, None, "ship", "at_least"),
    ("As many as 60 cars burned.", "As many as 60 cars", 60, None, "car", "at_most"),
    ("An estimated 5,000 fans came.", "An estimated 5,000 fans", 5000, None, "person", "about"),
    ("Roughly 25 trucks were stuck.", "Roughly 25 trucks", 25, None, "truck", "about"),
    ("Just over 70 teachers resigned.", "Just over 70 teachers", 70, None, "person", "over"),
    ("Two dozen soldiers arrived.", "Two dozen soldiers", 24, None, "person", "exactly"),
    ("A dozen families moved out.", "A dozen families", 12, None, "family", "exactly"),
    ("Half a dozen boats sank.", "Half a dozen boats", 6, None, "boat", "exactly"),
    ("Dozens of villagers were hurt.", "Dozens of villagers", 12, None, "person", "at_least"),
    ("Scores of people were hurt.", "Scores of people", 20, None, "person", "at_least"),
    ("Hundreds of protesters gathered.", "Hundreds of protesters", 100, None, "person", "at_least"),
    ("Thousands of homes lost power.", "Thousands of homes", 1000, None, "home", "at_least"),
    (
        "Tens of thousands of fans sang.",
        "Tens of thousands of fans",
        10000,
        None,
        "person",
        "at_least",
    ),
    ("Several hundred farmers came.", "Several hundred farmers", 300, None, "person", "at_least"),
    ("A few thousand books were lost.", "A few thousand books", 2000, None, "book", "at_least"),
    ("Half a million people voted.", "Half a million people", 500_000, None, "person", "exactly"),
    (
        "The city has 1.5 million people.",
        "1.5 million people",
        1_500_000,
        None,
        "person",
        "exactly",
    ),
    (
        "Two and a half million votes were cast.",
        "Two and a half million votes",
        2.5e6,
        None,
        "vote",
        "exactly",
    ),
    (
        "One hundred and twenty seats are vacant.",
        "One hundred and twenty seats",
        120,
        None,
        "seat",
        "exactly",
    ),
    ("Twenty-two sailors were rescued.", "Twenty-two sailors", 22, None, "person", "exactly"),
    ("One person was killed.", "One person", 1, None, "person", "exactly"),
    ("Three Norwegian soldiers died.", "Three Norwegian soldiers", 3, None, "person", "exactly"),
    ("It cost $240billion.", "$240billion", 2.4e11, None, "USD", "exactly"),
    ("It cost 240 bn dollars.", "240 bn dollars", 2.4e11, None, "USD", "exactly"),
    ("The firm paid €1.2m.", "€1.2m", 1.2e6, None, "EUR", "exactly"),
    ("She won £3,000 in court.", "£3,000", 3000, None, "GBP", "exactly"),
    ("They pledged 2 billion US dollars.", "2 billion US dollars", 2e9, None, "USD", "exactly"),
    ("A fine of $1.5 million was set.", "$1.5 million", 1.5e6, None, "USD", "exactly"),
    ("He owes about $47bn.", "about $47bn", 4.7e10, None, "USD", "about"),
    ("The loan is worth 300 million euros.", "300 million euros", 3e8, None, "EUR", "exactly"),
    ("It costs A$50 a day.", "A$50", 50, None, "AUD", "exactly"),
    ("The budget is US$12 million.", "US$12 million", 1.2e7, None, "USD", "exactly"),
    ("It raised 5,000 rubles.", "5,000 rubles", 5000, None, "RUB", "exactly"),
    ("They spent 80 million yuan.", "80 million yuan", 8e7, None, "CNY", "exactly"),
    ("The price is EUR 40.", "EUR 40", 40, None, "EUR", "exactly"),
    ("Ticket sales reached ¥900 million.", "¥900 million", 9e8, None, "JPY", "exactly"),
    (
        "It lost tens of millions of dollars.",
        "tens of millions of dollars",
        1e7,
        None,
        "USD",
        "at_least",
    ),
    ("It pays up to £30k a year.", "up to £30k", 30000, None, "GBP", "at_most"),
    ("It costs $10-15 million.", "$10-15 million", 1e7, 1.5e7, "USD", "between"),
    ("Prices rose 12 %.", "12 %", 12, None, "percent", "exactly"),
    ("Prices rose 12 percent.", "12 percent", 12, None, "percent", "exactly"),
    ("Prices rose 3.5 per cent.", "3.5 per cent", 3.5, None, "percent", "exactly"),
    ("Prices rose by nearly 8%.", "nearly 8%", 8, None, "percent", "about"),
    (
        "Support fell by two percentage points.",
        "two percentage points",
        2,
        None,
        "percentage point",
        "exactly",
    ),
    (
        "Between 10 and 15 percent agreed.",
        "Between 10 and 15 percent",
        10,
        15,
        "percent",
        "between",
    ),
    ("A third of the voters stayed home.", "A third", 33.3, None, "percent", "exactly"),
    ("More than half of the crops failed.", "More than half", 50, None, "percent", "over"),
    ("Two-thirds of the members agreed.", "Two-thirds", 66.7, None, "percent", "exactly"),
    ("From 10 to 15 people were hurt.", "From 10 to 15 people", 10, 15, "person", "between"),
    ("It needs 10-15 workers.", "10-15 workers", 10, 15, "person", "between"),
    ("It hit 20 to 30 homes.", "20 to 30 homes", 20, 30, "home", "between"),
    ("Two or three boats came.", "Two or three boats", 2, 3, "boat", "between"),
    ("It may take 5 to 10 million years.", "5 to 10 million years", 5e6, 1e7, "year", "between"),
    ("He made a two-day visit.", "two-day", 2, None, "day", "exactly"),
    ("The talks lasted six hours.", "six hours", 6, None, "hour", "exactly"),
    ("The siege lasted more than three weeks.", "more than three weeks", 3, None, "week", "over"),
    ("She was jailed for 18 months.", "18 months", 18, None, "month", "exactly"),
    ("They waited half an hour.", "half an hour", 0.5, None, "hour", "exactly"),
    ("He toured three nations.", "three nations", 3, None, "nation", "exactly"),
    ("He began a three-nation tour.", "three-nation", 3, None, "nation", "exactly"),
    ("They proposed a twelve-point plan.", "twelve-point", 12, None, "point", "exactly"),
    ("The quake struck 30 km from the port.", "30 km", 30, None, "kilometre", "exactly"),
    ("The town is 40 miles away.", "40 miles", 40, None, "mile", "exactly"),
    ("He stands over 6ft.", "over 6ft", 6, None, "foot", "over"),
    ("Snow of 20 centimetres fell.", "20 centimetres", 20, None, "centimetre", "exactly"),
    ("It reached 41 degrees Celsius.", "41 degrees Celsius", 41, None, "degree Celsius", "exactly"),
    ("It was 38°C in the shade.", "38°C", 38, None, "degree Celsius", "exactly"),
    ("Police seized 2 tonnes of salt.", "2 tonnes", 2, None, "tonne", "exactly"),
    ("The parcel weighed 12 pounds.", "12 pounds", 12, None, "pound", "exactly"),
    ("Winds reached 120 km/h.", "120 km/h", 120, None, "kilometre per hour", "exactly"),
    ("It covers a 100-square-mile area.", "100-square-mile", 100, None, "square mile", "exactly"),
    ("The fire burned 900 acres.", "900 acres", 900, None, "acre", "exactly"),
    ("A man aged 34 was held.", "aged 34", 34, None, "year", "exactly"),
    ("A 34-year-old man was held.", "34-year-old", 34, None, "year", "exactly"),
    ("Anna Berg, 41, was not hurt.", "41", 41, None, "year", "exactly"),
    ("The meeting was their fourth encounter.", "fourth", 4, None, "ordinal", "exactly"),
    ("They marked the 75th anniversary.", "75th", 75, None, "ordinal", "exactly"),
    ("It was his twenty-first goal.", "twenty-first", 21, None, "ordinal", "exactly"),
    ("She called him twice.", "twice", 2, None, "time", "exactly"),
    ("He was arrested three times.", "three times", 3, None, "time", "exactly"),
    ("They meet once a year.", "once", 1, None, "time", "exactly"),
    ("The sale drew 300+ bidders.", "300+ bidders", 300, None, "bidder", "at_least"),
    ("It takes 20 minutes or more.", "20 minutes or more", 20, None, "minute", "at_least"),
    ("Officials counted 6,301 dead.", "6,301 dead", 6301, None, "person", "exactly"),
    ("Five Syrians were detained.", "Five Syrians", 5, None, "person", "exactly"),
    ("Six members of the crew drowned.", "Six members", 6, None, "person", "exactly"),
]


@pytest.mark.parametrize(("text", "span", "value", "upper", "unit", "modifier"), CASES)
def test_quantity(
    text: str, span: str, value: float, upper: float | None, unit: str, modifier: str
) -> None:
    """Each sentence holds exactly this quantity or has it among its quantities."""
    assert (span, value, upper, unit, modifier) in rows(text)


@pytest.mark.parametrize(
    "text",
    [
        "The leaders met on May 16, 2024.",
        "It began in 1998.",
        "The plane landed at 8:10 p.m. on Tuesday.",
        "One of the men left.",
        "No one was there.",
        "The G7 met again.",
        "A Boeing 747 landed safely.",
        "Highway 1 was closed.",
        "He crashed on lap 48.",
        "Call +44 20 7946 0958 for help.",
        "The F-16 was not seen.",
        "Covid-19 spread again.",
        "One day he will return.",
        "The two of them left.",
        "At once he left the hall.",
        "He had once lived there.",
        "The Second World War ended.",
    ],
)
def test_no_quantity(text: str) -> None:
    """Dates, names, pronouns and idioms are no quantities."""
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "span", "measures"),
    [
        ("12 people were killed in the blast.", "12 people", "people killed"),
        ("The blast killed 12 people.", "12 people", "people killed"),
        ("The attack killed at least 12.", "at least 12", "killed"),
        ("A bomb went off, wounding 34.", "34", "wounded"),
        ("Trade between the nations has boomed, hitting $240billion.", "$240billion", "trade"),
        ("He promised $2 billion in military aid.", "$2 billion", "military aid"),
        ("About 12 percent of voters stayed away.", "About 12 percent", "voters"),
        ("He made a two-day visit.", "two-day", "visit"),
        ("The death toll rose to 45.", "45", "death toll"),
        ("Prices rose 5 percent.", "5 percent", "prices risen"),
        ("A 34-year-old man was held.", "34-year-old", "age"),
    ],
)
def test_measures(text: str, span: str, measures: str) -> None:
    """What is counted comes with the verb it belongs to, whichever way it is put."""
    by_span = {text[one.start : one.end]: one.measures for one in found(text)}
    assert by_span.get(span) == measures


def test_quote_index() -> None:
    """A quantity inside a quotation carries its index, one outside none."""
    text = 'The mayor said "we saw 40 boats" after 12 houses burned.'
    start, end = text.index('"') + 1, text.rindex('"')
    quote = Quote(
        kind="direct",
        act="speech",
        spans=((start, end),),
        cue=None,
        speaker=None,
        speaker_entity=None,
    )
    assert [(one.value, one.quote) for one in found(text, (quote,))] == [(40, 0), (12, None)]


@pytest.mark.parametrize(
    ("words", "value"),
    [("3,000", 3000), ("1.5 million", 1.5e6), ("a quarter of a million", 250_000), ("2½", 2.5),
     ("two thousand five hundred", 2500), ("240bn", 2.4e11), ("ninety-nine", 99)],
)  # fmt: skip
def test_read(words: str, value: float) -> None:
    """Numbers in digits and in words have one value."""
    number = read(words)
    assert number is not None
    assert number.value == value


WORDS = st.sampled_from(
    "12 $5 m 3.5 percent people between 10-15 and to 1,2 half a million dozens of at least "
    "the once first 2nd €3bn km -5 ½ 1/2 ( ) , . 6ft one hundred 99999999999999 \n ’s 5–6 "
    "aged".split(" ")
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=25).map(" ".join) | st.text(max_size=60))
def test_any_text_has_exact_spans(text: str) -> None:
    """Whatever the text: no error, spans inside it, in order, apart."""
    last = 0
    for one in found(text):
        assert last <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        assert one.upper is None or one.value is not None
        last = one.end
