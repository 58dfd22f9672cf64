"""Citations lead to the passage, back leads back, with and without script."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import comparison_fixture
from rashomon.models import ComparedStory, Comparison
from rashomon.stages.present import html
from rashomon.stages.present.accounts import accounts_of

if TYPE_CHECKING:
    from conftest import Browser

CITED = """
return [...document.querySelectorAll('a.ct')].map((link) => {
  const id = link.hash.slice(1);
  const found = document.querySelectorAll(`[id="${id}"]`);
  const mark = found[0];
  const rest = [...document.querySelectorAll(`mark[data-m="${id}"]`)];
  return {
    count: found.length,
    tag: mark && mark.tagName,
    text: mark && [mark, ...rest].map((piece) => piece.textContent).join('|'),
    article: mark && mark.closest('article').querySelector('header').firstElementChild.textContent,
  };
});
"""

PLAIN = """
const copy = document.body.cloneNode(true);
copy.querySelectorAll('script,button,.base,.tools,#preview').forEach((node) => node.remove());
return copy.textContent.replace(/\\s+/g, ' ').trim();
"""

FIRST_WORDS = """
const mark = document.getElementById(arguments[0]);
const walker = document.createTreeWalker(mark, NodeFilter.SHOW_TEXT);
const node = walker.nextNode();
const range = document.createRange();
range.setStart(node, 0);
range.setEnd(node, Math.min(12, node.length));
const box = range.getClientRects()[0];
const x = box.left + Math.min(8, box.width / 2), y = box.top + box.height / 2;
const top = document.elementFromPoint(x, y);
return {
  inside: box.top >= 0 && box.bottom <= innerHeight && box.left >= 0
    && box.left < document.documentElement.clientWidth,
  uncovered: !!top && (mark.contains(top) || top.contains(mark)) && !top.closest('#preview'),
};
"""


def bare(text: str) -> str:
    """Without white space and without the bars between the pieces of a mark."""
    return "".join(text.replace("|", "").split())


def stored(comparison: Comparison) -> set[tuple[str, str]]:
    """Every passage of the data that the page cites: (article's name, text)."""
    story: ComparedStory = comparison.stories[0]
    names = accounts_of(comparison, story).names
    found = [(e.article, e.text) for claim in story.claims for e in claim.evidence]
    for conflict in (*story.conflicts, *story.developments):
        found += [(e.article, e.text) for value in conflict.values for e in value.evidence]
    found += [(v.article, v.text) for quote in story.quotes for v in quote.variants]
    found += [(e.article, e.text) for entry in story.timeline for e in entry.evidence]
    found += [(e.article, e.text) for line in story.brief for e in line.citations]
    found += [(label.article, label.text) for actor in story.actors for label in actor.labels]
    return {(names[article], bare(text)) for article, text in found}


def check_citations(browser: Browser, comparison: Comparison) -> None:
    cited = browser.js(CITED)
    assert len(cited) > 30
    assert {(c["count"], c["tag"]) for c in cited} == {(1, "MARK")}
    on_page = {(c["article"], bare(c["text"])) for c in cited}
    claims = stored(comparison)
    assert on_page - claims == set()
    # A disputed claim's cell shows the value's passage in the place of the claim's own.
    disputed = {
        bare(e.text)
        for claim in comparison.stories[0].claims
        if claim.status == "disputed"
        for e in claim.evidence
    }
    assert {text for _, text in claims - on_page} <= disputed


def test_each_citation_leads_to_one_mark_with_the_stored_slice(
    browser: Browser, page: Path, five: Comparison
) -> None:
    browser.open(page)
    check_citations(browser, five)
    texts = " ".join(c["text"] for c in browser.js(CITED))
    for odd in ("<script>", "&", "🌊", "شكرا"):
        assert odd in texts


def test_citations_of_fifty_articles(browser: Browser, large_page: Path, fifty: Comparison) -> None:
    browser.open(large_page)
    check_citations(browser, fifty)


@pytest.mark.parametrize("size", [(1280, 900), (360, 740)], ids=["wide", "narrow"])
def test_thirty_citations_come_into_view(
    browser: Browser, page: Path, size: tuple[int, int]
) -> None:
    browser.open(page, size)
    hashes = browser.js("return [...document.querySelectorAll('a.ct')].map((a) => a.hash.slice(1))")
    step = max(1, len(hashes) // 30)
    chosen = list(range(0, len(hashes), step))[:30]
    assert len(chosen) == 30
    for place in chosen:
        browser.js("document.querySelectorAll('a.ct')[arguments[0]].click()", place)
        seen = browser.js(FIRST_WORDS, hashes[place])
        assert seen == {"inside": True, "uncovered": True}, hashes[place]


def wait(browser: Browser, code: str, seconds: float = 3) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if browser.js(code):
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("size", [(1280, 900), (360, 740)], ids=["wide", "narrow"])
def test_back_restores_the_place(browser: Browser, page: Path, size: tuple[int, int]) -> None:
    browser.open(page, size)
    for place in (0, 5, 11, 17, 25):
        browser.js(
            "document.querySelectorAll('a.ct')[arguments[0]].scrollIntoView({block:'center'})",
            place,
        )
        start = browser.js("return scrollY")
        browser.js("document.querySelectorAll('a.ct')[arguments[0]].click()", place)
        assert wait(browser, f"return Math.abs(scrollY - {start}) > 50")
        browser.driver.back()
        assert wait(browser, f"return Math.abs(scrollY - {start}) < 3"), place


def test_each_link_back_reaches_its_entry(browser: Browser, page: Path) -> None:
    browser.open(page)
    found = browser.js("""
    return [...document.querySelectorAll('article a.b')].map((back) => {
      const entry = document.getElementById(back.hash.slice(1));
      const whole = entry && (entry.closest('tr') || entry);
      const block = back.parentElement;
      const own = whole && [...whole.querySelectorAll('a.ct')].some(
        (link) => block.contains(document.getElementById(link.hash.slice(1)))
          || block.querySelector(`[data-m="${link.hash.slice(1)}"]`));
      return { hash: back.hash, title: back.title, there: !!entry, own: !!own,
        number: entry ? (entry.querySelector('.num') || entry).textContent : '' };
    })""")
    assert len(found) > 15
    for back in found:
        assert back["there"], back
        if back["title"].startswith("Back to claim"):
            assert back["title"].split()[-1] == back["number"].strip()
    # The claim's own cell may show the value's passage instead, in the same paragraph or not.
    assert sum(back["own"] for back in found) >= 0.8 * len(found)


def test_without_script_all_is_there_and_open(
    browser: Browser, page: Path, five: Comparison
) -> None:
    browser.open(page)
    with_script = browser.js(PLAIN)
    browser.script(on=False)
    browser.open(page)
    assert not browser.js("return document.body.classList.contains('js')")
    assert browser.js(PLAIN) == with_script
    regions = "brief differ claims quotes names timeline shared articles".split()
    for region in regions:
        assert browser.js("return !!document.getElementById('s1' + arguments[0])", region)
    assert browser.js("return [...document.querySelectorAll('details')].every((d) => d.open)")
    check_citations(browser, five)


def test_a_passage_that_is_not_there_is_named_and_not_marked(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "moved.html"
    path.write_text(html(comparison_fixture.moved()), encoding="utf-8")
    browser.open(path)
    rows = browser.js(
        "return [...document.querySelectorAll('[data-claim]')].map((r) => r.textContent)"
    )
    named = [row for row in rows if "passage not located" in row]
    assert len(named) == 1
    assert comparison_fixture.SLUICE in named[0]
    marks = browser.js("return [...document.querySelectorAll('mark')].map((m) => m.textContent)")
    assert len(marks) > 10
    assert comparison_fixture.SLUICE[1:] + " " not in marks
