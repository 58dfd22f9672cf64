"""When a report was published and updated, among all the dates of its page.

Each date is a candidate; a logistic model over features of its wording, place and neighbours
scores it against "none of them" (``evals/train_dates.py``). A date that the page calls an update
is never taken for the publication, nor the other way round.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rashomon.stages.clean.date_order import day_first
from rashomon.stages.clean.dates import Moment, find_moments
from rashomon.stages.clean.months import month_of
from rashomon.stages.clean.origin import countries_of, places_of
from rashomon.stages.clean.ranker import load_ranker
from rashomon.stages.clean.units import Unit

__all__ = ["NAMES", "Dated", "dated_of", "features", "times_of"]

PUBLISHED = re.compile(
    r"\b(?:(?:first\s)?published|posted|created|issued|publi(?:é|ée|cado|cada|cat|kov[aá]no|ziert"
    r"|sert|cerad)|mis\sen\sligne|pubblicat[oa]|gepubliceerd|geplaatst|veröffentlicht"
    r"|erst(?:ellt|veröffentlichung)|(?:o|za)?publikowan[oay]|data\spublikacji|dodano|utworzono"
    r"|опубликовано|дата\sпубликации|опубліковано|yayın(?:lan)?ma?(?:\starihi)?|giriş(?:\starihi)?"
    r"|oluşturulma|eklenme|udgivet|offentliggjort|julkaistu|megjelent|paskelbta|diterbitkan"
    r"|نشر(?:\sفي)?|تاريخ\sالنشر|تاریخ\sانتشار|प्रकाशित|date)\b"
    r"|公開日?|配信|掲載|投稿|发布|發布|发表|發表|입력|등록|승인",
    re.I,
)
UPDATED = re.compile(
    r"(?:\b|(?<=\d))(?:updated?|modified|last\schanged|mise?\sà\sjour|modifié|actuali[sz]ad[oa]"
    r"|actualización|aggiornat[oa]|aggiornamento|atualizad[oa]|bijgewerkt|laatste\supdate|gewijzigd"
    r"|aktualisiert|geändert|stand|(?:za)?aktuali(?:zacja|zowano|zováno|zované)|обновлено|оновлено"
    r"|(?:son\s)?güncelle(?:me|ndi|nme)|oppdatert|uppdaterad|opdateret|endret|päivitetty|muokattu"
    r"|diperbarui|atnaujinta|actualizat|آخر\sتحديث|تحديث|به‌?روزرسانی|अपडेटेड|अपडेट)\b"
    r"|更新日?|最終更新|수정",
    re.I,
)
LABEL = 48
"""Characters before a date in which the word stands that says what it is."""
LONE = 60
"""Characters beside a date in a line that is about the date."""
ASIDE = re.compile(
    r"©|\(c\)\s|copyright|rights\sreserved|\b(?:until|till|bis|jusqu\S*|hasta|fino|tot|expires?"
    r"|available|verfügbar|event|deadline|post(?:ed)?\s(?:shared\s)?by|via)\b|@\w+\)?\s*(?:on\s)?\Z",
    re.I,
)
"""What stands before dates of other things: of rights, of an end, of what somebody posted."""
PICTURED = re.compile(r"[^.\n]{0,24}\b(?:photo|image|picture|file|video|frame|foto|bild)", re.I)
"""What follows the date of a picture."""
HELPING = re.compile(r"\b(?:was|were|been|be|being|is|are|has|have|had|wurde|est|fue|è)\s+\Z")
"""Verbs before a "published" that is part of a sentence."""
MENTIONED = re.compile(
    r"\b(?:on|since|until|till|from|in|of|by|before|after|between|am|vom|le|du|depuis|el|del|desde"
    r"|il|dal|em|op|sinds|dnia|с|до|от|den)\s+(?:\w+,?\s+)?\Z",
    re.I,
)
"""A preposition before a date in running text."""
WRITER = re.compile(r"(?:\b[Bb]y\s|[A-ZÀ-Þ][\w.’'-]+\s[A-ZÀ-Þ][\w.’'-]+\s*[|,·•–—-]?\s*\Z)")
"""A name right before a date, or somebody's "by" on its line."""
URL_DAY = re.compile(
    r"/(?P<year>20\d\d)[/-](?P<month>\d{1,2}|[a-z]{3})[/-](?P<day>\d{1,2})(?=[/_-]|$)", re.I
)
WRITTEN = re.compile(r"\W{0,4}\b(?:by|von|par|por|di|door)\s[A-ZÀ-Þ]", re.I)
"""Somebody's "by" right behind a date."""
AROUND = 250
"""Characters to either side in which other dates make a list of items."""
NAMES = (
    "bias", "said", "clock", "zone", "weekday", "byline", "caption", "body_inside", "body_start",
    "line_start", "line_end", "beside", "alone", "before_title", "after_title", "between",
    "near_body", "far", "foot", "first", "crowd", "same", "latest", "behind_latest", "mentioned",
    "aside", "writer", "follows_lower", "byline_near", "titled",
    "weekday_off", "alone_off", "alone_under",
)  # fmt: skip
"""Names of the features, in their order."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a page: its role is ``said``, ``changed`` or ``open``; the unit it begins in."""

    moment: Moment
    role: str
    unit: int


