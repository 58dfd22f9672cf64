"""The brief: whole sentences of the sources, each word supported by what is cited."""

from __future__ import annotations

import itertools

import msgspec
import pytest

from rashomon.models import (
    Actor,
    Annotated,
    Annotation,
    Article,
    Block,
    BriefSentence,
    Citation,
    Claim,
    Collation,
    Conflict,
    ConflictValue,
    Coverage,
    Evidence,
    Grouping,
    Mention,
    Origin,
    Quote,
    QuoteVariants,
    Sentence,
    Story,
    TimeExpression,
    Variant,
)
from rashomon.stages.brief import write
from rashomon.stages.brief.check import supported
from rashomon.stages.brief.desk import Desk
from rashomon.stages.brief.wording import stands_alone, worded

ONE = (
    "The Tolva bridge was closed on Monday after a crack was found in its pier. "
    "She told reporters that it would stay shut. “Nobody will cross it before the pier is mended, "
    "not even on foot,” said Ida Brask. But some did not like that at all, they said."
)
TWO = (
    "Engineers closed the Tolva bridge on Monday when they found a crack in the pier. "
    "The bridge carries 4,000 cars a day, officials of the county of Merrin said later."
)


def quotes_of(text: str) -> tuple[Quote, ...]:
    if "“" not in text:
        return ()
    inside = text.index("“") + 1, text.index("”")
    speaker = text.index("Ida Brask")
    return (
        Quote(
            kind="direct",
            act="speech",
            spans=(inside,),
            cue=None,
            speaker=(speaker, speaker + 9),
            speaker_entity=None,
        ),
    )


def article(name: str, text: str, starts: list[str]) -> Annotated:
    bounds = [text.index(s) for s in starts] + [len(text) + 1]
    sentences = tuple(Sentence(start=a, end=b - 1) for a, b in itertools.pairwise(bounds))
    monday = text.index("on Monday")
    day = TimeExpression(start=monday, end=monday + 9, value="2031-03-03")
    mentions = ()
    if "She" in text:
        at = text.index("She")
        mentions = (Mention(start=at, end=at + 3, entity="e1"),)
    return Annotated(
        article=Article(
            id=name,
            source=f"{name}.txt",
            sources=(f"{name}.txt",),
            outlet=name.title(),
            url=None,
            title=None,
            authors=(),
            published=None,
            updated=None,
            language="en",
            text=text,
            blocks=(Block(kind="body", start=0, end=len(text)),),
        ),
        annotation=Annotation(
            sentences=sentences, times=(day,), mentions=mentions, quotes=quotes_of(text)
        ),
    )


REPORTS = [
    article("mail", ONE, ["The Tolva", "She told", "“Nobody", "But some"]),
    article("post", TWO, ["Engineers", "The bridge"]),
]


def evidence(report: Annotated, words: str) -> Evidence:
    start = report.article.text.index(words)
    return Evidence(
        article=report.article.id,
        start=start,
        end=start + len(words),
        stance="supports",
        said_by=None,
        text=words,
    )


def cite(report: Annotated, words: str) -> Citation:
    found = evidence(report, words)
    return Citation(article=found.article, start=found.start, end=found.end, text=words)


def claim(key: str, *found: Evidence) -> Claim:
    origins = len({e.article for e in found})
    return Claim(
        id=key,
        text=found[0].text,
        status="corroborated" if origins > 1 else "single",
        origins=origins,
        confidence=None,
        evidence=found,
    )


@pytest.fixture
def desk() -> Desk:
    mail, post = REPORTS
    quote = "Nobody will cross it before the pier is mended, not even on foot"
    start = ONE.index(quote)
    collation = Collation(
        claims=(
            claim(
                "c1",
                evidence(mail, "The Tolva bridge was closed on Monday"),
                evidence(post, "Engineers closed the Tolva bridge on Monday"),
            ),
            claim("c2", evidence(post, "The bridge carries 4,000 cars a day")),
            claim("c3", evidence(mail, "some did not like that at all")),
        ),
        conflicts=(
            Conflict(
                id="x1",
                kind="number",
                about="cars a day",
                confidence=None,
                values=(
                    ConflictValue(
                        value=4000.0, text="4,000 cars", evidence=(cite(post, "4,000 cars"),)
                    ),
                    ConflictValue(value=1.0, text="a crack", evidence=(cite(mail, "a crack"),)),
                ),
            ),
        ),
        quotes=(
            QuoteVariants(
                id="q1",
                speaker="Ida Brask",
                same_words=True,
                variants=(
                    Variant(article="mail", spans=((start, start + len(quote)),), text=quote),
                ),
            ),
        ),
        actors=(
            Actor(
                id="a1",
                name="Ida Brask",
                type="person",
                articles=("mail",),
                labels=(),
                members=(("mail", "e1"),),
            ),
        ),
        coverage=(
            Coverage(article="mail", only_here=("c3",), left_out=(), lead=("c1",)),
            Coverage(article="post", only_here=("c2",), left_out=(), lead=("c1",)),
        ),
    )
    origins = tuple(
        Origin(id=f"o{n}", name=None, kind="outlet", articles=(key,))
        for n, key in enumerate(("mail", "post"))
    )
    return Desk(
        Story(id="s1", title=None, first=None, last=None, articles=("mail", "post")),
        collation,
        REPORTS,
        Grouping(articles=(), reuse=(), origins=origins, stories=()),
    )


