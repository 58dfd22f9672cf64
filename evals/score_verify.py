"""Measures ``rashomon verify`` in this process.

    python evals/score_verify.py gold [--half open] [--set second]
    python evals/score_verify.py planted FOLDER… [--group DATA --first M --stories N]

``gold`` checks the sentences of ``evals/gold/verify``, each against its three reports
(``--set second``: all of ``evals/gold/verify_second``). ``planted``
writes the briefs of one story a folder (and of N stories of the group set), plants one error each
(``plant_errors.py``) and checks the briefs' own sentences and the planted ones, against their
citations and against all reports of the story. ``--show`` prints what was decided wrongly (of the
open half only). Intervals are 95 % by Wilson.
"""

from __future__ import annotations

import argparse
import json
import math
import pickle
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import plant_errors

from rashomon import pipeline
from rashomon.checking import latest
from rashomon.models import Annotated, BriefSentence, CheckedSentence, Citation
from rashomon.settings import Settings
from rashomon.stages.verify import Written, article_of, checker_of

GOLD = Path(__file__).parent / "gold" / "verify"
STORIES = range(3, 9)
"""Articles of the stories of the group set that are taken."""


@dataclass(frozen=True)
class Item:
    """A sentence with the right answer and the program's."""

    kind: str
    right: bool
    told: CheckedSentence


def annotated_texts(texts: Sequence[str], day: str | None, run: pipeline.Run) -> list[Annotated]:
    articles = [
        article_of(Written(text, (told(text, ()),)), day, f"{number}")
        for number, text in enumerate(texts)
    ]
    return pipeline.annotated(articles, run)


def told(text: str, citations: Sequence[Citation], section: str = "agreed") -> BriefSentence:
    return msgspec.convert(
        {"section": section, "text": text, "citations": list(citations)},
        BriefSentence,
        from_attributes=True,
    )


def gold(half: str | None, run: pipeline.Run, folder: Path = GOLD) -> Iterator[Item]:
    """Each sentence of a half, or of all where no half is named."""
    lines = (folder / "sentences.jsonl").read_text(encoding="utf-8").splitlines()
    mine = [row for row in map(json.loads, lines) if half in (None, row.get("half"))]
    for story in sorted({row["story"] for row in mine}):
        own = [row for row in mine if row["story"] == story]
        reports = pipeline.run([str(folder / story)], "annotated", run)["annotated"]
        texts = annotated_texts([row["text"] for row in own], latest(reports), run)
        checker = checker_of(reports, run.embedder)
        for row, text in zip(own, texts, strict=True):
            yield Item(row["class"], row["supported"], joined(checker.text(text)))


def joined(parts: Sequence[CheckedSentence]) -> CheckedSentence:
    """One verdict on a text of several sentences."""
    failed = [one for one in parts if not one.supported]
    return failed[0] if failed else parts[0]


def planted(
    name: str, sources: list[str], run: pipeline.Run, cache: Path | None
) -> Iterator[tuple[str, Item]]:
    """(mode, item) of each sentence of the brief of one story, and of each planted one."""
    kept = cache / f"{name}.pkl" if cache else None
    if kept and kept.exists():
        answer, reports = pickle.loads(kept.read_bytes())
    else:
        answer, reports = written(sources, run)
        if kept:
            kept.write_bytes(pickle.dumps((answer, reports)))
    rows = list(plant_errors.planted(name, answer, plant_errors.SEED))
    texts = annotated_texts([row["text"] for row in rows], latest(reports), run)
    checker = checker_of(reports, run.embedder)
    for row, text in zip(rows, texts, strict=True):
        cited = [msgspec.convert(one, Citation) for one in row["citations"]]
        sentence = told(row["text"], cited, row["section"])
        [verdict] = checker.brief(text, [sentence])
        yield "citations", Item(row["kind"], row["supported"], verdict)
        parts = checker.text(text)
        yield "all reports", Item(row["kind"], row["supported"], joined(parts))


