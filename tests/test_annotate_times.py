"""Time expressions: span and value, in invented sentences."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import Piece
from making import article as make_article
from rashomon.models import Article, TimeExpression
from rashomon.stages.annotate.parser import SpacyParser
from rashomon.stages.annotate.times import find as times

PARSER = SpacyParser()
PUBLISHED = "2024-05-17T09:30:00+02:00"
"""A Friday."""


def article(text: str, published: str | None = PUBLISHED, head: str = "") -> Article:
    """An article of one body block, with a byline block before it where ``head`` is given."""
    pieces: list[Piece] = [("byline", head), text] if head else [text]
    return make_article(*pieces, gap="\n" if head else "", published=published)


def found(one: Article) -> tuple[TimeExpression, ...]:
    """Time expressions of an article."""
    return times.find(one, PARSER.parse([one])[0])


def rows(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str | None, str | None]]:
    """Span text, value and end of each expression."""
    one = article(text, published)
    return [(one.text[time.start : time.end], time.value, time.until) for time in found(one)]


CASES = [
    ("They met on Thursday.", "Thursday", "2024-05-16", None),
    ("They met on Friday.", "Friday", "2024-05-17", None),
    ("They met on Saturday.", "Saturday", "2024-05-11", None),
    ("They will meet on Saturday.", "Saturday", "2024-05-18", None),
    ("They are due to meet on Monday.", "Monday", "2024-05-20", None),
    ("The court is expected to rule on Tuesday.", "Tuesday", "2024-05-21", None),
    ("They met last Thursday.", "last Thursday", "2024-05-16", None),
    ("They will meet next Wednesday.", "next Wednesday", "2024-05-22", None),
    ("They met on Monday last week.", "Monday last week", "2024-05-06", None),
    ("The vote was held late on Thursday.", "late on Thursday", "2024-05-16", None),
    ("He left on Thursday evening.", "Thursday evening", "2024-05-16", None),
    ("THURSDAY was calm.", "THURSDAY", "2024-05-16", None),
    ("They met yesterday.", "yesterday", "2024-05-16", None),
    ("The talks ended today.", "today", "2024-05-17", None),
    ("The talks end tomorrow.", "tomorrow", "2024-05-18", None),
    ("The talks end tonight.", "tonight", "2024-05-17", None),
    ("Rain fell last night.", "last night", "2024-05-16", None),
    ("He arrived this morning.", "this morning", "2024-05-17", None),
    ("He arrived yesterday morning.", "yesterday morning", "2024-05-16", None),
    ("He left the day before yesterday.", "the day before yesterday", "2024-05-15", None),
    ("He was here last month.", "last month", "2024-04", None),
    ("It opens next month.", "next month", "2024-06", None),
    ("It closed last year.", "last year", "2023", None),
    ("It opens next year.", "next year", "2025", None),
    ("It rained all this year.", "this year", "2024", None),
    ("He flew there earlier this week.", "earlier this week", "2024-05-13", "2024-05-17"),
    ("He returned last week.", "last week", "2024-05-06", "2024-05-12"),
    ("They play next week.", "next week", "2024-05-20", "2024-05-26"),
    ("It snowed last weekend.", "last weekend", "2024-05-11", "2024-05-12"),
    ("The law was passed in December.", "December", "2023-12", None),
    ("The law was passed in March.", "March", "2024-03", None),
    ("The law will take effect in December.", "December", "2024-12", None),
    ("The law will take effect in March.", "March", "2025-03", None),
    ("It began in February 2022.", "February 2022", "2022-02", None),
    ("It began on 24 February last year.", "24 February last year", "2023-02-24", None),
    ("It began in May last year.", "May last year", "2023-05", None),
    ("They met on May 16.", "May 16", "2024-05-16", None),
    ("They met on 16 May 2024.", "16 May 2024", "2024-05-16", None),
    ("They met on May 16, 2024.", "May 16, 2024", "2024-05-16", None),
    ("They met on Thursday, May 16, 2024.", "Thursday, May 16, 2024", "2024-05-16", None),
    ("They met on the 3rd of April.", "the 3rd of April", "2024-04-03", None),
    ("They met on Dec. 31.", "Dec. 31", "2023-12-31", None),
    ("They met on Sept 9, 2016.", "Sept 9, 2016", "2016-09-09", None),
    ("They will meet on January 5.", "January 5", "2025-01-05", None),
    ("The file is dated 2024-05-03.", "2024-05-03", "2024-05-03", None),
    ("The file is dated 17.05.2024.", "17.05.2024", "2024-05-17", None),
    ("The file is dated 25/12/2023.", "25/12/2023", "2023-12-25", None),
    ("The file is dated 12/25/2023.", "12/25/2023", "2023-12-25", None),
    ("It was built in 1998.", "1998", "1998", None),
    ("The 2015 deal fell apart.", "2015", "2015", None),
    ("It has grown since 2019.", "2019", "2019", None),
    ("It was built in early 2021.", "early 2021", "2021", None),
    ("It was found in late April.", "late April", "2024-04", None),
    ("It was found at the end of April.", "the end of April", "2024-04", None),
    ("It was found in mid-March.", "mid-March", "2024-03", None),
    ("It fell two days ago.", "two days ago", "2024-05-15", None),
    ("It fell a year ago.", "a year ago", "2023", None),
    ("It fell three months ago.", "three months ago", "2024-02", None),
    ("It fell 10 years ago.", "10 years ago", "2014", None),
    ("It fell two weeks ago.", "two weeks ago", "2024-05-03", None),
    ("Sales rose in March and April.", "March", "2024-03", None),
    ("Sales rose in March and April.", "April", "2024-04", None),
    ("Sales rose between March and April.", "March and April", "2024-03", "2024-04"),
    ("It ran from Monday to Thursday.", "Monday to Thursday", "2024-05-13", "2024-05-16"),
    ("It ran from 2019-2021.", "2019-2021", "2019", "2021"),
    ("It ran from 2019 to 2021.", "2019 to 2021", "2019", "2021"),
    ("It ran in 2020-21.", "2020-21", "2020", "2021"),
    ("It ran between 2015 and 2018.", "2015 and 2018", "2015", "2018"),
    ("It ran on May 3-5.", "May 3-5", "2024-05-03", "2024-05-05"),
    ("It ran from 3 to 5 May 2023.", "3 to 5 May 2023", "2023-05-03", "2023-05-05"),
    ("It ran from May 3 to May 9.", "May 3 to May 9", "2024-05-03", "2024-05-09"),
    ("It left at 8:10pm on Thursday.", "8:10pm on Thursday", "2024-05-16T20:10", None),
    ("It left on Thursday at 6.40pm.", "Thursday at 6.40pm", "2024-05-16T18:40", None),
    ("It left at 10am today.", "10am today", "2024-05-17T10:00", None),
    (
        "It left at 20:15 GMT on Thursday.",
        "20:15 GMT on Thursday",
        "2024-05-16T20:15:00+00:00",
        None,
    ),
    (
        "It left May 17, 2024, 4:04 a.m. ET.",
        "May 17, 2024, 4:04 a.m. ET",
        "2024-05-17T04:04:00-04:00",
        None,
    ),
    ("He arrived at dawn yesterday.", "dawn yesterday", "2024-05-16", None),
    ("On Thursday the shop shut at 5pm.", "5pm", "2024-05-16T17:00", None),
    ("It grew over the past two years.", "the past two years", "2022", "2024"),
    ("It grew in the last 10 days.", "the last 10 days", "2024-05-07", "2024-05-17"),
    ("It will grow in the next three months.", "the next three months", "2024-05", "2024-08"),
    ("It was hot last summer.", "last summer", "2023-06", "2023-08"),
    ("They met in the summer of 2016.", "the summer of 2016", "2016-06", "2016-08"),
    ("They wed in spring 2023.", "spring 2023", "2023-03", "2023-05"),
    ("It was common in the 1990s.", "the 1990s", "1990", "1999"),
    ("It is a problem of the 21st century.", "the 21st century", "2001", "2100"),
    ("They met on Christmas Eve.", "Christmas Eve", "2023-12-24", None),
    ("It sank on New Year's Day 2020.", "New Year's Day 2020", "2020-01-01", None),
    ("It closed in the last quarter.", "the last quarter", "2024-01", "2024-03"),
]


@pytest.mark.parametrize(("text", "span", "value", "until"), CASES)
def test_time(text: str, span: str, value: str, until: str | None) -> None:
    """Each sentence holds just this expression with just this value (or has it among others)."""
    assert (span, value, until) in rows(text)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("It fell more than a year ago.", "more than a year ago"),
        ("It fell only days ago.", "only days ago"),
        ("Two days earlier he had left.", "Two days earlier"),
        ("The previous day he had left.", "The previous day"),
        ("It came weeks before the vote.", "weeks before"),
        ("Prices fell in recent months.", "recent months"),
        ("The shop opens on Sundays.", "Sundays"),
        ("The file is dated 05/06/2023.", "05/06/2023"),
        ("It was dated February 30, 2023.", "February 30, 2023"),
    ],
)
def test_open(text: str, span: str) -> None:
    """What cannot be resolved has no value and says why."""
    one = article(text)
    by_span = {one.text[time.start : time.end]: time for time in found(one)}
    assert by_span[span].value is None
    assert by_span[span].reason


@pytest.mark.parametrize(
    "text",
    [
        "He may leave.",
        "They march in step.",
        "He paid $2000 for it.",
        "He stayed for two days.",
        "A two-day visit followed.",
        "About 2000 people came.",
        "He read the New York Times.",
        "She runs 1500 metres.",
        "Second, he was late.",
        "She read it in USA Today.",
        "The Women's March filled the square.",
    ],
)
def test_no_time(text: str) -> None:
    """Durations, amounts and words that look like months are no time expressions."""
    assert rows(text) == []


def test_nothing_is_known_without_a_date() -> None:
    """Without any date a weekday stays open, a full date does not."""
    assert rows("They met on Thursday.", None) == [("Thursday", None, None)]
    assert rows("They met on May 16, 2024.", None) == [("May 16, 2024", "2024-05-16", None)]


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        (
            "They met on Thursday. The previous day he had flown in.",
            "The previous day",
            "2024-05-15",
        ),
        ("They met on May 3. Two days later they parted.", "Two days later", "2024-05-05"),
        (
            "The trains met on Wednesday. It was around 5:10 a.m. then.",
            "5:10 a.m.",
            "2024-05-15T05:10",
        ),
    ],
)
def test_told_day(text: str, span: str, value: str) -> None:
    """A time of day and "the previous day" refer to the day that the sentence before tells."""
    assert (span, value, None) in rows(text)


def test_date_of_the_byline() -> None:
    """The only full date of a byline counts as the day of publication."""
    one = article("They met yesterday.", None, "By Anna Berg, May 17, 2024")
    assert [time.value for time in found(one)] == ["2024-05-16"]


def test_date_of_the_happening() -> None:
    """The date that the text gives most dates weekdays near it, not "yesterday"."""
    text = (
        "They met on May 16, 2024. A photo of May 16, 2024. He left on Friday. She left yesterday."
    )
    one = article(text, None)
    assert [time.value for time in found(one)] == ["2024-05-16", "2024-05-16", "2024-05-17", None]


def test_year_that_fits_the_weekday() -> None:
    """A weekday with its day and the last year named leave one year."""
    text = "They met on Thursday, May 16. The war began in February 2022. It grew last year."
    one = article(text, None)
    assert [time.value for time in found(one)] == ["2024-05-16", "2022-02", "2023"]


def test_published_year_only() -> None:
    """A publication time without a day still gives the year."""
    assert rows("They met on May 16, having met last year.", "2024") == [
        ("May 16", "2024-05-16", None),
        ("last year", "2023", None),
    ]


PIECES = st.sampled_from(
    "Thursday May 16 , 2024 on at 8:10pm last week year ago two days earlier this the end of to - "
    "and 2019 -21 tomorrow GMT 31 February 99 0 next between Monday 1990s century 17.05.2024 dawn "
    "Christmas \n summer 13:61 May".split(" ")
)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=60),
    st.sampled_from([PUBLISHED, None, "2024", "2024-02-29", "0001-01-01", "9999-12-31", "x"]),
)
def test_any_text(text: str, published: str | None) -> None:
    """Whatever the text: no error, exact spans in order and apart, values that are ISO 8601."""
    one = article(text, published)
    last = 0
    for time in found(one):
        assert last <= time.start < time.end <= len(one.text)
        last = time.end
        assert (time.value is None) == (time.reason is not None)
        if time.value and len(time.value) == 10:
            date.fromisoformat(time.value)
        if time.until:
            assert time.value is not None
            assert time.until > time.value


def test_a_couple_of_days_ago_stays_open() -> None:
    (one,) = found(article("The mill burned down a couple of days ago."))
    assert one.value is None
    assert one.reason
