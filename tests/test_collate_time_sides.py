"""Sides of a conflict of time that stand in the same words are one side."""

from __future__ import annotations

from pathlib import Path

import rashomon


def test_an_hour_without_a_day_is_one_side_however_its_day_was_guessed() -> None:
    folder = Path(__file__).parents[1] / "examples" / "ferry"
    story = rashomon.compare(str(folder)).stories[0]
    sides = [
        [" ".join(value.text.casefold().split()) for value in conflict.values]
        for conflict in story.conflicts
        if conflict.kind == "time"
    ]
    assert any("8.10pm" in own for own in sides)
    assert all(len(own) == len(set(own)) for own in sides)
