"""JSON Schema (2020-12) of what each command answers, made from the data types."""

from __future__ import annotations

from typing import Any

import msgspec

from rashomon.errors import UsageError
from rashomon.models import (
    Annotation,
    Article,
    Briefs,
    Comparison,
    Correction,
    Grouping,
    Verification,
)

__all__ = ["INPUTS", "NAMES", "schema"]

NAMES = ("annotate", "brief", "compare", "group", "read", "verify")
"""Names that :func:`schema` takes: the commands."""

INPUTS = {"correction": Correction}
"""Further names: lines of files that the program reads, by their type."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DEFS = "#/$defs/{name}"

Schema = dict[str, Any]


def schema(name: str) -> Schema:
    """The schema of one command's answer, or of an input; for JSON Lines, of one line.

    Every property is required: the program writes null or an empty list for what it does not
    know. Further properties are allowed, as the contract says. An input may leave out what has a
    default, and has no further ones.

    :param name: one of :data:`NAMES` or :data:`INPUTS`.
    :raises UsageError: there is no such schema.
    """
    if name not in NAMES and name not in INPUTS:
        raise UsageError(f"schema {name!r}: there are {', '.join((*NAMES, *INPUTS))}")
    if name in INPUTS:
        return _input(name)
    _, defs = msgspec.json.schema_components(
        [Article, Annotation, Grouping, Comparison, Briefs, Verification], ref_template=DEFS
    )
    for definition in defs.values():
        if "properties" in definition:
            definition["required"] = list(definition["properties"])
    defs["Annotated"] = _annotated(defs)
    return _root(name, defs)


def _input(name: str) -> Schema:
    _, defs = msgspec.json.schema_components([INPUTS[name]], ref_template=DEFS)
    return _rooted(name, INPUTS[name].__name__, defs)


def _annotated(defs: dict[str, Schema]) -> Schema:
    """An article's fields and its annotation's side by side."""
    properties = {**defs["Article"]["properties"], **defs["Annotation"]["properties"]}
    return {
        "title": "Annotated",
        "type": "object",
        "properties": properties,
        "required": list(properties),
    }


def _root(name: str, defs: dict[str, Schema]) -> Schema:
    types = {
        "read": "Article",
        "annotate": "Annotated",
        "group": "Grouping",
        "brief": "Briefs",
    }
    types["verify"] = "Verification"
    return _rooted(name, types.get(name, "Comparison"), defs)


def _rooted(name: str, root: str, defs: dict[str, Schema]) -> Schema:
    used: dict[str, Schema] = {}
    _collect(root, defs, used)
    found = {
        "$schema": DIALECT,
        "$id": f"urn:rashomon:schema:{name}",
        "title": f"rashomon {name}",
        "$ref": DEFS.format(name=root),
        "$defs": {key: used[key] for key in sorted(used)},
    }
    # defaults are tuples here and lists in JSON
    plain: Schema = msgspec.json.decode(msgspec.json.encode(found))
    return plain


def _collect(name: str, defs: dict[str, Schema], used: dict[str, Schema]) -> None:
    """Take a definition and all that it refers to."""
    if name in used:
        return
    used[name] = defs[name]
    prefix = DEFS.format(name="")
    waiting: list[Any] = [defs[name]]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            reference = part.get("$ref")
            if isinstance(reference, str):
                _collect(reference.removeprefix(prefix), defs, used)
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)
