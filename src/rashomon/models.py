"""The data types of Rashomon, in the order in which the stages make them.

This module imports nothing else of the project. Every type is a frozen ``msgspec.Struct`` whose
fields, in their order, are the JSON of the command-line contract; ``to_dict`` gives that JSON as
plain Python objects. An :class:`Article` never changes; what is found in it stands beside it in
layers (:class:`Annotation`, :class:`Parse`) that point into ``Article.text``.

Offsets are counted in Unicode code points, half open. ``text`` beside offsets (in
:class:`Evidence`, :class:`Variant`, ...) repeats the slice so that whoever renders it can cut the
text again and compare (see :mod:`rashomon.offsets`).
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

__all__ = [
    "Act",
    "Actor",
    "ActorLabel",
    "Annotated",
    "Annotation",
    "Article",
    "ArticleRef",
    "Behind",
    "Block",
    "BlockKind",
    "Brief",
    "BriefLength",
    "BriefSection",
    "BriefSentence",
    "BriefedStory",
    "Briefs",
    "Certainty",
    "CheckedSentence",
    "Citation",
    "Claim",
    "Collation",
    "ComparedStory",
    "Comparison",
    "Conflict",
    "ConflictKind",
    "ConflictValue",
    "Correction",
    "CorrectionAct",
    "Coverage",
    "Document",
    "Entity",
    "EntityType",
    "Event",
    "Evidence",
    "Explanation",
    "Figure",
    "Grouping",
    "Hidden",
    "Label",
    "Late",
    "Loaded",
    "Mention",
    "Modifier",
    "Origin",
    "OriginKind",
    "Page",
    "Parse",
    "ParsedText",
    "Passage",
    "Quantity",
    "Quote",
    "QuoteKind",
    "QuoteVariants",
    "Reference",
    "Refusal",
    "Replayed",
    "Reuse",
    "Rewrite",
    "Sentence",
    "Span",
    "Stance",
    "Status",
    "Story",
    "StoryChange",
    "StoryChangeKind",
    "TimeExpression",
    "TimelineEntry",
    "Token",
    "Variant",
    "Voice",
    "Why",
]

Span = tuple[int, int]
"""Start and end, in code points of the article's text, half open."""

BlockKind = Literal[
    "title",
    "summary",
    "byline",
    "dateline",
    "heading",
    "body",
    "caption",
    "sidebar",
    "repeat",
    "furniture",
]
EntityType = Literal["person", "organisation", "country", "place", "group", "event", "other"]
QuoteKind = Literal["direct", "indirect", "mixed"]
Act = Literal["speech", "thought", "plan", "document"]
Modifier = Literal["exactly", "about", "at_least", "over", "at_most", "under", "between"]
Certainty = Literal["asserted", "planned", "possible", "conditional", "denied"]
StoryChangeKind = Literal["new", "grew", "split", "merged"]
OriginKind = Literal["agency", "outlet", "unknown"]
Status = Literal["corroborated", "single", "disputed"]
Stance = Literal["supports", "conflicts", "partly"]
ConflictKind = Literal["number", "time", "place", "actor", "outcome", "wording"]
CorrectionAct = Literal[
    "join_entities",
    "split_entities",
    "join_claims",
    "split_claims",
    "join_stories",
    "split_stories",
    "reject_conflict",
    "name_speaker",
]
BriefSection = Literal["agreed", "disputed", "single", "said", "background"]
BriefLength = Literal["line", "paragraph", "page"]


