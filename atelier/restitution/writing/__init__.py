"""What the documents say, before any of them is laid out: the same words for every format."""
