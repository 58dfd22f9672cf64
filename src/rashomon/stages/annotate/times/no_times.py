"""Whether words that look like a time are one: "May" the month, "2024" the year, no name."""

from __future__ import annotations

import re

from rashomon.stages.annotate.times.atoms import Atom
from rashomon.stages.annotate.tree import Tree

__all__ = ["is_time"]

YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|of|until|till|from|during|for|before|after|through|around|circa|"
    r"late|early|mid|"
    r"between|and|to|than|year|spring|summer|autumn|fall|winter|season|the|back|[’']s)|[(,–-])"
    r"[^\S\n]?$",
    re.IGNORECASE,
)
MONTH_BEFORE = re.compile(
    r"\b(?:in|since|by|of|until|till|from|during|for|before|after|through|around|between|and|"
    r"to|this|"
    r"last|next|late|early|mid|each|every|than)(?:[^\S\n]|-)$",
    re.IGNORECASE,
)
SURE_BEFORE = re.compile(
    r"\b(?:in|since|until|till|during|last|next|this|early|late|mid)[ -]$", re.I
)
NAME_LABELS = frozenset("PERSON ORG WORK_OF_ART FAC PRODUCT LAW".split())
NAMED_DAY = re.compile(
    r"\b(?:Black|Bloody|Good|Palm|Easter|Super|Ash|Cyber|Fat|Holy|Cup|Man|Girl)[ ]$"
)
NAME_AFTER = re.compile(
    r"[ ](?:(?:[A-Z][a-z]+ )?(?:Agreement|Accords?|Airport|Alliance|Avenue|Bank|Bridge|Brigades?|"
    r"Café|Cafe|Centre|Center|Church|Club|College|Committee|Company|Court|Cup|Express|Festival|"
    r"Foundation|Fund|Gazette|Guardian|Chronicle|Journal|News|Observer|Echo|Standard|Review|Group|"
    r"Hall|Herald|Hospital|Hotel|House|Institute|Lane|League|Lodge|Mail|"
    r"Market|Mirror|Morning|Movement|Night|Palace|Park|Party|Plot|Post|Press|Prize|Project|"
    r"Revolution|Road|School|Society|Square|Stadium|Star|Station|Street|Sun|Telegraph|Theatre|"
    r"Theater|Times|Tower|Tribune|Trust|Union|University|World)"
    r"|(?:best|school|roast|papers?|supplement|sales?|deals|league|shoppers)|(?-i:Sales?|Deals))\b"
)
PLACE_AFTER = re.compile(
    r"[ ](?:[A-Z][a-z]+ )?(?:Avenue|Bridge|Hall|Lane|Palace|Park|Road|Square|Station|Street|Tower)"
)
NUMBERED = re.compile(
    r"\b(?:flight|resolution|room|route|highway|bus|train|unit|section|article|psalm|model|number|"
    r"no\.?|lot|docket|chapter|page|ward|apartment|suite|building|flat|platform|gate|road|version|"
    r"channel|windows|case|file|bill|act|squadron|regiment|battalion|asteroid|locker|cell|door|"
    r"house|plot|block|box|ticket|serial|code|form|item|paragraph|clause|ship|hull|class|series|"
    r"at least|at most|up to|nearly|almost|roughly|exactly|some|about|over|more than|fewer than|"
    r"less than)[^\S\n]$",
    re.IGNORECASE,
)
NUMBER_LABELS = ("CARDINAL", "QUANTITY", "MONEY", "PERCENT")
DATED = frozenset({"month", "weekday", "date", "holiday", "year", "daypart", "monthday"})
BACK = 24


def is_time(text: str, atom: Atom, tree: Tree) -> bool:
    """Whether an atom is a time where it stands.

    :param tree: the parse of the article; an atom outside its tokens is none.
    """
    index = tree.at(atom.start)
    token = tree.tokens[index] if index is not None else None
    before = text[max(0, atom.start - BACK) : atom.start]
    if index is None or token is None or token.tag == "MD" or _in_a_name(text, atom, index, tree):
        return False
    check = _CHECKS.get(atom.kind)
    return check is None or check(text, atom, index, tree, before)


def _month(text: str, atom: Atom, index: int, tree: Tree, before: str) -> bool:
    token, groups = tree.tokens[index], atom.groups
    if token.ent in NAME_LABELS and not SURE_BEFORE.search(before):
        return False
    if groups["y"] or groups["ry"] or groups["rel"] or groups["part"] or groups["part2"]:
        return True
    if token.tag in ("VB", "VBP") and token.ent != "DATE":
        return False
    if _surname_follows(text, atom, index, tree) and not SURE_BEFORE.search(before):
        return False
    if MONTH_BEFORE.search(before) is not None:
        return True
    return token.ent == "DATE" and token.dep not in ("dobj", "dative", "npadvmod")


