"""What is asked of the end of a text is what its pattern finds anywhere in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.stages.clean.endings import CLOSED, ENDS, STOPPED, closed, ends, stopped

TEXTS = st.text(st.sampled_from("aZ1.!?…。！？」”\"’')]» \n\t\u00a0\u2028\u3000|-,"), max_size=12)


@given(TEXTS)
def test_ends_as_its_pattern_says(text: str) -> None:
    assert ends(text) == (ENDS.search(text) is not None)
    assert closed(text) == (CLOSED.search(text) is not None)
    assert stopped(text) == (STOPPED.search(text) is not None)


@pytest.mark.parametrize(
    ("text", "end", "shut"),
    [("Why?", True, False), ("“Why?”", True, True), ("No. ", True, True), ("so", False, False)],
)
def test_a_question_is_not_closed(text: str, end: bool, shut: bool) -> None:
    assert (ends(text), closed(text)) == (end, shut)
