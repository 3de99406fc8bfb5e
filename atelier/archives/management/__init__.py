"""Commands of traces and rights."""
