"""One file that asks for nothing, prints whole, and stays small."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rashomon.models import Comparison

if TYPE_CHECKING:
    from conftest import Browser

BYTES, ELEMENTS, STYLE, SCRIPT = 600_000, 8_000, 16_000, 24_000
FORBIDDEN = (
    "true|false|confirmed|debunked|wrong|correct|biased|misleading|admits|copied from|omits|denies"
)

OWN_WORDS = """
const copy = document.body.cloneNode(true);
copy.querySelectorAll('script,.src,[lang]:not(html)').forEach((node) => node.remove());
return copy.textContent + [...copy.querySelectorAll('[title],[aria-label]')]
  .map((node) => ` ${node.title} ${node.getAttribute('aria-label')}`).join(' ');
"""


def test_no_request_and_no_error_from_disk(browser: Browser, page: Path) -> None:
    browser.log("performance")
    browser.log("browser")
    browser.open(page)
    browser.js("document.querySelector('a.ct').click()")
    sent = []
    for entry in browser.log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            sent.append(message["params"]["request"]["url"])
    asked = {url.partition("#")[0] for url in sent if not url.startswith(("data:", "about:"))}
    assert asked == {page.as_uri()}
    assert browser.log("browser") == []


def test_the_printed_page_holds_each_article_to_its_end(
    browser: Browser, page: Path, five: Comparison
) -> None:
    pypdf = pytest.importorskip("pypdf")
    browser.open(page)
    reader = pypdf.PdfReader(io.BytesIO(browser.pdf()))
    sheets = (unicodedata.normalize("NFKC", sheet.extract_text()) for sheet in reader.pages)
    printed = "".join("".join(sheet.split()) for sheet in sheets)
    for key in five.stories[0].articles:
        article = five.annotations[key].article
        last = [block for block in article.blocks if block.kind == "body"][-1]
        sentence = article.text[last.start : last.end].split(". ")[-1]
        if sentence.isascii():
            assert "".join(sentence.split()) in re.sub("↩[A-Z]?[0-9]+", "", printed)
        if article.url:
            assert article.url in printed
    assert "Signupforthe" in printed
    for word in ("Agreed", "Singleaccount", "Accountsdiffer"):
        assert word in printed


def test_fifty_articles_stay_within_budget(
    browser: Browser, large_page: Path, fifty: Comparison
) -> None:
    source = large_page.read_text(encoding="utf-8")
    assert len(fifty.annotations) == 50
    assert len(fifty.stories[0].claims) == 120
    assert len(source.encode()) <= BYTES
    for tag, most in (("style", STYLE), ("script", SCRIPT)):
        inner = source.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0]
        assert 1_000 < len(inner.encode()) <= most
    browser.open(large_page)
    assert browser.js("return document.querySelectorAll('*').length") <= ELEMENTS


def test_separate_accounts_are_the_sharing_groups(
    browser: Browser, large_page: Path, fifty: Comparison
) -> None:
    browser.open(large_page)
    groups = browser.js(
        "return [...document.querySelectorAll('[data-account]')].map((n) =>"
        " n.firstChild.textContent.split(', ').length)"
    )
    assert len(groups) == len(fifty.origins)
    assert sorted(groups) == sorted(len(origin.articles) for origin in fifty.origins)
    head = browser.js("return document.querySelector('.head').textContent")
    assert f"50 outlets, {len(fifty.origins)} separate accounts" in head


@pytest.mark.parametrize("which", ["page", "large_page"])
def test_no_forbidden_word(browser: Browser, which: str, request: pytest.FixtureRequest) -> None:
    browser.open(request.getfixturevalue(which))
    words = browser.js(OWN_WORDS)
    assert "Accounts differ" in words
    assert re.findall(rf"\b(?:{FORBIDDEN})\b", words, re.IGNORECASE) == []
