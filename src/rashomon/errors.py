"""The one exception tree of Rashomon.

::

    RashomonError
    ├── InputError            an input that cannot be used; carries the source and the reason
    │   ├── SourceNotFound    a path or pattern that matches nothing
    │   ├── SourceUnreadable  no permission, an I/O error
    │   └── Unsupported       empty, binary, too large, not an article
    ├── UsageError            a wrong call: unknown option value, contradicting options
    ├── ModelError            a learned part is missing or damaged
    ├── OffsetError           a stored slice and the text it was cut from differ
    └── PipelineError         a stage needs a layer that no stage before it gives

One bad input never stops the others: readers raise ``InputError``, the reading stage turns it
into a ``Refusal``.
"""

from __future__ import annotations

__all__ = [
    "InputError",
    "ModelError",
    "OffsetError",
    "PipelineError",
    "RashomonError",
    "SourceNotFound",
    "SourceUnreadable",
    "Unsupported",
    "UsageError",
]


class RashomonError(Exception):
    """Base of all errors that this program raises on purpose."""


class InputError(RashomonError):
    """An input that cannot be used.

    :param source: the path, URL or entry as the user would name it.
    :param reason: what is wrong with it and what to do, one line.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class SourceNotFound(InputError):
    """A path or pattern that matches nothing."""


class SourceUnreadable(InputError):
    """A source that exists and cannot be read."""


class Unsupported(InputError):
    """A source that was read and is no article this program can use."""


class UsageError(RashomonError):
    """A wrong call."""


class ModelError(RashomonError):
    """A learned part that is missing or damaged."""


class OffsetError(RashomonError):
    """A stored slice and the text it was cut from differ."""


class PipelineError(RashomonError):
    """A stage needs a layer that no stage before it gives."""
