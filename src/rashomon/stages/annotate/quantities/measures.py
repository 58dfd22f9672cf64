"""What a quantity counts or measures, in words that compare between outlets.

"12 people were killed" and "killed 12 people" both give ``people killed``; "trade ... hitting
$240billion" gives ``trade``: the counted noun and the past participle of the verb it belongs to,
or the subject of the verb that governs an amount of money, a share or a measure.
"""

from __future__ import annotations

from rashomon.stages.annotate.quantities.units import PEOPLE
from rashomon.stages.annotate.tree import Tree

__all__ = ["HARM", "STATES", "counted", "measured", "noun_unit", "participle", "topmost"]

_IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "be:been become:become begin:begun bend:bent bind:bound bite:bitten bleed:bled blow:blown "
        "break:broken breed:bred bring:brought build:built burn:burnt buy:bought cast:cast "
        "catch:caught choose:chosen come:come cost:cost cut:cut deal:dealt dig:dug do:done "
        "draw:drawn drink:drunk drive:driven eat:eaten fall:fallen feed:fed feel:felt fight:fought "
        "find:found flee:fled fly:flown forbid:forbidden forget:forgotten freeze:frozen get:got "
        "give:given go:gone grow:grown hang:hanged have:had hear:heard hide:hidden hit:hit "
        "hold:held hurt:hurt keep:kept know:known lay:laid lead:led leave:left lend:lent let:let "
        "lie:lain light:lit lose:lost make:made mean:meant meet:met pay:paid put:put quit:quit "
        "read:read ride:ridden ring:rung rise:risen run:run say:said see:seen seek:sought "
        "sell:sold send:sent set:set shake:shaken shed:shed shine:shone shoot:shot show:shown "
        "shrink:shrunk shut:shut sing:sung sink:sunk sit:sat sleep:slept slide:slid speak:spoken "
        "spend:spent split:split spread:spread spring:sprung stand:stood steal:stolen stick:stuck "
        "strike:struck swear:sworn swim:swum swing:swung take:taken teach:taught tear:torn "
        "tell:told think:thought throw:thrown undergo:undergone understand:understood "
        "uphold:upheld wake:woken wear:worn weep:wept win:won wind:wound withdraw:withdrawn "
        "write:written"
    ).split()
)
_DOUBLED = frozenset(
    "ban bar beg cap chop clap commit control cram cut drag drop equip fit grab grip hit hop "
    "hug jam kidnap knit map mop nod occur omit permit pin plan plot plug pop prefer rob "
    "refer regret "
    "rip rub scan scrap ship shop skip slam slap slip snap spot stab step stop strip "
    "submit swap tap top "
    "transfer transmit trap travel trim wrap zip admit compel deter expel".split()
)
HARM = frozenset(
    "kill injure wound arrest detain hospitalise hospitalize displace evacuate maim slay hurt "
    "massacre murder behead execute jail imprison rescue kidnap abduct capture".split()
)
"""Verbs whose bare number ("killed 12") counts people."""

STATES = frozenset(
    "dead killed wounded injured missing hurt arrested detained hospitalised hospitalized homeless "
    "stranded trapped displaced evacuated rescued jailed sick unaccounted infected".split()
)
"""Words that count people without a noun: "12 dead and 34 wounded"."""

_EMPTY_VERBS = frozenset(
    "be have hit reach total stand amount cost equal come include see say number measure "
    "exceed top average make".split()
)
"""Verbs that only tie an amount to its subject."""

_PARTITIVES = frozenset("number group pair total series rest majority percent cent".split())


def participle(lemma: str) -> str:
    """Past participle of a verb's lemma: ``kill`` gives ``killed``."""
    word = lemma.lower()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ied"
    return word + word[-1:] + "ed" if word in _DOUBLED else word + "ed"


def counted(tree: Tree, first: int, last: int) -> int | None:
    """Index of the noun that a number (tokens ``first`` to ``last``, half open) counts."""
    top = topmost(tree, first, last)
    token = tree.tokens[top]
    head = tree.tokens[token.head]
    if token.dep in ("nummod", "amod", "compound", "quantmod", "nmod", "det", "npadvmod"):
        right = token.head >= last and head.sentence == token.sentence
        if right and head.pos in ("NOUN", "PROPN"):
            return token.head
    for index in range(last - 1, first - 1, -1):
        after = [
            c for c in tree.children[index] if c >= last and tree.tokens[c].text.lower() == "of"
        ]
        inner = tree.child(after[0], "pobj") if after else None
        if inner is not None and tree.tokens[inner].pos in ("NOUN", "PROPN"):
            return inner
    if last < len(tree.tokens):
        following = tree.tokens[last]
        if following.text.lower() in STATES and following.sentence == token.sentence:
            return last
        if following.pos == "NOUN" and following.sentence == token.sentence:
            return _compound_end(tree, last)
    return None


