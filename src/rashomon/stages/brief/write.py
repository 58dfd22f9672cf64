"""The writer: sections in a fixed order, each sentence with what it stands on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from rashomon.models import (
    Annotated,
    Brief,
    BriefLength,
    BriefSection,
    BriefSentence,
    Citation,
    Collation,
    Conflict,
    Grouping,
    Story,
)
from rashomon.stages.brief.check import supported
from rashomon.stages.brief.choose import Candidate, Pool
from rashomon.stages.brief.desk import Desk
from rashomon.stages.brief.rewrite import Asks, rewritten
from rashomon.stages.brief.salience import load_salience
from rashomon.stages.brief.speech import spoken
from rashomon.stages.brief.wording import worded

__all__ = ["Asked", "Check", "Draft", "compose", "write"]

Check = Callable[[BriefSentence], bool]
"""Whether a sentence holds against what it cites."""

DIFFER = "Accounts differ on"


@dataclass(frozen=True)
class Asked:
    """What a brief is to be.

    :ivar models: a folder whose ``brief.json`` stands in for the packaged weights.
    :ivar check: a sentence that it does not hold to be supported is left out.
    :ivar rewriter: a model that may word sentences anew, which the same check sees.
    """

    length: BriefLength = "page"
    models: Path | None = None
    check: Check | None = None
    rewriter: Asks | None = None


@dataclass(frozen=True)
class _Plan:
    """How much is told: sentences of a section, sentences and words in all."""

    limits: dict[BriefSection, int]
    sentences: int
    words: int


PLANS: dict[BriefLength, _Plan] = {
    "line": _Plan({"agreed": 1, "single": 1, "said": 1}, 1, 45),
    "paragraph": _Plan({"agreed": 3, "disputed": 1, "single": 2, "said": 1}, 5, 110),
    "page": _Plan(
        {"agreed": 8, "disputed": 6, "single": 8, "said": 4, "background": 3}, 29, 100_000
    ),
}
"""The lengths of a brief. A page holds some 300 to 500 words where the sources have them."""

OF_WEIGHT = 5
"""Sentences of one account that a page takes by weight; those after it, from accounts that nothing
cites yet."""

_WHITE = re.compile(r"\s+")


def write(
    story: Story,
    collation: Collation,
    annotated: Sequence[Annotated],
    grouping: Grouping,
    asked: Asked | None = None,
) -> Brief:
    """The brief of a story; empty where nothing in it can be told in whole sentences.

    Sentences whose words do not all stand in their citations are left out.

    :raises ModelError: the weights are missing or damaged.
    """
    asked = asked or Asked()
    desk = Desk(story, collation, annotated, grouping)
    brief = compose(desk, Pool(desk, load_salience(asked.models)), asked.length, asked.check)
    if asked.rewriter is None:
        return brief

    def holds(sentence: BriefSentence) -> bool:
        if asked.check is not None:
            return asked.check(sentence)
        return supported(sentence, (), desk.accounts)

    return rewritten(brief, asked.rewriter, holds)


def compose(
    desk: Desk, pool: Pool, length: BriefLength = "page", check: Check | None = None
) -> Brief:
    """The brief from candidates that are weighed already."""
    draft = Draft(desk, pool, PLANS[length], check)
    draft.agreed()
    draft.disputed()
    draft.single()
    draft.said()
    draft.background()
    return tuple(draft.sentences)


@dataclass
class Draft:
    """A brief as it is written, section after section."""

    desk: Desk
    pool: Pool
    plan: _Plan
    check: Check | None = None
    sentences: list[BriefSentence] = field(default_factory=list)
    _known: set[str] = field(default_factory=set)

    def agreed(self) -> None:
        """What separate accounts agree on, as long as it tells enough."""

        def enough(gain: float) -> bool:
            other = self.pool.best(lambda c: c.standing.section in {"single", "said"})
            return other is None or gain >= self.pool.taste.floor * other[0]

        self._fill("agreed", enough)

    def disputed(self) -> None:
        """Each value on which accounts differ, and who holds it."""
        for conflict in self.desk.collation.conflicts:
            if self._room("disputed"):
                sentence, frame = _difference(conflict, self.desk)
                if self._fits(sentence) and supported(sentence, frame, self.desk.accounts):
                    self._add(sentence)

    def single(self) -> None:
        """What one account tells: by weight, then of accounts that nothing cites yet.

        Somebody's words that one account quotes are what it tells, too, where they weigh most.
        """
        self._fill("single", limit=OF_WEIGHT, beside="said")
        while self._room("single"):
            cited = {self._origin(c.article) for s in self.sentences for c in s.citations}
            found = self.pool.best(partial(self._uncited, cited))
            if found is None:
                break
            self._tell("single", found[1])
        self._fill("single")

    def _uncited(self, cited: set[str], candidate: Candidate) -> bool:
        origin = self._origin(candidate.account.id)
        return candidate.standing.section == "single" and origin not in cited

    def said(self) -> None:
        """Who said what: first what most accounts carry, then by weight."""
        for utterance in spoken(self.desk):
            if not self._room("said"):
                return
            found = self.pool.best(utterance.within)
            if found is not None:
                self._tell("said", found[1])
            elif utterance.widely(self.desk) and not self.pool.told(utterance.text):
                sentence, frame = utterance.sentence(self.desk)
                if self._fits(sentence) and supported(sentence, frame, self.desk.accounts):
                    self._add(sentence)
        self._fill("said")

    def background(self) -> None:
        """What lies before the news, as far as accounts agree on it."""
        self._fill("background")

    def _fill(
        self,
        section: BriefSection,
        enough: Callable[[float], bool] = lambda gain: True,
        limit: int | None = None,
        beside: BriefSection | None = None,
    ) -> None:
        while self._room(section, limit):
            found = self.pool.best(lambda c: c.standing.section in {section, beside})
            if found is None or not enough(found[0]):
                return
            self._tell(section, found[1])

    def _tell(self, section: BriefSection, candidate: Candidate) -> None:
        """Add a candidate as a sentence where it is borne out and fits, else leave it for good."""
        known = set(self._known)
        text, named = worded(candidate.account, candidate.pieces, self.desk, known)
        sentence = BriefSentence(
            section=section,
            text=text,
            citations=(*_citations(candidate, self.desk, section), *named),
            claims=candidate.standing.claims,
        )
        if self._fits(sentence) and supported(sentence, (), self.desk.accounts):
            self._known = known
            self.pool.take(candidate)
            self._add(sentence)
        else:
            self.pool.drop(candidate)

    def _room(self, section: BriefSection, limit: int | None = None) -> bool:
        there = sum(s.section == section for s in self.sentences)
        most = self.plan.limits.get(section, 0)
        most = most if limit is None else min(limit, most)
        return there < most and len(self.sentences) < self.plan.sentences

    def _fits(self, sentence: BriefSentence) -> bool:
        told = sum(len(s.text.split()) for s in self.sentences)
        if told + len(sentence.text.split()) > self.plan.words:
            return False
        return self.check is None or self.check(sentence)

    def _add(self, sentence: BriefSentence) -> None:
        self.sentences.append(sentence)

    def _origin(self, article: str) -> str:
        return self.desk.origin_of.get(article, article)


def _citations(candidate: Candidate, desk: Desk, section: BriefSection) -> tuple[Citation, ...]:
    """The sentence that is told first, then one place in each other article of its claims.

    What one account tells is cited from it alone.
    """
    found = {candidate.account.id: candidate.account.cite(candidate.span)}
    if section in {"agreed", "background"}:
        for evidence in candidate.standing.others:
            if evidence.article not in found:
                account = desk.accounts[evidence.article]
                found[evidence.article] = account.cite((evidence.start, evidence.end))
    return tuple(found.values())


def _difference(conflict: Conflict, desk: Desk) -> tuple[BriefSentence, list[str]]:
    """One line: what accounts differ on, then each value in its account's words.

    :returns: the sentence, and its words that are the program's own.
    """
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
    return sentence, [DIFFER, conflict.about, *(names for _, names in values)]


def _distinct(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    found = {(c.article, c.start, c.end): c for c in citations}
    return tuple(found.values())


def _line(text: str) -> str:
    return _WHITE.sub(" ", text).strip()
