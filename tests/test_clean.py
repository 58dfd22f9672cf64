"""Cleaning: blocks cover the text; each kind is told; metadata comes from the lines."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import MILL as BODY
from rashomon.errors import ModelError
from rashomon.models import Article, Block, Document
from rashomon.stages.clean import clean
from rashomon.stages.clean.model import load_model


def article(*lines: str, sep: str = "\n\n") -> Article:
    text = sep.join(lines)
    document = Document(id="sha256:0", source="a.txt", sources=("a.txt",), text=text)
    (found,) = clean([document])
    return found


def kinds(found: Article) -> dict[str, str]:
    """Kind of each block by its text."""
    return {found.text[b.start : b.end]: b.kind for b in found.blocks}


def bodies(found: Article) -> list[str]:
    return [found.text[b.start : b.end] for b in found.blocks if b.kind == "body"]


PIECES = st.sampled_from(
    [
        *BODY,
        "Advertisement",
        "[/caption]",
        "[caption id=1]",
        "Credit...Ann Oak/Pool",
        "By Ann Oak May 3, 2031, 4:05 p.m. ET",
        "\n",
        "\r\n",
        "\u2028",
        "\x0b",
        " ",
        "“",
        "Photo:",
        "PORT ANSEL, May 3 (AP) — The",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=25).map(" ".join)))
def test_blocks_cover_all_that_is_not_white_space(text: str) -> None:
    found = article(text)
    at = 0
    for block in found.blocks:
        assert at <= block.start < block.end <= len(text)
        assert not text[at : block.start].strip()
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        at = block.end
    assert not text[at:].strip()
    assert found.text == text


def test_title_byline_and_body() -> None:
    found = article("Old mill to close for repairs", "By Ada Brill", "17.05.2031 08:30", *BODY)
    assert found.title == "Old mill to close for repairs"
    assert found.authors == ("Ada Brill",)
    assert found.published == "2031-05-17T08:30:00"
    assert bodies(found) == BODY
    assert found.language == "en"


def test_running_text_has_no_title() -> None:
    found = article(*BODY, sep="\n")
    assert found.title is None
    assert bodies(found) == BODY


def test_furniture_is_no_body() -> None:
    junk = [
        "Advertisement",
        "Share on Facebook",
        "Sign up for our newsletter",
        "0 Comments:",
        "Lorem ipsum dolor sit amet, consectetuer adipiscing elit sed diam nonummy nibh.",
    ]
    found = article(
        "Old mill to close for repairs", junk[0], BODY[0], junk[1], *BODY[1:], *junk[2:]
    )
    assert bodies(found) == BODY
    assert {kinds(found)[line] for line in junk} == {"furniture"}


def test_captions_glued_with_brackets() -> None:
    glued = (
        "A keeper, left, points at the roof of the mill[/caption] The wheel in June[/caption]"
        + BODY[1]
    )
    found = article(BODY[0], glued, *BODY[2:])
    assert bodies(found) == BODY
    assert [b.kind for b in found.blocks if b.kind == "caption"] == ["caption"]


def test_captions_by_grammar_date_and_credit() -> None:
    captions = [
        "The keeper, right, and the mayor look up at the fallen roof of the mill on May 6, 2031",
        "The mill stands empty after part of its roof fell in on a windy night in Harrow Wells",
        "Ann Oak/Pool/Reuters",
    ]
    found = article(*BODY[:2], *captions, *BODY[2:], sep="\n")
    assert bodies(found) == BODY
    assert {kinds(found)[c] for c in captions} == {"caption"}


def test_run_together_line_gives_way_to_its_paragraphs() -> None:
    more = [f"{line} It was the {n}th time." for n, line in enumerate(BODY)]
    blob = "The wheel.Credit...Ann Oak/Pool By Ada Brill May 17, 2031, 4:04 a.m. ET " + " ".join(
        more
    )
    found = article("Old mill to close for repairs", blob, *more, sep="\n")
    assert bodies(found) == more
    assert found.authors == ("Ada Brill",)
    assert found.published == "2031-05-17T04:04:00-04:00"


def test_article_that_stands_twice_counts_once() -> None:
    found = article(*BODY, *BODY)
    assert bodies(found) == BODY
    assert [b.kind for b in found.blocks][-4:] == ["repeat"] * 4


def test_doubled_line_is_a_caption_and_its_repeat() -> None:
    line = "The wheel has stood still since the roof came down."
    found = article(*BODY[:2], f"{line}\n{line}", *BODY[2:])
    assert bodies(found) == BODY
    assert [b.kind for b in found.blocks if found.text[b.start : b.end] == line] == [
        "caption",
        "repeat",
    ]


def test_box_that_splits_a_quotation() -> None:
    opening = "The mayor said: “We shall open the mill again and we shall do it with our own hands."
    ending = (
        "“And when it turns, every child of the valley shall have a loaf from its first flour.”"
    )
    box = [
        "How the mill came to the valley",
        "Two brothers bought the land in 1788 and dug the race with spades in a single winter.",
        "They sold it four years later to a baker who had come from the coast with nothing.",
    ]
    found = article(*BODY[:2], opening, *box, ending, *BODY[2:], sep="\n")
    assert bodies(found) == [*BODY[:2], opening, ending, *BODY[2:]]
    assert {kinds(found)[line] for line in box} == {"sidebar"}


def test_dateline_is_cut_off() -> None:
    found = article(
        "Old mill to close for repairs", f"HARROW WELLS, May 17 (AP) — {BODY[0]}", *BODY[1:]
    )
    assert kinds(found)["HARROW WELLS, May 17 (AP) —"] == "dateline"
    assert bodies(found) == BODY


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("May 17, 2031", "2031-05-17"),
        ("Friday 17 May 2031", "2031-05-17"),
        ("17.05.2031 08:30", "2031-05-17T08:30:00"),
        ("05/17/2031", "2031-05-17"),
        ("2031-05-17", "2031-05-17"),
        ("Published 9:26 pm GMT, May 17, 2031", "2031-05-17T21:26:00+00:00"),
        ("May 17, 2031, 4:04 a.m. ET", "2031-05-17T04:04:00-04:00"),
        ("January 17, 2031, 4:04 a.m. ET", "2031-01-17T04:04:00-05:00"),
        ("Published on 05/06/2031", "2031"),
    ],
)
def test_dates(line: str, value: str) -> None:
    assert article("Old mill to close for repairs", line, *BODY).published == value


def test_updated_beside_published() -> None:
    line = "Published May 17, 2031 9:26pm Updated May 18, 2031 4:23pm"
    found = article("Old mill to close for repairs", line, *BODY)
    assert (found.published, found.updated) == ("2031-05-17T21:26:00", "2031-05-18T16:23:00")


def test_outlet_only_with_evidence() -> None:
    assert article("Old mill to close for repairs", *BODY).outlet is None
    found = article("Orlo Post", "Old mill to close for repairs", *BODY, "© 2031 Orlo Post")
    assert found.outlet == "Orlo Post"


def test_known_metadata_and_blocks_are_kept() -> None:
    blocks = (Block(kind="sidebar", start=0, end=9),)
    document = Document(
        id="sha256:1",
        source="a",
        sources=("a",),
        text="Some text",
        title="T",
        outlet="O",
        blocks=blocks,
    )
    (found,) = clean([document])
    assert (found.title, found.outlet, found.blocks) == ("T", "O", blocks)
    assert found.language is None


def test_same_input_same_blocks() -> None:
    lines = ["Old mill to close for repairs", *BODY, "Advertisement", *BODY]
    assert article(*lines) == article(*lines)


def test_a_missing_or_foreign_model_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "body.npz").write_bytes(b"no model")
    with pytest.raises(ModelError, match=r"body\.npz"):
        clean([], tmp_path)
    np.savez(tmp_path / "body.npz", names=np.array(["a"]))
    load_model.cache_clear()
    with pytest.raises(ModelError, match="other features"):
        clean([], tmp_path)


@pytest.mark.parametrize(
    ("lines", "outlet"),
    [
        (("Subscribe to the Orlo Valley Post today",), "Orlo Valley Post"),
        (("Already a reader? Try the Orlo Post for one crown.",), "Orlo Post"),
        (("© Copyright 2031 Orlo Post. All rights reserved.",), "Orlo Post"),
        (("Subscribe Now Sign In",), None),
        (("Copyright. All rights reserved.",), None),
        (("Copyright 2031 Sen. Abel Crane",), None),
        (("© 2031 Mill & Sons Publishing Limited",), None),
        (("Sign up for the Morning Bell newsletter",), None),
    ],
)
def test_outlet_of_the_foot(lines: tuple[str, ...], outlet: str | None) -> None:
    assert article("Old mill to close for repairs", *BODY, *lines).outlet == outlet


def test_outlet_of_a_menu_that_a_credit_repeats() -> None:
    head = "Orlo Valley Post | Local | Nation | Obituaries"
    title = "Old mill of Harrow Wells to close for repairs"
    caption = "[Photo: The mill in May. Orlo Valley Post archive]"
    assert article(head, title, BODY[0], caption, *BODY[1:]).outlet == "Orlo Valley Post"
    assert article(head, title, *BODY).outlet is None


def test_menu_is_no_title() -> None:
    menu = "Live   The Old Mill   The Town Council   The Roof"
    found = article(menu, "A mill waits for money and for spring", "By Abel Crane", *BODY)
    assert found.title == "A mill waits for money and for spring"


def test_author_in_a_line_of_outlet_and_date() -> None:
    line = "Orlo Post, 11 Jun 2031, Dora Venn"
    found = article("Old mill to close for repairs", line, *BODY, "Orlo Post shop: get your mug")
    assert (found.outlet, found.authors) == ("Orlo Post", ("Dora Venn",))
    assert found.published == "2031-06-11"


def test_credit_without_brackets_ends_a_caption() -> None:
    found = kinds(article(*BODY[:2], "The mill seen last month. ORLO/Dora Venn", *BODY[2:]))
    assert found["The mill seen last month. ORLO/Dora Venn"] == "caption"


def test_who_reported_it_is_a_byline() -> None:
    lines = ("By our valley staff", *BODY, "(Reporting by Orlo Press, Harrow Wells)")
    found = kinds(article("Old mill to close for repairs", *lines))
    assert found["By our valley staff"] == found[lines[-1]] == "byline"


def test_filler_in_no_language_is_furniture() -> None:
    filler = "Velim darosta pumen, quera solit in vasento; perga nolum tibra, sequi lanta moribus."
    assert kinds(article(*BODY[:3], filler, BODY[3]))[filler] == "furniture"
    german = "Der alte Müller sagte am Abend, dass er die Mühle im Tal nicht wieder sehen werde."
    assert kinds(article(*BODY[:3], f"“{german}”", BODY[3]))[f"“{german}”"] == "body"


def test_heading_behind_buttons_to_share() -> None:
    found = article(
        *BODY[:2], "Share on Facebook   Tweet   Print", "What the mill needs", *BODY[2:]
    )
    assert kinds(found)["What the mill needs"] == "heading"
