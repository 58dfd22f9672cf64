"""Coreference: noun phrases, pronouns and names of one entity joined. All texts are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import Piece, article
from rashomon.models import Annotation, Article
from rashomon.stages.annotate import annotate
from rashomon.stages.annotate.capitals import Casing
from rashomon.stages.annotate.coref.nouns import kind_of, may_stand_for
from rashomon.stages.annotate.parser import SpacyParser


def layers(*paragraphs: Piece) -> tuple[Article, Annotation]:
    one = article(*paragraphs)
    return one, annotate([one], SpacyParser())[0].annotation


def chains(*paragraphs: Piece) -> list[list[str]]:
    """The words of each entity's mentions, entities of one mention left out."""
    one, found = layers(*paragraphs)
    told = {
        e.id: [one.text[m.start : m.end] for m in found.mentions if m.entity == e.id]
        for e in found.entities
    }
    return [words for words in told.values() if len(words) > 1]


def together(found: list[list[str]], *words: str) -> bool:
    """Whether one chain holds all the words."""
    return any(set(words) <= set(chain) for chain in found)


def test_a_mention_is_the_longest_noun_phrase_without_clauses() -> None:
    one, found = layers(
        "The deputy curator of the maritime museum in Bergen, who joined last year, resigned."
    )
    spans = {one.text[m.start : m.end] for m in found.mentions}
    assert "Bergen" in spans
    found_chains = chains(
        "A nurse who works nights found the letter. The nurse burned it.",
    )
    assert together(found_chains, "A nurse", "The nurse")


def test_title_and_name_are_one_mention_and_possessors_nest() -> None:
    one, found = layers("Harbour Minister Elsa Holm met her brother, Jan Holm. He thanked her.")
    spans = {one.text[m.start : m.end]: m.entity for m in found.mentions}
    assert spans["Harbour Minister Elsa Holm"] == spans["her"]
    assert spans["her brother"] == spans["Jan Holm"] == spans["He"]
    heads = {one.text[slice(*m.head)] for m in found.mentions if m.head}
    assert {"Elsa Holm", "brother"} <= heads


def test_what_has_no_name_is_told_as_such() -> None:
    _, found = layers("A trawler sank off Bodo on Monday. The vessel had left port at noon.")
    named = {e.name: e.named for e in found.entities}
    assert named.get("trawler", True) is False


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A ferry hit a pier. The vessel was not damaged.", ("A ferry", "The vessel")),
        ("Miners began a strike. The walkout goes on.", ("a strike", "The walkout")),
        (
            "Polden Air, a carrier, has no pilots. The airline hired ten. It needs more.",
            ("Polden Air", "a carrier", "The airline", "It"),
        ),
        (
            "The Coastal Fisheries Board (CFB) met. The board said it would act, the CFB added.",
            ("The Coastal Fisheries Board", "CFB", "The board", "it", "the CFB"),
        ),
        (
            "Ms Ana Duarte, 41, runs a bakery. The 41-year-old sells bread.",
            ("Ms Ana Duarte", "The 41-year-old"),
        ),
        (
            "The storm killed two people. Residents feared it would return.",
            ("The storm", "it"),
        ),
    ],
)
def test_nouns_and_pronouns_take_up_what_was_told(text: str, words: tuple[str, ...]) -> None:
    assert together(chains(text), *words)


def test_who_speaks_is_i_and_for_whom_he_speaks_is_we() -> None:
    found = chains(
        "Pavel Orsic, the head of the Alpine Rescue Service, spoke to reporters.",
        '"We reached them at dawn," Orsic said. "I had no doubt."',
    )
    assert together(found, "Pavel Orsic", "I")
    assert together(found, "the Alpine Rescue Service", "We")


def test_relations_turn_round() -> None:
    found = chains(
        "Loris Benati was arrested on Friday. Benati's wife, Carla, heard it on the radio.",
        "She asked whether her husband had eaten.",
    )
    assert together(found, "Carla", "She", "her")
    assert together(found, "Loris Benati", "her husband")


