"""Plain text: wrapped paragraphs, the furniture of an outlet, the course of a page, evidence."""

from __future__ import annotations

import pickle
import textwrap
from itertools import product

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.models import Article, Document
from rashomon.stages.clean import LineCounts, SharedLines, clean, explain
from rashomon.stages.clean.course import course
from rashomon.stages.clean.features import NAMES, features
from rashomon.stages.clean.kinds import tell_wording
from rashomon.stages.clean.pages import Pages
from rashomon.stages.clean.paragraphs import paragraphs
from rashomon.stages.clean.units import units_of

PLACES = ("harbour", "orchard", "tunnel", "chapel", "quarry", "ferry", "granary", "tannery")
BODY = [
    "The town council of Harrow Wells voted on Tuesday to close the old {0} for repairs that may"
    " last until the spring of next year.",
    "Nobody was hurt when part of the {0} gave way, but the keeper said that he had warned of it"
    " for years and that his letters had not been answered.",
    "Work on the {0} is to begin in June, the mayor told reporters, once the money from the county"
    " has come and a builder has been found who knows old timber.",
    "The {0} was built in 1790 and was the last in the valley to be kept by one family alone,"
    " without any help from the crown.",
]
PROMPT = "Every morning our editors choose the reports that matter most to readers of the valley."
BOX = "Valley Post people and places"


def document(text: str, number: int = 0, outlet: str | None = None) -> Document:
    name = f"{number}.txt"
    return Document(id=f"sha256:{number}", source=name, sources=(name,), text=text, outlet=outlet)


def report(place: str) -> list[str]:
    return [line.format(place) for line in BODY]


def outlets_articles(outlet: str | None, places: tuple[str, ...] = PLACES) -> list[Document]:
    return [
        document(
            "\n".join(
                [f"Old {p} to close for repairs", BOX, *report(p)[:2], PROMPT, *report(p)[2:]]
            ),
            number,
            outlet,
        )
        for number, p in enumerate(places)
    ]


def counted(documents: list[Document]) -> SharedLines:
    counts = LineCounts()
    for one in documents:
        counts.add(one)
    return counts.frozen()


def kinds(found: Article) -> dict[str, str]:
    return {found.text[b.start : b.end]: b.kind for b in found.blocks}


@pytest.mark.parametrize(("width", "gap"), [*product((60, 72, 80), ("\n", "\n\n", "\r\n\r\n"))])
def test_wrapped_paragraphs_share_their_fate(width: int, gap: str) -> None:
    end = "\r\n" if "\r" in gap else "\n"
    wrapped = [end.join(textwrap.wrap(line, width)) for line in report("mill")]
    text = gap.join(["Old mill to close for repairs", *wrapped])
    (found,) = clean([document(text)])
    bodies = [text[b.start : b.end] for b in found.blocks if b.kind == "body"]
    assert bodies == wrapped
    assert found.title == "Old mill to close for repairs"


def test_lines_of_a_menu_are_not_joined() -> None:
    menu = ["Home", "News and politics of the valley and of the coast", "Sport", "Weather"]
    text = "\n".join([*menu, *report("mill")])
    assert [text[a:b] for a, b, _ in paragraphs(text)] == [*menu, *report("mill")]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab \n\r\u2028.A", max_size=400))
def test_paragraphs_hold_all_that_is_no_space(text: str) -> None:
    at = 0
    for start, end, _ in paragraphs(text):
        assert at <= start < end
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


def test_lines_of_many_articles_of_an_outlet_are_its_furniture() -> None:
    documents = outlets_articles("valley.test")
    lines = pickle.loads(pickle.dumps(counted(documents)))
    for article in clean(documents, lines=lines):
        told = {article.text[b.start : b.end]: b for b in article.blocks}
        assert told[PROMPT].kind == told[BOX].kind == "furniture"
        assert told[PROMPT].reason == "stands in 8 of 8 articles of this outlet"
        assert sum(b.kind == "body" for b in article.blocks) == len(BODY)


def test_an_outlet_is_its_name_or_the_host_of_its_address() -> None:
    documents = [
        msgspec.structs.replace(one, outlet=None, url=f"https://www.valley.test/{one.id[7:]}")
        for one in outlets_articles(None)
    ]
    lines = counted(documents)
    assert lines.of(documents[0])
    assert not lines.of(document(PROMPT, 99, "other.test"))
    assert not lines.of(msgspec.structs.replace(documents[0], url="https://[bad"))


def test_where_no_outlet_is_known_sentences_are_never_furniture() -> None:
    documents = outlets_articles(None)
    for article in clean(documents, lines=counted(documents)):
        assert kinds(article)[BOX] == "furniture"
        assert all("stands in" not in (b.reason or "") for b in article.blocks if b.kind == "body")
    assert not counted(documents[:7]).of(documents[0])


def test_few_articles_copies_and_versions_teach_nothing() -> None:
    assert not counted(outlets_articles("valley.test", PLACES[:3])).lines
    same = [document("\n".join([BOX, *report("mill")]), 0, "valley.test") for _ in range(9)]
    assert not counted(same).lines
    versions = [
        document("\n".join([BOX, *report("mill"), f"Version {n} of it was shorter."]), n, "v.test")
        for n in range(9)
    ]
    assert not counted(versions).lines


