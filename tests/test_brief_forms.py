"""The brief alone in each of its forms, and its lengths."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import msgspec
import pytest

import comparison_fixture as fixture
import rashomon
from rashomon import api, cli
from rashomon.errors import OffsetError
from rashomon.models import Citation, Comparison
from rashomon.stages import present

SENTENCE = "A sluice of the Orvel dam gave way at 3.40 a.m. on Tuesday."


def call(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        cli.main([str(argument) for argument in arguments])
    return int(ended.value.code or 0)


@pytest.mark.parametrize("form", sorted(present.BRIEFS))
def test_each_form_tells_the_first_sentence(form: str) -> None:
    assert SENTENCE in present.BRIEFS[form](fixture.comparison()).replace("\\", "")


def test_a_line_is_one_line_a_story_with_its_accounts() -> None:
    (line,) = present.BRIEFS["line"](fixture.comparison()).splitlines()
    assert line.startswith(SENTENCE)
    assert "separate accounts" in line


def test_text_and_markdown_name_the_places() -> None:
    citation = fixture.comparison().stories[0].brief[0].citations[0]
    place = f"{citation.start}-{citation.end}"
    assert place in present.BRIEFS["text"](fixture.comparison())
    assert place in present.BRIEFS["markdown"](fixture.comparison()).replace("\\", "")
    assert all(len(line) <= 80 for line in present.BRIEFS["text"](fixture.comparison()).split("\n"))


def test_the_page_shows_the_passages_and_asks_for_nothing() -> None:
    page = present.BRIEFS["html"](fixture.comparison())
    citation = fixture.comparison().stories[0].brief[0].citations[0]
    assert citation.text in page
    assert "http" not in page
    assert "<script" not in page


def test_words_of_a_source_are_never_markup() -> None:
    told = "The <b>dam</b> [gave](x) way."
    found = with_first(fixture.comparison(), text=told)
    assert "<b>" not in present.BRIEFS["html"](found)
    assert "<b>" not in present.BRIEFS["markdown"](found).replace("\\<", "")


@pytest.mark.parametrize("form", sorted(present.BRIEFS))
def test_a_slice_that_is_not_there_is_never_shown(form: str) -> None:
    first = fixture.comparison().stories[0].brief[0].citations[0]
    wrong = Citation(article=first.article, start=first.start, end=first.end, text="else")
    with pytest.raises(OffsetError):
        present.BRIEFS[form](with_first(fixture.comparison(), citations=(wrong,)))


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_what_a_model_worded_is_marked(form: str) -> None:
    assert "worded by a model" in present.BRIEFS[form](
        with_first(fixture.comparison(), rewritten=True)
    )
    assert "worded by a model" not in present.BRIEFS[form](fixture.comparison())


def with_first(comparison: Comparison, **changes: object) -> Comparison:
    story = comparison.stories[0]
    first = msgspec.structs.replace(story.brief[0], **changes)
    changed = msgspec.structs.replace(story, brief=(first, *story.brief[1:]))
    return msgspec.structs.replace(comparison, stories=(changed, *comparison.stories[1:]))


REPORTS = {
    "mail.txt": "Ferry sinks near Oldmere\n\nThe ferry of Oldmere sank on Friday with nine people "
    "on board, the coast guard said. All nine were brought ashore by fishermen. The ferry had been "
    "built in 1962 and was to be replaced next year. “We heard a crack and then she was gone,” "
    "said Runa Vik, a fisherman who saw it from the harbour.\n",
    "post.txt": "Nine saved as Oldmere ferry goes down\n\nNine people were saved on Friday when "
    "the ferry of Oldmere sank near the lighthouse. Fishermen brought all nine ashore. The coast "
    "guard has opened an inquiry into the sinking. The owner of the ferry, Hollis Marine, gave no "
    "answer to questions about its hull.\n",
}


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("oldmere")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def briefs(reports: Path) -> dict[str, tuple[rashomon.models.BriefSentence, ...]]:
    return {
        length: api.compare(str(reports), rashomon.Settings(one_story=True, length=length))
        .stories[0]
        .brief
        for length in ("line", "paragraph", "page")
    }


def test_lengths(briefs: dict) -> None:
    line, paragraph, page = (briefs[name] for name in ("line", "paragraph", "page"))
    assert len(line) == 1
    assert len(line[0].text.split()) <= 45
    assert sum(len(s.text.split()) for s in paragraph) <= 110
    assert 1 <= len(paragraph) <= len(page)
    assert line[0] == paragraph[0] == page[0]


def test_every_sentence_is_cited_to_the_character(reports: Path, briefs: dict) -> None:
    texts = {a.id: a.text for a in rashomon.read([str(reports)]).articles}
    for sentence in briefs["page"]:
        assert sentence.citations
        for c in sentence.citations:
            assert texts[c.article][c.start : c.end] == c.text


def test_the_order_of_sections_is_fixed(briefs: dict) -> None:
    order = ["agreed", "disputed", "single", "said", "background"]
    found = [order.index(s.section) for s in briefs["page"]]
    assert found == sorted(found)


def test_nothing_is_told_twice(briefs: dict) -> None:
    texts = [s.text for s in briefs["page"]]
    assert len(set(texts)) == len(texts)


def test_the_command(reports: Path, capsys: pytest.CaptureFixture) -> None:
    assert call("brief", reports, "--one-story", "--length", "line", "--format", "json") == 0
    answer = json.loads(capsys.readouterr().out)
    (sentence,) = answer["stories"][0]["brief"]
    assert sentence["citations"]
    assert call("brief", reports, "--one-story", "-f", "line") == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert call("brief", reports, "--rewrite", "http://127.0.0.1:9/v1") == 2


def test_no_network_is_touched_unless_asked_for(
    reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("socket.socket.connect", refuse)
    assert api.compare(str(reports), rashomon.Settings(one_story=True)).stories
    assert "rashomon.stages.brief.endpoint" in sys.modules
