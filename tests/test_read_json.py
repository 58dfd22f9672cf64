"""JSON: lines, lists and single objects of any size, maps, and what is broken in them."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bad_inputs import items, put, reasons, report
from rashomon.models import Block, Document, Page, Refusal
from rashomon.stages.read.spool import Spool

TEXT = "The old bridge over the Orlo was closed on Monday."


def one(path: Path, **settings: object) -> Document:
    (found,) = items(path, **settings)
    assert isinstance(found, Document), found
    return found


def texts(path: Path, **settings: object) -> list[str]:
    return [found.text for found in items(path, **settings) if isinstance(found, Document)]


def lines(*objects: Any) -> str:
    return "".join(json.dumps(each) + "\n" for each in objects)


def test_exports_of_common_tools(tmp_path: Path) -> None:
    exports = [
        {  # news-please
            "maintext": TEXT,
            "date_publish": "2031-05-01 08:00:00",
            "date_modify": "2031-05-01 09:00:00",
            "source_domain": "o.example",
            "authors": ["Ada Brill"],
        },
        {  # trafilatura
            "raw_text": "raw",
            "text": TEXT,
            "source": "https://o.example/1",
            "source-hostname": "Orlo Post",
            "author": "Ada Brill; C D",
            "date": "2031-05-01",
        },
        {  # newspaper4k
            "text": TEXT,
            "publish_date": "2031-05-01T08:00:00+00:00",
            "meta_site_name": "Orlo Post",
            "meta_lang": "en",
            "canonical_link": "https://o.example/1",
        },
        {  # NewsAPI
            "source": {"id": None, "name": "Orlo Post"},
            "author": "Ada Brill",
            "publishedAt": "2031-05-01T08:00:00Z",
            "content": TEXT,
        },
        {  # schema.org
            "headline": "T",
            "articleBody": TEXT,
            "datePublished": "2031-05-01",
            "publisher": {"@type": "Organization", "name": "Orlo Post"},
            "author": {"@type": "Person", "name": "Ada Brill"},
        },
    ]
    found = items(put(tmp_path, "a.jsonl", lines(*exports)))
    assert [d.text for d in found if isinstance(d, Document)] == [TEXT] * 5
    known = [(d.outlet, d.published, d.authors) for d in found if isinstance(d, Document)]
    assert known == [
        ("o.example", "2031-05-01T08:00:00", ("Ada Brill",)),
        ("Orlo Post", "2031-05-01", ("Ada Brill", "C D")),
        ("Orlo Post", "2031-05-01T08:00:00+00:00", ()),
        ("Orlo Post", "2031-05-01T08:00:00+00:00", ("Ada Brill",)),
        ("Orlo Post", "2031-05-01", ("Ada Brill",)),
    ]


def test_a_map_leads_into_objects(tmp_path: Path) -> None:
    record = {"doc": {"story": {"main.body": TEXT}, "when": 1935648000}, "a.b": "T", "text": "No."}
    path = put(tmp_path, "a.jsonl", lines(record, {"doc": {}}))
    fields = {"text": "doc.story.main.body", "title": "a.b", "published": "doc.when"}
    first, second = items(path, fields=fields)
    assert isinstance(first, Document)
    assert (first.text, first.title) == (TEXT, "T")
    assert first.published == "2031-05-04T08:00:00+00:00"
    assert isinstance(second, Refusal)
    assert "no text in the field 'doc.story.main.body'" in second.reason
    assert "its fields: doc" in second.reason


def test_html_in_a_field_is_a_page(tmp_path: Path) -> None:
    (found,) = items(put(tmp_path, "a.json", json.dumps({"title": "T", "content": report(1)})))
    assert isinstance(found, Page)
    assert found.title == "T"
    # a text about HTML is none
    assert one(put(tmp_path, "b.json", json.dumps({"text": "Write <p> before a paragraph."})))


@pytest.mark.parametrize("shape", ["list", "object", "pretty", "one a line"])
def test_a_list_longer_than_an_article_may_be(tmp_path: Path, shape: str) -> None:
    articles = [{"text": f'{TEXT} "{n}" \\ [{{,: ü', "n": {"a": [n, [], {}]}} for n in range(200)]
    content = {
        "list": json.dumps(articles),
        "object": json.dumps({"a": {"b": ["x", 1]}, "c": -1.5, "articles": articles, "z": 0}),
        "pretty": json.dumps(articles, indent=2, ensure_ascii=False),
        "one a line": "[\n" + ",\n".join(json.dumps(each) for each in articles) + "\n]\n",
    }[shape]
    path = put(tmp_path, "a.json", content)
    found = items(path, max_bytes=2000)
    assert [d.text for d in found if isinstance(d, Document)] == [a["text"] for a in articles]
    assert found[7].source == f"{path}#8"
    own = json.dumps(articles[7], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert isinstance(found[7], Document)
    assert found[7].id == "sha256:" + hashlib.sha256(own.encode()).hexdigest()
    assert [d.id for d in items(path) if isinstance(d, Document)] == [
        d.id for d in found if isinstance(d, Document)
    ]


def test_broken_and_large_items_of_a_list(tmp_path: Path) -> None:
    good = json.dumps({"text": TEXT})
    large = json.dumps({"text": "word " * 1000})
    content = f'[{good}, {{"text": "a b",}}, {large}, 7, {good[:-1]}, "n": 1}}, {{"text'
    path = put(tmp_path, "a.json", content)
    found = items(path, max_bytes=4000)
    assert [isinstance(each, Document) for each in found] == [True, *[False] * 3, True, False]
    said = reasons(found)
    assert "broken JSON" in said["2"]
    assert "larger than" in said["3"]
    assert "not a JSON object" in said["4"]
    assert "ends before its list is closed" in said["a.json"]


@pytest.mark.parametrize("first", ['{"text": "broken', "a comment", "{}", ""])
def test_lines_are_lines_whatever_the_first_is(tmp_path: Path, first: str) -> None:
    path = put(tmp_path, "a.jsonl", f"{first}\n" + lines({"text": TEXT}, {"text": f"{TEXT} 2"}))
    assert texts(path) == [TEXT, f"{TEXT} 2"]


def test_one_broken_line_and_one_too_long(tmp_path: Path) -> None:
    long = json.dumps({"text": "word " * 3000})
    content = lines({"text": TEXT}) + '{"text": "b\n' + long + "\n" + lines({"text": f"{TEXT} 2"})
    path = put(tmp_path, "a.jsonl", content)
    assert texts(path, max_bytes=9000) == [TEXT, f"{TEXT} 2"]
    said = reasons(items(path, max_bytes=9000))
    assert "broken JSON" in said["2"]
    assert "larger than" in said["3"]
    packed = put(tmp_path, "a.jsonl.gz", gzip.compress(content.encode())[:-4])
    assert texts(packed, max_bytes=9000) == [TEXT, f"{TEXT} 2"]
    assert "damaged gzip" in reasons(items(packed, max_bytes=9000))["a.jsonl.gz"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-8-sig"])
def test_lines_in_wide_encodings(tmp_path: Path, encoding: str) -> None:
    content = lines({"text": f"{TEXT} größer"}, {"text": TEXT})
    path = put(tmp_path, "a.jsonl", content.encode(encoding))
    assert texts(path) == [f"{TEXT} größer", TEXT]


def test_what_is_no_character_is_replaced(tmp_path: Path) -> None:
    content = '{"text": "a \\ud800 lone \\u0000 one", "title": "\\udfff", "id": "sha256:\\ud800"}'
    document = one(put(tmp_path, "a.json", content))
    assert document.text == "a \ufffd lone \ufffd one"
    assert document.title == "\ufffd"


def test_deep_and_odd_json(tmp_path: Path) -> None:
    deep = put(tmp_path, "a.json", '{"a": ' + "[" * 100_000)
    deep_list = put(tmp_path, "b.json", "[{" + '"a":[' * 100_000)
    number = put(tmp_path, "c.json", '{"text": "a b", "date": ' + "9" * 5000 + "}")
    infinite = put(tmp_path, "d.json", '{"text": "a b", "date": Infinity}')
    found = items(deep, deep_list, number, infinite)
    assert [isinstance(each, Refusal) for each in found] == [True, True, True, False]


OWN = st.builds(
    lambda words, title: {"text": " ".join(words), "title": title},
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=2),
    st.none() | st.text(st.characters(exclude_categories=["Cs"])),
)


@hypothesis_settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(written=st.lists(OWN, min_size=1, max_size=4))
def test_our_own_output_is_read_as_it_was(tmp_path: Path, written: list[dict[str, Any]]) -> None:
    documents = []
    for number, each in enumerate(written):
        text = f"{number} words {each['text']}".replace("\x00", "").rstrip()
        documents.append(
            Document(
                id="sha256:" + hashlib.sha256(text.encode()).hexdigest(),
                source=f"{number}.txt",
                sources=(f"{number}.txt", "again.txt"),
                text=text,
                title=" ".join((each["title"] or "").replace("\x00", "").split()) or None,
                authors=("Ada Brill",),
                published="2031-05-01",
                blocks=(Block(kind="body", start=0, end=len(text)),),
            )
        )
    path = put(tmp_path, "own.jsonl", lines(*(document.to_dict() for document in documents)))
    assert items(path) == documents


@given(numbers=st.lists(st.integers(0, 3), max_size=30), in_memory=st.integers(1, 500))
@hypothesis_settings(max_examples=30, deadline=None)
def test_a_spool_keeps_items(numbers: list[int], in_memory: int) -> None:
    kinds = (
        Refusal(source="s", reason="r" * 40),
        Document(id="i", source="s", sources=("s",), text="ü" * 50),
        Page(id="i", source="s", sources=("s",), content=b"\x00\xff" * 20),
        Document(id="j", source="s", sources=("s",), text="", authors=("a",)),
    )
    with Spool(in_memory) as spool:
        for number in numbers:
            spool.add(kinds[number])
        assert len(spool) == len(numbers)
        assert list(spool) == [kinds[number] for number in numbers]
        first = iter(spool)
        for number in numbers:  # while somebody else goes through it
            assert next(first) == kinds[number]
            assert len(list(spool)) == len(numbers)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2031-05-01 08:00:00", "2031-05-01T08:00:00"),
        ("2031-05-01T08:00:00+0200", "2031-05-01T08:00:00+02:00"),
        ("20310501T080000Z", "2031-05-01T08:00:00+00:00"),
        ("Thu, 01 May 2031 08:00:00 -0400", "2031-05-01T08:00:00-04:00"),
        ("2031-05", "2031-05"),
        (1935648000, "2031-05-04T08:00:00+00:00"),
        (1935648000000, "2031-05-04T08:00:00+00:00"),
        ({"$date": "2031-05-01T08:00:00Z"}, "2031-05-01T08:00:00+00:00"),
        ("1. toukokuuta 2031", "1. toukokuuta 2031"),
        (True, None),
        ([], None),
    ],
)
def test_declared_times(tmp_path: Path, given: Any, expected: str | None) -> None:
    assert (
        one(put(tmp_path, "a.json", json.dumps({"text": TEXT, "date": given}))).published
        == expected
    )