def _surname_follows(text: str, atom: Atom, index: int, tree: Tree) -> bool:
    """Whether a month is a first name: "August Brandt"."""
    if index + 1 >= len(tree.tokens) or not re.match(r" [A-Z][a-z]", text[atom.end : atom.end + 3]):
        return False
    following = tree.tokens[index + 1]
    return following.tag in ("NNP", "NNPS") and following.start == atom.end + 1


def _weekday(text: str, atom: Atom, index: int, tree: Tree, before: str) -> bool:
    if tree.tokens[index].ent in NAME_LABELS or NAMED_DAY.search(before):
        return False
    # a song or a book: '"Ruby Thursday"'
    return re.search(r"[\"“‘'][A-Z]\w+ $", before) is None


def _season(text: str, atom: Atom, index: int, tree: Tree, before: str) -> bool:
    token, groups = tree.tokens[index], atom.groups
    if token.ent in NAME_LABELS:
        return False
    if groups["y"] or groups["rel"] or groups["part"] or groups["ry"]:
        return True
    if token.tag not in ("NN", "NNP", "DT"):
        return False
    plain = (before + (groups["the"] or "")).lower()
    return re.search(r"\b(?:in|during|by|since|until|till|this|that|over|of|through|throughout|"
                     r"before|after|for) (?:the )?$", plain) is not None  # fmt: skip


def _holiday(text: str, atom: Atom, index: int, tree: Tree, before: str) -> bool:
    name = atom.groups["n"] or ""
    if not name[0].isupper() and not name.startswith("the "):
        return False
    if re.search(r"\b(?:Chinese|Lunar|Jewish|Happy|Merry|Orthodox|Black) $", before):
        return False
    if name.lower() in ("christmas", "easter", "halloween", "new year", "thanksgiving"):
        last = tree.at(atom.end - 1)
        alone = last is None or tree.tokens[last].dep != "compound"
        return alone or bool(atom.groups["part"]) or text[atom.end : atom.end + 1] in ("'", "’")
    return True


def _year(text: str, atom: Atom, index: int, tree: Tree, before: str) -> bool:
    year = int(atom.groups["y"] or 0)
    token = tree.tokens[index]
    following = tree.tokens[index + 1] if index + 1 < len(tree.tokens) else None
    counted = following is not None and following.tag == "NNS"
    if atom.groups["part"] or atom.groups["part2"]:
        return True
    if NUMBERED.search(before) or (counted and not 1900 <= year <= 2050):
        return False
    if token.ent == "DATE":
        return True
    if token.ent in NUMBER_LABELS and counted:
        return False
    return 1800 <= year <= 2099 and YEAR_BEFORE.search(before) is not None


def _relative(text: str, atom: Atom, index: int, tree: Tree, before: str) -> bool:
    """Durations are none: "worked for three years before"; "seconds later" is one."""
    count, word = atom.groups["c"] or "", (atom.groups["r"] or "").lower()
    plural = text[atom.start : atom.end].lower()
    if not count and not atom.groups["dp"] and not re.search(r"s\s(?:and a half\s)?\w+$", plural):
        return False
    if count.strip().lower() == "the" and atom.groups["u"] == "second":
        return False
    lasting = re.search(r"\b(?:for|spent|lasted|took|served|over) $", before.lower()) is not None
    return not (lasting and word in ("before", "after", "prior"))


def _ahead(text: str, atom: Atom, index: int, tree: Tree, before: str) -> bool:
    """ "In two weeks" is a time where something is to come, else the time that a thing took."""
    if atom.groups["time"]:
        return True
    verb = tree.verb_above(index)
    if verb is None or re.search(r"\b(?:once|twice|times?|first|worst|best) $", before.lower()):
        return False
    words = [tree.tokens[c] for c in tree.children[verb] if tree.tokens[c].dep.startswith("aux")]
    coming = any(w.text.lower() in ("will", "'ll", "’ll", "would", "wo", "may") for w in words)
    perfect = any(w.lemma == "have" for w in words)
    head = tree.tokens[verb]
    due = any(tree.tokens[c].lemma == "due" for c in tree.children[verb])
    to = any(w.tag == "TO" for w in words) and tree.tokens[head.head].lemma in ("due", "be", "set")
    present = head.tag in ("VBZ", "VBP") and not perfect
    return (coming and not perfect) or due or to or present


