"""What differs between two sentences that tell the same: typed differences.

An edit of the alignment is widened to the whole time, quantity or name it stands in; the two are
compared as what they are. What agrees counts as matched, what cannot both be right is a
:class:`Difference`, everything else is merely other wording.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from rashomon.collate.conflict import names, numbers, times
from rashomon.collate.conflict.align import CONTENT, Edit, Side, align, words
from rashomon.collate.conflict.words import NEGATORS, negation, opposite
from rashomon.collate.units import Unit
from rashomon.models import ConflictKind, Quantity, Span, TimeExpression, Token

__all__ = ["Comparison", "Difference", "Report", "compare"]

_T = TypeVar("_T", Quantity, TimeExpression)

_NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_PEOPLE = frozenset({"PERSON"})
_DATED = frozenset({"DATE", "TIME"})
_WHERE = frozenset(
    "in at near from to outside around into across over off inside on of through toward towards "
    "beside by between".split()
)
_DOERS = frozenset({"nsubj", "nsubjpass", "agent", "dobj", "poss", "pobj", "conj", "appos"})
_HINGES = frozenset("if unless whatever although because until must may might should".split())
"""Function words whose exchange changes what a quotation says."""

MIN_CAPITALISED = 3
"""Letters above which every word of a headline in capitals begins with one."""

MAX_HINGE = 4
"""Words of an edit that may stand beside such a word; a longer one tells something else."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a comparison must know of an article: its tokens and what stands in marks.

    ``together`` are pairs of places that the story sets beside each other.
    """

    tokens: Sequence[Token]
    quoted: Sequence[Span]
    together: frozenset[tuple[str, str]] = frozenset()


Reports = tuple[Report, Report]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two stretches of text that cannot both be right, with what they say, normalised."""

    kind: ConflictKind
    a: Span
    b: Span
    value_a: str | float | None
    value_b: str | float | None
    edits: tuple[int, ...]
    quoted: bool = False
    swapped: bool = False


@dataclass
class Comparison:
    """Two units laid side by side.

    ``share_a`` and ``share_b`` are the parts of each sentence's content words that stand in the
    other one too (what agrees in another form included, what differs left out of the count);
    ``loose`` counts content words replaced by other ones whose relation is not known.
    """

    a: Unit
    b: Unit
    left: Side
    right: Side
    matched: list[tuple[int, int]]
    edits: list[Edit]
    same: set[int] = field(default_factory=set)
    differences: list[Difference] = field(default_factory=list)

    def content(self) -> int:
        """Different content words that are matched."""
        return len({self.left.keys[i] for i, _ in self.matched if self.left.tokens[i].pos in CONTENT})

    def beside(self, difference: Difference) -> int:
        """Content words in the edits of a difference that are no part of it."""
        count = 0
        for number in difference.edits:
            edit = self.edits[number]
            sides = (
                (self.left.cut(edit.a0, edit.a1), difference.a),
                (self.right.cut(edit.b0, edit.b1), difference.b),
            )
            for tokens, (start, end) in sides:
                count += sum(t.pos in CONTENT and not start <= t.start < end for t in tokens)
        return count

    def shares(self, a: Span | None = None, b: Span | None = None) -> tuple[float, float]:
        """``share_a`` and ``share_b``, of the whole sentences or of a span in each."""
        return self._share(0, a or self.a.span), self._share(1, b or self.b.span)

    def _share(self, side: int, span: Span) -> float:
        tokens = (self.left, self.right)[side].tokens
        met = {pair[side] for pair in self.matched}
        for number in self.same:
            edit = self.edits[number]
            met.update(range(*((edit.a0, edit.a1), (edit.b0, edit.b1))[side]))
        ignored = [(d.a, d.b)[side] for d in self.differences]
        inside = [
            i
            for i, token in enumerate(tokens)
            if token.pos in CONTENT
            and span[0] <= token.start < span[1]
            and (i in met or not any(s <= token.start < e for s, e in ignored))
        ]
        return sum(i in met for i in inside) / len(inside) if inside else 0.0

    def loose(self) -> int:
        """Edits that put content words in place of other ones, relation unknown."""
        differing = {n for d in self.differences for n in d.edits}
        return sum(
            self._has_content(edit)
            for number, edit in enumerate(self.edits)
            if number not in self.same and number not in differing
        )

    def _has_content(self, edit: Edit) -> bool:
        a, b = self.left.cut(edit.a0, edit.a1), self.right.cut(edit.b0, edit.b1)
        return any(t.pos in CONTENT for t in a) and any(t.pos in CONTENT for t in b)


