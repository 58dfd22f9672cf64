"""The quick ways through ASCII give what the patterns give."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from rashomon.stages.read.page.cues import CUES, cues_of
from rashomon.stages.read.page.segments import Segment
from rashomon.stages.read.page.wording import TEXT, squashed, wording

TEXTS = st.text('aZé_ 09.!?”’"|İß—\u00a0中٣', min_size=1, max_size=40) | st.sampled_from(
    ("Read more", "By Ann Lee", "“So what?” she said.", "SUBSCRIBE NOW", "Published: 3 May 2024")
)


@given(st.text() | TEXTS)
def test_squashed_text_is_its_letters_and_figures(text: str) -> None:
    assert squashed(text) == "".join(re.findall(r"\w+", text.casefold()))


@given(TEXTS)
def test_the_wording_is_what_patterns_find(text: str) -> None:
    text = " ".join(text.split()) or "a"
    row = dict(zip(TEXT, wording(Segment(text, 0, 0, 0, 0)), strict=True))
    words = re.findall(r"\w+", text)
    letters = max(1, sum(map(len, words)))
    low = text[:300].lower()
    cues = cues_of(low, re.findall(r"\w+", low))
    capitals = len(re.findall(r"\b[^\W\d_a-zà-ÿ]\w*", text))
    assert row["capitals"] == capitals / max(1, len(words))
    assert row["digits"] == sum(map(str.isdigit, text)) / letters
    assert row["ends"] == bool(re.search(r"[.!?…。！？][\"'”’»)\]]*$", text))
    assert row["quoted"] == any(quote in text for quote in '"“”„«»「')
    assert [row[f"cue_{name}"] for name in CUES] == [cues >> n & 1 for n in range(len(CUES))]
