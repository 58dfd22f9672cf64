"""How well the reports hold a sentence: all of it, its clauses, its names and amounts."""

from __future__ import annotations

import math

import numpy as np

from rashomon.stages.verify.elements import Clause, Reading
from rashomon.stages.verify.evidence import HELD
from rashomon.stages.verify.findings import KINDS, Findings, pool_lines
from rashomon.stages.verify.lines import Account

__all__ = ["compare_clauses", "compare_words", "count_places", "find_links"]


def compare_words(found: Findings) -> None:
    """Look at how much of a sentence stands in the lines chosen."""
    reading, pool, values = found.reading, found.pool, found.values
    weights = reading.weights
    total = max(1e-6, float(weights.sum()))
    values["words"] = math.log1p(len(reading.line.text.split()))
    values["clauses"] = len(reading.clauses)
    values["pool_size"] = len(pool.lines)
    if not pool.lines:
        return
    best = pool.lines[0]
    values["cosine"] = float(reading.cosines.max())
    values["cosine_pool"] = _pool_cosine(found)
    values["cover"] = float(weights @ pool.held) / total
    values["cover_one"] = float((weights @ reading.held).max()) / total if len(weights) else 0.0
    words = [i for i, e in enumerate(reading.elements) if e.kind == "word"]
    lost = [*sorted(((1 - pool.held[i]) * weights[i] for i in words), reverse=True), 0.0, 0.0]
    values["worst"], values["second"] = lost[0], lost[1]
    missing = [i for i in words if pool.held[i] < HELD]
    values["missing"] = len(missing) / max(1, len(words))
    values["missing_weight"] = float(sum(weights[i] for i in missing))
    for i in sorted(missing, key=lambda i: (pool.held[i] - 1) * weights[i])[:2]:
        one = reading.elements[i]
        found.blame("worst", one.start, one.end, "not in the reports' words on this")
    names = [i for i, e in enumerate(reading.elements) if e.kind == "name"]
    values["name_share"] = sum(reading.held[i, best] for i in names) / len(names) if names else 1.0


def _pool_cosine(found: Findings) -> float:
    embedder = found.reading.shelf.embedder
    joined = " ".join(" ".join(line.text.split()) for line in pool_lines(found))
    pair = embedder.embed([joined, " ".join(found.reading.line.text.split())])
    return float(pair[0] @ pair[1])


_WHERE = ("", "near", "elsewhere", "nowhere")


_REASONS = {
    "name": ("", "", "this name stands in the reports, but not with this", "in no report"),
    "number": ("", "", "this number stands in the reports, but not for this", "in no report"),
    "time": ("", "", "this time stands in the reports, but not for this", "in no report"),
    "quote": ("", "", "these words are quoted elsewhere", "not in these words in any report"),
}


def count_places(found: Findings) -> None:
    """Count the names, amounts, times and quotations that stand elsewhere or nowhere."""
    for element, status in zip(found.reading.elements, found.status, strict=True):
        if element.kind == "word" or status == 0:
            continue
        name = f"{KINDS[element.kind]}_{_WHERE[status]}"
        found.values[name] = found.values.get(name, 0.0) + 1
        reason = _REASONS[element.kind][status]
        if reason:
            found.blame(name, element.start, element.end, reason)


def find_links(found: Findings) -> None:
    """Parts that stand only in a line which tells of nobody of this sentence."""
    reading, pool = found.reading, found.pool
    outlets = frozenset().union(*reading.shelf.outlets)
    for row, element in enumerate(reading.elements):
        if found.status[row] != 0 or not pool.lines:
            continue
        if element.kind == "name" and element.key in outlets:
            continue
        holding = [n for n in pool.lines if reading.held[row, n] >= HELD]
        if pool.lines[0] in holding or any(_linked(found, n, row) for n in holding):
            continue
        found.values["unlinked"] = found.values.get("unlinked", 0.0) + element.weight
        if element.kind in ("name", "number"):
            name = f"unlinked_{element.kind}s"
            found.values[name] = found.values.get(name, 0.0) + 1
            found.blame(name, element.start, element.end, "reported of somebody or something else")


def _linked(found: Findings, number: int, row: int) -> bool:
    """Whether a line holds another name of the sentence, or stands beside the best line."""
    reading = found.reading
    element = reading.elements[row]
    others = [
        i
        for i, e in enumerate(reading.elements)
        if e.kind == "name" and i != row and abs(e.start - element.start) > len(element.key) + 2
    ]
    apart = [i for i in others if not _one_name(reading, i, row)]
    if any(reading.held[i, number] >= HELD for i in apart):
        return True
    best = found.pool.lines[0]
    lines = reading.shelf.lines
    beside = lines[best].account == lines[number].account and abs(best - number) == 1
    return beside and (not apart or bool(lines[best].people & lines[number].people))


def _one_name(reading: Reading, a: int, b: int) -> bool:
    """Whether two words of names are parts of one name."""
    left, right = sorted((reading.elements[a], reading.elements[b]), key=lambda e: e.start)
    return reading.account.text[left.end : right.start].strip() in ("", "of", "of the", "-")


def compare_clauses(found: Findings) -> None:
    """The clause that is held least, with and without its subject."""
    reading, values = found.reading, found.values
    values["clause_least"] = values["clause_subject"] = values["clause_cosine"] = 1.0
    values["added_least"] = 1.0
    if not found.pool.lines:
        return
    weights = reading.weights
    for number, clause in enumerate(reading.clauses):
        rows = [
            i
            for i, e in enumerate(reading.elements)
            if e.clause == number and e.kind != "name" and e.weight > 0
        ]
        if not rows or (number == 0 and len(rows) < 2):
            continue
        total = float(weights[rows].sum())
        covers = (weights[rows] @ reading.held[rows]) / total
        least = float(covers.max())
        likely = 0.5 * covers + 0.5 * reading.clause_cosines(number)
        found.best_of[number] = int(np.argmax(likely))
        values["clause_cosine"] = min(values["clause_cosine"], float(likely.max()))
        added = min(least, float(likely.max()) * 1.5)
        if _added(reading.account, clause) and added < values["added_least"]:
            values["added_least"] = added
            if added < HELD:
                found.blame("added_least", clause.start, clause.end, "no report tells this")
        if least < values["clause_least"]:
            values["clause_least"] = least
            if least < HELD:
                found.blame("clause_least", clause.start, clause.end, "no report tells this")
        _with_subject(found, clause, covers, least)


def _added(account: Account, clause: Clause) -> bool:
    """Whether a clause is added to another (because, after, which, and) and could be left out."""
    if clause.event is None or clause.event.action is None:
        return False
    head = account.head(clause.event.action)
    return head is not None and head.dep in ("advcl", "relcl", "conj", "acl")


def _with_subject(found: Findings, clause: Clause, covers: np.ndarray, least: float) -> None:
    reading = found.reading
    if not clause.subject:
        return
    there = np.array([bool(clause.subject & line.people) for line in reading.shelf.lines])
    held = float(np.where(there, covers, 0.0).max()) / max(least, 0.05)
    if held < found.values["clause_subject"]:
        found.values["clause_subject"] = held
        if held < HELD:
            reason = "reported, but not of " + " ".join(sorted(clause.subject)).title()
            found.blame("clause_subject", clause.start, clause.end, reason)
