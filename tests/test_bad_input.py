"""Bad input: refused or passed over by name with the reason, memory bounded, the rest read.

What belongs to one kind of source (records, entries, rows) stands with its reader's tests.
"""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os
import socket
import subprocess
import sys
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bad_inputs import feed, items, page, peak_of, put, reasons, record, report
from rashomon.errors import UsageError
from rashomon.models import Document, Page, Refusal
from rashomon.stages.read import extracted
from rashomon.stages.read.sources import entries
from rashomon.stages.read.spool import Spool

TEXT = "The old bridge over the Orlo was closed on Monday.\n"
MB = 1_000_000


@contextmanager
def held_below(size: int) -> Iterator[None]:
    """See that what is allocated meanwhile stays below a size, in bytes."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < size
    finally:
        tracemalloc.stop()


def zeros(size: int, around: tuple[bytes, bytes] = (b"", b"")) -> bytes:
    """Gzip of so many zeros, a thousandth as large."""
    packer = zlib.compressobj(9, wbits=31)
    parts = [packer.compress(around[0])]
    block = bytes(MB)
    parts += [packer.compress(block) for _ in range(size // MB)]
    return b"".join([*parts, packer.compress(around[1]), packer.flush()])


def test_every_packing_keeps_the_content(tmp_path: Path) -> None:
    packed = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}
    half = TEXT.encode()
    paths = [put(tmp_path, f"{n}.txt", pack(half) + pack(b"More.")) for n, pack in packed.items()]
    assert [d.text for d in items(*paths) if isinstance(d, Document)] == [f"{TEXT}More."] * 3
    padded = put(tmp_path, "p.gz", gzip.compress(half) + bytes(5000) + gzip.compress(b"More."))
    assert [d.text for d in items(padded) if isinstance(d, Document)] == [f"{TEXT}More."]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_packed_files_that_are_damaged(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    whole = pack(TEXT.encode() * 50)
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 0x55
    put(tmp_path, "a.txt", whole[:-7])
    put(tmp_path, "b.txt", bytes(flipped))
    put(tmp_path, "c.txt", whole + b"something else")
    put(tmp_path, "d.txt", whole[:12])
    put(tmp_path, "e.txt", TEXT)
    found = items(tmp_path)
    assert [isinstance(one, Refusal) for one in found] == [True] * 4 + [False]
    assert all("damaged" in said for said in reasons(found).values())
    assert "ends too soon" in reasons(found)["a.txt"]
    assert "something else follows" in reasons(found)["c.txt"]


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.csv.gz", "a.html.gz", "a.warc.gz"])
def test_a_gzip_bomb_is_refused(tmp_path: Path, name: str) -> None:
    start = {
        "a.txt.gz": TEXT.encode(),
        "a.jsonl.gz": json.dumps({"text": TEXT}).encode() + b'\n{"text": "',
        "a.csv.gz": b"title,text\nT," + TEXT.encode() + b'T,"',
        "a.html.gz": b"<!doctype html><html>",
        "a.warc.gz": record(0, length=900 * MB)[:-4],
    }[name]
    path = put(tmp_path, name, zeros(100 * MB, (start, b"\n" + TEXT.encode())))
    with held_below(20 * MB):
        found = items(path, max_bytes=2 * MB)
    said = list(reasons(found).values())
    assert any("larger than 2 MB" in reason or "cut off" in reason for reason in said)


def test_a_bomb_in_a_list(tmp_path: Path) -> None:
    content = zeros(50 * MB, (b'[{"text": "one two"}, {"text": "', b'"}, {"text": "three four"}]'))
    with held_below(20 * MB):
        found = items(put(tmp_path, "a.json.gz", content), max_bytes=2 * MB)
    assert [isinstance(one, Document) for one in found] == [True, False, True]


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        (b"PK\x03\x04", "zip archive"),
        (b"\x28\xb5\x2f\xfd", "zstd"),
        (gzip.compress(gzip.compress(TEXT.encode(), mtime=0), mtime=0), "packed twice"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "picture"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"From: <x>\r\nMIME-Version: 1.0\r\n", "MHTML"),
    ],
)
def test_kinds_that_are_not_read_are_named(tmp_path: Path, start: bytes, reason: str) -> None:
    (found,) = items(put(tmp_path, "a.txt", start + b" and so on"))
    assert isinstance(found, Refusal)
    assert reason in found.reason


def test_html_of_a_hundred_megabytes(tmp_path: Path) -> None:
    path = put(tmp_path, "a.html", b"<!doctype html><html><body><p>")
    with path.open("r+b") as file:
        file.truncate(100 * MB)
    put(tmp_path, "b.txt", TEXT)
    large, other = items(tmp_path)
    assert isinstance(large, Refusal)
    assert "larger than 50 MB" in large.reason
    assert isinstance(other, Document)
    path.write_bytes(page(0, f"<p>{'word ' * 2_100_000}</p>"))
    (found,) = items(path)
    refused = extracted(found)
    assert isinstance(refused, Refusal)
    assert "larger than 10 MB" in refused.reason


@pytest.mark.parametrize("tag", ["div", "b", "table", "ul"])
def test_html_nested_ten_thousand_deep(tmp_path: Path, tag: str) -> None:
    body = f"<{tag}>" * 10_000 + report(1)
    (found,) = items(put(tmp_path, "a.html", page(1, body)))
    began = time.process_time()
    assert isinstance(extracted(found), Document | Refusal)
    assert time.process_time() - began < 5


def test_mixed_encodings_in_one_file(tmp_path: Path) -> None:
    line = '{{"text": "Käse für Jörg, {}"}}\n'
    content = line.format("UTF-8").encode() + line.format("Windows").encode("cp1252")
    found = items(put(tmp_path, "a.jsonl", content))
    assert [d.text for d in found if isinstance(d, Document)] == [
        "Käse für Jörg, UTF-8",
        "Käse für Jörg, Windows",
    ]
    rows = b"title,text\n" + "T,Käse für Jörg\n".encode() + "U,Käse für Jörg\n".encode("cp1252")
    found = items(put(tmp_path, "a.csv", rows))
    assert [d.text for d in found if isinstance(d, Document)] == ["Käse für Jörg"] * 2


def test_zero_bytes(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", b"A text\x00 with a zero byte in it.")
    put(
        tmp_path,
        "b.jsonl",
        b'{"text": "one two"}\n{"text": "a\x00b c"}\n\x00\x00\n{"text": "d e"}\n',
    )
    put(tmp_path, "c.csv", b"title,text\nT,one two\nU,a\x00b c\nV,d e\n")
    found = items(tmp_path)
    assert [d.text for d in found if isinstance(d, Document)] == ["one two", "d e"] * 2
    assert "binary" in reasons(found)["a.txt"]
    named = [one.source.rpartition("/")[2] for one in found if isinstance(one, Refusal)]
    assert named == ["a.txt", "b.jsonl#2", "b.jsonl#3", "c.csv#2"]


def test_a_folder_that_leads_back_into_itself(tmp_path: Path) -> None:
    put(tmp_path, "sub/a.txt", TEXT)
    (tmp_path / "sub" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self").symlink_to("self")
    (tmp_path / "gone").symlink_to("nowhere")
    found = items(tmp_path)
    assert [type(one) for one in found] == [Refusal, Refusal, Document, Refusal]
    said = reasons(found)
    assert "leads to nothing" in said["gone"]
    assert "symbolic links" in said["self"]
    assert "not followed" in said["up"]
    assert "symbolic links" in reasons(items(tmp_path / "self"))["self"]


def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(tmp_path)  # the name of a socket may not be long
        server.bind("socket")
        os.chdir(here)
        put(tmp_path, "z.txt", TEXT)
        found = items(tmp_path, "/dev/null")
    said = reasons(found)
    assert "a pipe" in said["pipe"]
    assert "a socket" in said["socket"]
    assert "a device" in said["null"]
    assert len(found) == 4


def test_a_pipe_that_the_user_names_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    code = "import sys; f = open(sys.argv[1], 'w'); f.write('Some '); f.flush(); f.write('words.')"
    with subprocess.Popen([sys.executable, "-c", code, str(pipe)]):
        (found,) = items(pipe)
    assert isinstance(found, Document)
    assert found.text == "Some words."


def test_standard_input_is_read_as_it_comes(tmp_path: Path) -> None:
    code = (
        "from rashomon.stages.read import read\n"
        "import tracemalloc, json\n"
        "tracemalloc.start()\n"
        "reading = read(['-'])\n"
        "print(len(reading), tracemalloc.get_traced_memory()[1])\n"
        "reading.close()\n"
    )
    content = (json.dumps({"text": "word " * 20_000}) + "\n").encode()
    lines = b"".join(content.replace(b"word", b"w%03d" % n, 1) for n in range(300))
    done = subprocess.run(
        [sys.executable, "-c", code], input=lines, capture_output=True, check=True
    )
    count, peak = map(int, done.stdout.split())
    assert count == 300
    assert peak < 100 * MB < 4 * len(lines)


def test_a_file_that_goes_while_the_others_are_read(tmp_path: Path) -> None:
    paths = [put(tmp_path, f"{n}.txt", f"{TEXT}{n}") for n in range(3)]
    seen = []
    for entry in entries([str(tmp_path)], MB):
        seen.append(entry.source)
        paths[1].unlink(missing_ok=True)
        if isinstance(entry, Refusal):
            assert "no such file" in entry.reason or "gone" in entry.reason
    assert len(seen) == 3


def test_a_file_that_shrinks_while_it_is_read(tmp_path: Path) -> None:
    path = put(tmp_path, "a.jsonl", f'{{"text": "{"word " * 50}"}}\n' * 4000)
    opened = entries([str(path)], MB)
    entry = next(opened)
    assert not isinstance(entry, Refusal)
    assert hasattr(entry, "lines")
    lines = entry.lines()
    first = next(lines)[1]
    path.write_bytes(b"")
    assert first is not None
    assert 1 <= sum(1 for _ in lines) < 3999


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", TEXT).chmod(0)
    put(tmp_path, "b.txt", TEXT)
    refused, found = items(tmp_path)
    assert isinstance(refused, Refusal)
    assert "permission" in refused.reason
    assert isinstance(found, Document)


def test_a_file_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.txt", TEXT)
    real = Path.open

    def refuse(self: Path, *arguments: object) -> object:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return real(self, *arguments)  # type: ignore[call-overload]

    put(tmp_path, "b.txt", TEXT)
    monkeypatch.setattr(Path, "open", refuse)
    refused, found = items(tmp_path)
    assert isinstance(refused, Refusal)
    assert "no permission" in refused.reason
    assert isinstance(found, Document)


@pytest.mark.skipif(sys.platform == "darwin", reason="its file names are UTF-8")
def test_names_that_are_no_text(tmp_path: Path) -> None:
    for name, content in ((b"caf\xe9.txt", TEXT), (b"caf\xe8.txt", "")):
        Path(os.fsdecode(bytes(tmp_path) + b"/" + name)).write_text(content)
    empty, found = items(tmp_path)
    assert isinstance(empty, Refusal)
    assert isinstance(found, Document)
    assert found.source == f"{tmp_path}/caf\ufffd.txt"
    assert "no such" in items(os.fsdecode(b"\xff"))[0].reason  # type: ignore[union-attr]


def test_a_line_of_two_hundred_megabytes(tmp_path: Path) -> None:
    path = put(tmp_path, "a.jsonl", json.dumps({"text": TEXT}) + '\n{"text": "')
    with path.open("ab") as file:
        file.truncate(200 * MB)
        file.write(b'"}\n' + json.dumps({"text": f"{TEXT} again"}).encode())
    with held_below(30 * MB):
        first, long, last = items(path, max_bytes=5 * MB)
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert isinstance(long, Refusal)
    assert long.source == f"{path}#2"


def test_each_reader_meets_cut_and_flipped_bytes(tmp_path: Path) -> None:
    sound = {
        "a.warc": record(1) + record(2),
        "a.warc.gz": gzip.compress(record(1)) + gzip.compress(record(2)),
        "f.xml": feed(f"<title>T</title><description>{report(1)}</description>").encode(),
        "a.jsonl": (json.dumps({"text": TEXT}) + "\n").encode() * 2,
        "a.json": json.dumps([{"text": TEXT}] * 2).encode(),
        "a.csv": b'title,text\nT,"one two"\n' * 2,
        "a.html": page(1),
        "a.txt.xz": lzma.compress(TEXT.encode()),
    }
    for name, content in sound.items():
        step = max(len(content) // 11, 1)
        for at in range(0, len(content), step):
            flipped = bytearray(content)
            flipped[at] ^= 0x41
            for bad in (content[:at], bytes(flipped), content[at:], content[:at] + content):
                found = items(put(tmp_path, name, bad))
                assert found, (name, at)
                assert not any("fault" in reason for reason in reasons(found).values())


HOSTILE = {
    "comments": "<!-- -->" * 400,
    "open comments": "<!--" * 200_000,
    "scripts": "<script>" * 100_000,
    "paragraphs": "<p" * 400_000,
    "links": "<p><a href=" * 80_000,
    "brackets": "<" * 800_000,
    "types": "<!DOCTYPE x [" + "[]" * 30_000,
    "dots": "." * 800_000,
    "spaces": " " * 800_000,
    "quotes": "title,text\n" + '"' * 300_001,
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_time_grows_with_the_size_only(tmp_path: Path, name: str) -> None:
    """Patterns that look back would take minutes for these."""
    bad = HOSTILE[name]
    put(tmp_path, "a.txt", bad)
    put(tmp_path, "b.xml", f"<?xml version='1.0'?>{bad}<rss></rss>")
    put(tmp_path, "c.xml", feed(f"<title>T</title><description><![CDATA[{bad}]]></description>"))
    put(tmp_path, "d.warc", record(1, f"<html>{bad}</html>".encode()))
    put(tmp_path, "e.json", json.dumps([{"text": bad, "author": bad, "source": bad}]))
    put(tmp_path, "f.csv", bad)
    began = time.process_time()
    items(tmp_path)
    assert time.process_time() - began < 4


def test_a_fault_of_a_reader_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(entry: object, content: bytes) -> str:
        raise LookupError("something nobody foresaw \ud800")

    monkeypatch.setattr("rashomon.stages.read.plain.decoded", fail)
    put(tmp_path, "a.txt", TEXT)
    put(tmp_path, "b.json", json.dumps({"text": TEXT}))
    bad, good = items(tmp_path)
    assert isinstance(bad, Refusal)
    assert "LookupError" in bad.reason
    assert isinstance(good, Document)


def test_a_page_that_breaks_its_parser_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(item: Page, models: Path | None = None) -> Document:
        raise RuntimeError("too deep")

    monkeypatch.setattr("rashomon.stages.read.reading.extract", fail)
    refused = extracted(Page(id="i", source="s", sources=("s",), content=page(1)))
    assert isinstance(refused, Refusal)
    assert "too deep" in refused.reason


def test_no_room_for_what_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    spool = Spool(10)
    spool.add(Refusal(source="a", reason="b" * 40))

    def full(data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(spool._file, "write", full)
    with pytest.raises(UsageError, match="TMPDIR"):
        spool.add(Refusal(source="a", reason="b"))
    spool.close()


def test_memory_does_not_grow_with_the_input(tmp_path: Path) -> None:
    """Of ten times as much no more is held than the spool was given."""
    code = (
        "from rashomon.stages.read import ReadSettings, read; import sys; "
        "reading = read(sys.argv[1:], ReadSettings(spool_bytes=8_000_000)); "
        "assert sum(1 for one in reading) == len(reading) > 10; reading.close()"
    )
    peaks = []
    for times in (30, 300):
        path = tmp_path / f"{times}.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for number in range(times):
                words = f"Report {number} tells of the bridge. " * 6000
                file.write(json.dumps({"text": words}) + "\n")
        status, peak = peak_of([sys.executable, "-c", code, str(path)])
        assert status == 0
        peaks.append(peak)
    assert path.stat().st_size > 50 * MB
    assert peaks[1] - peaks[0] < 20 * MB
