"""Reading: from sources to documents.

``read(sources, settings)`` opens files, folders, patterns and standard input, picks a reader for
each by its content, and gives a :class:`Reading`: a :class:`~rashomon.models.Document` for each
article that stands there as text, a :class:`~rashomon.models.Page` for each web page, and a
:class:`~rashomon.models.Refusal` for each input that cannot be used. ``extracted(item)`` takes the
article out of a page; it is the costly half and runs wherever an engine puts it.
"""

from rashomon.stages.read.entries import Entry, Reader
from rashomon.stages.read.reading import Reading, extracted, read
from rashomon.stages.read.settings import ReadSettings

__all__ = ["Entry", "ReadSettings", "Reader", "Reading", "extracted", "read"]
