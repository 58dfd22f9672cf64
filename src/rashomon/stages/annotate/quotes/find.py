"""Quotations of one article with cue and speaker.

Words in quotation marks come first: a learned decision says what each stretch is
(:mod:`~rashomon.stages.annotate.quotes.deciding`). What stands without marks is attributed by
the parse alone, where a learned decision accepts it
(:mod:`~rashomon.stages.annotate.quotes.acceptance`). Quotations do not overlap: of
two the likelier one stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rashomon.models import Act, Article, Parse, Quote, Span
from rashomon.stages.annotate.entities.find import Named
from rashomon.stages.annotate.quotes import attribution, deciding, weights
from rashomon.stages.annotate.quotes.cues import Candidate
from rashomon.stages.annotate.quotes.learned import Learned, load_learned
from rashomon.stages.annotate.quotes.lexicon import DOCUMENTS, NOUNS, VERBS, act_of
from rashomon.stages.annotate.quotes.page import Draft, Page

__all__ = ["ACCEPT", "drafts", "find", "unmarked"]

ACCEPT = 0.35
"""Probability from which a candidate counts: content F1 held out by outlet is .771 here, .769 at
.3, .768 at .4, .763 at .45 (``evals/train_quotes.py``); attribution F1 is flat around it."""
TOLD = frozenset({"ccomp", "around", "according", "colon"})
"""How words that are reported hang on their cue; the object of an act is none."""
ACCEPT_THING = 0.5
"""The same, higher, where the speaker is neither a person nor a body nor a document: there "the
visit underscores …" is the outlet's own judgement, whatever an annotator may have marked."""


def find(
    article: Article, parse: Parse, named: Named, learned: Learned | None = None
) -> tuple[Quote, ...]:
    """Quotations in order of the text.

    :param learned: the learned parts; the packaged ones where none are given.
    :raises ModelError: the packaged parts are missing or damaged.
    """
    if not parse.tokens:
        return ()
    page = Page(article, parse, load_learned() if learned is None else learned)
    speakers = _Speakers(named)
    return tuple(speakers.quote(page, d) for d in drafts(page))


def drafts(page: Page) -> list[Draft]:
    """The quotations of an article without their entities, in order of the text."""
    found = deciding.evidence(page)
    told = deciding.decided(page, found, deciding.choices(page, found))
    told += unmarked(page, told)
    return deciding.spoken(page, found, sorted(told, key=_place))


def _place(draft: Draft) -> Span:
    return draft.spans[0]


def unmarked(page: Page, told: Sequence[Draft]) -> list[Draft]:
    """Accepted candidates that touch no quotation told so far, the likeliest first."""
    taken = {i for d in told for i in page.tokens_of(d.spans)}
    taken |= {i for d in told if d.cue for i in page.tokens_of([d.cue])}
    ranked = []
    for one in page.pool:
        chance = page.probability(one)
        if chance < min(ACCEPT, attribution.MARKED) or one.head in page.mark_of:
            continue
        if chance >= _least(page, one) and not _seen(page, one):
            ranked.append((-chance, one.head, -len(one.content), one))
    found: list[Draft] = []
    for *_, one in sorted(ranked, key=lambda r: r[:3]):
        draft = page.draft(one) if taken.isdisjoint({*one.content, one.head}) else None
        if draft is not None and taken.isdisjoint(words := page.tokens_of(draft.spans)):
            found.append(draft)
            taken |= {*one.content, one.head, *words}
    return found


def _seen(page: Page, one: Candidate) -> bool:
    """Whether a caption tells what is to be seen: "X offers a hand" is no speech."""
    block = page.parse.blocks[page.parse.tokens[one.head].sentence]
    return one.relation not in TOLD and page.article.blocks[block].kind == "caption"


def _least(page: Page, one: Candidate) -> float:
    if page.touches_marks(one):
        return attribution.MARKED
    return ACCEPT_THING if weights.speaker_is_thing(page.tree, one) else ACCEPT


class _Speakers:
    """Who a speaker's words stand for, by the mentions inside them."""

    def __init__(self, named: Named) -> None:
        self._mentions = sorted(named.mentions, key=lambda m: m.start)
        self._types = {e.id: e.type for e in named.entities}
        self._labels = named.labels

    def quote(self, page: Page, draft: Draft) -> Quote:
        """The finished quotation."""
        if draft.speaker is not None:
            draft = replace(draft, speaker=_whole(page, draft.speaker))
        words = draft.stands_for or draft.speaker
        entity = draft.entity if words is None else self._entity(page, words)
        return Quote(
            kind=draft.kind,
            act=_act(page, draft),
            spans=tuple(draft.spans),
            cue=draft.cue,
            speaker=draft.speaker,
            speaker_entity=entity or self._continued(page, draft),
        )

    def _continued(self, page: Page, draft: Draft) -> str | None:
        if draft.speaker is not None or draft.after is None:
            return None
        before = draft.after
        if before.speaker is not None:
            return self._entity(page, before.speaker)
        return self._continued(page, before)

    def _entity(self, page: Page, span: Span) -> str | None:
        """The mention that holds the head of the words or is an apposition to it."""
        inside = [m for m in self._mentions if m.start < span[1] and m.end > span[0]]
        if self._several(page, span):
            return None
        head = page.head_of(span)
        for mention in inside:
            if head is not None and mention.start <= head < mention.end:
                return mention.entity
        for label in self._labels:
            inner = span[0] <= label.start and label.end <= span[1]
            if inner and head is not None and label.start <= head < label.end:
                return label.entity
        named = [m for m in inside if self._types.get(m.entity) == "person"]
        beside = [m for m in named if (m.start, m.end) == span or page.beside(m.start, m.end, span)]
        return beside[0].entity if len({m.entity for m in beside}) == 1 else None

    def _several(self, page: Page, span: Span) -> bool:
        """Whether the words name people side by side: then no one of them alone speaks."""
        position = page.head_of(span)
        inside = [page.parse.tokens[i] for i in page.tokens_of([span])]
        return any(t.dep == "conj" and page.parse.tokens[t.head].start == position for t in inside)


LEADING = frozenset({"ADP", "DET", "PUNCT", "SPACE"})
"""Parts of speech that lead to what follows and end no noun phrase."""


def _whole(page: Page, span: Span) -> Span:
    """A speaker without what led to a title in marks: "the author" of "the author of “Tides”"."""
    inside, tokens = page.tokens_of([span]), page.parse.tokens
    if not inside or page.mark_of.keys().isdisjoint((inside[-1] + 1, inside[-1] + 2)):
        return span
    while len(inside) > 1 and tokens[inside[-1]].pos in LEADING:
        inside.pop()
    return span[0], min(span[1], tokens[inside[-1]].end)


TELLING = frozenset({"according", "colon", "hearsay"})


def _unlisted(one: Candidate, *, document: bool) -> Act:
    """The act of a cue that no list holds: "is keen to", "has doubts about" tell no words."""
    if document:
        return "document"
    if one.relation in TELLING:
        return "speech"
    return "plan" if one.relation.endswith("xcomp") and one.speaker else "thought"


def _act(page: Page, draft: Draft) -> Act:
    document = False
    if draft.speaker is not None:
        head = page.token_at(page.head_of(draft.speaker) or draft.speaker[0])
        document = head is not None and head.lemma.lower() in DOCUMENTS
    if draft.candidate is None:
        return "document" if document else "speech"
    one = draft.candidate
    if draft.kind == "indirect" and one.lemma not in VERBS and one.lemma not in NOUNS:
        return _unlisted(one, document=document)
    return act_of(one.lemma, complement=one.relation, speaker_is_document=document)
