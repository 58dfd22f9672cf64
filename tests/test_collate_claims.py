"""Statements of different reports joined into claims."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate_fixture import embedder, story
from rashomon.models import Citation, Claim, Conflict, ConflictValue
from rashomon.stages.collate import claims, coverage, settle
from rashomon.stages.collate.cluster import average_linkage
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.pairs import load_decision

FIRST = """Harbour bridge opens in Tolm
Mayor Ilsa Marden opened the new harbour bridge in Tolm on Friday.
The bridge cost 40 million crowns, the city council said.
Fishermen complained about the noise of the works."""
SECOND = """New crossing for Tolm
The new harbour bridge in Tolm was opened on Friday by Mayor Ilsa Marden.
Is it safe at last?
A brass band played for the children in the rain."""


def aligned(context: Context) -> tuple[Claim, ...]:
    return claims.align(context, embedder(), load_decision())


@pytest.fixture(scope="module")
def context() -> Context:
    return story(FIRST, SECOND)


@pytest.fixture(scope="module")
def found(context: Context) -> tuple[Claim, ...]:
    return aligned(context)


def test_one_fact_in_two_reports_is_one_corroborated_claim(found: tuple[Claim, ...]) -> None:
    shared = [c for c in found if c.origins == 2]
    assert any("opened" in e.text for c in shared for e in c.evidence)
    assert all(c.status == "corroborated" and c.confidence is not None for c in shared)


def test_different_facts_stay_apart(found: tuple[Claim, ...]) -> None:
    for claim in found:
        texts = " ".join(e.text for e in claim.evidence)
        told = [w for w in ("cost", "Fishermen", "band") if w in texts]
        assert len(told) <= 1, texts


def test_a_question_is_no_claim(found: tuple[Claim, ...]) -> None:
    assert not [e for c in found for e in c.evidence if e.text.endswith("?")]


def test_evidence_is_the_slice_of_its_article(context: Context, found: tuple[Claim, ...]) -> None:
    for claim in found:
        assert claim.text in [e.text for e in claim.evidence]
        for e in claim.evidence:
            assert context.articles[e.article].article.text[e.start : e.end] == e.text


def test_ids_follow_origins(found: tuple[Claim, ...]) -> None:
    assert [c.id for c in found] == [f"s1.c{n}" for n in range(1, len(found) + 1)]
    assert [c.origins for c in found] == sorted((c.origins for c in found), reverse=True)


def test_copies_count_once(context: Context) -> None:
    one = dataclasses.replace(context, origin_of=dict.fromkeys(context.articles, "o1"))
    assert {c.origins for c in aligned(one)} == {1}
    assert {c.status for c in aligned(one)} == {"single"}


def test_coverage_names_what_is_shared_and_what_is_not(
    context: Context, found: tuple[Claim, ...]
) -> None:
    first, second = coverage.of_articles(context, found)
    by_id = {c.id: c for c in found}
    assert any("Fishermen" in by_id[key].text for key in first.only_here)
    assert any("band" in by_id[key].text for key in second.only_here)
    shared = [c.id for c in found if c.origins == 2]
    assert set(shared) & set(first.lead) & set(second.lead)
    assert first.left_out == ()


def origins(context: Context, found: tuple[Claim, ...]) -> dict[settle.Place, str]:
    pieces = [e for c in found for e in c.evidence]
    return {(e.article, e.start, e.end): context.origin_of[e.article] for e in pieces}


def differing(claim: Claim) -> Conflict:
    """A conflict between the places of a claim in its first and its other articles."""
    sides: dict[str, list[Citation]] = {}
    for e in claim.evidence:
        place = Citation(article=e.article, start=e.start, end=e.end, text=e.text)
        sides.setdefault(e.article, []).append(place)
    values = tuple(
        ConflictValue(value=str(n), text=places[-1].text, evidence=tuple(places))
        for n, places in enumerate(sides.values())
    )
    return Conflict(id="x1", kind="time", about="opening", confidence=None, values=values)


def test_an_updated_value_counts_for_the_account_that_tells_it(
    context: Context, found: tuple[Claim, ...]
) -> None:
    claim = next(c for c in found if c.origins == 2)
    settled, _ = settle.settle(found, [], [differing(claim)], origins(context, found))
    marked = next(c for c in settled if c.id == claim.id)
    assert (marked.status, marked.origins) == ("single", 1)
    told = {e.article for e in marked.evidence if e.stance == "supports"}
    assert told.isdisjoint(e.article for e in marked.evidence if e.stance == "partly")
    assert len(told) == 1


def test_a_conflict_makes_its_claim_disputed(context: Context, found: tuple[Claim, ...]) -> None:
    claim = next(c for c in found if c.origins == 2)
    settled, tied = settle.settle(found, [differing(claim)], [], origins(context, found))
    marked = next(c for c in settled if c.id == claim.id)
    assert marked.status == "disputed"
    assert "conflicts" in {e.stance for e in marked.evidence}
    assert claim.id in tied[0].claims
    assert [c.status for c in settled if c.id not in tied[0].claims] == [
        c.status for c in found if c.id not in tied[0].claims
    ]


def test_no_articles_give_no_claims() -> None:
    assert aligned(story()) == ()


def test_linkage_joins_what_is_likely_and_stops() -> None:
    edges = [(0, 1, 0.9), (1, 2, 0.8), (0, 2, 0.7), (2, 3, 0.6)]
    found = average_linkage(5, edges, 0.5)
    assert [c.nodes for c in found] == [(0, 1, 2), (3,), (4,)]
    assert found[0].weakest == pytest.approx(0.75)
    assert found[1].weakest is None


@given(
    st.integers(1, 12).flatmap(
        lambda size: st.tuples(
            st.just(size),
            st.dictionaries(
                st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)).filter(
                    lambda pair: pair[0] < pair[1]
                ),
                st.floats(0.01, 1.0),
            ),
        )
    ),
    st.floats(0.1, 0.9),
)
def test_linkage_is_a_partition(
    graph: tuple[int, dict[tuple[int, int], float]], stop: float
) -> None:
    size, edges = graph
    found = average_linkage(size, [(i, j, p) for (i, j), p in sorted(edges.items())], stop)
    assert sorted(n for c in found for n in c.nodes) == list(range(size))
    assert all(c.weakest is None or c.weakest >= stop for c in found)


def test_what_must_stay_apart_is_in_no_cluster() -> None:
    edges = [(0, 1, 0.9), (1, 2, 0.9), (0, 2, 0.5)]
    found = average_linkage(3, edges, 0.4, [(0, 2)])
    assert [c.nodes for c in found] == [(0, 1), (2,)]


def test_the_surer_the_join_the_surer_the_claim() -> None:
    decision = load_decision()
    said = [decision.confidence(weakest) for weakest in (0.0, 0.12, 0.5, 1.0)]
    assert said == sorted(said)
    assert 0 < said[0] < said[-1] <= 1
