"""All sentences of the reports, laid out for search: vectors, words, names, amounts, quotations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rashomon.embed import Embedder, Vectors
from rashomon.models import Annotated, Span
from rashomon.names import names_of
from rashomon.stages.verify.lexicon import one_folk, opposites_of, related, stem, synonyms_of
from rashomon.stages.verify.lines import Account, Line, account_of, plain_name
from rashomon.words import words_of

__all__ = ["Shelf", "shelf_of"]

Floats = npt.NDArray[np.float64]

SAME_FORM, SAME_SENSE, OPPOSITE = 0.95, 0.9, 0.2
UNLIKE, ALIKE = 0.3, 0.8
"""Cosines of two single words under which they have nothing to do with each other, and over which
they say the same: the vectors of the sentence encoder, looked at on the open half of the gold."""
_WORD = re.compile(r"[^\W_]+")
HEAD = 4
"""Letters that all forms of a name share."""
DESCRIBED = 0.8
"""Of a word that describes somebody who is mentioned, elsewhere in the report."""


@dataclass
class Shelf:
    """The reports.

    :ivar vectors: of each line, shape (lines, dimensions).
    """

    accounts: tuple[Account, ...]
    lines: tuple[Line, ...]
    embedder: Embedder = field(repr=False)
    _likeness: dict[str, Floats] = field(default_factory=dict, repr=False)
    _rows: dict[str, Floats] = field(default_factory=dict, repr=False)

    @cached_property
    def vectors(self) -> Vectors:
        """Vectors of the lines, shape (lines, dimensions)."""
        return self.embedder.embed([" ".join(line.text.split()) for line in self.lines])

    @cached_property
    def vocabulary(self) -> list[str]:
        """All lemmas of the lines, sorted."""
        found = {word.lemma for line in self.lines for word in (*line.words, *line.names)}
        return sorted(found.union(*(line.profile for line in self.lines)))

    @cached_property
    def _profiles(self) -> dict[str, set[str]]:
        """By word of a name, the lemmas that describe its bearer in any account."""
        found: dict[str, set[str]] = {}
        for account in self.accounts:
            for key, names in account.named.items():
                for name in sorted(names):
                    found.setdefault(name, set()).update(account.about[key])
        return found

    @cached_property
    def full_names(self) -> list[frozenset[str]]:
        """The plain words of every name of somebody or something, each once."""
        found = {names for account in self.accounts for names in account.named.values()}
        return sorted((names for names in found if len(names) > 1), key=sorted)

    @cached_property
    def outlets(self) -> list[frozenset[str]]:
        """The plain words of what each account is called: its outlet, or its file."""
        articles = [account.annotated.article for account in self.accounts]
        named = names_of(articles)
        return [
            frozenset(plain_name(word) for word in _WORD.findall(f"{named[a.id]} {a.outlet or ''}"))
            for a in articles
        ]

    def told_of(self, line: Line) -> frozenset[str]:
        """The lemmas that describe, in any account, those who are mentioned in a line."""
        return self.told_by(line.people)

    def knows(self, names: frozenset[str]) -> bool:
        """Whether the bearer of a name is described anywhere."""
        return bool(self.told_by(names))

    @cached_property
    def _described(self) -> set[str]:
        return {lemma for told in self._profiles.values() for lemma in told}

    def describes(self, lemma: str) -> bool:
        """Whether somebody who has a name is described by a lemma."""
        return lemma in self._described

    def told_by(self, names: frozenset[str]) -> frozenset[str]:
        """The lemmas that describe, in any account, the bearers of names."""
        profiles = self._profiles
        return frozenset().union(*(profiles.get(name, ()) for name in sorted(names)))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {lemma: place for place, lemma in enumerate(self.vocabulary)}

    @cached_property
    def _word_vectors(self) -> Vectors:
        return self.embedder.embed(self.vocabulary)

    @cached_property
    def _held(self) -> list[tuple[list[int], list[int]]]:
        """For each line the places of its words, and of the words that describe those in it."""
        at = self._places
        return [
            (
                sorted({at[w.lemma] for w in (*line.words, *line.names)}),
                sorted({at[lemma] for lemma in line.profile | self.told_of(line)}),
            )
            for line in self.lines
        ]

    def place(self, lemma: str) -> int:
        """Where a lemma of the lines stands in the vocabulary."""
        return self._places[lemma]

    def likeness(self, lemma: str) -> Floats:
        """How alike a lemma is to each of the vocabulary, 0 to 1."""
        if lemma not in self._likeness:
            self._likeness[lemma] = self._likened(lemma)
        return self._likeness[lemma]

    def _likened(self, lemma: str) -> Floats:
        if not self.vocabulary:
            return np.zeros(0)
        cosines = self._word_vectors @ self.embedder.embed([lemma])[0]
        scaled = (cosines - UNLIKE) / (ALIKE - UNLIKE)
        found: Floats = np.clip(scaled, 0, 0.9).astype(np.float64)
        at = self._places
        for other in opposites_of(lemma):
            if other in at:
                found[at[other]] = min(found[at[other]], OPPOSITE)
        for other in synonyms_of(lemma):
            if other in at:
                found[at[other]] = max(found[at[other]], SAME_SENSE)
        for place in self._stems.get(stem(lemma), ()):
            if related(lemma, self.vocabulary[place]):
                found[place] = SAME_FORM
        if lemma in at:
            found[at[lemma]] = 1.0
        return found

    @cached_property
    def _stems(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, lemma in enumerate(self.vocabulary):
            found.setdefault(stem(lemma), []).append(place)
        return found

    def word_row(self, lemma: str) -> Floats:
        """How well each line holds a word, 0 to 1, shape (lines,)."""
        if lemma not in self._rows:
            alike = self.likeness(lemma)
            own = _highest(alike, [held for held, _ in self._held])
            told = _highest(alike, [described for _, described in self._held])
            told = np.where(told >= SAME_SENSE, DESCRIBED * told, 0.0)
            self._rows[lemma] = np.maximum(own, told)
        return self._rows[lemma]

    def folk(self, name: str) -> list[int]:
        """Places of a plain name in the vocabulary, and of its people or things."""
        near = self._heads.get(name[:HEAD], [])
        return [n for n in near if self.vocabulary[n] == name or one_folk(self.vocabulary[n], name)]

    @cached_property
    def _heads(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, lemma in enumerate(self.vocabulary):
            found.setdefault(lemma[:HEAD], []).append(place)
        return found

    def holding(self, place: int) -> Floats:
        """1 for lines that hold a word of the vocabulary, shape (lines,)."""
        return np.array([float(place in own) for own, _ in self._held], np.float64)

    @cached_property
    def by_account(self) -> list[tuple[int, int]]:
        """First and last line of each account, half open."""
        bounds, at = [], 0
        for account in self.accounts:
            bounds.append((at, at + len(account.lines)))
            at += len(account.lines)
        return bounds

    @cached_property
    def _running(self) -> list[tuple[str, list[int], list[int]]]:
        """The words of each account as one string, where each begins in it, and in the text."""
        found = []
        for account in self.accounts:
            words = words_of(account.text)
            joined, at, place = [], [], 1
            for word in words.words:
                at.append(place)
                joined.append(word)
                place += len(word) + 1
            found.append((f" {' '.join(joined)} ", at, words.starts.tolist()))
        return found

    def quoted(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """Where a run of words stands: (account, offset of its first word)."""
        wanted = f" {' '.join(words)} "
        found = []
        for number, (running, at, starts) in enumerate(self._running):
            for place in re.finditer(re.escape(wanted), running):
                found.append((number, starts[at.index(place.start() + 1)]))
        return found

    def line_at(self, account: int, offset: int) -> int | None:
        """The line of an account that holds an offset, or ends before it and is the last to."""
        first, last = self.by_account[account]
        for number in range(last - 1, first - 1, -1):
            if self.lines[number].start <= offset:
                return number
        return None

    def span(self, number: int) -> Span:
        """Where a line stands in its account."""
        return self.lines[number].start, self.lines[number].end


def _highest(values: Floats, places: Sequence[Sequence[int]]) -> Floats:
    """The highest of the values at each line's places, 0 where it has none."""
    found = np.zeros(len(places))
    filled = [number for number, own in enumerate(places) if own]
    if filled:
        flat = np.concatenate([np.asarray(places[number]) for number in filled])
        starts = np.cumsum([0, *(len(places[number]) for number in filled[:-1])])
        found[filled] = np.maximum.reduceat(values[flat], starts)
    return found


def shelf_of(annotated: Sequence[Annotated], embedder: Embedder) -> Shelf:
    """Lay out the reports."""
    accounts = tuple(account_of(one, number) for number, one in enumerate(annotated))
    lines = tuple(line for account in accounts for line in account.lines)
    return Shelf(accounts, lines, embedder)