def test_background_that_some_articles_repeat_is_reporting() -> None:
    background = "The county has lost four of its nine old buildings to fire since the last war."
    documents = outlets_articles("valley.test")
    some = [
        msgspec.structs.replace(one, text=f"{one.text}\n{background}") if n < 2 else one
        for n, one in enumerate(documents)
    ]
    assert kinds(clean(some, lines=counted(some))[0])[background] == "body"


def test_an_agency_that_many_articles_credit_stays() -> None:
    documents = [
        msgspec.structs.replace(one, text=one.text.replace(BOX, "By Ada Brill\nAssociated Press"))
        for one in outlets_articles("valley.test")
    ]
    for article in clean(documents, lines=counted(documents)):
        assert "furniture" not in {
            kinds(article)["By Ada Brill"],
            kinds(article)["Associated Press"],
        }


def test_the_course_bridges_an_interruption_and_ends_with_the_report() -> None:
    assert course([]) == []
    assert course([0.1, 0.9, 0.3, 0.9, 0.1]) == [False, True, True, True, False]
    assert course([0.9] * 5 + [0.05] * 3 + [0.9] * 5) == [True] * 5 + [False] * 3 + [True] * 5
    late = course([0.95] * 6 + [0.05] * 20 + [0.7])
    assert late == [True] * 6 + [False] * 21
    assert course([float("nan")] * 2) is not None


def test_where_nothing_seems_a_report_the_likeliest_units_are() -> None:
    assert course([0.1]) == [True]
    assert course([0.02, 0.3, 0.25, 0.02]) == [False, True, True, False]


@pytest.mark.parametrize("title", [None, "Harrow Wells to close its old mill for repairs"])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_teaser_is_body_under_its_headline(title: str | None, count: int) -> None:
    body = [line.format("mill") for line in BODY[:count]]
    found = clean([document("\n\n".join([*filter(None, [title]), *body]))])[0]
    assert found.title == title
    assert [b.kind for b in found.blocks if b.kind != "title"] == ["body"] * count


def test_a_menu_alone_is_no_report() -> None:
    found = clean([document("Home\nSports\nWeather\nSubscribe now")])[0]
    assert {b.kind for b in found.blocks} == {"furniture"}


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from([*report("mill"), BOX, "Share", "日本語。", "1"]), max_size=9)
    )
)
def test_a_page_is_measured_alike_beside_any_others(pages: list[list[str]]) -> None:
    told = [units_of("\n".join(page)) for page in pages]
    for units in told:
        tell_wording(units)
    together = features(told)
    alone = [features([units]) for units in told]
    assert together.shape == (sum(map(len, told)), len(NAMES))
    assert np.array_equal(together, np.vstack([*alone, together[:0]]))
    assert not np.isnan(together).any()


def test_words_said_again_are_found() -> None:
    lines = ["mill wheel river", "river stone", "bread oven", "mill oven bread"]
    pages = Pages([units_of("\n".join(lines)), units_of("mill")])
    everywhere = np.ones(5, bool)
    before, after, *_ = pages.ties(everywhere)
    assert before.tolist() == [0, 0.5, 0, 1, 0]
    assert after.tolist() == [2 / 3, 0, 1, 0, 0]
    assert pages.known(everywhere).tolist() == [2 / 3, 0.5, 1, 1, 0]
    nothing = Pages([units_of("1")]).ties(np.ones(1, bool))
    assert [share.tolist() for share in nothing] == [[-0.1]] * 5


def test_many_articles_at_once_are_cleaned_as_each_alone() -> None:
    documents = [*outlets_articles("valley.test"), document(""), document(" \n", 98)]
    assert clean(documents) == [one for each in documents for one in clean([each])]


def test_the_evidence_is_named_for_those_who_ask() -> None:
    documents = outlets_articles("valley.test")
    lines = counted(documents)
    shown, plain = explain(documents, lines=lines), clean(documents, lines=lines)
    for one, other in zip(shown, plain, strict=True):
        assert [(b.kind, b.start, b.end) for b in one.blocks] == [
            (b.kind, b.start, b.end) for b in other.blocks
        ]
        assert all(b.reason for b in one.blocks)
    judged = [b.reason or "" for b in shown[0].blocks if b.kind == "body"]
    assert any(reason.startswith("reporting") and ": " in reason for reason in judged)
    assert explain(documents, lines=lines) == shown


def test_an_agencys_caption_of_several_sentences() -> None:
    caption = (
        "FILE - In this May 6, 2031, file photo, the mill stands empty. The council voted to close"
        " it. The keeper had warned of it for years. (AP Photo/Ann Oak, File)"
    )
    lines = report("mill")
    (found,) = clean([document("\n".join([*lines[:2], caption, *lines[2:]]))])
    assert kinds(found)[caption] == "caption"
    assert [b.kind for b in found.blocks].count("body") == len(BODY)


@pytest.mark.parametrize("text", ["x" * 300_000, "word " * 60_000, "Home\nSport\n" * 3_000])
def test_hostile_texts_are_cleaned_in_their_length(text: str) -> None:
    (found,) = clean([document(text)])
    assert found.text == text
    assert found.blocks[-1].end == len(text.rstrip())
