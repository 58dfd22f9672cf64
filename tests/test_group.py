"""Shared text, origins and stories."""

from __future__ import annotations

import hashlib
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.embed import HashedEmbedder
from rashomon.models import Article, Block, BlockKind, Grouping
from rashomon.stages.group import group
from rashomon.stages.group.bodies import bodies_of
from rashomon.stages.group.linkage import Rules, attach, linkage
from rashomon.stages.group.reuse import RUN, as_reuse, shared_text
from rashomon.stages.group.stories import _themes
from rashomon.stages.group.wordcodes import cut_words

EMBEDDER = HashedEmbedder()

FLOOD = """The river Sorrel broke its banks at Tarn Mills before dawn on Tuesday.
Firefighters took forty families out of the lower town in rubber boats, the mayor's office said.
Nobody was hurt, yet the old granary has lost its northern wall and the bridge stays shut.
Engineers are to look at the dam above the town as soon as the water falls below two metres."""

FLOOD_AGAIN = """Families fled the lower town of Tarn Mills when the river Sorrel rose overnight.
Boats carried forty households to the school on the hill, where volunteers cooked breakfast.
The granary's wall fell at first light; the bridge over the Sorrel has been closed since.
Inspectors want to see the dam above Tarn Mills once the flood has gone down."""

CHESS = """Ilka Moravec won the Baltic chess open in Visby after nine rounds without a defeat.
The grandmaster needed a draw in her last game and got it with a quiet rook ending.
Second place went to a schoolboy from Riga, half a point behind her.
The organisers count on a larger hall next summer because so many players had to be sent away."""


def article(
    text: str,
    name: str = "a",
    *,
    kinds: dict[int, BlockKind] | None = None,
    outlet: str | None = None,
    published: str | None = None,
    title: str | None = None,
) -> Article:
    """An article with a block a line, of kind body where ``kinds`` says nothing of the line."""
    blocks = [
        Block(
            kind=(kinds or {}).get(number, "body"),
            start=match.start(),
            end=match.end(),
        )
        for number, match in enumerate(re.finditer(r"[^\n]+", text))
    ]
    return Article(
        id="sha256:" + hashlib.sha256(f"{name}\n{text}".encode()).hexdigest(),
        source=name,
        sources=(name,),
        outlet=outlet,
        url=None,
        title=title,
        authors=(),
        published=published,
        updated=None,
        language="en",
        text=text,
        blocks=tuple(blocks),
    )


def told(*articles: Article, one_story: bool = False) -> Grouping:
    return group(articles, EMBEDDER, one_story=one_story)


def cut(one: Article, span: tuple[int, int]) -> str:
    return " ".join(re.findall(r"\w+", one.text[slice(*span)].lower()))


# ---------------------------------------------------------------- shared text


def test_a_copy_stands_in_the_other_to_its_full_length() -> None:
    one, other = article(FLOOD, "a"), article("Breaking news.\n" + FLOOD, "b")
    (pair,) = told(one, other).reuse
    assert (pair.a, pair.b) == (one.id, other.id)
    assert pair.share_a == 1.0
    words = len(re.findall(r"\w+", FLOOD))
    assert pair.share_b == pytest.approx(words / (words + 2), abs=1e-4)
    (passage,) = pair.passages
    assert cut(one, passage.a) == cut(other, passage.b) == cut(one, (0, len(FLOOD)))
    assert not passage.edited
    assert not passage.quoted


def test_eleven_common_words_are_no_shared_text_and_twelve_are() -> None:
    words = "one two three four five six seven eight nine ten eleven twelve".split()
    for number, pairs in ((RUN - 1, 0), (RUN, 1)):
        run = " ".join(words[:number])
        assert (
            len(told(article(f"alpha {run} beta", "a"), article(f"gamma {run} delta", "b")).reuse)
            == pairs
        )


def test_punctuation_and_line_breaks_count_for_nothing() -> None:
    one = article(FLOOD, "a")
    other = article(FLOOD.upper().replace(",", " –").replace("\n", " "), "b")
    (pair,) = told(one, other).reuse
    assert (pair.share_a, pair.share_b) == (1.0, 1.0)


def test_a_small_edit_makes_one_edited_passage_and_does_not_count_as_shared() -> None:
    other = FLOOD.replace("forty families", "some fifty households")
    (pair,) = told(article(FLOOD, "a"), article(other, "b")).reuse
    (passage,) = pair.passages
    assert passage.edited
    assert pair.share_a < 1.0


def test_a_shared_quotation_is_marked() -> None:
    speech = (
        "“We shall not leave this valley, not this year and not the next, whatever the river does”"
    )
    one = article(f"{speech}, the mayor told the council.", "a")
    other = article(f"In Tarn Mills a defiant mayor spoke: {speech}.", "b")
    grouping = told(one, other)
    (pair,) = grouping.reuse
    assert [passage.quoted for passage in pair.passages] == [True]
    assert len(grouping.origins) == 2


