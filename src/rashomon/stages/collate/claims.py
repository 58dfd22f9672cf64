"""Claims: statements of different articles that tell one fact, joined.

Statements are compared in pairs (:mod:`rashomon.stages.collate.pairs`), joined by average linkage,
and each cluster that holds a clause becomes a claim. A sentence none of whose statements found a
partner is a claim by itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.embed import Embedder
from rashomon.models import Claim, Evidence, Span, Stance
from rashomon.offsets import overlap
from rashomon.stages.collate.cluster import average_linkage
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.pairs import Decision, Table, candidates, tabulate
from rashomon.stages.collate.roles import keeps_apart
from rashomon.stages.collate.statements import Statement, statements_of, verbs_of
from rashomon.stages.collate.units import CONTENT_POS, Unit

__all__ = ["align", "statements_in"]

LINK = 0.12
"""Least mean probability between clusters that are joined: a pair that was not compared counts as
0, so even sure clusters have a low mean. ECB+, held out by topic: .12 gave fit .673, pair precision
.886 and 277 joins of two happenings; .08 fits .002 better, yet joined what one verb alone ties."""

EDGE = 0.03
"""Pairs below this probability count as 0 in the linkage; they only cost time."""

REJECTED = 0.002
"""Compared pairs below this probability are never in one claim, whatever ties others."""

MIN_WORDS = 4
"""A sentence of fewer words is a fragment and no claim by itself."""

FINITE = frozenset(("VBD", "VBP", "VBZ", "MD"))
"""Penn tags of finite verbs; where a sentence has none, a verb as its root will do."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A claim before it is numbered: statements in order, and the weakest join.

    ``whole`` is true where the evidence is the sentences, not their clauses: they agree in several
    statements, or nothing of the sentence was joined.
    """

    statements: tuple[Statement, ...]
    confidence: float | None
    whole: bool = False


def align(context: Context, embedder: Embedder, decision: Decision) -> tuple[Claim, ...]:
    """The claims of a story, those with most independent origins first, then as they appear.

    :return: claims with ids "<story>.c1"…; every status is ``corroborated`` or ``single``.
    """
    statements = statements_in(context)
    drafts = _one_a_set(_joined(context, statements, embedder, decision))
    drafts.extend(_alone(context, statements, _taken(context, drafts)))
    claims = [_claim(context, draft) for draft in drafts]
    order = sorted(range(len(claims)), key=lambda n: _rank(context, claims[n]))
    return tuple(
        _with_id(claims[place], f"{context.story.id}.c{number}")
        for number, place in enumerate(order, 1)
    )


def statements_in(context: Context) -> list[Statement]:
    """The statements of all articles of a story, in the order of its units."""
    found: list[Statement] = []
    verbs = verbs_of(context.units)
    for key, units in context.of_article.items():
        found.extend(statements_of(units, context.articles[key].parse, verbs))
    return found


def _joined(
    context: Context, statements: Sequence[Statement], embedder: Embedder, decision: Decision
) -> Iterator[_Draft]:
    """Clusters of statements of two sentences or more; nouns alone tell no fact."""
    if not statements:
        return
    edges, apart = _edges(context, statements, embedder, decision)
    for cluster in average_linkage(len(statements), edges, LINK, apart):
        own = tuple(statements[n] for n in cluster.nodes)
        if cluster.weakest is None or not any(s.verbal for s in own):
            continue
        if len({s.unit for s in own}) > 1:
            yield _Draft(own, decision.confidence(cluster.weakest))


def _merged(a: _Draft, b: _Draft) -> _Draft:
    both = tuple(sorted((*a.statements, *b.statements), key=lambda s: (s.unit, s.trigger)))
    return _Draft(both, max(a.confidence or 0.0, b.confidence or 0.0), True)


def _one_a_set(drafts: Iterable[_Draft]) -> list[_Draft]:
    """Drafts over the very same sentences as one: these sentences agree as a whole."""
    held: dict[frozenset[int], _Draft] = {}
    for draft in drafts:
        key = frozenset(s.unit for s in draft.statements)
        held[key] = _merged(held[key], draft) if key in held else draft
    return list(held.values())


_Edges = list[tuple[int, int, float]]


def _edges(
    context: Context, statements: Sequence[Statement], embedder: Embedder, decision: Decision
) -> tuple[_Edges, list[tuple[int, int]]]:
    """Pairs of statements that may be joined, with their probability, and those that may not."""
    table = tabulate(context, statements, embedder)
    i, j = candidates(table)
    probability = decision.probabilities(table, i, j)
    keep = probability >= EDGE
    found = zip(i[keep].tolist(), j[keep].tolist(), probability[keep].tolist(), strict=True)
    words = [_words(context.units[s.unit], s.span) for s in statements]
    edges = [
        (a, b, p)
        for a, b, p in found
        if not keeps_apart(statements[a], statements[b], (words[a], words[b]), p)
    ]
    rejected = probability < REJECTED
    apart = {*zip(i[rejected].tolist(), j[rejected].tolist(), strict=True), *_beside(table)}
    return edges, sorted(apart)


def _beside(table: Table) -> Iterator[tuple[int, int]]:
    """Pairs of statements of one sentence, which tells each of its facts once."""
    for row, others in enumerate(table.beside.tolist()):
        yield from ((row, other) for other in others if other > row)


def _words(unit: Unit, span: Span) -> frozenset[str]:
    """Content lemmas of a stretch of a sentence."""
    inside = (t for t in unit.tokens if span[0] <= t.start < span[1])
    return frozenset(t.lemma.lower() for t in inside if t.pos in CONTENT_POS)


def _taken(context: Context, drafts: Iterable[_Draft]) -> dict[int, list[Span]]:
    """The parts of each sentence that joined claims stand on; what only names a fact tells it
    to nobody, so its sentence has still to be told."""
    found: dict[int, list[Span]] = defaultdict(list)
    for draft in drafts:
        for s in draft.statements:
            if s.main or draft.whole:
                found[s.unit].append(context.units[s.unit].span if draft.whole else s.span)
    return found


def _alone(
    context: Context, statements: Sequence[Statement], taken: Mapping[int, Sequence[Span]]
) -> Iterator[_Draft]:
    """What no joined claim stands on: a sentence by its first clause, else its further clauses."""
    held: dict[int, list[Span]] = {unit: list(spans) for unit, spans in taken.items()}
    for s in statements:
        spans = held.setdefault(s.unit, [])
        if not s.verbal or any(overlap(span, s.span) for span in spans):
            continue
        if s.unit in taken and not s.main:
            continue
        if _tells(context.units[s.unit]):
            # a sentence without a joined clause is told whole, by its first clause
            whole = s.unit not in taken
            spans.append(context.units[s.unit].span if whole else s.span)
            yield _Draft((s,), None, whole)


def _tells(unit: Unit) -> bool:
    """Whether a sentence says something: words enough, a verb, no question."""
    count = sum(t.pos not in ("PUNCT", "SPACE", "SYM") for t in unit.tokens)
    return count >= MIN_WORDS and any(
        t.tag in FINITE or (t.dep == "ROOT" and t.pos == "VERB") for t in unit.tokens
    )


def _claim(context: Context, draft: _Draft) -> Claim:
    chosen = _one_a_sentence(draft.statements)
    evidence = [_evidence(context, s, draft.whole) for s in chosen]
    own = _own_figures(evidence)
    best = min(
        range(len(chosen)), key=lambda n: (own[n], *_fitness(context, chosen[n], evidence[n]))
    )
    origins = tuple(sorted({context.origin_of[e.article] for e in evidence}))
    return Claim(
        id="",
        text=evidence[best].text,
        status="corroborated" if len(origins) > 1 else "single",
        origins=len(origins),
        confidence=None if draft.confidence is None else round(draft.confidence, 3),
        evidence=tuple(evidence),
        origin_ids=origins,
    )


def _own_figures(evidence: Sequence[Evidence]) -> list[int]:
    """For each piece of evidence how many figures it gives that no other piece has."""
    figures = [set(_FIGURE.findall(e.text.lower())) for e in evidence]
    if len(evidence) == 1:
        return [0]
    return [
        len(own.difference(*(other for n, other in enumerate(figures) if n != place)))
        for place, own in enumerate(figures)
    ]


def _one_a_sentence(statements: Sequence[Statement]) -> list[Statement]:
    """Of the statements in one sentence the first clause, else the first noun."""
    found: dict[int, Statement] = {}
    for statement in statements:
        held = found.get(statement.unit)
        if held is None or (statement.verbal and not held.verbal):
            found[statement.unit] = statement
    return [found[unit] for unit in sorted(found)]


def _evidence(context: Context, statement: Statement, whole: bool) -> Evidence:
    unit = context.units[statement.unit]
    span = unit.span if whole else statement.span
    text = context.articles[unit.article].article.text
    stance: Stance = "supports" if statement.verbal else "partly"
    return Evidence(
        article=unit.article,
        start=span[0],
        end=span[1],
        stance=stance,
        said_by=_speaker(context, unit, statement.trigger),
        text=text[span[0] : span[1]],
    )


def _speaker(context: Context, unit: Unit, trigger: Span) -> str | None:
    """Who speaks where the trigger stands in a quotation; null for the outlet's own words."""
    for index in unit.quotes:
        quote = context.quote(unit, index)
        if quote.act in ("speech", "document") and any(overlap(s, trigger) for s in quote.spans):
            return context.speaker(unit.article, quote)
    return None


