"""From the bytes of a page to its tree: character set, limits, one parse."""

from __future__ import annotations

import codecs
import re
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from rashomon.errors import Unsupported
from rashomon.stages.read.decode import MARKS, decode

__all__ = ["MAX_PAGE", "decoded", "parsed"]

MAX_PAGE = 16_000_000
"""Bytes of the largest page that is parsed. The largest of 277 news pages saved from 2019 to 2026
has 1.6 million; one of this size that is all tags takes 600 MB while it is parsed."""

DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I
)
HEAD = 8192
"""Bytes in which a page names its character set; the HTML standard asks for the first 1,024."""
SAMPLE = 65_536
PARSER_LIMIT = "ERR_RESOURCE_LIMIT"
"""libxml2's error for what it holds to be an attack: a depth of 256, a text of 10 MB."""
MAX_ELEMENTS = 50_000
"""Elements of the largest page that is read, which takes seconds; of 277 news pages the largest
has 3,129."""
TOO_DEEP = "elements nested more than 256 deep"
FORMATTING = re.compile(rb"</?(?:font|b|i|u|em|strong|small|big|span|center)\b[^<>]*>", re.I)
CLASSES = etree.ElementDefaultClassLookup(
    element=lxml_html.HtmlElement,
    comment=lxml_html.HtmlComment,
    pi=lxml_html.HtmlProcessingInstruction,
    entity=lxml_html.HtmlEntity,
)
"""One class for all elements, without asking Python for each, as lxml does that it may give forms
and their fields classes of their own: a seventh of the time that a page takes. Nobody fills in
forms here."""
COUNT = etree.XPath("count(//*)")


def parsed(content: bytes, encoding: str | None, source: str) -> Any:
    """The root element of a page, without comments.

    :param encoding: the character set that the transport named, if any.
    :raises Unsupported: it is too large, no text, nested too deep, or holds no element.
    """
    if len(content) > MAX_PAGE:
        raise Unsupported(source, f"a page larger than {MAX_PAGE / 1e6:g} MB; cut the article out")
    text = decoded(content, encoding)
    if text is None:
        raise Unsupported(source, "not text: a binary file with tags in it")
    data = text.replace("\x00", "").encode("utf-8", "replace")
    root, problem = _parsed(data, source)
    if problem == TOO_DEEP:  # hardly ever meant: formatting that is opened and never closed
        root, problem = _parsed(FORMATTING.sub(b"", data), source)
    if problem is not None:
        raise Unsupported(source, f"a page with {problem}, which the parser refuses")
    if COUNT(root) > MAX_ELEMENTS:
        raise Unsupported(source, f"a page of more than {MAX_ELEMENTS:,} elements, no article")
    return root


def _parsed(data: bytes, source: str) -> tuple[Any, str | None]:
    """The root, and by what the parser stopped before the end, if it did."""
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False
    )
    parser.set_element_class_lookup(CLASSES)
    try:
        root = lxml_html.document_fromstring(data, parser=parser, ensure_head_body=False)
    except (etree.LxmlError, ValueError, AssertionError) as problem:
        raise Unsupported(source, f"a page without an article in it: {problem}") from problem
    for entry in parser.error_log:
        if entry.type_name == PARSER_LIMIT:
            deep = "depth" in entry.message.lower()
            return root, TOO_DEEP if deep else "a text or name too long"
    return root, None


def decoded(content: bytes, encoding: str | None = None) -> str | None:
    """The text of a page; None if it is no text.

    In this order: a byte-order mark, UTF-8 where every byte agrees (hardly ever by chance, and
    servers often name their default instead), the transport's word, the page's own, UTF-16 by its
    zero bytes, and what the bytes look like.
    """
    if any(content.startswith(mark) for mark, _ in MARKS):
        return decode(content)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    inside = DECLARED.search(content[:HEAD])
    named = [encoding, inside[1].decode("ascii", "replace") if inside else None]
    for name in filter(None, named):
        if (text := _decoded_as(content, name)) is not None:
            return text
    return _sniffed(content)


def _decoded_as(content: bytes, name: str) -> str | None:
    """The content in a named character set; None where it is unknown or does not fit."""
    try:
        codec = codecs.lookup(name.strip("\"' "))
        if codec.name in ("iso8859-1", "ascii"):  # the HTML standard: both mean Windows-1252
            codec = codecs.lookup("cp1252")
        text = content.decode(codec.name, "replace")
    except (LookupError, ValueError, UnicodeError):
        return None
    broken = text.count("\ufffd")
    return text if broken <= max(5, len(text) // 1000) else None


def _sniffed(content: bytes) -> str | None:
    if b"\x00" in content[:SAMPLE]:
        return decode(content)
    from charset_normalizer import from_bytes

    best = from_bytes(content[:SAMPLE]).best()
    text = _decoded_as(content, best.encoding) if best is not None else None
    return text if text is not None else decode(content)
