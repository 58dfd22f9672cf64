"""What a run was asked for: one frozen object that travels from the command line to the stages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rashomon.errors import ModelError, UsageError
from rashomon.models import BriefLength

__all__ = ["FIELDS", "REWRITE_KEY", "Settings", "check_fields", "learned_part"]

REWRITE_KEY = "RASHOMON_REWRITE_KEY"
"""The environment variable that holds the key of the model that rewrites."""

PACKAGED = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Settings:
    """Options of a run.

    :ivar meta: a CSV file with columns source, outlet, url, published, title.
    :ivar models: a folder whose learned parts stand in for the packaged ones of the same name.
    :ivar jobs: processes for the stages that can share their work.
    :ivar one_story: take all sources as reports of one happening.
    :ivar fields: where to find what in JSON, CSV and Parquet: our names to the source's own.
    :ivar follow: fetch the pages that a feed on disk links to where it holds no full text.
    :ivar cache: a folder in which fetched pages are kept, so that a page that did not change is
        not sent again; None keeps none.
    :ivar allow_private: whether addresses that are not public may be fetched.
    :ivar obey_robots: whether ``robots.txt`` is obeyed.
    :ivar delay: seconds between two requests to one host.
    :ivar explain: work out the evidence for each block.
    :ivar corrections: a file of a reader's decisions, replayed on the run.
    :ivar min_confidence: hide joins and conflicts that are less sure, 0 to 1.
    :ivar nli: an ONNX file of a model for natural-language inference that the user brings.
    :ivar nli_tokenizer: its ``tokenizer.json`` or WordPiece vocabulary.
    :ivar length: of the brief: a line, a paragraph, a page.
    :ivar rewrite: the base address of an OpenAI-compatible model that may word the brief's
        sentences; None asks nobody. Its key comes from the environment (:data:`REWRITE_KEY`).
    :ivar rewrite_model: that model's name.
    :ivar user_agent: the name under which pages are fetched; None for the program's own.
    """

    meta: Path | None = None
    models: Path | None = None
    jobs: int = 1
    one_story: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
    follow: bool = False
    cache: Path | None = None
    allow_private: bool = False
    obey_robots: bool = True
    delay: float = 1.0
    user_agent: str | None = None
    explain: bool = False
    corrections: Path | None = None
    min_confidence: float = 0.0
    nli: Path | None = None
    nli_tokenizer: Path | None = None
    length: BriefLength = "page"
    rewrite: str | None = None
    rewrite_model: str | None = None

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
        if self.corrections is not None and not self.corrections.is_file():
            raise UsageError(f"--corrections {self.corrections}: no such file")
        if (self.nli is None) != (self.nli_tokenizer is None):
            raise UsageError("--nli MODEL.onnx and --nli-tokenizer FILE go together")
        for option, file in (("--nli", self.nli), ("--nli-tokenizer", self.nli_tokenizer)):
            if file is not None and not file.is_file():
                raise UsageError(f"{option} {file}: no such file")
        if (self.rewrite is None) != (self.rewrite_model is None):
            raise UsageError("--rewrite URL and --rewrite-model NAME go together")
        if not 0 <= self.min_confidence <= 1:
            raise UsageError(f"--min-confidence {self.min_confidence:g}: it goes from 0 to 1")
        if self.delay < 0:
            raise UsageError(f"--delay {self.delay:g}: a wait is 0 seconds or more")
        check_fields(self.fields)


FIELDS = ("text", "title", "url", "published", "updated", "outlet", "authors", "language")
"""What an article may take from a field or column."""


def check_fields(fields: Iterable[str]) -> None:
    """See that a field map names nothing but :data:`FIELDS`.

    :raises UsageError: it names something else.
    """
    for name in fields:
        if name not in FIELDS:
            raise UsageError(f"--field {name}=…: not one of {', '.join(FIELDS)}")


def learned_part(name: str, models: Path | None = None) -> Path:
    """The file of a learned part: from ``models`` where it holds one, else the packaged one.

    :raises ModelError: neither holds it.
    """
    for folder in (models, PACKAGED):
        if folder is not None and (folder / name).is_file():
            return folder / name
    raise ModelError(f"{name}: not among the packaged parts; reinstall rashomon")