def noun_unit(tree: Tree, inside: range, noun: int | None) -> str | None:
    """``person``, or the singular of the noun that a number (tokens ``inside``) counts."""
    if noun is not None:
        token = tree.tokens[noun]
        lemma = token.lemma.lower()
        nation = token.ent == "NORP" and token.pos in ("PROPN", "NOUN")
        people = lemma in PEOPLE or token.text.lower() in STATES
        return "person" if people or nation else lemma
    for index in inside:
        head = tree.tokens[tree.tokens[index].head]
        if head.lemma.lower() in HARM and tree.tokens[index].dep in ("dobj", "nsubjpass"):
            return "person"
    return None


def _compound_end(tree: Tree, index: int) -> int:
    """The last noun of a run of nouns."""
    while (
        index + 1 < len(tree.tokens)
        and tree.tokens[index + 1].pos == "NOUN"
        and tree.tokens[index].dep == "compound"
        and tree.tokens[index + 1].sentence == tree.tokens[index].sentence
    ):
        index += 1
    return index


def topmost(tree: Tree, first: int, last: int) -> int:
    """The token of a range whose head lies outside it."""
    for index in range(first, last):
        head = tree.tokens[index].head
        if not first <= head < last or head == index:
            return index
    return last - 1


def measured(tree: Tree, first: int, last: int, noun: int | None, *, amount: bool) -> str | None:
    """Words for what a number counts (``noun``) or, where it is an amount, measures.

    :param amount: money, a share or a unit of measure, whose own words say nothing of the thing.
    """
    top = topmost(tree, first, last)
    if amount:
        return _of_amount(tree, top if noun is None else noun, range(first, last))
    if noun is None:
        return _bare(tree, top)
    words = [_noun_words(tree, noun)]
    found = _act(tree, noun)
    return " ".join([*words, found] if found and found not in words[0].split() else words)


def _of_amount(tree: Tree, top: int, number: range) -> str | None:  # noqa: PLR0911 - one return a case
    inside = _inner_noun(tree, top, number)
    if inside is not None:
        return _noun_words(tree, inside)
    token = tree.tokens[top]
    head = tree.tokens[token.head]
    if head.pos in ("NOUN", "PROPN") and token.head >= number.stop and token.dep != "conj":
        return _noun_words(tree, token.head, number)
    behind = _next_noun(tree, number.stop)
    if behind is not None:
        return _noun_words(tree, behind, number)
    noun = _prep_noun(tree, top)
    if noun is not None:
        return _noun_words(tree, noun)
    verb = tree.verb_above(top)
    if verb is None:
        return None
    subject = tree.subject(verb)
    thing = tree.child(verb, "dobj", "nsubjpass")
    if thing is not None and thing not in number and thing != top:
        subject = thing
    if subject is None or subject == top or tree.tokens[subject].pos == "PRON":
        return None if tree.tokens[verb].lemma in _EMPTY_VERBS else _done(tree, verb)
    name = _noun_words(tree, subject)
    return name if tree.tokens[verb].lemma in _EMPTY_VERBS else f"{name} {_done(tree, verb)}"


def _inner_noun(tree: Tree, top: int, number: range) -> int | None:
    """``voters`` of "12 percent of voters", ``aid`` of "$2 billion in aid"."""
    head = tree.tokens[top].head
    for node in dict.fromkeys((top, *number, *([head] if head < number.stop else []))):
        for child in tree.children[node]:
            token = tree.tokens[child]
            if token.dep == "prep" and child > top and token.text.lower() in ("of", "in", "worth"):
                inner = tree.child(child, "pobj")
                kind = "DATE" if inner is None or inner in number else tree.tokens[inner].ent
                if kind not in ("DATE", "TIME", "GPE"):
                    return inner
        if node not in number and tree.tokens[node].pos not in ("NUM", "NOUN", "SYM"):
            break
    return None


