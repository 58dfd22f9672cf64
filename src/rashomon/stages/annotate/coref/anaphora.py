"""Third-person pronouns: salience in the manner of Lappin and Leass (1994), for all kinds.

Nearer sentences, subjects and things spoken of often come first; grammar rules out what stands in
the same clause.
"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.stages.annotate.coref.phrases import Phrase
from rashomon.stages.annotate.coref.scene import SUBJECTS, Scene
from rashomon.stages.annotate.coref.store import Store
from rashomon.stages.annotate.coref.things import Thing

__all__ = ["GENDERS", "is_empty_it", "resolve_pronoun", "salience"]

GENDERS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
NEUTER = frozenset("it its itself".split())
PLURAL = frozenset("they them their theirs themselves".split())
WINDOW = 4
NEAR = 3.0
SUBJECT = 1.0
OWNER = 0.75
PARALLEL = 0.5
TOP = 0.5
ASIDE = 0.4
INSIDE = 1.0
TOPIC = 0.4
KNOWN = 1.1
LIKELY = 0.8
UNLIKELY = -1.2
UNTOLD = 0.5
BOUND = 1.2
BLOCK = 0.4
OFTEN = 0.12
MARGIN = 0.05
QUOTED = 0.6
"""Points: for the same sentence (one less for each between, four at most), for a subject (less in
a relative clause), for owning one, for a subject before a subject, for the subject of the main
clause, for a sex that fits, is likely to or is not told by a name, for the same paragraph and for
opening one, for each mention near; for a possessor that is the subject of its own clause; against
what stands inside another phrase and inside other quotation marks; and by how much the best must
lead. The order is that of the paper and of centering
(Grosz, Joshi and Weinstein 1995). On the open half of ``evals/gold/entities`` half or one and a
half times any of them moves CoNLL F1 by .006 at most. ``UNTOLD`` was set on the development part of
GAP (Webster et al. 2018), 800 items: F1 .581 without it, .596 with it."""
OPENING = 8
"""Tokens at the head of a sentence within which a pronoun may stand for the subject to come."""
LOCATIVE = frozenset("in at near from to outside around through inside".split())
PARTS = frozenset("most many some half none all both several few one each majority".split())
"""Words before "of them"."""
SHIPS = frozenset(
    "ship vessel boat ferry liner trawler tanker yacht freighter tug probe spacecraft".split()
)
"""What may be "she"."""
ACTING = frozenset(
    """say add tell announce want plan warn claim deny refuse expect hope believe think know accuse
    promise offer agree reject demand call urge argue insist decide order ask answer reply warn
    intend need seek run own employ sell buy vote regret apologise apologize""".split()
)
"""Verbs whose subject is somebody rather than a thing."""
WEATHER = frozenset("rain snow seem appear happen turn emerge take".split())


def is_empty_it(scene: Scene, at: int) -> bool:
    """Whether "it" anticipates a clause or stands for weather and time."""
    token = scene.tokens[at]
    if token.text.lower() != "it":
        return False
    if token.dep == "expl":
        return True
    verb = scene.tree.tokens[token.head]
    children = scene.tree.children[token.head]
    labels = {scene.tokens[c].dep for c in children}
    if token.dep not in SUBJECTS:
        return token.dep == "dobj" and "xcomp" in labels and verb.lemma in {"find", "make"}
    clause = any(
        scene.tokens[c].dep in {"ccomp", "xcomp", "advcl", "csubj", "acl", "relcl", "nsubj"}
        and c > token.head
        and _extraposed(scene, c)
        for c in children
    )
    if verb.lemma == "be":
        attr = scene.tree.child(token.head, "attr", "acomp")
        if attr is None:
            return clause
        timed = scene.tokens[attr].ent in {"DATE", "TIME"} or scene.tokens[attr].lemma in {
            "summer",
            "winter",
            "time",
            "pity",
            "quiet",
            "dark",
            "cold",
            "late",
            "early",
            "shame",
        }
        inner = any(
            scene.tokens[c].dep in {"ccomp", "xcomp", "relcl", "acl", "advcl"}
            and _extraposed(scene, c)
            for c in scene.tree.children[attr]
        )
        return timed or clause or inner
    return (verb.lemma in WEATHER and (clause or verb.lemma in {"rain", "snow"})) or (
        token.dep == "nsubjpass" and clause
    )


def _extraposed(scene: Scene, clause: int) -> bool:
    kids = [scene.tokens[c] for c in scene.tree.children[clause]]
    return any(
        (k.dep == "mark" and k.text.lower() in {"that", "whether", "if"})
        or (k.dep == "aux" and k.tag == "TO")
        or k.tag in {"WP", "WP$", "WDT", "WRB"}
        for k in kids
    )


def resolve_pronoun(store: Store, phrase: Phrase, speaker: Thing | None) -> Thing | None:
    """The thing that a pronoun of the third person stands for, None where it is open.

    :param speaker: who says the words that the pronoun stands in; it is somebody else.
    """
    word = store.tokens[phrase.head].text.lower()
    if word.endswith(("self", "selves")):
        subject = store.scene.subject_of(store.scene.verb(phrase.head))
        own = None if subject is None else store.by_head.get(subject)
        return None if own is None or own is phrase else store.of(own)
    whole = _whole(store, phrase, word)
    if whole is not None:
        return whole
    relative = _clause_owner(store, phrase, word) or _named_after(store, phrase, word)
    if relative is not None:
        return relative
    barred = _barred(store, phrase)
    if speaker is not None:
        barred.add(speaker.number)
    ranked: list[tuple[float, int, Thing]] = []
    near: dict[int, list[Phrase]] = {}
    for mention in store.before(phrase):
        if mention.thing is not None and mention.thing not in barred:
            near.setdefault(mention.thing, []).append(mention)
    for number, mentions in near.items():
        thing = store.things[number]
        fit = _fit(store, phrase, word, thing)
        if fit is None:
            continue
        score = salience(store, phrase, mentions)
        if score is not None:
            ranked.append((score + fit, -thing.number, thing))
    ranked.sort(key=lambda r: r[:2], reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN):
        return None
    best = ranked[0][2]
    if word in GENDERS and best.gender is None:
        best.gender = GENDERS[word]
    return best


def _whole(store: Store, phrase: Phrase, word: str) -> Thing | None:
    """The people in "200 protesters, most of them in white"."""
    tokens, at = store.tokens, phrase.head
    if word != "them" or at < 2 or tokens[at - 1].text != "of":
        return None
    if tokens[at - 2].text.lower() not in PARTS and tokens[at - 2].pos != "NUM":
        return None
    near = [
        p
        for p in store.around(at)
        if p.last < at and p.form != "pronoun" and store.plural(p) is not False
    ]
    for one in sorted(near, key=lambda p: (store.plural(p) is True, p.last), reverse=True):
        thing = store.of(one)
        if thing is not None and thing.kind in {"group", "organisation"}:
            return thing
    return None


def _clause_owner(store: Store, phrase: Phrase, word: str) -> Thing | None:
    """Who sells in "X, who sold his house"; X in "X and his team"."""
    tokens, scene = store.tokens, store.scene
    at = phrase.head
    subject = scene.subject_of(scene.verb(at))
    if subject is not None and tokens[subject].tag in {"WP", "WDT"} and tokens[at].dep == "poss":
        clause = tokens[tokens[subject].head]
        if clause.dep == "relcl":
            own = store.by_head.get(clause.head)
            thing = None if own is None else store.of(own)
            if thing is not None and _fit(store, phrase, word, thing) is not None:
                return thing
    owned = tokens[tokens[at].head]
    if tokens[at].dep == "poss" and owned.dep == "conj":
        own = store.by_head.get(owned.head)
        thing = None if own is None else store.of(own)
        if thing is not None and _fit(store, phrase, word, thing) is not None:
            return thing
    return None


def _named_after(store: Store, phrase: Phrase, word: str) -> Thing | None:
    """Who is the subject in "In her speech, X said": named behind what opens the sentence."""
    tokens, scene = store.tokens, store.scene
    at = phrase.head
    first = scene.sentences[tokens[at].sentence][0]
    if word in PLURAL or at - first > OPENING or scene.marks(at) >= 0:
        return None
    top = at
    for _ in range(OPENING):
        head = tokens[top].head
        if head == top or head < first:
            return None
        if tokens[top].dep in {"prep", "advcl"} and head > at and tokens[head].dep == "ROOT":
            break
        top = head
    else:
        return None
    subject = scene.tree.child(tokens[top].head, *SUBJECTS)
    own = None if subject is None or subject < at else store.by_head.get(subject)
    thing = None if own is None or own.form != "name" else store.of(own)
    return thing if thing is not None and _fit(store, phrase, word, thing) is not None else None


def _fit(store: Store, phrase: Phrase, word: str, thing: Thing) -> float | None:
    """By number, gender and kind: None where the pronoun cannot stand for the thing."""
    if word in GENDERS:
        return _fit_person(word, thing)
    if word in NEUTER:
        return _fit_neuter(store, phrase, thing)
    if thing.plural is False and thing.kind not in {"organisation", "group"}:
        return None
    states = bool(thing.members) and "country" in thing.heads
    if thing.kind == "time" or states:
        return None
    fit = {"group": 0.6, "organisation": -1.2, "thing": -0.4, "place": -0.6, "country": -1.0}.get(
        thing.kind, 0.0
    )
    if thing.plural is True:
        fit += 0.6
    if thing.named and thing.kind in {"place", "country"} and thing.plural is not True:
        return None
    acting = store.tokens[store.tokens[phrase.head].head].lemma in ACTING
    if acting and thing.kind not in {"group", "organisation", "person"}:
        fit -= 1.0
    return fit


def _fit_person(word: str, thing: Thing) -> float | None:
    if thing.kind == "other" and word in {"she", "her"} and SHIPS & set(thing.heads):
        return KNOWN if thing.gender == "f" else -1.0
    if thing.kind != "person" or thing.plural:
        return None
    gender = GENDERS[word]
    if thing.gender is not None:
        return KNOWN if thing.gender == gender else None
    if thing.likely is not None:
        return LIKELY if thing.likely == gender else UNLIKELY
    return UNTOLD if thing.named else 0.0


def _fit_neuter(store: Store, phrase: Phrase, thing: Thing) -> float | None:
    if thing.kind in {"person", "time"} or thing.plural is True:
        return None
    token = store.tokens[phrase.head]
    subject = token.dep in SUBJECTS
    acting = subject and store.tokens[token.head].lemma in ACTING
    if acting:
        return 1.0 if thing.kind in {"organisation", "country"} else -1.0
    fit = {"organisation": 0.2, "country": 0.2, "group": -0.3, "thing": -0.3, "place": -0.1}.get(
        thing.kind, 0.0
    )
    if token.dep == "poss" and thing.kind == "organisation":
        fit += 0.3
    return fit + (0.2 if thing.named else 0.0)


def _barred(store: Store, phrase: Phrase) -> set[int]:
    """Things in the same clause as the pronoun, and those whose phrase it stands in."""
    tokens, scene = store.tokens, store.scene
    at = phrase.head
    barred: set[int] = set()
    possessive = tokens[at].dep == "poss"
    verb = scene.verb(at)
    for one in store.around(at):
        if one.thing is None or one is phrase:
            continue
        if not possessive and one.first <= at < one.last and one.head != at:
            barred.add(one.thing)
        if not possessive and _argument(store, one.head, verb) and _argument(store, at, verb):
            barred.add(one.thing)
    if possessive:
        own = store.by_head.get(tokens[at].head)
        if own is not None and own.thing is not None:
            barred.add(own.thing)
    elif tokens[at].dep not in SUBJECTS:
        subject = scene.subject_of(verb)
        own = None if subject is None else store.by_head.get(subject)
        if own is not None and own.thing is not None:
            barred.add(own.thing)
    return barred


def _argument(store: Store, at: int, verb: int) -> bool:
    """Whether a word is the subject or an object of a verb itself."""
    token = store.tokens[at]
    if token.dep == "pobj":
        token = store.tokens[token.head]
    return token.head == verb and token.dep not in {"poss", "conj", "appos", "advmod"}


def salience(store: Store, phrase: Phrase, mentions: Sequence[Phrase]) -> float | None:
    """How much a thing is in mind where a phrase stands, None where it is out of reach."""
    tokens, scene = store.tokens, store.scene
    at = phrase.head
    best: float | None = None
    seen = 0
    for mention in mentions:
        head = mention.head
        if head >= at or scene.zone(head) != scene.zone(at):
            continue
        if mention.first <= at < mention.last:
            continue
        far = scene.place(at) - scene.place(head)
        if far > WINDOW:
            continue
        seen += 1
        score = NEAR - float(far)
        subject = scene.subject_like(head)
        score += SUBJECT if subject else 0.0
        score -= ASIDE if tokens[scene.role(head).head].dep == "relcl" else 0.0
        if tokens[head].dep == "poss":
            score += OWNER if tokens[tokens[head].head].dep in SUBJECTS else 0.0
        elif tokens[head].dep in {"compound", "nmod", "amod"}:
            score -= INSIDE
        elif not subject and tokens[head].dep == "pobj":
            locative = tokens[tokens[head].head].text.lower() in LOCATIVE
            score -= 0.8 if locative else 0.3
        score += PARALLEL if subject and tokens[at].dep in SUBJECTS else 0.0
        main = tokens[tokens[head].head].head == tokens[head].head
        score += TOP if subject and main and far == 0 else 0.0
        score += TOPIC if subject and far and scene.opens(mention.first) else 0.0
        score += BLOCK if scene.block(at) == scene.block(head) else 0.0
        if scene.marks(head) != scene.marks(at) and scene.marks(head) >= 0:
            score -= QUOTED
        if tokens[at].dep == "poss" and scene.subject_of(scene.verb(at)) == head:
            score += BOUND
        best = score if best is None else max(best, score)
    if best is None:
        return None
    return best + OFTEN * min(seen, 5)
