"""Rashomon: one event, many accounts.

Reads news reports from any number of outlets, finds which are about the same happening, and sets
the accounts side by side. Each command has its twin here: :func:`read`, :func:`annotate`,
:func:`group`, :func:`compare`, :func:`verify`, :func:`schema` return typed objects
(:mod:`rashomon.models`), whose ``to_dict()`` is the JSON that the command writes. :func:`stream`
reads one article after the other, :func:`add` and :func:`explain` are ``group --state`` and
``group --explain``, :func:`why` is ``compare --explain``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rashomon.api import (
        Annotations,
        Articles,
        add,
        annotate,
        compare,
        explain,
        group,
        read,
        stream,
        verify,
        why,
    )
    from rashomon.errors import InputError, RashomonError
    from rashomon.schema import schema
    from rashomon.settings import Settings

__all__ = [
    "Annotations",
    "Articles",
    "InputError",
    "RashomonError",
    "Settings",
    "add",
    "annotate",
    "compare",
    "explain",
    "group",
    "read",
    "schema",
    "stream",
    "verify",
    "why",
]

_HOME = {
    "InputError": "rashomon.errors",
    "RashomonError": "rashomon.errors",
    "Settings": "rashomon.settings",
    "schema": "rashomon.schema",
}


def __getattr__(name: str) -> Any:
    """Load a public name on first use (PEP 562), so that ``rashomon --help`` is quick."""
    if name not in __all__:
        raise AttributeError(f"module 'rashomon' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOME.get(name, "rashomon.api")), name)
