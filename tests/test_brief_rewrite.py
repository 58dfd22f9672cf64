"""Sentences worded by a model: taken where they hold, ours in all other cases."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

import pytest

from misbehaving import RESET, Asked, Server, answer
from rashomon.errors import RewriteError, UsageError
from rashomon.models import BriefSentence, Citation
from rashomon.settings import Settings
from rashomon.stages.brief.endpoint import MOST_BYTES, Endpoint
from rashomon.stages.brief.rewrite import IN_VAIN, rewritten

PASSAGE = "The ferry of Oldmere sank on Friday with nine people on board, said Runa Vik."
OURS = BriefSentence(
    section="agreed",
    text=PASSAGE,
    citations=(Citation(article="a", start=0, end=len(PASSAGE), text=PASSAGE),),
)
DISPUTED = BriefSentence(
    section="disputed", text="Accounts differ on “dead”: “9” (A).", citations=()
)


def completion(content: object, finish: str = "stop") -> bytes:
    body = {"choices": [{"message": {"content": content}, "finish_reason": finish}]}
    return answer(json.dumps(body).encode(), Content_Type="application/json")


def asked(
    handler: bytes | Callable[[Asked], Iterable[object]],
    holds: Callable[[BriefSentence], bool] = lambda s: True,
    count: int = 1,
    seconds: float = 5.0,
) -> tuple[tuple[BriefSentence, ...], Server]:
    with Server({"/v1/chat/completions": handler}) as server:
        model = Endpoint(f"http://127.0.0.1:{server.port}/v1", "small", "secret", seconds)
        return rewritten((OURS,) * count, model, holds), server


def test_a_sentence_that_holds_takes_the_place_of_ours() -> None:
    (found,), server = asked(completion("On Friday the ferry of Oldmere sank, said Runa Vik."))
    assert found.text == "On Friday the ferry of Oldmere sank, said Runa Vik."
    assert found.rewritten
    assert found.citations == OURS.citations
    assert server.asked[0].headers["authorization"] == "Bearer secret"


def test_marks_around_the_whole_answer_are_taken_off() -> None:
    (found,), _ = asked(completion('"The ferry of Oldmere sank on Friday."'))
    assert found.text == "The ferry of Oldmere sank on Friday."


@pytest.mark.parametrize(
    "content",
    [
        "",
        PASSAGE,
        "I cannot help with that",
        "The ferry sank. Nine people were on board.",
        "The ferry sank on Friday, " + "and nobody knows why, " * 10 + "it is said.",
        None,
        ["The ferry sank."],
    ],
)
def test_an_answer_that_is_no_sentence_leaves_ours(content: object) -> None:
    (found,), _ = asked(completion(content))
    assert found is OURS or found == OURS


def test_a_sentence_that_fails_the_check_leaves_ours() -> None:
    seen: list[str] = []

    def holds(sentence: BriefSentence) -> bool:
        seen.append(sentence.text)
        return "ten" not in sentence.text

    (found,), _ = asked(completion("The ferry sank with ten people on board."), holds)
    assert found == OURS
    assert seen == ["The ferry sank with ten people on board."]


@pytest.mark.parametrize(
    "handler",
    [
        answer(b"no", "500 Internal Server Error"),
        answer(b"", "302 Found", Location="http://127.0.0.1:1/elsewhere"),
        answer(b"not json"),
        answer(b'{"choices": []}'),
        answer(b"[]"),
        answer(b"x" * (MOST_BYTES + 1)),
        completion("The ferry sank on", finish="length"),
        lambda _: [RESET],
    ],
    ids=["500", "redirect", "not json", "no choice", "list", "too long", "unfinished", "reset"],
)
def test_a_bad_answer_leaves_ours(handler: bytes) -> None:
    (found,), _ = asked(handler)
    assert found == OURS


def test_a_server_that_says_nothing_is_not_waited_for_again_and_again() -> None:
    found, server = asked(lambda _: [3.0], count=IN_VAIN + 3, seconds=0.2)
    assert found == (OURS,) * (IN_VAIN + 3)
    assert len(server.asked) <= IN_VAIN


def test_an_address_where_nobody_answers_leaves_ours() -> None:
    assert rewritten((OURS,), Endpoint("http://127.0.0.1:9/v1", "m"), lambda _: True) == (OURS,)


def test_what_accounts_differ_in_is_never_given_away() -> None:
    class Never:
        def ask(self, instruction: str, text: str) -> str:
            raise AssertionError(text)

    assert rewritten((DISPUTED,), Never(), lambda _: True) == (DISPUTED,)


def test_the_model_sees_the_sentence_and_its_passages_only() -> None:
    class Echo:
        def ask(self, instruction: str, text: str) -> str:
            assert text == f"Sentence: {PASSAGE}\nPassages:\n- {PASSAGE}"
            raise RewriteError("nothing")

    assert rewritten((OURS,), Echo(), lambda _: True) == (OURS,)


@pytest.mark.parametrize("address", ["ftp://a/v1", "file:///etc/passwd", "http://", "http://a:b@c"])
def test_an_address_that_is_none_is_a_wrong_call(address: str) -> None:
    with pytest.raises(UsageError, match="--rewrite"):
        Endpoint(address, "m")


def test_address_and_name_go_together() -> None:
    with pytest.raises(UsageError, match="--rewrite-model"):
        Settings(rewrite="http://localhost/v1")