def compare(a: Unit, b: Unit, reports: Reports) -> Comparison:
    """Lay two units side by side.

    :param reports: what is known of the article of each.
    """
    left, right = words(a.tokens), words(b.tokens)
    matched, edits = align(left, right)
    found = Comparison(a, b, left, right, matched, edits)
    _mark_moved(found)
    _mark_swapped(found)
    taken = {n for d in found.differences for n in d.edits}
    for number in range(len(edits)):
        if number in taken or number in found.same:
            continue
        _judge(found, number, reports)
    return found


# ---------------------------------------------------------------- whole edits


def _mark_moved(found: Comparison) -> None:
    """Words that were only put elsewhere ("Patel said", "said Patel") agree."""
    for n, e in enumerate(found.edits):
        if sorted(found.left.keys[e.a0 : e.a1]) == sorted(found.right.keys[e.b0 : e.b1]):
            found.same.add(n)
    gone = {n: found.left.keys[e.a0 : e.a1] for n, e in enumerate(found.edits)}
    come = {n: found.right.keys[e.b0 : e.b1] for n, e in enumerate(found.edits)}
    for n, mine in gone.items():
        for m, theirs in come.items():
            if n != m and mine and mine == theirs and not come[n] and not gone[m]:
                found.same.update((n, m))


def _mark_swapped(found: Comparison) -> None:
    """Two names that changed places: who did it to whom is told the other way round."""
    for n, first in enumerate(found.edits):
        for m in range(n + 1, len(found.edits)):
            second = found.edits[m]
            if _exchanged(found, first, second) and not _symmetric(found, first, second):
                a = (found.left.tokens[first.a0].start, found.left.tokens[second.a1 - 1].end)
                b = (found.right.tokens[first.b0].start, found.right.tokens[second.b1 - 1].end)
                found.differences.append(
                    Difference("actor", a, b, None, None, (n, m), swapped=True)
                )
                return


def _exchanged(found: Comparison, first: Edit, second: Edit) -> bool:
    a1, a2 = found.left.cut(first.a0, first.a1), found.left.cut(second.a0, second.a1)
    b1, b2 = found.right.cut(first.b0, first.b1), found.right.cut(second.b0, second.b1)
    if not (a1 and a2 and b1 and b2):
        return False
    return (
        _text(a1) == _text(b2)
        and _text(a2) == _text(b1)
        and all(any(t.pos == "PROPN" for t in part) for part in (a1, a2))
    )


def _symmetric(found: Comparison, first: Edit, second: Edit) -> bool:
    """Only "and" or "with" between the two, or the passive on one side only."""
    between = found.left.cut(first.a1, second.a0)
    if all(t.pos in ("CCONJ", "DET", "PUNCT", "ADP") for t in between):
        return True
    passive = [
        sum(t.dep in ("nsubjpass", "auxpass", "agent") for t in side.tokens)
        for side in (found.left, found.right)
    ]
    return (passive[0] > 0) != (passive[1] > 0)


# ---------------------------------------------------------------- one edit


def _judge(found: Comparison, number: int, reports: Reports) -> None:
    edit = found.edits[number]
    a, b = found.left.cut(edit.a0, edit.a1), found.right.cut(edit.b0, edit.b1)
    inside = _inside(a, reports[0].quoted) and _inside(b, reports[1].quoted) and bool(a or b)
    results = list(_typed(found, number, (a, b), inside, reports))
    for each in results:
        if each is not None:
            found.differences.append(each)
    if results and all(each is None for each in results):
        found.same.add(number)


