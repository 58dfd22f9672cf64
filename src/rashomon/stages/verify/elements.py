"""What a sentence says, part by part, and which sentences of the reports hold each part.

Parts are the words that tell something, the words of names, amounts, times and quoted words. A
clause is the unit whose parts must stand together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from rashomon.models import Event, Span
from rashomon.offsets import overlap
from rashomon.stages.verify.amounts import days, figures, same_amount, same_time
from rashomon.stages.verify.lexicon import countries
from rashomon.stages.verify.lines import Account, Line
from rashomon.stages.verify.shelf import Floats, Shelf
from rashomon.words import words_of

__all__ = ["Clause", "Element", "Reading", "quoted_parts", "read"]

NAME, NUMBER, TIME, QUOTE, CUE = 1.0, 1.5, 1.2, 3.0, 0.2
"""Weights of the parts beside words, which weigh up to 1, and of a verb of saying."""

_QUOTED = re.compile(r"“([^”]*)(?:”|$)|\"([^\"]*)(?:\"|$)|(?<!\w)‘([^’]*(?:’\w[^’]*)*)’(?!\w)")
_GAP = re.compile(r"\[[^\]]*\]|\.\.\.|…|\([^)]*\)")


@dataclass(frozen=True)
class Element:
    """A part of a sentence.

    :ivar kind: word, name, number, time or quote; ``clause`` the number of the clause it is in.
    :ivar key: the lemma, the plain name, or the words as they stand.
    """

    kind: str
    start: int
    end: int
    weight: float
    key: str
    clause: int = 0


@dataclass(frozen=True)
class Clause:
    """A clause: its place, and plain name words of its subject."""

    start: int
    end: int
    subject: frozenset[str]
    event: Event | None = None


@dataclass
class Reading:
    """A sentence taken apart, beside the reports.

    :ivar held: how well each line holds each part, shape (elements, lines), 0 to 1.
    :ivar cosines: of the sentence with each line.
    :ivar allowed: lines that may be evidence.
    """

    account: Account
    line: Line
    shelf: Shelf
    elements: list[Element]
    clauses: list[Clause]
    held: Floats
    cosines: Floats
    allowed: list[int] = field(repr=False)

    @property
    def weights(self) -> Floats:
        """Weights of the elements."""
        return np.array([one.weight for one in self.elements])

    def likeness(self, text: str) -> Floats:
        """Cosine of a text with each allowed line, 0 at least."""
        vector = self.shelf.embedder.embed([" ".join(text.split())])[0]
        found = np.zeros(len(self.shelf.lines))
        found[self.allowed] = np.clip(self.shelf.vectors[self.allowed] @ vector, 0, 1)
        return found

    def clause_cosines(self, number: int) -> Floats:
        """Cosine of a clause with each allowed line."""
        clause = self.clauses[number]
        return self.likeness(self.account.text[clause.start : clause.end])


def read(account: Account, line: Line, shelf: Shelf, allowed: Sequence[int]) -> Reading:
    """Take a sentence apart and look for each part in the allowed lines of the reports."""
    clauses = list(_clauses(account, line))
    elements = [_placed(one, clauses) for one in _elements(account, line, shelf)]
    held = np.zeros((len(elements), len(shelf.lines)))
    for row, element in enumerate(elements):
        held[row] = _held(element, account, line, shelf)
    _join_names(account, elements, held, shelf)
    mask = np.zeros(len(shelf.lines))
    mask[list(allowed)] = 1.0
    if len(shelf.lines):
        vector = shelf.embedder.embed([" ".join(line.text.split())])[0]
        cosines = (shelf.vectors @ vector).astype(np.float64) * mask
    else:
        cosines = np.zeros(0)
    return Reading(account, line, shelf, elements, clauses, held * mask, cosines, list(allowed))


def _elements(account: Account, line: Line, shelf: Shelf) -> Iterator[Element]:
    quotes = list(quoted_parts(line.text, line.start))
    for start, end, key in quotes:
        yield Element("quote", start, end, QUOTE, key)
    cues = [q.cue for q in line.quotes if q.cue is not None]
    for word in line.words:
        said = any(start <= word.start < end for start, end in cues)
        weight = min(word.weight, CUE) if said else word.weight
        yield Element("word", word.start, word.end, weight, word.lemma)
    for name in line.names:
        yield Element("name", name.start, name.end, NAME, name.lemma)
    outlets = frozenset().union(*shelf.outlets) if shelf.outlets else frozenset()
    taken: list[Span] = []
    for time in line.times:
        taken.append((time.start, time.end))
        words = account.text[time.start : time.end]
        if time.value is not None or re.search(r"\d|day\b", words):
            yield Element("time", time.start, time.end, TIME, words)
    for amount in line.quantities:
        span = amount.start, amount.end
        if any(overlap(span, other) for other in taken):
            continue
        taken.append(span)
        before = account.text[max(0, span[0] - 5) : span[0]].lower()
        if amount.value is not None and not _trivial(account.text[span[0] : span[1]], before):
            yield Element("number", *span, NUMBER, account.text[span[0] : span[1]])
    for start, end, digits in figures(line.text):
        span = line.start + start, line.start + end
        known = digits in outlets or any(digits in name for name in outlets)
        if not known and not any(overlap(span, other) for other in taken):
            yield Element("number", *span, NUMBER, digits)


_COUNTS = re.compile(
    r"\d|dozen|hundred|thousand|million|half|third|quarter|fifth|score|hour|day|week|month|year"
)


def _trivial(words: str, before: str) -> bool:
    """An article or "one", which counts nothing by itself; "the two sides", which are known."""
    lower = words.lower()
    if _COUNTS.search(lower):
        return False
    known = before.endswith(("the ", "both ")) or lower.startswith(("the ", "both "))
    return re.match(r"(?:a|an|one|another)\b", lower) is not None or (
        known and re.search(r"\b(?:two|three)\b", lower) is not None
    )


def quoted_parts(text: str, offset: int = 0) -> Iterator[tuple[int, int, str]]:
    """Words between quotation marks, cut where something is left out or added: (start, end, words).

    The words are in small letters with single spaces, without punctuation.
    """
    for found in _QUOTED.finditer(text):
        number = next(n for n in (1, 2, 3) if found.group(n) is not None)
        inner, base = found.group(number), found.start(number)
        at = 0
        for gap in [*_GAP.finditer(inner), None]:
            stop = len(inner) if gap is None else gap.start()
            words = words_of(inner[at:stop])
            if words.words:
                start = base + at + int(words.starts[0])
                end = base + at + int(words.ends[-1])
                yield offset + start, offset + end, " ".join(words.words)
            at = stop if gap is None else gap.end()


def _held(element: Element, account: Account, line: Line, shelf: Shelf) -> Floats:
    """How well each line of the shelf holds an element."""
    if element.kind == "word":
        return shelf.word_row(element.key)
    row = np.zeros(len(shelf.lines))
    if element.kind == "quote":
        for number, offset in shelf.quoted(element.key.split()):
            place = shelf.line_at(number, offset)
            if place is not None:
                row[place] = 1.0
        return row
    if element.kind == "name":
        wanted = {element.key} | _codes(element, line)
        for number, other in enumerate(shelf.lines):
            row[number] = bool(wanted & other.people) or element.key in shelf.outlets[other.account]
        for place in shelf.folk(element.key):
            row = np.maximum(row, shelf.holding(place))
        return row
    holds = _holds_number if element.kind == "number" else _holds_time
    for number, other in enumerate(shelf.lines):
        row[number] = holds(element, account, line, shelf.accounts[other.account], other)
    return row


def _join_names(account: Account, elements: Sequence[Element], held: Floats, shelf: Shelf) -> None:
    """Words of one name: a line that holds one of them holds the others too, where the reports
    know the name with all of them."""
    for run in _name_runs(account, elements):
        words = {elements[row].key for row in run}
        if len(words) > 1 and any(words <= name for name in shelf.full_names):
            held[run] = held[run].max(axis=0)


def _name_runs(account: Account, elements: Sequence[Element]) -> Iterator[list[int]]:
    """Rows of words of names that stand next to each other."""
    rows = [row for row, one in enumerate(elements) if one.kind == "name"]
    run: list[int] = []
    for row in sorted(rows, key=lambda r: elements[r].start):
        between = account.text[elements[run[-1]].end : elements[row].start] if run else "x"
        if run and between.strip(" .-") == "":
            run.append(row)
        else:
            if run:
                yield run
            run = [row]
    if run:
        yield run


def _codes(element: Element, line: Line) -> set[str]:
    """The country that a word of a name stands for."""
    start, end = element.start - line.start, element.end - line.start
    return {f"@{code}" for s, e, code in countries(line.text) if s <= start and end <= e}


def _holds_number(
    element: Element, account: Account, line: Line, other: Account, theirs: Line
) -> float:
    mine = [q for q in line.quantities if (q.start, q.end) == (element.start, element.end)]
    if any(same_amount(q, source) for q in mine for source in theirs.quantities):
        return 1.0
    wanted = re.escape(" ".join(element.key.lower().split()))
    if re.search(rf"(?<![\w.,]){wanted}(?![.,]?\w)", " ".join(theirs.text.lower().split())):
        return 1.0
    written = {digits for _, _, digits in figures(theirs.text)}
    own = {digits for _, _, digits in figures(account.text[element.start : element.end])}
    if own and own <= written:
        return 1.0
    values = {_plain(q.value) for q in theirs.quantities if q.value is not None}
    if own and own <= values:
        return 1.0
    if mine and mine[0].value is not None and _plain(mine[0].value) in written:
        return 1.0
    return 0.0


def _plain(value: float) -> str:
    return f"{value:g}" if value < 1e6 else f"{value:.0f}"


def _holds_time(
    element: Element, account: Account, line: Line, other: Account, theirs: Line
) -> float:
    best, published = 0.0, other.annotated.article.published
    for mine in line.times:
        if (mine.start, mine.end) != (element.start, element.end):
            continue
        for time in theirs.times:
            words = other.text[time.start : time.end]
            if same_time(mine, element.key, time, words, published):
                return 1.0
        if published is not None and published[:10] in days(mine):
            best = 0.5
        year = re.fullmatch(r"\d{4}", mine.value or "")
        if year and year.group() in theirs.text:
            return 1.0
    return best


def _clauses(account: Account, line: Line) -> Iterator[Clause]:
    """The clauses of a sentence, the whole of it first; appositions are clauses as well."""
    yield Clause(line.start, line.end, frozenset())
    for event in line.events:
        subject = account.subject(event.actor) if event.actor else frozenset()
        yield Clause(event.start, event.end, subject, event)
    first, last = line.tokens
    tokens = account.tokens
    for index in range(first, last):
        token = tokens[index]
        if token.dep == "appos":
            inside = [i for i in range(first, last) if _under(tokens, i, index)]
            head = tokens[token.head]
            subject = account.subject((_name_start(account, head.start), head.end))
            span = min(tokens[i].start for i in inside), max(tokens[i].end for i in inside)
            yield Clause(*span, subject)


def _name_start(account: Account, start: int) -> int:
    """Where the name begins that a word ends."""
    fit = [m.start for m in account.annotated.annotation.mentions if m.start <= start < m.end]
    return max(fit, default=start)


def _under(tokens: Sequence[object], index: int, top: int) -> bool:
    for _ in range(40):
        if index == top:
            return True
        head = tokens[index].head  # type: ignore[attr-defined]
        if head == index:
            return False
        index = head
    return False


def _placed(element: Element, clauses: Sequence[Clause]) -> Element:
    """The element with the number of the shortest clause that holds it."""
    fit = [
        (one.end - one.start, number)
        for number, one in enumerate(clauses)
        if one.start <= element.start and element.end <= one.end
    ]
    number = min(fit)[1] if fit else 0
    return Element(
        element.kind,
        element.start,
        element.end,
        element.weight,
        element.key,
        number,
    )
