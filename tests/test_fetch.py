"""Fetching against a local server that misbehaves in every way it can."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpcore
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as checked
from hypothesis import strategies as st

from misbehaving import RESET, Asked, Server, Step, answer, redirect
from rashomon.errors import (
    AddressRefused,
    BadResponse,
    FetchError,
    FetchTimeout,
    HostUnreachable,
    RedirectRefused,
    ResponseTooLarge,
    RobotsForbidden,
    UnknownHost,
    UsageError,
)
from rashomon.models import Refusal
from rashomon.stages.read.fetch import Fetched, Fetcher, FetchSettings, transport
from rashomon.stages.read.fetch.addresses import not_public, odd_spelling
from rashomon.stages.read.fetch.cache import Cache, Kept
from rashomon.stages.read.fetch.decoding import accepted_encodings, decoded
from rashomon.stages.read.fetch.ordered import Bounds, in_order
from rashomon.stages.read.fetch.robots import parse_robots, product_token
from rashomon.stages.read.fetch.urls import shown

PAGE = b"<html><body><p>The council met on Tuesday.</p></body></html>"
LOCAL = FetchSettings(allow_private=True, retries=0, obey_robots=False, page_seconds=5.0)
"""Loopback is allowed, nothing is asked twice, no robots.txt is asked for."""
PUBLIC = "93.184.215.14"
"""A public address; nothing here connects to it."""


class FakeClock:
    """A clock that stands still unless someone sleeps, and notes for how long."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.slept: list[float] = []
        self._lock = threading.Lock()

    def now(self) -> float:
        with self._lock:
            return self.time

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.time += seconds
            self.slept.append(round(seconds, 6))


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


def loopback(_host: str, _port: int) -> list[str]:
    return ["127.0.0.1"]


def fetch(url: str, settings: FetchSettings = LOCAL, **more: Any) -> Fetched:
    with Fetcher(settings, clock=more.pop("clock", FakeClock()), **more) as fetcher:
        return fetcher.fetch(url)


def refused(
    kind: type[FetchError], url: str, settings: FetchSettings = LOCAL, **more: Any
) -> FetchError:
    with pytest.raises(kind) as caught:
        fetch(url, settings, **more)
    assert type(caught.value) is kind
    assert "\n" not in str(caught.value)
    return caught.value


# ---------------------------------------------------------------- pages


def test_a_page_comes_with_what_the_header_says(server: Server) -> None:
    server.routes["/a"] = answer(
        PAGE, Content_Type='Text/HTML; Charset="Windows-1251"', ETag='"1"', Last_Modified="then"
    )
    page = fetch(server.url("/a#part"))
    assert page == Fetched(
        source=server.url("/a#part"),
        url=server.url("/a"),
        content=PAGE,
        content_type="text/html",
        encoding="windows-1251",
        etag='"1"',
        last_modified="then",
    )


def test_a_request_names_the_program_and_takes_no_proxy_from_the_environment(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    server.routes["/a"] = answer(PAGE)
    assert fetch(server.url("/a")).content == PAGE
    headers = server.asked[0].headers
    assert headers["user-agent"].startswith("rashomon/")
    assert headers["host"] == f"127.0.0.1:{server.port}"
    assert headers["accept-encoding"] == accepted_encodings()


def test_a_proxy_that_is_named_is_used(server: Server) -> None:
    server.routes["http://news.example/a"] = answer(PAGE)
    proxied = replace(LOCAL, proxy=server.url(""), allow_private=False)
    assert fetch("http://news.example/a", proxied).content == PAGE
    refused(AddressRefused, "http://127.0.0.1/a", proxied)


def test_each_request_has_a_connection_of_its_own_with_the_name_as_host(server: Server) -> None:
    server.routes["/a"] = answer(PAGE)
    page = fetch(server.url("/a", "news.example"), resolver=loopback)
    assert page.url == server.url("/a", "news.example")
    assert server.asked[0].headers["host"] == f"news.example:{server.port}"
    assert server.asked[0].headers["connection"] == "close"


def test_what_is_sent_beyond_the_answer_is_never_taken_for_the_next(server: Server) -> None:
    server.routes["/a"] = answer(PAGE) + answer(b"smuggled")
    server.routes["/b"] = answer(b"right")
    with Fetcher(LOCAL, clock=FakeClock()) as fetcher:
        assert fetcher.fetch(server.url("/a")).content == PAGE
        assert fetcher.fetch(server.url("/b")).content == b"right"


@pytest.mark.parametrize("status", ["204 No Content", "206 Partial Content", "404 Not Found"])
def test_an_answer_that_is_no_page_is_refused(server: Server, status: str) -> None:
    server.routes["/a"] = answer(b"", status)
    problem = refused(BadResponse, server.url("/a"))
    assert problem.source == server.url("/a")
    assert status[:3] in problem.reason
    assert len(server.asked) == 1


# ---------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/hosts",
        "ftp://news.example/a",
        "javascript:alert(1)",
        "news.example/a",
        "",
        "http://",
        "http:///a",
        "http://...",
        "http://[::1",
        "http://news.example:99999/",
        "http://user:secret@news.example/",
        "http://news.example/\x00",
        "http://news.example/\ud800",
        "http://news.example/" + "a" * 9000,
        "http://news.example:0/",
        "http://☃.example/",
    ],
)
def test_what_is_no_address_of_a_page_is_refused(url: str) -> None:
    problem = refused(AddressRefused, url, resolver=_never)
    assert "secret" not in str(problem)
    assert len(str(problem)) < 2200


def test_a_url_is_named_as_it_was_written_without_its_password() -> None:
    assert shown("http://u:p@a.example/b?c=d@e") == "http://a.example/b?c=d@e"
    assert shown("http://a.example?c=d@e#f@g") == "http://a.example?c=d@e#f@g"
    assert shown("u:p@a.example/x") == "a.example/x"
    assert shown(" http://a.example/\x1b[31m\n ") == "http://a.example/\ufffd[31m"


