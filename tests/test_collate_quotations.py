"""Quotations: one utterance in the words of each outlet."""

from __future__ import annotations

from collate_fixture import embedder, story
from rashomon.models import QuoteVariants
from rashomon.offsets import cut
from rashomon.stages.collate import quotations
from rashomon.stages.collate.context import Context

ONE = (
    "Mayor promises new bridge\n"
    "Paula Rennick, the mayor of Orrin, spoke to reporters on the quay on Friday.\n"
    "“We will build the bridge again, in stone, and it will outlast us all,” Rennick said.\n"
    "“You cannot dance at two weddings on one evening,” she added, speaking of the council.\n"
    "“Whoever opposes the new bridge must tell the farmers how they shall cross,” she said."
)
TWO = (
    "Bridge to be rebuilt\n"
    "Mayor Paula Rennick told the press that “we will build the bridge again”.\n"
    "“The council would like to have its cake and eat it,” said Rennick.\n"
    "“Those who oppose the new bridge must explain to farmers how they are to cross,” she said.\n"
    "“My cellar is under water,” said Martin Okoro, a baker."
)


def aligned(context: Context) -> tuple[QuoteVariants, ...]:
    return quotations.align(context, embedder())


def with_words(found: tuple[QuoteVariants, ...], words: str) -> QuoteVariants:
    """The utterance one of whose variants has these words."""
    return next(q for q in found if any(words in v.text for v in q.variants))


def test_a_cut_quotation_is_the_same_utterance() -> None:
    joined = with_words(aligned(story(ONE, TWO)), "outlast us all")
    assert len({v.article for v in joined.variants}) == 2
    assert joined.same_words
    assert joined.speaker == "Paula Rennick"


def test_translations_join_by_meaning_and_by_their_neighbours() -> None:
    found = aligned(story(ONE, TWO))
    meant = with_words(found, "how they shall cross")
    assert len({v.article for v in meant.variants}) == 2
    assert not meant.same_words
    idiom = with_words(found, "two weddings")
    assert any("cake" in v.text for v in idiom.variants)
    assert not idiom.same_words


def test_another_speaker_is_another_utterance() -> None:
    other = "Flood in Orrin\n“My cellar is under water,” said Paula Rennick, the mayor of Orrin."
    found = aligned(story(TWO, other))
    cellar = [q for q in found if any("cellar" in v.text for v in q.variants)]
    assert [len(q.variants) for q in cellar] == [1, 1]
    assert {q.speaker for q in cellar} == {"Martin Okoro", "Paula Rennick"}


def test_an_utterance_of_one_outlet_is_listed() -> None:
    cellar = with_words(aligned(story(ONE, TWO)), "cellar")
    assert len(cellar.variants) == 1
    assert cellar.same_words


def test_ids_are_unique_and_variants_are_cut_from_the_text() -> None:
    context = story(ONE, TWO)
    found = aligned(context)
    assert len({q.id for q in found}) == len(found)
    assert all(q.id.startswith("s1.q") for q in found)
    for quote in found:
        for variant in quote.variants:
            text = context.articles[variant.article].article.text
            assert variant.text == cut(text, variant.spans)


def test_no_quotations_no_utterances() -> None:
    assert aligned(story("Rain\nIt rained in the valley.", "Rain\nThe rain went on.")) == ()
