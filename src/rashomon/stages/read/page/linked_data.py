"""JSON-LD of a page (schema.org): the object that describes the article."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

__all__ = ["article_of", "linked_objects", "names_of", "paragraphs_of", "plain"]

ARTICLES = ("Article", "Report", "BlogPosting", "LiveBlogPosting", "SocialMediaPosting", "Blog")
"""Ends of the schema.org types of news articles and their kin."""
PAGES = ("WebPage", "ItemPage", "MedicalWebPage", "AboutPage")
LISTS = frozenset(
    "itemListElement hasPart mentions relatedLink isRelatedTo citation comment video image "
    "associatedMedia liveBlogUpdate review isBasedOn".split()
)
"""Properties whose objects are about other things than the page's article."""
MAX_OBJECTS = 2_000
MAX_SCRIPT = 4_000_000
WRAPPED = re.compile(
    r"^\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>(?:\*/)?)\s*$"
)
BLOCK = re.compile(r"</?(?:p|div|br|h[1-6]|li|blockquote|section)\b[^<>]{0,200}>", re.I)
MARKUP = re.compile(r"<[^<>]{1,200}>")


def linked_objects(root: Any) -> list[dict[str, Any]]:
    """The objects of a page's JSON-LD scripts, outer ones first, lists of other things left out."""
    found: list[dict[str, Any]] = []
    for script in root.iter("script"):
        kind = script.get("type") or ""
        text = script.text
        if "ld+json" not in kind.lower() or not text or len(text) > MAX_SCRIPT:
            continue
        queue: list[Any] = list(_values(text))
        while queue and len(found) < MAX_OBJECTS:
            value = queue.pop(0)
            if isinstance(value, list):
                queue.extend(value)
            elif isinstance(value, dict):
                found.append(value)
                queue.extend(
                    v for k, v in value.items() if k not in LISTS and isinstance(v, dict | list)
                )
    return found


def _values(text: str) -> Iterator[Any]:
    """What a script holds; some have comment marks around it, or a semicolon behind."""
    text = WRAPPED.sub("", text).strip().rstrip(";")
    try:
        yield json.loads(text, strict=False)
    except (ValueError, RecursionError):
        # a stray line break or tab escape is common; nothing else is worth guessing
        try:
            yield json.loads(re.sub(r"\\(?![\"\\/bfnrtu])", r"\\\\", text), strict=False)
        except (ValueError, RecursionError):
            return


def article_of(objects: Sequence[dict[str, Any]], headlines: Sequence[str]) -> dict[str, Any]:
    """The object that describes the page's article, with what a page object adds; {} if none.

    :param headlines: what else the page gives for its headline, in lower case; of several
        articles the first whose headline is among them is taken, else the first.
    """
    articles = [item for item in objects if _is(item, ARTICLES)]
    agreed = [item for item in articles if _headline(item) in headlines]
    chosen = (agreed or articles or [{}])[0]
    merged: dict[str, Any] = {}
    for item in [chosen, *(item for item in objects if _is(item, PAGES))]:
        for key, value in item.items():
            if value and key not in merged:
                merged[key] = value
    return _resolved(merged, objects)


def _is(item: dict[str, Any], ends: tuple[str, ...]) -> bool:
    kinds = item.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.endswith(ends) for kind in kinds)


def _headline(item: dict[str, Any]) -> str:
    text = plain(item.get("headline")) or plain(item.get("name")) or ""
    return text.casefold()


def _resolved(item: dict[str, Any], objects: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """People and publisher that are only pointed to, put in place."""
    by_id = {o["@id"]: o for o in objects if isinstance(o.get("@id"), str) and o.get("name")}
    for key in ("author", "creator", "publisher"):
        value = item.get(key)
        values = value if isinstance(value, list) else [value]
        item[key] = [
            by_id.get(str(v.get("@id")), v) if isinstance(v, dict) and not v.get("name") else v
            for v in values
            if v
        ]
    return item


def names_of(value: Any) -> list[str]:
    """Names of people or organisations, however they are nested."""
    names: list[str] = []
    queue = [value]
    while queue and len(names) < 50:
        item = queue.pop(0)
        if isinstance(item, list):
            queue[:0] = item[:50]
        elif isinstance(item, dict):
            queue.insert(0, item.get("name"))
        elif text := plain(item):
            names.append(text)
    return names


def paragraphs_of(value: Any) -> tuple[str, ...]:
    """The paragraphs of a text that may hold markup: lines, and what block elements part."""
    if not isinstance(value, str):
        return ()
    lines = BLOCK.sub("\n", html.unescape(value)).splitlines()
    return tuple(text for text in map(plain, lines) if text)


def plain(value: Any) -> str | None:
    """A text without markup, entities and extra white space; None where there is none."""
    if not isinstance(value, str):
        return None
    text = html.unescape(value)
    if "<" in text:
        text = html.unescape(MARKUP.sub(" ", text))
    # JSON may escape half of a pair of surrogates, which is no character
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join(whole.split()) or None
