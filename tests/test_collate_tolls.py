"""Tolls that the leads of two reports give differently, in whatever words."""

from __future__ import annotations

import pytest

from collate_fixture import story
from rashomon.models import Conflict
from rashomon.stages.collate import conflicts
from rashomon.stages.collate.conflict.tolls import tolls

MORNING, EVENING = "2031-05-16T08:00:00", "2031-05-16T19:30:00"


def found(
    a: str, b: str, published: tuple[str | None, str | None] = (MORNING, EVENING)
) -> tuple[tuple[Conflict, ...], tuple[Conflict, ...]]:
    return conflicts.find(story(a, b, published=published))


DIFFERING = [
    (
        "Seven dead after tram leaves the rails in Orrin\nA tram overturned in the rain.",
        "Five dead as tram overturns in Orrin\nThe tram took a bend too fast, an inspector said.",
    ),
    (
        "Explosion at a paint works in Norton\nThe blast at the paint works killed 4 people.",
        "Norton mourns\nNine people were killed when the paint works of Norton blew up.",
    ),
    (
        "Ferry hits a pier in Halden\nAt least 12 people were injured when the ferry struck.",
        "Halden ferry crash leaves 31 injured\nThe ferry struck the pier in thick fog.",
    ),
]


@pytest.mark.parametrize(("a", "b"), DIFFERING)
def test_a_toll_that_a_later_lead_gives_otherwise_is_a_development(a: str, b: str) -> None:
    contrary, developments = found(a, b)
    assert contrary == ()
    (each,) = developments
    assert each.kind == "number"
    assert len(each.values) == 2
    assert {value.when for value in each.values} == {MORNING, EVENING}


def test_two_tolls_of_one_moment_are_a_conflict() -> None:
    contrary, developments = found(*DIFFERING[0], published=(MORNING, MORNING))
    assert [conflict.kind for conflict in contrary] == ["number"]
    assert developments == ()


def test_a_raised_bound_is_a_development_at_any_time() -> None:
    contrary, developments = found(*DIFFERING[2], published=(None, None))
    assert contrary == ()
    assert [[v.value for v in d.values] for d in developments] == [[12.0, 31.0]]


ALIKE = [
    # the same figure
    ("Seven dead in Orrin tram crash\nA tram fell.", "Orrin tram: seven killed\nIt was wet."),
    # rounded
    (
        "Quake in Orrin kills 226 people\nIt came at dawn.",
        "Nearly 230 killed in Orrin quake\nIt shook.",
    ),
    # another kind of victim
    ("Seven dead in Orrin tram crash\nA tram fell.", "Orrin tram: nine injured\nIt was wet."),
    # a part of them
    (
        "Two pilots killed in Orrin crash\nA plane fell.",
        "Orrin plane crash leaves 12 dead\nIt burned.",
    ),
    # in words that say no figure
    (
        "Dozens killed in Orrin quake\nIt came at dawn.",
        "Orrin quake: 96 dead\nIt shook for a minute.",
    ),
    # elsewhere
    (
        "Storm kills five people in Spain\nIt came at dawn.",
        "Storm kills nine people in Norway\nIt blew.",
    ),
    # another happening, long ago
    (
        "Seven dead in Orrin tram crash\nA tram overturned in the rain.",
        "Orrin tram crash\nIn 2015 a tram crash in Orrin killed 21 people.",
    ),
]


@pytest.mark.parametrize(("a", "b"), ALIKE)
def test_what_only_looks_like_another_toll(a: str, b: str) -> None:
    assert found(a, b) == ((), ())


def test_a_toll_further_down_is_not_compared() -> None:
    below = "\nThe line was built of oak.\nA school stands there.\nA storm once killed nine people."
    context = story("Seven dead in Orrin crash\nA tram fell.", f"Orrin crash\nIt rained.{below}")
    assert list(tolls(context)) == []
