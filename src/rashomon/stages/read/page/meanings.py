"""What the names of classes and ids say about an element, as bits."""

from __future__ import annotations

import functools
import re
from itertools import pairwise

__all__ = ["MEANINGS", "meanings_of"]

WORDS: dict[str, tuple[str, ...]] = {
    "body": ("articlebody", "storybody", "bodytext", "articletext", "storytext",
        "articlecontent", "entrycontent", "postcontent", "postbody", "richtext", "paragraph",
        "fulltext"),
    "story": ("article", "story", "entry", "post", "content", "body", "text", "main", "copy"),
    "headline": ("headline", "title", "heading", "hed"),
    "standfirst": ("standfirst", "summary", "dek", "deck", "subtitle", "subhead", "subheadline",
        "intro", "lead", "lede", "excerpt", "description", "abstract", "kicker", "teasertext",
        "chapo", "sottotitolo"),
    "byline": ("byline", "author", "authors", "autor", "writer", "reporter", "contributor",
        "creator"),
    "date": ("date", "time", "timestamp", "published", "updated", "pubdate", "datetime", "datum",
        "fecha", "dateline", "modified"),
    "caption": ("caption", "captions", "figcaption", "credit", "credits", "legend",
        "photographer", "bildunterschrift", "copyright", "attribution", "imagesource"),
    "media": ("figure", "image", "img", "photo", "picture", "gallery", "slideshow", "slide",
        "carousel", "video", "player", "media", "audio", "podcast", "embed", "thumbnail",
        "thumb"),
    "related": ("related", "recommended", "recommendation", "recommendations", "readmore",
        "more", "also", "similar", "trending", "popular", "latest", "mostread", "promo",
        "teaser", "teasers", "card", "cards", "suggested", "next", "recirc", "outbrain",
        "taboola", "further", "newsfeed", "list", "feed", "top", "river"),
    "subscribe": ("newsletter", "subscribe", "subscription", "signup", "paywall", "register",
        "login", "signin", "account", "membership", "donate", "donation", "support", "offer",
        "premium"),
    "consent": ("cookie", "cookies", "consent", "gdpr", "privacy", "disclaimer", "notice",
        "legal", "terms", "banner", "modal", "popup", "overlay", "tooltip", "alert", "toast"),
    "comment": ("comment", "comments", "reply", "replies", "disqus", "discussion", "respond",
        "forum", "reactions", "kommentar"),
    "share": ("share", "sharing", "social", "follow", "facebook", "twitter", "whatsapp",
        "addtoany", "sharedaddy", "tools", "toolbar", "actions", "print", "email"),
    "bio": ("bio", "biography", "about", "profile", "authorbio", "authorbox", "aboutauthor"),
    "navigation": ("nav", "navigation", "menu", "breadcrumb", "breadcrumbs", "footer", "header",
        "masthead", "topbar", "navbar", "pagination", "pager", "search", "skip", "logo"),
    "aside": ("aside", "sidebar", "widget", "rail", "complementary", "secondary", "infobox",
        "box", "factbox", "module", "panel", "inset", "callout", "sidenote", "timeline"),
    "tags": ("tag", "tags", "topic", "topics", "category", "categories", "keywords", "section",
        "label", "eyebrow", "labels"),
    "advert": ("ad", "ads", "advert", "advertisement", "advertising", "sponsor", "sponsored",
        "commercial", "dfp", "promoted", "affiliate", "anzeige", "adslot", "adunit"),
    "quote": ("pullquote", "blockquote", "quote", "quotation", "pull"),
    "live": ("live", "liveblog", "liveticker", "update", "keyevent", "ticker"),
}  # fmt: skip
"""Words by what they say. Written by hand from the vocabulary of HTML, schema.org, WordPress and
the rules of readability and trafilatura; none was chosen for a site."""

MEANINGS = tuple(WORDS)
PIECES = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SINGLE = {
    word: sum(1 << n for n, name in enumerate(MEANINGS) if word in WORDS[name])
    for word in sorted({word for words in WORDS.values() for word in words})
}
_LONG = tuple((word, bits) for word, bits in _SINGLE.items() if len(word) >= 6)
"""Words long enough to be told inside another ("storybodytext")."""


@functools.lru_cache(maxsize=20_000)
def meanings_of(words: str) -> int:
    """The meanings of an element's names: bit n is set for ``MEANINGS[n]``."""
    pieces = [piece.lower() for piece in PIECES.findall(words[:400])]
    bits = 0
    for piece in pieces:
        bits |= _of_piece(piece)
    for first, second in pairwise(pieces):
        bits |= _SINGLE.get(first + second, 0)
    return bits


@functools.lru_cache(maxsize=50_000)
def _of_piece(piece: str) -> int:
    if piece in _SINGLE:
        return _SINGLE[piece]
    if piece.endswith("s") and piece[:-1] in _SINGLE:
        return _SINGLE[piece[:-1]]
    bits = 0
    for word, of_word in _LONG:
        if word in piece:
            bits |= of_word
    return bits
