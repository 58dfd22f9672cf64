"""The command line: exit status, refusals, formats, and files written whole or not at all."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

import rashomon
from calling import call
from rashomon import output
from rashomon.errors import UsageError
from rashomon.schema import NAMES, schema

REPORT = (
    "Bridge at Tolva closed after crack is found\n\n"
    "Engineers closed the Tolva road bridge on Monday after they found a crack in its north "
    "pier.\n\n"
    "The bridge carries 4,000 cars a day, the county of Merrin said.\n\n"
    "“Nobody will drive over it before the pier is mended,” said county engineer Ida Brask.\n"
)
OTHER = (
    "Tolva bridge shut: crack in pier\n\n"
    "The road bridge at Tolva was shut on Monday when engineers discovered a crack in the north "
    "pier.\n\n"
    "County engineer Ida Brask said that nobody would drive over the bridge before the pier was "
    "mended.\n\n"
    "Some 4,000 cars use the bridge every day.\n"
)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    (folder / "b.txt").write_text(OTHER, encoding="utf-8")
    return folder


def lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_read_gives_one_article_a_line(reports: Path, capsys: pytest.CaptureFixture) -> None:
    assert call("read", reports) == 0
    found = lines(capsys.readouterr().out)
    assert [Path(a["source"]).name for a in found] == ["a.txt", "b.txt"]
    assert found[0]["text"] == REPORT
    assert found[0]["title"] == "Bridge at Tolva closed after crack is found"


@pytest.mark.parametrize("name", NAMES)
def test_answers_meet_their_schema(name: str, reports: Path, capsys: pytest.CaptureFixture) -> None:
    text = [reports / "a.txt"] if name == "verify" else []
    assert call(name, *text, reports, "--format", "json") == 0
    answer = json.loads(capsys.readouterr().out)
    validator = jsonschema.Draft202012Validator(schema(name))
    for one in answer if isinstance(answer, list) else [answer]:
        validator.validate(one)


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_itself_is_sound(name: str, capsys: pytest.CaptureFixture) -> None:
    assert call("schema", name) == 0
    printed = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator.check_schema(printed)
    assert printed == schema(name)
    assert not jsonschema.Draft202012Validator(printed).is_valid({"id": 3})


def test_an_unknown_schema_is_a_wrong_call(capsys: pytest.CaptureFixture) -> None:
    assert call("schema", "weather") == 2
    assert "annotate, brief, compare, group, read, verify" in capsys.readouterr().err


def test_refused_inputs_are_named_and_the_others_go_on(
    reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    (reports / "empty.txt").write_bytes(b"")
    (reports / "word.txt").write_text("word", encoding="utf-8")
    (reports / "binary.txt").write_bytes(bytes(range(256)) * 40)
    listed = tmp_path / "refused.jsonl"
    status = call("group", reports, tmp_path / "missing.txt", "--refused", listed)
    printed = capsys.readouterr()
    answer = json.loads(printed.out)
    names = {Path(r["source"]).name for r in answer["refused"]}
    assert status == 3
    assert names == {"empty.txt", "word.txt", "binary.txt", "missing.txt"}
    assert all(r["reason"] for r in answer["refused"])
    assert lines(listed.read_text(encoding="utf-8")) == answer["refused"]
    assert all(f"{name}: " in printed.err for name in names)
    assert len(answer["articles"]) == 2


def test_an_article_over_fifty_megabytes_is_refused(
    reports: Path, capsys: pytest.CaptureFixture
) -> None:
    with (reports / "huge.txt").open("wb") as file:
        file.truncate(50_000_001)
    assert call("read", reports) == 3
    assert "huge.txt: " in capsys.readouterr().err


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file"
)
def test_a_file_without_read_permission_is_refused(
    reports: Path, capsys: pytest.CaptureFixture
) -> None:
    (reports / "a.txt").chmod(0)
    assert call("read", reports) == 3
    assert "a.txt: " in capsys.readouterr().err


def test_nothing_usable_ends_with_one(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert call("compare", tmp_path, "--format", "json") == 1
    assert "nothing usable" in capsys.readouterr().err


def test_a_wrong_option_is_a_wrong_call(reports: Path) -> None:
    assert call("compare", reports, "--no-such-option") == 2
    assert call("compare", reports, "--meta", reports / "none.csv") == 2


def test_the_same_bytes_twice_are_one_article(reports: Path, capsys: pytest.CaptureFixture) -> None:
    (reports / "c.txt").write_text(REPORT, encoding="utf-8")
    assert call("read", reports) == 0
    found = lines(capsys.readouterr().out)
    assert len(found) == 2
    assert [Path(s).name for s in found[0]["sources"]] == ["a.txt", "c.txt"]


@pytest.mark.parametrize(
    "encoded",
    [
        REPORT.encode("utf-8"),
        REPORT.encode("utf-8-sig"),
        REPORT.encode("utf-16"),
        REPORT.encode("cp1252"),
        gzip.compress(REPORT.encode(), mtime=0),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "windows-1252", "gzip"],
)
def test_encodings(encoded: bytes, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    (tmp_path / "a.txt").write_bytes(encoded)
    assert call("read", tmp_path) == 0
    assert lines(capsys.readouterr().out)[0]["text"] == REPORT


def test_standard_input_and_globs(
    reports: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(REPORT.encode())))
    assert call("read", "-") == 0
    assert lines(capsys.readouterr().out)[0]["source"] == "-"
    assert call("read", reports / "*.txt") == 0
    assert len(lines(capsys.readouterr().out)) == 2


def test_read_takes_its_own_output(reports: Path, capsys: pytest.CaptureFixture) -> None:
    assert call("read", reports) == 0
    first = capsys.readouterr().out
    again = reports.parent / "articles.jsonl"
    again.write_text(first, encoding="utf-8")
    assert call("read", again) == 0
    second = lines(capsys.readouterr().out)
    for before, after in zip(lines(first), second, strict=True):
        kept = {k: v for k, v in before.items() if k not in {"source", "sources"}}
        assert kept == {k: v for k, v in after.items() if k not in {"source", "sources"}}


def test_meta_names_outlet_and_date(reports: Path, capsys: pytest.CaptureFixture) -> None:
    table = reports.parent / "meta.csv"
    table.write_text(
        "source,outlet,url,published,title\n"
        "a.txt,Merrin Mail,https://mail.example/1,2031-03-04,Bridge shut\n",
        encoding="utf-8",
    )
    assert call("read", reports, "--meta", table) == 0
    first = lines(capsys.readouterr().out)[0]
    assert (first["outlet"], first["published"]) == ("Merrin Mail", "2031-03-04")
    assert (first["url"], first["title"]) == ("https://mail.example/1", "Bridge shut")


def test_another_language_is_read_and_grouped_but_not_annotated(
    reports: Path, capsys: pytest.CaptureFixture
) -> None:
    german = (
        "Brücke bei Tolva gesperrt\n\nDie Straßenbrücke bei Tolva ist am Montag gesperrt worden, "
        "nachdem Ingenieure einen Riss im nördlichen Pfeiler entdeckt hatten. Täglich fahren rund "
        "4000 Autos über die Brücke, teilte der Landkreis am Abend mit.\n"
    )
    (reports / "c.txt").write_text(german, encoding="utf-8")
    assert call("compare", reports, "--format", "json") == 0
    answer = json.loads(capsys.readouterr().out)
    other = next(a for a in answer["annotations"].values() if a["source"].endswith("c.txt"))
    assert other["annotated"] is False
    assert "'de'" in other["reason"]
    assert any(other["id"] in s["articles"] for s in answer["stories"])


def test_the_api_mirrors_the_command(reports: Path, capsys: pytest.CaptureFixture) -> None:
    assert call("compare", reports, "--format", "json", "--one-story") == 0
    printed = json.loads(capsys.readouterr().out)
    found = rashomon.compare(str(reports), rashomon.Settings(one_story=True))
    assert json.loads(json.dumps(found.to_dict())) == printed
    assert rashomon.read([str(reports)]).articles[0].to_dict()["text"] == REPORT
    assert rashomon.group(str(reports)).to_dict()["stories"]
    assert rashomon.annotate(str(reports)).articles[0].to_dict()["annotated"] is True


@pytest.mark.parametrize("ending", ["html", "md", "csv", "txt", "json"])
def test_compare_writes_the_form_of_the_ending(reports: Path, ending: str) -> None:
    target = reports.parent / f"report.{ending}"
    assert call("compare", reports, "--one-story", "-o", target) == 0
    text = target.read_text(encoding="utf-8")
    assert "north pier" in text
    starts = {"html": "<!doctype html>", "md": "#", "json": "{", "csv": "", "txt": ""}
    assert text.lower().startswith(starts[ending])


def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "answer.json"
    target.write_text("before", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(UsageError, match="no space left"):
        output.write("after", target)
    assert target.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [target]


def test_one_and_two_processes_give_the_same_bytes(tmp_path: Path) -> None:
    """Enough copies, each with its own words, that two processes are really used."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(50):
        text = (REPORT if number % 2 else OTHER).replace("4,000", f"{4000 + number:,}")
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    answers = [
        subprocess.run(
            [sys.executable, "-m", "rashomon", "compare", folder, "--jobs", jobs, "-f", "json"],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for jobs, seed in (("1", "1"), ("2", "2"), ("2", "3"))
    ]
    assert answers[0] == answers[1] == answers[2]
    assert len(json.loads(answers[0])["articles"]) == 50


def test_every_command_and_option_is_explained(capsys: pytest.CaptureFixture) -> None:
    for name in ("read", "annotate", "group", "compare", "schema"):
        assert call(name, "--help") == 0
        shown = capsys.readouterr().out
        assert "Example" in shown
    assert call("--help") == 0


def test_read_shows_blocks_instead(reports: Path, capsys: pytest.CaptureFixture) -> None:
    assert call("read", reports / "a.txt", "--show") == 0
    assert "title      Bridge at Tolva closed after crack is found" in capsys.readouterr().out
    assert call("read", reports / "a.txt", "--explain") == 0
    assert re.search(r"^ +0–\d+: \w", capsys.readouterr().out, re.M)


def test_shown_blocks_go_to_a_file(reports: Path, tmp_path: Path) -> None:
    target = tmp_path / "blocks.txt"
    assert call("read", reports, "--show", "-o", target) == 0
    shown = target.read_text(encoding="utf-8")
    assert str(reports / "a.txt") in shown
    assert str(reports / "b.txt") in shown


def test_one_list_is_written_as_it_comes(reports: Path, capsys: pytest.CaptureFixture) -> None:
    assert call("read", reports, "--format", "json") == 0
    told = capsys.readouterr().out
    assert told == output.as_json(json.loads(told))
    assert [article["source"] for article in json.loads(told)] == [
        str(reports / "a.txt"),
        str(reports / "b.txt"),
    ]


def test_an_empty_list_is_a_list(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    (tmp_path / "empty.txt").write_text("")
    assert call("read", tmp_path, "--format", "json") == 1
    assert json.loads(capsys.readouterr().out) == []


def test_a_file_stays_as_it_was_when_a_part_fails(tmp_path: Path) -> None:
    target = tmp_path / "answer.jsonl"
    target.write_text("before")

    def parts() -> Iterator[str]:
        yield "half"
        raise UsageError("stopped")

    with pytest.raises(UsageError, match="stopped"):
        output.write_parts(parts(), target)
    assert target.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["answer.jsonl"]


@pytest.mark.parametrize("given", ["text", "=content", "text=", "colour=red"])
def test_a_field_map_of_another_form_is_a_wrong_call(
    reports: Path, given: str, capsys: pytest.CaptureFixture
) -> None:
    assert call("read", reports, "--field", given) == 2
    assert "--field" in capsys.readouterr().err


def test_the_api_streams_what_the_list_holds(reports: Path) -> None:
    assert list(rashomon.stream([str(reports)])) == list(rashomon.read([str(reports)]).articles)


def test_an_outlets_furniture_is_learned_from_its_articles(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    line = "The Merrin Post keeps its readers company through every season of the county."
    told = (
        "The {} of Hask was shut on Monday after a crack had been found in its eastern wall.",
        "Farmers near Olm lost {} to the flood, the county of Merrin said in a statement.",
        "Nobody was hurt when the {} burned down in the night, firemen at Tolva said.",
    )
    things = ("bridge", "sawmill", "school", "harbour", "museum", "station")
    texts = [
        "\n\n".join([*(one.format(f"{thing} {n}") for one in told[n % 3 :]), line])
        for n, thing in enumerate(things)
    ]
    file = tmp_path / "post.jsonl"
    rows = [json.dumps({"text": text, "outlet": "Merrin Post"}) for text in texts]
    file.write_text("\n".join(rows), encoding="utf-8")
    assert call("read", file) == 0
    for article in lines(capsys.readouterr().out):
        (kind,) = (
            b["kind"] for b in article["blocks"] if line in article["text"][b["start"] : b["end"]]
        )
        assert kind == "furniture"