def _typed(
    found: Comparison,
    number: int,
    sides: tuple[Sequence[Token], Sequence[Token]],
    inside: bool,
    reports: Reports,
) -> Iterator[Difference | None]:
    """Differences of an edit; None for what is compared and agrees."""
    edit = found.edits[number]
    a, b = sides
    yield from _times(found, number, a, b)
    yield from _numbers(found, number, a, b)
    yield from _names(found, number, sides, inside, reports)
    if a and b and _all_dated_or_counted(a, b):
        return
    yield from _polarity(found, number, inside)
    if inside:
        yield from _quoted_words(number, a, b)


def _all_dated_or_counted(a: Sequence[Token], b: Sequence[Token]) -> bool:
    return all(t.ent in _DATED or t.pos == "NUM" for t in (*a, *b))


def _times(
    found: Comparison, number: int, a: Sequence[Token], b: Sequence[Token]
) -> Iterator[Difference | None]:
    mine, theirs = _touching(found.a.times, a), _touching(found.b.times, b)
    if len(mine) != len(theirs):
        return
    for x, y in zip(mine, theirs, strict=True):
        if times.agree(x, _cut(found.a, x), y, _cut(found.b, y)):
            yield None
        else:
            yield Difference(
                "time",
                (x.start, x.end),
                (y.start, y.end),
                x.value or _cut(found.a, x),
                y.value or _cut(found.b, y),
                (number,),
            )


def _numbers(
    found: Comparison, number: int, a: Sequence[Token], b: Sequence[Token]
) -> Iterator[Difference | None]:
    mine = _counted(found.a, a)
    theirs = _counted(found.b, b)
    if len(mine) != len(theirs):
        yield from _figures(number, a, b)
        return
    for x, y in zip(mine, theirs, strict=True):
        if not numbers.same_unit(x, y) or _partitive(found.a, x) != _partitive(found.b, y):
            continue
        if numbers.agree(x, y):
            yield None
        else:
            yield Difference(
                "number", (x.start, x.end), (y.start, y.end), x.value, y.value, (number,)
            )


def _partitive(unit: Unit, quantity: Quantity) -> bool:
    """"two of the boosters": a part of a whole that another figure may count."""
    after = unit.text[quantity.end - unit.span[0] :]
    return after.startswith((" of the ", " of its ", " of their "))


def _figures(
    number: int, a: Sequence[Token], b: Sequence[Token]
) -> Iterator[Difference | None]:
    """One figure against another where only one of them was read as a quantity."""
    if len(a) == len(b) == 1 and a[0].pos == b[0].pos == "NUM":
        values = [t.text.replace(",", "") for t in (a[0], b[0])]
        if all(v.isdigit() for v in values) and float(values[0]) != float(values[1]):
            x, y = (float(v) for v in values)
            yield Difference("number", _span(a), _span(b), x, y, (number,))


def _counted(unit: Unit, tokens: Sequence[Token]) -> list[Quantity]:
    """Quantities in an edit that are no part of a time."""
    return [
        q
        for q in _touching(unit.quantities, tokens)
        if q.value is not None
        and not any(t.start <= q.start and q.end <= t.end for t in unit.times)
    ]


def _names(
    found: Comparison,
    number: int,
    sides: tuple[Sequence[Token], Sequence[Token]],
    inside: bool,
    reports: Reports,
) -> Iterator[Difference | None]:
    a, b = sides
    mine, theirs = _named(found.a, a), _named(found.b, b)
    if len(mine) != 1 or len(theirs) != 1 or _headline(found.left) or _headline(found.right):
        return
    (x, y) = (mine[0], theirs[0])
    text_x, text_y = _text(x), _text(y)
    if _same_actor(found, x, y) or names.same_name(text_x, text_y):
        yield None
        return
    kind = _role(x, y)
    if _described(found.a, x) or _described(found.b, y):
        return
    if kind is None or not (_pure(a) and _pure(b)) or not _same_voice(reports, x, y):
        return
    beside = (names.plain(text_x), names.plain(text_y)) in reports[0].together
    if kind == "place" and (beside or names.compatible_places(text_x, text_y)):
        yield None
        return
    yield Difference(
        "wording" if inside else kind, _span(x), _span(y), text_x, text_y, (number,), inside
    )


def _headline(side: Side) -> bool:
    """Whether nearly every word is capitalised, so that names cannot be told."""
    long = [t for t in side.tokens if len(t.text) > MIN_CAPITALISED and t.text.isalpha()]
    return len(long) > 2 and sum(t.text[0].isupper() for t in long) >= 0.8 * len(long)


