"""Names made whole: capitals, particles and nicknames that the parser left outside a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.models import Article, Parse, Token
from rashomon.stages.annotate.entities.countries import lookup
from rashomon.stages.annotate.entities.nametypes import Name
from rashomon.stages.annotate.entities.roles import TITLES, gender_of_name, is_person_noun

__all__ = ["PARTICLES", "made_whole"]

PARTICLES = frozenset(
    "van der den de da do dos das di del della du la le von zu zur bin ibn bint al el aan ter "
    "ten y e af av op het ben st".split()
)
GLUED = re.compile(r"^(?:d|l|dell|dall|o|al|el|an|as|ad)['’-][^\W\d_]", re.IGNORECASE)
HEADLINES = frozenset({"title", "heading", "summary"})
QUOTES = frozenset("“”\"‘’'")
DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december""".split()
)
OFFICES = frozenset("ministry department office bureau institute commission board".split())
"""First words of the names of bodies that go on with what they are for."""
LONGEST_NICKNAME = 4
MAX_WORDS = 8


def made_whole(article: Article, parse: Parse, names: Sequence[Name]) -> list[Name]:
    """The names, each as long as it goes; none overlapping another."""
    runs = _Runs(article, parse, names)
    grown = [runs.with_nickname(runs.grown(name)) for name in names]
    kept: list[Name] = []
    for name in sorted(grown, key=lambda n: (n.start, -n.end)):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


