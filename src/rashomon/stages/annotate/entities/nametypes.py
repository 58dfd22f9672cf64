"""What kind of thing a name stands for, by all that the article shows of it.

The parser tags each place by itself; the same string elsewhere, the article or preposition before
it, the word it ends in, and full names of people correct it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rashomon.models import Article, EntityType, Parse, Token
from rashomon.stages.annotate.entities.countries import lookup

__all__ = ["BODY_WORDS", "SEATED", "Name", "initials", "judged", "without_headline_spans"]

LOCATIVE = frozenset("in near outside around inside towards".split())
BODY_WORDS = frozenset(
    """line lines inc corp corporation group ltd llc plc company bank party times post agency
    ministry institute council university airlines airways hospital committee commission union
    association federation foundation court police department office service network news press
    college church club league house administration army navy press journal tribune herald review
    partners holdings industries""".split()
)
PLACE_WORDS = frozenset(
    """island islands harbour harbor cove sound bay river mount lake street square county city
    province bridge park road avenue beach valley mountains ocean sea strait peninsula district
    region airport station port fort cape gate palace plaza hill hills""".split()
)
SEATED = frozenset(
    """court hospital council police airport museum bureau office ministry department parliament
    assembly cathedral zoo orchestra marathon festival constabulary prefecture embassy consulate
    opera theatre""".split()
)
"""Last words of bodies whose first word is mostly the town or land where they sit."""
SMALL = frozenset("of the and for in on at de la du & a an".split())
PLACE_STARTS = frozenset("port mount lake fort cape".split())
BETWEEN = frozenset({"for", "from", "at", "with", "against", "to"})
"""Prepositions that stand between two names rather than in one."""
OF_PEOPLE = frozenset(
    """administration government campaign team family era presidency camp cabinet regime doctrine
    years foundation brothers sisters aide adviser ally supporter supporters voter voters case
    trial estate court plan bill law tower towers""".split()
)
"""Words after "the" and a person's name that do not make the name another thing."""
HEADLINE_SPAN = 4
"""Tokens from which a name in a headline is likely a run of capitals, not a name."""


@dataclass(frozen=True)
class Name:
    """One proper name: its tokens ``[first, last)``, its characters, and what it stands for."""

    first: int
    last: int
    start: int
    end: int
    text: str
    type: EntityType
    code: str | None = None


def initials(name: str) -> set[str]:
    """The initials of a name of two or more words, with and without its small words."""
    words = [w for w in re.split(r"[\s-]+", name) if w]
    great = [w for w in words if w.lower() not in SMALL]
    if len(great) < 2:
        return set()
    return {"".join(w[0] for w in great).upper(), "".join(w[0] for w in words).upper()}


def judged(parse: Parse, names: Sequence[Name]) -> list[Name]:
    """Names with the type that the article as a whole gives them; what is no name is left out."""
    typed = [_by_words(parse.tokens, _by_context(parse.tokens, n)) for n in names]
    alone = {n.text for n in typed if n.type == "person" and n.last - n.first == 1}
    split = [part for name in typed for part in _split_people(parse.tokens, name, alone)]
    kept = _without_common_nouns(parse, split)
    return _same_type_everywhere(_by_longer_body(_by_longer_place(kept)))


def without_headline_spans(article: Article, parse: Parse, names: Sequence[Name]) -> list[Name]:
    """Without long runs of capitals that the parser took out of a headline."""
    headlines = {
        s
        for s, b in enumerate(parse.blocks)
        if article.blocks[b].kind in {"title", "heading", "summary"}
    }
    return [
        n
        for n in names
        if n.type in {"person", "place", "group"}
        or n.last - n.first < HEADLINE_SPAN
        or parse.tokens[n.first].sentence not in headlines
    ]


def _by_words(tokens: Sequence[Token], name: Name) -> Name:
    """By the words of the name itself and the article before it."""
    words = name.text.casefold().split()
    if name.code is not None or name.type not in {"person", "organisation", "place", "other"}:
        return name
    if words[-1] in PLACE_WORDS or (words[0] in PLACE_STARTS and len(words) > 1):
        return replace(name, type="place") if len(words) > 1 else name
    if name.type != "person":
        return name
    if len(words) > 1 and words[-1] in BODY_WORDS:
        return replace(name, type="organisation")
    article = name.first > 0 and tokens[name.first - 1].text.lower() == "the"
    after = tokens[name.last].text.lower() if name.last < len(tokens) else ""
    compound = tokens[name.last - 1].head > name.last - 1 and after not in OF_PEOPLE
    if article and (len(words) > 1 or compound) and after not in OF_PEOPLE:
        return replace(name, type="organisation")
    return name


