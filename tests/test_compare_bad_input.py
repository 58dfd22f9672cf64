"""Stories that no newsroom would make: all the same, of one, of 500, in many tongues, undated."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import rashomon
from rashomon.models import ComparedStory, Comparison
from rashomon.offsets import cut
from rashomon.settings import Settings
from rashomon.stages import present

REPORT = """Dam at Orvel gives way

ORVEL, {day} May 2031 — The dam at Orvel gave way on Monday morning and flooded the lower town.

“We rang every bell,” said the mayor, Petra Lind.

Some {homes} people left their homes, the county said.
"""
SPANISH = """La presa de Orvel cede

La presa de Orvel cedió el lunes por la mañana e inundó la parte baja de la ciudad.

«Hemos tocado todas las campanas», dijo la alcaldesa, Petra Lind, a los periodistas del lugar.
"""
CHINESE = """奥维尔大坝决堤

奥维尔大坝周一早晨决堤,洪水淹没了下城区。市长佩特拉·林德说:“我们敲响了每一口钟。”

当地政府说,大约九百人离开了家园,消防队员用船把人们送到学校和教堂。
"""
ARABIC = """انهيار سد أورفيل

انهار سد أورفيل صباح يوم الاثنين وغمرت المياه المدينة السفلى.

وقالت رئيسة البلدية للصحفيين إنهم قرعوا كل الأجراس في المدينة.
"""
ONE = Settings(one_story=True, jobs=1)
FORMATS = (present.text, present.html, present.markdown, present.csv)


def written(folder: Path, texts: Sequence[str]) -> str:
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return str(folder)


def sound(found: Comparison) -> ComparedStory:
    """The one story, every place of which is where it says, in every format."""
    (story,) = found.stories
    texts = {key: one.article.text for key, one in found.annotations.items()}
    for claim in story.claims:
        assert claim.origins == len(claim.derivation)
        for e in claim.evidence:
            assert texts[e.article][e.start : e.end] == e.text
    for conflict in (*story.conflicts, *story.developments):
        for value in conflict.values:
            for c in value.evidence:
                assert texts[c.article][c.start : c.end] == c.text
    for quote in story.quotes:
        for v in quote.variants:
            assert cut(texts[v.article], v.spans) == v.text
    for render in FORMATS:
        assert render(found)
    return story


def test_every_article_the_same(tmp_path: Path) -> None:
    text = REPORT.format(day=12, homes=900)
    source = written(tmp_path / "same", [text + "\n" * n for n in range(6)])
    found = rashomon.compare(source, ONE)
    story = sound(found)
    assert len(found.articles) == 6
    assert len(found.origins) == 1
    assert story.claims
    assert {c.status for c in story.claims} == {"single"}
    assert story.conflicts == story.developments == ()
    assert not any(entry.left_out for entry in story.coverage)


def test_the_same_bytes_under_several_names(tmp_path: Path) -> None:
    found = rashomon.compare(written(tmp_path / "bytes", [REPORT.format(day=12, homes=9)] * 4), ONE)
    assert len(found.articles) == 1
    sound(found)


def test_one_article(tmp_path: Path) -> None:
    story = sound(
        rashomon.compare(written(tmp_path / "one", [REPORT.format(day=12, homes=9)]), ONE)
    )
    assert {c.status for c in story.claims} == {"single"}
    assert all(c.confidence is None for c in story.claims if len(c.evidence) == 1)
    assert story.coverage[0].left_out == ()


def test_one_word_and_no_sentence(tmp_path: Path) -> None:
    texts = [
        REPORT.format(day=12, homes=900),
        "Orvel\n\nPhoto: O. Brandt\n\nShare | Print | Save\n",
    ]
    sound(rashomon.compare(written(tmp_path / "word", texts), ONE))


def test_articles_in_several_languages(tmp_path: Path) -> None:
    texts = [REPORT.format(day=12, homes=900), SPANISH, CHINESE, ARABIC]
    found = rashomon.compare(written(tmp_path / "tongues", texts), ONE)
    story = sound(found)
    assert len(found.articles) == 4
    annotated = [one for one in found.annotations.values() if one.annotation.annotated]
    assert len(annotated) == 1
    others = [one for one in found.annotations.values() if not one.annotation.annotated]
    assert all(one.annotation.reason for one in others)
    assert {e.article for c in story.claims for e in c.evidence} == {annotated[0].article.id}


def test_no_dates_at_all(tmp_path: Path) -> None:
    plain = REPORT.replace("ORVEL, {day} May 2031 — ", "")
    texts = [f"{plain.format(homes=h)}\nNo. {n}" for n, h in enumerate((900, 900, 1400))]
    found = rashomon.compare(written(tmp_path / "undated", texts), ONE)
    story = sound(found)
    assert (story.first, story.last) == (None, None)
    assert {a.published for a in found.articles} == {None}
    values = [v for c in (*story.conflicts, *story.developments) for v in c.values]
    assert {v.when for v in values} <= {None}
    assert not any(entry.background for entry in story.timeline)


TOLD = (
    "A bakery in {} gave bread to those who had lost their kitchens.",
    "Boats from {} took old people off the roofs by night.",
    "The school of {} stays shut until its cellar is dry.",
    "Trains to {} were halted, as the rails lay under mud.",
    "The mayor of {} asked the county for pumps and blankets.",
    "Two bridges near {} were closed to lorries.",
    "A farmer at {} lost his cows and half of the hay.",
    "Divers searched the mill pond of {} in vain.",
    "Choirs from {} sang for the helpers in the square.",
    "The bells of {} rang when the water began to fall.",
)


def test_a_story_of_500_articles(tmp_path: Path) -> None:
    towns = [
        f"{first}{last}" for first in ("Or", "Tol", "Lu", "Bren", "Hol") for last in ("vel", "na")
    ]
    texts = [f"Flood, {n}\n\n{TOLD[n % 10].format(towns[n // 10 % 10])}\n" for n in range(500)]
    found = rashomon.compare(
        written(tmp_path / "many", [f"{t}{n}\n" for n, t in enumerate(texts)]), ONE
    )
    (story,) = found.stories
    assert len(story.articles) == len(story.coverage) == 500
    assert story.claims
