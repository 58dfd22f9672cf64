"""Cleaning: the kinds of an article's lines, and its metadata, from dirty text.

``clean(documents)`` gives one :class:`~rashomon.models.Article` for each document: its text
told apart into blocks that cover all of it, and title, authors, times and language as far as
the text itself shows them. ``explain`` gives the same with the evidence for each block. A
:class:`LineCounts` that has seen the documents first knows the furniture of their outlets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rashomon.stages.clean.shared_lines import LineCounts, SharedLines

if TYPE_CHECKING:
    from rashomon.stages.clean.cleaning import clean, explain

__all__ = ["LineCounts", "SharedLines", "clean", "explain"]


def __getattr__(name: str) -> Any:
    """Load what cleans on first use (PEP 562): a process that only counts lines needs none."""
    if name not in ("clean", "explain"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from rashomon.stages.clean import cleaning

    return getattr(cleaning, name)
