"""Content-encodings, decoded in pieces with a limit, so that a bomb is stopped while it unpacks."""

from __future__ import annotations

import importlib
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from rashomon.errors import BadResponse, ResponseTooLarge

__all__ = ["accepted_encodings", "bounded", "decoded"]

PIECE = 65_536
"""Bytes that a step of decompression gives at most; brotli rounds up to its block size."""
_Undo = Callable[[Iterable[bytes], str], Iterator[bytes]]
MOST_LAYERS = 3
"""Encodings over one another that are undone; more than one is rare and served by mistake."""


def accepted_encodings() -> str:
    """The header ``Accept-Encoding``: what :func:`decoded` can undo here."""
    return "gzip, deflate" if _BROTLI is None else "gzip, deflate, br"


def bounded(chunks: Iterable[bytes], limit: int, url: str, what: str) -> Iterator[bytes]:
    """The chunks, until they are more than ``limit`` bytes.

    :param what: what is too large, for the message.
    :raises ResponseTooLarge: they are.
    """
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            reason = f"{what} is larger than {limit} bytes; raise the limit or leave it out"
            raise ResponseTooLarge(url, reason)
        yield chunk


def decoded(chunks: Iterable[bytes], header: str, limit: int, url: str) -> Iterator[bytes]:
    """Undo the encodings of an answer.

    :param chunks: the body as it was sent.
    :param header: ``Content-Encoding`` as it was sent, empty for none.
    :param limit: bytes that the result, and each step to it, may have.
    :raises ResponseTooLarge: a step gives more.
    :raises BadResponse: an encoding is unknown, or the data is not in it or is cut short.
    """
    names = [name.strip().lower() for name in header.split(",")]
    layers = [name for name in names if name not in ("", "identity")]
    if len(layers) > MOST_LAYERS:
        raise BadResponse(url, f"the answer is encoded {len(layers)} times; it is not decoded")
    stream = iter(chunks)
    for name in reversed(layers):
        if name not in _LAYERS:
            raise BadResponse(url, f"the answer has the unknown encoding {name[:40]!r}")
        stream = bounded(_LAYERS[name](stream, url), limit, url, "the decompressed answer")
    return stream


def _gzip(chunks: Iterable[bytes], url: str) -> Iterator[bytes]:
    return _inflated(chunks, url, lambda _start: zlib.decompressobj(31))


def _deflate(chunks: Iterable[bytes], url: str) -> Iterator[bytes]:
    """Deflate, with the zlib header that RFC 9110 asks for or without, as some servers send it."""
    return _inflated(chunks, url, lambda start: zlib.decompressobj(15 if _zlib(start) else -15))


def _zlib(start: bytes) -> bool:
    method_and_check = int.from_bytes(start[:2].ljust(2, b"\0"), "big")
    return start[0] & 15 == 8 and method_and_check % 31 == 0


def _inflated(
    chunks: Iterable[bytes], url: str, begin: Callable[[bytes], zlib._Decompress]
) -> Iterator[bytes]:
    """Inflate one member after the other; what follows the last one is left out, as gzip does."""
    stream: zlib._Decompress | None = None
    finished = 0
    try:
        for chunk in _first_two_together(chunks):
            data = chunk
            while data:
                if stream is None:
                    if finished and not data.startswith(b"\x1f"):
                        return
                    stream = begin(data)
                yield stream.decompress(data, PIECE)
                data = stream.unused_data if stream.eof else stream.unconsumed_tail
                if stream.eof:
                    stream, finished = None, finished + 1
        # what inflate holds back here is bounded by its bit buffer, about 16 kB
        if stream is not None:
            yield stream.flush()
    except zlib.error:
        raise BadResponse(url, "the answer is not in the compression it names") from None
    if stream is not None and not stream.eof:
        raise BadResponse(url, "the compressed answer is cut short; try again later")


def _first_two_together(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks, the first with two bytes at least, so that a header can be told by it."""
    held = b""
    told = False
    for chunk in chunks:
        held += chunk
        told = told or len(held) >= 2
        if told:
            yield held
            held = b""
    if held:
        yield held


def _brotli_module() -> Any:
    """Brotli if it is installed and can limit the output of a step, which it can since 1.2."""
    try:
        module = importlib.import_module("brotli")
    except ImportError:
        return None
    return module if hasattr(module.Decompressor, "can_accept_more_data") else None


_BROTLI = _brotli_module()


def _brotli(chunks: Iterable[bytes], url: str) -> Iterator[bytes]:
    stream = _BROTLI.Decompressor()
    empty = True
    try:
        for chunk in chunks:
            empty = empty and not chunk
            # a step that gave something may hold back more of the same input
            piece = stream.process(chunk, output_buffer_limit=PIECE)
            while piece:
                yield piece
                piece = stream.process(b"", output_buffer_limit=PIECE)
    except _BROTLI.error:
        raise BadResponse(url, "the answer is not in the compression it names") from None
    if not empty and not stream.is_finished():
        raise BadResponse(url, "the compressed answer is cut short; try again later")


_LAYERS: Mapping[str, _Undo] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    **({} if _BROTLI is None else {"br": _brotli}),
}
