"""The comparison as Markdown: the regions of the page without the articles in full."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rashomon.models import Comparison
from rashomon.stages.present.claims import ClaimRow, Note
from rashomon.stages.present.places import Marks, Place, by_article
from rashomon.stages.present.regions import Differing, Told
from rashomon.stages.present.story import ArticleView, StoryView, alone_views, story_view
from rashomon.stages.present.words import SHARES, number, ranges

__all__ = ["escaped", "render"]

SPECIAL = re.compile(r"([\\`*_\[\]|<>~&$])")
OPENERS = re.compile(r"^(?:([#+\-=])|(\d+)([.)]))")
"""What would begin a heading, a list or a rule at the head of a block."""


def render(comparison: Comparison) -> str:
    """CommonMark; all words of the sources are escaped.

    :raises OffsetError: a stored slice is not what stands at its offsets.
    """
    marks = Marks(comparison.annotations, strict=True)
    several = [story for story in comparison.stories if len(story.articles) > 1]
    lines: list[str] = []
    for place, story in enumerate(several, 1):
        lines += _story(story_view(comparison, story, f"s{place}", marks))
    if not several:
        lines += ["# Nothing to compare", ""]
    alone = alone_views(comparison)
    if alone:
        lines += ["## Reports alone", ""]
        lines += [f"- {_e(a.title)} ({_e(a.name)}, {a.published})" for a in alone]
        lines.append("")
    for refusal in comparison.refused:
        lines.append(f"- Not used: {_e(refusal.source)}: {_e(refusal.reason)}")
    return "\n".join(lines).rstrip() + "\n"


def escaped(text: str) -> str:
    """One line in which nothing is markup."""
    plain = SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return OPENERS.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", plain)


_e = escaped


def _story(view: StoryView) -> Iterator[str]:
    yield from (f"# {_e(view.title)}", "", f"**{view.accounts.head}**")
    if view.period:
        yield from ("", view.period)
    totals = ", ".join(f"{state.glyph} {state.word}: {count}" for state, count in view.totals)
    yield from ("", totals)
    if view.unsure:
        yield from ("", _e(view.unsure))
    yield from ("", "## Brief", "")
    for place, line in enumerate(view.brief, 1):
        yield f"{place}. {_e(line.text)} {_note(line.note)} {_cites(line.told)}"
    yield from ("", "## Where accounts differ", "")
    yield from _differing(view.conflicts, "No differing values were found.")
    if view.developments:
        yield from ("", "## Updated by later reports", "")
        yield from _differing(view.developments, "")
    yield from ("", "## Claims", "")
    for row in view.rows:
        yield from _claim(row)
    yield from _quotations(view)
    yield from _timeline(view)
    yield from ("", "## Shared text", "")
    yield from [f"- {_e(line)}" for line in view.shared.lines] or ["No two reports share text."]
    yield from ("", "## Reports", "")
    for article in view.articles:
        yield from _article(article)
    yield ""


def _note(note: Note) -> str:
    shares = f" {SHARES.glyph} {SHARES.word}" if note.shares else ""
    return f"**{note.state.glyph} {_e(note.line)}**{shares}"


def _cites(told: Sequence[Told]) -> str:
    return " ".join(_cite(one.places) for one in told)


def _cite(places: Sequence[Place]) -> str:
    return "\\[" + ", ".join(f"{_e(name)} {labels}" for name, labels in by_article(places)) + "\\]"


def _differing(found: Sequence[Differing], none: str) -> Iterator[str]:
    if not found:
        yield none
    for item in found:
        yield from (f"### {_e(item.about)} ({item.kind})", "")
        for value in item.values:
            yield f"- **{_e(value.text)}**: {number(value.accounts, 'separate account')}"
            for one in value.told:
                first = one.places[0].context
                words = f"“{_e(first.before + first.hit + first.after)}” " if first else ""
                yield f"  - {words}{_cite(one.places)} {one.published}"
        yield ""


def _claim(row: ClaimRow) -> Iterator[str]:
    yield f"{row.number}. {_e(row.text)} {_note(row.note)} {_cite(row.places)}"


def _quotations(view: StoryView) -> Iterator[str]:
    several = [quote for quote in view.quotations if quote.several]
    yield from ("", "## Quotations", "")
    if not several:
        yield "No quotation stands in two or more reports."
    for quote in several:
        yield from (f"### {_e(quote.speaker or 'Speaker not named')}", "")
        for wording in quote.wordings:
            yield f"- “{_e(wording.text)}” {_cite(wording.places)}"
        yield ""


def _timeline(view: StoryView) -> Iterator[str]:
    yield from ("", "## Timeline", "")
    for item in view.timeline:
        yield f"- **{_e(item.when)}**: {_e(item.text)} {_cites(item.told)}"
    if not view.timeline:
        yield "No dated happenings were found."


def _article(view: ArticleView) -> Iterator[str]:
    address = view.article.url or view.article.source
    title = _e(view.article.title or "")
    yield f"- {_e(view.name)}: {title} ({view.published}), {_e(address)}"
    for words, claims, _ in view.coverage:
        yield f"  - {words}: {'claims' if len(claims) != 1 else 'claim'} {ranges(claims)}"
    if view.voices:
        yield f"  - Quotes {_e(view.voices)}"
