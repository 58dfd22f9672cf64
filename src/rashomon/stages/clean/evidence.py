"""The evidence of the model for one unit, in a few plain words: for a person who asks why."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.models import Block
from rashomon.stages.clean.features import NAMES, Matrix, features
from rashomon.stages.clean.kinds import BY_MODEL
from rashomon.stages.clean.model import BodyModel
from rashomon.stages.clean.units import Unit

__all__ = ["evidence", "with_evidence"]

SHOWN = 3
"""Features that are named."""
ABSENT = ("marked", "worded", "starts_lower", "stop_other", "odd")
"""Features that tell nothing to a person where there is none."""
LEAST = 0.1
"""Log odds that a feature moves at least to be named."""
PLAIN = {
    "words": "length", "letters": "word length", "lower": "lower case", "title": "capitals",
    "upper": "words in capitals", "digits": "figures", "common": "function words",
    "commas": "commas", "small": "short words", "content": "content words",
    "reader": "talk to the reader", "self": "first person", "comment": "words of comments",
    "related": "words of teasers", "social": "share buttons", "legal": "legal words",
    "subscribe": "subscription words", "author": "words about authors",
    "picture": "words about pictures", "time": "times", "said": "verbs of saying",
    "ad": "words of advertisements", "stop": "full stops", "stop_other": "loose ends",
    "starts_lower": "small first letter", "starts_alnum": "first sign", "quote": "quotation marks",
    "odd": "odd signs", "worded": "wording of buttons", "marked": "marks", "gap": "blank lines",
    "line_units": "sentences in the line", "line_words": "length of the line",
    "line_sentence": "sentences in the line", "line_common": "function words of the line",
    "at_line_start": "place in the line", "at_line_end": "place in the line",
    "in_line": "place in the line", "echo": "words said again",
    "in_title": "words of the headline", "from_title": "place under the headline",
    "copies": "copies", "like_last": "likeness to the last line",
    "known": "words said again", "known_core": "words of the main text",
    "said_before": "words said before", "said_after": "words said again",
    "said_near": "words said nearby", "said_just_before": "words said just before",
    "said_just_after": "words said just after", "mass": "sentences", "place": "place",
    "from_start": "place", "from_end": "place", "in_segment": "main text",
    "to_segment": "main text ahead", "after_segment": "main text behind",
    "mass_before": "text before", "mass_after": "text after", "density": "sentences on the page",
    "words_since": "words since a sentence", "words_until": "words until a sentence",
}  # fmt: skip
BASE = re.compile(
    r"(?P<marker>since|until)_(?P<about>(?!\d)[a-z]+)$|(?P<name>[a-z_]+?)"
    r"(?:(?P<shift>[+-]\d)|_(?P<side>before|after)(?P<size>\d+))?$"
)


def with_evidence(
    blocks: Sequence[Block], units: Sequence[Unit], model: BodyModel
) -> tuple[Block, ...]:
    """Blocks whose reasons name what weighed most where the model judged.

    :param units: the units of the text as the model saw them, their certain wording told.
    """
    rows = dict(zip((unit.start for unit in units), features([units]), strict=True))
    return tuple(_explained(block, rows.get(block.start), model) for block in blocks)


def _explained(block: Block, row: Matrix | None, model: BodyModel) -> Block:
    if row is None or not (block.reason or "").startswith(BY_MODEL):
        return block
    named = evidence(row, model, block.kind != "furniture")
    reason = f"{block.reason}: {', '.join(named)}" if named else block.reason
    return Block(kind=block.kind, start=block.start, end=block.end, reason=reason)


def evidence(row: Matrix, model: BodyModel, reporting: bool) -> list[str]:
    """The features that moved the judgement most towards what it came out as."""
    sign = 1 if reporting else -1
    moved: dict[str, float] = {}
    for name, weight in model.contributions(row).items():
        if name in ABSENT and not row[NAMES.index(name)]:
            continue
        plain = _plain(name)
        moved[plain] = moved.get(plain, 0.0) + sign * weight
    order = sorted(moved, key=lambda name: (-moved[name], name))
    return [name for name in order[:SHOWN] if moved[name] >= LEAST]


def _plain(name: str) -> str:
    match = BASE.match(name)
    if match is None or name in PLAIN:
        return PLAIN.get(name, name)
    if match["marker"]:
        where = "before" if match["marker"] == "since" else "after"
        return f"{PLAIN.get(match['about'], match['about'])} {where} it"
    about = PLAIN.get(match["name"], match["name"])
    if match["shift"]:
        return f"{about} of the line {'after' if match['shift'][0] == '+' else 'before'}"
    return f"{about} {match['side']}" if match["side"] else about
