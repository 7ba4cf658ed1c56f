"""Finding citations: one module a citation format, each from a block's prose to citations."""
