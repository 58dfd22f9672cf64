"""RSS 0.9x, 1.0 and 2.0 and Atom, parsed by feedparser after a check for XML that would harm.

The XML is read once by expat, which stops at the first entity that a feed declares: entities are
how a small file becomes a large one (the "billion laughs" and its quadratic kin) and how it reads
other files; no feed needs them. What is not well-formed is mended by libxml2, whose time grows with
the size only; feedparser's own mending needs minutes for a megabyte of brackets.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from rashomon.errors import Unsupported
from rashomon.stages.read.decode import decode_as, sound
from rashomon.stages.read.entries import Entry, Item
from rashomon.stages.read.feed_entry import FEED_BYTES, FeedEntry, address, feed_items
from rashomon.stages.read.fields import declared_moment, language_code
from rashomon.stages.read.markup import root_element

__all__ = ["FeedReader"]

ROOTS = frozenset({"rss", "feed", "rdf"})
DECLARED = re.compile(r"\s*<\?xml[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)[\"'][^>]*\?>")
XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]*);")
DEEPEST = 256
"""Elements inside one another; feeds have some ten."""


class FeedReader:
    """Feeds in XML.

    :param follow: whether what a feed in a file only links to is to be fetched.
    """

    def __init__(self, follow: bool = False) -> None:
        self._follow = follow

    def accepts(self, entry: Entry) -> bool:
        """Whether the root element is that of a feed."""
        return root_element(entry.sample) in ROOTS

    def read(self, entry: Entry) -> Iterator[Item]:
        """The entries that hold a whole report as pages or documents, the others as links where
        these are to be followed, and as refusals where not.

        :raises InputError: it is too large, harmful, broken, or has no entries.
        """
        text = _text(entry)
        found = _parsed(entry.source, _checked(entry.source, text))
        feed = found.feed
        own = [link.get("href") for link in feed.get("links", ()) if link.get("rel") == "self"]
        base = dict.get(feed, "link") or entry.url
        entries = (_entry(one, found, base) for one in found.entries)
        yield from feed_items(entry, entries, own, self._follow)


def _text(entry: Entry) -> str:
    """The feed, without its XML declaration, so that it is read as it was checked."""
    content = entry.some(FEED_BYTES + 1)
    if len(content) > FEED_BYTES:
        raise Unsupported(entry.source, f"a feed larger than {FEED_BYTES / 1e6:g} MB")
    declared = DECLARED.match(content[:200].decode("latin-1"))
    text = decode_as(content, declared[1] if declared else entry.encoding)
    if text is None:
        raise Unsupported(entry.source, "a feed with bytes in it that are no text")
    declaration = XML_DECLARATION.match(text)
    return text[declaration.end() if declaration else 0 :].lstrip()


class _Harm(Exception):
    """XML that is not to be parsed."""


def _checked(source: str, text: str) -> str:
    """The XML of a feed, well-formed.

    :raises Unsupported: it declares entities, is nested too deep, or cannot be mended.
    """
    if "<!ENTITY" in text[: _first_element(text)]:
        raise Unsupported(source, ENTITIES)
    depth = 0

    def opened(name: str, attributes: Any) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise _Harm(f"a feed nested more than {DEEPEST} elements deep")

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1

    def declared(*what: Any) -> None:
        raise _Harm(ENTITIES)

    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    parser.EntityDeclHandler = declared
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except _Harm as problem:
        raise Unsupported(source, str(problem)) from problem
    except expat.ExpatError as problem:
        return _mended(source, text, problem)
    return text


ENTITIES = "a feed that declares entities of its own (an XML bomb may); none needs them"


def _first_element(text: str) -> int:
    found = re.search(r"<\w", text)
    return found.start() if found else len(text)


def _mended(source: str, text: str, problem: Exception) -> str:
    from lxml import etree

    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    numbered = NAMED.sub(_numbered, text).encode("utf-8", "replace")
    try:
        root = etree.fromstring(numbered, parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or not len(root):
        raise Unsupported(source, f"a broken feed: {problem}") from problem
    return str(etree.tostring(root, encoding="unicode"))


def _numbered(name: re.Match[str]) -> str:
    """A character that HTML has a name for and XML has none."""
    found = html.unescape(name[0])
    return name[0] if found == name[0] else "".join(f"&#{ord(c)};" for c in found)


def _parsed(source: str, xml: str) -> Any:
    import feedparser

    # a stream, never a string: feedparser would fetch what looks like an address
    content = io.BytesIO(xml.encode("utf-8", "replace"))
    try:
        return feedparser.parse(
            content,
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as problem:  # as over a namespace whose name has a space in it
        raise Unsupported(source, f"a feed that cannot be parsed: {problem}") from problem


def _entry(one: Any, found: Any, base: str | None) -> FeedEntry:
    feed, version = found.feed, found.version or ""
    published, updated = (
        declared_moment(dict.get(one, "published")),
        declared_moment(dict.get(one, "updated")),
    )
    if not version.startswith("atom") and published is None:
        published, updated = updated, None  # dc:date, the only one that RSS 1.0 has
    source = one.get("source") or {}
    content = [part.get("value") for part in one.get("content", ()) if part.get("value")]
    return FeedEntry(
        link=address(base, dict.get(one, "link")),
        title=_line(one.get("title")),
        authors=_authors(one),
        outlet=_line(source.get("title")) or _line(feed.get("title")),
        published=published,
        updated=updated,
        language=language_code(one.get("language") or feed.get("language")),
        content=sound(max(content, key=len)) if content else None,
        summary=sound(one.get("summary") or "") or None,
    )


def _authors(one: Any) -> tuple[str, ...]:
    names = (_line(author.get("name")) for author in one.get("authors", ()))
    return tuple(dict.fromkeys(name for name in names if name))


def _line(text: Any) -> str | None:
    """One line of text without tags: titles in feeds are HTML as often as not."""
    if not isinstance(text, str):
        return None
    return " ".join(sound(html.unescape(re.sub(r"<[^<>]*>", "", text))).split()) or None
