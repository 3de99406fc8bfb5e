"""What the pages of traces and rights print."""
