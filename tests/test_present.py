"""The words, the text renderers and the page's building blocks, without a browser."""

from __future__ import annotations

import csv as reader
import io
import re

import msgspec
import pytest
from rich.console import Console

import comparison_fixture as fixture
from rashomon.errors import OffsetError
from rashomon.models import Comparison
from rashomon.names import names_of
from rashomon.stages import present
from rashomon.stages.present.accounts import accounts_of
from rashomon.stages.present.claims import conflict_of, note_of
from rashomon.stages.present.csv import COLUMNS
from rashomon.stages.present.quotations import differences
from rashomon.stages.present.sharing import shared_text
from rashomon.stages.present.times import before, between, sort_key, spoken
from rashomon.stages.present.words import ranges

FORBIDDEN = (
    r"\b(?:true|false|confirmed|debunked|wrong|correct|biased|misleading|admits|copied from"
    r"|omits|denies)\b"
)


@pytest.fixture(scope="module")
def five() -> Comparison:
    return fixture.comparison()


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2031-03-04T06:20:00+01:00", "4 March 2031, 06:20 (UTC+1)"),
        ("2031-03-04T06:20:00-03:30", "4 March 2031, 06:20 (UTC−3:30)"),
        ("2031-03-04T06:20:00Z", "4 March 2031, 06:20 UTC"),
        ("2031-03-04T06:20", "4 March 2031, 06:20"),
        ("2031-03-04", "4 March 2031"),
        ("2031-03", "March 2031"),
        ("2031", "2031"),
        (None, "time not known"),
        ("2031-W10", "2031-W10"),
        ("2031-13", "2031-13"),
    ],
)
def test_times_are_as_exact_as_known(iso: str | None, words: str) -> None:
    assert spoken(iso) == words


@pytest.mark.parametrize(
    ("earlier", "later", "gap"),
    [
        ("2031-03-04T06:20:00+01:00", "2031-03-04T09:05:00+01:00", "3 h"),
        ("2031-03-04T06:20:00+01:00", "2031-03-04T05:50:00+00:00", "30 min"),
        ("2031-03-04T06:20:00+01:00", "2031-03-08T06:20:00+01:00", "4 days"),
        ("2031-03-04", "2031-03-05T09:00:00Z", "1 day"),
        ("2031-03-04", "2031-03-04T09:00:00Z", None),
        ("2031-03-04T06:20", "2031-03-04T09:05:00Z", None),
        ("2031-03", "2031-03-04", None),
        (None, "2031-03-04", None),
        ("2031-03-05", "2031-03-04", None),
    ],
)
def test_gaps_are_given_only_where_the_times_say_them(
    earlier: str | None, later: str | None, gap: str | None
) -> None:
    assert between(earlier, later) == gap


def test_a_day_stands_after_its_hours_and_is_before_none_of_them() -> None:
    day, hour = "2031-03-04", "2031-03-04T23:00:00Z"
    assert sort_key(hour) < sort_key(day) < sort_key(None)
    assert not before(day, hour)
    assert not before(hour, day)
    assert before("2031-03-03", hour)


def test_outlets_are_counted_apart_from_separate_accounts(five: Comparison) -> None:
    accounts = accounts_of(five, five.stories[0])
    assert accounts.head == "5 outlets, 4 separate accounts"
    assert [account.label for account in accounts.all] == [
        "Valley Courier +1",
        "003_9f3a…",
        "Echo am Abend",
        "The County Times",
    ]
    assert accounts.all[0].agency == "Lakeland Press"


def test_an_article_in_no_origin_is_an_account(five: Comparison) -> None:
    alone = msgspec.structs.replace(five, origins=())
    assert accounts_of(alone, five.stories[0]).head == "5 outlets, 5 separate accounts"


