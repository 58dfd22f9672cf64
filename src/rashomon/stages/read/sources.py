"""From what the user named to opened entries: files, folders, patterns, standard input."""

from __future__ import annotations

import glob
import io
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from rashomon.errors import InputError, SourceNotFound, SourceUnreadable, Unsupported
from rashomon.models import Refusal
from rashomon.stages.read.entries import Entry, open_entry

__all__ = ["entries"]

STDIN = "-"


def entries(
    sources: Iterable[str], limit: int, meta: Path | None = None
) -> Iterator[Entry | Refusal]:
    """One entry for each file behind the sources, in order; a refusal for what is not there.

    :param limit: bytes that one article may have.
    :param meta: the file of metadata, which is no source where a folder holds it too.
    """
    for source in sources:
        for path in _paths(source):
            if isinstance(path, Refusal):
                yield path
            elif meta is None or path == STDIN or Path(path).absolute() != meta.absolute():
                yield from _opened(path, limit)


def _opened(path: str, limit: int) -> Iterator[Entry | Refusal]:
    try:
        if path == STDIN:
            content = io.BytesIO(sys.stdin.buffer.read())
            yield open_entry(STDIN, io.BufferedReader(content), limit)
            return
        with Path(path).open("rb") as stream:
            yield open_entry(path, stream, limit)
    except InputError as problem:
        yield Refusal(source=problem.source, reason=problem.reason)
    except OSError as problem:
        yield Refusal(source=path, reason=_reason(problem))


def _paths(source: str) -> Iterator[str | Refusal]:
    try:
        yield from _expanded(source)
    except InputError as problem:
        yield Refusal(source=problem.source, reason=problem.reason)
    except OSError as problem:
        yield Refusal(source=source, reason=_reason(problem))


def _expanded(source: str) -> Iterator[str | Refusal]:
    path = Path(source) if source and "\x00" not in source else None
    if source == STDIN or (path is not None and path.is_file()):
        yield source
    elif path is not None and path.is_dir():
        yield from _walk(source)
    elif path is not None and path.exists():
        raise Unsupported(source, "neither a file nor a folder")
    elif source.startswith(("http://", "https://")):
        raise Unsupported(source, "URLs are not read yet; save the page and name the file")
    else:
        yield from _matches(source)


def _matches(pattern: str) -> Iterator[str | Refusal]:
    found = sorted(glob.glob(pattern, recursive=True)) if glob.has_magic(pattern) else []  # noqa: PTH207
    if not found:
        what = "pattern matches nothing" if glob.has_magic(pattern) else "no such file or folder"
        raise SourceNotFound(pattern, what)
    for path in found:
        if Path(path).is_dir():
            yield from _walk(path)
        else:
            yield path


def _walk(folder: str) -> Iterator[str | Refusal]:
    """Files below a folder in sorted order; names that begin with a dot are left out."""
    problems: list[OSError] = []
    empty = True
    for here, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                empty = False
                yield os.path.join(here, name)  # noqa: PTH118 (a path as the user wrote it)
    for problem in problems:
        yield Refusal(source=str(problem.filename or folder), reason=_reason(problem))
    if empty and not problems:
        raise SourceNotFound(folder, "no files in this folder")


def _reason(problem: OSError) -> str:
    if isinstance(problem, FileNotFoundError):
        return "no such file or folder"
    if isinstance(problem, PermissionError):
        return "no permission to read it"
    return SourceUnreadable("", problem.strerror or str(problem)).reason
