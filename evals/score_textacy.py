"""Scores textacy's direct quotations beside our own, with the scorer's own functions.

    python evals/score_textacy.py DATA/quotes/dev --score SCORE

textacy 0.13 (``textacy.extract.triples.direct_quotations``, Apache-2.0) gets the same text, parsed
by the same spaCy pipeline; what it gives has a speaker, a cue and a content, all direct.
"""

import argparse
import json
import re
import sys
from pathlib import Path

from rashomon import api
from rashomon.stages.annotate.parser import load_pipeline


def theirs(text: str) -> list[dict]:
    """Quotations of textacy; it refuses a text with an odd mark, which then goes by paragraphs."""
    found = _direct(text, 0)
    if found is None:
        lines = [m.span() for m in re.finditer(r"[^\n]+", text)]
        found = [q for s, e in lines for q in _direct(text[s:e], s) or []]
    return found


def _direct(text: str, offset: int) -> list[dict] | None:
    from textacy.extract.triples import direct_quotations

    try:
        found = list(direct_quotations(load_pipeline()(text)))
    except ValueError:
        return None
    return [
        {
            "kind": "direct",
            "spans": [[offset + q.content.start_char, offset + q.content.end_char]],
            "cue": _span(q.cue, offset),
            "speaker": _span(q.speaker, offset),
        }
        for q in found
    ]


def _span(tokens, offset: int) -> list[int] | None:
    """Characters from the first to the last of some tokens."""
    if not tokens:
        return None
    last = tokens[-1]
    return [offset + tokens[0].idx, offset + last.idx + len(last.text)]


def ours(paths: list[Path]) -> dict[str, list[dict]]:
    """Quotations of this program, by the name of the file."""
    answer = {}
    for one in api.annotate([str(p) for p in paths]).articles:
        answer[Path(one.article.source).name] = [
            {
                "kind": q.kind,
                "spans": [list(s) for s in q.spans],
                "cue": q.cue and list(q.cue),
                "speaker": q.speaker and list(q.speaker),
            }
            for q in one.annotation.quotes
        ]
    return answer


def show(name: str, scorer, results: list[dict]) -> None:
    for label, kinds in [("all", scorer.KINDS), *((k, (k,)) for k in scorer.KINDS)]:
        content, attribution = scorer.attribution(results, kinds)
        shown = " ".join(f"{x:.3f}" for x in (*attribution, *content))
        print(f"{name:9} {label:9} attribution, content P R F1: {shown}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--score", type=Path, required=True)
    args = parser.parse_args()
    sys.path.insert(0, str(args.score))
    scorer = __import__("score_quotes")
    rows = [json.loads(line) for line in (args.folder / "gold.jsonl").open(encoding="utf-8")]
    paths = [args.folder / "articles" / row["file"] for row in rows]
    texts = [p.read_text(encoding="utf-8") for p in paths]
    mine = ours(paths)
    results = {
        "rashomon": [mine.get(row["file"], []) for row in rows],
        "textacy": [theirs(text) for text in texts],
    }
    for name, found in results.items():
        scored = [
            scorer.score_article(row, {"quotes": quotes}, text)
            for row, quotes, text in zip(rows, found, texts, strict=True)
        ]
        show(name, scorer, scored)


if __name__ == "__main__":
    main()
