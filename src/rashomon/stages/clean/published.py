"""When a report was published and updated, among all the dates of its page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.stages.clean.date_order import day_first
from rashomon.stages.clean.dates import Moment, find_moments
from rashomon.stages.clean.origin import countries_of, places_of
from rashomon.stages.clean.units import Unit

__all__ = ["times_of"]

PUBLISHED = re.compile(
    r"\b(?:(?:first\s)?published|posted|created|issued|publi(?:é|ée|cado|cada|cat|kov[aá]no|ziert"
    r"|sert|cerad|cat)|mis\sen\sligne|pubblicat[oa]|gepubliceerd|geplaatst|veröffentlicht"
    r"|erst(?:ellt|veröffentlichung)|(?:o|za)?publikowan[oay]|data\spublikacji|dodano|utworzono"
    r"|опубликовано|дата\sпубликации|опубліковано|yayın(?:lan)?ma?(?:\starihi)?|giriş(?:\starihi)?"
    r"|oluşturulma|eklenme|udgivet|offentliggjort|julkaistu|megjelent|paskelbta|diterbitkan"
    r"|نشر(?:\sفي)?|تاريخ\sالنشر|تاریخ\sانتشار|प्रकाशित|date)\b"
    r"|公開日?|配信|掲載|投稿|发布|發布|发表|發表|입력|등록|승인",
    re.I,
)
UPDATED = re.compile(
    r"\b(?:updated?|modified|last\schanged|mis(?:e)?\sà\sjour|modifié|actuali[sz]ad[oa]"
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
"""Characters beside a date and its label in a line that is about the date."""
NEAR = 12
"""Units from the headline or the first paragraph in which a date is the report's own."""
FOOT = re.compile(r"©|\(c\)\s|copyright|rights\sreserved", re.I)
MENTIONED = re.compile(
    r"\b(?:on|since|until|till|from|in|of|by|before|after|between|am|vom|le|du|depuis|el|del|desde"
    r"|il|dal|em|de|op|sinds|dnia|с|до|от|den|den)\s+(?:\w+,?\s+)?\Z",
    re.I,
)
ENOUGH = 2.0
"""Score from which a date without a word for it is taken for that of the publication."""


@dataclass(frozen=True)
class _Dated:
    """A date with what speaks for it: ``role`` is said, changed or open."""

    moment: Moment
    role: str
    score: float
    unit: int


def times_of(
    text: str,
    units: Sequence[Unit],
    language: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
) -> tuple[str | None, str | None]:
    """ISO 8601 times of publication and update, None where the page does not show them.

    :param units: with their kinds, in the order of the text.
    """
    moments = list(find_moments(text))
    if not moments or not units:
        return None, None
    dated = [d for m in moments if (d := _judged(text, units, m, moments)) is not None]
    said = _best([d for d in dated if d.role == "said"]) or _best(
        [d for d in dated if d.role == "open" and d.score >= ENOUGH]
    )
    changed = _best([d for d in dated if d.role == "changed"])
    countries = countries_of(url, outlet, units)
    order = day_first(moments, language, countries, text)
    places = countries or places_of(units)
    found = []
    for one in (said, changed):
        found.append(None if one is None else one.moment.value(_own(one.moment, order), places))
    return found[0], found[1]


def _own(moment: Moment, order: bool | None) -> bool | None:
    """The order of one date: its own weekday goes before what the page tells."""
    if len(moment.readings) > 1 and moment.weekday is not None:
        fits = [day.weekday() == moment.weekday for day in moment.readings]
        if fits[0] != fits[1]:
            return fits[0]
    return order


def _best(dated: Sequence[_Dated]) -> _Dated | None:
    """The best by score, the first of equals."""
    return max(dated, key=lambda d: d.score, default=None)


def _judged(
    text: str, units: Sequence[Unit], moment: Moment, moments: Sequence[Moment]
) -> _Dated | None:
    at = bisect_right(units, moment.start, key=lambda unit: unit.start) - 1
    if at < 0:
        return None
    line = _line(text, moment.start, moment.end)
    previous = max((m.end for m in moments if m.end <= moment.start), default=0)
    role = _role(text, units, at, max(line[0], previous), moment)
    if FOOT.search(text, line[0], moment.start) and role == "open":
        return None
    return _Dated(moment, role, _score(text, units, at, line, moment, role), at)


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return first, len(text) if last < 0 else last


def _role(text: str, units: Sequence[Unit], at: int, low: int, moment: Moment) -> str:
    """What the nearest word before a date says of it, on its line or alone on the line before."""
    before = text[max(low, moment.start - LABEL) : moment.start]
    if not before.strip() and at and len(units[at - 1].text) < LABEL:
        before = units[at - 1].text
    found = [(m.end(), "said") for m in PUBLISHED.finditer(before)]
    found += [(m.end(), "changed") for m in UPDATED.finditer(before)]
    return max(found)[1] if found else "open"


def _score(
    text: str,
    units: Sequence[Unit],
    at: int,
    line: tuple[int, int],
    moment: Moment,
    role: str,
) -> float:
    """How much speaks for a date as the report's own."""
    title = next((i for i, unit in enumerate(units) if unit.kind == "title"), None)
    body = next((i for i, unit in enumerate(units) if unit.kind == "body"), len(units))
    anchor = [i for i in (title, body) if i is not None]
    distance = min(abs(at - i) for i in anchor)
    beside = line[1] - line[0] - (moment.end - moment.start)
    unit = units[at]
    score = 0.0
    score += 1.5 * (unit.kind in ("byline", "dateline"))
    score += 1.0 * (moment.clock is not None)
    score += 1.0 * (beside <= LONE)
    score += 1.0 * (min(anchor) - 1 <= at <= max(anchor) + 2)
    score -= 0.1 * min(distance, 30)
    score -= 2.0 * (unit.kind == "body" and moment.start > unit.start + 3)
    score -= 2.0 * (unit.kind in ("caption", "sidebar"))
    before = text[max(line[0], moment.start - 24) : moment.start]
    score -= 2.0 * (role == "open" and MENTIONED.search(before) is not None)
    return score