def test_a_capital_that_acts_is_its_state_and_the_town_is_not() -> None:
    found = chains(
        "Beijing accused Austria of theatre. China wants an apology, and it will wait.",
        "The minister flew to Beijing and stayed in Beijing for a day.",
    )
    assert together(found, "Beijing", "China", "it")
    assert any(set(chain) == {"Beijing"} for chain in found)


def test_persons_and_firms_of_one_name_are_two() -> None:
    found = chains(
        "Torvald Marine will cut jobs, it said. Chief executive Nils Torvald told staff.",
        '"It is late," Torvald said. Today Torvald employs 900 people.',
    )
    assert together(found, "Torvald Marine", "Torvald")
    assert together(found, "Chief executive Nils Torvald", "Torvald")


def test_mr_and_ms_of_one_name_are_two() -> None:
    found = chains("Joel Quint and Marta Quint deny fraud. Mr Quint smiled. Ms Quint did not.")
    assert together(found, "Joel Quint", "Mr Quint")
    assert together(found, "Marta Quint", "Ms Quint")


def test_two_persons_are_they() -> None:
    found = chains(
        "Ida Moe and Per Lund made a bet. They will both dive, and the two divers know it."
    )
    assert together(found, "Ida Moe and Per Lund", "They")


def test_particles_nicknames_and_slips_belong_to_the_name() -> None:
    found = chains(
        'Geert van der Vost sat in the van. Rosa "Duchess" Albers drove. Van der Fost slept.',
        "Duchess laughed.",
    )
    assert together(found, "Geert van der Vost", "Van der Fost")
    assert together(found, 'Rosa "Duchess" Albers', "Duchess")


def test_an_empty_it_and_adjectives_of_nations_are_no_mentions() -> None:
    one, found = layers("It is a pity that the Polish site must close. It will rain in Gdynia.")
    spans = [one.text[m.start : m.end] for m in found.mentions]
    assert "It" not in spans and "Polish" not in spans


def test_the_lead_without_a_name_is_who_is_named_next() -> None:
    found = chains(
        "A former clerk told a court on Monday that he had burned the files.",
        "Jon Eriksen, 44, said the order came by telephone.",
    )
    assert together(found, "A former clerk", "Jon Eriksen")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Marek Dobbeler bought the yard. Dobeler paid in cash. Marek Dobbeler is a dentist.",
            ("Marek Dobbeler", "Dobeler"),
        ),
        ("Signe Bjørnø won. The umpire praised Bjorno.", ("Signe Bjørnø", "Bjorno")),
        (
            "Ann Paris sued the club. A month later Paris said she had won.",
            ("Ann Paris", "Paris", "she"),
        ),
        (
            "The Ministry of Roads and Rivers wrote to the mayor. The ministry wants a dam.",
            ("The Ministry of Roads and Rivers", "The ministry"),
        ),
        (
            "The Centre for Marine Study (CMS) sent a boat. The CMS will send two.",
            ("The Centre for Marine Study", "CMS", "The CMS"),
        ),
        (
            "They were taken to the Santa Rita clinic in the town. The clinic was full.",
            ("the Santa Rita clinic", "The clinic"),
        ),
        (
            "He works for the Institute of Marine Biology. The Institute is in Vigo.",
            ("the Institute of Marine Biology", "The Institute"),
        ),
        (
            "Tom Lindgren told his wife, Gloria, to wait. Mrs Lindgren laughed at him.",
            ("his wife", "Gloria", "Mrs Lindgren"),
        ),
        (
            "Nine climbers were found in a hut. Rosa Lindt was the oldest of the nine.",
            ("Nine climbers", "the nine"),
        ),
    ],
)
def test_one_thing_in_several_forms(text: str, words: tuple[str, ...]) -> None:
    assert together(chains(text), *words), chains(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The storm killed at least 40 people in the port. Most of the dead were asleep.",
            ("at least 40 people", "the dead"),
        ),
        (
            "Dozens of Croats came by ferry. They sang all night.",
            ("Dozens of Croats", "They"),
        ),
        (
            "Peru and Chile signed the treaty in Lima. The two neighbours had been at odds.",
            ("Peru and Chile", "The two neighbours"),
        ),
        (
            "The talks took place in Oslo. Norway was pleased with the outcome of the meeting.",
            ("The talks", "the meeting"),
        ),
        ("A rockfall cut the line. The rockfall came at noon.", ("A rockfall", "The rockfall")),
    ],
)
def test_groups_and_happenings_are_taken_up(text: str, words: tuple[str, ...]) -> None:
    assert together(chains(text), *words), chains(text)


