"""What may be dropped from a sentence without changing what the rest says, by its parse.

Sentence compression by deletion of subtrees (Knight & Marcu 2002; Clarke & Lapata 2008 list which
constituents are safe): appositions, clauses and phrases set off by commas, dashes or parentheses,
adverbials at the head, a coordinated clause or an adverbial clause at the end. Conditions, negation
and words that say how sure something is always stay, and nothing is cut out of a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, pairwise

from rashomon.models import Span, Token
from rashomon.stages.brief.desk import Account

__all__ = ["cuttings", "kept", "parts"]

MOST_PARTS = 4
"""Parts of a sentence that are weighed with and without each other: 16 ways to cut it."""

SET_OFF = frozenset("relcl appos acl advcl prep advmod npadvmod".split())
"""Labels of what may go where marks set it off."""
AT_HEAD = frozenset("advcl prep advmod npadvmod".split())
AFTER_ALL = frozenset("as after before while when because since following amid".split())
"""Words that begin a clause or phrase at the end of a sentence, without which the rest holds."""
BINDING = frozenset(
    "if unless until without except only whether lest provided although not never no hardly "
    "reportedly allegedly apparently possibly perhaps maybe probably likely supposedly purportedly "
    "according unlike".split()
)
"""Words that bind what is said to a condition, a doubt or a source: what begins so stays."""

FINITE = frozenset({"VBD", "VBZ", "VBP"})
"""Tags of verbs that make a clause: of two that are joined the second may go."""

_MARKS = frozenset({",", "—", "–", "--", "-", ";"})
_ENDS = frozenset({".", "!", "…", "...", "”", '"', "’"})
_LEADING = re.compile(
    r"(?:But|And|So|Yet|Meanwhile|However|Still|Now|Also|Moreover|Indeed|In addition|As a result"
    r"|In fact|Instead|Then|Separately|Finally),?\s+(?=\S)"
)


def cuttings(account: Account, span: Span) -> Iterator[tuple[Span, ...]]:
    """The ways to tell a sentence: pieces of it that are kept, the whole one first."""
    text = account.annotated.article.text
    lead = _LEADING.match(text, *span)
    start = lead.end() if lead else span[0]
    loose = [p for p in parts(account, span) if p[0] >= start][:MOST_PARTS]
    if lead:
        yield kept((start, span[1]), ())
    else:
        yield (span,)
    seen = set()
    for size in range(1, len(loose) + 1):
        for some in combinations(loose, size):
            pieces = kept((start, span[1]), some)
            if pieces and pieces not in seen and _parted(text, pieces):
                seen.add(pieces)
                yield pieces


def _parted(text: str, pieces: Sequence[Span]) -> bool:
    """Whether no two words run into each other where something was dropped."""
    return not any(
        text[one[1] - 1].isalnum() and text[other[0]].isalnum() for one, other in pairwise(pieces)
    )


def kept(span: Span, dropped: Sequence[Span]) -> tuple[Span, ...]:
    """What stays of a span, in order."""
    pieces, at = [], span[0]
    for start, end in sorted(dropped):
        if min(start, span[1]) > at:
            pieces.append((at, min(start, span[1])))
        at = max(at, end)
    if at < span[1]:
        pieces.append((at, span[1]))
    return tuple(pieces)


def parts(account: Account, span: Span) -> list[Span]:
    """Stretches of a sentence that may be dropped, with the marks that set them off."""
    indexes = account.within(span)
    if not indexes:
        return []
    first, last = indexes[0], indexes[-1]
    reach = _reach(account.tokens, first, last)
    quoted = [p for q in account.quotes(span) if q.kind != "indirect" for p in q.spans]
    found = []
    for index in indexes:
        part = _part(account.tokens, index, reach, first, last)
        if part and all(not _cuts(part, piece) for piece in quoted):
            found.append(part)
    found += [p for p in _brackets(account, span) if all(not _cuts(p, q) for q in quoted)]
    return sorted(set(found), key=lambda p: (p[0] - p[1], p))


def _cuts(part: Span, quoted: Span) -> bool:
    """Whether a part would take something out of a quotation but not all of it."""
    meets = part[0] < quoted[1] and quoted[0] < part[1]
    return meets and not (part[0] <= quoted[0] and quoted[1] <= part[1])


def _reach(tokens: Sequence[Token], first: int, last: int) -> dict[int, tuple[int, int, int]]:
    """For each token of a sentence the first and last token below it, and how many there are."""
    reach = {i: (i, i, 1) for i in range(first, last + 1)}

    @cache
    def depth(index: int) -> int:
        steps = 0
        while tokens[index].head != index and first <= tokens[index].head <= last and steps < 60:
            index, steps = tokens[index].head, steps + 1
        return steps

    for index in sorted(reach, key=depth, reverse=True):
        head = tokens[index].head
        if head != index and head in reach:
            a, b, n = reach[index]
            low, high, count = reach[head]
            reach[head] = (min(a, low), max(b, high), count + n)
    return reach


def _part(
    tokens: Sequence[Token],
    index: int,
    reach: dict[int, tuple[int, int, int]],
    first: int,
    last: int,
) -> Span | None:
    """The stretch that goes with a token where it may go."""
    low, high, count = reach[index]
    if count != high - low + 1 or tokens[index].head == index:
        return None
    while high > low and (tokens[high].text in _MARKS or tokens[high].text in _ENDS):
        high -= 1
    if _binds(tokens, index, low, high):
        return None
    after = tokens[high + 1].text if high < last else "."
    if low == first:
        goes = tokens[index].dep in AT_HEAD and after == ","
        return (tokens[low].start, tokens[min(high + 2, last)].start) if goes else None
    return _set_off(tokens, index, low, high, after) or (
        _at_end(tokens, index, low, high) if after in _ENDS else None
    )


def _binds(tokens: Sequence[Token], index: int, low: int, high: int) -> bool:
    """Whether what is said hangs on a stretch: a condition, a doubt, a source, a negation."""
    words = {t.lemma.lower() for t in tokens[low : low + 3]} | {tokens[low].text.lower()}
    head = tokens[index].head
    return bool(words & BINDING) or any(t.dep == "neg" and t.head == head for t in tokens[low:high])


def _set_off(tokens: Sequence[Token], index: int, low: int, high: int, after: str) -> Span | None:
    """A stretch between marks, or between a mark and the end."""
    before = tokens[low - 1].text
    ends = after in _ENDS
    if tokens[index].dep not in SET_OFF or before not in _MARKS or not (after in _MARKS or ends):
        return None
    stop = tokens[high].end if ends or after == ";" else tokens[high + 1].end
    return tokens[low - 1].start, stop


def _at_end(tokens: Sequence[Token], index: int, low: int, high: int) -> Span | None:
    """A coordinated or adverbial clause that ends the sentence."""
    token = tokens[index]
    if token.dep in {"advcl", "prep"} and tokens[low].text.lower() in AFTER_ALL:
        return tokens[low - 1].end, tokens[high].end
    joined = tokens[low - 1]
    finite = token.tag in FINITE and tokens[token.head].tag in FINITE
    if token.dep == "conj" and finite and joined.dep == "cc":
        if joined.lemma.lower() not in {"and", "but", "while"}:
            return None
        start = low - 1
        while tokens[start - 1].text in _MARKS:
            start -= 1
        return tokens[start - 1].end, tokens[high].end
    return None


_BRACKET = re.compile(r"\s*\([^()]*\)")


def _brackets(account: Account, span: Span) -> list[Span]:
    text = account.annotated.article.text
    return [m.span() for m in _BRACKET.finditer(text, *span)]
