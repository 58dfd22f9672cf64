"""Whether a web page is likely a report: a cheap test for archives that hold whole sites."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from rashomon.stages.read.markup import without

__all__ = ["why_not_news"]

DECLARED = re.compile(
    r"[\"']@type[\"']\s{0,9}:\s{0,9}\[?\s{0,9}[\"'][A-Za-z]{0,40}(?:Article|BlogPosting)[\"']"
    r"|og:type[\"']?[^<>]{0,200}?content\s{0,9}=\s{0,9}[\"']?article"
    r"|content\s{0,9}=\s{0,9}[\"']?article[\"']?[^<>]{0,200}?og:type"
    r"|article:published_time|schema\.org/[A-Za-z]{0,40}(?:Article|BlogPosting)",
    re.I,
)
HIDDEN = "script|style|noscript|template|svg"
PARAGRAPH = re.compile(r"<p(?![\w-])[^<>]*>(.*?)(?=</?p(?![\w-])|</?div(?![\w-])|\Z)", re.I | re.S)
TAG = re.compile(r"<[^<>]*>")
WORD = re.compile(r"\w+")
HOME = re.compile(r"/*(?:index\.\w+|home|[a-z]{2})?/*\Z", re.I)

RUNNING_WORDS = 100
"""Words in paragraphs outside of links from which a page that does not call itself an article is
taken for one (``evals/read_news_like.py``: of the 277 dev pages 268 call themselves one or hold
the marks of one, 274 pass this test)."""
LOOKED_AT = 2_000_000
"""Bytes of a page that are looked at."""


def why_not_news(content: bytes, url: str | None) -> str | None:
    """What tells that a page is no report; None if nothing does.

    A report says so (schema.org's types, OpenGraph) or has paragraphs of running text; the front
    page of a site is none, whatever it says.
    """
    if _is_front(url or ""):
        return "a front page, not a report"
    page = content[:LOOKED_AT].decode("latin-1")  # words are counted, not read
    if DECLARED.search(page) or running_words(page) >= RUNNING_WORDS:
        return None
    return "not news-like: it does not call itself an article and has little running text"


def _is_front(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # no URL at all
        return False
    return bool(parts.netloc and HOME.match(parts.path) and not parts.query)


def running_words(page: str) -> int:
    """Words in paragraphs, those in links left out."""
    shown = without(page, f"{HIDDEN}|a")
    texts = (TAG.sub(" ", part[1]) for part in PARAGRAPH.finditer(shown))
    return sum(len(WORD.findall(text)) for text in texts)
