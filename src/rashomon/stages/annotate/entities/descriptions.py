"""What is said of a person beside the name or in its place: titles, offices, epithets.

A description is a noun phrase whose head stands for one person ("the Russian leader"). It either
belongs to a name (before it: "Kremlin leader X"; after it: "X, the Chinese president,") or stands
alone and has to be resolved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rashomon.models import Parse, Token
from rashomon.stages.annotate.entities.countries import lookup
from rashomon.stages.annotate.entities.nametypes import Name
from rashomon.stages.annotate.entities.roles import (
    COURTESY,
    TITLES,
    gender_of_word,
    is_person_noun,
    role_of,
)

__all__ = ["Alias", "Described", "aliases", "described", "modified", "standing_alone"]

LONGEST = 12
"""Tokens of a description: longer ones are sentences that the parser took for an apposition."""
OPENERS = frozenset({"DET", "PRON"})
WITHIN = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "ADV"})
SENTENCE_ENDS = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis"})
NAMING = frozenset("dub nickname call christen style brand".split())
QUOTES = frozenset("“”\"‘'’«»")
DEFINITE = frozenset("the this that his her its their our my your".split())


@dataclass(frozen=True)
class Described:
    """A description's tokens ``[first, last)`` and what it tells.

    ``role`` is the head noun in its dictionary form, ``code`` the country named in it, ``gender``
    "m" or "f" where the words tell it, ``courtesy`` true for a mere form of address. ``tail`` is
    the end of the phrase with "of" behind it; the same as ``last`` where there is none.
    """

    first: int
    last: int
    role: str
    code: str | None
    gender: str | None
    courtesy: bool = False
    definite: bool = True
    tail: int = 0


def described(parse: Parse, name: Name) -> list[Described]:
    """Descriptions that belong to a person's name, in order of the text."""
    after = _after(parse, name) or _after_by_words(parse, name)
    found = [_before(parse, name), _joined_before(parse, name), after]
    kept: list[Described] = []
    for one in found:
        if one is not None and all(one.last <= k.first or one.first >= k.last for k in kept):
            kept.append(one)
    return sorted(kept, key=lambda d: d.first)


def standing_alone(parse: Parse, taken: set[int]) -> list[Described]:
    """Definite descriptions of one person, without tokens ``taken`` by names or their titles."""
    found: list[Described] = []
    for head, token in enumerate(parse.tokens):
        if token.tag != "NN" or head in taken or not is_person_noun(token.lemma):
            continue
        if token.dep in {"compound", "amod", "nmod"} or _is_predicate(parse.tokens, head):
            continue
        first = _left_edge(parse.tokens, head)
        opener = parse.tokens[first]
        if opener.text.lower() in DEFINITE or opener.tag == "POS":
            tail = _of_phrase(parse.tokens, head)
            one = _described(parse.tokens, first, head + 1, head)
            if one.code is None:
                one = replace(one, code=_country_after(parse.tokens, head + 1))
            found.append(replace(one, tail=tail))
    return found


@dataclass(frozen=True)
class Alias:
    """What a person is said to be called: tokens ``[first, last)`` of the name's ``owner``.

    ``text`` is the alias without its article, in lower case.
    """

    owner: int
    first: int
    last: int
    text: str


def aliases(parse: Parse, names: Sequence[Name]) -> list[Alias]:
    """Epithets given by "X, dubbed the Y", "X, nicknamed Y", in order of the text."""
    found = []
    for owner, name in enumerate(names):
        alias = _alias(parse.tokens, owner, name) if name.type == "person" else None
        if alias is not None:
            found.append(alias)
    return found


def _alias(tokens: Sequence[Token], owner: int, name: Name) -> Alias | None:
    at, sentence = name.last, tokens[name.first].sentence
    comma = at < len(tokens) and tokens[at].text == ","
    while at < len(tokens) and tokens[at].sentence == sentence and _leads_in(tokens[at]):
        at += 1
    if at >= len(tokens) or tokens[at].sentence != sentence or not _names(tokens, at, comma):
        return None
    end = min(at + LONGEST, len(tokens))
    labels = {t.dep for t in tokens[at + 1 : end] if t.head == at}
    if {"dobj", "oprd"} <= labels:
        return None
    first = at = at + 1
    while at < end and (tokens[at].tag == "DT" or tokens[at].text in QUOTES):
        at += 1
        first = at if tokens[at - 1].text in QUOTES else first
    start = at
    while at < end and tokens[at].text[:1].isupper() and tokens[at].sentence == sentence:
        at += 1
    goes_on = at < end and tokens[at].pos in {"NOUN", "PROPN"}
    if at == start or goes_on or (at < end and tokens[at].text == "-"):
        return None
    words = " ".join(token.text for token in tokens[start:at])
    return Alias(owner, first, at, words.casefold())


