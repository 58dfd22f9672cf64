"""Articles that come later: ids that stay, a record of why, the same stories in any order."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from rashomon import api
from rashomon.cli import app
from rashomon.embed import Vectors
from rashomon.errors import UsageError
from rashomon.models import Article, Grouping
from rashomon.stages.group import State, add
from test_group import CHESS, EMBEDDER, FLOOD, FLOOD_AGAIN, article, told

REPORTS = (
    article(FLOOD, "a.txt", title="Flood at Tarn Mills"),
    article(FLOOD_AGAIN, "b.txt"),
    article(CHESS, "c.txt"),
    article(FLOOD + " More soon.", "d.txt"),
    article("Moravec wins chess open in Visby\nA draw was enough for Ilka Moravec.", "e.txt"),
)


def added(state: State, *articles: Article) -> tuple[Grouping, State]:
    return add(state, articles, EMBEDDER)


def sets(grouping: Grouping) -> list[list[str]]:
    return sorted(sorted(story.articles) for story in grouping.stories)


def test_any_order_ends_in_the_stories_of_all_at_once() -> None:
    expected = sets(told(*REPORTS))
    order = list(REPORTS)
    draw = random.Random(4)
    for _ in range(6):
        draw.shuffle(order)
        state, cut = State(), draw.randrange(1, 5)
        for part in (order[:cut], order[cut:]):
            found, state = added(state, *part)
        assert sets(found) == expected


def test_a_story_keeps_its_id_and_tells_why_it_grew() -> None:
    first, state = added(State(), REPORTS[2], REPORTS[0])
    assert [change.kind for change in first.changes] == ["new", "new"]
    flood = next(story.id for story in first.stories if REPORTS[0].id in story.articles)
    second, state = added(state, REPORTS[1])
    (change,) = second.changes
    assert (change.story, change.kind, change.articles) == (flood, "grew", (REPORTS[1].id,))
    assert "like a.txt" in change.reason
    assert "tarn" in change.reason
    assert [len(own) for own in state.stories.values()] == [2, 1]
    third, state = added(state)
    assert third.changes == ()
    assert third.stories == second.stories
    assert len(state.record) == 3


def _joined(*groups: str) -> dict[str, tuple[str, ...]]:
    ids = {one.source[0]: one.id for one in REPORTS}
    return {f"s{at}": tuple(ids[c] for c in own) for at, own in enumerate(groups, 1)}


def test_stories_that_are_one_now_are_merged_and_others_split() -> None:
    state = State(articles=REPORTS, stories=_joined("a", "bd", "ce"), next=4)
    (change,) = [one for one in added(state)[0].changes if one.kind == "merged"]
    assert (change.story, change.others, change.articles) == ("s2", ("s1",), (REPORTS[0].id,))
    assert change.reason
    state = State(articles=REPORTS, stories=_joined("abdc", "e"), next=3)
    (change,) = added(state)[0].changes
    assert (change.story, change.kind, change.others) == ("s2", "split", ("s1",))
    assert "to those left in s1" in change.reason


def test_the_same_article_again_changes_nothing_but_its_sources() -> None:
    _, state = added(State(), *REPORTS)
    again = msgspec.structs.replace(REPORTS[0], source="z.txt", sources=("z.txt",))
    found, _ = added(state, again)
    assert found.changes == ()
    (known,) = [one for one in found.articles if one.id == again.id]
    assert known.sources == ("a.txt", "z.txt")


class Counting:
    """An embedder that counts what it is asked for."""

    dimensions = EMBEDDER.dimensions

    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed(self, texts: list[str]) -> Vectors:
        self.asked += texts
        return EMBEDDER.embed(texts)


def test_nothing_is_encoded_twice_and_the_same_gives_the_same_bytes() -> None:
    counting = Counting()
    _, state = add(State(), REPORTS[:4], counting)
    before = len(counting.asked)
    stored = msgspec.json.decode(msgspec.json.encode(state), type=State)
    answers = [add(stored, REPORTS[4:], counting) for _ in range(2)]
    assert not set(counting.asked[before:]) & set(stored.vectors)
    assert msgspec.json.encode(answers[0]) == msgspec.json.encode(answers[1])


def test_the_file_is_made_read_and_refused(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    for name, text in (("one.txt", FLOOD), ("two.txt", FLOOD_AGAIN)):
        (tmp_path / name).write_text(f"Flood at Tarn Mills\n\n{text}\n", encoding="utf-8")
    assert len(api.add(str(tmp_path / "one.txt"), state).stories) == 1
    (change,) = api.add(str(tmp_path / "two.txt"), state).changes
    assert change.kind == "grew"
    state.write_text("{}[", encoding="utf-8")
    with pytest.raises(UsageError):
        api.add(str(tmp_path / "two.txt"), state)
    state.write_text('{"format": 99}', encoding="utf-8")
    with pytest.raises(UsageError):
        api.add(str(tmp_path / "two.txt"), state)


def test_a_state_goes_with_neither_one_story_nor_explain(tmp_path: Path) -> None:
    for more in (["--one-story"], ["--explain", "a", "b"]):
        result = CliRunner().invoke(app, ["group", "x.txt", "--state", "s.json", *more])
        assert isinstance(result.exception, UsageError)
