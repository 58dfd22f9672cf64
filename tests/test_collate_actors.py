"""Entities of several articles joined into actors."""

from __future__ import annotations

from msgspec.structs import replace

from rashomon.models import (
    Actor,
    Annotated,
    Annotation,
    Article,
    Entity,
    EntityType,
    Label,
    Mention,
    Quote,
    Story,
)
from rashomon.stages.collate import actors


def annotated(
    key: str, *names: tuple[str, EntityType], code: str | None = None, label: str = ""
) -> Annotated:
    """An article whose text is its names, one a line, each mentioned once."""
    text = "\n".join(name for name, _ in names)
    entities, mentions, start = [], [], 0
    for number, (name, kind) in enumerate(names):
        identity = f"e{number}"
        entities.append(Entity(id=identity, name=name, type=kind, code=code))
        mentions.append(Mention(start=start, end=start + len(name), entity=identity))
        start += len(name) + 1
    labels = (Label(start=0, end=len(label), entity="e0", text=label),) if label else ()
    article = Article(
        id=key,
        source=key,
        sources=(key,),
        outlet=None,
        url=None,
        title=None,
        authors=(),
        published=None,
        updated=None,
        language="en",
        text=text,
        blocks=(),
    )
    layers = Annotation(entities=tuple(entities), mentions=tuple(mentions), labels=labels)
    return Annotated(article=article, annotation=layers)


def joined(*articles: Annotated) -> tuple[Actor, ...]:
    story = Story(
        id="s1", title=None, first=None, last=None, articles=tuple(a.article.id for a in articles)
    )
    return actors.join(story, articles)


def names(*articles: Annotated) -> list[str]:
    return [actor.name for actor in joined(*articles)]


def test_a_surname_a_title_and_an_initial_are_one_person() -> None:
    found = joined(
        annotated("a", ("Ilsa Marden", "person")),
        annotated("b", ("Mr. Marden", "person")),
        annotated("c", ("President Ilsa Marden", "person")),
        annotated("d", ("Ilsa K. Marden", "person")),
        annotated("e", ("I. Marden", "person")),
    )
    assert len(found) == 1
    assert found[0].articles == ("a", "b", "c", "d", "e")
    assert found[0].id == "s1.a1"


def test_two_people_who_share_a_surname_stay_two() -> None:
    found = joined(
        annotated("a", ("Ilsa Marden", "person"), ("Otto Marden", "person")),
        annotated("b", ("Ilsa Marden", "person")),
        annotated("c", ("Marden", "person")),
    )
    assert sorted(len(actor.members) for actor in found) == [1, 1, 2]


def test_a_person_and_a_place_of_one_name_stay_two() -> None:
    assert (
        len(joined(annotated("a", ("Marden", "person")), annotated("b", ("Marden", "place")))) == 2
    )


def test_countries_join_by_code() -> None:
    found = joined(
        annotated("a", ("Britain", "country"), code="GB"),
        annotated("b", ("the United Kingdom", "country"), code="GB"),
    )
    assert len(found) == 1


def test_an_acronym_joins_the_name_it_abbreviates() -> None:
    found = joined(
        annotated("a", ("Northern Harbour Union", "organisation")),
        annotated("b", ("NHU", "organisation")),
        annotated("c", ("the Northern Harbour Union", "organisation")),
    )
    assert len(found) == 1


def test_an_acronym_of_two_names_joins_neither() -> None:
    found = joined(
        annotated("a", ("Northern Harbour Union", "organisation")),
        annotated("b", ("National Hospital Union", "organisation")),
        annotated("c", ("NHU", "organisation")),
    )
    assert len(found) == 3


def test_the_most_important_actor_comes_first_and_labels_are_kept() -> None:
    found = joined(
        annotated("a", ("Ilsa Marden", "person"), ("Otto Brask", "person"), label="Ilsa"),
        annotated("b", ("Otto Brask", "person")),
    )
    assert [actor.name for actor in found] == ["Otto Brask", "Ilsa Marden"]
    assert [(label.article, label.text) for label in found[1].labels] == [("a", "Ilsa")]


def test_each_entity_is_in_exactly_one_actor() -> None:
    reports = [
        annotated("a", ("Ilsa Marden", "person"), ("NHU", "organisation"), ("Dr Brask", "person")),
        annotated("b", ("Marden", "person"), ("Brask", "person"), ("Otto Brask", "person")),
    ]
    members = [member for actor in joined(*reports) for member in actor.members]
    assert sorted(members) == sorted(
        (r.article.id, entity.id) for r in reports for entity in r.annotation.entities
    )


def quoting(each: Annotated, entity: str) -> Annotated:
    """The article with a quotation of one of its entities."""
    quote = Quote(
        kind="direct", act="speech", spans=((0, 1),), cue=None, speaker=None, speaker_entity=entity
    )
    return replace(each, annotation=replace(each.annotation, quotes=(quote,)))


def test_a_speaker_whose_rare_surname_was_taken_for_an_organisation() -> None:
    named = annotated("a", ("Dale Cutshaw", "person"))
    alone = quoting(annotated("b", ("Cutshaw", "organisation")), "e0")
    trade = quoting(annotated("c", ("Trapper Dale Cutshaw", "organisation")), "e0")
    firm = annotated("d", ("Cutshaw", "organisation"))
    longer = quoting(annotated("e", ("Cutshaw Holdings", "organisation")), "e0")
    found = {a.articles: a.type for a in joined(named, alone, trade, longer)}
    assert found == {("a", "b", "c"): "person", ("e",): "organisation"}
    assert {a.articles for a in joined(named, firm)} == {("a",), ("d",)}


def test_somebody_quoted_under_a_rare_name_is_one_whatever_the_parser_takes_it_for() -> None:
    family_first = annotated("a", ("Yoon Mi-rae", "person"))
    family = quoting(annotated("b", ("Yoon", "organisation")), "e0")
    ranked = quoting(annotated("c", ("Fire Marshal Greta Quennerstad", "event")), "e0")
    alone = quoting(annotated("d", ("Quennerstad", "organisation")), "e0")
    letters = quoting(annotated("e", ("DI Quennerstad", "organisation")), "e0")
    found = {a.articles for a in joined(family_first, family, ranked, alone, letters)}
    assert ("c", "d", "e") in found
    assert ("a", "b") in found


def test_a_firm_that_is_told_of_is_not_the_person_whose_name_ends_alike() -> None:
    named = quoting(annotated("a", ("Buyer Otto Quennerstad", "organisation")), "e0")
    quoted = quoting(annotated("b", ("Quennerstad", "organisation")), "e0")
    told = annotated("c", ("Quennerstad", "organisation"))
    assert ("a", "b") not in {a.articles for a in joined(named, quoted, told)}
    assert ("a",) in {a.articles for a in joined(named, quoted, told)}


def test_a_news_agency_is_known_by_its_first_word() -> None:
    found = joined(
        annotated("a", ("Orrin News Agency", "organisation")), annotated("b", ("Orrin", "other"))
    )
    assert {a.articles for a in found} == {("a", "b")}
