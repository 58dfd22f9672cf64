"""Which time of a report bears out a claimed one."""

from __future__ import annotations

import pytest

from rashomon.models import TimeExpression
from rashomon.stages.verify.amounts import same_time


def _time(value: str) -> TimeExpression:
    return TimeExpression(start=0, end=1, value=value, until=None, reason=None)


@pytest.mark.parametrize(("day", "fits"), [("2031-05-13", True), ("2031-05-20", False)])
def test_a_bare_weekday_is_the_last_or_the_next_one(day: str, fits: bool) -> None:
    source = _time("2031-05-06" if fits else "2031-05-13")
    found = same_time(_time(day), f"Tuesday, {day}", source, "Tuesday", "2031-05-09")
    assert found is fits


@pytest.mark.parametrize(
    ("words", "theirs", "fits"),
    [
        ("the afternoon of May 6", "Tuesday evening", False),
        ("the evening of May 6", "Tuesday night", True),
        ("the afternoon of May 6", "Tuesday", True),
    ],
)
def test_parts_of_a_day_are_told_apart(words: str, theirs: str, fits: bool) -> None:
    assert same_time(_time("2031-05-06"), words, _time("2031-05-06"), theirs) is fits
