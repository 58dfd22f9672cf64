"""The stages in their order, what each needs and gives, and the run over them.

::

    sources → read → reading → clean → articles → parse → parsed
                                    articles, parsed → annotate → annotated
                                            articles → group → grouping
                                 annotated, grouping → collate → collations → brief → briefs

A run asks for a layer; :func:`plan` takes the stages that lead to it and leaves the others out
(``group`` needs no annotation), and refuses an order in which a stage lacks what it needs. A stage
is loaded when a run comes to it: who reads waits for no parser, in no process.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rashomon.engine import BATCH, engine_for
from rashomon.errors import PipelineError
from rashomon.models import Annotated, Article, Document, Grouping, Page, ParsedText, Refusal, Story
from rashomon.settings import REWRITE_KEY, Settings, learned_part

if TYPE_CHECKING:
    from rashomon.embed import Embedder
    from rashomon.pairmodel import PairModel
    from rashomon.stages.brief import Asks
    from rashomon.stages.clean import SharedLines
    from rashomon.stages.correct import Replay
    from rashomon.stages.read import Reading
    from rashomon.stages.read.fetch import Fetcher

__all__ = [
    "STAGES",
    "Layers",
    "Progress",
    "Run",
    "Stage",
    "annotated",
    "check",
    "plan",
    "run",
    "silent",
    "stream",
]

Layers = dict[str, Any]
"""What the stages gave so far, by name of the layer."""

Progress = Callable[[str, int, int], None]
"""Called with the name of a stage, items done, and items in all."""


CLEAN_BATCH = 64
"""Texts in a batch of reading: many go through the model of blocks in the time of one. Of pages,
each of which takes as long as ten, fewer stand in one: no process waits long for the last."""

PEEK = 2_000
PAGE_WEIGHT = 10
CLEAN_WEIGHT = 20
"""Items looked at to tell whether further processes pay, how many plain texts a page is worth, and
how many of these an article that is annotated is worth (``make bench``). The answer is the same."""


TEXTS = 128
"""Texts in a batch of parsing, some eight articles."""

ANNOTATE_WEIGHT = 3
"""Articles to annotate that are worth one to parse when it is asked whether processes pay."""


def silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class Run:
    """The settings of a run with the tools that its stages share."""

    settings: Settings = field(default_factory=Settings)
    progress: Progress = silent

    @cached_property
    def embedder(self) -> Embedder:
        """The sentence encoder, loaded when a stage first asks for it."""
        models = self.settings.models
        from rashomon.embed import MiniLMEmbedder

        vocabulary = learned_part("minilm-vocab.txt", models)
        own = None if models is None else models / "minilm.onnx"
        if own is not None and own.is_file():
            return MiniLMEmbedder(vocabulary, own)
        return MiniLMEmbedder(vocabulary, words=learned_part("word-vectors.npz", models))

    @cached_property
    def rewriter(self) -> Asks | None:
        """The model that may word the brief's sentences, where the user named one."""
        address, model = self.settings.rewrite, self.settings.rewrite_model
        if address is None or model is None:
            return None
        from rashomon.stages.brief import Endpoint

        return Endpoint(address, model, os.environ.get(REWRITE_KEY))

    @cached_property
    def replay(self) -> Replay | None:
        """The reader's decisions, where the run was given any."""
        if self.settings.corrections is None:
            return None
        from rashomon.stages.correct import replay_of

        return replay_of(self.settings.corrections)

    @cached_property
    def nli(self) -> PairModel | None:
        """The model for natural-language inference that the user brings, if any."""
        model, tokenizer = self.settings.nli, self.settings.nli_tokenizer
        if model is None or tokenizer is None:
            return None
        from rashomon.pairmodel import load_nli

        return load_nli(model, tokenizer)


@dataclass(frozen=True)
class Stage:
    """A step: the layers it needs, the layers it gives, and the function between them."""

    name: str
    needs: tuple[str, ...]
    gives: tuple[str, ...]
    function: Callable[[Layers, Run], Layers]


def _read(layers: Layers, run: Run) -> Layers:
    from rashomon.stages.read import ReadSettings, read

    sources = list(dict.fromkeys(layers["sources"]))
    with _fetching(sources, run.settings) as fetcher:
        settings = ReadSettings(
            meta=run.settings.meta,
            fields=run.settings.fields,
            follow=run.settings.follow,
            fetcher=fetcher,
        )
        return {"reading": read(sources, settings, partial(_ticked, run.progress))}