class _Runs:
    def __init__(self, article: Article, parse: Parse, names: Sequence[Name]) -> None:
        self.text = article.text
        self.tokens = parse.tokens
        self.blocks = parse.blocks
        self.name_at = {i: n for n in names for i in range(n.first, n.last)}
        kinds = [article.blocks[b].kind for b in parse.blocks]
        self.heads = [kind in HEADLINES for kind in kinds]
        self.known = {n.text.casefold() for n in names if " " in n.text}

    def grown(self, name: Name) -> Name:
        if name.code is not None or self.heads[self.tokens[name.first].sentence]:
            return name
        first, last = name.first, name.last
        if name.start != self.tokens[first].start or name.end != self.tokens[last - 1].end:
            return name
        while self._left(first, name):
            first -= 1
        while last - first < MAX_WORDS and (more := self._right(last, name)):
            last = more
        while first < name.first and self.tokens[first].text in PARTICLES:
            first += 1
        return self._cut(name, first, last)

    def _cut(self, name: Name, first: int, last: int) -> Name:
        if (first, last) == (name.first, name.last):
            return name
        start = name.start if first == name.first else self.tokens[first].start
        end = name.end if last == name.last else self.tokens[last - 1].end
        return replace(
            name, first=first, last=last, start=start, end=end, text=self.text[start:end]
        )

    def _left(self, first: int, name: Name) -> bool:
        """Whether the word before belongs to a name."""
        at = first - 1
        if at < 0 or self.tokens[at].sentence != self.tokens[name.first].sentence:
            return False
        token = self.tokens[at]
        other = self.name_at.get(at)
        acronym = other is not None and token.text.isupper() and len(token.text) > 1
        if other is not None and (other.code is not None or (acronym and name.type == "person")):
            return False
        if not self._adjoins(at):
            return False
        if token.text in PARTICLES:
            return at > 0 and self._capital(self.tokens[at - 1]) and self._inside(at, name)
        return self._capital(token) and not self._no_part(token) and self._inside(at, name)

    def _right(self, last: int, name: Name) -> int | None:
        """Where the name goes on to, None where it ends."""
        tokens = self.tokens
        inside = last < len(tokens) and tokens[last].sentence == tokens[name.first].sentence
        if not inside or not self._adjoins(last - 1):
            return None
        token = tokens[last]
        own = self.name_at.get(last)
        if self._portfolio(last, name) or self._numbered(last, name):
            return last + (2 if token.text == "and" else 1)
        if GLUED.match(token.text) and any(c.isupper() for c in token.text):
            return last + 1 if name.type == "person" else None
        if token.text in PARTICLES and name.last - name.first <= 3:
            end = last + 1
            while end < len(tokens) and tokens[end].text in PARTICLES:
                end += 1
            whole = (
                end < len(tokens) and self._capital(tokens[end]) and token.text not in {"e", "y"}
            )
            return end + 1 if whole and lookup(tokens[end].text) is None else None
        if own is not None and own.code is not None:
            return None
        part = self._capital(token) and lookup(token.text) is None
        part = part and token.text.lower() not in DAYS and not self._titles_next(last)
        return last + 1 if part and self._holds(last, name) else None

    def _portfolio(self, at: int, name: Name) -> bool:
        """Whether "and" goes on with what a ministry is for ("the Ministry of X and Y")."""
        tokens = self.tokens
        first, *rest = name.text.casefold().split()
        if tokens[at].text != "and" or first not in OFFICES or not {"of", "for"} & set(rest):
            return False
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        return after is not None and self._capital(after) and not self._no_part(after)

    def _numbered(self, at: int, name: Name) -> bool:
        """Whether a number ends the name of a thing ("Hall Four", "the Haihu 7")."""
        token = self.tokens[at]
        short = token.text.isdigit() and len(token.text) < 3
        if name.type == "person" or token.pos != "NUM" or token.ent in {"DATE", "TIME", "MONEY"}:
            return False
        if not (short or (token.text[:1].isupper() and token.text[1:].islower())):
            return False
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else token
        return after.pos not in {"NOUN", "PROPN", "ADJ", "NUM", "SYM"} and after.text not in {
            "-",
            "–",
            ":",
            "%",
        }

    def _titles_next(self, at: int) -> bool:
        """Whether a word is the title of the name behind it ("Coastal Safety Minister X")."""
        plain = self.tokens[at].text.lower()
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        title = plain in TITLES or is_person_noun(plain)
        return title and after is not None and self._capital(after)

    def _adjoins(self, at: int) -> bool:
        """Whether one space or hyphen is between a token and the next."""
        between = self.text[self.tokens[at].end : self.tokens[at + 1].start]
        return between in {" ", ""}

    def _capital(self, token: Token) -> bool:
        return token.pos == "PROPN" and token.text[:1].isupper() and token.tag.startswith("NNP")

    def _no_part(self, token: Token) -> bool:
        plain = token.text.rstrip(".").lower()
        if plain in TITLES or plain in DAYS or is_person_noun(plain):
            return True
        return lookup(token.text) is not None

    def _inside(self, at: int, name: Name) -> bool:
        """Whether a word hangs on the name."""
        for _ in range(6):
            token = self.tokens[at]
            if token.dep not in {"compound", "nmod", "amod", "det", "flat", "punct"}:
                return False
            at = token.head
            if name.first <= at < name.last:
                return True
        return False

    def _holds(self, at: int, name: Name) -> bool:
        """Whether the name hangs on the word, or both on one."""
        tokens = self.tokens
        for i in range(name.last - 1, name.first - 1, -1):
            token = tokens[i]
            if token.dep in {"compound", "nmod"} and token.head == at:
                return tokens[at].dep != "compound" or tokens[at].head <= at + 3
        return False

    def with_nickname(self, name: Name) -> Name:
        """A person's name with the nickname in quotation marks before or inside it."""
        if name.code is not None or name.type not in {"person", "organisation", "other", "place"}:
            return name
        tokens, at = self.tokens, name.first - 1
        if at < 2 or tokens[at].text not in QUOTES or self._block(at) != self._block(name.first):
            return name
        start = at - 1
        while start >= 0 and at - start <= LONGEST_NICKNAME and tokens[start].text not in QUOTES:
            if not (tokens[start].text[:1].isupper() or tokens[start].text in {"the"}):
                return name
            start -= 1
        opened = start >= 0 and tokens[start].text in QUOTES and start < at - 1
        if not opened or self._block(start) != self._block(name.first):
            return name
        given = start - 1
        whole = given >= 0 and self._given(given)
        while (
            whole
            and given > 0
            and given - 1 in self.name_at
            and self.name_at[given - 1] is self.name_at.get(given)
        ):
            given -= 1
        whole_name = self._cut(name, given if whole else start, name.last)
        own = self.name_at.get(given) if whole else None
        if own is not None and own.type == "person":
            return replace(whole_name, type="person")
        return whole_name if name.type != "place" else name

    def _block(self, at: int) -> int:
        return self.blocks[self.tokens[at].sentence]

    def _given(self, at: int) -> bool:
        token = self.tokens[at]
        named = at in self.name_at and self.name_at[at].code is None
        known = gender_of_name(token.text.lower()) is not None
        return token.text[:1].isupper() and (named or known or token.tag == "NNP")
