"""Scores times and quantities against ``evals/gold``, with dateparser and text2num beside.

    python evals/score_expressions.py [--half open|held] [--misses FILE] [--peers]

The gold was written by somebody who had not seen the code; its README tells the conventions that
are followed here. ``held`` is opened once for the figure that is reported; after that it is no
first opening. Found and gold items are matched by overlap (with the core of the gold item where
it has one), one to one. A time is right where value and until are right; a quantity where value,
upper, unit and modifier are right; what it measures is reported beside. Ranks (unit ``ordinal``)
are left out, as the gold does not mark them. Each line of the gold is
one article with one body block: how text is cleaned does not count here.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rashomon.models import Annotated, Article, Block
from rashomon.stages.annotate import SpacyParser, annotate

GOLD = Path(__file__).parent / "gold"
Item = dict[str, Any]

SYNONYMS = {
    "percent": "% per cent pc",
    "percentage point": "point pp",
    "basis point": "bp",
    "metre": "meter m",
    "kilometre": "kilometer km",
    "centimetre": "centimeter cm",
    "millimetre": "millimeter mm",
    "mile": "mi",
    "foot": "ft feet",
    "nautical mile": "nmi",
    "hectare": "ha",
    "square kilometre": "km2 km² square kilometer",
    "kilogram": "kg kilogramme",
    "gram": "g",
    "tonne": "t metric ton",
    "litre": "l liter",
    "megawatt": "MW",
    "kilowatt-hour": "kWh kilowatt hour",
    "degree Celsius": "celsius °C C degree",
    "degree Fahrenheit": "fahrenheit °F F degree",
    "degree": "degree Celsius|degree Fahrenheit|celsius|fahrenheit",
    "kilometre per hour": "km/h kph kilometer per hour",
    "mile per hour": "mph",
}


def article(row: Item) -> Article:
    text, head = row["text"], len(row.get("dateline") or "")
    blocks = [Block(kind="dateline", start=0, end=head)] if head else []
    start = head + len(text[head:]) - len(text[head:].lstrip(" —–-"))
    return Article(
        id=row["id"],
        source=row["id"],
        sources=(row["id"],),
        outlet=None,
        url=None,
        title=None,
        authors=(),
        published=row["published"],
        updated=None,
        language="en",
        text=text,
        blocks=(*blocks, Block(kind="body", start=start, end=len(text))),
    )


def overlap(a: Item, b: Item) -> int:
    return min(a["end"], b["end"]) - max(a["start"], b["start"])


def matched(gold: Sequence[Item], found: Sequence[Item]) -> Iterator[tuple[Item, Item | None]]:
    """Each gold item with what was found for it, the largest overlap first."""
    pairs = sorted(
        (-overlap(g.get("core") or g, f), overlap(f, f) - overlap(g, g), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if overlap(g.get("core") or g, f) > 0
    )
    of: dict[int, int] = {}
    for _, _, i, j in pairs:
        if i not in of and j not in of.values():
            of[i] = j
    for i, item in enumerate(gold):
        yield item, found[of[i]] if i in of else None


# ---------------------------------------------------------------- times

CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$")


def moment(value: str | None) -> tuple[str | None, datetime.datetime | None]:
    """A value to the minute without its zone, and the instant where there is a zone."""
    clock = CLOCK.match(value or "")
    if not clock:
        return value, None
    wall = f"{clock[1]}T{clock[2]}"
    zone = (clock[3] or "").replace("Z", "+00:00")
    return wall, datetime.datetime.fromisoformat(wall + zone) if zone else None


def same_time(gold: str | None, mine: str | None) -> bool:
    (wall, instant), (own, other) = moment(gold), moment(mine)
    if instant is not None and other is not None:
        return instant == other
    return wall == own


def time_right(gold: Item, mine: Item) -> bool:
    answers = [gold, *gold.get("accept", ())]
    return any(
        same_time(one["value"], mine["value"]) and same_time(one.get("until"), mine.get("until"))
        for one in answers
    )


# ---------------------------------------------------------------- quantities


def units(gold: str) -> set[str]:
    told = SYNONYMS.get(gold, "")
    names = told.split("|") if "|" in told else [told, *told.split()]
    return {gold, *(name for name in names if name)}


def unit_right(gold: Item, mine: Item) -> bool:
    want, have = gold["unit"], mine["unit"]
    if want is None:
        return have not in MEASURED
    if want == "fraction" and have == "percent":
        return True
    if want in ("fraction", "times", "magnitude"):
        return have is None or have in {want, "ratio", "share", "multiple", "factor", "time"}
    if " per " in want:
        return have in units(want) | {want.split(" per ")[0]}
    return have in units(want)


MEASURED = frozenset(
    "USD EUR GBP JPY CNY percent metre kilometre mile hour day week month year".split()
)
"""Units that are none of a plain count."""


def value_right(gold: Item, mine: Item) -> bool:
    if mine["value"] is None:
        return False
    if gold["unit"] == "fraction":
        share = mine["value"] / 100 if mine["unit"] == "percent" else mine["value"]
        return abs(share - gold["value"]) < 0.011
    upper = gold["upper"] == mine["upper"] or (
        None not in (gold["upper"], mine["upper"]) and abs(gold["upper"] - mine["upper"]) < 1e-6
    )
    wanted = [gold["value"], *gold.get("accept_values", ())]
    if vague(gold):
        wanted.append(2 * gold["value"])
        upper = True
    return upper and any(
        abs(mine["value"] - value) <= 1e-6 * max(1, abs(value)) for value in wanted
    )


def vague(gold: Item) -> bool:
    return bool(re.search(r"(?:dozen|score|hundred|thousand|million|billion)s\b", gold["words"]))


def modifier_right(gold: Item, mine: Item) -> bool:
    want, have, before = gold["modifier"], mine["modifier"], gold["before"]
    accepted = {want}
    if re.search(r"\b(?:nearly|almost|close to|barely)\s*\W*$", before):
        accepted |= {"about", "under"} | ({"over"} if "barely" in before[-12:] else set())
    if re.search(r"\b(?:pass|top|exceed|surpass)\w*\s*\W*$", before):
        accepted |= {"exactly", "at_least"}
    if vague(gold):
        accepted |= {"at_least", "about", "over"}
    if re.search(r"\bcouple\b", gold["words"]):
        accepted |= {"exactly"}
    return have in accepted


def quantity_right(gold: Item, mine: Item) -> bool:
    return value_right(gold, mine) and unit_right(gold, mine) and modifier_right(gold, mine)


def head_right(gold: Item, mine: Item | None) -> bool:
    head = gold.get("measures_head")
    if head is None:
        return True
    if mine is None:
        return False
    told = " ".join(filter(None, (mine["measures"], mine["unit"]))).lower()
    people = {"person", "people"}
    # the head is a lemma, the words found are as they stand: "woman", "women"
    wanted = people if head in people else {head, (gold["measures"] or head).split()[-1].lower()}
    return any(re.search(rf"\b{re.escape(w[: max(3, len(w) - 1)])}", told) for w in wanted)


# ---------------------------------------------------------------- run


def ours(rows: Sequence[Item], layer: str) -> list[list[Item]]:
    found: list[Annotated] = annotate([article(row) for row in rows], SpacyParser())
    every = [[one.to_dict() for one in getattr(a.annotation, layer)] for a in found]
    # a rank ("the third attempt") is asked for by issue 4 and told apart by its unit; the gold
    # counts ranks as no quantities
    return [[one for one in items if one.get("unit") != "ordinal"] for items in every]


def dates_of_dateparser(rows: Sequence[Item]) -> list[list[Item]]:
    from dateparser.search import search_dates

    answers = []
    for row in rows:
        settings: Item = {"PREFER_DATES_FROM": "past", "RETURN_TIME_AS_PERIOD": True}
        if row["published"]:
            base = datetime.datetime.fromisoformat(row["published"].replace("Z", "+00:00"))
            settings["RELATIVE_BASE"] = base.replace(tzinfo=None)
        at, found = 0, []
        for words, when in search_dates(row["text"], languages=["en"], settings=settings) or ():
            start = row["text"].find(words, at)
            at = start + len(words)
            exact = bool(re.search(r"\d[:.]\d\d|\d ?[ap]\.?m|GMT|noon|midnight", words))
            value = when.strftime("%Y-%m-%dT%H:%M") if exact else when.strftime("%Y-%m-%d")
            found.append({"start": start, "end": at, "value": value, "until": None})
        answers.append(found)
    return answers


def numbers_of_text2num(rows: Sequence[Item]) -> list[list[Item]]:
    """Each number that stands in digits after text2num has rewritten the words."""
    from text_to_num import alpha2digit

    answers = []
    for row in rows:
        found = []
        for gold in row["gold"]:  # it gives no offsets: it is shown the gold span alone
            said = alpha2digit(gold["words"].replace(",", ""), "en")
            number = re.search(r"\d+(?:\.\d+)?", said)
            if number:
                found.append({**gold, "value": float(number[0])})
        answers.append(found)
    return answers


def score(
    rows: Sequence[Item],
    answers: Sequence[Sequence[Item]],
    right: Callable[[Item, Item], bool],
    misses: list[str],
) -> str:
    """Right of the gold items, and of what was found, with the share of each class."""
    total, good, false, classes = 0, 0, 0, defaultdict(Counter)
    heads = Counter()
    for row, found in zip(rows, answers, strict=True):
        taken = []
        for gold, mine in matched(row["gold"], found):
            taken.append(id(mine))
            if gold.get("optional"):
                continue
            well = mine is not None and right(gold, mine)
            total, good = total + 1, good + well
            classes[row["class"]][well] += 1
            if gold.get("measures_head"):
                heads[head_right(gold, mine)] += 1
            if not well:
                misses.append(json.dumps([row["class"], row["published"], row["text"], gold, mine]))
        for mine in found:
            spans = [g for g in row["gold"] if overlap(g, mine) > 0]
            if id(mine) not in taken and not any(g.get("optional") for g in spans):
                false += 1
                misses.append(json.dumps(["FALSE", row["class"], row["text"], mine]))
    told = [f"right {good}/{total} = {good / total:.3f}, false alarms {false}"]
    if heads:
        told.append(f"measured thing right {heads[True]}/{heads.total()}")
    worst = [f"{n} {c[True]}/{c.total()}" for n, c in sorted(classes.items()) if c[False]]
    return "; ".join(told) + "\n    " + ", ".join(worst)


def rows_of(name: str, half: str) -> list[Item]:
    lines = (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["half"] == half]
    for row in rows:
        for gold in row["gold"]:
            gold["words"] = row["text"][gold["start"] : gold["end"]]
            gold["before"] = row["text"][max(0, gold["start"] - 30) : gold["start"]]
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--half", choices=("open", "held"), default="open")
    parser.add_argument("--misses", type=Path)
    parser.add_argument("--peers", action="store_true")
    options = parser.parse_args()
    misses: list[str] = []
    for name, right in (("times", time_right), ("quantities", quantity_right)):
        rows = rows_of(name, options.half)
        print(f"{name}, {options.half}: {score(rows, ours(rows, name), right, misses)}")
        if options.peers and name == "times":
            print(f"  dateparser: {score(rows, dates_of_dateparser(rows), right, [])}")
        if options.peers and name == "quantities":
            print(
                f"  text2num, value only: {score(rows, numbers_of_text2num(rows), value_right, [])}"
            )
    if options.misses:
        options.misses.write_text("\n".join(misses) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
