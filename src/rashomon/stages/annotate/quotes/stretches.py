"""What a stretch in quotation marks looks like, as numbers for the learned decision.

The decision tells speech of its own from the second half of a quotation, from words that a
reported clause takes in, and from titles and scare quotes.
"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.models import Span
from rashomon.stages.annotate.quotes.cues import Candidate
from rashomon.stages.annotate.quotes.lexicon import VERBS
from rashomon.stages.annotate.quotes.page import WORD, Page

__all__ = ["CLASSES", "FINITE", "STRETCH_NAMES", "around_of", "stretch_features"]

CLASSES = ("none", "alone", "joined", "mixed")
"""Nobody's words; a direct quotation; one with the stretch before; part of a reported clause."""

ENDS = {".": 1, ",": 2, "?": 3, "!": 3, "…": 4, "—": 5, "–": 5, "-": 5, ":": 6, ";": 7}
RELATIONS = ("ccomp", "xcomp", "dobj", "prep", "around", "according", "colon", "noun")
FIRST = frozenset("i we my our me us i'm we're".split())
SECOND = frozenset("you your".split())
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
FAR = 60.0
HEAD = 1_000
"""Characters of a block that tell whether it is written in capitals, as a headline is."""

STRETCH_NAMES = (
    *("words", "capital", "closed", "single", "stop", "after", "before", "title", "parts"),
    *("opens_block", "ends_block", "share", "kind", "title_case"),
    *("finite", "first", "second", "proper", "sentences", "starts_sentence", "ends_sentence"),
    *("verb_after", "says_after", "far_after", "verb_before", "says_before", "far_before"),
    *("named", "chance", "outside", "inside", "relation", "cue_first", "own", "own_chance"),
    *("gap", "gap_lines", "gap_says", "gap_stops", "gap_end", "gap_short", "before_stop"),
    *("next_gap", "next_lines", "next_says", "number", "rule"),
)


def _sign(text: str) -> int:
    """A number for a character: a stop, a letter, a digit, something else, or the edge."""
    if not text:
        return 0
    if text.isalpha():
        return 8
    return 9 if text.isdigit() else ENDS.get(text, 10)


def around_of(page: Page, number: int) -> tuple[Span, Span]:
    """The characters between a stretch and the one before it, and the one after it."""
    one = page.marked[number]
    first = page.marked[number - 1].end if number else 0
    last = page.marked[number + 1].start if number + 1 < len(page.marked) else None
    return (min(first, one.start), one.start), (one.end, last or len(page.article.text))


def stretch_features(
    page: Page, number: int, *, after: int | None, before: int | None, named: bool, rule: int
) -> list[float]:
    """Numbers in the order of ``STRETCH_NAMES``.

    :param after: the verb found after the closing mark, ``before`` that before the opening mark.
    :param named: a name stands beside the marks as their speaker.
    :param rule: what the rules alone say, an index into ``CLASSES``.
    """
    inside = page.tokens_of(page.marked[number].parts)
    return [
        *_of_shape(page, number),
        *_of_block(page, number),
        *_of_words(page, number, inside),
        *_of_verb(page, after, inside[-1] if inside else 0),
        *_of_verb(page, before, inside[0] if inside else 0),
        float(named),
        *_of_candidates(page, number),
        *_of_gaps(page, number),
        float(min(number, 50)),
        float(rule),
    ]


def _of_shape(page: Page, number: int) -> list[float]:
    one, text = page.marked[number], page.article.text
    first, stop = text[one.parts[0][0]], text[one.parts[-1][1] - 1]
    words = [w for p in one.parts for w in WORD.findall(text, *p)]
    long = [w for w in words if len(w) > 3]
    high = sum(w[0].isupper() for w in long) / len(long) if long else 0.0
    return [
        float(len(words)),
        float(first.isupper()),
        float(one.closed),
        float(one.single),
        float(_sign(stop)),
        float(_sign(text[one.end : one.end + 2].strip()[:1])),
        float(_sign(text[max(0, one.start - 3) : one.start].rstrip()[-1:])),
        high,
        float(len(one.parts)),
    ]


