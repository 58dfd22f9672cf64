"""Inputs that readers meet: archives, feeds and pages, sound and broken, made here."""

from __future__ import annotations

import sys
from pathlib import Path

from rashomon.models import Document, Page, Refusal
from rashomon.stages.read import ReadSettings, read

__all__ = ["feed", "items", "page", "peak_of", "put", "reasons", "record", "report"]

Found = Document | Page | Refusal


def items(*sources: object, **settings: object) -> list[Found]:
    """What reading gives, pages not taken apart."""
    asked = ReadSettings(**settings)  # type: ignore[arg-type]
    with read([str(source) for source in sources], asked) as reading:
        return list(reading)


def reasons(found: list[Found]) -> dict[str, str]:
    """The reason of each refusal by what follows ``#`` in its source, or by its file's name."""
    refused = [one for one in found if isinstance(one, Refusal)]
    return {one.source.rpartition("#")[2].rpartition("/")[2]: one.reason for one in refused}


def put(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def report(number: int, sentences: int = 14) -> str:
    """A report in HTML paragraphs, long enough for one."""
    return "".join(
        f"<p>Sentence {number}.{n} of the report tells how the town closed its old bridge.</p>\n"
        for n in range(sentences)
    )


def page(number: int, body: str | None = None) -> bytes:
    """A web page that holds a report."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bridge closed</title>'
        f"</head><body><article><h1>Bridge closed</h1>{body or report(number)}</article></body>"
        "</html>"
    ).encode()


def record(
    number: int,
    payload: bytes | None = None,
    *,
    kind: str = "response",
    status: str = "200 OK",
    headers: str = "Content-Type: text/html; charset=utf-8",
    url: str | None = None,
    length: int | None = None,
) -> bytes:
    """A record of a web archive."""
    lines = f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode()
    block = lines + (page(number) if payload is None else payload)
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: {url or f'https://o.example/news/{number}'}\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def feed(*entries: str, head: str = "", prolog: str = "") -> str:
    """An RSS feed."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{prolog}<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Orlo Post</title>'
        f"<link>https://o.example/</link><language>en-gb</language>{head}"
        + "".join(f"<item>{entry}</item>" for entry in entries)
        + "</channel></rss>"
    )


def peak_of(arguments: list[str]) -> tuple[int, int]:
    """Run a command; its exit status and the most memory it used, in bytes."""
    import subprocess

    code = (
        "import resource, subprocess, sys; "
        "status = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL, "
        "stderr=subprocess.DEVNULL); "
        "print(status, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    status, peak = map(int, done.stdout.split())
    return status, peak * (1 if sys.platform == "darwin" else 1024)
