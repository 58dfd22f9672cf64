"""From bytes to text: byte-order marks, UTF-8, UTF-16, Windows-1252, and what is no text."""

from __future__ import annotations

import codecs
import re

__all__ = ["decode", "decode_as", "sound", "wide_encoding"]

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 before UTF-16: the mark of the first begins with that of the second."""

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
"""Characters that text does not hold; escape (1b) stands in some wire copy."""

MAX_CONTROL = 0.002
"""Share of control characters above which bytes are no text. Compressed and machine code have
a tenth of them, a text scraped with a stray one has less than one in a thousand."""

NO_CHARACTER = re.compile("[\ud800-\udfff\x00]")

HIGH, LETTER = re.compile(rb"[\x80-\xff]"), re.compile(rb"[A-Za-z]")
MIN_HIGH = 0.3
"""Share of bytes beyond ASCII among the letters from which a text that is no UTF-8 is in another
writing than Latin: of invented reports in 24 languages and encodings, Latin ones have at most .16,
Cyrillic, Greek, Arabic, Hebrew, Thai, Chinese, Japanese and Korean ones at least .86."""
ESCAPED = re.compile(rb"\x1b\$[@B].*?\x1b\([BJ]", re.S)
"""Japanese between its escapes; all of it is ASCII."""
LOOKED_AT = 8192

SAMPLE = 65_536
"""Bytes looked at where the whole would tell no more."""


def decode(data: bytes) -> str | None:
    """The text of ``data`` without its byte-order mark, line ends kept; None if it is no text.

    Tried in this order: the byte-order mark, UTF-16 (where the zero bytes tell), UTF-8, and
    Windows-1252, or, where most letters are no ASCII, what charset_normalizer finds. UTF-8 with a
    few broken bytes stays UTF-8, each shown as U+FFFD.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _text(data[len(mark) :].decode(encoding, "replace"))
    encoding = _utf16(data[:SAMPLE]) or _eight_bit(data)
    return _text(data.decode(encoding, "replace"))


def wide_encoding(sample: bytes) -> str | None:
    """UTF-16 or UTF-32 if content that begins so is in one of them, told by its mark or zeros."""
    for mark, encoding in MARKS:
        if sample.startswith(mark):
            return None if encoding == "utf-8" else encoding
    return _utf16(sample)


def decode_as(data: bytes, encoding: str | None) -> str | None:
    """The text of ``data`` where something names its encoding; None if it is no text.

    A byte-order mark and bytes that only UTF-8 has go before the name, which is often a default
    that nobody looked at.

    :param encoding: the name as it stands there; what is none is passed over.
    """
    if encoding is None or wide_encoding(data[:SAMPLE]) or data.startswith(codecs.BOM_UTF8):
        return decode(data)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if not data.isascii() or encoding.lower().startswith("utf"):
            return decode(data)
    try:
        if not codecs.lookup(encoding)._is_text_encoding:
            return decode(data)
        return _text(data.decode(encoding, "replace"))
    except (LookupError, ValueError):
        return decode(data)


def sound(text: str) -> str:
    """A text with U+FFFD for what is no character: lone surrogates, and NUL."""
    return NO_CHARACTER.sub("\ufffd", text)


def _text(text: str) -> str | None:
    sample = text[:SAMPLE]
    if len(CONTROL.findall(sample)) > MAX_CONTROL * len(sample) or "\x00" in text:
        return None
    return text


def _utf16(sample: bytes) -> str | None:
    """UTF-16 without a mark: in most writing one byte of each pair is zero, always the same."""
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    pairs = len(sample) / 2
    if odd > 0.3 * pairs and even < 0.02 * pairs:
        return "utf-16-le"
    if even > 0.3 * pairs and odd < 0.02 * pairs:
        return "utf-16-be"
    return None


def _eight_bit(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "iso2022_jp" if ESCAPED.search(data[:SAMPLE]) else "utf-8"
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(1 for character in text if character > "\x7f") - broken
    return "utf-8" if sound > 10 * broken else _foreign(data[:LOOKED_AT])


def _foreign(sample: bytes) -> str:
    """Windows-1252, or the encoding of another writing where most letters are no ASCII."""
    high = len(HIGH.findall(sample))
    if high < MIN_HIGH * (high + len(LETTER.findall(sample))):
        return "cp1252"
    if len(CONTROL.findall(sample.decode("latin-1"))) > MAX_CONTROL * len(sample):
        return "cp1252"  # no text at all, which shows then
    from charset_normalizer import from_bytes  # slow to load, and rarely needed

    found = from_bytes(sample).best()
    return "cp1252" if found is None else found.encoding
