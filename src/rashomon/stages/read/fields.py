"""Articles as records: which field holds what, under the names that common tools write.

Known are our own output and the exports of news-please, trafilatura, newspaper4k, NewsAPI, CC-News
and GDELT, and schema.org's names; others are mapped by the user.
"""

from __future__ import annotations

import datetime
import email.utils
import functools
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rashomon.errors import InputError, Unsupported
from rashomon.models import Document, Page, Refusal
from rashomon.stages.read.decode import sound
from rashomon.stages.read.entries import has_words, too_large
from rashomon.stages.read.fragments import in_page, is_html
from rashomon.stages.read.page.moments import moment

__all__ = ["Fields", "declared_moment", "language_code", "plain_name"]

USUAL: Mapping[str, tuple[str, ...]] = {
    "text": (
        *("text", "maintext", "fulltext", "articletext", "cleantext", "articlebody", "content"),
        *("article", "body", "storytext", "rawtext", "contenthtml", "html", "rawhtml"),
    ),
    "title": ("title", "headline", "titlepage"),
    "url": ("url", "link", "sourceurl", "canonicallink", "documentidentifier"),
    "published": (
        *("published", "datepublish", "datepublished", "publishdate", "publisheddate"),
        *("publishedat", "publicationdate", "pubdate", "date"),
    ),
    "updated": ("updated", "datemodify", "datemodified", "modified", "updatedat"),
    "outlet": (
        *("outlet", "sourcedomain", "hostname", "sitename", "sourcehostname", "metasitename"),
        *("publication", "publisher", "domain", "sourcecommonname", "source"),
    ),
    "authors": ("authors", "author", "byline"),
    "language": ("language", "lang", "metalang"),
}
"""Usual names of one thing, without case, spaces, hyphens and underscores, the surest first."""

FEW = 64
"""Fields of a record up to which what they hold is remembered for the next record."""

CODE = re.compile(r"([a-z]{2})(?:[-_].*)?", re.I | re.S)
ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]*:\S|.*[\\/#]|.*\.(?:txt|html?|json|jsonl|csv)\Z", re.I | re.S
)
SECONDS = range(100_000_000, 10_000_000_000)
"""Whole numbers that are seconds since 1970 (1973 to 2286); a thousand times that, milliseconds."""


