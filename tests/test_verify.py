"""The checker: what stands in the reports, what does not, and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import rashomon
from rashomon.errors import ModelError, UsageError
from rashomon.models import CheckedSentence, Verification
from rashomon.settings import Settings

FIRST = (
    "Weir at Lower Fenning gives way after storm\n\n"
    "FENNING, May 6, 2025 - A weir on the river Tarn gave way on Monday night, and 340 people in "
    "the village of Lower Fenning had to leave their homes, the fire service said.\n\n"
    '"We heard a crack like a rifle," said Nora Halloway, 58, who keeps the mill.\n\n'
    "The river authority said that the weir had not been inspected since 2019. Its director, Paul "
    "Embery, said the money had gone into dykes.\n\n"
    "The farmers' union claims that the authority was warned in March. The authority denies it.\n"
)
SECOND = (
    "Village empty as river Tarn rises\n\n"
    "Wednesday 7 May 2025\n\n"
    "Nobody was injured when the weir at Lower Fenning broke on Monday. The school in Upper "
    "Fenning took in 120 people for the night.\n\n"
    "Mayor Gwen Castor rejected an offer of tents from the army. “We have beds,” she said.\n\n"
    "The weir will be rebuilt by October, at a cost of 2.5 million pounds, Embery said.\n"
)

RIGHT = (
    "A weir on the river Tarn gave way on Monday night.",
    "The weir had last been inspected in 2019, the river authority said.",
    "Some 340 people in Lower Fenning had to leave their homes.",
    "Nora Halloway, 58, said they had heard a crack like a rifle.",
    "Nobody was injured.",
    "The weir will be rebuilt by October, Paul Embery said.",
    "“We have beds,” said Gwen Castor.",
    "On May 5, 2025, a weir on the river Tarn gave way.",
)
WRONG = (
    ("The school took in 210 people for the night.", "210 people"),
    ("The weir will be rebuilt by October, Paul Emery said.", "Emery"),
    ("The weir will be rebuilt by November, Embery said.", "November"),
    ("“We have tents,” said Gwen Castor.", "We have tents"),
    ("The weir had been inspected since 2019.", "had been inspected since 2019"),
    ("Mayor Gwen Castor accepted an offer of tents from the army.", "accepted"),
    ("A weir on the river Tarn did not give way on Monday night.", "did not give"),
    ("Nora Halloway, 85, keeps the mill.", "85"),
    ("Paul Embery rejected an offer of tents from the army.", None),
    (
        "The weir will be rebuilt by October, at a cost of 2.5 million pounds, after a court had "
        "ordered the council to sell its library.",
        None,
    ),
)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("weir")
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    (folder / "second.txt").write_text(SECOND, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def right(reports: Path) -> Verification:
    return rashomon.verify("\n\n".join(RIGHT), str(reports))


@pytest.fixture(scope="module")
def wrong(reports: Path) -> Verification:
    return rashomon.verify("\n\n".join(text for text, _ in WRONG), str(reports))


def of(found: Verification, text: str) -> CheckedSentence:
    return next(one for one in found.sentences if one.text == text)


@pytest.mark.parametrize("text", RIGHT)
def test_what_stands_in_the_reports_is_supported(right: Verification, text: str) -> None:
    one = of(right, text)
    assert one.supported, one.unsupported
    assert one.evidence
    assert not one.unsupported


@pytest.mark.parametrize(("text", "part"), WRONG)
def test_one_error_is_found_at_its_place(wrong: Verification, text: str, part: str | None) -> None:
    one = of(wrong, text)
    assert not one.supported
    told = [text[p.start - one.start : p.end - one.start] for p in one.unsupported]
    assert all(p.reason for p in one.unsupported)
    assert part is None or any(part in words or words in part for words in told), told


def test_offsets_cut_to_what_is_stored(right: Verification, wrong: Verification) -> None:
    texts = ("\n\n".join(RIGHT), "\n\n".join(text for text, _ in WRONG))
    reports = {FIRST, SECOND}
    for found, text in zip((right, wrong), texts, strict=True):
        for one in found.sentences:
            assert text[one.start : one.end] == one.text
            assert all(one.start <= p.start < p.end <= one.end for p in one.unsupported)
            for cited in one.evidence:
                assert any(r[cited.start : cited.end] == cited.text for r in reports)


def test_a_claim_of_one_side_is_no_fact(reports: Path) -> None:
    found = rashomon.verify(
        "The authority was warned in March.\n\n"
        "The farmers' union claims that the authority was warned in March.\n",
        str(reports),
    )
    assert [one.supported for one in found.sentences] == [False, True]


def test_a_brief_is_checked_against_its_own_citations(reports: Path) -> None:
    cited = {"article": "", "start": SECOND.index("Nobody"), "end": SECOND.index("The school")}
    articles = rashomon.verify("Nothing.", str(reports)).articles
    cited["article"] = next(a.id for a in articles if a.source.endswith("second.txt"))
    good = {"section": "agreed", "text": "Nobody was injured.", "citations": [cited]}
    other = {**cited, "start": SECOND.index("The weir will"), "end": len(SECOND) - 1}
    rows = [
        good,
        {**good, "citations": [other]},
        {**good, "citations": []},
        {**good, "citations": [{**cited, "article": "sha256:none"}]},
        {**good, "citations": [{**cited, "end": 10_000}]},
        {**good, "citations": [{**cited, "text": "Somebody was injured."}]},
    ]
    found = rashomon.verify(json.dumps(rows), str(reports))
    assert [one.supported for one in found.sentences] == [True, *[False] * 5]
    assert [one.text for one in found.sentences] == ["Nobody was injured."] * 6
    reasons = [one.unsupported[0].reason for one in found.sentences[2:]]
    assert reasons == [
        "nothing is cited",
        "cites an article that is not among the reports",
        "cites a place that the report does not have",
        "the cited words do not stand at their place",
    ]


def test_an_answer_of_compare_is_taken_as_it_is(reports: Path) -> None:
    whole = rashomon.compare(str(reports), Settings(one_story=True)).to_dict()
    found = rashomon.verify(json.dumps(whole), str(reports))
    brief = [one["text"] for one in whole["stories"][0]["brief"]]
    assert [one.text for one in found.sentences] == brief


def test_json_of_something_else_is_a_wrong_call(reports: Path) -> None:
    with pytest.raises(UsageError, match="without a brief"):
        rashomon.verify('{"a": 1}', str(reports))


def test_nothing_stands_on_no_reports(tmp_path: Path) -> None:
    found = rashomon.verify("A weir gave way.", str(tmp_path / "none.txt"))
    assert [one.supported for one in found.sentences] == [False]
    assert found.refused


def test_an_empty_text_has_no_sentences(reports: Path) -> None:
    assert rashomon.verify(" \n\n", str(reports)).sentences == ()


def test_the_answer_is_the_same_for_any_number_of_processes(reports: Path) -> None:
    text = "\n\n".join(RIGHT)
    one, two = (rashomon.verify(text, str(reports), Settings(jobs=jobs)) for jobs in (1, 2))
    assert one == two


def test_damaged_weights_are_named(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "verify.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match=r"verify\.json"):
        rashomon.verify("A weir gave way.", str(reports), Settings(models=tmp_path))


def disputed(reports: Path, text: str) -> bool:
    articles = rashomon.verify("Nothing.", str(reports)).articles
    ids = {Path(a.source).stem: a.id for a in articles}
    places = (("first", FIRST, "340 people"), ("second", SECOND, "120 people"))
    cited = [
        {"article": ids[name], "start": text.index(words), "end": text.index(words) + len(words)}
        for name, text, words in places
    ]
    row = {"section": "disputed", "text": text, "citations": cited}
    return rashomon.verify(json.dumps([row]), str(reports)).sentences[0].supported


def test_a_line_on_what_accounts_differ_in_names_who_holds_which_value(reports: Path) -> None:
    told = "Accounts differ on “people”: “{}” ({}); “{}” ({})."
    assert disputed(reports, told.format("340 people", "first", "120 people", "second"))
    assert not disputed(reports, told.format("340 people", "second", "120 people", "first"))
    assert not disputed(reports, told.format("430 people", "first", "120 people", "second"))


def test_a_text_in_another_script_is_not_borne_out(reports: Path) -> None:
    text = "Плотина на реке прорвана, жители покинули деревню."
    found = rashomon.verify(text, str(reports))
    assert found.sentences
    assert not any(one.supported for one in found.sentences)
    row = {"section": "agreed", "text": text, "citations": []}
    assert not rashomon.verify(json.dumps([row]), str(reports)).sentences[0].supported
