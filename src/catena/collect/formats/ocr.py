"""Read pictures of text (an extra): used for scanned pages of a PDF when a person asks for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from catena.collect.formats.source import need

# Below this the recognised words are noise: stamps, signatures, the texture of the paper.
CONFIDENCE_MIN = 0.5


def load_ocr(name: str) -> Callable[[Any], str]:
    """Load the recogniser, once per process; raises UnreadableDocument (for ``name``) where the extra is not installed."""
    need("rapidocr_onnxruntime", "ocr", name)
    engine = _load_engine()

    def read(image: Any) -> str:
        """Read a Pillow image: the recognised lines, top to bottom."""
        found, _ = engine(np.asarray(image.convert("RGB")))
        return "\n".join(words for _, words, confidence in found or [] if float(confidence) >= CONFIDENCE_MIN)

    return read


@cache
def _load_engine() -> Any:
    return need("rapidocr_onnxruntime", "ocr", "").RapidOCR()
