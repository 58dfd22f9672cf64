"""Quotation marks, cues, speakers. All texts are invented."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import article
from rashomon.models import Article, BlockKind, Quote
from rashomon.offsets import cut
from rashomon.stages.annotate.entities import find as entities
from rashomon.stages.annotate.parser import SpacyParser
from rashomon.stages.annotate.quotes import find as quotes
from rashomon.stages.annotate.quotes import marks


def said(*blocks: str | tuple[BlockKind, str]) -> tuple[Article, tuple[Quote, ...], dict[str, str]]:
    """The quotations of an article, and the names of its entities by id."""
    one = article(*blocks)
    parse = SpacyParser().parse([one])[0]
    named = entities.find(one, parse)
    return one, quotes.find(one, parse, named), {e.id: e.name for e in named.entities}


def words(one: Article, quote: Quote) -> tuple[str, str | None, str | None]:
    """Content, cue and speaker in words."""
    cue = None if quote.cue is None else one.text[slice(*quote.cue)]
    speaker = None if quote.speaker is None else one.text[slice(*quote.speaker)]
    return cut(one.text, quote.spans), cue, speaker


def parts(*blocks: str | tuple[BlockKind, str]) -> list[list[str]]:
    one = article(*blocks)
    return [[one.text[s:e] for s, e in m.parts] for m in marks.find(one)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “we are ready” today.", [["we are ready"]]),
        ('He said "we are ready" today.', [["we are ready"]]),
        ("He said ‘we aren’t ready’ today.", [["we aren’t ready"]]),
        ("He said 'we aren't ready' today.", [["we aren't ready"]]),
        ("He said «we are ready» today.", [["we are ready"]]),
        ("He said „we are ready“ today.", [["we are ready"]]),
        ("He said ''we are ready'' today.", [["we are ready"]]),
        ("The bakers’ oven and the millers’ wheel stood still.", []),
        ("It was '62 and the bakers' oven stood still.", []),
        ("‘The bakers’ oven is cold,’ she said.", [["The bakers’ oven is cold,"]]),
        ("“He told me ‘go home’ and left,” she said.", [["He told me ‘go home’ and left,"]]),
        ('A board of 12" by 30 was found.', []),
    ],
)
def test_marks_of_every_style(text: str, found: list[list[str]]) -> None:
    assert parts(text) == found


def test_marks_run_over_paragraphs() -> None:
    assert parts("She said: “The mill is old.", "“It will be mended.”", "Nobody came.") == [
        ["The mill is old.", "It will be mended."]
    ]


def test_marks_run_over_a_box() -> None:
    found = parts(
        "She said: “The mill is old.",
        ("caption", "The mill in June"),
        ("sidebar", "A mill of “many wheels” was built here."),
        "“It will be mended.”",
    )
    assert ["The mill is old.", "It will be mended."] in found
    assert ["many wheels"] in found


def test_marks_that_nothing_closes_end_with_their_paragraph() -> None:
    assert parts("She said: “The mill is old.", "Nobody came.") == [["The mill is old."]]


def test_direct_quotation_with_speaker_after() -> None:
    one, (quote,), names = said("“The harvest was poor this year,” said Hanna Olsen, a farmer.")
    assert words(one, quote) == (
        "The harvest was poor this year,",
        "said",
        "Hanna Olsen, a farmer",
    )
    assert (quote.kind, quote.act) == ("direct", "speech")
    assert names[str(quote.speaker_entity)] == "Hanna Olsen"


def test_two_halves_are_one_quotation() -> None:
    one, (quote,), _ = said("“The harvest was poor,” Olsen said on Monday. “We shall try again.”")
    assert [one.text[s:e] for s, e in quote.spans] == [
        "The harvest was poor,",
        "We shall try again.",
    ]


def test_words_after_a_sentence_that_names_the_speaker() -> None:
    one, found, names = said(
        "Karl Moss had been on deck all night, he said later. “One wave took the mast with it.”"
    )
    quote = next(q for q in found if q.kind == "direct")
    assert words(one, quote) == ("One wave took the mast with it.", None, "he")
    assert names[str(quote.speaker_entity)] == "Karl Moss"


def test_a_title_of_a_work_is_no_speech() -> None:
    _, found, _ = said("Her second film, “The Long Winter Road,” opens in May.")
    assert found == ()


def test_said_in_a_statement() -> None:
    one, found, _ = said("Tom Hale said in a statement that the mill “was sold in good order.”")
    assert (found[0].kind, words(one, found[0])[1:]) == ("mixed", ("said", "Tom Hale"))


def test_a_pronoun_speaker_is_resolved() -> None:
    one, found, names = said(
        "Mayor Peter Lund opened the new bridge on Tuesday.", "He said: “It will carry lorries.”"
    )
    quote = next(q for q in found if q.kind == "direct")
    assert words(one, quote)[2] == "He"
    assert names[str(quote.speaker_entity)] == "Peter Lund"


def test_a_described_speaker_is_resolved() -> None:
    _, found, names = said(
        "Company spokeswoman Greta Moss met reporters on Friday.",
        "“The plant will reopen in May,” the spokeswoman said.",
    )
    assert names[str(found[-1].speaker_entity)] == "Greta Moss"


def test_mixed_quotation_takes_its_clause() -> None:
    one, (quote,), _ = said("The minister said the plan was “a gift to the rich” and would fail.")
    assert quote.kind == "mixed"
    assert words(one, quote)[0].startswith("the plan was “a gift to the rich”")


def test_indirect_speech_and_according_to() -> None:
    one, (first, second), _ = said(
        "The ministry said that the road would stay closed.",
        "According to the police, two cars had collided.",
    )
    assert (first.kind, words(one, first)) == (
        "indirect",
        ("that the road would stay closed", "said", "The ministry"),
    )
    assert (second.kind, words(one, second)[2]) == ("indirect", "the police")


def test_acts() -> None:
    _, found, _ = said(
        "The council believes that the bridge is safe.",
        "The company promised to pay for the repairs.",
        "The report says that the bridge is safe.",
    )
    assert [q.act for q in found] == ["thought", "plan", "document"]


def test_scare_quotes_are_nobodys_words() -> None:
    _, found, _ = said("The ‘miracle’ diet sold well in every town along the coast.")
    assert found == ()


def test_a_name_behind_a_dash() -> None:
    one, found, _ = said("“The sea gives and the sea takes away.” –Ada Brine")
    assert words(one, found[0])[2] == "Ada Brine"


def test_from_somebody() -> None:
    one, found, _ = said("And from Ada Brine: “The sea gives and the sea takes away.”")
    assert words(one, found[0])[2] == "Ada Brine"


def test_several_speakers_are_none_of_them() -> None:
    _, found, _ = said("Anna Berg and Tom Hale said the bridge would be rebuilt by summer.")
    assert found[0].speaker is not None
    assert found[0].speaker_entity is None


FRAGMENTS = "“|”|\"|'|‘|’|«|»|„|''| |, |. |\n|said|Ann Lee|he|that it rained|🙂|שלום|مرحبا|:|–"
PIECES = st.lists(
    st.sampled_from([*FRAGMENTS.split("|"), "according to", "[/caption]", "x"]), max_size=25
).map("".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=3))
def test_any_text_gives_exact_offsets(blocks: list[str]) -> None:
    kept = [re.sub(r"\n+", " ", b).strip() for b in blocks]
    one, found, names = said(*[b for b in kept if b])
    for quote in found:
        last = 0
        for start, end in quote.spans:
            assert last <= start < end <= len(one.text)
            last = end
        for span in (quote.cue, quote.speaker):
            assert span is None or one.text[slice(*span)].strip()
        assert quote.speaker_entity is None or quote.speaker_entity in names
    assert list(found) == sorted(found, key=lambda q: q.spans[0])


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES | st.text(max_size=20), max_size=4))
def test_marks_never_fail_and_never_overlap(blocks: list[str]) -> None:
    one = article(*[re.sub(r"\s+", " ", b).strip() for b in blocks])
    last = 0
    for part in sorted(p for m in marks.find(one) for p in m.parts):
        assert last <= part[0] < part[1] <= len(one.text)
        last = part[1]


def test_an_act_in_a_caption_is_no_speech() -> None:
    body = "The mayor said that the bridge would be open by noon."
    _, found, _ = said(("caption", "Varga offers a hand to Lund on the steps"), body)
    one, alone, _ = said(body)
    assert len(found) == len(alone) == 1
    assert words(one, alone[0])[2] == "The mayor"


def test_a_mark_at_the_very_end_of_the_text() -> None:
    one = article("The mayor said nothing, and then left. '", gap="")
    parse = SpacyParser().parse([one])[0]
    assert quotes.find(one, parse, entities.find(one, parse)) == ()
