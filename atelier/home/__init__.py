"""What each finds on arriving: the pilote's week; for others, what is expected of them."""
