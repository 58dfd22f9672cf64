"""Web pages: which text is the article, the kinds of its blocks, metadata, and what is refused."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.errors import ModelError, Unsupported
from rashomon.models import Document, Page
from rashomon.stages.read.html import extract
from rashomon.stages.read.page import article as article_module
from rashomon.stages.read.page import tree
from rashomon.stages.read.page.moments import best_moment, moment
from rashomon.stages.read.page.people import people
from rashomon.stages.read.page.segments import layout
from rashomon.stages.read.page.titles import choose_title, without_outlet

PARAGRAPHS = (
    "The old bridge over the Orlo was closed on Monday after an inspector found deep cracks in "
    "two of its piers, the town council said in a statement.",
    "Lorries had used the crossing for more than sixty years, although it was built for carts and "
    "for the small tram that once ran to the harbour.",
    "“We could not wait any longer,” said Ada Brill, who leads the department of roads, and added "
    "that a ferry would carry passengers until a new bridge stands.",
    "Shop owners on the northern bank fear for their trade, since most of their customers come "
    "across the river in the morning and go back at noon.",
    "The council will vote on the cost of repairs next week; engineers speak of four million, and "
    "of at least two years until the first car crosses again.",
    "A petition to keep a narrow path open for walkers had been signed by nine hundred people by "
    "Tuesday evening, according to its authors.",
)
TITLE = "Bridge over the Orlo closed"
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebPage", "@id": "#page", "name": "Bridge over the Orlo closed | Orlo Post"},
        {
            "@type": ["NewsArticle"],
            "headline": TITLE,
            "datePublished": "2031-05-01T08:00:00+02:00",
            "dateModified": "2031-05-02T09:30:00Z",
            "author": [{"@id": "#ada"}, {"@type": "Person", "name": "By Tom Reed"}],
            "publisher": {"@type": "Organization", "name": "Orlo Post"},
            "inLanguage": "en-GB",
        },
        {"@type": "Person", "@id": "#ada", "name": "Ada Brill"},
    ],
}


def paragraphs(texts: Sequence[str] = PARAGRAPHS) -> str:
    return "".join(f"<p>{text}</p>\n" for text in texts)


def page(inside: str, head: str = "", around: str = "") -> str:
    return (
        f'<!doctype html><html lang="en"><head><title>{TITLE} | Orlo Post</title>{head}</head>'
        "<body>"
        '<nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/s">Sport</a></li></ul>'
        f'</nav><main><article class="story"><h1>{TITLE}</h1>{inside}</article></main>{around}'
        '<footer class="footer"><p>All rights reserved. <a href="/p">Privacy</a></p></footer>'
        "</body></html>"
    )


def taken(content: str | bytes, **known: object) -> Document:
    data = content.encode() if isinstance(content, str) else content
    return extract(
        Page(id="sha256:0", source="p.html", sources=("p.html",), content=data, **known)  # type: ignore[arg-type]
    )


def cut(document: Document) -> list[tuple[str, str]]:
    assert document.blocks is not None
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def of_kind(document: Document, kind: str) -> list[str]:
    return [text for each, text in cut(document) if each == kind]


def assert_sound(document: Document) -> None:
    at = 0
    assert document.blocks is not None
    for block in document.blocks:
        assert block.start >= at
        assert not document.text[at : block.start].strip()
        assert document.text[block.start : block.end].strip()
        at = block.end
    assert not document.text[at:].strip()
    for text in (document.text, document.title, document.outlet, *document.authors):
        assert text is None or text.encode("utf-8")


def test_paragraphs_are_the_body_and_menus_are_left_out() -> None:
    document = taken(page(paragraphs()))
    assert_sound(document)
    assert cut(document)[0] == ("title", TITLE)
    assert of_kind(document, "body") == list(PARAGRAPHS)
    assert "Sport" not in document.text
    assert "rights reserved" not in document.text


def test_every_block_says_on_what_evidence_it_stands() -> None:
    document = taken(page(paragraphs()))
    assert all(block.reason for block in document.blocks or ())


def test_captions_standfirst_byline_and_headings() -> None:
    inside = (
        '<p class="standfirst">Cracks in two piers end sixty years of traffic across the river.</p>'
        '<div class="byline">By Ada Brill</div><time datetime="2031-05-01">1 May 2031</time>'
        f"<div class='body'>{paragraphs(PARAGRAPHS[:2])}"
        "<figure><img src='a.jpg' alt='not shown'><figcaption>The bridge in April. "
        "<span class='credit'>Photo: Tom Reed</span></figcaption></figure>"
        f"<h2>What comes next</h2>{paragraphs(PARAGRAPHS[2:])}</div>"
    )
    document = taken(page(inside, '<meta name="author" content="Ada Brill">'))
    assert_sound(document)
    assert of_kind(document, "caption") == ["The bridge in April. Photo: Tom Reed"]
    assert of_kind(document, "heading") == ["What comes next"]
    assert "By Ada Brill" in of_kind(document, "byline")
    assert of_kind(document, "summary") == [
        "Cracks in two piers end sixty years of traffic across the river."
    ]
    assert of_kind(document, "body") == list(PARAGRAPHS)
    assert "not shown" not in document.text


def test_dateline_is_cut_off_the_first_paragraph_only() -> None:
    texts = [f"ORLO TOWN (OPA) — {PARAGRAPHS[0]}", *PARAGRAPHS[1:3], f"RIVA — {PARAGRAPHS[3]}"]
    document = taken(page(paragraphs(texts)))
    assert of_kind(document, "dateline") == ["ORLO TOWN (OPA) —"]
    assert of_kind(document, "body")[0] == PARAGRAPHS[0]
    assert of_kind(document, "body")[3] == f"RIVA — {PARAGRAPHS[3]}"


def test_two_breaks_part_paragraphs_and_one_does_not() -> None:
    joined = "<br><br>".join(PARAGRAPHS[:3]) + "<br>" + PARAGRAPHS[3]
    document = taken(page(f"<div class='text'>{joined}</div>"))
    assert of_kind(document, "body") == [*PARAGRAPHS[:2], f"{PARAGRAPHS[2]} {PARAGRAPHS[3]}"]


def test_empty_lines_part_paragraphs_in_preformatted_text() -> None:
    document = taken(page("<pre>" + "\n\n".join(PARAGRAPHS) + "</pre>"))
    assert of_kind(document, "body") == list(PARAGRAPHS)


def test_text_that_stands_again_is_a_repeat() -> None:
    again = f"<div itemprop='articleBody' style='display:none'>{' '.join(PARAGRAPHS)}</div>"
    document = taken(page(f"<div class='body'>{paragraphs()}</div>{again}"))
    assert of_kind(document, "body") == list(PARAGRAPHS)
    assert all(text == " ".join(PARAGRAPHS) for text in of_kind(document, "repeat"))


def test_newsletter_between_paragraphs_is_furniture() -> None:
    asking = (
        '<div class="newsletter-signup"><p>Sign up for our newsletter</p>'
        '<form><input type="email"><button>Subscribe</button></form></div>'
    )
    document = taken(page(paragraphs(PARAGRAPHS[:3]) + asking + paragraphs(PARAGRAPHS[3:])))
    assert of_kind(document, "furniture") == ["Sign up for our newsletter"]
    assert "Subscribe" not in document.text


def test_live_entries_stand_in_order_each_with_its_time() -> None:
    entries = "".join(
        f'<div class="live-entry"><time class="timestamp" datetime="2031-05-01T1{n}:00">1{n}:00'
        f"</time><p>{text}</p></div>"
        for n, text in enumerate(PARAGRAPHS)
    )
    document = taken(page(f'<div class="liveblog">{entries}</div>'))
    body = [text for kind, text in cut(document) if kind == "body"]
    assert body == list(PARAGRAPHS)
    kinds = {text: kind for kind, text in cut(document)}
    assert all(kinds[f"1{n}:00"] in ("byline", "heading") for n in range(1, 6))


def test_metadata_of_linked_data() -> None:
    script = f'<script type="application/ld+json">{json.dumps(LINKED)}</script>'
    link = '<link rel="canonical" href="/news/bridge">'
    document = taken(page(paragraphs(), script + link), url="https://orlo.example/a?b=1")
    assert document.title == TITLE
    assert document.published == "2031-05-01T08:00:00+02:00"
    assert document.updated == "2031-05-02T09:30:00+00:00"
    assert document.authors == ("Ada Brill", "Tom Reed")
    assert (document.outlet, document.language) == ("Orlo Post", "en")
    assert document.url == "https://orlo.example/a?b=1"


def test_a_page_filled_by_a_script_gives_the_body_of_its_linked_data() -> None:
    body = "\n\n".join(PARAGRAPHS[:4]) + "<p>" + "</p><p>".join(PARAGRAPHS[4:]) + "</p>"
    linked = {"@type": "NewsArticle", "headline": TITLE, "articleBody": body}
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script>'
    document = taken(f"<html><head>{script}</head><body><div id=app>Loading</div></body></html>")
    assert cut(document)[0] == ("title", TITLE)
    assert of_kind(document, "body") == list(PARAGRAPHS)


def test_metadata_of_meta_tags_and_microdata() -> None:
    head = (
        f'<meta property="og:title" content="{TITLE} - Orlo Post">'
        '<meta property="og:site_name" content="Orlo Post">'
        '<meta property="og:url" content="https://orlo.example/bridge">'
        '<meta name="author" content="Ada Brill, Political Editor and Tom Reed">'
    )
    body = '<span itemprop="datePublished" content="2031-05-01">1 May</span>' + paragraphs()
    document = taken(page(body, head))
    assert (document.title, document.published) == (TITLE, "2031-05-01")
    assert document.url == "https://orlo.example/bridge"
    assert document.authors == ("Ada Brill", "Tom Reed")


def test_what_stands_around_the_page_goes_before_what_it_says() -> None:
    document = taken(
        page(paragraphs(), '<meta property="article:published_time" content="2031-05-01">'),
        title="A title from the feed",
        published="2031-04-30",
        outlet="Feed",
        authors=("C D",),
        language="de",
    )
    assert (document.title, document.published) == ("A title from the feed", "2031-04-30")
    assert (document.outlet, document.authors, document.language) == ("Feed", ("C D",), "de")


def test_a_page_that_says_nothing_leaves_null() -> None:
    document = taken(paragraphs())
    assert document.published is None
    assert document.updated is None
    assert document.outlet is None
    assert document.url is None
    assert document.authors == ()


def test_a_fragment_of_a_feed_is_an_article() -> None:
    document = taken(paragraphs(PARAGRAPHS[:2]), title=TITLE, published="2031-05-01")
    assert_sound(document)
    assert cut(document)[0] == ("title", TITLE)
    assert of_kind(document, "body") == list(PARAGRAPHS[:2])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2031-05-01T08:00:00.123Z", "2031-05-01T08:00:00+00:00"),
        ("2031-05-01T08:00+0200", "2031-05-01T08:00+02:00"),
        ("2031-05-01 08:00:00 UTC", "2031-05-01T08:00:00+00:00"),
        ("2031/5/1", "2031-05-01"),
        ("20310501", "2031-05-01"),
        ("20310501T081500Z", "2031-05-01T08:15:00+00:00"),
        ("Thu, 01 May 2031 08:00:00 GMT", "2031-05-01T08:00:00+00:00"),
        ("May 1, 2031", "2031-05-01"),
        ("1935222000", "2031-04-29T09:40:00+00:00"),
        ("2031-13-01", None),
        ("2031-02-30", None),
        ("soon", None),
        ("", None),
        (None, None),
        (20310501, None),
    ],
)
def test_declared_times(value: object, expected: str | None) -> None:
    assert moment(value) == expected


def test_of_times_that_agree_on_the_day_the_most_exact_counts() -> None:
    values = ["2031-05-01", "2031-05-01T08:00:00", "2031-05-01T08:00:00Z", "2031-05-02T01:00:00Z"]
    assert best_moment(values) == "2031-05-01T08:00:00+00:00"
    assert best_moment(["nothing", None]) is None


@pytest.mark.parametrize(
    ("headings", "declared", "expected"),
    [
        ([TITLE], [f"{TITLE} | Orlo Post"], TITLE),
        (["Log In", TITLE], [TITLE, None], TITLE),
        (["Log In"], [f"{TITLE} - Orlo Post"], TITLE),
        ([], [None, f"{TITLE} | News | Orlo Post"], TITLE),
        (["The piers crack"], ["Closed: The piers crack"] * 2, "Closed: The piers crack"),
        (["Only a heading"], [], "Only a heading"),
        ([], [], None),
    ],
)  # fmt: skip
def test_choice_of_the_headline(
    headings: list[str], declared: list[str | None], expected: str | None
) -> None:
    assert choose_title(headings, declared, "Orlo Post") == expected


def test_a_dash_inside_a_headline_is_no_tail() -> None:
    title = "Spring comes early - and what farmers on both banks make of it"
    assert without_outlet(title, "Orlo Post", [title]) == title


def test_names_of_authors() -> None:
    assert people([["https://x.example/ada", "By ADA BRILL"]], None) == ("Ada Brill",)
    assert people([["Orlo Post", "Ada Brill"]], "Orlo Post") == ("Ada Brill",)
    assert people([["Orlo Post"]], "Orlo Post") == ("Orlo Post",)
    assert people([[], ["ada@orlo.example"]], None) == ()


@pytest.mark.parametrize(
    ("encoding", "declared", "transport"),
    [
        ("utf-8", "", None),
        ("utf-8", "", "iso-8859-1"),
        ("cp1252", '<meta charset="iso-8859-1">', None),
        ("cp1251", '<meta http-equiv="x" content="text/html; charset=windows-1251">', None),
        ("cp1251", "", "windows-1251"),
        ("shift_jis", "", "Shift_JIS"),
        ("utf-16", "", None),
        ("utf-16-le", "", None),
    ],
)  # fmt: skip
def test_character_sets(encoding: str, declared: str, transport: str | None) -> None:
    letters = {"cp1251": "Мост закрыт", "shift_jis": "橋は閉鎖"}.get(encoding, "Brücke")
    if not encoding.startswith(("cp1251", "shift")):
        content = page(paragraphs([f"{letters}: {p}" for p in PARAGRAPHS]), declared)
    else:
        plain = [p.replace("“", '"').replace("”", '"') for p in PARAGRAPHS]
        content = page(paragraphs([f"{letters}: {p}" for p in plain]), declared)
    document = taken(content.encode(encoding), encoding=transport)
    assert letters in document.text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html><body></body></html>", "without an article"),
        (b"<html><frameset><frame src='a'></frameset></html>", "without an article"),
        (b"<html><head><title>A title alone</title></head></html>", "without an article"),
        (b"<!doctype html>", "without an article"),
        (b"<html>" + bytes(range(1, 9)) * 4000, "without an article"),
        (b"<html><body>" + b"<div>" * 10_000 + b"text " * 90 + b"</div>" * 10_000, "256 deep"),
    ],
)  # fmt: skip
def test_refused_by_name(content: bytes, reason: str) -> None:
    with pytest.raises(Unsupported, match=reason) as problem:
        taken(content)
    assert problem.value.source == "p.html"


def test_formatting_that_is_never_closed_does_not_bury_the_text() -> None:
    deep = "".join(f"<p><font size={n % 7}><b>{PARAGRAPHS[n % 6]} {n}" for n in range(300))
    assert f"{PARAGRAPHS[5]} 299" in taken(page(deep)).text


def test_a_page_too_large_is_refused_before_it_is_parsed() -> None:
    begin = time.perf_counter()
    with pytest.raises(Unsupported, match="larger than"):
        taken(b"<p>word</p>" * (tree.MAX_PAGE // 11 + 1))
    assert time.perf_counter() - begin < 2


def test_a_page_of_too_many_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MAX_ELEMENTS", 8)
    with pytest.raises(Unsupported, match="more than 8 elements"):
        taken(page(paragraphs()))


def test_many_elements_are_read_without_trafilatura(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_module, "MAX_ELEMENTS", 3)
    assert of_kind(taken(page(paragraphs())), "body") == list(PARAGRAPHS)


def test_broken_trafilatura_does_not_stop_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr("trafilatura.core.bare_extraction", broken)
    assert of_kind(taken(page(paragraphs())), "body") == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "content",
    [
        page("<script>var a = '</script><b>'</script>" + paragraphs()),
        page("<![CDATA[ hidden ]]>" + paragraphs() + "<template><p>never shown</p></template>"),
        page(paragraphs()).replace("<p>", "<p><span>").replace("</article>", ""),
        page(paragraphs()).replace("<html", "<html amp"),
        page(paragraphs()).replace('class="story"', 'class="st\x00ory"'),
        '<?xml version="1.0" encoding="UTF-8"?>\n<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:body>'
        + page(paragraphs()).split("<body>")[1].replace("<", "<h:").replace("<h:/", "</h:"),
    ],
)
def test_odd_markup_gives_the_paragraphs(content: str) -> None:
    document = taken(content)
    assert_sound(document)
    assert [text for text in PARAGRAPHS if text in document.text] == list(PARAGRAPHS)
    assert "never shown" not in document.text


def test_a_missing_or_foreign_model_is_named(tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    (folder / "page.npz").write_bytes(b"no model")
    found = Page(id="i", source="s", sources=("s",), content=page(paragraphs()).encode())
    with pytest.raises(ModelError, match=r"page\.npz"):
        extract(found, folder)


TAGS = ("p", "div", "span", "a", "h1", "h2", "ul", "li", "table", "td", "br", "pre", "figure",
        "figcaption", "blockquote", "script", "style", "article", "aside", "time", "b", "svg",
        "template", "title", "head", "body", "html", "x:y", "select", "frameset")  # fmt: skip
WORDS = st.text("abc ä橋.,“!<>&;\x00\x0b\n", max_size=40)
PIECE = st.one_of(
    WORDS,
    st.sampled_from(PARAGRAPHS),
    st.sampled_from(TAGS).map("<{}>".format),
    st.sampled_from(TAGS).map("</{}>".format),
    st.builds(
        '<{} class="{}" datetime="{}" itemprop="{}">'.format,
        st.sampled_from(TAGS),
        WORDS,
        WORDS,
        st.sampled_from(("headline", "datePublished", "author")),
    ),
    st.sampled_from(
        ("<!--", "-->", "<![CDATA[", "]]>", "<?xml", "&#0;", "&#xD800;", "<meta name=")
    ),
    WORDS.map('<script type="application/ld+json">{{"@type": "Article", "headline": "{}"'.format),
    WORDS.map('<meta property="og:title" content="{}">'.format),
    st.just(
        '<script type="application/ld+json">{"@type":"Article","headline":"\\ud800 a"}</script>'
    ),
)


@settings(deadline=None, max_examples=80)
@given(st.lists(PIECE, max_size=40), st.sampled_from((None, "utf-16", "nonsense", "cp1252")))
def test_any_soup_is_refused_by_name_or_gives_sound_blocks(
    pieces: list[str], encoding: str | None
) -> None:
    try:
        document = taken("".join(pieces).encode("utf-8", "replace"), encoding=encoding)
    except Unsupported as problem:
        assert problem.reason
    else:
        assert_sound(document)


@settings(deadline=None, max_examples=40)
@given(st.binary(max_size=300))
def test_any_bytes_are_refused_by_name_or_give_sound_blocks(content: bytes) -> None:
    try:
        assert_sound(taken(b"<html><body><p>" + content))
    except Unsupported as problem:
        assert problem.reason


def test_segments_keep_every_shown_character_in_order() -> None:
    root = tree.parsed(
        b"<div>a<b>b</b>c<p>d <i>e</i><br>f</p>g<ul><li>h<li>i</ul>j</div>", None, "s"
    )
    assert [segment.text for segment in layout(root).segments] == [
        "abc",
        "d e f",
        "g",
        "h",
        "i",
        "j",
    ]
