"""Writing answers: to standard output, or to a file that is written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from rashomon.errors import UsageError

__all__ = ["as_json", "as_lines", "write"]


def as_json(value: Any) -> str:
    """JSON with an indent of one and a line end; keys in the order of the contract."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1).decode() + "\n"


def as_lines(values: Iterable[Any]) -> str:
    """JSON Lines."""
    return "".join(msgspec.json.encode(value).decode() + "\n" for value in values)


def write(text: str, target: Path | None) -> None:
    """Write to a file, or to standard output where none is given.

    :raises UsageError: the file cannot be written; what stood there before still does.
    """
    if target is None:
        _to_standard_output(text)
        return
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode())
            mask = os.umask(0)
            os.umask(mask)
            os.chmod(name, 0o666 & ~mask)  # noqa: PTH101
            os.replace(name, target)  # noqa: PTH105
        except BaseException:
            os.unlink(name)  # noqa: PTH108
            raise
    except OSError as problem:
        raise UsageError(f"-o {target}: cannot be written ({problem.strerror})") from problem


def _to_standard_output(text: str) -> None:
    try:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # the reader (head, less) has had enough: nothing more is to be said, at exit neither
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
