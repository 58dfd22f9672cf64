"""Writing answers: to standard output, or to a file that is written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import msgspec

from rashomon.errors import UsageError

__all__ = ["as_json", "as_lines", "line_parts", "list_parts", "write", "write_parts"]


def as_json(value: Any) -> str:
    """JSON with an indent of one and a line end; keys in the order of the contract."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1).decode() + "\n"


def as_lines(values: Iterable[Any]) -> str:
    """JSON Lines."""
    return "".join(line_parts(values))


def write(text: str, target: Path | None) -> None:
    """Write to a file, or to standard output where none is given.

    :raises UsageError: the file cannot be written; what stood there before still does.
    """
    write_parts([text], target)


def write_parts(parts: Iterable[str], target: Path | None) -> None:
    """Write one part after the other as :func:`write` writes one.

    :raises UsageError: the file cannot be written; what stood there before still does.
    """
    if target is None:
        for part in parts:
            _to_standard_output(part)
        return
    file = _beside(target)
    try:
        with file:
            for part in parts:
                _put(file, part.encode(), target)
        with _told(target):
            mask = os.umask(0)
            os.umask(mask)
            os.chmod(file.name, 0o666 & ~mask)  # noqa: PTH101
            os.replace(file.name, target)  # noqa: PTH105
    except BaseException:
        os.unlink(file.name)  # noqa: PTH108
        raise


def _beside(target: Path) -> IO[bytes]:
    """A file that takes the target's place when it is whole."""
    with _told(target):
        return tempfile.NamedTemporaryFile(
            dir=target.parent, prefix=f".{target.name}.", delete=False
        )


def _put(file: IO[bytes], data: bytes, target: Path) -> None:
    with _told(target):
        file.write(data)


@contextlib.contextmanager
def _told(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise UsageError(f"-o {target}: cannot be written ({problem.strerror})") from problem


def list_parts(values: Iterable[Any]) -> Iterator[str]:
    """The parts of what :func:`as_json` makes of a list, one item at a time."""
    first = True
    for value in values:
        lines = msgspec.json.format(msgspec.json.encode(value), indent=1).decode()
        yield ("[\n " if first else ",\n ") + lines.replace("\n", "\n ")
        first = False
    yield "[]\n" if first else "\n]\n"


def line_parts(values: Iterable[Any]) -> Iterator[str]:
    """JSON Lines, one at a time."""
    return (msgspec.json.encode(value).decode() + "\n" for value in values)


def _to_standard_output(text: str) -> None:
    try:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # the reader (head, less) has had enough: nothing more is to be said, at exit neither
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
