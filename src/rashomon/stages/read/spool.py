"""A list of what was read that may be larger than memory: a temporary file beyond some size."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from tempfile import gettempdir

import msgspec

from rashomon.errors import UsageError
from rashomon.models import Document, Page, Refusal
from rashomon.stages.read.closing import Closing

__all__ = ["IN_MEMORY", "Item", "Spool"]

Item = Document | Page | Refusal

IN_MEMORY = 64_000_000
"""Bytes that are held in memory; what comes after is written to a temporary file."""

_KINDS: tuple[type[Item], ...] = (Document, Page, Refusal)


class Spool(Closing):
    """Items in the order in which they were added; may be gone through several times.

    Nothing stays behind on disk: the temporary file has no name.
    """

    def __init__(self, in_memory: int = IN_MEMORY) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=in_memory)  # noqa: SIM115
        self._encoder = msgspec.msgpack.Encoder()
        self._decoders = [msgspec.msgpack.Decoder(kind) for kind in _KINDS]
        self._count = 0
        self._end = 0

    def __len__(self) -> int:
        return self._count

    def close(self) -> None:
        """Give the memory and the disk back."""
        self._file.close()

    def add(self, item: Item) -> None:
        """Put an item at the end.

        :raises UsageError: there is no room for it on disk.
        """
        packed = self._encoder.encode(item)
        head = bytes([_KINDS.index(type(item))]) + len(packed).to_bytes(8, "big")
        try:
            self._file.seek(self._end)
            self._file.write(head)
            self._file.write(packed)
        except OSError as problem:
            what = problem.strerror or str(problem)
            advice = "name a folder with more room in the environment variable TMPDIR"
            raise UsageError(
                f"what was read has no room in {gettempdir()} ({what}); {advice}"
            ) from problem
        self._end += len(head) + len(packed)
        self._count += 1

    def __iter__(self) -> Iterator[Item]:
        at = 0
        for _ in range(self._count):
            self._file.seek(at)  # somebody else may be half way through as well
            head = self._file.read(9)
            size = int.from_bytes(head[1:], "big")
            item: Item = self._decoders[head[0]].decode(self._file.read(size))
            at += 9 + size
            yield item