def _leads_in(token: Token) -> bool:
    return token.text == "," or token.pos == "ADV" or token.lemma == "be"


def _names(tokens: Sequence[Token], at: int, comma: bool) -> bool:
    """Whether "dubbed" and the like is passive: behind a comma or a form of "be"."""
    token = tokens[at]
    passive = comma or tokens[at - 1].lemma == "be" or tokens[at - 1].pos == "ADV"
    return token.lemma in NAMING and token.tag in {"VBN", "VBD"} and passive


def modified(parse: Parse, name: Name) -> int | None:
    """First token of "the hawkish X", None where no article and adjective stand before a name."""
    tokens, at = parse.tokens, name.first - 1
    while at > 0 and tokens[at].sentence == tokens[name.first].sentence and _adjective(tokens[at]):
        at -= 1
    the = at >= 0 and tokens[at].text.lower() == "the"
    same = the and tokens[at].sentence == tokens[name.first].sentence
    return at if same and at < name.first - 1 and not _names_a_thing(tokens, name) else None


def _names_a_thing(tokens: Sequence[Token], name: Name) -> bool:
    """Whether the name is part of a longer phrase: "the private X-Y meeting", "the X Story"."""
    behind = tokens[name.last] if name.last < len(tokens) else None
    hyphen = behind is not None and behind.text in {"-", "–", "’s", "'s"}
    noun = behind is not None and behind.pos in {"NOUN", "PROPN"}
    return hyphen or noun or tokens[name.last - 1].dep in {"compound", "nmod"}


def _adjective(token: Token) -> bool:
    return token.tag == "JJ" or (token.tag in {"VBN", "VBG"} and token.dep == "amod")


def _of_phrase(tokens: Sequence[Token], head: int) -> int:
    """End of "of ..." right behind a noun, up to the end of its noun phrase."""
    at = head + 1
    if at >= len(tokens) or tokens[at].text != "of" or tokens[at].head != head:
        return head + 1
    end = at + 1
    while end < len(tokens) and end - at < LONGEST and tokens[end].sentence == tokens[at].sentence:
        if not (_word_of_phrase(tokens[end]) or tokens[end].tag in {"DT", "PRP$", "POS", "HYPH"}):
            break
        end += 1
    nouns = [i for i in range(at + 1, end) if tokens[i].pos in {"NOUN", "PROPN"}]
    return nouns[-1] + 1 if nouns else head + 1


def _is_predicate(tokens: Sequence[Token], head: int) -> bool:
    return tokens[head].dep == "attr" and tokens[tokens[head].head].lemma in {"be", "become"}


def _described(tokens: Sequence[Token], first: int, last: int, head: int) -> Described:
    words = tokens[first:last]
    codes = [place.code for t in words if (place := lookup(t.text)) is not None]
    genders = [g for t in words if (g := gender_of_word(t.text))]
    own = {"his": None, "her": None}
    return Described(
        first=first,
        last=last,
        role=role_of(tokens[head].lemma if tokens[head].text.islower() else tokens[head].text),
        code=codes[0] if codes else None,
        gender=genders[-1] if genders and words[0].text.lower() not in own else None,
        courtesy=all(t.text.rstrip(".").lower() in COURTESY for t in words),
        definite=words[0].text.lower() in DEFINITE or words[0].tag == "POS",
    )


def _before(parse: Parse, name: Name) -> Described | None:
    """Title or office right before the name: "US Secretary of State", "his close ally"."""
    tokens = parse.tokens
    head = name.first - 1
    if head < 0 or tokens[head].sentence != tokens[name.first].sentence:
        return None
    if head >= 2 and tokens[head - 1].text == "of" and tokens[head - 2].text == "Secretary":
        head -= 2
    plain = tokens[head].text.rstrip(".").lower()
    nounish = tokens[head].pos in {"NOUN", "PROPN", "ADJ"} or is_person_noun(tokens[head].text)
    if not nounish or not (plain in TITLES or is_person_noun(plain)):
        return None
    first = _left_edge(tokens, head)
    found = _described(tokens, first, name.first, head)
    if found.code is None and not found.courtesy:
        return replace(found, code=_country_after(tokens, name.last))
    return found


def _country_after(tokens: Sequence[Token], at: int) -> str | None:
    """The country of "President X of Y"."""
    if at + 1 >= len(tokens) or tokens[at].text != "of":
        return None
    place = lookup(tokens[at + 1].text)
    return place.code if place is not None and place.kind == "country" else None


