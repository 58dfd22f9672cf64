"""The outlet, where the page names itself: a masthead, a copyright, a byline, an address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rashomon.stages.clean.dates import find_moment
from rashomon.stages.clean.marks import AGENCIES, NAME
from rashomon.stages.clean.origin import ELSEWHERE, host_of
from rashomon.stages.clean.units import Unit

__all__ = ["outlet_of"]

WORD = r"[A-Z][\w.&’'-]*"
SEVERAL = rf"{WORD}(?:\s(?:[A-Z&][\w.&’'-]*|of|the|and|for))"
NAMED = rf"(?P<name>{SEVERAL}{{0,4}})"
COPYRIGHT = re.compile(
    rf"(?:(?:©|\([cC]\)|\b[Cc]opyright\b|\bCOPYRIGHT\b)[\s,:]*)+"
    rf"(?P<year>\d{{4}}(?:\s*[-–]\s*\d{{4}})?)?,?\s*(?:by\s+)?(?:the\s+)?(?>{NAMED})(?!\s[a-z]|,?\s(?:Inc|LLC|Ltd|Limited|GmbH|PLC)\b)"
)
COPYRIGHT_HINTS = ("©", "opyright", "OPYRIGHT", "(c)", "(C)")
"""One of these stands in all that it finds."""
HEAD = re.compile(rf"{SEVERAL}{{1,4}}")
BETWEEN = re.compile(r"\s+[|/·•›»]\s+|\s{2,}")
"""What stands between the entries of a menu."""
OWN = (
    r"(?i:©|\(c\)|\b(?:subscribe\sto|copyright|sign\sup\s(?:to|for)|published\sby|follow|contact"
    r"|about|newsletters?\s(?:of|from)))[\s,:\d–-]*(?:the\s)?"
)
"""Words right before the name of the outlet that speaks."""
CREDITED = r"[/©]\s?{0}(?=\s?[)\]]|\W*$)|\b{0}\s[Aa]rchive"
CALLED = r"\b{0}\sis\s(?:a\smember|part|published|owned|a\spublication|registered)\b"
ASKED = re.compile(
    rf"(?:(?i:\bsubscribe\s+to\s+)(?:the\s+)?{NAMED}"
    rf"|(?i:\bfollow\s+)(?:the\s+)?{NAMED.replace('name', 'followed')}(?=\son\b)"
    rf"|(?i:\btry\s+)(?:the\s+)?{NAMED.replace('name', 'tried')}(?=\s(?:for|free|today|now)\b))"
)
ASKED_HINTS = ("subscr", "follow", "try")
"""One of these stands in all that it finds, folded: a sieve before it, no judgement."""
HEADED = re.compile(rf"{NAMED},\s")
BY = re.compile(r"\W*(?:by|By|BY)\s[A-Z]")
AGENCY = re.compile(rf"(?:{AGENCIES}|Thomson.*|All\b.*|The\s(?:Associated|Canadian)\sPress)\b.*")
LOOSE_END = re.compile(
    r"(?:[’']s$|[\s.,’'&-]|\s(?:of|the|and|for)|\s(?:Published|Updated|Posted)(?=\W*$))+$"
)
TITLED = re.compile(
    r"(?:By|BY|From|Sen|Rep|Gov|Mr|Mrs|Ms|Dr|Prof|Sir|Lord|Lady|President|Minister|Senator"
    r"|Governor|Prime|King|Queen|Pope|Gen|General|Capt|Col)\b"
)
"""First words of a byline or of a person with a title."""
LEGAL = re.compile(
    r"\b(?:Limited|Ltd|LLC|LLP|Inc|GmbH|Co|Corp|Corporation|AG|PLC|Plc|S\.A|Ventures|Holdings?"
    r"|Enterprises|Companies|Networks|Communications|Group|Partners)\.?$"
)
"""The end of a publisher's name, which is not what its paper is called."""
WIRE = re.compile(r"\bwire\b", re.I)
TAIL = re.compile(
    rf"\s[|–—-]\s(?P<name>{WORD}(?:\s(?:[A-Z&][\w.&’'-]*|of|the|and|for)){{0,4}})\W*$"
)
"""What stands behind the last bar of a page's title."""
NEWSLIKE = re.compile(
    r"(?i:\b(?:news|times|post|herald|tribune|gazette|journal|chronicle|guardian|telegraph|press"
    r"|observer|mail|mirror|sun|star|express|standard|examiner|inquirer|courier|bulletin|globe"
    r"|daily|weekly|today|review|record|sentinel|register|dispatch|media|radio|tv|online|magazine"
    r"|broadcasting|zeitung|anzeiger|kurier|nachrichten|presse|blatt|figaro|journal|gazeta|jornal"
    r"|folha|diario|periódico|corriere|giornale|stampa|dagblad|bladet|avisen|tidende|posten"
    r"|nyheter|haber|gazetesi|sabah)\b)|(?i:zeitung|tagblatt|anzeiger|bladet|posten|avisen)$"
    r"|^[A-Z]{2,5}$|^[\w-]+\.(?:com|org|net|co|[a-z]{2})$"
)
"""Words of which papers' and stations' names are made, an abbreviation, or an address."""
PERSON = rf"{NAME}(?:\s(?:{NAME}|and|de|van|von|al|bin|,)){{1,8}}?"
BYLINED = re.compile(
    rf"^(?:[Bb]y|BY)\s{PERSON}\s*(?:[,|/·•–—-]\s*|\s{{2,}})+(?:(?:for|of)\s)?(?:the\s)?{NAMED}"
    r"\s*(?:$|[|,·•–—-]|\s{2,}|\d)"
)
"""A byline whose author's name the outlet's follows."""
DATED = re.compile(rf"^{NAMED}\s*[|,·•–—-]?\s*$")
STAFF = re.compile(
    rf"\b(?:reporter|correspondent|editor|columnist|journalist|writer|producer|staff)\s(?:for|at|with"
    rf"|of)\s(?:the\s)?{NAMED}"
)
WRITTEN = re.compile(
    rf"[Ff]ollow\s{NAMED}\s(?:[a-z]+\s){{0,3}}(?:reporter|correspondent|columnist|editor|writer)"
)
MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?P<host>[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,12})\b")
LONE = re.compile(
    r"(?:www\.|https?://(?:www\.)?)?(?P<host>[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]+){1,3})/?"
)
SOURCE = re.compile(
    r"(?:(?:url|source|link|original(?:\s\w+)?|from|via|canonical|quelle|fonte|fuente)\s?:\s*)?"
    r"(?P<url>https?://\S+)",
    re.I,
)
MAILBOXES = re.compile(
    r"(?:^|\.)(?:g(?:oogle)?mail|yahoo|hotmail|outlook|aol|icloud|proton(?:mail)?|gmx|web|mail|live"
    r"|msn|yandex|qq|163|libero|orange|wanadoo|t-online|example)\."
)
SHARED = re.compile(
    r"(?:^|\.)(?:facebook|twitter|x|instagram|youtube|youtu|t|linkedin|tiktok|whatsapp|telegram"
    r"|reddit|pinterest|bit|goo|apple|google|amazon|wikipedia|archive|disqus)\.[a-z.]+$"
)
EDGE = 6
"""Lines at either end of a text among which an address of the text itself stands."""
WIRES = frozenset("UPI DPA PTI ANI IANS AAP NZPA EFE ANSA APA ATS KUNA SPA WAM MENA NAN".split())
BRAND = re.compile(r"^(?:[A-Z][\w.,'’ -]{0,40}\s)?\((?P<name>[A-Z][\w. ]{1,24})\)\s*[—–-]*\s*$")
"""A dateline that names who reports."""
BUTTONS = frozenset(
    """
    about account ad ads advertise advertisement advertising all app apps arts business careers
    center click close comment comments contact contribute cookie cookies copyright customer edition
    email facebook follow gallery game games get help home instagram jobs latest live local log
    login logout media menu more my newsletter newsletters offers opinion our photo photos playlist
    podcast podcasts policy politics print privacy programs read register reserved rights rss search
    service settings share shop sign signup sitemap skip sport sports subscribe subscriber
    subscribers subscription subscriptions support terms top trending twitter unsubscribe updates
    upgrade us videos watch weather whatsapp world you your youtube
    """.split()
)
"""Words of buttons and of menus, which no outlet's name is made of; "News" and "Daily" may be."""