_SIZES = frozenset("high long wide tall deep thick old strong square hyphen - –".split())


def _next_noun(tree: Tree, last: int) -> int | None:
    """The noun right after an amount: ``raid`` of "a $2m raid", ``wall`` of "3-metre-high wall"."""
    if not 0 < last < len(tree.tokens):
        return None
    sentence, index = tree.tokens[last - 1].sentence, last
    for index in range(last, min(last + 5, len(tree.tokens))):
        token = tree.tokens[index]
        near = token.start - tree.tokens[index - 1].end <= 1 and token.sentence == sentence
        if not near or token.ent in ("DATE", "TIME"):
            return None
        if token.pos in ("NOUN", "PROPN") and token.dep != "npadvmod":
            return _compound_end(tree, index)
        if token.text.lower() not in _SIZES and not (token.pos == "ADJ" and token.tag == "JJ"):
            return None
    return None


def _prep_noun(tree: Tree, top: int) -> int | None:
    """``toll`` of "a toll of 12", ``rise`` of "a rise of 5 percent"."""
    token = tree.tokens[top]
    if token.dep != "pobj":
        return None
    prep = tree.tokens[token.head]
    above = tree.tokens[prep.head]
    if prep.text.lower() in ("of", "to", "at", "by") and above.pos in ("NOUN", "PROPN"):
        return prep.head
    return None


def _bare(tree: Tree, top: int) -> str | None:
    noun = _prep_noun(tree, top)
    if noun is not None:
        return _noun_words(tree, noun)
    verb = tree.tokens[top].head
    token = tree.tokens[verb]
    if tree.tokens[top].dep in ("dobj", "nsubj", "nsubjpass", "attr") and token.pos == "VERB":
        return _done(tree, verb)
    if tree.tokens[top].dep == "conj":
        return _bare(tree, verb) if verb < top else None
    above = tree.verb_above(top)
    if above is None:
        return None
    subject = tree.subject(above)
    if subject is None or subject == top or tree.tokens[subject].pos == "PRON":
        return None
    return _noun_words(tree, subject)


def _act(tree: Tree, noun: int) -> str | None:  # noqa: PLR0911 - one return a case
    """The verb a counted noun belongs to, as a participle, or the adjective said of it."""
    for _ in range(4):
        token = tree.tokens[noun]
        if token.dep != "conj":
            break
        noun = token.head
    inner = tree.child(noun, "acl")
    if inner is not None and tree.tokens[inner].tag == "VBN":
        return _done(tree, inner)
    verb = token.head
    above = tree.tokens[verb]
    if above.lemma in ("have", "include", "see"):
        return None
    if token.dep in ("dobj", "nsubjpass") and above.pos == "VERB":
        return _done(tree, verb)
    if token.dep == "nsubj" and above.lemma in ("be", "remain"):
        adjective = tree.child(verb, "acomp")
        return None if adjective is None else tree.tokens[adjective].text.lower()
    if token.dep == "nsubj" and above.pos == "VERB":
        return _done(tree, verb)
    if token.dep == "pobj" and above.dep == "agent":
        return _done(tree, above.head)
    return None


def _done(tree: Tree, verb: int) -> str:
    return participle(tree.tokens[verb].lemma)


def _noun_words(tree: Tree, noun: int, number: range = range(0)) -> str:
    """A noun with its compounds and adjectives, lower case, and the noun of a partitive."""
    token = tree.tokens[noun]
    if token.lemma.lower() in _PARTITIVES:
        of = next((c for c in tree.children[noun] if tree.tokens[c].text.lower() == "of"), None)
        inner = None if of is None else tree.child(of, "pobj")
        if inner is not None and inner != noun:
            return _own_words(tree, inner)
    return _own_words(tree, noun, number)


def _own_words(tree: Tree, noun: int, number: range = range(0)) -> str:
    kept = [
        index
        for index in tree.children[noun]
        if index < noun
        and index not in number
        and tree.tokens[index].dep in ("compound", "amod")
        and tree.tokens[index].text.isalpha()
        and tree.tokens[index].pos not in ("NUM", "DET")
    ]
    return " ".join(_word(tree, index) for index in [*kept, noun])


def _word(tree: Tree, index: int) -> str:
    token = tree.tokens[index]
    return token.text if token.pos == "PROPN" else token.text.lower()
