"""Web archives: which records are read, what they are called, and what a broken one costs."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from pathlib import Path

import pytest

from bad_inputs import items, page, put, reasons, record
from rashomon.models import Page, Refusal
from rashomon.stages.read import extracted


def pages(path: Path, **settings: object) -> list[Page]:
    return [one for one in items(path, **settings) if isinstance(one, Page)]


def numbers(path: Path, **settings: object) -> list[str]:
    """Which records gave a page."""
    return [one.source.rpartition(":")[2] for one in pages(path, **settings)]


@pytest.mark.parametrize("packed", ["no", "each", "whole"])
def test_pages_of_an_archive(tmp_path: Path, packed: str) -> None:
    records = [record(n) for n in range(4)]
    if packed == "each":
        records = [gzip.compress(one, mtime=0) for one in records]
    content = b"".join(records)
    path = put(tmp_path, "a.warc", gzip.compress(content) if packed == "whole" else content)
    found = pages(path)
    assert [one.source for one in found] == [f"{path}#urn:uuid:{n}" for n in range(4)]
    assert [one.url for one in found] == [f"https://o.example/news/{n}" for n in range(4)]
    assert found[2].content == page(2)
    assert found[2].id == "sha256:" + hashlib.sha256(page(2)).hexdigest()
    assert found[2].encoding == "utf-8"
    article = extracted(found[2])
    assert not isinstance(article, Refusal)
    assert "Sentence 2.5 of the report" in article.text


def test_only_html_answers_with_status_200_are_read(tmp_path: Path) -> None:
    content = b"".join(
        [
            b"WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\nsoft\r\n\r\n",
            record(1, kind="request"),
            record(2, kind="revisit"),
            record(3, kind="metadata"),
            record(4, status="404 Not Found"),
            record(5, headers="Content-Type: image/png"),
            record(6, b'{"a": 1}', headers="Content-Type: application/json"),
            record(7, headers="Server: x"),
            record(8, headers="Content-Type: text/plain"),
            record(9, b"plain text", headers="Content-Type: text/plain"),
            record(10),
        ]
    )
    found = items(put(tmp_path, "a.warc", content))
    assert [one.source.rpartition(":")[2] for one in found] == ["7", "8", "10"]
    assert all(isinstance(one, Page) for one in found)


def test_a_resource_record_is_its_own_payload(tmp_path: Path) -> None:
    body = page(1)
    head = (
        "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Type: text/html"
        f"; charset=ISO-8859-1\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode()
    (found,) = pages(put(tmp_path, "a.warc", head + body + b"\r\n\r\n"))
    assert (found.content, found.encoding) == (body, "ISO-8859-1")


def test_transfer_and_content_coding_are_taken_off(tmp_path: Path) -> None:
    body = page(1)
    packed = gzip.compress(body)
    half = len(packed) // 2
    chunks = b"%x\r\n%s\r\n%x;x=y\r\n%s\r\n0\r\n\r\n" % (
        half,
        packed[:half],
        len(packed) - half,
        packed[half:],
    )
    html = "Content-Type: text/html\r\n"
    content = b"".join(
        [
            record(0, body, headers=html + "Server: x"),
            record(1, packed, headers=html + "Content-Encoding: gzip"),
            record(
                2, chunks, headers=html + "Content-Encoding: gzip\r\nTransfer-Encoding: chunked"
            ),
            record(3, zlib.compress(body), headers=html + "Content-Encoding: deflate"),
            # archives that took the coding off and left the header
            record(4, body, headers=html + "Content-Encoding: gzip\r\nTransfer-Encoding: chunked"),
            record(5, body, headers=html + "Content-Encoding: br"),
        ]
    )
    (found,) = items(put(tmp_path, "a.warc", content))
    assert isinstance(found, Page)
    assert found.content == body
    assert [name.rpartition(":")[2] for name in found.sources] == list("012345")


def test_codings_that_cannot_be_taken_off_are_named(tmp_path: Path) -> None:
    html = "Content-Type: text/html\r\nContent-Encoding: "
    packed = bytearray(gzip.compress(page(1)))
    packed[30] ^= 0xFF
    bomb = gzip.compress(b"<html>" + b" " * 3_000_000)
    content = b"".join(
        [
            record(0, bytes(packed), headers=html + "gzip"),
            record(1, b"\x8b\x02\x80abc", headers=html + "br"),
            record(2, bomb, headers=html + "gzip"),
            record(3),
        ]
    )
    found = items(put(tmp_path, "a.warc", content), max_bytes=1_000_000)
    said = list(reasons(found).values())
    assert "cannot be decoded" in said[0]
    assert "cannot be decoded" in said[1]
    assert "larger than 1 MB" in said[2]
    assert isinstance(found[3], Page)


def test_brotli_is_taken_off_where_it_is_installed(tmp_path: Path) -> None:
    brotli = pytest.importorskip("brotli")
    html = "Content-Type: text/html\r\nContent-Encoding: br"
    (found,) = pages(put(tmp_path, "a.warc", record(0, brotli.compress(page(1)), headers=html)))
    assert found.content == page(1)


@pytest.mark.parametrize(
    ("broken", "lost", "reason"),
    [
        (record(1, length=50), "1", "wrong length"),
        (record(1, length=1700), "1", "wrong length"),
        (record(1, length=90_000), "1", "cut off"),
        (record(1).replace(b"Content-Length", b"Content-Lxngth"), "1", "no valid length"),
        (b"rubbish " * 2000 + b"\r\n\r\n", "", "no record begins"),
        (b"XARC" + record(1)[4:], "1", "no record begins"),
        (record(1)[:-300], "1", "wrong length"),
    ],
)
def test_a_broken_record_is_named_and_the_rest_is_read(
    tmp_path: Path, broken: bytes, lost: str, reason: str
) -> None:
    first = record(0)
    path = put(tmp_path, "a.warc", first + broken + record(2) + record(3))
    found = items(path)
    assert numbers(path) == ["0", "2", "3"]
    refused = [one for one in found if isinstance(one, Refusal)]
    assert reason in refused[0].reason
    assert f"byte {len(first)}" in refused[0].reason
    assert refused[0].source == f"{path}#byte={len(first)}"


@pytest.mark.parametrize("how", ["flipped", "cut", "cut early"])
def test_a_broken_gzip_member_is_named_and_the_rest_is_read(tmp_path: Path, how: str) -> None:
    members = [gzip.compress(record(n), mtime=0) for n in range(4)]
    bad = bytearray(members[1])
    if how == "flipped":
        bad[len(bad) // 2] ^= 0xFF
    content = members[0] + bytes(bad[: {"flipped": None, "cut": -40, "cut early": 90}[how]])
    path = put(tmp_path, "a.warc.gz", content + members[2] + members[3])
    assert numbers(path) == ["0", "2", "3"]
    (said,) = reasons(items(path)).values()
    assert f"after byte {len(members[0])}" in said


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_that_is_cut_off(tmp_path: Path, packed: bool) -> None:
    records = [record(n) for n in range(3)]
    content = b"".join(gzip.compress(one) if packed else one for one in records)
    path = put(tmp_path, "a.warc.gz" if packed else "a.warc", content[:-100])
    assert numbers(path) == ["0", "1"]
    (said,) = reasons(items(path)).values()
    assert "ends too soon" in said if packed else "cut off" in said


def test_a_large_record_is_passed_over(tmp_path: Path) -> None:
    large = record(1, b"<html>" + b"x" * 3_000_000)
    path = put(tmp_path, "a.warc", record(0) + large + record(2))
    assert numbers(path, max_bytes=100_000) == ["0", "2"]
    (said,) = reasons(items(path, max_bytes=100_000)).values()
    assert f"at byte {len(record(0))} is larger than 0.1 MB" in said


def test_pages_that_are_no_reports_are_refused(tmp_path: Path) -> None:
    links = "".join(f'<li><a href="/{n}">A headline of some words {n}</a></li>' for n in range(90))
    content = b"".join(
        [
            record(0, page(0), url="https://o.example/"),
            record(1, f"<html><body><ul>{links}</ul></body></html>".encode()),
            record(2, b'<html><meta property="og:type" content="article"><p>Short.</p></html>'),
            record(3),
        ]
    )
    path = put(tmp_path, "a.warc", content)
    assert numbers(path) == ["2", "3"]
    front, listing = reasons(items(path)).values()
    assert "front page" in front
    assert "not news-like" in listing


def test_an_archive_without_pages_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, "a.warc", record(1, kind="request"))
    (found,) = items(path)
    assert isinstance(found, Refusal)
    assert "without an HTML page" in found.reason
