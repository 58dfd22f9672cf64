"""One sentence of a source made to stand alone.

The words stay the source's. What the sentence leans on is added as an editor would: a person's
full name at first mention, with a citation of where it stands; in square brackets who a pronoun at
its head is, and which day a relative time means.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.models import Citation, Mention, Span, TimeExpression
from rashomon.stages.brief.desk import Account, Desk

__all__ = ["joined", "marks_pair", "stands_alone", "worded"]

_WHITE = re.compile(r"\s+")
_PRONOUN = re.compile(r"(?:he|she|they|it|his|her|their|its)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(
    r"(?:his|her|their|its)\b(?!\s+(?:own\s+)?(?:is|was|has)\b)", re.IGNORECASE
)
_LEANS_BACK = re.compile(
    r"(?:but|and|or|nor|so|yet|meanwhile|however|instead|also|still|then(?!-)|there(?!\s(?:is|are"
    r"|was|were|has|have|will)\b)|this|that|these|those|such|both|here|others|other(?!\s\w+s\b)"
    r"|another(?!\s\d)|as a result|in addition|moreover|(?:the latter|the former)(?=\s(?:is|was|has"
    r"|had|will|would|said)\b|,))\b",
    re.IGNORECASE,
)
_CONNECTS = re.compile(
    r",\s(?:however|on the other hand|meanwhile|instead|too|though|for instance|for example"
    r"|in turn|then|therefore|moreover|in addition),|,\s(?:too|though|however)[.!]",
    re.IGNORECASE,
)
_OPENS = re.compile(r"(?:Why it matters|What['’]s next|The big picture|Driving the news)\b")
_GLUED = re.compile(r"[a-zA-Z]{2}[.!?][A-Z][a-z]|^(?:[A-Z][A-Z'’-]+\s){3}")
"""Two sentences without a space between them; a heading in capitals before the sentence."""
_NOBODY = re.compile(
    r"it(?:['’]s\b|\s(?:is|was|has been|had been|will be|would be)\b)", re.IGNORECASE
)
"""An "it" that as often stands for nothing."""
_WE = re.compile(r"(?<![\w“\"‘'])(?:I|we|We|our|Our|my|My|us|you|You|your|Your)\b")
_ENDS = re.compile(r"[.!?…][\"”’'»)\]]*$")
_ABSOLUTE = re.compile(r"\d")
_DEICTIC = re.compile(r"(?:yester|to)day|tonight|tomorrow|\b(?:last|next|this)\b", re.IGNORECASE)
_OF_TODAY = re.compile(r"(?:yester|to)day|tonight|tomorrow", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"\d{4}-\d\d")
WEEK = 7
"""Days of a stretch of time that are named one by one, from the first to the last."""
_POINTS = re.compile(
    r"(?:[\w’'-]+,?\s){0,3}(?:[Tt]his|[Tt]hese|[Tt]hose|[Ss]uch)\s"
    r"(?!a\b|as\b|is\b|was\b|that\b|week|month|year|morning|afternoon|evening|spring|summer|autumn"
    r"|fall|winter|season|time|who\b|with\b|in\b|of\b|by\b)"
)
"""Something named before that a sentence's head points back to: "Without this support"."""
_DOUBLE = re.compile('["“”]')
_CLOSES = re.compile(r"\w[,.?!]'(?:\s|$)")
_OPENED = re.compile(r"(?:^|[\s(])'\w")
_SPACED = re.compile(r"\s+([,.;:!?])")
_TWICE = re.compile(r"[,;]\s*([,.;:!?])")
_COURTESY = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+$")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_Change = tuple[int, int, str]
"""Place, end of the words replaced, what is put there."""


def joined(text: str, pieces: Sequence[Span]) -> str:
    """Pieces of a sentence on one line, with the marks that a cut leaves behind put right."""
    return _tidy("".join(text[start:end] for start, end in pieces))


def _tidy(text: str) -> str:
    line = _WHITE.sub(" ", text).strip(" ,;")
    line = _TWICE.sub(r"\1", _SPACED.sub(r"\1", line))
    return line[:1].upper() + line[1:]


def stands_alone(account: Account, pieces: Sequence[Span], desk: Desk) -> bool:
    """Whether a sentence can be understood without the one before it.

    It is whole (capital at its head, a stop at its end, its quotation marks in pairs), does not
    lean on what came before, speaks of the writer or the reader nowhere outside quotation marks,
    and a pronoun at its head is one whose owner is known.

    :param pieces: what is kept of the sentence, in order.
    """
    text = joined(account.annotated.article.text, pieces)
    whole = _ENDS.search(text) and (text[0].isupper() or text[0] in "\"“‘'$€£0123456789")
    if not whole or text.endswith("?") or _leans(text) or not marks_pair(text):
        return False
    if _OPENS.match(text) or _GLUED.search(text) or _of_writer(account, pieces):
        return False
    if not _has_verb(account, pieces) or any(_floats(account, span) for span in pieces):
        return False
    if any(name is None for _, _, name in _speakers(account, pieces, desk)):
        return False
    if _PRONOUN.match(text):
        return _head_name(account, pieces, desk) is not None
    return not _early_pronoun(account, pieces)


