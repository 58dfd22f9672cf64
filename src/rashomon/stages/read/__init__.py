"""Reading: from sources to documents.

``read(sources, settings)`` opens files, folders, patterns and standard input, picks a reader for
each by its content, and yields one :class:`~rashomon.models.Document` for each article and one
:class:`~rashomon.models.Refusal` for each input that cannot be used.
"""

from rashomon.stages.read.entries import Entry, Reader
from rashomon.stages.read.reading import read
from rashomon.stages.read.settings import ReadSettings

__all__ = ["Entry", "ReadSettings", "Reader", "read"]
