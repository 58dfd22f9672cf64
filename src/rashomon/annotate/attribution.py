"""Words in quotation marks and the cues beside them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from rashomon.annotate import marks, weights
from rashomon.annotate.cues import Candidate, Tree, candidates, characters, noun_phrase
from rashomon.annotate.lexicon import VERBS
from rashomon.annotate.marks import Marked
from rashomon.models import Article, Parse, QuoteKind, Span, Token
from rashomon.offsets import trim

__all__ = ["Draft", "Page", "continued", "marked"]

WORD = re.compile(r"\w+(?:[’'\-.]\w+)*")
NEAR = 14
"""Tokens beside a stretch in marks among which its cue is looked for."""
UTTERANCE = 4
"""Words from which a stretch in marks that makes a sentence is taken for somebody's words."""
BETWEEN = 260
"""Characters that a cue clause between two halves of one quotation may have."""
COLON_NAME = 8
"""Words before a colon that may name a speaker."""
SAYING = frozenset({"speech", "document", "thought"})


@dataclass(frozen=True)
class Draft:
    """A quotation in the making; ``after`` is the one that it goes on from."""

    kind: QuoteKind
    spans: tuple[Span, ...]
    cue: Span | None
    speaker: Span | None
    candidate: Candidate | None = None
    entity: str | None = None
    after: Draft | None = None
    marks: tuple[int, ...] = ()


@dataclass
class Page:
    """An article with its parse, candidates and quotation marks, indexed by token."""

    article: Article
    parse: Parse
    tree: Tree = field(init=False)
    candidates: list[Candidate] = field(init=False)
    marked: list[Marked] = field(init=False)
    mark_of: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        self.tree = Tree(self.parse)
        self.candidates = candidates(self.tree)
        self.marked = [m for m in marks.find(self.article, self.parse) if m.parts]
        self._starts = [t.start for t in self.parse.tokens]
        self.mark_of = {i: n for n, m in enumerate(self.marked) for i in self.tokens_of(m.parts)}

    def tokens_of(self, spans: Iterable[Span]) -> list[int]:
        """Tokens that stand in some spans."""
        found: list[int] = []
        for start, end in spans:
            first = bisect_right(self._starts, start) - 1
            last = bisect_left(self._starts, end)
            found += [i for i in range(max(first, 0), last) if self.parse.tokens[i].end > start]
        return found

    def token_at(self, position: int) -> Token | None:
        """The token at a character."""
        found = self.tokens_of([(position, position + 1)])
        return self.parse.tokens[found[0]] if found else None

    def head_of(self, span: Span) -> int | None:
        """First character of the word that the other words of a span hang on."""
        inside = self.tokens_of([span])
        members = set(inside)
        for i in inside:
            token = self.parse.tokens[i]
            if (token.head not in members or token.head == i) and token.pos != "PUNCT":
                return token.start
        return None

    def touches_marks(self, one: Candidate) -> bool:
        """Whether some of the content stands in quotation marks."""
        return any(i in self.mark_of for i in one.content)

    def features(self, one: Candidate) -> list[str]:
        """Features of a candidate for the learned decision."""
        return weights.features(
            self.tree, one, marked=self.touches_marks(one), nested=one.head in self.mark_of
        )

    def cue(self, one: Candidate) -> Span:
        """Characters of the cue."""
        return characters(self.parse.tokens, *one.cue)

    def speaker(self, one: Candidate) -> Span | None:
        """Characters of the speaker's words."""
        if not one.speaker:
            return None
        span = characters(self.parse.tokens, one.speaker[0], one.speaker[-1] + 1)
        cue = self.cue(one)
        if span[0] < cue[1] and cue[0] < span[1]:
            return None
        if any(i in self.mark_of for i in one.speaker) and one.head not in self.mark_of:
            return None
        return _bare(self.article.text, span)

    def spans(self, members: Sequence[int]) -> list[Span]:
        """Characters of a content, punctuation at the ends of each run cut off."""
        runs = [self.tree.trimmed(*r) for r in self.tree.runs(members)]
        spans = [characters(self.parse.tokens, *r) for r in runs if r[0] < r[1]]
        return [s for s in spans if WORD.search(self.article.text, *s)]

    def draft(self, one: Candidate) -> Draft | None:
        """A quotation of a candidate's content, with the whole of the marks that it touches."""
        touched = sorted({self.mark_of[i] for i in one.content if i in self.mark_of})
        spans = self.spans(one.content)
        outside = [i for i in one.content if i not in self.mark_of and self._is_word(i)]
        parts = [p for n in touched for p in self.marked[n].parts]
        if touched and not outside:
            return Draft(
                "direct", tuple(parts), self.cue(one), self.speaker(one), one, marks=tuple(touched)
            )
        kind: QuoteKind = "mixed" if touched else "indirect"
        merged = merge(self.article.text, [*spans, *parts])
        if not merged:
            return None
        return Draft(kind, merged, self.cue(one), self.speaker(one), one, marks=tuple(touched))

    def _is_word(self, at: int) -> bool:
        token = self.parse.tokens[at]
        return any(c.isalnum() for c in token.text) and token.text.lower() not in {"that"}


