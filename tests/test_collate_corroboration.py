"""Independent origins behind a claim: copies, shared passages, and what only repeats another."""

from __future__ import annotations

import pytest

from collate_fixture import embedder, parser, report
from rashomon.models import Article, Claim, Collation, Grouping, Origin, Passage, Reuse, Story
from rashomon.stages.annotate import annotate
from rashomon.stages.collate import collate
from rashomon.stages.collate.relays import Newsrooms

DAM = "The dam at Orvel gave way on Monday morning and flooded the lower town."
TOLD = "The dam at Orvel gave way on Monday morning and flooded the lower town, according to {}."


def told(texts: dict[str, str], reuse: tuple[Reuse, ...] = (), **one: str) -> Collation:
    """The collation of reports by outlet; ``one`` names articles of one origin."""
    articles = [
        report(f"Dam at Orvel\n{text}", outlet, f"2031-05-{16 + n}")
        for n, (outlet, text) in enumerate(texts.items())
    ]
    ids = {a.outlet or "": a.id for a in articles}
    homes: dict[str, list[str]] = {}
    for outlet, key in ids.items():
        homes.setdefault(one.get(outlet, outlet), []).append(key)
    origins = tuple(
        Origin(id=f"o-{name}", name=name, kind="outlet", articles=tuple(keys))
        for name, keys in homes.items()
    )
    story = Story(id="s1", title=None, first=None, last=None, articles=tuple(ids.values()))
    grouping = Grouping(articles=(), reuse=reuse, origins=origins, stories=(story,))
    return collate(story, annotate(articles, parser()), grouping, embedder())


def claim_of(found: Collation, words: str = "dam at Orvel gave way") -> Claim:
    ranked = [c for c in found.claims if any(words in e.text for e in c.evidence)]
    return max(ranked, key=lambda c: len(c.evidence))


def test_two_reports_of_their_own_are_two_origins() -> None:
    claim = claim_of(told({"Courier": DAM, "Ledger": DAM.replace("Monday", "Monday")}))
    assert (claim.origins, claim.status) == (2, "corroborated")
    assert [b.origin for b in claim.derivation] == ["o-Courier", "o-Ledger"]
    assert all(b.reason is None for b in claim.derivation)


def test_articles_of_one_origin_count_once_and_it_is_said_why() -> None:
    claim = claim_of(told({"Courier": DAM, "Ledger": DAM}, Courier="wire", Ledger="wire"))
    assert (claim.origins, claim.status) == (1, "single")
    (one,) = claim.derivation
    assert len(one.articles) == 2
    assert one.reason == "2 articles carry one text"


@pytest.mark.parametrize(
    "words",
    [
        "according to the Valley Courier",
        "the Valley Courier reported",
        "a spokesman told the Valley Courier",
        "said the mayor, as quoted by the Valley Courier",
        "the mayor said in an interview with the Valley Courier",
    ],
)
def test_what_repeats_another_newsroom_counts_for_that_one(words: str) -> None:
    second = DAM.replace(".", f", {words}.")
    claim = claim_of(told({"Valley Courier": DAM, "Hill Ledger": second}))
    assert len(claim.evidence) == 2
    assert (claim.origins, claim.status) == (1, "single")
    (one,) = claim.derivation
    assert one.origin == "o-Valley Courier"
    assert len(one.articles) == 2
    assert "only repeats it" in (one.reason or "")


def test_two_that_repeat_one_that_was_not_read_are_one_origin() -> None:
    claim = claim_of(
        told({"Courier": TOLD.format("AFP"), "Ledger": TOLD.format("the AFP news agency")})
    )
    assert claim.origins == 1
    assert claim.derivation[0].origin == "named:afp"
    assert claim.derivation[0].name == "AFP"


def test_an_outlet_that_names_itself_is_its_own_origin() -> None:
    own = DAM.replace(".", ", a spokesman told the Valley Courier.")
    claim = claim_of(told({"Valley Courier": own, "Hill Ledger": DAM}))
    assert claim.origins == 2


def test_other_speakers_are_no_newsrooms() -> None:
    for words in ("the mayor", "police", "the Interior Ministry", "two witnesses"):
        claim = claim_of(told({"Courier": TOLD.format(words), "Ledger": TOLD.format(words)}))
        assert claim.origins == 2, words


def _reuse(first: Article, second: Article, *, quoted: bool) -> Reuse:
    spans = [(a.text.index(DAM), a.text.index(DAM) + len(DAM)) for a in (first, second)]
    passage = Passage(a=spans[0], b=spans[1], quoted=quoted, edited=False)
    return Reuse(a=first.id, b=second.id, share_a=0.3, share_b=0.3, passages=(passage,))


@pytest.mark.parametrize(("quoted", "origins"), [(False, 1), (True, 2)])
def test_a_passage_that_two_share_counts_once_unless_it_is_public_speech(
    quoted: bool, origins: int
) -> None:
    texts = {"Courier": f"{DAM} Ducks swam in the square.", "Ledger": f"{DAM} The church is wet."}
    articles = [
        report(f"Dam at Orvel\n{text}", outlet, f"2031-05-{16 + n}")
        for n, (outlet, text) in enumerate(texts.items())
    ]
    found = told(texts, (_reuse(articles[0], articles[1], quoted=quoted),))
    claim = claim_of(found)
    assert claim.origins == origins
    if origins == 1:
        assert claim.derivation[0].origin == "o-Courier"
        assert "passage that they share" in (claim.derivation[0].reason or "")


def test_what_gives_another_value_does_not_stand_behind_a_claim() -> None:
    first = "The flood at Orvel destroyed 12 houses in the lower town on Monday, the mayor said."
    second = first.replace("12", "19")
    found = told({"Courier": first, "Ledger": second})
    for claim in found.claims:
        counted = {e.article for e in claim.evidence if e.stance != "conflicts"}
        assert {key for b in claim.derivation for key in b.articles} == counted
        assert claim.origins == len(claim.derivation)
        assert claim.origin_ids == tuple(b.origin for b in claim.derivation)


NEWSROOMS = Newsrooms(Grouping(articles=(), reuse=(), origins=(), stories=()), {})


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“It held,” Ida Brask told AFP on Tuesday.", "AFP"),
        ("The pier cracked, Reuters reported.", "Reuters"),
        ("The pier cracked, according to state broadcaster CCTV.", "CCTV"),
        ("According to a report by the Tolva Daily, the pier cracked.", "Tolva Daily"),
        ("The pier cracked, said Xinhua News Agency.", None),
        ("The state news agency TASS said the pier cracked.", "TASS"),
        ("Brask told reporters that the pier cracked.", None),
        ("Brask told the BBC’s Nia Orr that the pier cracked.", "BBC"),
        ("According to Brask, the pier cracked.", None),
        ("According to the Ministry of Transport, the pier cracked.", None),
        ("The Post Office said the pier cracked.", None),
        ("He told Parliament that the pier cracked.", None),
    ],
)
def test_newsrooms_are_known_by_name_and_place(text: str, name: str | None) -> None:
    found = NEWSROOMS.named("a", text)
    assert (found.name if found else None) == name