_LEANS = re.compile(
    r"(?:he|she|it|they|his|her|its|their|this|that|these|those|if|unless|before|after|until|when"
    r"|where|who|which|as|while)\b",
    re.IGNORECASE,
)

_FIGURE = re.compile(
    r"\d[\d.,]*|\b(?:once|twice|thrice|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|dozens?|hundreds?|thousands?|half)\b"
)

GOOD_LENGTH = (50, 220)
"""Code points between which a claim's wording neither lacks its circumstances nor tells more."""


def _fitness(
    context: Context, statement: Statement, evidence: Evidence
) -> tuple[int, int, int, int, int, int]:
    """Order in which evidence words a claim: own words in the body, a clause, of good length.

    A clause that leans on what stands before it ("he even …", "if it …") says little alone.
    """
    unit = context.units[statement.unit]
    length = evidence.end - evidence.start
    outside = max(GOOD_LENGTH[0] - length, length - GOOD_LENGTH[1], 0)
    return (
        not statement.verbal,
        evidence.said_by is not None,
        _LEANS.match(evidence.text) is not None,
        unit.block != "body",
        outside,
        unit.number,
    )


def _rank(context: Context, claim: Claim) -> tuple[int, int, int, int]:
    """Most origins first, then the earliest place in any article, then the story's order."""
    first: Mapping[str, int] = {key: n for n, key in enumerate(context.articles)}
    places = [(e.start, first[e.article], e.end) for e in claim.evidence]
    return (-claim.origins, *min(places))


def _with_id(claim: Claim, identity: str) -> Claim:
    return Claim(
        id=identity,
        text=claim.text,
        status=claim.status,
        origins=claim.origins,
        confidence=claim.confidence,
        evidence=claim.evidence,
        origin_ids=claim.origin_ids,
    )
