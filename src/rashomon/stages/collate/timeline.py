"""Timeline: what happened when, joined over the accounts that tell it."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Sequence

from rashomon.models import Citation, Claim, Event, Evidence, TimelineEntry
from rashomon.offsets import overlap, trim
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.units import Unit

__all__ = ["draw"]

NEWS_DAYS = 7
"""Days before the first report within which a happening belongs to the news itself. A report
comes within hours or days of its news; a week also holds a follow-up of a weekend's event."""

DAY = 10
"""Length of an ISO 8601 day; a time within the day is dropped for joining."""

_ISO = re.compile(r"\d{4}(-\d\d(-\d\d(T.*)?)?)?")

_Key = tuple[str, int]


def draw(context: Context, claims: Sequence[Claim]) -> tuple[TimelineEntry, ...]:
    """The timeline of a story, oldest first; one entry for each day and claim.

    Only what an account asserts has a place in it, at the time the account gives, no wider than
    a month. Where a claim has one day only, accounts that tell it without a day are cited too.
    """
    placed = _Placed(claims)
    entries: dict[_Key, list[Citation]] = defaultdict(list)
    untils: dict[_Key, str | None] = {}
    for unit in context.units:
        for event in unit.events:
            when = _day(event)
            number = placed.claim(unit, event) if when else None
            if when is None or number is None:
                continue
            entries[when, number].append(_citation(context, unit, event))
            until = _until(unit, event)
            if until is not None:
                untils.setdefault((when, number), until)
    days: dict[int, set[str]] = defaultdict(set)
    for when, number in entries:
        days[number].add(when)
    first = _first_day(context)
    found = [
        _entry(
            key, cited, claims[key[1]] if len(days[key[1]]) == 1 else None, untils.get(key), first
        )
        for key, cited in entries.items()
    ]
    return tuple(
        sorted(
            found,
            key=lambda e: (e.when, -len(e.evidence), e.evidence[0].article, e.evidence[0].start),
        )
    )


class _Placed:
    """Claims by where their evidence stands."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._by_article: dict[str, list[tuple[Evidence, int]]] = defaultdict(list)
        for number, claim in enumerate(claims):
            for evidence in claim.evidence:
                self._by_article[evidence.article].append((evidence, number))
        for held in self._by_article.values():
            held.sort(key=lambda row: (row[0].start, row[0].end, row[1]))
        self._unit: tuple[int, list[tuple[Evidence, int]]] = (-1, [])

    def claim(self, unit: Unit, event: Event) -> int | None:
        """The claim whose evidence is most nearly the event's clause."""
        if self._unit[0] != unit.number:
            own = self._by_article.get(unit.article, [])
            self._unit = unit.number, [r for r in own if overlap((r[0].start, r[0].end), unit.span)]
        ranked = [
            (-2 * shared / (evidence.end - evidence.start + event.end - event.start), number)
            for evidence, number in self._unit[1]
            if (shared := overlap((evidence.start, evidence.end), (event.start, event.end)))
        ]
        return min(ranked)[1] if ranked else None


def _day(event: Event) -> str | None:
    """The event's day, or month where no day is known; null for what is not asserted."""
    if event.when is None or event.negated or event.certainty != "asserted":
        return None
    value = event.when[:DAY]
    return value if _ISO.fullmatch(value) else None


def _until(unit: Unit, event: Event) -> str | None:
    for time in unit.times:
        if time.value == event.when and time.until is not None:
            return time.until
    return None


def _citation(context: Context, unit: Unit, event: Event) -> Citation:
    """The event's clause, or its sentence where the clause does not open one."""
    text = context.articles[unit.article].article.text
    start, end = trim(text, max(event.start, unit.span[0]), min(event.end, unit.span[1]))
    if text[start].islower():
        # the middle of a sentence: it cannot be read without what stands before it
        start, end = unit.span
    return Citation(article=unit.article, start=start, end=end, text=text[start:end])


def _entry(
    key: _Key, cited: Sequence[Citation], claim: Claim | None, until: str | None, first: str | None
) -> TimelineEntry:
    when, _ = key
    known = {c.article for c in cited}
    others = [
        Citation(article=e.article, start=e.start, end=e.end, text=e.text)
        for e in (claim.evidence if claim else ())
        if e.article not in known and e.stance == "supports"
    ]
    return TimelineEntry(
        when=when,
        until=until,
        text=cited[0].text,
        evidence=(*cited, *others),
        background=first is not None and when < first[: len(when)],
    )


def _first_day(context: Context) -> str | None:
    """The day from which on things belong to the news; null where no report has a date."""
    known = [a.article.published[:DAY] for a in context.articles.values() if a.article.published]
    full = [day for day in known if len(day) == DAY]
    if not full:
        return None
    day = datetime.date.fromisoformat(min(full)) - datetime.timedelta(days=NEWS_DAYS)
    return day.isoformat()
