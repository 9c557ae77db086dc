"""Train the encoder and write its weights: ``python train/train.py`` (one dial: how many pieces to read).

1. MiniLM-L6 reads the public corpora, every head taught by those that have labels for it.
2. From there it reads the reading set beside a share of the corpora: all clusters for the weights that are
   installed, or without one fold each for the figures (``--folds``).
3. The weights are written as int8 ONNX (``export.py``).
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "src")]

import numpy as np  # noqa: E402
import torch  # noqa: E402
from torch import Tensor  # noqa: E402

from corpora import READERS  # noqa: E402
from examples import Example, batches, collate, cutter, roughen  # noqa: E402
from export import export  # noqa: E402
from network import Network, go_on_from, inputs, losses, start_from_minilm  # noqa: E402
from reading_set import FOLDS, clusters, fold_of, reading  # noqa: E402

SEED = 7
PIECES_A_BATCH, PIECES_A_SMALL_BATCH = 1536, 1024
FROZEN = 3  # lower layers that the reading set leaves as the corpora made them: twice as fast, and 39 clusters are few
RATE_ENCODER, RATE_HEADS = 3e-4, 1.5e-3
WARM_UP_STEPS = 40
BLANKED, HIDDEN_PIECE = 0.1, 103  # share of pieces hidden in step 1, and the tokenizer's own mark for one
# How often a round reads each corpus: large ones once or less, small ones several times.
SHARE = {
    "polnear": 1.0, "newswire": 1.2, "re3d": 8.0, "m2e2": 1.0, "ecbplus": 1.0, "gvc": 0.4, "muc": 2.0, "satp": 0.5,
    "hrds": 2.0, "syntax": 0.6, "event place": 1.2,
}  # fmt: skip


def main() -> None:
    """Train, and export."""
    options = _options()
    torch.manual_seed(SEED)
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    corpora = {name: list(reader(options.shared / "corpora", "train")) for name, reader in READERS.items()}
    print({name: sum(e.size for e in examples) for name, examples in corpora.items()}, flush=True)
    net = start_from_minilm()
    if options.start is not None:
        go_on_from(net, options.start)
    if options.pieces:
        learn(net, draw(corpora, options.pieces, 1.0), options.pace, options.minutes, options.out / "so-far.pt")
        torch.save(net.state_dict(), options.out / "public.pt")
    general = {k: v.clone() for k, v in net.state_dict().items()}
    every = clusters(options.shared)
    for fold in options.folds or (None,):
        net.load_state_dict(general)
        torch.manual_seed(SEED)
        chosen = [c for c in every if fold is None or fold_of(c) != fold]
        target = list(reading(options.shared, chosen, (160,)))
        beside = draw(corpora, sum(e.size for e in target) // 2, 0.0)[0]
        learn_top(net, target + beside, options.rounds, options.minutes)
        name = "weights" if fold is None else f"fold-{fold}"
        torch.save(net.state_dict(), options.out / f"{name}.pt")
        export(net, options.out / name)
        print("wrote", options.out / name, flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--pieces",
        type=int,
        default=20_000_000,
        help="word pieces to read of the corpora (2,500 a second)",
    )
    parser.add_argument("--rounds", type=int, default=8, help="times to read the reading set")
    parser.add_argument(
        "--folds", type=int, nargs="*", choices=range(FOLDS), help="train without each of these, for figures"
    )
    parser.add_argument("--start", type=Path, help="public.pt of an earlier run to go on from (--pieces 0: as it is)")
    parser.add_argument("--pace", type=float, default=1.0, help="share of the full learning rate in step 1")
    parser.add_argument("--minutes", type=float, default=600, help="at most so long for one learning step")
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--out", type=Path, default=HERE.parent / "build" / "train")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def draw(corpora: dict[str, list[Example]], pieces: int, whole: float, seed: int = 0) -> list[list[Example]]:
    """Draw rounds of examples: full rounds (``SHARE``) with ``whole`` 1, one small mixed round with 0."""
    dice = random.Random(SEED + seed)
    size = {name: sum(e.size for e in examples) for name, examples in corpora.items()}
    round_size = sum(SHARE[n] * size[n] for n in corpora)
    rounds = max(1, round(pieces / round_size)) if whole else 1
    scale = pieces / round_size / rounds
    plan: list[list[Example]] = []
    for _ in range(rounds):
        drawn: list[Example] = []
        for name in sorted(corpora):
            left = SHARE[name] * scale
            drawn += corpora[name] * int(left)
            drawn += dice.sample(corpora[name], round((left - int(left)) * len(corpora[name])))
        plan.append(drawn)
    return plan


def learn(
    net: Network, plan: Sequence[Sequence[Example]], pace: float, minutes: float, kept: Path | None = None
) -> None:
    """Train on rounds of examples, or until the minutes are over; ``pace`` scales the learning rates.

    What is learned so far is ``kept`` every 500 steps: a run that is stopped is not lost.
    """
    dice = random.Random(SEED)
    groups = [g for part in plan for g in batches([roughen(e, dice) for e in part], PIECES_A_BATCH, dice)]
    luck = np.random.default_rng(SEED)
    descend(net, len(groups), lambda step: losses(net, blank(collate(groups[step]), luck)), pace, minutes, kept)


def blank(batch: dict[str, Any], luck: np.random.Generator) -> dict[str, Any]:
    """Hide one piece in ten, so that what stands around a word must tell what it is."""
    pieces = batch["pieces"]
    inner = (pieces != cutter().first_mark) & (pieces != cutter().last_mark) & batch["mask"]
    pieces[inner & (luck.random(pieces.shape) < BLANKED)] = HIDDEN_PIECE
    return batch


def learn_top(net: Network, examples: Sequence[Example], rounds: int, minutes: float) -> None:
    """Train the upper layers and the heads on the same batches many times; the lower layers read them once."""
    dice = random.Random(SEED)
    held: list[tuple[dict[str, Any], Tensor]] = []
    net.eval()
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for group in batches([roughen(e, dice) for e in examples], PIECES_A_SMALL_BATCH, dice):
            batch = collate(group)
            b = inputs(batch)
            held.append((batch, net.lower(b["pieces"], b["shapes"], b["gaps"], b["mask"], FROZEN)))
    order = [n for _ in range(rounds) for n in dice.sample(range(len(held)), len(held))]
    for parameter in (*net.layers[:FROZEN].parameters(), net.positions.weight, net.kind):
        parameter.requires_grad_(False)
    descend(
        net,
        len(order),
        lambda step: losses(net, held[order[step]][0], (held[order[step]][1], FROZEN)),
        0.4,
        minutes,
        None,
    )
    for parameter in (*net.layers[:FROZEN].parameters(), net.positions.weight, net.kind):
        parameter.requires_grad_(True)


def descend(
    net: Network, steps: int, loss: Callable[[int], dict[str, Tensor]], pace: float, minutes: float, kept: Path | None
) -> None:
    """Follow the losses down, step by step, and tell how it goes."""
    heads = [p for n, p in net.named_parameters() if n.startswith(("scores", "vectors", "shapes", "gaps"))]
    body = [p for n, p in net.named_parameters() if p.requires_grad and not any(p is h for h in heads)]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": RATE_ENCODER * pace}, {"params": heads, "lr": RATE_HEADS * pace}],
        weight_decay=0.01, betas=(0.9, 0.98), fused=True,
    )  # fmt: skip
    full = [g["lr"] for g in optimizer.param_groups]
    net.train()
    began = time.monotonic()
    sums: dict[str, list[float]] = defaultdict(list)
    for step in range(steps):
        done = max(step / steps, (time.monotonic() - began) / (60 * minutes))
        if done >= 1:
            break
        for settings, rate in zip(optimizer.param_groups, full, strict=True):
            settings["lr"] = rate * _share(step, done)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found = loss(step)
        torch.stack(list(found.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        for name, value in found.items():
            sums[name].append(value.item())
        if step % 50 == 49 or step == steps - 1:
            told = " ".join(f"{n} {sum(v) / len(v):.3f}" for n, v in sorted(sums.items()))
            print(f"{step + 1}/{steps} {(step + 1) / (time.monotonic() - began):.2f} steps/s {told}", flush=True)
            sums.clear()
        if kept is not None and step % 500 == 499:
            torch.save(net.state_dict(), kept)
    net.eval()


def _share(step: int, done: float) -> float:
    """Warm up over the first steps, then fall to nothing (half a cosine): the share of the full learning rate."""
    return min((step + 1) / WARM_UP_STEPS, 0.5 * (1 + math.cos(math.pi * done)))


if __name__ == "__main__":
    main()
