"""Run the scorers of the shared data where they are there, and print one line each.

    python evals/score.py [--only read,group] [--jobs 2]

The scorers and their data stand beside the repository (``../shared``) and are no part of it;
``RASHOMON_SHARED`` names another place. The figures belong into ``evals/RESULTS.md``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("RASHOMON_SHARED", ROOT.parent / "shared"))


def main() -> int:
    scorer = SHARED / "score" / "score_all.py"
    if not scorer.is_file():
        print(f"no scorers at {SHARED}: nothing to measure", file=sys.stderr)
        return 0
    cli = Path(sys.executable).with_name("rashomon")
    command = [sys.executable, str(scorer), "--cli", str(cli), *sys.argv[1:]]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
