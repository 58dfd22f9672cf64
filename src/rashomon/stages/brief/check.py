"""The check that a brief is made of its sources' words.

Every word of a sentence, outside the frame that the writer puts around it and outside square
brackets, stands in one of its citations; and every citation cuts to what it stores.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rashomon.errors import OffsetError
from rashomon.models import BriefSentence, Citation
from rashomon.offsets import recut
from rashomon.stages.brief.desk import Account

__all__ = ["supported"]

_WORD = re.compile(r"\w+")
_BRACKETS = re.compile(r"\[[^\]]*\]")


def supported(
    sentence: BriefSentence, frame: Sequence[str], accounts: Mapping[str, Account]
) -> bool:
    """Whether each word of a sentence stands in what it cites.

    :param frame: words of the program's own (names of accounts, "Accounts differ").
    """
    if not sentence.citations or not all(_cuts(c, accounts) for c in sentence.citations):
        return False
    words = _WORD.findall(_BRACKETS.sub(" ", sentence.text).lower())
    there = {w for c in sentence.citations for w in _WORD.findall(c.text.lower())}
    there.update(w for part in frame for w in _WORD.findall(part.lower()))
    return all(word in there for word in words)


def _cuts(citation: Citation, accounts: Mapping[str, Account]) -> bool:
    account = accounts.get(citation.article)
    if account is None:
        return False
    try:
        recut(
            account.annotated.article.text,
            [(citation.start, citation.end)],
            citation.text,
            f"brief, {citation.article}",
        )
    except OffsetError:
        return False
    return True
