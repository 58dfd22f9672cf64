"""What each stretch in quotation marks is, decided by the learned part, and who speaks there.

The rules of :mod:`~rashomon.stages.annotate.quotes.attribution` give the cue, the speaker and one
of the features; the decision and the choice of the speaker are learned.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from rashomon.stages.annotate.quotes.attribution import (
    Shape,
    after_sentence,
    by_parse,
    cue_after,
    cue_before,
    from_verb,
    named_beside,
    orphan,
    ruled,
    shape,
)
from rashomon.stages.annotate.quotes.context import CONTEXT_NAMES, Verbs, context_rows
from rashomon.stages.annotate.quotes.learned import Matrix, shares
from rashomon.stages.annotate.quotes.page import Draft, Page
from rashomon.stages.annotate.quotes.speakers import Speaker, head_token, speakers_of
from rashomon.stages.annotate.quotes.stretches import CLASSES, STRETCH_NAMES, stretch_features

__all__ = [
    "Evidence",
    "candidates_of",
    "choices",
    "decided",
    "evidence",
    "spoken",
    "stretch_rows",
    "with_speakers",
]

NONE, ALONE, JOINED, MIXED = range(4)
REACH = 3
"""Stretches back at most to the one that a quotation goes on from: nobody's words may stand between
(the title in "…," she told "Inside Edition." "…")."""
SPEAKER = 0.1
"""Probability from which the best candidate is the speaker: attribution F1 of direct quotations
held out is .925 here, .922 at .2 (PolNeAR's training part, five folds by outlet); mixed lose .001.
Few quotations have no speaker."""


@dataclass(frozen=True)
class Evidence:
    """What stands beside a stretch: quotations with the verb after or before it as their cue, the
    one by the parse, the one by a name beside it, and what the rules alone say."""

    after: Draft | None
    before: Draft | None
    parse: Draft | None
    named: Draft | None
    rule: Draft | None
    row: list[float]
    verbs: Verbs = (None, None)
    context: tuple[float, ...] = ()

    @property
    def ways(self) -> tuple[Draft | None, ...]:
        """The ways to a speaker."""
        return self.after, self.before, self.parse


def evidence(page: Page) -> list[Evidence]:
    """The evidence for each stretch in marks, in order."""
    rules: dict[int, tuple[Draft, int]] = {}
    forms = [shape(page, number) for number in range(len(page.marked))]
    for draft in ruled(page, forms):
        for place, number in enumerate(draft.marks):
            kind = MIXED if draft.kind != "direct" else JOINED if place else ALONE
            rules[number] = (draft, kind)
    found = [_evidence(page, n, form, rules.get(n)) for n, form in enumerate(forms)]
    around = context_rows(page, [e.row for e in found], [e.verbs for e in found])
    return [replace(e, context=tuple(c)) for e, c in zip(found, around.tolist(), strict=True)]


def _evidence(page: Page, number: int, form: Shape, rule: tuple[Draft, int] | None) -> Evidence:
    inside = page.tokens_of(page.marked[number].parts)
    if not inside:
        return Evidence(None, None, None, None, None, [0.0] * len(STRETCH_NAMES))
    any_verb = form.stop in ",?!" and not form.title
    after = cue_after(page, number, inside[-1] + 1, any_verb=any_verb)
    before = cue_before(page, number, inside[0])
    named = named_beside(page, number)
    kind = NONE if rule is None else rule[1]
    row = stretch_features(
        page, number, after=after, before=before, named=named is not None, rule=kind
    )
    return Evidence(
        None if after is None else from_verb(page, number, after, after=True),
        None if before is None else from_verb(page, number, before, after=False),
        _likeliest(page, number),
        named,
        None if rule is None else rule[0],
        row,
        (after, before),
    )


def _likeliest(page: Page, number: int) -> Draft | None:
    """The likeliest candidate whose content reaches into the marks, whatever its extent."""
    outside = [c for c in page.reaching.get(number, ()) if c.head not in page.mark_of]
    if not outside:
        return None
    return page.draft(max(outside, key=lambda c: (page.probability(c), -c.head)))


def stretch_rows(found: Sequence[Evidence]) -> Matrix:
    """Features of the stretches and of what stands around them, shape (stretches, features)."""
    width = len(STRETCH_NAMES) + len(CONTEXT_NAMES)
    rows = [(*e.row, *e.context) for e in found]
    return np.array(rows, np.float32).reshape(len(found), width)


def choices(page: Page, found: Sequence[Evidence]) -> Matrix:
    """The probability of each of ``CLASSES`` for each stretch; what the rules say, untrained."""
    if page.learned.trees:
        return shares(page.learned.trees, CLASSES, stretch_rows(found))
    return np.eye(len(CLASSES), dtype=np.float32)[[int(e.row[-1]) for e in found]].reshape(-1, 4)


def decided(page: Page, found: Sequence[Evidence], chances: Matrix) -> list[Draft]:
    """The quotations with words in marks, in order; ``chances`` as from :func:`choices`."""
    drafts: list[Draft] = []
    done: set[int] = set()
    for number, each in enumerate(found):
        if number in done or not page.tokens_of(page.marked[number].parts):
            continue
        for kind in np.argsort(-chances[number], kind="stable").tolist():
            if kind == NONE or _took(page, number, kind, each, drafts):
                break
        if drafts:
            done |= set(drafts[-1].marks)
    return drafts


def _took(page: Page, number: int, kind: int, each: Evidence, drafts: list[Draft]) -> bool:
    """Put a stretch among the quotations as one kind; false where it cannot be that."""
    if kind == JOINED:
        before = max(drafts[-1].marks, default=None) if drafts else None
        if before is None or number - before > REACH:
            return False
        last = drafts.pop()
        parts = page.marked[number].parts
        drafts.append(replace(last, spans=(*last.spans, *parts), marks=(*last.marks, number)))
        return True
    if kind == MIXED:
        draft = by_parse(page, number)
        if draft is None or any(not set(draft.marks).isdisjoint(d.marks) for d in drafts[-2:]):
            return False
        if any(_overlap(page, draft, d) for d in drafts[-2:]):
            return False
        drafts.append(draft)
        return True
    drafts.append(_alone(page, number, each, drafts))
    return True


def _overlap(page: Page, one: Draft, other: Draft) -> bool:
    mine = set(page.tokens_of(one.spans))
    return not mine.isdisjoint(page.tokens_of(other.spans))


def _alone(page: Page, number: int, each: Evidence, drafts: Sequence[Draft]) -> Draft:
    """A direct quotation of one stretch, with the cue and the speaker that the evidence gives."""
    parts = page.marked[number].parts
    rule = each.rule
    if rule is not None and (rule.marks[0] != number or not (rule.cue or rule.speaker)):
        rule = None
    inside = page.tokens_of(parts)
    draft = rule or each.after or each.before or each.named or each.parse
    draft = draft or after_sentence(page, number, inside[0]) or orphan(page, number, drafts)
    draft = draft or Draft("direct", parts, None, None)
    last = drafts[-1] if drafts else None
    after = last if draft.after is not None and draft.speaker is None else None
    return replace(draft, kind="direct", spans=tuple(parts), marks=(number,), after=after)


def spoken(page: Page, found: Sequence[Evidence], drafts: Sequence[Draft]) -> list[Draft]:
    """The quotations, in order of the text, those with words in marks with the speaker chosen."""
    if not page.learned.trees:
        return list(drafts)
    lists = candidates_of(page, found, drafts)
    rows = [s.row for listed in lists for s in listed]
    if not rows:
        return list(drafts)
    chances = page.learned.trees["speaker"].predict(np.array(rows, np.float32)).tolist()
    return with_speakers(page, found, drafts, lists, chances)


def with_speakers(
    page: Page,
    found: Sequence[Evidence],
    drafts: Sequence[Draft],
    lists: Sequence[Sequence[Speaker]],
    chances: Sequence[float],
) -> list[Draft]:
    """The quotations with the likeliest of their candidates.

    :param chances: the probability of each candidate of all ``lists``, one after the other.
    """
    answer: list[Draft] = []
    at = 0
    for draft, listed in zip(drafts, lists, strict=True):
        own = chances[at : at + len(listed)]
        at += len(listed)
        answer.append(_with_speaker(page, found, draft, listed, own) if draft.marks else draft)
    return answer


def candidates_of(
    page: Page, found: Sequence[Evidence], drafts: Sequence[Draft]
) -> list[list[Speaker]]:
    """The possible speakers of each quotation that has words in marks."""
    often: Counter[str] = Counter()
    for draft in drafts:
        top = None if draft.speaker is None else head_token(page, draft.speaker)
        if top is not None:
            often[page.parse.tokens[top].text] += 1
    return [
        speakers_of(page, d, drafts[:n], often, found[d.marks[0]].ways) if d.marks else []
        for n, d in enumerate(drafts)
    ]


def _with_speaker(
    page: Page,
    found: Sequence[Evidence],
    draft: Draft,
    listed: Sequence[Speaker],
    chances: Sequence[float],
) -> Draft:
    best = max(range(len(listed)), key=lambda k: (chances[k], -k), default=None)
    if best is None or chances[best] < SPEAKER:
        return replace(draft, speaker=None, stands_for=None)
    one = listed[best]
    given = None if draft.speaker is None else head_token(page, draft.speaker)
    if one.top == given:
        return draft
    way = _way(page, found[draft.marks[0]], one.top)
    cue, candidate, noun = draft.cue, draft.candidate, None
    if way is not None:
        cue, candidate, noun = way.cue, way.candidate, way.stands_for
    return replace(draft, speaker=one.span, cue=cue, candidate=candidate, stands_for=noun)


def _way(page: Page, each: Evidence, top: int) -> Draft | None:
    """The way that leads to a speaker."""
    for way in each.ways:
        if way is not None and way.speaker is not None and head_token(page, way.speaker) == top:
            return way
    return None
