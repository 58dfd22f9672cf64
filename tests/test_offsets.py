"""Spans: a slice that does not stand in the text is an error, never silently wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.errors import OffsetError
from rashomon.offsets import cut, overlap, recut, trim

span = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda s: (min(s), max(s)))


@given(st.text(min_size=2), st.data())
def test_what_was_cut_is_recut(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert recut(text, [(start, end)], cut(text, [(start, end)]), "t") == text[start:end]


def test_another_slice_is_an_error() -> None:
    with pytest.raises(OffsetError, match="cuts to 'cd'"):
        recut("abcdef", [(2, 4)], "ce", "claim s1.c1")


@pytest.mark.parametrize("bad", [(-1, 2), (3, 3), (4, 2), (2, 99)])
def test_a_span_outside_the_text_is_an_error(bad: tuple[int, int]) -> None:
    with pytest.raises(OffsetError, match="outside"):
        recut("abcdef", [bad], "", "x")


@given(span, span)
def test_overlap_is_symmetric_and_bounded(a: tuple[int, int], b: tuple[int, int]) -> None:
    assert overlap(a, b) == overlap(b, a)
    assert overlap(a, b) == len(set(range(*a)) & set(range(*b)))


@given(st.text())
def test_trim_leaves_what_strip_leaves(text: str) -> None:
    start, end = trim(text, 0, len(text))
    assert text[start:end] == text.strip()


def test_pieces_are_joined_by_a_space() -> None:
    assert cut("one [box] two", [(0, 3), (10, 13)]) == "one two"
