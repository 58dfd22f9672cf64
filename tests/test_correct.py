"""A reader's decisions replayed on a run: each act, other runs, stale lines, twice."""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rashomon
from rashomon import cli
from rashomon.errors import StaleReference, UsageError
from rashomon.models import (
    ArticleRef,
    Claim,
    Comparison,
    Correction,
    Evidence,
    Grouping,
    Reference,
    Story,
)
from rashomon.schema import schema
from rashomon.settings import Settings
from rashomon.stages.correct import Replay
from rashomon.stages.correct.blocks import Block, join, part
from rashomon.stages.correct.places import fit, span_of
from rashomon.stages.correct.reading import Line, read_lines

QUARRY = """Quarry wall at Brenna gives way, 12 workers hurt

A wall of the slate quarry at Brenna gave way on Monday morning and hurt 12 workers.

The quarry's manager, Odile Farrant, said the wall had been inspected in April.

“We heard a crack like thunder and then there was only dust,” said one of the drillers.

The prefect of Brenna, Tomas Reel, ordered the pits closed.
"""
SLATE = """Workers hurt as slate quarry wall falls at Brenna

A wall of the slate quarry at Brenna gave way on Monday morning and hurt 14 workers.

Odile Farrant told reporters that the wall had been inspected in April.

The prefect ordered all pits at Brenna to be closed until further notice.

Firefighters from two towns cleared the road to the quarry by noon.
"""
BAKERY = """Bakery prize goes to Lune

A bakery in Lune won the county's prize for rye bread on Sunday.

The jury praised the crust, said the baker, Anna Sorrel.
"""
NAMES = {"quarry.txt": QUARRY, "slate.txt": SLATE, "bakery.txt": BAKERY}


def place(source: str, text: str | None = None, **more: Any) -> dict[str, Any]:
    return {"source": source, **({"text": text} if text else {}), **more}


@functools.lru_cache(maxsize=1)
def folder_of(root: Path) -> Path:
    folder = root / "reports"
    folder.mkdir(exist_ok=True)
    for name, text in NAMES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_of(tmp_path_factory.mktemp("correct"))


def compared(reports: Path, lines: Sequence[dict[str, Any]], *more: Path) -> Comparison:
    file = reports.parent / "corrections.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return rashomon.compare([str(reports), *map(str, more)], Settings(corrections=file))


@pytest.fixture(scope="module")
def plain(reports: Path) -> Comparison:
    return rashomon.compare(str(reports))


def outcomes(found: Comparison | Grouping) -> list[str]:
    return [one.outcome for one in found.corrections]


def story_of(found: Comparison, name: str) -> Any:
    key = next(a.id for a in found.articles if a.source.endswith(name))
    return next(s for s in found.stories if key in s.articles)


def claim_at(found: Comparison, words: str) -> Any:
    return next(c for s in found.stories for c in s.claims for e in c.evidence if words in e.text)


# ---------------------------------------------------------------- each act


def test_a_rejected_conflict_is_gone_and_its_claim_no_longer_disputed(
    reports: Path, plain: Comparison
) -> None:
    assert [c.kind for c in story_of(plain, "quarry.txt").conflicts] == ["number"]
    line = {
        "act": "reject_conflict",
        "kind": "number",
        "places": [place("quarry.txt", "hurt 12 workers"), place("slate.txt", "hurt 14 workers")],
    }
    found = compared(reports, [line])
    story = story_of(found, "quarry.txt")
    assert story.conflicts == ()
    assert outcomes(found) == ["changed"]
    assert not [c for c in story.claims if c.status == "disputed"]
    assert not [b for b in story.brief if b.section == "disputed"]


def test_a_conflict_of_another_kind_or_place_stays(reports: Path) -> None:
    both = [place("quarry.txt", "hurt 12 workers"), place("slate.txt", "hurt 14 workers")]
    other = [place("quarry.txt", "hurt 12 workers"), place("slate.txt", "Firefighters")]
    found = compared(
        reports,
        [
            {"act": "reject_conflict", "kind": "time", "places": both},
            {"act": "reject_conflict", "places": other},
        ],
    )
    assert len(story_of(found, "quarry.txt").conflicts) == 1
    assert outcomes(found) == ["held", "held"]


