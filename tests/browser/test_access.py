"""Everybody can use it: axe, keyboard, states without colour, narrow screens."""

from __future__ import annotations

import importlib.util
import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rashomon.models import Comparison

if TYPE_CHECKING:
    from conftest import Browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]

FOCUS = """
const node = document.activeElement;
if (!node || node === document.body) return null;
const box = [...node.getClientRects()].find((r) => r.width && r.height);
const inside = box && box.bottom > 0 && box.top < innerHeight;
const x = box && Math.min(Math.max(box.left + 4, 0), innerWidth - 1);
const y = box && Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
const top = inside && document.elementFromPoint(x, y);
node.dataset.seen = '1';
return {
  what: node.outerHTML.slice(0, 120),
  covered: !inside || !(node.contains(top) || (top && top.contains(node))),
};
"""


def axe() -> str:
    """axe-core as the development dependency axe-playwright-python carries it (MPL-2.0)."""
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        pytest.skip("axe-playwright-python is not installed")
    return (Path(found.origin).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("scheme", "size"),
    [("light", (1280, 900)), ("dark", (1280, 900)), ("light", (360, 740)), ("dark", (360, 740))],
    ids=["light", "dark", "narrow", "narrow-dark"],
)
@pytest.mark.parametrize("which", ["page", "two_page"])
def test_axe_finds_nothing(
    browser: Browser,
    which: str,
    scheme: str,
    size: tuple[int, int],
    request: pytest.FixtureRequest,
) -> None:
    source = axe()
    browser.media(prefers_color_scheme=scheme)
    browser.open(request.getfixturevalue(which), size)
    browser.js("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    browser.js(source)
    found: dict[str, Any] = browser.driver.execute_async_script(
        "const done = arguments[arguments.length - 1];"
        "axe.run(document, {runOnly: {type: 'tag', values: arguments[0]},"
        " resultTypes: ['violations']}).then(done);",
        TAGS,
    )
    told = [(v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in found["violations"]]
    assert told == []
    assert len(found["passes"]) > 15


@pytest.mark.parametrize("which", ["page", "two_page"])
def test_headings_are_in_order_and_landmarks_are_there(
    browser: Browser, which: str, request: pytest.FixtureRequest
) -> None:
    browser.open(request.getfixturevalue(which))
    levels = browser.js(
        "return [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((h) => +h.tagName[1])"
    )
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for landmark in ("header", "nav", "main"):
        assert browser.js("return document.querySelectorAll(arguments[0]).length", landmark) >= 1
    assert browser.js("return document.documentElement.lang") == "en"
    assert browser.js("return [...document.querySelectorAll('.text')].every((t) => t.lang)")


@pytest.mark.parametrize("size", [(1280, 900), (360, 740)], ids=["wide", "narrow"])
def test_tab_reaches_every_link(browser: Browser, page: Path, size: tuple[int, int]) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.open(page, size)
    total = browser.js(
        "return [...document.querySelectorAll('a[href],button,summary,[tabindex=\"0\"]')]"
        ".filter((n) => n.checkVisibility()).length"
    )
    covered = []
    for _ in range(total + 5):
        browser.driver.switch_to.active_element.send_keys(Keys.TAB)
        state = browser.js(FOCUS)
        if state is None:
            break
        if state["covered"]:
            covered.append(state["what"])
    left = browser.js(
        "return [...document.querySelectorAll('a[href],button,summary')]"
        ".filter((n) => n.checkVisibility() && !n.dataset.seen).map((n) => n.outerHTML)"
    )
    assert left == []
    assert covered == []


def test_preview_shows_stays_and_closes(browser: Browser, page: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    shown = "return !document.getElementById('preview').hidden"
    for size in ((1280, 900), (360, 740)):
        browser.open(page, size)
        browser.driver.switch_to.active_element.send_keys(Keys.TAB)
        link = browser.js(
            "const a = document.querySelector('main a.ct'); a.focus({focusVisible: true}); return a"
        )
        assert browser.js(shown)
        text = browser.js("return document.querySelector('#preview mark.on').textContent")
        target = browser.js("return document.getElementById(arguments[0].hash.slice(1))", link)
        assert text == target.get_attribute("textContent")
        assert browser.js("return !document.querySelector('#preview [id]')")
        link.send_keys(Keys.ESCAPE)
        assert not browser.js("return !!document.querySelector('#preview mark')")


def test_preview_stays_while_it_is_hovered(browser: Browser, page: Path) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    browser.open(page, (360, 740))
    link = browser.js(
        "const a = document.querySelector('main a.ct'); a.scrollIntoView({block: 'center'});"
        " return a"
    )
    move = ActionChains(browser.driver)
    move.move_to_element(link).pause(0.4).perform()
    preview = browser.js("return document.getElementById('preview')")
    assert preview.is_displayed()
    move.move_to_element(preview).pause(0.5).perform()
    assert preview.is_displayed()
    box = browser.js("return arguments[0].getBoundingClientRect().top", preview)
    assert box >= browser.js("return arguments[0].getBoundingClientRect().bottom", link)
    move.send_keys(Keys.ESCAPE).perform()
    assert not preview.is_displayed()
    move.move_to_element(link).pause(0.4).perform()
    assert preview.is_displayed()
    move.move_by_offset(0, -200).pause(0.5).perform()
    assert not preview.is_displayed()


def _words(html: str) -> str:
    """The wording itself: without the struck words, without tags."""
    return re.sub(r"<del>.*?</del>|<[^>]*>|\s", "", html)


def test_choosing_a_base_and_switching_highlights(browser: Browser, page: Path) -> None:
    browser.open(page)
    words = "return [...document.querySelectorAll('.wordings')[0].querySelectorAll('.w')]"
    before = browser.js(words + ".map((w) => w.innerHTML)")
    assert "<del>" not in before[0]
    assert any("<del>" in html for html in before[1:])
    browser.js("document.querySelectorAll('.wordings button')[1].click()")
    after = browser.js(words + ".map((w) => w.innerHTML)")
    assert "<del>" not in after[1]
    assert "<ins>" in after[0]
    browser.js("document.querySelectorAll('.wordings button')[0].click()")
    again = browser.js(words + ".map((w) => w.innerHTML)")
    assert [_words(html) for html in again] == [_words(html) for html in before]
    browser.js("document.querySelector('.tools button').click()")
    assert browser.js("return document.querySelector('[role=status]').textContent") == (
        "Highlights are off"
    )
    shade = "return getComputedStyle(document.querySelector('mark.d')).backgroundColor"
    assert browser.js(shade) == "rgba(0, 0, 0, 0)"


def test_one_state_word_each_and_totals(browser: Browser, page: Path, five: Comparison) -> None:
    browser.open(page)
    claims = five.stories[0].claims
    counted = browser.js(
        "return [...document.querySelectorAll('[data-claim],[data-brief]')]"
        ".map((n) => [n.matches('tr'), n.querySelectorAll('.st:not(.h)').length,"
        " n.querySelector('.st:not(.h)').textContent.trim().slice(2)])"
    )
    assert {count for _, count, _ in counted} == {1}
    rows = [word for is_row, _, word in counted if is_row]
    assert len(rows) == len(claims)
    assert len(counted) - len(rows) == len(five.stories[0].brief)
    names = {
        "corroborated": "Agreed",
        "single": "Single account",
        "disputed": "Accounts differ",
    }
    for status, word in names.items():
        expected = sum(claim.status == status for claim in claims)
        assert rows.count(word) == expected
        shown = browser.js(
            "return document.querySelector(`[data-total=${arguments[0]}]`).textContent", status
        )
        assert int(shown) == expected


@pytest.mark.parametrize("forced", ["none", "active"])
def test_states_differ_without_colour(browser: Browser, page: Path, forced: str) -> None:
    browser.media(forced_colors=forced)
    browser.open(page)
    styles = browser.js("""
    return ['a', 's', 'd'].map((code) => {
      const chip = document.querySelector('.legend .st.' + code);
      const mark = document.querySelector('article mark.' + code);
      const visible = (node) => {
        const style = getComputedStyle(node);
        return style.textDecorationLine + ' ' + style.textDecorationStyle;
      };
      return [chip.textContent.trim()[0], visible(chip), visible(mark)];
    })""")
    for place in range(3):
        assert len({style[place] for style in styles}) == 3
    assert all(line.startswith("underline") for _, *lines in styles for line in lines)
    shares = browser.js("return getComputedStyle(document.querySelector('.st.h')).borderTopStyle")
    assert shares == "dashed"


def test_nothing_scrolls_sideways_at_320(browser: Browser, page: Path) -> None:
    for scripted in (True, False):
        browser.script(on=scripted)
        browser.open(page, (320, 640))
        browser.js("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        assert browser.js(
            "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )


def test_the_matrix_stays_a_table_in_a_labelled_region(browser: Browser, page: Path) -> None:
    from selenium.webdriver.common.by import By

    browser.open(page, (320, 640))
    find = browser.driver.find_element
    assert find(By.CSS_SELECTOR, ".matrix").aria_role == "table"
    assert find(By.CSS_SELECTOR, ".matrix tbody th").aria_role == "rowheader"
    assert find(By.CSS_SELECTOR, ".matrix thead th").aria_role == "columnheader"
    assert find(By.CSS_SELECTOR, ".matrix td").aria_role in ("cell", "gridcell")
    region = find(By.CSS_SELECTOR, ".claims .scroll")
    assert (region.aria_role, region.accessible_name) == ("region", "Table of claims")
    fixed = browser.js("""
    const region = document.querySelector('.claims .scroll');
    const head = region.querySelector('tbody th');
    const before = head.getBoundingClientRect().left;
    region.scrollLeft = 200;
    return [region.scrollLeft > 0, Math.abs(head.getBoundingClientRect().left - before) < 2];
    """)
    assert fixed == [True, True]
