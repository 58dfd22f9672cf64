"""Words in quotation marks and the cues beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rashomon.models import Span, Token
from rashomon.stages.annotate.phrases import characters, noun_phrase
from rashomon.stages.annotate.quotes.lexicon import VERBS
from rashomon.stages.annotate.quotes.marks import Marked
from rashomon.stages.annotate.quotes.page import WORD, Draft, Page, bare

__all__ = [
    "MARKED",
    "Shape",
    "after_sentence",
    "by_parse",
    "cue_after",
    "cue_before",
    "from_verb",
    "named_beside",
    "orphan",
    "ruled",
    "shape",
]

NEAR = 14
"""Tokens beside a stretch in marks among which its cue is looked for."""
UTTERANCE = 4
"""Words from which a stretch in marks that makes a sentence is taken for somebody's words."""
LONG = 13
"""Words from which a stretch in marks needs no stop at its end to be somebody's words."""
BETWEEN = 260
"""Characters that a cue clause between two halves of one quotation may have."""
COLON_NAME = 8
"""Words before a colon that may name a speaker."""
TITLE = 12
"""Words that a title of a work may have."""
MARKED = 0.35
"""Probability from which a candidate with words in marks counts: anything from .2 to .5 gives the
same attribution F1 on PolNeAR's training part."""
SAYING = frozenset({"speech", "document", "thought"})


def ruled(page: Page, forms: Sequence[Shape]) -> list[Draft]:
    """What rules alone say of each stretch in marks: the quotations that they find.

    :param forms: what each stretch looks like.
    """
    found: list[Draft] = []
    done: set[int] = set()
    for number in range(len(page.marked)):
        if number in done:
            continue
        draft = _one(page, number, forms[number], found)
        if draft is None or not done.isdisjoint(draft.marks):
            continue
        done |= set(draft.marks)
        if found and draft.cue is None and draft.after is found[-1]:
            draft = _joined(found.pop(), draft)
        found.append(draft)
    return found


def _one(page: Page, number: int, form: Shape, found: Sequence[Draft]) -> Draft | None:
    inside = page.tokens_of(page.marked[number].parts)
    if not inside or not form.opens:
        return by_parse(page, number)
    if form.ends:
        verb = cue_after(
            page, number, inside[-1] + 1, any_verb=form.stop in ",?!" and not form.title
        )
        if verb is not None and (form.words >= UTTERANCE or form.capital):
            return from_verb(page, number, verb, after=True)
    if _second_half(page, number, found):
        return _second(page, number, found[-1])
    if form.ends or form.words >= LONG:
        verb = cue_before(page, number, inside[0])
        if verb is not None and (form.words >= UTTERANCE or _right_before(page, verb, number)):
            return from_verb(page, number, verb, after=False)
    other = named_beside(page, number) if form.words >= UTTERANCE else None
    other = other or by_parse(page, number)
    if other is not None or form.title or form.words < UTTERANCE:
        return other
    return orphan(page, number, found) or after_sentence(page, number, inside[0])


@dataclass(frozen=True)
class Shape:
    """What a stretch in marks looks like: a sentence of its own, a title, a fragment."""

    words: int
    capital: bool
    opens: bool
    ends: bool
    stop: str
    title: bool


def shape(page: Page, number: int) -> Shape:
    """What a stretch looks like."""
    one, text = page.marked[number], page.article.text
    first, stop = text[one.parts[0][0]], text[one.parts[-1][1] - 1]
    before = text[max(0, one.start - 40) : one.start].rstrip()[-1:]
    words = sum(len(WORD.findall(text, *p)) for p in one.parts)
    after = text[one.end : one.end + 1]
    return Shape(
        words=words,
        capital=first.isupper(),
        opens=first.isupper() or first.isdigit() or before in {"", ":", ",", "."},
        ends=stop in ".,?!…—–-" or not one.closed or after in {",", "."} or words >= LONG,
        stop=stop if stop in ".,?!" else after or " ",
        title=_is_title(text, one),
    )


