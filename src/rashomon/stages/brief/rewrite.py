"""A brief's sentences in a language model's words, as far as they hold.

Off unless the user gives an address. The model sees one sentence and the passages that it cites,
nothing else; what it answers is taken only where it is one sentence, not longer than it should be,
and passes the check that every sentence of a brief passes. Anything else leaves ours in place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

import msgspec

from rashomon.errors import RewriteError
from rashomon.models import Brief, BriefSentence

__all__ = ["INSTRUCTION", "Asks", "rewritten"]

INSTRUCTION = (
    "You edit a neutral news brief. Rewrite the sentence so that it reads plainly. Use only what "
    "the sentence and the passages say. Keep every name, number, date and quotation exactly, keep "
    "who said what, keep every negation and every doubt, and judge nothing. Answer with one "
    "sentence and nothing else."
)

LONGER = 1.3
"""Times as long as ours that a model's sentence may be."""

IN_VAIN = 3
"""Questions in a row that come to nothing, after which no more are asked: a server that is down or
slow would otherwise be waited for once a sentence."""

_WHITE = re.compile(r"\s+")
_INSIDE = re.compile(r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St))(?<!\bMrs)[.!?][\"”’)]*\s+(?=[A-Z“\"])")
_WRAPPED = {'"': '"', "“": "”", "'": "'", "`": "`"}


class Asks(Protocol):
    """A model that answers an instruction and a text."""

    def ask(self, instruction: str, text: str) -> str:
        """The answer.

        :raises RewriteError: there is none.
        """
        ...


def rewritten(brief: Brief, model: Asks, holds: Callable[[BriefSentence], bool]) -> Brief:
    """A brief with the sentences that a model worded better, each in the place of ours.

    Lines on what accounts differ in are never given away: their form is their meaning.

    :param holds: whether a sentence is borne out by what it cites.
    """
    out: list[BriefSentence] = []
    vain = 0
    for sentence in brief:
        if sentence.section == "disputed" or vain >= IN_VAIN:
            out.append(sentence)
            continue
        try:
            answer = model.ask(INSTRUCTION, _question(sentence))
        except RewriteError:
            vain += 1
            out.append(sentence)
            continue
        vain = 0
        out.append(_taken(sentence, answer, holds))
    return tuple(out)


def _question(sentence: BriefSentence) -> str:
    passages = "\n".join(f"- {_line(c.text)}" for c in sentence.citations)
    return f"Sentence: {sentence.text}\nPassages:\n{passages}"


def _taken(
    sentence: BriefSentence, answer: str, holds: Callable[[BriefSentence], bool]
) -> BriefSentence:
    """The model's sentence where it can stand in the place of ours."""
    line = _unwrapped(_line(answer))
    words, own = len(line.split()), len(sentence.text.split())
    if not line or words > LONGER * own or _INSIDE.search(line) or line == sentence.text:
        return sentence
    if line[-1] not in '.!?”"’':
        return sentence
    new = msgspec.structs.replace(sentence, text=line, rewritten=True)
    return new if holds(new) else sentence


def _line(text: str) -> str:
    return _WHITE.sub(" ", text).strip()


def _unwrapped(line: str) -> str:
    """A line without marks that wrap the whole of it."""
    close = _WRAPPED.get(line[:1])
    inner = line[1:-1]
    if close and len(line) > 2 and line.endswith(close) and not set('"“”`') & set(inner):
        return inner.strip()
    return line
