"""Parts of speech and lemmas looked up: what spaCy's rules say of a word under a tag.

spaCy finds the universal part of speech by rules over tag, word and dependency
(``attribute_ruler``) and the lemma by rules over word and part of speech (``lemmatizer``). Both
go over every token anew, a fifth of the time of the packaged pipeline, though they look at nothing
but the token, save for a few rules over pairs of words ("let 's", "there is"). Here each word is
asked about once under each tag; a text that holds a word of a pair goes through spaCy's own rules.
The answers are theirs, token for token.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

__all__ = ["RULES", "Forms", "forms_of"]

RULES = ("attribute_ruler", "lemmatizer")
"""The components that :class:`Forms` stands in for."""

ASKED = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
"""What a rule may ask of a token for its answer to be looked up by word, tag and dependency."""

MOST = 500_000
"""Words under their tags that are held; ten times what a thousand articles have."""

OTHER = "dep"
"""Stands for all the dependencies that no rule names."""

Form = tuple[str, str, str, str]
"""Part of speech, lemma, tag and dependency: the rules give tag and dependency of white space."""


class Forms:
    """Part of speech and lemma of the tokens of documents that were tagged and parsed."""

    def __init__(self, nlp: Any, literals: frozenset[str], asked: frozenset[str]) -> None:
        """
        :param literals: words in small letters and dependencies, one of each pair of a rule.
        :param asked: the dependencies that a rule names.
        """
        self._vocab = nlp.vocab
        self._rules: Sequence[Callable[[Any], Any]] = [nlp.get_pipe(name) for name in RULES]
        ids = nlp.vocab.strings
        self._literals = frozenset(map(ids.add, literals))
        self._asked = frozenset(ids.add(dep) if dep else 0 for dep in asked)
        self._other = ids.add(OTHER)
        self._known: dict[tuple[int, int, int], Form] = {}

    def of(self, doc: Any) -> list[Form]:
        """The form of each token; the document may get them too."""
        words, lower, tags, deps = doc.to_array(("ORTH", "LOWER", "TAG", "DEP")).T.tolist()
        if not self._literals.isdisjoint(lower) or not self._literals.isdisjoint(deps):
            return self._ruled(doc)
        plain = [dep if dep in self._asked else self._other for dep in deps]
        keys = list(zip(words, tags, plain, strict=True))
        if len(self._known) > MOST:
            self._known = {}
        self._learn([key for key in dict.fromkeys(keys) if key not in self._known])
        forms = map(self._known.__getitem__, keys)
        return [self._with_dep(form, dep) for form, dep in zip(forms, deps, strict=True)]

    def _with_dep(self, form: Form, dep: int) -> Form:
        """A form of any other dependency with the token's own."""
        if dep in self._asked or form[0] == "SPACE":
            return form
        return (*form[:3], self._vocab.strings[dep])

    def _learn(self, new: Sequence[tuple[int, int, int]]) -> None:
        if not new:
            return
        from spacy.tokens import Doc

        words, tags, deps = (
            [self._vocab.strings[number] for number in column] for column in zip(*new, strict=True)
        )
        doc = Doc(self._vocab, words=words, tags=tags, deps=deps, heads=list(range(len(words))))
        self._known.update(zip(new, self._ruled(doc), strict=True))

    def _ruled(self, doc: Any) -> list[Form]:
        for rule in self._rules:
            doc = rule(doc)
        return [(t.pos_, t.lemma_, t.tag_, t.dep_) for t in doc]


def forms_of(nlp: Any) -> Forms | None:
    """The forms of a pipeline, None where its rules ask more than can be looked up."""
    if not set(RULES) <= set(nlp.pipe_names) or nlp.get_pipe("lemmatizer").mode != "rule":
        return None
    patterns = [p for rule in nlp.get_pipe("attribute_ruler").patterns for p in rule["patterns"]]
    if any(not set(token) <= ASKED for pattern in patterns for token in pattern):
        return None
    literals = [next(_literals(pattern), None) for pattern in patterns if len(pattern) > 1]
    asked = {dep for p in patterns for token in p for dep in _values(token.get("DEP"))}
    if None in literals:
        return None
    return Forms(nlp, frozenset(filter(None, literals)), frozenset(asked))


def _literals(pattern: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Words and dependencies without which a pattern does not match."""
    for token in pattern:
        for name in ("LOWER", "DEP"):
            if isinstance(token.get(name), str):
                yield token[name]


def _values(asked: Any) -> Sequence[str]:
    """The values that a pattern names; ``{"IN": […]}`` and the like name several."""
    if asked is None or isinstance(asked, str):
        return [asked] if asked else []
    return [value for values in asked.values() for value in values]