def _never(_host: str, _port: int) -> list[str]:
    raise AssertionError("nothing may be resolved")


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.0.1", "169.254.169.254", "0.0.0.0"),
        *("100.64.0.1", "224.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.0.192"),
        *("[::1]", "[::]", "[fe80::1]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]"),
        *("[::ffff:127.0.0.1]", "[::ffff:a00:1]", "[64:ff9b::7f00:1]", "[64:ff9b::10.0.0.1]"),
        *("[2002:7f00:1::]", "[2002:c0a8:1::1]", "[2001:0:1::1]", "[::127.0.0.1]"),
        *("[64:ff9b:1::1]", "[2001:db8::1]", "[100::1]", "[fec0::1]"),
        *("2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1", "127.0.0.1.", "00.0.0.0"),
        *("0x7f.0.0.0x1", "017700000001", "134744072", "0x", "1.2.3.4.5", "１２７.0.0.1"),
        *("127。0。0。1",),
    ],
)
def test_hosts_that_are_not_public_are_refused(host: str) -> None:
    refused(AddressRefused, f"http://{host}/", FetchSettings(), resolver=_never_public)


def _never_public(host: str, port: int) -> list[str]:
    """Numeric addresses are resolved, to themselves; nothing else is."""
    found = socket.getaddrinfo(host, port, flags=socket.AI_NUMERICHOST)
    return [str(found[0][4][0])]


@pytest.mark.parametrize(
    "address",
    [PUBLIC, "8.8.8.8", "2606:4700::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"],
)
def test_public_addresses_are_not_refused(address: str) -> None:
    assert not_public(address) is None
    assert not odd_spelling(address) or ":" in address


@given(st.ip_addresses())
def test_an_address_is_public_only_where_the_library_agrees(address: Any) -> None:
    if not_public(str(address)) is None and getattr(address, "sixtofour", None) is None:
        inner = getattr(address, "ipv4_mapped", None) or address
        assert not inner.is_private and not inner.is_multicast and not inner.is_loopback


def test_loopback_is_refused_unless_it_is_allowed(server: Server) -> None:
    server.routes["/a"] = answer(PAGE)
    problem = refused(AddressRefused, server.url("/a"), replace(LOCAL, allow_private=False))
    assert "loopback" in problem.reason and "--allow-private" in problem.reason
    assert server.asked == []
    assert fetch(server.url("/a")).content == PAGE


