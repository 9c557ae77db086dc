"""Read pictures of text (an extra): used for scanned pages of a PDF when a person asks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from catena.collect.formats.source import need

# Below this the recognised words are noise: stamps, signatures, the texture of the paper.
CONFIDENCE_MIN = 0.5


def load_ocr(name: str) -> Callable[[Any], str]:
    """Load the recogniser once; raises UnreadableDocument (for ``name``) where the extra is not installed."""
    engine = need("rapidocr_onnxruntime", "ocr", name).RapidOCR()
    asarray = need("numpy", "ocr", name).asarray

    def read(image: Any) -> str:
        """Read a Pillow image: the recognised lines, top to bottom."""
        found, _ = engine(asarray(image.convert("RGB")))
        return "\n".join(words for _, words, confidence in found or [] if float(confidence) >= CONFIDENCE_MIN)

    return read
