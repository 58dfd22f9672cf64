"""What kind of thing a name stands for, by the words that an article sets beside it.

A title, an apposition ("X, a maker of cranes"), the noun before it ("the ferry X") or an age weigh
more than what the parser guesses of each occurrence; all occurrences of a name vote together, and
those of a part of it with them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from rashomon.models import EntityType, Parse, Token
from rashomon.stages.annotate.coref.nouns import kind_of
from rashomon.stages.annotate.entities.name_runs import PARTICLES
from rashomon.stages.annotate.entities.nametypes import SEATED, Name
from rashomon.stages.annotate.entities.roles import COURTESY, TITLES, gender_of_name

__all__ = ["by_evidence"]

Votes = defaultdict[str, float]
TOLD = 3.0
OWN = 4.0
HINT = 1.0
TAGGED = 1.5
LONE = 0.75
KINDS = frozenset({"person", "organisation", "place", "group", "event", "other", "country"})
WITHIN = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
TOP_AGE = 110
NICKNAMES = re.compile(r"[\"“‘'](?:the )?([^\"”’']+)[\"”’']")
PLACE_FIRST = frozenset("river lake mount cape fort port isle mountain".split())
FIRMS = frozenset(
    """rovers united wanderers athletic rangers albion hotspur villa fc sc fk sk afc tigers
    lions rail railways marine motors energy steel foods shipping oil gas power mining
    telecom systems technologies capital finance media electric aerospace chemicals
    pharma logistics air airways shipbuilding stores solutions robotics software
    breweries dairies insurance securities trust""".split()
)
"""Last words of the names of teams and firms."""
SEATS = frozenset("mayor mayoress bishop archbishop lord people outskirts".split())
"""Nouns of which a town is."""
NUMBERS = frozenset("one two three four five six seven eight nine ten eleven twelve".split())
LOOSE = frozenset({"place", "person", "other"})
"""What the parser often takes the first word of a body for."""
STATELY = frozenset("parliament government army navy police border coast flag".split())
"""Nouns of a state or a town, before which its name stands."""
TRAVEL = frozenset("visit leave reach enter quit flee cross near".split())
SAYING = frozenset("say tell add ask reply warn laugh smile speak insist recall".split())


def by_evidence(parse: Parse, names: Sequence[Name]) -> list[Name]:
    """The names, with the type that all evidence together gives; countries keep theirs."""
    votes: dict[str, Votes] = defaultdict(_none)
    own: dict[int, str] = {}
    for name in names:
        if name.code is not None:
            continue
        for kind, weight in _evidence(parse.tokens, name):
            votes[_key(name)][kind] += weight
            if weight >= TOLD:
                own[name.start] = kind
    _tagged(names, votes)
    shared = _shared(votes)
    typed = [
        name if name.code is not None else replace(name, type=_best(shared[_key(name)], name, own))
        for name in names
    ]
    return _firms(parse.tokens, _families(typed), own)


def _families(names: Sequence[Name]) -> list[Name]:
    """ "The Does" are a group where a Doe is named."""
    last = {_key(n).split()[-1] for n in names if n.type == "person"}
    return [
        replace(n, type="group")
        if n.code is None and _key(n).removesuffix("s") in last - {_key(n)}
        else n
        for n in names
    ]


def _firms(tokens: Sequence[Token], names: Sequence[Name], own: dict[int, str]) -> list[Name]:
    """A lone surname that is a firm's name, too: whichever was named first, unless words tell."""
    firms: dict[str, int] = {}
    people: dict[str, int] = {}
    for name in names:
        words = _key(name).split()
        if len(words) > 1 and name.type in {"person", "organisation"}:
            for word in (words[0], words[-1]) if name.type == "organisation" else words[-1:]:
                (firms if name.type == "organisation" else people).setdefault(word, name.start)
    found = []
    for name in names:
        key = _key(name)
        if key in firms and key in people and name.type in {"person", "organisation"}:
            told = own.get(name.start)
            person = _acts_as_person(tokens, name)
            firm = firms[key] < people[key] or _run(tokens, name)
            if told not in {"person", "organisation"}:
                kind: EntityType = "person" if person or not firm else "organisation"
                found.append(replace(name, type=kind))
                continue
        found.append(name)
    return found


def _acts_as_person(tokens: Sequence[Token], name: Name) -> bool:
    """Whether the words about a name are said of a person only."""
    top = tokens[_top(tokens, name)]
    above = tokens[top.head]
    after = [t.text.lower() for t in tokens[name.last : name.last + 2]]
    before = tokens[name.first - 1].text.lower() if name.first else ""
    if "who" in after or before in {"younger", "elder", "older", "mr", "ms", "mrs"}:
        return True
    if top.dep == "poss":
        return kind_of(above.lemma) == "person"
    return top.dep == "nsubj" and above.lemma in SAYING