def _right_before(page: Page, verb: int, number: int) -> bool:
    """Whether only a comma or a colon stands between a verb and the marks."""
    text = page.article.text
    between = text[page.parse.tokens[verb].end : page.marked[number].start]
    return between.strip() in {",", ":"}


def _second_half(page: Page, number: int, found: Sequence[Draft]) -> bool:
    """Whether only the cue clause of the quotation before stands between it and this one."""
    cue = found[-1].cue if found else None
    if cue is None:
        return False
    last, one, text = found[-1], page.marked[number], page.article.text
    begin = last.spans[-1][1]
    between = text[begin : one.start]
    if "\n" in between or len(between) > BETWEEN or not begin <= cue[0] < one.start:
        return False
    rest = page.tokens_of([(cue[1], one.start)]) if cue[1] < one.start else []
    stops = [i for i in rest[:-1] if page.parse.tokens[i].text in {".", "!", "?"}]
    ends = text[max(0, one.start - 9) : one.start].rstrip()[-1:]
    if ends not in BEFORE_SECOND or any(page.parse.tokens[i].start < one.start - 2 for i in stops):
        return False
    return not any(_introduces(page, i, one.start) for i in rest)


BEFORE_SECOND = frozenset(".,;!?…—–-)")
"""What ends the clause before the second half of a quotation."""


def _introduces(page: Page, at: int, start: int) -> bool:
    """Whether a verb of saying right before the marks has a quotation of its own."""
    token = page.parse.tokens[at]
    return _says(page, at) and page.article.text[token.end : start].strip() in {",", ":", ""}


def _second(page: Page, number: int, last: Draft) -> Draft:
    parts = page.marked[number].parts
    return Draft("direct", parts, None, None, marks=(number,), after=last)


def _is_title(text: str, one: Marked) -> bool:
    """Whether the words in marks are a title: short, and capitals on all but small words."""
    words = [w for p in one.parts for w in WORD.findall(text, *p)]
    long = [w for w in words if len(w) > 3]
    return len(words) <= TITLE and len(long) > 1 and all(w[0].isupper() for w in long)


def by_parse(page: Page, number: int) -> Draft | None:
    """The outermost accepted candidate whose content reaches into the marks."""
    fits = [c for c in page.reaching.get(number, ()) if c.head not in page.mark_of]
    likely = [(c, page.probability(c)) for c in fits]
    likely = [(c, p) for c, p in likely if p >= MARKED]
    if not likely:
        return None
    best = max(likely, key=lambda cp: (len(cp[0].content) + 4 * cp[1], -cp[0].head))[0]
    return page.draft(best)


def cue_after(page: Page, number: int, first: int, *, any_verb: bool) -> int | None:
    """The verb after the closing mark: directly, or after its subject.

    :param any_verb: the words in marks end as speech does, so any finite verb may tell of it.
    """
    tokens, text, end = page.parse.tokens, page.article.text, page.marked[number].end
    last = text[page.marked[number].parts[-1][1] - 1]
    if last == "." and text[end : end + 1].isspace():
        return None
    seen = 0
    for i in range(first, min(first + 2 * NEAR, len(tokens))):
        token = tokens[i]
        if i in page.mark_of or "\n" in text[end : token.start] or token.text in STOPS:
            return None
        if token.start < end or token.pos in {"PUNCT", "SPACE"}:
            continue
        seen += 1
        if _says(page, i) or (any_verb and _finite(page, i)):
            return i if seen == 1 or _subject_between(page, first, i) else None
        if token.pos == "VERB" and token.tag != "VBG":
            return None
    return None


STOPS = frozenset({".", ";", ":", "!", "?"})
SUBJECT_WORDS = frozenset("PRON PROPN NOUN DET ADJ ADV ADP PUNCT SPACE NUM PART AUX CCONJ".split())


