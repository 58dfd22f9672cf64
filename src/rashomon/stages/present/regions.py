"""The smaller regions of a story: brief, differences, names, timeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rashomon.models import (
    Actor,
    Article,
    BriefSentence,
    Citation,
    Claim,
    ComparedStory,
    Conflict,
    TimelineEntry,
)
from rashomon.offsets import overlap
from rashomon.stages.present.accounts import Account, Accounts
from rashomon.stages.present.claims import (
    Note,
    conflict_of,
    note_of,
    note_of_places,
    value_line,
    values_in_order,
)
from rashomon.stages.present.places import Context, Marks, Place
from rashomon.stages.present.times import sort_key, spoken
from rashomon.stages.present.trim import people_of
from rashomon.stages.present.words import STATES

__all__ = ["Differing", "Happening", "Line", "Person", "Regions", "Told"]

SECTION_STATE = {"agreed": "corroborated", "disputed": "disputed", "single": "single"}


@dataclass(frozen=True)
class Told:
    """An account with the places where it tells something, and when it was published."""

    account: Account
    places: tuple[Place, ...]
    published: str


@dataclass(frozen=True)
class Line:
    """A sentence of the brief."""

    text: str
    note: Note
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Given:
    """A value with the accounts that give it."""

    text: str
    accounts: int
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Differing:
    """A conflict, or a value that later reports update."""

    anchor: str
    number: int
    kind: str
    about: str
    claims: tuple[str, ...]
    values: tuple[Given, ...]


@dataclass(frozen=True)
class Naming:
    """A wording and how often an article uses it, whatever its case; the place of the first."""

    text: str
    count: int
    place: Place


@dataclass(frozen=True)
class Person:
    """Somebody with the names that each article gives."""

    name: str
    type: str
    articles: tuple[tuple[str, tuple[Naming, ...]], ...]


@dataclass(frozen=True)
class Happening:
    """An entry of the timeline."""

    anchor: str
    when: str
    iso: str
    text: str
    told: tuple[Told, ...]
    background: bool


def _narrowed(context: Context, focus: str) -> Context:
    """The same sentence with only the value's own words singled out."""
    before, found, after = context.hit.partition(focus)
    return Context(context.before + before, found, after + context.after) if found else context


def _meet(a: Citation, b: Citation) -> bool:
    return a.article == b.article and overlap((a.start, a.end), (b.start, b.end)) > 0