def test_names_are_short_and_no_two_alike() -> None:
    article = fixture.LEDGER.article
    sources = ("a/b/000_b61eabfa83c9228f.txt", "c/000_b61eabfa83c9228f.txt.gz", "feed.jsonl#3")
    articles = [
        msgspec.structs.replace(article, id=str(place), source=source)
        for place, source in enumerate(sources)
    ]
    articles.append(msgspec.structs.replace(article, id="x", outlet="A  very " + "long " * 20))
    names = list(names_of(articles).values())
    assert names[:3] == ["000_b61e…", "000_b61e… (2)", "feed#3"]
    assert len(names[3]) <= 30


def test_quotation_differences_by_words() -> None:
    found = [(piece.kind, piece.text) for piece in differences("We knocked on it,", "We hit it")]
    assert found == [("", "We"), ("del", "knocked on"), ("ins", "hit"), ("", "it")]
    assert [p.kind for p in differences("“Nobody” knew.", "nobody knew")] == [""]


def test_numbers_in_a_row_are_a_range() -> None:
    assert ranges([1, 2, 5, 6, 7, 9]) == "1, 2, 5 to 7, 9"
    assert ranges([]) == ""


def test_the_page_is_the_same_every_time(five: Comparison) -> None:
    assert present.html(five) == present.html(fixture.comparison())
    assert present.csv(five) == present.csv(fixture.comparison())


def test_words_of_sources_are_never_markup(five: Comparison) -> None:
    page = present.html(five)
    assert "<script>alert" not in page
    assert page.count("<script>") == 1
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; report 🌊" in page
    assert "\\<script\\>" in present.markdown(five)


def test_an_address_that_is_no_web_address_is_no_link(five: Comparison) -> None:
    article = msgspec.structs.replace(fixture.TIMES.article, url="javascript:alert(1)")
    changed = msgspec.structs.replace(fixture.TIMES, article=article)
    annotations = {**five.annotations, article.id: changed}
    assert "javascript:" not in present.html(msgspec.structs.replace(five, annotations=annotations))


def test_the_page_says_where_a_passage_is_not_located() -> None:
    page = present.html(fixture.moved())
    assert page.count(": passage not located") == 1


@pytest.mark.parametrize("render", [present.markdown, present.csv, present.text])
def test_text_renderers_refuse_a_slice_that_moved(render: object) -> None:
    assert callable(render)
    with pytest.raises(OffsetError):
        render(fixture.moved())


def test_csv_has_one_row_for_each_evidence(five: Comparison) -> None:
    rows = list(reader.DictReader(io.StringIO(present.csv(five))))
    pieces = [e for story in five.stories for claim in story.claims for e in claim.evidence]
    assert len(rows) == len(pieces)
    assert tuple(rows[0]) == COLUMNS
    for row, piece in zip(rows, pieces, strict=True):
        text = five.annotations[row["article"]].article.text
        assert text[int(row["start"]) : int(row["end"])] == piece.text == row["passage"]


def test_csv_cells_run_nothing_in_a_spreadsheet(five: Comparison) -> None:
    story = five.stories[0]
    claim = msgspec.structs.replace(story.claims[0], text='=HYPERLINK("x")')
    changed = msgspec.structs.replace(story, claims=(claim,))
    rows = list(
        reader.reader(io.StringIO(present.csv(msgspec.structs.replace(five, stories=(changed,)))))
    )
    assert rows[1][COLUMNS.index("claim_text")] == '\'=HYPERLINK("x")'


def test_the_summary_fits_80_columns_and_holds_each_part(five: Comparison) -> None:
    text = present.text(five)
    assert max(len(line) for line in text.splitlines()) <= 80
    for words in (
        "5 outlets, 4 separate accounts",
        "Where accounts differ (2)",
        "■ Agreed (3)",
        "3 separate accounts (4 outlets) ⧉ Shares text",
        "12 people from roofs",
        "Quotations in two or more reports (1)",
        "71 % of lakepost.example’s words also stand in Valley Courier, published 3 h",
        "Library opens late",
    ):
        assert words in text
    assert re.findall(FORBIDDEN, text, re.IGNORECASE) == []