def _says(page: Page, at: int) -> bool:
    """Whether a token is an active verb that may introduce words."""
    token = page.parse.tokens[at]
    if VERBS.get(token.lemma.lower()) not in SAYING or token.pos not in {"VERB", "AUX"}:
        return False
    return token.tag != "VBN" or _finite(page, at) or page.tree.child(at, "aux") is not None


def _finite(page: Page, at: int) -> bool:
    """Whether a verb has a subject and needs no auxiliary (tags mistake -ed forms)."""
    token = page.parse.tokens[at]
    if token.pos != "VERB" or page.tree.child(at, "auxpass") is not None:
        return False
    return token.tag in {"VBD", "VBZ", "VBP"} or (
        token.tag == "VBN"
        and page.tree.child(at, "nsubj") is not None
        and page.tree.child(at, "aux") is None
    )


def _subject_between(page: Page, first: int, verb: int) -> bool:
    """Whether the words between can be the verb's subject and its adverbs."""
    between = page.parse.tokens[first:verb]
    if any(t.tag in {"WDT", "WP", "WP$"} for t in between):
        return any(t.tag in {"NNP", "PRP"} for t in between)
    return all(t.pos in SUBJECT_WORDS or t.tag in {"VBG", "VBN"} for t in between) and any(
        t.pos in {"PRON", "PROPN", "NOUN"} for t in between
    )


def cue_before(page: Page, number: int, first: int) -> int | None:
    """The verb before the opening mark, up to the start of its sentence."""
    tokens, text, start = page.parse.tokens, page.article.text, page.marked[number].start
    close = text[max(0, start - 3) : start].rstrip()[-1:]
    if ("\n" in text[max(0, start - 3) : start] and close != ":") or close in {".", "!", "?"}:
        return None
    reach = 3 * NEAR if close == ":" else NEAR
    other: int | None = None
    for i in range(first - 1, max(-1, first - reach), -1):
        token = tokens[i]
        if token.start >= start:
            continue
        if i in page.mark_of or token.text in STOPS - {":"}:
            break
        if _says(page, i) and (close in {":", ","} or first - i <= 4):
            return i
        told = close == ":" or (close == "," and tokens[i + 1].text == ",")
        if other is None and told and _finite(page, i):
            other = i
    return other


def from_verb(page: Page, number: int, verb: int, *, after: bool) -> Draft:
    """A direct quotation with the verb as its cue; words of the sentence before it join it."""
    known = [c for c in page.candidates if c.head == verb]
    one = known[0] if known else None
    cue = page.cue(one) if one else (page.parse.tokens[verb].start, page.parse.tokens[verb].end)
    speaker = (page.speaker(one) if one else None) or _subject_words(page, verb, after=after)
    inside = set(page.tokens_of(page.marked[number].parts))
    if one and not inside.isdisjoint(one.content):
        whole = page.draft(one)
        if whole is not None and _fits(page, number, whole):
            return replace(whole, speaker=whole.speaker or speaker)
    parts = page.marked[number].parts
    noun = page.noun(one) if one else None
    return Draft("direct", parts, cue, speaker, one, marks=(number,), stands_for=noun)


def _fits(page: Page, number: int, whole: Draft) -> bool:
    """Whether a candidate's content is this stretch and what leads into it, not another's."""
    return whole.kind != "direct" and number == whole.marks[0] and len(whole.marks) == 1


def _subject_words(page: Page, verb: int, *, after: bool) -> Span | None:
    """The noun phrase beside a verb where the parse gives it no subject."""
    tokens = page.parse.tokens
    subject = page.tree.child(verb, "nsubj")
    if subject is None or subject in page.mark_of or not _word(tokens[subject]):
        subject = _noun_beside(page, verb, after=after)
    if subject is None:
        return None
    words = [i for i in noun_phrase(page.tree, subject) if i not in page.mark_of]
    if not words or verb in words:
        return tokens[subject].start, tokens[subject].end
    return bare(page.article.text, characters(tokens, words[0], words[-1] + 1))


