"""How few English function words tell English as surely as the model does.

    python evals/tune_language.py --data ../shared/data

Data: stretches of 700 characters of the texts of ``group``, ``reuse``, ``read`` and ``quotes``,
English and others. Prints for each pair of bounds how many stretches they tell, and how many of
these the model calls something else.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rashomon.stages.clean import language

STEP = 1500
"""Characters from the start of one stretch to the next."""


def texts(data: Path) -> Iterator[str]:
    for pattern in ("group/articles", "reuse/articles", "read/dump_a", "quotes/dev/articles"):
        for path in sorted((data / pattern).glob("*.txt")):
            yield path.read_text(encoding="utf-8", errors="replace")
    for line in (data / "read/gold.jsonl").open(encoding="utf-8"):
        yield json.loads(line)["body"] or ""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    found: Counter[tuple[float, int, str]] = Counter()
    total = 0
    for text in texts(parser.parse_args().data):
        for at in range(0, len(text), STEP):
            sample = text[at : at + language.SAMPLE]
            if sum(map(str.isalpha, sample)) < language.MIN_LETTERS:
                continue
            total += 1
            code, sure = language._identifier().classify(sample)
            told = str(code) if sure >= language.MIN_CONFIDENCE else "open"
            words = sample.lower().split()
            common = [word for word in words if word in language.ENGLISH]
            for share in (0.08, 0.1, 0.12, 0.15):
                for different in (3, 4, 5, 6, 7):
                    if len(common) >= share * len(words) and len(set(common)) >= different:
                        found[share, different, "en" if told == "en" else "other"] += 1
    print(f"{total} stretches")
    for (share, different, told), count in sorted(found.items()):
        print(f"share {share} different {different}: {told} {count}")


if __name__ == "__main__":
    main()
