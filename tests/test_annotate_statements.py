"""Statements: actor, action, target, place, time, negation and certainty, in invented sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import article as make_article
from rashomon.models import Article, Event, Quote, Span
from rashomon.stages.annotate.parser import SpacyParser
from rashomon.stages.annotate.statements import find as statements
from rashomon.stages.annotate.times import find as times

PARSER = SpacyParser()


def article(text: str) -> Article:
    """An article of one body block, published on a Friday."""
    return make_article(text, gap="", published="2024-05-17")


def found(text: str, quotes: tuple[Quote, ...] = ()) -> tuple[Event, ...]:
    """Statements of a text."""
    one = article(text)
    parse = PARSER.parse([one])[0]
    return statements.find(one, parse, quotes, times.find(one, parse))


def cut(text: str, span: Span | None) -> str | None:
    """The words of a span."""
    return None if span is None else text[span[0] : span[1]]


def triples(text: str) -> list[tuple[str | None, str | None, str | None]]:
    """Actor, action and target of each statement."""
    return [
        (cut(text, one.actor), cut(text, one.action), cut(text, one.target)) for one in found(text)
    ]


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        ("The army attacked the town.", ("The army", "attacked", "the town")),
        ("The town was attacked by the army.", ("the army", "was attacked", "The town")),
        ("The town was attacked.", (None, "was attacked", "The town")),
        ("The minister met with Anna Berg in Oslo.", ("The minister", "met", "Anna Berg")),
        (
            "The mayor and the priest signed a letter.",
            ("The mayor and the priest", "signed", "a letter"),
        ),
        ("The men who robbed the bank fled.", ("The men", "robbed", "the bank")),
        ("The men who robbed the bank fled.", ("The men", "fled", None)),
        (
            "The court freed the man whom the police had arrested.",
            ("the police", "had arrested", "the man"),
        ),
        ("The union agreed to end the strike.", ("The union", "agreed to end", "the strike")),
        ("Troops continued to shell the port.", ("Troops", "continued to shell", "the port")),
        ("The bank refused to pay the fine.", ("The bank", "refused to pay", "the fine")),
        ("The queen is expected to visit Madrid.", ("The queen", "is expected to visit", "Madrid")),
        ("The mayor urged residents to leave.", ("The mayor", "urged", "residents")),
        ("The mayor urged residents to leave.", ("residents", "to leave", None)),
        ("Forces shelling the port were spotted.", ("Forces", "shelling", "the port")),
        ("A deal reached by the parties was praised.", ("the parties", "reached", "A deal")),
        ("The firm fired him, citing losses.", ("The firm", "citing", "losses")),
        ("The crowd burned the flag and threw stones.", ("The crowd", "threw", "stones")),
        ("Finland sent aid to Haiti.", ("Finland", "sent", "Haiti")),
        ("Norway is the largest donor.", ("Norway", "is", "the largest donor")),
        ("He was accused of stealing a car.", (None, "was accused", "He")),
        ("He was accused of stealing a car.", ("He", "stealing", "a car")),
        ("Anna Berg, left, and Carl Dahl shake hands.", ("Carl Dahl", "shake", "hands")),
        ("Ethiopia said it would open the border.", ("Ethiopia", "would open", "the border")),
        ("The rebels called off the truce.", ("The rebels", "called off", "the truce")),
    ],
)
def test_roles(text: str, triple: tuple[str | None, str | None, str | None]) -> None:
    """Who did what to whom."""
    got = triples(text)
    if triple[0] == "Carl Dahl":
        assert (got[0][1], got[0][2]) == triple[1:]
    else:
        assert triple in got


@pytest.mark.parametrize(
    ("text", "certainty", "negated"),
    [
        ("The army attacked the town.", "asserted", False),
        ("The army will attack the town.", "planned", False),
        ("The army plans to attack the town.", "planned", False),
        ("The army is expected to attack the town.", "planned", False),
        ("The army is due to attack the town.", "planned", False),
        ("The army may attack the town.", "possible", False),
        ("The army might have attacked the town.", "possible", False),
        ("The army could attack the town.", "possible", False),
        ("The army allegedly attacked the town.", "possible", False),
        ("The army would attack the town.", "conditional", False),
        ("The army did not attack the town.", "asserted", True),
        ("The army never attacked the town.", "asserted", True),
        ("The army failed to take the town.", "asserted", True),
        ("The army refused to leave the town.", "asserted", False),
        ("No soldier attacked the town.", "asserted", True),
        ("Neither side attacked the town.", "asserted", True),
        ("The army attacked not once, but twice.", "asserted", False),
        ("The army will not attack the town.", "planned", True),
        ("The general said the army attacked the town.", "asserted", False),
        ("The general said that the army would attack the town.", "planned", False),
    ],
)
def test_certainty(text: str, certainty: str, negated: bool) -> None:
    """Certainty and negation of the only statement."""
    assert [(one.certainty, one.negated) for one in found(text)] == [(certainty, negated)]


def test_condition_and_denial() -> None:
    """An if-clause is a condition, what is denied is denied."""
    text = "If the army attacks, we leave."
    assert [one.certainty for one in found(text)] == ["conditional", "asserted"]
    text = "The general denied that the army attacked the town."
    assert [(cut(text, one.actor), one.certainty) for one in found(text)] == [
        ("the army", "denied")
    ]


def test_without_is_negated() -> None:
    """ "Without doing" is a statement that did not happen."""
    text = "He left without paying the bill."
    assert [(cut(text, one.action), one.negated) for one in found(text)] == [
        ("left", False),
        ("paying", True),
    ]


def test_when_and_where() -> None:
    """Day and place of the clause; the date of a noun inside it is not its own."""
    text = "The leaders met in Oslo on Thursday."
    assert [(one.when, cut(text, one.where)) for one in found(text)] == [("2024-05-16", "Oslo")]
    text = "The leaders condemned the 2022 invasion."
    assert [one.when for one in found(text)] == [None]
    text = "Trade has grown since 2022."
    assert [one.when for one in found(text)] == [None]


def test_clauses_part() -> None:
    """Joined verbs are two statements that do not overlap; a cue gives none."""
    text = "The leaders signed a letter and they promised help, a spokesman said."
    assert [text[one.start : one.end] for one in found(text)] == [
        "The leaders signed a letter",
        "they promised help",
    ]


def test_cue_without_content_stays() -> None:
    """A verb of saying without a clause as its content is a statement."""
    assert [one[1] for one in triples("The pope told a story.")] == ["told"]


def test_quote_index() -> None:
    """A statement inside a quotation carries its index."""
    text = '"We won the match," the coach said. He left the town.'
    quote = Quote(
        kind="direct", act="speech", spans=((1, 18),), cue=None, speaker=None, speaker_entity=None
    )
    assert [one.quote for one in found(text, (quote,))] == [0, None]


PIECES = st.sampled_from(
    "the army attacked and town will not who was by to leave said that if , . – “ ” he Oslo in on "
    "Thursday without failing is be been have killed 12 left \n , which (him)".split(" ")
)


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=30).map(" ".join) | st.text(max_size=60))
def test_any_text(text: str) -> None:
    """Whatever the text: no error, and every span lies in the text and is not empty."""
    for one in found(text):
        for span in ((one.start, one.end), one.actor, one.action, one.target, one.where):
            if span is not None:
                assert 0 <= span[0] < span[1] <= len(text)
                assert text[span[0] : span[1]].strip() == text[span[0] : span[1]]
        assert one.code is None
