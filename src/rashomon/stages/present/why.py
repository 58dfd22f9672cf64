"""Why two passages are one claim, a conflict or one utterance, in words and figures."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.models import Citation, Explanation, Figure, Why

__all__ = ["render"]

TITLES = {
    "claim": ("One fact", "Not one fact"),
    "conflict": ("A conflict", "No conflict"),
    "utterance": ("One utterance", "Two utterances"),
}
"""What holds, and what does not."""

LEAST = 0.0005
"""Least part of a score that a figure brings in to be printed with its value."""

SHOWN = 200
"""Code points of a passage that are printed."""


def render(found: Explanation) -> str:
    """Lines of text: the passages, what they share in the answer, and each decision."""
    a, b = found.sources
    lines = [*_passage("A", found.a, a), *_passage("B", found.b, b), ""]
    shared = [*found.claims, *found.conflicts, *found.quotes]
    lines.append(f"In the answer both stand in {', '.join(shared) if shared else 'nothing'}.")
    for why in found.whys:
        lines += ["", *_why(why)]
    return "\n".join(lines) + "\n"


def _passage(letter: str, passage: Citation, source: str) -> Iterator[str]:
    words = " ".join(passage.text.split())
    shown = words if len(words) <= SHOWN else words[: SHOWN - 1].rstrip() + "…"
    yield f"{letter}  {source} {passage.start}-{passage.end}: “{shown}”"


def _why(why: Why) -> Iterator[str]:
    title = TITLES[why.decision][0 if why.holds else 1]
    needed = "reached" if why.score >= why.threshold else "not reached"
    yield f"{title}: {why.score:.3f}, needed {why.threshold:.2f} ({needed})."
    if why.reason:
        yield f"  {why.reason}"
    parts = [(f, None if f.weight is None else f.value * f.weight) for f in why.figures]
    parts.sort(key=lambda row: 0.0 if row[1] is None else -abs(row[1]))
    for figure, part in parts:
        if part is None or abs(part) >= LEAST:
            yield _figure(figure, part)
    idle = [f.name for f, part in parts if part is not None and abs(part) < LEAST]
    if idle:
        yield f"  without effect here: {', '.join(idle)}"


def _figure(figure: Figure, part: float | None) -> str:
    if part is None:
        return f"  {figure.value:9.3f}  {figure.name}"
    return f"  {part:+9.3f}  {figure.name} {figure.value:.3f} × {figure.weight:+.3f}"