def _by_longer_place(names: Sequence[Name]) -> list[Name]:
    """A lone word that begins a place's name ("Hollin", "Hollin Island") is that place."""
    starts = {n.text.casefold().split()[0] for n in names if n.type == "place" and " " in n.text}
    full = {
        w for n in names if n.type == "person" and " " in n.text for w in n.text.casefold().split()
    }
    return [
        replace(n, type="place")
        if n.type in {"person", "organisation", "other"}
        and n.code is None
        and n.text.casefold() in starts - full
        else n
        for n in names
    ]


def _by_longer_body(names: Sequence[Name]) -> list[Name]:
    """A lone word that begins an organisation's name ("Xinhua News Agency") is that one."""
    starts = {
        n.text.casefold().split()[0]
        for n in names
        if n.type == "organisation" and n.text.casefold().split()[-1] in BODY_WORDS
    }
    return [
        replace(n, type="organisation")
        if n.code is None and n.type in {"place", "other"} and n.text.casefold() in starts
        else n
        for n in names
    ]


def _without_common_nouns(parse: Parse, names: Sequence[Name]) -> list[Name]:
    """Without capitalised words of a headline or list that the article uses as common nouns."""
    common = {
        t.text for t in parse.tokens if t.pos == "NOUN" and t.text.islower() and len(t.text) > 2
    }
    parts = {w for n in names if n.type == "person" and " " in n.text for w in n.text.split()}
    return [
        n
        for n in names
        if n.code is not None
        or " " in n.text
        or n.text in parts
        or n.text.lower() not in common
        or n.text.isupper()
    ]


def _by_context(tokens: Sequence[Token], name: Name) -> Name:
    """A place where the words beside it say so: "in X", "in X, Ukraine"."""
    if name.type not in {"person", "organisation", "other"} or name.code or name.first == 0:
        return name
    before = tokens[name.first - 1].text.lower() in LOCATIVE
    after = [t.text for t in tokens[name.last : name.last + 2]]
    country = len(after) == 2 and after[0] == "," and _country(after[1])
    article = tokens[name.first - 1].pos == "DET"
    if country and (before or tokens[name.first - 1].pos == "ADP"):
        return replace(name, type="place")
    single = name.type != "person" and name.last - name.first == 1 and not article
    return replace(name, type="place") if before and single and not name.text.isupper() else name


def _country(word: str) -> bool:
    place = lookup(word)
    return place is not None and place.kind == "country"


def _split_people(tokens: Sequence[Token], name: Name, alone: set[str]) -> Iterator[Name]:
    """Two people where a headline's verb was taken into one name (``Roe Hugs Doe``)."""
    ends = [tokens[name.first], tokens[name.last - 1]]
    together = name.type in {"person", "organisation"} and name.last - name.first == 3
    if together and tokens[name.first + 1].text in BETWEEN and ends[0].text in alone:
        for at, token in zip((name.first, name.last - 1), ends, strict=True):
            yield Name(at, at + 1, token.start, token.end, token.text, name.type)
        return
    if not together or not all(t.text in alone for t in ends) or ends[0].text == ends[1].text:
        yield name
        return
    for at, token in zip((name.first, name.last - 1), ends, strict=True):
        yield Name(at, at + 1, token.start, token.end, token.text, "person")


def _same_type_everywhere(names: Sequence[Name]) -> list[Name]:
    """One type for one string: person where it is part of a person's full name, else the usual."""
    votes: dict[str, Counter[EntityType]] = {}
    parts: set[str] = set()
    for name in names:
        votes.setdefault(name.text.casefold(), Counter())[name.type] += 1
        if name.type == "person" and " " in name.text:
            parts.update(name.text.casefold().split()[-1:])
    return [n if n.code else replace(n, type=_usual(n, votes, parts)) for n in names]


def _usual(name: Name, votes: dict[str, Counter[EntityType]], parts: set[str]) -> EntityType:
    key = name.text.casefold()
    if key in parts:
        return "person"
    ranked = sorted(votes[key].items(), key=lambda kv: (-kv[1], kv[0] != "person", kv[0]))
    return ranked[0][0]
