"""The timeline of a story."""

from __future__ import annotations

import dataclasses

from collate_fixture import embedder, story
from rashomon.models import TimelineEntry
from rashomon.stages.collate import claims, timeline
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.pairs import load_decision

FIRST = """Harbour bridge opens in Tolm
Mayor Ilsa Marden opened the new harbour bridge in Tolm on May 15, 2031.
Engineers started the works on 3 March 2024.
The city will open a second bridge in 2040."""
SECOND = """New crossing for Tolm
Mayor Ilsa Marden opened the new harbour bridge in Tolm on 15 May 2031."""


def drawn(context: Context) -> tuple[TimelineEntry, ...]:
    found = claims.align(context, embedder(), load_decision())
    return timeline.draw(dataclasses.replace(context, claims=found), found)


def test_entries_are_sorted_and_cut_from_their_articles() -> None:
    context = story(FIRST, SECOND)
    found = drawn(context)
    assert [e.when for e in found] == sorted(e.when for e in found)
    for entry in found:
        assert entry.text in [c.text for c in entry.evidence]
        for c in entry.evidence:
            assert context.articles[c.article].article.text[c.start : c.end] == c.text


def test_accounts_of_one_happening_are_one_entry_and_old_times_are_background() -> None:
    found = drawn(story(FIRST, SECOND))
    opening = [e for e in found if e.when == "2031-05-15"]
    assert len(opening) == 1
    assert len({c.article for c in opening[0].evidence}) == 2
    assert not opening[0].background
    old = [e for e in found if e.when.startswith("2024")]
    assert old and all(e.background for e in old)


def test_what_is_planned_has_no_place() -> None:
    assert not [e for e in drawn(story(FIRST, SECOND)) if e.when.startswith("2040")]
