"""Time and memory of ``rashomon group`` over many articles, and how both grow.

    python evals/bench_group.py [/path/to/data] [--sizes 3000 12000]

Takes every n-th article of the public scale set (beside the repository where no path is given),
runs the program on each size, start included, and fits the exponent by which time grows from the
first size to the last. Beside wall time stands the time of all its processors: on a machine with
other work only that can be compared. Memory is that of the largest process.
"""

import argparse
import gzip
import math
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
SECONDS, GIGABYTES, EXPONENT = 180, 3, 1.15


class Figures(NamedTuple):
    """Seconds on the clock and of all processors, gigabytes of the largest process."""

    wall: float
    cpu: float
    memory: float


def sample(lines: list[bytes], size: int, target: Path) -> None:
    step = max(1, len(lines) // size)
    target.write_bytes(b"".join(lines[::step][:size]))


def run(source: Path, jobs: int) -> Figures:
    command = [sys.executable, "-m", "rashomon", "group", str(source), "-f", "jsonl"]
    command += ["--jobs", str(jobs), "-o", str(source.with_suffix(".out"))]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.perf_counter()
    subprocess.run(command, check=True)
    wall = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Figures(wall, cpu, after.ru_maxrss / 1e6)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("data", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--sizes", nargs="+", type=int, default=[3000, 12000])
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    file = given.data / "scale" / "articles.jsonl.gz"
    if not file.is_file():
        sys.exit(f"{file}: the public scale set is not there; nothing to measure")
    lines = gzip.decompress(file.read_bytes()).splitlines(keepends=True)
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in given.sizes:
            source = Path(folder) / f"{size}.jsonl"
            sample(lines, size, source)
            found[size] = run(source, given.jobs)
            wall, cpu, memory = found[size]
            print(f"{size:6} articles  {wall:7.1f} s  {cpu:7.1f} s of processors  {memory:.2f} GB")
    first, last = min(found), max(found)
    if first < last:
        growth = math.log(last / first)
        for name, one, other in zip(("wall", "cpu"), found[first], found[last], strict=False):
            print(f"exponent ({name})  {math.log(other / one) / growth:.2f}  (at most {EXPONENT})")
    print(f"asked of 12,000: under {SECONDS} s on two cores, under {GIGABYTES} GB")


if __name__ == "__main__":
    main()