def test_a_passage_does_not_reach_over_furniture() -> None:
    lines = FLOOD.split("\n")
    broken = "\n".join([*lines[:2], "Sign up for our letter", *lines[2:]])
    one, other = article(FLOOD, "a"), article(broken, "b", kinds={2: "furniture"})
    (pair,) = told(one, other).reuse
    assert (pair.share_a, pair.share_b) == (1.0, 1.0)
    assert len(pair.passages) == 2
    assert all("Sign up" not in other.text[slice(*passage.b)] for passage in pair.passages)


def test_a_line_that_an_outlet_prints_everywhere_is_furniture() -> None:
    line = "This report is part of the long series of the Tarn Courier about life along our rivers."
    reports = [
        article(
            f"{line}\nReport {name} tells of something else {name}.", name, outlet="Tarn Courier"
        )
        for name in "abcdef"
    ]
    assert told(*reports[:5]).reuse != ()
    assert told(*reports).reuse == ()


def test_a_site_is_known_by_its_furniture_where_no_outlet_is() -> None:
    line = "This report is part of the long series of the Tarn Courier about life along our rivers."
    menu = ["Home and garden", "Sport", "Our valley", "Letters", "Sign in", "Weather"]
    reports = [
        article(
            "\n".join([*menu, line, f"Report {name} tells of something else {name}."]),
            name,
            kinds=dict.fromkeys(range(len(menu)), "furniture"),
        )
        for name in "abcdef"
    ]
    assert told(*reports).reuse == ()


def test_thousands_of_copies_do_not_make_millions_of_pairs() -> None:
    copies = [article(FLOOD, str(number)) for number in range(3000)]
    began = time.monotonic()
    shared = shared_text(bodies_of(copies))
    assert len(shared) == 2999
    assert time.monotonic() - began < 20
    near = [article(f"{FLOOD}\nNumber {number} of many.", str(number)) for number in range(600)]
    assert len(shared_text(bodies_of(near))) == 599


words = st.lists(st.sampled_from("the river rose and fell “again” , \n mill dam boat".split(" ")))


@settings(max_examples=60, deadline=None)
@given(words, words, words, words)
def test_passages_are_the_same_words_on_both_sides(
    head: list[str], tail: list[str], other_head: list[str], common: list[str]
) -> None:
    run = [*common, *(f"w{number}" for number in range(RUN))]
    one = article(" ".join([*head, *run, *tail]), "a")
    other = article(" ".join([*other_head, *run, *head]), "b")
    bodies = bodies_of([one, other])
    (shared,) = shared_text(bodies)
    pair = as_reuse(bodies, shared)
    assert 0 < pair.share_a <= 1
    assert 0 < pair.share_b <= 1
    for passage in pair.passages:
        for body, (start, end) in ((one, passage.a), (other, passage.b)):
            assert 0 <= start < end <= len(body.text)
        if not passage.edited:
            assert cut(one, passage.a) == cut(other, passage.b)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(alphabet='abc “”"\n«', max_size=60), max_size=5))
def test_any_text_is_grouped(texts: list[str]) -> None:
    articles = [article(text, str(number)) for number, text in enumerate(texts)]
    grouping = told(*articles)
    ids = sorted(one.id for one in articles)
    assert sorted(ident for story in grouping.stories for ident in story.articles) == ids
    assert sorted(ident for origin in grouping.origins for ident in origin.articles) == ids


# ---------------------------------------------------------------- origins


def test_copies_of_a_wire_report_are_one_origin_with_the_agencys_name() -> None:
    first, rest = FLOOD.split("\n", 1)
    wire = article(f"TARN MILLS (Hillside News Agency) — {first}\n{rest}", "a", outlet="Post")
    copy = article(FLOOD + "\nThe town's own reporters are on their way.", "b", outlet="Ledger")
    own = article(FLOOD_AGAIN, "c", outlet="Courier")
    origins = told(wire, copy, own).origins
    assert [(one.id, one.name, one.kind, one.articles) for one in origins] == [
        ("o1", "Hillside News Agency", "agency", (wire.id, copy.id)),
        ("o2", "Courier", "outlet", (own.id,)),
    ]
    assert all(one.reason for one in origins)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("HELSINKI (AP) — " + FLOOD, "Associated Press"),
        ("(Reuters) - " + FLOOD, "Reuters"),
        ("By Mara Lind, Associated Press\n" + FLOOD, "Associated Press"),
        ("AFP\n" + FLOOD, "AFP"),
        ("PARIS, May 3 (Xinhua) -- " + FLOOD, "Xinhua"),
        (FLOOD + " – dpa", "dpa"),
        ("The mayor told Reuters that the bridge stays shut.\n" + FLOOD, None),
        ("According to AFP the dam held.\n" + FLOOD, None),
        ("Tarn Mills. Photo: Pia Holm / AP\n" + FLOOD, None),
        ("The Press Association of Tarn Mills met.\n" + FLOOD, None),
        (FLOOD + "\nReuters contributed to this report.", None),
    ],
)
def test_a_credit_names_the_origin_and_a_source_of_words_does_not(
    text: str, name: str | None
) -> None:
    (origin,) = told(article(text)).origins
    assert origin.name == name
    assert origin.kind == ("unknown" if name is None else "agency")


