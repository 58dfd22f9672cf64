"""What is read together: signs, passages, and what becomes of a pair that the encoder flags."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate_fixture import story
from rashomon.errors import ModelError
from rashomon.pairmodel import Logits
from rashomon.settings import learned_part
from rashomon.stages.collate import conflicts
from rashomon.stages.collate.conflict import judge
from rashomon.stages.collate.conflict.contrast import NAMES, clashes, features
from rashomon.stages.collate.conflict.cross import LABELS
from rashomon.stages.collate.conflict.passages import (
    MOST_WORDS,
    PARTNERS,
    couples,
    passages,
)
from rashomon.stages.collate.conflict.score import Finding
from rashomon.stages.collate.conflict.signs import SIGNS, signed
from rashomon.stages.collate.context import Context
from rashomon.trees import Trees
from tiny_onnx import model

A = (
    "Miners trapped near Norton\n"
    "Rescuers brought seventeen men up from the Norton pit on Tuesday evening.\n"
    "The company that runs the pit kept silent about the cause of the fall."
)
B = (
    "Relief in the valley\n"
    "When the last cage reached daylight on Tuesday, twenty-three men were safe at Norton.\n"
    "Shares of the owner fell."
)


class Encoder:
    """Finds a clash wherever both texts hold one of two words."""

    labels = LABELS

    def __init__(self, one: str, other: str, kind: str) -> None:
        self.words, self.kind = {one, other}, kind
        self.asked: list[tuple[str, str]] = []

    def logits(self, pairs: Sequence[tuple[str, str]]) -> Logits:
        self.asked += pairs
        rows = np.zeros((len(pairs), len(LABELS)), dtype=np.float32)
        for row, pair in zip(rows, pairs, strict=True):
            found = {word for word in self.words if any(word in text for text in pair)}
            row[0] = 4.0 if found == self.words else -4.0
            row[LABELS.index(self.kind)] = 2.0
        return rows


def decision() -> Trees:
    """One tree: a clash where the encoder's logit is above 0."""
    size = len(NAMES)
    return Trees(
        feature=np.array([[size, 0, 0]]),
        threshold=np.zeros((1, 3), np.float32),
        children=np.array([[[1, 2], [1, 1], [2, 2]]]),
        value=np.array([[0.0, -4.0, 4.0]]),
        base=0.0,
        depth=1,
    )


def found(
    context: Context, kind: str, words: tuple[str, str] = ("seventeen", "twenty-three")
) -> list[Finding]:
    readers = judge.Readers(Encoder(*words, kind), decision())
    return list(judge.judged(context, {}, readers))


def test_signs_say_what_agrees_and_what_differs() -> None:
    a, b = signed(
        "Twelve men in Lyon were saved on Monday.", "In Lyon 14 were saved, papers of Monday say."
    )
    same, other = SIGNS[0], SIGNS[1]
    assert a.split()[0] == other
    assert f"{other} 14" in b
    assert same not in a + b
    assert f"{SIGNS[2]} Monday" in a
    assert f"{SIGNS[2]} Monday" in b


@pytest.mark.parametrize(
    ("a", "b", "sign"),
    [
        ("A dozen boats.", "About 12 boats.", SIGNS[0]),
        ("It was signed in March.", "They signed in April.", SIGNS[3]),
        ("He met the French.", "In France he met her.", SIGNS[4]),
        ("They flew to Norway.", "They flew to Denmark.", SIGNS[5]),
        ("The court opened it.", "The court closed it.", SIGNS[8]),
        ("They did not go.", "They went.", SIGNS[9]),
    ],
)
def test_each_kind_has_its_sign(a: str, b: str, sign: str) -> None:
    assert sign in " ".join(signed(a, b))


@given(st.text(max_size=60), st.text(max_size=60))
def test_signs_add_and_take_nothing_else(a: str, b: str) -> None:
    for text, told in zip((a, b), signed(a, b), strict=True):
        pattern = "|".join(re.escape(f" {sign} ") for sign in SIGNS)
        assert re.sub(pattern, "", told) == text
    assert signed(b, a) == signed(a, b)[::-1]


def test_passages_are_cut_from_the_text_and_no_longer_than_is_read() -> None:
    long = " ".join(f"The river rose by {n} feet in the lower town that night." for n in range(20))
    context = story(f"Head\n{long}", B)
    for passage in passages(context):
        text = context.articles[passage.article].article.text
        assert passage.text in " ".join(text.split())
        assert len(passage.units) == 1 or len(passage.text.split()) <= MOST_WORDS


def test_couples_grow_with_the_passages_only() -> None:
    texts = [f"{A}\nReporter {n} was there and saw the cage come up in the dusk." for n in range(6)]
    context = story(*texts)
    told = passages(context)
    assert 0 < len(couples(context, told, {})) <= PARTNERS * len(told)


def test_one_article_and_copies_are_not_set_beside_themselves() -> None:
    context = story("The bridge at Orrin was closed.", "At Orrin the bridge was closed.")
    told = passages(context)
    a, b = context.units
    copies = {(a.number, b.article): b.number, (b.number, a.article): a.number}
    assert [(c.a.article, c.b.article) for c in couples(context, told, {})] == [
        (a.article, b.article)
    ]
    assert couples(context, told, copies) == []


