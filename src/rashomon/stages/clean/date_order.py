"""The order of day and month in 03/04/2024, by evidence only.

In this order, the first that speaks decides: the date's own weekday; other dates in figures that
only one order makes dates; a date written out near one reading only; a first publication that must
not lie behind the update; the countries of the text; a zone of one country's papers; a language
whose papers all write the day first; and British or American spelling together with the order
of dates written out, of which neither alone tells enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from rashomon.stages.clean.dates import Moment
from rashomon.stages.clean.zones import day_first_of

__all__ = ["day_first", "in_sequence"]

MONTH_FIRST = frozenset(("US", "PR", "GU", "FM", "MH", "PW"))
NEUTRAL = frozenset(("CA", "PH", "CN", "JP", "KR", "KP", "TW", "HU", "LT", "MN"))
"""Countries that write both orders, or the year first (CLDR 44, short date patterns)."""
LANGUAGES = frozenset(
    "de fr es it pt nl pl ru uk tr da nb no nn sv fi cs sk ro el bg hr sl sr ca gl id ms vi ar fa"
    " he hi lv et is ga cy".split()
)
"""Languages whose short dates have the day before the month, and English not among them."""
NEAR = timedelta(days=3)
FAR = timedelta(days=20)
"""A date near one reading and far from the other speaks for the first: a report is of a few
days, the two readings lie 27 days apart or more."""
BRITISH = re.compile(
    r"\b(?:colour|labour|honour|favour|neighbour|behaviour|rumour|centre|theatre|defence|licence"
    r"|organis|realis|recognis|criticis|apologis|programme|travell|cancelled|metre|litre|tonne)\w*"
)
AMERICAN = re.compile(
    r"\b(?:color|labor|honor|favor|neighbor|behavior|rumor|center|theater|defense|license"
    r"|organiz|realiz|recogniz|criticiz|apologiz|program(?!me)|travel(?:ing|ed)|canceled|meter"
    r"|liter)\w*"
)
SPELLED = 3
"""Words of one spelling, with none of the other, from which it speaks."""


def day_first(
    moments: Sequence[Moment],
    language: str | None = None,
    countries: frozenset[str] = frozenset(),
    text: str = "",
) -> bool | None:
    """Whether the day stands before the month in the open dates of a text, None if nothing tells.

    :param moments: all dates of the text.
    :param language: ISO 639-1.
    :param countries: ISO 3166-1 codes of where the text is from, as far as it shows.
    :param text: the text itself, for its spelling.
    """
    for votes in (
        _weekdays(moments),
        (moment.day_first for moment in moments),
        _written(moments),
        _sequences(moments),
        map(_order_in, sorted(countries)),
        (day_first_of(moment.zone) for moment in moments if moment.zone),
        [True if language in LANGUAGES else None],
        [_style(moments, text)],
    ):
        given = {vote for vote in votes if vote is not None}
        if given:
            return given.pop() if len(given) == 1 else None
    return None


def in_sequence(published: Moment, updated: Moment) -> bool | None:
    """The order under which an open date lies not behind its update, where only one does."""
    found = []
    for order in (True, False):
        first, last = (_reading(moment, order) for moment in (published, updated))
        found.append((order, last - first))
    (_, one), (_, other) = found
    if (one >= timedelta()) != (other >= timedelta()):
        return one >= timedelta()
    if one >= timedelta() and (one <= NEAR) != (other <= NEAR) and max(one, other) > FAR:
        return one <= NEAR
    return None


def _reading(moment: Moment, order: bool) -> date:
    return moment.readings[0 if order else -1]


def _open(moments: Sequence[Moment]) -> list[Moment]:
    return [moment for moment in moments if len(moment.readings) > 1]


def _weekdays(moments: Sequence[Moment]) -> Iterator[bool]:
    for moment in _open(moments):
        if moment.weekday is not None:
            fits = [day.weekday() == moment.weekday for day in moment.readings]
            if fits[0] != fits[1]:
                yield fits[0]


def _written(moments: Sequence[Moment]) -> Iterator[bool]:
    """Orders under which an open date lies by a date that is not open."""
    sure = [m.readings[0] for m in moments if len(m.readings) == 1]
    for moment in _open(moments):
        first, second = (
            min((abs(day - other) for other in sure), default=FAR) for day in moment.readings
        )
        if first <= NEAR and second > FAR:
            yield True
        elif second <= NEAR and first > FAR:
            yield False


def _sequences(moments: Sequence[Moment]) -> Iterator[bool | None]:
    """Orders under which two open dates side by side lie a few days apart, not months."""
    given = _open(moments)
    for i, moment in enumerate(given[:-1]):
        if given[i + 1].start - moment.end < 60:
            yield in_sequence(moment, given[i + 1])


def _order_in(country: str) -> bool | None:
    if country in MONTH_FIRST:
        return False
    return None if country in NEUTRAL else True


def _style(moments: Sequence[Moment], text: str) -> bool | None:
    """British spelling and "3 April 2024", or American and "April 3, 2024"."""
    written = {
        text[m.start].isdigit() for m in moments if len(m.readings) == 1 and _worded(m, text)
    }
    if len(written) != 1:
        return None
    british, american = (len(set(p.findall(text))) for p in (BRITISH, AMERICAN))
    first = written.pop()
    if first and british >= SPELLED and not american:
        return True
    if not first and american >= SPELLED and not british:
        return False
    return None


def _worded(moment: Moment, text: str) -> bool:
    return moment.clock is None and bool(re.search(r"[a-z]{3}", text[moment.start : moment.end]))
