"""Cleaning: the kinds of an article's lines, and its metadata, from dirty text.

``clean(documents)`` gives one :class:`~rashomon.models.Article` for each document: its text
told apart into blocks that cover all of it, and title, authors, times and language as far as
the text itself shows them. ``explain`` gives the same with the evidence for each block. A
:class:`LineCounts` that has seen the documents first knows the furniture of their outlets.
"""

from rashomon.stages.clean.cleaning import clean, explain
from rashomon.stages.clean.shared_lines import LineCounts, SharedLines

__all__ = ["LineCounts", "SharedLines", "clean", "explain"]