def _early_pronoun(account: Account, pieces: Sequence[Span]) -> bool:
    """Whether the subject is a pronoun before which nothing is named: "Together, they agreed"."""
    for piece in pieces:
        for index in account.within(piece):
            token = account.tokens[index]
            if token.pos in {"NOUN", "PROPN"}:
                return False
            if token.dep in {"nsubj", "nsubjpass"} and token.lemma.lower() in _THIRD:
                return True
    return False


_THIRD = frozenset({"he", "she", "they", "it"})


def _leans(text: str) -> bool:
    """Whether a sentence takes up what stood before it."""
    return any((_LEANS_BACK.match(text), _POINTS.match(text), _CONNECTS.search(text)))


def _of_writer(account: Account, pieces: Sequence[Span]) -> bool:
    """Whether "I", "we" or "you" stands outside of quotations: of the writer, or of one lost."""
    text = account.annotated.article.text
    quoted = [p for piece in pieces for q in account.quotes(piece) for p in q.spans]
    return any(
        not any(start <= match.start() < end for start, end in quoted)
        for piece in pieces
        for match in _WE.finditer(text, *piece)
        if match[0] != "I" or text[match.end() : match.end() + 1] != "."
    )


def _floats(account: Account, span: Span) -> bool:
    """Whether a sentence holds a time that counts from a day nobody knows ("yesterday").

    Where the report has no date at all, a reader knows no more of "last week" in it than the
    report's own reader does; "today" and its neighbours would be taken for the brief's day.
    """
    text = account.annotated.article.text
    dated = account.annotated.article.published is not None
    floating = _DEICTIC if dated else _OF_TODAY
    return any(
        time.value is None and floating.search(text[time.start : time.end])
        for time in account.times(span)
    )


def worded(
    account: Account, pieces: Sequence[Span], desk: Desk, known: set[str] | None = None
) -> tuple[str, tuple[Citation, ...]]:
    """The sentence in its own words on one line, with what it leans on.

    :param known: actors already named in full, to which those of this sentence are added; None
        leaves names as they are.
    :returns: the line, and citations of names that stand elsewhere.
    """
    text = account.annotated.article.text
    changes = _additions(account, pieces, desk)
    cited: list[Citation] = []
    if known is not None:
        full, cited = _named_in_full(account, pieces, desk, known)
        changes += [c for c in full if not any(c[0] < o[1] and o[0] < c[1] for o in changes)]
    line = _tidy("".join(_changed(text, piece, changes) for piece in pieces))
    return (line if _ENDS.search(line) or line.endswith("]") else f"{line}."), tuple(cited)


def _changed(text: str, piece: Span, changes: Sequence[_Change]) -> str:
    out, at = [], piece[0]
    for place, stop, put in sorted(changes):
        if at <= place and stop <= piece[1]:
            out += [text[at:place], put]
            at = stop
    out.append(text[at : piece[1]])
    return "".join(out)


def _additions(account: Account, pieces: Sequence[Span], desk: Desk) -> list[_Change]:
    """What is put in square brackets."""
    text = account.annotated.article.text
    found: list[_Change] = []
    found += [
        (start, end, f"[{speaker}]") for start, end, speaker in _speakers(account, pieces, desk)
    ]
    name = _head_name(account, pieces, desk)
    head = None if found else _PRONOUN.match(text, *pieces[0])
    if head and name is not None:
        owns = _POSSESSIVE.match(text, *pieces[0]) and head.group().lower() != "her"
        found.append((head.start(), head.end(), f"[{name}’s]" if owns else f"[{name}]"))
    for piece in pieces:
        for time in account.times(piece):
            day = _day(time, text)
            if day is not None and not any(s <= time.end <= e for s, e, _ in found):
                found.append((time.end, time.end, f" [{day}]"))
    return found


def _head_name(account: Account, pieces: Sequence[Span], desk: Desk) -> str | None:
    """The name of the actor that a pronoun at the head of a sentence stands for."""
    text = account.annotated.article.text
    head = _PRONOUN.match(text, *pieces[0])
    if head is None or _NOBODY.match(text, *pieces[0]):
        return None
    for mention in account.mentions((head.start(), head.end())):
        return desk.plain_name(account.id, mention.entity)
    return None


