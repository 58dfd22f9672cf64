"""The writer: sections in a fixed order, each sentence with what it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rashomon.models import (
    Annotated,
    Brief,
    BriefSection,
    BriefSentence,
    Citation,
    Claim,
    Collation,
    Conflict,
    ConflictValue,
    Evidence,
    Grouping,
    QuoteVariants,
    Story,
)
from rashomon.offsets import overlap
from rashomon.stages.brief.check import supported
from rashomon.stages.brief.choose import Choice, Told, candidates
from rashomon.stages.brief.desk import Desk
from rashomon.stages.brief.wording import worded

__all__ = ["write"]

LIMITS: dict[BriefSection, int] = {
    "agreed": 6,
    "disputed": 6,
    "single": 6,
    "said": 4,
    "background": 3,
}
"""Sentences of a section: together a page. Lengths by option come with the brief's own issue."""

SAID_WORDS = (6, 50)
"""Words of a quotation that a brief repeats."""

DIFFER = "Accounts differ on"

_WHITE = re.compile(r"\s+")


def write(
    story: Story, collation: Collation, annotated: Sequence[Annotated], grouping: Grouping
) -> Brief:
    """The brief of a story; empty where nothing in it can be told in whole sentences.

    Sentences whose words do not all stand in their citations are left out.
    """
    desk = Desk(story, collation, annotated, grouping)
    told = Told()
    agreed = _agreed(desk, told)
    disputed = _disputed(desk)
    single = _single(desk, told, {c.article for s in (*agreed, *disputed) for c in s.citations})
    background = _background(desk, told)
    return (*agreed, *disputed, *single, *_said(desk), *background)


def _agreed(desk: Desk, told: Told) -> list[BriefSentence]:
    claims = [c for c in desk.collation.claims if c.status == "corroborated"]
    fit = [
        c for c in claims if not (_is_background(c, desk) or _is_speech(c) or _unsettled(c, desk))
    ]
    return _sentences("agreed", candidates(_weighed(fit), desk), desk, told)


def _background(desk: Desk, told: Told) -> list[BriefSentence]:
    claims = [c for c in desk.collation.claims if _is_background(c, desk) and c.origins > 1]
    return _sentences("background", candidates(_weighed(claims), desk), desk, told)


def _single(desk: Desk, told: Told, cited: set[str]) -> list[BriefSentence]:
    """One sentence from each article, those that nothing else cites first."""
    claims = {c.id: c for c in desk.collation.claims if c.status == "single"}
    found: list[BriefSentence] = []
    order = sorted(
        desk.collation.coverage, key=lambda c: (c.article in cited, desk.accounts[c.article].number)
    )
    for each in order:
        own = [claims[key] for key in (*each.lead, *each.only_here) if key in claims]
        own = [c for c in own if any(e.article == each.article for e in c.evidence)]
        limit = LIMITS["single"] - len(found)
        found += _sentences("single", candidates(own, desk), desk, told, min(1, limit))
    return found


def _sentences(
    section: BriefSection,
    choices: Iterable[Choice],
    desk: Desk,
    told: Told,
    limit: int | None = None,
) -> list[BriefSentence]:
    found: list[BriefSentence] = []
    for choice in choices:
        if len(found) >= (LIMITS[section] if limit is None else limit):
            break
        if told.repeats(choice):
            continue
        sentence = BriefSentence(
            section=section,
            text=worded(choice.account, choice.span, desk),
            citations=_citations(choice, desk),
            claims=(choice.claim.id,),
        )
        if supported(sentence, (), desk.accounts):
            told.add(choice)
            found.append(sentence)
    return found


def _citations(choice: Choice, desk: Desk) -> tuple[Citation, ...]:
    """The sentence that is told first, then one place in each other article of the claim."""
    found = {choice.account.id: choice.account.cite(choice.span)}
    for evidence in choice.claim.evidence:
        if evidence.article not in found and evidence.stance != "conflicts":
            account = desk.accounts[evidence.article]
            found[evidence.article] = account.cite((evidence.start, evidence.end))
    return tuple(found.values())


def _disputed(desk: Desk) -> list[BriefSentence]:
    found = [_difference(conflict, desk) for conflict in desk.collation.conflicts]
    return [s for s in found if s is not None][: LIMITS["disputed"]]


