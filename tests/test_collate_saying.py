"""What a quotation says and when, laid out."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate_fixture import embedder, story
from rashomon.rarity import rare, weight
from rashomon.stages.collate import quotations
from rashomon.stages.collate.conflict import speech
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.saying import levelled, sayings
from rashomon.stages.collate.utterances import utterances


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We aren't tired, we've walked", "We are not tired, we have walked"),
        ("ninety-nine sacks", "99 sacks"),
        ("20 per cent, 1,200 tons", "twenty percent; 1200 tons"),
        ("I can’t and won't", "I cannot and will not"),
    ],
)
def test_manners_of_writing_are_levelled(one: str, other: str) -> None:
    assert levelled(one) == levelled(other)


@given(st.text(max_size=60))
def test_levelling_twice_changes_nothing(text: str) -> None:
    once = levelled(text)
    assert all(word and not word.isspace() for word in once)
    assert levelled(" ".join(once)) == once or any(word.isdigit() for word in once)


def test_rare_words_weigh_more() -> None:
    assert weight("the") < weight("market") < weight("zwyntherbach")
    assert rare("zwyntherbach")
    assert not rare("people")


def test_the_occasion_is_the_day_beside_the_quotation_not_one_inside() -> None:
    context = story(
        'On Tuesday Ilsa Marden said: "The mill will open on Friday."',
        'Ilsa Marden said: "The mill will open on Friday."',
        published=("2031-05-07", "2031-05-07"),
    )
    told, silent = sayings(context, utterances(context), embedder())
    assert told.told
    assert told.day == (datetime.datetime(2031, 5, 6), datetime.datetime(2031, 5, 7))
    assert not silent.told
    assert silent.day == (datetime.datetime(2031, 5, 6), datetime.datetime(2031, 5, 8))


BRIDGE = '"We built the bridge with 14 stonecutters and one stubborn mule," {} told the council.'


def test_one_utterance_in_two_mouths() -> None:
    context = story(BRIDGE.format("Mayor Ilsa Marden"), BRIDGE.format("Engineer Otto Brask"))
    found = quotations.compare(context, embedder())
    assert [(a, b) for a, b, _ in found.moved] == [(0, 1)]
    assert [len(q.variants) for q in found.quotes] == [1, 1]
    assert all(q.confidence is None for q in found.quotes)
    (told,) = speech.speakers(moved(context, found))
    assert {told[2].value_a, told[2].value_b} == {"Ilsa Marden", "Otto Brask"}


def test_what_anybody_says_is_in_no_two_mouths() -> None:
    context = story(
        '"It is what it is," Ilsa Marden said at the flower show in Orrin.',
        'The ferry sank off Tarvik. "It is what it is," said Otto Brask.',
    )
    assert quotations.compare(context, embedder()).moved == ()


def test_a_join_tells_how_sure_it_is() -> None:
    context = story(BRIDGE.format("Mayor Ilsa Marden"), BRIDGE.format("Ilsa Marden"))
    (quote,) = quotations.align(context, embedder())
    assert len(quote.variants) == 2
    assert quote.confidence is not None
    assert quotations.JOINED <= quote.confidence <= 1


def moved(context: Context, found: quotations.Compared) -> Context:
    return dataclasses.replace(context, quotes=found.quotes, moved=found.moved)
