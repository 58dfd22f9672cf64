"""The planted examples: each planted thing is found, and nothing else is called a conflict.

The gold was written by somebody who had not seen the program (``tests/golden/README.md``).
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import rashomon
from golden_check import GOLDEN, ROOT, Gold
from rashomon.models import Comparison

HAPPENINGS = ("a", "b")

BOX_END = "only the sense of the words tells where the box ends; cohesion of words was tried"
ATTRIBUTE = "one account tells it as an attribute inside another statement"
PARAPHRASE = "the accounts share no verb, and the decision to join is strict on purpose"

COMMON_VERB = "a common verb of another sentence of the report is joined first, and keeps it apart"

KNOWN_MISSES = {
    ("blocks", "a-38-04"): BOX_END,
    ("blocks", "a-39-04"): BOX_END,
    ("agreements", "a-a2"): COMMON_VERB,
    ("agreements", "a-a4"): PARAPHRASE,
    ("agreements", "a-a11"): ATTRIBUTE,
    ("agreements", "b-a1"): ATTRIBUTE,
    ("agreements", "b-a7"): PARAPHRASE,
    ("agreements", "b-a10"): ATTRIBUTE,
    ("agreements", "b-a11"): ATTRIBUTE,
    ("single", "a-s5"): "the parser takes the verb of the clause for a noun",
    (
        "conflicts",
        "b-c4",
    ): "the meeting was held here, the accord signed there: two acts of one happening",
    ("quotes", "b-q3"): "two translations without a word in common",
}
"""What is planted and not found, with the reason: strict, so that a gain must be written down."""


def planted(field: str) -> list:
    """One test parameter for each planted thing of a field."""
    found = []
    for name in HAPPENINGS:
        data = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
        for number, item in enumerate(data[field]):
            label = item.get("id") or f"{number}-{item.get('file', '')[:2]}"
            reason = KNOWN_MISSES.get((field, f"{name}-{label}"))
            marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
            found.append(pytest.param(name, item, id=f"{name}-{label}", marks=marks))
    return found


@pytest.fixture(scope="session")
def comparison() -> Comparison:
    folders = [str(ROOT / "examples" / name) for name in ("ferry", "summit", "other")]
    return rashomon.compare(folders)


@pytest.fixture(scope="session")
def golds(comparison: Comparison) -> dict[str, Gold]:
    return {name: Gold(name, comparison) for name in HAPPENINGS}


@pytest.mark.parametrize(("name", "item"), planted("articles"))
def test_metadata(golds: dict[str, Gold], name: str, item: dict) -> None:
    article = golds[name].articles[item["file"]]
    found = {
        "title": article.title and " ".join(article.title.split()),
        "published": (article.published or "")[:16] or None,
        "authors": list(article.authors),
        "outlet": article.outlet,
    }
    wanted = {
        "title": item["title"],
        "published": (item["published"] or "")[:16] or None,
        "authors": item["authors"],
        "outlet": item["outlet"],
    }
    assert found == wanted


@pytest.mark.parametrize(("name", "item"), planted("blocks"))
def test_block(golds: dict[str, Gold], name: str, item: dict) -> None:
    kinds = golds[name].kinds(item)
    assert kinds.get(item["kind"], 0) >= 0.8 * sum(kinds.values()), (kinds, item)


@pytest.mark.parametrize("name", HAPPENINGS)
def test_one_story(golds: dict[str, Gold], name: str) -> None:
    gold = golds[name]
    assert set(gold.story.articles) == {a.id for a in gold.articles.values()}


def test_unrelated_articles_stand_alone(comparison: Comparison) -> None:
    alone = [s for s in comparison.stories if len(s.articles) == 1]
    sources = {
        Path(comparison.annotations[s.articles[0]].article.source).parent.name for s in alone
    }
    assert sources == {"other"}
    assert len(alone) == 2


@pytest.mark.parametrize("name", HAPPENINGS)
def test_origins(golds: dict[str, Gold], name: str) -> None:
    gold = golds[name]
    for item in gold.data["origins"]:
        ids = {gold.articles[file].id for file in item["files"]}
        origin = next(o for o in gold.comparison.origins if set(o.articles) & ids)
        assert set(origin.articles) == ids
        if item["kind"] == "agency":
            assert (origin.name, origin.kind) == (item["name"], "agency")
        else:
            assert origin.kind != "agency"


@pytest.mark.parametrize(("name", "item"), planted("agreements"))
def test_agreement(golds: dict[str, Gold], name: str, item: dict) -> None:
    claim = golds[name].agreement(item)
    assert claim is not None, item["about"]
    assert claim.status in {"corroborated", "disputed"}


@pytest.mark.parametrize(("name", "item"), planted("single"))
def test_single(golds: dict[str, Gold], name: str, item: dict) -> None:
    assert golds[name].single(item) is not None, item["about"]


@pytest.mark.parametrize(("name", "item"), planted("conflicts"))
def test_conflict(golds: dict[str, Gold], name: str, item: dict) -> None:
    gold = golds[name]
    assert gold.matching(item, gold.story.conflicts) is not None, item["about"]


@pytest.mark.parametrize(("name", "item"), planted("developments"))
def test_development(golds: dict[str, Gold], name: str, item: dict) -> None:
    gold = golds[name]
    assert gold.matching(item, gold.story.developments) is not None, item["about"]


@pytest.mark.parametrize("name", HAPPENINGS)
def test_nothing_else_is_a_conflict(golds: dict[str, Gold], name: str) -> None:
    gold = golds[name]
    wanted = gold.data["conflicts"]
    others = [
        (c.kind, c.about, [v.text for v in c.values])
        for c in gold.story.conflicts
        if not any(gold.matching(item, [c], any_kind=True) for item in wanted)
    ]
    assert others == []


@pytest.mark.parametrize("name", HAPPENINGS)
def test_nothing_else_is_a_development(golds: dict[str, Gold], name: str) -> None:
    gold = golds[name]
    wanted = gold.data["developments"]
    others = [
        (c.kind, c.about, [v.text for v in c.values])
        for c in gold.story.developments
        if not any(gold.matching(item, [c], any_kind=True) for item in wanted)
    ]
    assert others == []


@pytest.mark.parametrize(("name", "item"), planted("compatible"))
def test_compatible(golds: dict[str, Gold], name: str, item: dict) -> None:
    assert golds[name].joins_compatible(item) is None, item["why"]


@pytest.mark.parametrize(("name", "item"), planted("quotes"))
def test_quotation(golds: dict[str, Gold], name: str, item: dict) -> None:
    quote = golds[name].utterance(item)
    assert quote is not None
    assert quote.speaker == item["speaker"]
    assert quote.same_words == item["same_words"]


@pytest.mark.parametrize(("name", "item"), planted("labels"))
def test_label(golds: dict[str, Gold], name: str, item: dict) -> None:
    assert golds[name].label(item) == item["person"], item["text"]


@pytest.mark.parametrize("name", HAPPENINGS)
def test_brief_cites_every_account_and_is_supported(golds: dict[str, Gold], name: str) -> None:
    gold = golds[name]
    texts = {a.id: a.text for a in gold.articles.values()}
    cited = {c.article for sentence in gold.story.brief for c in sentence.citations}
    origins = {gold.origin_of[article] for article in cited}
    assert origins == {gold.origin_of[article] for article in gold.story.articles}
    for sentence in gold.story.brief:
        assert sentence.citations
        for c in sentence.citations:
            assert texts[c.article][c.start : c.end] == c.text
