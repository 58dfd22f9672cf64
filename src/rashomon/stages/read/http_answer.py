"""An HTTP answer as a web archive holds it: status, headers, and the payload decoded."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rashomon.errors import BadResponse, ResponseTooLarge, Unsupported
from rashomon.stages.read.entries import too_large
from rashomon.stages.read.fetch.decoding import decoded

__all__ = ["Answer", "answer_of", "media_type"]

STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")
HEAD_END = re.compile(rb"\r?\n\r?\n")
CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)


@dataclass(frozen=True)
class Answer:
    """What a server sent.

    :ivar media: the type of the content in lower case, without parameters.
    :ivar charset: the encoding that the header names, if any.
    :ivar payload: as it was sent; :meth:`decoded` takes the codings of the transport off.
    """

    status: int
    media: str
    charset: str | None
    payload: bytes
    chunked: bool
    coding: str

    def decoded(self, source: str, limit: int) -> bytes:
        """The payload without transfer and content coding.

        A header may name a coding that the archive took off already; the bytes decide.

        :raises Unsupported: it is damaged, too large, or coded in a way that is not known.
        """
        data = _joined(self.payload) if self.chunked else self.payload
        data = _unpacked(data, self.coding, source, limit)
        if len(data) > limit:
            raise Unsupported(source, too_large(limit))
        return data


def answer_of(block: bytes) -> Answer | None:
    """The answer in a record's block; None if it is none."""
    status = STATUS.match(block)
    end = HEAD_END.search(block)
    if status is None:
        return None
    head = block[: end.start()] if end else block
    headers: dict[str, str] = {}
    for line in head.decode("latin-1").splitlines()[1:]:
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    media, charset = media_type(headers.get("content-type", ""))
    return Answer(
        status=int(status[1]),
        media=media,
        charset=charset,
        payload=block[end.end() :] if end else b"",
        chunked="chunked" in headers.get("transfer-encoding", "").lower(),
        coding=headers.get("content-encoding", "").lower().strip(),
    )


def media_type(value: str) -> tuple[str, str | None]:
    """Type and charset of a Content-Type header."""
    charset = CHARSET.search(value)
    return value.partition(";")[0].strip().lower(), charset[1] if charset else None


def _joined(data: bytes) -> bytes:
    """The chunks of a payload joined; as it is where it is not in chunks."""
    parts: list[bytes] = []
    at = 0
    while size := CHUNK_SIZE.match(data, at):
        length = int(size[1], 16)
        if length == 0:
            return b"".join(parts)
        parts.append(data[size.end() : size.end() + length])
        at = size.end() + length
        at += 2 if data[at : at + 2] == b"\r\n" else int(data[at : at + 1] == b"\n")
    return b"".join(parts) if parts and at >= len(data) else data


def _unpacked(data: bytes, coding: str, source: str, limit: int) -> bytes:
    if not coding:
        return data
    try:
        return b"".join(decoded([data], coding, limit, source))
    except ResponseTooLarge as problem:
        raise Unsupported(source, too_large(limit)) from problem
    except BadResponse as problem:
        if data.lstrip()[:1] == b"<":  # the archive took the coding off and left the header
            return data
        raise Unsupported(
            source, f"a payload that cannot be decoded: {problem.reason}"
        ) from problem
