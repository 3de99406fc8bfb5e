"""Pages of a restitution: what is in it, and the documents made of it."""