class Model(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all data types."""

    def to_dict(self) -> dict[str, Any]:
        """The object in the contract's shape, as plain dicts, lists, strings and numbers."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain


# ---------------------------------------------------------------- read and clean


class Block(Model, frozen=True, kw_only=True, gc=False):
    """A stretch of an article's text of one kind; ``reason`` is the evidence for the kind."""

    kind: BlockKind
    start: int
    end: int
    reason: str | None = None


class _Read(Model, frozen=True, kw_only=True):
    """What is known of anything that was read; None where nothing tells."""

    id: str
    source: str
    sources: tuple[str, ...]
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    language: str | None = None


class Document(_Read, frozen=True, kw_only=True):
    """What a reader takes out of one entry of a source, before any judgement about its lines.

    ``blocks`` is None where the reader knows nothing of the kinds of its lines (plain text); a
    reader that knows them (HTML, our own ``read`` output) gives them. Metadata is what the
    entry itself declares (an HTML head, a JSON field, ``--meta``), null where it is silent.
    """

    text: str
    blocks: tuple[Block, ...] | None = None


class Page(_Read, frozen=True, kw_only=True):
    """A web page as it was received, not yet taken apart: a file, a record of a web archive, the
    answer of a server.

    ``encoding`` is what the transport named, if anything. The metadata is what stands around the
    page (a feed's entry, ``--meta``), and goes before what the page says of itself; ``url`` is
    where it was had from.
    """

    content: bytes
    encoding: str | None = None


class Article(Model, frozen=True, kw_only=True):
    """One outlet's report: its text, what is known of it, and its blocks. Never changed."""

    id: str
    source: str
    sources: tuple[str, ...]
    outlet: str | None
    url: str | None
    title: str | None
    authors: tuple[str, ...]
    published: str | None
    updated: str | None
    language: str | None
    text: str
    blocks: tuple[Block, ...]


class Refusal(Model, frozen=True, kw_only=True):
    """An input that was not used, and why."""

    source: str
    reason: str


# ---------------------------------------------------------------- a reader's decisions


class Reference(Model, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place in an article, named so that it is found again in another run.

    ``article`` is an id, ``source`` a path, URL or entry (or its end, where only one has it): one
    is enough, with both the source stands in where the article's bytes have changed. ``start`` and
    ``end`` are offsets into its text, ``text`` the words that stand there: one is enough, with
    both the words are looked for next to the offsets where the text has changed.
    """

    article: str | None = None
    source: str | None = None
    start: int | None = None
    end: int | None = None
    text: str | None = None


class Correction(Model, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A reader's decision that is replayed on any run: a line of a ``--corrections`` file.

    ``places`` are what it is about: mentions (entities), evidence (claims), articles (stories),
    evidence of two values (conflict), a quotation (speaker). What is joined is one; what is split
    off is set apart from all that is not named. ``name`` is the speaker's (null: nobody is named)
    or that of joined entities, ``kind`` narrows a rejected conflict down, ``note`` is for people.
    """

    act: CorrectionAct
    places: tuple[Reference, ...]
    name: str | None = None
    kind: ConflictKind | None = None
    note: str | None = None


class Replayed(Model, frozen=True, kw_only=True):
    """What became of a line of a ``--corrections`` file.

    ``outcome``: it changed the answer, it held already, or it is stale: what it names is not
    there. ``reason`` says why and what to do.
    """

    line: int
    act: str | None
    outcome: Literal["changed", "held", "stale"]
    reason: str | None = None


# ---------------------------------------------------------------- annotate


class Token(Model, frozen=True, kw_only=True, gc=False):
    """One token of a parse. ``head`` and ``sentence`` are indexes into the :class:`Parse`.

    ``pos``, ``tag`` and ``dep`` are Universal POS, Penn tag and the ClearNLP dependency label;
    ``ent`` is the OntoNotes label of the name the token stands in, "" outside; ``ent_start`` is
    true for the first token of a name. The root of a sentence is its own head.
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sentence: int
    ent: str
    ent_start: bool


class ParsedText(Model, frozen=True, kw_only=True, gc=False):
    """The parse of one text by itself, a column a property, a row a token.

    The columns are those of :class:`Token`; ``starts``, ``ends``, ``heads`` and the
    ``(first, last)`` tokens of each sentence count from the start of the text.
    """

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    lemmas: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    begins: tuple[bool, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()


class Parse(Model, frozen=True, kw_only=True):
    """Tokens and sentences of an article's reporting blocks, in the order of the text.

    ``sentences`` holds ``(first, last)`` token indexes, half open; ``blocks`` the index into
    ``Article.blocks`` of each sentence.
    """

    tokens: tuple[Token, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    blocks: tuple[int, ...] = ()


class Sentence(Model, frozen=True, kw_only=True, gc=False):
    """A sentence of a reporting block."""

    start: int
    end: int


class Entity(Model, frozen=True, kw_only=True, gc=False):
    """Somebody or something that an article tells of; ``name`` is its fullest name there.

    ``code`` is the ISO 3166-1 alpha-2 code of the country it is, belongs to or stands for.
    ``named`` is false for what has no proper name there; ``name`` is then its first description.
    """

    id: str
    name: str
    type: EntityType
    code: str | None = None
    named: bool = True


class Mention(Model, frozen=True, kw_only=True, gc=False):
    """A name, title, description or pronoun, and the entity it stands for.

    Mentions nest ("her husband" holds "her"). ``head`` is the part that stands for nothing else:
    the proper name, or the noun with the words before it; null where it is the whole.
    """

    start: int
    end: int
    entity: str
    head: Span | None = None


class Quote(Model, frozen=True, kw_only=True):
    """Words or content attributed to somebody. ``spans`` leave out what interrupts them."""

    kind: QuoteKind
    act: Act
    spans: tuple[Span, ...]
    cue: Span | None
    speaker: Span | None
    speaker_entity: str | None


class Quantity(Model, frozen=True, kw_only=True):
    """An amount with its normalised value and unit, and the words it counts or measures.

    ``unit``: an ISO 4217 code for money, ``percent``, ``person``, an SI or calendar unit in the
    singular (``metre``, ``hour``, ``year``), ``ordinal``, ``time`` (as in "twice"), else the
    lemma of the counted noun, null where nothing is counted. ``measures`` is the noun phrase
    that is counted with the head it belongs to, in words ("people killed").
    """

    start: int
    end: int
    value: float | None
    upper: float | None
    unit: str | None
    modifier: Modifier
    measures: str | None
    quote: int | None = None


class TimeExpression(Model, frozen=True, kw_only=True):
    """A time expression; ``value`` and ``until`` are ISO 8601, ``reason`` says why it is open."""

    start: int
    end: int
    value: str | None
    until: str | None = None
    reason: str | None = None


class Event(Model, frozen=True, kw_only=True):
    """A clause-level statement: who did what to whom, when, where.

    ``start`` and ``end`` span the clause. ``action`` is the span of the verb with its particle
    and auxiliaries; ``when`` an ISO 8601 value. ``code`` is a PLOVER root or null.
    """

    start: int
    end: int
    actor: Span | None
    action: Span | None
    target: Span | None
    code: str | None
    when: str | None
    where: Span | None
    negated: bool
    certainty: Certainty
    quote: int | None = None


class Label(Model, frozen=True, kw_only=True):
    """A name given to somebody; ``loaded`` is null until wording is scored."""

    start: int
    end: int
    entity: str
    text: str
    loaded: float | None = None
    quote: int | None = None


class Loaded(Model, frozen=True, kw_only=True):
    """Wording that takes a side."""

    start: int
    end: int
    score: float
    quote: int | None = None


class Annotation(Model, frozen=True, kw_only=True):
    """The layers of findings beside one article."""

    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    events: tuple[Event, ...] = ()
    annotated: bool = True
    reason: str | None = None
    labels: tuple[Label, ...] = ()
    loaded: tuple[Loaded, ...] = ()


class Annotated(Model, frozen=True, kw_only=True):
    """An article with its layers. ``parse`` serves later stages and is not part of the output."""

    article: Article
    annotation: Annotation
    parse: Parse = Parse()

    def to_dict(self) -> dict[str, Any]:
        """The article's fields and the annotation's, side by side, as the contract wants."""
        return {**self.article.to_dict(), **self.annotation.to_dict()}


# ---------------------------------------------------------------- group


class ArticleRef(Model, frozen=True, kw_only=True):
    """An article as the answers of ``group`` and ``compare`` list it."""

    id: str
    source: str
    sources: tuple[str, ...]
    outlet: str | None
    published: str | None
    title: str | None


class Passage(Model, frozen=True, kw_only=True, gc=False):
    """Running text that two articles share, as a span in each; ``origin`` is the id of the one it
    is of, where that is known (public speech is of none)."""

    a: Span
    b: Span
    quoted: bool
    edited: bool
    origin: str | None = None


class Reuse(Model, frozen=True, kw_only=True):
    """A pair of articles that share running text; shares are parts of each body's words, 0 to 1."""

    a: str
    b: str
    share_a: float
    share_b: float
    passages: tuple[Passage, ...]


class Rewrite(Model, frozen=True, kw_only=True):
    """An article that probably tells an origin's report again in other words, and why."""

    article: str
    reason: str


class Origin(Model, frozen=True, kw_only=True):
    """Who wrote it first, with every article that only carries it.

    ``probably`` are articles that keep its facts and their order in other words; each has an origin
    of its own.
    """

    id: str
    name: str | None
    kind: OriginKind
    articles: tuple[str, ...]
    reason: str | None = None
    probably: tuple[Rewrite, ...] = ()


class Story(Model, frozen=True, kw_only=True):
    """Articles about one happening; ``first`` and ``last`` are publication times, ``related`` the
    stories of its theme (a war, a trial), the most alike first."""

    id: str
    title: str | None
    first: str | None
    last: str | None
    articles: tuple[str, ...]
    related: tuple[str, ...] = ()


class StoryChange(Model, frozen=True, kw_only=True):
    """What articles that came later did to a story, and why.

    ``articles`` came or moved; ``others`` are the stories that were merged into it, or that it was
    split from.
    """

    story: str
    kind: StoryChangeKind
    articles: tuple[str, ...]
    others: tuple[str, ...]
    reason: str


class Grouping(Model, frozen=True, kw_only=True):
    """The answer of ``rashomon group``; ``changes`` are those of ``--state``, ``corrections`` what
    became of the lines of ``--corrections``."""

    articles: tuple[ArticleRef, ...]
    reuse: tuple[Reuse, ...]
    origins: tuple[Origin, ...]
    stories: tuple[Story, ...]
    refused: tuple[Refusal, ...] = ()
    changes: tuple[StoryChange, ...] = ()
    corrections: tuple[Replayed, ...] = ()


# ---------------------------------------------------------------- collate


class Evidence(Model, frozen=True, kw_only=True):
    """Where a claim stands in an article; ``text`` is the slice, ``said_by`` an actor's name."""

    article: str
    start: int
    end: int
    stance: Stance
    said_by: str | None
    text: str


class Citation(Model, frozen=True, kw_only=True):
    """A place in an article; ``text`` is the slice."""

    article: str
    start: int
    end: int
    text: str


class Behind(Model, frozen=True, kw_only=True):
    """An independent origin behind a claim, and the articles that it reached the reader by.

    ``origin`` is an id of ``origins``, or ``named:`` and a name for one that is only repeated and
    none of whose articles was read. ``reason`` says why its articles count as one, or why another
    newsroom's article counts for it; null for one article with a report of its own.
    """

    origin: str
    name: str | None
    articles: tuple[str, ...]
    reason: str | None = None


class Claim(Model, frozen=True, kw_only=True):
    """One fact with every place that tells it.

    ``origins`` is the number of independent origins behind it, ``origin_ids`` name them,
    ``derivation`` tells how they were counted.
    ``text`` is the slice of the evidence that words it best. ``confidence``, 0 to 1, is the
    least probability among the joins that made the claim, null for a claim that joins nothing.
    """

    id: str
    text: str
    status: Status
    origins: int
    confidence: float | None
    evidence: tuple[Evidence, ...]
    origin_ids: tuple[str, ...] = ()
    derivation: tuple[Behind, ...] = ()


class ConflictValue(Model, frozen=True, kw_only=True):
    """One of the values that accounts give: normalised, in words, and where it stands.

    ``when`` is the publication time of the earliest report that gives it.
    """

    value: str | float | None
    text: str
    evidence: tuple[Citation, ...]
    when: str | None = None


class Conflict(Model, frozen=True, kw_only=True):
    """Accounts that cannot all be right about the same thing at the same time.

    ``claims`` are the ids of the claims that are in it, ``reason`` the figures that decided.
    The same type holds developments: a value that later reports update.
    """

    id: str
    kind: ConflictKind
    about: str
    confidence: float | None
    values: tuple[ConflictValue, ...]
    claims: tuple[str, ...] = ()
    reason: str | None = None


class Variant(Model, frozen=True, kw_only=True):
    """One outlet's wording of an utterance; ``text`` is the cut of its spans."""

    article: str
    spans: tuple[Span, ...]
    text: str
    kind: QuoteKind = "direct"


class QuoteVariants(Model, frozen=True, kw_only=True):
    """One utterance in the words of each article that quotes it.

    ``confidence``, 0 to 1, is that of its weakest join, null where it joins nothing.
    """

    id: str
    speaker: str | None
    same_words: bool
    variants: tuple[Variant, ...]
    confidence: float | None = None


class ActorLabel(Model, frozen=True, kw_only=True):
    """A name that an article gives to an actor."""

    article: str
    start: int
    end: int
    text: str
    loaded: float | None = None


class Actor(Model, frozen=True, kw_only=True):
    """Somebody or something named in a story, joined over its articles.

    ``members`` are the article-level entities: (article id, entity id).
    """

    id: str
    name: str
    type: EntityType
    articles: tuple[str, ...]
    labels: tuple[ActorLabel, ...]
    members: tuple[tuple[str, str], ...] = ()


class TimelineEntry(Model, frozen=True, kw_only=True):
    """What happened at a time, in the words of one account, with every place that tells it.

    ``background`` is true for what lies before the news itself.
    """

    when: str
    until: str | None
    text: str
    evidence: tuple[Citation, ...]
    background: bool = False


class Late(Model, frozen=True, kw_only=True):
    """A claim that an article tells late; ``position`` is the part of its sentences before it."""

    claim: str
    position: float


class Voice(Model, frozen=True, kw_only=True):
    """Somebody whom an article quotes: how often, in how many words; without a name all whom it
    does not name."""

    name: str | None
    quotes: int
    words: int


class Coverage(Model, frozen=True, kw_only=True):
    """What one article alone has, leaves out though two or more origins have it, and leads with.

    ``late`` is what it first tells in its second half though another origin leads with it;
    ``voices`` whom it quotes, the most quoted first.
    """

    article: str
    only_here: tuple[str, ...]
    left_out: tuple[str, ...]
    lead: tuple[str, ...]
    late: tuple[Late, ...] = ()
    voices: tuple[Voice, ...] = ()


class Hidden(Model, frozen=True, kw_only=True):
    """How much is left out for being less sure than ``below`` (``--min-confidence``)."""

    below: float
    claims: int = 0
    conflicts: int = 0
    developments: int = 0
    quotes: int = 0


class Collation(Model, frozen=True, kw_only=True):
    """What the accounts of one story say, side by side."""

    claims: tuple[Claim, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    developments: tuple[Conflict, ...] = ()
    quotes: tuple[QuoteVariants, ...] = ()
    actors: tuple[Actor, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    hidden: Hidden | None = None


# ---------------------------------------------------------------- why


class Figure(Model, frozen=True, kw_only=True):
    """A named value that a decision looked at; ``weight`` is what it is multiplied by, null where
    the decision is no sum."""

    name: str
    value: float
    weight: float | None = None


class Why(Model, frozen=True, kw_only=True):
    """A decision on two statements: what it looked at, its score, and what that is held against.

    ``holds`` is the outcome: one claim, a conflict, one utterance. ``reason`` is what decided
    besides the score (a rule that keeps two statements apart), null where the score alone did.
    """

    decision: Literal["claim", "conflict", "utterance"]
    figures: tuple[Figure, ...]
    score: float
    threshold: float
    holds: bool
    reason: str | None = None


class Explanation(Model, frozen=True, kw_only=True):
    """Why two passages of a story are one claim, a conflict, one utterance, or are not.

    ``sources`` are those of their articles; ``claims``, ``conflicts`` and ``quotes`` the ids of
    what both stand in in the answer. An answer joins more than two passages, so it may differ from
    what was decided on these two.
    """

    a: Citation
    b: Citation
    sources: tuple[str, str]
    claims: tuple[str, ...]
    conflicts: tuple[str, ...]
    quotes: tuple[str, ...]
    whys: tuple[Why, ...]


# ---------------------------------------------------------------- brief, and the whole answer


class BriefSentence(Model, frozen=True, kw_only=True):
    """A sentence of the brief with the places it stands on.

    ``claims`` and ``conflict`` are the ids of what it tells; ``rewritten`` is true where a model
    that the user named worded it.
    """

    section: BriefSection
    text: str
    citations: tuple[Citation, ...]
    claims: tuple[str, ...] = ()
    conflict: str | None = None
    rewritten: bool = False


Brief = tuple[BriefSentence, ...]
"""The brief of a story, in reading order."""


class UnsupportedPart(Model, frozen=True, kw_only=True):
    """A part of a checked sentence that no report bears out, and why; offsets as the sentence's."""

    start: int
    end: int
    reason: str


class CheckedSentence(Model, frozen=True, kw_only=True):
    """A sentence of a checked text; offsets into that text.

    ``evidence`` are the sentences of the reports that it stands on, the best first, also where
    something in it does not stand. ``confidence``, 0 to 1, is the probability that all of it does.
    """

    start: int
    end: int
    text: str
    supported: bool
    evidence: tuple[Citation, ...]
    unsupported: tuple[UnsupportedPart, ...]
    confidence: float | None = None


class Verification(Model, frozen=True, kw_only=True):
    """The answer of ``rashomon verify``; ``articles`` are the reports it was checked against."""

    sentences: tuple[CheckedSentence, ...]
    articles: tuple[ArticleRef, ...] = ()
    refused: tuple[Refusal, ...] = ()


class ComparedStory(Story, frozen=True, kw_only=True):
    """A story with its collation and its brief."""

    claims: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...]
    developments: tuple[Conflict, ...]
    quotes: tuple[QuoteVariants, ...]
    actors: tuple[Actor, ...]
    timeline: tuple[TimelineEntry, ...]
    coverage: tuple[Coverage, ...]
    brief: Brief
    hidden: Hidden | None = None


class BriefedStory(Story, frozen=True, kw_only=True):
    """A story with its brief."""

    brief: Brief


class Briefs(Model, frozen=True, kw_only=True):
    """The answer of ``rashomon brief``: of ``compare`` the articles, origins and briefs."""

    articles: tuple[ArticleRef, ...]
    origins: tuple[Origin, ...]
    stories: tuple[BriefedStory, ...]
    refused: tuple[Refusal, ...] = ()
    corrections: tuple[Replayed, ...] = ()


class Comparison(Model, frozen=True, kw_only=True):
    """The answer of ``rashomon compare``; ``annotations`` are by article id."""

    articles: tuple[ArticleRef, ...]
    reuse: tuple[Reuse, ...]
    origins: tuple[Origin, ...]
    stories: tuple[ComparedStory, ...]
    refused: tuple[Refusal, ...]
    annotations: dict[str, Annotated]
    corrections: tuple[Replayed, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The contract's shape; each annotation is the object that ``annotate`` gives."""
        plain: dict[str, Any] = msgspec.to_builtins(
            Grouping(
                articles=self.articles,
                reuse=self.reuse,
                origins=self.origins,
                stories=(),
                refused=self.refused,
                corrections=self.corrections,
            )
        )
        plain["stories"] = [story.to_dict() for story in self.stories]
        plain["annotations"] = {key: self.annotations[key].to_dict() for key in self.annotations}
        return plain
