"""Plain text: the decoded content, character for character."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.errors import Unsupported
from rashomon.models import Document
from rashomon.stages.read.decode import decode
from rashomon.stages.read.entries import Entry, has_words

__all__ = ["PlainReader", "decoded"]


class PlainReader:
    """Takes any entry that is text; stands last in the order of the readers."""

    def accepts(self, entry: Entry) -> bool:
        """Always: what is no text is refused with its reason when it is read."""
        return True

    def read(self, entry: Entry) -> Iterator[Document]:
        """One document without blocks or metadata.

        :raises Unsupported: binary, empty, or one word only.
        """
        content = entry.content()
        text = decoded(entry, content)
        yield Document(
            id=entry.identity(content),
            source=entry.source,
            sources=(entry.source,),
            text=text,
        )


def decoded(entry: Entry, content: bytes) -> str:
    """The text of an entry.

    :raises Unsupported: binary, empty, or one word only.
    """
    text = decode(content)
    if text is None:
        raise Unsupported(entry.source, "binary, not text")
    if not text.strip():
        raise Unsupported(entry.source, "empty: nothing but white space")
    if not has_words(text):
        raise Unsupported(entry.source, "one word only, not an article")
    return text
