"""Tables and Parquet: delimiters, quotes, encodings, maps, broken rows."""

from __future__ import annotations

import csv
import datetime
import gzip
import hashlib
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bad_inputs import items, put, reasons, report
from rashomon.errors import UsageError
from rashomon.models import Document, Page, Refusal
from rashomon.stages.read import ReadSettings

arrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

TEXT = "The old bridge over the Orlo was closed on Monday."


def texts(*sources: object, **settings: object) -> list[str]:
    return [one.text for one in items(*sources, **settings) if isinstance(one, Document)]


def table(rows: list[list[str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["a.csv", "a.dump"])
def test_every_delimiter_is_found(tmp_path: Path, delimiter: str, name: str) -> None:
    rows = [["id", "Title", "Text"], ["1", "One; two, | three", TEXT], ["2", "B", f"{TEXT}\n\n1"]]
    path = put(tmp_path, name, table(rows, delimiter))
    first, second = items(path)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.title, first.text) == ("One; two, | three", TEXT)
    assert second.text == f"{TEXT}\n\n1"
    assert (first.source, second.source) == (f"{path}#1", f"{path}#2")
    row = table(rows, delimiter).split("\r\n")[1].encode()
    assert first.id == "sha256:" + hashlib.sha256(row).hexdigest()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_a_table(tmp_path: Path, encoding: str) -> None:
    content = table([["title", "text"], ["Über", "Käse für Jörg, “groß” und größer."]])
    assert texts(put(tmp_path, "a.csv", content.encode(encoding))) == [
        "Käse für Jörg, “groß” und größer."
    ]


def test_the_columns_of_common_tools(tmp_path: Path) -> None:
    head = "url\tid\thostname\ttitle\timage\tdate\ttext\tlanguage\tauthor"
    row = f"https://o.example/1\tx\to.example\tT\t\t2031-05-01\t{TEXT}\ten\tA B; C D"
    (one,) = items(put(tmp_path, "a.tsv", f"{head}\n{row}\n"))
    assert isinstance(one, Document)
    assert (one.url, one.outlet, one.title) == ("https://o.example/1", "o.example", "T")
    assert (one.published, one.language, one.authors) == ("2031-05-01", "en", ("A B", "C D"))


def test_a_map_names_the_columns(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", table([["headline_1", "story"], ["T", TEXT]]))
    (found,) = items(path)
    assert isinstance(found, Refusal)
    assert "headline_1, story" in found.reason
    assert "text=COLUMN" in found.reason
    (one,) = items(path, fields={"text": "story", "title": "headline_1"})
    assert isinstance(one, Document)
    assert (one.text, one.title) == (TEXT, "T")
    with pytest.raises(UsageError, match="txt=…: not one of text, title"):
        ReadSettings(fields={"txt": "story"})


def test_broken_rows_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    lines = [
        "title,text",
        f"A,{TEXT}",
        "B,two,three",
        f"C,{TEXT} C",
        "",
        f'D,"{TEXT} never closed',
        f"E,{TEXT} E",
        f'F,"{TEXT} F"',
        f"G,{TEXT} G,",
    ]
    path = put(tmp_path, "a.csv", "\n".join(lines) + "\n")
    assert texts(path) == [TEXT, f"{TEXT} C", f"{TEXT} E", f"{TEXT} F", f"{TEXT} G"]
    said = reasons(items(path))
    assert "3 fields where the header has 2" in said["2"]
    assert "not closed" in said["4"]


def test_a_quote_that_is_never_closed_costs_one_row(tmp_path: Path) -> None:
    rows = "".join(f"{n},{TEXT} {n}\n" for n in range(200))
    path = put(tmp_path, "a.csv", f'title,text\nX,"{TEXT}\n{rows}')
    assert texts(path) == [f"{TEXT} {n}" for n in range(200)]
    assert "not closed" in reasons(items(path))["1"]


def test_html_in_a_field_is_a_page(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", table([["title", "content"], ["T & U", report(1)]]))
    (found,) = items(path)
    assert isinstance(found, Page)
    assert (found.title, found.encoding) == ("T & U", "utf-8")
    assert b"<h1>T &amp; U</h1>" in found.content


def test_plain_text_with_commas_is_no_table(tmp_path: Path) -> None:
    lines = ["Text, photos and map: Ada Brill", "", TEXT, "It was old, and worn, and closed."]
    (found,) = items(put(tmp_path, "a.txt", "\n".join(lines)))
    assert isinstance(found, Document)
    assert found.text.startswith("Text, photos")


def test_a_table_with_the_delimiter_named_and_packed(tmp_path: Path) -> None:
    content = f"sep=;\r\ntitle;text\r\nT;{TEXT}\r\n".encode()
    (one,) = items(put(tmp_path, "a.csv.gz", gzip.compress(content)))
    assert isinstance(one, Document)
    assert (one.title, one.text) == ("T", TEXT)


@pytest.mark.parametrize("content", ["a,b\n1,2\n", "\n\n", "just some words\n"])
def test_tables_without_text_are_refused(tmp_path: Path, content: str) -> None:
    (found,) = items(put(tmp_path, "t.csv", content))
    assert isinstance(found, Refusal)


def test_parquet(tmp_path: Path) -> None:
    when = datetime.datetime(2031, 5, 1, 8, tzinfo=datetime.UTC)
    columns = {
        "Title": ["A", "B"],
        "text": [TEXT, None],
        "authors": [["Ada Brill", "C D"], []],
        "published": [when, when],
        "vector": [[0.1] * 9, [0.2] * 9],
    }
    path = tmp_path / "a.parquet"
    parquet.write_table(arrow.table(columns), path)
    one, two = items(path)
    assert isinstance(one, Document)
    assert (one.title, one.text, one.authors) == ("A", TEXT, ("Ada Brill", "C D"))
    assert (one.published, one.source) == ("2031-05-01T08:00:00+00:00", f"{path}#1")
    assert isinstance(two, Refusal)
    assert "no text" in two.reason
    (found,) = items(put(tmp_path, "b.parquet.gz", gzip.compress(path.read_bytes())))
    assert isinstance(found, Refusal)
    assert "unpacked" in found.reason


def test_parquet_with_columns_that_do_not_fit(tmp_path: Path) -> None:
    binary, nested, cut = (tmp_path / f"{n}.parquet" for n in "abc")
    parquet.write_table(arrow.table({"text": [b"bytes of a text"]}), binary)
    parquet.write_table(arrow.table({"story": [{"body": TEXT}], "x": [1]}), nested)
    cut.write_bytes(binary.read_bytes()[:-20])
    said = reasons(items(binary, nested, cut))
    assert "'text' holds binary" in said["a.parquet"]
    assert "its columns: story, x" in said["b.parquet"]
    assert "damaged Parquet" in said["c.parquet"]
    assert texts(nested, fields={"text": "story.body"}) == [TEXT]


CELL = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n",;\t'), max_size=60
)


@hypothesis_settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=6))
def test_what_a_writer_of_tables_wrote_is_read(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    full = [[title, f"{n} some words {text}."] for n, (title, text) in enumerate(rows)]
    path = put(tmp_path, "h.csv", table([["title", "text"], *full]))
    found = [one for one in items(path) if isinstance(one, Document)]
    assert [one.text for one in found] == [text for _, text in full]
    assert [one.title for one in found] == [" ".join(t.split()) or None for t, _ in full]