def outlet_of(units: Sequence[Unit]) -> str | None:
    """The name by which the page calls itself, None unless exactly one is shown.

    A line or the first entry of a menu before the headline counts where a subscription, a
    copyright, a credit or the like says the same name; then what follows the page's title, a
    copyright line that does not name an agency, the name in a byline, a request to subscribe, the
    paper of the author, an address of the page or its staff, and a dateline that names no agency.
    A byline, a button or a person is never taken for an outlet.
    """
    outside = [u for u in units if u.kind in ("furniture", "byline", "caption")]
    footing = [u for u in outside if u.kind == "furniture"]
    routes: tuple[Iterable[str], ...] = (
        _mastheads(units, outside),
        _tails(units),
        _copyrights(footing),
        _bylined(units),
        _asked(outside),
        _staffed(units),
    )
    for names in routes:
        found = {_flat(name): name for name in names if _may_be_outlet(name)}
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    for given in (_addressed(units), list(_branded(units))):
        if given:
            return given[0] if len(set(given)) == 1 else None
    return None


def _flat(name: str) -> str:
    """A name without what its spellings differ in."""
    return re.sub(r"[\W_]", "", name.lower().removeprefix("the "))


def _may_be_outlet(name: str) -> bool:
    words = {word.strip(".,’'&-").lower() for word in name.split()}
    return (
        len(name) > 2
        and not BUTTONS & words
        and not AGENCY.fullmatch(name)
        and not TITLED.match(name)
        and not LEGAL.search(name)
    )


