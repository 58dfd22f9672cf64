"""What the tests share."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def ferry() -> Path:
    """The folder of the first sample happening."""
    return ROOT / "examples" / "ferry"
