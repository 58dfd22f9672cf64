"""Parts of speech and lemmas are looked up, and are what spaCy's own rules say."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.models import ParsedText
from rashomon.stages.annotate.forms import RULES, forms_of
from rashomon.stages.annotate.parser import SpacyParser, load_pipeline

TEXTS = (
    "Let's go, said Anna Berg; there is nothing they ain't gonna do.",
    "There was a fire and there're two dead. You've gotta see what y'all did.",
    "It has done what she had but that the others do not, the mayor's men said.",
    "I saw it.  You saw\tthem all,\n and they saw you. But did he? He did.",
    "THE LEAVES LEFT: leaving mice, geese, better, worst, 1990s, 3.5m and O’Neill’s feet.",
    "  ",
    "🙂 שלום",
)


def own(text: str) -> list[tuple[str, str, str, str]]:
    return [(t.pos_, t.lemma_, t.tag_, t.dep_) for t in load_pipeline()(text)]


def forms(parsed: ParsedText) -> list[tuple[str, str, str, str]]:
    columns = (parsed.parts, parsed.lemmas, parsed.tags, parsed.labels)
    return list(zip(*columns, strict=True))


def test_looked_up_as_spacy_says() -> None:
    parser = SpacyParser()
    for _ in range(2):
        assert [forms(one) for one in parser.parse_texts(TEXTS)] == [own(text) for text in TEXTS]


words = st.sampled_from(" ".join(TEXTS).split(" "))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(words, min_size=1, max_size=25).map(" ".join), min_size=1, max_size=4))
def test_any_order_of_words_as_spacy_says(texts: list[str]) -> None:
    parsed = SpacyParser().parse_texts(texts)
    assert [forms(one) for one in parsed] == [own(text) for text in texts]


def test_few_held_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rashomon.stages.annotate.forms.MOST", 3)
    parsed = SpacyParser().parse_texts(TEXTS)
    assert [forms(one) for one in parsed] == [own(text) for text in TEXTS]


@pytest.mark.parametrize(
    "pattern", [[{"SHAPE": "Xxxx"}], [{"TAG": "NN"}, {"TAG": "NN"}]], ids=["asks", "pair"]
)
def test_rules_that_cannot_be_looked_up(pattern: list[dict[str, str]]) -> None:
    nlp = spacy.blank("en")
    assert forms_of(nlp) is None
    nlp.add_pipe("attribute_ruler").add([pattern], {"POS": "X"})
    nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    assert set(RULES) <= set(nlp.pipe_names)
    assert forms_of(nlp) is None
