"""Claims of a story: their order, their state in words, and the matrix by separate accounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rashomon.models import Citation, Claim, ComparedStory, Conflict, ConflictValue, Evidence
from rashomon.offsets import overlap
from rashomon.stages.present.accounts import Account, Accounts
from rashomon.stages.present.places import Marks, Place
from rashomon.stages.present.words import NOT_COMPARED, STATES, State, listed, number

__all__ = [
    "Cell",
    "ClaimRow",
    "Entry",
    "Group",
    "Note",
    "accounts_behind",
    "claim_rows",
    "conflict_of",
    "note_of",
    "ordered",
    "totals",
    "value_line",
    "values_in_order",
]

WIDEST = 1500
"""Cells of a matrix (rows by columns) up to which each blank is a cell of its own; beyond it,
neighbouring blanks of a row are one cell, so that fifty articles stay within 8,000 elements."""

WIDE = 8
"""Columns beyond which a sheet of paper cannot hold the table: printed, each row becomes a
paragraph whose cells name their accounts."""

RANK = {"disputed": 0, "corroborated": 1, "single": 2}
STANCES = {"supports": "says so", "partly": "partly", "conflicts": "differs"}


@dataclass(frozen=True)
class Note:
    """A state with what is behind it, and whether outlets behind it share text."""

    state: State
    detail: str
    shares: bool = False

    @property
    def line(self) -> str:
        """``Agreed: 4 separate accounts (6 outlets)``."""
        return f"{self.state.word}: {self.detail}" if self.detail else self.state.word


@dataclass(frozen=True)
class Entry:
    """One citation in a cell: the value or the stance in words, and who is quoted for it."""

    words: str
    said_by: str | None
    place: Place


@dataclass(frozen=True)
class Group:
    """Citations in a cell that say the same, the first in words; who is quoted for them."""

    entries: tuple[Entry, ...]
    said_by: str | None


@dataclass(frozen=True)
class Cell:
    """What one account says on a claim; ``span`` neighbouring blanks stand as one.

    ``account`` is named where the table is too wide to be printed as one.
    """

    groups: tuple[Group, ...]
    span: int = 1
    account: str | None = None


@dataclass(frozen=True)
class ClaimRow:
    """A claim with its number on the page and a cell for each account."""

    anchor: str
    number: int
    text: str
    note: Note
    cells: tuple[Cell, ...]

    @property
    def places(self) -> list[Place]:
        """All places that the row cites, by column."""
        groups = [group for cell in self.cells for group in cell.groups]
        return [entry.place for group in groups for entry in group.entries]


def conflict_of(story: ComparedStory) -> dict[str, tuple[int, Conflict]]:
    """The first conflict that each claim is in, with its place."""
    found: dict[str, tuple[int, Conflict]] = {}
    for place, conflict in enumerate(story.conflicts):
        for claim in conflict.claims:
            found.setdefault(claim, (place, conflict))
    return found


def ordered(story: ComparedStory, accounts: Accounts) -> list[Claim]:
    """Differing claims first, by conflict; then by number of accounts; then as they come."""
    conflicts = conflict_of(story)
    columns = {account.id: place for place, account in enumerate(accounts.all)}

    def key(claim: Claim) -> tuple[int, int, int, int]:
        conflict = conflicts[claim.id][0] if claim.id in conflicts else len(story.conflicts)
        behind = accounts_behind(claim, accounts)
        first = columns[behind[0].id] if behind else len(columns)
        many = -len(behind)
        return (RANK[claim.status], conflict if claim.status == "disputed" else 0, many, first)

    return sorted(story.claims, key=key)


def accounts_behind(claim: Claim, accounts: Accounts) -> list[Account]:
    """The separate accounts that say so, from the claim's evidence."""
    return accounts.behind(_saying(claim))


def _saying(claim: Claim) -> list[str]:
    """The articles that say so; all that are cited where none does."""
    saying = [piece.article for piece in claim.evidence if piece.stance != "conflicts"]
    return saying or [piece.article for piece in claim.evidence]


def totals(story: ComparedStory) -> list[tuple[State, int]]:
    """How many claims are in each state."""
    return [
        (state, sum(claim.status == status for claim in story.claims))
        for status, state in STATES.items()
    ]


def note_of(
    claim: Claim, accounts: Accounts, conflicts: Mapping[str, tuple[int, Conflict]]
) -> Note:
    """The claim's state in the words of the page."""
    behind = accounts_behind(claim, accounts)
    outlets = accounts.outlet_count(_saying(claim))
    shares = outlets > len(behind)
    state = STATES[claim.status]
    if claim.status == "disputed" and claim.id in conflicts:
        return Note(state, value_line(conflicts[claim.id][1], accounts), shares)
    if claim.status == "single" and len(behind) == 1:
        return Note(state, f"only {behind[0].label if shares else behind[0].name}", shares)
    if claim.status == "single" and claim.derivation and claim.derivation[0].name:
        # several reports, of which all but one, or all, only repeat it
        return Note(state, f"only {claim.derivation[0].name}, in {number(outlets, 'outlet')}")
    outlet_words = f" ({number(outlets, 'outlet')})" if shares else ""
    return Note(state, number(claim.origins, "separate account") + outlet_words, shares)