def _of_block(page: Page, number: int) -> list[float]:
    one, text = page.marked[number], page.article.text
    block = page.block_at(one.start)
    if block is None:
        return [0.0] * 5
    end = min(block.end, block.start + HEAD)
    words = [w for w in WORD.findall(text, block.start, end) if len(w) > 3]
    return [
        float(not text[block.start : one.start].strip()),
        float(not text[one.end : max(one.end, block.end)].strip(" .")),
        sum(e - s for s, e in one.parts) / max(1, block.end - block.start),
        float(block.kind == "body") + 2 * float(block.kind == "title"),
        sum(w[0].isupper() for w in words) / max(1, len(words)),
    ]


def _of_words(page: Page, number: int, inside: Sequence[int]) -> list[float]:
    tokens = [page.parse.tokens[i] for i in inside]
    plain = [t.text.lower() for t in tokens]
    sentences = {t.sentence for t in tokens}
    starts = bool(inside) and page.parse.sentences[tokens[0].sentence][0] >= inside[0] - 1
    ends = bool(inside) and page.parse.sentences[tokens[-1].sentence][1] <= inside[-1] + 3
    return [
        float(sum(t.tag in FINITE for t in tokens)),
        float(sum(p in FIRST for p in plain)),
        float(sum(p in SECOND for p in plain)),
        float(sum(t.pos == "PROPN" for t in tokens)),
        float(len(sentences)),
        float(starts),
        float(ends),
    ]


def _of_verb(page: Page, verb: int | None, edge: int) -> list[float]:
    if verb is None:
        return [0.0, -1.0, FAR]
    lemma = page.parse.tokens[verb].lemma.lower()
    act = {"speech": 3.0, "document": 2.0, "thought": 1.0}.get(VERBS.get(lemma, ""), 0.0)
    return [1.0, 4.0 if lemma == "say" else act, float(min(abs(verb - edge), FAR))]


def _of_candidates(page: Page, number: int) -> list[float]:
    """The likeliest candidate that takes the marks in, and the likeliest wholly inside them."""
    outer: tuple[float, Candidate] | None = None
    own = 0.0
    for one in page.reaching.get(number, ()):
        chance = page.probability(one)
        if one.head in page.mark_of:
            own = max(own, chance)
        elif outer is None or chance > outer[0]:
            outer = (chance, one)
    if outer is None:
        return [0.0, 0.0, 0.0, -1.0, 0.0, float(own > 0), own]
    chance, one = outer
    within = sum(page.mark_of.get(i) == number for i in one.content)
    relation = one.relation.split("=")[0].split("-")[0].split("+")[0]
    return [
        chance,
        float(len(one.content) - within),
        float(within),
        float(RELATIONS.index(relation)) if relation in RELATIONS else -1.0,
        float(one.head < one.content[0]),
        float(own > 0),
        own,
    ]


def _of_gaps(page: Page, number: int) -> list[float]:
    text = page.article.text
    (start, end), (begin, last) = around_of(page, number)
    gap = text[start:end]
    tokens = [page.parse.tokens[i] for i in page.tokens_of([(start, end)])] if gap else []
    near = end - start <= 400 and number > 0
    stops = sum(t.text in {".", "!", "?"} for t in tokens) if near else 9
    before = text[page.marked[number - 1].parts[-1][1] - 1] if number else ""
    after = page.tokens_of([(begin, last)])[:40] if last > begin else []
    return [
        float(min(end - start, 400)) if number else 500.0,
        float(min(gap.count("\n"), 5)) if number else 9.0,
        float(_says(page, [t.lemma for t in tokens])) if near else 0.0,
        float(stops),
        float(_sign(gap.rstrip()[-1:])),
        float(len(tokens)) if near else FAR,
        float(_sign(before)),
        float(min(last - begin, 400)),
        float(min(text[begin:last].count("\n"), 5)),
        float(_says(page, [page.parse.tokens[i].lemma for i in after])),
    ]


def _says(page: Page, lemmas: Sequence[str]) -> bool:
    return any(VERBS.get(lemma.lower()) == "speech" for lemma in lemmas)
