"""What one quotation says and on what occasion, laid out to be compared with another.

Words are levelled so that outlets' manners count for nothing (contractions, numbers in words or
figures, endings); each is weighed by how rare it is in news (``document-frequencies.npz``). The
occasion is what stands around the quotation in its sentences: the day, the names, the words.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from rashomon.embed import Embedder, Vectors
from rashomon.models import Token
from rashomon.offsets import overlap
from rashomon.rarity import weight
from rashomon.stages.collate.conflict.times import Interval, interval
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.lexicon import REPORTING, words
from rashomon.stages.collate.units import Unit
from rashomon.stages.collate.utterances import Utterance

__all__ = ["SMALL", "Saying", "levelled", "sayings", "stem"]

SMALL = words("""
the a an of to in on at for and or but that this it is was were be been are he she they we i you
his her their our its with by as from not no will would has have had do does did said says who
which there than then so if into out up about over more can could should may might must shall
my your me him them us what when where how why am being those these one ones also just very any
all some
""")
"""Words too common to tell one utterance from another."""
NEGATIVE = words("not no never nobody nothing none neither nor without cannot hardly")
TITLES = words("""
mr mrs ms miss dr sir lord lady dame prof professor rev president minister prime vice secretary
chancellor senator sen rep governor gov mayor judge justice general gen colonel col major captain
capt sergeant sgt lieutenant lt officer king queen prince princess pope chairman chief deputy
spokesman spokeswoman spokesperson ambassador congressman congresswoman leader premier former
commissioner detective inspector superintendent coach director attorney chair chairwoman head
foreign finance health education defence defense police army fire state
""")
"""Offices that are written like names before one."""
_CONTRACTED = (
    ("won't", "will not"), ("can't", "can not"), ("cannot", "can not"), ("shan't", "shall not"),
    ("n't", " not"), ("'re", " are"), ("'ve", " have"), ("'ll", " will"), ("'m", " am"),
    ("'d", " would"), ("let's", "let us"), ("'s", ""),
)  # fmt: skip
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_NUMBERS = {word: str(number) for number, word in enumerate(_UNITS) if number != 1} | {
    word: str(10 * number)
    for number, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), 3)
}
_TENS = frozenset(str(10 * number) for number in range(2, 10))
_ONES = frozenset("123456789")
_TIMES = {"decades": (10, "years"), "dozen": (12, ""), "centuries": (100, "years")}
"""Words that make a figure before them another one, and what is counted then."""
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][^\W_]+")
"""A word with a capital that stands inside a sentence."""
_PIECE = re.compile(r"[.;:!?\u2013\u2014\u2026]+\s|,\s+(?=and |but |because |so |or |which |when )")
_ENDINGS = ("ing", "ed", "es", "s", "e", "ly")
_STEM = 3
_LEAST_PIECE = 3
"""Words a piece of an utterance needs to stand for itself."""
_LONGEST = 60
"""Words of an utterance that are laid out; what follows adds time and no more certainty."""


@dataclass(frozen=True, slots=True)
class Saying:
    """An utterance laid out.

    :ivar words: its words, levelled, in order.
    :ivar stems: of each word, the stem; "" for a word that carries no content.
    :ivar weights: of each word, how rare it is; 0 where it carries no content.
    :ivar vectors: of each word, shape (words, dimensions).
    :ivar pieces: vectors of its clauses, shape (pieces, dimensions).
    :ivar names: stems of words that are names; ``numbers``: figures.
    :ivar negative: whether it has a negation.
    :ivar day: the day or days on which it was said, None where not known.
    :ivar told: whether the text names that day.
    :ivar rest: the stems of what its sentences say beside it, with their weights.
    :ivar around: vector of that rest.
    :ivar name: stems of the words of the speaker's name; ``role`` of those that describe him.
    """

    words: tuple[str, ...]
    stems: tuple[str, ...]
    weights: np.ndarray
    vectors: Vectors
    pieces: Vectors
    names: frozenset[str]
    numbers: frozenset[str]
    negative: bool
    day: Interval | None
    told: bool
    rest: dict[str, float]
    around: Vectors | None
    name: frozenset[str]
    role: frozenset[str]


def sayings(context: Context, found: Sequence[Utterance], embedder: Embedder) -> list[Saying]:
    """Each utterance laid out, in order."""
    said = [levelled(u.said)[:_LONGEST] or ("",) for u in found]
    pieces = [_pieces(u.said) for u in found]
    rests = [_rest(context, u) for u in found]
    distinct = sorted({word for each in said for word in each if word})
    table = dict(zip(distinct, embedder.embed(distinct), strict=True))
    table[""] = np.zeros(embedder.dimensions, np.float32)
    texts = sorted({p for each in pieces for p in each} | {r for r in rests if r})
    clauses = dict(zip(texts, embedder.embed(texts), strict=True))
    return [
        _saying(
            context,
            u,
            mine,
            (np.stack([table[w] for w in mine]), np.stack([clauses[p] for p in parts])),
            (rest, clauses.get(rest)),
        )
        for u, mine, parts, rest in zip(found, said, pieces, rests, strict=True)
    ]


def _saying(
    context: Context,
    utterance: Utterance,
    mine: tuple[str, ...],
    vectors: tuple[Vectors, Vectors],
    beside: tuple[str, Vectors | None],
) -> Saying:
    """:param vectors: of its words and of its clauses; ``beside``: the rest and its vector."""
    stems = tuple("" if word in SMALL else stem(word) for word in mine)
    day, told = _day(context, utterance)
    name, role = _speaker_words(context, utterance)
    rest = {stem(word): weight(word) for word in levelled(beside[0]) if _tells(word)}
    return Saying(
        words=mine,
        stems=stems,
        weights=np.array([weight(w) if s else 0.0 for w, s in zip(mine, stems, strict=True)]),
        vectors=vectors[0],
        pieces=vectors[1],
        names=frozenset(stem(w.lower()) for w in _NAME.findall(utterance.text)),
        numbers=frozenset(word for word in mine if word[:1].isdigit()),
        negative=any(word in NEGATIVE for word in mine),
        day=day,
        told=told,
        rest={s: w for s, w in rest.items() if s not in name},
        around=beside[1],
        name=name,
        role=role,
    )


def levelled(text: str) -> tuple[str, ...]:
    """Words in small letters, without contractions, numbers as figures."""
    plain = text.lower().replace("’", "'").replace("per cent", "percent").replace("%", " percent")
    for short, long in _CONTRACTED:
        plain = plain.replace(short, long)
    return tuple(
        _figures([_NUMBERS.get(word, word).replace(",", "") for word in _WORD.findall(plain)])
    )


def _figures(found: Sequence[str]) -> Iterator[str]:
    """Words with figures that belong together in one: twenty-one is 21, two decades 20 years."""
    before = ""
    for word in found:
        if word in _ONES and before in _TENS:
            before = str(int(before) + int(word))
            continue
        factor, after = _TIMES.get(word, (1, word)) if before.isdecimal() else (1, word)
        if before:
            yield str(int(before) * factor) if factor > 1 else before
        before = after
    if before:
        yield before


@functools.lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word without the endings that tenses and numbers give it."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + _STEM:
            return word[: -len(ending)]
    return word


def _tells(word: str) -> bool:
    return word not in SMALL and len(word) > 1 and word.removesuffix("s") not in REPORTING


def _pieces(text: str) -> list[str]:
    """Clauses of an utterance that say enough to stand for themselves; the whole where none do."""
    parts = [part.strip(" \"“”'‘’,.") for part in _PIECE.split(text)]
    return [part for part in parts if len(part.split()) >= _LEAST_PIECE] or [text]


def _units(context: Context, utterance: Utterance) -> list[Unit]:
    """The sentences that an utterance, its cue and its speaker stand in."""
    quote = utterance.quote
    spans = [*quote.spans, *(span for span in (quote.cue, quote.speaker) if span)]
    units = context.of_article[utterance.article]
    return [unit for unit in units if any(overlap(unit.span, span) for span in spans)]


def _rest(context: Context, utterance: Utterance) -> str:
    """What the sentences of an utterance say beside it and its speaker."""
    text = context.articles[utterance.article].article.text
    quote = utterance.quote
    left_out = sorted([*quote.spans, *([quote.speaker] if quote.speaker else [])])
    parts = []
    for unit in _units(context, utterance):
        at, end = unit.span
        for first, last in left_out:
            if first < end and at < last:
                parts.append(text[at:first])
                at = max(at, last)
        parts.append(text[at:end])
    return " ".join(" ".join(parts).replace('"', " ").replace("“", " ").replace("”", " ").split())


def _day(context: Context, utterance: Utterance) -> tuple[Interval | None, bool]:
    """When it was said: the day named beside it, else that of publication or the one before."""
    spans = utterance.quote.spans
    for unit in _units(context, utterance):
        for time in unit.times:
            if not any(overlap((time.start, time.end), span) for span in spans):
                found = interval(time.value, time.until)
                if found is not None:
                    return found, True
    published = interval(context.articles[utterance.article].article.published)
    if published is None:
        return None, False
    first = published[0].replace(hour=0, minute=0, second=0)
    return (first - datetime.timedelta(days=1), first + datetime.timedelta(days=1)), False


def _speaker_words(context: Context, utterance: Utterance) -> tuple[frozenset[str], frozenset[str]]:
    """Stems of the words that name the speaker in the sentence, and of those that describe him."""
    span = utterance.quote.speaker
    if span is None:
        return frozenset(), frozenset()
    found: set[Token] = set()
    for unit in _units(context, utterance):
        tokens = unit.tokens
        for at, token in enumerate(tokens):
            if not span[0] <= token.start < span[1]:
                continue
            first = at
            while first > 0 and tokens[first - 1].pos in ("NOUN", "PROPN", "ADJ"):
                first -= 1
            found.update(t for t in tokens[first : at + 1] if t.pos in ("NOUN", "PROPN", "ADJ"))
    names = {t for t in found if t.pos == "PROPN" and t.lemma.lower() not in TITLES}
    return _stems(t.text for t in names), _stems(t.text for t in found - names)


def _stems(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(stem(w) for text in texts for w in levelled(text) if w not in SMALL)