def _bare(text: str, span: Span) -> Span:
    start, end = trim(text, *span)
    while start < end and text[start] in ",.;:—–-“”\"‘’'":
        start += 1
    while end > start and text[end - 1] in ',;:—–-“”"‘':
        end -= 1
    return trim(text, start, end)


def merge(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans joined where they overlap or only marks and white space stand between them."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and (start <= found[-1][1] or not WORD.search(text, found[-1][1], start)):
            joined = (found[-1][0], max(found[-1][1], end))
            if "\n" not in text[found[-1][1] : start]:
                found[-1] = joined
                continue
        if found and start < found[-1][1]:
            start = found[-1][1]
        if start < end:
            found.append((start, end))
    return tuple(found)


def marked(page: Page) -> list[Draft]:
    """A quotation for each stretch in marks that somebody is shown to say."""
    found: list[Draft] = []
    done: set[int] = set()
    for number in range(len(page.marked)):
        if number in done:
            continue
        draft = _one(page, number, found)
        if draft is None:
            continue
        if found and draft is not found[-1] and _continues(page, found[-1], draft):
            draft = _joined(page, found.pop(), draft)
        taken = {i for d in found for i in d.marks}
        if taken & set(draft.marks):
            continue
        found.append(draft)
        done |= set(draft.marks)
    return found


def _one(page: Page, number: int, found: Sequence[Draft]) -> Draft | None:
    if not _is_utterance(page, number):
        return _by_parse(page, number)
    inside = page.tokens_of(page.marked[number].parts)
    beside = _cue_after(page, number, inside[-1] + 1) if inside else None
    if beside is None and _second_half(page, number, found):
        return _second(page, number, found[-1])
    if beside is None and inside:
        beside = _cue_before(page, number, inside[0])
    if beside is not None:
        return _from_verb(page, number, *beside)
    other = _named_beside(page, number) or _by_parse(page, number)
    return other or _orphan(page, number, found)


def _second_half(page: Page, number: int, found: Sequence[Draft]) -> bool:
    """Whether only the cue clause of the quotation before stands between it and this one."""
    if not found or found[-1].cue is None:
        return False
    last, one, text = found[-1], page.marked[number], page.article.text
    begin, cue = last.spans[-1][1], last.cue
    between = text[begin : one.start]
    if "\n" in between or len(between) > BETWEEN or not begin <= cue[0] < one.start:
        return False
    rest = page.tokens_of([(cue[1], one.start)]) if cue[1] < one.start else []
    stops = [i for i in rest[:-1] if page.parse.tokens[i].text in {".", "!", "?"}]
    ends = text[: one.start].rstrip()[-1:]
    if ends == ":" or any(page.parse.tokens[i].start < one.start - 2 for i in stops):
        return False
    return not any(_introduces(page, i, one.start) for i in rest)


def _introduces(page: Page, at: int, start: int) -> bool:
    """Whether a verb of saying right before the marks has a quotation of its own."""
    token = page.parse.tokens[at]
    return _says(token) and page.article.text[token.end : start].strip() in {",", ":", ""}


def _second(page: Page, number: int, last: Draft) -> Draft:
    parts = page.marked[number].parts
    return Draft("direct", parts, None, None, marks=(number,), after=last)


def _is_utterance(page: Page, number: int) -> bool:
    """Whether a stretch in marks is a sentence of its own: capital first, stop or comma last."""
    one, text = page.marked[number], page.article.text
    words = sum(len(WORD.findall(text, *p)) for p in one.parts)
    first = text[one.parts[0][0]]
    before = text[max(0, one.start - 40) : one.start].rstrip()
    opens = first.isupper() or first.isdigit() or before[-1:] in {"", ":", ",", "."}
    ends = text[one.parts[-1][1] - 1] in ".,?!…—–-" or not one.closed
    if _is_title(text, one):
        return False
    after = text[one.end : one.end + 1]
    return words >= UTTERANCE and opens and (ends or after in {",", "."} or words > 12)


def _is_title(text: str, one: Marked) -> bool:
    """Whether the words in marks are a title: short, and capitals on all but small words."""
    words = [w for p in one.parts for w in WORD.findall(text, *p)]
    long = [w for w in words if len(w) > 3]
    return len(words) <= TITLE and len(long) > 1 and all(w[0].isupper() for w in long)


TITLE = 12
"""Words that a title of a work may have."""


def _by_parse(page: Page, number: int) -> Draft | None:
    """The outermost accepted candidate whose content reaches into the marks."""
    inside = set(page.tokens_of(page.marked[number].parts))
    fits = [
        c
        for c in page.candidates
        if c.head not in inside and not inside.isdisjoint(c.content) and c.head not in page.mark_of
    ]
    likely = [(c, weights.probability(page.features(c))) for c in fits]
    likely = [(c, p) for c, p in likely if p >= MARKED]
    if not likely:
        return None
    best = max(likely, key=lambda cp: (len(cp[0].content) + 4 * cp[1], -cp[0].head))[0]
    return page.draft(best)


MARKED = 0.35
"""Probability from which a candidate with words in marks counts (see :mod:`quotes`)."""


def _cue_after(page: Page, number: int, first: int) -> tuple[int, bool] | None:
    """The verb after the closing mark: directly, or after a short subject."""
    tokens = page.parse.tokens
    text, end = page.article.text, page.marked[number].end
    if (
        text[end - 2 : end - 1] == "."
        and text[end : end + 1] == " "
        and text[end + 1 : end + 2].isupper()
    ):
        return None
    seen = 0
    for i in range(first, min(first + NEAR, len(tokens))):
        token = tokens[i]
        if i in page.mark_of or "\n" in text[end : token.start] or token.text in {".", ";", ":"}:
            return None
        if token.start < end:
            continue
        seen += token.pos not in {"PUNCT", "SPACE"}
        if _says(token) and (seen <= 1 or _subject_between(page, first, i)):
            return i, True
        if token.pos == "VERB" and seen > 1 and not _says(token):
            return None
    return None


def _says(token: Token) -> bool:
    act = VERBS.get(token.lemma.lower())
    return act in SAYING and token.pos in {"VERB", "AUX"} and token.tag != "VBN"


def _subject_between(page: Page, first: int, verb: int) -> bool:
    """Whether the words between are the verb's subject and its adverbs."""
    return all(
        t.pos
        in {
            "PRON",
            "PROPN",
            "NOUN",
            "DET",
            "ADJ",
            "ADV",
            "ADP",
            "PUNCT",
            "SPACE",
            "NUM",
            "PART",
            "AUX",
            "CCONJ",
        }
        for t in page.parse.tokens[first:verb]
    )


def _cue_before(page: Page, number: int, first: int) -> tuple[int, bool] | None:
    """The verb before the opening mark, up to the start of its sentence."""
    tokens = page.parse.tokens
    text, start = page.article.text, page.marked[number].start
    close = text[max(0, start - 3) : start].rstrip()[-1:]
    if ("\n" in text[max(0, start - 3) : start] and close != ":") or close in {".", "!", "?"}:
        return None
    reach = 3 * NEAR if close == ":" else NEAR
    for i in range(first - 1, max(-1, first - reach), -1):
        token = tokens[i]
        if token.start >= start:
            continue
        if i in page.mark_of or (token.text in {".", "!", "?"}):
            return None
        if _says(token) and (close in {":", ","} or first - i <= 4):
            return i, False
    return None


def _from_verb(page: Page, number: int, verb: int, after: bool) -> Draft:
    """A direct quotation with the verb as its cue; words of the sentence before it join it."""
    known = [c for c in page.candidates if c.head == verb]
    one = known[0] if known else None
    cue = page.cue(one) if one else (page.parse.tokens[verb].start, page.parse.tokens[verb].end)
    speaker = page.speaker(one) if one and one.speaker else _subject_words(page, verb, after)
    inside = set(page.tokens_of(page.marked[number].parts))
    if one and not inside.isdisjoint(one.content):
        whole = page.draft(one)
        if whole is not None and _fits(page, number, whole):
            return replace(whole, speaker=whole.speaker or speaker)
    parts = page.marked[number].parts
    return Draft("direct", parts, cue, speaker, one, marks=(number,))


def _fits(page: Page, number: int, whole: Draft) -> bool:
    """Whether a candidate's content is this stretch and what leads into it, not another's."""
    return whole.kind != "direct" and number == whole.marks[0] and len(whole.marks) == 1


def _subject_words(page: Page, verb: int, after: bool) -> Span | None:
    """The noun phrase beside a verb where the parse gives it no subject."""
    tokens = page.parse.tokens
    subject = page.tree.child(verb, "nsubj")
    if subject is None:
        step = (
            range(verb + 1, min(verb + 5, len(tokens)))
            if after
            else range(verb - 1, max(verb - 5, -1), -1)
        )
        subject = next(
            (
                i
                for i in step
                if tokens[i].pos in {"PROPN", "PRON", "NOUN"} and i not in page.mark_of
            ),
            None,
        )
        if subject is None:
            return None
        while (
            tokens[subject].dep in {"compound", "amod", "det", "poss"}
            and tokens[subject].head > subject
        ):
            subject = tokens[subject].head
    words = [i for i in noun_phrase(page.tree, subject) if i not in page.mark_of]
    if not words or verb in words:
        return tokens[subject].start, tokens[subject].end
    return _bare(page.article.text, characters(tokens, words[0], words[-1] + 1))


DASHED = re.compile(r"\s*[—–-]{1,2}\s*([A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,4})\s*(?:$|[\n,.(])")
FROM = re.compile(r"(?:^|[.!?]\s+|\n)\s*(?:And\s+)?([Ff]rom)\s+([^\n:.]{2,60}):\s*$")
COLON = re.compile(r"(?:^|[.!?\n]\s*)([A-Z][^\n:.!?]{1,60}?)\s*(:)\s*$")


def _named_beside(page: Page, number: int) -> Draft | None:
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


def _orphan(page: Page, number: int, found: Sequence[Draft]) -> Draft | None:
    """A paragraph that opens with marks and has no cue: somebody before goes on, or nobody."""
    one, text = page.marked[number], page.article.text
    if not _alone(page, one):
        return None
    draft = Draft("direct", one.parts, None, None, marks=(number,))
    if not found:
        return draft
    between = text[found[-1].spans[-1][1] : one.start]
    near = len(between) <= BETWEEN and between.strip().count("\n") == 0
    return replace(draft, after=found[-1]) if near else draft


def _alone(page: Page, one: Marked) -> bool:
    """Whether the marks open a block."""
    text = page.article.text
    return any(
        b.start <= one.start < b.end and not text[b.start : one.start].strip()
        for b in page.article.blocks
    )


def _continues(page: Page, last: Draft, draft: Draft) -> bool:
    """Whether a stretch is the second half of the quotation before it."""
    if draft.cue is not None or draft.after is not last or last.cue is None:
        return False
    start, end = last.spans[-1][1], draft.spans[0][0]
    return "\n" not in page.article.text[start:end] and start <= last.cue[0] < end


def _joined(page: Page, last: Draft, draft: Draft) -> Draft:
    return replace(last, spans=(*last.spans, *draft.spans), marks=(*last.marks, *draft.marks))


def continued(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """All drafts, each with its final kind."""
    return list(drafts)
