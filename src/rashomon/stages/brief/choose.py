"""What a brief tells: the ways to cut each sentence, where each stands, and which are taken.

Sentences are taken one after the other by how much they add (Gillick & Favre 2009, greedy): the
chances of the concepts that no sentence before them holds, over a power of their length.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rashomon.models import Span
from rashomon.offsets import overlap
from rashomon.stages.brief.concepts import Concept, rows, units
from rashomon.stages.brief.cut import cuttings, parts
from rashomon.stages.brief.desk import Account, Desk
from rashomon.stages.brief.ledger import Ledger
from rashomon.stages.brief.merit import merits
from rashomon.stages.brief.plain import STOP, words
from rashomon.stages.brief.salience import Salience
from rashomon.stages.brief.standing import Standing, shared_heads, standing
from rashomon.stages.brief.wording import joined, marks_pair, stands_alone

__all__ = ["Candidate", "Pool", "candidates"]

LENGTH = (6, 50)
"""Words of a sentence that a brief takes: shorter ones say little, longer ones are not short."""

LEAST_WORDS = 4
"""Words by which a gain is divided at least."""

REPEATED = 0.6
"""Part of a sentence's content words that the brief already has, from which it is left out."""

_MARKS = frozenset('"“”‘’«»')


@dataclass(frozen=True)
class Candidate:
    """A way to tell a sentence: what is kept of it, in words, and where it stands."""

    account: Account
    span: Span
    pieces: tuple[Span, ...]
    words: tuple[str, ...]
    standing: Standing
    merit: float = 0.0
    order: int = 0

    @cached_property
    def concepts(self) -> frozenset[Concept]:
        """Its words and pairs of words."""
        return frozenset((*units(self.words, 1), *units(self.words, 2)))

    @cached_property
    def content(self) -> frozenset[str]:
        """Its words that carry something."""
        return frozenset(word for word in self.words if word not in STOP)

    @property
    def key(self) -> tuple[str, Span]:
        """The sentence it is made from."""
        return self.account.id, self.span


def candidates(desk: Desk) -> list[Candidate]:
    """All ways to tell the sentences of a story that can stand by themselves."""
    ledger = Ledger(desk)
    return [
        candidate
        for account in desk.accounts.values()
        for span in account.told
        for candidate in _ways(account, span, ledger)
    ]


def _ways(account: Account, span: Span, ledger: Ledger) -> Iterator[Candidate]:
    text = account.annotated.article.text
    loose = parts(account, span)
    heads = [h for h in shared_heads(account, span, ledger) if marks_pair(joined(text, h))]
    for pieces in (*cuttings(account, span), *heads):
        line = joined(text, pieces)
        found = tuple(words(line))
        if not LENGTH[0] <= len(found) <= LENGTH[1] or _unattributed(account, span, line):
            continue
        if stands_alone(account, pieces, ledger.desk):
            where = standing(account, span, pieces, loose, ledger)
            if where.section == "agreed" and _differs(account, pieces, ledger):
                where = replace(where, section="single")
            if _mostly_said(account, span):
                where = replace(where, section="said")
            yield Candidate(account, span, pieces, found, where)


def _differs(account: Account, pieces: Sequence[Span], ledger: Ledger) -> bool:
    """Whether what is kept holds a value that other accounts give otherwise."""
    return any(
        place.article == account.id and overlap((place.start, place.end), piece)
        for place in ledger.differing
        for piece in pieces
    )


def _mostly_said(account: Account, span: Span) -> bool:
    """Whether most of a sentence stands in quotation marks."""
    pieces = [p for q in account.quotes(span) if q.kind != "indirect" for p in q.spans]
    return 2 * sum(overlap(piece, span) for piece in pieces) > span[1] - span[0]


def _unattributed(account: Account, span: Span, line: str) -> bool:
    """Whether a sentence is somebody's words, with the speaker named outside of it."""
    if line[0] in _MARKS and line[-1] in _MARKS:
        return True
    return any(
        quote.kind != "indirect"
        and (quote.speaker is None or not _inside(quote.speaker, span))
        and sum(e - s for s, e in quote.spans) > (span[1] - span[0]) / 2
        for quote in account.quotes(span)
    )


def _inside(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


class Pool:
    """The candidates of a story, and what the brief has told so far."""

    def __init__(self, desk: Desk, salience: Salience, found: Iterable[Candidate] | None = None):
        """:param found: the candidates, where they were worked out already."""
        self.taste = salience.taste
        chances = salience.chances(rows(desk))
        self.worth = _worth(chances, salience.taste.pairs)
        listed = list(candidates(desk) if found is None else found)
        # of the whole sentence: a cut is weighed by its gain
        table = [merits(c.account, c.span, c.account.words(c.span), chances) for c in listed]
        self.candidates = [
            replace(c, merit=merit, order=order)
            for order, (c, merit) in enumerate(zip(listed, salience.merit(table), strict=True))
        ]
        self._known = [math.inf] * len(listed)
        self._held: set[Concept] = set()
        self._content: list[frozenset[str]] = []
        self._used: set[tuple[str, Span]] = set()

    def gain(self, candidate: Candidate) -> float:
        """What a candidate adds to the brief, for its length."""
        fresh = candidate.concepts - self._held
        # exact, whatever the order of the set
        added = math.fsum(self.worth.get(concept, 0.0) for concept in fresh)
        length: float = max(len(candidate.words), LEAST_WORDS) ** self.taste.length
        return added / length * math.exp(self.taste.merit * candidate.merit)

    def best(self, fit: Callable[[Candidate], bool]) -> tuple[float, Candidate] | None:
        """The candidate that adds most among those that fit, with its gain.

        A gain never grows, so only candidates whose last known gain is the highest are weighed
        again (Minoux 1978).
        """
        best: tuple[float, Candidate] | None = None
        for candidate in sorted(self.candidates, key=lambda c: -self._known[c.order]):
            if best is not None and self._known[candidate.order] < best[0]:
                break
            if not fit(candidate) or self.repeats(candidate):
                continue
            gain = self._known[candidate.order] = round(self.gain(candidate), 9)
            if best is None or (gain, -candidate.order) > (best[0], -best[1].order):
                best = gain, candidate
        return best

    def repeats(self, candidate: Candidate) -> bool:
        """Whether a candidate would say again what the brief says."""
        if candidate.key in self._used:
            return True
        own = candidate.content
        return any(len(own & told) >= REPEATED * min(len(own), len(told)) for told in self._content)

    def take(self, candidate: Candidate) -> None:
        """Remember a candidate as told."""
        self._held |= candidate.concepts
        self._content.append(candidate.content)
        self._used.add(candidate.key)

    def told(self, text: str) -> bool:
        """Whether the words of a text were told already."""
        own = frozenset(words(text)) - STOP
        return any(len(own & told) >= REPEATED * len(own) for told in self._content)

    def drop(self, candidate: Candidate) -> None:
        """Leave a candidate out."""
        self.candidates = [c for c in self.candidates if c is not candidate]


def _worth(chances: Mapping[Concept, float], pairs: float) -> dict[Concept, float]:
    return {c: (chance if len(c) == 1 else pairs * chance) for c, chance in chances.items()}
