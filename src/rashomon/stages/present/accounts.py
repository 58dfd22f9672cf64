"""Names of articles and their separate accounts (origins) within one story."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rashomon.models import Article, Comparison, Origin, Story
from rashomon.names import names_of
from rashomon.stages.present.times import sort_key
from rashomon.stages.present.words import number

__all__ = ["Account", "Accounts", "accounts_of", "credits_agency"]

AGENCY_BLOCKS = ("byline", "dateline", "caption", "summary", "body")


@dataclass(frozen=True)
class Account:
    """One separate account: the articles that carry it, earliest first."""

    id: str
    name: str
    articles: tuple[str, ...]
    agency: str | None

    @property
    def others(self) -> int:
        """How many articles share the text of the first."""
        return len(self.articles) - 1

    @property
    def label(self) -> str:
        """``A +3``."""
        return f"{self.name} +{self.others}" if self.others else self.name


@dataclass(frozen=True)
class Accounts:
    """All accounts of a story, earliest first, and the name of each article."""

    all: tuple[Account, ...]
    names: Mapping[str, str]
    outlets: Mapping[str, str]

    @cached_property
    def of(self) -> dict[str, Account]:
        """The account that an article belongs to."""
        return {article: account for account in self.all for article in account.articles}

    def behind(self, articles: Sequence[str]) -> list[Account]:
        """The accounts of these articles, in the order of the story."""
        wanted = {self.of[article].id for article in articles if article in self.of}
        return [account for account in self.all if account.id in wanted]

    def outlet_count(self, articles: Sequence[str]) -> int:
        """How many outlets these articles come from; an article without one counts as one."""
        return len({self.outlets[article] for article in articles if article in self.outlets})

    @cached_property
    def head(self) -> str:
        """``12 outlets, 7 separate accounts``."""
        outlets = self.outlet_count(list(self.names))
        words = [number(outlets, "outlet"), number(len(self.all), "separate account")]
        if outlets != len(self.names):
            words.insert(0, number(len(self.names), "article"))
        return ", ".join(words)


def accounts_of(comparison: Comparison, story: Story) -> Accounts:
    """The separate accounts of a story. An article in no origin is an account by itself."""
    articles = [comparison.annotations[key].article for key in story.articles]
    names = names_of(articles)
    by_id = {article.id: article for article in articles}
    left = dict.fromkeys(by_id)
    found = []
    for origin in comparison.origins:
        members = [key for key in origin.articles if key in left]
        for key in members:
            left.pop(key)
        if members:
            found.append(_account(origin, members, by_id, names))
    found += [Account(f"alone:{key}", names[key], (key,), None) for key in left]
    places = {key: place for place, key in enumerate(by_id)}
    found.sort(key=lambda account: (_time(by_id, account.articles[0]), places[account.articles[0]]))
    outlets = {article.id: article.outlet or article.id for article in articles}
    return Accounts(tuple(found), names, outlets)


def _time(by_id: Mapping[str, Article], key: str) -> tuple[int, float, str]:
    return sort_key(by_id[key].published)


def _account(
    origin: Origin, members: Sequence[str], by_id: Mapping[str, Article], names: Mapping[str, str]
) -> Account:
    ordered = sorted(members, key=lambda key: (_time(by_id, key), list(by_id).index(key)))
    agency = origin.name if origin.kind == "agency" else None
    return Account(origin.id, names[ordered[0]], tuple(ordered), agency)


def credits_agency(article: Article, agency: str) -> bool:
    """Whether the article itself names the agency."""
    pattern = re.compile(rf"(?<!\w){re.escape(agency)}(?!\w)")
    return any(
        pattern.search(article.text, block.start, block.end)
        for block in article.blocks
        if block.kind in AGENCY_BLOCKS
    )
