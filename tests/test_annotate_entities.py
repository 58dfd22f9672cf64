"""Names, descriptions, pronouns and labels. All texts are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import article
from rashomon.models import Article, Label
from rashomon.stages.annotate.entities import find as entities
from rashomon.stages.annotate.entities.countries import by_demonym, lookup
from rashomon.stages.annotate.entities.find import Named
from rashomon.stages.annotate.parser import SpacyParser
from rashomon.stages.annotate.quotes import find as quotes


def found(*paragraphs: str) -> tuple[Article, Named]:
    one = article(*paragraphs)
    return one, entities.find(one, SpacyParser().parse([one])[0])


def mentions(one: Article, named: Named, name: str) -> list[str]:
    """The words of all mentions of the entity with a name."""
    ids = {e.id for e in named.entities if e.name == name}
    return [one.text[m.start : m.end] for m in named.mentions if m.entity in ids]


def labelled(named: Named, name: str) -> list[str]:
    ids = {e.id for e in named.entities if e.name == name}
    return [label.text for label in named.labels if label.entity in ids]


def test_name_forms_of_one_person() -> None:
    one, named = found(
        "President Martin R. Keller spoke in Oslo. Mr. Keller left early.",
        "KELLER had no comment. Martin Keller’s office was closed.",
    )
    forms = mentions(one, named, "Martin R. Keller")
    assert {"Martin R. Keller", "Keller", "KELLER", "Martin Keller"} <= set(forms)


def test_two_people_of_one_surname_stay_two() -> None:
    _, named = found("Anna Berg met Karl Berg in Oslo. Anna Berg spoke first.")
    assert {"Anna Berg", "Karl Berg"} <= {e.name for e in named.entities}


def test_country_forms_are_one_entity() -> None:
    one, named = found("The US and Canada agreed. The United States will pay, the U.S. envoy said.")
    countries = {e.code: e for e in named.entities if e.type == "country"}
    assert set(countries) == {"US", "CA"}
    assert mentions(one, named, countries["US"].name) == ["US", "United States", "U.S."]


def test_a_capital_is_a_place_with_its_country() -> None:
    _, named = found("Paris has rejected the offer.")
    assert [(e.name, e.type, e.code) for e in named.entities] == [("Paris", "place", "FR")]


def test_demonyms_are_groups() -> None:
    _, named = found("French farmers and Norwegian fishermen met in Bergen.")
    groups = {e.name: e.code for e in named.entities if e.type == "group"}
    assert groups == {"French": "FR", "Norwegian": "NO"}


def test_descriptions_beside_a_name_are_labels() -> None:
    _, named = found(
        "Foreign Ministry spokesman Tomas Hradek met Ingrid Falk, the Norwegian prime minister."
    )
    assert "Foreign Ministry spokesman" in labelled(named, "Tomas Hradek")
    assert "the Norwegian prime minister" in labelled(named, "Ingrid Falk")


def test_a_description_is_resolved_by_country() -> None:
    one, named = found(
        "French President Luc Morel received Swedish Prime Minister Nils Ek in Lyon.",
        "The Swedish leader arrived late. The French tyrant waited.",
    )
    assert "The Swedish leader" in labelled(named, "Nils Ek")
    assert "The French tyrant" in labelled(named, "Luc Morel")
    assert mentions(one, named, "Swedish") == ["Swedish", "Swedish"]


def test_a_description_that_fits_two_stays_open() -> None:
    one, named = found(
        "Senator Paul Reed and Senator Mark Stone met on Monday.",
        "Then it rained for two days.",
        "Nobody came.",
        "The tyrant of the north stayed at home.",
    )
    assert all(one.text[m.start : m.end] != "The tyrant" for m in named.mentions)


def test_pronouns() -> None:
    one, named = found("Anna Berg opened the bridge. She thanked the workers and left.")
    assert mentions(one, named, "Anna Berg") == ["Anna Berg", "She"]


def test_subject_and_object_are_two_people() -> None:
    one, named = found(
        "Karl Olsen met Peter Lund on Monday. Karl Olsen gripped Peter and hugged him."
    )
    assert mentions(one, named, "Peter Lund")[-1] == "him"


def test_pronouns_are_no_entities() -> None:
    _, named = found("He said they saw it. She left.")
    assert named == Named((), ())


def test_names_in_markup_and_possessives() -> None:
    one, named = found("Talks ended in Paris[/caption]French president Luc Morel's car was late.")
    assert {"Paris", "French"} <= {one.text[m.start : m.end] for m in named.mentions}
    assert all("[" not in e.name and "'s" not in e.name for e in named.entities)


def test_acronym_joins_its_name() -> None:
    one, named = found(
        "The World Fishing Council met in Oslo. The WFC will publish its findings in June."
    )
    full = next(e for e in named.entities if "Fishing" in e.name)
    assert "WFC" in mentions(one, named, full.name)


def test_labels_carry_the_quotation_they_stand_in() -> None:
    one = article("“That fool Peter Lund sold the mill,” said Anna Berg. Peter Lund was silent.")
    parse = SpacyParser().parse([one])[0]
    named = entities.find(one, parse)
    labels = entities.in_quotes(named.labels, quotes.find(one, parse, named))
    lund = [x for x in labels if x.text == "Peter Lund"]
    assert [x.quote for x in lund] == [0, None]
    assert all(isinstance(x, Label) and x.loaded is None for x in labels)


@pytest.mark.parametrize(
    ("name", "code", "kind"),
    [
        ("U.S.", "US", "country"),
        ("Beijing", "CN", "place"),
        ("Dutch", "NL", "group"),
        ("Kremlin", "RU", "organisation"),
        ("RUSSIA", "RU", "country"),
    ],
)
def test_country_table(name: str, code: str, kind: str) -> None:
    place = lookup(name)
    assert place is not None
    assert (place.code, place.kind) == (code, kind)


def test_country_table_leaves_words_alone() -> None:
    assert lookup("us") is None
    assert by_demonym("France") is None


FRAGMENTS = (
    "President |Ann Lee |the |Russian |leader |’s |'s |, |. |he |[/caption]|🙂 |שלום |/|&|U.S. "
)
PIECES = st.lists(
    st.sampled_from([*FRAGMENTS.split("|"), "LEE ", "Mr. ", "who ", "of ", "said "]), max_size=25
).map("".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=3))
def test_any_text_gives_exact_and_separate_mentions(paragraphs: list[str]) -> None:
    one, named = found(*[p.strip() for p in paragraphs])
    ids = {e.id for e in named.entities}
    last = 0
    for mention in named.mentions:
        assert last <= mention.start < mention.end <= len(one.text)
        assert mention.entity in ids
        last = mention.end
    for label in named.labels:
        assert one.text[label.start : label.end] == label.text
    assert {m.entity for m in named.mentions} >= ids


PAIR = "Bogdan Varga met Freya Lund in Oslo on Monday, but neither of them would say a word."


def test_an_epithet_is_an_antecedent_and_its_sex_counts() -> None:
    _, named = found(PAIR, "The strongman came with 30 cars.", "The autocrat brought a present.")
    assert {"The strongman", "The autocrat"} <= set(labelled(named, "Bogdan Varga"))


def test_what_somebody_is_dubbed_is_a_label_wherever_it_stands() -> None:
    _, named = found(PAIR, "Lund, dubbed the Iron Baker by her party, left. The Iron Baker smiled.")
    assert "the Iron Baker" in labelled(named, "Freya Lund")
    assert "Iron Baker" not in {e.name for e in named.entities}


def test_what_somebody_calls_a_thing_is_no_epithet() -> None:
    _, named = found("Freya Lund called Oslo a village. Bogdan Varga has called Bergen home.")
    assert labelled(named, "Freya Lund") == ["Freya Lund"]
    assert labelled(named, "Bogdan Varga") == ["Bogdan Varga"]


def test_an_adjective_before_a_name_is_in_its_label() -> None:
    _, named = found(PAIR, "The hawkish Lund complained about the water once more.")
    assert "The hawkish Lund" in labelled(named, "Freya Lund")
    _, named = found(PAIR, "Nobody knows what the private Lund-Varga meeting was about.")
    assert "the private Lund" not in labelled(named, "Freya Lund")


def test_who_speaks_next_is_the_epithet_that_spoke() -> None:
    _, named = found(
        "Bogdan Varga met Freya Lund in Oslo on Monday. Kwesi Moor, the host, opened the talks.",
        "The father of the dam spoke at length. “We will open it,” President Varga said.",
    )
    assert "The father of the dam" in labelled(named, "Bogdan Varga")


def test_a_relation_to_somebody_else_is_not_resolved() -> None:
    _, named = found(
        "Freya Lund left Oslo on Monday night.", "The wife of the mayor was still there."
    )
    assert not any("wife" in label.text for label in named.labels)
