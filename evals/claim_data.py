"""What the decision on claims is learned from, read and annotated as the program does."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from rashomon import pipeline
from rashomon.embed import MiniLMEmbedder
from rashomon.models import Annotated, Grouping
from rashomon.settings import Settings, learned_part

__all__ = ["Keeping", "Made", "cached", "ecb_topics", "group_stories"]

Made = tuple[list[Annotated], Grouping]
"""Annotated articles and what the grouping stage makes of them."""


def cached(path: Path | None, make: Callable[[], Any]) -> Any:
    """What ``make`` gives, kept in a file where one is named: annotating takes minutes."""
    if path is not None and path.exists():
        return pickle.loads(path.read_bytes())
    made = make()
    if path is not None:
        path.write_bytes(pickle.dumps(made))
    return made


def annotated(sources: Sequence[Path], one_story: bool = False) -> Made:
    run = pipeline.Run(Settings(one_story=one_story))
    layers = pipeline.run([str(path) for path in sources], "annotated", run)
    grouping = pipeline.run([str(path) for path in sources], "grouping", run)["grouping"]
    return layers["annotated"], grouping


def ecb_topics(data: Path) -> dict[str, Made]:
    folders = [path for path in sorted((data / "claims").iterdir()) if path.is_dir()]
    return {folder.name: annotated(sorted(folder.glob("*.txt"))) for folder in folders}


def group_stories(data: Path) -> dict[str, Made]:
    """Every second gold story of 3 to 8 articles."""
    by_story: dict[str, list[Path]] = {}
    for line in (data / "group" / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        by_story.setdefault(row["story"], []).append(data / "group" / "articles" / row["file"])
    chosen = [key for key in sorted(by_story) if 3 <= len(by_story[key]) <= 8][::2]
    return {key: annotated(by_story[key], True) for key in chosen}


class Keeping(MiniLMEmbedder):
    """Keeps the words in context too: a topic is laid out as a whole and by its stories."""

    def __init__(self) -> None:
        words = learned_part("word-vectors.npz")
        super().__init__(learned_part("minilm-vocab.txt"), words=words)
        self._kept: dict[Any, Any] = {}

    def in_context(self, texts: Sequence[str], spans: Sequence[Sequence[Any]]) -> list[Any]:
        keys = [(text, tuple(own)) for text, own in zip(texts, spans, strict=True)]
        new = [key for key in dict.fromkeys(keys) if key not in self._kept]
        found = super().in_context([text for text, _ in new], [own for _, own in new])
        self._kept.update(zip(new, (rows.astype(np.float16) for rows in found), strict=True))
        return [self._kept[key] for key in keys]
