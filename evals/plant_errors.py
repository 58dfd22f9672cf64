"""Plants one error each into the sentences of correct briefs, for measuring ``rashomon verify``.

    rashomon compare SOURCE… -o compare.json
    python evals/plant_errors.py compare.json … [--seed S] -o planted.jsonl

Written from the list of issue 7 before the checker was, and uses nothing but the answer of
``compare`` and the texts in it: regular expressions, small lists, no parse, no layer but the names
of the actors. Each line is a sentence with its citations and whether it is right:

    {"file", "story", "of", "kind", "supported", "text", "was", "citations"}

``kind`` is ``correct`` for the brief's own sentences; a planted one has ``was``, the words that
were changed. What is put in stands nowhere in the cited articles where it is a number, a date or an
invented name; a name of somebody else of the story stands in none of the cited spans.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SEED = 20261123

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
COUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
PEOPLE = ("Harlan Osgood", "Mirela Dastan", "Tobias Wrenfield", "Odette Marchbank")
PLACES = ("Castelmora", "Brindleton", "Vastervik", "Port Ellery")
CLAUSES = (
    "after a court had ordered it to pay damages",
    "because insurers had refused to renew the contract",
    "although a leaked memo had warned against it",
    "and agreed to sell two of its warehouses",
    "following a complaint by a former accountant",
    "while engineers repaired a cracked pipeline",
)

DATE = re.compile(
    rf"\b(?:{'|'.join(WEEKDAYS)})\b|\b(?:{'|'.join(MONTHS)})\s\d{{1,2}}\b(?!\d)"
    rf"|\b\d{{1,2}}\s(?:{'|'.join(MONTHS)})\b|\b(?:19|20)\d\d\b"
)
NUMBER = re.compile(
    rf"(?<![\w.,:/-])\d{{1,3}}(?:,\d{{3}})+(?![\w,])|(?<![\w.,:/-])\d+(?:\.\d+)?(?![\w:/,-])"
    rf"|\b(?:{'|'.join(COUNTS)})\b"
)
NEGATION = re.compile(r"\b(?:not|never)\s|(?<=[a-z])n[’']t\b|\bno longer\s")
AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|must|may|might)\b(?!\s+not\b|n)"
)
SAID = re.compile(r"^(?P<who>[^:“”\"]{3,60}): “")
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
BRACKETS = re.compile(r"\[[^\]]*\]")

Planted = tuple[str, str] | None
"""The sentence with its error, and the words that were changed."""


@dataclass(frozen=True)
class Case:
    """A sentence of a brief with what it stands on.

    :ivar cited: the cited spans as one text; ``there`` the cited articles as one text.
    :ivar people, places: names of the story's actors.
    """

    text: str
    cited: str
    there: str
    people: tuple[str, ...]
    places: tuple[str, ...]


def put(text: str, span: tuple[int, int], new: str) -> str:
    return text[: span[0]] + new + text[span[1] :]


def free(text: str) -> list[tuple[int, int]]:
    """Stretches that are no bracketed addition of the writer."""
    return [found.span() for found in BRACKETS.finditer(text)]


def places_of(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    barred = free(text)
    return [
        found
        for found in pattern.finditer(text)
        if not any(start <= found.start() < end for start, end in barred)
    ]


def wrong_date(case: Case, lot: random.Random) -> Planted:
    found = places_of(DATE, case.text)
    if not found:
        return None
    chosen = lot.choice(found)
    for _ in range(20):
        new = _other_date(chosen.group(), lot)
        if new not in case.there:
            return put(case.text, chosen.span(), new), chosen.group()
    return None


def _other_date(old: str, lot: random.Random) -> str:
    if old in WEEKDAYS:
        return lot.choice([day for day in WEEKDAYS if day != old])
    if old.isdigit():
        return str(int(old) + lot.choice((-7, -4, -2, 2, 3, 6)))
    return re.sub(r"\d+", lambda m: str((int(m.group()) + lot.randint(2, 20)) % 28 + 1), old)


def wrong_number(case: Case, lot: random.Random) -> Planted:
    dates = [found.span() for found in DATE.finditer(case.text)]
    found = [
        one
        for one in places_of(NUMBER, case.text)
        if not any(start <= one.start() < end for start, end in dates)
    ]
    if not found:
        return None
    chosen = lot.choice(found)
    for _ in range(20):
        new = _other_number(chosen.group(), lot)
        if not re.search(rf"\b{re.escape(new)}\b", case.there):
            return put(case.text, chosen.span(), new), chosen.group()
    return None


def _other_number(old: str, lot: random.Random) -> str:
    if old in COUNTS:
        return lot.choice([word for word in COUNTS if word != old])
    places = len(old.partition(".")[2])
    value = float(old.replace(",", ""))
    new = value * lot.choice((0.5, 0.7, 1.3, 1.6, 2, 3)) + (1 if value < 20 else 0)
    told = f"{new:,.{places}f}" if "," in old else f"{new:.{places}f}"
    return told if told != old else f"{told}7"


def _names_in(names: tuple[str, ...], text: str) -> list[tuple[int, int, str]]:
    found = []
    for name in names:
        for place in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            found.append((place.start(), place.end(), name))
    barred = free(text)
    return [one for one in found if not any(s <= one[0] < e for s, e in barred)]


def wrong_name(case: Case, lot: random.Random) -> Planted:
    head = SAID.match(case.text)
    least = head.end() if head else 0
    options: list[tuple[int, int, str]] = []
    for names, invented in ((case.people, PEOPLE), (case.places, PLACES)):
        others = [name for name in names if name not in case.cited] + list(invented)
        for start, end, name in _names_in(names, case.text):
            fit = [other for other in others if other != name]
            if start >= least and fit:
                options.append((start, end, lot.choice(fit)))
    if not options:
        return None
    start, end, new = lot.choice(options)
    return put(case.text, (start, end), new), case.text[start:end]


def wrong_speaker(case: Case, lot: random.Random) -> Planted:
    head = SAID.match(case.text)
    span = head.span("who") if head else _said_by(case)
    if span is None:
        return None
    who = case.text[span[0] : span[1]]
    surname = who.split()[-1]
    others = [n for n in case.people if surname not in n and n not in case.cited and n not in who]
    if not others:
        return None
    return put(case.text, span, lot.choice(others)), who


def _said_by(case: Case) -> tuple[int, int] | None:
    for start, end, _ in _names_in(case.people, case.text):
        around = case.text[max(0, start - 6) : start], case.text[end : end + 12]
        if re.search(r"\bsaid $", around[0]) or re.match(r" (?:said|told|added)\b", around[1]):
            return start, end
    return None


def dropped_not(case: Case, lot: random.Random) -> Planted:
    found = places_of(NEGATION, case.text)
    if not found:
        return None
    chosen = lot.choice(found)
    text = put(case.text, chosen.span(), "")
    return re.sub(r"\bca(?= )", "can", re.sub(r"\bwo(?= )", "will", text)), chosen.group()


def added_not(case: Case, lot: random.Random) -> Planted:
    if NEGATION.search(case.text):
        return None
    quoted = [found.span() for found in QUOTED.finditer(case.text)]
    found = [
        one
        for one in places_of(AUXILIARY, case.text)
        if not any(start <= one.start() < end for start, end in quoted)
    ]
    if not found:
        return None
    chosen = lot.choice(found)
    return put(case.text, chosen.span(), f"{chosen.group()} not"), chosen.group()


def merged_people(case: Case, lot: random.Random) -> Planted:
    """What one person did is told of another: the name at the head of the sentence."""
    if SAID.match(case.text):
        return None
    named = [one for one in _names_in(case.people, case.text) if one[0] < 40]
    if not named:
        return None
    start, end, name = min(named)
    surname = name.split()[-1]
    others = [n for n in case.people if surname not in n and n not in case.cited]
    if not others:
        return None
    return put(case.text, (start, end), lot.choice(others)), name


def invented_clause(case: Case, lot: random.Random) -> Planted:
    if SAID.match(case.text) or case.text.startswith("Accounts differ"):
        return None
    end = re.search(r"[.!]?[”\"]?$", case.text)
    if end is None or end.group().endswith(("”", '"')):
        return None
    clause = lot.choice(CLAUSES)
    return f"{case.text[: end.start()]}, {clause}.", clause


KINDS: dict[str, Callable[[Case, random.Random], Planted]] = {
    "wrong_number": wrong_number,
    "wrong_name": wrong_name,
    "wrong_date": wrong_date,
    "wrong_speaker": wrong_speaker,
    "dropped_not": dropped_not,
    "added_not": added_not,
    "merged_people": merged_people,
    "invented_clause": invented_clause,
}


def cases(answer: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any], Case]]:
    """(story, sentence, case) of each sentence of the briefs of an answer of ``compare``."""
    texts = {key: one["text"] for key, one in answer["annotations"].items()}
    for story in answer["stories"]:
        names = _by_type(story["actors"])
        for sentence in story["brief"]:
            cited = " \n".join(c["text"] for c in sentence["citations"])
            ids = sorted({c["article"] for c in sentence["citations"]})
            there = "\n".join(texts[key] for key in ids)
            yield story, sentence, Case(sentence["text"], cited, there, *names)


def _by_type(actors: list[dict[str, Any]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    people = [a["name"] for a in actors if a["type"] == "person" and " " in a["name"]]
    places = [a["name"] for a in actors if a["type"] in ("place", "country")]
    return (
        tuple(sorted({name for name in people if name.istitle()})),
        tuple(sorted({name for name in places if name[:1].isupper()})),
    )


def planted(file: str, answer: dict[str, Any], seed: int) -> Iterator[dict[str, Any]]:
    for number, (story, sentence, case) in enumerate(cases(answer)):
        row = {
            "file": file,
            "story": story["id"],
            "articles": story["articles"],
            "of": number,
            "section": sentence["section"],
            "citations": sentence["citations"],
        }
        yield {**row, "kind": "correct", "supported": True, "text": case.text, "was": None}
        for kind, plant in KINDS.items():
            made = plant(case, random.Random(f"{seed}/{file}/{number}/{kind}"))
            if made is not None and made[0] != case.text:
                yield {**row, "kind": kind, "supported": False, "text": made[0], "was": made[1]}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("answers", nargs="+", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("-o", dest="out", type=Path, required=True)
    asked = parser.parse_args()
    counts: dict[str, int] = {}
    with asked.out.open("w", encoding="utf-8") as out:
        for path in asked.answers:
            answer = json.loads(path.read_text(encoding="utf-8"))
            for row in planted(path.stem, answer, asked.seed):
                counts[row["kind"]] = counts.get(row["kind"], 0) + 1
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(", ".join(f"{kind} {count}" for kind, count in sorted(counts.items())))


if __name__ == "__main__":
    main()
