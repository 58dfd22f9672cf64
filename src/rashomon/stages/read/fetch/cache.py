"""Answers kept on disk for conditional requests (RFC 9111): one file a URL, whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import threading
from pathlib import Path

import msgspec

from rashomon.errors import UsageError

__all__ = ["Cache", "Kept"]

_SUFFIX = ".page"
_KEEP = 0.9
"""The part of the allowed size that is left when the folder was full: clearing is then rare."""


class Kept(msgspec.Struct, frozen=True):
    """An answer as it is kept.

    :ivar url: the URL that was asked, without its fragment.
    :ivar content_type: the header as it was sent, empty if it was not.
    :ivar content: the body after decompression.
    """

    url: str
    content_type: str
    etag: str
    last_modified: str
    content: bytes


class Cache:
    """A folder of answers with a bounded size. May be used by several threads and processes.

    A file is the SHA-256 of what follows, 32 bytes, and the answer as MessagePack. One that is
    damaged, or is of another URL, is as if it were not there. A file that cannot be written is
    left out: the page was fetched all the same.

    :raises UsageError: the folder cannot be made.
    """

    def __init__(self, folder: Path, most_bytes: int) -> None:
        self._folder = folder
        self._most = most_bytes
        self._lock = threading.Lock()
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as problem:
            reason = f"the cache folder {folder} cannot be made: {problem.strerror}"
            raise UsageError(reason) from None
        self._size = sum(size for _, size, _ in self._files())

    def load(self, url: str) -> Kept | None:
        """The answer that is kept for a URL, none if there is none or it is damaged."""
        try:
            data = self._path(url).read_bytes()
            kept = msgspec.msgpack.decode(data[32:], type=Kept)
        except (OSError, msgspec.MsgspecError):
            return None
        whole = hashlib.sha256(data[32:]).digest() == data[:32]
        return kept if whole and kept.url == url else None

    def store(self, kept: Kept) -> None:
        """Keep an answer in place of an earlier one; what was not used longest goes if need be."""
        body = msgspec.msgpack.encode(kept)
        data = hashlib.sha256(body).digest() + body
        if len(data) > self._most * _KEEP:
            self.drop(kept.url)
            return
        with contextlib.suppress(OSError):
            self._write(self._path(kept.url), data)
            self._grow(len(data))

    def touch(self, url: str) -> None:
        """Note that the answer of a URL was used."""
        with contextlib.suppress(OSError):
            os.utime(self._path(url))

    def drop(self, url: str) -> None:
        """Keep nothing for a URL."""
        with contextlib.suppress(OSError):
            self._path(url).unlink()

    def _path(self, url: str) -> Path:
        name = hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / f"{name}{_SUFFIX}"

    def _write(self, path: Path, data: bytes) -> None:
        handle, name = tempfile.mkstemp(suffix=_SUFFIX, prefix=".new-", dir=self._folder)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def _grow(self, size: int) -> None:
        """Count a new file; only when the sum is too large, look at the folder and clear it."""
        with self._lock:
            self._size += size
            if self._size <= self._most:
                return
            files = sorted(self._files())
            self._size = sum(size for _, size, _ in files)
            for _, old, path in files:
                if self._size <= self._most * _KEEP:
                    break
                path.unlink(missing_ok=True)
                self._size -= old

    def _files(self) -> list[tuple[int, int, Path]]:
        """Time of the last use in ns, size in bytes, and path of each file that is kept here."""
        found = []
        for path in self._folder.glob(f"*{_SUFFIX}"):
            with contextlib.suppress(OSError):
                state = path.stat()
                found.append((state.st_mtime_ns, state.st_size, path))
        return found