def test_joined_claims_are_one_and_corroborated(reports: Path, plain: Comparison) -> None:
    a, b = "“We heard a crack like thunder", "Firefighters from two towns"
    assert claim_at(plain, a) != claim_at(plain, b)
    places = [place("quarry.txt", a), place("slate.txt", b)]
    found = compared(reports, [{"act": "join_claims", "places": places}])
    claim = claim_at(found, a)
    assert claim is claim_at(found, b)
    assert (claim.origins, claim.status, claim.confidence) == (2, "corroborated", 1.0)
    ids = [c.id for c in story_of(found, "quarry.txt").claims]
    assert ids == [f"{ids[0].split('.')[0]}.c{n}" for n in range(1, len(ids) + 1)]


def test_a_split_claim_falls_apart_and_is_single(reports: Path, plain: Comparison) -> None:
    claim = next(c for c in story_of(plain, "quarry.txt").claims if len(c.evidence) == 2)
    first, away = claim.evidence
    where = {"article": away.article, "start": away.start, "end": away.end}
    found = compared(reports, [{"act": "split_claims", "places": [where]}])
    assert outcomes(found) == ["changed"]
    (left,) = standing_on(found, first)
    (alone,) = standing_on(found, away)
    assert left != alone
    assert (alone.text, alone.confidence, alone.origins) == (away.text, None, 1)


def standing_on(found: Comparison, piece: Evidence) -> list[Claim]:
    place = (piece.article, piece.start, piece.end)
    claims = [c for s in found.stories for c in s.claims]
    return [c for c in claims if place in {(e.article, e.start, e.end) for e in c.evidence}]


def test_entities_are_joined_named_and_split(reports: Path) -> None:
    places = [place("quarry.txt", "Tomas Reel"), place("quarry.txt", "Odile Farrant")]
    line = {"act": "join_entities", "places": places, "name": "The authorities"}
    found = compared(reports, [line])
    names = [a.name for a in story_of(found, "quarry.txt").actors]
    assert "The authorities" in names
    assert not {"Tomas Reel", "Odile Farrant"} & set(names)
    assert outcomes(found) == ["changed"]
    apart = {"act": "split_entities", "places": [place("quarry.txt", "Tomas Reel")]}
    again = story_of(compared(reports, [line, apart]), "quarry.txt")
    assert {"Tomas Reel", "The authorities"} <= {a.name for a in again.actors}


def test_an_entity_in_another_article_is_set_apart(reports: Path, plain: Comparison) -> None:
    joined = next(a for a in story_of(plain, "quarry.txt").actors if a.name == "Odile Farrant")
    assert len(joined.articles) == 2
    line = {"act": "split_entities", "places": [place("slate.txt", "Odile Farrant")]}
    story = story_of(compared(reports, [line]), "quarry.txt")
    apart = [a for a in story.actors if a.name == "Odile Farrant"]
    assert [len(a.articles) for a in apart] == [1, 1]
    members = [m for a in story.actors for m in a.members]
    assert len(members) == len(set(members))


def test_descriptions_without_a_name_become_an_actor(reports: Path, plain: Comparison) -> None:
    places = [place("quarry.txt", "the slate quarry"), place("slate.txt", "the slate quarry")]
    line = {"act": "join_entities", "places": places, "name": "Brenna quarry"}
    found = compared(reports, [line])
    assert outcomes(found) == ["changed"]
    actors = {a.name: a for a in story_of(found, "quarry.txt").actors}
    assert len(actors["Brenna quarry"].articles) == 2
    assert "Brenna quarry" not in {a.name for a in story_of(plain, "quarry.txt").actors}


def test_stories_are_joined_and_split(reports: Path, plain: Comparison) -> None:
    assert len(plain.stories) == 2
    line = {"act": "join_stories", "places": [place("quarry.txt"), place("bakery.txt")]}
    found = compared(reports, [line])
    assert [len(s.articles) for s in found.stories] == [3]
    assert found.stories[0].articles == tuple(a.id for a in found.articles)
    line = {"act": "split_stories", "places": [place("slate.txt")]}
    found = compared(reports, [line])
    assert sorted(len(s.articles) for s in found.stories) == [1, 1, 1]
    assert len({s.id for s in found.stories}) == 3
    alone = story_of(found, "slate.txt")
    assert alone.title == "Workers hurt as slate quarry wall falls at Brenna"
    assert story_of(found, "quarry.txt").id in alone.related


