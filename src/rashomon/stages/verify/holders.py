"""Who holds a value, in a line on what accounts differ in: “six” (This Post, That Courier)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.models import BriefSentence, UnsupportedPart
from rashomon.names import names_of
from rashomon.stages.verify.shelf import Shelf
from rashomon.words import words_of

__all__ = ["false_holders"]

_HELD = re.compile(r"“([^”]+)” \(([^()]+(?:\([^()]*\)[^()]*)*)\)")


def false_holders(sentence: BriefSentence, shelf: Shelf, offset: int) -> list[UnsupportedPart]:
    """Names of accounts beside a value of which nothing is cited, or what is cited has another.

    A value that accounts word differently is given in the words of one of them.

    :param offset: where the sentence begins in the checked text.
    """
    articles = [account.annotated.article for account in shelf.accounts]
    by_name = {name: key for key, name in names_of(articles).items()}
    cited: dict[str, list[str]] = {}
    for one in sentence.citations:
        text = next(a.text for a in articles if a.id == one.article)
        cited.setdefault(one.article, []).append(_running(text[one.start : one.end]))
    found = []
    held = list(_held(sentence.text))
    values = {_running(value) for value, *_ in held}
    for value, start, end, name in held:
        places = cited.get(by_name.get(name, ""), [])
        others = values - {_running(value)}
        own = any(_running(value) in place for place in places)
        if not places or (not own and any(o in place for o in others for place in places)):
            reason = "this account is not cited with that value"
            found.append(UnsupportedPart(start=offset + start, end=offset + end, reason=reason))
    return found


def _held(text: str) -> Iterator[tuple[str, int, int, str]]:
    """(value, start and end of a name, name) of each account named beside a value."""
    for found in _HELD.finditer(text):
        at = found.start(2)
        for name in found.group(2).split(", "):
            yield found.group(1), at, at + len(name), name
            at += len(name) + 2


def _running(text: str) -> str:
    return f" {' '.join(words_of(text).words)} "
