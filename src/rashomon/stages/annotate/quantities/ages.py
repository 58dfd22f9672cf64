"""Ages: "aged nine", "The captain, 52, said", "she was 34", "children under 12"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.models import Modifier, Span
from rashomon.stages.annotate.quantities import numbers_, units
from rashomon.stages.annotate.quantities.found import Found, hedged
from rashomon.stages.annotate.tree import Tree

__all__ = ["ages"]

OLDEST = 120
_N = rf"(?:\d{{1,3}}|{numbers_.SMALL_WORDS})"
_ENDS = r"(?=[.,;:!?)”\"]|$|\s(?:when|at|and|but|on|last|this|today|yesterday|years? old|or)\b)"
AGED = re.compile(
    rf"\b(?:aged?|age of|ages)[^\S\n](?P<h>between[^\S\n]|(?<!age )from[^\S\n])?"
    rf"(?:(?P<m>over|under|at least|about|around|just|only|nearly|almost)[^\S\n])?(?P<n>{_N})"
    rf"(?:(?:[-–]|[^\S\n](?:to|and)[^\S\n])(?P<n2>{_N})(?![^\S\n](?:others?|men|women|people)))?"
    r"(?![\w.,]?\d|\w|[- ]year|-)",
    re.IGNORECASE,
)
COMMA = re.compile(
    r"(?<=[a-z])(?:,[^\S\n](?P<n>\d{1,3})(?=,[^\S\n]|\)|$|[.;])|[^\S\n]\((?P<b>\d{1,3})\))"
)
IS = re.compile(
    rf"\b(?:(?:was|is|were|are|[’']s)[^\S\n](?:just |only |now |then |about |nearly |almost )?"
    rf"(?P<n>{_N}){_ENDS}|turn(?:s|ed|ing)?[^\S\n](?P<t>{_N})(?=[.,;]|$|\s(?:in|on|last|this|when|"
    rf"today|yesterday|next|and|before|after)\b))",
    re.IGNORECASE,
)
DIED = re.compile(
    r"\b(?:died|dies|dead|die|retired|retires|married|widowed|orphaned)[^\S\n]at[^\S\n]"
    r"(?P<n>[1-9]\d|1[01]\d)(?=[.,;]?$|[.,;]?\s(?!a\.?m|p\.?m|GMT|km|per|deg|on|o['’]clock))",
    re.IGNORECASE,
)
BEYOND = re.compile(
    rf"\b(?P<m>under|over|above|below|older than|younger than)[^\S\n]"
    rf"(?:the age of[^\S\n])?(?P<n>{_N})(?![\w-]|[.,]?\d|[^\S\n]*%)",
    re.IGNORECASE,
)
CLASSES = re.compile(r"(?<![\w-])(?P<m>over|under)-(?P<n>\d{1,2})s\b", re.IGNORECASE)
_BOUNDS: dict[str, Modifier] = {
    "under": "under", "below": "under", "younger than": "under", "over": "over", "above": "over",
    "older than": "over", "at least": "at_least", "about": "about", "around": "about",
    "nearly": "about", "almost": "about",
}  # fmt: skip
_WHO = frozenset("he she who i you youngest oldest eldest young old elder".split())


def ages(text: str, start: int, end: int, tree: Tree) -> Iterator[Found]:
    """Ages in a stretch of text, in no order; they may overlap."""
    words = text[start:end].lower()
    digits = any(character.isdigit() for character in words)
    if "age" in words:
        for match in AGED.finditer(text, start, end):
            yield from _age(text, match.span(), match)
    if digits:
        yield from _apposed(text, start, end, tree)
    for match in IS.finditer(text, start, end):
        group = "n" if match["n"] else "t"
        if _of_person(tree, match.start(group)):
            yield from _age(text, match.span(group), match, group)
    if any(word in words for word in ("under", "over", "er than", "above", "below")):
        for match in BEYOND.finditer(text, start, end):
            if _bounds_people(tree, match):
                yield from _age(text, (match.start("m"), match.end("n")), match)
        for match in CLASSES.finditer(text, start, end):
            yield from _age(text, match.span(), match)


def _apposed(text: str, start: int, end: int, tree: Tree) -> Iterator[Found]:
    """ "The captain, 52, said", "died at 93"."""
    for match in COMMA.finditer(text, start, end):
        token = tree.at(match.start() - 1)
        if token is not None and _may_have_age(tree, token, bracket=bool(match["b"])):
            group = "n" if match["n"] else "b"
            yield from _age(text, match.span(group), match, group)
    for match in DIED.finditer(text, start, end):
        yield from _age(text, match.span("n"), match)


def _bounds_people(tree: Tree, match: re.Match[str]) -> bool:
    """Whether "under 12" is said of people and counts nothing."""
    index = tree.at(match.start() - 2) if match.start() >= 2 else None
    last = tree.at(match.end() - 1)
    following = tree.tokens[last + 1 : last + 2] if last is not None else ()
    counted = any(token.tag == "NNS" or token.pos in ("NUM", "SYM") for token in following)
    if index is None or counted:
        return False
    return _is_people(tree, index) or (
        tree.tokens[index].lemma == "be" and _of_person(tree, match.start("n"))
    )


def _age(text: str, span: Span, match: re.Match[str], group: str = "n") -> Iterator[Found]:
    groups = match.groupdict()
    number, other = numbers_.read(match[group]), numbers_.read(groups.get("n2") or "")
    if number is None or not 0 < number.value <= OLDEST:
        return
    ranged = groups.get("h") or not re.search(r"\sand\s", match[0])
    upper = other.value if other is not None and ranged and other.value > number.value else None
    start, end = span
    if groups.get("n2") and upper is None:
        second = match.span("n2")
        yield hedged(text, second, second, other.value if other else None, None, "year")._replace(
            measures="age"
        )
        end = match.end(group)
    one = hedged(text, (start, end), match.span(group), number.value, upper, "year")
    bound = _BOUNDS.get((groups.get("m") or "").lower())
    if bound is not None and upper is None:
        one = one._replace(modifier=bound)
    yield one._replace(measures="age", start=start)


def _may_have_age(tree: Tree, index: int, *, bracket: bool) -> bool:
    token = tree.tokens[index]
    if bracket:
        return token.ent == "PERSON"
    return token.pos == "PROPN" or (token.tag == "NN" and token.dep not in ("advmod", "npadvmod"))


def _is_people(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return token.lemma.lower() in units.PEOPLE or token.text.lower() in ("those", "anyone", "all")


def _of_person(tree: Tree, offset: int) -> bool:
    """Whether a bare number is said of one person: "she was 34", "the youngest was 11"."""
    index = tree.at(offset)
    if index is None:
        return False
    verb = tree.verb_above(index)
    subject = None if verb is None else tree.subject(verb)
    if subject is None:
        return False
    token = tree.tokens[subject]
    if token.text.lower() in _WHO or token.lemma.lower() in _WHO:
        return True
    single = token.tag in ("NN", "NNP")
    return single and (token.ent == "PERSON" or token.lemma.lower() in units.PEOPLE)