def brief(desk: Desk) -> tuple[BriefSentence, ...]:
    return write(desk.story, desk.collation, desk.annotated, desk.grouping)


def test_sections_stand_in_their_order(desk: Desk) -> None:
    order = ["agreed", "disputed", "single", "said", "background"]
    found = [order.index(s.section) for s in brief(desk)]
    assert found == sorted(found)
    assert found[:2] == [0, 1]
    assert any("Nobody will cross it" in s.text for s in brief(desk))


def test_a_sentence_is_the_sources_own_with_its_day_made_absolute(desk: Desk) -> None:
    agreed = brief(desk)[0]
    assert agreed.text in {
        "The Tolva bridge was closed on Monday [3 March 2031].",
        "Engineers closed the Tolva bridge on Monday [3 March 2031].",
    }
    assert {c.article for c in agreed.citations} == {"mail", "post"}


def test_a_dispute_gives_each_value_with_its_account(desk: Desk) -> None:
    assert brief(desk)[1].text == (
        "Accounts differ on “cars a day”: “4,000 cars” (Post); “a crack” (Mail)."
    )
    assert brief(desk)[1].conflict == "x1"


def test_a_sentence_that_leans_on_the_one_before_is_left_out(desk: Desk) -> None:
    assert all("some did not like" not in s.text for s in brief(desk))


def test_a_pronoun_at_the_head_becomes_the_name_in_brackets(desk: Desk) -> None:
    account = desk.accounts["mail"]
    start = ONE.index("She told")
    span = account.sentence(start, start + 3)
    assert stands_alone(account, [span], desk)
    line, cited = worded(account, [span], desk)
    assert line == "[Ida Brask] told reporters that it would stay shut."
    assert cited == ()


def test_a_pronoun_that_nobody_owns_does_not_stand_alone(desk: Desk) -> None:
    silent = msgspec.structs.replace(desk.collation, actors=())
    bare = Desk(desk.story, silent, desk.annotated, desk.grouping)
    account = bare.accounts["mail"]
    start = ONE.index("She told")
    assert not stands_alone(account, [account.sentence(start, start + 3)], bare)


def test_every_citation_cuts_to_what_it_stores(desk: Desk) -> None:
    texts = {r.article.id: r.article.text for r in REPORTS}
    for sentence in brief(desk):
        assert sentence.citations
        for c in sentence.citations:
            assert texts[c.article][c.start : c.end] == c.text


@pytest.mark.parametrize(
    ("text", "words", "holds"),
    [
        ("The bridge carries 4,000 cars a day.", "The bridge carries 4,000 cars a day", True),
        ("The bridge carries 5,000 cars a day.", "The bridge carries 4,000 cars a day", False),
        ("[Merrin’s] bridge carries 4,000 cars.", "The bridge carries 4,000 cars a day", True),
        ("The bridge never carries 4,000 cars.", "The bridge carries 4,000 cars a day", False),
    ],
)
def test_a_word_that_no_citation_holds_is_not_supported(
    desk: Desk, text: str, words: str, holds: bool
) -> None:
    sentence = BriefSentence(section="single", text=text, citations=(cite(REPORTS[1], words),))
    assert supported(sentence, (), desk.accounts) is holds


def test_a_citation_that_cuts_to_something_else_is_not_support(desk: Desk) -> None:
    wrong = Citation(article="post", start=0, end=6, text="The bridge")
    sentence = BriefSentence(section="single", text="The bridge", citations=(wrong,))
    assert not supported(sentence, (), desk.accounts)
    assert not supported(BriefSentence(section="single", text="", citations=()), (), desk.accounts)


def test_nothing_to_tell_gives_an_empty_brief(desk: Desk) -> None:
    silent = [msgspec.structs.replace(one, annotation=Annotation()) for one in desk.annotated]
    assert write(desk.story, Collation(), silent, desk.grouping) == ()
