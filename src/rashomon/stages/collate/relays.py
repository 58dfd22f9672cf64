"""Newsrooms whose words another one only repeats: "told AFP", "according to CCTV".

What an outlet has from another outlet is no second account of it. A sentence says so by naming the
other newsroom where a source stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rashomon.models import Annotated, Grouping

__all__ = ["Newsroom", "Newsrooms"]

_KNOWN: dict[str, tuple[str, ...]] = {
    "AFP": ("Agence France-Presse", "Agence France Presse"),
    "ABC News": ("ABC",),
    "Al Arabiya": (),
    "Al Jazeera": (),
    "Anadolu Agency": ("Anadolu",),
    "ANI": ("Asian News International",),
    "ANSA": (),
    "Associated Press": ("AP",),
    "Axios": (),
    "BBC": ("BBC News",),
    "Bernama": (),
    "Bloomberg": ("Bloomberg News",),
    "CBC": ("CBC News",),
    "CBS": ("CBS News",),
    "CCTV": ("China Central Television",),
    "CNBC": (),
    "CNN": (),
    "Der Spiegel": ("Spiegel",),
    "dpa": ("DPA", "Deutsche Presse-Agentur"),
    "EFE": (),
    "El País": ("El Pais",),
    "Financial Times": ("FT",),
    "Fox News": (),
    "Guardian": (),
    "Haaretz": (),
    "IANS": ("Indo-Asian News Service",),
    "Interfax": (),
    "IRNA": (),
    "Jiji Press": ("Jiji",),
    "KCNA": ("Korean Central News Agency",),
    "Kyodo News": ("Kyodo",),
    "Le Monde": (),
    "Los Angeles Times": ("LA Times",),
    "NBC": ("NBC News",),
    "New York Times": ("NYTimes", "NYT"),
    "NHK": (),
    "NPR": (),
    "Politico": (),
    "Press Trust of India": ("PTI",),
    "Reuters": ("Thomson Reuters",),
    "RIA Novosti": ("RIA",),
    "Sky News": (),
    "TASS": ("ITAR-TASS",),
    "Ukrinform": (),
    "United Press International": ("UPI",),
    "USA Today": (),
    "Wall Street Journal": ("WSJ",),
    "Xinhua": ("Xinhua News Agency",),
    "Yonhap": ("Yonhap News Agency",),
}
"""Newsrooms whose name tells no trade, with their other names."""

_TRADE = re.compile(
    r"(?:News Agency|Press Agency|News Service|Newswire|News|Press|Times|Post|Herald|Tribune"
    r"|Gazette|Courier|Chronicle|Telegraph|Guardian|Journal|Daily|Television|TV|Radio|Broadcasting"
    r"|Broadcaster|Mirror|Echo|Globe|Dispatch|Standard|Examiner|Inquirer|Ledger|Observer|Review)$"
)
"""Last words of names that newsrooms have; a name of two words or more that ends so is one."""

_NAME = r"(?P<name>[A-Z][\w&’'-]*\.?(?: (?:of )?[A-Z][\w&’'-]*){0,5})"
_SORT = (
    r"(?:[Tt]he )?(?:(?:state|local|public|private|official|national|semi-official|regional)[- ]?"
    r"(?:run |owned |controlled )?)?"
    r"(?:news agency |agency |newspaper |daily |broadcaster |news channel |channel |television |TV "
    r"|media outlet |outlet |news site |website |magazine |radio )?(?:[Tt]he )?"
)
_TELLS = r"(?:reported|reports|reporting|said|says|wrote|writes|quoted|quotes|cited|cites)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:told|tells|telling) {_SORT}{_NAME}",
        rf"\b[Aa]ccording to (?:an? (?:report|interview) (?:by|in|from|with|on) )?{_SORT}{_NAME}",
        rf"\b(?:reported|quoted|cited|published|obtained) (?:first )?by {_SORT}{_NAME}",
        rf"\b(?:interview|interviews|remarks|comments|statement) (?:with|to|on) {_SORT}{_NAME}",
        rf"\b(?:citing|quoting) {_SORT}{_NAME}",
        rf"{_NAME}(?: news agency| newspaper| television| TV)?,?"
        rf" (?:has |had |also |later )?{_TELLS}\b",
    )
)
_OWNED = re.compile(r"[’'](?:s\b|$)")


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A newsroom that a sentence names as its source: its origin, its name, and the words."""

    origin: str
    name: str
    words: str


class Newsrooms:
    """The newsrooms of a story by all that they are called."""

    def __init__(self, grouping: Grouping, articles: Mapping[str, Annotated]) -> None:
        self._origin: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._own: dict[str, set[str]] = {}
        for name, others in _KNOWN.items():
            for alias in (name, *others):
                self._names[_plain(alias)] = name
        for origin in grouping.origins:
            if origin.name is not None and origin.kind == "agency":
                self._add(origin.name, origin.id)
        home = {key: origin.id for origin in grouping.origins for key in origin.articles}
        for key, one in articles.items():
            outlet = one.article.outlet
            if outlet:
                self._add(outlet, home.get(key, key))
                self._own[key] = {_plain(outlet), _plain(_stem(outlet))}

    def _add(self, name: str, origin: str) -> None:
        for alias in {_plain(name), _plain(_stem(name))}:
            canonical = self._names.setdefault(alias, name)
            self._origin.setdefault(_plain(canonical), origin)

    def named(self, article: str, text: str) -> Newsroom | None:
        """The first newsroom but its own that a sentence of an article names as its source."""
        for words, name in _sources(text):
            found = self.called(article, name)
            if found is not None:
                return Newsroom(found.origin, found.name, words)
        return None

    def called(self, article: str, name: str) -> Newsroom | None:
        """The newsroom of a name; None where it is none, or the article's own."""
        own = self._own.get(article, set())
        whole = _OWNED.split(name)[0]
        bare = whole.removeprefix("The ")
        known = next(
            (self._names[_plain(p)] for p in _parts(whole) if _plain(p) in self._names), None
        )
        if known is None and " " in bare and _TRADE.search(bare):
            known = bare
        if known is None or own & {_plain(known), _plain(whole)}:
            return None
        origin = self._origin.get(_plain(known), f"named:{_plain(known)}")
        return Newsroom(origin, known, whole)


def _sources(text: str) -> Iterator[tuple[str, str]]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield " ".join(match[0].split()), match["name"]


def _parts(name: str) -> Iterator[str]:
    """A name, and what is left of it without its last words, then without its first ones."""
    words = name.split()
    for end in range(len(words), 0, -1):
        yield " ".join(words[:end])
    for start in range(1, len(words)):
        yield " ".join(words[start:])


def _plain(name: str) -> str:
    """A name's letters and digits in small letters, without "the" before it."""
    bare = name.removeprefix("The ").removeprefix("the ")
    return "".join(c for c in bare.casefold() if c.isalnum())


def _stem(outlet: str) -> str:
    """Of a domain the part that is its name."""
    if " " in outlet or "." not in outlet:
        return outlet
    return outlet.removeprefix("www.").partition(".")[0]
