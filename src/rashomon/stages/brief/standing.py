"""Where a sentence may stand in a brief: how much of it independent accounts agree on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.models import BriefSection, Claim, Evidence, Span
from rashomon.offsets import overlap
from rashomon.stages.brief.desk import Account
from rashomon.stages.brief.ledger import Ledger
from rashomon.stages.brief.plain import STOP

__all__ = ["Standing", "shared_heads", "standing"]

SHARED = 0.75
"""Part of a sentence's content words that stand in places of one claim with places of other
origins, from which the sentence counts as agreed."""

BEARS_OUT = 0.5
"""Part of the content words of what may be dropped that other accounts use where they tell the
same, from which it needs not be dropped from an agreed sentence."""


HEAD_WORDS = 6
"""Words of a clause that can be told by itself."""

_GOES_ON = re.compile(r"[,;]|\s(?:–|—|-|and|but|while|when|as|after|before|who|which|where)\s")
_OPEN_END = re.compile(r"[,;:–—-]\s*$|,[^,]*\b(?:who|which|where)\b[^,]*$")


@dataclass(frozen=True)
class Standing:
    """The section a sentence may stand in, its claims, and where other accounts tell them."""

    section: BriefSection
    claims: tuple[str, ...]
    others: tuple[Evidence, ...]


def standing(
    account: Account, span: Span, pieces: Sequence[Span], loose: Sequence[Span], ledger: Ledger
) -> Standing:
    """How far accounts agree on what is kept of a sentence.

    :param span: the whole sentence.
    :param loose: the parts of it that may be dropped (:func:`.cut.parts`).
    """
    content = list(_content(account, pieces))
    settled = [pair for pair in ledger.places.get(account.id, ()) if _meets(pair[0], span)]
    shared = [(e, c) for e, c in settled if c.id in ledger.shared]
    section: BriefSection = "single"
    used = shared
    alone = _not_borne_out(account, pieces, loose, shared, ledger)
    if _share(content, [e for e, _ in shared], alone):
        section = "background" if _most_before(shared, ledger) else "agreed"
    else:
        used = settled
    claims = tuple(dict.fromkeys(c.id for _, c in used))
    return Standing(section, claims, tuple(_elsewhere(account, used, ledger)))


def shared_heads(account: Account, span: Span, ledger: Ledger) -> Iterator[tuple[Span, ...]]:
    """Clauses at a sentence's head that accounts share, where they can stand without the rest.

    What else the sentence tells may be one account's own.
    """
    text = account.annotated.article.text
    for evidence, claim in ledger.places.get(account.id, ()):
        if evidence.start != span[0] or claim.id not in ledger.shared:
            continue
        clause, rest = text[span[0] : evidence.end], text[evidence.end : span[1]]
        goes_on = _GOES_ON.match(rest) and not _OPEN_END.search(clause)
        if goes_on and rest.endswith(".") and len(clause.split()) >= HEAD_WORDS:
            yield (span[0], evidence.end), (span[1] - 1, span[1])


def _meets(evidence: Evidence, span: Span) -> bool:
    return overlap((evidence.start, evidence.end), span) > 0


def _content(account: Account, pieces: Sequence[Span]) -> Iterator[tuple[int, str]]:
    """Content words of what is kept: offset and lemma."""
    for piece in pieces:
        if not account.within(piece):
            yield from account.bare_words(piece)
        for index in account.within(piece):
            token = account.tokens[index]
            lemma = token.lemma.lower()
            if token.pos in _CONTENT and lemma not in STOP:
                yield token.start, lemma


_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


def _share(
    content: Sequence[tuple[int, str]], shared: Sequence[Evidence], alone: Sequence[Span]
) -> bool:
    """Whether enough of the content words stand where accounts agree."""
    inside = sum(
        any(e.start <= at < e.end for e in shared) and not any(s <= at < e for s, e in alone)
        for at, _ in content
    )
    return bool(content) and inside >= SHARED * len(content)


def _not_borne_out(
    account: Account,
    pieces: Sequence[Span],
    loose: Sequence[Span],
    shared: Sequence[tuple[Evidence, Claim]],
    ledger: Ledger,
) -> list[Span]:
    """Parts that are kept though they may be dropped, which no other account bears out."""
    there = {
        lemma
        for evidence in _elsewhere(account, shared, ledger)
        for other in [ledger.desk.accounts[evidence.article]]
        for _, lemma in _content(other, [other.sentence(evidence.start, evidence.end)])
    }
    found = []
    for part in loose:
        if any(start <= part[0] and part[1] <= end for start, end in pieces):
            own = [lemma for _, lemma in _content(account, [part])]
            if own and sum(lemma in there for lemma in own) < BEARS_OUT * len(own):
                found.append(part)
    return found


def _elsewhere(
    account: Account, found: Sequence[tuple[Evidence, Claim]], ledger: Ledger
) -> Iterator[Evidence]:
    """Where other articles tell the claims of a sentence."""
    for claim in dict.fromkeys(c.id for _, c in found):
        for evidence in ledger.claims[claim].evidence:
            if evidence.article != account.id and evidence.stance != "conflicts":
                yield evidence


def _most_before(shared: Sequence[tuple[Evidence, Claim]], ledger: Ledger) -> bool:
    """Whether most of what is shared tells what lies before the news."""
    before = sum(claim.id in ledger.earlier for _, claim in shared)
    return 2 * before > len(shared)
