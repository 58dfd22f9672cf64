"""How likely two quotations are one utterance: the features, and the decision."""

from __future__ import annotations

import numpy as np
import pytest

from collate_fixture import embedder, story
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.likeness import NAMES, Likeness, load_likeness
from rashomon.stages.collate.quotations import JOINED, align
from rashomon.stages.collate.utterances import utterances

SPEECH = 'Mayor Ilsa Marden said: "The mill will open again in June with two new wheels."'


def likeness(context: Context) -> Likeness:
    said = utterances(context)
    return Likeness(context, said, embedder(), load_likeness())


@pytest.mark.parametrize(
    ("other", "one"),
    [
        ('"The mill will open again in June," Marden told the council.', True),
        ("Ilsa Marden said that the mill would open again in June with two new wheels.", True),
        ('Ilsa Marden said: "Nobody asked the fishermen what the weir has cost them."', False),
    ],
    ids=["cut", "indirect", "another sentence"],
)
def test_one_utterance(other: str, one: bool) -> None:
    context = story(SPEECH, other)
    found = likeness(context)
    (chance,) = found.of([(found.found[0], found.found[1])])
    assert (chance >= JOINED) is one
    assert (len(align(context, embedder())) == 1) is one


def test_the_features_that_decide() -> None:
    context = story(
        SPEECH,
        'Ilsa Marden said: "The mill won\'t open with 3 wheels."',
        published=("2031-05-02", "2031-05-04T10:00:00Z"),
    )
    found = likeness(context)
    row = dict(zip(NAMES, found.row(*found.found), strict=True))
    assert row["one_speaker"] == row["polarity"] == 1
    assert row["unknown"] == row["two_speakers"] == row["numbers_shared"] == 0
    assert row["days"] == 0
    assert 0 < row["in_order"] < 1
    back = dict(zip(NAMES, found.row(*reversed(found.found)), strict=True))
    assert back == pytest.approx(row)
    assert not np.isnan(list(row.values())).any()