def _pure(tokens: Sequence[Token]) -> bool:
    """Whether an edit holds a name and nothing else of weight (no "the Syrian capital")."""
    return all(
        t.pos not in ("NOUN", "ADJ", "VERB", "NUM")
        or t.ent in _NAMED
        or t.lemma.lower() in ("close", "near")
        for t in tokens
    )


def _described(unit: Unit, name: Sequence[Token]) -> bool:
    """"the Finn", "the Spaniard": a person told by where he is from."""
    before = [t for t in unit.tokens if t.end <= name[0].start]
    return len(name) == 1 and name[0].ent == "PERSON" and bool(before) and before[-1].pos == "DET"


def _role(x: Sequence[Token], y: Sequence[Token]) -> ConflictKind | None:
    """Whether two names stand for places or for actors; None where their parts differ."""
    ents = {x[-1].ent, y[-1].ent}
    if ents & _PEOPLE and ents - _PEOPLE:
        return None
    if _located(x) and _located(y) and (ents & _PLACES):
        return "place"
    if x[-1].dep in _DOERS or x[-1].dep == y[-1].dep:
        return "actor"
    return None


def _same_voice(reports: Reports, x: Sequence[Token], y: Sequence[Token]) -> bool:
    """Whether the verbs two names belong to have one form: "Trump accuses", "China accused"."""
    mine, theirs = _governor(reports[0].tokens, x[-1]), _governor(reports[1].tokens, y[-1])
    if mine is None or theirs is None or mine.lemma != theirs.lemma:
        return True
    participles = [verb.tag == "VBN" for verb in (mine, theirs)]
    return participles[0] == participles[1]


def _governor(tokens: Sequence[Token], token: Token) -> Token | None:
    """The verb that a name is subject or object of."""
    return tokens[token.head] if token.dep.startswith(("nsubj", "dobj")) else None


def _located(name: Sequence[Token]) -> bool:
    """Whether a name is where something is: after a preposition of place, before "province"."""
    return name[-1].dep in ("pobj", "compound", "npadvmod", "appos", "nmod", "conj", "amod", "ROOT")


def _polarity(found: Comparison, number: int, inside: bool) -> Iterator[Difference | None]:
    """Opposite words, or a negation on one side only."""
    edit = found.edits[number]
    a, b = found.left.cut(edit.a0, edit.a1), found.right.cut(edit.b0, edit.b1)
    around_a, around_b = _around(found.left, edit.a0, edit.a1), _around(found.right, edit.b0, edit.b1)
    kind: ConflictKind = "wording" if inside else "outcome"
    pairs = [(x, y) for x in a for y in b if opposite(x, y) and _alike(x, y)]
    x, y = pairs[0] if pairs else (None, None)
    odd = (
        negation([t for t in a if t is not x]) - negation([t for t in b if t is not y])
    ) % 2 == 1 and not (_only(around_a) or _only(around_b))
    if len(pairs) == 1 and x and y and not odd:
        yield Difference(
            kind, (x.start, x.end), (y.start, y.end), _word(x), _word(y), (number,), inside
        )
    elif odd and not pairs and _bare(a, b):
        more_a, more_b = _phrase(found.left, edit.a0, edit.a1), _phrase(found.right, edit.b0, edit.b1)
        yield Difference(
            kind, _span(more_a), _span(more_b), _text(more_a), _text(more_b), (number,), inside
        )


def _bare(a: Sequence[Token], b: Sequence[Token]) -> bool:
    """Whether the edit holds the negation and helpers only, or the same verb without it."""
    rest = [
        {t.lemma.lower() for t in side if t.pos in CONTENT and not _negates(t)} for side in (a, b)
    ]
    return rest[0] == rest[1] or not (rest[0] or rest[1]) or _swapped_negation(a, b)


def _swapped_negation(a: Sequence[Token], b: Sequence[Token]) -> bool:
    """"managed to pierce", "failed to pierce": one word each, one of them a negation."""
    return len(a) <= 2 and len(b) <= 2 and bool(a) and bool(b)


