"""Cleaning: the kinds of an article's lines, and its metadata, from dirty text.

``clean(documents)`` gives one :class:`~rashomon.models.Article` for each document: its text
told apart into blocks that cover all of it, and title, authors, times and language as far as
the text itself shows them.
"""

from rashomon.stages.clean.cleaning import clean

__all__ = ["clean"]
