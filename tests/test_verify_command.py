"""``rashomon verify`` on the command line, and its answer for a person."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import jsonschema
import pytest

from calling import call
from rashomon.models import ArticleRef, CheckedSentence, Citation, UnsupportedPart, Verification
from rashomon.schema import schema
from rashomon.stages.present import verification

REPORT = (
    "Fire at paper mill put out\n\n"
    "Sixty firefighters put out a blaze at the Ostrand mill on Monday, chief Lena Roos said.\n"
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "mill.txt"
    file.write_text(REPORT, encoding="utf-8")
    return file


@pytest.fixture
def digest(tmp_path: Path) -> Path:
    file = tmp_path / "digest.txt"
    file.write_text(
        "\ufeffSixty firefighters put out a blaze.\n\nIt burned for 97 days.\n", "utf-8"
    )
    return file


def test_json_meets_the_schema(report: Path, digest: Path, capsys: pytest.CaptureFixture) -> None:
    assert call("verify", digest, report, "-f", "json") == 0
    answer = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(schema("verify")).validate(answer)
    assert [one["supported"] for one in answer["sentences"]] == [True, False]
    text = digest.read_text("utf-8-sig")
    assert all(text[one["start"] : one["end"]] == one["text"] for one in answer["sentences"])


def test_the_text_may_come_from_standard_input(
    report: Path, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = io.TextIOWrapper(io.BytesIO(b"Sixty firefighters put out a blaze."))
    monkeypatch.setattr(sys, "stdin", given)
    assert call("verify", "-", report, "-f", "json") == 0
    assert json.loads(capsys.readouterr().out)["sentences"][0]["supported"]


def test_wrong_calls_are_named(report: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\xff\xfe\xfa")
    other = tmp_path / "other.json"
    other.write_text('{"a": 1}', encoding="utf-8")
    calls = (("-", "-"), (tmp_path / "none.txt", report), (bad, report), (other, report))
    assert [call("verify", *pair) for pair in calls] == [2] * 4
    told = capsys.readouterr().err.splitlines()
    words = ("standard input", "cannot be read", "no text in UTF-8", "without a brief")
    assert all(word in line for word, line in zip(words, told, strict=True))


def test_no_usable_report_is_said(digest: Path, tmp_path: Path) -> None:
    assert call("verify", digest, tmp_path / "none.txt", "-f", "json") == 1


@pytest.mark.parametrize(
    ("ending", "start"), [("html", "<!doctype"), ("md", "# Checked"), ("txt", "1 of 2")]
)
def test_the_ending_of_the_file_chooses_the_form(
    ending: str, start: str, report: Path, digest: Path, tmp_path: Path
) -> None:
    out = tmp_path / f"out.{ending}"
    assert call("verify", digest, report, "-o", out) == 0
    assert out.read_text("utf-8").startswith(start)


HOSTILE = "<b>*x*</b> [a](b)\x1b[31m"


@pytest.fixture
def found() -> Verification:
    text = f"The {HOSTILE} rose."
    part = UnsupportedPart(start=4, end=4 + len(HOSTILE), reason="in no report")
    cited = Citation(article="sha256:1", start=0, end=5, text=HOSTILE)
    source = ArticleRef(
        id="sha256:1", source="a/b.txt", sources=(), outlet=None, published=None, title=None
    )
    return Verification(
        sentences=(
            CheckedSentence(
                start=0,
                end=len(text),
                text=text,
                supported=False,
                evidence=(cited,),
                unsupported=(part,),
            ),
        ),
        articles=(source,),
    )


def test_no_words_of_a_text_become_markup(found: Verification) -> None:
    page = verification.html(found)
    assert "<b>*x*" not in page
    assert "<mark>&lt;b&gt;*x*&lt;/b&gt; [a](b)" in page
    assert "\\<b\\>\\*x\\*" in verification.markdown(found)
    assert "\x1b" not in verification.text(found)


def test_the_page_asks_for_nothing_else(found: Verification) -> None:
    page = verification.html(found)
    assert not any(word in page for word in ("<script", "http:", "https:", "url(", "@import"))


def test_reasons_and_evidence_are_told(found: Verification) -> None:
    for told in (verification.text(found), verification.markdown(found), verification.html(found)):
        assert "in no report" in told
        assert "b.txt" in told
        assert "0 of 1 sentence" in told