def _negates(token: Token) -> bool:
    return negation([token]) > 0


def _only(tokens: Sequence[Token]) -> bool:
    """"not only", "not just", "no fewer than": no negation of what is told."""
    texts = [t.text.lower() for t in tokens]
    return any(
        x in NEGATORS and y in ("only", "just", "merely", "least", "fewer", "less", "more", "later")
        for x, y in pairwise(texts)
    )


def _alike(x: Token, y: Token) -> bool:
    """Whether two words are of one part of speech."""
    groups = ({"VERB", "AUX"}, {"ADJ", "ADV", "DET", "ADP", "PRON"}, {"NOUN", "PRON", "PROPN"})
    return x.pos == y.pos or any(x.pos in g and y.pos in g for g in groups)


def _quoted_words(
    number: int, a: Sequence[Token], b: Sequence[Token]
) -> Iterator[Difference | None]:
    """Function words of a quotation that change its sense ("if", "whatever")."""
    mine = {t.text.lower() for t in a} & _HINGES
    theirs = {t.text.lower() for t in b} & _HINGES
    if mine != theirs and 0 < len(a) <= MAX_HINGE and 0 < len(b) <= MAX_HINGE:
        yield Difference("wording", _span(a), _span(b), _text(a), _text(b), (number,), True)


# ---------------------------------------------------------------- what an edit touches


def _touching(layer: Sequence[_T], tokens: Sequence[Token]) -> list[_T]:
    return [x for x in layer if any(x.start < t.end and t.start < x.end for t in tokens)]


def _named(unit: Unit, tokens: Sequence[Token]) -> list[list[Token]]:
    """Names that an edit touches, each whole."""
    found: list[list[Token]] = []
    seen: set[int] = set()
    for token in tokens:
        if token.start in seen or not _is_name(token):
            continue
        run = _whole(unit.tokens, unit.tokens.index(token))
        seen.update(t.start for t in run)
        found.append(run)
    return found


def _is_name(token: Token) -> bool:
    return token.ent in _NAMED or (token.pos == "PROPN" and token.ent not in _DATED)


def _whole(tokens: Sequence[Token], at: int) -> list[Token]:
    """The name around a token: the run of one entity, or of proper nouns."""
    first = last = at
    while first > 0 and _joined(tokens[first - 1], tokens[first]):
        first -= 1
    while last + 1 < len(tokens) and _joined(tokens[last], tokens[last + 1]):
        last += 1
    return [t for t in tokens[first : last + 1] if t.pos not in ("DET", "PART", "PUNCT")] or [
        tokens[at]
    ]


def _joined(first: Token, second: Token) -> bool:
    if not (_is_name(first) and _is_name(second)):
        return False
    return first.ent == second.ent and not (second.ent_start and second.ent != "")


def _same_actor(found: Comparison, x: Sequence[Token], y: Sequence[Token]) -> bool:
    mine = {actor for (s, e), actor in found.a.actors if s < x[-1].end and x[0].start < e}
    theirs = {actor for (s, e), actor in found.b.actors if s < y[-1].end and y[0].start < e}
    return bool(mine & theirs)


def _around(side: Side, first: int, last: int) -> tuple[Token, ...]:
    """An edit with one word on each side."""
    return side.tokens[max(0, first - 1) : last + 1]


def _phrase(side: Side, first: int, last: int) -> tuple[Token, ...]:
    """An edit with the words up to the next content word, so that a negation can be read."""
    stop = last
    while stop < len(side.tokens) and side.tokens[stop].pos not in CONTENT:
        stop += 1
    return side.tokens[first : stop + 1] or side.tokens[first - 1 : first]


def _inside(tokens: Sequence[Token], spans: Sequence[Span]) -> bool:
    return all(any(s <= t.start and t.end <= e for s, e in spans) for t in tokens)


def _span(tokens: Sequence[Token]) -> Span:
    return tokens[0].start, tokens[-1].end


def _cut(unit: Unit, time: TimeExpression) -> str:
    return unit.text[time.start - unit.span[0] : time.end - unit.span[0]]


def _text(tokens: Sequence[Token]) -> str:
    return " ".join(t.text for t in tokens)


def _word(token: Token) -> str:
    return token.text.lower()
