"""How well a sentence would stand in a neutral summary, by what kind of sentence it is.

A ridge regression on the share of a sentence's words and word pairs that an editor's summary of the
same reports holds (the target of Cao et al. 2015 and of most extractive summarisers).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from rashomon.models import Span, Token
from rashomon.stages.brief.concepts import Concept, units
from rashomon.stages.brief.desk import Account
from rashomon.stages.brief.plain import STOP

__all__ = ["MERITS", "merits"]

MERITS = (
    *(
        "first",
        "second",
        "fourth",
        "early",
        "log_words",
        "short",
        "long",
        "quoted",
        "mostly_quoted",
    ),
    *("indirect", "opens_quoted", "pronoun", "personal", "question", "digit", "colon", "proper"),
    *("adjectives", "verbs", "past", "present", "no_verb", "says", "the", "joins", "sentences"),
    *("opens_person", "date", "words_worth", "pairs_worth", "content_worth", "best_worth"),
)
"""What is known of a sentence, in the order of the columns."""

_PERSONAL = frozenset({"i", "we", "you", "my", "our"})
_SAYS = frozenset({"say", "tell", "announce"})


def merits(
    account: Account, span: Span, found: Sequence[str], worth: Mapping[Concept, float]
) -> list[float]:
    """The features of a sentence.

    :param span: the whole sentence.
    :param found: its words, in lower case, without what a cut takes from it.
    :param worth: the chance of each concept (:meth:`.concepts.Weights.chances`).
    """
    text = account.annotated.article.text[slice(*span)]
    place = account.place(span)
    indexes = account.within(span)
    tokens = [account.tokens[i] for i in indexes]
    return [
        *(place == 0, place == 1, place >= 3, 1 / (1 + place)),
        *(math.log(len(found) + 1), len(found) < 8, len(found) > 40),
        *_of_speech(account, span, text),
        _opens(tokens),
        any(word in _PERSONAL for word in found),
        *("?" in text, any(c.isdigit() for c in text), ":" in text),
        *_of_parse(account, indexes, tokens),
        *(found[:1] == ["the"], found[:1] in (["but"], ["and"]), min(len(account.told), 10) / 10),
        bool(tokens) and tokens[0].ent == "PERSON",
        any(token.ent == "DATE" for token in tokens),
        *_of_worth(found, worth),
    ]


def _of_speech(account: Account, span: Span, text: str) -> list[float]:
    quotes = account.quotes(span)
    pieces = [p for q in quotes if q.kind != "indirect" for p in q.spans]
    inside = sum(max(0, min(e, span[1]) - max(s, span[0])) for s, e in pieces)
    share = inside / max(1, span[1] - span[0])
    said = any(q.kind == "indirect" for q in quotes)
    return [share, share > 0.5, said, text[:1] in {'"', "“"}]


def _opens(tokens: Sequence[Token]) -> bool:
    """Whether the first subject is a pronoun."""
    subjects = [t for t in tokens if t.dep in {"nsubj", "nsubjpass"}]
    return bool(subjects) and subjects[0].pos == "PRON"


def _of_parse(account: Account, indexes: range, tokens: Sequence[Token]) -> list[float]:
    n = max(1, len(tokens))
    root = next((account.tokens[i] for i in indexes if account.tokens[i].head == i), None)
    tag, pos = (root.tag, root.pos) if root else ("", "")
    return [
        sum(t.pos == "PROPN" for t in tokens) / n,
        sum(t.pos in {"ADJ", "ADV"} for t in tokens) / n,
        sum(t.pos == "VERB" for t in tokens) / n,
        *(tag == "VBD", tag in {"VBZ", "VBP"}, pos == "NOUN"),
        root is not None and root.lemma in _SAYS,
    ]


def _of_worth(found: Sequence[str], worth: Mapping[Concept, float]) -> list[float]:
    single = [worth.get((word,), 0.0) for word in found]
    pairs = [worth.get(pair, 0.0) for pair in units(found, 2)]
    content = [worth.get((word,), 0.0) for word in found if word not in STOP]
    return [_mean(single), _mean(pairs), _mean(content), max(content, default=0.0)]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
