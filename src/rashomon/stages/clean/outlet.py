"""The outlet, where the page names itself: a masthead that other lines repeat, a copyright."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rashomon.stages.clean.dates import find_moment
from rashomon.stages.clean.marks import AGENCIES
from rashomon.stages.clean.units import Unit

__all__ = ["outlet_of"]

WORD = r"[A-Z][\w.&’'-]*"
SEVERAL = rf"{WORD}(?:\s(?:[A-Z&][\w.&’'-]*|of|the|and|for))"
NAMED = rf"(?P<name>{SEVERAL}{{0,4}})"
COPYRIGHT = re.compile(
    rf"(?:(?:©|\([cC]\)|\b[Cc]opyright\b|\bCOPYRIGHT\b)[\s,:]*)+"
    rf"(?P<year>\d{{4}}(?:\s*[-–]\s*\d{{4}})?)?,?\s*(?:by\s+)?(?:the\s+)?(?>{NAMED})(?!\s[a-z])"
)
HEAD = re.compile(rf"{SEVERAL}{{1,4}}")
BETWEEN = re.compile(r"\s+[|/·•›»]\s+|\s{2,}")
"""What stands between the entries of a menu."""
OWN = (
    r"(?i:©|\(c\)|\b(?:subscribe\sto|copyright|sign\sup\s(?:to|for)|published\sby|follow|contact"
    r"|about|newsletters?\s(?:of|from)))[\s,:\d–-]*(?:the\s)?"
)
"""Words right before the name of the outlet that speaks."""
CREDITED = r"[/(©]\s?{0}(?=\s?[/)\]]|\W*$)|\b{0}\s[Aa]rchive"
CALLED = r"\b{0}\sis\s(?:a\smember|part|published|owned|a\spublication|registered)\b"
ASKED = re.compile(
    rf"(?:(?i:\bsubscribe\s+to\s+)(?:the\s+)?{NAMED}"
    rf"|(?i:\bfollow\s+)(?:the\s+)?{NAMED.replace('name', 'followed')}(?=\son\b)"
    rf"|(?i:\btry\s+)(?:the\s+)?{NAMED.replace('name', 'tried')}(?=\s(?:for|free|today|now)\b))"
)
HEADED = re.compile(rf"{NAMED},\s")
BY = re.compile(r"\W*(?:by|By|BY)\s[A-Z]")
AGENCY = re.compile(rf"(?:{AGENCIES}|Thomson.*|All\b.*|The\s(?:Associated|Canadian)\sPress)\b.*")
LOOSE_END = re.compile(r"(?:[’']s$|[\s.,’'&-]|\s(?:of|the|and|for))+$")
TITLED = re.compile(
    r"(?:By|BY|From|Sen|Rep|Gov|Mr|Mrs|Ms|Dr|Prof|Sir|Lord|Lady|President|Minister|Senator"
    r"|Governor|Prime|King|Queen|Pope|Gen|General|Capt|Col)\b"
)
"""First words of a byline or of a person with a title."""
LEGAL = re.compile(r"\b(?:Limited|Ltd|LLC|LLP|Inc|GmbH|Co|Corp|Corporation|AG|PLC|Plc|S\.A)\.?$")
"""The end of a publisher's name, which is not what its paper is called."""
BUTTONS = frozenset(
    """
    about account ad ads advertise advertisement advertising all app apps arts business careers
    center click close comment comments contact contribute cookie cookies copyright customer edition
    email facebook follow gallery game games get help home instagram jobs latest live local log
    login logout media menu more my newsletter newsletters offers opinion our photo photos playlist
    podcast podcasts policy politics print privacy programs read register reserved rights rss search
    service settings share shop sign signup sitemap skip sport sports subscribe subscriber
    subscribers subscription subscriptions support terms top trending twitter unsubscribe upgrade us
    videos watch weather whatsapp world you your youtube
    """.split()
)
"""Words of buttons and of menus, which no outlet's name is made of; "News" and "Daily" may be."""


def outlet_of(units: Sequence[Unit]) -> str | None:
    """The name by which the page calls itself, None unless exactly one is shown.

    A line or the first entry of a menu before the headline counts where a subscription, a
    copyright, a credit or the like says the same name; then a copyright line that does not name
    an agency; then a request to subscribe, or the name before the date of a byline. A byline,
    a button or a person is never taken for an outlet.
    """
    outside = [u for u in units if u.kind in ("furniture", "byline", "caption")]
    footing = [u for u in outside if u.kind == "furniture"]
    for names in (_mastheads(units, outside), _copyrights(footing), _asked(outside)):
        found = list(dict.fromkeys(name for name in names if _may_be_outlet(name)))
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _may_be_outlet(name: str) -> bool:
    words = {word.strip(".,’'&-").lower() for word in name.split()}
    return (
        len(name) > 2
        and not BUTTONS & words
        and not AGENCY.fullmatch(name)
        and not TITLED.match(name)
        and not LEGAL.search(name)
    )


def _mastheads(units: Sequence[Unit], outside: Sequence[Unit]) -> Iterator[str]:
    """Names at the head of lines before the headline that another line owns or credits."""
    for unit in _before_title(units):
        match = HEAD.match(BETWEEN.split(unit.text)[0])
        words = match[0].split() if match else []
        others = [other for other in outside if other.text != unit.text]
        for size in range(len(words), 1, -1):
            name = LOOSE_END.sub("", " ".join(words[:size]))
            if " " in name and any(_owns(other, name) for other in others):
                yield name
                break


def _owns(unit: Unit, name: str) -> bool:
    """Whether a line speaks for the outlet of that name, or credits a picture to it."""
    if name not in unit.text:
        return False
    bare = re.escape(name)
    if unit.kind == "caption":
        return re.search(CREDITED.format(bare), unit.text) is not None
    called = rf"{OWN}{bare}(?!\w)|{CALLED.format(bare)}"
    return unit.kind == "furniture" and re.search(called, unit.text) is not None


def _asked(units: Sequence[Unit]) -> Iterator[str]:
    """Names in requests to subscribe or follow, and before the date in a byline.

    Who is named in a byline may be followed as well, and may stand before a date.
    """
    bylines = [unit.text for unit in units if unit.kind == "byline"]
    for unit in units:
        if unit.kind == "furniture" and (match := ASKED.search(unit.text)):
            name = next(LOOSE_END.sub("", group) for group in match.groups() if group)
            person = " " not in name or any(name in line for line in bylines)
            if match["followed"] is None or not person:
                yield name
        elif unit.kind == "byline" and (match := HEADED.match(unit.text)):
            name = match["name"]
            again = any(u.kind == "furniture" and u.text.startswith(name) for u in units)
            dated = find_moment(rest := unit.text[match.end() :])
            if " " in name and dated and (again or BY.match(rest, dated[1])):
                yield name


def _before_title(units: Sequence[Unit]) -> list[Unit]:
    title = next((i for i, unit in enumerate(units) if unit.kind == "title"), 0)
    return [unit for unit in units[:title] if unit.kind == "furniture"]


def _copyrights(units: Sequence[Unit]) -> Iterator[str]:
    """Holders of the page: the line begins with it, or gives a year or all rights."""
    for unit in units:
        match = COPYRIGHT.search(unit.text)
        if match and (match.start() < 2 or match["year"] or "ights reserved" in unit.text):
            yield LOOSE_END.sub("", match["name"])
