"""Each side of a difference has every account that gives its value."""

from __future__ import annotations

from collate_fixture import story
from rashomon.models import Conflict
from rashomon.stages.collate import conflicts

LEAD = "The storm reached the valley of Orrin before dawn and tore the roofs off many barns."


def sides(conflict: Conflict) -> list[tuple[str, int]]:
    """The wording of each value and the number of articles that give it."""
    return [(v.text, len({e.article for e in v.evidence})) for v in conflict.values]


def test_further_accounts_of_a_clock_time_are_gathered() -> None:
    found, _ = conflicts.find(
        story(
            f"Train stopped\n{LEAD}\nThe night train left Orrin station at 6.40 pm on Tuesday.",
            f"Train late\n{LEAD}\nThe night train left Orrin station at 8.10 pm on Tuesday.",
            f"Passengers wait\n{LEAD}\nAt 6:40 p.m. the train pulled out of Orrin with 80 aboard.",
        )
    )
    (conflict,) = [c for c in found if c.kind == "time"]
    assert sorted(n for _, n in sides(conflict)) == [1, 2]
    assert ("6.40 pm on Tuesday", 2) in sides(conflict)


def test_a_rounder_figure_stands_with_the_exact_one() -> None:
    found, _ = conflicts.find(
        story(
            f"Trade grows\n{LEAD}\nTrade between Orrin and Vale was worth 18.3 billion crowns.",
            f"Trade booms\n{LEAD}\nTrade between Orrin and Vale was worth 24.6 billion crowns.",
            f"Goods flow\n{LEAD}\nTrade between Orrin and Vale was worth about 18 billion crowns.",
        )
    )
    (conflict,) = [c for c in found if c.kind == "number"]
    assert len(conflict.values) == 2
    assert sorted(n for _, n in sides(conflict)) == [1, 2]
    rounder = next(v for v in conflict.values if len(v.evidence) == 2)
    assert rounder.text == "18.3 billion crowns"


def test_the_same_time_of_another_thing_is_not_gathered() -> None:
    found, _ = conflicts.find(
        story(
            f"Train stopped\n{LEAD}\nThe night train left Orrin station at 6.40 pm on Tuesday.",
            f"Train late\n{LEAD}\nThe night train left Orrin station at 8.10 pm on Tuesday.",
            f"Bakery burns\n{LEAD}\nA fire broke out at 6.40 pm in a bakery of the old town.",
        )
    )
    (conflict,) = [c for c in found if c.kind == "time"]
    assert sorted(n for _, n in sides(conflict)) == [1, 1]
