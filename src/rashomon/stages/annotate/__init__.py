"""Annotating: sentences, entities, quotations, quantities, times and statements of each article.

``annotate`` is the stage; each module finds one layer from the parse. Names come first, quotations
need them, and "I" and "we" need the quotations: entities are joined last.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rashomon.errors import ModelError
from rashomon.models import Annotated, Annotation, Article, Parse, Sentence
from rashomon.stages.annotate.coref import join
from rashomon.stages.annotate.entities import find as entities
from rashomon.stages.annotate.parser import ParsedTexts, Parser, SpacyParser, wording_of
from rashomon.stages.annotate.quantities import find as quantities
from rashomon.stages.annotate.quotes import find as quotes
from rashomon.stages.annotate.quotes.learned import Learned, load_learned
from rashomon.stages.annotate.statements import find as statements
from rashomon.stages.annotate.times import find as times

__all__ = ["SUPPORTED_LANGUAGES", "ParsedTexts", "Parser", "SpacyParser", "annotate", "texts_of"]

SUPPORTED_LANGUAGES = frozenset({"en"})

SAMPLE = 700
"""Code points looked at to tell the script."""

LATIN_END = "\u0250"
"""The first letter past the Latin blocks of Unicode (Basic Latin to Latin Extended-B)."""


def texts_of(article: Article) -> list[str]:
    """The texts that must be parsed to annotate an article, in their order."""
    return list(wording_of(article)) if _supported(article) else []


def _supported(article: Article) -> bool:
    if article.language is None:
        return _in_latin_letters(article.text)
    return article.language in SUPPORTED_LANGUAGES


def _in_latin_letters(text: str) -> bool:
    """Whether at least half of a text's letters are Latin; a short text names no language, and what
    is written otherwise is none that is supported."""
    letters = [c for c in text[:SAMPLE] if c.isalpha()]
    return 2 * sum(c < LATIN_END for c in letters) >= len(letters)


def annotate(
    articles: Sequence[Article], parser: Parser, models: Path | None = None
) -> list[Annotated]:
    """Annotate a batch of articles, in their order.

    An article in a language that is not supported, or one that the annotators fail on, is given
    back with ``annotated`` false and the reason.

    :param models: a folder whose learned parts stand in for the packaged ones.
    :raises ModelError: a learned part is missing or damaged.
    """
    learned = load_learned(models)
    supported = [article for article in articles if _supported(article)]
    parses = dict(zip((a.id for a in supported), parser.parse(supported), strict=True))
    return [_one(article, parses.get(article.id), learned) for article in articles]


def _one(article: Article, parse: Parse | None, learned: Learned) -> Annotated:
    if parse is None:
        named = f"language {article.language!r}" if article.language else "its script"
        reason = f"{named} is not supported"
        return Annotated(article=article, annotation=Annotation(annotated=False, reason=reason))
    try:
        found = layers(article, parse, learned)
    except ModelError:
        raise
    except Exception as problem:
        # a text nobody foresaw: it is given back unannotated, and the others go on
        reason = f"not annotated: {type(problem).__name__}: {problem}; please report it"
        return Annotated(article=article, annotation=Annotation(annotated=False, reason=reason))
    return Annotated(article=article, annotation=found, parse=parse)


def layers(article: Article, parse: Parse, learned: Learned | None = None) -> Annotation:
    """All layers of one article; ``learned`` as for :func:`quotes.find`."""
    named = entities.find(article, parse)
    when = times.find(article, parse)
    said = quotes.find(article, parse, named, learned)
    joined = join.find(article, parse, named, said)
    return Annotation(
        sentences=_sentences(parse),
        entities=joined.entities,
        mentions=joined.mentions,
        quotes=joined.quotes,
        quantities=quantities.find(article, parse, said),
        times=when,
        events=statements.find(article, parse, said, when),
        labels=entities.in_quotes(joined.labels, said),
    )


def _sentences(parse: Parse) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(start=parse.tokens[first].start, end=parse.tokens[last - 1].end)
        for first, last in parse.sentences
    )
