"""What looks like a quantity and is none: numbers in names, pronouns, years, list numbers."""

from __future__ import annotations

import re

from rashomon.models import Span
from rashomon.stages.annotate.quantities import measures
from rashomon.stages.annotate.tree import Tree

__all__ = ["counts_times", "in_name", "is_glued", "is_no_count", "is_pronoun", "ranks"]

NUMBERED = re.compile(
    r"(?:\b(?:no|nos|number|page|pages|chapter|article|articles|section|room|route|flight|channel|"
    r"level|version|part|phase|act|paragraph|line|season|episode|volume|"
    r"grade|group|category|type|top|highway|interstate|motorway|junction|exit|fifa|"
    r"lap|game|round|gate|terminal|platform|model|pier|psalm|psalms|verse|resolution|sector|ward|"
    r"camp|tier|brigade|class|bus|train|tram|lot|formula|apollo|rule|clause|code|exhibit|"
    r"runway|block|flat|apartment|suite|building|case|file|docket|warrant|schedule|appendix|"
    r"annex|table|figure|step|stage|question|bay|berth|cell|locker|seat|row|square|area|studio|"
    r"windows|iphone|boeing|airbus|unit|squadron|corridor|zone|district|precinct|school|mark|"
    r"catch|vitamin|omega|agenda|chap|fig|vol|sec|art|bed|court|hall|hangar|shaft|reactor|"
    r"well|pump|lock|track|dock|quay|lane|aisle|shelf|box|drawer|volume)\.?"
    r"|#|№)[^\S\n]$",
    re.IGNORECASE,
)
TITLE_SHARE = 0.7
"""Share of capitalised words after the first above which a sentence is a headline in capitals,
where they tell no names. Set by hand on invented headlines."""

ADDRESS = re.compile(
    r" (?:[A-Z][a-z]+ ){1,2}(?:Street|St|Lane|Road|Rd|Avenue|Ave|Drive|Close|Square|Way|Place|"
    r"Gardens|Terrace|Boulevard|Crescent|Row)\b"
)
NAME_LABELS = frozenset(
    "PERSON ORG GPE LOC FAC PRODUCT EVENT WORK_OF_ART LAW NORP LANGUAGE".split()
)


def is_glued(text: str, end: int) -> bool:
    """Whether a number runs on into a letter, another number or a genitive."""
    return (
        text[end : end + 1].isalnum() or re.match(r"[-–]\d|'s|’s", text[end : end + 2]) is not None
    )


def in_name(text: str, number: Span, tree: Tree) -> bool:  # noqa: PLR0911 - one return a case
    """Whether a number is part of a name: "Boeing 747", "Channel 4", "Highway 1"."""
    inside = tree.within(*number)
    token = tree.tokens[inside.start]
    previous = tree.tokens[inside.start - 1] if inside.start else None
    if NUMBERED.search(text[max(0, number[0] - 14) : number[0]]):
        return True
    if text[number[0]].isdigit() and ADDRESS.match(text, number[1]):
        return True
    if text[number[0]].isupper() and _in_title(text, number, tree, inside):
        return True
    if token.ent in NAME_LABELS and text[number[0]].isdigit():
        return True
    if token.ent in NAME_LABELS and text[number[0]].isupper() and not token.ent_start:
        return True
    following = tree.tokens[inside.stop] if inside.stop < len(tree.tokens) else None
    if previous is not None and following is not None and text[number[0]].isdigit():
        names = previous.tag == "NNP" and following.tag == "NNP" and not following.ent
        if names and previous.end + 1 == token.start and previous.ent not in ("DATE", "GPE"):
            return True
    return (
        previous is not None
        and previous.pos == "PROPN"
        and previous.sentence == token.sentence
        and previous.end + 1 == token.start
        and text[number[0]].isdigit()
        and token.head in (inside.start - 1, previous.head)
        and measures.counted(tree, inside.start, inside.stop) is None
    )


