"""What a web page declares of itself: meta tags and JSON-LD (schema.org)."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

__all__ = ["Declared", "declared"]

META = re.compile(r"<meta\b[^>]*>", re.I)
ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
SCRIPT = re.compile(r"<script\b[^>]*application/ld\+json[^>]*>(.*?)</script>", re.I | re.S)
LANGUAGE = re.compile(r"<html\b[^>]*?\blang\s*=\s*[\"']?([A-Za-z]{2})\b", re.I)
MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(Z|[+-]\d\d:?\d\d|UTC|GMT)?)?"
)
ARTICLE_TYPES = ("Article", "Report", "BlogPosting", "NewsArticle", "LiveBlog")

PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "datepublished",
    "dc.date.issued",
    "publishdate",
    "pubdate",
    "date",
)
UPDATED = ("article:modified_time", "og:article:modified_time", "datemodified", "og:updated_time")


@dataclass(frozen=True)
class Declared:
    """What the page says of itself; None or empty where it is silent."""

    published: str | None = None
    updated: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()


def declared(content: bytes) -> Declared:
    """Read the head of a page.

    :param content: the bytes of the page.
    """
    from rashomon.stages.read.decode import decode

    page = decode(content) or ""
    meta = _meta(page)
    article = next(_articles(page), {})
    lang = LANGUAGE.search(page[:20_000])
    return Declared(
        published=_moment(article.get("datePublished")) or _named(meta, PUBLISHED),
        updated=_moment(article.get("dateModified")) or _named(meta, UPDATED),
        outlet=_text(meta.get("og:site_name")) or _publisher(article),
        url=_text(meta.get("og:url")),
        language=lang[1].lower() if lang else None,
        authors=tuple(_people(article.get("author"))),
    )


def _meta(page: str) -> dict[str, str]:
    """Content of the meta tags by name; the first of a name counts."""
    found: dict[str, str] = {}
    for tag in META.findall(page):
        values = {
            m[1].lower(): html.unescape(m[2] or m[3] or m[4] or "") for m in ATTRIBUTE.finditer(tag)
        }
        name = values.get("property") or values.get("name") or values.get("itemprop")
        if name and values.get("content"):
            found.setdefault(name.lower(), values["content"])
    return found


def _named(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((found for name in names if (found := _moment(meta.get(name)))), None)


def _articles(page: str) -> Iterator[dict[str, Any]]:
    """The objects of JSON-LD that describe an article."""
    for script in SCRIPT.findall(page):
        try:
            data = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(data, 0):
            kinds = item.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(k, str) and k.endswith(ARTICLE_TYPES) for k in kinds):
                yield item


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(data, list):
        for item in data:
            yield from _objects(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        yield from _objects(data.get("@graph"), depth + 1)
        yield from _objects(data.get("mainEntity"), depth + 1)


def _moment(value: Any) -> str | None:
    """An ISO 8601 time as exact as it stands there."""
    found = MOMENT.search(value) if isinstance(value, str) else None
    if not found:
        return None
    day, time, zone = found.groups()
    if time is None:
        return str(day)
    if zone in ("Z", "UTC", "GMT"):
        zone = "+00:00"
    elif zone and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"{day}T{time}{zone or ''}"


def _publisher(article: dict[str, Any]) -> str | None:
    publisher = article.get("publisher")
    if isinstance(publisher, list):
        publisher = publisher[0] if publisher else None
    return _text(publisher.get("name")) if isinstance(publisher, dict) else None


def _people(author: Any) -> Iterator[str]:
    for item in author if isinstance(author, list) else [author]:
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, str) and not name.startswith("http") and (text := _text(name)):
            yield text


def _text(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    return re.sub(r"\s+", " ", html.unescape(value)).strip() or None
