"""Common English words that this stage treats by class: verbs that report, verbs and lemmas that
carry little, nouns that name a happening, titles before names.
"""

from __future__ import annotations

__all__ = [
    "EMPTY",
    "GENERAL",
    "HAPPENINGS",
    "HAPPENING_ENDINGS",
    "REPORTING",
    "words",
]


def words(text: str) -> frozenset[str]:
    """The words of a text that are set apart by white space."""
    return frozenset(text.split())


GENERAL = words("""
be have do say tell add not also then when where there here just still only more most very so too
now even well how why
""")
"""Lemmas too general to tell one sentence from another."""

REPORTING = words("""
say tell add note report state announce claim explain write argue ask describe call mention insist
stress quote think believe know comment emphasize emphasise
""")
"""Verbs whose content is the statement, not they themselves."""

EMPTY = words("""
be have do get go make take come give keep let put seem become accord include hold appear remain
use want need try begin start continue see show look happen occur follow
""")
"""Verbs that carry little by themselves; a complement speaks for them where there is one."""

HAPPENING_ENDINGS = tuple(
    sorted(
        words("""
tion sion ment ing ance ence al ure sis ade age ery th ism
""")
    )
)
"""Endings of nouns made from verbs."""

HAPPENINGS = words("""
war talk visit trip crash quake earthquake death murder trial attack deal merger fire riot strike
protest victory win loss game match injury wound theft suicide birth wedding divorce flight
accident storm flood tsunami blast bomb homicide crime breach launch sale purchase bid offer speech
interview conference summit ceremony award vote law ban sanction tariff rise fall increase decrease
cut jump drop gain search chase escape arrest release sentence verdict plea charge lawsuit hug
embrace kiss stint rehab disease clash raid siege truce coup surge dip march rally race fight battle
landing spill leak pact treaty inquiry probe recall walkout collapse rescue tour meeting
""")
"""Common nouns that name a happening without such an ending."""