def test_a_named_speaker_is_the_speaker_everywhere(reports: Path) -> None:
    line = {
        "act": "name_speaker",
        "places": [place("quarry.txt", "crack like thunder")],
        "name": "Marten Holm",
    }
    found = compared(reports, [line])
    story = story_of(found, "quarry.txt")
    assert any(q.speaker == "Marten Holm" for q in story.quotes)
    assert any(a.name == "Marten Holm" for a in story.actors)
    assert "Marten Holm" in {e.said_by for c in story.claims for e in c.evidence}
    key = next(a.id for a in found.articles if a.source.endswith("quarry.txt"))
    layers = found.annotations[key].annotation
    assert {q.speaker_entity for q in layers.quotes} <= {e.id for e in layers.entities} | {None}
    nobody = compared(reports, [line, {**line, "name": None}])
    assert not any(q.speaker == "Marten Holm" for q in story_of(nobody, "quarry.txt").quotes)


# ---------------------------------------------------------------- other runs


def test_a_decision_holds_in_a_run_in_which_ids_moved(reports: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "aaa.txt"
    earlier.write_text(
        "Flood gate stuck at Aldmoor\n\nA flood gate stuck at Aldmoor, 3 April 1990.\n"
        "\nNobody was hurt when the water rose, the warden said.\n",
        encoding="utf-8",
    )
    line = {
        "act": "reject_conflict",
        "places": [place("quarry.txt", "hurt 12 workers"), place("slate.txt", "hurt 14 workers")],
    }
    found = compared(reports, [line], earlier)
    assert len(found.stories) == 3
    assert story_of(found, "quarry.txt").conflicts == ()
    assert outcomes(found) == ["changed"]


def test_a_changed_article_is_found_by_its_source_and_words(reports: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in NAMES.items():
        more = "(Updated at noon.)\n\n" if name == "quarry.txt" else ""
        head, _, rest = text.partition("\n\n")
        (folder / name).write_text(f"{head}\n\n{more}{rest}", encoding="utf-8")
    start = QUARRY.index("hurt 12 workers.")
    old = place("quarry.txt", "hurt 12 workers", start=start, end=start + 15, article="sha256:0")
    line = {"act": "reject_conflict", "places": [old, place("slate.txt", "hurt 14 workers")]}
    found = compared(folder, [line])
    assert outcomes(found) == ["changed"]
    assert story_of(found, "quarry.txt").conflicts == ()


def test_without_corrections_nothing_is_told(plain: Comparison) -> None:
    assert plain.corrections == ()


# ---------------------------------------------------------------- stale lines


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ({"act": "split_stories", "places": [place("gone.txt")]}, "0 articles have the source"),
        ({"act": "split_stories", "places": [{"article": "sha256:0"}]}, "add its source"),
        ({"act": "split_stories", "places": [{}]}, "an article (its id) or a source"),
        ({"act": "split_claims", "places": [place("quarry.txt", "Lune")]}, "does not stand in"),
        ({"act": "split_claims", "places": [place("quarry.txt", "the")]}, "add its start"),
        ({"act": "split_claims", "places": [place("quarry.txt")]}, "start and end, or text"),
        (
            {"act": "split_claims", "places": [place("quarry.txt", start=4, end=90_000)]},
            "no characters 4 to 90000",
        ),
        ({"act": "split_entities", "places": [place("slate.txt", "by noon")]}, "nobody is"),
        ({"act": "name_speaker", "places": [place("slate.txt", "by noon")]}, "no quotation at"),
        ({"act": "join_claims", "places": [place("slate.txt", "by noon")]}, "needs 2 places"),
        (
            {
                "act": "join_claims",
                "places": [place("slate.txt", "by noon"), place("bakery.txt", "A bakery in Lune")],
            },
            "join these stories first",
        ),
        ({"act": "bake"}, "rashomon schema correction"),
        ({"act": "split_stories", "places": [], "colour": 1}, "rashomon schema correction"),
    ],
)
def test_a_stale_line_is_told_and_stops_nothing(
    reports: Path, plain: Comparison, line: dict[str, Any], told: str
) -> None:
    found = compared(reports, [line])
    (one,) = found.corrections
    assert (one.line, one.outcome) == (1, "stale")
    assert told in (one.reason or "")
    assert found.stories == plain.stories