def written(sources: list[str], run: pipeline.Run) -> tuple[dict[str, Any], list[Annotated]]:
    """What ``compare`` answers as far as errors are planted in it, with briefs not yet checked."""
    from rashomon.stages.brief import write

    layers = pipeline.run(sources, "collations", run)
    grouping, reports = layers["grouping"], layers["annotated"]
    briefs = {
        story.id: write(story, layers["collations"][story.id], reports, grouping)
        for story in grouping.stories
    }
    stories = [
        {
            "id": story.id,
            "articles": list(story.articles),
            "actors": [actor.to_dict() for actor in layers["collations"][story.id].actors],
            "brief": [one.to_dict() for one in briefs[story.id]],
        }
        for story in layers["grouping"].stories
    ]
    texts = {one.article.id: {"text": one.article.text} for one in layers["annotated"]}
    return {"stories": stories, "annotations": texts}, layers["annotated"]


def group_stories(data: Path, first: int, count: int) -> Iterator[tuple[str, list[str]]]:
    by: dict[str, list[str]] = defaultdict(list)
    for line in (data / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        by[row["story"]].append(str(data / "articles" / row["file"]))
    fit = [key for key in sorted(by, key=str) if len(by[key]) in STORIES]
    for key in fit[first : first + count]:
        yield f"group {key}".replace("/", "_"), by[key]


def interval(hits: int, count: int) -> str:
    """95 % by Wilson."""
    if not count:
        return "none"
    z, share = 1.96, hits / count
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    reach = (
        z * math.sqrt(share * (1 - share) / count + z * z / (4 * count**2)) / (1 + z * z / count)
    )
    return f"{share:.3f} [{middle - reach:.3f}, {middle + reach:.3f}] n={count}"


def show(items: Sequence[Item], *, wrongly: bool) -> None:
    for right, words in ((True, "right accepted"), (False, "wrong found")):
        own = [one for one in items if one.right == right]
        print(f"{words}: {interval(sum(one.told.supported == right for one in own), len(own))}")
    kinds: dict[str, list[bool]] = defaultdict(list)
    for one in items:
        kinds[one.kind].append(one.told.supported == one.right)
    for kind, hits in sorted(kinds.items()):
        print(f"  {kind:20} {sum(hits)} of {len(hits)}")
    for one in items if wrongly else ():
        if one.told.supported != one.right:
            reasons = [(one.told.text[p.start - one.told.start : p.end - one.told.start], p.reason)
                       for p in one.told.unsupported]  # fmt: skip
            print(one.kind, one.right, one.told.confidence, one.told.text, reasons)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("what", choices=("gold", "planted"))
    parser.add_argument("folders", nargs="*")
    parser.add_argument("--half", default="open", choices=("open", "held"))
    parser.add_argument("--set", default="first", choices=("first", "second"), dest="gold_set")
    parser.add_argument("--group", type=Path, help="the folder of the group set")
    parser.add_argument("--first", type=int, default=0, help="stories of it that are passed over")
    parser.add_argument("--stories", type=int, default=30)
    parser.add_argument("--cache", type=Path, help="a folder in which compared stories are kept")
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    run = pipeline.Run(Settings(one_story=True))
    if asked.what == "gold":
        second = asked.gold_set == "second"
        folder = GOLD.with_name("verify_second") if second else GOLD
        show(list(gold(None if second else asked.half, run, folder)), wrongly=asked.show)
        return
    stories = [(Path(folder).name, [folder]) for folder in asked.folders]
    if asked.group:
        stories += list(group_stories(asked.group, asked.first, asked.stories))
    by: dict[str, list[Item]] = defaultdict(list)
    for name, sources in stories:
        for mode, item in planted(name, sources, run, asked.cache):
            by[mode].append(item)
    for mode, items in by.items():
        print(f"== {mode}")
        show(items, wrongly=asked.show)


if __name__ == "__main__":
    main()
