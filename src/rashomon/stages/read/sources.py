"""From what the user named to opened entries: files, folders, patterns, pipes, standard input."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from io import BufferedIOBase
from pathlib import Path
from typing import cast

from rashomon.errors import InputError, SourceNotFound, SourceUnreadable, Unsupported
from rashomon.models import Refusal
from rashomon.stages.read.decode import sound
from rashomon.stages.read.entries import Entry, Link, open_entry

__all__ = ["entries"]

STDIN = "-"
URL = ("http://", "https://")


def entries(
    sources: Iterable[str], limit: int, meta: Path | None = None
) -> Iterator[Entry | Link | Refusal]:
    """One entry for each file behind the sources, in order, a link for each URL, and a refusal for
    what is not there. An entry is open until the next one is asked for.

    :param limit: bytes that one article may have.
    :param meta: the file of metadata, which is no source where a folder holds it too.
    """
    for source in sources:
        for found in _paths(source):
            if isinstance(found, Refusal):
                yield Refusal(source=sound(found.source), reason=found.reason)
            elif isinstance(found, Link):
                yield found
            elif meta is None or found == STDIN or Path(found).absolute() != meta.absolute():
                yield from _opened(found, limit)


def _opened(path: str, limit: int) -> Iterator[Entry | Refusal]:
    try:
        if path == STDIN:
            stdin = cast("BufferedIOBase", sys.stdin.buffer)
            yield open_entry(STDIN, stdin, limit)
            return
        with Path(path).open("rb") as stream:
            yield open_entry(sound(path), stream, limit)
    except InputError as problem:
        yield Refusal(source=problem.source, reason=problem.reason)
    except OSError as problem:
        yield Refusal(source=sound(path), reason=_reason(problem))


def _paths(source: str) -> Iterator[str | Link | Refusal]:
    try:
        yield from _expanded(source)
    except InputError as problem:
        yield Refusal(source=problem.source, reason=problem.reason)
    except OSError as problem:
        yield Refusal(source=source, reason=_reason(problem))


def _expanded(source: str) -> Iterator[str | Link | Refusal]:
    """The files behind a source. A pipe that the user names is read; one in a folder is not, since
    nobody may ever write to it."""
    if source == STDIN:
        yield source
        return
    if source.startswith(URL):
        yield Link(source, source)
        return
    mode = _mode(source)
    if mode is None:
        yield from _matches(source)
    elif stat.S_ISDIR(mode):
        yield from _walk(source)
    elif stat.S_ISREG(mode) or stat.S_ISFIFO(mode):
        yield source
    else:
        raise Unsupported(source, _what(mode))


def _mode(path: str) -> int | None:
    """What kind of file a path leads to; None if to nothing.

    :raises OSError: it cannot be told, as where links lead to each other.
    """
    try:
        return os.stat(path).st_mode if path and "\x00" not in path else None  # noqa: PTH116
    except (FileNotFoundError, NotADirectoryError):
        return None


def _matches(pattern: str) -> Iterator[str | Refusal]:
    found = sorted(glob.glob(pattern, recursive=True)) if glob.has_magic(pattern) else []  # noqa: PTH207
    if not found:
        what = "pattern matches nothing" if glob.has_magic(pattern) else "no such file or folder"
        raise SourceNotFound(pattern, what)
    for path in found:
        if Path(path).is_dir():
            yield from _walk(path)
        else:
            yield _checked(path)


def _walk(folder: str) -> Iterator[str | Refusal]:
    """Files below a folder in sorted order; names that begin with a dot are left out, and links to
    folders are not followed, since they may lead back."""
    problems: list[OSError] = []
    empty = True
    for here, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        linked = [name for name in folders if Path(here, name).is_symlink()]
        for name in sorted([*names, *linked]):
            path = os.path.join(here, name)  # noqa: PTH118 (a path as the user wrote it)
            if name in linked:
                yield Refusal(
                    source=path, reason="a link to a folder, not followed; name it itself"
                )
            elif not name.startswith("."):
                empty = False
                yield _checked(path)
    for problem in problems:
        yield Refusal(source=str(problem.filename or folder), reason=_reason(problem))
    if empty and not problems:
        raise SourceNotFound(folder, "no files in this folder")


def _checked(path: str) -> str | Refusal:
    """A path if it leads to a file."""
    try:
        mode = _mode(path)
    except OSError as problem:
        return Refusal(source=path, reason=_reason(problem))
    if mode is None:
        return Refusal(source=path, reason="a link that leads to nothing, or a file that is gone")
    return path if stat.S_ISREG(mode) else Refusal(source=path, reason=_what(mode))


def _what(mode: int) -> str:
    kinds = (
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
    )
    name = next((name for test, name in kinds if test(mode)), "something else")
    return f"{name}, neither a file nor a folder"


def _reason(problem: OSError) -> str:
    if isinstance(problem, FileNotFoundError):
        return "no such file or folder"
    if isinstance(problem, PermissionError):
        return "no permission to read it"
    return SourceUnreadable("", problem.strerror or str(problem)).reason