def values_in_order(
    conflict: Conflict, accounts: Accounts
) -> list[tuple[ConflictValue, list[Account]]]:
    """Values by number of separate accounts, then by the earliest of them."""
    columns = {account.id: place for place, account in enumerate(accounts.all)}
    found = [
        (value, accounts.behind([e.article for e in value.evidence])) for value in conflict.values
    ]
    return sorted(
        found,
        key=lambda pair: (-len(pair[1]), columns[pair[1][0].id] if pair[1] else len(columns)),
    )


def value_line(conflict: Conflict, accounts: Accounts) -> str:
    """``12 (A, C), 14 (B)``."""
    return ", ".join(
        f"{value.text} ({listed([account.name for account in behind], 3)})"
        for value, behind in values_in_order(conflict, accounts)
    )


def note_of_places(articles: Sequence[str], accounts: Accounts) -> Note:
    """The state of something that is no claim, from the articles that are cited for it."""
    behind = accounts.behind(articles)
    outlets = accounts.outlet_count(articles)
    shares = outlets > len(behind)
    if len(behind) > 1:
        outlet_words = f" ({number(outlets, 'outlet')})" if shares else ""
        return Note(
            STATES["corroborated"], f"{len(behind)} separate accounts{outlet_words}", shares
        )
    if behind:
        return Note(STATES["single"], f"only {behind[0].name}", shares)
    return Note(NOT_COMPARED, "")


def claim_rows(
    story: ComparedStory, accounts: Accounts, marks: Marks, prefix: str
) -> list[ClaimRow]:
    """The matrix, row by row."""
    conflicts = conflict_of(story)
    claims = ordered(story, accounts)
    merge = len(claims) * len(accounts.all) > WIDEST
    rows = []
    for place, claim in enumerate(claims, 1):
        anchor = f"{prefix}c{place}"
        back = (anchor, f"claim {place}")
        note = note_of(claim, accounts, conflicts)
        entries = _entries(claim, accounts, marks, (back, note.state.code))
        if claim.status == "disputed" and claim.id in conflicts:
            entries |= _values(conflicts[claim.id][1], claim, accounts, marks)
        cells = _cells(accounts, entries, merge)
        rows.append(ClaimRow(anchor, place, claim.text, note, tuple(cells)))
    return rows


def _entries(
    claim: Claim, accounts: Accounts, marks: Marks, drawn: tuple[tuple[str, str], str]
) -> dict[str, list[Entry]]:
    back, state = drawn
    entries: dict[str, list[Entry]] = {}
    for piece in claim.evidence:
        if piece.article in accounts.of:
            place = _cite(piece, marks, back, state)
            entry = Entry(STANCES[piece.stance], piece.said_by, place)
            entries.setdefault(accounts.of[piece.article].id, []).append(entry)
    return entries


def _cite(piece: Evidence, marks: Marks, back: tuple[str, str], state: str) -> Place:
    spans = [(piece.start, piece.end)]
    return marks.cite(piece.article, spans, piece.text, state=state, back=back)


def _values(
    conflict: Conflict, claim: Claim, accounts: Accounts, marks: Marks
) -> dict[str, list[Entry]]:
    """The value that each account gives, which stands in the place of a bare stance."""
    given: dict[str, list[Entry]] = {}
    for value in conflict.values:
        for piece in value.evidence:
            if piece.article not in accounts.of:
                continue
            spans = [(piece.start, piece.end)]
            place = marks.cite(piece.article, spans, piece.text, state="d")
            found = given.setdefault(accounts.of[piece.article].id, [])
            if all(entry.words != value.text for entry in found):
                found.append(Entry(value.text, _speaker(piece, claim), place))
    return given


def _speaker(value: Citation, claim: Claim) -> str | None:
    """Who is quoted for a value: the speaker of the claim's evidence that it overlaps."""
    for piece in claim.evidence:
        shared = overlap((piece.start, piece.end), (value.start, value.end))
        if piece.article == value.article and shared:
            return piece.said_by
    return None


def _worded(account: Account, entries: Sequence[Entry], accounts: Accounts) -> tuple[Group, ...]:
    """Entries of one wording and one speaker together; other outlets than the first are named."""
    first = account.articles[0]
    groups: dict[tuple[str, str | None], list[Entry]] = {}
    for entry in sorted(entries, key=lambda e: _rank(e, account)):
        groups.setdefault((entry.words, entry.said_by), []).append(entry)
    out = []
    for (words, said), found in groups.items():
        named = [
            Entry(
                "" if e.place.article == first else accounts.names[e.place.article], None, e.place
            )
            for e in found
        ]
        lead = Entry(" ".join(filter(None, (words, named[0].words))), None, named[0].place)
        out.append(Group((lead, *named[1:]), said))
    return tuple(out)


def _rank(entry: Entry, account: Account) -> tuple[int, int]:
    """Supporting passages before partial ones, the account's first report first."""
    stances = list(STANCES.values())
    stance = stances.index(entry.words) if entry.words in stances else -1
    return stance, account.articles.index(entry.place.article)


def _cells(accounts: Accounts, entries: Mapping[str, list[Entry]], merge: bool) -> list[Cell]:
    cells: list[Cell] = []
    wide = len(accounts.all) > WIDE
    for account in accounts.all:
        found = _worded(account, entries.get(account.id, ()), accounts)
        if merge and not found and cells and not cells[-1].groups:
            cells[-1] = Cell((), cells[-1].span + 1)
        else:
            cells.append(Cell(found, account=account.label if wide and found else None))
    return cells
