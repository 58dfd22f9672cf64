"""Pairs of statements for the training of the pair encoder (``train_cross.py``).

Three sources, each split by happening or story, never by sentence:

- ``evals/training/statement_pairs/*.jsonl``: pairs written for it, conflict or compatible;
- pairs of sentences of two outlets about one story of ``data/group`` (hardly ever a conflict), and
  the pairs of ``data/align`` (Microsoft Research Paraphrase Corpus, paraphrases or not):
  compatible;
- contrasts composed by rule out of those (after the synthetic claims of Kryscinski et al., 2020,
  "Evaluating the factual consistency of abstractive text summarization"): where both sentences
  of a paraphrase hold one detail, it is changed in one of them: a conflict; changed in both, or
  changed where the other sentence is silent: compatible.

Tried without gain: VitaminC (Schuster et al., 2021), 30,000 claims against revisions of Wikipedia
for one epoch in place of the composed pairs: area .69 on its own pairs, .45 on the written ones
before training on those.

What is drawn from ``data`` is written to a folder outside the repository.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Any
from zlib import crc32

HERE = Path(__file__).resolve().parent
WRITTEN = HERE / "training" / "statement_pairs"
KINDS = ("number", "time", "place", "actor", "outcome", "wording")
FOLDS = 5
NEAR = 0.5
"""Share of words from which two pairs that follow each other are of one happening."""
READ_BY_A_PERSON = 4
"""One story of so many is kept from training, so that what is found in it can be read."""

Row = dict[str, Any]

# ---------------------------------------------------------------- written pairs


def written() -> list[Row]:
    """The written pairs, each with ``group``: pairs of one happening share it."""
    rows: list[Row] = []
    for path in sorted(WRITTEN.glob("*.jsonl")):
        lines = path.read_text("utf-8").splitlines()
        rows += [{**json.loads(line), "file": path.name} for line in lines if line.strip()]
    parent = list(range(len(rows)))

    def root(number: int) -> int:
        while parent[number] != number:
            number = parent[number]
        return number

    seen: dict[str, int] = {}
    for number, row in enumerate(rows):
        for side in "ab":
            if row[side] in seen:
                parent[root(number)] = root(seen[row[side]])
            seen[row[side]] = number
        if number and _one_happening(rows[number - 1], row):
            parent[root(number)] = root(number - 1)
    for number, row in enumerate(rows):
        row["group"] = rows[root(number)]["a"]
    return rows


def _one_happening(a: Row, b: Row) -> bool:
    mine, theirs = ({w for s in "ab" for w in row[s].lower().split()} for row in (a, b))
    return a["file"] == b["file"] and len(mine & theirs) / min(len(mine), len(theirs)) > NEAR


def fold_of(text: str, folds: int = FOLDS) -> int:
    """The fold that a happening or a story belongs to."""
    return crc32(text.encode()) % folds


def kept_for_reading(story: str) -> bool:
    """Whether a story of ``data/group`` takes no part in training."""
    return fold_of(f"group-{story}.pkl", READ_BY_A_PERSON) == 0


# ---------------------------------------------------------------- pairs of real reports


def paraphrases(data: Path) -> Iterator[tuple[str, str, bool]]:
    """The sentence pairs of ``data/align``, and whether they tell one fact."""
    gold = json.loads((data / "align" / "gold.json").read_text("utf-8"))
    for bundle in gold["bundles"]:
        texts = [(data / "align" / bundle[side]).read_text("utf-8") for side in "ab"]
        for pair in bundle["pairs"]:
            a, b = (text[slice(*pair[s])] for text, s in zip(texts, "ab", strict=True))
            if pair["label"] or bundle["set"] == "msrp":
                yield a, b, bool(pair["label"])


def sentences(data: Path) -> list[str]:
    """Sentences of real reports, cut by rule, in a fixed random order."""
    lines = (data / "group" / "gold.jsonl").read_text("utf-8").splitlines()
    stories = {row["file"]: row["story"] for row in map(json.loads, lines)}
    paths = sorted((data / "group" / "articles").glob("*.txt"))
    paths = [path for path in paths if not kept_for_reading(stories[path.name])]
    paths += sorted((data / "reuse" / "articles").glob("*.txt"))[::3]
    found = []
    for path in paths:
        for line in path.read_text("utf-8", errors="replace").splitlines():
            for cut in re.split(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])", line.strip()):
                if 45 < len(cut) < 280 and cut[-1] in '.”"':
                    found.append(cut)
    random.Random(5).shuffle(found)
    return found


# ---------------------------------------------------------------- contrasts by rule

_TOKEN = re.compile(r"[A-Za-z][A-Za-z'’.-]*[A-Za-z]|[A-Za-z]|\d[\d,]*(?:\.\d+)?|\S")
_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
).split()
_VALUES = dict(zip(_NUMBERS, [*range(1, 21), 30, 40, 50, 60, 70, 80, 90], strict=True))
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = (
    "January February March April June July August September October November December".split()
)
_PARTS = "morning afternoon evening night".split()
_HELPERS = frozenset("was were is are will would has have had did could can".split())
_LISTS = (_DAYS, _MONTHS, _PARTS)
_FACTORS = (0.4, 0.5, 0.6, 0.7, 0.8, 1.25, 1.4, 1.6, 2, 3)
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")

Slot = tuple[int, int, str, Any]
"""Start and end of a detail that can be changed, its kind, its value."""


class Contrasts:
    """Changes one detail of a sentence; seeded, the rarer kinds first."""

    def __init__(self, pool: Sequence[str], seed: int) -> None:
        """:param pool: names of persons and bodies to put in place of another."""
        self._random = random.Random(seed)
        table = json.loads(_packaged("countries.json"))
        self._lands, self._demonyms, self._capitals = (
            _single(table, field) for field in ("names", "demonyms", "capitals")
        )
        known = {*_DAYS, *_MONTHS, *self._lands, *self._demonyms, *self._capitals}
        self._known = frozenset(known)
        self._pool = sorted(set(pool) - known)
        self._opposites = _opposites()
        self._counts: Counter[str] = Counter()

    def of(self, a: str, b: str) -> Iterator[tuple[str, str, bool, str]]:
        """From two sentences that tell one fact: texts, whether they clash, the kind."""
        names = {n for text in (a, b) for n in _NAME.findall(text)} - self._known
        mine, theirs = self._slots(a, names), self._slots(b, names)
        keys = {slot[2:] for slot in mine}
        shared = [s for s in theirs if s[2:] in keys and sum(o[2:] == s[2:] for o in theirs) == 1]
        shared.sort(key=lambda s: (self._counts[s[2]], self._random.random()))
        if shared:
            yield from self._changed(a, b, mine, shared[0])
        free = [s for s in theirs if s[2:] not in keys and s[2] in KINDS[:4]]
        if free and self._random.random() < 0.5:
            slot = self._random.choice(free)
            text = self._other(b, slot)
            if text is not None:
                yield a, text, False, slot[2]

    def _changed(
        self, a: str, b: str, mine: Sequence[Slot], slot: Slot
    ) -> Iterator[tuple[str, str, bool, str]]:
        text = self._other(b, slot)
        if text is None:
            return
        start, end, kind, _ = slot
        self._counts[kind] += 1
        told = "outcome" if kind == "negation" else kind
        if told == "outcome" and re.search('["“]', b[:start]):
            told = "wording"
        yield a, text, True, told
        if self._random.random() < 0.35:
            first, last = next(s[:2] for s in mine if s[2:] == slot[2:])
            put_in = text[start : start + len(text) - len(b) + end - start]
            yield a[:first] + put_in + a[last:], text, False, told

    def _slots(self, text: str, names: set[str]) -> list[Slot]:
        found: list[Slot] = []
        tokens = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
        for place, (start, end, word) in enumerate(tokens):
            after = tokens[place + 1][2].lower() if place + 1 < len(tokens) else ""
            told = self._detail(word, word in names and place > 0, after)
            if told is not None:
                found.append((start, end, *told))
        return found

    def _detail(self, word: str, named: bool, after: str) -> tuple[str, Any] | None:
        value, low = _value(word), word.lower()
        if value is not None:
            return None if low == "one" else ("time" if _year(value) else "number", value)
        if word in _DAYS or word in _MONTHS or low in _PARTS:
            return "time", low
        if word in self._lands or word in self._capitals:
            return "place", word
        if word in self._demonyms or named:
            return "actor", word
        lemma = next((form for form in _forms(low) if form in self._opposites), None)
        if lemma is not None:
            return "outcome", lemma
        if low in _HELPERS and after and after not in ("not", "n't", "no"):
            return "negation", low
        return None

    def _other(self, text: str, slot: Slot) -> str | None:
        """The text with another value at a slot; None where there is none."""
        start, end, kind, key = slot
        word = text[start:end]
        put_in = self._value_for(word, kind, key)
        return None if put_in in (None, word) else f"{text[:start]}{put_in}{text[end:]}"

    def _value_for(self, word: str, kind: str, key: Any) -> str | None:
        if isinstance(key, float):
            return self._number(word, key)
        for known in (*_LISTS, self._capitals, self._lands, self._demonyms):
            if word in known:
                return self._random.choice([each for each in known if each != word])
        if kind == "actor":
            return self._random.choice(self._pool)
        if kind == "negation":
            return f"{word} not"
        opposite = self._random.choice(self._opposites.get(key, [word]))
        if "+" in opposite:
            return None
        bent = _bent(opposite, word.lower())
        return bent.capitalize() if word[0].isupper() else bent

    def _number(self, word: str, value: float) -> str:
        if word.lower() in _VALUES:
            near = [w for w, v in _VALUES.items() if 1 <= abs(v - value) <= max(3, 0.8 * value)]
            put_in = self._random.choice(near)
            return put_in.capitalize() if word[0].isupper() else put_in
        if _year(value) and "," not in word:
            return str(int(value) + self._random.choice((-5, -3, -2, -1, 1, 2, 3, 5)))
        other = value * self._random.choice(_FACTORS)
        if "." in word:
            return f"{other:.{len(word.partition('.')[2])}f}"
        whole = round(other) if round(other) != value else int(value) + 2
        return f"{whole:,}" if "," in word else str(whole)


def _packaged(name: str) -> str:
    return resources.files("rashomon.data").joinpath(name).read_text("utf-8")


def _single(table: dict[str, dict[str, list[str]]], field: str) -> list[str]:
    names = {name for entry in table.values() for name in entry.get(field, ())}
    return sorted(n for n in names if n[:1].isupper() and " " not in n and len(n) > 3)


def _opposites() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in _packaged("opposites.txt").splitlines():
        if line and not line.startswith("#"):
            sides = [side.split() for side in line.split("|")]
            for one, other in (sides, sides[::-1]):
                for word in one:
                    found.setdefault(word, []).extend(other)
    return found


def _value(word: str) -> float | None:
    if word.lower() in _VALUES:
        return float(_VALUES[word.lower()])
    plain = word.replace(",", "")
    return float(plain) if re.fullmatch(r"\d+(?:\.\d+)?", plain) else None


def _year(value: float) -> bool:
    return 1900 <= value <= 2035


def _forms(word: str) -> list[str]:
    found = [word]
    for ending in ("s", "es", "ed", "d", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            found += [word[: -len(ending)], word[: -len(ending)] + "e"]
    return found


def _bent(word: str, like: str) -> str:
    """A word with the regular ending of another one."""
    for ending in ("ed", "ing", "s"):
        if like.endswith(ending) and len(like) > len(ending) + 2:
            stem = word[:-1] if word.endswith("e") and ending != "s" else word
            return stem + ending
    return word


def retold(text: str, chance: random.Random) -> str:
    """One sentence told a little otherwise: the attribution first, a part left out or moved."""
    said = re.match(r"(.*), ([A-Z][\w .'’]* (?:said|told [\w ]+))\.$", text)
    if said and chance.random() < 0.6 and not re.search('["“]', text):
        return f"{said[2]} that {said[1][0].lower()}{said[1][1:]}."
    parts = text.rstrip(".").split(", ")
    if len(parts) > 1 and chance.random() < 0.7:
        left_out = chance.randrange(len(parts))
        rest = ", ".join(part for n, part in enumerate(parts) if n != left_out)
        if len(rest) > 35:
            return f"{rest[0].upper()}{rest[1:]}."
    led = re.match(r"(On \w+|In [\w ]{3,20}|After [^,]{5,40}),? (.*)\.$", text)
    if led:
        return f"{led[2][0].upper()}{led[2][1:]} {led[1][0].lower()}{led[1][1:]}."
    small = {"also", "just", "very", "new", "the", "then", "now"}
    kept = [w for w in text.split(" ") if w.lower() not in small or chance.random() > 0.6]
    return " ".join(kept)


def composed(data: Path, real: Sequence[Row], most: int) -> list[Row]:
    """Pairs out of real sentences, those as they stand and those changed by rule.

    :param real: pairs of one story (``train_cross.py draw``): ``a``, ``b``, ``close``.
    :param most: sentences that are set beside their own retelling.
    """
    told = sentences(data)
    contrasts = Contrasts([name for text in told[:8000] for name in _NAME.findall(text)], seed=5)
    rows: list[Row] = []

    def add(a: str, b: str, clash: bool, kind: str | None) -> None:
        label = "conflict" if clash else "compatible"
        rows.append({"a": a, "b": b, "label": label, "kind": kind})

    for a, b, same in paraphrases(data):
        add(a, b, False, None)
        for one, other in ((a, b), (b, a)) * 2 if same else ():
            for found in contrasts.of(one, other):
                add(*found)
    for row in real:
        add(row["a"], row["b"], False, None)
        for _ in range(2 * row["close"]):
            for found in contrasts.of(row["a"], row["b"]):
                add(*found)
    chance = random.Random(6)
    for text in told[:most]:
        other = retold(text, chance)
        changed = list(contrasts.of(text, other))
        for found in changed:
            add(*found)
        if changed and chance.random() < 0.7:
            add(text, other, False, None)
    single = {(row["a"], row["b"]): row for row in rows}
    kept = list(single.values())
    random.Random(3).shuffle(kept)
    return kept
