"""The one exception tree of Rashomon.

::

    RashomonError
    ├── InputError            an input that cannot be used; carries the source and the reason
    │   ├── SourceNotFound    a path or pattern that matches nothing
    │   ├── SourceUnreadable  no permission, an I/O error
    │   ├── Unsupported       empty, binary, too large, not an article
    │   └── FetchError        a page that could not be fetched
    │       ├── AddressRefused    not http, not public, or misspelled
    │       ├── RobotsForbidden   the site's robots.txt forbids it
    │       ├── HostUnreachable   no address, no connection, or it broke
    │       │   └── UnknownHost       the name does not exist
    │       ├── FetchTimeout      the server was silent or slow for too long
    │       ├── RedirectRefused   too many redirects, a loop, or one to nowhere
    │       ├── ResponseTooLarge  as sent or after decompression
    │       └── BadResponse       an answer that is no page: its status or its form
    ├── UsageError            a wrong call: unknown option value, contradicting options
    ├── ModelError            a learned part is missing or damaged
    ├── OffsetError           a stored slice and the text it was cut from differ
    ├── PipelineError         a stage needs a layer that no stage before it gives
    ├── RewriteError          a model that rewrites sentences gave no usable answer
    └── StaleReference        a reader's decision names what is not there

One bad input never stops the others: readers raise ``InputError``, the reading stage turns it
into a ``Refusal``.
"""

from __future__ import annotations

__all__ = [
    "AddressRefused",
    "BadResponse",
    "FetchError",
    "FetchTimeout",
    "HostUnreachable",
    "InputError",
    "ModelError",
    "OffsetError",
    "PipelineError",
    "RashomonError",
    "RedirectRefused",
    "ResponseTooLarge",
    "RewriteError",
    "RobotsForbidden",
    "SourceNotFound",
    "SourceUnreadable",
    "StaleReference",
    "UnknownHost",
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


class FetchError(InputError):
    """A page that could not be fetched; ``source`` is its URL."""


class AddressRefused(FetchError):
    """A URL that is not http or https, is misspelled, or leads to an address that is not public."""


class RobotsForbidden(FetchError):
    """A page that the site's robots.txt forbids to this program."""


class HostUnreachable(FetchError):
    """A host without an address, without a connection, or whose connection broke."""


class UnknownHost(HostUnreachable):
    """A host whose name does not exist."""


class FetchTimeout(FetchError):
    """A server that was silent too long, or a page that took too long as a whole."""


class RedirectRefused(FetchError):
    """Redirects that are too many, run in a loop, or name no address."""


class ResponseTooLarge(FetchError):
    """An answer that is too large, as it was sent or after decompression."""


class BadResponse(FetchError):
    """An answer that is no page: its status, its form, or its compression."""


class UsageError(RashomonError):
    """A wrong call."""


class ModelError(RashomonError):
    """A learned part that is missing or damaged."""


class OffsetError(RashomonError):
    """A stored slice and the text it was cut from differ."""


class PipelineError(RashomonError):
    """A stage needs a layer that no stage before it gives."""


class RewriteError(RashomonError):
    """A model that rewrites sentences gave no answer, or none that can be used."""


class StaleReference(RashomonError):
    """A reader's decision names what is not there; the message says what to do."""