def test_without_an_agency_the_earliest_copy_names_the_origin() -> None:
    late = article(FLOOD, "a", outlet="Post", published="2031-03-04T12:00:00")
    early = article(FLOOD + " More soon.", "b", outlet="Courier", published="2031-03-04")
    (origin,) = told(late, early).origins
    assert (origin.name, origin.kind) == ("Courier", "outlet")


def test_times_with_zones_are_compared_as_moments() -> None:
    first = article(FLOOD, "a", outlet="East", published="2031-03-04T12:00:00+09:00")
    second = article(FLOOD + " More.", "b", outlet="West", published="2031-03-04T05:00:00Z")
    grouping = told(second, first)
    assert grouping.origins[0].name == "East"
    assert grouping.stories[0].first == first.published


# ---------------------------------------------------------------- stories


def test_one_happening_is_one_story() -> None:
    flood, again, chess = article(FLOOD, "a"), article(FLOOD_AGAIN, "b"), article(CHESS, "c")
    stories = told(flood, chess, again).stories
    assert [story.articles for story in stories] == [(flood.id, again.id), (chess.id,)]
    assert stories[1].title == CHESS.split("\n", maxsplit=1)[0]


def test_stories_come_by_first_publication() -> None:
    early = article(CHESS, "z", published="2031-03-01", title="Moravec wins")
    late = article(FLOOD, "a", published="2031-03-02T08:00:00")
    later = article(FLOOD_AGAIN, "b", published="2031-03-02T09:30:00+01:00")
    first, second = told(late, early, later).stories
    assert (first.id, first.title, first.first, first.last) == (
        "s1",
        "Moravec wins",
        "2031-03-01",
        "2031-03-01",
    )
    assert (second.first, second.last) == ("2031-03-02T08:00:00", "2031-03-02T09:30:00+01:00")


def test_one_story_where_the_user_says_so() -> None:
    (story,) = told(article(FLOOD, "a"), article(CHESS, "b"), one_story=True).stories
    assert len(story.articles) == 2


def test_nothing_and_empty_bodies() -> None:
    assert told() == Grouping(articles=(), reuse=(), origins=(), stories=())
    empty = [article("", "a"), article("\n \n", "b")]
    assert len(told(*empty).stories) == 2


def test_the_order_of_the_articles_changes_no_group() -> None:
    articles = [article(FLOOD, "a"), article(FLOOD_AGAIN, "b"), article(CHESS, "c")]
    sets = [
        sorted(sorted(story.articles) for story in told(*order).stories)
        for order in (articles, articles[::-1])
    ]
    assert sets[0] == sets[1]


def test_average_linkage_makes_no_chains() -> None:
    chain = [(number, number + 1, 0.6) for number in range(5)]
    groups = linkage([[number] for number in range(6)], chain, Rules(alike=0.5))
    assert max(map(len, groups)) == 2


def test_average_linkage_is_the_mean_over_all_pairs() -> None:
    edges = [(0, 1, 0.9), (0, 2, 0.6), (1, 2, 0.5), (2, 3, 0.4)]
    groups = [[0], [1], [2], [3]]
    assert linkage(groups, edges, Rules(alike=0.56, closer=0)) == [[0, 1], [2], [3]]
    assert linkage(groups, edges, Rules(alike=0.549, closer=0)) == [[0, 1, 2], [3]]


def test_two_close_groups_stay_apart_where_two_loose_ones_are_joined() -> None:
    groups = [[0], [1], [2], [3], [4], [5]]
    across = [(a, b, 0.5) for a in range(3) for b in range(3, 6)]
    for inside, expected in ((0.9, [[0, 1, 2], [3, 4, 5]]), (0.55, [[0, 1, 2, 3, 4, 5]])):
        within = [(a, b, inside) for a, b in ((0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5))]
        assert linkage(groups, within + across, Rules()) == expected


def test_a_lone_report_joins_the_story_whose_nearest_members_are_like_it() -> None:
    edges = [(0, 4, 0.5), (1, 4, 0.5), (2, 5, 0.9)]
    rules = Rules(lone=0.48, nearest=2)
    assert attach([[0, 1], [2, 3], [4], [5]], edges, rules) == [[0, 1, 4], [2, 3, 5]]


