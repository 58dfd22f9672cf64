"""Scores origins, quotations and conflicts on the gold that was written before their rules.

    python evals/score_accounts.py origins|quotations|second|pairs [--half open|held] [--misses]

Gold: ``evals/gold/origin_groups``, ``quotation_groups`` and ``statement_pairs`` (see the README
of each), written by somebody who had not seen the code. The half called ``held`` is opened once.

- origins: B-cubed precision, recall and F1 of the origins over the reports of all groups
  (Bagga and Baldwin, 1998), and the agencies named right. An article in several origins counts
  where most of its words lie.
- quotations: precision, recall and F1 over pairs of reports of a group: the two quotations are
  variants of one utterance, or an utterance put into two mouths (a conflict of actor), or neither.
  ``second`` are the groups of ``quotation_groups_second``, all of them held.
- pairs: precision and recall of conflicts that touch both key clauses, by kind.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import Any

import rashomon
from rashomon.models import Article, Block, Collation, Conflict
from rashomon.pipeline import Layers, Run, plan
from rashomon.settings import Settings

GOLD = Path(__file__).resolve().parent / "gold"
AGENCIES = (
    {"ap", "the associated press", "associated press"},
    {"pa", "pa media", "press association", "the press association"},
    {"pti", "press trust of india"},
    {"bnb", "baltic news bureau"},
    {"afp", "agence france-presse"},
    {"dpa", "deutsche presse-agentur"},
)
Row = dict[str, Any]


def rows(name: str, half: str) -> list[Row]:
    path = GOLD / name
    found = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [row for row in found if row["half"] == half]


def laid_out(folder: Path, reports: Iterable[Row]) -> dict[str, Row]:
    """One JSON file a report; the reports by file name."""
    named = {}
    for number, report in enumerate(reports):
        name = f"{report.get('name', number)}.json"
        known = {key: report[key] for key in ("text", "outlet", "published")}
        (folder / name).write_text(json.dumps(known), encoding="utf-8")
        named[name] = report
    return named


def of_article(found: Any, named: dict[str, Row]) -> dict[str, Row]:
    """The reports by id of the article that was read from each."""
    return {one.id: named[Path(one.source).name] for one in found.articles}


# ---------------------------------------------------------------- origins


def origins(half: str, misses: bool) -> None:
    scores: dict[str, list[tuple[float, float]]] = defaultdict(list)
    named_right = named = 0
    for row in rows("origin_groups/groups.jsonl", half):
        found, agency = found_origins(row)
        gold = {name: number for number, one in enumerate(row["origins"]) for name in one}
        for name in gold:
            scores[row["class"]].append(b_cubed(name, gold, found))
        wanted = [(row["origins"][int(n)], a) for n, a in row["agency"].items() if a]
        right = [any(same_agency(agency.get(name), a) for name in one) for one, a in wanted]
        named, named_right = named + len(right), named_right + sum(right)
        if misses and any(p < 1 or r < 1 for p, r in scores[row["class"]][-len(gold) :]):
            print(row["id"], row["class"], "gold", row["origins"], "found", found)
    for kind in sorted(scores):
        print(f"{kind:24} {figures(scores[kind])}")
    print(f"{'all':24} {figures([one for part in scores.values() for one in part])}")
    print(f"agencies named right     {named_right}/{named}")


def found_origins(row: Row) -> tuple[dict[str, str], dict[str, str | None]]:
    """By name of the report the id of its origin, and the name of the agency."""
    with tempfile.TemporaryDirectory() as name:
        named = laid_out(Path(name), row["reports"])
        grouping = rashomon.group([name], Settings())
    reports = of_article(grouping, named)
    found = {report["name"]: f"own {report['name']}" for report in row["reports"]}
    agency: dict[str, str | None] = {}
    for origin in grouping.origins:
        for article in origin.articles:
            report = reports[article]["name"]
            if len(origin.articles) > 1 or found[report].startswith("own"):
                found[report] = origin.id
                agency[report] = origin.name
    return found, agency


def b_cubed(name: str, gold: dict[str, int], found: dict[str, str]) -> tuple[float, float]:
    mine = {other for other in gold if found[other] == found[name]}
    true = {other for other in gold if gold[other] == gold[name]}
    return len(mine & true) / len(mine), len(mine & true) / len(true)


def figures(scores: Sequence[tuple[float, float]]) -> str:
    precision, recall = (sum(column) / len(scores) for column in zip(*scores, strict=True))
    f1 = 2 * precision * recall / (precision + recall)
    return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({len(scores)})"


def same_agency(one: str | None, other: str) -> bool:
    if one is None:
        return False
    a, b = one.lower(), other.lower()
    return a == b or any(a in names and b in names for names in AGENCIES)


# ---------------------------------------------------------------- quotations


def quotations(half: str, misses: bool, folder: str = "quotation_groups") -> None:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows(f"{folder}/groups.jsonl", half):
        told = compared(row["reports"])
        for a, b in combinations(range(len(row["reports"])), 2):
            joined = one_utterance(told, row["reports"], a, b)
            outcome = (
                ("hit" if joined else "miss") if row["same"] else ("false", "right")[not joined]
            )
            counts[row["class"]][outcome] += 1
            if misses and outcome in ("miss", "false"):
                show(row, (a, b), outcome)
        if row["speaker_conflict"]:
            counts["moved shown as conflict"]["hit" if actor_conflict(told) else "miss"] += 1
    for kind in sorted(counts):
        print(f"{kind:24} {dict(sorted(counts[kind].items()))}")
    every = sum((c for k, c in counts.items() if not k.startswith("moved shown")), Counter())
    precision = every["hit"] / max(1, every["hit"] + every["false"])
    recall = every["hit"] / max(1, every["hit"] + every["miss"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{'all':24} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")


Told = tuple[Collation, dict[str, Row]]


def compared(reports: Sequence[Row]) -> Told:
    """Reports as one story, and the reports by id of the article.

    The texts are a few sentences cut from reports: they are body, nothing is cleaned away.
    """
    named = {f"sha256:{number}": report for number, report in enumerate(reports)}
    (found,) = layers_of(named, "collations")["collations"].values()
    return found, named


def layers_of(named: dict[str, Row], goal: str) -> Layers:
    """What the stages give over reports by id, as one story, up to a layer."""
    layers: Layers = {"articles": [article(key, report) for key, report in named.items()]}
    run = Run(Settings(one_story=True))
    for stage in plan(goal):
        if stage.name not in ("read", "clean"):
            layers |= stage.function(layers, run)
    return layers


def article(key: str, report: Row) -> Article:
    return Article(
        id=key,
        source=f"{key}.txt",
        sources=(f"{key}.txt",),
        outlet=report["outlet"],
        url=None,
        title=None,
        authors=(),
        published=report["published"],
        updated=None,
        language="en",
        text=report["text"],
        blocks=(Block(kind="body", start=0, end=len(report["text"])),),
    )


def one_utterance(told: Told, reports: Sequence[Row], a: int, b: int) -> bool:
    story, named = told
    for quote in story.quotes:
        inside = {
            id(named[variant.article])
            for variant in quote.variants
            if any(touches(named[variant.article], *span) for span in variant.spans)
        }
        if {id(reports[a]), id(reports[b])} <= inside:
            return True
    return any(
        conflict.kind == "actor" and {id(reports[a]), id(reports[b])} <= touched(conflict, named)
        for conflict in story.conflicts
    )


def touches(report: Row, start: int, end: int) -> bool:
    return bool(start < report["end"] and report["start"] < end)


def actor_conflict(told: Told) -> bool:
    return any(conflict.kind == "actor" for conflict in told[0].conflicts)


def show(row: Row, pair: tuple[int, int], outcome: str) -> None:
    print(outcome, row["id"], row["class"])
    for number in pair:
        report = row["reports"][number]
        print("   ", report["text"][report["start"] : report["end"]], "|", report["speaker"])


# ---------------------------------------------------------------- pairs of statements


def pairs(half: str, misses: bool) -> None:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows("statement_pairs/pairs.jsonl", half):
        found = list(between(row))
        count = counts[row["kind"]]
        count[row["label"]] += 1
        if row["label"] == "conflict":
            count["hit"] += bool(found)
            count["kind right"] += row["kind"] in found
        else:
            count["false"] += bool(found)
        if misses and bool(found) != (row["label"] == "conflict"):
            print(row["id"], row["kind"], row["label"], row["class"], found)
            for side in "ab":
                print("   ", row[side]["text"])
    counts["all"] = sum(counts.values(), Counter())
    for kind, count in counts.items():
        flagged = count["hit"] + count["false"]
        print(
            f"{kind:10} P {count['hit'] / max(1, flagged):.3f}"
            f"  R {count['hit'] / max(1, count['conflict']):.3f}"
            f"  kind right {count['kind right']}/{count['hit']}"
            f"  false {count['false']}/{count['compatible']}"
        )


def between(row: Row) -> Iterator[str]:
    """Kinds of the conflicts that have evidence in both key clauses."""
    story, named = compared([row["a"], row["b"]])
    for conflict in story.conflicts:
        if len(touched(conflict, named)) == len((row["a"], row["b"])):
            yield conflict.kind


def touched(conflict: Conflict, named: dict[str, Row]) -> set[int]:
    """The reports whose marked words a conflict cites."""
    return {
        id(named[place.article])
        for value in conflict.values
        for place in value.evidence
        if touches(named[place.article], place.start, place.end)
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("set", choices=("origins", "quotations", "second", "pairs"))
    parser.add_argument("--half", choices=("open", "held"), default="open")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    second = partial(quotations, folder="quotation_groups_second")
    {"origins": origins, "quotations": quotations, "second": second, "pairs": pairs}[options.set](
        options.half, options.misses
    )


if __name__ == "__main__":
    main()
