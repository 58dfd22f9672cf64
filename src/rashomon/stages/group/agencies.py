"""News agencies, and where an article credits one for its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.models import Article, Block

__all__ = ["Credit", "credits_of"]

AGENCIES: dict[str, tuple[str, ...]] = {
    "AFP": ("AFP", "Agence France-Presse", "Agence France Presse"),
    "Anadolu Agency": ("Anadolu Agency", "Anadolu Ajansi"),
    "ANI": ("ANI", "Asian News International"),
    "ANSA": ("ANSA",),
    "Associated Press": ("AP", "Associated Press", "ASSOCIATED PRESS"),
    "Australian Associated Press": ("AAP", "Australian Associated Press"),
    "Bernama": ("Bernama",),
    "Bloomberg": ("Bloomberg", "Bloomberg News"),
    "Canadian Press": ("Canadian Press",),
    "China News Service": ("China News Service",),
    "dpa": ("dpa", "DPA", "Deutsche Presse-Agentur"),
    "EFE": ("EFE", "Agencia EFE"),
    "IANS": ("IANS", "Indo-Asian News Service"),
    "Interfax": ("Interfax",),
    "Interfax-Ukraine": ("Interfax-Ukraine",),
    "IRNA": ("IRNA",),
    "Jiji Press": ("Jiji Press", "JIJI"),
    "KCNA": ("KCNA", "Korean Central News Agency"),
    "Kyodo News": ("Kyodo", "Kyodo News"),
    "PA Media": ("PA Media", "Press Association"),
    "Press Trust of India": ("PTI", "Press Trust of India"),
    "Reuters": ("Reuters", "REUTERS", "Thomson Reuters"),
    "RIA Novosti": ("RIA Novosti", "RIA"),
    "SANA": ("SANA",),
    "TASS": ("TASS", "ITAR-TASS"),
    "Tribune News Service": ("TNS", "Tribune News Service"),
    "Ukrinform": ("Ukrinform",),
    "UNIAN": ("UNIAN",),
    "United Press International": ("UPI", "United Press International"),
    "Xinhua": ("Xinhua", "Xinhua News Agency"),
    "Yonhap": ("Yonhap", "Yonhap News Agency"),
}
"""Agencies by the name given to an origin, with the names that credits use."""

DOMAINS = {
    "afp.com": "AFP",
    "apnews.com": "Associated Press",
    "bloomberg.com": "Bloomberg",
    "interfax.com": "Interfax",
    "reuters.com": "Reuters",
    "tass.com": "TASS",
    "upi.com": "United Press International",
    "xinhuanet.com": "Xinhua",
}
"""Agencies that are outlets themselves."""

HEAD_LINES = 25
"""Lines at the head of a text in which a by-line can stand: menus come before it in scrapes."""

HEAD_PARAGRAPHS = 15
"""First paragraphs whose beginning can be a date line: headings and standfirsts may precede it."""

LAST_PARAGRAPHS = 3
"""Last paragraphs that can tell who helped to write a report."""

_NAMES = {alias: name for name, aliases in AGENCIES.items() for alias in aliases}
_KNOWN = "|".join(sorted(map(re.escape, _NAMES), key=lambda alias: (-len(alias), alias)))
_NEWSWIRE = (
    r"(?:News Agency|Press Agency|Newswire|News Wire|News Service|Wire Service|Press Service)"
)
_OTHER = rf"[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){{0,4}} {_NEWSWIRE}"
_AGENCY = rf"(?:[Tt]he |THE )?(?P<name>{_KNOWN}|{_OTHER})"

_PRESS = r"(?P<name>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3} (?:Press|Agency|Wire|Newswire))"
"""What only the place tells to be an agency: brackets after place and date, or the closing line."""
_PLACED = re.compile(rf"\((?:[Tt]he )?{_PRESS}\)")
_REPORTED = re.compile(rf"^\W?(?:[Rr]eporting|[Ww]riting|[Ww]ritten) by (?:[Tt]he )?{_PRESS}\b")

_DATELINE = re.compile(rf"^\W*(?:[A-Z][^\n()]{{0,60}})?[(\[/]{_AGENCY}[)\]/]\s*[-–—:]")
_DATELINE_CAPS = re.compile(rf"^[A-Z][A-Z .,'’-]{{2,40}}(?:[A-Z][a-z]+\.? \d+)? ?\({_AGENCY}\)")
_DATELINE_DASH = re.compile(rf"^[A-Z][A-Z .'-]+,[^\n()]{{0,30}}?\b{_AGENCY}\s*[-–—]")
_WRITER = r"(?:[^\n,|/.]{2,50}(?:,| of| for) )?"
_LINE = re.compile(
    rf"^\W*(?:(?:[Bb]y|BY|[Ff]rom|[Ss]ource:?|[Vv]ia)\s+{_WRITER})?"
    rf"{_AGENCY}"
    r"(?:\s+(?:[Ss]taff|[Ww]riters?|[Rr]eporters?))*\W*(?:\d.*|(?:Posted|Updated|Published).*)?$"
)
_BY = re.compile(rf"\b(?:[Bb]y|BY) {_AGENCY}\b")
_OWNER = re.compile(rf"(?:©|\([Cc]\)|[Cc]opyright)\s*(?:\d{{4}}\s*)?(?:by )?{_AGENCY}\b")
_SIGNED = re.compile(rf"(?:[(\[]|[-–—]\s?|[Ss]ource: ?){_AGENCY}[)\]]?\W*$")
_HELP = re.compile(
    r"contributed to this|contributed reporting|with reporting|additional reporting"
    r"|with (?:files|information|material|input)|was used in this",
    re.IGNORECASE,
)
_MENTION = re.compile(rf"\b{_AGENCY}\b")


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency credited by an article, in the words ``text``.

    ``whole`` is true where the agency wrote the report, false where it helped to write it.
    """

    name: str
    text: str
    whole: bool


