"""Quotations that go on, or do not, by what stands between the marks. All texts are invented."""

from __future__ import annotations

import numpy as np
import pytest

from making import article
from rashomon.models import Article, Quote
from rashomon.stages.annotate.entities import find as entities
from rashomon.stages.annotate.parser import SpacyParser
from rashomon.stages.annotate.quotes import attribution, deciding
from rashomon.stages.annotate.quotes import find as quotes
from rashomon.stages.annotate.quotes.context import CONTEXT_NAMES, context_rows
from rashomon.stages.annotate.quotes.learned import Learned
from rashomon.stages.annotate.quotes.page import Draft, Page
from rashomon.stages.annotate.quotes.stretches import STRETCH_NAMES


def page(*blocks: str) -> Page:
    one = article(*blocks)
    return Page(one, SpacyParser().parse([one])[0], Learned({}))


def said(*blocks: str) -> tuple[Article, tuple[Quote, ...]]:
    one = article(*blocks)
    parse = SpacyParser().parse([one])[0]
    return one, quotes.find(one, parse, entities.find(one, parse))


def column(one: Page, name: str) -> list[float]:
    """A feature of each stretch, by its name."""
    rows = deciding.stretch_rows(deciding.evidence(one))
    return rows[:, len(STRETCH_NAMES) + CONTEXT_NAMES.index(name)].tolist()


STYLES = [("“", "”"), ('"', '"'), ("''", "''")]


@pytest.mark.parametrize(("left", "right"), STYLES)
def test_a_quotation_goes_on_behind_the_title_of_a_work(left: str, right: str) -> None:
    one, found = said(
        f"{left}The bridge will open in March,{right} Ingrid Vance told the radio show "
        f"{left}Harbour Hour.{right} {left}Nobody should have to wait another year for it.{right}"
    )
    direct = [q for q in found if q.kind == "direct"]
    assert len(direct) == 1
    words = [one.text[s:e] for s, e in direct[0].spans]
    assert [w[:10] for w in words] == ["The bridge", "Nobody sho"]
    assert one.text[slice(*direct[0].speaker)] == "Ingrid Vance"


def test_a_quotation_is_not_joined_over_many_stretches() -> None:
    one = page("“Yes,” he said. " + "The “old” “grey” “cold” “wet” town slept. “No,” she said.")
    last = len(one.marked) - 1
    assert last > deciding.REACH
    drafts = [Draft("direct", one.marked[0].parts, None, None, marks=(0,))]
    evidence = deciding.evidence(one)
    assert not deciding._took(one, last, deciding.JOINED, evidence[last], drafts)
    assert deciding._took(one, deciding.REACH, deciding.JOINED, evidence[last], drafts)
    assert drafts[0].marks == (0, deciding.REACH)


@pytest.mark.parametrize(("left", "right"), STYLES)
def test_a_stop_inside_the_marks_ends_the_clause(left: str, right: str) -> None:
    one = page(f"{left}The port is closed.{right} He said that the ships would wait.")
    inside = one.tokens_of(one.marked[0].parts)
    assert attribution.cue_after(one, 0, inside[-1] + 1, any_verb=False) is None


def test_the_gap_tells_whose_cue_stands_in_it() -> None:
    one = page(
        "“The port is closed,” Vance said. Smiling, Lund replied, “The ships can wait for us.”",
        "“The port is closed,” Vance said, “and the ships can wait.”",
    )
    assert column(one, "gap1:same") == [-1.0, 0.0, -1.0, 1.0]
    assert column(one, "gap1:says")[1] == 2.0
    assert column(one, "gap1:says_since")[1] == 1.0
    assert column(one, "gap2:characters")[:2] == [500.0, 500.0]


def test_neighbours_stand_in_each_row() -> None:
    one = page("“One two three,” he said. “Four,” she said. “Five six,” they said.")
    assert column(one, "before:words") == [-9.0, 3.0, 1.0]
    assert column(one, "behind:words") == [1.0, 2.0, -9.0]


def test_no_stretch_has_no_row() -> None:
    one = page("The port is closed.")
    assert context_rows(one, [], []).shape == (0, len(CONTEXT_NAMES))
    width = len(STRETCH_NAMES) + len(CONTEXT_NAMES)
    assert deciding.stretch_rows([]).shape == (0, width)
    assert np.isfinite(deciding.stretch_rows(deciding.evidence(page("“Yes,” he said.")))).all()


@pytest.mark.parametrize(("left", "right"), STYLES)
def test_a_speaker_ends_before_the_title_of_his_book(left: str, right: str) -> None:
    one, found = said(
        f"{left}The tide will turn before the year is out,{right} said Ingrid Vance, the author "
        f"of {left}Low Water.{right}"
    )
    assert one.text[slice(*found[0].speaker)] == "Ingrid Vance, the author"