def test_a_pair_joins_a_story_twice_its_size_and_no_smaller_one() -> None:
    for others, joined in (([2, 3, 4, 5], [[0, 1, 2, 3, 4, 5]]), ([2, 3, 4], [[0, 1], [2, 3, 4]])):
        edges = [(a, b, 0.5) for a in (0, 1) for b in others]
        assert attach([[0, 1], others], edges, Rules()) == joined


def test_an_unknown_agency_is_told_by_its_place() -> None:
    dateline = "TARN MILLS, March 4 (Hillside Press) —"
    placed: dict[int, BlockKind] = {0: "dateline"}
    (origin,) = told(article(f"{dateline}\n{FLOOD}", kinds=placed, outlet="Post")).origins
    assert (origin.name, origin.kind) == ("Hillside Press", "agency")
    own = article(f"{dateline}\n{FLOOD}", kinds=placed, outlet="Hillside Press")
    assert told(own).origins[0].kind == "outlet"
    last = FLOOD.count("\n") + 1
    signed = article(f"{FLOOD}\n(Reporting by Hillside Press, Tarn Mills)", kinds={last: "byline"})
    assert told(signed).origins[0].name == "Hillside Press"
    assert told(article(f"{FLOOD}\nThe Hillside Press is shut.")).origins[0].kind != "agency"


def test_two_happenings_of_one_theme_are_linked() -> None:
    edges = [(0, 1, 0.8), (2, 3, 0.8), (4, 5, 0.8)]
    edges += [(a, b, 0.36) for a in (0, 1) for b in (2, 3)] + [(1, 4, 0.36)]
    assert _themes([[0, 1], [2, 3], [4, 5]], edges) == [[1], [0], []]
    assert told(article(FLOOD, "a"), article(CHESS, "b")).stories[0].related == ()


# ---------------------------------------------------------------- bad input


def test_a_very_long_article_is_grouped_with_its_copy() -> None:
    long = "\n".join(f"{FLOOD} Entry {number} of the book of floods." for number in range(4000))
    began = time.monotonic()
    grouping = told(article(long, "a"), article(long + "\nThe end.", "b"), article(CHESS, "c"))
    assert time.monotonic() - began < 60
    assert len(long.split()) > 280_000
    assert [len(story.articles) for story in grouping.stories] == [2, 1]
    assert [len(origin.articles) for origin in grouping.origins] == [2, 1]


def test_very_many_copies_are_one_story() -> None:
    copies = [article(FLOOD, str(number)) for number in range(1200)]
    grouping = told(*copies, article(CHESS, "x"))
    assert sorted(len(story.articles) for story in grouping.stories) == [1, 1200]


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (None, None, True),
        ("2031-03-04", None, True),
        ("2031-03-04", "2031-03-06", True),
        ("2999-01-01", "2999-01-02T08:00:00Z", True),
        ("2031", "1999-05", True),
        ("2001-03-04", "2031-03-04", False),
    ],
)
def test_dates_of_any_kind_are_taken(one: str | None, other: str | None, together: bool) -> None:
    first = article(FLOOD, "a", published=one, title="Families flee Tarn Mills flood")
    second = article(FLOOD_AGAIN, "b", published=other, title="Flood at Tarn Mills")
    assert (len(told(first, second).stories) == 1) is together


def test_short_texts_that_the_reader_calls_furniture_are_compared_all_the_same() -> None:
    kinds: dict[int, BlockKind] = {0: "furniture", 1: "furniture"}
    flood = article("River Sorrel floods Tarn Mills\nForty families flee.", "a", kinds=kinds)
    again = article("Flood at Tarn Mills as river Sorrel rises\nBoats out.", "b", kinds=kinds)
    chess = article("Moravec wins Baltic chess open\nA quiet rook ending.", "c", kinds=kinds)
    assert [len(story.articles) for story in told(flood, chess, again).stories] == [2, 1]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(["Ab", "aB", "İx", "ß", "éa", "_1", "𝒜b", "— ", ". ", "\n", " "])))
def test_words_cut_all_at_once_are_those_cut_one_by_one(parts: list[str]) -> None:
    text = " ".join(parts) + "".join(parts)
    cut_at_once, found = cut_words(text), list(re.finditer(r"\w+", text))
    assert cut_at_once.starts.tolist() == [match.start() for match in found]
    assert cut_at_once.ends.tolist() == [match.end() for match in found]
    codes: dict[str, int] = {}
    for match, code in zip(found, cut_at_once.codes.tolist(), strict=True):
        assert codes.setdefault(match[0].replace("İ", "i").lower(), code) == code
    assert len(set(codes.values())) == len(codes)
