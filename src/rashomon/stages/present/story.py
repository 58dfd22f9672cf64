"""Everything that the page shows of one story, in the order of its regions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rashomon.models import Article, ComparedStory, Comparison, Coverage
from rashomon.names import names_of
from rashomon.stages.present.accounts import Accounts, accounts_of, credits_agency
from rashomon.stages.present.claims import ClaimRow, claim_rows, ordered, totals
from rashomon.stages.present.flow import Fold, Paragraph, flow
from rashomon.stages.present.places import Marks
from rashomon.stages.present.quotations import Quotation, quotations
from rashomon.stages.present.regions import Differing, Happening, Line, Person, Regions
from rashomon.stages.present.sharing import Shared, shared_spans, shared_text
from rashomon.stages.present.times import before, spoken
from rashomon.stages.present.trim import Left, trimmed
from rashomon.stages.present.words import State, left_out, listed

__all__ = ["AloneView", "ArticleView", "StoryView", "alone_views", "story_view"]


@dataclass(frozen=True)
class ArticleView:
    """An article in full with what is known of it."""

    anchor: str
    name: str
    article: Article
    published: str
    credit: str | None
    account: str
    others: tuple[str, ...]
    earliest: str | None
    flow: tuple[Paragraph | Fold, ...]
    coverage: tuple[tuple[str, tuple[int, ...], int], ...]
    voices: str
    unread: str | None


@dataclass(frozen=True)
class StoryView:
    """One story on the page; ``prefix`` begins its ids."""

    prefix: str
    title: str
    accounts: Accounts
    period: str
    totals: tuple[tuple[State, int], ...]
    brief: tuple[Line, ...]
    conflicts: tuple[Differing, ...]
    developments: tuple[Differing, ...]
    rows: tuple[ClaimRow, ...]
    quotations: tuple[Quotation, ...]
    people: tuple[Person, ...]
    timeline: tuple[Happening, ...]
    shared: Shared
    articles: tuple[ArticleView, ...]
    left: Left
    unsure: str

    @property
    def regions(self) -> list[tuple[str, str, int | None]]:
        """The regions in their order: anchor, words, how much is in it."""
        return [
            ("brief", "Brief", None),
            ("differ", "Where accounts differ", len(self.conflicts)),
            ("claims", "Claims by separate account", len(self.rows) + self.left.claims),
            ("quotes", "Quotations", len(self.quotations) + self.left.quotations),
            ("names", "Names", len(self.people) + self.left.people),
            ("timeline", "Timeline", len(self.timeline) + self.left.timeline),
            ("shared", "Shared text", len(self.shared.lines)),
            ("articles", "Articles in full", len(self.articles)),
        ]


@dataclass(frozen=True)
class AloneView:
    """A report that no other report is set beside."""

    name: str
    title: str
    published: str
    url: str | None


def alone_views(comparison: Comparison) -> list[AloneView]:
    """The articles of the stories of one article, in the order of the stories."""
    articles = [
        comparison.annotations[story.articles[0]].article
        for story in comparison.stories
        if len(story.articles) == 1
    ]
    names = names_of(articles)
    return [
        AloneView(
            names[article.id],
            article.title or article.source,
            spoken(article.published),
            article.url,
        )
        for article in articles
    ]


def story_view(
    comparison: Comparison,
    whole: ComparedStory,
    prefix: str,
    marks: Marks,
    *,
    trim: bool = False,
) -> StoryView:
    """The view of a story; with ``trim`` no more of it than the page can hold.

    Articles are written last, when all their marks are known.
    """
    story, left = whole, Left()
    articles = {key: comparison.annotations[key].article for key in story.articles}
    accounts = accounts_of(comparison, story)
    if trim:
        story, left = trimmed(whole, accounts)
    marks.names.update(accounts.names)
    rows = claim_rows(story, accounts, marks, prefix)
    numbers = {
        claim.id: row.number for claim, row in zip(ordered(story, accounts), rows, strict=True)
    }
    regions = Regions(story, articles, accounts, marks, prefix)
    return StoryView(
        prefix=prefix,
        title=story.title or "Untitled story",
        accounts=accounts,
        period=_period(story),
        totals=tuple(totals(whole)),
        brief=tuple(regions.brief()),
        conflicts=tuple(regions.differing(story.conflicts, "d", numbers)),
        developments=tuple(regions.differing(story.developments, "u", numbers)),
        rows=tuple(rows),
        quotations=tuple(quotations(story, accounts, marks, prefix)),
        people=tuple(regions.names()),
        timeline=tuple(regions.timeline()),
        shared=shared_text(comparison, accounts, articles),
        articles=tuple(_articles(comparison, story, accounts, (marks, prefix, numbers))),
        left=left,
        unsure=left_out(whole.hidden),
    )


def _period(story: ComparedStory) -> str:
    if not story.first:
        return ""
    if not story.last or story.last == story.first:
        return f"published {spoken(story.first)}"
    return f"published {spoken(story.first)} to {spoken(story.last)}"


def _articles(
    comparison: Comparison,
    story: ComparedStory,
    accounts: Accounts,
    drawn: tuple[Marks, str, Mapping[str, int]],
) -> list[ArticleView]:
    marks, prefix, numbers = drawn
    coverage = {entry.article: entry for entry in story.coverage}
    views: list[ArticleView] = []
    for account in accounts.all:
        for key in account.articles:
            annotated = comparison.annotations[key]
            article = annotated.article
            credit = account.agency
            views.append(
                ArticleView(
                    anchor=f"{prefix}a{len(views) + 1}",
                    name=accounts.names[key],
                    article=article,
                    published=spoken(article.published),
                    credit=credit if credit and credits_agency(article, credit) else None,
                    account=account.name,
                    others=tuple(accounts.names[k] for k in account.articles if k != key),
                    earliest=_earliest(key, account.articles, comparison, story),
                    flow=tuple(flow(article, marks.of(key), shared_spans(comparison, key))),
                    coverage=_coverage(coverage.get(key), numbers),
                    voices=_voices(coverage.get(key)),
                    unread=None if annotated.annotation.annotated else annotated.annotation.reason,
                )
            )
    return views


def _earliest(
    key: str, sharing: Sequence[str], comparison: Comparison, story: ComparedStory
) -> str | None:
    """In words, where the article was certainly published before all others of the story, or
    before all others that share its text; None where it was not, or where that is open."""
    times = {k: comparison.annotations[k].article.published for k in story.articles}
    if all(before(times[key], times[k]) for k in story.articles if k != key):
        return "Earliest in this collection"
    others = [k for k in sharing if k != key]
    if others and all(before(times[key], times[k]) for k in others):
        return "Earliest in this collection with this text"
    return None


def _coverage(
    entry: Coverage | None, numbers: Mapping[str, int]
) -> tuple[tuple[str, tuple[int, ...], int], ...]:
    """Words, the numbers of the claims on the page, and how many more are not on it."""
    if entry is None:
        return ()
    late = tuple(one.claim for one in entry.late)
    named = (
        ("Leads with", entry.lead),
        ("Only here", entry.only_here),
        ("In the second half, though another account leads with it", late),
        ("Not mentioned, though two or more separate accounts have it", entry.left_out),
    )
    found = [
        (w, tuple(sorted(numbers[k] for k in keys if k in numbers)), keys) for w, keys in named
    ]
    return tuple((words, claims, len(keys) - len(claims)) for words, claims, keys in found if keys)


MOST_VOICES = 8
"""Names of quoted people that are shown; how many more there are is said."""


def _voices(entry: Coverage | None) -> str:
    """``Ida Brask ×3, Ole Brask, somebody without a name ×2``; nothing where nobody is quoted."""
    if entry is None:
        return ""
    named = [
        f"{one.name or 'somebody not named'}{f' ×{one.quotes}' if one.quotes > 1 else ''}"
        for one in entry.voices
    ]
    return listed(named, MOST_VOICES)
