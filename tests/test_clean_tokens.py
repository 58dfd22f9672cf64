"""Words found by a table of bytes are those that the patterns find."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from rashomon.stages.clean.tokens import CONTENT, TOKEN, contents, tokens

NONE = re.compile(r"(?!)")
TEXT = st.text(st.one_of(st.sampled_from("abZ019_ .,-\n\0’“…\u00a0éßİ"), st.characters()))


@given(st.lists(TEXT, max_size=6))
def test_words_as_the_patterns_find_them(texts: list[str]) -> None:
    assert tokens(texts) == [TOKEN.findall(text.casefold()) for text in texts]
    assert contents(texts, NONE) == {w for text in texts for w in CONTENT.findall(text.casefold())}


def test_an_accent_costs_only_its_own_text() -> None:
    assert tokens(["It’s 3_4", "", "Déjà vu"]) == [["it", "s", "3_4"], [], ["déjà", "vu"]]
    assert contents(["a12 cats, no", "Été"], NONE) == {"12", "cats", "été"}


def test_no_contents_where_there_are_wide_characters() -> None:
    assert contents(["plain", "Été"], re.compile("é")) is None
    assert contents(["plain“", "Été"], re.compile("“")) == {"plain", "été"}
