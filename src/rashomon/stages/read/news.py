"""Whether a web page is likely a report: a cheap test for archives that hold whole sites."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

__all__ = ["why_not_news"]

DECLARED = re.compile(
    rb"[\"']@type[\"']\s*:\s*\[?\s*[\"'][A-Za-z]*(?:Article|BlogPosting)[\"']"
    rb"|og:type[\"']?[^>]*content\s*=\s*[\"']?article"
    rb"|content\s*=\s*[\"']?article[\"']?[^>]*og:type"
    rb"|article:published_time|schema\.org/[A-Za-z]*(?:Article|BlogPosting)",
    re.I,
)
HIDDEN = re.compile(rb"<(script|style|noscript|template|svg)\b.*?</\1\s*>|<!--.*?-->", re.I | re.S)
PARAGRAPH = re.compile(rb"<p\b[^>]*>(.*?)(?=</?p\b|</?div\b|\Z)", re.I | re.S)
LINK = re.compile(rb"<a\b[^>]*>.*?</a\s*>", re.I | re.S)
TAG = re.compile(rb"<[^>]*>")
WORD = re.compile(rb"[\w\x80-\xff]+")
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
    parts = urlsplit(url or "")
    if parts.netloc and HOME.match(parts.path) and not parts.query:
        return "a front page, not a report"
    page = content[:LOOKED_AT]
    if DECLARED.search(page) or running_words(page) >= RUNNING_WORDS:
        return None
    return "not news-like: it does not call itself an article and has little running text"


def running_words(page: bytes) -> int:
    """Words in paragraphs, those in links left out."""
    shown = HIDDEN.sub(b" ", page)
    texts = (TAG.sub(b" ", LINK.sub(b" ", part[1])) for part in PARAGRAPH.finditer(shown))
    return sum(len(WORD.findall(text)) for text in texts)
