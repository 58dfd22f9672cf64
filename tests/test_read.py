"""Reading: what is accepted, what is refused and why, ids, encodings, metadata."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import sys
from pathlib import Path

import pytest

from rashomon.errors import UsageError
from rashomon.models import Document, Refusal
from rashomon.stages.read import ReadSettings, extracted, read

TEXT = "Bridge over the Orlo closed\r\n\r\nThe old bridge was closed on Monday, “for good”.\n"


def taken(*sources: object, **settings: object) -> list[Document | Refusal]:
    asked = ReadSettings(**settings)  # type: ignore[arg-type]
    with read([str(source) for source in sources], asked) as reading:
        return [extracted(item) for item in reading]


def documents(*sources: object, **settings: object) -> list[Document]:
    found = taken(*sources, **settings)
    assert not [f for f in found if isinstance(f, Refusal)]
    return [f for f in found if isinstance(f, Document)]


def refusal(*sources: object, **settings: object) -> Refusal:
    (found,) = taken(*sources, **settings)
    assert isinstance(found, Refusal)
    return found


def put(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", b"\xff\xfe\x00\x00"),
        ("cp1252", b""),
    ],
)
def test_text_is_the_decoded_content(tmp_path: Path, encoding: str, mark: bytes) -> None:
    path = put(tmp_path, "a.txt", mark + TEXT.encode(encoding))
    (document,) = documents(path)
    assert document.text == TEXT
    assert document.id == "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
    assert document.blocks is None


RUSSIAN = "Городской совет в понедельник закрыл старый мост через реку, сообщил мэр города."
JAPANESE = "市議会は月曜日、川にかかる古い橋を閉鎖したと市長が発表した。修理は年末まで続くという。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
        ("市议会周一关闭了横跨河流的旧桥,市长表示。维修将花费三百万元,并将持续到年底。", "gb18030"),
        (
            "Το δημοτικό συμβούλιο έκλεισε τη Δευτέρα την παλιά γέφυρα, δήλωσε ο δήμαρχος.",
            "iso8859_7",
        ),
    ],
)
def test_text_in_the_encodings_of_other_writings(tmp_path: Path, text: str, encoding: str) -> None:
    (document,) = documents(put(tmp_path, "a.txt", text.encode(encoding)))
    assert document.text == text


def test_gzip_keeps_the_id_of_the_file(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt.gz", gzip.compress(TEXT.encode(), mtime=0))
    (document,) = documents(path)
    assert document.text == TEXT
    assert document.id == "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_broken_byte_in_utf8_stays_one_character(tmp_path: Path) -> None:
    content = ("Süßer Käse für Jörg, überall größer. " * 3).encode() + b"\xff end"
    (document,) = documents(put(tmp_path, "a.txt", content))
    assert document.text.count("\ufffd") == 1
    assert document.text.startswith("Süßer")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"Word", "one word"),
        (bytes(range(256)) * 8, "binary"),
        (b"%PDF-1.7 some text here", "PDF"),
        (gzip.compress(TEXT.encode(), mtime=0)[:-12], "gzip"),
        (gzip.compress(b"", mtime=0), "empty"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n", "record"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', "feed"),
        (b'{"title": "no text in it"}', "text"),
        (b'{"text": "broken JSON, it is', "broken JSON"),
        (
            b"<!doctype html><html><head><title></title></head><body></body></html>",
            "without an art",
        ),
    ],
)
def test_refused_with_the_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    path = put(tmp_path, "bad", content)
    found = refusal(path)
    assert found.source.partition("#")[0] == str(path)
    assert reason in found.reason


def test_too_large_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", "word " * 100)
    assert "larger than" in refusal(path, max_bytes=99).reason
    packed = put(tmp_path, "a.txt.gz", gzip.compress(b"word " * 100))
    assert "larger than" in refusal(packed, max_bytes=99).reason


def test_missing_path_pattern_and_url_are_refused(tmp_path: Path) -> None:
    assert "no such" in refusal(tmp_path / "none.txt").reason
    assert "matches nothing" in refusal(tmp_path / "*.nope").reason
    assert "URL" in refusal("https://example.org/a").reason
    assert "no files" in refusal(put(tmp_path, "sub/.hidden", "x y").parent).reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_no_permission_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", TEXT)
    path.chmod(0)
    assert "permission" in refusal(path).reason


def test_one_bad_input_does_not_stop_the_others(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", b"")
    put(tmp_path, "a.txt", TEXT)
    put(tmp_path, "c/d.txt", TEXT + "More of it.")
    found = taken(tmp_path)
    assert [Path(f.source).name for f in found] == ["a.txt", "b.txt", "d.txt"]
    assert [type(f) for f in found] == [Document, Refusal, Document]


def test_same_bytes_are_one_document_under_both_names(tmp_path: Path) -> None:
    first, other, again = (put(tmp_path, f"{n}.txt", TEXT + n * (n == "b")) for n in "abc")
    found = documents(tmp_path / "*.txt", first)
    assert [d.source for d in found] == [str(first), str(other)]
    assert found[0].sources == (str(first), str(again))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    (document,) = documents("-")
    assert (document.source, document.text) == ("-", TEXT)


def test_json_lines(tmp_path: Path) -> None:
    lines = [
        {"maintext": "One thing happened.", "date_publish": "2031-05-01 10:00:00", "url": "u1"},
        {"text": "Another thing.", "author": "A B; C D", "sitename": "Orlo Post", "title": "T"},
    ]
    content = "\n".join(json.dumps(line) for line in lines) + "\nnot json\n"
    path = put(tmp_path, "a.jsonl", content)
    one, two, bad = taken(path)
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert isinstance(bad, Refusal)
    assert (one.published, one.url, one.source) == ("2031-05-01T10:00:00", "u1", f"{path}#1")
    assert (two.authors, two.outlet, two.title) == (("A B", "C D"), "Orlo Post", "T")
    assert one.id == "sha256:" + hashlib.sha256(json.dumps(lines[0]).encode()).hexdigest()
    assert bad.source == f"{path}#3"
    assert "broken JSON" in bad.reason


def test_json_list_and_single_object(tmp_path: Path) -> None:
    article = {"title": "T", "content": "Some words here.", "source": {"name": "Orlo Post"}}
    nested = put(tmp_path, "n.json", json.dumps({"articles": [article, {**article, "title": "U"}]}))
    single = put(tmp_path, "s.json", json.dumps(article, indent=1))
    found = documents(nested, single)
    assert [d.title for d in found] == ["T", "U", "T"]
    assert {d.outlet for d in found} == {"Orlo Post"}


def test_own_output_keeps_ids_and_blocks(tmp_path: Path) -> None:
    own = {
        "id": "sha256:" + "0" * 64,
        "source": "x.txt",
        "sources": ["x.txt", "y.txt"],
        "text": "Title\n\nBody text.",
        "blocks": [
            {"kind": "title", "start": 0, "end": 5},
            {"kind": "body", "start": 7, "end": 17},
        ],
    }
    (document,) = documents(put(tmp_path, "own.jsonl", json.dumps(own)))
    assert document.id == own["id"]
    assert document.sources == ("x.txt", "y.txt")
    assert document.blocks is not None
    assert [b.kind for b in document.blocks] == ["title", "body"]
    own["blocks"] = [{"kind": "body", "start": 7, "end": 17}]
    assert "blocks" in refusal(put(tmp_path, "bad.jsonl", json.dumps(own))).reason


PAGE = """<!doctype html><html lang="en"><head><title>Bridge closed - Orlo Post</title>
<meta property="og:title" content="Bridge over the Orlo closed"/>
<meta property="og:site_name" content="Orlo Post"/>
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bridge over the Orlo
closed", "datePublished": "2031-05-01T08:00:00Z", "author": {"name": "Ada Brill"}}</script></head>
<body><nav><a href="/">Home</a> <a href="/s">Sport</a></nav><article><h1>Bridge over the Orlo
closed</h1>%s</article><footer>All rights reserved</footer></body></html>"""


def test_html(tmp_path: Path) -> None:
    paragraphs = [
        f"Sentence {n} of the report tells how the old bridge was closed by the town."
        for n in range(9)
    ]
    page = PAGE % "".join(f"<p>{p}</p>" for p in paragraphs)
    (document,) = documents(put(tmp_path, "page.html", page))
    assert document.title == "Bridge over the Orlo closed"
    assert document.published == "2031-05-01T08:00:00+00:00"
    assert (document.outlet, document.language) == ("Orlo Post", "en")
    assert document.authors == ("Ada Brill",)
    assert document.blocks is not None
    cut = [(b.kind, document.text[b.start : b.end]) for b in document.blocks]
    assert cut[0] == ("title", "Bridge over the Orlo closed")
    assert [text for kind, text in cut if kind == "body"] == paragraphs


def test_meta_by_path_and_by_unique_name(tmp_path: Path) -> None:
    a, b = put(tmp_path, "x/a.txt", TEXT), put(tmp_path, "x/b.txt", TEXT + "b")
    meta = put(
        tmp_path,
        "meta.csv",
        f"Source,outlet,published,title\n{a},Orlo Post,2031-05-01,\nb.txt,,,B\n",
    )
    one, two = documents(a, b, meta=meta)
    assert (one.outlet, one.published, one.title) == ("Orlo Post", "2031-05-01", None)
    assert (two.outlet, two.title) == (None, "B")


def test_meta_without_its_column_is_a_wrong_call(tmp_path: Path) -> None:
    meta = put(tmp_path, "meta.csv", "file,outlet\na,b\n")
    with pytest.raises(UsageError, match="source"):
        taken(meta=meta)


def test_meta_inside_the_folder_is_no_article(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", TEXT)
    meta = put(tmp_path, "meta.csv", "source,outlet\na.txt,Orlo Post\n")
    (document,) = documents(tmp_path, meta=meta)
    assert document.outlet == "Orlo Post"