def test_a_capital_to_which_something_is_sent_is_its_state() -> None:
    found = chains("Bolivia sent Lima two notes in May. Peru said it had lost them.")
    assert together(found, "Lima", "Peru", "it"), found


def test_a_headline_counts_whom_the_report_counts() -> None:
    found = chains(
        ("title", "Nine climbers brought down from glacier"),
        "Nine women who had been missing since Friday were found in a hut. They were cold.",
    )
    assert together(found, "Nine climbers", "Nine women", "They"), found


def test_a_town_is_not_the_person_of_its_name() -> None:
    found = chains("Jack London sued the club in London. London police read the file.")
    assert not together(found, "Jack London", "London"), found


def test_a_court_named_after_a_town_is_not_the_town() -> None:
    found = chains(
        "The Mirandela District Court heard Ana Lobo. The mayor of Mirandela came. "
        "The court in Mirandela let her go."
    )
    assert not together(found, "The Mirandela District Court", "Mirandela"), found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Ana Lobo, who runs the Lisbon Tram Museum, was glad. "
            '"We never had such a queue," Lobo said. The museum opens at ten.',
            ("the Lisbon Tram Museum", "We", "The museum"),
        ),
        (
            "The Hadleys met the press on Friday. Mr Hadley read a letter. "
            '"We will appeal," Tom Hadley said. The Hadleys left by a side door.',
            ("The Hadleys", "We"),
        ),
        (
            "The district court met on Monday. Judge Ida Falk spoke first. "
            '"We have read every page," Falk said. The court meets again in May.',
            ("The district court", "We", "The court"),
        ),
    ],
)
def test_we_are_those_whom_the_speaker_leads_or_is_of(text: str, words: tuple[str, ...]) -> None:
    assert together(chains(text), *words), chains(text)


def test_the_subject_to_come_owns_what_opens_the_sentence() -> None:
    found = chains(
        "Ana Lobo met Rita Sousa in Porto. In her report on the harbour, Clara Mendes blamed the "
        "weather. After he had read it, Paulo Reis resigned."
    )
    assert together(found, "her", "Clara Mendes"), found
    assert together(found, "he", "Paulo Reis"), found


def test_a_person_is_named_late_with_an_age() -> None:
    found = chains(
        "The trial of the suspended dairy employee accused of arson starts on Monday.",
        "Berta Hollis, 43, is charged with burning down a barn. The employee denies it.",
    )
    assert together(found, "Berta Hollis", "The employee"), found
    other = chains(
        "The trial of the suspended dairy employee accused of arson starts on Monday.",
        "Judge Berta Hollis will hear the case. The employee denies it.",
    )
    assert not together(other, "Judge Berta Hollis", "The employee"), other


def test_capitals_at_the_head_of_a_report_are_read_small() -> None:
    text = "TOLDEN MARINE IS TO CLOSE ITS YARD in Bergen. Tolden Marine will close it in June."
    small = Casing(text).lowered(text)
    assert small.startswith("Tolden Marine is to close its yard in Bergen")
    assert len(small) == len(text)
    assert Casing("NATO met.").lowered("NATO met.") == "NATO met."


def test_kinds_of_nouns() -> None:
    assert kind_of("Nurse") == "person" and kind_of("ferry") == "other"
    assert kind_of("year") == "time" and kind_of("spoon") == "thing"
    assert may_stand_for("vessel", "ferry") and not may_stand_for("ferry", "trawler")


@settings(max_examples=25, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from('Anna He it "we" (said) the, of . \n\u202e\u00a0😀'), max_size=80
    )
)
def test_any_text_is_joined_without_fail_and_spans_fit(text: str) -> None:
    one, found = layers(text or ".")
    ids = {e.id for e in found.entities}
    assert found.annotated, found.reason
    for mention in found.mentions:
        assert 0 <= mention.start < mention.end <= len(one.text)
        assert mention.entity in ids
        assert mention.head is None or mention.start <= mention.head[0] < mention.head[1]
