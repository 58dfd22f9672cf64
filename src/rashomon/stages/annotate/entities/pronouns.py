"""He and she, with their forms, resolved to the people named in an article.

Salience in the manner of Lappin and Leass (1994): nearer sentences and subjects first; what
grammar rules out (the subject and the object of one verb are two people) is left out, and where
two people are left about equally likely the pronoun stays open.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence

from rashomon.models import Article, Parse, Span, Token
from rashomon.stages.annotate.entities.coreference import APART, WINDOW, Said
from rashomon.stages.annotate.entities.people import Cluster

__all__ = ["resolve_pronouns"]

PRONOUNS = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
NEAR = 3.0
SUBJECT = 1.0
OWNER = 0.75
PARALLEL = 0.5
TOP = 0.5
KNOWN = 0.5
LEAD = 0.25
MOST = 80
"""Points: for standing in the same sentence (one less for each sentence between), for being a
subject, for owning one ("Doe's visit"), for a subject before a subject, for the subject of the
main clause, for a sex that is known to fit, and by how much the best must lead; and the mentions
looked at, at most. The order is that
of the paper; PolNeAR marks a speaker's words only and not whom they mean, so the outcome was read:
of 50 pronouns drawn from its training part (``evals/read_pronouns.py --seed 7``) 43 were resolved,
40 of them rightly."""


def resolve_pronouns(
    article: Article,
    parse: Parse,
    people: Sequence[Cluster],
    said: Sequence[Said],
    quoted: Sequence[Span],
) -> list[Said]:
    """Pronouns that have one best antecedent, in order of the text.

    :param people: all entities, by number.
    :param said: mentions by name and description.
    :param quoted: words in quotation marks, in characters, in order; they have a speaker of their
        own and neither give nor take candidates outside.
    """
    resolver = _Resolver(article, parse, people, said, quoted)
    resolved: list[Said] = []
    for at, token in enumerate(parse.tokens):
        if token.text.lower() in PRONOUNS and token.pos == "PRON":
            number = resolver.referent(at)
            if number is not None:
                resolved.append(Said(at, at + 1, number))
                resolver.add(resolved[-1])
    return resolved


class _Resolver:
    def __init__(
        self,
        article: Article,
        parse: Parse,
        people: Sequence[Cluster],
        said: Sequence[Said],
        quoted: Sequence[Span],
    ) -> None:
        self._parse = parse
        self._tokens = parse.tokens
        self._people = people
        self._quoted = quoted
        self._mentions = sorted(said, key=_first)
        kinds = [article.blocks[b].kind for b in parse.blocks]
        self._zones = [k if k in APART else "body" for k in kinds]
        self._places = self._numbered()
        self._subject_of = {
            t.head: i for i, t in reversed(list(enumerate(parse.tokens))) if t.dep in SUBJECTS
        }
        self._owner = {i: m.entity for m in self._mentions for i in range(m.first, m.last)}
        self._arguments: dict[int, set[int]] = {}
        for mention in self._mentions:
            self._note_argument(mention)

    def add(self, mention: Said) -> None:
        """A resolved pronoun is a mention for those after it."""
        insort(self._mentions, mention, key=_first)
        self._owner[mention.first] = mention.entity
        self._note_argument(mention)

    def _note_argument(self, mention: Said) -> None:
        top = self._top(mention)
        if self._tokens[top].dep not in {"poss", "conj", "appos", "compound"}:
            self._arguments.setdefault(self._verb(top), set()).add(mention.entity)

    def _numbered(self) -> list[int]:
        """Number of each sentence in its zone; one that is wholly quoted is not counted."""
        counts: dict[str, int] = {}
        found: list[int] = []
        for (first, last), zone in zip(self._parse.sentences, self._zones, strict=True):
            sides = self._side(self._tokens[first].start), self._side(self._tokens[last - 1].start)
            counts[zone] = counts.get(zone, 0) + (sides[0] < 0 or sides[0] != sides[1])
            found.append(counts[zone])
        return found

    def _side(self, position: int) -> int:
        """Number of the quotation a position stands in, -1 outside."""
        i = bisect_left(self._quoted, (position + 1, 0)) - 1
        inside = i >= 0 and self._quoted[i][0] <= position < self._quoted[i][1]
        return i if inside else -1

    def referent(self, at: int) -> int | None:
        """The entity that a pronoun stands for, None where the evidence leaves it open."""
        token = self._tokens[at]
        if token.text.lower().endswith("self"):
            subject = self._governing_subject(at)
            return None if subject is None else self._owner.get(subject)
        gender = PRONOUNS[token.text.lower()]
        partner = self._partner(at)
        if partner is not None and self._people[partner].gender in {None, gender}:
            return partner
        barred = self._barred(at)
        scores: dict[int, float] = {}
        for mention in self._before(at):
            person = self._people[mention.entity]
            fits = person.type == "person" and person.gender in {None, gender}
            if not fits or mention.entity in barred:
                continue
            score = self._score(at, mention) + (KNOWN if person.gender == gender else 0.0)
            scores[mention.entity] = max(scores.get(mention.entity, 0.0), score)
        ranked = sorted(scores.items(), key=lambda kv: (-kv[1], kv[0]))
        if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < LEAD):
            return None
        return ranked[0][0]

    def _partner(self, at: int) -> int | None:
        """The person in "X and his team" and in "X, who sold his house"."""
        token = self._tokens[at]
        owned = self._tokens[token.head]
        subject = self._governing_subject(at)
        if subject is not None and self._tokens[subject].text.lower() == "who":
            clause = self._tokens[self._tokens[subject].head]
            number = self._owner.get(clause.head) if clause.dep == "relcl" else None
            barred = token.dep != "poss" and token.dep not in SUBJECTS
            if number is not None and self._people[number].type == "person" and not barred:
                return number
        if token.tag != "PRP$" or owned.dep != "conj" or owned.head not in self._owner:
            return None
        number = self._owner[owned.head]
        return number if self._people[number].type == "person" else None

    def _before(self, at: int) -> Iterator[Said]:
        """Mentions before a pronoun, nearest first: same zone, same side, few sentences back."""
        place = self._tokens[at]
        zone, side = self._zones[place.sentence], self._side(place.start)
        last = bisect_left(self._mentions, at, key=_first) - 1
        for i in range(last, max(-1, last - MOST), -1):
            token = self._tokens[self._mentions[i].first]
            if self._zones[token.sentence] != zone:
                continue
            if self._places[place.sentence] - self._places[token.sentence] > WINDOW:
                return
            if self._side(token.start) == side:
                yield self._mentions[i]

    def _barred(self, at: int) -> set[int]:
        """Entities that are another part of the pronoun's own clause."""
        token = self._tokens[at]
        if token.tag == "PRP$" or token.dep == "poss":
            return set()
        barred = set(self._arguments.get(self._verb(at), ()))
        subject = self._governing_subject(at)
        if token.dep not in SUBJECTS and subject is not None and subject in self._owner:
            barred.add(self._owner[subject])
        return barred

    def _governing_subject(self, at: int) -> int | None:
        """The subject of the pronoun's verb, or of the verb that this one is joined to."""
        verb = self._verb(at)
        for _ in range(4):
            subject = self._subject_of.get(verb)
            if subject is not None:
                return subject if subject != at else None
            token = self._tokens[verb]
            if token.dep not in {"conj", "xcomp", "advcl", "pcomp", "prep"} or token.head == verb:
                return None
            verb = token.head
        return None

    def _verb(self, at: int) -> int:
        """The verb that a word hangs on."""
        for _ in range(6):
            head = self._tokens[at].head
            if head == at or self._tokens[head].pos in {"VERB", "AUX"}:
                return head
            at = head
        return at

    def _score(self, at: int, mention: Said) -> float:
        place, top = self._tokens[at], self._tokens[self._top(mention)]
        far = self._places[place.sentence] - self._places[top.sentence]
        subject = self._is_subject(top)
        score = NEAR - float(far) + (SUBJECT if subject else 0.0)
        if top.dep == "poss" and self._is_subject(self._tokens[top.head]):
            score += OWNER
        score += PARALLEL if subject and place.dep in SUBJECTS else 0.0
        main = self._tokens[top.head].head == top.head
        return score + (TOP if subject and main and place.sentence == top.sentence else 0.0)

    def _is_subject(self, token: Token) -> bool:
        for _ in range(4):
            if token.dep not in {"appos", "conj", "compound", "nmod"}:
                break
            token = self._tokens[token.head]
        return token.dep in SUBJECTS

    def _top(self, mention: Said) -> int:
        """The token of a mention whose head lies outside it."""
        for i in range(mention.first, mention.last):
            if not mention.first <= self._tokens[i].head < mention.last:
                return i
        return mention.last - 1


def _first(mention: Said) -> int:
    return mention.first
