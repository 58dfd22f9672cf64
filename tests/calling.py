"""The command line, called from a test."""

from __future__ import annotations

from rashomon import cli


def call(*arguments: object) -> int:
    """Run the command line in this process; its exit status."""
    try:
        cli.main([str(a) for a in arguments])
    except SystemExit as end:
        return int(end.code or 0)
    return 0
