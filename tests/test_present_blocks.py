"""An article shown on a terminal with its blocks."""

from __future__ import annotations

import io
import re

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from making import article
from rashomon.models import Article
from rashomon.stages.present import blocks, blocks_text

REPORT = article(
    ("title", "Ferry runs aground"),
    ("furniture", "Share this"),
    "A ferry ran aground off Hollin on Monday.",
    ("caption", "The ferry on the rocks. Photo: I. Vant"),
    outlet="Harbour Courier",
    published="2031-05-16",
)


def explained(report: Article, reason: str) -> Article:
    told = tuple(msgspec.structs.replace(block, reason=reason) for block in report.blocks)
    return msgspec.structs.replace(report, blocks=told)


def test_every_block_stands_beside_its_kind() -> None:
    shown = blocks_text(REPORT)
    for line in (
        "title      Ferry runs aground",
        "furniture  Share this",
        "body       A ferry ran aground off Hollin on Monday.",
        "caption    The ferry on the rocks. Photo: I. Vant",
        "outlet     Harbour Courier",
        "published  2031-05-16",
        "url        unknown",
    ):
        assert line in shown.splitlines()


def test_evidence_and_offsets_only_when_asked() -> None:
    report = explained(REPORT, "a button")
    assert "a button" not in blocks_text(report)
    body = report.blocks[2]
    assert f"{body.start}–{body.end}: a button" in blocks_text(report, explain=True)


def test_kinds_are_in_colour_on_a_terminal() -> None:
    out = io.StringIO()
    blocks(REPORT, Console(file=out, force_terminal=True, color_system="standard", width=80))
    assert re.search(r"\x1b\[36mcaption", out.getvalue())
    assert re.search(r"\x1b\[2mfurniture", out.getvalue())


@given(st.text(min_size=1, max_size=200))
def test_no_report_steers_the_terminal(text: str) -> None:
    shown = blocks_text(explained(article(text, outlet=text, title=text), text), explain=True)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", shown)
