"""A user's own model for natural-language inference is named by two options that go together."""

from __future__ import annotations

from pathlib import Path

import pytest

import rashomon
from rashomon import cli
from rashomon.errors import ModelError, UsageError
from rashomon.settings import Settings

REPORT = "Bridge shut\n\nThe bridge at Tolva was shut on Monday as a pier had cracked.\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "a.txt"
    file.write_text(REPORT, encoding="utf-8")
    return file


def test_the_options_go_together(report: Path) -> None:
    with pytest.raises(UsageError, match="go together"):
        Settings(nli=report)
    with pytest.raises(UsageError, match="go together"):
        Settings(nli_tokenizer=report)
    with pytest.raises(UsageError, match="--nli-tokenizer"):
        Settings(nli=report, nli_tokenizer=report.with_name("none.json"))


def test_one_without_the_other_is_a_wrong_call(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(["compare", str(report), "--nli", str(report)])
    assert end.value.code == 2
    assert "go together" in capsys.readouterr().err


def test_a_file_that_is_no_model_is_told(report: Path, tmp_path: Path) -> None:
    model, vocabulary = tmp_path / "model.onnx", tmp_path / "vocab.txt"
    model.write_bytes(b"no model")
    vocabulary.write_text("[PAD]\n[UNK]\n[CLS]\n[SEP]\na\n", encoding="utf-8")
    with pytest.raises(ModelError, match=r"model\.onnx"):
        rashomon.compare(str(report), Settings(nli=model, nli_tokenizer=vocabulary))
