"""The brief alone: a line a story for feeds, plain text, Markdown, one HTML page.

Every form names beside each sentence whose account it stands on; text and Markdown give the
places, the page the passages themselves.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rashomon.models import BriefSection, BriefSentence, Citation, ComparedStory, Comparison
from rashomon.offsets import recut
from rashomon.stages.present.accounts import Accounts, accounts_of
from rashomon.stages.present.html import environment
from rashomon.stages.present.markdown import escaped
from rashomon.stages.present.words import listed, number

__all__ = ["FORMS", "lines", "markdown", "page", "plain"]

HEADS: dict[BriefSection, str] = {
    "agreed": "What separate accounts agree on",
    "disputed": "Where accounts differ",
    "single": "What one account tells",
    "said": "Who said what",
    "background": "Background",
}
COLUMNS = 80
NOTHING = "No brief was written: no sentence could be tied to passages."
REWORDED = "worded by a model"


@dataclass(frozen=True)
class Cited:
    """A passage: the name of its article, where it stands, and its words."""

    name: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Told:
    """A sentence with what it stands on."""

    text: str
    cited: tuple[Cited, ...]
    rewritten: bool

    @property
    def names(self) -> str:
        """The names of the articles, each once."""
        return listed(list(dict.fromkeys(c.name for c in self.cited)))


@dataclass(frozen=True)
class Section:
    """A section of a brief that holds something."""

    head: str
    told: tuple[Told, ...]


@dataclass(frozen=True)
class View:
    """A story's brief."""

    title: str
    head: str
    sections: tuple[Section, ...]

    @property
    def first(self) -> Told | None:
        """The sentence that stands for all."""
        return self.sections[0].told[0] if self.sections else None


def _views(comparison: Comparison) -> list[View]:
    """The stories told by several reports; all of them where there is none.

    :raises OffsetError: a stored slice is not what stands at its offsets.
    """
    several = [s for s in comparison.stories if len(s.articles) > 1]
    return [_view(comparison, story) for story in several or comparison.stories]


def _view(comparison: Comparison, story: ComparedStory) -> View:
    accounts = accounts_of(comparison, story)
    found: dict[BriefSection, list[Told]] = {}
    for sentence in story.brief:
        cited = tuple(_cited(c, comparison, accounts) for c in sentence.citations)
        found.setdefault(sentence.section, []).append(_told(sentence, cited))
    sections = tuple(Section(HEADS[name], tuple(told)) for name, told in found.items())
    return View(_line(story.title or "Story without a title"), accounts.head, sections)


def _told(sentence: BriefSentence, cited: tuple[Cited, ...]) -> Told:
    return Told(_line(sentence.text), cited, sentence.rewritten)


def _cited(citation: Citation, comparison: Comparison, accounts: Accounts) -> Cited:
    article = comparison.annotations[citation.article].article
    span = (citation.start, citation.end)
    text = recut(article.text, [span], citation.text, f"brief, {citation.article}")
    return Cited(accounts.names[citation.article], *span, _line(text))


def _line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def lines(comparison: Comparison) -> str:
    """One line a story, for feeds: what stands first in the brief, and how many accounts there are.

    :raises OffsetError: a stored slice is not what stands at its offsets.
    """
    return "".join(f"{_summary(view)}\n" for view in _views(comparison))


def _summary(view: View) -> str:
    told = view.first.text if view.first else view.title
    return f"{told} ({view.head})"


def plain(comparison: Comparison) -> str:
    """Plain text, 80 columns wide.

    :raises OffsetError: a stored slice is not what stands at its offsets.
    """
    return "\n".join("\n".join(_plain(view)) + "\n" for view in _views(comparison))


def _plain(view: View) -> Iterator[str]:
    yield from textwrap.wrap(view.title, COLUMNS)
    yield view.head
    if not view.sections:
        yield from ("", NOTHING)
    for section in view.sections:
        yield from ("", section.head)
        for told in section.told:
            yield from _wrapped(told.text, "- ", "  ")
            yield from _wrapped(f"[{_places(told)}]{_mark(told)}", "  ", "  ")


def _wrapped(text: str, first: str, later: str) -> list[str]:
    return textwrap.wrap(text, COLUMNS, initial_indent=first, subsequent_indent=later)


def _places(told: Told) -> str:
    """``Mail 0-81; Post 12-60, 99-130``."""
    by_name: dict[str, list[str]] = {}
    for one in told.cited:
        by_name.setdefault(one.name, []).append(f"{one.start}-{one.end}")
    return "; ".join(f"{name} {', '.join(places)}" for name, places in by_name.items())


def _mark(told: Told) -> str:
    return f" ({REWORDED})" if told.rewritten else ""


def markdown(comparison: Comparison) -> str:
    """CommonMark; all words of the sources are escaped.

    :raises OffsetError: a stored slice is not what stands at its offsets.
    """
    found = [line for view in _views(comparison) for line in _marked(view)]
    return "\n".join(found).rstrip() + "\n"


def _marked(view: View) -> Iterator[str]:
    yield from (f"# {escaped(view.title)}", "", f"**{view.head}**", "")
    if not view.sections:
        yield from (NOTHING, "")
    for section in view.sections:
        yield from (f"## {section.head}", "")
        for told in section.told:
            yield f"- {escaped(told.text)} \\[{escaped(_places(told))}\\]{_mark(told)}"
        yield ""


def page(comparison: Comparison) -> str:
    """One HTML page that asks for nothing else; each sentence opens to the passages it stands on.

    :raises OffsetError: a stored slice is not what stands at its offsets.
    """
    views = _views(comparison)
    title = views[0].title if len(views) == 1 else number(len(views), "story", "stories")
    template = environment().get_template("brief.html.j2")
    made: str = template.render(views=views, title=title, nothing=NOTHING, reworded=REWORDED)
    return made


FORMS: dict[str, Callable[[Comparison], str]] = {
    "line": lines,
    "text": plain,
    "markdown": markdown,
    "html": page,
}
"""The forms of a brief by name, JSON aside."""
