"""The annotating stage over a batch: one bad article never stops the others."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from making import article
from rashomon import pipeline
from rashomon.errors import ModelError
from rashomon.models import Article, Parse, ParsedText
from rashomon.stages import annotate as stage
from rashomon.stages.annotate import ParsedTexts, Parser, SpacyParser, annotate, texts_of

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


def test_a_text_that_stands_in_many_articles_is_parsed_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wire = "The old mill burned down on Friday, the fire brigade said."
    articles = [article(wire, f"Own words, number {n}.", id=f"sha256:{n}") for n in range(30)]
    asked: list[str] = []

    def counted(self: SpacyParser, texts: Iterable[str]) -> list[ParsedText]:
        asked.extend(texts)
        return whole(self, texts)

    whole = SpacyParser.parse_texts
    monkeypatch.setattr(SpacyParser, "parse_texts", counted)
    stages = {stage.name: stage for stage in pipeline.STAGES}
    layers: pipeline.Layers = {"articles": articles}
    for name in ("parse", "annotate"):
        layers |= stages[name].function(layers, pipeline.Run())
    assert asked.count(wire) == 1
    assert len(asked) == 31
    assert layers["annotated"] == annotate(articles, SpacyParser())


@pytest.mark.parametrize("kind", ["spacy", "texts"])
def test_parsers_keep_the_order_and_the_offsets(kind: str) -> None:
    articles = [*batch(), article(*TEXTS, id="sha256:2")]
    parser: Parser = SpacyParser()
    if kind == "texts":
        parser = ParsedTexts({a.id: SpacyParser().parse_texts(texts_of(a)) for a in articles})
    for one, parse in zip(articles, parser.parse(articles), strict=True):
        assert [one.text[t.start : t.end] for t in parse.tokens] == [t.text for t in parse.tokens]
        assert len(parse.sentences) == len(one.blocks)
        assert all(parse.tokens[t.head].sentence == t.sentence for t in parse.tokens)
