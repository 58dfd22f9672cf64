"""What a brief ought to hold: words and pairs of words, each with the chance that an editor who
summarises the same reports in neutral words uses it.

Concepts as in Gillick & Favre (2009), with weights learned from editors' summaries as in Li, Qian &
Liu (2013): a logistic regression over how many separate accounts use a word, where, and what kind
of word it is. Counts are shares of the story's origins, so copies of one report count once.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from rashomon.models import Span
from rashomon.stages.brief.desk import Account, Desk
from rashomon.stages.brief.plain import STOP, words

__all__ = ["FEATURES", "Concept", "Matrix", "rows", "units"]

Concept = tuple[str, ...]
Matrix = npt.NDArray[np.float64]

_WORD = re.compile(r"[^\W_]+")
FEATURES = (
    *("share", "two", "three", "all", "lemma_share", "first_share", "lead_share", "early"),
    *("title_share", "title_any", "frequency", "sentences", "stop", "all_stop", "digit", "name"),
    *("proper", "noun", "verb", "adjective", "adverb", "pronoun", "quoted", "least_share"),
    *("least_title", "most_title", "two_lead", "two_title", "two_content", "length", "capital"),
    *("main", "two_main", "title_lemma"),
)
"""What is known of a concept, in the order of the columns."""


def units(found: Sequence[str], size: int) -> list[Concept]:
    """Runs of ``size`` words."""
    return list(zip(*[found[i:] for i in range(size)], strict=False))


@dataclass(frozen=True)
class _Word:
    """A word of a sentence with what the parse says of it."""

    word: str
    lemma: str
    pos: str
    name: bool
    quoted: bool
    main: bool


@dataclass
class _Seen:
    """Where a concept stands."""

    origins: set[str] = field(default_factory=set)
    first: set[str] = field(default_factory=set)
    lead: set[str] = field(default_factory=set)
    count: int = 0
    sentences: int = 0
    early: int = 99
    names: int = 0
    quoted: int = 0
    main: int = 0
    pos: Counter[str] = field(default_factory=Counter)
    lemmas: set[str] = field(default_factory=set)


class _Reading:
    """A story's sentences read once for the features of its concepts."""

    def __init__(self, desk: Desk) -> None:
        self.sentences: list[tuple[str, int, list[_Word]]] = []
        self.lemmas: dict[str, set[str]] = defaultdict(set)
        titles: dict[str, list[list[str]]] = defaultdict(list)
        for account in desk.accounts.values():
            origin = desk.origin_of.get(account.id, account.id)
            titles[origin].append(words(account.headline))
            for place, span in enumerate(account.told):
                found = _read(account, span)
                self.sentences.append((origin, place, found))
                for word in found:
                    self.lemmas[word.lemma].add(origin)
        self.titles = [[w for one in some for w in one] for some in titles.values()]
        self.origins = max(1, len(titles))

    def seen(self, size: int) -> dict[Concept, _Seen]:
        """Each concept of a size with its places."""
        found: dict[Concept, _Seen] = defaultdict(_Seen)
        for origin, place, sentence in self.sentences:
            here: set[Concept] = set()
            for at in range(len(sentence) - size + 1):
                run = sentence[at : at + size]
                concept = tuple(w.word for w in run)
                _note(found[concept], run, origin, place)
                here.add(concept)
            for concept in here:
                found[concept].sentences += 1
        return found


def _read(account: Account, span: Span) -> list[_Word]:
    text = account.annotated.article.text
    indexes = account.within(span)
    tokens = account.tokens
    quoted = [p for q in account.quotes(span) if q.kind != "indirect" for p in q.spans]
    found, at = [], indexes.start
    for match in _WORD.finditer(text, *span):
        while at + 1 < indexes.stop and tokens[at + 1].start <= match.start():
            at += 1
        token = tokens[at] if indexes else None
        found.append(
            _Word(
                word=match[0].lower(),
                lemma=token.lemma.lower() if token else match[0].lower(),
                pos=token.pos if token else "",
                name=bool(token and token.ent),
                quoted=any(s <= match.start() < e for s, e in quoted),
                main=bool(token and _main(account, at)),
            )
        )
    return found


def _main(account: Account, index: int) -> bool:
    """Whether a word belongs to the main clause: no clause hangs between it and the root."""
    tokens = account.tokens
    for _ in range(40):
        token = tokens[index]
        if token.head == index:
            return True
        if token.dep in {"relcl", "acl", "advcl", "appos", "parataxis", "conj"}:
            return False
        index = token.head
    return False


def _note(seen: _Seen, run: Sequence[_Word], origin: str, place: int) -> None:
    seen.origins.add(origin)
    if place == 0:
        seen.first.add(origin)
    if place <= 1:
        seen.lead.add(origin)
    seen.count += 1
    seen.early = min(seen.early, place)
    seen.names += all(w.name for w in run)
    seen.quoted += any(w.quoted for w in run)
    seen.main += all(w.main for w in run)
    seen.pos.update(w.pos for w in run)
    seen.lemmas.update(w.lemma for w in run)


def rows(desk: Desk) -> dict[int, tuple[list[Concept], Matrix]]:
    """The concepts of a story's accounts, words and pairs, each with its features.

    :returns: by size (1, 2) the concepts in sorted order and a matrix, a row a concept, a column
        for each of :data:`FEATURES`.
    """
    reading = _Reading(desk)
    single = reading.seen(1)
    out = {}
    for size in (1, 2):
        found = single if size == 1 else reading.seen(2)
        concepts = sorted(found)
        table = [_row(c, found[c], single, reading) for c in concepts]
        out[size] = concepts, np.array(table, float).reshape(len(concepts), len(FEATURES))
    return out


def _row(
    concept: Concept, seen: _Seen, single: Mapping[Concept, _Seen], reading: _Reading
) -> list[float]:
    n = reading.origins
    titled = sum(_holds(title, concept) for title in reading.titles)
    in_title = [sum(w in title for title in reading.titles) / n for w in concept]
    stop = [w in STOP for w in concept]
    tags = seen.pos
    total = max(1, sum(tags.values()))
    two = len(seen.origins) >= 2
    lemma = min(len(reading.lemmas[each]) for each in seen.lemmas) / n
    main = seen.main / seen.count
    return [
        len(seen.origins) / n,
        two,
        len(seen.origins) >= 3,
        n > 1 and len(seen.origins) == n,
        lemma,
        len(seen.first) / n,
        len(seen.lead) / n,
        1 / (1 + seen.early),
        titled / n,
        titled > 0,
        math.log(seen.count),
        math.log(seen.sentences),
        sum(stop) / len(stop),
        all(stop),
        any(w[0].isdigit() for w in concept),
        seen.names / seen.count,
        tags["PROPN"] / total,
        tags["NOUN"] / total,
        tags["VERB"] / total,
        tags["ADJ"] / total,
        tags["ADV"] / total,
        tags["PRON"] / total,
        seen.quoted / seen.count,
        min(len(single[(w,)].origins) for w in concept) / n,
        min(in_title),
        max(in_title),
        two * bool(seen.lead),
        two * (titled > 0),
        two * (not any(stop)),
        math.log(sum(len(s) for _, _, s in reading.sentences) + 1),
        sum(len(w) for w in concept) / 10,
        main,
        main * two,
        max(in_title) * lemma,
    ]


def _holds(title: Sequence[str], concept: Concept) -> bool:
    size = len(concept)
    return any(tuple(title[i : i + size]) == concept for i in range(len(title) - size + 1))
