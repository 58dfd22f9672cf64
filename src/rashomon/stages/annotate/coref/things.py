"""Entities in the making: what is known of each from its names, nouns, titles and pronouns."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from rashomon.stages.annotate.coref.nouns import Kind, kind_of
from rashomon.stages.annotate.coref.phrases import Phrase

__all__ = ["Thing"]


@dataclass
class Thing:
    """One entity. ``heads`` are the nouns it is called by, ``words`` what stands before them.

    ``cluster`` is the number of its name cluster, ``owner`` the entity whose it is ("her
    husband"), ``likely`` the sex that the ending of a given name tells, ``plural`` true for
    several, None where both may be, ``members`` the persons of a pair or a family, ``count`` how
    many they are said to be, ``fate`` what befell them (dead, hurt, missing, held).
    """

    number: int
    kind: Kind = "thing"
    plural: bool | None = False
    gender: str | None = None
    likely: str | None = None
    code: str | None = None
    cluster: int | None = None
    owner: int | None = None
    age: str | None = None
    count: int | None = None
    fate: str | None = None
    heads: Counter[str] = field(default_factory=Counter)
    words: set[str] = field(default_factory=set)
    complements: set[str] = field(default_factory=set)
    mentions: list[Phrase] = field(default_factory=list)
    members: tuple[int, ...] = ()

    @property
    def named(self) -> bool:
        """Whether a proper name stands for it."""
        return self.cluster is not None

    def learn_head(self, lemma: str) -> None:
        """A noun that it is called by; the first that tells a kind gives one that is unknown."""
        self.heads[lemma] += 1
        kind = kind_of(lemma)
        if self.kind == "thing" and kind not in {"thing", "time"}:
            self.kind = "group" if kind == "person" and self.plural else kind
