"""Pages of workshops: prepared, run, projected, held in the hand, read afterwards."""
