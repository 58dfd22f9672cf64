"""Content in UTF-16 or UTF-32 that is read line by line: recoded, since there a line end is no
single byte."""

from __future__ import annotations

import codecs
import dataclasses
import io
from typing import Any

from rashomon.stages.read.decode import wide_encoding
from rashomon.stages.read.entries import Entry
from rashomon.stages.read.packing import CHUNK

__all__ = ["recoded"]


def recoded(entry: Entry) -> Entry:
    """The entry with its content in UTF-8 if it is UTF-16 or UTF-32, else as it is."""
    encoding = wide_encoding(entry.sample)
    if encoding is None:
        return entry
    stream = io.BufferedReader(_Recoded(entry.stream, encoding), CHUNK)
    whole = entry.sample[: len(entry.sample) // 4 * 4]
    sample = whole.decode(encoding, "replace").removeprefix("\ufeff").encode()
    return dataclasses.replace(entry, stream=stream, sample=sample)


class _Recoded(io.RawIOBase):
    def __init__(self, inner: io.BufferedIOBase, encoding: str) -> None:
        self._inner = inner
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._ready = b""
        self._first = True

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        while not self._ready:
            data = self._inner.read1(CHUNK)
            text = self._decoder.decode(data, final=not data)
            if self._first:
                text, self._first = text.removeprefix("\ufeff"), not text
            self._ready = text.encode("utf-8", "replace")
            if not data:
                break
        part = self._ready[: len(target)]
        self._ready = self._ready[len(part) :]
        target[: len(part)] = part
        return len(part)
