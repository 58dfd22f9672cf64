"""Checking a text against reports, sentence by sentence: what stands in them, by whom, what not.

The checker knows nothing of how briefs are written. It lays out the checked text and the reports
alike (:mod:`.lines`), takes each sentence apart (:mod:`.elements`), chooses the few sentences of
the reports it can stand on (:mod:`.evidence`), compares the two (:mod:`.features`) and decides
(:mod:`.decide`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rashomon.embed import Embedder
from rashomon.models import Annotated, BriefSentence, CheckedSentence, Citation, UnsupportedPart
from rashomon.offsets import overlap
from rashomon.stages.verify.decide import Decision, framed, load_decision, parts, probability
from rashomon.stages.verify.elements import Reading, read
from rashomon.stages.verify.evidence import HELD
from rashomon.stages.verify.features import Findings, examine
from rashomon.stages.verify.holders import false_holders
from rashomon.stages.verify.lines import Account, Line, account_of
from rashomon.stages.verify.shelf import Shelf, shelf_of
from rashomon.stages.verify.text import Written, article_of, sentences_of

__all__ = [
    "Checker",
    "Written",
    "article_of",
    "checker_of",
    "findings",
    "sentences_of",
    "verify",
    "verify_brief",
]


@dataclass(frozen=True)
class Checker:
    """Reports laid out once, for any number of texts.

    :ivar shelf: the reports.
    :ivar decision: what decides.
    """

    shelf: Shelf
    decision: Decision

    def text(self, checked: Annotated) -> tuple[CheckedSentence, ...]:
        """Check each sentence of an annotated text (:func:`article_of`) against all reports."""
        account = account_of(checked, 0)
        allowed = range(len(self.shelf.lines))
        if not account.lines:
            blocks = [(block.start, block.end) for block in checked.article.blocks]
            return tuple(_unread(account.text, span) for span in blocks)
        return tuple(self._checked(account, [line], allowed) for line in account.lines)

    def brief(
        self, checked: Annotated, sentences: Sequence[BriefSentence]
    ) -> tuple[CheckedSentence, ...]:
        """Check each sentence of a brief against its own citations.

        :param checked: the brief's sentences as one text, a line each (:class:`Written`),
            annotated.
        """
        account = account_of(checked, 0)
        found, at = [], 0
        for one in sentences:
            span = at, at + len(one.text)
            found.append(self._sentence(account, one, span))
            at = span[1] + 1
        return tuple(found)

    def _sentence(
        self, account: Account, one: BriefSentence, span: tuple[int, int]
    ) -> CheckedSentence:
        differing = one.section == "disputed"
        wrong = _false_citations(one, self.shelf, span)
        if differing and not wrong:
            wrong = false_holders(one, self.shelf, span[0])
        if wrong:
            return _refused(account.text, span, wrong)
        lines = [line for line in account.lines if overlap((line.start, line.end), span)]
        if not lines:
            return _unread(account.text, span)
        allowed = _cited(one, self.shelf)
        return self._checked(account, lines, allowed, span, differing=differing)

    def _checked(
        self,
        account: Account,
        lines: Sequence[Line],
        allowed: Sequence[int],
        whole: tuple[int, int] | None = None,
        *,
        differing: bool = False,
    ) -> CheckedSentence:
        """The verdict on the lines of one sentence; a brief's may hold several.

        :param differing: whether it tells on what accounts differ.
        """
        start, end = whole or (lines[0].start, lines[-1].end)
        if not len(allowed):
            reason = "there is no report that could say so"
            part = UnsupportedPart(start=start, end=end, reason=reason)
            return _refused(account.text, (start, end), [part])
        found = [examine(read(account, line, self.shelf, allowed)) for line in lines]
        sure = [framed(one) if differing else _chance(one, self.decision) for one in found]
        wrong = [
            part
            for one, chance in zip(found, sure, strict=True)
            if chance < self.decision.least
            for part in parts(one, self.decision)
        ]
        return CheckedSentence(
            start=start,
            end=end,
            text=account.text[start:end],
            supported=not wrong,
            evidence=_evidence(found),
            unsupported=tuple(wrong),
            confidence=round(min(sure, default=1.0), 3),
        )


def checker_of(
    reports: Sequence[Annotated], embedder: Embedder, models: Path | None = None
) -> Checker:
    """A checker against reports.

    :param models: a folder whose learned parts stand in for the packaged ones.
    :raises ModelError: the weights of the decision are missing or damaged.
    """
    return Checker(shelf_of(reports, embedder), load_decision(models))


def verify(
    checked: Annotated,
    reports: Sequence[Annotated],
    embedder: Embedder,
    models: Path | None = None,
) -> tuple[CheckedSentence, ...]:
    """Check a text against all reports; see :class:`Checker` and :func:`checker_of`."""
    return checker_of(reports, embedder, models).text(checked)


def verify_brief(
    checked: Annotated,
    sentences: Sequence[BriefSentence],
    reports: Sequence[Annotated],
    embedder: Embedder,
    models: Path | None = None,
) -> tuple[CheckedSentence, ...]:
    """Check a brief against its citations; see :class:`Checker` and :func:`checker_of`."""
    return checker_of(reports, embedder, models).brief(checked, sentences)


def findings(
    checked: Annotated, reports: Sequence[Annotated], embedder: Embedder
) -> list[Findings]:
    """What the decision sees of each sentence of a text, for training and measuring."""
    shelf = shelf_of(reports, embedder)
    account = account_of(checked, 0)
    allowed = range(len(shelf.lines))
    return [examine(read(account, line, shelf, allowed)) for line in account.lines]


def _cited(sentence: BriefSentence, shelf: Shelf) -> list[int]:
    """The lines that the citations of a sentence touch."""
    cited: dict[str, list[tuple[int, int]]] = {}
    for one in sentence.citations:
        cited.setdefault(one.article, []).append((one.start, one.end))
    return [
        number
        for number, line in enumerate(shelf.lines)
        if any(
            overlap((line.start, line.end), span)
            for span in cited.get(shelf.accounts[line.account].annotated.article.id, ())
        )
    ]


def _false_citations(
    sentence: BriefSentence, shelf: Shelf, span: tuple[int, int]
) -> list[UnsupportedPart]:
    """Citations that cannot be followed: no article of that id, or other words at the place."""
    texts = {one.annotated.article.id: one.text for one in shelf.accounts}
    reasons = [] if sentence.citations else ["nothing is cited"]
    for one in sentence.citations:
        if one.article not in texts:
            reasons.append("cites an article that is not among the reports")
        elif not 0 <= one.start < one.end <= len(texts[one.article]):
            reasons.append("cites a place that the report does not have")
        elif one.text and texts[one.article][one.start : one.end] != one.text:
            reasons.append("the cited words do not stand at their place")
    return [
        UnsupportedPart(start=span[0], end=span[1], reason=reason)
        for reason in dict.fromkeys(reasons)
    ]


def _unread(text: str, span: tuple[int, int]) -> CheckedSentence:
    """A stretch in which the parser found no sentence, as of a language that is not supported."""
    part = UnsupportedPart(start=span[0], end=span[1], reason="could not be read as English")
    return _refused(text, span, [part])


def _refused(
    text: str, span: tuple[int, int], reasons: Sequence[UnsupportedPart]
) -> CheckedSentence:
    start, end = span
    return CheckedSentence(
        start=start,
        end=end,
        text=text[start:end],
        supported=False,
        evidence=(),
        unsupported=tuple(reasons),
        confidence=0.0,
    )


def _chance(found: Findings, decision: Decision) -> float:
    """A sentence that says nothing stands."""
    return probability(found, decision) if found.reading.elements else 1.0


def _evidence(found: Sequence[Findings]) -> tuple[Citation, ...]:
    """The lines of the reports that hold something of a sentence, the best first, none twice."""
    cited: dict[tuple[str, int, int], Citation] = {}
    for one in found:
        reading = one.reading
        for number in one.pool.lines:
            if _holds(reading, number):
                place = _cite(reading.shelf, number)
                cited.setdefault((place.article, place.start, place.end), place)
    return tuple(cited.values())


def _holds(reading: Reading, number: int) -> bool:
    return bool(len(reading.elements)) and float(reading.held[:, number].max()) >= HELD


def _cite(shelf: Shelf, number: int) -> Citation:
    line = shelf.lines[number]
    article = shelf.accounts[line.account].annotated.article
    text = article.text[line.start : line.end]
    return Citation(article=article.id, start=line.start, end=line.end, text=text)
