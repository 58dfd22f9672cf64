"""What each report has: alone, first, late, not at all; and whom it quotes."""

from __future__ import annotations

import pytest

from collate_fixture import embedder, story
from rashomon.models import Claim, Coverage
from rashomon.stages.collate import claims, corroboration, coverage
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.pairs import load_decision

DAM = "The dam at Orvel gave way on Monday morning and flooded the lower town."
FIRST = f"""Dam at Orvel gives way
{DAM}
“We rang every bell,” said the mayor, Petra Lind.
Lind said that 900 people had left their homes.
Swans were seen in the market square."""
LAST = f"""A bad week for Orvel
A bakery in the upper town closed on Friday after ninety years.
The fair of the young rowers was put off until autumn, the club said.
A school bus lost a wheel on the road to Tolva.
“Nobody slept,” one woman said.
{DAM}"""
NONE = """Rowers put off their fair
The fair of the young rowers at Orvel was put off until autumn, the club said."""


@pytest.fixture(scope="module")
def context() -> Context:
    return story(FIRST, LAST, NONE)


@pytest.fixture(scope="module")
def found(context: Context) -> tuple[Claim, ...]:
    aligned = claims.align(context, embedder(), load_decision())
    return corroboration.count(context, aligned)[0]


@pytest.fixture(scope="module")
def each(context: Context, found: tuple[Claim, ...]) -> tuple[Coverage, ...]:
    return coverage.of_articles(context, found)


def dam(found: tuple[Claim, ...]) -> Claim:
    return next(c for c in found if c.origins == 2 and "gave way" in c.text)


def test_what_one_leads_with_and_another_tells_in_its_second_half(
    found: tuple[Claim, ...], each: tuple[Coverage, ...]
) -> None:
    first, last, none = each
    ident = dam(found).id
    assert ident in first.lead
    assert ident in [one.claim for one in last.late]
    assert last.late[0].position >= coverage.HALF
    assert ident not in last.lead
    assert not first.late
    assert ident in none.left_out


def test_positions_and_ids_are_sound(found: tuple[Claim, ...], each: tuple[Coverage, ...]) -> None:
    ids = {c.id for c in found}
    for one in each:
        assert {*one.only_here, *one.left_out, *one.lead} <= ids
        assert all(0 <= late.position < 1 for late in one.late)
        assert not {late.claim for late in one.late} & set(one.lead)


def test_whom_each_quotes_is_counted(each: tuple[Coverage, ...]) -> None:
    first, last, _ = each
    assert first.voices[0].name == "Petra Lind"
    assert first.voices[0].quotes == 2
    assert first.voices[0].words > 4
    assert {voice.name for voice in last.voices} >= {None}
    assert last.voices[-1].name is None
