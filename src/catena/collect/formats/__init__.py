"""One small module for each format behind one interface: a stream and its source in, extracts and refusals out."""