def times_of(
    text: str,
    units: Sequence[Unit],
    language: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    models: Path | None = None,
) -> tuple[str | None, str | None]:
    """ISO 8601 times of publication and update, None where the page does not show them.

    :param units: with their kinds, in the order of the text.
    :param models: a folder with another ``dates.json``.
    """
    dated = dated_of(text, units)
    address = _of_url(url)
    said, changed = _chosen(text, units, dated, models)
    countries = countries_of(url, outlet, units) if said or changed else frozenset()
    moments = [one.moment for one in dated] + ([address] if address else [])
    order = day_first(moments, language, countries, text) if said or changed else None
    places = countries or places_of(units)
    published, updated = (
        None if one is None else one.value(_own(one, order), places)
        for one in (said or address, changed)
    )
    return published, updated


def _chosen(
    text: str, units: Sequence[Unit], dated: Sequence[Dated], models: Path | None
) -> tuple[Moment | None, Moment | None]:
    """The best date that is not called an update, and the best that is, where good enough."""
    if not dated:
        return None, None
    ranker = load_ranker("dates.json", NAMES, models)
    best: dict[bool, tuple[float, Moment]] = {}
    for one, row in zip(dated, features(text, units, dated), strict=True):
        score, changed = ranker.score(row), one.role == "changed"
        if score >= ranker.least and (changed not in best or score > best[changed][0]):
            best[changed] = score, one.moment
    none = (0.0, None)
    return best.get(False, none)[1], best.get(True, none)[1]


def _of_url(url: str | None) -> Moment | None:
    """The day that the path of an address gives, as most papers' systems put it there."""
    match = URL_DAY.search(url) if url else None
    if match is None:
        return None
    month = match["month"]
    number = int(month) if month.isdigit() else month_of(month) or 0
    try:
        day = date(int(match["year"]), number, int(match["day"]))
    except ValueError:
        return None
    return Moment(0, 0, (day,))


def _own(moment: Moment, order: bool | None) -> bool | None:
    """The order of one date: its own weekday goes before what the page tells."""
    if len(moment.readings) > 1 and moment.weekday is not None:
        fits = [day.weekday() == moment.weekday for day in moment.readings]
        if fits[0] != fits[1]:
            return fits[0]
    return order


def dated_of(text: str, units: Sequence[Unit]) -> list[Dated]:
    """The dates of a page, each with its role."""
    found: list[Dated] = []
    last = 0
    starts = [unit.start for unit in units]
    for moment in find_moments(text):
        at = bisect_right(starts, moment.start) - 1
        if at >= 0:
            low = max(text.rfind("\n", 0, moment.start) + 1, last)
            found.append(Dated(moment, _role(text, units, at, low, moment), at))
        last = moment.end
    return found