class Regions:
    """Builds the regions of one story.

    ``rows`` gives each claim's anchor and number on the page.
    """

    def __init__(
        self,
        story: ComparedStory,
        articles: Mapping[str, Article],
        accounts: Accounts,
        marks: Marks,
        prefix: str,
    ) -> None:
        self.story, self.articles, self.accounts = story, articles, accounts
        self.marks, self.prefix = marks, prefix
        self.conflicts = conflict_of(story)
        self.claims: dict[str, Claim] = {claim.id: claim for claim in story.claims}

    def told(
        self,
        citations: Sequence[Citation],
        *,
        state: str = "n",
        back: tuple[str, str] | None = None,
        focus: str | None = None,
    ) -> tuple[Told, ...]:
        """Citations by separate account, earliest account first; none is left out.

        With ``focus`` each has its sentence around it, those words singled out where they
        stand in the passage.
        """
        places: dict[str, list[Place]] = {}
        for piece in citations:
            if piece.article in self.accounts.of:
                place = self.marks.cite(
                    piece.article,
                    [(piece.start, piece.end)],
                    piece.text,
                    state=state,
                    back=back,
                    context=focus is not None,
                )
                if focus and place.context:
                    place = replace(place, context=_narrowed(place.context, focus))
                places.setdefault(self.accounts.of[piece.article].id, []).append(place)
        return tuple(
            Told(account, tuple(places[account.id]), self._first(places[account.id]))
            for account in self.accounts.all
            if account.id in places
        )

    def _first(self, places: Sequence[Place]) -> str:
        times = [self.articles[place.article].published for place in places]
        first = min(times, key=sort_key)
        return f"published {spoken(first)}" if first else "publication time not known"

    def brief(self) -> list[Line]:
        """The sentences of the brief, in their order."""
        return [
            Line(line.text, self._note(line), self.told(line.citations))
            for line in self.story.brief
        ]

    def _note(self, line: BriefSentence) -> Note:
        conflict = next((c for c in self.story.conflicts if c.id == line.conflict), None)
        conflict = conflict or (self._conflict_within(line) if not line.claims else None)
        if conflict:
            told = all(value.text in line.text for value in conflict.values)
            return Note(STATES["disputed"], "" if told else value_line(conflict, self.accounts))
        wanted = SECTION_STATE.get(line.section)
        for key in line.claims:
            if key in self.claims and self.claims[key].status == (
                wanted or self.claims[key].status
            ):
                return note_of(self.claims[key], self.accounts, self.conflicts)
        if wanted == "disputed":
            return Note(STATES["disputed"], "")
        return note_of_places([piece.article for piece in line.citations], self.accounts)

    def _conflict_within(self, line: BriefSentence) -> Conflict | None:
        """The first conflict whose passages the sentence cites: what is said may differ."""
        for conflict in self.story.conflicts:
            pieces = [piece for value in conflict.values for piece in value.evidence]
            if any(_meet(piece, cited) for piece in pieces for cited in line.citations):
                return conflict
        return None

    def differing(
        self, found: Sequence[Conflict], letter: str, numbers: Mapping[str, int]
    ) -> list[Differing]:
        """Conflicts (``letter`` d) or developments (``letter`` u), each value with its accounts."""
        out = []
        word = "difference" if letter == "d" else "update"
        for place, conflict in enumerate(found, 1):
            back = (f"{self.prefix}{letter}{place}", f"{word} {place}")
            values = values_in_order(conflict, self.accounts)
            if letter == "u":
                values.sort(key=lambda pair: sort_key(pair[0].when))
            given = [
                Given(
                    value.text,
                    len(behind),
                    self.told(
                        value.evidence,
                        state="d" if letter == "d" else "n",
                        back=back,
                        focus=value.text,
                    ),
                )
                for value, behind in values
            ]
            claims = sorted(numbers[key] for key in conflict.claims if key in numbers)
            out.append(
                Differing(
                    back[0],
                    place,
                    conflict.kind,
                    conflict.about,
                    tuple(str(number) for number in claims),
                    tuple(given),
                )
            )
        return out

    def names(self) -> list[Person]:
        """People named by two or more articles, those named by most articles first."""
        return [self._person(actor) for actor in people_of(self.story)]

    def _person(self, actor: Actor) -> Person:
        rows: dict[str, dict[str, Naming]] = {}
        for label in actor.labels:
            if label.article not in self.accounts.of:
                continue
            found = rows.setdefault(label.article, {})
            text = " ".join(label.text.split())
            same = text.casefold()
            if same in found:
                found[same] = Naming(found[same].text, found[same].count + 1, found[same].place)
                continue
            spans = [(label.start, label.end)]
            found[same] = Naming(text, 1, self.marks.cite(label.article, spans, label.text))
        ordered = [key for account in self.accounts.all for key in account.articles if key in rows]
        articles = tuple(
            (self.accounts.names[key], tuple(sorted(rows[key].values(), key=lambda n: -n.count)))
            for key in ordered
        )
        return Person(actor.name, actor.type, articles)

    def timeline(self) -> list[Happening]:
        """What happened when, earliest first."""
        return [self._happening(entry, place) for place, entry in enumerate(self.story.timeline, 1)]

    def _happening(self, entry: TimelineEntry, place: int) -> Happening:
        anchor = f"{self.prefix}t{place}"
        when = spoken(entry.when)
        if entry.until and entry.until != entry.when:
            when = f"{when} to {spoken(entry.until)}"
        told = self.told(entry.evidence, back=(anchor, f"time {place}"))
        return Happening(anchor, when, entry.when, entry.text, told, entry.background)