def _in_title(text: str, number: Span, tree: Tree, inside: range) -> bool:
    """Whether a number word with a capital is part of a name: "Seven Bridges", "Formula One"."""
    first, last = tree.tokens[inside.start], tree.tokens[inside.stop - 1]
    if inside.start == 0 or number[1] - number[0] < 3 or text[number[0] + 1].isupper():
        return False
    previous = tree.tokens[inside.start - 1]
    if previous.sentence != first.sentence or not (previous.text.isalpha() or previous.text == ","):
        return False
    words = _words(tree, inside.start)
    if sum(word[0].isupper() for word in words) > TITLE_SHARE * len(words):
        return False
    following = text[last.end : last.end + 2]
    capital = following[:1] == " " and following[1:].isupper()
    return (
        capital
        or (previous.text[0].isupper() and previous.text.isalpha())
        or (previous.text == "of")
    )


def _words(tree: Tree, index: int) -> list[str]:
    """The words of the sentence of a token but the first, up to ten to each side."""
    sentence = tree.tokens[index].sentence
    near = tree.tokens[max(0, index - 10) : index + 10]
    words = [t.text for t in near if t.sentence == sentence and t.text.isalpha()]
    return words[1:] if len(words) > 1 else words


def is_pronoun(words: str, tree: Tree, number: Span) -> bool:
    """ "one of the", "no one", "one day": not a count of one thing."""
    if words.lower() != "one":
        return False
    inside = tree.within(*number)
    if len(inside) != 1:
        return True
    token = tree.tokens[inside.start]
    head = tree.tokens[token.head]
    following = tree.tokens[inside.stop].text.lower() if inside.stop < len(tree.tokens) else ""
    if token.dep != "nummod" or token.head <= inside.start or following in ("of", "another"):
        return True
    return head.lemma.lower() in ("day", "thing", "way", "point", "time", "another", "side", "hand")


def is_no_count(text: str, number: Span, value: float, tree: Tree) -> bool:
    """A number without noun, unit or verb that takes it: a year, a list number, "the two"."""
    inside = tree.within(*number)
    written = text[number[0] : number[1]]
    if 1000 <= value <= 2100 and re.fullmatch(r"\d{4}", written):
        return True
    previous = tree.tokens[inside.start - 1].text.lower() if inside.start else ""
    if previous in (
        "call",
        "calls",
        "dial",
        "dialled",
        "dialed",
        "rang",
        "ring",
        "phone",
        "calling",
    ):
        return True
    if previous in ("the", "these", "those", "all", "both", "any", "which", "no"):
        return True
    top = tree.tokens[measures.topmost(tree, inside.start, inside.stop)]
    return top.dep not in (
        "dobj",
        "nsubj",
        "nsubjpass",
        "pobj",
        "conj",
        "attr",
        "acomp",
        "quantmod",
        "nummod",
        "npadvmod",
        "pcomp",
    )


def ranks(match: re.Match[str], index: int, tree: Tree) -> bool:
    """Whether an ordinal ranks a thing: not a name, a date, a fraction."""
    token = tree.tokens[tree.within(*match.span()).stop - 1]
    if token.ent in NAME_LABELS and (match[0][0].isupper() or match["digits"]):
        return False
    if token.dep not in ("amod", "nummod", "compound", "quantmod", "nmod"):
        return False
    head = tree.tokens[token.head]
    if (
        head.pos == "PROPN"
        and head.text[0].isupper()
        and (match["digits"] or match[0][0].isupper())
    ):
        return False
    return token.head > index and head.pos in ("NOUN", "PROPN") and head.lemma.lower() != "time"


def counts_times(text: str, match: re.Match[str], tree: Tree) -> bool:
    """ "once" counts where it is weighed or repeated; for "formerly" it does not."""
    if match["w"].lower() != "once":
        return True
    before = text[max(0, match.start() - 9) : match.start()].lower()
    after = text[match.end() : match.end() + 12].lower()
    if re.search(r"\b(?:at|all at) $", before):
        return False
    if re.search(r"\b(?:not|only|just|than|least|even) $", before):
        return True
    return re.match(r" (?:an?|every|per|each) |,? (?:but|or|and) twice", after) is not None
