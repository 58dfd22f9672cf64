"""Why two passages of a story are one claim, a conflict, one utterance, or are not.

The decisions are taken again for the two passages alone, by the same functions and figures as for
the whole story.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np

from rashomon.embed import Embedder
from rashomon.errors import UsageError
from rashomon.models import (
    Annotated,
    Citation,
    Collation,
    Evidence,
    Explanation,
    Figure,
    Grouping,
    Span,
    Story,
    Why,
)
from rashomon.offsets import overlap
from rashomon.pairmodel import PairModel
from rashomon.stages.collate.claims import LINK, statements_in
from rashomon.stages.collate.conflict import edits, marks, pairs, places, score
from rashomon.stages.collate.conflict.comparison import Report
from rashomon.stages.collate.conflicts import findings
from rashomon.stages.collate.context import Context, gather
from rashomon.stages.collate.likeness import NAMES, Likeness, load_likeness
from rashomon.stages.collate.pairs import (
    FEATURES,
    Decision,
    Table,
    features,
    load_decision,
    tabulate,
)
from rashomon.stages.collate.quotations import JOINED
from rashomon.stages.collate.roles import keeps_apart
from rashomon.stages.collate.statements import Statement
from rashomon.stages.collate.units import CONTENT_POS, Unit
from rashomon.stages.collate.utterances import Utterance, utterances

__all__ = ["Tools", "explain", "explain_pair"]


@dataclass(frozen=True)
class Tools:
    """The encoder, a folder whose learned parts stand in for the packaged ones, and a model for
    natural-language inference that the user brings."""

    embedder: Embedder
    models: Path | None = None
    nli: PairModel | None = None


def explain(
    story: Story,
    annotated: Sequence[Annotated],
    grouping: Grouping,
    found: Collation,
    passages: tuple[Citation, Citation],
    tools: Tools,
) -> Explanation:
    """Take the decisions on two passages again and show what decided.

    :param found: what the story was collated to.
    :param passages: two passages of articles of the story.
    :raises UsageError: a passage holds no sentence that tells anything.
    """
    context = gather(story, annotated, found.actors, grouping, tools.embedder)
    context = dataclasses.replace(context, quotes=found.quotes, claims=found.claims)
    a, b = passages
    units = _unit(context, a), _unit(context, b)
    whys = [
        *_claim(context, passages, tools),
        _conflict(context, units, tools),
        *_utterance(context, passages, tools),
    ]
    articles = [context.articles[passage.article].article for passage in passages]
    return Explanation(
        a=a,
        b=b,
        sources=(articles[0].source, articles[1].source),
        claims=tuple(c.id for c in found.claims if _both(c.evidence, passages)),
        conflicts=tuple(
            c.id
            for c in (*found.conflicts, *found.developments)
            if _both([e for value in c.values for e in value.evidence], passages)
        ),
        quotes=tuple(
            q.id
            for q in found.quotes
            if all(
                any(v.article == p.article and _shared(p, v.spans) for v in q.variants)
                for p in passages
            )
        ),
        whys=tuple(whys),
    )


def _both(evidence: Iterable[Citation | Evidence], passages: Iterable[Citation]) -> bool:
    there = list(evidence)
    return all(
        any(e.article == p.article and _shared(p, [(e.start, e.end)]) for e in there)
        for p in passages
    )


def _shared(passage: Citation, spans: Iterable[Span]) -> int:
    return sum(overlap((passage.start, passage.end), span) for span in spans)


def _unit(context: Context, passage: Citation) -> Unit:
    """The sentence that a passage stands in, of several the one that holds most of it."""
    own = context.of_article.get(passage.article, ())
    best = max(own, key=lambda unit: (_shared(passage, [unit.span]), -unit.number), default=None)
    if best is None or not _shared(passage, [best.span]):
        raise UsageError(
            f"--explain: no sentence of the report stands at {passage.start}-{passage.end}"
        )
    return best


# ---------------------------------------------------------------- one claim


def _claim(context: Context, passages: tuple[Citation, Citation], tools: Tools) -> Iterator[Why]:
    """The surest pair of statements of the two passages."""
    statements = statements_in(context)
    sides = [_statements(context, statements, passage) for passage in passages]
    decision, table = load_decision(tools.models), tabulate(context, statements, tools.embedder)
    found = [
        explain_pair(context, statements, table, decision, (i, j))
        for i, j in product(*sides)
        if statements[i].unit != statements[j].unit
    ]
    if found:
        yield max(found, key=lambda why: (why.holds, why.score))


def explain_pair(
    context: Context,
    statements: Sequence[Statement],
    table: Table,
    decision: Decision,
    pair: tuple[int, int],
) -> Why:
    """Why two statements of a story are one fact or not.

    :param table: of these statements.
    :param pair: their numbers.
    """
    i, j = (np.array([number]) for number in pair)
    values = features(table, i, j)[0].tolist()
    a, b = statements[pair[0]], statements[pair[1]]
    weights, bias = decision.chosen(values, a.verbal and b.verbal)
    figures = [
        Figure(name=name, value=value, weight=float(weight))
        for name, value, weight in zip(FEATURES, values, weights, strict=True)
    ]
    figures.append(Figure(name="bias", value=1.0, weight=bias))
    figures.append(Figure(name="density of the reports", value=table.density, weight=1.0))
    probability = float(decision.probabilities(table, i, j)[0])
    apart = keeps_apart(a, b, (_words(context, a), _words(context, b)), probability)
    return Why(
        decision="claim",
        figures=tuple(figures),
        score=probability,
        threshold=LINK,
        holds=probability >= LINK and not apart,
        reason="no participant in common, or other years" if apart else None,
    )


def _words(context: Context, statement: Statement) -> frozenset[str]:
    """Content lemmas of a statement's evidence."""
    start, end = statement.span
    inside = (t for t in context.units[statement.unit].tokens if start <= t.start < end)
    return frozenset(t.lemma.lower() for t in inside if t.pos in CONTENT_POS)


