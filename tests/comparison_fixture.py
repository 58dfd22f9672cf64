"""Comparisons made by hand: five invented reports of one happening, and fifty for the budget.

Every offset is looked up in the texts, so that the fixture can be edited freely.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from rashomon.models import (
    Actor,
    ActorLabel,
    Annotated,
    Annotation,
    Article,
    ArticleRef,
    Block,
    BriefSentence,
    Citation,
    Claim,
    ComparedStory,
    Comparison,
    Conflict,
    ConflictValue,
    Coverage,
    Evidence,
    Origin,
    Passage,
    QuoteVariants,
    Refusal,
    Reuse,
    Sentence,
    Span,
    TimelineEntry,
    Variant,
)

Blocks = Sequence[tuple[str, str]]


def make(
    name: str,
    blocks: Blocks,
    *,
    outlet: str | None,
    published: str | None,
    url: str | None = None,
    language: str | None = "en",
) -> Annotated:
    """An annotated article; blocks are (kind, text), one to a paragraph."""
    text, placed, sentences = "", [], []
    for kind, words in blocks:
        start = len(text)
        placed.append(Block(kind=kind, start=start, end=start + len(words)))
        position = start
        for sentence in words.split(". "):
            end = min(position + len(sentence) + 1, start + len(words))
            if kind in ("title", "summary", "body"):
                sentences.append(Sentence(start=position, end=end))
            position = end + 1
        text += words + "\n\n"
    key = "sha256:" + hashlib.sha256(f"{name}\n{text}".encode()).hexdigest()
    title = next((words for kind, words in blocks if kind == "title"), None)
    article = Article(
        id=key,
        source=name,
        sources=(name,),
        outlet=outlet,
        url=url,
        title=title,
        authors=("Ines Tarrow",) if outlet else (),
        published=published,
        updated=None,
        language=language,
        text=text,
        blocks=tuple(placed),
    )
    return Annotated(article=article, annotation=Annotation(sentences=tuple(sentences)))


def span(annotated: Annotated, words: str, nth: int = 0) -> Span:
    """Where the words stand; the nth time they do."""
    start = -1
    for _ in range(nth + 1):
        start = annotated.article.text.index(words, start + 1)
    return start, start + len(words)


def cite(annotated: Annotated, words: str, nth: int = 0) -> Citation:
    start, end = span(annotated, words, nth)
    return Citation(article=annotated.article.id, start=start, end=end, text=words)


def says(
    annotated: Annotated, words: str, stance: str = "supports", said_by: str | None = None
) -> Evidence:
    start, end = span(annotated, words)
    key = annotated.article.id
    return Evidence(article=key, start=start, end=end, stance=stance, said_by=said_by, text=words)


def variant(annotated: Annotated, *words: str, kind: str = "direct") -> Variant:
    spans = tuple(span(annotated, piece) for piece in words)
    return Variant(article=annotated.article.id, spans=spans, text=" ".join(words), kind=kind)


def label(annotated: Annotated, words: str, nth: int = 0) -> ActorLabel:
    start, end = span(annotated, words, nth)
    return ActorLabel(article=annotated.article.id, start=start, end=end, text=words)


def ref(annotated: Annotated) -> ArticleRef:
    a = annotated.article
    return ArticleRef(
        id=a.id,
        source=a.source,
        sources=a.sources,
        outlet=a.outlet,
        published=a.published,
        title=a.title,
    )


COURIER = make(
    "01-valley-courier.txt",
    [
        ("furniture", "Home | Valley | Weather | Sport"),
        ("furniture", "Share this <b>page</b> & win a kayak"),
        ("title", "Sluice at Orvel dam gives way, 900 leave their homes"),
        ("byline", "By Ines Tarrow, 4 March 2031, 06:20"),
        (
            "body",
            "A sluice of the Orvel dam gave way at 3.40 a.m. on Tuesday and sent water into the "
            "lower town. The fire brigade took 12 people from roofs and from the church tower.",
        ),
        (
            "body",
            "Mayor Petra Lindqvist said 900 people had left their homes by dawn. “We knocked on "
            "every door between the mill and the bridge, and nobody was left behind,” she told "
            "reporters.",
        ),
        ("caption", "Water stands in Mill Lane. Photo: O. Brandt"),
        ("heading", "Warnings since autumn"),
        (
            "body",
            "The operator, Norrstrom Energi, found cracks in the sluice in November and planned "
            "repairs for April. The dam was built in 1962.",
        ),
        ("furniture", "Sign up for the Courier’s morning letter"),
    ],
    outlet="Valley Courier",
    published="2031-03-04T06:20:00+01:00",
    url="https://valley-courier.example/orvel-sluice?a=1&b=2",
)

POST = make(
    "02-lake-post.html",
    [
        ("title", "Sluice at Orvel dam gives way"),
        ("dateline", "ORVEL, March 4 (Lakeland Press)"),
        (
            "body",
            "A sluice of the Orvel dam gave way at 3.40 a.m. on Tuesday and sent water into the "
            "lower town. The fire brigade took 12 people from roofs and from the church tower.",
        ),
        (
            "body",
            "“We knocked on every door between the mill and the bridge,” the mayor said. Police "
            "put the number of people who left their homes at about 900.",
        ),
    ],
    outlet="lakepost.example",
    published="2031-03-04T09:05:00+01:00",
    url="https://lakepost.example/orvel",
)

LEDGER = make(
    "003_9f3ac1d27be05541.txt",
    [
        ("title", "Orvel: fourteen pulled from the flood"),
        (
            "body",
            "Rescuers pulled 14 people from rooftops in Orvel after part of the dam broke early on "
            "Tuesday. Norrstrom Energi said the sluice had been inspected “in full” in January.",
        ),
        (
            "body",
            "The company had known of cracks since November, a letter seen by this paper shows. "
            "“The letter says: repair <script>alert('x')</script> & report 🌊,” a clerk said.",
        ),
        ("sidebar", "The Orvel dam was built in 1962 and holds 40 million cubic metres."),
        ("repeat", "Orvel: fourteen pulled from the flood"),
    ],
    outlet=None,
    published="2031-03-04T14:00:00+01:00",
)

ECHO = make(
    "04-echo.txt",
    [
        ("title", "Dam breaks above Orvel"),
        ("summary", "Some 1,400 people are in shelters, the county says."),
        (
            "body",
            "Part of the Orvel dam broke on Tuesday morning and flooded the lower town. Around "
            "1,400 people were moved to schools and a sports hall, the county said.",
        ),
        (
            "body",
            "“We went to every door between the mill and the bridge and no one was left behind,” "
            "said Ms Lindqvist, the town’s embattled mayor. She had asked for repairs "
            "since winter.",
        ),
        (
            "body",
            "A family from abroad thanked the crews: “شكرا لكم جميعا على المساعدة” was painted on "
            "a sheet hung from the church tower.",
        ),
    ],
    outlet="Echo am Abend",
    published="2031-03-04",
    url="https://echo.example/orvel-dam",
)

TIMES = make(
    "05-county-times.txt",
    [
        ("title", "County asks who knew of the cracks"),
        (
            "body",
            "Prosecutors opened an inquiry on Wednesday into the broken sluice at Orvel. Cracks "
            "had been found in November, and repairs were to begin in April.",
        ),
        (
            "body",
            "All but 60 of the people who fled have gone home. Two fire engines stood in Mill Lane "
            "on Wednesday evening to pump out cellars.",
        ),
    ],
    outlet="The County Times",
    published="2031-03-05T19:30:00+01:00",
    url="https://countytimes.example/cracks",
)

ALONE = make(
    "06-elsewhere.txt",
    [("title", "Library opens late"), ("body", "The library in Harsund opened an hour late.")],
    outlet="Harsund Bladet",
    published=None,
)

FIVE = (COURIER, POST, LEDGER, ECHO, TIMES)

SLUICE = "A sluice of the Orvel dam gave way at 3.40 a.m. on Tuesday"
TWELVE = "The fire brigade took 12 people from roofs and from the church tower."
FOURTEEN = "Rescuers pulled 14 people from rooftops in Orvel"
CRACKS = "Norrstrom Energi, found cracks in the sluice in November"
CLERK = "The letter says: repair <script>alert('x')</script> & report 🌊"
THANKS = "شكرا لكم جميعا على المساعدة"


def _claim(key: str, status: str, origins: int, *evidence: Evidence) -> Claim:
    return Claim(
        id=key,
        text=evidence[0].text,
        status=status,
        origins=origins,
        confidence=None if origins == 1 else 0.9,
        evidence=evidence,
    )


def _claims() -> tuple[Claim, ...]:
    return (
        _claim(
            "c1",
            "corroborated",
            3,
            says(COURIER, SLUICE),
            says(POST, SLUICE),
            says(LEDGER, "part of the dam broke early on Tuesday", "partly"),
            says(ECHO, "Part of the Orvel dam broke on Tuesday morning"),
        ),
        _claim("c2", "disputed", 1, says(COURIER, TWELVE), says(POST, TWELVE)),
        _claim("c3", "disputed", 1, says(LEDGER, FOURTEEN)),
        _claim(
            "c4",
            "corroborated",
            3,
            says(COURIER, CRACKS),
            says(LEDGER, "The company had known of cracks since November"),
            says(TIMES, "Cracks had been found in November"),
        ),
        _claim(
            "c5",
            "disputed",
            1,
            says(COURIER, "900 people had left their homes by dawn", said_by="Petra Lindqvist"),
            says(POST, "the number of people who left their homes at about 900", said_by="Police"),
        ),
        _claim(
            "c6",
            "disputed",
            1,
            says(ECHO, "Around 1,400 people were moved to schools and a sports hall"),
        ),
        _claim(
            "c7",
            "single",
            1,
            says(LEDGER, "the sluice had been inspected “in full” in January", said_by="Norrstrom"),
        ),
        _claim("c8", "single", 1, says(TIMES, "Prosecutors opened an inquiry on Wednesday")),
        _claim(
            "c9",
            "corroborated",
            2,
            says(COURIER, "The dam was built in 1962."),
            says(LEDGER, "The Orvel dam was built in 1962"),
        ),
        _claim("c10", "single", 1, says(LEDGER, CLERK, said_by="a clerk")),
        _claim("c11", "single", 1, says(ECHO, THANKS)),
        # Crosses the mark of c9 in the ledger.
        _claim("c12", "single", 1, says(LEDGER, "was built in 1962 and holds 40 million")),
    )


def _value(value: float, text: str, when: str, *evidence: Citation) -> ConflictValue:
    return ConflictValue(value=value, text=text, evidence=evidence, when=when)


def _conflicts() -> tuple[Conflict, ...]:
    return (
        Conflict(
            id="k1",
            kind="number",
            about="people taken from roofs",
            confidence=0.9,
            values=(
                _value(14, "14", "2031-03-04T14:00:00+01:00", cite(LEDGER, "14 people")),
                _value(
                    12,
                    "12",
                    "2031-03-04T06:20:00+01:00",
                    cite(COURIER, "12 people"),
                    cite(POST, "12 people"),
                ),
            ),
            claims=("c2", "c3"),
        ),
        Conflict(
            id="k2",
            kind="number",
            about="people who left their homes",
            confidence=0.7,
            values=(
                _value(1400, "1,400", "2031-03-04", cite(ECHO, "Around 1,400 people")),
                _value(
                    900,
                    "900",
                    "2031-03-04T06:20:00+01:00",
                    cite(COURIER, "900 people"),
                    cite(POST, "about 900"),
                ),
            ),
            claims=("c5", "c6"),
        ),
    )


def _developments() -> tuple[Conflict, ...]:
    return (
        Conflict(
            id="u1",
            kind="number",
            about="people away from home",
            confidence=0.8,
            values=(
                _value(900, "900", "2031-03-04T06:20:00+01:00", cite(COURIER, "900 people")),
                _value(60, "60", "2031-03-05T19:30:00+01:00", cite(TIMES, "All but 60")),
            ),
        ),
    )


def _quotes() -> tuple[QuoteVariants, ...]:
    return (
        QuoteVariants(
            id="q1",
            speaker="Petra Lindqvist",
            same_words=False,
            variants=(
                variant(
                    COURIER,
                    "We knocked on every door between the mill and the bridge, and nobody was "
                    "left behind,",
                ),
                variant(POST, "We knocked on every door between the mill and the bridge,"),
                variant(
                    ECHO,
                    "We went to every door between the mill and the bridge and no one was left "
                    "behind,",
                ),
            ),
        ),
        QuoteVariants(
            id="q2", speaker=None, same_words=True, variants=(variant(LEDGER, CLERK + ","),)
        ),
        QuoteVariants(
            id="q3",
            speaker="Norrstrom Energi",
            same_words=True,
            variants=(variant(LEDGER, "the sluice had been inspected", "in January"),),
        ),
    )


def _actors() -> tuple[Actor, ...]:
    keys = tuple(a.article.id for a in (COURIER, POST, ECHO))
    return (
        Actor(
            id="p1",
            name="Petra Lindqvist",
            type="person",
            articles=keys,
            labels=(
                label(COURIER, "Mayor Petra Lindqvist"),
                label(POST, "the mayor"),
                label(ECHO, "Ms Lindqvist"),
                label(ECHO, "the town’s embattled mayor"),
            ),
        ),
    )


def _timeline() -> tuple[TimelineEntry, ...]:
    return (
        TimelineEntry(
            when="1962",
            until=None,
            text="The dam was built in 1962.",
            evidence=(cite(COURIER, "The dam was built in 1962."),),
            background=True,
        ),
        TimelineEntry(
            when="2031-03-04T03:40:00+01:00",
            until=None,
            text=SLUICE,
            evidence=(cite(COURIER, SLUICE), cite(POST, SLUICE)),
        ),
        TimelineEntry(
            when="2031-03-05",
            until=None,
            text="Prosecutors opened an inquiry on Wednesday",
            evidence=(cite(TIMES, "Prosecutors opened an inquiry on Wednesday"),),
        ),
    )


def _brief() -> tuple[BriefSentence, ...]:
    return (
        BriefSentence(
            section="agreed",
            text="A sluice of the Orvel dam gave way at 3.40 a.m. on Tuesday.",
            citations=(cite(COURIER, SLUICE), cite(POST, SLUICE)),
            claims=("c1",),
        ),
        BriefSentence(
            section="disputed",
            text="People taken from roofs: 12 (Valley Courier), 14 (003_9f3a…).",
            citations=(cite(COURIER, TWELVE), cite(LEDGER, FOURTEEN)),
            claims=("c2", "c3"),
            conflict="k1",
        ),
        BriefSentence(
            section="single",
            text="Prosecutors opened an inquiry on Wednesday.",
            citations=(cite(TIMES, "Prosecutors opened an inquiry on Wednesday"),),
            claims=("c8",),
        ),
        BriefSentence(
            section="said",
            text="“We knocked on every door between the mill and the bridge,” the mayor said.",
            citations=(
                cite(COURIER, "We knocked on every door between the mill and the bridge"),
                cite(POST, "We knocked on every door between the mill and the bridge"),
            ),
        ),
        BriefSentence(
            section="background",
            text="The dam was built in 1962.",
            citations=(
                cite(COURIER, "The dam was built in 1962."),
                cite(LEDGER, "The Orvel dam was built in 1962"),
            ),
            claims=("c9",),
        ),
    )


def _shared_end(annotated: Annotated) -> Span:
    return span(annotated, SLUICE)[0], span(annotated, TWELVE)[1]


def comparison() -> Comparison:
    """Five reports of one story, four separate accounts, and one report alone."""
    keys = tuple(a.article.id for a in FIVE)
    story = ComparedStory(
        id="story1",
        title="Sluice at Orvel dam gives way, 900 leave their homes",
        first=COURIER.article.published,
        last=TIMES.article.published,
        articles=keys,
        claims=_claims(),
        conflicts=_conflicts(),
        developments=_developments(),
        quotes=_quotes(),
        actors=_actors(),
        timeline=_timeline(),
        coverage=(
            Coverage(article=keys[2], only_here=("c7", "c10"), left_out=(), lead=("c3",)),
            Coverage(article=keys[3], only_here=("c11",), left_out=("c4", "c9"), lead=("c6", "c1")),
        ),
        brief=_brief(),
    )
    alone = ComparedStory(
        id="story2",
        title="Library opens late",
        first=None,
        last=None,
        articles=(ALONE.article.id,),
        claims=(),
        conflicts=(),
        developments=(),
        quotes=(),
        actors=(),
        timeline=(),
        coverage=(),
        brief=(),
    )
    return Comparison(
        articles=tuple(ref(a) for a in (*FIVE, ALONE)),
        reuse=(
            Reuse(
                a=keys[0],
                b=keys[1],
                share_a=0.34,
                share_b=0.71,
                passages=(
                    Passage(
                        a=_shared_end(COURIER), b=_shared_end(POST), quoted=False, edited=False
                    ),
                ),
            ),
        ),
        origins=(
            Origin(id="o1", name="Lakeland Press", kind="agency", articles=keys[:2]),
            Origin(id="o2", name=None, kind="unknown", articles=keys[2:3]),
            Origin(id="o3", name="Echo am Abend", kind="outlet", articles=keys[3:4]),
            Origin(id="o4", name="The County Times", kind="outlet", articles=keys[4:5]),
            Origin(id="o5", name="Harsund Bladet", kind="outlet", articles=(ALONE.article.id,)),
        ),
        stories=(story, alone),
        refused=(Refusal(source="empty.txt", reason="no words in it"),),
        annotations={a.article.id: a for a in (*FIVE, ALONE)},
    )


# ---------------------------------------------------------------- fifty articles, for the budget

WORDS = (
    "river town council water morning bridge engineer report family school street light crew "
    "market signal harbour window paper answer winter field station voice number letter"
).split()
ARTICLES, WORDS_EACH, CLAIMS, ORIGINS = 50, 750, 120, 24


def _sentence(seed: int) -> str:
    """Twenty-five words, not two sentences alike."""
    words = [WORDS[(seed * 7 + i * (seed % 5 + 1)) % len(WORDS)] for i in range(23)]
    return f"Item {seed} {' '.join(words)}."


def _long(place: int, claims: int) -> Annotated:
    """An article of 750 words in 15 paragraphs; sentence ``claim`` carries that claim."""
    sentences = [_sentence(place * 100 + i) for i in range(WORDS_EACH // 25)]
    for claim in range(claims):
        if (claim * 3 + place) % 17 == 0:
            sentences[claim % len(sentences)] = _sentence(100_000 + claim)
    blocks = [("title", f"Report {place} on the river town")]
    blocks += [("body", f"{a} {b}") for a, b in zip(sentences[::2], sentences[1::2], strict=True)]
    blocks.append(("furniture", "Share | Subscribe"))
    return make(
        f"outlet-{place:02}.txt",
        blocks,
        outlet=f"Outlet {place}",
        published=f"2031-03-{4 + place // 24:02}T{place % 24:02}:10:00Z",
        url=f"https://outlet-{place}.example/river",
    )


def large(count: int = CLAIMS) -> Comparison:
    """Fifty articles of 750 words, 120 claims, 24 separate accounts."""
    reports = [_long(place, count) for place in range(ARTICLES)]
    groups: list[list[Annotated]] = [reports[place::ORIGINS] for place in range(ORIGINS)]
    origin = {a.article.id: i for i, group in enumerate(groups) for a in group}
    claims, conflicts, timeline, brief = [], [], [], []
    for number in range(count):
        words = _sentence(100_000 + number)
        evidence = tuple(says(a, words) for a in reports if words in a.article.text)
        if not evidence:
            evidence = (says(reports[number % ARTICLES], f"Report {number % ARTICLES}"),)
        behind = len({origin[e.article] for e in evidence})
        status = "corroborated" if behind > 1 else "single"
        if number % 12 == 0 and len(evidence) > 1:
            status = "disputed"
            values = tuple(
                _value(i, str(i + 10), "2031-03-04", _as_citation(e))
                for i, e in enumerate(evidence[:2])
            )
            conflicts.append(
                Conflict(
                    id=f"k{number}",
                    kind="number",
                    about=f"count of item {number}",
                    confidence=None,
                    values=values,
                    claims=(f"c{number}",),
                )
            )
        claims.append(_claim(f"c{number}", status, behind, *evidence))
        if number % 10 == 0:
            cited = tuple(_as_citation(e) for e in evidence[:4])
            timeline.append(
                TimelineEntry(when="2031-03-04", until=None, text=words, evidence=cited)
            )
            brief.append(
                BriefSentence(
                    section="agreed" if status == "corroborated" else status,
                    text=words,
                    citations=cited,
                    claims=(f"c{number}",),
                    conflict=f"k{number}" if status == "disputed" else None,
                )
            )
    story = ComparedStory(
        id="story1",
        title="The river town",
        first=reports[0].article.published,
        last=reports[-1].article.published,
        articles=tuple(a.article.id for a in reports),
        claims=tuple(claims),
        conflicts=tuple(conflicts),
        developments=(),
        quotes=_many_quotes(reports),
        actors=_many_names(reports),
        timeline=tuple(timeline),
        coverage=(),
        brief=tuple(brief),
    )
    reuse = tuple(
        Reuse(a=a.article.id, b=b.article.id, share_a=0.8, share_b=0.6, passages=())
        for group in groups
        for a, b in pairwise(group)
    )
    origins = tuple(
        Origin(id=f"o{i}", name=None, kind="outlet", articles=tuple(a.article.id for a in group))
        for i, group in enumerate(groups)
    )
    return Comparison(
        articles=tuple(ref(a) for a in reports),
        reuse=reuse,
        origins=origins,
        stories=(story,),
        refused=(),
        annotations={a.article.id: a for a in reports},
    )


def _as_citation(piece: Evidence) -> Citation:
    return Citation(article=piece.article, start=piece.start, end=piece.end, text=piece.text)


def _many_quotes(reports: Sequence[Annotated]) -> tuple[QuoteVariants, ...]:
    found = []
    for place in range(0, 40, 2):
        cut = [_words_of(a, place % 20, 8 + i) for i, a in enumerate(reports[place : place + 3])]
        found.append(
            QuoteVariants(
                id=f"q{place}", speaker=f"Speaker {place}", same_words=False, variants=tuple(cut)
            )
        )
    return tuple(found)


def _words_of(annotated: Annotated, paragraph: int, count: int) -> Variant:
    block = [b for b in annotated.article.blocks if b.kind == "body"][paragraph % 10]
    words = annotated.article.text[block.start : block.end].split(" ")[:count]
    return variant(annotated, " ".join(words))


def _many_names(reports: Sequence[Annotated]) -> tuple[Actor, ...]:
    chosen = [a for a in reports if "council water" in a.article.text]
    labels = tuple(label(a, "council water") for a in chosen)
    keys = tuple(a.article.id for a in chosen)
    return (Actor(id="p1", name="Council Water", type="person", articles=keys, labels=labels),)


def moved() -> Comparison:
    """The five reports, with one stored slice that is not what stands at its offsets."""
    whole = comparison()
    story = whole.stories[0]
    claim = story.claims[0]
    first = claim.evidence[0]
    off = msgspec.structs.replace(first, start=first.start + 1, end=first.end + 1)
    claims = (
        msgspec.structs.replace(claim, evidence=(off, *claim.evidence[1:])),
        *story.claims[1:],
    )
    changed = msgspec.structs.replace(story, claims=claims, conflicts=(), brief=())
    return msgspec.structs.replace(whole, stories=(changed, *whole.stories[1:]))


def two() -> Comparison:
    """The five reports, and a second story of two."""
    whole = comparison()
    other = make(
        "07-elsewhere.txt",
        [("body", "The library in Harsund opened late again.")],
        outlet="Harsund Nytt",
        published="2031-03-06",
    )
    second = msgspec.structs.replace(
        whole.stories[1],
        title="Library opens late",
        articles=(ALONE.article.id, other.article.id),
        claims=(
            _claim(
                "c1",
                "corroborated",
                2,
                says(ALONE, "The library in Harsund opened an hour late."),
                says(other, "The library in Harsund opened late again."),
            ),
        ),
    )
    return msgspec.structs.replace(
        whole,
        stories=(whole.stories[0], second),
        annotations={**whole.annotations, other.article.id: other},
    )
