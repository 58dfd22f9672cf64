"""Why two articles are together or apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from rashomon.cli import app
from rashomon.errors import UsageError
from rashomon.models import Article
from rashomon.stages.group import explain
from test_group import CHESS, EMBEDDER, FLOOD, FLOOD_AGAIN, article, told

REPORTS = (
    article(FLOOD, "reports/a.txt", published="2031-03-04", title="Flood at Tarn Mills"),
    article(FLOOD_AGAIN, "reports/b.txt", published="2031-03-06"),
    article(CHESS, "reports/c.txt"),
    article(FLOOD + " More soon.", "reports/d.txt"),
)


def explained(one: str, other: str, articles: tuple[Article, ...] = REPORTS) -> str:
    return explain(articles, told(*articles), EMBEDDER, one, other)


def test_two_reports_of_one_happening_are_told_by_their_words() -> None:
    text = explained("a.txt", "b.txt")
    assert "Together in s1, a story of 3 articles." in text
    assert "2 days apart" in text
    assert "tarn" in text
    assert "They share no run of 12 words." in text
    assert "like the others of the story" in text


def test_two_reports_of_two_happenings_are_told_by_what_is_missing() -> None:
    text = explained("b.txt", "c.txt")
    assert "Apart: A in s1 (3 articles), B in s2 (1 article)." in text
    assert "Needed: 0." in text
    assert "not known" in text


def test_copies_are_told_by_their_shared_text() -> None:
    text = explained("a.txt", REPORTS[3].id)
    assert "100% of A's words stand in B" in text
    assert "Copies are never parted." in text


@pytest.mark.parametrize(("one", "other"), [("x.txt", "a.txt"), ("reports", "a.txt"), ("a.", "a.")])
def test_a_name_of_none_or_of_several_or_twice_the_same_is_refused(one: str, other: str) -> None:
    with pytest.raises(UsageError):
        explained(one, other)


def test_the_command_prints_it(tmp_path: Path) -> None:
    for name, text in (("one.txt", FLOOD), ("two.txt", CHESS)):
        (tmp_path / name).write_text(f"A headline of {name[:3]} words\n\n{text}\n")
    result = CliRunner().invoke(app, ["group", str(tmp_path), "--explain", "one.txt", "two.txt"])
    assert result.exit_code == 0
    assert "Apart: " in result.stdout
