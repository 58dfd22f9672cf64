"""What is less sure than a reader asks is left out and counted."""

from __future__ import annotations

import functools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rashomon
from rashomon import cli
from rashomon.errors import UsageError
from rashomon.models import Claim, Comparison, Conflict
from rashomon.settings import Settings
from rashomon.stages import present
from rashomon.stages.collate.sureness import Sieve

ROOT = Path(__file__).resolve().parent.parent
FERRY = str(ROOT / "examples" / "ferry")


@functools.lru_cache(maxsize=4)
def compared(least: float) -> Comparison:
    return rashomon.compare(FERRY, Settings(min_confidence=least))


def test_all_is_shown_unless_asked_otherwise() -> None:
    (story,) = compared(0.0).stories
    assert story.hidden is None
    assert "less sure" not in present.text(compared(0.0))


def test_less_sure_joins_and_conflicts_are_left_out_and_counted() -> None:
    (whole,), (story,) = compared(0.0).stories, compared(0.9).stories
    assert story.hidden is not None
    kept = [c for c in whole.claims if c.confidence is None or c.confidence >= 0.9]
    assert [c.id for c in story.claims] == [c.id for c in kept]
    assert story.hidden.claims == len(whole.claims) - len(kept) > 0
    sure = [c.id for c in whole.conflicts if (c.confidence or 0) >= 0.9]
    assert [c.id for c in story.conflicts] == sure
    assert story.hidden.conflicts == len(whole.conflicts) - len(sure)


def test_nothing_points_at_what_is_left_out() -> None:
    (story,) = compared(0.9).stories
    ids = {c.id for c in story.claims}
    assert {key for c in story.conflicts for key in c.claims} <= ids
    assert {key for line in story.brief for key in line.claims} <= ids
    for entry in story.coverage:
        assert {*entry.only_here, *entry.left_out, *entry.lead} <= ids
    disputed = {c.id for c in story.claims if c.status == "disputed"}
    assert disputed <= {key for c in story.conflicts for key in c.claims}


def test_every_renderer_says_how_many() -> None:
    found = compared(0.9)
    (story,) = found.stories
    assert story.hidden is not None
    words = f"{story.hidden.claims} claims"
    for render in (present.text, present.html, present.markdown):
        assert "less sure than 0.9" in render(found)
        assert words in render(found)


def test_the_command_takes_it(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(["compare", FERRY, "--min-confidence", "0.9", "--format", "json"])
    assert end.value.code == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["stories"][0]["hidden"]["below"] == 0.9


def test_it_goes_from_nought_to_one() -> None:
    with pytest.raises(UsageError, match="--min-confidence 2"):
        Settings(min_confidence=2)


SURE = st.none() | st.floats(0, 1)


@given(st.lists(SURE), st.lists(SURE), st.floats(0, 1))
def test_what_is_left_out_and_what_is_kept_is_all(
    claims: list[float | None], conflicts: list[float | None], least: float
) -> None:
    sieve = Sieve(least)
    told = [
        Claim(id=f"c{n}", text="", status="single", origins=1, confidence=sure, evidence=())
        for n, sure in enumerate(claims)
    ]
    contrary = [
        Conflict(id=f"x{n}", kind="number", about="", confidence=sure, values=(), claims=("c0",))
        for n, sure in enumerate(conflicts)
    ]
    shown, _ = sieve.conflicts(contrary, ())
    kept, tied = sieve.claims(told, shown)
    hidden = sieve.hidden
    assert len(kept) + (hidden.claims if hidden else 0) == len(told)
    assert len(tied) + (hidden.conflicts if hidden else 0) == len(contrary)
    assert all(c.confidence is None or c.confidence >= least for c in (*kept, *tied))
