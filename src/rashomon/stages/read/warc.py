"""Web archives (WARC), plain or packed: the pages in them that are likely reports."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.errors import InputError, Unsupported
from rashomon.models import Page, Refusal
from rashomon.stages.read.entries import Entry, digest, too_large
from rashomon.stages.read.http_answer import answer_of, media_type
from rashomon.stages.read.markup import root_element
from rashomon.stages.read.news import why_not_news
from rashomon.stages.read.warc_records import Broken, Record, records

__all__ = ["WarcReader"]

TYPES = frozenset({"response", "resource"})
HTML = frozenset({"text/html", "application/xhtml+xml"})
UNSURE = frozenset({"", "text/plain", "application/octet-stream", "application/xml", "text/xml"})


class WarcReader:
    """Takes the pages out of a web archive, one record in memory at a time."""

    def accepts(self, entry: Entry) -> bool:
        """Whether the content begins with a record."""
        return entry.head.startswith(b"WARC/")

    def read(self, entry: Entry) -> Iterator[Page | Refusal]:
        """A page for each HTML answer with status 200 that is likely a report.

        The id is the hash of the payload with transfer and content coding taken off: so a page has
        one id, whichever crawler stored it and if it was saved from a browser. The source is the
        file and the id of the record. Records of other types, other answers and other kinds of
        content are passed over; pages that are not news-like and broken records are refused.

        :raises Unsupported: no record holds a page.
        """
        nothing = True
        for record in records(entry, TYPES):
            if isinstance(record, Broken):
                source = f"{entry.source}#byte={record.offset}"
                found: Page | Refusal | None = Refusal(source=source, reason=record.reason)
            else:
                found = _page(entry, record)
            if found is not None:
                nothing = False
                yield found
        if nothing:
            raise Unsupported(entry.source, "a web archive without an HTML page in it")


def _page(entry: Entry, record: Record) -> Page | Refusal | None:
    name = record.headers.get("warc-record-id", "").strip("<>") or f"byte={record.offset}"
    source = f"{entry.source}#{name}"
    if record.block is None:
        reason = f"the record at byte {record.offset} is {too_large(entry.limit)}"
        return Refusal(source=source, reason=reason)
    try:
        return _html(record, record.block, source, entry.limit)
    except InputError as problem:
        return Refusal(source=problem.source, reason=problem.reason)


def _html(record: Record, block: bytes, source: str, limit: int) -> Page | None:
    """The page in a record; None where it holds none.

    :raises Unsupported: it is damaged, too large, or not news-like.
    """
    url = record.headers.get("warc-target-uri", "").strip("<>") or None
    answer = answer_of(block)
    if answer is not None:
        if answer.status != 200 or answer.media not in HTML | UNSURE:
            return None
        media, charset, content = answer.media, answer.charset, answer.decoded(source, limit)
    elif record.headers.get("warc-type", "").lower() == "resource":
        media, charset = media_type(record.headers.get("content-type", ""))
        content = block
    else:
        return None
    if media not in HTML and not (media in UNSURE and root_element(content[:4096]) == "html"):
        return None
    if reason := why_not_news(content, url):
        raise Unsupported(source, reason)
    return Page(
        id=digest(content),
        source=source,
        sources=(source,),
        content=content,
        encoding=charset,
        url=url,
    )
