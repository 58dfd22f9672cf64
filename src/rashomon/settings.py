"""What a run was asked for: one frozen object that travels from the command line to the stages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rashomon.errors import ModelError, UsageError

__all__ = ["Settings", "learned_part"]

PACKAGED = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Settings:
    """Options of a run.

    :ivar meta: a CSV file with columns source, outlet, url, published, title.
    :ivar models: a folder whose learned parts stand in for the packaged ones of the same name.
    :ivar jobs: processes for the stages that can share their work.
    :ivar one_story: take all sources as reports of one happening.
    """

    meta: Path | None = None
    models: Path | None = None
    jobs: int = 1
    one_story: bool = False

    def __post_init__(self) -> None:
        """Check the values.

        :raises UsageError: a value is out of range, a file or folder is not there.
        """
        if self.jobs < 1:
            raise UsageError(f"--jobs {self.jobs}: at least 1 process is needed")
        if self.meta is not None and not self.meta.is_file():
            raise UsageError(f"--meta {self.meta}: no such file")
        if self.models is not None and not self.models.is_dir():
            raise UsageError(f"--models {self.models}: no such folder")


def learned_part(name: str, models: Path | None = None) -> Path:
    """The file of a learned part: from ``models`` where it holds one, else the packaged one.

    :raises ModelError: neither holds it.
    """
    for folder in (models, PACKAGED):
        if folder is not None and (folder / name).is_file():
            return folder / name
    raise ModelError(f"{name}: not among the packaged parts; reinstall rashomon")
