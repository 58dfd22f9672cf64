"""Feeds: full text or a link, what an entry says of itself, and feeds that would harm."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from bad_inputs import feed, items, page, put, reasons, report
from rashomon.models import Document, Page, Refusal
from rashomon.stages.read import extracted

BRIEF = "The old bridge over the Orlo was closed."


@dataclasses.dataclass
class Answer:
    source: str
    url: str
    content: bytes
    encoding: str | None = None


class Server:
    """What a fetcher would give."""

    def __init__(self, **pages: bytes | str) -> None:
        self.pages = {f"https://o.example/{name}": content for name, content in pages.items()}
        self.asked: list[str] = []

    def fetch_all(self, urls: Iterable[str]) -> Iterator[Answer | Refusal]:
        for url in urls:
            self.asked.append(url)
            content = self.pages.get(url)
            if content is None:
                yield Refusal(source=url, reason="the server has no such page (404)")
            else:
                data = content.encode() if isinstance(content, str) else content
                yield Answer(url, url + "?moved", data, "utf-8")


def entry(number: int, *, full: bool = True, link: str | None = None) -> str:
    body = f"<content:encoded><![CDATA[{report(number)}]]></content:encoded>" if full else ""
    return (
        f"<title>Bridge &amp; town {number}</title><link>{link or f'/{number}'}</link>"
        "<pubDate>Thu, 01 May 2031 08:00:00 -0400</pubDate><dc:creator>Ada Brill</dc:creator>"
        f"<description>{BRIEF} …</description>{body}"
    )


def test_full_text_in_the_feed(tmp_path: Path) -> None:
    path = put(tmp_path, "feed.xml", feed(entry(1), entry(2)))
    one, two = items(path)
    assert isinstance(one, Page)
    assert isinstance(two, Page)
    assert (one.source, one.url) == (f"{path}#1", "https://o.example/1")
    assert (one.title, one.authors, one.outlet) == ("Bridge & town 1", ("Ada Brill",), "Orlo Post")
    assert (one.published, one.language) == ("2031-05-01T08:00:00-04:00", "en")
    assert one.id != two.id
    article = extracted(one)
    assert isinstance(article, Document)
    assert "Sentence 1.5 of the report" in article.text
    # what stands around an entry is no part of it
    other = put(tmp_path, "other.xml", feed(entry(1), head="<ttl>60</ttl>"))
    (again,) = items(other)
    assert isinstance(again, Page)
    assert again.id == one.id


@pytest.mark.parametrize(
    ("body", "whole"),
    [
        (f"<description><![CDATA[{report(1)}]]></description>", True),
        (f"<description>{BRIEF}</description>", False),
        (f"<description><![CDATA[{report(1, 4)}]]></description>", False),
        (f"<content:encoded><![CDATA[{report(1)}…]]></content:encoded>", False),
        (f"<content:encoded><![CDATA[{report(1)}<p>[...]</p>]]></content:encoded>", False),
        (
            f"<content:encoded><![CDATA[{report(1)}<p><a href='https://o.example/1'>More</a></p>]]>"
            "</content:encoded>",
            False,
        ),
        (
            f"<content:encoded><![CDATA[{report(1)}<p>See <a href='https://x.example/'>the map</a>"
            "</p>]]></content:encoded>",
            True,
        ),
    ],
)
def test_what_counts_as_full_text(tmp_path: Path, body: str, whole: bool) -> None:
    one = f"<title>T</title><link>https://o.example/1</link>{body}"
    (found,) = items(put(tmp_path, "feed.xml", feed(one)))
    assert isinstance(found, Page) is whole
    if isinstance(found, Refusal):
        assert "--follow fetches the linked page (https://o.example/1)" in found.reason


def test_atom(tmp_path: Path) -> None:
    atom = (
        '<?xml version="1.0" encoding="ISO-8859-1"?><feed xmlns="http://www.w3.org/2005/Atom" '
        'xml:lang="de"><title>Orlo-Post</title><link rel="self" href="https://o.example/f"/>'
        "<entry><title>Brücke</title><link href='https://o.example/1'/><id>urn:1</id>"
        "<published>2031-05-01T08:00:00+02:00</published><updated>2031-05-01T09:00:00+02:00"
        "</updated><author><name>Jörg B</name></author>"
        f"<content type='html'>{report(1).replace('<', '&lt;')}</content></entry></feed>"
    )
    (one,) = items(put(tmp_path, "f.xml", atom.encode("latin-1")))
    assert isinstance(one, Page)
    assert (one.title, one.authors, one.outlet) == ("Brücke", ("Jörg B",), "Orlo-Post")
    assert one.published == "2031-05-01T08:00:00+02:00"
    assert one.updated == "2031-05-01T09:00:00+02:00"


def test_rss_1(tmp_path: Path) -> None:
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<channel rdf:about="x"><title>Orlo Post</title></channel><item rdf:about="y">'
        "<title>T</title><link>https://o.example/1</link><dc:date>2031-05-01T08:00Z</dc:date>"
        f"<description>{report(1).replace('<', '&lt;')}</description></item></rdf:RDF>"
    )
    (one,) = items(put(tmp_path, "f.rdf", rdf))
    assert isinstance(one, Page)
    assert (one.title, one.published) == ("T", "2031-05-01T08:00+00:00")


def test_json_feed(tmp_path: Path) -> None:
    plain = " ".join(f"Sentence {n} tells of the bridge." for n in range(30))
    content = {
        "title": "Orlo Post",
        "version": "https://jsonfeed.org/version/1.1",
        "language": "en-US",
        "items": [
            {
                "id": "1",
                "url": "https://o.example/1",
                "title": "T",
                "content_html": report(1),
                "date_published": "2031-05-01T08:00:00Z",
                "authors": [{"name": "Ada Brill"}],
            },
            {"id": "2", "url": "https://o.example/2", "content_text": plain},
            {"id": "3", "url": "https://o.example/3", "summary": BRIEF},
            "no object",
        ],
    }
    one, two, three, four = items(put(tmp_path, "feed.json", json.dumps(content)))
    assert isinstance(one, Page)
    assert (one.title, one.outlet, one.language) == ("T", "Orlo Post", "en")
    assert (one.authors, one.published) == (("Ada Brill",), "2031-05-01T08:00:00+00:00")
    assert isinstance(two, Document)
    assert two.text == plain
    assert isinstance(three, Refusal)
    assert isinstance(four, Refusal)


def test_a_feed_in_a_file_is_followed_only_where_asked(tmp_path: Path) -> None:
    path = put(tmp_path, "f.xml", feed(entry(1), entry(2, full=False), entry(3, full=False)))
    server = Server(**{"2": page(2)})
    assert "--follow" in reasons(items(path, fetcher=server))["2"]
    assert server.asked == []
    one, two, three = items(path, fetcher=server, follow=True)
    assert isinstance(one, Page)
    assert isinstance(two, Page)
    assert (two.source, two.url) == ("https://o.example/2", "https://o.example/2?moved")
    assert (two.content, two.encoding) == (page(2), "utf-8")
    assert two.published == "2031-05-01T08:00:00-04:00"
    assert isinstance(three, Refusal)
    assert three.source == "https://o.example/3"
    assert "404" in three.reason
    assert f"linked from {path}#3" in three.reason
    assert "nothing is fetched" in items(path, follow=True)[-1].reason  # type: ignore[union-attr]


def test_urls_are_read_by_what_comes_back() -> None:
    server = Server(
        a=page(1),
        feed=feed(entry(2, full=False), entry(3, full=False)),
        lines='{"text": "Some words here."}\n{"text": "Some more words."}\n',
        **{"2": page(2), "3": "Plain text of a report."},
    )
    found = items(*(f"https://o.example/{n}" for n in ("a", "feed", "lines")), fetcher=server)
    assert [one.source for one in found] == [
        *("https://o.example/a", "https://o.example/2", "https://o.example/3"),
        *("https://o.example/lines#1", "https://o.example/lines#2"),
    ]
    assert found[2].url == "https://o.example/3?moved"  # type: ignore[union-attr]
    assert found[3].url is None  # type: ignore[union-attr]


def test_feeds_that_loop_are_named(tmp_path: Path) -> None:
    own = "https://o.example/loop"
    self_link = '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="{}" href="{}"/>'
    looping = feed(
        entry(1, full=False, link=own),
        entry(2, full=False, link="https://o.example/back"),
        entry(3),
        head=self_link.format("self", own) + self_link.format("next", own),
    )
    back = feed(entry(4, full=False, link=own))
    server = Server(loop=looping, back=back)
    found = items(own, fetcher=server)
    assert [type(one) for one in found] == [Refusal, Page, Refusal]
    said = reasons(found)
    assert "a loop: it links to the feed" in said["1"]
    assert "a feed that a feed links to" in said["back"]
    assert server.asked == [own, "https://o.example/back"]
    path = put(tmp_path, "f.xml", looping)
    assert "a loop" in reasons(items(path, fetcher=server, follow=True))["1"]


LAUGHS = "<!DOCTYPE rss [<!ENTITY a0 'ha'>{}]>".format(
    "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
)
BOMBS = {
    "laughs": LAUGHS,
    "quadratic": f"<!DOCTYPE rss [<!ENTITY a '{'x' * 20_000}'>]>",
    "file": "<!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>",
    "parameter": "<!DOCTYPE rss [<!ENTITY % p SYSTEM 'http://x.example/a.dtd'> %p;]>",
    "hidden": "<!-- <a> --><!DOCTYPE rss [<!-- <rss> --><!ENTITY a 'ha'>]>",
}


@pytest.mark.parametrize("name", sorted(BOMBS))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_xml_bomb_is_refused(tmp_path: Path, name: str, encoding: str) -> None:
    text = feed(f"<title>{'&a;' * 5000}</title>", entry(1), prolog=BOMBS[name])
    path = put(tmp_path, "f.xml", text.replace("utf-8", encoding, 1).encode(encoding))
    (found,) = items(path)
    assert isinstance(found, Refusal)
    assert found.source == str(path)
    assert "declares entities" in found.reason


def test_an_old_feed_with_a_document_type_is_read(tmp_path: Path) -> None:
    old = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://n.example/rss.dtd">'
    assert isinstance(items(put(tmp_path, "f.xml", feed(entry(1), prolog=old)))[0], Page)


@pytest.mark.parametrize("tail", ["<" * 100_000, '<a b="' * 30_000, "<a>" * 100_000, "&" * 50_000])
def test_a_feed_that_is_not_well_formed_is_mended(tmp_path: Path, tail: str) -> None:
    broken = feed(entry(1), entry(2)).replace("</channel></rss>", tail)
    found = items(put(tmp_path, "f.xml", broken))
    assert [type(one) for one in found] == [Page, Page] or "nested" in found[0].reason  # type: ignore[union-attr]
    text = feed(entry(1).replace("Bridge &amp;", "Bridge&nbsp;&")).replace("</rss>", "")
    (mended,) = items(put(tmp_path, "g.xml", text))
    assert isinstance(mended, Page)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('<?xml version="1.0"?><opml><body/></opml>', "root is <opml>"),
        ("<rss><channel>", "without entries"),
        ("<rss", "broken feed"),
        (f"<?xml version='1.0'?><!-- {'x' * 70_000} --><rss></rss>", "first 64 kB"),
        ("<rss><channel><item><title>T</title></item></channel></rss>", "no link"),
        ("<rss></rss>", "without entries"),
        ('{"version": "https://jsonfeed.org/version/1", "items": 3}', "without entries"),
        ('{"version": "https://jsonfeed.org/version/1", "items": [', "broken JSON feed"),
    ],
)
def test_feeds_that_hold_nothing(tmp_path: Path, content: str, reason: str) -> None:
    (found,) = items(put(tmp_path, "f", content))
    assert isinstance(found, Refusal)
    assert reason in found.reason


def test_what_the_parser_of_feeds_stumbles_over_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*content: object, **options: object) -> None:
        raise ValueError("too many values to unpack")  # it does, over a namespace with spaces

    monkeypatch.setattr("feedparser.parse", stumble)
    (found,) = items(put(tmp_path, "f.xml", feed(entry(1))))
    assert isinstance(found, Refusal)
    assert "a feed that cannot be parsed: too many values" in found.reason
