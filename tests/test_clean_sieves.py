"""The sieves before the patterns of wording leave nothing out that a pattern finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.stages.clean import phrases as p
from rashomon.stages.clean import sieves
from rashomon.stages.clean.features import ODD_SIGN
from rashomon.stages.clean.vocabulary import words_of

WORDS = (
    "photo", "Photo:", "PHOTO", "this", "In this", "file", "(L)", ", left", "seen here", "(2R)",
    "watch:", "image shows", "frame grab", "by", "By", "Reporting by", "Ann", "Lee", "writes",
    "is a reporter", "Reuters", "(AP Photo)", "© Example", "A. B. / AFP", "Credit: C",
    "lorem ipsum",
    "dolor sit amet", "May 3, 2024", "2024-05-03", "3.5.2024", "10:30", "our staff", "|",
    "www.x.org",
    "“no”", '"yes"', "cookies policy", "newsletter", "a@b.org", "said", "ſeen", "the port",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS) | st.text("aiKſıİ(1Lé", max_size=4), min_size=1, max_size=8)


def sieve_of(text: str) -> int:
    return words_of([text]).sieves[0]


def holds(text: str, hints: tuple[str, ...]) -> bool:
    return any(hint in text for hint in hints)


@given(TEXTS)
def test_what_a_pattern_finds_its_sieve_lets_through(words: list[str]) -> None:
    text = " ".join(words).strip()
    if not text:
        return
    found = {
        sieves.PLACEHOLDING: holds(text, p.PLACEHOLDER_HINTS),
        sieves.FURNISHED: holds(text, p.FURNITURE_HINTS),
        sieves.CREDITED: holds(text, p.CREDIT_HINTS),
        sieves.CAPTIONED: p.CAPTION.search(text),
        sieves.AUTHOR: not text[0].islower() and p.ABOUT_AUTHOR.match(text),
        sieves.DATED: p.DATE_LINE.match(text),
        sieves.ODD: ODD_SIGN.search(text),
        sieves.QUOTED: holds(text, ('"', "“", "«", "„")),
    }
    by = text.startswith(("By", "by", "BY", "From", "from"))
    found[sieves.REPORTING] = not by and p.REPORTED.match(text)
    sieve = sieve_of(text)
    assert [bit for bit, match in found.items() if match and not sieve & bit] == []


OPENINGS = (
    "The", "the views", "opinions", "expressed", "This site", "website", "uses", "cookies",
    "in case", "you missed", "We", "our", "use", "for more", "you may", "might also like",
    "YouTube", "All", "rights reserved", "by signing up", "clicking", "what", "WhatsApp", "Now",
    "playing", "“", "-",
)  # fmt: skip


@given(st.lists(st.sampled_from(OPENINGS), min_size=1, max_size=6))
def test_what_begins_as_sentences_do_is_let_through_where_it_is_a_button(words: list[str]) -> None:
    text = " ".join(words)
    match = p.FIRST_LETTERS.match(text)
    if match and match[1].lower() in p.OPENERS and not sieve_of(text) & sieves.FURNISHED:
        assert p.OPENED.match(text) or not p.FURNITURE.match(text)


@pytest.mark.parametrize(
    ("text", "bit"),
    [
        ("Nothing of note happened at the harbour.", sieves.CAPTIONED),
        ("Nothing of note happened at the harbour.", sieves.DATED),
        ("Nothing of note happened at the harbour.", sieves.ODD),
    ],
)
def test_plain_sentences_are_spared(text: str, bit: int) -> None:
    assert not sieve_of(text) & bit


def test_words_are_known_again_in_any_batch() -> None:
    first = words_of(["A photo of the pier", "no more"])
    again = words_of(["no more", "A photo of the pier", "of 2024"])
    assert first.sieves == [again.sieves[1], again.sieves[0]]
    assert first.english == [again.english[1], again.english[0]]
    assert again.codes.tolist()[:2] == first.codes.tolist()[-2:]