def test_one_private_address_among_public_ones_refuses_the_host(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", _no_connection)
    problem = refused(
        AddressRefused,
        "http://news.example/a",
        FetchSettings(),
        resolver=lambda *_: [PUBLIC, "10.0.0.7"],
    )
    assert problem.source == "http://news.example/a"
    assert "10.0.0.7" in problem.reason


def _no_connection(*_: Any, **__: Any) -> Any:
    raise AssertionError("nothing may be connected to")


def test_a_name_is_resolved_once_and_the_checked_address_is_the_one_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Rebinding: the resolver says public, then private; each connection uses what was checked."""
    resolved: list[str] = []
    connected: list[str] = []

    def rebinding(host: str, _port: int) -> list[str]:
        resolved.append(host)
        return [PUBLIC] if len(resolved) == 1 else ["127.0.0.1"]

    def connect(_self: Any, host: str, *_: Any, **__: Any) -> Any:
        connected.append(host)
        raise httpcore.ConnectError("refused")

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    settings = FetchSettings(obey_robots=False, retries=0)
    refused(HostUnreachable, "http://news.example/", settings, resolver=rebinding)
    assert (resolved, connected) == (["news.example"], [PUBLIC])
    resolved.clear()
    again = replace(settings, retries=1)
    refused(AddressRefused, "http://news.example/", again, resolver=rebinding)
    assert len(resolved) == 2
    assert connected == [PUBLIC, PUBLIC]


def test_the_next_address_is_tried_if_the_first_does_not_answer(server: Server) -> None:
    server.routes["/a"] = answer(PAGE)
    addresses = ["127.0.0.2", "127.0.0.1"]
    url = server.url("/a", "news.example")
    assert fetch(url, resolver=lambda *_: addresses).content == PAGE


def test_a_name_that_does_not_exist_is_not_asked_for_twice() -> None:
    asked = []

    def unknown(host: str, _port: int) -> list[str]:
        asked.append(host)
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    settings = FetchSettings(retries=3)
    problem = refused(UnknownHost, "http://news.example/", settings, resolver=unknown)
    assert problem.source == "http://news.example/"
    assert len(asked) == 1


def test_a_resolver_that_never_answers_costs_the_time_for_a_connection() -> None:
    wake = threading.Event()
    settings = replace(LOCAL, connect_seconds=0.05)
    begun = time.monotonic()
    refused(HostUnreachable, "http://a.example/", settings, resolver=lambda *_: [str(wake.wait(2))])
    assert time.monotonic() - begun < 1
    wake.set()


def test_a_name_in_another_script_is_asked_for_in_ascii(server: Server) -> None:
    names: list[str] = []

    def resolver(host: str, _port: int) -> list[str]:
        names.append(host)
        return ["127.0.0.1"]

    server.routes["/stra%C3%9Fe?q=%D0%B4%D0%B0"] = answer(PAGE)
    url = server.url("/straße?q=да", "Bücher.example")
    page = fetch(url, resolver=resolver)
    assert page.content == PAGE
    assert names == ["xn--bcher-kva.example"]
    assert server.asked[0].headers["host"] == f"xn--bcher-kva.example:{server.port}"
    assert page.source == url
    assert page.url.isascii()


def test_tls_names_the_host_and_not_the_address(server: Server) -> None:
    """What comes first over https names the host in clear (SNI)."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        seen: list[bytes] = []

        def listen() -> None:
            connection, _ = listener.accept()
            with connection:
                seen.append(connection.recv(4096))

        thread = threading.Thread(target=listen)
        thread.start()
        url = f"https://news.example:{listener.getsockname()[1]}/"
        refused(HostUnreachable, url, resolver=loopback)
        thread.join()
    assert b"news.example" in seen[0]


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl for a certificate")
def test_https_reads_from_who_has_the_right_certificate_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subprocess.run(
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout key.pem -out cert.pem"
        " -subj /CN=news.example -addext subjectAltName=DNS:news.example".split(),
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    trusting = ssl.create_default_context(cafile=tmp_path / "cert.pem")
    with Server({"/a": answer(PAGE)}, tls=context) as server:
        url = server.url("/a", "news.example")
        problem = refused(BadResponse, url, replace(LOCAL, retries=3), resolver=loopback)
        assert "certificate" in problem.reason
        monkeypatch.setattr(transport, "_tls", lambda: trusting)
        assert fetch(url, resolver=loopback).content == PAGE
        other = server.url("/a", "other.example")
        refused(BadResponse, other, resolver=loopback)


# ---------------------------------------------------------------- redirects


def test_a_redirect_is_followed_with_the_cookies_it_sets(server: Server) -> None:
    def gate(asked: Asked) -> Iterator[Step]:
        if asked.headers.get("cookie") == "seen=1":
            yield answer(PAGE)
        else:
            yield answer(b"", "302 Found", Location="/a", Set_Cookie="seen=1")

    server.routes["/a"] = gate
    with Fetcher(LOCAL, clock=FakeClock()) as fetcher:
        assert fetcher.fetch(server.url("/a")).content == PAGE
        assert fetcher.fetch(server.url("/a")).content == PAGE
    assert server.paths() == ["/a"] * 4, "cookies are not kept from one page to the next"


def test_a_redirect_loop_is_seen(server: Server) -> None:
    server.routes |= {"/a": redirect("/b"), "/b": redirect("/a")}
    problem = refused(RedirectRefused, server.url("/a"))
    assert problem.source == server.url("/a")
    assert "loop" in problem.reason
    assert server.paths() == ["/a", "/b"]


def test_too_many_redirects_are_refused(server: Server) -> None:
    server.routes |= {f"/{n}": redirect(f"/{n + 1}") for n in range(20)}
    problem = refused(RedirectRefused, server.url("/0"), replace(LOCAL, max_redirects=3))
    assert "3 redirects" in problem.reason
    assert len(server.asked) == 4


@pytest.mark.parametrize(
    "target",
    [
        *("http://10.0.0.1/", "http://169.254.169.254/latest/meta-data", "//[::1]/", "http://0/"),
        *("file:///etc/passwd", "ftp://news.example/a", "gopher://a/", "data:text/html,x"),
        *("http://2130706433/", "http://private.example/", "http://u:p@news.example/"),
    ],
)
def test_a_redirect_to_where_nothing_may_be_fetched_is_refused(
    server: Server, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server is taken for a public one; what it redirects to is not."""
    real = httpcore.SyncBackend.connect_tcp

    def connect(self: Any, host: str, *more: Any, **named: Any) -> Any:
        assert host == PUBLIC
        return real(self, "127.0.0.1", *more, **named)

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    server.routes["/a"] = redirect(target)
    names = {"news.example": PUBLIC, "private.example": "192.168.7.7"}
    url = server.url("/a", "news.example")
    settings = replace(LOCAL, allow_private=False)
    problem = refused(AddressRefused, url, settings, resolver=lambda host, _: [names[host]])
    assert problem.source == url
    assert "redirected to" in problem.reason
    assert server.paths() == ["/a"]


def test_a_redirect_to_nowhere_is_refused(server: Server) -> None:
    server.routes["/a"] = answer(b"", "302 Found")
    refused(RedirectRefused, server.url("/a"))


# ---------------------------------------------------------------- slow and broken answers


def _forever(piece: bytes, pause: float = 0.0) -> Iterator[Step]:
    while True:
        yield piece
        if pause:
            yield pause


def test_a_server_that_says_nothing_is_given_up(server: Server) -> None:
    server.routes["/a"] = lambda _: [9.0, answer(PAGE)]
    problem = refused(FetchTimeout, server.url("/a"), replace(LOCAL, read_seconds=0.1))
    assert "silent" in problem.reason


@pytest.mark.parametrize(
    "start",
    [
        b"HTTP/1.1 200 OK\r\nX: ",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5",
        b"",
    ],
    ids=["headers", "body", "chunk", "status"],
)
def test_a_drip_ends_with_the_time_for_the_page(server: Server, start: bytes) -> None:
    """Each byte comes in time, the page does not."""

    def drip(_: Asked) -> Iterator[Step]:
        yield start or b"H"
        yield from _forever(b"T" if not start else b"0", 0.01)

    server.routes["/a"] = drip
    begun = time.monotonic()
    settings = replace(LOCAL, page_seconds=0.2, retries=3)
    problem = refused(FetchTimeout, server.url("/a"), settings)
    assert time.monotonic() - begun < 1.5
    assert len(server.asked) == 1
    assert problem.source == server.url("/a")


def test_early_hints_without_end_are_stopped_by_the_time(server: Server) -> None:
    server.routes["/a"] = lambda _: _forever(b"HTTP/1.1 103 Early Hints\r\n\r\n")
    refused(FetchTimeout, server.url("/a"), replace(LOCAL, page_seconds=0.2))


def test_a_body_without_end_is_stopped_by_its_size(server: Server) -> None:
    def endless(_: Asked) -> Iterator[Step]:
        yield b"HTTP/1.1 200 OK\r\n\r\n"
        yield from _forever(b"a" * 4096)

    server.routes["/a"] = endless
    settings = replace(LOCAL, max_received_bytes=100_000)
    problem = refused(ResponseTooLarge, server.url("/a"), settings)
    assert "100000 bytes" in problem.reason


def test_a_body_that_says_it_is_too_large_is_not_read(server: Server) -> None:
    server.routes["/a"] = answer(PAGE, Content_Length="10000001")
    refused(ResponseTooLarge, server.url("/a"))


def test_a_body_ends_where_its_length_says(server: Server) -> None:
    server.routes["/a"] = answer(PAGE, Content_Length="6")
    assert fetch(server.url("/a")).content == PAGE[:6]


@pytest.mark.parametrize(
    "broken",
    [
        [answer(PAGE, Content_Length="5000")],
        [answer(PAGE, Content_Length="5000"), 0.02, RESET],
        [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel"],
        [b"HTTP/1.1 20"],
        [RESET],
        [],
    ],
    ids=["short", "reset", "chunk", "status", "reset at once", "closed"],
)
def test_a_connection_that_breaks_is_tried_again(server: Server, broken: list[Step]) -> None:
    server.routes["/a"] = lambda asked: broken if asked.before == 0 else [answer(PAGE)]
    refused(HostUnreachable, server.url("/a"))
    server.routes["/b"] = server.routes["/a"]
    assert fetch(server.url("/b"), replace(LOCAL, retries=1)).content == PAGE


@pytest.mark.parametrize(
    "wrong",
    [
        b"220 mail.example ESMTP\r\n\r\n",
        answer(PAGE, Content_Length="many"),
        answer(PAGE, Content_Length="-1"),
        answer(PAGE, Content_Length="9" * 5000),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" + PAGE,
        b"HTTP/1.1 200 OK\r\n" + b"X: " + b"a" * 2_000_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * 200_000 + b"\r\n",
    ],
    ids=["mail", "length", "negative", "digits", "chunk", "long header", "many headers"],
)
def test_what_is_not_http_is_refused_and_not_tried_again(server: Server, wrong: bytes) -> None:
    server.routes["/a"] = wrong
    refused(BadResponse, server.url("/a"), replace(LOCAL, retries=2))
    assert len(server.asked) == 1


# ---------------------------------------------------------------- compression


def _bomb(size: int) -> bytes:
    return gzip.compress(bytes(size), 9)


def test_compressed_pages_are_decompressed(server: Server) -> None:
    raw = zlib.compressobj(wbits=-15)
    server.routes |= {
        "/gzip": answer(gzip.compress(PAGE), Content_Encoding="GZip"),
        "/members": answer(
            gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:]), Content_Encoding="gzip"
        ),
        "/trailing": answer(gzip.compress(PAGE) + b"\0\0\0", Content_Encoding="gzip"),
        "/zlib": answer(zlib.compress(PAGE), Content_Encoding="deflate"),
        "/deflate": answer(raw.compress(PAGE) + raw.flush(), Content_Encoding="deflate"),
        "/twice": answer(gzip.compress(gzip.compress(PAGE)), Content_Encoding="gzip, gzip"),
        "/identity": answer(PAGE, Content_Encoding="identity"),
    }
    with Fetcher(LOCAL, clock=FakeClock()) as fetcher:
        for path in list(server.routes):
            assert fetcher.fetch(server.url(path)).content == PAGE, path


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (PAGE, "gzip"),
        (PAGE, "deflate"),
        (gzip.compress(PAGE, mtime=0)[:-12], "gzip"),
        (zlib.compress(PAGE)[:-6], "deflate"),
        (PAGE, "compress"),
        (gzip.compress(PAGE, mtime=0), "gzip, gzip, gzip, gzip"),
    ],
)
def test_a_broken_compression_is_refused(server: Server, body: bytes, encoding: str) -> None:
    server.routes["/a"] = answer(body, Content_Encoding=encoding)
    refused(BadResponse, server.url("/a"))


def test_a_bomb_is_stopped_while_it_unpacks(server: Server) -> None:
    server.routes["/a"] = answer(_bomb(30_000_000), Content_Encoding="gzip")
    settings = replace(LOCAL, max_bytes=1_000_000)
    problem = refused(ResponseTooLarge, server.url("/a"), settings)
    assert "decompressed" in problem.reason and "1000000" in problem.reason


def test_a_bomb_in_a_bomb_is_stopped_at_each_step() -> None:
    """The inner file is small, what lies between is not."""
    between = gzip.compress(PAGE) + gzip.compress(b"") * 100_000
    with pytest.raises(ResponseTooLarge):
        list(decoded([gzip.compress(between)], "gzip, gzip", 1_000_000, "http://a.example/"))


@pytest.mark.parametrize("name", ["gzip", "deflate", "br"])
def test_no_step_of_a_bomb_gives_more_than_a_piece(name: str) -> None:
    if name not in accepted_encodings():
        pytest.skip("brotli is not installed")
    plain = bytes(20_000_000)
    if name == "br":
        brotli = pytest.importorskip("brotli")
        packed = brotli.compress(plain, quality=3)
    else:
        packed = gzip.compress(plain) if name == "gzip" else zlib.compress(plain)
    sizes = []
    with pytest.raises(ResponseTooLarge):
        for piece in decoded([packed], name, 5_000_000, "http://a.example/"):
            sizes.append(len(piece))
    assert max(sizes) <= 200_000
    assert sum(sizes) <= 5_000_000


def test_brotli_is_read_and_cut_brotli_refused() -> None:
    brotli = pytest.importorskip("brotli")
    packed = brotli.compress(PAGE * 5000)
    pieces = [packed[n : n + 7] for n in range(0, len(packed), 7)]
    assert b"".join(decoded(pieces, "br", 10**6, "http://a.example/")) == PAGE * 5000
    for wrong in (packed[:-9], b"\xff" * 40):
        with pytest.raises(BadResponse):
            list(decoded([wrong], "br", 10**6, "http://a.example/"))


@given(st.binary(max_size=2000), st.integers(1, 50), st.sampled_from(["gzip", "deflate", "br"]))
def test_decoding_gives_what_was_encoded_however_it_is_cut(
    plain: bytes, step: int, name: str
) -> None:
    if name not in accepted_encodings():
        return
    if name == "br":
        packed = pytest.importorskip("brotli").compress(plain)
    else:
        packed = gzip.compress(plain) if name == "gzip" else zlib.compress(plain)
    pieces = [packed[n : n + step] for n in range(0, len(packed), step)]
    assert b"".join(decoded(pieces, name, 10_000, "http://a.example/")) == plain


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "br", "gzip, deflate"]))
def test_noise_is_decoded_or_refused(noise: bytes, name: str) -> None:
    try:
        assert len(b"".join(decoded([noise], name, 10_000, "http://a.example/"))) <= 10_000
    except FetchError as problem:
        assert problem.source == "http://a.example/"


# ---------------------------------------------------------------- repeats and politeness


def test_an_overloaded_server_is_asked_again_later_each_time(server: Server) -> None:
    busy = answer(b"", "503 Service Unavailable")
    server.routes["/a"] = lambda asked: [busy if asked.before < 2 else answer(PAGE)]
    clock = FakeClock()
    settings = replace(LOCAL, retries=3, backoff_seconds=2.0)
    assert fetch(server.url("/a"), settings, clock=clock).content == PAGE
    assert clock.slept == [2.0, 4.0]


def test_what_stays_broken_is_given_up(server: Server) -> None:
    server.routes["/a"] = answer(b"", "502 Bad Gateway")
    clock = FakeClock()
    settings = replace(LOCAL, retries=3, backoff_seconds=10.0, backoff_cap_seconds=15.0)
    problem = refused(BadResponse, server.url("/a"), settings, clock=clock)
    assert "502" in problem.reason
    assert clock.slept == [10.0, 15.0, 15.0]


@pytest.mark.parametrize("status", ["400 Bad", "403 Forbidden", "410 Gone", "501 Not Implemented"])
def test_other_answers_are_not_asked_for_again(server: Server, status: str) -> None:
    server.routes["/a"] = answer(b"", status)
    refused(BadResponse, server.url("/a"), replace(LOCAL, retries=3))
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("after", "waits"),
    [("7", 7.0), ("0", 1.0), ("Fri, 17 May 2024 10:00:09 GMT", 9.0), ("soon", 1.0), ("-5", 1.0)],
)
def test_the_server_says_when_to_come_again(server: Server, after: str, waits: float) -> None:
    wait = answer(b"", "429 Too Many", Retry_After=after, Date="Fri, 17 May 2024 10:00:00 GMT")
    server.routes["/a"] = lambda asked: [wait if asked.before == 0 else answer(PAGE)]
    clock = FakeClock()
    settings = replace(LOCAL, retries=1, interval_seconds=0.5)
    assert fetch(server.url("/a"), settings, clock=clock).content == PAGE
    assert clock.slept == [waits]


@pytest.mark.parametrize("after", ["3600", "9" * 400, "Fri, 17 May 2030 10:00:00 GMT"])
def test_a_server_that_asks_for_too_long_a_wait_is_left_alone(server: Server, after: str) -> None:
    server.routes["/a"] = answer(
        b"", "429 Too Many", Retry_After=after, Date="Fri, 17 May 2024 10:00:00 GMT"
    )
    clock = FakeClock()
    problem = refused(BadResponse, server.url("/a"), replace(LOCAL, retries=3), clock=clock)
    assert "asks for" in problem.reason
    assert clock.slept == [] and len(server.asked) == 1


def test_a_host_that_wants_to_be_left_alone_is_not_asked_for_its_other_pages(
    server: Server,
) -> None:
    server.routes["/a"] = answer(b"", "503 Service Unavailable", Retry_After="600")
    server.routes["/b"] = answer(PAGE)
    clock = FakeClock()
    with Fetcher(replace(LOCAL, retries=1), clock=clock) as fetcher:
        for path in ("/a", "/b", "/b"):
            with pytest.raises(BadResponse):
                fetcher.fetch(server.url(path))
        clock.sleep(600)
        assert fetcher.fetch(server.url("/b")).content == PAGE
    assert server.paths() == ["/a", "/b"]


def test_requests_of_a_host_keep_their_distance_and_others_do_not_wait(server: Server) -> None:
    server.routes["/a"] = answer(PAGE)
    clock = FakeClock()
    with Fetcher(LOCAL, clock=clock, resolver=loopback) as fetcher:
        for host in ("a.example", "a.example", "b.example", "a.example"):
            fetcher.fetch(server.url("/a", host))
    assert clock.slept == [1.0, 1.0]


def test_a_host_is_asked_by_one_thread_at_a_time(server: Server) -> None:
    now: list[int] = [0]
    most: list[int] = [0]

    def counted(_: Asked) -> Iterator[Step]:
        now[0] += 1
        most[0] = max(most[0], now[0])
        yield 0.01
        now[0] -= 1
        yield answer(PAGE)

    server.routes |= {f"/{n}": counted for n in range(8)}
    with Fetcher(replace(LOCAL, interval_seconds=0), clock=FakeClock()) as fetcher:
        pages = list(fetcher.fetch_all(server.url(f"/{n}") for n in range(8)))
    assert all(isinstance(page, Fetched) for page in pages)
    assert most == [1]


def test_all_pages_come_in_order_with_refusals_in_their_place(server: Server) -> None:
    for n in range(12):
        pause = 0.03 if n % 4 == 0 else 0.0
        server.routes[f"/{n}"] = lambda asked, pause=pause: [pause, answer(asked.path.encode())]
    server.routes["/5"] = answer(b"", "404 Not Found")
    urls = [server.url(f"/{n}", f"host{n % 5}.example") for n in range(12)]
    urls[7] = "file:///etc/passwd"
    with Fetcher(LOCAL, clock=FakeClock(), resolver=loopback) as fetcher:
        found = list(fetcher.fetch_all(urls))
    assert [item.source for item in found] == urls
    assert [n for n, item in enumerate(found) if isinstance(item, Refusal)] == [5, 7]
    assert [item.content.decode() for item in found if isinstance(item, Fetched)] == [
        f"/{n}" for n in range(12) if n not in (5, 7)
    ]


def test_who_stops_taking_pages_stops_the_fetching(server: Server) -> None:
    taken: list[int] = []

    def urls() -> Iterator[str]:
        for n in range(1000):
            taken.append(n)
            yield server.url(f"/{n}", f"host{n}.example")

    with Fetcher(replace(LOCAL, ahead=4), clock=FakeClock(), resolver=loopback) as fetcher:
        pages = fetcher.fetch_all(urls())
        next(pages)
        pages.close()  # type: ignore[attr-defined]
    assert len(taken) <= 5
    with pytest.raises(FetchError, match="ended"):
        fetcher.fetch(server.url("/1"))


def test_pages_that_wait_do_not_fill_the_memory() -> None:
    begun: list[str] = []
    noted: list[int] = []
    three_more = threading.Event()

    def work(item: str) -> bytes:
        begun.append(item)
        if len(begun) == 4:
            three_more.set()
        if item == "0":
            three_more.wait(9)
            time.sleep(0.05)  # in which a fifth would begin
            noted.append(len(begun))
        return bytes(100)

    bounds = Bounds(at_once=2, per_key=1, ahead=50, held=300)
    assert len(list(in_order(map(str, range(50)), work, str, len, bounds))) == 50
    assert noted == [4], "the first, and three others until 300 bytes were held"


@given(st.lists(st.sampled_from("abc"), max_size=30), st.integers(1, 4), st.integers(1, 5))
def test_results_keep_their_order(keys: list[str], at_once: int, ahead: int) -> None:
    items = [f"{key}{n}" for n, key in enumerate(keys)]
    bounds = Bounds(at_once=at_once, per_key=1, ahead=ahead, held=1)
    assert list(in_order(items, str.upper, lambda item: item[0], len, bounds)) == [
        item.upper() for item in items
    ]


def test_a_bug_in_the_work_is_raised_where_its_result_would_stand() -> None:
    results = in_order("ab0c", lambda item: 1 // int(item, 16), str, int, Bounds(2, 1, 4, 9))
    assert [next(results), next(results)] == [0, 0]
    with pytest.raises(ZeroDivisionError):
        next(results)


# ---------------------------------------------------------------- robots.txt

OBEDIENT = replace(LOCAL, obey_robots=True)


def test_robots_are_asked_once_and_obeyed(server: Server) -> None:
    server.routes["/robots.txt"] = answer(b"User-agent: *\nDisallow: /private\n")
    server.routes |= {"/a": answer(PAGE), "/b": redirect("/private/b")}
    with Fetcher(OBEDIENT, clock=FakeClock()) as fetcher:
        assert fetcher.fetch(server.url("/a")).content == PAGE
        for path in ("/private/a", "/private", "/b"):
            with pytest.raises(RobotsForbidden) as caught:
                fetcher.fetch(server.url(path))
            assert caught.value.source == server.url(path)
    assert [asked.path for asked in server.asked] == ["/robots.txt", "/a", "/b"]


def test_a_large_robots_file_is_read_to_its_limit(server: Server) -> None:
    filler = b"# " + b"x" * 97 + b"\n"
    body = b"User-agent: *\nDisallow: /early\n" + filler * 100_000 + b"Disallow: /late\n"
    server.routes |= {"/robots.txt": answer(body), "/late": answer(PAGE)}
    with Fetcher(OBEDIENT, clock=FakeClock()) as fetcher:
        assert fetcher.fetch(server.url("/late")).content == PAGE
        with pytest.raises(RobotsForbidden):
            fetcher.fetch(server.url("/early"))


def test_a_robots_file_may_be_elsewhere(server: Server) -> None:
    server.routes |= {
        "/robots.txt": redirect("/r1"),
        "/r1": redirect("/r2"),
        "/r2": answer(b"User-agent: rashomon\nDisallow: /\n"),
        "/a": answer(PAGE),
    }
    refused(RobotsForbidden, server.url("/a"), OBEDIENT)


@pytest.mark.parametrize(
    "robots",
    [
        answer(b"", "404 Not Found"),
        answer(b"", "403 Forbidden"),
        answer(b"<html><p>Disallow: /</p></html>"),
        redirect("/robots.txt"),
        answer(b"\xff\xfe\0\0" * 99),
    ],
    ids=["404", "403", "page", "loop", "noise"],
)
def test_what_is_no_robots_file_forbids_nothing(server: Server, robots: bytes) -> None:
    server.routes |= {"/robots.txt": robots, "/a": answer(PAGE)}
    assert fetch(server.url("/a"), OBEDIENT).content == PAGE


@pytest.mark.parametrize(
    "steps",
    [
        [answer(b"", "500 Internal")],
        [answer(b"", "503 Service Unavailable")],
        [RESET],
        [9.0],
        [redirect("ftp://a.example/robots.txt")],
        [answer(_bomb(3_000_000)[:-9], Content_Encoding="br, gzip")],
    ],
    ids=["500", "503", "reset", "silent", "ftp", "compression"],
)
def test_a_robots_file_that_cannot_be_read_forbids_all(server: Server, steps: list[Step]) -> None:
    server.routes |= {"/robots.txt": lambda _: steps, "/a": answer(PAGE)}
    settings = replace(OBEDIENT, read_seconds=0.1)
    with Fetcher(settings, clock=FakeClock()) as fetcher:
        for _ in range(2):
            with pytest.raises(RobotsForbidden, match="could not be read"):
                fetcher.fetch(server.url("/a"))
    assert [asked.path for asked in server.asked] == ["/robots.txt"]


def test_a_robots_bomb_is_read_to_its_limit(server: Server) -> None:
    body = gzip.compress(b"User-agent: *\nDisallow: /a\n" + b"\n" * 30_000_000)
    server.routes["/robots.txt"] = answer(body, Content_Encoding="gzip")
    refused(RobotsForbidden, server.url("/a"), OBEDIENT)


def test_the_crawl_delay_of_a_site_is_kept_up_to_a_cap(server: Server) -> None:
    server.routes |= {
        "/robots.txt": answer(b"User-agent: *\nCrawl-delay: 5\n"),
        **{path: answer(PAGE) for path in ("/a", "/b")},
    }
    clock = FakeClock()
    with Fetcher(OBEDIENT, clock=clock) as fetcher:
        fetcher.fetch(server.url("/a"))
        fetcher.fetch(server.url("/b"))
    assert clock.slept == [1.0, 5.0]
    clock = FakeClock()
    with Fetcher(replace(OBEDIENT, crawl_delay_cap_seconds=2.0), clock=clock) as fetcher:
        fetcher.fetch(server.url("/a"))
        fetcher.fetch(server.url("/b"))
    assert clock.slept == [1.0, 2.0]


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        # the examples of RFC 9309, 5.2, and of 2.2.2
        ("Allow: /example/page/\nDisallow: /example/page/disallowed.gif", "/example/page/x", True),
        (
            "Allow: /example/page/\nDisallow: /example/page/disallowed.gif",
            "/example/page/disallowed.gif",
            False,
        ),
        ("Disallow: /foo/bar?baz=quz", "/foo/bar?baz=quz", False),
        ("Disallow: /foo/bar/%E3%83%84", "/foo/bar/%e3%83%84", False),
        ("Disallow: /foo/bar/ツ", "/foo/bar/%E3%83%84", False),
        ("Disallow: /foo/bar/%62%61%7A", "/foo/bar/baz", False),
        ("Disallow: /path/file-with-a-%2A.html", "/path/file-with-a-*.html", False),
        ("Disallow: /path/file-with-a-%2A.html", "/path/file-with-a-b.html", True),
        ("Disallow: /path/foo-%24", "/path/foo-$", False),
        ("Disallow: /*.gif$", "/a/b.gif", False),
        ("Disallow: /*.gif$", "/a/b.gif?x", True),
        ("Disallow: /*.gif", "/a/b.gif?x", False),
        ("Disallow: /a*b*c$", "/a-b-c-b-c", False),
        ("Disallow: /a*b*c$", "/a-b-c-b", True),
        ("Disallow: /a**$", "/abc", False),
        ("Disallow: /ab*b$", "/ab", True),
        ("Disallow: /$", "/", False),
        ("Disallow: /$", "/a", True),
        ("Disallow: /\nAllow: /", "/a", True),
        ("Disallow: /a\nAllow: /ab", "/abc", True),
        ("Allow: /a\nDisallow: /*b", "/ab", False),
        ("Disallow:", "/a", True),
        ("Disallow: a", "/a", True),
        ("Disallow: /", "/robots.txt", True),
        ("Disallow: *", "/a", False),
        ("disallow : /a # why", "/ab", False),
        ("Disallow: /A", "/a", True),
    ],
)
def test_rules_of_robots_files(rules: str, path: str, allowed: bool) -> None:
    robots = parse_robots(f"User-agent: *\n{rules}\n".encode(), "rashomon")
    assert robots.allows(path) is allowed


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("User-agent: other\nDisallow: /", True),
        ("User-agent: *\nDisallow: /\nUser-agent: rashomon\nDisallow:", True),
        ("User-agent: RASHOMON/2.0\nDisallow: /", False),
        ("User-agent: rasho\nDisallow: /", True),
        ("User-agent: a\nUser-agent: rashomon\nUser-agent: b\nDisallow: /", False),
        (
            "User-agent: rashomon\nDisallow: /x\n\nUser-agent: a\n\n"
            "User-agent: rashomon\nDisallow: /",
            False,
        ),
        ("User-agent: rashomon\nSitemap: http://a.example/\nUser-agent: b\nDisallow: /", False),
        ("Disallow: /", True),
        ("\ufeffUser-agent: *\r\rDisallow: /", False),
        ("User-agent:\nDisallow: /", True),
    ],
)
def test_groups_of_robots_files(text: str, allowed: bool) -> None:
    token = product_token(FetchSettings().user_agent)
    assert token == "rashomon"
    assert parse_robots(text.encode(), token).allows("/page") is allowed


def test_a_robots_file_against_its_reader_is_read_in_time() -> None:
    """Many agents times many rules, and many stars."""
    agents = b"".join(b"User-agent: a%d\n" % n for n in range(12_000)) + b"User-agent: *\n"
    rules = b"".join(b"Disallow: /%d*\n" % n for n in range(15_000))
    stars = b"Disallow: /" + b"*a" * 5_000 + b"*b$\n"
    begun = time.monotonic()
    assert parse_robots(agents + rules + stars, "rashomon").allows("/" + "a" * 8_000)
    assert time.monotonic() - begun < 3


@given(st.binary(max_size=400), st.text(max_size=40))
def test_any_robots_file_is_read(content: bytes, path: str) -> None:
    parse_robots(b"user-agent:*\ndisallow:" + content, "rashomon").allows("/" + path)


# ---------------------------------------------------------------- cache


def cached(folder: Path, **more: Any) -> FetchSettings:
    return replace(LOCAL, cache_folder=folder, **more)


def _validated(etag: str, body: bytes, **headers: str) -> Any:
    """A page that is 304 to who has it."""

    def handler(asked: Asked) -> list[Step]:
        if asked.headers.get("if-none-match") == etag:
            return [answer(b"", "304 Not Modified", ETag=etag, Content_Length="")]
        return [answer(body, ETag=etag, **headers)]

    return handler


def test_an_unchanged_page_comes_from_the_cache(server: Server, tmp_path: Path) -> None:
    server.routes["/a"] = _validated('"1"', PAGE, Content_Type="text/html; charset=koi8-r")
    first = fetch(server.url("/a"), cached(tmp_path))
    again = fetch(server.url("/a"), cached(tmp_path))
    assert not first.from_cache and again.from_cache
    assert again == replace(first, from_cache=True)
    assert "if-none-match" not in server.asked[0].headers
    assert server.asked[1].headers["if-none-match"] == '"1"'
    assert [path.suffix for path in tmp_path.iterdir()] == [".page"]


def test_a_changed_page_replaces_the_kept_one(server: Server, tmp_path: Path) -> None:
    server.routes["/a"] = _validated('"1"', PAGE)
    fetch(server.url("/a"), cached(tmp_path))
    server.routes["/a"] = _validated('"2"', b"new")
    changed = fetch(server.url("/a"), cached(tmp_path))
    assert (changed.content, changed.from_cache) == (b"new", False)
    again = fetch(server.url("/a"), cached(tmp_path))
    assert (again.content, again.from_cache) == (b"new", True)


def test_the_time_of_a_page_is_a_condition_too(server: Server, tmp_path: Path) -> None:
    then = "Fri, 17 May 2024 10:00:00 GMT"
    server.routes["/a"] = answer(PAGE, Last_Modified=then)
    fetch(server.url("/a"), cached(tmp_path))
    fetch(server.url("/a"), cached(tmp_path))
    assert server.asked[1].headers["if-modified-since"] == then


def test_unchanged_without_a_kept_page_is_refused(server: Server, tmp_path: Path) -> None:
    server.routes["/a"] = answer(b"", "304 Not Modified")
    problem = refused(BadResponse, server.url("/a"), cached(tmp_path))
    assert "none was kept" in problem.reason


def test_unchanged_for_another_page_is_asked_again_without_condition(
    server: Server, tmp_path: Path
) -> None:
    server.routes["/a"] = answer(PAGE, ETag='"1"')
    fetch(server.url("/a"), cached(tmp_path))

    def confused(asked: Asked) -> list[Step]:
        if "if-none-match" in asked.headers:
            return [answer(b"", "304 Not Modified", ETag='"9"')]
        return [answer(b"new", ETag='"9"')]

    server.routes["/a"] = confused
    assert fetch(server.url("/a"), cached(tmp_path)).content == b"new"


@pytest.mark.parametrize(
    "headers",
    [
        {"ETag": '"1"', "Cache_Control": "private, No-Store"},
        {},
    ],
)
def test_what_may_not_or_cannot_be_kept_is_not(
    server: Server, tmp_path: Path, headers: dict[str, str]
) -> None:
    server.routes["/a"] = answer(PAGE, ETag='"0"')
    fetch(server.url("/a"), cached(tmp_path))
    server.routes["/a"] = answer(PAGE, **headers)
    fetch(server.url("/a"), cached(tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("how", ["cut", "flipped", "empty", "other", "noise"])
def test_a_damaged_entry_is_fetched_anew(server: Server, tmp_path: Path, how: str) -> None:
    server.routes |= {"/a": _validated('"1"', PAGE), "/b": _validated('"1"', b"other")}
    fetch(server.url("/a"), cached(tmp_path))
    (entry,) = tmp_path.iterdir()
    data = entry.read_bytes()
    if how == "other":
        fetch(server.url("/b"), cached(tmp_path))
        (other,) = set(tmp_path.iterdir()) - {entry}
        data = other.read_bytes()
    damaged = {"cut": data[:-1], "flipped": data[:-9] + b"X" + data[-8:], "empty": b""}
    entry.write_bytes(damaged.get(how, data if how == "other" else b"\xc1" * 99))
    page = fetch(server.url("/a"), cached(tmp_path))
    assert (page.content, page.from_cache) == (PAGE, False)
    assert fetch(server.url("/a"), cached(tmp_path)).from_cache


def test_the_cache_keeps_its_size_and_loses_what_was_used_least(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("not of the cache")
    cache = Cache(tmp_path, 10_000)
    for n in range(20):
        cache.store(_kept(n))
        time.sleep(0.002)
        cache.touch("http://a.example/0")
    files = list(tmp_path.glob("*.page"))
    assert sum(path.stat().st_size for path in files) <= 10_000
    assert cache.load("http://a.example/0") and cache.load("http://a.example/19")
    assert cache.load("http://a.example/1") is None
    assert (tmp_path / "mine.txt").exists()
    assert len(list(Cache(tmp_path, 10_000)._files())) == len(files)


def _kept(n: int, size: int = 1000) -> Kept:
    return Kept(f"http://a.example/{n}", "text/html", '"1"', "", bytes(size))


def test_a_page_larger_than_the_cache_is_not_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 10_000)
    cache.store(_kept(1))
    cache.store(_kept(1, 20_000))
    assert cache.load("http://a.example/1") is None


def test_a_cache_that_cannot_be_written_costs_no_page(server: Server, tmp_path: Path) -> None:
    server.routes["/a"] = answer(PAGE, ETag='"1"')
    with Fetcher(cached(tmp_path / "cache"), clock=FakeClock()) as fetcher:
        (tmp_path / "cache").rmdir()
        assert fetcher.fetch(server.url("/a")).content == PAGE
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be made"):
        Fetcher(cached(tmp_path / "file"))


def test_an_etag_that_no_header_can_carry_is_not_sent(server: Server, tmp_path: Path) -> None:
    server.routes["/a"] = answer(PAGE, ETag='"é"')
    fetch(server.url("/a"), cached(tmp_path))
    fetch(server.url("/a"), cached(tmp_path))
    assert "if-none-match" not in server.asked[1].headers


# ---------------------------------------------------------------- settings


def test_the_settings_load_nothing_of_the_network() -> None:
    code = (
        "import sys; from rashomon.stages.read.fetch import FetchSettings; FetchSettings();"
        "print('httpx' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize(
    "wrong",
    [
        {"per_host": 0},
        {"max_bytes": 0},
        {"page_seconds": 0.0},
        {"read_seconds": float("nan")},
        {"retries": -1},
        {"interval_seconds": -0.1},
        {"user_agent": "a\r\nX: y"},
        {"proxy": "socks5://a.example"},
        {"proxy": "http://"},
        {"proxy": "a.example:80"},
    ],
)
def test_settings_without_sense_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        FetchSettings(**wrong)


HEADERS = ("Location", "Set-Cookie", "Content-Type", "Content-Encoding", "Retry-After", "ETag")


@checked(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.sampled_from(["200 OK", "302 Found", "429 Wait", "304 Same"]),
    st.lists(st.tuples(st.sampled_from(HEADERS), st.binary(max_size=30)), max_size=4),
    st.binary(max_size=100),
)
def test_any_answer_is_a_page_or_a_refusal(
    server: Server, status: str, headers: list[tuple[str, bytes]], body: bytes
) -> None:
    lines = b"".join(name.encode() + b": " + value + b"\r\n" for name, value in headers)
    server.routes["/a"] = f"HTTP/1.1 {status}\r\n".encode() + lines + b"\r\n" + body
    try:
        fetch(server.url("/a"), replace(LOCAL, max_redirects=1), resolver=loopback)
    except FetchError as problem:
        assert problem.source == server.url("/a")


@given(
    st.one_of(
        st.text(max_size=60),
        st.text(max_size=40).map("http://".__add__),
        st.text("/:@?#[]%.0123456789abcdefx-\\ é。", max_size=30).map("http://".__add__),
    )
)
def test_any_text_as_a_url_is_asked_for_or_refused(text: str) -> None:
    """Nothing is connected to: the resolver knows only private addresses."""
    with pytest.raises((AddressRefused, UnknownHost)) as caught:
        fetch(text, FetchSettings(obey_robots=False, retries=0), resolver=_private)
    assert str(caught.value).count("\n") == 0


def _private(_host: str, _port: int) -> list[str]:
    return ["10.0.0.1"]
