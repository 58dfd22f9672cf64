"""The parts of the checker: the checked text, amounts, times, quoted words, opposites."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.models import Quantity, TimeExpression
from rashomon.stages.verify import Written, article_of, sentences_of
from rashomon.stages.verify.amounts import same_amount, same_time
from rashomon.stages.verify.elements import quoted_parts
from rashomon.stages.verify.lexicon import countries, one_folk, opposite, related, synonyms, weight

TEXTS = st.text(st.sampled_from("aB.“”\"'’ \n\r\t-*#>1.)é🙂"), max_size=80)


@given(TEXTS)
def test_blocks_lie_in_order_and_leave_out_only_marks(text: str) -> None:
    blocks = article_of(Written(text), None).blocks
    assert all(0 <= b.start < b.end <= len(text) for b in blocks)
    assert all(a.end <= b.start for a, b in pairwise(blocks))
    covered = {place for b in blocks for place in range(b.start, b.end)}
    left = {text[place] for place in range(len(text)) if place not in covered}
    assert all(c.isspace() or c in "-*•#>.)1" for c in left)


def test_a_wrapped_paragraph_is_one_block_and_list_items_are_several() -> None:
    text = "One line that\nruns on here.\n- first thing\n- second thing\n\n# Head"
    blocks = article_of(Written(text), None).blocks
    told = [text[b.start : b.end] for b in blocks]
    assert told == ["One line that\nruns on here.", "first thing", "second thing", "Head"]


@given(TEXTS)
def test_quoted_words_stand_where_they_are_said_to(text: str) -> None:
    for start, end, words in quoted_parts(text, 7):
        cut = text[start - 7 : end - 7].lower()
        assert cut.startswith(words.split()[0])
        assert cut.endswith(words.split()[-1])


def test_quoted_words_are_cut_where_something_is_left_out() -> None:
    text = "He said “it was [the dam] broken ... for good” and 'left'."
    assert [words for *_, words in quoted_parts(text)] == ["it was", "broken", "for good"]


def quantity(value: float, unit: str | None, modifier: str = "exactly", upper=None) -> Quantity:
    return Quantity(
        start=0, end=1, value=value, upper=upper, unit=unit, modifier=modifier, measures=None
    )


@pytest.mark.parametrize(
    ("claim", "source", "same"),
    [
        (quantity(36, "foot", "about"), quantity(11, "metre"), True),
        (quantity(46, "foot", "about"), quantity(11, "metre"), False),
        (quantity(10_000, "hectare", "about"), quantity(9_800, "hectare"), True),
        (quantity(10_000, "hectare"), quantity(9_800, "hectare"), False),
        (quantity(1_000, "person", "about"), quantity(905, "person"), True),
        (quantity(4, "mile", "over"), quantity(7, "kilometre"), True),
        (quantity(9, "mile", "over"), quantity(7, "kilometre"), False),
        (quantity(100, "person", "under"), quantity(90, "person"), True),
        (quantity(10, "person", "between", upper=20), quantity(15, "person"), True),
        (quantity(41, "degree Celsius"), quantity(105.8, "degree Fahrenheit"), True),
        (quantity(5, "EUR"), quantity(5, "USD"), False),
        (quantity(5, None), quantity(5, "person"), True),
        (quantity(2, "decade", "over"), quantity(21, "year"), True),
    ],
)
def test_amounts_are_compared_across_units_and_rounding(
    claim: Quantity, source: Quantity, same: bool
) -> None:
    assert same_amount(claim, source) is same


@given(st.floats(1, 1e9), st.sampled_from(["person", "metre", None]))
def test_an_amount_bears_itself_out(value: float, unit: str | None) -> None:
    assert same_amount(quantity(value, unit), quantity(value, unit))


def time(value: str | None, until: str | None = None) -> TimeExpression:
    return TimeExpression(start=0, end=1, value=value, until=until)


@pytest.mark.parametrize(
    ("claim", "words", "source", "theirs", "same"),
    [
        (time("2025-03-07"), "March 7, 2025", time("2025-03-07"), "Friday", True),
        (time("2025-03-08"), "March 8, 2025", time("2025-03-07"), "Friday", False),
        (time("2025-03"), "in March", time("2025-03-07"), "Friday", True),
        (time("2025-03-07"), "March 7", time("2025-03"), "in March", False),
        (time("2025-02-28"), "on Friday", time("2025-03-07"), "Friday", True),
        (time("2025-03-14"), "March 14", time("2025-03-07"), "Friday", True),
        (time("2025-03-07T08:00"), "at 8 a.m.", time("2025-03-07T09:00"), "at 9 a.m.", False),
        (time("2025-03-07"), "March 7", time("2025-03-07T09:00"), "at 9 a.m.", True),
        (time(None), "at noon", time(None), "At  noon", True),
        (time(None), "on Monday", time("2025-03-10"), "10 March", True),
        (time(None), "on Monday", time("2025-03-11"), "11 March", False),
    ],
)
def test_times_are_compared_by_what_they_mean(
    claim: TimeExpression, words: str, source: TimeExpression, theirs: str, same: bool
) -> None:
    assert same_time(claim, words, source, theirs) is same


def test_words_of_one_act_and_of_its_opposite() -> None:
    assert synonyms("pledge", "promise")
    assert opposite("reject", "accept")
    assert not opposite("accept", "approve")
    assert opposite("likely", "unlikely")
    assert related("arrive", "arrival")
    assert not related("cat", "car")
    assert weight("the") == 0
    assert 0 < weight("year") < weight("zeppelin") <= 1


def test_countries_are_known_by_their_people_and_no_others() -> None:
    assert [code for *_, code in countries("A Belgian court and the United Kingdom")] == [
        "BE",
        "GB",
    ]
    assert one_folk("karvelia", "karvelian")
    assert not one_folk("brandt", "brandenburg")


def test_json_of_a_brief_is_one_sentence_a_line() -> None:
    rows = [{"text": text, "citations": []} for text in ("One  two.", "B.")]
    found = sentences_of(json.dumps({"stories": [{"brief": rows}]}), "x.json")
    assert found.text == "One two.\nB."
    assert found.spans == [(0, 8), (9, 11)]
    assert sentences_of("{no JSON", "x").brief is None
