"""One row for each piece of evidence of each claim, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from rashomon.models import Claim, ComparedStory, Comparison
from rashomon.offsets import recut
from rashomon.stages.present.accounts import Accounts, accounts_of
from rashomon.stages.present.places import paragraphs

__all__ = ["COLUMNS", "render"]

COLUMNS = (
    "story",
    "story_title",
    "claim",
    "claim_text",
    "status",
    "separate_accounts",
    "confidence",
    "account",
    "outlet",
    "published",
    "stance",
    "said_by",
    "passage",
    "paragraph",
    "article",
    "start",
    "end",
    "source",
    "url",
)

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make spreadsheets run a cell; such cells get an apostrophe in front
(OWASP, CSV injection). ``start`` and ``end`` always cut the passage itself."""


def render(comparison: Comparison) -> str:
    """A header and one row for each piece of evidence, RFC 4180, line ends CR LF.

    :raises OffsetError: a stored slice is not what stands at its offsets.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for story in comparison.stories:
        accounts = accounts_of(comparison, story)
        for claim in story.claims:
            for row in _rows(comparison, story, accounts, claim):
                writer.writerow([_inert(cell) for cell in row])
    return out.getvalue()


def _rows(
    comparison: Comparison, story: ComparedStory, accounts: Accounts, claim: Claim
) -> Iterator[tuple[object, ...]]:
    for piece in claim.evidence:
        article = comparison.annotations[piece.article].article
        passage = recut(article.text, [(piece.start, piece.end)], piece.text, claim.id)
        labels = [label for block, label in paragraphs(article) if block.start <= piece.start]
        yield (
            story.id,
            story.title,
            claim.id,
            claim.text,
            claim.status,
            claim.origins,
            claim.confidence,
            accounts.of[piece.article].label,
            article.outlet,
            article.published,
            piece.stance,
            piece.said_by,
            passage,
            labels[-1] if labels else None,
            article.id,
            piece.start,
            piece.end,
            article.source,
            article.url,
        )


def _inert(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