def _run(tokens: Sequence[Token], name: Name) -> bool:
    """Whether somebody runs what is named."""
    top = tokens[_top(tokens, name)]
    return top.dep == "dobj" and tokens[top.head].lemma in {"run", "found", "own", "join", "buy"}


def _none() -> Votes:
    return defaultdict(float)


def _key(name: Name) -> str:
    return name.text.casefold()


def _tagged(names: Sequence[Name], votes: dict[str, Votes]) -> None:
    """What the parser says, as shares of one weight; a lone word is easily taken for a person."""
    tags: dict[str, Votes] = defaultdict(_none)
    for name in names:
        if name.code is None:
            tags[_key(name)][name.type] += 1
    for key, own in tags.items():
        for kind, count in own.items():
            alone = kind == "person" and " " not in key and not votes[key]["person"]
            votes[key][kind] += (LONE if alone else TAGGED) * count / sum(own.values())


def _best(votes: Votes, name: Name, own: dict[int, str]) -> EntityType:
    told = own.get(name.start)
    if told is not None and {told, "person"} == {"person", "organisation"}:
        return cast(EntityType, told)
    ranked = sorted(votes.items(), key=lambda kv: (-kv[1], kv[0] != name.type, kv[0]))
    return cast(EntityType, ranked[0][0])


def _shared(votes: dict[str, Votes]) -> dict[str, Votes]:
    """Votes with those of longer names that a lone word begins or ends."""
    found = {key: own.copy() for key, own in votes.items()}
    for key, own in votes.items():
        words = key.split()
        if len(words) < 2:
            continue
        for alias in NICKNAMES.findall(key):
            if alias in votes:
                found[alias]["person"] += TOLD
        if kind_of(words[0]) in {"event", "other", "place"} and " ".join(words[1:]) in votes:
            found[" ".join(words[1:])][kind_of(words[0])] += TOLD
        top = max(own, key=lambda k: (own[k], k))
        if top not in {"person", "organisation"}:
            continue
        parts = {words[-1], words[0]} if top == "person" else {words[0]}
        parts = set() if top == "organisation" and words[-1] in SEATED else parts
        for part in sorted(parts):
            if part in votes:
                usual = max(found[part], key=lambda k: (found[part][k], k))
                sure = top == "person" or (own[top] > TOLD and usual in LOOSE)
                found[part][top] += min(own[top], TOLD) / (1 if sure else 2)
    return found


def _evidence(tokens: Sequence[Token], name: Name) -> Iterator[tuple[str, float]]:
    for noun in _beside(tokens, name):
        kind = kind_of(noun)
        if kind in KINDS:
            yield kind, TOLD
    own = _own_words(name, called_the=name.first > 0 and tokens[name.first - 1].tag == "DT")
    if own is not None:
        yield own, OWN
    if _several(tokens, name):
        yield "organisation", TOLD
    if _aged(tokens, name):
        yield "person", TOLD
    after = tokens[name.last] if name.last < len(tokens) else None
    behind = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
    if after is not None and (
        after.tag == "WP" or (after.text == "," and behind is not None and behind.tag == "WP")
    ):
        yield "person", 2 * HINT
    yield from _placed(tokens, name)
    if name.type == "person" and name.last - name.first == 1 and _the(tokens, name):
        yield "other", HINT


def _placed(tokens: Sequence[Token], name: Name) -> Iterator[tuple[str, float]]:
    """What the words around a name tell of its being a place."""
    before = tokens[name.first - 1] if name.first else None
    after = tokens[name.last] if name.last < len(tokens) else None
    top = tokens[_top(tokens, name)]
    if before is not None and before.pos == "ADP":
        above = tokens[before.head]
        if before.text.lower() == "in" and not name.text.isupper():
            yield "place", 2 * HINT
        elif before.text == "of" and above.lemma in SEATS:
            yield "place", TOLD
        elif before.text == "in" or (before.text == "of" and kind_of(above.lemma) == "place"):
            yield "place", HINT
    if after is not None and after.lemma.lower() in STATELY and after.text.islower():
        yield "place", 2 * HINT
    if top.dep == "dobj" and tokens[top.head].lemma in TRAVEL:
        yield "place", HINT / 2
    if top.dep == "nsubj" and tokens[top.head].lemma in SAYING and name.type == "place":
        yield "person", HINT