def test_no_report_steers_the_terminal(five: Comparison) -> None:
    story = msgspec.structs.replace(five.stories[0], title="Dam \x1b[31mred\x1b[0m [bold]x[/bold]")
    changed = msgspec.structs.replace(five, stories=(story,))
    out = io.StringIO()
    present.terminal(changed, Console(file=out, width=80, force_terminal=True))
    assert "\x1b[31m" not in out.getvalue()
    assert "[bold]x[/bold]" in out.getvalue()


def test_nothing_to_compare_is_said(five: Comparison) -> None:
    alone = msgspec.structs.replace(five, stories=five.stories[1:])
    assert "No two reports in this collection" in present.html(alone)
    assert "Nothing to compare" in present.markdown(alone)
    assert "No two reports" in present.text(alone)


def test_two_stories_stand_on_one_page() -> None:
    page = present.html(fixture.two())
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert {"s1brief", "s2brief", "s1c1", "s2c1"} <= set(ids)
    assert "2 stories compared" in page


def test_a_value_names_only_its_own_speaker(five: Comparison) -> None:
    page = present.html(five)
    row = page.partition('id="s1c3"')[2].partition("</tr>")[0]
    cells = row.split("<td")[1:]
    assert "900 ¶2" in cells[0]
    assert "Petra Lindqvist" in cells[0]
    assert "1,400 ¶2" in cells[2]
    assert "quoting" not in cells[2]


def test_a_very_large_story_says_what_is_left_out() -> None:
    many = fixture.large(400)
    page = present.html(many)
    assert page.count("data-claim=") == 120
    assert "Left out here, to keep the page readable: 280 claims" in page
    assert len(re.findall(r"<[a-z]", page)) <= 8000
    assert len(page.encode()) <= 600_000
    disputed = sum(claim.status == "disputed" for claim in many.stories[0].claims)
    assert f'data-total="disputed">{disputed}<' in page
    assert present.csv(many).count("\r\n") > 400


def test_shared_text_says_only_what_the_times_allow(five: Comparison) -> None:
    story = five.stories[0]
    accounts = accounts_of(five, story)
    articles = {key: five.annotations[key].article for key in story.articles}
    shared = shared_text(five, accounts, articles)
    assert shared.lines == (
        "71 % of lakepost.example’s words also stand in Valley Courier, published 3 h earlier.",
    )
    assert shared.drawing is not None
    first, second = shared.drawing.nodes
    assert first.x < second.x
    assert (shared.drawing.first, shared.drawing.last) == (
        "4 March 2031, 05:20 UTC",
        "4 March 2031, 08:05 UTC",
    )
    open_ = {
        key: msgspec.structs.replace(article, published=None) for key, article in articles.items()
    }
    unknown = shared_text(five, accounts, open_)
    assert unknown.drawing is None
    assert unknown.lines[0].endswith("which of the two came first is not known.")


def test_a_day_is_drawn_as_a_span(five: Comparison) -> None:
    story = five.stories[0]
    articles = {key: five.annotations[key].article for key in story.articles}
    late = story.articles[1]
    articles[late] = msgspec.structs.replace(articles[late], published="2031-03-04")
    drawing = shared_text(five, accounts_of(five, story), articles).drawing
    assert drawing is not None
    first, second = drawing.nodes
    assert first.begins == first.x
    assert second.begins < first.x < second.x


def test_an_account_that_differs_is_no_copy(five: Comparison) -> None:
    story = five.stories[0]
    accounts = accounts_of(five, story)
    claim = next(claim for claim in story.claims if claim.id == "c3")
    against = fixture.says(fixture.COURIER, fixture.TWELVE, "conflicts")
    both = msgspec.structs.replace(claim, evidence=(*claim.evidence, against))
    note = note_of(both, accounts, conflict_of(story))
    assert note.state.word == "Accounts differ"
    assert not note.shares