def test_the_command_names_stale_lines_and_goes_on(
    reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.jsonl"
    good = {"act": "split_stories", "places": [place("slate.txt")]}
    bad = {"act": "split_stories", "places": [place("gone.txt")]}
    inner = {"act": "split_claims", "places": [place("slate.txt", "by noon")]}
    rows = [json.dumps(bad), "", "{", json.dumps(good), json.dumps(inner)]
    file.write_text("\ufeff" + "\r\n".join(rows), encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        cli.main(["group", str(reports), "--corrections", str(file)])
    printed = capsys.readouterr()
    answer = json.loads(printed.out)
    assert end.value.code == 0
    assert len(answer["stories"]) == 3
    assert [one["outcome"] for one in answer["corrections"]] == ["stale", "stale", "changed"]
    assert f"{file}:1: split_stories: 0 articles" in printed.err
    assert f"{file}:3: not read: " in printed.err
    assert f"{file}:5" not in printed.err
    jsonschema.Draft202012Validator(schema("group")).validate(answer)


def test_a_missing_file_is_a_wrong_call(reports: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        rashomon.group(str(reports), Settings(corrections=reports / "none.jsonl"))


def test_corrections_go_with_a_state(reports: Path, tmp_path: Path) -> None:
    file = tmp_path / "c.jsonl"
    line = {"act": "join_stories", "places": [place("quarry.txt"), place("bakery.txt")]}
    file.write_text(json.dumps(line), encoding="utf-8")
    asked = Settings(corrections=file)
    for _ in range(2):
        found = rashomon.add(str(reports), tmp_path / "state.json", asked)
        assert [len(s.articles) for s in found.stories] == [3]
    assert len(rashomon.add(str(reports), tmp_path / "state.json").stories) == 2


# ---------------------------------------------------------------- twice


def test_a_file_after_itself_changes_nothing_and_bytes_are_the_same(reports: Path) -> None:
    lines = [
        {"act": "join_stories", "places": [place("quarry.txt"), place("bakery.txt")]},
        {"act": "split_stories", "places": [place("bakery.txt")]},
        {"act": "join_stories", "places": [place("slate.txt"), place("bakery.txt")]},
        {
            "act": "join_claims",
            "places": [place("quarry.txt", "“We heard"), place("slate.txt", "Firefighters from")],
        },
        {"act": "name_speaker", "places": [place("quarry.txt", "like thunder")], "name": "M. Holm"},
        {"act": "split_entities", "places": [place("slate.txt", "Odile Farrant")]},
    ]
    once, again = compared(reports, lines), compared(reports, lines)
    twice = compared(reports, lines + lines)
    assert once.to_dict() == again.to_dict()
    without = {**once.to_dict(), "corrections": []}
    assert without == {**twice.to_dict(), "corrections": []}
    assert outcomes(twice)[:6] == ["held"] * 6


ARTICLES = [f"n{number}" for number in range(6)]
WANTED = st.lists(st.sampled_from(ARTICLES), min_size=1, max_size=3, unique=True)
ACTS = st.lists(st.tuples(st.sampled_from(["join_stories", "split_stories"]), WANTED), max_size=6)


def grouping(sizes: Sequence[int]) -> Grouping:
    stories, at = [], 0
    for number, size in enumerate(sizes, 1):
        own = tuple(ARTICLES[at : at + size])
        at += size
        if own:
            times = {"title": own[0], "first": None, "last": None}
            stories.append(Story(id=f"s{number}", articles=own, **times))
    rest = tuple(ARTICLES[at:])
    if rest:
        stories.append(Story(id="s9", title=None, first=None, last=None, articles=rest))
    refs = tuple(
        ArticleRef(id=one, source=one, sources=(one,), outlet=None, published=None, title=one)
        for one in ARTICLES
    )
    return Grouping(articles=refs, reuse=(), origins=(), stories=tuple(stories))


def replayed(found: Grouping, acts: Sequence[tuple[str, list[str]]]) -> Grouping:
    lines = [
        Line(
            number,
            Correction(act=act, places=tuple(Reference(article=one) for one in wanted)),  # type: ignore[arg-type]
        )
        for number, (act, wanted) in enumerate(acts, 1)
    ]
    return Replay(lines).stories(found)


@given(st.lists(st.integers(1, 3), max_size=4), ACTS)
def test_replaying_a_file_twice_changes_nothing(
    sizes: list[int], acts: list[tuple[str, list[str]]]
) -> None:
    start = grouping(sizes)
    once = replayed(start, acts)
    assert replayed(start, acts + acts) == once
    held = sorted(key for story in once.stories for key in story.articles)
    assert held == ARTICLES
    ids = [story.id for story in once.stories]
    assert len(ids) == len(set(ids))
    assert {one for story in once.stories for one in story.related} <= set(ids)


@given(st.lists(st.integers(1, 3), max_size=4), ACTS)
def test_acts_that_do_not_contradict_each_other_hold_on_their_own_answer(
    sizes: list[int], acts: list[tuple[str, list[str]]]
) -> None:
    one_kind = [act for act in acts if act[0] == "join_stories"]
    once = replayed(grouping(sizes), one_kind)
    assert replayed(once, one_kind) == once


@given(st.lists(WANTED, max_size=4))
def test_joining_and_parting_keep_every_member(wanted: list[list[str]]) -> None:
    blocks = [Block((one,), (number,)) for number, one in enumerate(ARTICLES)]
    for number, members in enumerate(wanted):
        blocks = (part if number % 2 else join)(blocks, members)
    assert sorted(m for block in blocks for m in block.members) == ARTICLES


# ---------------------------------------------------------------- places, lines, schema


@given(st.text("ab ", max_size=30), st.text("ab ", min_size=1, max_size=4), st.integers(0, 30))
@settings(max_examples=200)
def test_a_place_is_where_its_words_stand(text: str, words: str, start: int) -> None:
    try:
        first, last = span_of(text, Reference(start=start, text=words), "it")
    except StaleReference:
        assert words not in text
    else:
        assert text[first:last] == words
        starts = [n for n in range(len(text)) if text.startswith(words, n)]
        assert abs(first - start) == min(abs(n - start) for n in starts)


def test_a_clause_fits_its_sentence_and_no_other() -> None:
    assert fit((10, 40), (10, 40)) == 1
    assert 0 < fit((10, 20), (0, 100)) < fit((10, 60), (0, 100))
    assert fit((0, 20), (15, 60)) == 0
    assert fit((0, 5), (5, 9)) == 0


def test_lines_are_numbered_as_they_stand(tmp_path: Path) -> None:
    file = tmp_path / "c.jsonl"
    file.write_bytes(b'\n{"act": "split_stories", "places": [{"source": "a"}]}\n\xff\n')
    first, second = read_lines(file)
    assert (first.number, first.problem) == (2, None)
    assert second.number == 3
    assert second.problem


def test_the_schema_takes_what_the_program_takes() -> None:
    check = jsonschema.Draft202012Validator(schema("correction"))
    jsonschema.Draft202012Validator.check_schema(schema("correction"))
    good = {"act": "split_stories", "places": [{"source": "a.txt"}], "note": "why"}
    assert check.is_valid(good)
    assert not check.is_valid({**good, "act": "bake"})
    assert not check.is_valid({**good, "colour": 1})
    assert not check.is_valid({"act": "split_stories"})


def test_the_examples_of_the_guide_are_corrections(tmp_path: Path) -> None:
    guide = (Path(__file__).resolve().parent.parent / "docs" / "corrections.md").read_text("utf-8")
    file = tmp_path / "c.jsonl"
    rows = [line for line in guide.splitlines() if line.startswith('{"act"')]
    file.write_text("\n".join(rows), encoding="utf-8")
    check = jsonschema.Draft202012Validator(schema("correction"))
    found = read_lines(file)
    assert len(found) == len(rows) > 4
    assert all(line.problem is None for line in found)
    assert all(check.is_valid(json.loads(row)) for row in rows)
    acts = schema("correction")["$defs"]["Correction"]["properties"]["act"]["enum"]
    assert all(f"`{act}`" in guide for act in acts)
