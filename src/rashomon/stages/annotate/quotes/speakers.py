"""Who may be the speaker of a quotation, and what the learned choice among them looks at.

The candidates are the noun phrases and pronouns of the sentences around the quotation and its cue,
the noun phrase that the parse or the rules give, and the speaker of the quotation before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rashomon.models import Span, Token
from rashomon.stages.annotate.entities.roles import BODIES, is_person_noun
from rashomon.stages.annotate.phrases import Tree, characters, noun_phrase
from rashomon.stages.annotate.quotes.lexicon import DOCUMENTS, VERBS
from rashomon.stages.annotate.quotes.page import WORD, Draft, Page, bare

__all__ = ["SPEAKER_NAMES", "Speaker", "head_token", "speakers_of"]

INNER = frozenset({"compound", "amod", "nummod", "nmod", "quantmod", "npadvmod", "det"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
NOUNS = frozenset({"PROPN", "NOUN", "PRON"})
SPEAKING = frozenset({"PERSON", "ORG", "NORP", "GPE"})
"""Types of the names that are looked at in the sentences beside, where else only subjects are."""
BEFORE = 3
"""Quotations looked back at for the speaker that goes on."""
FAR = 60
CLIMB = 8

DEPS = (
    *("nsubj", "nsubjpass", "pobj", "dobj", "poss", "appos", "conj", "attr", "ROOT", "dative"),
    *("csubj", "oprd"),
)
TAGS = ("NNP", "NNPS", "NN", "NNS", "PRP", "PRP$", "WP", "WDT", "DT", "EX", "WP$")
ENTS = ("PERSON", "ORG", "NORP", "GPE", "DATE", "WORK_OF_ART", "EVENT", "FAC", "LOC", "CARDINAL")
PREPS = ("by", "to", "of", "from", "with", "for", "in", "on", "at", "about", "against", "as")
KINDS = ("direct", "mixed", "indirect")
RELATIONS = ("ccomp", "xcomp", "dobj", "prep", "around", "according", "colon", "noun", "obj")
ACTS = {"speech": 4, "document": 3, "thought": 2, "plan": 1}
VERB_TAGS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
PERSONS = (
    frozenset("i we me us my our".split()),
    frozenset("you your".split()),
    frozenset("he she him her his they them their".split()),
    frozenset("it that this what which there its".split()),
    frozenset({"who", "whom", "whose"}),
)

SPEAKER_NAMES = (
    *("given", "given_any", "earlier", "earlier_far", "gap", "gap_lines"),
    *("dep", "tag", "ent", "person", "kind_of_noun", "plural", "size", "preposition"),
    *("verb_act", "verb_says", "verb_is_cue", "verb_tag", "verb_root", "up", "down"),
    *("to_cue", "to_first", "to_last", "cue_sentence", "first_sentence", "last_sentence"),
    *("block", "title", "marked", "beside_end", "beside_start", "rank_cue", "rank_all"),
    *("subjects_between", "nouns_between", "often"),
    *("draft", "relation", "cue_act", "cue_any", "cue_place", "cue_tag", "cue_passive"),
    *("opens", "ends", "words", "parts"),
    *("by_after", "by_before", "by_parse"),
    *("after_act", "after_chance", "before_act", "before_chance", "parse_act", "parse_chance"),
)


@dataclass(frozen=True)
class Speaker:
    """A candidate: its words, the token they hang on, and its features."""

    span: Span
    top: int
    row: list[float]


@dataclass
class _Place:
    """Where a quotation stands: tokens of its first and last word, its cue, its sentences."""

    first: int
    last: int
    cue: int | None
    own: frozenset[int]
    shared: list[float]


def speakers_of(
    page: Page,
    draft: Draft,
    earlier: Sequence[Draft],
    often: Mapping[str, int],
    ways: Sequence[Draft | None],
) -> list[Speaker]:
    """The candidates of one quotation, in order of the text.

    :param earlier: the quotations before it, in order of the text.
    :param often: how often each name is the speaker that the rules give in this article.
    :param ways: what the verb after the marks, the verb before them and the parse say.
    """
    inside = page.tokens_of(draft.spans)
    if not inside:
        return []
    place = _place(page, draft, inside)
    found: dict[int, tuple[Span, int]] = {}
    given = None if draft.speaker is None else head_token(page, draft.speaker)
    tops = []
    for way in ways:
        top = None if way is None or way.speaker is None else head_token(page, way.speaker)
        tops.append(top)
        if way is not None and way.speaker is not None and top is not None:
            found[top] = (way.speaker, 0)
    shared = [_of_way(page, way) for way in ways]
    if given is not None and draft.speaker is not None:
        found[given] = (draft.speaker, 0)
    for far, one in enumerate(reversed(earlier[-BEFORE:]), 1):
        top = None if one.speaker is None else head_token(page, one.speaker)
        if top is not None and one.speaker is not None:
            found.setdefault(top, (one.speaker, far))
            break
    for top in _around(page, place):
        if top not in found:
            span = _phrase(page, top, place)
            if span is not None:
                found[top] = (span, 0)
    gap = _gap(page, draft, earlier)
    order = sorted(found)
    near = _ranks(page, order, place)
    return [
        Speaker(
            found[top][0],
            top,
            [
                float(top == given),
                float(given is not None),
                *_of_earlier(found[top][1], gap),
                *_of_words(page, top, found[top][0]),
                *_of_verb(page, top, place),
                *_of_place(page, top, found[top][0], draft, place),
                *near[top],
                float(often.get(page.parse.tokens[top].text, 0)),
                *place.shared,
                *(float(top == w) for w in tops),
                *(x for pair in shared for x in pair),
            ],
        )
        for top in order
    ]


def _of_way(page: Page, way: Draft | None) -> tuple[float, float]:
    """How strong a cue is: its act, and how likely it is by the parse."""
    if way is None:
        return -2.0, -1.0
    chance = -0.5 if way.candidate is None else page.probability(way.candidate)
    words = page.tokens_of([way.cue]) if way.cue is not None else []
    if not words:
        return -1.0, chance
    lemma = page.parse.tokens[way.candidate.head if way.candidate else words[-1]].lemma.lower()
    return 4.5 if lemma == "say" else float(ACTS.get(VERBS.get(lemma, ""), 0)), chance


def _of_earlier(far: int, gap: tuple[float, float]) -> list[float]:
    return [float(far > 0), float(far), *gap]


def head_token(page: Page, span: Span) -> int | None:
    """The token that the other words of a span hang on."""
    position = page.head_of(span)
    if position is None:
        return None
    inside = page.tokens_of([(position, position + 1)])
    return inside[0] if inside else None


def _place(page: Page, draft: Draft, inside: Sequence[int]) -> _Place:
    tokens = page.parse.tokens
    cue = None
    if draft.cue is not None:
        words = page.tokens_of([draft.cue])
        cue = draft.candidate.head if draft.candidate else (words[-1] if words else None)
    lemma = tokens[cue].lemma.lower() if cue is not None else ""
    first, last = inside[0], inside[-1]
    block = page.block_at(draft.spans[0][0])
    text = page.article.text
    side = 0 if cue is None else (1 if cue < first else 2 if cue > last else 3)
    relation = "" if draft.candidate is None else draft.candidate.relation
    relation = relation.split("=")[0].split("+")[0].split("-")[0]
    shared = [
        float(KINDS.index(draft.kind)),
        _index(RELATIONS, relation),
        float(4.5 if lemma == "say" else ACTS.get(VERBS.get(lemma, ""), 0)),
        float(cue is not None),
        float(side),
        -1.0 if cue is None else _index(VERB_TAGS, tokens[cue].tag),
        float(draft.candidate is not None and draft.candidate.passive),
        float(block is not None and not text[block.start : draft.spans[0][0]].strip(" “\"'‘")),
        float(block is not None and not text[draft.spans[-1][1] : block.end].strip(" ”.\"'’")),
        float(len(inside)),
        float(len(draft.spans)),
    ]
    return _Place(first, last, cue, frozenset(inside), shared)


def _index(listed: Sequence[str], one: str) -> float:
    return float(listed.index(one)) if one in listed else -1.0


def _around(page: Page, place: _Place) -> list[int]:
    """Heads of noun phrases in the sentences of the quotation and its cue, and beside them."""
    tokens, sentences = page.parse.tokens, page.parse.sentences
    at = {tokens[i].sentence for i in (place.first, place.last)}
    if place.cue is not None:
        at.add(tokens[place.cue].sentence)
    wanted = {*at, min(at) - 1, max(at) + 1}
    found = []
    for number in sorted(n for n in wanted if 0 <= n < len(sentences)):
        for i in range(*sentences[number]):
            token = tokens[i]
            if token.pos not in NOUNS and token.tag not in {"WP", "WDT", "PRP$"}:
                continue
            if token.dep in INNER or i in place.own:
                continue
            if number not in at and token.dep not in SUBJECTS and token.ent not in SPEAKING:
                continue
            found.append(i)
    return found


def _phrase(page: Page, top: int, place: _Place) -> Span | None:
    """Characters of a noun phrase outside the quotation."""
    words = [i for i in noun_phrase(page.tree, top) if i not in place.own and i != place.cue]
    run = next((r for r in page.tree.runs(words) if r[0] <= top < r[1]), None)
    if run is None:
        return None
    span = bare(page.article.text, characters(page.parse.tokens, *run))
    return span if WORD.search(page.article.text, *span) else None


def _gap(page: Page, draft: Draft, earlier: Sequence[Draft]) -> tuple[float, float]:
    if not earlier:
        return 500.0, 9.0
    text = page.article.text[earlier[-1].spans[-1][1] : draft.spans[0][0]]
    return float(min(len(text), 500)), float(min(text.count("\n"), 9))


def _of_words(page: Page, top: int, span: Span) -> list[float]:
    token = page.parse.tokens[top]
    plain, lemma = token.text.lower(), token.lemma.lower()
    noun = 3 if lemma in DOCUMENTS else 2 if lemma in BODIES else int(is_person_noun(lemma))
    before = page.parse.tokens[token.head]
    return [
        _index(DEPS, token.dep),
        _index(TAGS, token.tag),
        _index(ENTS, token.ent) if token.ent else -2.0,
        float(next((k for k, words in enumerate(PERSONS, 1) if plain in words), 0)),
        float(noun),
        float(token.tag in {"NNS", "NNPS"} or plain in {"they", "we"}),
        float(span[1] - span[0]),
        _index(PREPS, before.lemma.lower()) if token.dep == "pobj" else -2.0,
    ]


def _of_verb(page: Page, top: int, place: _Place) -> list[float]:
    """The verb that the candidate hangs on, and its way through the tree from the cue."""
    tree, tokens = page.tree, page.parse.tokens
    verb = _verb(tokens, top)
    lemma = tokens[verb].lemma.lower()
    up, down = _path(tree, place.cue, top)
    return [
        float(ACTS.get(VERBS.get(lemma, ""), 0)),
        float(lemma == "say"),
        float(verb == place.cue),
        _index(VERB_TAGS, tokens[verb].tag),
        float(tokens[verb].head == verb),
        float(up),
        float(down),
    ]


def _verb(tokens: Sequence[Token], at: int) -> int:
    for _ in range(CLIMB):
        head = tokens[at].head
        if head == at or tokens[head].pos in {"VERB", "AUX"}:
            return head
        at = head
    return at


def _path(tree: Tree, cue: int | None, top: int) -> tuple[int, int]:
    """Steps up from the cue to what both hang on, and down from there to the candidate."""
    if cue is None:
        return -1, -1
    above = _heads(tree, cue)
    for down, at in enumerate(_heads(tree, top)):
        if at in above:
            return above.index(at), down
    return CLIMB + 1, CLIMB + 1


def _heads(tree: Tree, at: int) -> list[int]:
    found = [at]
    for _ in range(CLIMB):
        head = tree.tokens[at].head
        if head == at:
            break
        found.append(head)
        at = head
    return found


def _of_place(page: Page, top: int, span: Span, draft: Draft, place: _Place) -> list[float]:
    tokens, text = page.parse.tokens, page.article.text
    token = tokens[top]
    to_cue = FAR if place.cue is None else max(-FAR, min(FAR, top - place.cue))
    same = place.cue is not None and tokens[place.cue].sentence == token.sentence
    block = page.block_at(token.start)
    mine = page.block_at(draft.spans[0][0])
    start, end = draft.spans[0][0], draft.spans[-1][1]
    after = text[end : span[0]] if end <= span[0] <= end + 6 else "-"
    before = text[span[1] : start] if span[1] <= start <= span[1] + 6 else "-"
    return [
        float(to_cue),
        float(max(-FAR, min(FAR, top - place.first))),
        float(max(-FAR, min(FAR, top - place.last))),
        float(same),
        float(max(-9, min(9, token.sentence - tokens[place.first].sentence))),
        float(max(-9, min(9, token.sentence - tokens[place.last].sentence))),
        float(block is mine),
        float(block is not None and block.kind == "title"),
        float(top in page.mark_of),
        float(not any(c.isalnum() or c == "-" for c in after)),
        float(not any(c.isalnum() or c == "-" for c in before)),
    ]


def _ranks(page: Page, order: Sequence[int], place: _Place) -> dict[int, list[float]]:
    """How many candidates, and how many subjects, stand nearer to the cue or the marks."""
    anchor = place.cue if place.cue is not None else place.first
    near = sorted(order, key=lambda i: (abs(i - anchor), i))
    subjects = [i for i in order if page.parse.tokens[i].dep in SUBJECTS]
    found = {}
    for rank, top in enumerate(near):
        low, high = min(top, anchor), max(top, anchor)
        found[top] = [
            float(rank),
            float(len(order)),
            float(sum(low < i < high for i in subjects)),
            float(sum(low < i < high for i in order)),
        ]
    return found