def _left_edge(tokens: Sequence[Token], head: int) -> int:
    """First token of the noun phrase that ends in ``head``."""
    first = head
    while first > 0 and tokens[first - 1].sentence == tokens[head].sentence:
        left = tokens[first - 1]
        if left.pos in OPENERS and left.tag in {"DT", "PRP$"}:
            return first - 1
        hyphen = left.text in {"-", "’s", "'s"} or left.tag == "POS"
        opens = first - 1 == 0 or tokens[first - 2].sentence != left.sentence
        titled = opens and left.text[:1].isupper() and left.pos in {"NOUN", "PROPN"}
        if not hyphen and (not _word_of_phrase(left) or not _inside(tokens, first - 1, head)):
            if titled and first == head:
                first -= 1
            break
        if head - first >= LONGEST:
            break
        first -= 1
    while first < head and (tokens[first].text == "-" or tokens[first].tag == "POS"):
        first += 1
    return first


def _inside(tokens: Sequence[Token], at: int, head: int) -> bool:
    """Whether a word hangs on the phrase: its head stands after it, within the sentence."""
    token = tokens[at]
    if token.tag in {"WDT", "WP", "EX"} or (token.pos == "ADV" and token.head > head + 3):
        return False
    return token.head > at and token.dep not in {"nsubj", "nsubjpass", "advmod", "npadvmod", "dobj"}


def _joined_before(parse: Parse, name: Name) -> Described | None:
    """ "the Chinese president, X": the name is an apposition of the description."""
    tokens = parse.tokens
    comma = name.first - 1
    if (
        comma < 1
        or tokens[comma].text != ","
        or tokens[comma].sentence != tokens[name.first].sentence
    ):
        return None
    tops = [t for t in tokens[name.first : name.last] if t.dep == "appos"]
    if not tops or not 0 <= comma - tops[0].head <= LONGEST:
        return None
    head = tops[0].head
    if not is_person_noun(tokens[head].lemma) or tokens[head].tag not in {"NN", "NNP"}:
        return None
    return _described(tokens, _left_edge(tokens, head), comma, head)


def _after(parse: Parse, name: Name) -> Described | None:
    """ "X, the Chinese president,": the description up to its clause."""
    tokens = parse.tokens
    comma = name.last
    if comma + 1 >= len(tokens) or tokens[comma].text != ",":
        return None
    members = set(range(name.first, name.last))
    head = next(
        (
            i
            for i in range(comma + 1, min(comma + 1 + LONGEST, len(tokens)))
            if tokens[i].dep == "appos" and tokens[i].head in members
        ),
        None,
    )
    if head is None or not is_person_noun(tokens[head].lemma) or tokens[head].tag == "NNS":
        return None
    last = _right_edge(tokens, head)
    return _described(tokens, comma + 1, last, head) if last - comma <= LONGEST + 1 else None


def _after_by_words(parse: Parse, name: Name) -> Described | None:
    """The same where the parse misses it: a definite phrase between commas or before "who"."""
    tokens, comma = parse.tokens, name.last
    if comma + 2 >= len(tokens) or tokens[comma].text != ",":
        return None
    if tokens[comma + 1].tag not in {"DT", "PRP$"}:
        return None
    last = comma + 2
    while last < len(tokens) and last - comma < LONGEST and _word_of_phrase(tokens[last]):
        last += 1
    head = last - 1
    if last >= len(tokens) or not is_person_noun(tokens[head].lemma):
        return None
    # a common noun that the tagger took for a name is still written small
    if tokens[head].tag != "NN" and not (tokens[head].tag == "NNP" and tokens[head].text.islower()):
        return None
    ends = tokens[last].text in {",", ".", ";"} or tokens[last].tag in {"WP", "WP$", "WDT"}
    return _described(tokens, comma + 1, last, head) if ends else None


def _word_of_phrase(token: Token) -> bool:
    return token.pos in WITHIN or (token.tag in {"VBN", "VBG"} and token.dep == "amod")


def _right_edge(tokens: Sequence[Token], head: int) -> int:
    """End of the phrase after its head: prepositional phrases stay, clauses and commas end it."""
    last = head + 1
    while last < len(tokens) and tokens[last].sentence == tokens[head].sentence:
        token = tokens[last]
        if token.pos in {"PUNCT", "VERB", "AUX", "CCONJ", "SCONJ"} and token.text != "-":
            break
        if token.tag in {"WDT", "WP", "WRB"} or token.dep in SENTENCE_ENDS or last - head > LONGEST:
            break
        last += 1
    return last
