"""The rules of the house that a machine can see: who imports whom, names, sizes."""

from __future__ import annotations

import ast
import importlib
import inspect
from pathlib import Path

import pytest

import rashomon
from rashomon import errors

SOURCE = Path(rashomon.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))
STAGES = sorted(p.name for p in (SOURCE / "stages").iterdir() if (p / "__init__.py").is_file())
LONGEST = 450
"""Lines of a module; four hundred is the guide."""


def imported(path: Path) -> set[str]:
    """Modules of the project that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return {name for name in found if name.split(".")[0] == "rashomon"}


def test_the_stages_are_these() -> None:
    assert STAGES == [
        "annotate",
        "brief",
        "clean",
        "collate",
        "correct",
        "group",
        "present",
        "read",
        "verify",
    ]


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_knows_no_other_stage(stage: str) -> None:
    others = tuple(f"rashomon.stages.{name}" for name in STAGES if name != stage)
    for path in sorted((SOURCE / "stages" / stage).rglob("*.py")):
        known = [name for name in imported(path) if name.startswith(others)]
        assert not known, f"{path.name} imports {known}"


def test_no_stage_knows_the_pipeline_or_the_command_line() -> None:
    above = {"rashomon.pipeline", "rashomon.api", "rashomon.cli", "rashomon.engine"}
    for path in sorted((SOURCE / "stages").rglob("*.py")):
        assert not imported(path) & above, path.name


def test_the_data_types_import_nothing_of_the_project() -> None:
    assert imported(SOURCE / "models.py") == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_modules_are_short_and_say_what_they_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "no docstring"
    # the data types stand in one module, however long
    assert text.count("\n") <= LONGEST or path.name == "models.py"


def test_public_names_are_listed_in_order_and_exist() -> None:
    for path in MODULES:
        name = ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)
        if name.endswith("__main__"):
            continue
        module = importlib.import_module(name.removesuffix(".__init__"))
        listed = getattr(module, "__all__", [])
        assert all(hasattr(module, each) for each in listed), name


def test_every_error_is_in_the_tree_that_the_docstring_shows() -> None:
    shown = inspect.getdoc(errors) or ""
    kinds = [k for _, k in inspect.getmembers(errors, inspect.isclass)]
    assert all(issubclass(k, errors.RashomonError) and k.__name__ in shown for k in kinds)
    assert sorted(errors.__all__) == sorted(k.__name__ for k in kinds)
