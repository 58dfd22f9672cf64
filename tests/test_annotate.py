"""The annotating stage over a batch: one bad article never stops the others."""

from __future__ import annotations

import pytest

from making import article
from rashomon.errors import ModelError
from rashomon.models import Article, Parse
from rashomon.stages import annotate as stage
from rashomon.stages.annotate import SpacyParser, annotate

TEXTS = ("The old mill burned down on Friday.", "Nobody was hurt, the mayor said.")


def batch() -> list[Article]:
    return [article(text, id=f"sha256:{n}") for n, text in enumerate(TEXTS)]


def test_an_article_that_fails_is_given_back_with_the_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = stage.layers

    def fails_once(one: Article, parse: Parse, learned: object) -> object:
        if one.id.endswith("0"):
            raise KeyError("of")
        return whole(one, parse, learned)

    monkeypatch.setattr(stage, "layers", fails_once)
    bad, good = annotate(batch(), SpacyParser())
    assert bad.annotation.annotated is False
    assert "KeyError" in (bad.annotation.reason or "")
    assert good.annotation.annotated
    assert good.annotation.sentences


def test_a_missing_model_is_no_fault_of_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> object:
        raise ModelError("weights are missing")

    monkeypatch.setattr(stage, "layers", fails)
    with pytest.raises(ModelError):
        annotate(batch(), SpacyParser())


def test_a_language_that_is_not_supported_is_left_alone() -> None:
    (one,) = annotate([article("Die alte Mühle ist abgebrannt.", language="de")], SpacyParser())
    assert not one.annotation.annotated
    assert "'de'" in (one.annotation.reason or "")