def _tails(units: Sequence[Unit]) -> Iterator[str]:
    """Names behind the last bar of a line that begins with the headline."""
    title = " ".join(unit.text for unit in units if unit.kind == "title")
    for unit in units if title else ():
        match = TAIL.search(unit.text) if unit.kind != "body" else None
        if match and _begins(unit.text[: match.start()], title):
            name = match["name"]
            if " " in name or NEWSLIKE.search(name):
                yield LOOSE_END.sub("", name)


def _begins(line: str, title: str) -> bool:
    """Whether a line is the headline, the title may hold the tail itself."""
    one, other = _flat(line), _flat(title)
    return len(one) > 12 and (one in other or other in one)


def _bylined(units: Sequence[Unit]) -> Iterator[str]:
    """Names beside the author in a byline, or before its date, that are like an outlet's."""
    for unit in units:
        if unit.kind != "byline":
            continue
        match = BYLINED.match(unit.text)
        if match is None and (moment := find_moment(unit.text)) and moment[0]:
            match = DATED.match(unit.text[: moment[0]].rstrip())
        if match:
            name = LOOSE_END.sub("", match["name"])
            if NEWSLIKE.search(name):
                yield name


def _staffed(units: Sequence[Unit]) -> Iterator[str]:
    """The paper of the author, from the words about them."""
    for unit in units:
        if unit.kind == "furniture" and unit.reason in ("about the author", "wording"):
            for match in (WRITTEN.search(unit.text), STAFF.search(unit.text)):
                name = LOOSE_END.sub("", match["name"]) if match else ""
                several = " " in name.removeprefix("The ")
                if several and NEWSLIKE.search(name):
                    yield name


def _addressed(units: Sequence[Unit]) -> list[str]:
    """Domains of the text's own address, of its staff's mail, of lines that are a domain."""
    edges = [*units[:EDGE], *units[-EDGE:]]
    own = [host_of(m["url"]) for u in edges if "://" in u.text and (m := SOURCE.fullmatch(u.text))]
    mail = [
        m["host"]
        for u in units
        if u.kind in ("byline", "furniture") and "@" in u.text
        for m in MAIL.finditer(u.text)
        if not MAILBOXES.search(m["host"].lower())
    ]
    bare = [u.text for u in units if u.kind == "furniture" and " " not in u.text]
    lone = [m["host"] for text in bare if (m := LONE.fullmatch(text))]
    for hosts in (own, mail, lone):
        found = [h.lower() for h in hosts if h and not SHARED.search(h.lower())]
        found = [h for h in found if h not in ELSEWHERE]
        if found:
            return list(dict.fromkeys(found))
    return []


def _branded(units: Sequence[Unit]) -> Iterator[str]:
    """Who reports by the dateline, where it is no agency that others carry."""
    for unit in units:
        match = BRAND.match(unit.text) if unit.kind == "dateline" else None
        if match and not AGENCY.fullmatch(match["name"]) and match["name"] not in WIRES:
            yield match["name"]


def _mastheads(units: Sequence[Unit], outside: Sequence[Unit]) -> Iterator[str]:
    """Names at the head of lines before the headline that another line owns or credits."""
    shown = "\n".join(unit.text for unit in outside)
    for unit in _before_title(units):
        match = HEAD.match(BETWEEN.split(unit.text)[0])
        words = match[0].split() if match else []
        if not words or shown.count(" ".join(words[:2])) < 2:
            continue
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
        # before the slash and in bare brackets the photographer is named as often
        own = rf"|\({bare}\)" if NEWSLIKE.search(name) else ""
        return re.search(CREDITED.format(bare) + own, unit.text) is not None
    called = rf"{OWN}{bare}(?!\w)|{CALLED.format(bare)}"
    return unit.kind == "furniture" and re.search(called, unit.text) is not None


def _request(text: str) -> re.Match[str] | None:
    folded = text.casefold()
    for hint in ASKED_HINTS:
        if hint in folded:
            return ASKED.search(text)
    return None


def _asked(units: Sequence[Unit]) -> Iterator[str]:
    """Names in requests to subscribe or follow, and before the date in a byline.

    Who is named in a byline may be followed as well, and may stand before a date.
    """
    bylines = [unit.text for unit in units if unit.kind == "byline"]
    for unit in units:
        if unit.kind == "furniture" and (match := _request(unit.text)):
            name = next(LOOSE_END.sub("", group) for group in match.groups() if group)
            person = " " not in name or any(name in line for line in bylines)
            if match["followed"] is None or (not person and NEWSLIKE.search(name)):
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
        if not any(hint in unit.text for hint in COPYRIGHT_HINTS):
            continue
        match = COPYRIGHT.search(unit.text)
        if WIRE.search(unit.text):
            continue
        if match and (match.start() < 2 or match["year"] or "ights reserved" in unit.text):
            yield LOOSE_END.sub("", match["name"])
