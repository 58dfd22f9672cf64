"""Metadata from dirty text: dates of many countries, their order and zone, authors, outlets."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import MILL as BODY
from rashomon.models import Article, Block, Document
from rashomon.stages.clean import clean
from rashomon.stages.clean.authors import authors_of
from rashomon.stages.clean.date_order import day_first
from rashomon.stages.clean.dates import find_moments
from rashomon.stages.clean.declared import declared
from rashomon.stages.clean.jalali import gregorian
from rashomon.stages.clean.origin import countries_of, country_of_host, host_of
from rashomon.stages.clean.units import Unit

TITLE = "Old mill of Harrow Wells to close for repairs"


def article(*lines: str, **known: str) -> Article:
    document = Document(
        id="sha256:0", source="a.txt", sources=("a.txt",), text="\n".join(lines), **known
    )
    (found,) = clean([document])
    return found


def values(text: str) -> list[str]:
    return [moment.value() for moment in find_moments(text)]


# ---------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # United States
        ("April 3, 2031", "2031-04-03"),
        ("Apr. 3, 2031 2:30 PM EDT", "2031-04-03T14:30:00-04:00"),
        ("Published 2:30 pm ET, Thu April 3, 2031", "2031-04-03T14:30:00-04:00"),
        ("Jan. 3, 2031 at 12:05 a.m. PT", "2031-01-03T00:05:00-08:00"),
        ("4/23/2031 9:05 AM", "2031-04-23T09:05:00"),
        # United Kingdom, Ireland
        ("3rd April 2031", "2031-04-03"),
        ("Thu 3 Apr 2031 14.30 BST", "2031-04-03T14:30:00+01:00"),
        ("14:30, 3 Apr 2031", "2031-04-03T14:30:00"),
        ("23/04/2031 14:30", "2031-04-23T14:30:00"),
        # Australia, New Zealand
        ("3 April 2031 — 2.30pm", "2031-04-03T14:30:00"),
        ("2:30pm AEDT 3 Apr 2031", "2031-04-03T14:30:00+11:00"),
        # India, Pakistan
        ("Updated - April 03, 2031 10:15 pm PKT", "2031-04-03T22:15:00+05:00"),
        ("3 अप्रैल 2031, 02:30 PM", "2031-04-03T14:30:00"),
        # Germany, Austria, Switzerland
        ("Donnerstag, 3. April 2031, 08:30 Uhr", "2031-04-03T08:30:00"),
        ("03.04.2031 - 8.30 Uhr", "2031-04-03T08:30:00"),
        ("3. Jänner 2031 um 8.30 Uhr MEZ", "2031-01-03T08:30:00+01:00"),
        # France, Canada
        ("Publié le 1er avril 2031 à 14h30", "2031-04-01T14:30:00"),
        ("3 févr. 2031 14h05", "2031-02-03T14:05:00"),
        # Spain, Latin America
        ("3 de abril de 2031 a las 14:30", "2031-04-03T14:30:00"),
        ("3 abril, 2031 - 14:30", "2031-04-03T14:30:00"),
        ("abril 3, 2031", "2031-04-03"),
        # Italy
        ("3 aprile 2031 ore 14:30", "2031-04-03T14:30:00"),
        ("3 gennaio 2031 alle 9.05", "2031-01-03T09:05:00"),
        # Portugal, Brazil
        ("3 de março de 2031 às 14h30", "2031-03-03T14:30:00"),
        ("23/04/2031 às 14:30", "2031-04-23T14:30:00"),
        # Netherlands, Belgium
        ("3 maart 2031 om 14:30 uur", "2031-03-03T14:30:00"),
        # Poland, Czechia, Hungary, Romania
        ("3 kwietnia 2031 r. o godz. 14:30", "2031-04-03T14:30:00"),
        ("3. dubna 2031 v 14:30", "2031-04-03T14:30:00"),
        ("2031. április 3. 14:30", "2031-04-03T14:30:00"),
        ("3 aprilie 2031, ora 14:30", "2031-04-03T14:30:00"),
        # Russia, Ukraine
        ("3 апреля 2031 г., 14:30 МСК", "2031-04-03T14:30:00+03:00"),
        ("3 квітня 2031, 14:30", "2031-04-03T14:30:00"),
        # Turkey
        ("03 Nisan 2031 Perşembe 14:30", "2031-04-03T14:30:00"),
        ("Son Güncelleme : 30 KASIM 2031, 10:05", "2031-11-30T10:05:00"),
        # Scandinavia, Finland, Baltic
        ("3. april 2031 kl. 14.30", "2031-04-03T14:30:00"),
        ("3 maj 2031 kl 14:30", "2031-05-03T14:30:00"),
        ("3. huhtikuuta 2031 klo 14.30", "2031-04-03T14:30:00"),
        ("2031 m. kovo 31 d. 14:30", "2031-03-31T14:30:00"),
        # Greece, Israel
        ("3 Απριλίου 2031, 14:30", "2031-04-03T14:30:00"),
        ("3 באפריל 2031 14:30", "2031-04-03T14:30:00"),
        # China, Japan, Korea
        ("2031年4月3日 下午2:30", "2031-04-03T14:30:00"),
        ("2031年4月3日(木) 午後2時30分", "2031-04-03T14:30:00"),
        ("2031年04月03日14:30", "2031-04-03T14:30:00"),
        ("2031년 4월 3일 오후 2:30", "2031-04-03T14:30:00"),
        ("입력 2031. 4. 3. 오전 9:05", "2031-04-03T09:05:00"),
        # Arabic, Persian
        ("٣ نيسان/أبريل ٢٠٣١ ١٤:٣٠", "2031-04-03T14:30:00"),
        ("3 كانون الثاني 2031", "2031-01-03"),
        ("۳ آوریل ۲۰۳۱", "2031-04-03"),
        ("۱۵ فروردین ۱۴۰۳", "2024-04-03"),
        # machines
        ("2031-04-03T14:30:05.123Z", "2031-04-03T14:30:05+00:00"),
        ("2031-04-03T14:30:00+0530", "2031-04-03T14:30:00+05:30"),
        ("2031/04/03 14:30", "2031-04-03T14:30:00"),
        ("3-Apr-2031", "2031-04-03"),
        # broken by a scraper
        ("Published Thu, Apr 3 20312:30 PM EDT", "2031-04-03T14:30:00-04:00"),
        ("Orlo PressApril 3, 2031 GMT", "2031-04-03"),
        ("17.05.2031\n08:30", "2031-05-17T08:30:00"),
        ("3 April 2031 - 13:55 GMT+1 •Updated 14:20", "2031-04-03T13:55:00+01:00"),
    ],
)
def test_styles_of_many_countries(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "2 hours ago",
        "vor 2 Stunden",
        "the 12,2024 people who came",
        "Top 10\nMay 2031 was warm",
        "31 February 2031",
        "version 3.4.20311",
        "35/13/2031",
        "Yesterday at 14:30",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert values(text) == []


MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
    " diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre"
    " dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro"
    " dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października"
    " listopada grudnia",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "hi": "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
}
STYLES = (
    "{d} {m} {y}", "{d}. {m} {y}", "{m} {d}, {y}", "{d} de {m} de {y}", "{d}-{m}-{y}",
    "{d} {m}, {y}", "{y}-{n:02d}-{d:02d}", "{y}年{n}月{d}日", "{y}년 {n}월 {d}일",
    "{d:02d}.{n:02d}.{y}", "{d} {m} {y}, {H:02d}:{M:02d}", "{y}-{n:02d}-{d:02d}T{H:02d}:{M:02d}:00",
)  # fmt: skip
AROUND = st.sampled_from(["", "Published: ", "By Ann Oak | ", "\n", "Stand: ", "Местное, ", "・"])


@settings(max_examples=300, deadline=None)
@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2098, 12, 31)),
    st.sampled_from(sorted(MONTHS)),
    st.sampled_from(STYLES),
    AROUND,
    st.sampled_from(["", " | Orlo Post", "\nThe mill", " Uhr", " • 3 comments"]),
)
def test_a_date_in_any_style_is_found_where_it_stands(
    when: datetime, language: str, style: str, before: str, after: str
) -> None:
    name = MONTHS[language].split()[when.month - 1]
    shown = style.format(d=when.day, m=name, y=when.year, n=when.month, H=when.hour, M=when.minute)
    (moment,) = find_moments(before + shown + after)
    start = len(before)
    assert (before + shown + after)[moment.start : moment.end].removesuffix(" Uhr") == shown
    assert moment.start == start
    clock = f"T{when:%H:%M}:00" if "{H" in style else ""
    assert moment.value() == f"{when:%Y-%m-%d}{clock}"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_spans_of_dates_are_in_order_and_inside(text: str) -> None:
    at = 0
    for moment in find_moments(text):
        assert at <= moment.start < moment.end <= len(text)
        at = moment.end


def test_the_persian_calendar() -> None:
    # new year's days published by the University of Tehran
    for year, day in ((1375, 20), (1398, 21), (1399, 20), (1400, 21), (1403, 20), (1404, 21)):
        assert gregorian(year, 1, 1) == date(year + 621, 3, day)
    assert gregorian(1402, 12, 30) is None
    assert gregorian(1403, 12, 30) == date(2025, 3, 20)
    assert gregorian(1403, 13, 1) is None


# ---------------------------------------------------------------- the order of day and month


@pytest.mark.parametrize(
    ("lines", "published"),
    [
        (["Published 03/04/2031"], "2031"),
        (["Thursday 03/04/2031"], "2031-04-03"),
        (["03/04/2031, Tuesday"], "2031-03-04"),
        (["Published 03/04/2031", "Last updated 23/04/2031"], "2031-04-03"),
        (["Published 03/04/2031", "Last updated 03/24/2031"], "2031-03-04"),
        (["Published 03/04/2031 14:30", "Last updated 04/04/2031 09:00"], "2031-04-03T14:30:00"),
        (["Published 03/04/2031", "Last updated 03/05/2031"], "2031-03-04"),
        (["Published 03/04/2031 14:30 BST"], "2031-04-03T14:30:00+01:00"),
        (["Published 03/04/2031 2:30 PM EDT"], "2031-03-04T14:30:00-04:00"),
        (["Published 03/04/2031 14:30 GMT"], "2031"),
        (["Published 04/04/2031"], "2031-04-04"),
        (["Published 13/04/2031"], "2031-04-13"),
        (["Published 04/13/2031"], "2031-04-13"),
    ],
)
def test_order_by_what_stands_beside(lines: list[str], published: str) -> None:
    assert article(TITLE, *lines, *BODY).published == published


@pytest.mark.parametrize(
    ("known", "published"),
    [
        ({"url": "https://www.orlopost.co.uk/mill"}, "2031-04-03"),
        ({"url": "https://orlopost.com.au/mill"}, "2031-04-03"),
        ({"url": "https://orlopost.us/mill"}, "2031-03-04"),
        ({"url": "https://orlopost.com/mill"}, "2031"),
        ({"url": "https://orlopost.ca/mill"}, "2031"),
        ({"outlet": "The Irish Bell"}, "2031-04-03"),
        ({"outlet": "orlo.de"}, "2031-04-03"),
        ({"language": "fr"}, "2031-04-03"),
        ({"language": "en"}, "2031"),
    ],
)
def test_order_by_where_it_is_from(known: dict[str, str], published: str) -> None:
    assert article(TITLE, "Published 03/04/2031", *BODY, **known).published == published


@pytest.mark.parametrize(
    ("url", "line", "published"),
    [
        ("https://orlopost.com/2031/05/17/mill", "Harrow Wells", "2031-05-17"),
        ("https://orlopost.com/news/2031/may/17/mill", "Harrow Wells", "2031-05-17"),
        ("https://orlopost.com/2031/05/mill", "Harrow Wells", None),
        ("https://orlopost.com/2031/13/17/mill", "Harrow Wells", None),
        (
            "https://orlopost.com/2031/03/04/mill",
            "Published 03/04/2031 09:00",
            "2031-03-04T09:00:00",
        ),
        ("https://orlopost.com/2031/05/17/mill", "Published 18 May 2031", "2031-05-18"),
    ],
)
def test_a_day_in_the_url(url: str, line: str, published: str | None) -> None:
    assert article(TITLE, line, *BODY, url=url).published == published


def test_order_by_an_address_of_the_page() -> None:
    foot = "Contact the newsroom: desk@orlopost.co.uk"
    found = article(TITLE, "Published 03/04/2031", *BODY, foot)
    assert found.published == "2031-04-03"


def test_spelling_alone_decides_nothing() -> None:
    british = "The colour of the centre, the theatre and the labour of neighbours."
    moments = list(find_moments("03/04/2031"))
    assert day_first(moments, "en", text=british) is None
    text = f"{british} 03/04/2031 after 7 January 2030"
    assert day_first(list(find_moments(text)), "en", text=text) is True
    assert day_first([]) is None


def test_dates_that_contradict_each_other_decide_nothing() -> None:
    assert day_first(list(find_moments("03/04/2031 23/04/2031 04/23/2031"))) is None


# ---------------------------------------------------------------- zones


@pytest.mark.parametrize(
    ("line", "known", "published"),
    [
        ("May 17, 2031 10:15 pm IST", {}, "2031-05-17T22:15:00"),
        (
            "May 17, 2031 10:15 pm IST",
            {"url": "https://orlo.in/a"},
            "2031-05-17T22:15:00+05:30",
        ),
        ("May 17, 2031 10:15 pm IST", {"url": "https://orlo.ie/a"}, "2031-05-17T22:15:00+01:00"),
        ("Jan 17, 2031 10:15 pm IST", {"url": "https://orlo.co.il"}, "2031-01-17T22:15:00+02:00"),
        ("May 17, 2031 10:15 pm IST", {"outlet": "Mumbai Bell"}, "2031-05-17T22:15:00+05:30"),
        ("May 17, 2031 10:15 pm CST", {}, "2031-05-17T22:15:00"),
        ("May 17, 2031 10:15 pm CST", {"url": "https://orlo.cn/a"}, "2031-05-17T22:15:00+08:00"),
        ("Jan 17, 2031 10:15 pm CST", {"outlet": "Chicago Bell"}, "2031-01-17T22:15:00-06:00"),
        ("May 17, 2031 22:15 JST", {}, "2031-05-17T22:15:00+09:00"),
        ("May 17, 2031 22:15 CEST", {}, "2031-05-17T22:15:00+02:00"),
        ("May 17, 2031 22:15 (UTC-03:00)", {}, "2031-05-17T22:15:00-03:00"),
    ],
)
def test_zones(line: str, known: dict[str, str], published: str) -> None:
    assert article(TITLE, line, *BODY, **known).published == published


def test_zone_by_the_dateline() -> None:
    line = f"NEW DELHI, May 17 (Orlo Press) — {BODY[0]}"
    found = article(TITLE, "May 17, 2031 10:15 pm IST", line, *BODY[1:])
    assert found.published == "2031-05-17T22:15:00+05:30"


# ---------------------------------------------------------------- what was published when


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("Published 2 hours ago", None, None),
        ("Updated May 18, 2031 4:23pm", None, "2031-05-18T16:23:00"),
        ("Stand: 18.05.2031, 16:23 Uhr", None, "2031-05-18T16:23:00"),
        (
            "Publicado: 17/05/2031 09:26 | Actualizado: 18/05/2031 16:23",
            "2031-05-17T09:26:00",
            "2031-05-18T16:23:00",
        ),
        (
            "17 Mayıs 2031 09:26 - Güncelleme : 18 Mayıs 2031 16:23",
            "2031-05-17T09:26:00",
            "2031-05-18T16:23:00",
        ),
        (
            "2031年5月17日 9:26 更新 2031年5月18日 16:23",
            "2031-05-17T09:26:00",
            "2031-05-18T16:23:00",
        ),
        ("Опубликовано 17 мая 2031, 09:26", "2031-05-17T09:26:00", None),
    ],
)
def test_published_and_updated(line: str, published: str | None, updated: str | None) -> None:
    found = article(TITLE, line, *BODY)
    assert (found.published, found.updated) == (published, updated)


def test_a_date_in_the_report_is_not_its_own() -> None:
    told = "The roof had been checked on May 3, 2030, and again on 4 June 2030, the keeper said."
    found = article(TITLE, BODY[0], told, *BODY[1:])
    assert (found.published, found.updated) == (None, None)


def test_a_copyright_and_an_end_are_no_publication() -> None:
    found = article(TITLE, *BODY, "© 3 May 2031 Orlo Post. All rights reserved.")
    assert found.published is None
    assert article(TITLE, "Available until 3 May 2031.", *BODY).published is None


def test_blocks_of_a_reader_give_dates_too() -> None:
    text = f"{TITLE}\nPublished May 17, 2031\n{BODY[0]}"
    cut = [0, len(TITLE), len(TITLE) + 1, text.index(BODY[0]) - 1, text.index(BODY[0]), len(text)]
    blocks = (
        Block(kind="title", start=cut[0], end=cut[1]),
        Block(kind="byline", start=cut[2], end=cut[3]),
        Block(kind="body", start=cut[4], end=cut[5]),
    )
    document = Document(id="sha256:1", source="a", sources=("a",), text=text, blocks=blocks)
    (found,) = clean([document])
    assert (found.published, found.blocks) == ("2031-05-17", blocks)


# ---------------------------------------------------------------- authors


def names(line: str, outlet: str | None = None) -> tuple[str, ...]:
    return authors_of([Unit(0, len(line), line, 0, kind="byline")], outlet)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ann Oak", ("Ann Oak",)),
        ("BY ANN OAK AND ABEL CRANE", ("Ann Oak", "Abel Crane")),
        ("By Ann Oak, Abel Crane and Dora Venn", ("Ann Oak", "Abel Crane", "Dora Venn")),
        ("By Ann Oak , Abel Crane & Dora Venn", ("Ann Oak", "Abel Crane", "Dora Venn")),
        ("By Ann Oak in Harrow Wells", ("Ann Oak",)),
        ("By Ann Oak, Harrow Wells", ("Ann Oak",)),
        ("By Ann Oak, Senior Political Correspondent", ("Ann Oak",)),
        ("By ANN OAK AP Valley Writer", ("Ann Oak",)),
        ("By Ann Oak CBS News July 15, 2031, 12:46 PM", ("Ann Oak",)),
        ("By Ann Oak and Abel Crane HARROW (Reuters) - The mill", ("Ann Oak", "Abel Crane")),
        ("By Ann Oak ann.oak@orlo.example, @annoak", ("Ann Oak",)),
        ("By Ann Oak | Orlo Media Group", ("Ann Oak",)),
        ("Posted 3:57 pm, July 15, 2031, by Ann Oak", ("Ann Oak",)),
        ("By Dr. Ann O’Leary-Oak", ("Ann O’Leary-Oak",)),
        ("By S.A. Venn - The Orlo Times - Sunday, July 15, 2031", ("S.A. Venn",)),
        ("Von Jörg van den Berg, Berlin", ("Jörg van den Berg",)),
        ("Par Anne-Marie Le Gall et Paul Duval", ("Anne-Marie Le Gall", "Paul Duval")),
        ("Por María José Pérez y Luis Soto", ("María José Pérez", "Luis Soto")),
        ("Di Carla Rossi e Anna Bianchi", ("Carla Rossi", "Anna Bianchi")),
        ("Автор: Иван Петров", ("Иван Петров",)),
        ("Ann Oak Political Correspondent 16 May 2031 9:33pm", ("Ann Oak",)),
        ("(Reporting by Ann Oak and Abel Crane; Editing by Dora Venn)", ("Ann Oak", "Abel Crane")),
        ("Additional reporting by Ann Oak", ()),
        ("By Staff Reporter", ()),
        ("By our own staff", ()),
        ("By The Associated Press", ()),
        ("By Reuters", ()),
        ("By New York Times Staff", ()),
        ("Harrow Wells, 11 Jun 2031", ()),
        ("By New Delhi", ()),
    ],
)
def test_authors(line: str, authors: tuple[str, ...]) -> None:
    assert names(line) == authors


def test_author_below_a_by_and_beside_the_outlet() -> None:
    units = [Unit(0, 2, "By", 0), Unit(3, 10, "Ann Oak", 1)]
    assert authors_of(units) == ("Ann Oak",)
    assert names("Orlo Post, 11 Jun 2031, Dora Venn", "Orlo Post") == ("Dora Venn",)


# ---------------------------------------------------------------- outlets


@pytest.mark.parametrize(
    ("before", "after", "outlet"),
    [
        ((f"{TITLE} | Orlo Valley Post", TITLE), (), "Orlo Valley Post"),
        ((TITLE, "By Ann Oak, Orlo News"), (), "Orlo News"),
        ((TITLE, "By Ann Oak -   The Orlo Times -   Sunday, July 15, 2031"), (), "The Orlo Times"),
        ((TITLE, "Orlo News July 15, 2031, 2:09 PM"), (), "Orlo News"),
        ((TITLE, "By Ann Oak ann.oak@orlopost.com"), (), "orlopost.com"),
        ((TITLE, "By Ann Oak ann.oak@gmail.com"), (), None),
        ((TITLE,), ("OrloPost.com",), "orlopost.com"),
        ((TITLE,), ("URL: https://www.orlopost.com/2031/mill",), "orlopost.com"),
        ((TITLE,), ("https://www.facebook.com/orlopost",), None),
        ((TITLE,), ("Copyright 2031 The Associated Press. All rights reserved.",), None),
        ((TITLE,), ("Image copyright Getty Images",), None),
        ((TITLE,), ("© 2031 Mill News Ventures",), None),
        ((TITLE, "By Reuters"), (), None),
        ((TITLE,), ("Follow Ann Oak on Twitter",), None),
    ],
)
def test_outlets(before: tuple[str, ...], after: tuple[str, ...], outlet: str | None) -> None:
    assert article(*before, *BODY, *after).outlet == outlet


def test_outlet_of_the_url() -> None:
    assert article(TITLE, *BODY, url="https://www.orlopost.co.uk/a").outlet == "orlopost.co.uk"
    assert article(TITLE, *BODY, url="not an address").outlet is None


def test_hosts_and_their_countries() -> None:
    assert host_of("https://www.Orlo.co.uk:8080/a") == "orlo.co.uk"
    assert host_of("http://[broken") is None
    assert country_of_host("orlo.co.uk") == "GB"
    assert country_of_host("orlo.tv") is None
    assert country_of_host("orlo.com.co") == "CO"
    assert country_of_host("localhost") is None
    assert countries_of(None, None) == frozenset()
    assert countries_of("https://orlo.de", "The Irish Bell") == {"DE"}


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("17.05.2024", "2024-05-17"),
        ("Friday, May 17, 2024", "2024-05-17"),
        ("17 mai 2024 à 10h30", "2024-05-17T10:30:00"),
        ("2024-05-17T04:04:00-04:00", "2024-05-17T04:04:00-04:00"),
        ("2024-05", "2024-05"),
        ("05/06/2024", "2024"),
        ("two hours ago", None),
        (None, None),
    ],
)
def test_declared_times_are_iso(given: str | None, value: str | None) -> None:
    assert declared(given) == value