def credits_of(article: Article) -> tuple[Credit, ...]:
    """The agencies that an article credits for its text, each once, the surest credit first.

    Words that name an agency as the source of a statement ("told AFP") are no credit.
    """
    found: dict[str, Credit] = {}
    every = sorted(_credits(article), key=lambda credit: not credit.whole)
    for credit in every:
        found.setdefault(credit.name, credit)
    return tuple(found.values())


def _credits(article: Article) -> Iterator[Credit]:
    yield from _outlet_credit(article)
    yield from _head_credits(article)
    blocks = [block for block in article.blocks if block.kind in ("body", "dateline")]
    for block in blocks[:HEAD_PARAGRAPHS]:
        start = article.text[block.start : block.end].lstrip()
        yield from _first(start, (_DATELINE, _DATELINE_CAPS, _DATELINE_DASH))
    for block in article.blocks:
        words = article.text[block.start : block.end]
        placed = {"dateline": _PLACED, "byline": _REPORTED}.get(block.kind)
        for credit in _first(words, (placed,)) if placed else ():
            if credit.name != article.outlet:
                yield credit
        if block.kind == "byline":
            yield from _by_line(article.text[block.start : block.end])
        elif block.kind == "furniture":
            yield from _first(article.text[block.start : block.end], (_OWNER,))
    yield from _end_credits(article, blocks[-LAST_PARAGRAPHS:])


def _outlet_credit(article: Article) -> Iterator[Credit]:
    outlet = (article.outlet or "").removeprefix("www.")
    name = DOMAINS.get(outlet.lower()) or _NAMES.get(outlet)
    if name is not None:
        yield Credit(name, outlet, whole=True)


def _head_credits(article: Article) -> Iterator[Credit]:
    """Lines near the head that are nothing but a credit, photo credits left out."""
    captions = [(block.start, block.end) for block in article.blocks if block.kind == "caption"]
    start, seen = 0, 0
    for line in article.text.splitlines(keepends=True):
        here, start = start, start + len(line)
        seen += bool(line.strip())
        if seen > HEAD_LINES:
            return
        if len(line) <= 120 and not any(low <= here < high for low, high in captions):
            yield from _first(line.strip(), (_LINE, _BY))


def _by_line(line: str) -> Iterator[Credit]:
    whole = _HELP.search(line) is None
    for match in _MENTION.finditer(line):
        yield Credit(_name(match), match[0], whole)
    yield from _first(line, (_LINE, _BY))


def _end_credits(article: Article, blocks: list[Block]) -> Iterator[Credit]:
    for block in blocks:
        words = article.text[block.start : block.end].strip()
        yield from _first(words, (_OWNER,))
        if block is blocks[-1]:
            yield from _first(words[-80:], (_SIGNED,))
        if len(words) <= 400 and _HELP.search(words):
            yield from (Credit(_name(m), m[0], whole=False) for m in _MENTION.finditer(words))


def _first(words: str, patterns: tuple[re.Pattern[str], ...]) -> Iterator[Credit]:
    for pattern in patterns:
        match = pattern.search(words)
        if match is not None:
            yield Credit(_name(match), match[0].strip()[-60:], whole=True)


def _name(match: re.Match[str]) -> str:
    return _NAMES.get(match["name"], match["name"])