def _statements(context: Context, all_: Sequence[Statement], passage: Citation) -> list[int]:
    """Statements whose trigger stands in a passage; else those of its sentence."""
    inside = [
        n
        for n, s in enumerate(all_)
        if context.units[s.unit].article == passage.article and _shared(passage, [s.trigger])
    ]
    unit = _unit(context, passage)
    return inside or [n for n, s in enumerate(all_) if s.unit == unit.number]


# ---------------------------------------------------------------- a conflict


def _conflict(context: Context, units: tuple[Unit, Unit], tools: Tools) -> Why:
    """The surest difference between two sentences that was found in the story; where there was
    none, what is seen when the two alone are laid side by side."""
    numbers = {units[0].number, units[1].number}
    every = findings(context, tools.models, tools.nli)
    inside = [f for f in every if {f.a.number, f.b.number} == numbers]
    beside = inside or list(_laid(context, units))
    a, b = units
    cosine = float(context.vectors[a.number] @ context.vectors[b.number])
    shared = len(set(a.lemmas) & set(b.lemmas)) / max(
        1, min(len(set(a.lemmas)), len(set(b.lemmas)))
    )
    general = (
        Figure(name="cosine of the sentences", value=cosine),
        Figure(name="part of the shorter sentence's words in the other", value=shared),
    )
    if not beside:
        return Why(
            decision="conflict",
            figures=general,
            score=0.0,
            threshold=score.THRESHOLD,
            holds=False,
            reason="nothing was found that both cannot be right about",
        )
    best = max(beside, key=lambda f: f.confidence)
    named = zip(score.NAMES, best.features, strict=True) if best.features else ()
    reason = f"{best.difference.kind}: {best.reason}"
    if not inside:
        reason += f"; not compared in the story (needed {pairs.MIN_COSINE} and {pairs.MIN_SHARED})"
    return Why(
        decision="conflict",
        figures=(*general, *(Figure(name=name, value=float(value)) for name, value in named)),
        score=float(best.confidence),
        threshold=score.THRESHOLD,
        holds=bool(inside) and best.confidence >= score.THRESHOLD,
        reason=reason,
    )


def _laid(context: Context, units: tuple[Unit, Unit]) -> Iterator[score.Finding]:
    a, b = units
    beside = places.together(context.units)
    articles = [context.articles[unit.article] for unit in units]
    reports = [Report(each.parse.tokens, marks.marked(each), beside) for each in articles]
    compared = edits.compare(a, b, (reports[0], reports[1]))
    cosine = float(context.vectors[a.number] @ context.vectors[b.number])
    return score.rate(context, [(compared, cosine)])


# ---------------------------------------------------------------- one utterance


def _utterance(
    context: Context, passages: tuple[Citation, Citation], tools: Tools
) -> Iterator[Why]:
    """The quotations of two passages, where both hold one."""
    found = utterances(context)
    a, b = (_quoted(found, passage) for passage in passages)
    if a is None or b is None or a is b:
        return
    likeness = Likeness(context, found, tools.embedder, load_likeness(tools.models))
    chance = likeness.of([(a, b)])[0]
    apart = a.article == b.article or (a.actor and b.actor and a.actor != b.actor)
    yield Why(
        decision="utterance",
        figures=tuple(
            Figure(name=name, value=float(value))
            for name, value in zip(NAMES, likeness.row(a, b), strict=True)
        ),
        score=chance,
        threshold=JOINED,
        holds=chance >= JOINED and not apart,
        reason="one report, or two speakers" if apart else None,
    )


def _quoted(found: Sequence[Utterance], passage: Citation) -> Utterance | None:
    ranked = [
        (-_shared(passage, u.quote.spans), u.number, u)
        for u in found
        if u.article == passage.article and _shared(passage, u.quote.spans)
    ]
    return min(ranked, key=lambda row: row[:2])[2] if ranked else None
