"""Pure functions on text: offsets, sentences, number words, folding of names."""