def _monthday(text: str, atom: Atom, index: int, tree: Tree, before: str) -> bool:
    """ "On the 12th" with no noun after it."""
    if atom.groups["rel"]:
        return True
    if not re.search(r"\b(?:on|by|until|till|from|since|to|before|after|and) $", before.lower()):
        return False
    last = tree.at(atom.end - 1)
    if last is None or re.match(
        r"[ -](?:of|in|on|at) (?:the|his|her|its)\b", text[atom.end :][:10]
    ):
        return False
    if last + 1 >= len(tree.tokens):
        return True
    following = tree.tokens[last + 1]
    return following.pos not in ("NOUN", "PROPN", "ADJ", "NUM") and following.text != "-"


TRADE = re.compile(
    r"\b(?:profits?|sales|revenues?|output|exports|imports|econom\w+|growth|gdp|loss(?:es)?|"
    r"earnings|turnover|deficit|orders|inflation|prices|income|shipments|deliveries|investment|"
    r"dividends?|spending|production|traffic|bookings)\b",
    re.IGNORECASE,
)
NEAR_TRADE = 100


def _quarter(text: str, atom: Atom, index: int, tree: Tree, before: str) -> bool:
    """ "The first half" alone is one of the year where trade is told of, else of a match."""
    groups = atom.groups
    if groups.get("k") != "half" or groups.get("y") or groups.get("ry") or groups.get("ty"):
        return groups.get("k") != "quarter" or not re.search(r"\ba $", before.lower())
    near = text[max(0, atom.start - NEAR_TRADE) : atom.end + NEAR_TRADE]
    return TRADE.search(near) is not None


def _spoken(text: str, atom: Atom, index: int, tree: Tree, before: str) -> bool:
    """ "Ten to four" is a time where the words around it tell that it is no range."""
    away = (atom.groups["p"] or "").lower()
    if atom.groups["part"] or atom.groups["p2"] or away.endswith(("quarter", "half", "minutes")):
        return atom.groups["dir"] == "past" or away != "half"
    if away.isdigit() or re.search(r"\b(?:at|by|around|until|till|about|before|after|since) $",
                                   before.lower()) is None:  # fmt: skip
        return False
    last = tree.at(atom.end - 1)
    following = None if last is None else tree.tokens[last + 1 : last + 2]
    return not following or following[0].pos not in ("NOUN", "ADJ", "NUM", "PROPN", "SYM")


def _narrative(text: str, atom: Atom, index: int, tree: Tree, before: str) -> bool:
    """Not "the same day" of "not the same day that", nor "the next year" of a name."""
    return tree.tokens[index].ent not in ("ORG", "WORK_OF_ART")


def _daypart(text: str, atom: Atom, index: int, tree: Tree, before: str) -> bool:
    """Not "the evening air"."""
    last = tree.at(atom.end - 1)
    return last is None or not atom.groups["p"] or tree.tokens[last].dep != "compound"


def _relday(text: str, atom: Atom, index: int, tree: Tree, before: str) -> bool:
    """Not the programme "This Morning"."""
    words = text[atom.start : atom.end].split()
    return not (len(words) > 1 and all(w[0].isupper() and not w.isupper() for w in words))


_CHECKS = {
    "relday": _relday,
    "daypart": _daypart,
    "month": _month,
    "weekday": _weekday,
    "season": _season,
    "holiday": _holiday,
    "year": _year,
    "relative": _relative,
    "ahead": _ahead,
    "monthday": _monthday,
    "narrative": _narrative,
    "quarter": _quarter,
    "spoken": _spoken,
}


def _name_follows(text: str, atom: Atom) -> bool:
    if NAME_AFTER.match(text, atom.end) is None:
        return False
    before = " " + text[max(0, atom.start - 8) : atom.start].lower()
    if re.search(r"\b(?:on|since|until) $", before):
        return False
    if before.endswith(" in ") and PLACE_AFTER.match(text, atom.end) is None:
        return False
    return atom.kind != "year" or text[atom.end + 1 : atom.end + 2].isupper()


def _in_a_name(text: str, atom: Atom, index: int, tree: Tree) -> bool:
    """Whether a capital goes before or after: "the Women's March", "USA Today", "June Bridge"."""
    if atom.kind in DATED and _name_follows(text, atom):
        return True
    token = tree.tokens[index]
    bare = atom.kind == "month" and len(atom.groups["m"] or "") == atom.end - atom.start
    if not (bare or atom.kind == "relday") or not token.text[:1].isupper() or index == 0:
        return False
    previous = tree.tokens[index - 1]
    if previous.tag == "POS" and bare:
        last = index + 1 >= len(tree.tokens)
        return last or tree.tokens[index + 1].pos not in ("NOUN", "PROPN", "ADJ")
    close = previous.sentence == token.sentence and previous.end + 3 > token.start
    return close and previous.tag in ("NNP", "NNPS") and previous.ent not in ("DATE", "TIME")