@contextmanager
def _fetching(sources: Sequence[str], settings: Settings) -> Iterator[Fetcher | None]:
    """What fetches pages, where the user asked for any."""
    if not settings.follow and not any(one.startswith(("http://", "https://")) for one in sources):
        yield None
        return
    from rashomon.stages.read.fetch import Fetcher, FetchSettings
    from rashomon.stages.read.fetch.settings import user_agent

    asked = FetchSettings(
        user_agent=settings.user_agent or user_agent(),
        interval_seconds=settings.delay,
        cache_folder=settings.cache,
        allow_private=settings.allow_private,
        obey_robots=settings.obey_robots,
    )
    with Fetcher(asked) as fetcher:
        yield fetcher


def _ticked(progress: Progress, done: int) -> None:
    progress("read", done, 0)


def _clean(layers: Layers, run: Run) -> Layers:
    articles: list[Article] = []
    refused: list[Refusal] = []
    for found in _cleaned(layers["reading"], run):
        if isinstance(found, Refusal):
            refused.append(found)
        else:
            articles.append(found)
    return {"articles": articles, "refused": tuple(refused)}


def _cleaned(reading: Reading, run: Run) -> Iterator[Article | Refusal]:
    """The articles and refusals of a reading in their order, of which few are held at a time."""
    with reading:
        function = partial(
            _clean_batch,
            models=run.settings.models,
            lines=_shared_lines(reading),
            explained=run.settings.explain,
        )
        pages, texts = _peeked(reading)
        weight = PAGE_WEIGHT * pages + texts
        engine = engine_for(run.settings.jobs, weight // CLEAN_WEIGHT)
        done = 0
        for batch in engine.stream(function, reading, CLEAN_BATCH if texts > pages else BATCH):
            done += len(batch)
            run.progress("clean", done, len(reading))
            yield from batch


def _peeked(reading: Reading) -> tuple[int, int]:
    """How many of the first items are pages, and how many are not."""
    kinds = [isinstance(item, Page) for item in islice(reading, PEEK)]
    return sum(kinds), len(kinds) - sum(kinds)


def _shared_lines(reading: Reading) -> SharedLines:
    """The furniture of outlets of which several articles were read."""
    from rashomon.stages.clean import LineCounts

    counts = LineCounts()
    for item in reading:
        if isinstance(item, Document):
            counts.add(item)
    return counts.frozen()


def _clean_batch(
    items: Sequence[Document | Page | Refusal],
    models: Path | None,
    lines: SharedLines,
    explained: bool,
) -> list[Article | Refusal]:
    """Pages taken apart and documents cleaned; refusals stay where they are."""
    from rashomon.stages.clean import clean, explain

    found = _taken_apart(items, models)
    documents = [one for one in found if isinstance(one, Document)]
    articles = iter((explain if explained else clean)(documents, models, lines))
    return [next(articles) if isinstance(one, Document) else one for one in found]


def _taken_apart(
    items: Sequence[Document | Page | Refusal], models: Path | None
) -> list[Document | Refusal]:
    """Pages as documents. The readers take long to load, and texts need none of them."""
    texts = [item for item in items if not isinstance(item, Page)]
    if len(texts) == len(items):
        return texts
    from rashomon.stages.read import extracted

    return [extracted(item, models) for item in items]


def _parse(layers: Layers, run: Run) -> Layers:
    """Each distinct text of the articles parsed once, in however many of them it stands."""
    from rashomon.stages.annotate import texts_of

    articles: list[Article] = layers["articles"]
    wanted = [texts_of(article) for article in articles]
    texts = list(dict.fromkeys(text for own in wanted for text in own))
    engine = engine_for(run.settings.jobs, len(articles))
    function = partial(_parse_batch, models=run.settings.models)
    found = engine.map(function, texts, partial(run.progress, "parse"), TEXTS)
    parsed = dict(zip(texts, found, strict=True))
    return {"parsed": [tuple(parsed[text] for text in own) for own in wanted]}


def _parse_batch(texts: Sequence[str], models: Path | None) -> list[ParsedText]:
    from rashomon.stages.annotate import SpacyParser

    own = None if models is None else models / "parser"
    return SpacyParser(own if own and own.is_dir() else None).parse_texts(texts)


def _annotate(layers: Layers, run: Run) -> Layers:
    found = _layered(layers, run)
    return {"annotated": run.replay.speakers(found) if run.replay else found}


def _layered(layers: Layers, run: Run) -> list[Annotated]:
    """The articles with their layers, as they are found."""
    articles: list[Article] = layers["articles"]
    function = partial(_annotate_batch, models=run.settings.models)
    engine = engine_for(run.settings.jobs, len(articles) // ANNOTATE_WEIGHT)
    items = list(zip(articles, layers["parsed"], strict=True))
    return engine.map(function, items, partial(run.progress, "annotate"))


def _annotate_batch(
    items: Sequence[tuple[Article, Sequence[ParsedText]]], models: Path | None
) -> list[Annotated]:
    from rashomon.stages.annotate import ParsedTexts, annotate

    parsed = {article.id: own for article, own in items}
    return annotate([article for article, _ in items], ParsedTexts(parsed), models)


def _group(layers: Layers, run: Run) -> Layers:
    from rashomon.stages.group import group

    articles: list[Article] = layers["articles"]
    tick = partial(run.progress, "group")
    found = group(articles, run.embedder, one_story=run.settings.one_story, tick=tick)
    run.progress("group", len(articles), len(articles))
    return {"grouping": run.replay.stories(found) if run.replay else found}


def _collate(layers: Layers, run: Run) -> Layers:
    from rashomon.stages.collate import Asked, collate

    grouping: Grouping = layers["grouping"]
    collations = {}
    for number, story in enumerate(grouping.stories):
        run.progress("compare", number, len(grouping.stories))
        reports = _of(story, layers["annotated"])
        asked = Asked(least=run.settings.min_confidence, nli=run.nli)
        if run.replay is not None:
            asked = replace(asked, decided=run.replay.of(story, reports))
        collations[story.id] = collate(
            story, reports, grouping, run.embedder, run.settings.models, asked
        )
    run.progress("compare", len(grouping.stories), len(grouping.stories))
    return {"collations": collations}


def _brief(layers: Layers, run: Run) -> Layers:
    """The briefs; no sentence is in them that the checker does not hold to be supported."""
    from rashomon.checking import check_of
    from rashomon.stages.brief import Asked, write

    grouping: Grouping = layers["grouping"]
    asked = Asked(run.settings.length, run.settings.models, rewriter=run.rewriter)
    briefs = {}
    for story in grouping.stories:
        reports = _of(story, layers["annotated"])
        own = replace(asked, check=check_of(reports, run))
        briefs[story.id] = write(story, layers["collations"][story.id], reports, grouping, own)
    run.progress("brief", len(briefs), len(briefs))
    return {"briefs": briefs}


def annotated(articles: list[Article], run: Run) -> list[Annotated]:
    """Articles that no source holds, parsed and annotated like reports."""
    layers: Layers = {"articles": articles}
    layers.update(_parse(layers, run))
    return _layered(layers, run)


def _of(story: Story, annotated: Sequence[Annotated]) -> list[Annotated]:
    members = set(story.articles)
    return [one for one in annotated if one.article.id in members]


STAGES: tuple[Stage, ...] = (
    Stage("read", ("sources",), ("reading",), _read),
    Stage("clean", ("reading",), ("articles", "refused"), _clean),
    Stage("parse", ("articles",), ("parsed",), _parse),
    Stage("annotate", ("articles", "parsed"), ("annotated",), _annotate),
    Stage("group", ("articles",), ("grouping",), _group),
    Stage("collate", ("annotated", "grouping"), ("collations",), _collate),
    Stage("brief", ("annotated", "grouping", "collations"), ("briefs",), _brief),
)
"""The order of the stages. ``present`` follows on what a run returns."""


def check(stages: Sequence[Stage], given: Sequence[str] = ("sources",)) -> None:
    """See that each stage finds what it needs among the layers given before it.

    :raises PipelineError: a stage needs a layer that nothing before it gives.
    """
    there = set(given)
    for stage in stages:
        missing = [layer for layer in stage.needs if layer not in there]
        if missing:
            raise PipelineError(
                f"stage {stage.name!r} needs {', '.join(missing)}, which no stage before it gives"
            )
        there.update(stage.gives)


def plan(goal: str, stages: Sequence[Stage] = STAGES) -> tuple[Stage, ...]:
    """The stages that lead to a layer, in their order, checked.

    :raises PipelineError: no stage gives the layer, or one lacks what it needs.
    """
    wanted, chosen = {goal}, []
    for stage in reversed(stages):
        if wanted & set(stage.gives):
            chosen.append(stage)
            wanted |= set(stage.needs)
    if not chosen:
        raise PipelineError(f"no stage gives {goal!r}")
    ordered = tuple(reversed(chosen))
    check(ordered)
    return ordered


def stream(sources: Sequence[str], run: Run) -> Iterator[Article | Refusal]:
    """Clean articles and refusals one after the other, in bounded memory however many there are.

    The sources are read to their end before the first comes: only then is it known under which
    names the same bytes stand.
    """
    yield from _cleaned(_read({"sources": list(sources)}, run)["reading"], run)


def run(sources: Sequence[str], goal: str, run: Run) -> Layers:
    """Run the stages that lead to a layer over ``sources``; all layers on the way are kept.

    Where nothing usable is among the sources the later layers are empty.
    """
    layers: Layers = {"sources": list(sources)}
    for stage in plan(goal):
        layers.update(stage.function(layers, run))
    return layers
