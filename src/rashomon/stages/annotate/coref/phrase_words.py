"""Words by which the edges of noun phrases are found, written for this project."""

from __future__ import annotations

__all__ = [
    "COPULAS",
    "DOZENS",
    "ENDS",
    "LEFT",
    "LOCATIVE",
    "LOOSE",
    "NOT_HEADS",
    "NOUNS",
    "PARTS",
    "PLACES_OF",
    "PRONOUNS",
    "SITES",
    "STARTS",
]

PRONOUNS = frozenset(
    """i me my mine myself we us our ours ourselves he him his himself she her hers herself it its
    itself they them their theirs themselves""".split()
)
LEFT = frozenset(
    "det predet poss amod compound nummod nmod quantmod npadvmod advmod preconj appos".split()
)
NOUNS = frozenset({"NOUN", "PROPN"})
ENDS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"})
COPULAS = frozenset("be become remain seem prove".split())
PLACES_OF = frozenset(
    "island town city village hamlet republic kingdom state province district municipality "
    "emirate suburb".split()
)
"""Nouns before "of" and a name that are one mention with it."""
LOCATIVE = frozenset("in near at from on off around across along outside beside".split())
LOOSE = frozenset(
    "after before since until during despite because including like as than while via per "
    "according amid without within except besides".split()
)
"""Prepositions that belong to the verb rather than to a noun before them."""
DOZENS = frozenset("dozens hundreds thousands scores tens millions".split())
NOT_HEADS = frozenset(
    """this that these those here there each other another one none some others most many few
    anybody nobody everybody anyone someone somebody everyone nothing something anything everything
    both all half who which what whom whose more less least lot lots number rest part kind sort
    way thing things ones dozens hundreds thousands scores""".split()
)
STARTS = frozenset({"“", '"', "‘", "'", "(", "[", ",", "-", "–", "—", ":", ";", "’", "”"})
PARTS = frozenset({"nort", "sout", "east", "west"})
SITES = frozenset(
    """airport county province river valley prison canal mine clinic hospital school bridge stadium
    church cathedral quarry dam reservoir bay beach glacier lake island peninsula forest park square
    street road avenue district neighbourhood shelter refinery colliery shipyard college abbey
    monastery chapel mosque temple camp pass gorge tunnel dyke dike lighthouse""".split()
)
"""Nouns behind a name that are one name with it ("Ezeiza airport")."""
