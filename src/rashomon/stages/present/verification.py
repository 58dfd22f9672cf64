"""A checked text for a person: plain text, Markdown, and one HTML page that asks for nothing else.

Each sentence stands in the order of the text with what bears it out, or with the parts that no
report bears out and why.
"""

from __future__ import annotations

import html as escaping
import re
from collections.abc import Iterator, Mapping
from importlib.resources import files

from rashomon.models import ArticleRef, CheckedSentence, Citation, UnsupportedPart, Verification
from rashomon.offsets import recut
from rashomon.stages.present.words import number

__all__ = ["html", "markdown", "text"]

LONGEST = 160
"""Characters of a passage that are shown; the whole stands at its offsets."""

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
SPECIAL = re.compile(r"([\\`*_\[\]|<>~&$])")
OPENERS = re.compile(r"^(?:([#+\-=])|(\d+)([.)]))")


def text(found: Verification) -> str:
    """The verdicts as plain text.

    Control characters are replaced, so that no text can steer a terminal.

    :raises OffsetError: an unsupported part is not inside its sentence.
    """
    names = _names(found)
    lines = [_total(found), ""]
    for one in found.sentences:
        lines.append(f"{'ok ' if one.supported else 'NO '} {_plain(one.text)}")
        for part in one.unsupported:
            lines.append(f"      not borne out: “{_plain(_cut(one, part))}”: {part.reason}")
        for cited in one.evidence:
            lines.append(f"      {names.get(cited.article, cited.article)}: {_short(cited)}")
    return "\n".join(lines) + "\n"


def markdown(found: Verification) -> str:
    """The verdicts as CommonMark; all words of the text and the reports are escaped.

    :raises OffsetError: an unsupported part is not inside its sentence.
    """
    names = _names(found)
    lines = ["# Checked text", "", f"**{_total(found)}**", ""]
    for place, one in enumerate(found.sentences, 1):
        mark = "supported" if one.supported else "**not supported**"
        lines.append(f"{place}. {_escaped(one.text)} ({mark})")
        for part in one.unsupported:
            lines.append(f"    - “{_escaped(_cut(one, part))}”: {part.reason}")
        for cited in one.evidence:
            name = _escaped(names.get(cited.article, cited.article))
            lines.append(f"    - {name}: {_escaped(_short(cited))}")
    return "\n".join(lines).rstrip() + "\n"


def html(found: Verification) -> str:
    """The verdicts as a whole HTML document.

    :raises OffsetError: an unsupported part is not inside its sentence.
    """
    names = _names(found)
    css = files("rashomon.stages.present").joinpath("templates/verification.css").read_text("utf-8")
    rows = "\n".join(_row(one, names) for one in found.sentences)
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>Checked text</title>\n<style>{css}</style>\n"
        f"<main>\n<h1>Checked text</h1>\n<p>{_e(_total(found))}</p>\n<ol>\n{rows}\n</ol>\n</main>\n"
        "</html>\n"
    )


def _row(one: CheckedSentence, names: Mapping[str, str]) -> str:
    verdict = "supported" if one.supported else "not supported"
    reasons = "".join(
        f"<li class=no><q>{_e(_cut(one, part))}</q>: {_e(part.reason)}</li>"
        for part in one.unsupported
    )
    evidence = "".join(
        f"<li><cite>{_e(names.get(c.article, c.article))}</cite> {_e(_short(c))}</li>"
        for c in one.evidence
    )
    return (
        f'<li class="{"yes" if one.supported else "no"}"><p>{"".join(_marked(one))}'
        f" <b>{verdict}</b></p><ul>{reasons}{evidence}</ul></li>"
    )


def _marked(one: CheckedSentence) -> Iterator[str]:
    """The sentence with its unsupported parts marked."""
    at = 0
    for part in sorted(one.unsupported, key=lambda p: (p.start, p.end)):
        start, end = max(at, part.start - one.start), part.end - one.start
        if start >= end:
            continue
        yield _e(one.text[at:start])
        yield f"<mark>{_e(one.text[start:end])}</mark>"
        at = end
    yield _e(one.text[at:])


def _cut(one: CheckedSentence, part: UnsupportedPart) -> str:
    """The words of an unsupported part."""
    span = part.start - one.start, part.end - one.start
    return recut(one.text, [span], one.text[span[0] : span[1]], f"checked text, {part.start}")


def _total(found: Verification) -> str:
    standing = sum(one.supported for one in found.sentences)
    return f"{standing} of {number(len(found.sentences), 'sentence')} supported"


def _names(found: Verification) -> dict[str, str]:
    return {one.id: _name(one) for one in found.articles}


def _name(one: ArticleRef) -> str:
    return one.outlet or re.split(r"[\\/]", one.source.rstrip("/"))[-1]


def _short(cited: Citation) -> str:
    line = _plain(cited.text)
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"


def _plain(words: str) -> str:
    return " ".join(CONTROL.sub("�", words.replace("\r", "\n")).split())


def _escaped(words: str) -> str:
    """One line in which nothing is markup."""
    line = SPECIAL.sub(r"\\\1", _plain(words))
    return OPENERS.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", line)


def _e(words: str) -> str:
    return escaping.escape(re.sub(r"\s+", " ", words))
