"""What a brief tells: for each claim the sentence that tells it best, and no fact twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rashomon.models import Claim, Evidence, Span
from rashomon.stages.brief.desk import Account, Desk
from rashomon.stages.brief.wording import marks_pair, stands_alone

__all__ = ["Choice", "Told", "candidates"]

_WORD = re.compile(r"\w{3,}")
_GOES_ON = re.compile(r"[,;]|\s(?:–|—|-|and|but|while|when|as|after|before|who|which|where)\s")
_OPEN_END = re.compile(r"[,;:–—-]\s*$|,[^,]*\b(?:who|which|where)\b[^,]*$")

REPEATED = 0.5
"""Part of a sentence's content words that the brief already has, from which it is left out."""

LENGTH = (8, 45)
"""Words of a sentence that a brief takes: shorter ones say little, longer ones are not short."""

_MARKS = frozenset('"“”‘’«»')
TELLING = frozenset({"body", "summary", "sidebar"})


@dataclass(frozen=True)
class Choice:
    """A claim with the sentence that is to tell it."""

    claim: Claim
    account: Account
    span: Span
    text: str


class Told:
    """What a brief has said so far."""

    def __init__(self) -> None:
        self._words: list[frozenset[str]] = []
        self._spans: set[tuple[str, Span]] = set()

    def repeats(self, choice: Choice) -> bool:
        """Whether a sentence would say again what one before it said."""
        if (choice.account.id, choice.span) in self._spans:
            return True
        words = _content(choice.text)
        return any(
            len(words & said) >= REPEATED * min(len(words), len(said)) for said in self._words
        )

    def add(self, choice: Choice) -> None:
        """Remember a sentence."""
        self._words.append(_content(choice.text))
        self._spans.add((choice.account.id, choice.span))


def candidates(claims: Iterable[Claim], desk: Desk) -> Iterator[Choice]:
    """A sentence for each claim that has one fit for a brief, in the order of the claims."""
    for claim in claims:
        best = _best(claim, desk)
        if best is not None:
            yield best


def _best(claim: Claim, desk: Desk) -> Choice | None:
    """The sentence among a claim's evidence that is closest to the others' words.

    Wording that one account alone uses, loaded names above all, is thereby passed over.
    """
    said = [_content(evidence.text) for evidence in claim.evidence]
    shared = Counter(word for words in said for word in words)
    fit = [choice for e in claim.evidence if (choice := _choice(claim, e, desk)) is not None]
    return max(fit, key=lambda c: _worth(c, shared, len(said)), default=None)


def _worth(choice: Choice, shared: Counter[str], accounts: int) -> tuple[float, int, int]:
    words = _content(choice.text)
    common = sum(shared[word] for word in words) / (max(1, len(words)) * accounts)
    return (round(common, 6), -choice.account.number, -choice.span[0])


def _choice(claim: Claim, evidence: Evidence, desk: Desk) -> Choice | None:
    account = desk.accounts[evidence.article]
    span = account.sentence(evidence.start, evidence.end)
    text = account.annotated.article.text[span[0] : span[1]]
    if account.block(span[0]) not in TELLING or not LENGTH[0] <= len(text.split()) <= LENGTH[1]:
        return None
    if not stands_alone(account, span, desk) or _unattributed(account, span):
        return None
    if claim.origins > 1:
        span = _clause(account, span, evidence)
    return Choice(claim, account, span, account.annotated.article.text[span[0] : span[1]])


def _clause(account: Account, sentence: Span, evidence: Evidence) -> Span:
    """The clause at a sentence's head that the accounts share, where it can stand without the rest.

    What else the sentence tells may be one account's own.
    """
    text = account.annotated.article.text
    clause = text[sentence[0] : evidence.end]
    rest = text[evidence.end : sentence[1]]
    whole = evidence.start == sentence[0] and len(clause.split()) >= LENGTH[0]
    if whole and _GOES_ON.match(rest) and marks_pair(clause) and not _OPEN_END.search(clause):
        return sentence[0], evidence.end
    return sentence


def _unattributed(account: Account, span: Span) -> bool:
    """Whether a sentence is somebody's words, with the speaker named outside of it."""
    text = account.annotated.article.text[span[0] : span[1]]
    if text[0] in _MARKS and text[-1] in _MARKS:
        return True
    return any(
        quote.kind != "indirect"
        and (quote.speaker is None or not _inside(quote.speaker, span))
        and sum(e - s for s, e in quote.spans) > (span[1] - span[0]) / 2
        for quote in account.quotes(span)
    )


def _inside(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _content(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text.lower()) if word not in _COMMON)


_COMMON = frozenset(
    (
        "the and for that with from has have had was were are been not but his her their its "
        "they she who which when after before into over also more than this these those will "
        "would could said says told about between during while where there out off"
    ).split()
)
