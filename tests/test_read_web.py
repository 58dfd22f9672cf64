"""URLs, feeds and what these link to, from the command line to the article."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from misbehaving import Server, answer
from rashomon import cli

PARAGRAPHS = (
    "The road bridge at Tolva was shut on Monday after engineers had found a crack in its north "
    "pier, the county of Merrin said.",
    "Some 4,000 cars cross the bridge every day. They are led over the ferry at Hask until the "
    "pier is mended, which will take six weeks or more.",
    "“Nobody will drive over it before that,” said county engineer Ida Brask on Tuesday.",
)


def page(title: str) -> bytes:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title>"
        f"<meta property='og:type' content='article'></head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    ).encode()


def feed(*links: str) -> bytes:
    items = "".join(
        f"<item><title>Item {n}</title><link>{link}</link><description>Bridge shut …"
        f"</description><pubDate>Mon, 05 May 2031 10:00:00 GMT</pubDate></item>"
        for n, link in enumerate(links)
    )
    return (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>Merrin Post</title>"
        f"<link>http://merrin.example/</link><description>News</description>{items}"
        f"</channel></rss>"
    ).encode()


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as one:
        one.routes["/robots.txt"] = answer(b"", "404 Not Found")
        one.routes["/a"] = answer(page("Tolva bridge shut"))
        one.routes["/b"] = answer(page("Crack closes bridge at Tolva"))
        yield one


def call(*arguments: object) -> int:
    try:
        cli.main(["read", *(str(a) for a in arguments), "--allow-private", "--delay", "0"])
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def articles(capsys: pytest.CaptureFixture) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_url_is_an_article(server: Server, capsys: pytest.CaptureFixture) -> None:
    url = server.url("/a")
    assert call(url) == 0
    (found,) = articles(capsys)
    assert found["source"] == url
    assert found["url"] == url
    assert found["title"] == "Tolva bridge shut"
    assert PARAGRAPHS[2] in found["text"]


def test_a_feed_leads_to_its_pages(server: Server, capsys: pytest.CaptureFixture) -> None:
    server.routes["/feed"] = answer(feed(server.url("/a"), server.url("/b")))
    assert call(server.url("/feed")) == 0
    found = articles(capsys)
    assert [one["url"] for one in found] == [server.url("/a"), server.url("/b")]
    assert {one["published"] for one in found} == {"2031-05-05T10:00:00+00:00"}


def test_a_feed_on_disk_is_followed_only_when_asked(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    file = tmp_path / "feed.xml"
    file.write_bytes(feed(server.url("/a")))
    assert call(file) == 1
    assert "--follow" in capsys.readouterr().err
    assert server.asked == []
    assert call(file, "--follow") == 0
    assert [one["url"] for one in articles(capsys)] == [server.url("/a")]


def test_what_cannot_be_had_is_named_and_the_rest_is_read(
    server: Server, capsys: pytest.CaptureFixture
) -> None:
    server.routes["/robots.txt"] = answer(b"User-agent: *\nDisallow: /private")
    assert call(server.url("/gone"), server.url("/private/x"), server.url("/b")) == 3
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 1
    assert "/gone: " in said.err
    assert "/private/x: " in said.err
    assert "robots.txt" in said.err


def test_private_addresses_only_when_allowed(server: Server, capsys: pytest.CaptureFixture) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(["read", server.url("/a")])
    assert end.value.code == 1
    assert "--allow-private" in capsys.readouterr().err
    assert server.asked == []


def test_a_page_that_did_not_change_is_not_sent_again(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    def once(asked) -> list[bytes]:
        if asked.headers.get("if-none-match") == '"1"':
            return [answer(b"", "304 Not Modified", ETag='"1"')]
        return [answer(page("Tolva bridge shut"), ETag='"1"')]

    server.routes["/a"] = once
    for _ in range(2):
        assert call(server.url("/a"), "--cache", tmp_path / "cache") == 0
    first, second = articles(capsys)
    assert first == second
    assert [one.path for one in server.asked].count("/a") == 2
