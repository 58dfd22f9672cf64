"""The language of a text, by py3langid (langid.py, Lui and Baldwin 2012)."""

from __future__ import annotations

import functools
from typing import Any

__all__ = ["language_of"]

SAMPLE = 700
"""Characters looked at: 3,000 give no other language for any gold body of the dev pages."""
MIN_LETTERS = 60
"""A shorter text names no language for certain."""
SOON = 100
"""Characters in which most texts have so many letters already."""
MIN_CONFIDENCE = 0.9
"""Normalised probability below which the language is left open."""

ENGLISH = frozenset(
    "the and of that with was were have has from which their this said would been they but who had"
    " more about".split()
)
SHARE, DIFFERENT = 0.1, 6
"""Part of the words, and how many different ones, that say English without the model: of 5,480
stretches of the dev texts in a dozen languages they tell 3,756, each as the model does, and spare
it (``evals/tune_language.py``)."""


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language, None where the text is too short or not clear."""
    sample = text[:SAMPLE]
    if not (_lettered(sample[:SOON]) or _lettered(sample)):
        return None
    if _is_english(sample):
        return "en"
    code, confidence = _identifier().classify(sample)
    return str(code) if confidence >= MIN_CONFIDENCE else None


def _lettered(sample: str) -> bool:
    return sum(map(str.isalpha, sample)) >= MIN_LETTERS


def _is_english(sample: str) -> bool:
    words = sample.lower().split()
    common = [word for word in words if word in ENGLISH]
    return len(common) >= SHARE * len(words) and len(set(common)) >= DIFFERENT


@functools.lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