def _word(token: Token) -> bool:
    """Whether a token is a word; parsers take rare marks for nouns."""
    return any(c.isalnum() for c in token.text)


def _noun_beside(page: Page, verb: int, *, after: bool) -> int | None:
    tokens = page.parse.tokens
    ahead = range(verb + 1, min(verb + 5, len(tokens)))
    back = range(verb - 1, max(verb - 5, -1), -1)
    steps = (*ahead, *back) if after else back
    found = next(
        (
            i
            for i in steps
            if tokens[i].pos in {"PROPN", "PRON", "NOUN"}
            and i not in page.mark_of
            and _word(tokens[i])
        ),
        None,
    )
    while found is not None and tokens[found].dep in {"compound", "amod", "det", "poss"}:
        if tokens[found].head <= found:
            break
        found = tokens[found].head
    return found


DASHED = re.compile(r"\s*[—–-]{1,2}\s*([A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,4})\s*(?:$|[\n,.(])")
FROM = re.compile(r"(?:^|[.!?]\s+|\n)\s*(?:And\s+)?([Ff]rom)\s+([^\n:.]{2,60}):\s*$")
COLON = re.compile(r"(?:^|[.!?\n]\s*)([A-Z][^\n:.!?]{1,60}?)\s*(:)\s*$")


def named_beside(page: Page, number: int) -> Draft | None:
    """`"…" –Name`, `And from X: "…"`, `X: "…"`."""
    text, one = page.article.text, page.marked[number]
    found = DASHED.match(text, one.end)
    if found:
        return Draft("direct", one.parts, None, found.span(1), marks=(number,))
    left = text[max(0, one.start - 120) : one.start]
    base = one.start - len(left)
    found = FROM.search(left)
    if found is None:
        found = COLON.search(left)
        if found is None or len(found[1].split()) > COLON_NAME:
            return None
        name, cue = found.span(1), found.span(2)
    else:
        name, cue = found.span(2), found.span(1)
    speaker, at = _shift(name, base), _shift(cue, base)
    return Draft("direct", one.parts, at, speaker, marks=(number,))


def _shift(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by


def orphan(page: Page, number: int, found: Sequence[Draft]) -> Draft | None:
    """A paragraph that opens with marks and has no cue: somebody before goes on, or nobody."""
    one, text = page.marked[number], page.article.text
    if not _alone(page, one):
        return None
    draft = Draft("direct", one.parts, None, None, marks=(number,))
    if not found:
        return draft
    between = text[found[-1].spans[-1][1] : one.start]
    near = len(between) <= BETWEEN and len(between.strip().splitlines()) <= 1
    return replace(draft, after=found[-1]) if near else draft


def after_sentence(page: Page, number: int, first: int) -> Draft | None:
    """Words in marks right after a sentence that says who speaks: "…, she said. “…”"."""
    tokens, one = page.parse.tokens, page.marked[number]
    before = next((i for i in range(first - 1, -1, -1) if tokens[i].end <= one.start), None)
    if before is None or tokens[before].text != "." or before in page.mark_of:
        return None
    sentence = tokens[before].sentence
    start, end = page.parse.sentences[sentence]
    if "\n" in page.article.text[tokens[before].end : one.start]:
        return None
    said = [
        c
        for c in page.candidates_in(start, end)
        if VERBS.get(c.lemma) == "speech" and c.relation in {"ccomp", "around"}
    ]
    speakers = [s for c in said if c.head not in page.mark_of and (s := page.speaker(c))]
    return Draft("direct", one.parts, None, speakers[-1], marks=(number,)) if speakers else None


def _alone(page: Page, one: Marked) -> bool:
    """Whether the marks open a block."""
    text = page.article.text
    return any(
        b.start <= one.start < b.end and not text[b.start : one.start].strip()
        for b in page.article.blocks
    )


def _joined(last: Draft, draft: Draft) -> Draft:
    return replace(last, spans=(*last.spans, *draft.spans), marks=(*last.marks, *draft.marks))