def test_a_clash_shows_its_values_where_they_stand() -> None:
    context = story(A, B)
    (each,) = found(context, "number")
    assert each.difference.kind == "number"
    assert (each.difference.value_a, each.difference.value_b) == (17.0, 23.0)
    text = context.articles[each.a.article].article.text
    assert text[slice(*each.difference.a)] == "seventeen men"
    assert not each.told


def test_what_changes_is_a_development_on_another_day() -> None:
    context = story(A, B, published=("2031-05-13", "2031-05-14"))
    assert [each.told for each in found(context, "number")] == [True]
    assert [each.told for each in found(context, "place")] == [False]


def test_without_exact_values_the_clause_is_shown() -> None:
    context = story(A, B)
    (each,) = found(context, "outcome")
    assert each.difference.kind == "outcome"
    assert each.difference.value_a is None
    assert each.a.span[0] <= each.difference.a[0] < each.difference.a[1] <= each.a.span[1]


def test_features_are_the_same_in_both_orders() -> None:
    context = story(A, B)
    for couple in couples(context, passages(context), {}):
        turned = type(couple)(couple.b, couple.a, couple.cosine, couple.mutual)
        assert features(context, couple) == pytest.approx(features(context, turned))
        assert len(features(context, couple)) == len(NAMES)


def test_clashes_name_the_kind() -> None:
    context = story(A, B)
    kinds = {
        clash.kind
        for couple in couples(context, passages(context), {})
        for clash in clashes(couple.a, couple.b)
    }
    assert "number" in kinds


class Inference:
    """A user's model that is sure of one thing."""

    labels = ("contradiction", "entailment", "neutral")

    def __init__(self, odds: float) -> None:
        self.odds = odds

    def logits(self, pairs: Sequence[tuple[str, str]]) -> Logits:
        return np.tile(np.array([self.odds, 0.0, 0.0], np.float32), (len(pairs), 1))


def test_the_users_model_is_one_more_voice() -> None:
    context = story(A, B)
    encoder = Encoder("seventeen", "twenty-three", "number")

    def with_nli(odds: float) -> list[Finding]:
        readers = judge.Readers(encoder, decision(), Inference(odds))
        return list(judge.judged(context, {}, readers))

    (alone,) = found(context, "number")
    (surer,) = with_nli(9.0)
    assert surer.confidence > alone.confidence
    assert with_nli(-9.0) == []


def test_the_users_model_speaks_alone_where_no_encoder_is() -> None:
    context = story(A, B)
    readers = judge.Readers(None, None, Inference(9.0))
    (each,) = judge.judged(context, {}, readers)
    assert each.difference.kind == "number"
    assert list(judge.judged(context, {}, judge.Readers(None, None, Inference(0.0)))) == []


def test_nobody_reads_where_nobody_is() -> None:
    assert list(judge.judged(story(A, B), {}, judge.Readers(None, None))) == []


def test_it_is_the_same_every_time() -> None:
    context = story(A, B)
    assert found(context, "number") == found(context, "number")


# ---------------------------------------------------------------- learned parts in a folder


def folder_with(path: Path) -> Path:
    """Learned parts that find a clash wherever a sign says that figures differ."""
    pieces = learned_part("minilm-vocab.txt").read_text("utf-8").splitlines()
    table = [[-0.5, *[0.0] * 6] for _ in pieces]
    table[pieces.index(SIGNS[1])] = [90.0, 9.0, *[0.0] * 5]
    (path / "cross.onnx").write_bytes(model(table))
    trees = decision()
    np.savez(
        path / "cross.npz",
        feature=trees.feature,
        threshold=trees.threshold,
        left=trees.children[:, :, 0],
        right=trees.children[:, :, 1],
        value=trees.value,
        base=np.float32(0),
        names=np.array([*NAMES, *LABELS]),
    )
    return path


def test_learned_parts_of_a_folder_find_what_the_rules_do_not(tmp_path: Path) -> None:
    context = story(A, B)
    assert conflicts.find(context) == ((), ())
    (each,) = conflicts.find(context, folder_with(tmp_path))[0]
    assert each.kind == "number"
    assert sorted(str(v.value) for v in each.values) == ["17.0", "23.0"]
    assert (each.reason or "").startswith("read together")
    assert conflicts.find(context, tmp_path) == conflicts.find(context, tmp_path)


def test_an_encoder_without_its_decision_says_nothing(tmp_path: Path) -> None:
    (folder_with(tmp_path) / "cross.npz").unlink()
    assert conflicts.find(story(A, B), tmp_path) == ((), ())


def test_a_damaged_encoder_is_named(tmp_path: Path) -> None:
    (folder_with(tmp_path) / "cross.onnx").write_bytes(b"no model")
    with pytest.raises(ModelError, match=r"pair model .*cross\.onnx"):
        conflicts.find(story(A, B), tmp_path)


def test_a_story_of_copies_or_of_one_has_nothing_to_read(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    assert conflicts.find(story(A), folder) == ((), ())
    assert conflicts.find(story(A, A, A), folder) == ((), ())
