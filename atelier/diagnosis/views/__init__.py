"""Pages of the chain from représentation to constat."""
