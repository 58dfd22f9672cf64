"""Why two passages are one claim, a conflict, one utterance, or are not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import rashomon
from rashomon import cli
from rashomon.errors import UsageError
from rashomon.models import Explanation, Why
from rashomon.settings import Settings
from rashomon.stages import present

FERRY = Path(__file__).resolve().parent.parent / "examples" / "ferry"
COURIER, LEDGER = "01-harbour-courier.txt", "03-island-ledger.txt"
ONE = Settings(one_story=True)

BRIDGE = """Lorries collide on bridge at Lind

The bridge over the Lind was closed after 12 lorries collided in thick fog on Friday.

“We saw nothing at all before the first crash,” said Ole Brask, who drives a milk lorry.

Nobody was hurt, the county police said.
"""
CROSSING = """Crossing at Lind shut

The bridge over the Lind was closed after 14 lorries collided in thick fog on Friday.

“We saw nothing at all before the first crash,” Ole Brask told a reporter.

The county hopes to open the road again on Sunday.
"""


def written(folder: Path, first: str, second: str) -> list[str]:
    paths = [folder / "bridge.txt", folder / "crossing.txt"]
    for path, text in zip(paths, (first, second), strict=True):
        path.write_text(text, encoding="utf-8")
    return [str(path) for path in paths]


def decision(found: Explanation, kind: str) -> Why:
    return next(why for why in found.whys if why.decision == kind)


def consistent(why: Why) -> bool:
    return not why.holds or why.score >= why.threshold


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return written(tmp_path_factory.mktemp("why"), BRIDGE, CROSSING)


def test_a_conflict_is_shown_with_what_decided(reports: list[str]) -> None:
    found = rashomon.why(reports, "bridge.txt:12 lorries", "crossing.txt:14 lorries", ONE)
    why = decision(found, "conflict")
    assert why.holds
    assert why.score >= why.threshold
    assert why.figures
    assert found.conflicts == ("s1.x1",)
    assert found.a.text == "12 lorries"


def test_ids_of_the_answer_stand_for_their_passages(reports: list[str]) -> None:
    by_id = rashomon.why(reports, "s1.x1", "s1.x1", ONE)
    assert decision(by_id, "conflict").holds
    (story,) = rashomon.compare(reports, ONE).stories
    joined = next(c for c in story.claims if c.origins == 2)
    found = rashomon.why(reports, joined.id, joined.id, ONE)
    assert joined.id in found.claims
    assert all(consistent(why) for why in found.whys)


def test_one_utterance_is_told_by_its_words(reports: list[str]) -> None:
    passages = ("bridge.txt:We saw nothing", "crossing.txt:We saw nothing")
    found = rashomon.why(reports, *passages, ONE)
    assert decision(found, "utterance").holds
    assert found.quotes


def test_a_figure_past_its_threshold_flips_each_decision(
    reports: list[str], tmp_path: Path
) -> None:
    """Words of one report are changed: what both share falls, and with it each decision."""
    road, said = "The bridge over the Lind", "We saw nothing at all"
    away = CROSSING.replace(
        "The bridge over the Lind was closed after 14 lorries collided in thick fog on Friday",
        "The bridge over the Lind is painted blue, as are 14 boats of a club for young rowers",
    ).replace(f"{said} before the first crash", "The club’s 14 boats are going to Aldmoor in May")
    changed = written(tmp_path, BRIDGE, away)
    for kind, words, new in (
        ("claim", road, road),
        ("conflict", road, road),
        ("utterance", said, "The club’s 14 boats"),
    ):
        first = f"bridge.txt:{words}"
        before = decision(rashomon.why(reports, first, f"crossing.txt:{words}", ONE), kind)
        after = decision(rashomon.why(changed, first, f"crossing.txt:{new}", ONE), kind)
        assert before.score >= before.threshold > after.score, kind
        assert (before.holds, after.holds) == (True, False), kind
        assert before.figures != after.figures, kind


def test_a_conflict_of_the_golden_story_falls_with_what_its_sentences_share(
    tmp_path: Path,
) -> None:
    texts = [(FERRY / name).read_text(encoding="utf-8") for name in (COURIER, LEDGER)]
    start = texts[1].index("14 bodies")
    first = texts[1].rfind("\n", 0, start) + 1
    last = texts[1].index("\n", start)
    other = "Harbour pilots keep 14 bodies of water on their charts, most of them shallow."
    changed = texts[1][:first] + other + texts[1][last:]
    names = ("bridge.txt:12 bodies", "crossing.txt:14 bodies")
    before = decision(rashomon.why(written(tmp_path, *texts), *names, ONE), "conflict")
    after = decision(rashomon.why(written(tmp_path, texts[0], changed), *names, ONE), "conflict")
    assert before.holds
    assert before.score >= before.threshold > after.score
    assert before.figures[1].value > after.figures[1].value


def test_the_score_of_a_claim_follows_from_its_figures(reports: list[str]) -> None:
    found = rashomon.why(reports, "bridge.txt:The bridge over", "crossing.txt:The bridge over", ONE)
    why = decision(found, "claim")
    assert 0 <= why.score <= 1
    assert {f.name for f in why.figures}


def test_it_is_printed_in_words_and_figures(
    reports: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["compare", *reports, "--one-story", "--explain", "s1.x1", "s1.x1"]
    with pytest.raises(SystemExit) as end:
        cli.main(call)
    assert end.value.code == 0
    printed = capsys.readouterr().out
    assert "A conflict: " in printed
    assert "needed 0.50 (reached)" in printed
    assert "In the answer both stand in" in printed
    with pytest.raises(SystemExit):
        cli.main([*call, "--format", "json"])
    answer = json.loads(capsys.readouterr().out)
    assert {why["decision"] for why in answer["whys"]} >= {"claim", "conflict"}


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("s1.c999", "s1.x1", "0 passages have that name"),
        ("bridge.txt:14 lorries", "s1.x1", "0 passages"),
        ("bridge.txt:5-900000", "s1.x1", "0 passages"),
        ("txt:Lind", "s1.x1", "2 passages"),
        ("bridge.txt:12 lorries", "bridge.txt:12 lorries", "one place only"),
    ],
)
def test_a_name_of_nothing_or_of_several_is_a_wrong_call(
    reports: list[str], one: str, other: str, told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        rashomon.why(reports, one, other, ONE)


def test_passages_of_two_stories_are_a_wrong_call(reports: list[str], tmp_path: Path) -> None:
    chess = tmp_path / "chess.txt"
    chess.write_text(
        "Chess club wins cup\n\nThe chess club of Aldmoor won the cup on Sunday, its third.\n",
        encoding="utf-8",
    )
    with pytest.raises(UsageError, match="two stories"):
        rashomon.why([*reports, str(chess)], "bridge.txt:12 lorries", "chess.txt:the cup")


def test_figures_without_effect_are_only_named(reports: list[str]) -> None:
    found = rashomon.why(reports, "s1.x1", "s1.x1", ONE)
    shown = present.why(found)
    assert shown.endswith("\n")
    assert all(len(line) < 300 for line in shown.splitlines())
