"""Compressed sources: gzip, bzip2 and xz, unpacked as they are read, member after member.

Only as much is unpacked as is asked for, so that a small file which unpacks to very much costs no
memory. All that is read of the packed bytes is hashed on the way: an article that is the whole
file has the id of the file as it lies on disk.
"""

from __future__ import annotations

import bz2
import hashlib
import io
import lzma
import zlib
from collections.abc import Callable
from typing import Any, Protocol

from rashomon.errors import SourceUnreadable

__all__ = ["Packing", "Unpacked", "packing_of", "unpacked_start"]

CHUNK = 1 << 16
LOOK = 4096
"""Bytes of a member that are looked at to tell what it begins with."""
XZ_MEMORY = 256_000_000
"""Bytes that an xz dictionary may have; the highest level of the usual tools needs 65 MB."""

GZIP_MEMBER = b"\x1f\x8b\x08"


class _Decompressor(Protocol):
    """What bz2 and lzma give."""

    eof: bool
    needs_input: bool
    unused_data: bytes

    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Gunzip:
    """A member of a gzip file behind the interface of bz2 and lzma."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max(max_length, 0))


class Packing:
    """A way of packing.

    :ivar name: as a person calls it.
    :ivar magic: the first bytes of each member.
    """

    def __init__(self, name: str, magic: bytes, make: Callable[[], Any]) -> None:
        self.name = name
        self.magic = magic
        self._make = make

    def member(self) -> _Decompressor:
        """A decompressor for one member."""
        made: _Decompressor = self._make()
        return made


PACKINGS = (
    Packing("gzip", GZIP_MEMBER, _Gunzip),
    Packing("bzip2", b"BZh", bz2.BZ2Decompressor),
    Packing("xz", b"\xfd7zXZ\x00", lambda: lzma.LZMADecompressor(memlimit=XZ_MEMORY)),
)
DAMAGED = (zlib.error, lzma.LZMAError, EOFError, OSError)


def packing_of(head: bytes) -> Packing | None:
    """How content that begins so is packed; None if it is not."""
    if head.startswith(b"BZh") and head[4:10] not in (b"1AY&SY", b"\x17rE8P\x90"):
        return None  # a text may well begin with three letters
    return next((one for one in PACKINGS if head.startswith(one.magic)), None)


def unpacked_start(packing: Packing, packed: bytes, size: int) -> bytes:
    """Up to ``size`` bytes of what the first packed bytes hold, as far as they are sound."""
    found = bytearray()
    member = packing.member()
    try:
        while len(found) < size:
            piece = member.decompress(packed, size - len(found))
            found += piece
            packed = member.unused_data if member.eof else b""
            if member.eof:
                if not packed.startswith(packing.magic):
                    break
                member = packing.member()
            elif not piece:
                break
    except DAMAGED:
        pass
    return bytes(found)


class Unpacked(io.RawIOBase):
    """The content of a packed stream.

    :param packed: buffered, at its start.
    :param source: what errors name.
    :ivar member_at: offset, in the packed bytes, of the member that was read last.
    """

    def __init__(self, packed: io.BufferedIOBase, packing: Packing, source: str) -> None:
        self._packed = packed
        self._packing = packing
        self._source = source
        self._hash = hashlib.sha256()
        self._window = b""  # the last two chunks, at _window_at
        self._window_at = 0
        self._chunk = 0  # length of the last of them
        self.member_at = 0
        self._member = packing.member()
        self._data = b""

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, target: Any) -> int:
        """Fill ``target`` with what one member gives.

        :raises SourceUnreadable: the packed bytes are damaged or end too soon, or reading fails.
        """
        try:
            piece = self._next(len(target))
        except DAMAGED as problem:
            what = f"damaged {self._packing.name} after byte {self.member_at}: {problem}"
            raise SourceUnreadable(self._source, what) from problem
        target[: len(piece)] = piece
        return len(piece)

    def identity(self) -> str:
        """The hash of all packed bytes, in hexadecimal digits; what is left of them is read."""
        while self._more():
            pass
        return self._hash.hexdigest()

    def recover(self, start: bytes) -> bool:
        """After damage: go to the next gzip member whose content begins with ``start``.

        :returns: whether there is one.
        """
        at = max(self.member_at + 1, self._window_at)
        while True:
            found = self._window.find(GZIP_MEMBER, at - self._window_at)
            if found < 0:
                at = max(at, self._end() - len(GZIP_MEMBER) + 1)
                if not self._more():
                    return False
                continue
            at = self._window_at + found
            if self._end() - at < LOOK and self._more():
                continue
            if unpacked_start(self._packing, self._window[found:], 64).startswith(start):
                self._begin(at)
                return True
            at += 1

    def _next(self, size: int) -> bytes:
        while True:
            if self._member.eof and not self._next_member():
                return b""
            if not self._data and self._member.needs_input and not self._more():
                raise EOFError("it ends too soon")
            data, self._data = self._data, b""
            piece = self._member.decompress(data, size)
            if self._member.eof:
                self._data = self._member.unused_data
            if piece:
                return piece

    def _next_member(self) -> bool:
        """Whether another member follows; zeros that fill a block are passed over."""
        magic = self._packing.magic
        left = self._data.lstrip(b"\x00")
        while len(left) < len(magic) and self._more():
            left = (left + self._data).lstrip(b"\x00")
        if not left:
            return False
        if not left.startswith(magic):
            raise EOFError("something else follows its end")
        self._begin(self._end() - len(left))
        return True

    def _begin(self, at: int) -> None:
        self.member_at = at
        self._data = self._window[at - self._window_at :]
        self._member = self._packing.member()

    def _end(self) -> int:
        return self._window_at + len(self._window)

    def _more(self) -> bool:
        """Take the next chunk; false at the end."""
        data = self._packed.read(CHUNK)
        self._hash.update(data)
        if data:
            kept = self._window[-self._chunk :] if self._chunk else b""
            self._window_at += len(self._window) - len(kept)
            self._window, self._chunk = kept + data, len(data)
        self._data = data
        return bool(data)
