"""The report page: one HTML file with its style and script inside, which asks for nothing else."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from rashomon.models import Comparison, Refusal
from rashomon.stages.present.places import Marks
from rashomon.stages.present.story import StoryView, alone_views, story_view
from rashomon.stages.present.words import NOT_LOCATED, SHARES, STATES, number, ranges

__all__ = ["environment", "render"]

TEMPLATES = "templates"

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff]")
"""Hebrew, Arabic and the other scripts written from right to left (Unicode bidi classes R, AL)."""


def render(comparison: Comparison) -> str:
    """The page of a comparison: stories of several articles in full, the others in a list.

    :returns: a whole HTML document. Where a stored slice is not what stands at its offsets,
        "passage not located" is printed in the place of the passage and nothing is marked.
    """
    marks = Marks(comparison.annotations)
    several = [story for story in comparison.stories if len(story.articles) > 1]
    stories = [
        story_view(comparison, story, f"s{place}", marks, trim=True)
        for place, story in enumerate(several, 1)
    ]
    page: str = (
        environment()
        .get_template("page.html.j2")
        .render(
            stories=stories,
            alone=alone_views(comparison),
            title=_title(stories),
            totals=_totals(comparison),
            refused=_refused(comparison.refused),
            unread=_unread(comparison),
            css=_asset("page.css"),
            js=_asset("page.js"),
        )
    )
    return page


def _totals(comparison: Comparison) -> dict[str, int]:
    """How many claims of the stories shown in full are in each state."""
    claims = [c for story in comparison.stories if len(story.articles) > 1 for c in story.claims]
    return {status: sum(claim.status == status for claim in claims) for status in STATES}


def _title(stories: list[StoryView]) -> str:
    if len(stories) == 1:
        return stories[0].title
    return (
        f"{number(len(stories), 'story', 'stories')} compared" if stories else "Nothing to compare"
    )


def _refused(refused: tuple[Refusal, ...]) -> list[Refusal]:
    return sorted(refused, key=lambda item: (item.source, item.reason))


def _unread(comparison: Comparison) -> int:
    return sum(not annotated.annotation.annotated for annotated in comparison.annotations.values())


def _asset(name: str) -> Markup:
    """A file of the package, trusted; it must not end the element it stands in."""
    return Markup(_read(name))


@cache
def _read(name: str) -> str:
    lines = (
        files("rashomon.stages.present").joinpath(TEMPLATES, name).read_text("utf-8").splitlines()
    )
    return "\n".join(line.strip() for line in lines if line.strip())


@cache
def environment() -> Environment:
    """The templates of the package, which escape all that they are given."""
    environment = Environment(
        loader=PackageLoader("rashomon.stages.present", TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals.update(NOT_LOCATED=NOT_LOCATED, SHARES=SHARES, STATES=STATES, number=number)
    environment.filters["bidi"] = _bidi
    environment.filters["ranges"] = ranges
    environment.filters["web"] = _web
    return environment


def _bidi(text: str) -> Markup:
    """The attribute that lets the browser find the direction, where there is a choice."""
    return Markup(' dir="auto"') if RIGHT_TO_LEFT.search(text) else Markup("")


def _web(url: str | None) -> str | None:
    """The address where it is one that a link may lead to."""
    return url if url and url.lower().startswith(("https://", "http://")) else None