def _speakers(
    account: Account, pieces: Sequence[Span], desk: Desk
) -> list[tuple[int, int, str | None]]:
    """Pronouns that stand for the speaker of a quotation after it (“…,” he said), with the name."""
    text = account.annotated.article.text
    found: set[tuple[int, int, str | None]] = set()
    for quote in (q for piece in pieces for q in account.quotes(piece)):
        if (
            quote.kind == "indirect"
            or quote.speaker is None
            or not _PRONOUN.match(text, *quote.speaker)
        ):
            continue
        if _among(quote.speaker, pieces) and quote.speaker[0] > quote.spans[0][0]:
            name = desk.plain_name(account.id, quote.speaker_entity or "")
            found.add((*quote.speaker, name))
    return sorted(found, key=lambda f: f[:2])


def _has_verb(account: Account, pieces: Sequence[Span]) -> bool:
    """Whether the main clause that is kept has a finite verb; true where there is no parse."""
    indexes = [i for piece in pieces for i in account.within(piece)]
    return not indexes or any(
        account.tokens[i].tag in _FINITE and _of_main_clause(account, i) for i in indexes
    )


def _of_main_clause(account: Account, index: int) -> bool:
    tokens = account.tokens
    token = tokens[index]
    head = tokens[token.head]
    return token.head == index or (head.head == token.head and token.dep in _MAIN)


_MAIN = frozenset({"aux", "auxpass", "ccomp", "conj", "parataxis"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def _named_in_full(
    account: Account, pieces: Sequence[Span], desk: Desk, known: set[str]
) -> tuple[list[_Change], list[Citation]]:
    """Last names of people not named yet, with the full name and where it stands."""
    text = account.annotated.article.text
    quoted = [p for piece in pieces for q in account.quotes(piece) for p in q.spans]
    changes, cited = [], []
    for mention in sorted((m for p in pieces for m in account.mentions(p)), key=lambda m: m.start):
        actor = desk.people.get((account.id, mention.entity))
        if actor is None or actor.id in known:
            continue
        start, end = _surname(mention, text)
        if text[start:end] == actor.name:
            known.add(actor.id)
        elif text[start:end] == actor.name.split()[-1] and not _among((start, end), quoted):
            place = desk.place_of(actor)
            if place is not None and not _longer(text, start, pieces):
                courtesy = _COURTESY.search(text, max(0, start - 6), start)
                changes.append((courtesy.start() if courtesy else start, end, actor.name))
                cited.append(place)
                known.add(actor.id)
    return changes, cited


def _surname(mention: Mention, text: str) -> Span:
    start, end = mention.head or (mention.start, mention.end)
    while text[start:end].endswith(("’s", "'s")):
        end -= 2
    return start, end


def _longer(text: str, start: int, pieces: Sequence[Span]) -> bool:
    """Whether a capitalised word stands right before a name, courtesy titles aside: "Ida Brask"."""
    low = next((p[0] for p in pieces if p[0] <= start < p[1]), start)
    before = text[low:start]
    return bool(re.search(r"[A-Z][\w.’'-]*\s+$", before)) and not _COURTESY.search(before)


def _among(span: Span, stretches: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in stretches)


def _day(time: TimeExpression, text: str) -> str | None:
    """A relative time in words: its day, its days, its month; null where the words name it.

    A night is that of the day on which it begins.
    """
    if time.value is None or _ABSOLUTE.search(text[time.start : time.end]):
        return None
    if _MONTH.fullmatch(time.value) and time.until in {None, time.value}:
        named = any(month in text[time.start : time.end] for month in _MONTHS)
        return None if named else _spoken(time.value)
    if not _DAY.match(time.value):
        return None
    first, last = time.value[:10], (time.until or time.value)[:10]
    night = "night" in text[time.start : time.end].lower()
    if night or first == last or not _DAY.match(last):
        return _spoken(first) if night or first == last else None
    same = first[:7] == last[:7] and int(last[8:]) - int(first[8:]) <= WEEK
    return f"{int(first[8:])}–{_spoken(last)}" if same else None


def _spoken(value: str) -> str:
    """``3 March 2031``, ``March 2031``."""
    year, month, *day = (int(part) for part in value.split("-"))
    return f"{f'{day[0]} ' if day else ''}{_MONTHS[month - 1]} {year}"


def marks_pair(text: str) -> bool:
    """Whether the quotation marks of a text open and close in it.

    A mark may be opened in one style and closed in another: ``“so”`` and ``“so"`` both pair.
    """
    open_ = False
    for match in _DOUBLE.finditer(text):
        if match[0] != '"' and (match[0] == "“") == open_:
            return False
        open_ = not open_
    if _CLOSES.search(text) and not _OPENED.search(text):
        return False
    opened = len(re.findall(r"(?<!\w)‘", text))
    closed = len(re.findall(r"’(?!\w)", text))
    return not open_ and (opened == 0 or closed >= opened)