def _the(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a lone word has an article and is not the first part of something else's name."""
    before = tokens[name.first - 1] if name.first else tokens[name.first]
    return (
        before.text.lower() == "the"
        and tokens[name.first].head < name.last + 1
        and (tokens[name.first].dep not in {"compound", "nmod", "amod"})
    )


def _several(tokens: Sequence[Token], name: Name) -> bool:
    """Whether the verb takes a name for several, as a team's: "Rovers have won"."""
    top = _top(tokens, name)
    token = tokens[top]
    verb = tokens[token.head]
    if token.dep not in {"nsubj", "nsubjpass"} or token.head < top or name.type != "person":
        return False
    between = tokens[top : token.head]
    joined = any(t.pos == "CCONJ" or t.dep == "conj" for t in between)
    given = gender_of_name(name.text.casefold().split()[0]) is not None
    helper = tokens[top + 1] if top + 1 < len(tokens) else token
    plural = verb.tag == "VBP" or (helper.tag == "VBP" and helper.head == token.head)
    return plural and not joined and not given


def _own_words(name: Name, *, called_the: bool) -> str | None:
    """The kind that the last word of a longer name tells, or the first ("River X")."""
    words = name.text.casefold().split(" of ")[0].split()
    if len(name.text.split()) < 2 or any(w.islower() and w in PARTICLES for w in name.text.split()):
        return None
    if words[-1] in NUMBERS or words[-1].isdigit():
        kind = kind_of(words[0])
        return kind if kind in KINDS - {"person", "country"} else None
    if words[-1] in FIRMS:
        return "organisation"
    if words[0].rstrip(".") in COURTESY and not called_the:
        return "person"
    for word in (words[-1], words[0]):
        kind = kind_of(word)
        if kind == "thing" and word.endswith("s"):
            kind = kind_of(word[:-1])
        given = gender_of_name(words[0]) is not None
        if word == words[0] and kind == "place" and word not in PLACE_FIRST:
            continue
        if kind in KINDS - {"person", "country"} and not given and word not in TITLES:
            return kind
    return None


def _beside(tokens: Sequence[Token], name: Name) -> Iterator[str]:
    """Nouns that stand for the name: before it, in apposition, and in "the town of X"."""
    top = _top(tokens, name)
    token = tokens[top]
    at = name.first - 1
    if at >= 0 and tokens[at].sentence == token.sentence:
        before = tokens[at]
        plain = before.text.rstrip(".").lower()
        if plain in COURTESY or (plain in TITLES and before.text[:1].isupper()):
            yield "man"
        elif before.pos in {"NOUN", "PROPN"} and _joined(tokens, at, name):
            yield before.lemma.lower()
        if (
            before.text == "of"
            and at > 0
            and tokens[at - 1].lemma in {"town", "city", "village", "island"}
        ):
            yield tokens[at - 1].lemma
        if before.text == "," and token.dep == "appos" and tokens[token.head].pos == "NOUN":
            yield tokens[token.head].lemma.lower()
    noun = _apposition(tokens, name)
    if noun is not None:
        yield noun


def _joined(tokens: Sequence[Token], at: int, name: Name) -> bool:
    head = tokens[at].head
    top = tokens[_top(tokens, name)]
    return name.first <= head < name.last or (top.dep == "appos" and top.head == at)


def _apposition(tokens: Sequence[Token], name: Name) -> str | None:
    """The head of "X, a maker of cranes,"."""
    at = name.last
    if at + 2 >= len(tokens) or tokens[at].text != ",":
        return None
    members = range(name.first, name.last)
    for i in range(at + 1, min(at + 10, len(tokens))):
        if tokens[i].dep == "appos" and tokens[i].head in members and tokens[i].pos == "NOUN":
            if tokens[_top(tokens, name)].dep == "conj":
                return None
            several = tokens[i].tag == "NNS" and kind_of(tokens[i].lemma) == "person"
            return "club" if several else tokens[i].lemma.lower()
    if tokens[at + 1].text.lower() not in {"a", "an", "the", "his", "her", "its", "their"}:
        return None
    last = at + 2
    while last < len(tokens) and tokens[last].pos in WITHIN:
        last += 1
    ends = last < len(tokens) and tokens[last].text in {
        ",",
        ".",
        "of",
        "who",
        "that",
        "which",
        "in",
        "at",
        "from",
    }
    head = tokens[last - 1]
    verb = any(t.dep == "conj" for t in tokens[at + 1 : last])
    return head.lemma.lower() if ends and head.pos == "NOUN" and not verb else None


def _aged(tokens: Sequence[Token], name: Name) -> bool:
    around = tokens[name.last : name.last + 3]
    return (
        len(around) == 3
        and around[0].text == ","
        and around[1].text.isdigit()
        and 4 < int(around[1].text) < TOP_AGE
        and around[2].text in {",", "."}
    )


def _top(tokens: Sequence[Token], name: Name) -> int:
    for i in range(name.last - 1, name.first - 1, -1):
        if not name.first <= tokens[i].head < name.last or tokens[i].head == i:
            return i
    return name.last - 1