class Fields:
    """Takes articles out of records (JSON objects, rows of tables).

    :param given: the user's map, from our name to theirs; it goes before the usual names.
    """

    def __init__(self, given: Mapping[str, str] | None = None) -> None:
        self._given = dict(given or {})

    def place(self, name: str, record: Mapping[str, Any]) -> str | None:
        """The field of a record that holds ``name``; None where there is none."""
        return next(self.places(name, record), None)

    def text(self, record: Mapping[str, Any]) -> str | None:
        """The text of an article; None where the record holds none."""
        return _first(_text(value) for value in self._values("text", record))

    def article(self, record: Any, ident: str, source: str, limit: int) -> Document | Page:
        """The article that a record holds: a page where its text is HTML.

        :param limit: bytes that one article may have.
        :raises Unsupported: it is no article.
        """
        if not isinstance(record, Mapping):
            raise Unsupported(source, "not a JSON object")
        text = self.text(record)
        if text is None:
            raise Unsupported(source, self._no_text(record))
        if not has_words(text):
            raise Unsupported(source, "one word only, not an article")
        if len(text) > limit:
            raise Unsupported(source, too_large(limit))
        known = self.known(record)
        if is_html(text):
            content = in_page(text, known["title"], known["language"])
            return Page(
                id=ident,
                source=source,
                sources=(source,),
                content=content,
                encoding="utf-8",
                **known,
            )
        return Document(id=ident, source=source, sources=(source,), text=text, **known)

    def article_or_refusal(
        self, record: Any, ident: str, source: str, limit: int
    ) -> Document | Page | Refusal:
        """As :meth:`article`, with a refusal for what it raises."""
        try:
            return self.article(record, ident, source, limit)
        except InputError as problem:
            return Refusal(source=problem.source, reason=problem.reason)

    def known(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """The metadata of a record, by the names of :class:`~rashomon.models.Document`."""
        return {
            "outlet": _first(_outlet(value) for value in self._values("outlet", record)),
            "url": _first(_plain(value) for value in self._values("url", record)),
            "title": _first(_plain(value) for value in self._values("title", record)),
            "authors": next(filter(None, map(_names, self._values("authors", record))), ()),
            "published": _first(
                declared_moment(value) for value in self._values("published", record)
            ),
            "updated": _first(declared_moment(value) for value in self._values("updated", record)),
            "language": _first(language_code(value) for value in self._values("language", record)),
        }

    def _no_text(self, record: Mapping[str, Any]) -> str:
        names = ", ".join([sound(str(name)) for name in record][:20]) or "none"
        what = (
            f"no text in the field {self._given['text']!r}" if "text" in self._given else "no text"
        )
        return f"{what} in it; its fields: {names}; --field text=NAME names the one that holds it"

    def _values(self, name: str, record: Mapping[str, Any]) -> Iterator[Any]:
        if name in self._given:
            yield _found(record, self._given[name])
            return
        for place in self.places(name, record):
            yield record[place]

    def places(self, name: str, record: Mapping[str, Any]) -> Iterator[str]:
        """The fields of a record that may hold ``name``, the surest first."""
        if name in self._given:
            head = self._given[name]
            while head and head not in record:
                head = head.rpartition(".")[0]
            if head:
                yield head
            return
        names = tuple(record)
        yield from (_usual(names) if len(names) <= FEW else _usual.__wrapped__(names))[name]


@functools.lru_cache(maxsize=256)
def _usual(names: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The fields that may hold each thing, of records that have these fields."""
    by_name: dict[str, str] = {}
    for name in names:
        by_name.setdefault(plain_name(str(name)), name)
    if "sources" in by_name:  # in our own output a source is a file, not an outlet
        by_name.pop("source", None)
    return {
        ours: tuple(by_name[usual] for usual in theirs if usual in by_name)
        for ours, theirs in USUAL.items()
    }


def plain_name(name: str) -> str:
    """A field's name without case, spaces, hyphens and underscores."""
    return re.sub(r"[\s_-]+", "", name).casefold()


def _found(record: Any, path: str) -> Any:
    """The value at a dotted path; a name that itself has dots in it goes first."""
    if not isinstance(record, Mapping):
        return None
    if path in record:
        return record[path]
    head, dot, rest = path.partition(".")
    while dot:
        if head in record and (value := _found(record[head], rest)) is not None:
            return value
        more, dot, rest = rest.partition(".")
        head = f"{head}.{more}"
    return None


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _text(value: Any) -> str | None:
    """A text as it stands, or its paragraphs where these are a list."""
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        value = "\n\n".join(value)
    return sound(value) if isinstance(value, str) and value.strip() else None


def _plain(value: Any) -> str | None:
    """A text or a number as one line; the name in an object that has one (NewsAPI, schema.org)."""
    if isinstance(value, Mapping):
        return _first(_plain(value.get(name)) for name in ("name", "@value", "id"))
    return sound(" ".join(value.split())) or None if isinstance(value, str) else None


def _outlet(value: Any) -> str | None:
    """A name or domain; a path or an address is none."""
    found = _plain(value)
    return None if found is None or ADDRESS.match(found) else found


def _names(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split(";")
    if isinstance(value, Mapping):
        value = [value]
    if not isinstance(value, list | tuple):
        return ()
    return tuple(name for part in value if (name := _plain(part)))


def declared_moment(value: Any) -> str | None:
    """A declared time in ISO 8601, as exact as it is given; as it stands where its style is none
    that machines write, for the cleaning stage to tell."""
    if isinstance(value, Mapping):
        value = value.get("$date", value.get("@value"))
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _mailed(value) or moment(value) or _plain(value)
    if not math.isfinite(value):
        return None
    seconds = int(value)
    if seconds not in SECONDS:
        seconds //= 1000
    if seconds not in SECONDS:
        return None
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).isoformat()


def _mailed(value: Any) -> str | None:
    """A time in the form of mails (RFC 822), which feeds use."""
    try:
        return email.utils.parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return None


def language_code(value: Any) -> str | None:
    """The ISO 639-1 code of "en", "en-GB" or "en_GB"; None for a language under another name,
    which the text shows itself."""
    found = CODE.fullmatch(_plain(value) or "")
    return found[1].lower() if found else None
