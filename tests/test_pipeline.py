"""The order of the stages, and engines that must not change an answer."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon import pipeline
from rashomon.engine import ProcessEngine, SerialEngine, batches, engine_for
from rashomon.errors import PipelineError, UsageError
from rashomon.settings import Settings, learned_part


def names(goal: str) -> list[str]:
    return [stage.name for stage in pipeline.plan(goal)]


def test_plan_takes_the_stages_that_lead_to_a_layer() -> None:
    assert names("articles") == ["read", "clean"]
    assert names("annotated") == ["read", "clean", "parse", "annotate"]
    assert names("briefs") == ["read", "clean", "parse", "annotate", "group", "collate", "brief"]


def test_grouping_needs_no_annotation() -> None:
    assert names("grouping") == ["read", "clean", "group"]


def test_a_stage_without_what_it_needs_is_refused() -> None:
    order = list(pipeline.STAGES)
    order[0], order[1] = order[1], order[0]
    with pytest.raises(PipelineError, match="'clean' needs reading"):
        pipeline.check(order)


def test_an_unknown_layer_is_refused() -> None:
    with pytest.raises(PipelineError, match="no stage gives 'weather'"):
        pipeline.plan("weather")


def test_every_layer_is_given_once() -> None:
    given_layers = [layer for stage in pipeline.STAGES for layer in stage.gives]
    assert len(given_layers) == len(set(given_layers))


def double(batch: list[int]) -> list[int]:
    return [2 * number for number in batch]


@pytest.mark.parametrize("engine", [SerialEngine(), ProcessEngine(2)])
def test_engines_keep_the_order_and_tell_progress(engine: SerialEngine | ProcessEngine) -> None:
    ticks: list[tuple[int, int]] = []
    found = engine.map(double, list(range(50)), lambda done, total: ticks.append((done, total)))
    assert found == [2 * n for n in range(50)]
    assert ticks[-1] == (50, 50)


def test_processes_only_where_they_pay() -> None:
    assert isinstance(engine_for(2, 5), SerialEngine)
    assert isinstance(engine_for(1, 5000), SerialEngine)
    assert isinstance(engine_for(2, 5000), ProcessEngine)


@given(st.lists(st.integers()), st.integers(min_value=1, max_value=9))
def test_batches_hold_every_item_once(items: list[int], size: int) -> None:
    found = list(batches(items, size))
    assert [item for batch in found for item in batch] == items
    assert all(len(batch) <= size for batch in found)


def test_settings_are_checked(tmp_path) -> None:
    with pytest.raises(UsageError, match="--jobs 0"):
        Settings(jobs=0)
    with pytest.raises(UsageError, match="no such file"):
        Settings(meta=tmp_path / "none.csv")
    with pytest.raises(UsageError, match="no such folder"):
        Settings(models=tmp_path / "none")
    with pytest.raises(dataclasses.FrozenInstanceError):
        Settings().jobs = 3  # type: ignore[misc]


def test_learned_parts_come_from_the_users_folder_first(tmp_path) -> None:
    own = tmp_path / "minilm-vocab.txt"
    own.write_text("own", encoding="utf-8")
    assert learned_part("minilm-vocab.txt", tmp_path) == own
    assert learned_part("minilm-vocab.txt").name == "minilm-vocab.txt"