def _difference(conflict: Conflict, desk: Desk) -> BriefSentence | None:
    """One line: what accounts differ on, then each value in its account's words."""
    values = []
    for value in conflict.values:
        names = sorted({desk.accounts[e.article].name for e in value.evidence})
        values.append((_line(value.text), f"({', '.join(names)})"))
    stated = "; ".join(f"“{text}” {names}" for text, names in values)
    sentence = BriefSentence(
        section="disputed",
        text=f"{DIFFER} “{_line(conflict.about)}”: {stated}.",
        citations=_distinct(e for value in conflict.values for e in value.evidence),
        claims=conflict.claims,
        conflict=conflict.id,
    )
    frame = [DIFFER, conflict.about, *(names for _, names in values)]
    return sentence if supported(sentence, frame, desk.accounts) else None


def _distinct(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    found = {(c.article, c.start, c.end): c for c in citations}
    return tuple(found.values())


def _said(desk: Desk) -> list[BriefSentence]:
    """The quotations that most accounts carry, in the longest wording."""
    fit = [q for q in desk.collation.quotes if q.speaker is not None and _direct(q)]
    order = sorted(enumerate(fit), key=lambda item: (-len(_origins(item[1], desk)), item[0]))
    found = (_quotation(quote, desk) for _, quote in order)
    return [s for s in found if s is not None][: LIMITS["said"]]


def _origins(quote: QuoteVariants, desk: Desk) -> set[str]:
    return {desk.origin_of.get(v.article, v.article) for v in quote.variants}


def _direct(quote: QuoteVariants) -> bool:
    return any(v.kind == "direct" for v in quote.variants)


def _quotation(quote: QuoteVariants, desk: Desk) -> BriefSentence | None:
    variants = [v for v in quote.variants if v.kind == "direct"]
    longest = max(variants, key=lambda v: len(v.text))
    if not SAID_WORDS[0] <= len(longest.text.split()) <= SAID_WORDS[1]:
        return None
    cited = tuple(_cite_all(longest.article, longest.spans, desk))
    others = (v for v in variants if v is not longest)
    cited += tuple(c for v in others for c in _cite_all(v.article, v.spans, desk))
    words = _line(longest.text).rstrip(",;")
    sentence = BriefSentence(section="said", text=f"{quote.speaker}: “{words}”", citations=cited)
    return sentence if supported(sentence, [quote.speaker or ""], desk.accounts) else None


def _cite_all(article: str, spans: Sequence[tuple[int, int]], desk: Desk) -> Iterator[Citation]:
    account = desk.accounts[article]
    return (account.cite(span) for span in spans)


def _line(text: str) -> str:
    return _WHITE.sub(" ", text).strip()


def _weighed(claims: Iterable[Claim]) -> list[Claim]:
    """Claims by weight: independent origins first, then the order in which they were given."""
    listed = list(claims)
    return sorted(listed, key=lambda c: -c.origins)


def _is_speech(claim: Claim) -> bool:
    """Whether a claim is somebody's words wherever it stands: that belongs to who said what."""
    return all(e.said_by is not None for e in claim.evidence)


def _unsettled(claim: Claim, desk: Desk) -> bool:
    """Whether accounts give other values than a claim's, or later reports update it."""
    moved = any(
        sum(_stands_on(claim, value) for value in development.values) > 1
        for development in desk.collation.developments
    )
    return moved or any(_within(claim, conflict) for conflict in desk.collation.conflicts)


def _within(claim: Claim, conflict: Conflict) -> bool:
    """Whether every place of a claim is one where accounts differ."""
    places = [place for value in conflict.values for place in value.evidence]
    return all(any(_same_place(e, place) for place in places) for e in claim.evidence)


def _stands_on(claim: Claim, value: ConflictValue) -> bool:
    return any(_same_place(e, place) for e in claim.evidence for place in value.evidence)


def _same_place(evidence: Evidence, place: Citation) -> bool:
    spans = (evidence.start, evidence.end), (place.start, place.end)
    return evidence.article == place.article and overlap(*spans) > 0


def _is_background(claim: Claim, desk: Desk) -> bool:
    """Whether a claim tells what lies before the news: most of its dated places say so."""
    before = sum((e.article, e.start, e.end) in desk.background for e in claim.evidence)
    return before > sum((e.article, e.start, e.end) in desk.news for e in claim.evidence)