def _role(text: str, units: Sequence[Unit], at: int, low: int, moment: Moment) -> str:
    """What the nearest word before a date says of it, on its line or alone on the line before."""
    before = text[max(low, moment.start - LABEL) : moment.start]
    if not before.strip() and at and len(units[at - 1].text) < LABEL:
        before = units[at - 1].text
    found = [
        (m.end(), role)
        for role, pattern in (("said", PUBLISHED), ("changed", UPDATED))
        for m in pattern.finditer(before)
        if not HELPING.search(before, 0, m.start())
    ]
    return max(found)[1] if found else "open"


# ---------------------------------------------------------------- features


def features(text: str, units: Sequence[Unit], dated: Sequence[Dated]) -> list[tuple[float, ...]]:
    """One row of :data:`NAMES` for each date."""
    title = next((i for i, unit in enumerate(units) if unit.kind == "title"), -1)
    body = [i for i, unit in enumerate(units) if unit.kind == "body"]
    span = (title, body[0] if body else len(units), body[-1] if body else len(units))
    days = [one.moment.readings[0] for one in dated]
    counts = Counter(days)
    starts = [one.moment.start for one in dated]
    rows = []
    for i, one in enumerate(dated):
        start = one.moment.start
        near = bisect_right(starts, start + AROUND) - bisect_left(starts, start - AROUND) - 1
        rows.append(
            (
                *_worded(text, units, one),
                *_line(text, one.moment),
                *_placed(one.unit, span),
                i == 0,
                min(near, 4) / 2,
                min(counts[days[i]], 3) - 1,
                *_beside_others(days[i], max(days)),
                *_before(text, one.moment),
                any(u.kind == "byline" for u in units[max(0, one.unit - 2) : one.unit + 3]),
                units[one.unit].kind in ("title", "summary"),
                *_under_title(text, one, span),
            )
        )
    return [tuple(map(float, row)) for row in rows]


def _worded(text: str, units: Sequence[Unit], one: Dated) -> tuple[float, ...]:
    unit, moment = units[one.unit], one.moment
    reporting = unit.kind == "body"
    inside = moment.start > unit.start + 3
    return (
        1.0,
        one.role != "open",
        moment.clock is not None,
        moment.zone is not None,
        moment.weekday is not None,
        unit.kind in ("byline", "dateline"),
        unit.kind in ("caption", "sidebar"),
        reporting and inside,
        reporting and not inside,
    )


def _line(text: str, moment: Moment) -> tuple[float, ...]:
    first = text.rfind("\n", 0, moment.start) + 1
    last = text.find("\n", moment.end)
    before = text[first : moment.start].strip()
    after = text[moment.end : last if last >= 0 else len(text)].strip()
    beside = len(before) + len(after)
    return (not before, not after, math.log1p(beside) / 3, beside <= LONE)


def _placed(at: int, span: tuple[int, int, int]) -> tuple[float, ...]:
    title, first, last = span
    known = title >= 0
    return (
        known and at < title,
        known and 0 <= at - title <= 4,
        known and title <= at <= first + 1,
        abs(at - first) <= 3,
        min(abs(at - first), abs(at - title) if known else 99, 40) / 10,
        at > last,
    )


def _under_title(text: str, one: Dated, span: tuple[int, int, int]) -> tuple[float, ...]:
    """A day of the week, or a line of its own, is of the report right under its headline only;
    elsewhere it is of today's date at the head of a page, or of another item.
    """
    title, first, _ = span
    under = 0 <= title <= one.unit <= max(first, title) + 1
    alone = bool(_line(text, one.moment)[3])
    return (one.moment.weekday is not None and not under, alone and not under, alone and under)


def _beside_others(day: date, latest: date) -> tuple[float, ...]:
    return (day == latest, math.log1p((latest - day).days) / 4)


def _before(text: str, moment: Moment) -> tuple[float, ...]:
    low = max(text.rfind("\n", 0, moment.start) + 1, moment.start - LABEL)
    before = text[low : moment.start]
    after = text[moment.end : moment.end + 4]
    return (
        MENTIONED.search(before) is not None,
        ASIDE.search(before) is not None or PICTURED.match(text, moment.end) is not None,
        WRITER.search(before) is not None or WRITTEN.match(text, moment.end) is not None,
        after.startswith((",", ".", ";")) or bool(re.match(r"\s[a-z]", after)),
    )
