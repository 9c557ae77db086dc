"""The trained reader: the rules' page read with the encoder's opinion on every sentence."""

from __future__ import annotations

from dataclasses import dataclass

from catena.model import Document, Reading
from catena.read.encoder import Encoder
from catena.read.opinion import Opinion
from catena.read.rules.reader import RulesReader
from catena.text.sentences import find_sentences


@dataclass(frozen=True, slots=True)
class TrainedReader:
    """Reads with the encoder (MiniLM-L6, int8) and the rules together."""

    rules: RulesReader
    encoder: Encoder
    name: str = "trained"

    def read(self, document: Document) -> Reading:
        """Read one document: the encoder once over its sentences, then the page with its opinion."""
        sentences = find_sentences(document.text, title=document.title_span, furniture=document.furniture)
        spans = [s.span for s in sentences if not s.is_furniture or s.is_title]
        opinion = Opinion(tuple(self.encoder.read_document(document.text, spans)))
        return self.rules.read(document, opinion)
