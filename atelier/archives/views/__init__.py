"""Pages of traces and rights."""
